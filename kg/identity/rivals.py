"""Firms of one name that a document tells apart: Acme AB and its daughter Acme Inc."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from itertools import combinations

from kg.identity import companies
from kg.identity.gathered import THINGS, Id, Name


def rivals(names: Mapping[Id, Name]) -> Mapping[Id, Set[Id]]:
    """Return the firms that a document tells apart by their legal forms."""
    alike: dict[tuple[str, ...], dict[Id, str]] = defaultdict(dict)
    for at in names:
        if at.kind in THINGS and (form := companies.family(at.key)):
            alike[companies.parse(at.key).core][at] = form
    found: dict[Id, set[Id]] = defaultdict(set)
    for forms in alike.values():
        if len(set(forms.values())) > 1:
            for one, other in _met(forms, names):
                found[one].add(other)
                found[other].add(one)
    return found


def _met(forms: Mapping[Id, str], names: Mapping[Id, Name]) -> Iterator[tuple[Id, Id]]:
    """Yield the names of different legal forms that stand in one document."""
    inside: dict[str, list[Id]] = defaultdict(list)
    for at in forms:
        for document in names[at].documents:
            inside[document].append(at)
    for ids in inside.values():
        yield from (p for p in combinations(ids, 2) if forms[p[0]] != forms[p[1]])
