"""References that grammar and the course of a report bind to one antecedent.

"Rovik said she", "Acme changed its name", "..., he added", "The company also": each is
right in news nearly always, whoever else is near. What these rules need is what names
and roles tell; they see no trees.
"""

import re
from functools import cache

from kg.identity.fitting import Fitting, wanted
from kg.identity.possessors import by_place, last_that_fits, of_clause, possessor
from kg.identity.speakers import ADVERBS, SUBJECT, says, spoke_last
from kg.identity.surroundings import Surroundings, verbs
from kg.records import ORGANISATION, PERSON, Mention

_ASIDE = r"(?:,[^,;:\"“]{2,70},)?"
_FIRST = re.compile(
    r"\s*(?:(?:but|and|however|meanwhile|later|also|in \d{4}|then|now|instead"
    r"|separately|earlier|previously|today|yesterday),? )?",
    re.I,
)
_IS_A = re.compile(r"\s+(?:is|was|will be|has been) (?:also )?(?:an?|the)\b")
"""What follows an "it" that means the matter rather than somebody."""

_SENTENCES = 3
"""How many sentences back a description is looked up."""


def bound(around: Surroundings, reference: Mention, fitting: Fitting) -> Mention | None:
    """Return the mention to which a reference is bound, or None."""
    if not wanted(reference)[0] or around.is_quoted(reference.start):
        return None
    if reference.is_vague:
        return None
    owner = possessor(around, reference, fitting)
    if owner is not None:
        return owner
    subject = _by_saying(around, reference, fitting) or of_clause(
        around, reference, fitting
    )
    if subject is not None:
        doubtful = _has_rival(around, reference, fitting, subject)
        return None if doubtful else subject
    return (
        _by_speech(around, reference, fitting)
        or _by_its(around, reference, fitting)
        or _by_topic(around, reference, fitting)
        or _by_description(around, reference, fitting)
        or _by_epithet(around, reference, fitting)
    )


def is_doubtful(
    around: Surroundings, reference: Mention, fitting: Fitting, name: Mention
) -> bool:
    """Say whether "the company" may rather be the one that the document is about.

    That is the first that can be called so, if it is spoken of near as well.
    """
    if reference.form != "description" or fitting.described.tells(reference.text, name):
        return False
    if name.form == "pronoun":
        return False
    first = fitting.first(reference)
    if first is None or first.name == name.name:
        return False
    return any(m.name == first.name for m in around.window(reference, _SENTENCES))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands between "Rovik" and "she", two ways, and behind "she"."""
    say = verbs("speech_verbs", "thought_verbs")
    return (
        re.compile(
            rf"{_ASIDE}\s+{ADVERBS}{say}"
            r"(?: (?:that|on \w+|yesterday|today|the \w+ )?)*\s*"
        ),
        re.compile(
            rf"(?:,| and| but| or) (?:also |later |has |had )?(?:{say}|saying|adding) "
            r"(?:that )?$"
        ),
    )


def _by_saying(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Bind "she" in "Rovik said she" and "Rovik left, saying she"."""
    last = last_that_fits(around, reference, fitting)
    if last is None or last.role != SUBJECT:
        return None
    if reference.role not in (SUBJECT, "possessive"):
        return None
    said, also_said = _patterns()
    between = around.text[last.end : reference.start]
    inside = around.between(last.end, reference.start)
    if said.fullmatch(between):
        return last if not any(m.form == "name" for m in inside) else None
    if also_said.search(between) and not re.search(r"[;:\"“”]", between):
        return last if not any(m.role == SUBJECT for m in inside) else None
    return None


def _has_rival(
    around: Surroundings, reference: Mention, fitting: Fitting, subject: Mention
) -> bool:
    """Say whether somebody near is known to be a "she" while the subject is not."""
    if not wanted(reference)[1] or fitting.sex(subject):
        return False
    near = (*around.ahead(reference), *around.previous(reference))
    return any(
        m.name and m.name != subject.name and m.kind == PERSON and fitting.sex(m)
        for m in near
        if fitting.fits(m, reference)
    )


