"""What a page shows, as plain rows: made from a graph, or from the tables of a run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pyarrow as pa

from kg.records import Evidence
from kg.view.marks import plain
from kg.view.seats import EMBEDDED, Chosen, significant

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = "nx.MultiDiGraph[str]"

Edge: TypeAlias = tuple[str, int, int, Mapping[str, Any]]
"""The id of an edge, its ends as places among the entities, and its attributes."""
Quote: TypeAlias = tuple[Any, ...]
"""A sentence: `QUOTED`, perhaps with more behind."""

QUOTED = (
    *("document", "start", "end", "quote", "rule", "status", "date"),
    *("source_text", "target_text"),
)
ASKED = (
    *("source", "target", "edge_id", "relation", "label", "weight", "directed"),
    *("status", "evidence", "documents", "first_date", "last_date"),
)
"""What is asked of an edge that has sentences."""
_ENDS = 2


@dataclass(frozen=True, slots=True)
class Content:
    """Hold entities, in the order in which the page opens on them, and their edges.

    Edges are in the order of their ids. `whole` is how many entities and edges the
    graph has of which these are a part.
    """

    names: Sequence[str]
    nodes: Sequence[dict[str, Any]]
    edges: Sequence[Edge]
    whole: tuple[int, int]


def of_graph(graph: "Graph") -> Content:
    """Return the most significant part of a graph."""
    names = significant(graph)[:EMBEDDED]
    number = {name: place for place, name in enumerate(names)}
    edges = [
        (plain(data.get("edge_id", key)), number[source], number[target], data)
        for source, target, key, data in graph.edges(keys=True, data=True)
        if source in number and target in number
    ]
    whole = graph.number_of_nodes(), graph.number_of_edges()
    return Content(names, [graph.nodes[name] for name in names], _ordered(edges), whole)


def of_tables(nodes: pa.Table, edges: Iterable[pa.Table], chosen: Chosen) -> Content:
    """Return what was chosen of the tables of a run.

    The edges have the columns `ASKED`, their ends rows of `nodes`. Where these are
    need not be known yet; `place` puts them there.
    """
    number = np.full(len(nodes), -1)
    number[chosen.places] = np.arange(len(chosen.places))
    found: list[Edge] = []
    for table in edges:
        ends = np.column_stack([number[table[name]] for name in ASKED[:_ENDS]])
        inside = (ends >= 0).all(axis=1)
        told = table.select(ASKED[_ENDS:]).filter(pa.array(inside))
        pairs = ends[inside].tolist()
        for (one, other), data in zip(pairs, _rows(told), strict=True):
            found.append((plain(data["edge_id"]), one, other, data))
    rows = _rows(nodes.take(pa.array(chosen.places)))
    return Content(chosen.names, rows, _ordered(found), (chosen.nodes, chosen.edges))


def place(content: Content, nodes: pa.Table, chosen: Chosen) -> None:
    """Put what was chosen of a run where its table has it now."""
    found = nodes.select(["x", "y"]).take(pa.array(chosen.places))
    for node, data in zip(content.nodes, _rows(found), strict=True):
        node.update(data)


def quotes(evidence: Mapping[str, Sequence[Evidence]]) -> dict[str, list[Quote]]:
    """Return sentences as rows."""
    told = attrgetter(*QUOTED)
    return {key: [told(item) for item in items] for key, items in evidence.items()}


def _ordered(edges: Iterable[Edge]) -> Sequence[Edge]:
    return sorted(edges, key=lambda edge: edge[:3])


def _rows(table: pa.Table) -> list[dict[str, Any]]:
    cells = [column.to_pylist() for column in table.columns]
    names = table.column_names
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]
