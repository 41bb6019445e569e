"""Who says what stands in a text."""

import re
from functools import cache

from kg.identity.surroundings import Surroundings, verbs
from kg.records import ORGANISATION, PERSON, Mention

SUBJECT = "subject"
ADVERBS = (
    r"(?:(?:also|later|then|now|once|still|has|had|have|yesterday|today|earlier|however"
    r"|recently|,) ?)*"
)
LOOK_BACK = 900
"""How many characters back a speaker is looked for."""

_BESIDE = 70
"""Characters between a quotation and the verb that says whose it is, at most."""

_NEAR = 200
"""Characters between a verb of saying and its subject, at most."""

_BEFORE = 4
"""Mentions before a verb that may be its subject, those of an aside among them."""

_FOLLOWS = re.compile(r"\s+(?:[\w.'’-]+ ){0,5}")
_OWNER = re.compile(
    r"(?:['’]s?)? (?:(?!(?:in|to|on|at|after|before|when|as|while|with|by|from|and|or"
    r"|that)\b)[\w-]+,? ){0,6}"
)
"""What stands between a body and somebody of it: "said Acme's finance chief Roe"."""


def says(around: Surroundings, reference: Mention) -> bool:
    """Say whether a reference is the subject of a verb of saying."""
    return reference.role == SUBJECT and bool(_says().match(around.text, reference.end))


def spoke_last(around: Surroundings, reference: Mention) -> Mention | None:
    """Return who the last verb of saying before a reference belongs to, or None.

    None too if somebody else of the kind has begun a sentence since.
    """
    left = max(0, reference.start - LOOK_BACK)
    spoken = around.spoken(left, reference.start)
    if not spoken:
        return None
    speaker = said_by(around, spoken[-1], until=reference.start)
    if speaker is None or speaker.role != SUBJECT or speaker.start < left:
        return None
    since = around.between(max(speaker.end, spoken[-1][1]), reference.start)
    acted = any(
        m.role == SUBJECT
        and m.name != speaker.name
        and (m.kind == speaker.kind or not m.name)
        and not around.is_quoted(m.start)
        and around.is_opening(m)
        for m in since
    )
    return None if acted else speaker


def quoted_by(around: Surroundings, quote: tuple[int, int]) -> Mention | None:
    """Return whose words a quotation gives, as far as a verb beside it tells."""
    start, end = quote
    before = around.spoken(max(0, start - _BESIDE), start)
    behind = around.spoken(end, end + _BESIDE)
    places = sorted(
        (*((start - at[1], at) for at in before), *((at[0] - end, at) for at in behind))
    )
    for _, at in places:
        if speaker := said_by(around, at, until=end + _NEAR):
            return speaker
    return None


def said_by(
    around: Surroundings, verb: tuple[int, int], *, until: int
) -> Mention | None:
    """Return the mention that a verb of saying belongs to, before or behind it."""
    start, end = verb
    text = around.text
    for before in reversed(around.between(max(0, start - _NEAR), start)[-_BEFORE:]):
        if _comes().fullmatch(text, before.end, start):
            return before
    behind = around.between(end, min(until, end + _NEAR))[:2]
    if not behind or not _FOLLOWS.fullmatch(text, end, behind[0].start):
        return None
    is_his = behind[0].kind == ORGANISATION and behind[-1].kind == PERSON
    if is_his and _OWNER.fullmatch(text, behind[0].end, behind[1].start):
        return behind[1]
    return behind[0]


@cache
def _comes() -> re.Pattern[str]:
    """Match what stands between a subject and its verb, an aside in commas too."""
    return re.compile(rf"(?:,[^;:\"“]{{2,90}},)?\s+{ADVERBS}")


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"\s+{ADVERBS}{verbs('speech_verbs', 'thought_verbs')}\b")
