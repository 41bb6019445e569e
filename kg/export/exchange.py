"""Put a graph into the formats of other tools, in memory: GEXF, JSON, Neo4j's CSV."""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.etree import ElementTree

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kg.export.graphml import (
    EDGE_FIELDS,
    NODE_FIELDS,
    Value,
    clean_ids,
    clean_text,
    edge_types,
    row,
)
from kg.records import Evidence

if TYPE_CHECKING:
    Graph: TypeAlias = "nx.MultiDiGraph[str]"

_NEO4J = {str: "string", int: "int", float: "float", bool: "boolean"}


def cleaned(graph: "Graph") -> "Graph":
    """Return a copy with legal ids and texts, and every attribute of its one type."""
    copy: Graph = nx.MultiDiGraph()
    nodes = clean_ids(graph.nodes)
    for node, data in graph.nodes(data=True):
        copy.add_node(nodes[node], **row(data, NODE_FIELDS))
    edges = clean_ids(key for _, _, key in graph.edges(keys=True))
    for source, target, key, data in graph.edges(keys=True, data=True):
        values = row({**data, "edge_id": edges[key]}, EDGE_FIELDS)
        copy.add_edge(nodes[source], nodes[target], key=edges[key], **values)
    return copy


def cleaned_evidence(item: Evidence) -> dict[str, str | int]:
    """Return a sentence as a row, with legal text."""
    return {
        name: clean_text(value) if isinstance(value, str) else value
        for name, value in asdict(item).items()
    }


def gexf(graph: "Graph") -> str:
    """Return GEXF with colours, sizes, places and the dates of the evidence.

    The edge's `kind` is its type, by which Gephi keeps parallel edges apart. An edge
    lasts from its first to its last dated sentence; one without a date, always.
    As in GraphML, whether an edge is directed is an attribute: networkx reads no
    mixed graphs.
    """
    dressed: Graph = nx.MultiDiGraph()
    source = cleaned(graph)
    for node, data in source.nodes(data=True):
        dressed.add_node(node, **_with_viz(dict(data)))
    for one, other, key, data in source.edges(keys=True, data=True):
        dressed.add_edge(one, other, key=key, **_with_dates(dict(data)))
    writer = GEXFWriter(dressed, prettyprint=False)
    meta = writer.xml.find("meta")
    meta.attrib.pop("lastmodifieddate", None)  # two runs give the same bytes
    kinds = edge_types(source)
    for element in writer.xml.iter("edge"):
        element.set("kind", kinds[element.get("id")])
    ElementTree.indent(writer.xml, " ")
    text = ElementTree.tostring(writer.xml, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def node_link(
    graph: "Graph", evidence: Mapping[str, Sequence[Evidence]]
) -> dict[str, Any]:
    """Return networkx's node-link form, with the sentences of each edge added."""
    data: dict[str, Any] = nx.node_link_data(cleaned(graph), edges="edges")
    keys = [key for _, _, key in graph.edges(keys=True)]
    for key, edge in zip(keys, data["edges"], strict=True):
        edge["sentences"] = [cleaned_evidence(item) for item in evidence.get(key, ())]
    return data


def neo4j_nodes(graph: "Graph") -> Iterator[list[Value]]:
    """Yield the rows of nodes for `neo4j-admin database import`, the header first."""
    yield ["id:ID", *_header(NODE_FIELDS), ":LABEL"]
    for node, data in cleaned(graph).nodes(data=True):
        kind = re.sub(r"\W+", "_", data["entity_type"]).strip("_").capitalize()
        yield [node, *_one_line(data.values()), kind or "Entity"]


def neo4j_edges(graph: "Graph") -> Iterator[list[Value]]:
    """Yield the rows of relationships, the header first."""
    yield [":START_ID", ":END_ID", *_header(EDGE_FIELDS), ":TYPE"]
    for source, target, data in cleaned(graph).edges(data=True):
        kind = re.sub(r"\W+", "_", data["relation"]).strip("_").upper()
        yield [source, target, *_one_line(data.values()), kind or "RELATED_TO"]


def _header(names: Mapping[str, type[Value]]) -> list[str]:
    return [f"{name}:{_NEO4J[kind]}" for name, kind in names.items()]


def _one_line(values: Any) -> Iterator[Value]:
    """Yield values with line breaks as blanks, for the importer reads by the line."""
    for value in values:
        if isinstance(value, bool):
            yield "true" if value else "false"
        else:
            yield " ".join(value.split("\n")) if isinstance(value, str) else value


def _with_viz(data: dict[str, Any]) -> dict[str, Any]:
    """Move colour, size and place to where GEXF wants them."""
    data["viz"] = {
        "color": {name: data.pop(name) for name in "rgb"},
        "size": data.pop("size"),
        "position": {"x": data.pop("x"), "y": data.pop("y"), "z": 0.0},
    }
    return data


def _with_dates(data: dict[str, Any]) -> dict[str, Any]:
    """Give an edge its id and its days as GEXF wants them."""
    data["id"] = data["edge_id"]
    if re.match(r"\d{4}", data["first_date"]):
        data["start"] = _day(data["first_date"], last=False)
        data["end"] = _day(data["last_date"], last=True)
    return data


def _day(date: str, *, last: bool) -> str:
    """Return the first or last day that a date of any precision may mean."""
    if len(date) >= 10:
        return date[:10]
    if len(date) == 7:
        return str(_month_end(date) if last else f"{date}-01")
    return f"{date[:4]}-12-31" if last else f"{date[:4]}-01-01"


def _month_end(month: str) -> str:
    days = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
    return f"{month}-{days}"
