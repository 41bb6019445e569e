"""Join names into entities, the surest pairs first, and never against a decision."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import product
from typing import Any, TypeAlias

import networkx as nx

from kg.errors import DataError
from kg.identity import alike, folding, pairs, people
from kg.identity.alike import Alike
from kg.identity.answers import Filed, filed
from kg.identity.company import Company
from kg.identity.decisions import DIFFERENT, SAME, Decision, check, key
from kg.identity.gathered import THINGS, Id, Name
from kg.identity.groups import Group
from kg.identity.namesakes import contradiction
from kg.identity.pairs_of_things import as_used
from kg.identity.rivals import rivals
from kg.records import PERSON, Merge

Begin: TypeAlias = Callable[..., Callable[[], Any]]
"""Begins to call a function with arguments; returns what waits for the result."""

_NOTHING = "not joined: too little else in the documents supports it"


class Joined:
    """Hold which names are one, and tell of each pair why it was joined or not."""

    def __init__(
        self,
        names: Mapping[Id, Name],
        decisions: Sequence[Decision] = (),
        company: Company | None = None,
        begin: Begin = partial,
    ) -> None:
        """Join `names`; `begin` may begin to pair them elsewhere."""
        self.merges: list[Merge] = []
        self.reasons: dict[Id, set[str]] = defaultdict(set)
        self._names = names
        self._company = company or Company(names)
        self._groups: dict[Id, Group] = {}
        self._texts: dict[Id, str] = {}
        self._ordered = sorted(names)
        of_words = begin(pairs.of_words, self._ordered)
        self._offices, self._facts = _told_of(names)
        self._apart = self._decide(decisions)
        self._rivals = rivals(names)
        full = {*as_used(self._ordered, names), *pairs.of_letters(self._ordered)}
        for pair in sorted(full | of_words(), key=_surest_first):
            self._consider(pair, self._against(pair))
        for bare in pairs.of_bare(self._ordered, names):
            self._consider_bare(bare)
        # Millions of entities are next: what only joining needs makes room for them.
        del self._company, self._texts, self._offices, self._facts

    def groups(self) -> Iterator[list[Id]]:
        """Yield the names of each entity, in order."""
        told: set[int] = set()
        for at in self._ordered:
            group = self._groups.get(at)
            if group is None:
                yield [at]
            elif id(group) not in told:
                told.add(id(group))
                yield sorted(group.members)

    def _decide(self, decisions: Sequence[Decision]) -> dict[Id, set[Id]]:
        """Follow the decisions; raise DataError if they contradict each other."""
        check(decisions)
        apart: dict[Id, set[Id]] = defaultdict(set)
        chain: nx.Graph[Id] = nx.Graph()
        meant = named_in(self._names, decisions)
        for made in sorted(decisions, key=lambda d: (d.kind, d.left, d.right, d.place)):
            named, other = (meant[made.kind, name] for name in (made.left, made.right))
            for left, right in product(named, other):
                if made.decision == DIFFERENT:
                    apart[left].add(right)
                    apart[right].add(left)
                elif left != right:
                    chain.add_edge(left, right, place=made.place or "a decision")
                    self._join(Alike(left, right, 1.0, _told(made)))
            self._tell_decision(made, found=bool(named and other))
        for left, right in ((a, b) for a in sorted(apart) for b in sorted(apart[a])):
            if self._are_one(left, right):
                raise DataError(_contradiction(chain, left, right, decisions))
        return apart

    def _tell_decision(self, made: Decision, *, found: bool) -> None:
        joined = made.decision == SAME and found
        unused = "" if found else "; not used: no such names in these documents"
        told = _told(made) + unused
        self.merges.append(
            Merge(made.kind, made.left, made.right, float(joined), told, joined)
        )

    def _consider(self, pair: Alike, against: str) -> bool:
        """Join a pair, unless something speaks against it; say whether it is new."""
        left, right, score, reason = pair
        if self._are_one(left, right):
            return False
        if not against:
            self._join(pair)
        elif score < alike.ONLY and against == _NOTHING:
            return False
        told = f"{reason}; {against}" if against else reason
        texts = self._text(left), self._text(right)
        self.merges.append(Merge(left.kind, *texts, score, told, not against))
        return not against

    def _consider_bare(self, alikes: Sequence[Alike]) -> None:
        """Join a bare name with the one entity that its document supports, if any."""
        full = {self._root(pair.right) for pair in alikes if not pair.right.document}
        only = self._company.bearers(alikes[0].left) < 2
        if len(full) == 1 or (only and not full):
            alikes = [_raised(pair) for pair in alikes]
        judged = [(pair, self._against(pair)) for pair in alikes]
        fit = {self._root(pair.right) for pair, against in judged if not against}
        if len(fit) < 2:
            changed = False
            for pair, against in judged:
                now = self._against(pair) if changed else against
                changed |= self._consider(pair, now)
            return
        for pair in alikes:
            texts = self._text(pair.left), self._text(pair.right)
            told = f"{pair.reason}; not joined: others could be meant as well"
            self.merges.append(Merge(pair.left.kind, *texts, pair.score, told, False))

    def _join(self, pair: Alike) -> None:
        texts = sorted((self._text(pair.left), self._text(pair.right)))
        if texts[0] != texts[1] or pair.left.document or pair.right.document:
            told = f"{texts[0]} = {texts[1]}: {pair.reason} ({pair.score:.2f})"
            self.reasons[pair.left].add(told)
        if not self._are_one(pair.left, pair.right):
            sides = self._group(pair.left), self._group(pair.right)
            small, large = sorted(sides, key=lambda group: len(group.members))
            large.take(small)
            for at in small.members:
                self._groups[at] = large
            self._groups[large.members[0]] = large

    def _group(self, at: Id) -> Group:
        """Return the names that are one with a name; a new group for one alone."""
        return self._groups.get(at) or Group(at)

    def _root(self, at: Id) -> Id:
        """Return the name that stands for all that are one with a name."""
        group = self._groups.get(at)
        return group.members[0] if group else at

    def _are_one(self, left: Id, right: Id) -> bool:
        return self._root(left) == self._root(right)

    def _text(self, at: Id) -> str:
        if at not in self._texts:
            self._texts[at] = self._names[at].text
        return self._texts[at]

    def _against(self, pair: Alike) -> str:
        """Return the first that speaks against joining a pair, or ""."""
        left, right = pair.left, pair.right
        if not (left.document and self._are_alone(left, right)):
            ours, theirs = self._group(left), self._group(right)
            kinds = ours.kinds | theirs.kinds
            if len(kinds) > 1 and not kinds <= set(THINGS):
                return "not joined: they are of two kinds"
            if self._apart and ours.is_kept_apart(theirs, self._apart):
                return "not joined: a decision keeps them apart"
            if self._rivals and ours.is_kept_apart(theirs, self._rivals):
                return "not joined: one document has both legal forms"
            if left.kind == PERSON and ours.are_two(theirs):
                return "not joined: another generation or another middle name"
            if left.document and ours.has_full and theirs.has_full:
                return "not joined: each is somebody else's"
        said, other = self._facts.get(left), self._facts.get(right)
        if said and other and any(told := contradiction(said, other, weak=False)):
            return f"not joined: {' and '.join(told)} contradict"
        return self._unsupported(pair)

    def _unsupported(self, pair: Alike) -> str:
        """Say that the documents speak against a pair, or too little for it, or ""."""
        ours, theirs = self._names[pair.left], self._names[pair.right]
        if (
            pair.score < alike.CERTAIN
            and pair.reason not in alike.FREE
            and (both := self._company.both(ours, theirs))
        ):
            return f"not joined: {min(both)} names both"
        needed = alike.support_needed(pair.score) - self._share_office(pair)
        if needed > 0 and self._company.support(ours, theirs) < needed:
            return _NOTHING
        return ""

    def _share_office(self, pair: Alike) -> bool:
        """Say whether two names have an office ("President"): it counts as a name."""
        ours, theirs = self._offices.get(pair.left), self._offices.get(pair.right)
        return bool(ours and theirs and not ours.isdisjoint(theirs))

    def _are_alone(self, left: Id, right: Id) -> bool:
        """Say whether two names of one kind are one with no others so far."""
        alone = left not in self._groups and right not in self._groups
        return alone and left.kind == right.kind and not self._apart


def _told_of(
    names: Mapping[Id, Name],
) -> tuple[Mapping[Id, Set[str]], Mapping[Id, frozenset[str]]]:
    """Return the offices and the facts that are told of names."""
    offices: dict[Id, Set[str]] = {}
    facts: dict[Id, frozenset[str]] = {}
    for at, name in names.items():
        if found := people.offices(name.titles):
            offices[at] = found
        if said := name.facts:
            facts[at] = frozenset[str]().union(*said.values())
    return offices, facts


def named_in(
    names: Mapping[Id, Name], decisions: Iterable[Decision]
) -> Mapping[tuple[str, str], Sequence[Id]]:
    """Return the names that decisions mean: by key, in all documents, else by alias.

    Organisations and initiatives are looked up together. One of several namesakes is
    called by its fact as well: "Ann Rovik, born 1955". All names are gone through once
    or twice, however many decisions there are.
    """
    wanted = {
        (made.kind, name): filed(made.kind, name)
        for made in decisions
        for name in (made.left, made.right)
    }
    open_ = set(wanted.values())
    found: dict[Filed, set[Id]] = defaultdict(set)
    for at in names if open_ else ():
        kind = THINGS[0] if at.kind in THINGS else at.kind
        for called in _keys(at):
            if (kind, called) in open_:
                found[kind, called].add(at)
    open_ -= found.keys()
    for at, name in names.items() if open_ else ():
        for use in name.uses:
            if (alias := filed(at.kind, use.text)) in open_:
                found[alias].add(at)
    return {asked: sorted(found.get(at, ())) for asked, at in wanted.items()}


def _keys(at: Id) -> Iterator[str]:
    """Yield what a name goes by in decisions."""
    yield at.key
    if at.sense:
        yield f"{at.key} {folding.key(at.sense)}"


def _raised(pair: Alike) -> Alike:
    """Return a pair with more weight if nobody else could be meant."""
    if pair.score >= alike.BARE:
        return pair._replace(score=alike.ONLY)
    return pair


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
