"""One kind for one name: what a corpus as a whole takes a name for.

Documents disagree about kinds, the more the shorter they are. The commonest kind wins
where it is clear.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from operator import attrgetter

from kg.identity import companies, people
from kg.identity.blocks import blocks
from kg.identity.gathered import THINGS, Gathered, Id, Name, core
from kg.records import KINDS, ORGANISATION, PERSON, PLACE

_WORDS = 8
"""No more words than this are looked at for a shorter name at the beginning."""


def one_kind(gathered: Gathered) -> Gathered:
    """Give the same name one kind in all documents: the commonest, if it is clear.

    Organisations and initiatives of one name are one. So are names of several words of
    any kind. A single word must have one kind three times as often as any other. A bare
    name of a person becomes a thing's if that is named as often, unless a title or a
    full name in the corpus shows that somebody is called so.
    """
    names = gathered.names
    parts: set[str] = set()
    bare: dict[str, list[Name]] = defaultdict(list)
    for at, name in names.items():
        if at.document:
            bare[at.key].append(name)
        elif at.kind == PERSON:
            parts.update(people.parse(at.key).parts)
    whole = [name for name in names.values() if not name.id.document]
    full = {name.id.key: [name] for name in whole if name.id.key in bare}
    full |= blocks((name.id.key, name) for name in whole)
    moved: dict[Id, Id] = {}
    for block in full.values():
        moved |= _moved(block)
    firms = _by_core(names, bare.keys() - full.keys())
    for key, block in bare.items():
        same = key in full
        found = full.get(key) or firms.get(key, [])
        if found and key not in parts and not any(n.titles for n in block):
            to = [moved.get(n.id, n.id) if same else Id(n.id.kind, key) for n in found]
            moved |= _moved_bare(block, to, found)
    return gathered.merged(moved)


def _by_core(names: Mapping[Id, Name], wanted: Set[str]) -> Mapping[str, list[Name]]:
    """Return the organisations of which wanted keys are what is left without the trade.

    They are in the order of their ids.
    """
    found: dict[str, list[Name]] = defaultdict(list)
    for at, name in names.items():
        if at.kind == ORGANISATION:
            words = at.key.split(" ")
            for size in range(1, min(len(words), _WORDS)):
                short = " ".join(words[:size])
                if short in wanted and (
                    companies.trade_tail(at.key, short, introduced=True)
                    or core(at) == short
                ):
                    found[short].append(name)
    return {key: sorted(firms, key=attrgetter("id")) for key, firms in found.items()}


def _moved(block: Sequence[Name]) -> dict[Id, Id]:
    """Return the names of one key that get another kind."""
    votes = Counter({name.id.kind: name.mentions for name in block})
    if len(votes) < 2:
        return {}
    things = sum(votes[kind] for kind in THINGS)
    thing = max(THINGS, key=lambda kind: (votes[kind], -KINDS.index(kind)))
    tallied = Counter({PERSON: votes[PERSON], PLACE: votes[PLACE], thing: things})
    ranked = sorted(tallied, key=lambda kind: (-tallied[kind], KINDS.index(kind)))
    clear = " " in block[0].id.key or tallied[ranked[0]] >= 3 * tallied[ranked[1]]
    moved = {}
    for name in block:
        kind = ranked[0] if clear else thing if name.id.kind in THINGS else name.id.kind
        moved[name.id] = Id(kind, name.id.key)
    return {at: to for at, to in moved.items() if at != to}


def _moved_bare(
    bare: Sequence[Name], targets: Sequence[Id], full: Sequence[Name]
) -> dict[Id, Id]:
    """Return the bare names of people that are a thing's, if it is named as often."""
    votes: Counter[Id] = Counter()
    for to, name in zip(targets, full, strict=True):
        if to.kind in THINGS:
            votes[to] += name.mentions
    if not votes or votes.total() < sum(name.mentions for name in bare):
        return {}
    thing = min(votes, key=lambda at: (-votes[at], at))
    return {name.id: thing for name in bare}
