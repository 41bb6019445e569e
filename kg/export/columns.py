"""The files of a run as text made from whole columns, not from one value at a time.

The bytes are those that the rows of `sheets` would give; a text is a Python object only
where something in it has to be cleaned, quoted or escaped.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from xml.sax.saxutils import quoteattr

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.export.graphml import text_of
from kg.export.rows import EDGE_FIELDS, NODE_FIELDS, clean_text, one_line, types_between
from kg.records import STATED

ROWS = 10_000
"""Rows that are text at a time."""

_UNUSUAL = (
    r"[^\x20-\x7e\x{a0}-\x{2027}\x{202a}-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]"
)
"""What a text may hold that is not written as it is."""
_QUOTED = r'[",\n]'
"""What makes a cell of CSV stand in quotes."""
_ESCAPED, _MARKED = r'[&<>"\n\r\t]', r"[&<]|\]\]>"
"""What makes an attribute of XML, and a text, more than what it is."""

_WIDE = pa.large_string()
"""Texts that may be longer together than offsets of 32 bits reach."""


def cleaned(table: pa.Table, *, lines: bool = False) -> pa.Table:
    """Return a table with clean texts, each on one line unless `lines`."""
    clean = clean_text if lines else one_line
    for place, column in enumerate(table.columns):
        if pa.types.is_string(column.type):
            array = _changed(column.combine_chunks(), _UNUSUAL, clean)
            table = table.set_column(place, table.column_names[place], array)
    return table


def csv_lines(tables: Iterable[pa.Table], columns: Sequence[str]) -> Iterator[bytes]:
    """Yield a table as CSV, the header first; texts are clean."""
    yield f"{','.join(columns)}\n".encode()
    for table in _slices(tables):
        pieces: list[pa.Array | str] = []
        for name in columns:
            cell = _changed(_written(table[name]), _QUOTED, _quoted)
            pieces += [",", cell]
        yield _joined([*pieces[1:], "\n"])


def node_elements(nodes: pa.Table) -> Iterator[bytes]:
    """Yield the nodes of GraphML: their ids and `NODE_FIELDS`, texts clean."""
    for table in _slices([nodes]):
        start = ["<node id=", _attribute(table["id"]), ">\n"]
        yield _joined([*start, *_data(table, "n", NODE_FIELDS), "</node>\n"])


def edge_elements(edges: Iterable[pa.Table]) -> Iterator[bytes]:
    """Yield the edges of GraphML: `ENDS` and `EDGE_FIELDS`, texts clean.

    Edges with the same ends stand together.
    """
    attributes = (
        ("<edge id=", "edge_id"),
        (" source=", "source"),
        (" target=", "target"),
        (" label=", "type"),
    )
    typed = (table.append_column("type", _types(table)) for table in _undivided(edges))
    for table in _slices(typed):
        pieces: list[pa.Array | str] = []
        for start, name in attributes:
            pieces += [start, _attribute(table[name])]
        data = _data(table, "e", EDGE_FIELDS)
        yield _joined([*pieces, ">\n", *data, "</edge>\n"])


def _data(
    table: pa.Table, scope: str, fields: Iterable[str]
) -> Iterator[pa.Array | str]:
    for name in fields:
        yield f'<data key="{scope}_{name}">'
        yield _changed(_written(table[name]), _MARKED, text_of)
        yield "</data>\n"


def _attribute(column: pa.ChunkedArray) -> pa.Array:
    array = column.combine_chunks()
    escaped = pc.match_substring_regex(array, _ESCAPED)
    plain = pc.binary_join_element_wise('"', array, '"', "")
    return _replaced(plain, escaped, map(quoteattr, array.filter(escaped).to_pylist()))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _written(column: pa.ChunkedArray) -> pa.Array:
    """Return values as Python writes them; true and false are small, null is empty."""
    array = column.combine_chunks()
    if pa.types.is_floating(array.type):
        # Told apart by their bits, for 0.0 and -0.0 are equal.
        coded = array.view(pa.int64()).dictionary_encode()
        values = coded.dictionary.view(array.type).to_pylist()
        array = pa.array(map(repr, values), pa.string()).take(coded.indices)
    return pc.fill_null(array.cast(pa.string()), "")


def _changed(column: pa.Array, pattern: str, change: Callable[[str], str]) -> pa.Array:
    """Change the texts in which a pattern is found; few are."""
    found = pc.match_substring_regex(column, pattern)
    if not pc.any(found).as_py():
        return column
    return _replaced(column, found, map(change, column.filter(found).to_pylist()))


def _replaced(column: pa.Array, mask: pa.Array, texts: Iterable[str]) -> pa.Array:
    return pc.replace_with_mask(column, mask, pa.array(texts, pa.string()))


def _joined(pieces: Sequence[pa.Array | str]) -> bytes:
    """Return all rows, each joined from pieces; a text is the same in all rows."""
    wide = [
        pa.scalar(piece, _WIDE) if isinstance(piece, str) else piece.cast(_WIDE)
        for piece in pieces
    ]
    rows = pc.binary_join_element_wise(*wide, pa.scalar("", _WIDE))
    end = rows.buffers()[1].slice(8 * len(rows), 8).to_pybytes()
    return bytes(rows.buffers()[2].slice(0, int.from_bytes(end, "little")))


def _slices(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    for table in tables:
        for start in range(0, len(table), ROWS):
            yield table.slice(start, ROWS)


def _undivided(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Divide the rows of tables anew, so that the edges of a pair are in one."""
    rest: list[pa.Table] = []
    for table in tables:
        whole = pa.concat_tables([*rest, table])
        rest = [whole]
        if len(whole):
            first = int(np.flatnonzero(_turns(whole))[-1])
            yield whole.slice(0, first)
            rest = [whole.slice(first)]
    yield from rest


def _turns(edges: pa.Table) -> np.ndarray:
    """Mark the first edge of each pair."""
    first = np.ones(len(edges), np.bool_)
    first[1:] = False
    for name in ("source", "target"):
        ends = edges[name].combine_chunks()
        first[1:] |= pc.not_equal(ends[1:], ends[:-1]).to_numpy(zero_copy_only=False)
    return first


def _types(edges: pa.Table) -> pa.Array:
    """Return the type of each edge, as `rows.edge_types` does."""
    relation = edges["relation"].combine_chunks()
    found = pc.if_else(pc.equal(relation, ""), STATED, relation)
    first = _turns(edges)
    several = ~(first & np.append(first[1:], True))
    cells = ("status", "edge_id", "relation", "label")
    some = edges.filter(pa.array(several))
    rows = zip(*(some[name].to_pylist() for name in cells), strict=True)
    pairs = zip(np.cumsum(first)[several].tolist(), rows, strict=True)
    types: list[str] = []
    for _, group in groupby(pairs, key=itemgetter(0)):
        between = [row for _, row in group]
        named = types_between(between)
        types += [named[key] for _, key, _, _ in between]
    return _replaced(found, pa.array(several), types)
