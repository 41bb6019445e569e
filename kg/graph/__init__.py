"""The graph of a run: its nodes and their picture, parts of it, questions to it.

A graph is a networkx MultiDiGraph whose keys are edge ids and whose attributes are
exactly those of `docs/outputs.md`. Functions named `filter_` and `neighbourhood` return
a copy and leave their argument alone.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date as day
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

from kg.errors import SettingsError
from kg.graph.layout import Sketch, places, sketch
from kg.graph.questions import card, explain, explanation, find, find_one
from kg.graph.tables import COLOURS, described, placed, tied
from kg.records import STATUSES

if TYPE_CHECKING:
    Graph: TypeAlias = "nx.MultiDiGraph[str]"

__all__ = [
    "COLOURS",
    "Sketch",
    "card",
    "described",
    "explain",
    "explanation",
    "filter_graph",
    "find",
    "find_one",
    "neighbourhood",
    "placed",
    "places",
    "sketch",
    "tied",
]


def filter_graph(
    graph: "Graph",
    *,
    kinds: Iterable[str] = (),
    relations: Iterable[str] = (),
    statuses: Iterable[str] = (),
    min_weight: float = 0.0,
    since: str = "",
    until: str = "",
) -> "Graph":
    """Return the part of a graph that passes every filter given; empty means all.

    Dates may be as short as a year. An edge passes if its evidence reaches into the
    period; one without a date does not. Where edges are filtered, nodes that lose
    their last edge go too; nodes that never had one stay. Raises SettingsError for a
    date that is none and for a kind, relation or status that nothing has.
    """
    _check_date("since", since)
    _check_date("until", until)
    if since and until and _before(until, since):
        raise SettingsError(f"since {since} is later than until {until}")
    kinds, relations, statuses = set(kinds), set(relations), set(statuses)
    _check_known("kind", kinds, _values(graph.nodes(data="entity_type")))
    _check_known("relation", relations, _values(graph.edges(data="relation")))
    _check_known("status", statuses, STATUSES)
    part = graph.copy()
    if kinds:
        part.remove_nodes_from(
            [
                node
                for node, data in graph.nodes(data=True)
                if data["entity_type"] not in kinds
            ]
        )
    before = {node for node, degree in part.degree() if degree}
    part.remove_edges_from(
        [
            (source, target, key)
            for source, target, key, data in part.edges(keys=True, data=True)
            if (relations and data["relation"] not in relations)
            or (statuses and data["status"] not in statuses)
            or data["weight"] < min_weight
            or not _within(data, since, until)
        ]
    )
    part.remove_nodes_from([node for node in sorted(before) if not part.degree(node)])
    return part


def neighbourhood(graph: "Graph", node: str, *, hops: int = 1) -> "Graph":
    """Return the part of a graph within some hops of a node, either way."""
    near = nx.ego_graph(graph, node, radius=hops, undirected=True)
    return graph.subgraph(near).copy()


def _within(data: Mapping[str, Any], since: str, until: str) -> bool:
    """Tell whether the evidence of an edge reaches into a period."""
    if not since and not until:
        return True
    first, last = data["first_date"], data["last_date"]
    if not first:
        return False
    return not (_before(last, since) or _before(until, first))


def _before(date: str, other: str) -> bool:
    """Compare two dates as far as both are precise; an empty one is never before."""
    length = min(len(date), len(other))
    return date[:length] < other[:length]


def _check_date(name: str, date: str) -> None:
    try:
        if date and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date, re.ASCII):
            raise ValueError
        _ = date and day.fromisoformat(date + "0000-01-01"[len(date) :])
    except ValueError:
        raise SettingsError(
            f"{name}: {date!r} is not a date; write 2020, 2020-05 or 2020-05-17"
        ) from None


def _values(items: Iterable[tuple[Any, ...]]) -> set[str]:
    """Return what the last place of networkx's tuples holds."""
    return {str(item[-1]) for item in items}


def _check_known(what: str, asked: Iterable[str], known: Iterable[str]) -> None:
    unknown = sorted(set(asked) - set(known))
    if unknown:
        names = ", ".join(sorted(known)) or "none"
        raise SettingsError(f"no {what} {unknown[0]!r} in this graph (known: {names})")
