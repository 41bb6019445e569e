"""Print what Tulip reads from GraphML or GEXF."""

import json
import sys

from tulip import tlp

path = sys.argv[1]
if path.endswith(".gexf"):
    graph = tlp.importGraph("GEXF", {"file::filename": path})
else:
    graph = tlp.importGraph("GraphML", {"filename": path})
names = [name for name in graph.getProperties() if not name.startswith("view")]


def attributes(item):
    """Return the values of a node or edge."""
    return {name: graph[name][item] for name in names}


nodes = []
for node in graph.nodes():
    x, y, _ = graph["viewLayout"][node]
    red, green, blue, _ = graph["viewColor"][node]
    seen = {"x": x, "y": y, "size": graph["viewSize"][node][0]}
    seen |= {"r": red, "g": green, "b": blue}
    label = graph["viewLabel"][node]
    nodes.append((node.id, {**attributes(node), "viewLabel": label, "seen": seen}))
edges = [
    (edge.id, graph.source(edge).id, graph.target(edge).id, attributes(edge))
    for edge in graph.edges()
]
json.dump({"nodes": nodes, "edges": edges}, sys.stdout)
