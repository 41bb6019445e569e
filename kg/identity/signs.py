"""What speaks for each mention that a reference may refer back to, and for none.

Every sign is a word: `near:1:subject` says that a mention stands in the sentence before
as its subject. What each weighs was learnt by `training/antecedents.py`, and for
pipelines without vectors by `training/references.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.identity import people
from kg.identity.fitting import SEX, Fitting, group, wanted
from kg.identity.speakers import LOOK_BACK, SUBJECT, quoted_by, says, spoke_last
from kg.identity.surroundings import Surroundings, verbs
from kg.records import PERSON, PLACE, Mention

SENTENCES = 4
"""How many sentences with mentions before its own a reference is looked up in."""

MOST = 14
"""How many mentions may be referred back to, at most: the nearest."""

_CLOSE, _NEAR = 25, 80
"""Characters to a mention in the same sentence that is close, and that is near."""

_LONGEST_BE = 20
_BE = re.compile(r"\b(?:is|was|are|were|be|been|becomes?|became|remains?) (?:not )?$")
_LISTED = re.compile(r"\s*(?:,|and\b|or\b|&)\s+(?:and |or )?[A-Z]")
_LISTS = re.compile(r"(?:\b(?:and|or)|&) $")
_CLAUSE = re.compile(
    r"\b(?:and|but|or|that|as|if|when|because|so|while|which|where) $", re.I
)


@dataclass(frozen=True, slots=True)
class Link:
    """Hold a mention that a reference may refer back to.

    `back` tells how many sentences it stands before the reference.
    """

    back: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Signs:
    """Hold the links of a reference, the signs for none of them and for each.

    `others` are mentions that cannot mean the same: the subject whose object it is, or
    who "is her sister", whoever speaks of it, and those of whom it speaks itself.
    """

    links: tuple[Link, ...]
    none: Sequence[str]
    each: Sequence[Sequence[str]]
    others: tuple[Mention, ...]


_FRONTED = re.compile(r"\s*[A-Z][a-z]+(?:ed|en|t)\b[^,;.]*\bby\b[^,;.]*$")
_TO_SUBJECT = re.compile(r"[^,;.]*, ")


def read(
    around: Surroundings, reference: Mention, fitting: Fitting, *, loose: bool = False
) -> Signs:
    """Return what a reference may refer back to, with all signs.

    If `loose`, a description without a country or name in it may mean any name of its
    kind, whatever that is called.
    """
    links = _links(around, reference, fitting, loose)
    quote = around.quotes.around(reference.start)
    speaker = quoted_by(around, quote) if quote else None
    if quote and speaker and quote[0] <= speaker.start < quote[1]:
        speaker = None
    place = _Place(around, reference, fitting, quote, speaker)
    none = list(place.of_none(links))
    each = [list(place.of_link(link)) for link in links]
    names: set[tuple[str, str]] = set()
    sexes = [_sex(link.mention, fitting) for link in links]
    for at, (link, signs) in enumerate(zip(links, each, strict=True)):
        signs.append(f"rank:{min(at, 5)}")
        if link.mention.form != "name":
            continue
        key = link.mention.kind, link.mention.name
        signs.append("repeated" if key in names else "latest")
        names.add(key)
        if group(reference) == "person":
            rival = ":rival" if any(sexes) else ""
            signs.append("sex:known" if sexes[at] else f"sex:unknown{rival}")
    return Signs(links, none, each, tuple(place.others()))


def _links(
    around: Surroundings, reference: Mention, fitting: Fitting, loose: bool
) -> tuple[Link, ...]:
    """Return what a reference may refer back to, the nearest first."""
    found: list[Link] = []
    owns = reference.text.lower() == "its"
    no_place = owns and _of_bodies().match(around.text, reference.end)
    for back, mentions in enumerate(around.sentences(reference, SENTENCES)):
        found += [
            Link(back, mention)
            for mention in reversed(mentions)
            if _fits(mention, reference, fitting, loose)
            and not (no_place and mention.kind == PLACE)
            and not (back == 0 and _did_it(around, mention, reference))
        ]
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _did_it(around: Surroundings, mention: Mention, reference: Mention) -> bool:
    """Say whether a name is the agent of what is done to a subject behind it.

    "Impressed by *Rovik's* plan, he" is somebody else.
    """
    before = around.text[mention.sentence_start : mention.start]
    between = around.text[mention.end : reference.start]
    return bool(_FRONTED.match(before) and _TO_SUBJECT.fullmatch(between))


def _fits(mention: Mention, reference: Mention, fitting: Fitting, loose: bool) -> bool:
    """Say whether a reference can refer back to a mention, also to an open one."""
    kinds, sex = wanted(reference)
    if loose and reference.form == "description" and mention.form == "name":
        # "The American company" is one only if the text says so.
        plain = reference.text[1:].islower()
        return mention.kind in kinds and (
            plain or fitting.described.takes(reference.text, mention)
        )
    if mention.name or mention.form != "description":
        return fitting.fits(mention, reference)
    if mention.kind not in kinds:
        return False
    if reference.form == "description":
        return reference.text.split()[-1].lower() == mention.text.split()[-1].lower()
    return people.gender(mention.text) in ("", sex) if sex else True


def _sex(mention: Mention, fitting: Fitting) -> str:
    return fitting.sex(mention) if mention.name else SEX.get(mention.text.lower(), "")


class _Place:
    """Tell the signs of one reference."""

    def __init__(
        self,
        around: Surroundings,
        reference: Mention,
        fitting: Fitting,
        quote: tuple[int, int] | None,
        speaker: Mention | None,
    ) -> None:
        self._around = around
        self._reference = reference
        self._fitting = fitting
        self._quote = quote
        self._speaker = speaker
        self._spoken = spoke_last(around, reference)
        self._says = says(around, reference)
        self._role = reference.role or "other"
        self._first = fitting.first(reference)
        self._later = [
            mention
            for mention in around.later(reference)
            if mention.form == "name" and fitting.fits(mention, reference)
        ]

    def others(self) -> Iterator[Mention]:
        """Yield what the reference cannot mean."""
        if self._speaker is not None:
            yield self._speaker
        said = self._around.quotes.closed(self._reference.start)
        if said and self._says:
            spoken_of = self._around.between(*said)
            yield from (m for m in spoken_of if m.text.lower() in SEX)
        before = self._around.text[: self._reference.start][-_LONGEST_BE:]
        is_ = self._role == "possessive" and _BE.search(before)
        if self._role == "object" or is_:
            ahead = self._around.ahead(self._reference)
            yield from [m for m in ahead if m.role == SUBJECT][-1:]

    def of_none(self, links: Sequence[Link]) -> Iterator[str]:
        """Yield signs that it refers back to none of its links."""
        around, reference, kind = self._around, self._reference, group(self._reference)
        names = {(link.mention.kind, link.mention.name) for link in links}
        yield f"none:{kind}"
        yield f"none:{kind}:{self._role}"
        yield f"none:rivals:{min(len(names), 4)}"
        if self._quote:
            yield "none:quoted"
        if self._says:
            known = "known" if self._spoken is not None else "unknown"
            left = max(0, reference.start - LOOK_BACK)
            some = around.spoken(left, reference.start)
            yield f"none:says:{known if some else 'first'}"
        if any((m.kind, m.name) not in names for m in self._later):
            yield "none:later"
        if any(m.role == SUBJECT for m in self._later):
            yield "none:behind"
        if kind == "person":
            yield f"none:unnamed:{min(around.unnamed(reference), 2)}"
            yield f"none:unnamed:before:{min(around.unnamed_before(reference), 2)}"
        if kind == "it":
            yield from _of_it(around.text, reference)
        if kind == "its" and _belongings().match(around.text, reference.end):
            yield "none:belonging"

    def of_link(self, link: Link) -> Iterator[str]:
        """Yield the signs of one link that do not depend on the others."""
        mention, back = link.mention, link.back
        role = mention.role or "other"
        yield f"form:{mention.form}"
        yield f"near:{back}:{role}"
        yield f"near:{back}:{mention.form}"
        if back < 2:
            yield f"roles:{back}:{self._role}:{role}"
        if back == 0:
            yield from self._of_clause(mention)
        if role == SUBJECT and self._around.is_opening(mention):
            mine = SUBJECT if self._role == SUBJECT else "other"
            yield f"opens:{min(back, 2)}:{mine}"
        yield from self._of_speech(mention)
        if mention.form == "name":
            yield from self._of_name(mention)
        else:
            same = mention.text.lower() == self._reference.text.lower()
            yield "word:same" if same else "word:other"

    def _of_clause(self, mention: Mention) -> Iterator[str]:
        """Yield signs of a mention in the sentence of the reference."""
        text, reference = self._around.text, self._reference
        gap = reference.start - mention.end
        yield "gap:close" if gap < _CLOSE else "gap:near" if gap < _NEAR else "gap:far"
        left = max(0, mention.start - 6)
        if _LISTED.match(text, mention.end) or _LISTS.search(text, left, mention.start):
            yield "listed"
        if mention.role == SUBJECT:
            between = self._around.between(mention.end, reference.start)
            if not any(m.role == SUBJECT for m in between):
                yield "self" if self._role == "object" else f"governs:{self._role}"

    def _of_speech(self, mention: Mention) -> Iterator[str]:
        """Yield signs of who speaks and who is quoted."""
        theirs = self._around.quotes.around(mention.start)
        if theirs != self._quote:
            into = "into" if not theirs else "other"
            yield f"quote:{into if self._quote else 'out'}"
        elif self._quote:
            yield "quote:same"
        speaker = self._speaker
        if speaker is not None and (
            speaker.start == mention.start or speaker.name == mention.name != ""
        ):
            yield "quote:speaker"
        if self._spoken is not None and self._spoken.start == mention.start:
            yield "spoke"
            if self._says:
                yield "spoke:says"

    def _of_name(self, mention: Mention) -> Iterator[str]:
        """Yield signs of a name and of its part in the document."""
        reference, fitting = self._reference, self._fitting
        yield f"named:{min(fitting.named(mention, reference.start), 4)}"
        yield f"share:{int(fitting.share(mention, reference) * 4.999)}"
        if " " in mention.text:
            yield "full"
        if mention.title:
            yield "titled"
        if mention.kind != PERSON:
            yield f"kind:{mention.kind}"
        if any(m.name == mention.name and m.role == SUBJECT for m in self._later):
            yield "behind"
        if self._first is not None and self._first.name == mention.name:
            yield "first"
        if reference.form == "description":
            if fitting.described.takes(reference.text, mention):
                yield "taken"
            if fitting.described.tells(reference.text, mention):
                yield "told"


def _of_it(text: str, reference: Mention) -> Iterator[str]:
    """Yield signs of whether an "it" is somebody who acts."""
    if _acts().match(text, reference.end):
        yield "none:acts"
    if _is().match(text, reference.end):
        yield "none:is"
    if _CLAUSE.search(text, max(0, reference.start - 12), reference.start):
        yield "none:clause"


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:(?:also|has|had|have|will|would|is|was|could|may|might|still|now"
        r"|already|recently|then|later|currently|expected|planning|considering) )*"
        rf"{verbs('speech_verbs', 'thought_verbs', 'acting_verbs')}\b"
    )


@cache
def _is() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:(?:also|has|had|will|would|could|may|might|not|still|now) )*"
        r"(?:is|was|be|been|'s|’s|seem|look|become|became)\b"
    )


@cache
def _belongings() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:[\w-]+ ){{0,3}}?{verbs('belongings')}\b")


@cache
def _of_bodies() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:[\w-]+ ){{0,3}}?{verbs('belongings_of_bodies')}\b")
