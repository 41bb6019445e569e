"""Order entities so that every beginning of the list is a fair picture."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kg.records import CO_OCCURS_WITH
from kg.view.marks import finite

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = "nx.MultiDiGraph[str]"

Places: TypeAlias = NDArray[np.int64]

EMBEDDED = 20_000
"""Entities that the page holds at most; beyond, browsers take seconds to open it."""

TOLD = ("source", "target", "relation", "evidence")
"""What is asked of an edge."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Hold the entities that the page gets, in order, and of how many they are.

    `places` are their rows in the table of nodes.
    """

    names: Sequence[str]
    places: Places
    nodes: int
    edges: int


def significant(graph: "Graph") -> list[str]:
    """Order the entities of a graph, the best linked of each community first."""
    names = list(graph)
    number = {name: place for place, name in enumerate(names)}
    edges = [
        (number[source], number[target], *_told(data))
        for source, target, data in graph.edges(data=True)
    ]
    one, other, met, counts = zip(*edges, strict=True) if edges else ((),) * 4
    groups: dict[str, int] = {}
    communities = [
        groups.setdefault(str(graph.nodes[name].get("community", "")), len(groups))
        for name in names
    ]
    ends = np.column_stack([one, other]).astype(np.int64)
    gains = _gains(np.array(met, np.bool_), np.array(counts, np.float64))
    return [names[place] for place in seated(names, communities, ends, gains)]


def choose(nodes: pa.Table, edges: Iterable[pa.Table]) -> Chosen:
    """Choose from the tables of a run, given the drawn edges with the columns `TOLD`.

    The ends of edges are rows of `nodes`.
    """
    ends: list[Places] = [np.empty((0, 2), np.int64)]
    gains: list[NDArray[np.float64]] = [np.empty(0)]
    for table in edges:
        both = [table[name].to_numpy() for name in ("source", "target")]
        ends.append(np.column_stack(both).astype(np.int64))
        met = pc.equal(table["relation"], CO_OCCURS_WITH).to_numpy()
        gains.append(_gains(met, table["evidence"].to_numpy()))
    names = nodes["id"].to_pylist()
    linked = np.concatenate(ends)
    communities = nodes["community"].to_numpy()
    order = seated(names, communities, linked, np.concatenate(gains))[:EMBEDDED]
    first = [names[place] for place in order.tolist()]
    return Chosen(first, order, len(names), len(linked))


def seated(
    names: Sequence[str],
    communities: Sequence[int] | Places,
    ends: Places,
    gains: NDArray[np.float64],
) -> Places:
    """Return the places of names, in order.

    Each community gets seats in proportion to the links of its members, by the method
    of D'Hondt; within it, the best linked come first. Entities without a link are last.
    """
    count = len(names)
    alphabet = np.empty(count, np.int64)
    alphabet[sorted(range(count), key=names.__getitem__)] = np.arange(count)
    weight = np.bincount(ends.ravel(), np.repeat(gains, 2), count)
    group = np.asarray(communities, np.int64)
    order = np.lexsort((alphabet, -weight, group))
    ordered = group[order]
    turn = np.arange(count) - np.searchsorted(ordered, ordered)
    totals = np.bincount(ordered, weight[order], 1)
    seats = np.empty(count)
    seats[order] = totals[ordered] / (turn + 1)
    seats[weight == 0] = 0.0
    return np.lexsort((alphabet, -weight, -seats))


def _told(data: Mapping[str, Any]) -> tuple[bool, float]:
    is_met = data.get("relation") == CO_OCCURS_WITH
    return is_met, finite(data.get("evidence", 1))


def _gains(met: NDArray[np.bool_], counts: Places | NDArray[np.float64]) -> Any:
    """Weigh edges: a stated relation says more than any number of shared sentences."""
    return np.where(met, 0.25, 1.0) * (1 + np.log1p(counts))
