"""Group names that fit each other, all with all.

A name joins a group only if it fits every name in it, and stays out of all groups if it
fits two names that do not fit each other ("J. Lee": John Lee or Jane Lee?).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from networkx.utils import UnionFind

Pair = tuple[str, str]


def groups(names: Sequence[str], scores: Mapping[Pair, float]) -> list[list[str]]:
    """Return the groups, each sorted; `scores` holds the ordered pairs that fit."""
    joined = UnionFind(names)
    members = {name: [name] for name in names}
    friends = _friends(scores)
    for left, right in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        one, two = joined[left], joined[right]
        if one == two or _is_torn(left, right, friends):
            continue
        crossing = (pair(a, b) for a in members[one] for b in members[two])
        if all(crossed in scores for crossed in crossing):
            together = members.pop(one) + members.pop(two)
            joined.union(left, right)
            members[joined[left]] = together
    return sorted(sorted(group) for group in members.values())


def pair(left: str, right: str) -> Pair:
    """Return two names in order."""
    return (left, right) if left < right else (right, left)


def _friends(scores: Iterable[Pair]) -> dict[str, set[str]]:
    friends: dict[str, set[str]] = defaultdict(set)
    for left, right in scores:
        friends[left].add(right)
        friends[right].add(left)
    return friends


def _is_torn(left: str, right: str, friends: Mapping[str, set[str]]) -> bool:
    """Say whether one of two names also fits somebody whom the other does not."""
    return bool((friends[left] ^ friends[right]) - {left, right})
