"""How a text names an initiative: by a head noun, or by how it introduces a name.

Pure functions from a string to stretches of it; whether a stretch is believed is
decided elsewhere, with the whole document in view. Every word list is data
(`kg/data/initiatives.toml`); the definition is in `docs/initiatives.md`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg import names
from kg.initiatives.wording import NARROW, WORD, introductions, raw

_LONGEST_LIST = 300
_LONGEST_NOUN = 60
_SUCH_AS = re.compile(" (?:such as|like|including|called|named) ", re.I)
# No introduction goes over the end of a line; it stays in for those that look ahead.
_LINE = re.compile(r"[^\n]+\n?")
_LONG_WORD = re.compile(r"\S{101,}")
_SEPARATOR = r"(?:, (?:and |or )?| (?:and|or|as well as) )"
_LIST_STOP = re.compile(r"[.](?!\w)|[;:\n—(]")
_ITEM = re.compile(
    rf"(?:(?:the|an?) )?(?:[\w-]+ ){{0,5}}?(?<![\w-])({NARROW})(?![-\w])"
)
_OWNER = re.compile(r"(?:[A-Z][\w-]*[ ]){0,3}[A-Z][\w-]*[’']s?[ ]")


class Phrase(NamedTuple):
    """Mark a stretch that may name an initiative, and the rule that says so.

    A `sure` one is believed as it stands; another must outweigh what else the document
    says of the name.
    """

    start: int
    end: int
    rule: str
    sure: bool


def without_long_words(text: str) -> str:
    """Blank out what is no word, so that no pattern goes through it again and again."""
    return _LONG_WORD.sub(lambda found: "\0" * len(found[0]), text)


def introduced(text: str) -> Iterator[Phrase]:
    """Yield names introduced as a plan, a service and the like, or as launched."""
    lines = [
        (*line.span(), frozenset(WORD.findall(line[0])))
        for line in _LINE.finditer(text)
    ]
    for rule, sure, needed, pattern in introductions():
        matches = (
            match
            for start, end, words in lines
            if not any(map(words.isdisjoint, needed))
            for match in pattern.finditer(text, start, end)
        )
        for match in matches:
            span = match.span("quoted") if match["quoted"] else match.span("plain")
            start = span[0] + 1 if match["quoted"] else span[0]
            start += 4 if text.startswith("The ", start) else 0
            if names.is_name(text[start : span[1]]):
                yield Phrase(start, span[1], rule, sure or bool(match["quoted"]))


def listed(text: str) -> Iterator[Phrase]:
    """Yield the names in "services such as A, the free B and C" and "apps like D"."""
    for opening in _SUCH_AS.finditer(text):
        at = opening.end()
        before = opening.start()
        if not _listed_noun().search(text, max(0, before - _LONGEST_NOUN), before):
            continue
        stop = _LIST_STOP.search(text, at, at + _LONGEST_LIST)
        segment = text[at : stop.start() if stop else at + _LONGEST_LIST]
        for part in re.finditer(rf"(?:^|{_SEPARATOR})(.+?)(?={_SEPARATOR}|$)", segment):
            owner = _OWNER.match(part[1])
            item = _ITEM.match(part[1], owner.end() if owner else 0)
            if not item:
                break
            start = at + part.start(1) + item.start(1)
            if names.is_name(item[1]):
                yield Phrase(start, start + len(item[1]), "listed", False)
            if item.end() < len(part[1]):
                break


def abbreviation(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where an abbreviation of `text[start:end]` stands beside it.

    It is in brackets, or follows "or" and the like, or the name is in brackets behind
    it. Its capitals must be first letters of the name, in order.
    """
    if match := re.search(
        r"(?<![\w-])([A-Za-z][\w&.-]{1,11})[ ]\($", text[:start][-16:]
    ):
        at = start - len(match[0])
        found = at, at + len(match[1])
        return found if _abbreviates(match[1], text[start:end]) else None
    for pattern in (
        r"[”\"’']?[ ]\(([A-Za-z][\w&.-]{1,11})\)",
        r"[”\"’']?,[ ](?:or|known as|known by its initials|abbreviated to)(?: the)?[ ]"
        r"[“\"‘']?([A-Za-z][\w&-]{1,11})\b",
    ):
        match = re.compile(pattern).match(text, end)
        if match and _abbreviates(match[1], text[start:end]):
            return match.span(1)
    return None


def _abbreviates(short: str, name: str) -> bool:
    capitals = [c for c in short if c.isupper()]
    if len(capitals) < 2:
        return False
    initials = iter(
        [c.upper() for c in re.findall(r"(?<![A-Za-z])[A-Za-z]|(?<=[a-z])[A-Z]", name)]
    )
    return all(capital in initials for capital in capitals)


@cache
def _listed_noun() -> re.Pattern[str]:
    nouns = names.any_of([*raw()["nouns"]["product"], *raw()["nouns"]["initiative"]])
    return re.compile(rf"\b{nouns}s,?$", re.I)
