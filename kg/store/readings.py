"""What became of the documents as found, as rows of parts: nothing is cleaned twice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pyarrow as pa

from kg.records import Document
from kg.store.parts import Parts, packed
from kg.store.texts import KEPT, table

_LEFT_OUT = pa.list_(pa.struct([("reason", pa.string()), ("count", pa.int64())]))


class Reading(NamedTuple):
    """Hold what became of a document as found; its id is of no account.

    `key` is a digest of it as found. Where there is no document, `left_out` says why,
    else which of its lines are left out, and how many.
    """

    key: str
    document: Document | None
    left_out: Sequence[tuple[str, int]]


def pack_readings(readings: Sequence[Reading]) -> bytes:
    """Return readings as the bytes of a part; `found` is "" where no document is."""
    rows = table([reading.document or Document("", "") for reading in readings])
    found = [
        key if reading.document else ""
        for key, reading in zip(rows["found"].to_pylist(), readings, strict=True)
    ]
    left_out = [
        [{"reason": reason, "count": count} for reason, count in reading.left_out]
        for reading in readings
    ]
    columns = {name: rows[name] for name in KEPT.names[1:]}
    columns["key"] = pa.array([reading.key for reading in readings], pa.string())
    columns["found"] = pa.array(found, pa.string())
    columns["left_out"] = pa.array(left_out, _LEFT_OUT)
    return packed(pa.table(columns))


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
            *(rows[name] for name in KEPT.names[1:]),
        ]
        return pa.table(columns, schema=KEPT)


def kept_readings(parts: Parts, keys: Iterable[str]) -> Iterator[Readings]:
    """Yield readings by their keys, in order, some at a time.

    Raises KeyError for a key that is not in `parts`.
    """
    for rows in parts.rows(keys, [*KEPT.names[1:], "left_out"]):
        there = [found != "" for found in rows["found"].to_pylist()]
        left_out = [
            [(item["reason"], item["count"]) for item in items]
            for items in rows["left_out"].to_pylist()
        ]
        yield Readings(there, left_out, rows)
