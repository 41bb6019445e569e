"""Write GEXF: the format whose dates Gephi's timeline plays."""

from typing import TYPE_CHECKING, Any, TypeAlias
from xml.etree import ElementTree

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kg.export.dates import days
from kg.export.rows import EDGE_ID, cleaned, edge_rows, edge_types

if TYPE_CHECKING:
    Graph: TypeAlias = "nx.MultiDiGraph[str]"


def gexf(graph: "Graph") -> str:
    """Return GEXF with colours, sizes, places and the dates of the evidence.

    The edge's `kind` is its type, by which Gephi keeps parallel edges apart. An edge
    lasts from its first to its last dated sentence; one without a date, always; so do
    nodes. As in GraphML, whether an edge is directed is an attribute: networkx reads
    no mixed graphs.
    """
    plain = cleaned(graph)
    kinds = {edge[EDGE_ID]: kind for kind, edge in edge_types(edge_rows(plain))}
    for _, data in plain.nodes(data=True):
        _add_viz(data)
    for _, _, data in plain.edges(data=True):
        _add_dates(data)
    writer = GEXFWriter(plain, prettyprint=False)
    meta = writer.xml.find("meta")
    meta.attrib.pop("lastmodifieddate")  # two runs give the same bytes
    meta.find("creator").text = "kg"
    for element in writer.xml.iter("edge"):
        element.set("kind", kinds[element.get("id")])
    ElementTree.indent(writer.xml, " ")
    text = ElementTree.tostring(writer.xml, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _add_viz(data: dict[str, Any]) -> None:
    """Move colour, size and place to where GEXF wants them."""
    data["viz"] = {
        "color": {name: data.pop(name) for name in "rgb"},
        "size": data.pop("size"),
        "position": {"x": data.pop("x"), "y": data.pop("y"), "z": 0.0},
    }


def _add_dates(data: dict[str, Any]) -> None:
    """Give an edge its id and its days as GEXF wants them."""
    data["id"] = data["edge_id"]
    first, last = days(data["first_date"]), days(data["last_date"])
    if first and last:
        data["start"] = first[0].isoformat()
        data["end"] = max(first[0], last[1]).isoformat()
