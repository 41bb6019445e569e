"""What was found in documents, as rows of parts.

The key of a row is made of what it was found in, text and date: a document that comes
under another name has the same findings.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from kg.records import Claim, Document, Mention
from kg.store.parts import Parts, packed
from kg.store.tables import as_table, schema, storable

_COLUMNS = {Mention: "mentions", Claim: "claims"}


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
    return packed(
        pa.table(
            {
                "key": pa.array([finding.key for finding in findings], pa.string()),
                "mentions": _nested([item.mentions for item in findings], Mention),
                "claims": _nested([item.claims for item in findings], Claim),
            }
        )
    )


def found_tables(
    parts: Parts,
    ids: Iterable[str],
    keys: Iterable[str],
    kind: type[Mention] | type[Claim],
) -> Iterator[pa.Table]:
    """Yield the records of documents, in order, given the id and the key of each.

    Raises KeyError for a key that is not in `parts`.
    """
    names = iter(ids)
    for rows in parts.rows(keys, [_COLUMNS[kind]]):
        lists = rows.column(0).combine_chunks()
        counts = lists.value_lengths().to_numpy()
        structs = lists.flatten()
        columns = dict(zip(structs.type.names, structs.flatten(), strict=True))
        own = pa.array(islice(names, rows.num_rows), pa.string())
        columns["document"] = own.take(pa.array(np.repeat(np.arange(len(own)), counts)))
        wanted = schema(kind)
        yield pa.table([columns[name] for name in wanted.names], schema=wanted)


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
