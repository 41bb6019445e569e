"""What is called by the last noun of its name: "the museum" after "Norvik Museum".

Of all that a document has named so far only one may have the noun in its name or be
said to be one, or nearly one (a gallery is a museum); how far back it was named does
not matter then.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from kg import names
from kg.identity import folding
from kg.identity.descriptions import Described
from kg.records import INITIATIVE, ORGANISATION, PERSON, Mention

Key: TypeAlias = tuple[str, str]

_BEHIND = re.compile(r" (?:of|for|on|to|at|against|in|and) ")

_CALLED = re.compile(r",? (?:called|named|known as|dubbed)\b")
"""What follows a thing that is about to be named."""


class Heads:
    """Know what each noun can mean by the names of one document.

    `described` tells what else the document calls them.
    """

    def __init__(
        self, named: Iterable[Mention], described: Described, text: str
    ) -> None:
        self._text = text
        self._places: dict[Key, list[Mention]] = defaultdict(list)
        for name in sorted(named, key=lambda name: name.start):
            if name.kind != PERSON:
                self._places[name.kind, name.name].append(name)
        self._read: dict[str, tuple[int, int, bool]] = {}
        self._having: dict[str, list[Key]] = defaultdict(list)
        for key in self._places:
            said = described.said_of(*key) | set(folding.words(key[1]))
            for noun in sorted({noun for word in said for noun in _calls(word)}):
                self._having[noun].append(key)

    def meant(self, reference: Mention) -> Mention | None:
        """Return the last mention of what a description calls by its head, or None.

        If somebody else was brought in as such a thing since ("a rival museum"), it is
        open.
        """
        noun = reference.text.split()[-1].lower()
        if reference.form != "description" or noun not in self._having:
            return None
        keys = [
            key
            for key in self._having[noun][:2]  # in order of their first places
            if self._places[key][0].start < reference.start
        ]
        if len(keys) != 1 or keys[0][0] not in (ORGANISATION, INITIATIVE):
            return None
        name = keys[0][1]
        if _head(name) != noun or not _is_said(reference.text, name):
            return None
        places = self._places[keys[0]]
        at = bisect_left(places, reference.start, key=lambda one: one.start)
        last = places[at - 1]
        others = self._has_another(noun, last.end, reference.start)
        is_new = others or _CALLED.match(self._text, reference.end)
        return None if is_new else last

    def _has_another(self, noun: str, left: int, right: int) -> bool:
        """Say whether another such thing came in between; nothing is read twice."""
        start, until, met = self._read.get(noun, (left, left, False))
        if start != left:
            until, met = left, False
        met = met or bool(_another(noun).search(self._text, until, right))
        self._read[noun] = left, right, met
        return met


def _is_said(description: str, name: str) -> bool:
    """Say whether the words before a noun are in a name, or say nothing."""
    said = {*folding.words(name), *names.word_list("identity")["neutral_words"]}
    return said.issuperset(folding.words(description)[1:])


def _head(name: str) -> str:
    """Return the noun of a name: "museum" of "Norvik Museum of Tides"."""
    return next(iter(folding.words(_BEHIND.split(name)[0])[-1:]), "")


@cache
def _another(noun: str) -> re.Pattern[str]:
    """Match what brings in another such thing, and what speaks of any or of several."""
    return re.compile(
        r"\b(?:an?|another|any|each|every|no|one|other|rival|his|her|their|our|my)"
        rf" (?:[\w-]+ ){{0,3}}{noun}\b",
        re.I,
    )


def _calls(word: str) -> frozenset[str]:
    """Return the nouns that what has a word in its name may be called."""
    return _nouns().get(word, frozenset())


@cache
def _nouns() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for noun, others in names.word_list("identity")["heads"].items():
        for word in (noun, *others):
            found[word].add(noun)
    return {word: frozenset(nouns) for word, nouns in found.items()}
