"""What people are shown of a name: how often it stands, and a sentence with it."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from kg.identity.answers import Filed, filed
from kg.records import KINDS, ORGANISATION, PERSON, PLACE, Document, Mention

LONGEST = 300
"""Characters of a sentence that are shown; a longer one is cut around the name."""

READABLE = range(40, LONGEST + 1)
"""The lengths of the sentences that are shown first."""

_SEARCHED = 100
"""How many mentions of namesakes are searched for the fact that tells them apart."""

_CACHED = 1 << 17
"""Distinct names whose place is remembered: most names are named more than once."""

Named: TypeAlias = tuple[str, str]
"""A kind and a name of it."""

Sentences: TypeAlias = Mapping[tuple[str, int], str]
"""Sentences by the document and the start of the name that they show."""


@dataclass(frozen=True, slots=True)
class Side:
    """Hold a name, how often it stands, and one sentence with its document.

    Of a namesake ("Ann Rovik, born 1955") it is not known how often it stands, and
    there is a sentence only if one gives the fact.
    """

    name: str
    mentions: int = 0
    documents: int = 0
    sentence: str = ""
    source: str = ""


def sides(
    named: Collection[Named], mentions: Iterable[Mention], documents: Iterable[Document]
) -> Mapping[Named, Side]:
    """Return what there is to show of each name.

    Mentions and documents are gone through once; memory grows with the names asked for.
    """
    parted = ((kind, _parted(name)[0]) for kind, name in named)
    namesakes = {filed(kind, called) for kind, called in parted if called}
    seen = _seen({filed(kind, name) for kind, name in named}, namesakes, mentions)
    sentences = _sentences(seen.values(), documents)
    return {(kind, name): _side(kind, name, seen, sentences) for kind, name in named}


class _Shown(NamedTuple):
    """Say which sentence shows a name; the smaller, the better."""

    is_short_form: bool
    is_awkward: bool
    mention: Mention


@dataclass(slots=True)
class _Seen:
    """Count the mentions of a name, and keep the best of them, or all."""

    mentions: int = 0
    documents: set[str] = field(default_factory=set)
    shown: _Shown | None = None
    kept: list[Mention] = field(default_factory=list)

    def add(self, mention: Mention, *, is_short_form: bool, keep: bool) -> None:
        self.mentions += 1
        self.documents.add(mention.document)
        length = mention.sentence_end - mention.sentence_start
        shown = _Shown(is_short_form, length not in READABLE, mention)
        if self.shown is None or shown[:2] < self.shown[:2]:
            self.shown = shown
        if keep and len(self.kept) < _SEARCHED:
            self.kept.append(mention)


def _seen(
    wanted: Collection[Filed],
    namesakes: Collection[Filed],
    mentions: Iterable[Mention],
) -> Mapping[Filed, _Seen]:
    """Count how often names stand.

    It is the mentions of which a name is the fullest form; if there are none, those
    written so; if there are none either, those that were first taken for another kind.
    """
    levels: tuple[dict[Filed, _Seen], ...] = tuple(defaultdict(_Seen) for _ in range(3))
    asked = frozenset((*wanted, *namesakes))
    places = lru_cache(_CACHED)(partial(_places, asked))
    for mention in mentions:
        if mention.form == "name" and mention.kind in KINDS:
            for level, at, is_short in places(mention.kind, mention.name, mention.text):
                keep = at in namesakes
                levels[level][at].add(mention, is_short_form=is_short, keep=keep)
    return levels[2] | levels[1] | levels[0]


def _places(
    asked: Collection[Filed], kind: str, name: str, text: str
) -> Sequence[tuple[int, Filed, bool]]:
    """Return which of the names asked for are meant, how surely, and if by less."""
    written = filed(kind, text)
    others = {filed(other, name) for other in (PERSON, ORGANISATION, PLACE)}
    found = (0, filed(kind, name)), (1, written), *((2, at) for at in sorted(others))
    return [(level, at, at != written) for level, at in found if at in asked]


def _sentences(found: Iterable[_Seen], documents: Iterable[Document]) -> Sentences:
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for seen in found:
        for mention in (*seen.kept, *([seen.shown.mention] if seen.shown else [])):
            by_document[mention.document].append(mention)
    return {
        (document.id, mention.start): _excerpt(document.text, mention)
        for document in documents
        for mention in by_document.get(document.id, ())
    }


def _excerpt(text: str, mention: Mention) -> str:
    """Return the sentence around a mention on one line, cut if it is very long."""
    start, end = mention.sentence_start, mention.sentence_end
    if end - start > LONGEST:
        start = max(start, mention.start - LONGEST // 2)
        end = min(end, start + LONGEST)
    before = "…" if start > mention.sentence_start else ""
    after = "…" if end < mention.sentence_end else ""
    return f"{before}{' '.join(text[start:end].split())}{after}"


def _side(
    kind: str, name: str, found: Mapping[Filed, _Seen], sentences: Sentences
) -> Side:
    seen = found.get(filed(kind, name))
    if seen and seen.shown:
        at = seen.shown.mention.document, seen.shown.mention.start
        documents = len(seen.documents)
        return Side(name, seen.mentions, documents, sentences.get(at, ""), at[0])
    called, fact = _parted(name)
    namesakes = found.get(filed(kind, called))
    for mention in namesakes.kept if namesakes else ():
        sentence = sentences.get((mention.document, mention.start), "")
        if re.search(rf"\b{re.escape(fact)}\b", sentence, re.IGNORECASE):
            return Side(name, sentence=sentence, source=mention.document)
    return Side(name)


def _parted(name: str) -> tuple[str, str]:
    """Part a namesake from the last word of the fact it is told by ("1955")."""
    called, comma, fact = name.rpartition(", ")
    return (called, fact.split()[-1]) if comma and fact.split() else ("", "")
