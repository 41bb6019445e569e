"""Rows of CSV: the tables of a run, and those that Gephi and Neo4j import."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeAlias

from kg.export.rows import (
    EDGE_FIELDS,
    ENDS,
    EVIDENCE_FIELDS,
    NODE_FIELDS,
    Row,
    Value,
    edge_types,
)
from kg.export.sheets import Sheets

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


def run_tables(sheets: Sheets) -> Tables:
    """Return the tables of a run; names and sentences as they are."""
    return {
        "nodes.csv": chain([NODE_COLUMNS], sheets.nodes()),
        "edges.csv": _edges(sheets),
        "evidence.csv": chain([EVIDENCE_COLUMNS], sheets.evidence()),
    }


def spreadsheet_tables(sheets: Sheets) -> Tables:
    """Return the same tables, safe to open in a spreadsheet with a double click.

    A text that a spreadsheet would take for a formula gets an apostrophe in front
    (OWASP, "CSV Injection"). The byte order mark makes Excel read UTF-8.
    """
    tables = run_tables(sheets)
    return {name: _marked(_harmless(rows)) for name, rows in tables.items()}


def gephi_tables(sheets: Sheets) -> Tables:
    """Return the tables that Gephi's spreadsheet import takes, with its headers.

    `Type` is Gephi's word for direction, `Kind` for what keeps parallel edges apart.
    """
    return {"nodes.csv": _gephi_nodes(sheets), "edges.csv": _gephi_edges(sheets)}


def neo4j_tables(sheets: Sheets) -> Tables:
    """Return the tables that `neo4j-admin database import` takes, with its headers."""
    return {
        "nodes.csv": _neo4j_nodes(sheets),
        "relationships.csv": _neo4j_edges(sheets),
    }


def _edges(sheets: Sheets) -> Iterator[Row]:
    yield EDGE_COLUMNS
    first = len(ENDS)
    for edge in sheets.edges():
        source, target, *labels = edge[:first]
        key, *values = edge[first:]
        yield (key, source, target, *values, *labels)


def _gephi_nodes(sheets: Sheets) -> Iterator[Row]:
    yield "Id", "Label", *_without(NODE_FIELDS, "label")
    for node, *values in sheets.nodes():
        data = dict(zip(NODE_FIELDS, values, strict=True))
        yield node, data["label"], *_without(data, "label").values()


def _gephi_edges(sheets: Sheets) -> Iterator[Row]:
    special = ("edge_id", "label", "weight", "directed")
    rest = _without(EDGE_FIELDS, *special)
    yield "Id", "Source", "Target", "Type", "Kind", "Label", "Weight", *rest
    for kind, edge in edge_types(sheets.edges()):
        data = dict(zip(EDGE_FIELDS, edge[len(ENDS) :], strict=True))
        direction = "Directed" if data["directed"] else "Undirected"
        fixed = (data["edge_id"], *edge[:2], direction, kind)
        yield *fixed, data["label"], data["weight"], *_without(data, *special).values()


def _neo4j_nodes(sheets: Sheets) -> Iterator[Row]:
    yield "id:ID", *_typed(NODE_FIELDS), ":LABEL"
    for node, *values in sheets.nodes():
        data = dict(zip(NODE_FIELDS, values, strict=True))
        kind = re.sub(r"\W+", "_", str(data["entity_type"])).strip("_").capitalize()
        yield node, *values, kind or "Entity"


def _neo4j_edges(sheets: Sheets) -> Iterator[Row]:
    yield ":START_ID", ":END_ID", *_typed(EDGE_FIELDS), ":TYPE"
    for edge in sheets.edges():
        data = dict(zip(EDGE_FIELDS, edge[len(ENDS) :], strict=True))
        kind = re.sub(r"\W+", "_", str(data["relation"])).strip("_").upper()
        yield *edge[:2], *data.values(), kind or "RELATED_TO"


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
