"""Tell names that belong together from names that merely meet.

Everything here works on counts of sentences, so it costs the same for a pair seen once
and for a pair seen a thousand times. `total` is always the number of sentences that
name anybody at all. Pairs come as arrays, one place for each pair.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]
Marks: TypeAlias = NDArray[np.bool_]

CRITICAL = 3.84
"""Chi-squared with one degree of freedom at p = 0.05."""

LEVEL = 0.05
"""Level of the disparity filter, as in Serrano et al. (2009)."""

LEAST = 0.01
"""Weight of a pair that chance alone explains, kept only so that nobody is cut off."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Hold how often two names meet, how often each is named, and in how much text.

    `joint` is above 0. `total` includes one imaginary sentence that names neither, so
    that a name found in every sentence leaves no logarithm undefined.
    """

    joint: Numbers
    left: Numbers
    right: Numbers
    total: float


def npmi(counts: Counts) -> Numbers:
    """Return normalised pointwise mutual information, from -1 to 1 (Bouma 2009).

    0 is what chance gives; 1 means that neither is ever named without the other.
    """
    shared = counts.joint / counts.total
    chance = (counts.left / counts.total) * (counts.right / counts.total)
    found: Numbers = np.log(shared / chance) / -np.log(shared)
    return found


def log_likelihood(counts: Counts) -> Numbers:
    """Return Dunning's (1993) G², negative where the two meet less than by chance."""
    joint, left, right, total = counts.joint, counts.left, counts.right, counts.total
    table = (joint, left - joint, right - joint, total - left - right + joint)
    sums = (left * right, left * (total - right), (total - left) * right)
    expected = [value / total for value in (*sums, (total - left) * (total - right))]
    found = np.zeros(len(joint))
    for seen, due in zip(table, expected, strict=True):
        told = (seen > 0) & (due > 0)
        found[told] += seen[told] * np.log(seen[told] / due[told])
    return 2 * found * np.where(joint >= expected[0], 1, -1)


def strength(counts: Counts) -> Numbers:
    """Return the weight of a co-occurrence, above 0 and below 1.

    NPMI overrates names seen once; it is therefore multiplied with the discount of
    Pantel and Lin (2002), which grows from 1/4 for names seen once towards 1.
    """
    rarer = np.minimum(counts.left, counts.right)
    discount = counts.joint / (counts.joint + 1) * (rarer / (rarer + 1))
    found: Numbers = np.maximum(LEAST, npmi(counts) * discount)
    return found


def backbone(pairs: Places, counts: Counts) -> Marks:
    """Mark the pairs that say something about either of their names.

    `pairs` has a row for each pair: the numbers of its two names; the rows are in
    order. Of the pairs that chance does not explain, those stay that the disparity
    filter (Serrano, Boguñá and Vespignani 2009) finds too strong for either end, and
    those among the strongest √d of the d links of either end (Hamann et al. 2016), for
    in a few articles no name has links enough for the filter to find anything. A name
    also keeps the one it meets most often, if more than once and more than by chance,
    though that be a name met everywhere; and a name left without a link keeps its
    strongest one.
    """
    if not len(pairs):
        return np.zeros(0, np.bool_)
    weights = strength(counts)
    ranked = np.lexsort((-counts.joint, -weights))
    likely = ranked[log_likelihood(counts)[ranked] >= CRITICAL]
    often = ranked[(counts.joint[ranked] >= 2) & (npmi(counts)[ranked] > 0)]
    often = often[np.argsort(-counts.joint[often], kind="stable")]
    kept = np.zeros(len(pairs), np.bool_)
    kept[likely] = _outstanding(pairs[likely], weights[likely])
    kept[likely] |= _foremost(pairs[likely])
    kept[often] |= _at_ends(_turns(pairs[often]) == 0)
    attached = np.zeros(int(pairs.max()) + 1, np.bool_)
    attached[pairs[kept]] = True
    loose = ranked[~attached[pairs[ranked]].all(axis=1)]
    for pair, (one, other) in zip(loose.tolist(), pairs[loose].tolist(), strict=True):
        if not (attached[one] and attached[other]):
            kept[pair] = attached[one] = attached[other] = True
    return kept


def _outstanding(pairs: Places, weights: Numbers) -> Marks:
    """Mark the pairs that pass the disparity filter at either end."""
    ends = pairs.ravel()
    shares = np.repeat(weights, 2)
    if not len(ends):
        return np.zeros(0, np.bool_)
    degrees = np.bincount(ends)[ends]
    rest = np.maximum(0.0, 1 - shares / np.bincount(ends, shares)[ends])
    return _at_ends(rest ** (degrees - 1) < LEVEL)


def _foremost(ranked: Places) -> Marks:
    """Mark, for each name, the first √d of its d pairs."""
    ends = ranked.ravel()
    degrees = np.bincount(ends)[ends] if len(ends) else ends
    return _at_ends(_turns(ranked) < np.ceil(np.sqrt(degrees)))


def _turns(ranked: Places) -> Places:
    """Number, from 0, the pairs of each name; two numbers for each pair."""
    ends = ranked.ravel()
    order = np.argsort(ends, kind="stable")
    ordered = ends[order]
    turns = np.empty(len(ends), np.int64)
    turns[order] = np.arange(len(ends)) - np.searchsorted(ordered, ordered)
    return turns


def _at_ends(marks: Marks) -> Marks:
    """Mark the pairs with a mark at either of their two ends."""
    found: Marks = marks[0::2] | marks[1::2]
    return found
