"""Names that the text itself says are one: "Acme (formerly Zuma)", "Ann, born Eva"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

Span = tuple[int, int]

_KNOWN = r"(?: (?:known|called|named|operating|trading))?(?: as)?(?: the)?"
_OPEN = r"[\"”’']?[,(\s–—-]*"
_NEW_FIRST = re.compile(
    rf"{_OPEN}(?:which was |was |until \d{{4}} )?(?:formerly|previously|originally)"
    rf"{_KNOWN} [\"“‘']?"
)
_BEGUN = re.compile(
    rf"{_OPEN}(?:(?:which|that) )?(?:was |were |had |has )?(?:begun|began|started"
    r"|opened|established|founded|incorporated|launched|formed|created)"
    r"(?: (?:its )?life| out| trading)?(?: in (?:\w+ )?\d{4})? as(?: the)? [\"“‘']?"
)
_OLD_FIRST = re.compile(
    rf"{_OPEN}(?:which )?(?:(?:is|was|has been|has|had|is being|since) )?"
    rf"(?:(?:now|today|later|since) (?:known|called|named|renamed)(?: as)?"
    rf"|(?:known|called) (?:now|today|nowadays|since)(?: as)?"
    rf"|(?:renamed|rebranded|rechristened)(?: itself)?(?: as| to)?"
    rf"|chang(?:ed|ing) its name to)(?: the)? [\"“‘']?"
)
_IT_WAS = re.compile(
    r"[^.;:!?\n]{0,44}\b(?:it|which) (?:was|is|has been) (?:later |then )?"
    r"(?:renamed|rebranded)(?: as)?(?: the)? [\"“‘]?"
)
_IN_SHORT = re.compile(rf"{_OPEN}in short(?: the)? [\"“‘]?")
_NOW = re.compile(rf"{_OPEN}(?:now|today)(?: the)? [\"“‘']?")
_ALSO = re.compile(
    rf"{_OPEN}(?:an? (?:[A-Za-z-]+ ){{1,5}})?"
    r"(?:whose (?:\w+ )?name (?:is|was)|real name|also called|nicknamed|née|born"
    r"|(?:also|better|best|popularly|widely|professionally|commonly|often|sometimes"
    r"|usually|generally|simply)(?: simply)? (?:known|referred to)(?: in [A-Z]\w+)? as"
    r"|or simply"
    r"|(?:which does|that does|doing) business as"
    r"|(?:which trades|trading|operating) (?:as|under the name(?: of)?)(?: the)?"
    r"|(?:\w+ )?known by (?:his|her|their|the) (?:\w+ name|pseudonym|nickname|alias)"
    r"(?: of)?"
    r"|who (?:write|perform|record)s (?:as|under the (?:name|pseudonym)(?: of)?)"
    r"|a\.?k\.?a\.?) [\"“‘']?"
)
_REACH = 60
"""How many characters may stand between the two names."""


class Renamed(NamedTuple):
    """Mark an old and a new name of the same thing."""

    old: Span
    new: Span


def renamed(text: str, spans: Iterable[Span]) -> Iterator[Renamed]:
    """Yield the changes of name that a text states between two neighbouring names."""
    ordered: Sequence[Span] = sorted(spans)
    for left, right in pairwise(ordered):
        between = text[left[1] : right[0]]
        if len(between) > _REACH:
            continue
        owns = text.startswith(("'s", "’s"), right[1])
        if _NEW_FIRST.fullmatch(between) or (_BEGUN.fullmatch(between) and not owns):
            yield Renamed(old=right, new=left)
        elif any(p.fullmatch(between) for p in (_OLD_FIRST, _IT_WAS, _IN_SHORT)) or (
            _NOW.fullmatch(between) and text[right[1] : right[1] + 1] in set(",.;)")
        ):
            yield Renamed(old=left, new=right)


def also_called(text: str, spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield the pairs of neighbouring names of which the second is another name."""
    for left, right in pairwise(sorted(spans)):
        if right[0] - left[1] <= _REACH and _ALSO.fullmatch(text, left[1], right[0]):
            yield left, right
