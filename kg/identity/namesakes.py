"""Namesakes: one name that documents tell of two people, or of two countries' bodies.

Only a contradiction parts a name, never a mere difference: other years of birth, ages a
generation apart, man and woman, callings that nobody has two of. What a document leaves
open goes with the namesake it has most in common with, or with the one that nearly all
documents are about; else it stays by itself.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from kg.identity.gathered import Id, Name

Facts = frozenset[str]
Common = Callable[[Name, str, str], float]
"""Says how much else two documents of a name have in common."""

_ONE = {"born": 2, "died": 2, "aged": 25}
"""From which difference on two numbers contradict each other."""

_STRONG = ("born", "died", "aged", "sex", "of")
_WEAK = ("calling", "seat")
_TELLING = ("born", "died", "of", "seat", "calling", "sex", "aged")
"""Facts in the order in which they name a namesake."""

_MUCH = 2.0
"""With so much in common two documents speak of one, whatever facts they give."""

_FEW = 3
"""A namesake of this many times more documents than any other takes the open ones."""

_MANY = 200
"""How many documents with facts are compared; the facts of more say nothing new."""


class Parting(NamedTuple):
    """Tell of a name that was parted: the facts, and the names they lead to."""

    name: Name
    senses: tuple[str, ...]


def contradiction(left: Facts, right: Facts, *, weak: bool = True) -> tuple[str, str]:
    """Return two facts that cannot both be true of one, or two empty ones.

    With `weak` also those that hardly can. A kind of fact in which the two agree
    anywhere does not contradict.
    """
    one, two = _by_kind(left), _by_kind(right)
    for kind in (*_STRONG, *_WEAK) if weak else _STRONG:
        if kind in one and kind in two:
            ours, theirs = one[kind], two[kind]
            if not any(_agree(kind, a, b) for a in ours for b in theirs):
                return f"{kind} {min(ours)}", f"{kind} {min(theirs)}"
    return "", ""


def partings(
    names: Mapping[Id, Name], common: Common
) -> Iterator[tuple[Parting, dict[tuple[Id, str], Id]]]:
    """Yield the names that must be parted, with where each of their documents goes."""
    for at in sorted(at for at, name in names.items() if len(name.facts) > 1):
        name = names[at]
        groups = _groups(name, common)
        if len(groups) > 1:
            senses = [_sense(name, group) for group in groups]
            if len(set(senses)) == len(senses):
                placed = _placed(name, groups, senses, common)
                yield Parting(name, tuple(sorted(senses))), placed


@lru_cache(maxsize=1 << 14)
def _by_kind(facts: Facts) -> Mapping[str, Sequence[str]]:
    """Return what facts say of each kind."""
    found: dict[str, list[str]] = {}
    for kind, _, said in (fact.partition(" ") for fact in facts):
        found.setdefault(kind, []).append(said)
    return found


def _agree(kind: str, left: str, right: str) -> bool:
    if kind in _ONE:
        return abs(int(left) - int(right)) < _ONE[kind]
    if kind == "seat":
        (ours, mine), (theirs, yours) = (at.split(" of ", 1) for at in (left, right))
        return ours != theirs or mine == yours
    return left == right


def _groups(name: Name, common: Common) -> list[list[str]]:
    """Group the documents of a name that give facts, so that no group contradicts."""
    groups: list[list[str]] = []
    facts = name.facts
    shared = partial(common, name)
    told = sorted(facts, key=lambda document: (_rank(facts[document]), document))
    for document in told[:_MANY]:
        home = next((g for g in groups if _fits(facts, document, g, shared)), None)
        if home is None:
            groups.append([document])
        else:
            home.append(document)
    return groups


def _fits(
    facts: Mapping[str, Facts],
    document: str,
    group: Sequence[str],
    common: Callable[[str, str], float],
) -> bool:
    ours = facts[document]
    for other in group:
        theirs = facts[other]
        if not any(contradiction(ours, theirs)):
            continue
        strong = any(contradiction(ours, theirs, weak=False))
        shared = common(document, other)
        if shared < _MUCH if strong else shared <= 0:
            return False
    return True


def _rank(facts: Facts) -> tuple[int, list[str]]:
    """Put documents with the most telling facts first."""
    kinds = [at for at, kind in enumerate(_TELLING) if kind in _by_kind(facts)]
    return min(kinds, default=len(_TELLING)), sorted(facts)


def _sense(name: Name, group: Sequence[str]) -> str:
    """Return the fact that most documents of a group give, of the most telling kind."""
    facts = name.facts
    counts = Counter(fact for document in group for fact in facts[document])
    return min(
        counts,
        key=lambda fact: (_TELLING.index(fact.split(" ")[0]), -counts[fact], fact),
    )


def _placed(
    name: Name, groups: Sequence[Sequence[str]], senses: Sequence[str], common: Common
) -> dict[tuple[Id, str], Id]:
    home = {
        document: name.id._replace(sense=sense)
        for group, sense in zip(groups, senses, strict=True)
        for document in group
    }
    sizes = sorted(((len(g), s) for g, s in zip(groups, senses, strict=True)))
    most, second = sizes[-1], sizes[-2]
    usual = most[1] if most[0] >= _FEW * second[0] else ""
    for document in sorted(name.documents - home.keys()):
        shared = [
            (max(common(name, document, other) for other in group[:_FEW]), sense)
            for group, sense in zip(groups, senses, strict=True)
        ]
        best = sorted(shared)[-2:]
        sense = best[1][1] if best[1][0] > best[0][0] else usual
        home[document] = name.id._replace(sense=sense)
    return {(name.id, document): at for document, at in home.items()}
