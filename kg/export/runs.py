"""The files of a run, made from its tables some rows at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from kg.export import columns, graphml
from kg.export.rows import ENDS
from kg.export.tables import EDGE_COLUMNS, EVIDENCE_COLUMNS, NODE_COLUMNS

MEASURES = ("npmi", "log_likelihood", "drawn")
"""What the tables of a run tell of an edge besides; stated ones have no numbers."""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold the graph of a run as tables, whose ids kg itself has made.

    The columns of `nodes` are the id and `NODE_FIELDS`. `edges` are read anew at each
    call; their columns are `ENDS`, as places in `nodes`, `EDGE_FIELDS` and `MEASURES`.
    """

    nodes: pa.Table
    edges: Callable[[], Iterable[pa.Table]]

    def files(self) -> Mapping[str, Iterator[bytes]]:
        """Return what stands in each file; the graph has the drawn edges only."""
        nodes = columns.cleaned(self.nodes)
        drawn = map(columns.cleaned, self._edges(drawn=True))
        edges = map(columns.cleaned, self._edges())
        return {
            "graph.graphml": graphml.whole(
                columns.node_elements(nodes), columns.edge_elements(drawn)
            ),
            "nodes.csv": columns.csv_lines([nodes], NODE_COLUMNS),
            "edges.csv": columns.csv_lines(edges, (*EDGE_COLUMNS, *MEASURES)),
        }

    def _edges(self, *, drawn: bool = False) -> Iterator[pa.Table]:
        """Yield the edges, or the drawn ones, with the ids and labels of their ends."""
        ids, labels = (self.nodes[name].combine_chunks() for name in ("id", "label"))
        for table in self.edges():
            found = table.filter(table["drawn"]) if drawn else table
            ends = found["source"], found["target"]
            named = [named.take(end) for named in (ids, labels) for end in ends]
            kept = found.drop_columns(["source", "target"])
            for name, column in zip(ENDS, named, strict=True):
                kept = kept.append_column(name, column)
            yield kept


def evidence_files(evidence: Iterable[pa.Table]) -> Mapping[str, Iterator[bytes]]:
    """Return the file of the sentences, tables of `EVIDENCE_FIELDS` and the edge's id.

    It asks for nothing but the edges: while nodes find their places it can be written.
    """
    tables = (columns.cleaned(table, lines=True) for table in evidence)
    return {"evidence.csv": columns.csv_lines(tables, EVIDENCE_COLUMNS)}
