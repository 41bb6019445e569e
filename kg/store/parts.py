"""Rows that are kept from one run to the next, so that nothing is worked out twice.

A part is a Parquet file with one row for each of some documents; its column `key` says
what the row was made of. The name of a part is the checksum of its bytes, so that a
damaged one gives itself away. Parts may be deleted at any time: what is missing is
worked out again.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

SUFFIX = ".parquet"

ROWS = 4_096
_BYTES = 8_000_000
"""How many rows, of how many bytes before compression, are read or joined at a time."""
MANY = 16
"""How many parts may be smaller than half of that; where there are more, they join."""
_LOADED = 4
"""Parts kept in memory while reading: those that neighbouring documents lie in."""

_Places: TypeAlias = NDArray[np.int64]
"""Rows, by the number of the part in the upper half and the row there in the lower."""
_ROW = 0xFFFFFFFF


class _Part(NamedTuple):
    path: Path
    rows: int
    size: int
    """Bytes before compression."""


def packed(table: pa.Table) -> bytes:
    """Return rows as the bytes of a part."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def write_part(data: bytes, folder: Path) -> Path:
    """Write a part into `folder`, under the checksum of its bytes; return its path.

    The file appears under its name only when it is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name_of(data)
    unfinished = folder / f"{os.getpid()}.unfinished"
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    return path


def name_of(part: bytes) -> str:
    """Return the name of a part: the checksum of its bytes."""
    return f"{hashlib.sha256(part).hexdigest()[:32]}{SUFFIX}"


class Parts:
    """Find rows again by their keys: an index of the parts in one folder.

    Takes some 200 bytes of memory for each row.
    """

    def __init__(self, folder: Path) -> None:
        """Index the parts in `folder`, if it exists; drop what is damaged."""
        self.folder = folder
        self._parts: list[_Part] = []
        self._places: dict[str, int] = {}
        for path in sorted(folder.glob("*")):
            self.add(path)
        self._load = lru_cache(_LOADED)(_load)

    def __contains__(self, key: str) -> bool:
        """Say whether there is a row of this key."""
        return key in self._places

    @property
    def size(self) -> int:
        """How many bytes all rows are, before compression."""
        return sum(part.size for part in self._parts)

    def add(self, path: Path) -> int:
        """Take up a part, or delete it if it is not whole; return how many it holds."""
        found = _open(path)
        if found is None:
            path.unlink(missing_ok=True)
            return 0
        part, keys = found
        for place, key in enumerate(keys, len(self._parts) << 32):
            self._places.setdefault(key, place)
        self._parts.append(part)
        return part.rows

    def rows(self, keys: Iterable[str], columns: Sequence[str]) -> Iterator[pa.Table]:
        """Yield rows by their keys, in order, at most `ROWS` at a time.

        Raises KeyError for a key that is not here.
        """
        for window in self._windows(keys):
            numbers = window >> 32
            tables, places = [], []
            for number in dict.fromkeys(numbers.tolist()):
                mine = np.flatnonzero(numbers == number)
                table = self._load(self._parts[number].path, tuple(columns))
                tables.append(table.take(pa.array(window[mine] & _ROW)))
                places.append(mine)
            joined = pa.concat_tables(tables).combine_chunks()
            order = np.argsort(np.concatenate(places))
            yield joined if len(tables) == 1 else joined.take(pa.array(order))

    def sweep(self, wanted: Iterable[str]) -> None:
        """Delete all but the rows of `wanted`, keys in the order of the documents.

        Parts in which most rows are of no use any more are written anew without them,
        and many small ones are joined. The folders beside this one go too: other code
        or another pipeline wrote them. Afterwards this index is of no use.
        """
        for other in self.folder.parent.glob("*"):
            if other != self.folder:
                shutil.rmtree(other, ignore_errors=True)
        keys = list(dict.fromkeys(wanted))
        changed = self._to_change(keys)
        moved = (key for key in keys if self._places[key] >> 32 in changed)
        columns = self._columns(changed)
        new = {
            write_part(packed(table), self.folder)
            for table in self.rows(moved, columns)
        }
        for path in new:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        kept = {part.path for n, part in enumerate(self._parts) if n not in changed}
        for path in sorted(self.folder.glob("*")):
            if path not in kept | new:
                path.unlink(missing_ok=True)

    def _to_change(self, wanted: Sequence[str]) -> set[int]:
        """Return the parts that waste room, and the small ones if they are many."""
        places = np.array([self._places[key] for key in wanted], np.int64)
        used = np.bincount(places >> 32, minlength=len(self._parts)).tolist()
        wasteful = {n for n, p in enumerate(self._parts) if 2 * used[n] < p.rows}
        small = {n for n, p in enumerate(self._parts) if 2 * p.size < _BYTES} - wasteful
        return wasteful | small if len(small) > MANY else wasteful

    def _columns(self, numbers: Iterable[int]) -> list[str]:
        for number in numbers:
            return list(pq.read_schema(self._parts[number].path).names)
        return []

    def _windows(self, keys: Iterable[str]) -> Iterator[_Places]:
        """Yield the places of keys, so many at a time as may be in memory."""
        weights = [part.size / part.rows for part in self._parts]
        window: list[int] = []
        size = 0.0
        for key in keys:
            place = self._places[key]
            window.append(place)
            size += weights[place >> 32]
            if len(window) == ROWS or size > _BYTES:
                yield np.array(window)
                window, size = [], 0.0
        if window:
            yield np.array(window)


def _open(path: Path) -> tuple[_Part, list[str]] | None:
    """Return a part and its keys, or None if it is not as it was written."""
    try:
        data = path.read_bytes()
        if path.name != name_of(data):
            return None
        file = pq.ParquetFile(pa.BufferReader(data))
        keys = file.read(columns=["key"])["key"].to_pylist()
    except (OSError, KeyError, pa.ArrowException):
        return None
    groups = range(file.metadata.num_row_groups)
    size = sum(file.metadata.row_group(n).total_byte_size for n in groups)
    return (_Part(path, len(keys), size), keys) if keys else None


def _load(path: Path, columns: tuple[str, ...]) -> pa.Table:
    with pq.ParquetFile(path) as file:
        return file.read(columns=list(columns)).combine_chunks()
