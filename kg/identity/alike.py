"""A pair of names that may be one, and what it needs to be joined."""

from math import inf
from typing import NamedTuple

from kg.identity.gathered import Id

_NEEDED = ((0.9, 0), (0.7, 1), (0.6, 2), (0.5, 3))
"""How many other names two documents must share for a pair of at least this score."""

BARE = 0.6
"""The score of a bare surname; one that is a given name as well has less."""

ONLY = 0.7
"""The score of a bare surname that only one person of the corpus has."""

CERTAIN = 0.98
"""From this score on it does not count that a document uses both names."""

INITIALS = "the only name with these initials"
"""The reason of a pair of which the left name abbreviates the right."""

TOWN = "the only name that goes on so behind a place"
"""The reason of a pair of which the left name leaves the place out."""

TRADE = "another document shortens it by what it does"
"""The reason of a pair of which the left name leaves the trade out."""

FREE = {INITIALS, TOWN, TRADE}
"""With these reasons it does not count that a document uses both names."""

WORDS = 8
"""Names with more words than this are not looked at for shorter ones within them."""

LARGE = 200
"""Blocks with more names than this are left to finer blocks."""


class Alike(NamedTuple):
    """Say that two names may be one, how surely, and why."""

    left: Id
    right: Id
    score: float
    reason: str


def support_needed(score: float) -> float:
    """Return how many other names the documents of a pair must share; perhaps ∞."""
    return next((count for least, count in _NEEDED if score >= least), inf)