def _by_speech(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Bind the subject of a verb of saying to whoever spoke last."""
    if not says(around, reference):
        return None
    speaker = spoke_last(around, reference)
    if speaker is None or not speaker.name:
        return None
    return speaker if fitting.fits(speaker, reference) else None


def _by_topic(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Bind what begins a sentence to what began the sentence before as subject."""
    if (
        reference.role != SUBJECT
        or last_that_fits(around, reference, fitting) is not None
    ):
        return None
    start = reference.sentence_start
    if not _FIRST.fullmatch(around.text, start, reference.start):
        return None
    subjects = [m for m in around.previous(reference) if m.role == SUBJECT]
    top = next(
        (m for m in sorted(subjects, key=by_place) if around.is_opening(m)), None
    )
    if top is None or not top.name or not fitting.fits(top, reference):
        return None
    if around.has_quotes(top.sentence_start, reference.start):
        return None
    rivals = subjects
    if reference.text.lower() == "it":
        if _IS_A.match(around.text, reference.end):
            return None
        if not says(around, reference):
            rivals = list(around.previous(reference))
    if any(m.name != top.name and fitting.fits(m, reference) for m in rivals):
        return None
    return top


def _by_description(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Bind "the bank" to the only one near that it can mean, or to the main one.

    Main is what the document named first of all that can be called so. It must be the
    only subject among several.
    """
    if reference.form != "description":
        return None
    near: dict[str, Mention] = {}
    subjects: set[str] = set()
    for mention in around.window(reference, _SENTENCES):
        if mention.name and fitting.fits(mention, reference):
            near.setdefault(mention.name, mention)
            if mention.role == SUBJECT:
                subjects.add(mention.name)
    first = fitting.first(reference)
    main = first.name if first and first.start < reference.start else ""
    if len(near) > 1:
        return near.get(main) if subjects == {main} else None
    for name, mention in near.items():
        if _comes_later(around, reference, fitting, name):
            return None
        known = fitting.described.tells(reference.text, mention)
        here = mention.sentence_start == reference.sentence_start
        return mention if known or here or name == main or name in subjects else None
    return None


def _by_its(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Bind "the firm" to what "its" means that stands before it in the sentence.

    So in "Rovik is *its* chair, and Lund is a director of *the company*".
    """
    if reference.form != "description" or reference.kind != ORGANISATION:
        return None
    firms = [m for m in around.ahead(reference) if ORGANISATION in _kinds(m)]
    last = firms[-1] if firms else None
    if last is None or last.text.lower() not in ("it", "its") or not last.name:
        return None
    return last if fitting.fits(last, reference) else None


def _by_epithet(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Bind "The 27-year-old winger" to the one person of the sentence before.

    Nothing else must be said of who that is, and of nobody else this.
    """
    if reference.form != "description" or reference.kind != PERSON:
        return None
    if not _FIRST.fullmatch(around.text, reference.sentence_start, reference.start):
        return None
    people = [m for m in around.previous(reference) if PERSON in _kinds(m)]
    subjects = [m for m in people if m.role == SUBJECT and around.is_opening(m)]
    if not subjects or len({m.name for m in people}) > 1 or not subjects[0].name:
        return None
    if around.unnamed(subjects[0], whole=True) or not fitting.may_be(
        subjects[0], reference
    ):
        return None
    return subjects[0]


def _kinds(mention: Mention) -> tuple[str, ...]:
    return (mention.kind,) if mention.kind else wanted(mention)[0]


def _comes_later(
    around: Surroundings, reference: Mention, fitting: Fitting, name: str
) -> bool:
    """Say whether the rest of a sentence names something else that fits."""
    return any(
        m.name and m.name != name and fitting.fits(m, reference)
        for m in around.later(reference)
    )
