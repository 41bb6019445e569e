"""Decode scores: the best sequence of labels, the best tree of heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.encode.projective import crosses, projective_tree

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

LOW = -1e9
"""The score of what may not be."""
CROSSING = 3.0
"""How much a crossing of arcs must be worth, in logits: of a hundred English sentences
one to three have one (UD English EWT and GUM, test)."""


def best_paths(
    scores: Floats, bounds: Sequence[int], allowed: NDArray[np.bool_], ends: Ints
) -> Iterator[list[int]]:
    """Yield the `best_path` of each stretch between two of the bounds.

    Where the best label of every word fits its neighbours, these are the path.
    """
    greedy = scores.argmax(1)
    first, last = bounds[:-1], np.array(bounds[1:]) - 1
    fits = np.empty(len(greedy), dtype=np.bool_)
    fits[1:] = allowed[greedy[:-1], greedy[1:]]
    fits[first] = allowed[ends[0], greedy[first]]
    fits[last] &= (greedy[last][:, None] == ends).any(1)
    sound = np.logical_and.reduceat(fits, first).tolist()
    labels: list[int] = greedy.tolist()
    for (a, b), is_sound in zip(pairwise(bounds), sound, strict=True):
        yield labels[a:b] if is_sound else best_path(scores[a:b], allowed, ends)


def best_path(scores: Floats, allowed: NDArray[np.bool_], ends: Ints) -> list[int]:
    """Return the best label sequence whose neighbours fit (Viterbi 1967).

    `allowed[i, j]` tells whether label j may follow i; `ends` are the labels that a
    sequence may end with, and also those after which one may begin.
    """
    greedy = scores.argmax(1)
    inner = allowed[greedy[:-1], greedy[1:]].all()
    begins = allowed[ends[0]]
    if inner and begins[greedy[0]] and greedy[-1] in ends:
        return [int(i) for i in greedy]
    barrier = np.where(allowed, 0.0, LOW)
    total = scores[0] + np.where(begins, 0.0, LOW)
    back = np.zeros(scores.shape, dtype=np.int64)
    for k in range(1, len(scores)):
        step = total[:, None] + barrier
        back[k] = step.argmax(0)
        total = step.max(0) + scores[k]
    path = [int(ends[total[ends].argmax()])]
    for k in range(len(scores) - 1, 0, -1):
        path.append(int(back[k, path[-1]]))
    return path[::-1]


def best_tree(arcs: Floats) -> Ints:
    """Return the head of every word (0 = root) in the best tree with one root.

    Chu & Liu (1965) and Edmonds (1967); where the best tree has more roots, a penalty
    on arcs from the root leaves just one (Stanojević & Cohen 2021). Arcs cross only
    where that scores `CROSSING` more than the best tree without.
    """
    n = len(arcs)
    scores: Doubles = np.full((n + 1, n + 1), LOW)
    scores[1:] = arcs
    scores.ravel()[:: n + 2] = LOW  # nothing hangs on itself
    found = _edmonds(scores)[1:]
    if np.count_nonzero(found == 0) > 1:
        scores[1:, 0] -= 1 + np.abs(arcs).max() * 2 * (n + 1)
        found = _edmonds(scores)[1:]
    if not crosses(found):
        return found
    straight, words = projective_tree(arcs), np.arange(n)
    gain = arcs[words, found].sum() - arcs[words, straight].sum()
    return found if gain > CROSSING else straight


def _cycle(heads: list[int]) -> list[int] | None:
    """Return the words of a cycle of the arcs, if there is one."""
    state = [0] * len(heads)  # 0 unseen, otherwise the walk that came by
    state[0] = -1
    for start in range(1, len(heads)):
        k = start
        while state[k] == 0:
            state[k] = start
            k = heads[k]
        if state[k] == start:
            cycle = [k]
            while heads[cycle[-1]] != k:
                cycle.append(heads[cycle[-1]])
            return cycle
    return None


def _edmonds(scores: Doubles) -> Ints:
    """Return the heads of the maximum arborescence from node 0."""
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if cycle is None:
        return heads
    rest = sorted(set(range(len(scores))).difference(cycle))
    others = scores[rest]
    into = scores[cycle][:, rest] - scores[cycle, heads[cycle]][:, None]
    out = others[:, cycle]
    m = len(rest)
    small: Doubles = np.full((m + 1, m + 1), LOW * 100)
    small[:m, :m] = others[:, rest]
    small[m, :m] = into.max(0)
    small[:m, m] = out.max(1)
    found = _edmonds(small)
    for i, head in enumerate(found[:m]):
        if i:
            heads[rest[i]] = cycle[out[i].argmax()] if head == m else rest[head]
    entry = cycle[into[:, found[m]].argmax()]
    heads[entry] = rest[found[m]]
    return heads
