"""Names of nobody and no place: of animals, storms, works of art, cups."""

import re
from collections.abc import Sequence
from functools import cache

from kg import names
from kg.annotate import kinds
from kg.annotate.marking import Mark, Page
from kg.records import INITIATIVE, PERSON, PLACE

_STORM = re.compile(r"(?<![\w-])(?:Hurricane|Typhoon|Cyclone|[Tt]ropical [Ss]torm)s? ")
_HOLDING = re.compile(
    r"\b(?:first|as|the|an?|new|former|acting|deputy|associate|became|is|was|named|"
    r"appointed|elected|its|their|our|his|her) $"
)
_CASE = re.compile(r"\w vs?\.? [A-Z]")
_POSTS = ("Dean", "Provost", "Warden", "Abbot", "Speaker", "Rector", "Lords")
_OPEN = r"[\"“‘'(]?"


def without_others(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Leave out animals and storms everywhere, works of art where they are called so.

    "Her dog Rex" makes every Rex of the document a dog. "The film Ann Lee" is a film in
    that place only: films are called after people. "R v. Lee" is a case of law.
    """
    animals = {
        page.text[name.start : name.end]
        for name in found
        if name.kind == PERSON and not (name.title or name.link)
        if _animal().search(page.text, max(0, name.start - 40), name.start)
    }
    storms = {
        page.text[name.start : name.end]
        for name in found
        if name.kind != PLACE and _is_storm(page, name)
    }
    people = (page.text[n.start : n.end].split() for n in found if n.kind == PERSON)
    full = {words[-1] for words in people if len(words) > 1}
    return [
        name
        for name in found
        if name.link
        or not (
            (name.kind == PERSON and page.text[name.start : name.end] in animals)
            or (not name.title and page.text[name.start : name.end] in storms)
            or _is_work(page, name)
            or (name.kind == PERSON and _is_office(page, name, full))
            or (name.kind == PERSON and _CASE.search(page.text, name.start, name.end))
            or _is_contest(page, name)
        )
    ]


def _is_storm(page: Page, name: Mark) -> bool:
    """Say whether "hurricane" or the like stands before a name or begins it."""
    near = page.text[max(0, name.start - 15) : name.start]
    before = any(match.end() == len(near) for match in _STORM.finditer(near))
    return before or bool(_STORM.match(page.text, name.start, name.end))


def _is_work(page: Page, name: Mark) -> bool:
    """Say whether a name is called a film, a song and the like right before it."""
    near = max(0, name.start - 40)
    if name.kind != PERSON and _written().search(page.text, near, name.start):
        return True
    if not _work().search(page.text, near, name.start):
        return False
    root = page.span(name.start, name.end).root
    owns = page.text.startswith(("'s ", "’s "), name.end)
    return not (name.title or owns or page.is_relative_subject(root))


def _is_office(page: Page, name: Mark, full: set[str]) -> bool:
    """Say whether a name is only a post: "was its first *Dean*", "Dean of the School".

    Whoever the text calls by a full name that ends so is somebody.
    """
    text = page.text[name.start : name.end]
    if name.title or text in full or not (text in _POSTS or names.is_title(text)):
        return False
    before = page.text[max(0, name.start - 20) : name.start]
    behind = page.text[name.end : name.end + 10]
    return bool(_HOLDING.search(before)) or behind.startswith((" of ", " for "))


def _is_contest(page: Page, name: Mark) -> bool:
    """Say whether a name ends as those of cups, prizes and games do."""
    if name.kind == INITIATIVE:
        return False
    return bool(_contest().search(page.text[name.start : name.end]))


@cache
def _animal() -> re.Pattern[str]:
    words = kinds.any_of("animals")
    return re.compile(rf"(?<![\w-]){words},?(?: named| called)? {_OPEN}$")


@cache
def _work() -> re.Pattern[str]:
    words = kinds.any_of("works")
    return re.compile(rf"(?<![\w’'-])(?:\w+-)?{words}(?: called| entitled)? {_OPEN}$")


@cache
def _written() -> re.Pattern[str]:
    """Match "the author of" and "his book," before the title of what was written."""
    words = kinds.any_of("works")
    return re.compile(
        rf"\b(?:(?:co-)?authors? of (?:the )?|(?:his|her|their|own) (?:[a-z-]+ ){{0,2}}"
        rf"{words},? ){_OPEN}$"
    )


@cache
def _contest() -> re.Pattern[str]:
    return re.compile(rf"(?<=\w ){kinds.any_of('contests')}$")
