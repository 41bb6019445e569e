"""Whom "they", "both", "the two banks" stand for, where it is sure enough.

As in `ranking`, each group that a reference may mean gets the sum of the weights of its
signs, and so does none; a softmax makes probabilities of the sums.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import names
from kg.identity.parties import Parties
from kg.identity.ranking import probabilities
from kg.identity.wishes import PRONOUNS, SORTS, sort
from kg.records import Mention


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold what signs weigh, and how likely an answer must be, by sort."""

    signs: Mapping[str, Mapping[str, float]]
    answered: Mapping[str, float]


def members(
    named: Iterable[Mention],
    singular: Iterable[Mention],
    several: Sequence[Mention],
    text: str,
    *,
    weights: Weights | None = None,
) -> Iterator[Mention]:
    """Yield a mention for each member of what a plural reference stands for.

    They have the place of the reference, and a member's kind and name each. `singular`
    are references to one, those that are open without a name; `several` are the
    plural ones, and nouns that "they" may mean. `weights` are those of the package if
    left out.
    """
    asking = _apart(several)
    if not any(map(sort, asking)):
        return
    weights = weights or shipped()
    parties = Parties([*named, *singular], asking, text)
    for reference in asking:
        found = _answer(parties, reference, weights)
        if found:
            parties.mean(reference, found)
        for one in found:
            yield replace(reference, kind=one.kind, name=one.name, link=one.link)


def _apart(several: Sequence[Mention]) -> list[Mention]:
    """Return references in order, without the "them" of "both of them"."""
    wide = [one for one in several if one.text.lower().endswith(" of them")]
    ends = {one.end for one in wide}
    kept = [m for m in several if m.text.lower() not in PRONOUNS or m.end not in ends]
    return sorted(kept, key=lambda one: one.start)


def _answer(
    parties: Parties, reference: Mention, weights: Weights
) -> Sequence[Mention]:
    """Return the members of the group that a reference means, none if it is open."""
    column = sort(reference)
    if not column:
        return ()
    groups, none = parties.read(reference)
    if not groups:
        return ()
    rows = [sorted(none), *(sorted(group.signs) for group in groups)]
    likely = probabilities(rows, weights.signs[column], [0.0] * len(rows))[1:]
    best = max(range(len(groups)), key=lambda at: likely[at])
    return groups[best].members if likely[best] >= weights.answered[column] else ()


@cache
def shipped() -> Weights:
    """Return the weights of the package."""
    data = names.word_list("several")
    signs = {
        column: {sign: row[at] for sign, row in data["weights"].items() if row[at]}
        for at, column in enumerate(SORTS)
    }
    return Weights(signs, data["answered"])
