"""Two forms of JSON: networkx's node-link and the elements of Cytoscape."""

from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

from kg.export.rows import Quotes, cleaned, cleaned_quotes

if TYPE_CHECKING:
    Graph: TypeAlias = "nx.MultiDiGraph[str]"


def node_link(graph: "Graph", evidence: Quotes) -> dict[str, Any]:
    """Return networkx's node-link form, with the sentences of each edge added."""
    data: dict[str, Any] = nx.node_link_data(cleaned(graph), edges="edges")
    sentences = cleaned_quotes(graph, evidence)
    for edge in data["edges"]:
        edge["sentences"] = sentences[edge["key"]]
    return data


def cytoscape(graph: "Graph", evidence: Quotes) -> dict[str, Any]:
    """Return the form of Cytoscape and cytoscape.js, each edge with its sentences.

    networkx makes it. Added are the ids of edges, without which the readers make up
    their own, the places, colours as both take them, and the sentences as plain texts,
    for Cytoscape's columns hold no records.
    """
    data: dict[str, Any] = nx.cytoscape_data(cleaned(graph))
    data["data"] = {"name": "graph"}
    sentences = cleaned_quotes(graph, evidence)
    for node in data["elements"]["nodes"]:
        values = node["data"]
        values["name"] = values["label"]
        values["color"] = "#" + "".join(f"{values.pop(name):02x}" for name in "rgb")
        node["position"] = {name: values.pop(name) for name in "xy"}
    for edge in data["elements"]["edges"]:
        values = edge["data"]
        values["id"] = values["key"]
        values["sentences"] = [item["quote"] for item in sentences[values["id"]]]
    return data
