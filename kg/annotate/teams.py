"""Teams that go by the name of their town or country, by what is said of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.annotate import kinds
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION, PLACE

_LEAST = 2
"""Places where a name must stand as a team's: one may be a slip."""

_WHERE = re.compile(
    r"\b(?:in|near|from|across|outside|around|to|within|throughout|inside|into|visit"
    r"|left|via|between|through|of|at) (?:the )?$"
)

_PLURAL = re.compile(r" (?:are|were|have)\b")
"""What follows a town only if its team is meant: "Bergen *are* unbeaten"."""


def as_teams(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Take a place for a team if it plays more often than anything happens there."""
    votes: Counter[str] = Counter()
    teams: dict[str, int] = defaultdict(int)
    for name in found:
        if name.kind == PLACE and not name.link:
            text = page.text[name.start : name.end]
            before, after = page.beside(name.start, name.end)
            played = _before().search(before) or _after().match(after)
            if played or (_PLURAL.match(after) and not _is_plural(text, before)):
                teams[text] += 1
                votes[text] += 1
            elif _WHERE.search(before) or after.startswith((",", "-")):
                votes[text] -= 1
    playing = {text for text, at in teams.items() if at >= _LEAST and votes[text] > 0}
    return [
        replace(name, kind=ORGANISATION)
        if name.kind == PLACE and page.text[name.start : name.end] in playing
        else name
        for name in found
    ]


def _is_plural(text: str, before: str) -> bool:
    """Tell "the Alps *are*" and "people in Bergen *are*" from "Bergen *are*"."""
    listed = before.endswith((" and ", ", "))
    return text.endswith("s") or listed or bool(_WHERE.search(before))


@cache
def _before() -> re.Pattern[str]:
    led = rf"\b{kinds.any_of('players')} of (?:the )?"
    return re.compile(rf"(?:\b{kinds.any_of('played')} (?:the )?|\bv |{led})$")


@cache
def _after() -> re.Pattern[str]:
    players, plays = kinds.any_of("players"), kinds.any_of("plays")
    return re.compile(rf"(?:['’]s?)? (?:[a-z-]+ )?{players}s?\b| {plays}\b| v\b")
