"""The company that names keep: which others stand in their documents.

Bare names and aliases count as well, each as written; only rare ones say anything: in a
corpus about one company its name does not.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from itertools import islice

from kg.identity import people
from kg.identity.gathered import Id, Name
from kg.records import PERSON, PLACE

_DOCUMENTS = 200
"""How many documents of a name are looked at for what it shares with another."""

_FEW = 8
"""The documents of a name with more uses than this are remembered."""

_PLENTY = 16
"""So many names in common support any pair: nobody need weigh them."""

_CROWDED = 500
"""Documents of so many rare names are not compared again for each of them."""

_KEPT = 4096
"""How many comparisons of crowded documents are remembered."""


class Company:
    """Know which rare names stand in which documents."""

    def __init__(self, names: Mapping[Id, Name]) -> None:
        self._bearers: Counter[str] = Counter()
        self._documents: dict[Id, frozenset[str]] = {}
        self._first: dict[Id, tuple[str, ...]] = {}
        self._compared: dict[tuple[tuple[str, ...], tuple[str, ...]], Set[str]] = {}
        self._marked: dict[str, str] = {}
        self._of: dict[str, tuple[str, ...]] = {}
        counts: Counter[str] = Counter()
        found: dict[str, list[str]] = defaultdict(list)
        for at, name in names.items():
            called, documents = self._callings(at), name.documents
            for calling in called:
                counts[calling] += len(documents)
            for document in documents:
                found[document] += called
            if at.kind == PERSON and not at.document:
                self._bearers[called[-1]] += 1
        rare = min(50, max(5, len(found) // 10))
        # A million sets would take five times the memory.
        for document, callings in found.items():
            self._of[document] = tuple({it for it in callings if counts[it] <= rare})
            callings.clear()

    def bearers(self, at: Id) -> int:
        """Return how many full names of the corpus have the last word of a name."""
        return self._bearers[self._surname(at)]

    def documents(self, name: Name) -> Collection[str]:
        """Return the documents of a name; those of many are remembered."""
        if len(name.uses) <= _FEW:
            return name.documents
        if name.id not in self._documents:
            self._documents[name.id] = frozenset(name.documents)
        return self._documents[name.id]

    def both(self, left: Name, right: Name) -> Collection[str]:
        """Return the documents that have two names and could have joined them.

        One that takes one of them for a place, though the corpus does not, could not.
        """
        if len(left.uses) > len(right.uses):
            left, right = right, left
        documents = self.documents(right)
        shared = {use.document for use in left.uses if use.document in documents}
        return shared - _misread_in(left) - _misread_in(right) if shared else shared

    def support(self, left: Name, right: Name) -> float:
        """Return how much the names say that stand in documents of both.

        Of very many less is told than they say, but enough to support any pair.
        """
        few, many = self._looked_at(left), self._looked_at(right)
        if len(few) > len(many):
            few, many = many, few
        if len(many) == 1 and self._have_none(few[0], many[0]):
            return 0.0
        shared = self._met(few, many)
        if not shared:
            return 0.0
        if len(shared) > _PLENTY:
            return len(shared) / 4
        return self._weight(
            shared - {*self._callings(left.id), *self._callings(right.id)}
        )

    def _have_none(self, one: str, other: str) -> bool:
        """Say whether two documents share no rare name; most share none."""
        return set(self._of.get(one, ())).isdisjoint(self._of.get(other, ()))

    def common(self, name: Name, left: str, right: str) -> float:
        """Return how much the other names say that two documents of a name share."""
        both = self._shared((left,), (right,))
        return self._weight(both - {*self._callings(name.id)})

    def _looked_at(self, name: Name) -> tuple[str, ...]:
        """Return the documents of a name that are looked at."""
        if len(name.uses) == 1:
            return (name.uses[0].document,)
        if len(name.uses) <= _FEW:
            return tuple(sorted(name.documents))
        if name.id not in self._first:
            self._first[name.id] = tuple(sorted(self.documents(name))[:_DOCUMENTS])
        return self._first[name.id]

    def _met(self, few: tuple[str, ...], many: tuple[str, ...]) -> Set[str]:
        """Return what documents share; of crowded ones no more than is plenty.

        Crowded documents are compared once, whichever of their names are asked about.
        """
        size = 0
        for at in few:
            size += len(self._of.get(at, ()))
        if size < _CROWDED:
            return self._shared(few, many)
        if (few, many) not in self._compared:
            if len(self._compared) == _KEPT:
                self._compared.clear()
            found = islice(sorted(self._shared(few, many)), _PLENTY + 1)
            self._compared[few, many] = frozenset(found)
        return self._compared[few, many]

    def _shared(self, few: Sequence[str], many: Sequence[str]) -> Set[str]:
        """Return the rare names that stand in one of these documents and of those."""
        ours = set[str]().union(*(self._of.get(at, ()) for at in few))
        shared: set[str] = set()
        for at in many if ours else ():
            theirs = self._of.get(at, ())
            if not ours.isdisjoint(theirs):
                shared |= ours.intersection(theirs)
        return shared

    def _weight(self, shared: Set[str]) -> float:
        """Add names up. A place counts half.

        A surname counts whole if one person of the corpus has it and that person is
        not counted as well, else half.
        """
        full = {name.rsplit(" ", 1)[-1] for name in shared if " " in name}
        weight = 0.0
        for name in shared:
            sure = self._bearers[name] == 1 and name[1:] not in full
            half = name.startswith("@") or (name.startswith("~") and not sure)
            weight += 0.5 if half else 1
        return weight

    def _callings(self, at: Id) -> tuple[str, ...]:
        """Return what a name goes by; for a person also "~" and the surname.

        Places are marked with "@".
        """
        if at.kind != PERSON:
            return (self._mark("@", at.key) if at.kind == PLACE else at.key,)
        if at.document:
            return (self._surname(at),)
        return (at.key, self._surname(at))

    def _surname(self, at: Id) -> str:
        """Return the last word of a person's name, marked with "~"."""
        return self._mark("~", people.parse(at.key).parts[-1])

    def _mark(self, sign: str, word: str) -> str:
        """Return a word with a sign before it: the same string for all names."""
        marked = f"{sign}{word}"
        return self._marked.setdefault(marked, marked)


def _misread_in(name: Name) -> set[str]:
    """Return the documents that take a name for a place, which it is not."""
    if name.id.kind == PLACE:
        return set()
    return {use.document for use in name.uses if use.kind == PLACE}
