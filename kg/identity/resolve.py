"""Who is who across documents: mentions in, entities out.

Mentions are gathered into distinct names (`gathered`); pairs of names that may be
one (`alike`) are joined from the surest down, as long as nothing speaks against it
(`joining`). People's decisions (`decisions`) come before everything.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from itertools import combinations, islice

from kg.identity import abbreviations, decisions, gathered, namesakes, people
from kg.identity.company import Company
from kg.identity.decisions import DIFFERENT, Decision, read_decisions
from kg.identity.fullest import is_shouted
from kg.identity.gathered import Gathered, Id, Name, Use
from kg.identity.joining import Joined
from kg.identity.kinds import one_kind
from kg.identity.namesakes import Parting
from kg.records import KINDS, PERSON, Entity, Mention, Merge, Resolution

__all__ = ["Decision", "Use", "read_decisions", "resolve", "resolve_uses"]

_DIGITS = 12
"""Hexadecimal digits of an id; more only where two entities would get the same."""

_NAMESAKES = 6
"""How many pairs of namesakes are told of one name."""

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
    mentions = list(mentions)
    counted = resolve_uses(gathered.uses(mentions), decisions)
    who: dict[tuple[str, int], str] = {}
    for mention in mentions:
        if mention.name and mention.kind in KINDS:
            entity = counted.find(gathered.use(mention))
            if entity:
                who[mention.document, mention.start] = entity
    return Resolution(counted.entities, dict(sorted(who.items())), counted.merges)


@dataclass(frozen=True, slots=True)
class Counted:
    """Hold the entities of mentions that were counted, not listed one by one."""

    entities: tuple[Entity, ...]
    merges: tuple[Merge, ...]
    found: Gathered
    of: Mapping[Id, str]

    def find(self, use: Use) -> str:
        """Return the id of the entity that a use means, or ""."""
        at = self.found.find(use)
        return self.of[at] if at else ""


def resolve_uses(
    counts: Mapping[Use, int], decisions: Sequence[Decision] = ()
) -> Counted:
    """Decide who is who from names that are counted by document and way of writing.

    As `resolve`; the memory it takes grows with the counts, not with the mentions.
    """
    found = one_kind(gathered.gather(counts, _apart(decisions)))
    company = Company(found.names)
    parted = list(namesakes.partings(found.names, company.common))
    found = found.parted(
        {at: to for _, each in parted for at, to in each.items()}, counts
    )
    joined = Joined(found.names, decisions, company)
    groups = [[found.names[at] for at in group] for group in joined.groups()]
    canonical = [_canonical(group) for group in groups]
    bases = _bases(groups, canonical)
    entities: list[Entity] = []
    of: dict[Id, str] = {}
    named = zip(groups, canonical, _ids(bases), strict=True)
    for group, called, identity in named:
        reasons = {told for name in group for told in joined.reasons.get(name.id, ())}
        reasons |= {f"{n.text}: {n.id.sense}, a namesake" for n in group if n.id.sense}
        entities.append(_entity(identity, group, called, reasons))
        of |= {name.id: identity for name in group}
    ordered = tuple(sorted(entities, key=lambda entity: entity.id))
    kept = [told for parting, _ in parted for told in _told(parting)]
    return Counted(ordered, (*joined.merges, *kept), found, of)


def _apart(made: Iterable[Decision]) -> frozenset[frozenset[Id]]:
    """Return the pairs of names that a decision keeps apart, for each of its kinds."""
    apart = set()
    for one in made:
        if one.decision == DIFFERENT:
            kinds = gathered.THINGS if one.kind in gathered.THINGS else (one.kind,)
            for kind in kinds:
                keys = (decisions.key(kind, name) for name in (one.left, one.right))
                apart.add(frozenset(Id(kind, key) for key in keys))
    return frozenset(apart)


def _told(parting: Parting) -> Iterator[Merge]:
    """Yield the pairs of namesakes of a name."""
    at, text = parting.name.id, parting.name.text
    for left, right in islice(combinations(parting.senses, 2), _NAMESAKES):
        names = f"{text}, {left}", f"{text}, {right}"
        reason = f"the same name; not joined: {left} and {right} contradict"
        yield Merge(at.kind, *names, 0.5, reason, False)


def _kind(group: Sequence[Name]) -> str:
    votes: Counter[str] = Counter()
    for name in group:
        votes[name.id.kind] += name.mentions
    return min(votes, key=lambda kind: (-votes[kind], KINDS.index(kind)))


def _entity(
    identity: str, group: Sequence[Name], called: str, reasons: set[str]
) -> Entity:
    surfaces: Counter[str] = Counter()
    for name in group:
        surfaces.update(name.surfaces)
    documents = set().union(*(name.documents for name in group))
    return Entity(
        id=identity,
        kind=_kind(group),
        name=called,
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


def _bases(groups: Sequence[Sequence[Name]], canonical: Sequence[str]) -> list[str]:
    """Return what the id of each entity is made from.

    It is the part of the canonical name that stays when the name is shortened or
    lengthened; where two entities have the same, the whole name, and if need be the
    document. So an entity keeps its id when documents about others come or go.
    """
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
