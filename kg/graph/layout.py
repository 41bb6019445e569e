"""Compute the picture of a graph: communities, sizes and places, seeded.

The same numbers go into the GraphML and the HTML, so that every viewer opens with the
same picture. Everything is computed by igraph, component by component, and the
components are then packed side by side.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin, sqrt
from typing import NamedTuple

import igraph
import numpy as np

from kg.graph.spacing import Links, Numbers, Point, apart, evened, scaled

SMALLEST, LARGEST = 10.0, 50.0
"""Diameter of the least and the most connected node."""

MARGIN = 45.0, 20.0
"""Free space around a component, across and down: enough for half a label."""

COHESION = 2.5
"""How many times stronger the ties within a community pull than those across."""

DISTANCE = 1.8
"""How many times longer a tie between communities is drawn than one within."""

SPREAD_OUT = 600
"""Nodes of a component up to which distances are drawn true: half a second's work."""

ROUNDS = 15, 500
MOVES = 600_000
"""Least and most rounds of forces, and moves of a node in all: a second's work."""

DRAWN = 100_000
"""Nodes of a component up to which forces are at work at all; nobody looks at more."""

SEED = 1
"""Where the random numbers of every picture begin."""

ALIKE = 8
"""Nodes of a component up to which it is drawn once for all that are alike."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """Hold a picture but for the places, and what these depend on."""

    links: Links
    weights: Numbers
    sizes: list[float]
    communities: list[int]
    chance: random.Random


def sketch(count: int, links: Links, weights: Numbers) -> Sketch:
    """Find sizes and communities of `count` nodes joined by weighted, undirected ties.

    `links` has a row for each tie, its lower end first; the rows are distinct and in
    order. Sizes follow the square root of the summed ties, so that areas compare.
    Communities are numbered from the largest, 0.
    """
    graph = igraph.Graph(n=count, edges=links)
    ties = weights.tolist()
    strengths = graph.strength(weights=ties) if ties else [0.0] * count
    top = max(strengths, default=0.0) or 1.0
    sizes = [
        round(SMALLEST + (LARGEST - SMALLEST) * sqrt(value / top), 2)
        for value in strengths
    ]
    chance = random.Random(SEED)
    with _drawing_from(chance):
        communities = _communities(graph, ties)
    return Sketch(links, weights, sizes, communities, chance)


def places(drawn: Sketch) -> list[Point]:
    """Lay out the nodes: each component, and these packed, the largest first."""
    graph = igraph.Graph(n=len(drawn.sizes), edges=drawn.links)
    components = sorted(graph.connected_components(), key=lambda one: (-len(one), one))
    parts = _parts(components, drawn)
    with _drawing_from(drawn.chance):
        boxes = [
            _drawn_once(part) if len(part.sizes) <= ALIKE else _drawn(part)
            for part in parts
        ]
    places: list[Point] = [(0.0, 0.0)] * len(drawn.sizes)
    packed = _packed([(box.width, box.height) for box in boxes])
    for members, box, origin in zip(components, boxes, packed, strict=True):
        for node, (x, y) in zip(members, box.points, strict=True):
            places[node] = round(x + origin[0], 1), round(y + origin[1], 1)
    return places


@contextmanager
def _drawing_from(chance: random.Random) -> Iterator[None]:
    """Make igraph draw its random numbers from a generator of ours."""
    igraph.set_random_number_generator(chance)
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _communities(graph: igraph.Graph, ties: Sequence[float]) -> list[int]:
    """Find communities by modularity (Leiden: Traag, Waltman and van Eck 2019)."""
    if not graph.ecount():
        return list(range(graph.vcount()))
    found = graph.community_leiden("modularity", weights=ties, n_iterations=10)
    members = sorted(found, key=lambda group: (-len(group), min(group)))
    numbers = {node: number for number, group in enumerate(members) for node in group}
    return [numbers[node] for node in range(graph.vcount())]


class _Part(NamedTuple):
    """Hold what the picture of one component depends on; its nodes are numbered anew.

    `home` numbers the communities in it.
    """

    links: tuple[tuple[int, int], ...]
    weights: tuple[float, ...]
    sizes: tuple[float, ...]
    home: tuple[int, ...]


class _Box(NamedTuple):
    """Hold places within a box that starts at (0, 0)."""

    points: Sequence[Point]
    width: float
    height: float


def _parts(components: Sequence[Sequence[int]], drawn: Sketch) -> Iterator[_Part]:
    """Cut the graph into its components."""
    links, weights = drawn.links, drawn.weights
    sizes, communities = drawn.sizes, drawn.communities
    whose = np.empty(len(sizes), np.int64)
    number = np.empty(len(sizes), np.int64)
    for place, members in enumerate(components):
        whose[members] = place
        number[members] = np.arange(len(members))
    owner = whose[links[:, 0]]
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], np.arange(len(components) + 1))
    ends, ties = number[links[order]], weights[order]
    for place, members in enumerate(components):
        some = slice(bounds[place], bounds[place + 1])
        turns = {
            group: turn
            for turn, group in enumerate(
                sorted({communities[node] for node in members})
            )
        }
        yield _Part(
            tuple(map(tuple, ends[some].tolist())),
            tuple(ties[some].tolist()),
            tuple(sizes[node] for node in members),
            tuple(turns[communities[node]] for node in members),
        )


def _drawn(part: _Part) -> _Box:
    """Lay out one component."""
    points = scaled(_force(part), part.sizes)
    return _boxed(apart(points, part.sizes), part.sizes)


@lru_cache(maxsize=100_000)
def _drawn_once(part: _Part) -> _Box:
    """Lay out a small component: thousands of them are one pair of names, met once.

    igraph draws its random numbers anew, so that what was drawn before does not matter.
    """
    with _drawing_from(random.Random(SEED)):
        return _drawn(part)


def _force(part: _Part) -> list[Point]:
    """Place the nodes of one component by Fruchterman and Reingold's forces (1991).

    Starting with each community in a place of its own saves most of the untangling.
    What is small enough is then drawn anew after Kamada and Kawai (1989), who make
    distances on paper those in the graph: that opens the crowd around a hub, which
    forces press together. It needs memory for the square of the nodes. Of more nodes
    than can be drawn each keeps to the place of its community.
    """
    count, home = len(part.sizes), part.home
    if count == 1:
        return [(0.0, 0.0)]
    start = _start(home, random.Random(SEED))
    if count > DRAWN:
        return start
    graph = igraph.Graph(n=count, edges=part.links)
    within = [home[one] == home[other] for one, other in part.links]
    least, most = ROUNDS
    points = graph.layout_fruchterman_reingold(
        weights=[
            weight * (COHESION if near else 1)
            for weight, near in zip(part.weights, within, strict=True)
        ],
        seed=start,
        niter=min(most, max(least, MOVES // count)),
        start_temp=sqrt(count) / 3,
        grid="nogrid" if count <= 1000 else "grid",
    )
    if count <= SPREAD_OUT:
        points = graph.layout_kamada_kawai(
            seed=list(points),
            weights=[1.0 if near else DISTANCE for near in within],
            maxiter=30 * count,
        )
    return evened([(x, y) for x, y in points])


def _start(home: Sequence[int], chance: random.Random) -> list[Point]:
    """Scatter the nodes of each community around its own place on a circle."""
    turns = max(home) + 1
    radius = sqrt(len(home))
    start = []
    for group in home:
        angle = 2 * pi * group / turns
        x = cos(angle) + chance.uniform(-0.5, 0.5)
        y = sin(angle) + chance.uniform(-0.5, 0.5)
        start.append((radius * x, radius * y))
    return start


def _boxed(points: Sequence[Point], sizes: Sequence[float]) -> _Box:
    """Move points so that their box starts at (0, 0)."""
    half = max(sizes) / 2
    left = min(x for x, _ in points) - half - MARGIN[0]
    top = min(y for _, y in points) - half - MARGIN[1]
    width = max(x for x, _ in points) + half + MARGIN[0] - left
    height = max(y for _, y in points) + half + MARGIN[1] - top
    return _Box([(x - left, y - top) for x, y in points], width, height)


def _packed(boxes: Sequence[tuple[float, float]]) -> list[Point]:
    """Return where each box goes: on shelves, the first one on top, around (0, 0).

    y grows upwards, as in Gephi.
    """
    if not boxes:
        return []
    area = sum(width * height for width, height in boxes)
    first = boxes[0][0] * boxes[0][1]
    limit = boxes[0][0] if first > area / 2 else max(boxes[0][0], 1.3 * sqrt(area))
    x = y = shelf = widest = 0.0
    corners = []
    for width, height in boxes:
        if x and x + width > limit:
            x, y, shelf = 0.0, y + shelf, 0.0
        corners.append((x, -y - height))
        x, shelf = x + width, max(shelf, height)
        widest = max(widest, x)
    return [(left - widest / 2, low + (y + shelf) / 2) for left, low in corners]
