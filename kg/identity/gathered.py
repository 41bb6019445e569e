"""The distinct names of a corpus, gathered from the mentions of all documents.

Everything behind this works on distinct names, never on single mentions. A bare surname
or first name is kept apart in every document: the same word elsewhere can be somebody
else. One that two people of its document could have names nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.identity import companies, decisions, people
from kg.records import INITIATIVE, KINDS, ORGANISATION, PERSON, PLACE, Mention

THINGS = (ORGANISATION, INITIATIVE)


class Id(NamedTuple):
    """Identify a distinct name; `document` only for what counts in one document."""

    kind: str
    key: str
    document: str = ""


@dataclass(slots=True)
class Name:
    """Gather all that is known about a distinct name.

    `names` counts the documents of each fullest form, `surfaces` the mentions of each
    form as written.
    """

    id: Id
    names: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)

    @property
    def mentions(self) -> int:
        """How often the name stands in the corpus, in any form."""
        return self.surfaces.total()

    @property
    def text(self) -> str:
        """The commonest fullest form."""
        return min(self.names, key=lambda name: (-self.names[name], name))


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold the distinct names, and which of them each mention has."""

    names: Mapping[Id, Name]
    of: Mapping[tuple[str, int], Id]


def gather(mentions: Iterable[Mention], apart: set[frozenset[Id]]) -> Gathered:
    """Gather the names; the order of the mentions does not matter.

    `apart` holds the names that a person keeps apart: a mention that its document calls
    by one of them, but that reads like the other, goes by what it reads.
    """
    kept = [mention for mention in mentions if mention.name and mention.kind in KINDS]
    shared = _parts_of_full_names(kept)
    found: dict[Id, Name] = {}
    of: dict[tuple[str, int], Id] = {}
    seen: set[tuple[Id, str, str]] = set()
    for mention in kept:
        name = _called(mention, apart)
        at = _id(mention, name)
        if at.document and at.key in shared[mention.document]:
            continue
        of[mention.document, mention.start] = at
        if mention.form != "name":
            continue
        entry = found.setdefault(at, Name(at))
        entry.surfaces[mention.text] += 1
        entry.documents.add(mention.document)
        if mention.title:
            entry.titles[mention.title.casefold()] += 1
        if (at, mention.document, name) not in seen:
            seen.add((at, mention.document, name))
            entry.names[name] += 1
    return Gathered(found, {key: at for key, at in of.items() if at in found})


def _called(mention: Mention, apart: set[frozenset[Id]]) -> str:
    if apart and mention.form == "name":
        pair = frozenset(
            Id(mention.kind, decisions.key(mention.kind, name))
            for name in (mention.text, mention.name)
        )
        if pair in apart:
            return mention.text
    return mention.name


def _id(mention: Mention, name: str) -> Id:
    if mention.link:
        return Id(mention.kind, f"={mention.link}")
    key = decisions.key(mention.kind, name)
    if mention.kind == PERSON and not people.parse(name).is_full:
        return Id(PERSON, key, mention.document)
    return Id(mention.kind, key)


def _parts_of_full_names(mentions: Iterable[Mention]) -> Mapping[str, set[str]]:
    """Return the words of people's full names, by document."""
    parts: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.kind == PERSON:
            person = people.parse(mention.name)
            if person.is_full:
                parts[mention.document].update(person.parts)
    return parts


def one_kind(gathered: Gathered) -> Gathered:
    """Give the same name one kind in all documents: the commonest, if it is clear.

    Organisations and initiatives of one name are one. So are names of several words of
    any kind. A single word must have one kind three times as often as any other. A bare
    name of a person becomes a thing's if that is named as often, unless a title or a
    full name in the corpus shows that somebody is called so.
    """
    blocks: dict[str, list[Name]] = defaultdict(list)
    parts: set[str] = set()
    for at, name in gathered.names.items():
        blocks[at.key].append(name)
        if at.kind == PERSON and not at.document:
            parts.update(people.parse(at.key).parts)
    firms = _by_core(gathered.names)
    moved: dict[Id, Id] = {}
    for key, block in blocks.items():
        bare = [name for name in block if name.id.document]
        full = [name for name in block if not name.id.document] or firms.get(key, [])
        if full and full[0].id.key == key:
            moved |= _moved(full)
        if bare and full and key not in parts and not any(n.titles for n in bare):
            same = full[0].id.key == key
            to = [moved.get(n.id, n.id) if same else Id(n.id.kind, key) for n in full]
            moved |= _moved_bare(bare, to, full)
    return _merged(gathered, moved) if moved else gathered


def _by_core(names: Mapping[Id, Name]) -> Mapping[str, list[Name]]:
    """Return organisations by what is left of their names without the trade."""
    found: dict[str, list[Name]] = defaultdict(list)
    for at, name in sorted(names.items()):
        if at.kind == ORGANISATION:
            words = at.key.split(" ")
            for size in range(1, len(words)):
                short = " ".join(words[:size])
                if companies.trade_tail(at.key, short) or core(at) == short:
                    found[short].append(name)
    return found


def _merged(gathered: Gathered, moved: Mapping[Id, Id]) -> Gathered:
    names: dict[Id, Name] = {}
    for at, name in gathered.names.items():
        to = moved.get(at, at)
        entry = names.setdefault(to, Name(to))
        entry.names += name.names
        entry.surfaces += name.surfaces
        entry.titles += name.titles
        entry.documents |= name.documents
    return Gathered(names, {key: moved.get(at, at) for key, at in gathered.of.items()})


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


def core(at: Id) -> str:
    """Return the part of a name that stays when it is shortened or lengthened."""
    if at.kind == PERSON:
        person = people.parse(at.key)
        if len(person.parts) > 2 and not at.document:
            ends = (person.parts[0], person.parts[-1], person.suffix)
            return " ".join(ends).rstrip()
        return at.key
    return " ".join(companies.parse(at.key).core)
