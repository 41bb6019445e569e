"""Who is who across documents: mentions in, entities out.

Mentions are gathered into distinct names (`gathered`); pairs of names that may be
one (`alike`) are joined from the surest down, as long as nothing speaks against it
(`joining`). People's decisions (`decisions`) come before everything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, islice
from typing import NamedTuple

from kg.collecting import uncollected
from kg.identity import decisions, gathered, namesakes
from kg.identity.company import Company
from kg.identity.decisions import DIFFERENT, Decision, read_decisions
from kg.identity.entities import entities
from kg.identity.gathered import Gathered, Id, Use
from kg.identity.joining import Begin, Joined
from kg.identity.kinds import one_kind
from kg.identity.namesakes import Parting
from kg.records import KINDS, Entity, Mention, Merge, Resolution

__all__ = ["Decision", "Use", "read_decisions", "resolve", "resolve_uses"]

_NAMESAKES = 6
"""How many pairs of namesakes are told of one name."""


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
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.name and mention.kind in KINDS:
            entity = counted.find(gathered.use(mention))
            if entity:
                found[mention.document, mention.start].append(entity)
    who = {at: ids[0] for at, ids in sorted(found.items()) if len(ids) == 1}
    several = {at: tuple(ids) for at, ids in sorted(found.items()) if len(ids) > 1}
    return Resolution(counted.entities, who, counted.merges, several)


class Counted(NamedTuple):
    """Hold the entities of mentions that were counted, not listed one by one.

    `find` returns the id of the entity that a use means, or "".
    """

    entities: tuple[Entity, ...]
    merges: tuple[Merge, ...]
    find: Callable[[Use], str]


def resolve_uses(
    uses: Iterable[Use],
    decisions: Sequence[Decision] = (),
    begin: Begin = partial,
) -> Counted:
    """Decide who is who from names that are counted by document and way of writing.

    As `resolve`; the memory it takes grows with the uses, not with the mentions.
    `begin` may begin to do something elsewhere: it takes a function and its arguments,
    and returns what waits for the result.
    """
    with uncollected():
        found = one_kind(gathered.gather(uses, _apart(decisions)))
        company = Company(found.names)
        parted = list(namesakes.partings(found.names, company.common))
        found = found.parted({at: to for _, each in parted for at, to in each.items()})
        joined = Joined(found.names, decisions, company, begin)
        del company
        made, of = entities(joined.groups, found.names, joined.reasons)
        kept = [told for parting, _ in parted for told in _told(parting)]
        return Counted(made, (*joined.merges, *kept), partial(_find, found, of))


def _find(found: Gathered, of: Mapping[Id, str], use: Use) -> str:
    at = found.find(use)
    return of[at] if at else ""


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
