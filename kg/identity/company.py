"""The company that names keep: which others stand in their documents.

Bare names and aliases count as well, each as written; only rare ones say anything: in a
corpus about one company its name does not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from kg.identity import people
from kg.identity.gathered import Id, Name
from kg.records import PERSON, PLACE

_DOCUMENTS = 200
"""How many documents of a name are looked at for what it shares with another."""

_NONE: frozenset[str] = frozenset()


class Company:
    """Know which rare names stand in which documents."""

    def __init__(self, names: Mapping[Id, Name]) -> None:
        self._bearers: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        documents: set[str] = set()
        for at, name in names.items():
            documents |= name.documents
            if at.kind == PERSON and not at.document:
                self._bearers[surname(at)] += 1
            for called in _callings(at):
                counts[called] += len(name.documents)
        rare = min(50, max(5, len(documents) // 10))
        self._of: dict[str, set[str]] = defaultdict(set)
        for at, name in names.items():
            for called in _callings(at):
                if counts[called] <= rare:
                    for document in name.documents:
                        self._of[document].add(called)

    def bearers(self, at: Id) -> int:
        """Return how many full names of the corpus have the last word of a name."""
        return self._bearers[surname(at)]

    def around(self, name: Name) -> frozenset[str]:
        """Return the rare names that stand in the documents of a name."""
        documents = sorted(name.documents)[:_DOCUMENTS]
        return _NONE.union(*(self._of.get(at, _NONE) for at in documents))

    def support(self, left: Name, right: Name) -> float:
        """Return how much the names say that stand in documents of both."""
        both = self.around(left) & self.around(right)
        return self._weight(both - _callings(left.id) - _callings(right.id))

    def common(self, name: Name, left: str, right: str) -> float:
        """Return how much the other names say that two documents of a name share."""
        both = self._of.get(left, set()) & self._of.get(right, set())
        return self._weight(both - _callings(name.id))

    def _weight(self, shared: Iterable[str]) -> float:
        """Add names up. A place counts half.

        A surname counts whole if one person of the corpus has it and that person is
        not counted as well, else half.
        """
        shared = set(shared)
        full = {name.rsplit(" ", 1)[-1] for name in shared if " " in name}
        weight = 0.0
        for name in shared:
            sure = self._bearers[name] == 1 and name[1:] not in full
            half = name.startswith("@") or (name.startswith("~") and not sure)
            weight += 0.5 if half else 1
        return weight


@lru_cache(maxsize=1 << 16)
def _callings(at: Id) -> frozenset[str]:
    """Return what a name goes by; for a person also "~" and the surname.

    Places are marked with "@".
    """
    if at.kind != PERSON:
        return frozenset([f"@{at.key}" if at.kind == PLACE else at.key])
    return frozenset([surname(at)] if at.document else [at.key, surname(at)])


def surname(at: Id) -> str:
    """Return the last word of a person's name, marked with "~"."""
    return f"~{people.parse(at.key).parts[-1]}"
