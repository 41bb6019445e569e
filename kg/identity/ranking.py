"""Whom a reference means most likely, by signs and what they were learnt to weigh.

Each mention that a reference may refer back to gets the sum of the weights of its
signs, and so does none at all; a softmax makes probabilities of the sums. What a
pronoun before means is known by probabilities itself: they are passed on. So a chain of
pronouns is as sure as all its links, and one that begins with nobody leads to nobody.

The table (`kg/data/references.toml`) is made by `training/references.py`.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from kg import names
from kg.identity.fitting import Fitting
from kg.identity.signs import Signs, group, read
from kg.identity.surroundings import Surroundings
from kg.records import Mention

Meant: TypeAlias = Mapping[tuple[str, str], float]
"""How likely a mention means something, by kind and name."""

GROUPS = ("person", "its", "it", "description")
"""The columns of the table."""

SUREST = 0.8
"""The probability of an answer from which more is learnt."""

_BOUND = 0.97
"""How often what grammar binds is right."""

_OTHER = 0.1
"""What is left of the probability of somebody whom a reference cannot mean."""


@dataclass(frozen=True)
class Table:
    """Hold what signs weigh, and how likely an answer must be, by group."""

    weights: Mapping[str, Mapping[str, float]]
    answered: Mapping[str, float]


class Ranking:
    """Rank what the references of one document may mean, one by one in order."""

    def __init__(
        self, around: Surroundings, fitting: Fitting, table: Table | None = None
    ) -> None:
        self._around = around
        self._fitting = fitting
        self._table = table or shipped()
        self._meant: dict[int, Meant] = {}

    def bind(self, reference: Mention, name: Mention) -> None:
        """Take in that a reference is bound to a mention."""
        if name.form == "name":
            self._meant[reference.start] = {(name.kind, name.name): _BOUND}
        else:
            self._meant[reference.start] = self._meant.get(name.start, {})

    def answer(self, reference: Mention, *, surest: bool = False) -> tuple[str, str]:
        """Return the kind and name that a reference means; "" and "" if it is open.

        With `surest`, only if hardly anything speaks against it.
        """
        column = group(reference)
        if not column:
            return "", ""
        signs = read(self._around, reference, self._fitting)
        meant = self._sums(signs, self._table.weights[column])
        self._meant[reference.start] = meant
        best = max(sorted(meant), key=lambda key: meant[key], default=("", ""))
        least = SUREST if surest else self._table.answered[column]
        return best if meant.get(best, 0.0) >= least else ("", "")

    def _sums(self, signs: Signs, weights: Mapping[str, float]) -> Meant:
        found: dict[tuple[str, str], float] = defaultdict(float)
        likely = probabilities([signs.none, *signs.each], weights)
        for link, share in zip(signs.links, likely[1:], strict=True):
            for key, part in self._means(link.mention).items():
                found[key] += share * part
        for other in signs.others:
            for key, part in self._means(other).items():
                if key in found:
                    found[key] *= 1 - (1 - _OTHER) * part
        return found

    def _means(self, mention: Mention) -> Meant:
        if mention.form == "name":
            return {(mention.kind, mention.name): 1.0}
        return self._meant.get(mention.start, {})


def probabilities(
    rows: Sequence[Iterable[str]], weights: Mapping[str, float]
) -> Sequence[float]:
    """Return the softmax of the sums of weights; signs that are not known weigh 0."""
    sums = [sum(weights.get(sign, 0.0) for sign in row) for row in rows]
    top = max(sums)
    powers = [math.exp(value - top) for value in sums]
    whole = sum(powers)
    return [power / whole for power in powers]


@cache
def shipped() -> Table:
    """Return the table of the package."""
    data = names.word_list("references")
    weights = {
        column: {sign: row[at] for sign, row in data["weights"].items() if row[at]}
        for at, column in enumerate(GROUPS)
    }
    return Table(weights, data["answered"])
