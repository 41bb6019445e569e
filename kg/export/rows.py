"""Rows that every format starts from: legal ids and texts, one type per attribute."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

from kg.records import ASSERTED, STATED, Evidence

if TYPE_CHECKING:
    Graph: TypeAlias = "nx.MultiDiGraph[str]"

Value: TypeAlias = str | int | float | bool
Row: TypeAlias = Sequence[Value]
Quotes: TypeAlias = Mapping[str, Sequence[Evidence]]

NODE_FIELDS: Mapping[str, type[Value]] = {
    "label": str,
    "entity_type": str,
    "aliases": str,
    "mentions": int,
    "documents": int,
    "community": int,
    "x": float,
    "y": float,
    "size": float,
    "r": int,
    "g": int,
    "b": int,
    "reasons": str,
    "alias_counts": str,
}
"""The attributes of a node, in order; each has one type in every file."""

EDGE_FIELDS: Mapping[str, type[Value]] = {
    "edge_id": str,
    "relation": str,
    "label": str,
    "weight": float,
    "directed": bool,
    "status": str,
    "evidence": int,
    "documents": int,
    "first_date": str,
    "last_date": str,
    "quote": str,
    "source_document": str,
}
"""The attributes of an edge, in order."""

ENDS = ("source", "target", "source_label", "target_label")
"""What comes before the attributes in the row of an edge."""

EVIDENCE_FIELDS = (
    "document",
    "start",
    "end",
    "quote",
    "rule",
    "status",
    "date",
    "source_text",
    "target_text",
)
"""What is told of a sentence, in order."""

EDGE_ID, _RELATION, _LABEL, _STATUS = (
    len(ENDS) + list(EDGE_FIELDS).index(name)
    for name in ("edge_id", "relation", "label", "status")
)

_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_ILLEGAL = re.compile("[^\t\n\\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = re.compile("[&<>\"']")
_BREAK = re.compile(r"\s*\n\s*")


def clean_text(text: str) -> str:
    """Drop characters that XML 1.0 forbids or advises against; make line ends \\n.

    These are control characters, halves of surrogate pairs and U+FFFE and U+FFFF. All
    formats use this, so that a name is the same in each of them.
    """
    return _ILLEGAL.sub("", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """Clean a text and make each line break, with the blanks round it, one blank.

    Tulip keeps only the last line of an attribute, Neo4j and Gephi read tables by the
    line. So attributes have one line; `Evidence` keeps the sentence as it stands.
    """
    return _BREAK.sub(" ", clean_text(text))


def clean_ids(ids: Iterable[str], *, taken: Iterable[str] = ()) -> dict[str, str]:
    """Map ids to legal ones; what would be empty or taken gets a number.

    Markup in an id becomes _, for igraph reads no escapes in attributes of XML.
    """
    legal: dict[str, str] = {}
    used = set(taken)
    for original in ids:
        text = _MARKUP.sub("_", clean_text(original))
        wanted = " ".join(text.split()) or "unnamed"
        name, number = wanted, 1
        while name in used:
            number += 1
            name = f"{wanted}-{number}"
        legal[original] = name
        used.add(name)
    return legal


def graph_ids(graph: "Graph") -> tuple[dict[str, str], dict[str, str]]:
    """Return the legal ids of nodes and of edges; no id is used twice among both."""
    nodes = clean_ids(graph.nodes)
    keys = (key for _, _, key in graph.edges(keys=True))
    return nodes, clean_ids(keys, taken=nodes.values())


def row(data: Mapping[str, Any], fields: Mapping[str, type[Value]]) -> dict[str, Value]:
    """Return the attributes of a node or edge, each of its one type, none missing.

    What is missing, or no finite number, becomes the empty value of its type.
    """
    return {name: _cast(data.get(name), kind) for name, kind in fields.items()}


def cleaned(graph: "Graph") -> "Graph":
    """Return a copy with legal ids and texts, and every attribute of its one type."""
    copy: Graph = nx.MultiDiGraph()
    nodes, edges = graph_ids(graph)
    for node, data in graph.nodes(data=True):
        copy.add_node(nodes[node], **row(data, NODE_FIELDS))
    for source, target, key, data in graph.edges(keys=True, data=True):
        values = row({**data, "edge_id": edges[key]}, EDGE_FIELDS)
        copy.add_edge(nodes[source], nodes[target], key=edges[key], **values)
    return copy


def edge_rows(plain: "Graph") -> Iterator[Row]:
    """Yield the edges of a cleaned graph: `ENDS` and `EDGE_FIELDS`."""
    labels = dict(plain.nodes(data="label"))
    for source, target, data in plain.edges(data=True):
        yield source, target, labels[source], labels[target], *data.values()


def cleaned_quotes(
    graph: "Graph", evidence: Quotes
) -> dict[str, list[dict[str, str | int]]]:
    """Return the sentences of each edge as rows, by the id that the edge is given."""
    _, edges = graph_ids(graph)
    return {
        new: [_cleaned_evidence(item) for item in evidence.get(key, ())]
        for key, new in edges.items()
    }


def edge_types(edges: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Yield edges, each behind its type, by which Gephi tells parallel edges apart.

    It is the relation. Edges that share ends and relation would be added up, what is
    denied to what is asserted; so all but the first of them name what differs. Edges
    are rows of `Sheets`; those between the same ends stand together.
    """
    told = itemgetter(_STATUS, EDGE_ID, _RELATION, _LABEL)
    for _, group in groupby(edges, key=itemgetter(0, 1)):
        between = list(group)
        types = types_between(map(told, between))
        for edge in between:
            yield types[edge[EDGE_ID]], edge


def types_between(edges: Iterable[Row]) -> Mapping[Value, str]:
    """Return the types of edges that have the same ends, by their ids.

    Of each edge status, id, relation and label are given.
    """
    types: dict[Value, str] = {}
    for status, key, relation, label in sorted(edges, key=itemgetter(0, 1)):
        name = str(relation) or STATED
        marks = [str(mark) for mark in (status, label) if mark and mark != ASSERTED]
        names = [name, *(f"{name} ({mark})" for mark in marks), str(key)]
        types[key] = next(n for n in names if n not in types.values())
    return types


def _cleaned_evidence(item: Evidence) -> dict[str, str | int]:
    values = ((name, getattr(item, name)) for name in EVIDENCE_FIELDS)
    return {
        name: clean_text(value) if isinstance(value, str) else value
        for name, value in values
    }


def _cast(value: Any, kind: type[Value]) -> Value:
    if kind is str:
        return one_line("" if value is None else str(value))
    if kind is bool:
        return bool(value)
    number = float(value or 0)
    if not math.isfinite(number):
        return kind()
    return int(number) if kind is int else number
