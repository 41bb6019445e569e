"""Compute the picture of a graph: communities, sizes and places, seeded.

The same numbers go into the GraphML and the HTML, so that every viewer opens with the
same picture. Everything is computed by igraph, component by component, and the
components are then packed side by side.
"""

import random
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from math import cos, hypot, inf, pi, sin, sqrt

import igraph

Link = tuple[int, int]
Point = tuple[float, float]

SMALLEST, LARGEST = 10.0, 50.0
"""Diameter of the least and the most connected node."""

GAP = 6.0
"""Least free space between two nodes."""

LEEWAY = 45.0
"""Usual free space between a node and its nearest neighbour, for edge and label."""

ROOM = 25.0
"""How many times the area of its nodes a component may take up at most."""

MARGIN = 45.0, 20.0
"""Free space around a component, across and down: enough for half a label."""

COHESION = 2.5
"""How many times stronger the ties within a community pull than those across."""

DISTANCE = 1.8
"""How many times longer a tie between communities is drawn than one within."""

SPREAD_OUT = 600
"""Nodes of a component up to which distances are drawn true: half a second's work."""

EVENNESS = 0.4
"""How far nodes move towards an even spread over the picture, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold, for each node in order, where and how large it is and with whom."""

    places: list[Point]
    sizes: list[float]
    communities: list[int]


