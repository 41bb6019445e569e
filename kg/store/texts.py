"""Cleaned documents on disk while a run needs them, and from one run to the next.

Memory must not grow with the texts: they are read from a mapped file one at a time,
and go from file to file as columns.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from kg.records import Document
from kg.store.findings import key_of
from kg.store.parts import Parts, packed
from kg.store.tables import as_table, schema

_KEPT = pa.schema([*schema(Document), ("found", pa.string()), ("words", pa.int64())])
"""A document, the key of what is found in it, and how many words it has."""
_LEFT_OUT = pa.list_(pa.struct([("reason", pa.string()), ("count", pa.int64())]))
_DOCUMENTS = 256
_CHARACTERS = 1_000_000
"""How many documents, of how many characters, are made a table at a time."""


class Reading(NamedTuple):
    """Hold what became of a document as found; its id is of no account.

    `key` is a digest of it as found. Where there is no document, `left_out` says why,
    else which of its lines are left out, and how many.
    """

    key: str
    document: Document | None
    left_out: Sequence[tuple[str, int]]


def pack_readings(readings: Sequence[Reading]) -> bytes:
    """Return readings as the bytes of a part."""
    table = _table([reading.document or Document("", "") for reading in readings])
    there = pa.array([reading.document is not None for reading in readings])
    left_out = [
        [{"reason": reason, "count": count} for reason, count in reading.left_out]
        for reading in readings
    ]
    found = pc.if_else(there, table["found"], "")
    table = table.drop_columns(["id", "found"])
    table = table.append_column("found", found)
    table = table.append_column("left_out", pa.array(left_out, _LEFT_OUT))
    keys = pa.array([reading.key for reading in readings], pa.string())
    return packed(table.append_column("key", keys))


class Readings(NamedTuple):
    """Hold some readings as they are kept: which are documents, and what is not."""

    there: Sequence[bool]
    left_out: Sequence[Sequence[tuple[str, int]]]
    rows: pa.Table

    def named(self, ids: Sequence[str]) -> pa.Table:
        """Return the documents among them, under these ids, for `Documents`."""
        rows = self.rows.filter(pa.array(self.there))
        columns = [
            pa.array(ids, pa.string()),
            *(rows[name] for name in _KEPT.names[1:]),
        ]
        return pa.table(columns, schema=_KEPT)


def readings(parts: Parts, keys: Iterable[str]) -> Iterator[Readings]:
    """Yield readings by their keys, in order, some at a time.

    Raises KeyError for a key that is not in `parts`.
    """
    for rows in parts.rows(keys, [*_KEPT.names[1:], "left_out"]):
        there = pc.not_equal(rows["found"], "").to_pylist()
        left_out = [
            [(item["reason"], item["count"]) for item in items]
            for items in rows["left_out"].to_pylist()
        ]
        yield Readings(there, left_out, rows)


def tabled(documents: Iterable[Document]) -> Iterator[pa.Table]:
    """Yield documents as the tables that `Documents` are made of."""
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += len(document.text)
        if len(group) == _DOCUMENTS or size > _CHARACTERS:
            yield _table(group)
            group, size = [], 0
    if group:
        yield _table(group)


class Documents(Mapping[str, Document]):
    """Map ids to documents, in the order in which they came.

    They lie in an Arrow file that is mapped into memory: a text is read from it when
    its document is asked for, and the system may forget it again. Takes some 250 bytes
    of memory for each document.
    """

    def __init__(self, path: Path, tables: Iterable[pa.Table]) -> None:
        """Write the documents into a file, which is to be deleted after `close`."""
        self._rows: dict[str, int] = {}
        self._starts = [0]
        with pa.ipc.new_file(str(path), _KEPT) as writer:
            for table in tables:
                for batch in table.combine_chunks().to_batches():
                    writer.write_batch(batch)
                    ids = batch.column("id").to_pylist()
                    self._rows.update(zip(ids, count(self._starts[-1]), strict=False))
                    self._starts.append(self._starts[-1] + len(ids))
        self._map = pa.memory_map(str(path))
        file = pa.ipc.open_file(self._map)
        numbers = range(file.num_record_batches)
        self._batches = [file.get_batch(number) for number in numbers]

    def __getitem__(self, id: str) -> Document:
        """Read one document."""
        row = self._rows[id]
        number = bisect_right(self._starts, row) - 1
        columns = self._batches[number].columns[: len(fields(Document))]
        return Document(
            *(column[row - self._starts[number]].as_py() for column in columns)
        )

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, in order."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._rows)

    @property
    def words(self) -> int:
        """How many words all the texts have, as blanks divide them."""
        return sum(sum(batch.column("words").to_pylist()) for batch in self._batches)

    def digests(self) -> Iterator[str]:
        """Yield the key of what is found in each document, in order."""
        for batch in self._batches:
            yield from batch.column("found").to_pylist()

    def tables(self) -> Iterator[pa.Table]:
        """Yield all documents, as tables of their records."""
        names = schema(Document).names
        for batch in self._batches:
            yield pa.Table.from_batches([batch.select(names)])

    def close(self) -> None:
        """Let go of the file; nothing can be read any more."""
        self._batches.clear()
        self._map.close()


def _table(documents: Sequence[Document]) -> pa.Table:
    """Return documents with all that is kept about them."""
    keys = [key_of(document) for document in documents]
    words = [len(document.text.split()) for document in documents]
    columns = as_table(documents, Document).columns
    return pa.table([*columns, keys, words], schema=_KEPT)
