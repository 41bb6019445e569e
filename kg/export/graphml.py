"""Write GraphML that Gephi, yEd, igraph and the rest read alike.

networkx writes GraphML as well, but cannot set the XML attribute `label` of an edge,
which Gephi takes for the edge's type, and names its keys d0, d1, ..., so that columns
mix when two files are loaded. Every edge has a unique id, every attribute one type,
and every text survives the readers that keep only the last of several text nodes.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from kg.records import ASSERTED

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = "nx.MultiDiGraph[str]"

Value: TypeAlias = str | int | float | bool

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

_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_ILLEGAL = re.compile("[^\t\n\\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_text(text: str) -> str:
    """Drop characters that XML 1.0 forbids or advises against; make line ends \\n.

    These are control characters, halves of surrogate pairs and U+FFFE and U+FFFF. All
    formats use this, so that a name is the same in each of them.
    """
    return _ILLEGAL.sub("", _LINE_END.sub("\n", text))


def clean_ids(ids: Iterable[str]) -> dict[str, str]:
    """Map ids to legal ones; what would be empty or taken gets a number."""
    legal: dict[str, str] = {}
    taken: set[str] = set()
    for original in ids:
        wanted = " ".join(clean_text(original).split()) or "unnamed"
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        legal[original] = name
        taken.add(name)
    return legal


def row(data: Mapping[str, Any], fields: Mapping[str, type[Value]]) -> dict[str, Value]:
    """Return the attributes of a node or edge, each of its one type, none missing.

    What is missing, or no finite number, becomes the empty value of its type.
    """
    return {name: _cast(data.get(name), kind) for name, kind in fields.items()}


def edge_types(graph: "Graph") -> dict[str, str]:
    """Return the type of each edge, by which Gephi tells parallel edges apart.

    It is the relation. Edges that share ends and relation would be added up, what is
    denied to what is asserted; so all but the first of them name what differs.
    """
    ordered = sorted(
        graph.edges(keys=True, data=True),
        key=lambda item: (item[3].get("status") or "", item[2]),
    )
    types: dict[str, str] = {}
    taken: set[tuple[str, str, str]] = set()
    for source, target, key, data in ordered:
        relation, *rest = (
            clean_text(str(data.get(name) or ""))
            for name in ("relation", "status", "label")
        )
        marks = [text for text in rest if text and text != ASSERTED]
        names = [relation, *(f"{relation} ({mark})" for mark in marks), key]
        types[key] = next(n for n in names if (source, target, n) not in taken)
        taken.add((source, target, types[key]))
    return types


def lines(graph: "Graph") -> Iterator[str]:
    """Yield a graph as lines of GraphML, in the graph's own order."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for scope, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in fields.items():
            yield (
                f'<key id="{scope[0]}_{name}" for="{scope}" attr.name="{name}" '
                f'attr.type="{_TYPES[kind]}"/>'
            )
    yield '<graph edgedefault="directed">'
    nodes = clean_ids(graph.nodes)
    for node, data in graph.nodes(data=True):
        yield f"<node id={quoteattr(nodes[node])}>"
        yield from _data("n", row(data, NODE_FIELDS))
        yield "</node>"
    edges = clean_ids(key for _, _, key in graph.edges(keys=True))
    types = edge_types(graph)
    for source, target, key, data in graph.edges(keys=True, data=True):
        values = row({**data, "edge_id": edges[key]}, EDGE_FIELDS)
        ends = f"source={quoteattr(nodes[source])} target={quoteattr(nodes[target])}"
        label = quoteattr(types[key])
        yield f"<edge id={quoteattr(edges[key])} {ends} label={label}>"
        yield from _data("e", values)
        yield "</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(prefix: str, values: Mapping[str, Value]) -> Iterator[str]:
    for name, value in values.items():
        yield f'<data key="{prefix}_{name}">{_text(value)}</data>'


def _text(value: Value) -> str:
    """Return a value as XML text; as CDATA where escapes would be needed.

    Some readers lose what stands around an escape.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str) else repr(value)
    if escape(text) == text:
        return text
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _cast(value: Any, kind: type[Value]) -> Value:
    if kind is str:
        return clean_text("" if value is None else str(value))
    if kind is bool:
        return bool(value)
    number = float(value or 0)
    if not math.isfinite(number):
        return kind()
    return int(number) if kind is int else number
