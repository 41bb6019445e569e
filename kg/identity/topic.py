"""Whom a document is about: the one that it names far more often than anybody else."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from kg.records import Mention

_LEAST = 3
"""How often a document names whom it is about, at least."""

_MORE = 1.5
"""How much more often than anybody else."""


class Topic:
    """Know the one that a document is about, up to any place.

    `named` are the names of one kind. Work grows with them, not with the questions.
    """

    def __init__(self, named: Iterable[Mention]) -> None:
        self._places: list[int] = []
        self._leaders: list[str] = []
        counts: Counter[str] = Counter()
        first, second = "", 0
        for mention in sorted(named, key=lambda one: one.start):
            name = mention.name
            counts[name] += 1
            if name != first and counts[name] > counts[first]:
                first, second = name, counts[first]
            elif name != first:
                second = max(second, counts[name])
            clear = counts[first] >= max(_LEAST, _MORE * second)
            self._places.append(mention.start)
            self._leaders.append(first if clear else "")

    def at(self, place: int) -> str:
        """Return whom the document is about by the names before a place, or ""."""
        before = bisect_left(self._places, place)
        return self._leaders[before - 1] if before else ""