def picture(count: int, ties: Mapping[Link, float], *, seed: int = 1) -> Picture:
    """Lay out `count` nodes joined by weighted, undirected ties.

    Sizes follow the square root of the summed ties, so that areas compare. Communities
    are numbered from the largest, 0.
    """
    links = sorted(ties)
    graph = igraph.Graph(n=count, edges=links)
    weights = [ties[link] for link in links]
    strengths = graph.strength(weights=weights) if links else [0.0] * count
    top = max(strengths, default=0.0) or 1.0
    sizes = [
        round(SMALLEST + (LARGEST - SMALLEST) * sqrt(value / top), 2)
        for value in strengths
    ]
    graph.es["weight"] = weights
    graph.vs["size"] = sizes
    with _seeded(seed):
        communities = _communities(graph)
        graph.vs["community"] = communities
        places = _places(graph, seed)
    return Picture(places, sizes, communities)


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Make igraph draw its random numbers from a fresh generator."""
    igraph.set_random_number_generator(random.Random(seed))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _communities(graph: igraph.Graph) -> list[int]:
    """Find communities by modularity (Leiden: Traag, Waltman and van Eck 2019)."""
    if not graph.ecount():
        return list(range(graph.vcount()))
    found = graph.community_leiden("modularity", weights="weight", n_iterations=10)
    members = sorted(found, key=lambda group: (-len(group), min(group)))
    numbers = {node: number for number, group in enumerate(members) for node in group}
    return [numbers[node] for node in range(graph.vcount())]


def _places(graph: igraph.Graph, seed: int) -> list[Point]:
    """Lay out each component and pack them, the largest first."""
    components = sorted(graph.connected_components(), key=lambda one: (-len(one), one))
    places: list[Point] = [(0.0, 0.0)] * graph.vcount()
    drawn = []
    for members in components:
        points = _force(graph.induced_subgraph(members), seed)
        sizes = [graph.vs[node]["size"] for node in members]
        drawn.append(_boxed(_apart(_scaled(points, sizes), sizes), sizes))
    for members, points, origin in zip(
        components,
        [points for points, _, _ in drawn],
        _packed([(width, height) for _, width, height in drawn]),
        strict=True,
    ):
        for node, (x, y) in zip(members, points, strict=True):
            places[node] = round(x + origin[0], 1), round(y + origin[1], 1)
    return places


def _force(graph: igraph.Graph, seed: int) -> list[Point]:
    """Place the nodes of one component by Fruchterman and Reingold's forces (1991).

    Starting with each community in a place of its own saves most of the untangling.
    What is small enough is then drawn anew after Kamada and Kawai (1989), who make
    distances on paper those in the graph: that opens the crowd around a hub, which
    forces press together. It needs memory for the square of the nodes.
    """
    count = graph.vcount()
    if count == 1:
        return [(0.0, 0.0)]
    home = graph.vs["community"]
    within = [home[edge.source] == home[edge.target] for edge in graph.es]
    points = graph.layout_fruchterman_reingold(
        weights=[
            weight * (COHESION if near else 1)
            for weight, near in zip(graph.es["weight"], within, strict=True)
        ],
        seed=_start(home, random.Random(seed)),
        niter=500 if count < 5000 else 200,
        start_temp=sqrt(count) / 3,
        grid="nogrid" if count <= 1000 else "grid",
    )
    if count <= SPREAD_OUT:
        points = graph.layout_kamada_kawai(
            seed=list(points),
            weights=[1.0 if near else DISTANCE for near in within],
            maxiter=30 * count,
        )
    return _evened([(x, y) for x, y in points])


def _start(home: Sequence[int], chance: random.Random) -> list[Point]:
    """Scatter the nodes of each community around its own place on a circle."""
    turns = {group: turn for turn, group in enumerate(sorted(set(home)))}
    radius = sqrt(len(home))
    start = []
    for group in home:
        angle = 2 * pi * turns[group] / len(turns)
        x = cos(angle) + chance.uniform(-0.5, 0.5)
        y = sin(angle) + chance.uniform(-0.5, 0.5)
        start.append((radius * x, radius * y))
    return start


def _evened(points: Sequence[Point]) -> list[Point]:
    """Centre the points, and move them part of the way to filling a disc evenly.

    Angles stay, and so does who is farther out than whom.
    """
    mean_x, mean_y = (statistics.fmean(axis) for axis in zip(*points, strict=True))
    centred = [(x - mean_x, y - mean_y) for x, y in points]
    reaches = sorted(hypot(x, y) for x, y in centred)
    limit = reaches[int(0.9 * (len(reaches) - 1))]
    even = {
        reach: limit * sqrt((rank + 0.5) / len(reaches))
        for rank, reach in enumerate(reaches)
    }
    evened = []
    for x, y in centred:
        reach = hypot(x, y)
        wanted = (1 - EVENNESS) * min(reach, 1.3 * limit) + EVENNESS * even[reach]
        factor = wanted / reach if reach else 1.0
        evened.append((x * factor, y * factor))
    return evened


def _scaled(points: Sequence[Point], sizes: Sequence[float]) -> list[Point]:
    """Scale a component so that nodes usually have room for an edge and a label."""
    nearest = statistics.median(_nearest(points)) if len(points) > 1 else 0.0
    spread = max(statistics.pstdev(axis) for axis in zip(*points, strict=True))
    if not nearest or not spread:
        return list(points)
    wanted = (statistics.fmean(sizes) + LEEWAY) / nearest
    # The diameter of a disc is four times the deviation of its points.
    largest = sqrt(ROOM * sum((size + GAP) ** 2 for size in sizes)) / (4 * spread)
    factor = min(wanted, largest)
    return [(x * factor, y * factor) for x, y in points]


def _nearest(points: Sequence[Point], sample: int = 1000) -> list[float]:
    """Return how far the nearest neighbour is, for some of the points."""
    ordered = sorted(points)
    found = []
    for place in range(0, len(ordered), -(-len(ordered) // sample)):
        best = inf
        for step in (-1, 1):
            other = place + step
            while 0 <= other < len(ordered):
                away = ordered[other][0] - ordered[place][0]
                if abs(away) >= best:
                    break
                best = min(best, hypot(away, ordered[other][1] - ordered[place][1]))
                other += step
        found.append(best)
    return found


def _apart(points: Sequence[Point], sizes: Sequence[float]) -> list[Point]:
    """Push overlapping nodes away from each other until none is left, or time is up."""
    moved = [list(point) for point in points]
    cell = max(sizes) + GAP
    for _ in range(max(10, min(100, 300_000 // len(points)))):
        grid: dict[Link, list[int]] = defaultdict(list)
        for node, (x, y) in enumerate(moved):
            grid[int(x // cell), int(y // cell)].append(node)
        clashes = 0
        for node in range(len(moved)):
            column, row = int(moved[node][0] // cell), int(moved[node][1] // cell)
            for dx, dy in product((-1, 0, 1), repeat=2):
                for other in grid.get((column + dx, row + dy), ()):
                    if other > node:
                        clashes += _push(moved, node, other, sizes)
        if not clashes:
            break
    return [(x, y) for x, y in moved]


def _push(
    points: list[list[float]], one: int, other: int, sizes: Sequence[float]
) -> bool:
    """Move two nodes apart if they overlap; tell whether they did."""
    dx, dy = points[other][0] - points[one][0], points[other][1] - points[one][1]
    wanted = (sizes[one] + sizes[other]) / 2 + GAP
    distance = hypot(dx, dy)
    if distance >= wanted:
        return False
    if distance < 0.01:
        angle = 2.4 * other  # any fixed turn that differs between neighbours
        dx, dy, distance = cos(angle), sin(angle), 1.0
    share = (wanted - distance + 0.2) / 2 / distance
    points[one][0] -= dx * share
    points[one][1] -= dy * share
    points[other][0] += dx * share
    points[other][1] += dy * share
    return True


def _boxed(
    points: Sequence[Point], sizes: Sequence[float]
) -> tuple[list[Point], float, float]:
    """Move points so that their box starts at (0, 0); return its width and height."""
    half = max(sizes) / 2
    left = min(x for x, _ in points) - half - MARGIN[0]
    top = min(y for _, y in points) - half - MARGIN[1]
    width = max(x for x, _ in points) + half + MARGIN[0] - left
    height = max(y for _, y in points) + half + MARGIN[1] - top
    return [(x - left, y - top) for x, y in points], width, height


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
