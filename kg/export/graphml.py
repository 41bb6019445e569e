"""Write GraphML that Gephi, yEd, igraph and the rest read alike.

networkx writes GraphML as well, but cannot set the XML attribute `label` of an edge,
which Gephi takes for the edge's type, and names its keys d0, d1, ..., so that columns
mix when two files are loaded. Every edge has a unique id, every attribute one type.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias
from xml.sax.saxutils import quoteattr

from kg.export.rows import EDGE_FIELDS, NODE_FIELDS, Value, cleaned, edge_types

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = "nx.MultiDiGraph[str]"

CHUNK = 2**16 - 20
"""Bytes that Python's xml.sax reads at once."""

_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}


def lines(graph: "Graph") -> Iterator[str]:
    """Yield a graph as lines of GraphML, in the graph's own order.

    Tulip reads with xml.sax and keeps only what stands behind the last break of a
    value, be it the end of a chunk: a weight of 0.2171 becomes 2171. Blanks before
    such a line move it into the next chunk.
    """
    place = 0
    for line in _lines(graph):
        length = len(line.encode()) + 1
        left = CHUNK - place % CHUNK
        if left < length <= CHUNK:
            yield " " * (left - 1)
            place += left
        yield line
        place += length


def _lines(graph: "Graph") -> Iterator[str]:
    plain = cleaned(graph)
    types = edge_types(plain)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for scope, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in fields.items():
            yield (
                f'<key id="{scope[0]}_{name}" for="{scope}" attr.name="{name}" '
                f'attr.type="{_TYPES[kind]}"/>'
            )
    yield '<graph edgedefault="directed">'
    for node, data in plain.nodes(data=True):
        yield f"<node id={quoteattr(node)}>"
        yield from _data("n", data)
        yield "</node>"
    for source, target, key, data in plain.edges(keys=True, data=True):
        ends = f"source={quoteattr(source)} target={quoteattr(target)}"
        yield f"<edge id={quoteattr(key)} {ends} label={quoteattr(types[key])}>"
        yield from _data("e", data)
        yield "</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(prefix: str, values: Mapping[str, Value]) -> Iterator[str]:
    for name, value in values.items():
        yield f'<data key="{prefix}_{name}">{_text(value)}</data>'


def _text(value: Value) -> str:
    """Return a value as XML text; as CDATA only where an escape would be needed.

    Tulip keeps only what stands behind the last escape, or behind the last ] within
    CDATA; Gephi loses blanks between escapes.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str) else repr(value)
    if not any(mark in text for mark in ("&", "<", "]]>")):
        return text
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
