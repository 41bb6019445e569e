"""Nodes, edges and sentences as rows of plain values, whatever they are kept in.

A graph of networkx is read whole. That of a run comes from tables, some rows at a time:
what the writers of its files hold in memory does not grow with it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from kg.export.rows import (
    EDGE_FIELDS,
    ENDS,
    EVIDENCE_FIELDS,
    NODE_FIELDS,
    Quotes,
    Row,
    clean_text,
    cleaned,
    cleaned_quotes,
    edge_rows,
    one_line,
)

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = "nx.MultiDiGraph[str]"

_ROWS = 10_000

_UNUSUAL = (
    r"[^\x20-\x7e\x{a0}-\x{2027}\x{202a}-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]"
)
"""What a text may hold that is not written as it is."""


MEASURES = ("npmi", "log_likelihood", "drawn")
"""What the tables of a run tell of an edge besides; stated ones have no numbers."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Hold the clean rows of a graph, to be gone through as often as one likes.

    Rows of `nodes` are the id and `NODE_FIELDS`; of `edges` `ENDS` and `EDGE_FIELDS`,
    and `more`; of `evidence` the edge's id and `EVIDENCE_FIELDS`. Edges with the same
    ends stand together.
    """

    nodes: Callable[[], Iterable[Row]]
    edges: Callable[[], Iterable[Row]]
    evidence: Callable[[], Iterable[Row]]
    more: Sequence[str] = ()


def of_graph(graph: "Graph", evidence: Quotes) -> Sheets:
    """Return the rows of a graph of networkx, with legal ids."""
    plain = cleaned(graph)
    return Sheets(
        lambda: ((node, *data.values()) for node, data in plain.nodes(data=True)),
        lambda: edge_rows(plain),
        lambda: (
            (key, *item.values())
            for key, items in cleaned_quotes(graph, evidence).items()
            for item in items
        ),
    )


@dataclass(frozen=True, slots=True)
class Run:
    """Hold the graph of a run as tables, whose ids kg itself has made.

    The columns of `nodes` are the id and `NODE_FIELDS`. `edges` and `evidence` are read
    anew at each call; their columns are those of `ENDS`, as places in `nodes`, with
    `EDGE_FIELDS` and `MEASURES`, and of `EVIDENCE_FIELDS` with the edge's id.
    """

    nodes: pa.Table
    edges: Callable[[], Iterable[pa.Table]]
    evidence: Callable[[], Iterable[pa.Table]]

    def drawn(self) -> Sheets:
        """Return the rows of the nodes and of the edges that are drawn."""
        return Sheets(self._nodes, partial(self._edges, drawn=True), self._evidence)

    def every(self) -> Sheets:
        """Return the rows of all there is, `MEASURES` too."""
        return Sheets(self._nodes, self._edges, self._evidence, MEASURES)

    def _nodes(self) -> Iterator[Row]:
        yield from _rows(self.nodes, ("id", *NODE_FIELDS), one_line)

    def _edges(self, *, drawn: bool = False) -> Iterator[Row]:
        columns = (*ENDS, *EDGE_FIELDS, *(() if drawn else MEASURES))
        ids = self.nodes["id"].combine_chunks()
        labels = _cleaned(self.nodes["label"].combine_chunks(), one_line)
        for table in self.edges():
            found = table.filter(table["drawn"]) if drawn else table
            ends = found["source"], found["target"]
            named = [named.take(end) for named in (ids, labels) for end in ends]
            kept = found.drop_columns(["source", "target"])
            for name, column in zip(ENDS, named, strict=True):
                kept = kept.append_column(name, column)
            yield from _rows(kept, columns, one_line)

    def _evidence(self) -> Iterator[Row]:
        for table in self.evidence():
            yield from _rows(table, ("edge_id", *EVIDENCE_FIELDS), clean_text)


def _rows(
    table: pa.Table, columns: Sequence[str], clean: Callable[[str], str]
) -> Iterator[Row]:
    """Yield the rows of some columns, texts cleaned; what is null is an empty text."""
    for batch in table.select(columns).to_batches(_ROWS):
        cells = (_cleaned(column, clean).to_pylist() for column in batch.columns)
        yield from zip(*cells, strict=True)


def _cleaned(column: pa.Array, clean: Callable[[str], str]) -> pa.Array:
    """Clean the texts of a column; few of them need it."""
    if not pa.types.is_string(column.type):
        return column
    unusual = pc.match_substring_regex(column, _UNUSUAL)
    if not pc.any(unusual).as_py():
        return column
    texts = pc.filter(column, unusual).to_pylist()
    return pc.replace_with_mask(
        column, unusual, pa.array([clean(text) for text in texts], pa.string())
    )
