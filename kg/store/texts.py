"""Documents on disk while a run needs them: memory must not grow with the corpus."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import count
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kg.records import Document
from kg.store.findings import key_of
from kg.store.tables import as_table, schema

KEPT = pa.schema([*schema(Document), ("found", pa.string()), ("words", pa.int64())])
"""A document, the key of what is found in it, and how many words it has."""
_FIELDS = len(fields(Document))
_DOCUMENTS = 256
_CHARACTERS = 1_000_000
"""How many documents, of how many characters, are made a table at a time."""
_MAPPED = 32_000_000
"""How many bytes of the file may be in memory while single documents are read."""


def tabled(documents: Iterable[Document]) -> Iterator[pa.Table]:
    """Yield documents as the tables that `Documents` are made of."""
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += len(document.text)
        if len(group) == _DOCUMENTS or size > _CHARACTERS:
            yield table(group)
            group, size = [], 0
    if group:
        yield table(group)


class Documents(Mapping[str, Document]):
    """Map ids to documents, in the order in which they came.

    They lie in an Arrow file that is mapped into memory: a text is read from it when
    its document is asked for. Takes some 200 bytes of memory for each document.
    """

    def __init__(self, path: Path, tables: Iterable[pa.Table]) -> None:
        """Write the documents into a file, which is to be deleted after `close`."""
        self._path = str(path)
        self._rows: dict[str, int] = {}
        self._starts = [0]
        with pa.ipc.new_file(self._path, KEPT) as writer:
            for table in tables:
                for batch in table.combine_chunks().to_batches():
                    writer.write_batch(batch)
                    ids = batch.column("id").to_pylist()
                    self._rows.update(zip(ids, count(self._starts[-1]), strict=False))
                    self._starts.append(self._starts[-1] + len(ids))
        self._open()

    def _open(self) -> None:
        """Map the file, anew: what was read of it is no longer in memory."""
        self._map = pa.memory_map(self._path)
        self._file = pa.ipc.open_file(self._map)
        self._columns: dict[int, list[pa.Array]] = {}
        self._mapped = 0

    def __getitem__(self, id: str) -> Document:
        """Read one document."""
        row = self._rows[id]
        number = bisect_right(self._starts, row) - 1
        place = row - self._starts[number]
        return Document(*[column[place].as_py() for column in self._read(number)])

    def _read(self, number: int) -> list[pa.Array]:
        if number not in self._columns:
            if self._mapped > _MAPPED:
                self._open()
            batch = self._file.get_batch(number)
            self._mapped += batch.nbytes
            self._columns[number] = batch.columns[:_FIELDS]
        return self._columns[number]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, in order."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._rows)

    @property
    def words(self) -> int:
        """How many words all the texts have, as blanks divide them."""
        return sum(sum(batch["words"].to_pylist()) for batch in self._batches("words"))

    def digests(self) -> Iterator[str]:
        """Yield the key of what is found in each document, in order."""
        for batch in self._batches("found"):
            yield from batch["found"].to_pylist()

    def without(self, ids: Collection[str], path: Path) -> "Documents":
        """Return all but some documents, written into another file, and close these."""
        barred = pa.array(sorted(ids))
        others = (
            pa.table(
                batch.filter(pc.invert(pc.is_in(batch["id"], barred))).columns,
                schema=KEPT,
            )
            for batch in self._batches(*KEPT.names)
        )
        left = Documents(path, (table for table in others if table.num_rows))
        self.close()
        return left

    def tables(self) -> Iterator[pa.Table]:
        """Yield all documents, as tables of their records."""
        for batch in self._batches(*schema(Document).names):
            yield pa.Table.from_batches([batch])

    def _batches(self, *names: str) -> Iterator[pa.RecordBatch]:
        """Yield some columns of all documents, by a map that does not outlive this."""
        wanted = [KEPT.get_field_index(name) for name in names]
        options = pa.ipc.IpcReadOptions(included_fields=wanted)
        with pa.memory_map(self._path) as mapped:
            file = pa.ipc.open_file(mapped, options=options)
            for number in range(file.num_record_batches):
                yield file.get_batch(number)

    def close(self) -> None:
        """Let go of the file; nothing can be read any more."""
        self._columns.clear()
        self._map.close()


def table(documents: Sequence[Document]) -> pa.Table:
    """Return documents with all that is kept about them."""
    keys = [key_of(document) for document in documents]
    words = [len(document.text.split()) for document in documents]
    columns = as_table(documents, Document).columns
    return pa.table([*columns, keys, words], schema=KEPT)
