"""Whom each mention means, in few bytes: a corpus has more mentions than all else."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg import store
from kg.identity.gathered import Use
from kg.records import KINDS, Mention

_NOBODY = -1

_WAYS = ("document", "kind", "form", "name", "text", "link")
"""What tells whom a mention means: mentions that agree in these mean the same."""

COLUMNS = (*_WAYS, "start")
"""The columns of mentions that `Who` reads."""


class Who(Mapping[tuple[str, int], str]):
    """Map document and start of a mention to the id of the entity that it means.

    Takes eight bytes for a mention, two hundred for a document.
    """

    def __init__(
        self,
        tables: Iterable[pa.Table],
        find: Callable[[Use], str],
        kept: Collection[str],
    ) -> None:
        """Ask `find` once for the mentions of a table that are used alike.

        It is asked without title and context, which do not matter. Entities that are
        not in `kept` are nobody. The mentions of one document stand together, ordered
        by their starts; `tables` have the `COLUMNS` of mentions.
        """
        self._starts = array("i")
        self._meant = array("i")
        self._places: dict[str, int] = {}
        self._ends = array("q")
        numbers: dict[str, int] = {}
        for table in filter(len, tables):
            self._add_documents(table["document"])
            starts = table["start"].to_numpy().astype(np.int32)
            self._starts.frombytes(starts.tobytes())
            meant = _meant(table.select(_WAYS), find, kept, numbers)
            self._meant.frombytes(meant.tobytes())
        self._ids = list(numbers)

    def __getitem__(self, key: tuple[str, int]) -> str:
        """Return the entity of a mention; raise KeyError if it means nobody known."""
        document, start = key
        place = self._places[document]
        first = self._ends[place - 1] if place else 0
        last = self._ends[place]
        at = bisect_left(self._starts, start, first, last)
        if at == last or self._starts[at] != start or self._meant[at] == _NOBODY:
            raise KeyError(key)
        return self._ids[self._meant[at]]

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Yield the mentions that mean somebody."""
        first = 0
        for document, last in zip(self._places, self._ends, strict=True):
            for at in range(first, last):
                if self._meant[at] != _NOBODY:
                    yield document, self._starts[at]
            first = last

    def __len__(self) -> int:
        """Count the mentions that mean somebody."""
        return len(self._meant) - self._meant.count(_NOBODY)

    def _add_documents(self, column: pa.ChunkedArray) -> None:
        """Note where the mentions of each document end; a document may go on."""
        runs = pc.run_end_encode(column.combine_chunks())
        before = len(self._starts)
        for document, end in zip(
            runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True
        ):
            place = self._places.setdefault(document, len(self._places))
            if place == len(self._ends):
                self._ends.append(before + end)
            else:
                self._ends[place] = before + end


def uses(mentions: store.Records[Mention]) -> Mapping[Use, int]:
    """Count the mentions that are alike; those by pronouns are not counted."""
    counts: dict[Use, int] = {}
    for (form, *values), count in mentions.counts(("form", *Use._fields)):
        if form == "name":
            use = Use._make(values)
            if use.name and use.kind in KINDS:
                counts[use] = counts.get(use, 0) + count
    return counts


def _meant(
    ways: pa.Table,
    find: Callable[[Use], str],
    kept: Collection[str],
    numbers: dict[str, int],
) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    """Return the number of the entity that each mention of a table means.

    New entities are added to `numbers`.
    """
    rows = ways.append_column("row", pa.array(np.arange(len(ways), dtype=np.int32)))
    groups = rows.group_by(list(_WAYS), use_threads=False).aggregate([("row", "list")])
    values = (store.strings(groups[name]) for name in _WAYS)
    found = np.empty(len(groups), np.int32)
    for place, way in enumerate(zip(*values, strict=True)):
        entity = _entity(find, *way)
        known = entity in kept
        found[place] = numbers.setdefault(entity, len(numbers)) if known else _NOBODY
    lists = groups["row_list"].combine_chunks()
    meant = np.empty(len(ways), np.int32)
    meant[lists.flatten().to_numpy()] = np.repeat(found, lists.value_lengths())
    return meant


def _entity(
    find: Callable[[Use], str],
    document: str,
    kind: str,
    form: str,
    name: str,
    text: str,
    link: str,
) -> str:
    """Return the entity that mentions mean, or ""; a pronoun uses its name."""
    if not name or kind not in KINDS:
        return ""
    return find(Use(document, kind, name, text if form == "name" else name, link=link))
