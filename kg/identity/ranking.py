"""Whom a reference means most likely, by signs and what they were learnt to weigh.

Each mention that a reference may refer back to gets the sum of the weights of its
signs, and so does none at all; a softmax makes probabilities of the sums. What a
pronoun before means is known by probabilities itself: they are passed on. So a chain of
pronouns is as sure as all its links, and one that begins with nobody leads to nobody.

Where the pipeline gives vectors, `likeness` adds what they tell. Else the table alone
counts (`kg/data/references.toml`, made by `training/references.py`).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from kg import names
from kg.identity.fitting import Fitting, group
from kg.identity.likeness import Likeness
from kg.identity.signs import Signs, read
from kg.identity.surroundings import Surroundings
from kg.records import Mention

Meant: TypeAlias = Mapping[tuple[str, str], float]
"""How likely a mention means something, by kind and name."""

GROUPS = ("person", "its", "it", "description")
"""The columns of the table."""

SUREST = 0.8
"""The probability of an answer from which more is learnt."""

_LEFT = 0.05
"""The least that is shared out anew of what a reference can mean."""

_OF_TOPIC, _OF_RIVAL = 0.4, 0.2
"""How likely it must be that "he" is whom the document is about, and may be others."""

_BOUND = 0.97
"""How often what grammar binds is right."""

_HOPELESS = 2.0
"""The score of none above which no noun was answered in 120 articles: most have it."""

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
        self,
        around: Surroundings,
        fitting: Fitting,
        *,
        table: Table | None = None,
        likeness: Likeness | None = None,
    ) -> None:
        self._around = around
        self._fitting = fitting
        self._likeness = likeness
        if likeness is not None:
            table = Table(likeness.weights.signs, likeness.weights.answered)
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
        if column not in self._table.weights:
            return "", ""
        if self._is_hopeless(column, reference):
            return "", ""
        known = self._likeness is not None
        signs = read(self._around, reference, self._fitting, loose=known)
        meant = self._sums(reference, signs, self._likely(signs, reference, column))
        self._meant[reference.start] = meant
        best = max(sorted(meant), key=lambda key: meant[key], default=("", ""))
        least = SUREST if surest else self._table.answered[column]
        if meant.get(best, 0.0) >= least:
            return best
        return best if self._is_topic(reference, best, meant) else ("", "")

    def _is_topic(
        self, reference: Mention, best: tuple[str, str], meant: Meant
    ) -> bool:
        """Say whether the likeliest of several people is the one a document is about.

        Then "he" need not be as sure. Nobody else may be nearly as likely, and nobody
        without a name be near.
        """
        if self._likeness is None or group(reference) != "person":
            return False
        rival = max((meant[key] for key in meant if key != best), default=0.0)
        return (
            meant.get(best, 0.0) >= _OF_TOPIC
            and rival < _OF_RIVAL
            and not self._around.is_quoted(reference.start)
            and not self._around.unnamed(reference)
            and not self._around.unnamed_before(reference)
            and self._fitting.topic.at(reference.start) == best[1] != ""
        )

    def _is_hopeless(self, column: str, reference: Mention) -> bool:
        """Say whether a noun is so surely nobody that its links need not be read."""
        return (
            column == "noun"
            and self._likeness is not None
            and self._likeness.nobody(column, reference) > _HOPELESS
        )

    def _likely(self, signs: Signs, reference: Mention, column: str) -> Sequence[float]:
        """Return the probabilities of none and of each link."""
        rows = [signs.none, *signs.each]
        alike = [0.0] * len(rows)
        if self._likeness is not None:
            links = [link.mention for link in signs.links]
            alike = self._likeness.scores(column, reference, links)
        return probabilities(rows, self._table.weights[column], alike)

    def _sums(self, reference: Mention, signs: Signs, likely: Sequence[float]) -> Meant:
        """Return how likely a reference means each; what it cannot mean goes to all."""
        found: dict[tuple[str, str], float] = defaultdict(float)
        for link, share in zip(signs.links, likely[1:], strict=True):
            for key, part in self._means(link.mention).items():
                found[key] += share * part
        removed = 0.0
        for other in signs.others:
            for key, part in self._means(other).items():
                if key in found:
                    lost = found[key] * (1 - _OTHER) * part
                    found[key] -= lost
                    removed += lost
        if reference.role == "object" or self._likeness is None:
            removed = 0.0  # "Rovik met him": as often somebody without a name
        left = max(1 - removed, _LEFT)
        return {key: part / left for key, part in found.items()}

    def _means(self, mention: Mention) -> Meant:
        if mention.form == "name":
            return {(mention.kind, mention.name): 1.0}
        return self._meant.get(mention.start, {})


def probabilities(
    rows: Sequence[Iterable[str]],
    weights: Mapping[str, float],
    scores: Sequence[float],
) -> Sequence[float]:
    """Return the softmax of scores and weights; signs that are not known weigh 0."""
    sums = [
        score + sum([weights.get(sign, 0.0) for sign in row])
        for row, score in zip(rows, scores, strict=True)
    ]
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
