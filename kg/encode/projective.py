"""Decode scores to the best tree whose arcs do not cross.

J. Eisner, "Three new probabilistic models for dependency parsing", COLING 1996. Tables
of spans are laid out by the place of one end and the length, so that all spans of a
length are filled in at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]


class _Spans(NamedTuple):
    """Hold the best scores of spans by place and length, and where they are cut."""

    by_start: Doubles
    by_end: Doubles
    cuts: Ints

    @classmethod
    def empty(cls, n: int) -> _Spans:
        return cls(np.zeros((n, n)), np.zeros((n, n)), np.zeros((n, n), dtype=np.int64))

    def fill(self, length: int, sums: Doubles) -> Doubles:
        """Take the best cut, a column of `sums`, for all spans of a length."""
        best: Doubles = sums.max(1)
        self.by_start[: len(sums), length] = best
        self.by_end[length:, length] = best
        self.cuts[: len(sums), length] = sums.argmax(1)
        return best


def crosses(heads: Ints) -> bool:
    """Say whether two arcs of a tree cross; heads count from 1, and 0 is the root."""
    words = np.arange(1, len(heads) + 1)
    low, high = np.minimum(words, heads), np.maximum(words, heads)
    opens = (low[:, None] < low) & (low < high[:, None]) & (high[:, None] < high)
    return bool(opens.any())


def projective_tree(arcs: NDArray[np.floating]) -> Ints:
    """Return the head of every word in the best tree with one root and no crossing.

    `arcs[i, j]` is the score of word j as the head of word i; words count from 1 in
    columns and result, and 0 is the root.
    """
    n = len(arcs)
    scores = arcs[:, 1:].astype(np.float64)
    to_left, to_right, left, right = (_Spans.empty(n) for _ in range(4))
    for size in range(1, n):
        first, last = np.arange(n - size), np.arange(size, n)
        halves = right.by_start[: n - size, :size] + left.by_end[size:, size - 1 :: -1]
        to_left.fill(size, halves + scores[first, last][:, None])
        to_right.fill(size, halves + scores[last, first][:, None])
        backward = slice(size, 0, -1)
        left.fill(
            size, left.by_start[: n - size, :size] + to_left.by_end[size:, backward]
        )
        right.fill(
            size,
            to_right.by_start[: n - size, 1 : size + 1]
            + right.by_end[size:, size - 1 :: -1],
        )
    root = left.by_start[0] + right.by_end[-1, ::-1] + arcs[:, 0]
    top = int(root.argmax())
    heads: Ints = np.zeros(n, dtype=np.int64)
    open_ = [(left, 0, top), (right, top, n - 1)]
    while open_:
        spans, a, b = open_.pop()
        if a == b:
            continue
        cut = a + int(spans.cuts[a, b - a])
        if spans is left:
            open_ += [(left, a, cut), (to_left, cut, b)]
        elif spans is right:
            open_ += [(to_right, a, cut + 1), (right, cut + 1, b)]
        else:
            head, word = (b, a) if spans is to_left else (a, b)
            heads[word] = head + 1
            open_ += [(right, a, cut), (left, cut + 1, b)]
    return heads
