"""Whom a pronoun means by grammar: "Acme changed its name", "When she left, Rovik".

What stands between the two in one sentence tells; no tree is seen.
"""

import re
from functools import cache

from kg import names
from kg.identity.fitting import Fitting, wanted
from kg.identity.speakers import SUBJECT
from kg.identity.surroundings import Surroundings
from kg.names import any_of
from kg.records import PERSON, Mention

_CLAUSE = 110
"""Characters between a subject and the "its" that it binds, at most."""

_BREAKS = re.compile(
    r"[;:\"“”]"
    r"|\b(?:that|who|which|whose|as|if|when|while|because|although|though|where)\b"
    r"|\b(?:is|was|are|were|be|been|being|not|becomes?|became|named|appointed|called) $"
)
"""What parts a subject from a possessive that may be somebody else's."""

_RELATIVE = re.compile(r",? (?:who|which)\b(?! (?:is|was)\b)")
_OPENING = re.compile(
    r"(?:(?:However|Meanwhile|Instead|Later|Earlier|Today|Still|But|And|Yet|Then),? )?"
    r"(?!(?i:But|And|So|Yet|The|This|That|An?|His|Her|Its|Their|All|Both|Each|Many|Most"
    r"|Of|One|Other|Others|Several|Some|Such|Two|Three|Four|Five|What|Who)\b)"
    r"[A-Za-z][^,;:\"“”]{0,80}"
)
"""What begins a sentence with a phrase or clause before its subject."""

_COMMA = re.compile(r"[^;:\"“”]{2,90},\s+(?:the\s+)?(?:[\w.’'-]+\s+){0,4}")


def possessor(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Return whom a pronoun means, whoever else is near, or None."""
    if reference.form != "pronoun":
        return None
    return _by_relative(around, reference, fitting) or _by_opening(
        around, reference, fitting
    )


def last_that_fits(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Return the last mention in the sentence of a reference that it can mean."""
    fit = [m for m in around.ahead(reference) if fitting.fits(m, reference)]
    last = max(fit, key=by_place, default=None)
    return last if last and last.name else None


def by_place(mention: Mention) -> int:
    """Return what sorts mentions."""
    return mention.start


def of_clause(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Bind "its" to the subject of its clause: "Acme changed its name"."""
    if reference.role != "possessive":
        return None
    subjects = [m for m in around.ahead(reference) if m.role == SUBJECT]
    last = last_that_fits(around, reference, fitting)
    if last is None or subjects[-1:] != [last]:
        return None
    kinds, _ = wanted(reference)
    between = around.text[last.end : reference.start]
    rivals = (m for m in subjects if m.name != last.name)
    if any(fitting.fits(m, reference) for m in rivals) and (
        kinds != (PERSON,) or _reacts().search(between)
    ):
        return None  # "Acme said Zandor sold its shares", "Roe said Lund rejected his"
    if between == ", ":
        return None  # "Rovik, *his* rival,"
    if len(between) > _CLAUSE or _BREAKS.search(between):
        return None
    inside = around.between(last.end, reference.start)
    if any(m.kind in kinds or (m.form != "name" and not m.name) for m in inside):
        return None
    return last


def _by_relative(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Bind "her" to whose clause it is in: "Rovik, who with *her* sister owns it"."""
    if reference.role != "possessive":
        return None
    last = last_that_fits(around, reference, fitting)
    if last is None or reference.start - last.end > _CLAUSE:
        return None
    between = around.text[last.end : reference.start]
    if between in (" and ", " & "):  # "Rovik and *her* husband"
        word = reference.text.lower()
        again = (m.text.lower() == word for m in around.ahead(reference))
        return None if any(again) else last  # "*his* wife, Bo and his daughter"
    start = _RELATIVE.match(between)
    if start is None or _BREAKS.search(between, start.end()):
        return None
    inside = around.between(last.end, reference.start)
    return None if any(m.form != "name" and not m.name for m in inside) else last


def _by_opening(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Bind "her" to a subject behind it: "In *her* role as chair, Rovik left"."""
    if last_that_fits(around, reference, fitting) is not None:
        return None
    text, start = around.text, reference.sentence_start
    if not _OPENING.fullmatch(text, start, reference.start):
        return None
    if _of_others().match(text, reference.end):
        return None
    later = around.later(reference)  # in order
    first = next((m for m in later if fitting.fits(m, reference)), None)
    if first is None or first.role != SUBJECT or first.form != "name":
        return None
    if text.startswith(" and ", reference.end) or text.startswith(",", first.end):
        return None  # "he and a friend, Rovik": one more; "from his aide, Rovik, she"
    return first if _COMMA.fullmatch(text, reference.end, first.start) else None


@cache
def _reacts() -> re.Pattern[str]:
    """Match the verb before what somebody else said or did: "Lund *rejected* his"."""
    return re.compile(rf"\b{any_of(names.word_list('identity')['reacting'])} $")


@cache
def _of_others() -> re.Pattern[str]:
    """Match what stands behind the "his" of somebody else: "after his *death*, Roe"."""
    nouns = names.word_list("identity")["nouns_of_others"]
    return re.compile(rf" (?:[\w-]+ )?{any_of(nouns)}\b")
