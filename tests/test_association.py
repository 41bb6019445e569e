"""Association of names against chance, and the backbone."""

from collections.abc import Callable, Mapping
from dataclasses import astuple
from functools import partial
from itertools import combinations
from math import isclose, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.edges import association
from kg.edges.association import CRITICAL, Counts

Pairs = Mapping[tuple[str, str], Counts]


def one(measure: Callable[[Counts], NDArray[np.float64]], counts: Counts) -> float:
    """Measure a single pair."""
    arrays = (np.array([value], np.float64) for value in astuple(counts)[:3])
    return float(measure(Counts(*arrays, counts.total))[0])


npmi = partial(one, association.npmi)
log_likelihood = partial(one, association.log_likelihood)
strength = partial(one, association.strength)


def backbone(pairs: Pairs) -> set[tuple[str, str]]:
    """Return the pairs, by name, that the backbone keeps; each has its own total."""
    names = sorted({name for pair in pairs for name in pair})
    ordered = sorted(pairs)
    places = [(names.index(left), names.index(right)) for left, right in ordered]
    counts = np.array([astuple(pairs[pair]) for pair in ordered], np.float64)
    ends = np.array(places, np.int64).reshape(-1, 2)
    kept = association.backbone(ends, Counts(*counts.reshape(-1, 4).T))
    return {ordered[place] for place in kept.nonzero()[0]}


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    """Draw counts that can be: no name in more sentences than there are."""
    both, one, other = (draw(st.integers(0, 50)) for _ in range(3))
    neither = draw(st.integers(1, 500))
    joint = both + 1
    return Counts(joint, joint + one, joint + other, joint + one + other + neither)


def test_npmi_is_one_for_names_never_apart() -> None:
    assert isclose(npmi(Counts(3, 3, 3, 50)), 1)


def test_npmi_is_nought_at_chance() -> None:
    assert isclose(npmi(Counts(5, 10, 50, 100)), 0, abs_tol=1e-12)


def test_log_likelihood_agrees_with_a_sum_over_the_table() -> None:
    joint, left, right, total = 8, 12, 20, 100
    seen = [[8, 4], [12, 76]]
    due = [[left * right, left * 80], [88 * right, 88 * 80]]
    expected = 2 * sum(
        seen[i][j] * log(seen[i][j] * total / due[i][j])
        for i in range(2)
        for j in range(2)
    )
    assert isclose(log_likelihood(Counts(joint, left, right, total)), expected)


def test_log_likelihood_is_negative_for_names_that_avoid_each_other() -> None:
    assert log_likelihood(Counts(1, 50, 50, 100)) < -CRITICAL


@given(counts())
def test_strength_lies_between_nought_and_one(drawn: Counts) -> None:
    assert 0 < strength(drawn) < 1


@given(counts())
def test_npmi_never_leaves_its_range(drawn: Counts) -> None:
    assert -1 - 1e-9 <= npmi(drawn) <= 1 + 1e-9


def test_strength_grows_with_evidence() -> None:
    often, once = Counts(10, 10, 10, 100), Counts(1, 1, 1, 100)
    assert strength(often) > 3 * strength(once)


def test_backbone_drops_what_chance_explains() -> None:
    pairs = {
        ("a", "b"): Counts(9, 10, 10, 100),
        ("c", "d"): Counts(9, 10, 10, 100),
        ("a", "c"): Counts(1, 10, 10, 100),
    }
    assert backbone(pairs) == {("a", "b"), ("c", "d")}


def test_backbone_leaves_nobody_without_a_link() -> None:
    pairs = {("hub", name): Counts(1, 90, 1, 100) for name in "abcdef"}
    assert backbone(pairs) == set(pairs)


def test_backbone_keeps_the_one_met_most_often() -> None:
    pairs = {
        ("a", "hub"): Counts(4, 6, 50, 100),
        ("a", "b"): Counts(1, 6, 1, 100),
        ("a", "c"): Counts(1, 6, 1, 100),
        ("hub", "x"): Counts(46, 50, 46, 100),
    }
    assert log_likelihood(pairs["a", "hub"]) < CRITICAL
    assert ("a", "hub") in backbone(pairs)


def test_backbone_keeps_the_one_met_most_often_before_the_strongest() -> None:
    pairs = {
        ("a", "hub"): Counts(5, 8, 55, 100),
        ("a", "b"): Counts(2, 8, 3, 100),
        ("b", "c"): Counts(3, 3, 3, 100),
        ("hub", "x"): Counts(46, 55, 46, 100),
    }
    assert log_likelihood(pairs["a", "hub"]) < CRITICAL
    assert strength(pairs["a", "hub"]) < strength(pairs["a", "b"])
    assert ("a", "hub") in backbone(pairs)


def test_backbone_thins_a_crowd_of_equals() -> None:
    names = [f"n{number:02}" for number in range(30)]
    pairs = {pair: Counts(2, 9, 9, 1000) for pair in combinations(names, 2)}
    assert 5 * len(names) < len(backbone(pairs)) < len(pairs) / 2


def test_backbone_keeps_links_that_stand_out() -> None:
    names = [f"n{number:02}" for number in range(40)]
    pairs = {("hub", name): Counts(1, 200, 4, 5000) for name in names}
    pairs |= {("hub", f"friend{i}"): Counts(30, 200, 40, 5000) for i in range(3)}
    pairs |= {(f"friend{i}", f"z{i}"): Counts(9, 40, 9, 5000) for i in range(3)}
    kept = backbone(pairs)
    assert all(("hub", f"friend{i}") in kept for i in range(3))


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from("stuvw")), counts()
    )
)
def test_backbone_keeps_a_link_of_everybody(pairs: Pairs) -> None:
    kept = backbone(pairs)
    assert kept <= set(pairs)
    assert {name for pair in kept for name in pair} == {
        name for pair in pairs for name in pair
    }


def test_backbone_takes_the_first_of_equals() -> None:
    pairs = {("a", name): Counts(1, 90, 90, 100) for name in "bcd"}
    pairs |= {(name, "e"): Counts(1, 90, 90, 100) for name in "bcd"}
    assert ("a", "b") in backbone(pairs)
    assert ("d", "e") not in backbone(pairs) or ("a", "d") not in backbone(pairs)


@pytest.mark.parametrize("size", [0, 1])
def test_backbone_of_next_to_nothing(size: int) -> None:
    pairs = {("a", "b"): Counts(1, 1, 1, 2)} if size else {}
    assert len(backbone(pairs)) == size
