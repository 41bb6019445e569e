"""Write GraphML that Gephi, yEd, igraph and the rest read alike.

networkx writes GraphML as well, but cannot set the XML attribute `label` of an edge,
which Gephi takes for the edge's type, and names its keys d0, d1, ..., so that columns
mix when two files are loaded. Every edge has a unique id, every attribute one type.
"""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from kg.export.rows import EDGE_FIELDS, NODE_FIELDS, Value, edge_types
from kg.export.sheets import Sheets

CHUNK = 2**16 - 20
"""Bytes that Python's xml.sax reads at once."""

_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}


def lines(sheets: Sheets) -> Iterator[str]:
    """Yield a graph as lines of GraphML, in its own order.

    Tulip reads with xml.sax and keeps only what stands behind the last break of a
    value, be it the end of a chunk: a weight of 0.2171 becomes 2171. Blanks before
    such a line move it into the next chunk.
    """
    place = 0
    for line in _lines(sheets):
        length = (len(line) if line.isascii() else len(line.encode())) + 1
        left = CHUNK - place % CHUNK
        if left < length <= CHUNK:
            yield " " * (left - 1) + "\n"
            place += left
        yield line + "\n"
        place += length


def _lines(sheets: Sheets) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for scope, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, of in fields.items():
            yield (
                f'<key id="{scope[0]}_{name}" for="{scope}" attr.name="{name}" '
                f'attr.type="{_TYPES[of]}"/>'
            )
    yield '<graph edgedefault="directed">'
    starts = [f'<data key="n_{name}">' for name in NODE_FIELDS]
    for node, *values in sheets.nodes():
        yield f"<node id={quoteattr(str(node))}>"
        for start, value in zip(starts, values, strict=True):
            yield f"{start}{_text(value)}</data>"
        yield "</node>"
    starts = [f'<data key="e_{name}">' for name in EDGE_FIELDS]
    for kind, (source, target, _, _, *values) in edge_types(sheets.edges()):
        ends = f"source={quoteattr(str(source))} target={quoteattr(str(target))}"
        key = quoteattr(str(values[0]))
        yield f"<edge id={key} {ends} label={quoteattr(kind)}>"
        for start, value in zip(starts, values, strict=True):
            yield f"{start}{_text(value)}</data>"
        yield "</edge>"
    yield "</graph>"
    yield "</graphml>"


def _text(value: Value) -> str:
    """Return a value as XML text; as CDATA only where an escape would be needed.

    Tulip keeps only what stands behind the last escape, or behind the last ] within
    CDATA; Gephi loses blanks between escapes.
    """
    if not isinstance(value, str):
        return repr(value).lower() if isinstance(value, bool) else repr(value)
    if "&" not in value and "<" not in value and "]]>" not in value:
        return value
    return "<![CDATA[" + value.replace("]]>", "]]]]><![CDATA[>") + "]]>"
