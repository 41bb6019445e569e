"""Communities, sizes and places."""

import random
from collections.abc import Mapping
from itertools import combinations
from math import atan2, cos, hypot, sin
from typing import NamedTuple

import igraph
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import layout
from kg.graph.layout import LARGEST, SMALLEST
from kg.graph.spacing import GAP, ONE_BY_ONE, ROOM, Point, apart, evened, scaled

CLIQUES = {
    **{pair: 1.0 for pair in combinations(range(6), 2)},
    **{pair: 1.0 for pair in combinations(range(6, 10), 2)},
    (0, 6): 0.1,
}


class Picture(NamedTuple):
    places: list[Point]
    sizes: list[float]
    communities: list[int]


def picture(count: int, ties: Mapping[tuple[int, int], float]) -> Picture:
    links = sorted(ties)
    weights = np.array([ties[link] for link in links], np.float64)
    ends = np.array(links, np.int64).reshape(-1, 2)
    drawn = layout.sketch(count, ends, weights)
    return Picture(layout.places(drawn), drawn.sizes, drawn.communities)


def test_picture_numbers_communities_from_the_largest() -> None:
    assert picture(10, CLIQUES).communities == [0] * 6 + [1] * 4


def test_picture_sizes_grow_with_ties() -> None:
    sizes = picture(4, {(0, 1): 5.0, (1, 2): 0.5}).sizes
    assert sizes[1] == LARGEST
    assert sizes[3] == SMALLEST
    assert sizes[1] > sizes[0] > sizes[2] > sizes[3]


def test_picture_is_the_same_twice() -> None:
    assert picture(10, CLIQUES) == picture(10, CLIQUES)


def test_picture_leaves_igraphs_random_numbers_alone() -> None:
    random.seed(5)
    before = random.getstate()
    picture(10, CLIQUES)
    assert random.getstate() == before
    igraph.Graph.Erdos_Renyi(5, 0.5)
    assert random.getstate() != before


def test_evening_opens_a_crowd_and_keeps_angles_and_order() -> None:
    crowd = [(cos(turn), sin(turn)) for turn in range(30)]
    far = [(10 * cos(turn), 10 * sin(turn)) for turn in range(10)]
    before = crowd + far
    mean = [sum(axis) / len(before) for axis in zip(*before, strict=True)]
    centred = [(x - mean[0], y - mean[1]) for x, y in before]
    after = evened(before)
    assert sum(hypot(*xy) for xy in after[:30]) > 1.5 * sum(
        hypot(*xy) for xy in centred[:30]
    )
    for old, new in zip(centred, after, strict=True):
        assert atan2(old[1], old[0]) == pytest.approx(atan2(new[1], new[0]))
    assert sorted(range(40), key=lambda n: hypot(*centred[n])) == sorted(
        range(40), key=lambda n: hypot(*after[n])
    )


def test_pairs_far_from_each_other_are_not_blown_up() -> None:
    pairs = [(100.0 * at + step, 0.0) for at in range(10) for step in (0.0, 0.001)]
    sizes = [10.0] * len(pairs)
    found = scaled(pairs, sizes)
    width = found[-1][0] - found[0][0]
    assert 0 < width**2 < 2 * ROOM * sum((size + GAP) ** 2 for size in sizes)


def test_picture_keeps_neighbours_nearer_than_strangers() -> None:
    places = picture(10, CLIQUES).places
    inside = [distance(places, *pair) for pair in CLIQUES if pair != (0, 6)]
    across = [distance(places, a, b) for a in range(1, 6) for b in range(7, 10)]
    assert sum(inside) / len(inside) < sum(across) / len(across)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_picture_of_next_to_nothing(count: int) -> None:
    drawn = picture(count, {(0, 1): 1.0} if count == 2 else {})
    assert len(drawn.places) == len(drawn.sizes) == len(drawn.communities) == count


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 40).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.dictionaries(
                st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
                .filter(lambda pair: pair[0] != pair[1])
                .map(lambda pair: (min(pair), max(pair))),
                st.floats(0.01, 5),
            ),
        )
    )
)
def test_no_two_nodes_overlap(
    drawn: tuple[int, dict[tuple[int, int], float]],
) -> None:
    count, ties = drawn
    result = picture(count, ties)
    for one, other in combinations(range(count), 2):
        free = (result.sizes[one] + result.sizes[other]) / 2
        assert distance(result.places, one, other) >= free


def distance(places: list[tuple[float, float]], one: int, other: int) -> float:
    return hypot(places[one][0] - places[other][0], places[one][1] - places[other][1])


def test_small_components_that_are_alike_are_drawn_alike() -> None:
    places = picture(14, {**CLIQUES, (10, 11): 0.25, (12, 13): 0.25}).places
    first, second = (
        [b - a for a, b in zip(*places[at : at + 2], strict=True)] for at in (10, 12)
    )
    assert first == pytest.approx(second, abs=0.11)


@pytest.mark.parametrize("count", [ONE_BY_ONE, 3 * ONE_BY_ONE])
def test_crowds_are_pushed_apart(count: int) -> None:
    chance = random.Random(3)
    sizes = [chance.choice([10.0, 10.0, 10.0, 40.0]) for _ in range(count)]
    reach = 40 * count**0.5
    before = [(chance.uniform(0, reach), chance.uniform(0, reach)) for _ in sizes]
    before[1] = before[0]
    after = apart(before, sizes)
    order = sorted(range(count), key=after.__getitem__)
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            if after[other][0] - after[one][0] > max(sizes) + GAP:
                break
            assert distance(after, one, other) >= (sizes[one] + sizes[other]) / 2


def test_what_nobody_can_look_at_is_placed_by_community_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(layout, "DRAWN", 3)
    monkeypatch.setattr(igraph.Graph, "layout_fruchterman_reingold", None)
    found = picture(4, {(0, 1): 1.0, (1, 2): 1.0, (2, 3): 1.0})
    assert len(set(found.places)) == 4
