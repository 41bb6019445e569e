"""What was found in documents, so that none has to be gone through twice.

A part is a Parquet file with one row for each of some documents: its key, its mentions
and its claims. A key is made of what they are found in, text and date: a document that
comes under another name has the same findings. The name of a part is the checksum of
its bytes, so that a damaged one gives itself away. Parts are only ever added, and may
be deleted at any time: what is missing is found again.
"""

import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kg.records import Claim, Document, Mention
from kg.store.tables import as_table, schema, storable

SUFFIX = ".parquet"
_COLUMNS = {Mention: "mentions", Claim: "claims"}
_LOADED = 8
"""Parts kept in memory while reading: those that neighbouring documents lie in."""


class Finding(NamedTuple):
    """Hold what one document says; the `document` of its records is of no account."""

    key: str
    mentions: Sequence[Mention]
    claims: Sequence[Claim]


def key_of(document: Document) -> str:
    """Return the key of a document, made of all that its findings depend on."""
    content = str(storable(f"{document.date}\n{document.text}"))
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:32]


def pack(findings: Sequence[Finding]) -> bytes:
    """Return findings as the bytes of a part."""
    table = pa.table(
        {
            "key": pa.array([finding.key for finding in findings], pa.string()),
            "mentions": _nested([finding.mentions for finding in findings], Mention),
            "claims": _nested([finding.claims for finding in findings], Claim),
        }
    )
    return _packed(table)


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
    """Find again what documents said: an index of the parts in one folder."""

    def __init__(self, folder: Path) -> None:
        """Index the parts in `folder`, if it exists; drop what is damaged."""
        self.folder = folder
        self._places: dict[str, tuple[Path, int]] = {}
        for path in sorted(folder.glob("*")):
            self.add(path)
        self._load = lru_cache(_LOADED)(_load)

    def __contains__(self, key: str) -> bool:
        """Say whether it is known what the document of this key says."""
        return key in self._places

    def add(self, path: Path) -> int:
        """Take up a part, or delete it if it is not whole; return how many it holds."""
        keys = _keys(path)
        if keys is None:
            path.unlink(missing_ok=True)
            return 0
        for row, key in enumerate(keys):
            self._places.setdefault(key, (path, row))
        return len(keys)

    def tables(
        self, documents: Iterable[tuple[str, str]], kind: type[Mention] | type[Claim]
    ) -> Iterator[pa.Table]:
        """Yield the records of documents, in order, given their ids and keys.

        Raises KeyError for a key that is not here.
        """
        placed = ((*self._places[key], id) for id, key in documents)
        for path, group in groupby(placed, key=itemgetter(0)):
            rows, ids = zip(*((row, id) for _, row, id in group), strict=True)
            lists = self._load(path, _COLUMNS[kind]).take(pa.array(rows))
            counts = lists.value_lengths().to_numpy()
            columns = dict(
                zip(lists.type.value_type.names, lists.flatten().flatten(), strict=True)
            )
            repeated = np.repeat(np.array(ids, object), counts)
            columns["document"] = pa.array(repeated, pa.string())
            names = schema(kind).names
            yield pa.table([columns[name] for name in names], schema=schema(kind))

    def sweep(self, wanted: Collection[str]) -> None:
        """Delete what no document with a key in `wanted` needs.

        Parts in which most rows are of no use any more are written anew without them.
        The folders beside this one go too: other code or another pipeline wrote them.
        """
        for other in self.folder.parent.iterdir():
            if other != self.folder:
                shutil.rmtree(other, ignore_errors=True)
        used: dict[Path, list[int]] = {}
        for key in sorted(wanted):
            path, row = self._places[key]
            used.setdefault(path, []).append(row)
        for path in sorted(self.folder.glob("*")):
            table = pq.read_table(path) if path in used else None
            if table is not None and 2 * len(used[path]) < table.num_rows:
                rows = table.take(pa.array(sorted(used[path])))
                write_part(_packed(rows), self.folder)
                table = None
            if table is None:
                path.unlink(missing_ok=True)


def _nested(
    records: Sequence[Sequence[Mention]] | Sequence[Sequence[Claim]],
    kind: type[Mention] | type[Claim],
) -> pa.ListArray:
    """Return records as a list for each document, without the `document` of each."""
    flat = as_table((record for group in records for record in group), kind)
    flat = flat.drop_columns("document").combine_chunks()
    offsets = np.cumsum([0, *map(len, records)])
    columns = [column.combine_chunks() for column in flat.columns]
    structs = pa.StructArray.from_arrays(columns, fields=list(flat.schema))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), structs)


def _packed(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _keys(path: Path) -> list[str] | None:
    """Return the keys of a part, or None if it is not as it was written."""
    try:
        data = path.read_bytes()
        if path.name != name_of(data):
            return None
        table = pq.read_table(pa.BufferReader(data), columns=["key"])
        return list(table["key"].to_pylist())
    except (OSError, KeyError, pa.ArrowException):
        return None


def _load(path: Path, column: str) -> pa.ListArray:
    return pq.read_table(path, columns=[column])[column].combine_chunks()
