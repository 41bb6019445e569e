"""Rows of CSV: the tables of a run, and those that Gephi and Neo4j import."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.export.rows import (
    EDGE_FIELDS,
    EVIDENCE_FIELDS,
    NODE_FIELDS,
    Quotes,
    Value,
    cleaned,
    cleaned_quotes,
    edge_types,
)

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = "nx.MultiDiGraph[str]"

Row: TypeAlias = Sequence[Value]
Tables: TypeAlias = Mapping[str, Iterable[Row]]
"""Rows by the name of their file, the header first."""

NODE_COLUMNS = ("id", *NODE_FIELDS)
EDGE_COLUMNS = (
    "edge_id",
    "source",
    "target",
    *(name for name in EDGE_FIELDS if name != "edge_id"),
    "source_label",
    "target_label",
)
EVIDENCE_COLUMNS = ("edge_id", *EVIDENCE_FIELDS)

_NEO4J = {str: "string", int: "int", float: "double", bool: "boolean"}
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|\t")


def run_tables(graph: "Graph", evidence: Quotes) -> Tables:
    """Return the tables of a run; names and sentences as they are."""
    plain = cleaned(graph)
    return {
        "nodes.csv": _nodes(plain),
        "edges.csv": _edges(plain),
        "evidence.csv": _evidence(graph, evidence),
    }


def spreadsheet_tables(graph: "Graph", evidence: Quotes) -> Tables:
    """Return the same tables, safe to open in a spreadsheet with a double click.

    A text that a spreadsheet would take for a formula gets an apostrophe in front
    (OWASP, "CSV Injection"). The byte order mark makes Excel read UTF-8.
    """
    tables = run_tables(graph, evidence)
    return {name: _marked(_harmless(rows)) for name, rows in tables.items()}


def gephi_tables(graph: "Graph", evidence: Quotes) -> Tables:
    """Return the tables that Gephi's spreadsheet import takes, with its headers.

    `Type` is Gephi's word for direction, `Kind` for what keeps parallel edges apart.
    """
    plain = cleaned(graph)
    return {"nodes.csv": _gephi_nodes(plain), "edges.csv": _gephi_edges(plain)}


def neo4j_tables(graph: "Graph", evidence: Quotes) -> Tables:
    """Return the tables that `neo4j-admin database import` takes, with its headers."""
    plain = cleaned(graph)
    return {
        "nodes.csv": _neo4j_nodes(plain),
        "relationships.csv": _neo4j_edges(plain),
    }


def _nodes(plain: "Graph") -> Iterator[Row]:
    yield NODE_COLUMNS
    for node, data in plain.nodes(data=True):
        yield node, *data.values()


def _edges(plain: "Graph") -> Iterator[Row]:
    yield EDGE_COLUMNS
    labels = dict(plain.nodes(data="label"))
    for source, target, data in plain.edges(data=True):
        key, *values = data.values()
        yield key, source, target, *values, labels[source], labels[target]


def _evidence(graph: "Graph", evidence: Quotes) -> Iterator[Row]:
    yield EVIDENCE_COLUMNS
    for key, items in cleaned_quotes(graph, evidence).items():
        for item in items:
            yield key, *(item[name] for name in EVIDENCE_COLUMNS[1:])


def _gephi_nodes(plain: "Graph") -> Iterator[Row]:
    yield "Id", "Label", *_without(NODE_FIELDS, "label")
    for node, data in plain.nodes(data=True):
        yield node, data["label"], *_without(data, "label").values()


def _gephi_edges(plain: "Graph") -> Iterator[Row]:
    special = ("edge_id", "label", "weight", "directed")
    rest = _without(EDGE_FIELDS, *special)
    yield "Id", "Source", "Target", "Type", "Kind", "Label", "Weight", *rest
    types = edge_types(plain)
    for source, target, key, data in plain.edges(keys=True, data=True):
        direction = "Directed" if data["directed"] else "Undirected"
        fixed = (key, source, target, direction, types[key])
        yield *fixed, data["label"], data["weight"], *_without(data, *special).values()


def _neo4j_nodes(plain: "Graph") -> Iterator[Row]:
    yield "id:ID", *_typed(NODE_FIELDS), ":LABEL"
    for node, data in plain.nodes(data=True):
        kind = re.sub(r"\W+", "_", data["entity_type"]).strip("_").capitalize()
        yield node, *data.values(), kind or "Entity"


def _neo4j_edges(plain: "Graph") -> Iterator[Row]:
    yield ":START_ID", ":END_ID", *_typed(EDGE_FIELDS), ":TYPE"
    for source, target, data in plain.edges(data=True):
        kind = re.sub(r"\W+", "_", data["relation"]).strip("_").upper()
        yield source, target, *data.values(), kind or "RELATED_TO"


def _typed(names: Mapping[str, type[Value]]) -> list[str]:
    return [f"{name}:{_NEO4J[kind]}" for name, kind in names.items()]


def _without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _harmless(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield [
            f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
            for value in row
        ]


def _marked(rows: Iterable[Row]) -> Iterator[Row]:
    """Put a byte order mark before the first cell."""
    for number, row in enumerate(rows):
        yield row if number else (f"\ufeff{row[0]}", *row[1:])
