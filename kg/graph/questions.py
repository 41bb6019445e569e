"""Ask a finished graph: who is called this, and how are two names linked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx
from rapidfuzz import fuzz, process, utils

from kg.errors import KgError
from kg.records import ASSERTED, CO_OCCURS_WITH, STATUSES, Evidence

if TYPE_CHECKING:
    Graph: TypeAlias = "nx.MultiDiGraph[str]"

SIMILAR = 75
"""Least score (of 100) of rapidfuzz's WRatio for a name to be worth suggesting."""


def find(graph: "Graph", name: str, *, limit: int = 10) -> list[str]:
    """Return the nodes that a name may mean, the likeliest first.

    Exact labels come first, then aliases, then names that contain all its words, then
    similar spellings; among equals the more often mentioned. The id of a node finds it.
    """
    levels = _levels(graph, name)
    return [node for level in levels for node in level][:limit]


def find_one(graph: "Graph", name: str) -> str:
    """Return the one node that a name means; raise KgError if none or several do."""
    *certain, similar = _levels(graph, name)
    found = next((level for level in certain if level), [])
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(_introduce(graph, node) for node in found[:5])
        raise KgError(
            f"{name!r} may be any of: {several}; give the full name or the id"
        )
    guesses = ", ".join(graph.nodes[node]["label"] for node in similar[:5])
    hint = f"did you mean {guesses}?" if guesses else "no name is like it"
    raise KgError(f"nothing in this graph is called {name!r}; {hint}")


def explain(
    graph: "Graph", left: str, right: str, *, limit: int = 3
) -> list[list[str]]:
    """Return how two nodes are linked, as paths of edge ids, the best supported first.

    If edges join them directly, each edge is a path of its own; otherwise these are the
    `limit` cheapest paths, where every step costs more the less supports it, and a
    co-occurrence more than any stated relation. Empty if nothing links them.
    """
    best = _best_edges(graph)
    direct = best.get((min(left, right), max(left, right)), [])
    if direct:
        return [[data["edge_id"]] for data in direct]
    simple = nx.Graph()
    for (one, other), edges in best.items():
        simple.add_edge(one, other, cost=_cost(edges[0]))
    if left == right or left not in simple or right not in simple:
        return []
    if not nx.has_path(simple, left, right):
        return []
    paths = nx.shortest_simple_paths(simple, left, right, weight="cost")
    return [
        [best[min(step), max(step)][0]["edge_id"] for step in nx.utils.pairwise(path)]
        for path in islice(paths, limit)
    ]


def card(
    graph: "Graph",
    evidence: Mapping[str, Sequence[Evidence]],
    node: str,
    *,
    quotes: int = 2,
) -> str:
    """Describe an entity in plain text: names, relations, and the sentences behind."""
    data = graph.nodes[node]
    lines = [
        f"{data['label']} ({data['entity_type']})",
        f"{data['mentions']:,} mentions in {data['documents']:,} documents",
        f"also: {data['aliases']}",
    ]
    if data["reasons"]:
        lines.append(f"one because: {data['reasons']}")
    edges = [
        (source, target, edge)
        for source, target, edge in graph.edges(data=True)
        if node in (source, target)
    ]
    edges.sort(key=lambda item: _rank(item[2]))
    for source, target, edge in edges:
        lines += ["", _sentence(graph, source, target, edge)]
        lines += _quoted(evidence, edge, quotes)
    return "\n".join(lines)


def explanation(
    graph: "Graph",
    evidence: Mapping[str, Sequence[Evidence]],
    left: str,
    right: str,
    *,
    quotes: int = 3,
) -> str:
    """Say in plain text how two nodes are linked, quoting the sentences."""
    paths = explain(graph, left, right)
    names = graph.nodes[left]["label"], graph.nodes[right]["label"]
    if left == right:
        return f"Both names mean {names[0]}."
    if not paths:
        return f"Nothing links {names[0]} and {names[1]}."
    ends = {
        key: (source, target, data)
        for source, target, key, data in graph.edges(keys=True, data=True)
    }
    lines = []
    if len(paths[0]) > 1:
        lines = [
            f"No sentence links {names[0]} and {names[1]} directly. Through others:"
        ]
    for path in paths:
        lines += [""] if lines else []
        for key in path:
            lines.append(_sentence(graph, *ends[key]))
            lines += _quoted(evidence, ends[key][2], quotes)
    return "\n".join(lines)


def _levels(graph: "Graph", name: str) -> tuple[list[str], ...]:
    """Return nodes by label, by alias, by words, and by similarity; each node once."""
    wanted = utils.default_process(name) or name.strip()
    words = set(wanted.split())
    labels: dict[str, str] = {}
    levels: tuple[list[str], ...] = ([], [], [], [])
    for node, data in graph.nodes(data=True):
        label = utils.default_process(data["label"]) or data["label"]
        aliases = {utils.default_process(form) for form in data["aliases"].split(" | ")}
        if name in (node, data["label"]) or (wanted and wanted == label):
            levels[0].append(node)
        elif wanted and wanted in aliases:
            levels[1].append(node)
        elif words and words <= set(label.split()):
            levels[2].append(node)
        else:
            labels[node] = label
    matches = process.extract(
        wanted, labels, scorer=fuzz.WRatio, score_cutoff=SIMILAR, limit=10
    )
    for level in levels[:3]:
        level.sort(key=lambda node: (-graph.nodes[node]["mentions"], node))
    levels[3].extend(
        node for _, _, node in sorted(matches, key=lambda m: (-m[1], m[2]))
    )
    return levels


def _best_edges(graph: "Graph") -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the edges of each pair, whichever way they point, the best first."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        found[min(source, target), max(source, target)].append(data)
    for edges in found.values():
        edges.sort(key=_rank)
    return found


def _rank(edge: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        edge["relation"] == CO_OCCURS_WITH,
        STATUSES.index(edge["status"]),
        -edge["weight"],
        edge["edge_id"],
    )


def _cost(edge: Mapping[str, Any]) -> float:
    """Return what a step over an edge costs on a path: from 1 to 4."""
    if edge["relation"] == CO_OCCURS_WITH:
        return 4.0 - min(1.0, float(edge["weight"]))
    doubt = 0 if edge["status"] == ASSERTED else 1
    return 1 + doubt + 1 / max(1.0, float(edge["weight"]))


def _introduce(graph: "Graph", node: str) -> str:
    data = graph.nodes[node]
    return f"{data['label']} ({data['entity_type']}, {node})"


def _sentence(graph: "Graph", source: str, target: str, edge: Mapping[str, Any]) -> str:
    """Return an edge as one line: who, what, whom, and how surely."""
    names = graph.nodes[source]["label"], graph.nodes[target]["label"]
    doubt = "" if edge["status"] == ASSERTED else f" [{edge['status']}]"
    count = edge["evidence"]
    support = f"{count:,} sentence{'s' if count != 1 else ''}"
    arrow = "→" if edge["directed"] else "—"
    return f"{names[0]} — {edge['label']} {arrow} {names[1]}{doubt} ({support})"


def _quoted(
    evidence: Mapping[str, Sequence[Evidence]], edge: Mapping[str, Any], limit: int
) -> Iterator[str]:
    for item in evidence.get(edge["edge_id"], ())[:limit]:
        where = ", ".join(part for part in (item.document, item.date) if part)
        told = f"; according to {item.speaker}" if item.speaker else ""
        yield f"    “{' '.join(item.quote.split())}” ({where}{told})"
