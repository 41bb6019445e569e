"""Nodes, edges and sentences of a graph of networkx as rows of plain values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.export.rows import Quotes, Row, cleaned, cleaned_quotes, edge_rows

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = "nx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True)
class Sheets:
    """Hold the clean rows of a graph, to be gone through as often as one likes.

    Rows of `nodes` are the id and `NODE_FIELDS`; of `edges` `ENDS` and `EDGE_FIELDS`,
    of `evidence` the edge's id and `EVIDENCE_FIELDS`. Edges with the same ends stand
    together.
    """

    nodes: Callable[[], Iterable[Row]]
    edges: Callable[[], Iterable[Row]]
    evidence: Callable[[], Iterable[Row]]


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
