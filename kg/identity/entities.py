"""The entities that joined names make: what each is called, and its id."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from hashlib import sha1
from operator import attrgetter
from typing import TypeAlias

from kg.identity import abbreviations, decisions, gathered, people
from kg.identity.fullest import is_shouted
from kg.identity.gathered import Id, Name
from kg.records import KINDS, PERSON, Entity

_DIGITS = 12
"""Hexadecimal digits of an id; more only where two entities would get the same."""

_REASONS = 12
"""How many reasons an entity tells at most."""

_Told: TypeAlias = tuple[tuple[tuple[str, int], ...], int, int, tuple[str, ...]]
"""Aliases, mentions, documents and reasons."""


def entities(
    groups: Callable[[], Iterable[Sequence[Id]]],
    names: Mapping[Id, Name],
    reasons: Mapping[Id, Set[str]],
) -> tuple[tuple[Entity, ...], Mapping[Id, str]]:
    """Return the entities in the order of their ids, and the id of each name's.

    `groups` yields the names of each entity, in order, the same each time; `reasons`
    tells why a name was joined with others.
    """
    kinds: list[str] = []
    called: list[str] = []
    first: list[Id] = []
    local: set[int] = set()
    for place, group in enumerate(groups()):
        of = [names[at] for at in group]
        kinds.append(_kind(of))
        called.append(_canonical(of))
        first.append(group[0])
        if all(at.document for at in group):
            local.add(place)
    ids = _ids(_bases(kinds, called, first, local))
    found: list[Entity] = []
    who: dict[Id, str] = {}
    for identity, kind, name, group in zip(ids, kinds, called, groups(), strict=True):
        told = _told([names[at] for at in group], reasons)
        found.append(Entity(identity, kind, name, *told))
        who |= dict.fromkeys(group, identity)
    found.sort(key=attrgetter("id"))
    return tuple(found), who


def _kind(group: Sequence[Name]) -> str:
    if len(group) == 1:
        return group[0].id.kind
    votes: Counter[str] = Counter()
    for name in group:
        votes[name.id.kind] += name.mentions
    return min(votes, key=lambda kind: (-votes[kind], KINDS.index(kind)))


def _told(group: Sequence[Name], reasons: Mapping[Id, Set[str]]) -> _Told:
    """Return what an entity tells beside its id, kind and name."""
    surfaces: dict[str, int] = {}
    documents: set[str] = set()
    why: set[str] = set()
    for name in group:
        for use in name.uses:
            surfaces[use.text] = surfaces.get(use.text, 0) + use.mentions
            documents.add(use.document)
        why.update(reasons.get(name.id, ()))
        if name.id.sense:
            why.add(f"{name.text}: {name.id.sense}, a namesake")
    aliases = sorted(surfaces.items(), key=lambda item: (-item[1], item[0]))
    return (
        tuple(aliases),
        sum(surfaces.values()),
        len(documents),
        tuple(sorted(why)[:_REASONS]),
    )


def _canonical(group: Sequence[Name]) -> str:
    """Return the form that most documents have as their fullest one.

    Among equals the one with more words and letters wins. An abbreviation or a bare
    name wins only where there is nothing else; ordinary case wins over capitals.
    """
    if len(forms := {use.name for name in group for use in name.uses}) == 1:
        return forms.pop()
    by_key: dict[str, Counter[str]] = defaultdict(Counter)
    for name in group:
        for form, count in name.names.items():
            by_key[decisions.key(name.id.kind, form)][form] += count
    kind = group[0].id.kind
    best = by_key[min(by_key, key=lambda key: _key_rank(key, by_key[key], kind))]
    return min(best, key=lambda form: _form_rank(form, best[form]))


def _key_rank(key: str, forms: Counter[str], kind: str) -> tuple[object, ...]:
    short = (
        not people.parse(key).is_full
        if kind == PERSON
        else " " not in key and any(map(abbreviations.is_short, forms))
    )
    return short, -forms.total(), -key.count(" "), -len(key), key


def _form_rank(form: str, count: int) -> tuple[object, ...]:
    return is_shouted(form), form.islower(), -count, form


def _bases(
    kinds: Sequence[str], called: Sequence[str], first: Sequence[Id], local: Set[int]
) -> Sequence[str]:
    """Return what the id of each entity is made from, of its kind, name and first name.

    It is the part of the name that stays when the name is shortened or lengthened;
    where two entities have the same, the whole name, and if need be the document. So
    an entity keeps its id when documents about others come or go. Those in `local` have
    only names that count in one document: theirs is made from that.
    """

    def key(place: int) -> str:
        return decisions.key(kinds[place], called[place])

    levels: tuple[Callable[[int], Iterable[str]], ...] = (
        lambda place: (kinds[place], key(place)),
        lambda place: (kinds[place], *first[place]),
    )
    bases = [
        f"{kind}\0{gathered.core(Id(kind, key(place)))}"
        for place, kind in enumerate(kinds)
    ]
    for finer in levels:
        taken = _repeated(bases)
        bases = [
            "\0".join(finer(place)) if base in taken or place in local else base
            for place, base in enumerate(bases)
        ]
    return bases


def _ids(bases: Sequence[str]) -> Sequence[str]:
    """Return an id for each base; those that would collide get more digits."""
    short = [_digest(base)[:_DIGITS] for base in bases]
    taken = _repeated(short)
    return [
        f"{base.split(chr(0))[0]}-{_digest(base) if digits in taken else digits}"
        for base, digits in zip(bases, short, strict=True)
    ]


def _digest(base: str) -> str:
    return sha1(base.encode("utf-8", "surrogatepass")).hexdigest()


def _repeated(items: Iterable[str]) -> Set[str]:
    """Return the items that come more than once."""
    seen: set[str] = set()
    again: set[str] = set()
    for item in items:
        (again if item in seen else seen).add(item)
    return again
