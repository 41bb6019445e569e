"""Names whose form alone shows where they begin and end.

"Lee, Osei, Roe & Lund, LLP" is one firm of lawyers, "his firm, Lee and Osei" one too,
and "Harbour Lodge No. 69" and "Teamsters Local 237" keep their number.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.annotate import kinds
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION, PERSON

_PARTNER = r"[A-Z][\w’'-]+"
_OF_LAWYERS = r"LLP|L\.L\.P\.|PLLC|P\.C\.|P\.A\."
_PRACTICE = re.compile(
    rf"\b(?:{_PARTNER}, )*{_PARTNER},? (?:& {_PARTNER},? (?:{_OF_LAWYERS}|LLC|LP)"
    rf"|and {_PARTNER},? (?:{_OF_LAWYERS}))(?!\w)"
)
_OWN = re.compile(
    r"\b(?:(?:law|accounting|accountancy|brokerage|design|lobbying) )?firm(?:,| of)? "
    rf"({_PARTNER} (?:&|and) {_PARTNER})(?= ?[,.;)(]| [a-z])"
)


def whole_practices(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Make one name of each partnership and numbered branch that is partly marked."""
    kept = sorted(found, key=lambda name: name.start)
    starts = [name.start for name in kept]
    for start, end in reversed(sorted(_stretches(page))):
        left, right = bisect_left(starts, start), bisect_left(starts, end)
        inside = kept[left:right]
        apart = any(name.link or name.title or name.end > end for name in inside)
        if inside and not apart:
            kept[left:right] = [Mark(start, end, ORGANISATION)]
            starts[left:right] = [start]
    return [_numbered(page, name) for name in kept]


def _stretches(page: Page) -> Iterator[tuple[int, int]]:
    for match in _PRACTICE.finditer(page.text):
        yield match.span()
    for match in _OWN.finditer(page.text):
        yield match.span(1)


def _numbered(page: Page, name: Mark) -> Mark:
    """Give "Harbour Lodge" and "Teamsters" their "No. 69" and "Local 237"."""
    if name.kind == PERSON or name.link:
        return name
    last = page.text[name.start : name.end].rsplit(" ", 1)[-1]
    number = _number().match(page.text, name.end)
    if number is None or not (number["branch"] or _branch().fullmatch(last)):
        return name
    return replace(name, end=number.end(), kind=ORGANISATION)


@cache
def _branch() -> re.Pattern[str]:
    return re.compile(kinds.any_of("numbered_branches"))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<branch> {_branch().pattern})? (?:No\. ?|#)?\d{{1,5}}(?![\w.,]\d|\w)"
    )
