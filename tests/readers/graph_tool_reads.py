"""Print what graph-tool reads from GraphML."""

import json
import sys

from graph_tool import load_graph


def attributes(properties, item):
    """Return the values of a node or edge as JSON can hold them."""
    values = {name: values[item] for name, values in properties.items()}
    flags = ("directed",)
    return {n: bool(v) if n in flags else v for n, v in values.items()}


graph = load_graph(sys.argv[1])
names = graph.vp.get("_graphml_vertex_id")  # missing where there is no node
nodes = [(names[v], attributes(graph.vp, v)) for v in graph.vertices()]
edges = [
    (
        graph.ep["_graphml_edge_id"][e],
        names[e.source()],
        names[e.target()],
        attributes(graph.ep, e),
    )
    for e in graph.edges()
]
json.dump({"nodes": nodes, "edges": edges}, sys.stdout)
