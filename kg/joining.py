"""Join names into entities, the surest pairs first, and never against a decision."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

import networkx as nx
from networkx.utils import UnionFind

from kg import alike, people
from kg.alike import Alike
from kg.decisions import DIFFERENT, SAME, Decision, check, key
from kg.errors import DataError
from kg.gathered import THINGS, Id, Name
from kg.records import PERSON, Merge

_SHARED = 2
"""How many other names two unsure names must share in their documents."""

_DOCUMENTS = 200
"""How many documents of a name are looked at for what it shares with another."""


class Joined:
    """Hold which names are one, and tell of each pair why it was joined or not."""

    def __init__(
        self, names: Mapping[Id, Name], decisions: Sequence[Decision] = ()
    ) -> None:
        self.merges: list[Merge] = []
        self.reasons: dict[Id, set[str]] = defaultdict(set)
        self._names = names
        self._sets = UnionFind(sorted(names))
        self._members = {at: [at] for at in names}
        self._by_document = _by_document(names)
        self._apart = self._decide(decisions)
        for pair in sorted(set(alike.pairs(names)), key=_surest_first):
            self._consider(pair)

    def groups(self) -> list[list[Id]]:
        """Return the names of each entity."""
        return sorted(sorted(group) for group in self._members.values())

    def _decide(self, decisions: Sequence[Decision]) -> dict[Id, set[Id]]:
        """Follow the decisions; raise DataError if they contradict each other."""
        check(decisions)
        apart: dict[Id, set[Id]] = defaultdict(set)
        chain: nx.Graph[Id] = nx.Graph()
        for made in sorted(decisions, key=lambda d: (d.kind, d.left, d.right, d.place)):
            named = named_in(self._names, made.kind, made.left)
            other = named_in(self._names, made.kind, made.right)
            for left, right in product(named, other):
                if made.decision == DIFFERENT:
                    apart[left].add(right)
                    apart[right].add(left)
                elif left != right:
                    chain.add_edge(left, right, place=made.place or "a decision")
                    self._join(Alike(left, right, 1.0, _told(made)))
            self._tell_decision(made, found=bool(named and other))
        for left, right in ((a, b) for a in sorted(apart) for b in sorted(apart[a])):
            if self._sets[left] == self._sets[right]:
                raise DataError(_contradiction(chain, left, right, decisions))
        return apart

    def _tell_decision(self, made: Decision, *, found: bool) -> None:
        score = 1.0 if made.decision == SAME and found else 0.0
        unused = "" if found else "; not used: no such names in these documents"
        told = _told(made) + unused
        self.merges.append(Merge(made.kind, made.left, made.right, score, told))

    def _consider(self, pair: Alike) -> None:
        """Join a pair, unless something speaks against it or too little for it."""
        left, right, score, reason = pair
        if self._sets[left] == self._sets[right]:
            return
        against = next(self._against(pair), "")
        if not against:
            self._join(pair)
        told = f"{reason}; {against}" if against else reason
        texts = self._names[left].text, self._names[right].text
        self.merges.append(Merge(left.kind, *texts, score, told))

    def _join(self, pair: Alike) -> None:
        one, two = self._sets[pair.left], self._sets[pair.right]
        texts = sorted((self._names[pair.left].text, self._names[pair.right].text))
        if texts[0] != texts[1] or pair.left.document or pair.right.document:
            told = f"{texts[0]} = {texts[1]}: {pair.reason} ({pair.score:.2f})"
            self.reasons[pair.left].add(told)
        if one != two:
            members = self._members.pop(one) + self._members.pop(two)
            self._sets.union(one, two)
            self._members[self._sets[one]] = members

    def _against(self, pair: Alike) -> Iterator[str]:
        """Yield what speaks against joining a pair."""
        left, right = pair.left, pair.right
        ours = self._members[self._sets[left]]
        theirs = self._members[self._sets[right]]
        kinds = {at.kind for at in (*ours, *theirs)}
        if len(kinds) > 1 and not kinds <= set(THINGS):
            yield "not joined: they are of two kinds"
        if any(not self._apart.get(at, set()).isdisjoint(theirs) for at in ours):
            yield "not joined: a decision keeps them apart"
        if left.kind == PERSON and any(
            people.are_two(a.key, b.key) for a, b in product(ours, theirs)
        ):
            yield "not joined: another generation or another middle name"
        both = self._names[left].documents & self._names[right].documents
        if both and pair.score < alike.CERTAIN:
            yield f"not joined: {min(both)} names both"
        if pair.score < alike.SURE and not self._is_supported(left, right):
            yield "not joined: nothing else in the documents supports it"

    def _is_supported(self, left: Id, right: Id) -> bool:
        """Say whether two names share an office or other names in their documents."""
        ours, theirs = self._names[left], self._names[right]
        if people.offices(ours.titles) & people.offices(theirs.titles):
            return True
        shared = self._around(left) & self._around(right)
        return len(shared - {self._sets[left], self._sets[right]}) >= _SHARED

    def _around(self, at: Id) -> set[Id]:
        documents = sorted(self._names[at].documents)[:_DOCUMENTS]
        near = (at for document in documents for at in self._by_document[document])
        return {self._sets[at] for at in near}


def named_in(names: Mapping[Id, Name], kind: str, text: str) -> list[Id]:
    """Return the names that a decision means: by key, in all documents, else by alias.

    Organisations and initiatives are looked up together.
    """
    kinds = THINGS if kind in THINGS else (kind,)
    wanted = key(kind, text)
    found = sorted(at for at in names if at.kind in kinds and at.key == wanted)
    if found:
        return found
    return sorted(
        at
        for at, name in names.items()
        if at.kind in kinds
        and any(key(kind, surface) == wanted for surface in name.surfaces)
    )


def _surest_first(pair: Alike) -> tuple[float, Id, Id, str]:
    return -pair.score, pair.left, pair.right, pair.reason


def _by_document(names: Mapping[Id, Name]) -> Mapping[str, list[Id]]:
    found: dict[str, list[Id]] = defaultdict(list)
    for at in sorted(names):
        if not at.document and (at.kind in THINGS or at.kind == PERSON):
            for document in names[at].documents:
                found[document].append(at)
    return found


def _told(made: Decision) -> str:
    parts = (made.decision, "by", made.who) if made.who else (made.decision,)
    why = f": {made.why}" if made.why else ""
    return f"decided {' '.join(parts)}{why}"


def _contradiction(
    chain: "nx.Graph[Id]", left: Id, right: Id, decisions: Iterable[Decision]
) -> str:
    """Name the decisions that say that two names are one and that they are two."""
    path = nx.shortest_path(chain, left, right)
    places = [chain.edges[pair]["place"] for pair in nx.utils.pairwise(path)]
    apart = [
        made.place or "a decision"
        for made in decisions
        if made.decision == DIFFERENT
        and {key(made.kind, made.left), key(made.kind, made.right)}
        & {left.key, right.key}
    ]
    return (
        f"{', '.join(apart)}: {left.key} and {right.key} cannot be different: "
        f"{', '.join(places)} say they are the same; delete one of these lines"
    )
