"""Records as Parquet: the same records give the same bytes."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import RunError, damaged
from kg.records import Claim, Document, Mention, Merge

Record = TypeVar("Record", Document, Mention, Claim, Merge)
AnyRecord: TypeAlias = Document | Mention | Claim | Merge

ROWS = 50_000
DOCUMENTS = 1_000
"""Records per row group, and documents, which are longer: what is in memory at once."""

KEPT = 100_000
"""Records of a table that may stay in memory, some 60 MB; more are read again."""

_TYPES: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
}
_SURROGATE = re.compile("[\ud800-\udfff]")


def schema(kind: type[AnyRecord]) -> pa.Schema:
    """Return the columns of a record: its fields, in order, none of them null."""
    return pa.schema(
        [
            pa.field(item.name, _TYPES[item.type], nullable=False)
            for item in fields(kind)
        ]
    )


def as_table(records: Iterable[AnyRecord], kind: type[AnyRecord]) -> pa.Table:
    """Return records as a table.

    Half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD, so that offsets
    keep their meaning.
    """
    columns = schema(kind)
    rows = list(records)
    arrays = [
        _array(list(map(attrgetter(field.name), rows)), field.type) for field in columns
    ]
    return pa.Table.from_arrays(arrays, schema=columns)


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array(map(storable, values), kind)


def storable(value: object) -> object:
    """Return what a table holds of a value: UTF-8 knows no half surrogate pairs."""
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def write_table(records: Iterable[Record], kind: type[Record], path: Path) -> None:
    """Write records of one kind as a Parquet file, a row group at a time."""
    rows = iter(records)
    groups = iter(lambda: list(islice(rows, _size(kind))), [])
    join_tables((as_table(group, kind) for group in groups), kind, path)


def join_tables(tables: Iterable[pa.Table], kind: type[AnyRecord], path: Path) -> None:
    """Write tables, one after the other, as one Parquet file.

    How the rows come divided into tables does not show in the file.
    """
    with pq.ParquetWriter(path, schema(kind), compression="zstd") as writer:
        for group in _groups(tables, _size(kind)):
            writer.write_table(group.combine_chunks(), row_group_size=group.num_rows)


def read_table(path: Path, kind: type[Record]) -> Iterator[Record]:
    """Yield the records of a Parquet file; raise RunError if it cannot be read."""
    with _opened(path, kind) as file:
        for batch in file.iter_batches(_size(kind)):
            columns = [column.to_pylist() for column in batch.columns]
            for values in zip(*columns, strict=True):
                yield kind(*values)


class Records(Collection[Record]):
    """The records of one table, read anew each time that they are gone through.

    A table of few rows is kept in memory instead, from the first time on.
    """

    def __init__(self, path: Path, kind: type[Record]) -> None:
        """Raise RunError if the table cannot be read."""
        self._path: Path = path
        self._kind: type[Record] = kind
        self._kept: list[Record] | None = None
        with _opened(path, kind) as file:
            self._rows = int(file.metadata.num_rows)

    def __len__(self) -> int:
        """Count the records, without reading them."""
        return self._rows

    def __iter__(self) -> Iterator[Record]:
        """Yield the records in the order of the table."""
        if self._kept is None and self._rows <= KEPT:
            self._kept = list(read_table(self._path, self._kind))
        return (
            read_table(self._path, self._kind)
            if self._kept is None
            else iter(self._kept)
        )

    def __contains__(self, item: object) -> bool:
        """Say whether a record is among these; reads them all."""
        return any(item == record for record in self)

    def tables(self, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Yield the records as tables of all or some columns, a row group at a time."""
        with _opened(self._path, self._kind) as file:
            for batch in file.iter_batches(ROWS, columns=columns and list(columns)):
                yield pa.Table.from_batches([batch])


def strings(column: pa.ChunkedArray, pool: dict[str, str]) -> Sequence[str]:
    """Return the strings of a column; equal ones are one object: the one in `pool`."""
    coded = column.combine_chunks().dictionary_encode()
    found = coded.dictionary.to_pylist()
    known = np.array(list(map(pool.setdefault, found, found)), object)
    same: list[str] = known[coded.indices.to_numpy()].tolist()
    return same


@contextmanager
def _opened(path: Path, kind: type[AnyRecord]) -> Iterator[pq.ParquetFile]:
    """Open a table; raise RunError for what goes wrong, also while it is read."""
    try:
        with pq.ParquetFile(path) as file:
            if file.schema_arrow.names != schema(kind).names:
                raise RunError(
                    f"{path}: written by another version; build the run again"
                )
            yield file
    except FileNotFoundError:
        raise RunError(f"{path}: not found; build the run again") from None
    except (OSError, pa.ArrowException) as error:
        raise damaged(path, error) from None


def _size(kind: type[AnyRecord]) -> int:
    return DOCUMENTS if kind is Document else ROWS


def _groups(tables: Iterable[pa.Table], size: int) -> Iterator[pa.Table]:
    """Divide the rows of some tables anew, into tables of `size` rows."""
    waiting: list[pa.Table] = []
    count = 0
    for table in tables:
        waiting.append(table)
        count += table.num_rows
        while count >= size:
            joined = pa.concat_tables(waiting)
            yield joined.slice(0, size)
            waiting, count = [joined.slice(size)], count - size
    if count:
        yield pa.concat_tables(waiting)
