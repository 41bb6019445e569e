"""Tell names that belong together from names that merely meet.

Everything here works on counts of sentences, so it costs the same for a pair seen once
and for a pair seen a thousand times. `total` is always the number of sentences that
name anybody at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, log, sqrt

Pair = tuple[str, str]

CRITICAL = 3.84
"""Chi-squared with one degree of freedom at p = 0.05."""

LEVEL = 0.05
"""Level of the disparity filter, as in Serrano et al. (2009)."""

LEAST = 0.01
"""Weight of a pair that chance alone explains, kept only so that nobody is cut off."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Hold how often two names meet, how often each is named, and in how much text.

    `total` includes one imaginary sentence that names neither, so that a name found in
    every sentence leaves no logarithm undefined.
    """

    joint: float
    left: float
    right: float
    total: float


def npmi(counts: Counts) -> float:
    """Return normalised pointwise mutual information, from -1 to 1 (Bouma 2009).

    0 is what chance gives; 1 means that neither is ever named without the other.
    """
    if counts.joint <= 0:
        return -1.0
    shared = counts.joint / counts.total
    chance = (counts.left / counts.total) * (counts.right / counts.total)
    return log(shared / chance) / -log(shared)


def log_likelihood(counts: Counts) -> float:
    """Return Dunning's (1993) G², negative where the two meet less than by chance."""
    joint, left, right, total = counts.joint, counts.left, counts.right, counts.total
    table = (joint, left - joint, right - joint, total - left - right + joint)
    sums = (left * right, left * (total - right), (total - left) * right)
    expected = [value / total for value in (*sums, (total - left) * (total - right))]
    terms = (
        seen * log(seen / due)
        for seen, due in zip(table, expected, strict=True)
        if seen > 0 and due > 0
    )
    return 2 * sum(terms) * (1 if joint >= expected[0] else -1)


def strength(counts: Counts) -> float:
    """Return the weight of a co-occurrence, above 0 and below 1.

    NPMI overrates names seen once; it is therefore multiplied with the discount of
    Pantel and Lin (2002), which grows from 1/4 for names seen once towards 1.
    """
    rarer = min(counts.left, counts.right)
    discount = counts.joint / (counts.joint + 1) * (rarer / (rarer + 1))
    return max(LEAST, npmi(counts) * discount)


def backbone(pairs: Mapping[Pair, Counts]) -> dict[Pair, float]:
    """Keep the pairs that say something about either of their names.

    Of the pairs that chance does not explain, those stay that the disparity filter
    (Serrano, Boguñá and Vespignani 2009) finds too strong for either end, and those
    among the strongest √d of the d links of either end (Hamann et al. 2016), for in a
    few articles no name has links enough for the filter to find anything. A name also
    keeps the one it meets most often, if more than once and more than by chance,
    though that be a name met everywhere; and a name left without a link keeps its
    strongest one.
    """
    weights = {pair: strength(counts) for pair, counts in pairs.items()}
    ranked = sorted(pairs, key=lambda pair: (-weights[pair], -pairs[pair].joint, pair))
    likely = [pair for pair in ranked if log_likelihood(pairs[pair]) >= CRITICAL]
    kept = _outstanding(likely, weights) | _foremost(likely) | _commonest(ranked, pairs)
    attached = {name for pair in kept for name in pair}
    for pair in ranked:
        if pair[0] not in attached or pair[1] not in attached:
            kept.add(pair)
            attached.update(pair)
    return {pair: weights[pair] for pair in ranked if pair in kept}


def _outstanding(pairs: Iterable[Pair], weights: Mapping[Pair, float]) -> set[Pair]:
    """Return the pairs that pass the disparity filter at either end."""
    links = _by_name(pairs)
    kept: set[Pair] = set()
    for group in links.values():
        total = sum(weights[pair] for pair in group)
        for pair in group:
            rest = max(0.0, 1 - weights[pair] / total)
            if rest ** (len(group) - 1) < LEVEL:
                kept.add(pair)
    return kept


def _foremost(ranked: Iterable[Pair]) -> set[Pair]:
    """Return, for each name, the first √d of its d pairs."""
    links = _by_name(ranked)
    return {
        pair for group in links.values() for pair in group[: ceil(sqrt(len(group)))]
    }


def _commonest(ranked: Iterable[Pair], pairs: Mapping[Pair, Counts]) -> set[Pair]:
    """Return, for each name, the pair in which it is met most often."""
    often = [p for p in ranked if pairs[p].joint >= 2 and npmi(pairs[p]) > 0]
    often.sort(key=lambda pair: -pairs[pair].joint)
    return {group[0] for group in _by_name(often).values()}


def _by_name(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    links: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        links[pair[0]].append(pair)
        links[pair[1]].append(pair)
    return links
