"""How likely two mentions mean the same by the vectors that the pipeline's net gives.

A small net scores a reference with each mention that it may refer back to, and with
none at all; what the signs of `identity.signs` weigh beside it was learnt together with
it (`training/antecedents.py`). Its weights lie beside those of the pipeline.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.records import Mention
from kg.settings import SHIPPED

Floats: TypeAlias = NDArray[np.float64]
Vectors: TypeAlias = Mapping[int, NDArray[np.float32]]
"""The vector of each mention, by its start."""

GROUPS = ("person", "its", "it", "description", "noun")
"""The groups of references, each with weights of its own beside those of all."""

_ROUNDED = 5
"""Decimals of a score: processors differ behind them."""


@dataclass(frozen=True)
class Weights:
    """Hold the net: matrices by name, sign weights and thresholds by group."""

    matrices: Mapping[str, Floats]
    signs: Mapping[str, Mapping[str, float]]
    answered: Mapping[str, float]


class Likeness:
    """Score the references of one document, whose vectors these are."""

    def __init__(self, vectors: Vectors, weights: Weights | None = None) -> None:
        self.weights = weights = weights or shipped()
        self._rows = {start: row for row, start in enumerate(vectors, 1)}
        parts = weights.matrices
        # A mention without a vector gets that of the average mention.
        stacked = np.array([parts["mean"], *vectors.values()], dtype=np.float64)
        scaled = (stacked - parts["mean"]) / parts["deviation"]
        self._of = {name: scaled @ parts[name] for name in "ABPQD"}
        # All is asked twice: first for what only the surest answers tell.
        self._known: dict[tuple[str, int, tuple[int, ...]], list[float]] = {}
        self._none: dict[tuple[str, int], float] = {}

    def scores(
        self, group: str, reference: Mention, links: Sequence[Mention]
    ) -> list[float]:
        """Return the scores of none and of each link."""
        key = group, reference.start, tuple([link.start for link in links])
        if key not in self._known:
            self._known[key] = self._scores(group, reference, links)
        return self._known[key]

    def _scores(
        self, group: str, reference: Mention, links: Sequence[Mention]
    ) -> list[float]:
        parts, of = self.weights.matrices, self._of
        own = GROUPS.index(group)
        at = self._rows.get(reference.start, 0)
        nobody = self.nobody(group, reference)
        rows = [self._rows.get(link.start, 0) for link in links]
        sums = of["A"][at] + parts["bias"] + of["B"][rows] + parts["group"][own]
        alike = of["P"][at] * of["Q"][rows]
        both = np.concatenate([np.maximum(sums, 0), alike], axis=1) @ parts["out"]
        return [nobody, *(round(x, _ROUNDED) for x in both.tolist())]

    def nobody(self, group: str, reference: Mention) -> float:
        """Return the score of none, for which no links need be known."""
        key = group, reference.start
        if key not in self._none:
            parts = self.weights.matrices
            at = self._rows.get(reference.start, 0)
            hidden = np.maximum(self._of["D"][at] + parts["bias_none"], 0)
            score = hidden @ parts["none"][GROUPS.index(group)]
            self._none[key] = round(float(score), _ROUNDED)
        return self._none[key]


@cache
def shipped() -> Weights:
    """Return the weights of the package."""
    with np.load(SHIPPED / "antecedents.npz", allow_pickle=False) as data:
        matrices = {
            name: data[name].astype(np.float64)
            for name in data.files
            if name not in ("signs", "weights", "answered")
        }
        names: list[str] = data["signs"].tolist()
        table: list[list[float]] = data["weights"].astype(np.float64).tolist()
        answered: list[float] = data["answered"].tolist()
    signs = {
        group: dict(zip(names, row, strict=True))
        for group, row in zip(GROUPS, table, strict=True)
    }
    return Weights(matrices, signs, dict(zip(GROUPS, answered, strict=True)))
