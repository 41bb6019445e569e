"""Graphs for the tests: made from records by the steps that make those of a run."""

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx
import pyarrow as pa

from kg.export.rows import EDGE_FIELDS, NODE_FIELDS
from kg.graph import COLOURS, described, placed, places, sketch, tied
from kg.graph.tables import OTHER_COLOUR
from kg.records import CO_OCCURS_WITH, Entity, Evidence

Graph = nx.MultiDiGraph


@dataclass(frozen=True)
class Edge:
    id: str
    source: str
    target: str
    relation: str
    label: str
    directed: bool
    status: str
    weight: float
    evidence: tuple[Evidence, ...]


def draw(entities: Iterable[Entity], edges: Iterable[pa.Table]) -> pa.Table:
    """Return the table of nodes; ends of edges are places among the entities."""
    nodes = described(entities)
    drawn = sketch(len(nodes), *tied(edges))
    return placed(nodes, drawn, places(drawn))


def assemble(entities: Iterable[Entity], edges: Iterable[Edge]) -> Graph:
    """Return the graph of some records, whatever is in them: tables hold UTF-8 only."""
    known = sorted(entities, key=lambda entity: entity.id)
    links = sorted(edges, key=lambda edge: (edge.source, edge.target, edge.id))
    drawn = sketch(len(known), *tied([_ties(known, links)]))
    graph = Graph()
    marks = zip(drawn.communities, places(drawn), drawn.sizes, strict=True)
    for entity, (community, (x, y), size) in zip(known, marks, strict=True):
        colour = COLOURS.get(entity.kind, OTHER_COLOUR)
        values = (
            *(entity.name, entity.kind, _joined(form for form, _ in entity.aliases)),
            *(entity.mentions, entity.documents, community, x, y, size, *colour),
            *(_joined(entity.reasons), _joined(str(n) for _, n in entity.aliases)),
        )
        graph.add_node(entity.id, **dict(zip(NODE_FIELDS, values, strict=True)))
    for edge in links:
        graph.add_edge(edge.source, edge.target, key=edge.id, **_told(edge))
    return graph


def _ties(entities: list[Entity], edges: list[Edge]) -> pa.Table:
    number = {entity.id: place for place, entity in enumerate(entities)}
    together = [edge.relation == CO_OCCURS_WITH for edge in edges]
    return pa.table(
        {
            "source": pa.array([number[edge.source] for edge in edges], pa.int32()),
            "target": pa.array([number[edge.target] for edge in edges], pa.int32()),
            "weight": pa.array([edge.weight for edge in edges], pa.float64()),
            "relation": [CO_OCCURS_WITH if met else "" for met in together],
            "status": pa.array([edge.status for edge in edges], pa.string()),
        }
    )


def _told(edge: Edge) -> dict[str, object]:
    dates = sorted(item.date for item in edge.evidence if item.date)
    documents = len({item.document for item in edge.evidence})
    best = [(item.quote, item.document) for item in edge.evidence[:1]]
    values = (
        *(edge.id, edge.relation, edge.label, edge.weight, edge.directed, edge.status),
        *(len(edge.evidence), documents, *(dates[:1] or [""]), *(dates[-1:] or [""])),
        *(best or [("", "")])[0],
    )
    return dict(zip(EDGE_FIELDS, values, strict=True))


def _joined(texts: Iterable[str]) -> str:
    return " | ".join(text.replace(" | ", " / ") for text in texts)
