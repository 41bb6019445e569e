"""Join names into entities, the surest pairs first, and never against a decision."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, product

import networkx as nx
from networkx.utils import UnionFind

from kg.errors import DataError
from kg.identity import alike, folding, people
from kg.identity.alike import Alike
from kg.identity.company import Company
from kg.identity.decisions import DIFFERENT, SAME, Decision, check, key
from kg.identity.gathered import THINGS, Id, Name
from kg.identity.namesakes import contradiction
from kg.identity.pairs import pairs as likely
from kg.records import PERSON, Merge

_NOTHING = "not joined: too little else in the documents supports it"


class Joined:
    """Hold which names are one, and tell of each pair why it was joined or not."""

    def __init__(
        self,
        names: Mapping[Id, Name],
        decisions: Sequence[Decision] = (),
        company: Company | None = None,
    ) -> None:
        self.merges: list[Merge] = []
        self.reasons: dict[Id, set[str]] = defaultdict(set)
        self._names = names
        self._sets = UnionFind(sorted(names))
        self._members = {at: [at] for at in names}
        self._company = company or Company(names)
        self._apart = self._decide(decisions)
        found = sorted(set(likely(names)), key=_surest_first)
        for pair in found:
            if not _is_bare(pair):
                self._consider(pair)
        bare = sorted(filter(_is_bare, found), key=_full_names_first)
        for _, pairs in groupby(bare, key=_bare_name):
            self._consider_bare(list(pairs))

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
        joined = made.decision == SAME and found
        unused = "" if found else "; not used: no such names in these documents"
        told = _told(made) + unused
        self.merges.append(
            Merge(made.kind, made.left, made.right, float(joined), told, joined)
        )

    def _consider(self, pair: Alike) -> None:
        """Join a pair, unless something speaks against it or too little for it."""
        left, right, score, reason = pair
        if self._sets[left] == self._sets[right]:
            return
        against = next(self._against(pair), "")
        if not against:
            self._join(pair)
        elif pair.score < alike.ONLY and against == _NOTHING:
            return
        told = f"{reason}; {against}" if against else reason
        texts = self._names[left].text, self._names[right].text
        self.merges.append(Merge(left.kind, *texts, score, told, not against))

    def _consider_bare(self, pairs: Sequence[Alike]) -> None:
        """Join a bare name with the one entity that its document supports, if any."""
        owners = {self._sets[p.right] for p in pairs if not p.right.document}
        only = self._company.bearers(pairs[0].left) < 2
        if len(owners) == 1 or (only and not owners):
            pairs = [_raised(pair) for pair in pairs]
        fit = [pair for pair in pairs if not next(self._against(pair), "")]
        if len({self._sets[pair.right] for pair in fit}) < 2:
            for pair in pairs:
                self._consider(pair)
            return
        for pair in pairs:
            texts = self._names[pair.left].text, self._names[pair.right].text
            told = f"{pair.reason}; not joined: others could be meant as well"
            self.merges.append(Merge(pair.left.kind, *texts, pair.score, told, False))

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
        if _is_bare(pair) and any(map(_is_full, ours)) and any(map(_is_full, theirs)):
            yield "not joined: each is somebody else's"
        facts = (_facts(self._names[at]) for at in (left, right))
        if any(told := contradiction(*facts, weak=False)):
            yield f"not joined: {' and '.join(told)} contradict"
        both = self._names[left].documents & self._names[right].documents
        if both and pair.score < alike.CERTAIN and pair.reason not in alike.FREE:
            yield f"not joined: {min(both)} names both"
        if self._support(left, right) < alike.support_needed(pair.score):
            yield _NOTHING

    def _support(self, left: Id, right: Id) -> float:
        """Return how many other names two names share in their documents.

        The same office ("President") counts as one, the same surname as half a name if
        it may be of two people.
        """
        ours, theirs = self._names[left], self._names[right]
        office = people.offices(ours.titles) & people.offices(theirs.titles)
        return self._company.support(ours, theirs) + bool(office)


def named_in(names: Mapping[Id, Name], kind: str, text: str) -> list[Id]:
    """Return the names that a decision means: by key, in all documents, else by alias.

    Organisations and initiatives are looked up together. One of several namesakes is
    called by its fact as well: "Ann Rovik, born 1955".
    """
    kinds = THINGS if kind in THINGS else (kind,)
    wanted = key(kind, text)
    found = sorted(
        at
        for at in names
        if at.kind in kinds
        and wanted in (at.key, f"{at.key} {folding.key(at.sense)}" if at.sense else "")
    )
    if found:
        return found
    return sorted(
        at
        for at, name in names.items()
        if at.kind in kinds
        and any(key(kind, surface) == wanted for surface in name.surfaces)
    )


def _is_bare(pair: Alike) -> bool:
    """Say whether the left name counts only in its document."""
    return bool(pair.left.document)


def _raised(pair: Alike) -> Alike:
    """Return a pair with more weight if nobody else could be meant."""
    if pair.score >= alike.BARE:
        return pair._replace(score=alike.ONLY)
    return pair


def _facts(name: Name) -> frozenset[str]:
    return frozenset[str]().union(*name.facts.values())


def _is_full(at: Id) -> bool:
    return not at.document


def _bare_name(pair: Alike) -> tuple[bool, Id]:
    return bool(pair.right.document), pair.left


def _full_names_first(pair: Alike) -> tuple[bool, Alike]:
    return bool(pair.right.document), pair


def _surest_first(pair: Alike) -> tuple[float, Id, Id, str]:
    return -pair.score, pair.left, pair.right, pair.reason


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
