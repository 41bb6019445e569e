"""Write GraphML that Gephi, yEd, igraph and the rest read alike.

networkx writes GraphML as well, but cannot set the XML attribute `label` of an edge,
which Gephi takes for the edge's type, and names its keys d0, d1, ..., so that columns
mix when two files are loaded. Every edge has a unique id, every attribute one type.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from xml.sax.saxutils import quoteattr

from kg.export.rows import EDGE_FIELDS, NODE_FIELDS, Value, edge_types
from kg.export.sheets import Sheets

CHUNK = 2**16 - 20
"""Bytes that Python's xml.sax reads at once."""

_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}


def lines(sheets: Sheets) -> Iterator[bytes]:
    """Yield a graph as lines of GraphML, in its own order."""
    return whole(
        (f"{line}\n".encode() for line in _nodes(sheets)),
        (f"{line}\n".encode() for line in _edges(sheets)),
    )


def whole(nodes: Iterable[bytes], edges: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a graph as GraphML, given the lines of its nodes and edges."""
    return _padded(chain([_start()], nodes, edges, [b"</graph>\n</graphml>\n"]))


def text_of(text: str) -> str:
    """Return a text for XML; as CDATA only where an escape would be needed.

    Tulip keeps only what stands behind the last escape, or behind the last ] within
    CDATA; Gephi loses blanks between escapes.
    """
    if "&" not in text and "<" not in text and "]]>" not in text:
        return text
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _padded(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield whole lines again, so that none lies over the end of a chunk.

    Tulip reads with xml.sax and keeps only what stands behind the last break of a
    value, be it the end of a chunk: a weight of 0.2171 becomes 2171. Blanks before
    such a line move it into the next chunk.
    """
    place = 0
    for block in blocks:
        start = 0
        while (end := start + CHUNK - place) < len(block):
            line = max(start, block.rfind(b"\n", start, end) + 1)
            after = block.find(b"\n", end - 1) + 1
            yield block[start:line]
            if end < after <= line + CHUNK:
                yield b" " * (end - line - 1) + b"\n"
                start, place = line, 0
            else:
                yield block[line:after]
                start, place = after, (place + after - start) % CHUNK
        yield block[start:]
        place = (place + len(block) - start) % CHUNK


def _start() -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ]
    for scope, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        lines += [
            f'<key id="{scope[0]}_{name}" for="{scope}" attr.name="{name}" '
            f'attr.type="{_TYPES[of]}"/>'
            for name, of in fields.items()
        ]
    return "\n".join([*lines, '<graph edgedefault="directed">\n']).encode()


def _nodes(sheets: Sheets) -> Iterator[str]:
    starts = [f'<data key="n_{name}">' for name in NODE_FIELDS]
    for node, *values in sheets.nodes():
        yield f"<node id={quoteattr(str(node))}>"
        for start, value in zip(starts, values, strict=True):
            yield f"{start}{_text(value)}</data>"
        yield "</node>"


def _edges(sheets: Sheets) -> Iterator[str]:
    starts = [f'<data key="e_{name}">' for name in EDGE_FIELDS]
    for kind, (source, target, _, _, *values) in edge_types(sheets.edges()):
        ends = f"source={quoteattr(str(source))} target={quoteattr(str(target))}"
        key = quoteattr(str(values[0]))
        yield f"<edge id={key} {ends} label={quoteattr(kind)}>"
        for start, value in zip(starts, values, strict=True):
            yield f"{start}{_text(value)}</data>"
        yield "</edge>"


def _text(value: Value) -> str:
    if isinstance(value, str):
        return text_of(value)
    return repr(value).lower() if isinstance(value, bool) else repr(value)
