"""Whom each mention means, in few bytes: a corpus has more mentions than all else."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from kg.identity.gathered import Use, use
from kg.records import KINDS, Mention

_NOBODY = -1


class Who(Mapping[tuple[str, int], str]):
    """Map document and start of a mention to the id of the entity that it means.

    Takes eight bytes for a mention, a hundred for a document.
    """

    def __init__(
        self,
        mentions: Iterable[Mention],
        find: Callable[[Use], str],
        kept: Collection[str],
    ) -> None:
        """Ask `find` for each mention; entities that are not in `kept` are nobody.

        The mentions of one document stand together, ordered by their starts.
        """
        self._ids: list[str] = []
        self._starts = array("i")
        self._meant = array("i")
        self._places: dict[str, tuple[int, int]] = {}
        numbers: dict[str, int] = {}
        for document, group in groupby(mentions, key=attrgetter("document")):
            first = len(self._starts)
            known: dict[Use, int] = {}
            for mention in group:
                way = use(mention)
                if way not in known:
                    entity = find(way) if _is_named(mention) else ""
                    known[way] = (
                        numbers.setdefault(entity, len(numbers))
                        if entity in kept
                        else _NOBODY
                    )
                self._starts.append(mention.start)
                self._meant.append(known[way])
            self._places[document] = first, len(self._starts)
        self._ids = list(numbers)

    def __getitem__(self, key: tuple[str, int]) -> str:
        """Return the entity of a mention; raise KeyError if it means nobody known."""
        document, start = key
        first, last = self._places[document]
        at = bisect_left(self._starts, start, first, last)
        if at == last or self._starts[at] != start or self._meant[at] == _NOBODY:
            raise KeyError(key)
        return self._ids[self._meant[at]]

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Yield the mentions that mean somebody."""
        for document, (first, last) in self._places.items():
            for at in range(first, last):
                if self._meant[at] != _NOBODY:
                    yield document, self._starts[at]

    def __len__(self) -> int:
        """Count the mentions that mean somebody."""
        return len(self._meant) - self._meant.count(_NOBODY)


def _is_named(mention: Mention) -> bool:
    return bool(mention.name) and mention.kind in KINDS
