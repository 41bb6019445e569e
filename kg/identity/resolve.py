"""Who is who across documents: mentions in, entities out.

Mentions are gathered into distinct names (`gathered`); pairs of names that may be
one (`alike`) are joined from the surest down, as long as nothing speaks against it
(`joining`). People's decisions (`decisions`) come before everything.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha1

from kg.identity import abbreviations, decisions, gathered, people
from kg.identity.decisions import DIFFERENT, Decision, read_decisions
from kg.identity.fullest import is_shouted
from kg.identity.gathered import Id, Name
from kg.identity.joining import Joined
from kg.records import KINDS, PERSON, Entity, Mention, Resolution

__all__ = ["Decision", "read_decisions", "resolve"]

_DIGITS = 12
"""Hexadecimal digits of an id; more only where two entities would get the same."""

_REASONS = 12
"""How many reasons an entity tells at most."""


def resolve(
    mentions: Iterable[Mention], decisions: Sequence[Decision] = ()
) -> Resolution:
    """Decide which mentions of all documents are about whom.

    The order of mentions and documents does not matter. A mention whose name is open in
    its document ("Lee" beside Ann Lee and Bob Lee) belongs to nobody. `merges` tells of
    every pair of names that was looked at. Raises DataError for decisions that
    contradict each other.
    """
    found = gathered.one_kind(gathered.gather(mentions, _apart(decisions)))
    joined = Joined(found.names, decisions)
    groups = [[found.names[at] for at in group] for group in joined.groups()]
    bases = _bases(groups)
    entities: list[Entity] = []
    of: dict[Id, str] = {}
    for group, identity in zip(groups, _ids(bases), strict=True):
        reasons = {told for name in group for told in joined.reasons.get(name.id, ())}
        entities.append(_entity(identity, group, reasons))
        of |= {name.id: identity for name in group}
    return Resolution(
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        who={place: of[at] for place, at in sorted(found.of.items())},
        merges=tuple(joined.merges),
    )


def _apart(made: Iterable[Decision]) -> set[frozenset[Id]]:
    """Return the pairs of names that a decision keeps apart, for each of its kinds."""
    apart = set()
    for one in made:
        if one.decision == DIFFERENT:
            kinds = gathered.THINGS if one.kind in gathered.THINGS else (one.kind,)
            for kind in kinds:
                keys = (decisions.key(kind, name) for name in (one.left, one.right))
                apart.add(frozenset(Id(kind, key) for key in keys))
    return apart


def _kind(group: Sequence[Name]) -> str:
    votes: Counter[str] = Counter()
    for name in group:
        votes[name.id.kind] += name.mentions
    return min(votes, key=lambda kind: (-votes[kind], KINDS.index(kind)))


def _entity(identity: str, group: Sequence[Name], reasons: set[str]) -> Entity:
    surfaces = sum((name.surfaces for name in group), Counter[str]())
    documents = set().union(*(name.documents for name in group))
    return Entity(
        id=identity,
        kind=_kind(group),
        name=_canonical(group),
        aliases=tuple(sorted(surfaces.items(), key=lambda item: (-item[1], item[0]))),
        mentions=surfaces.total(),
        documents=len(documents),
        reasons=tuple(sorted(reasons)[:_REASONS]),
    )


def _canonical(group: Sequence[Name]) -> str:
    """Return the form that most documents have as their fullest one.

    Among equals the one with more words and letters wins. An abbreviation or a bare
    name wins only where there is nothing else; ordinary case wins over capitals.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for name in group:
        for form, count in name.names.items():
            forms[decisions.key(name.id.kind, form)][form] += count
    key = min(forms, key=lambda key: _key_rank(key, forms[key], group[0].id.kind))
    return min(forms[key], key=lambda form: _form_rank(form, forms[key][form]))


def _key_rank(key: str, forms: Counter[str], kind: str) -> tuple[object, ...]:
    short = (
        not people.parse(key).is_full
        if kind == PERSON
        else " " not in key and any(map(abbreviations.is_short, forms))
    )
    return short, -forms.total(), -key.count(" "), -len(key), key


def _form_rank(form: str, count: int) -> tuple[object, ...]:
    return is_shouted(form), form.islower(), -count, form


def _bases(groups: Sequence[Sequence[Name]]) -> list[str]:
    """Return what the id of each entity is made from.

    It is the part of the canonical name that stays when the name is shortened or
    lengthened; where two entities have the same, the whole name, and if need be the
    document. So an entity keeps its id when documents about others come or go.
    """
    canonical = [_canonical(group) for group in groups]
    kinds = [_kind(group) for group in groups]
    named = list(zip(kinds, canonical, groups, strict=True))
    levels = [
        [_joint(kind, _core(kind, name)) for kind, name, _ in named],
        [_joint(kind, decisions.key(kind, name)) for kind, name, _ in named],
        [_joint(kind, *map(str, min(name.id for name in g))) for kind, _, g in named],
    ]
    bases = levels[0]
    for level in levels[1:]:
        counts = Counter(bases)
        bases = [
            finer if counts[base] > 1 or _is_local(groups[i]) else base
            for i, (base, finer) in enumerate(zip(bases, level, strict=True))
        ]
    return bases


def _is_local(group: Sequence[Name]) -> bool:
    """Say whether an entity has only names that count in one document."""
    return all(name.id.document for name in group)


def _core(kind: str, name: str) -> str:
    return gathered.core(Id(kind, decisions.key(kind, name)))


def _joint(*parts: str) -> str:
    return "\0".join(parts)


def _ids(bases: Sequence[str]) -> list[str]:
    """Return an id for each base; those that would collide get more digits."""
    hashes = [sha1(base.encode("utf-8", "surrogatepass")).hexdigest() for base in bases]
    counts = Counter(digest[:_DIGITS] for digest in hashes)
    return [
        f"{base.split(chr(0))[0]}-"
        + (digest if counts[digest[:_DIGITS]] > 1 else digest[:_DIGITS])
        for base, digest in zip(bases, hashes, strict=True)
    ]
