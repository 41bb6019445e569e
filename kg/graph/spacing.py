"""Give the nodes of a component room: spread them, scale them, push them apart."""

import statistics
from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from math import cos, hypot, inf, sin, sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Point: TypeAlias = tuple[float, float]
Links: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.float64]
Marks: TypeAlias = NDArray[np.bool_]

GAP = 6.0
"""Least free space between two nodes."""

LEEWAY = 45.0
"""Usual free space between a node and its nearest neighbour, for edge and label."""

ROOM = 25.0
"""How many times the area of its nodes a component may take up at most."""

EVENNESS = 0.4
"""How far nodes move towards an even spread over the picture, from 0 to 1."""

SLACK = 0.2
"""How much farther than needed two nodes are pushed."""

SAMPLE = 1000
"""Points of a component whose nearest neighbour is looked for."""

ONE_BY_ONE = 1000
"""Nodes up to which each push shows in the next one: less is moved, but slowly."""


def evened(points: Sequence[Point]) -> list[Point]:
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


def scaled(points: Sequence[Point], sizes: Sequence[float]) -> list[Point]:
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


def _nearest(points: Sequence[Point]) -> list[float]:
    """Return how far the nearest neighbour is, for some of the points."""
    ordered = sorted(points)
    found = []
    for place in range(0, len(ordered), -(-len(ordered) // SAMPLE)):
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


def apart(points: Sequence[Point], sizes: Sequence[float]) -> list[Point]:
    """Push overlapping nodes away from each other until none is left, or time is up."""
    if len(points) > ONE_BY_ONE:
        return _all_at_once(points, sizes)
    moved = [list(point) for point in points]
    cell = max(sizes) + GAP
    for _ in range(100):
        grid: dict[tuple[int, int], list[int]] = defaultdict(list)
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
    share = (wanted - distance + SLACK) / 2 / distance
    points[one][0] -= dx * share
    points[one][1] -= dy * share
    points[other][0] += dx * share
    points[other][1] += dy * share
    return True


def _all_at_once(points: Sequence[Point], sizes: Sequence[float]) -> list[Point]:
    """Do the same to many nodes, with all pushes of a round summed up."""
    places = np.array(points)
    radii = np.array(sizes) / 2
    cell = float(2 * radii.max() + GAP)
    for _ in range(max(10, min(100, 300_000 // len(points)))):
        one, other = _clashing(places, radii, cell)
        if not len(one):
            break
        way = places[other] - places[one]
        distance = np.hypot(way[:, 0], way[:, 1])
        close = distance < 0.01
        turn = 2.4 * other[close]
        way[close] = np.column_stack([np.cos(turn), np.sin(turn)])
        distance[close] = 1.0
        wanted = radii[one] + radii[other] + GAP
        push = way * ((wanted - distance + SLACK) / 2 / distance)[:, None]
        for axis in (0, 1):
            both = np.concatenate([-push[:, axis], push[:, axis]])
            ends = np.concatenate([one, other])
            places[:, axis] += np.bincount(ends, both, len(places))
    return [(x, y) for x, y in places.tolist()]


def _clashing(places: Numbers, radii: Numbers, cell: float) -> tuple[Links, Links]:
    """Return the pairs of nodes that overlap.

    Nodes are sorted by the cell of a grid in which they lie; each is compared with
    those in the same cell and in four of the eight around it.
    """
    at = np.floor(places / cell).astype(np.int64)
    at -= at.min(axis=0)
    height = int(at[:, 1].max()) + 2
    cells = at[:, 0] * height + at[:, 1]
    order = np.argsort(cells, kind="stable")
    ordered = cells[order]
    found = []
    for step in (0, 1, height - 1, height, height + 1):
        first = np.searchsorted(ordered, ordered + step, "left")
        last = np.searchsorted(ordered, ordered + step, "right")
        if step == 0:
            first = np.arange(len(order)) + 1
        counts = np.maximum(last - first, 0)
        one = np.repeat(np.arange(len(order)), counts)
        within = np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts)
        pair = order[one], order[np.repeat(first, counts) + within]
        way = places[pair[1]] - places[pair[0]]
        near = np.hypot(way[:, 0], way[:, 1]) < radii[pair[0]] + radii[pair[1]] + GAP
        found.append((pair[0][near], pair[1][near]))
    one, other = (np.concatenate(ends) for ends in zip(*found, strict=True))
    return one, other
