"""Read the articles written for this project, with their names, references, relations.

`articles/*.txt` holds one sentence a line; `=== NAME` begins an article, an empty line
a paragraph. `[p1|Ana Roe]`, `[o2|the bank]` mark what names or refers to person 1 and
organisation 2 (`i` initiative, `l` place; `p1+p2` both). Behind ` || ` stands what the
sentence states: `p1 chair_of o2; o2 acquired o3 ?`, `?` for possible, `!` for negated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.records import (
    ASSERTED,
    INITIATIVE,
    NEGATED,
    ORGANISATION,
    PERSON,
    PLACE,
    POSSIBLE,
)

KINDS = {"p": PERSON, "o": ORGANISATION, "i": INITIATIVE, "l": PLACE}
STATUSES = {"": ASSERTED, "?": POSSIBLE, "!": NEGATED}

_MARK = re.compile(r"\[((?:[poil]\d+)(?:\+[poil]\d+)*)\|([^\[\]|]+)\]")
_CLAIM = re.compile(r"\s*([poil]\d+) (\w+) ([poil]\d+)\s*([?!]?)\s*")
_PRONOUN = re.compile(
    r"(?:s?he|him|his|hers?|its?|they|them|theirs?|we|us|our)(?:self)?"
)
_DESCRIBES = re.compile(r"(?:the|this|that|these|those|both|an?|his|her|its|their)\b")
_THINGS = ("it", "its", "they", "them", "their", "theirs", "we", "us", "our")


@dataclass(frozen=True)
class Marked:
    """Hold one mark: characters of the text, and the ids of whom it means."""

    start: int
    end: int
    ids: tuple[str, ...]
    kind: str
    form: str


@dataclass(frozen=True)
class Stated:
    """Hold one relation that the characters from `start` to `end` state."""

    start: int
    end: int
    subject: str
    relation: str
    object: str
    status: str


@dataclass(frozen=True)
class Article:
    """Hold one article with all that is marked in it."""

    id: str
    text: str
    marks: Sequence[Marked]
    stated: Sequence[Stated]


def read_articles(folder: Path) -> Iterator[Article]:
    """Yield the articles of a folder's text files, in the order of their names."""
    for path in sorted(folder.glob("*.txt")):
        parts = re.split(r"^===\s*(.*)$", path.read_text("utf-8"), flags=re.M)
        for name, body in zip(parts[1::2], parts[2::2], strict=True):
            yield _article(f"{path.stem}:{name.strip()}", body.strip("\n"))


def _article(id_: str, body: str) -> Article:
    text = ""
    marks: list[Marked] = []
    stated: list[Stated] = []
    for number, line in enumerate(body.split("\n")):
        if not line.strip():
            text = text.rstrip() + "\n\n"
            continue
        sentence, _, told = line.rpartition("||")
        start, done = len(text), 0
        sentence = sentence.strip()
        for match in _MARK.finditer(sentence):
            text += sentence[done : match.start()]
            left, done = len(text), match.end()
            text += match[2]
            marks.append(_marked(left, len(text), match))
        text += sentence[done:]
        stated += [
            Stated(start, len(text), claim[1], claim[2], claim[3], STATUSES[claim[4]])
            for part in told.split(";")
            if (claim := _CLAIM.fullmatch(part))
        ]
        headline = number == 0 and not text.endswith((".", "!", "?", "”", '"'))
        text += "\n\n" if headline else " "
    return Article(id_, text.rstrip(), marks, stated)


def _marked(start: int, end: int, match: re.Match[str]) -> Marked:
    ids = tuple(match[1].split("+"))
    kinds = {id_[0] for id_ in ids}
    word = match[2].lower()
    form = "name"
    if _PRONOUN.fullmatch(word):
        form = "pronoun"
    elif _DESCRIBES.match(word) or word == match[2]:
        form = "description"
    kind = KINDS[kinds.pop()] if len(kinds) == 1 else ""
    return Marked(start, end, ids, "" if word in _THINGS else kind, form)
