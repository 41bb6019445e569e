"""The distinct names of a corpus, gathered from the mentions of all documents.

Everything behind this works on distinct names, never on single mentions. A bare surname
or first name is kept apart in every document: the same word elsewhere can be somebody
else. One that two people of its document could have names nobody.

Mentions are counted first (`uses`), so that whoever has them counted already, like a
database, can start from there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from kg.identity import companies, decisions, people
from kg.records import INITIATIVE, KINDS, ORGANISATION, PERSON, Mention

THINGS = (ORGANISATION, INITIATIVE)


class Id(NamedTuple):
    """Identify a distinct name.

    `document` only for what counts in one document; `sense` only for one of several
    namesakes: the fact that tells it from the others ("born 1955").
    """

    kind: str
    key: str
    document: str = ""
    sense: str = ""


class Use(NamedTuple):
    """Say how a document uses a name, and how many mentions of it do so."""

    document: str
    kind: str
    name: str
    text: str
    title: str = ""
    link: str = ""
    context: str = ""
    mentions: int = 1


_SOME = "*"
"""Stands for the document of a bare name, where any is meant."""


@dataclass(slots=True)
class Name:
    """Gather how a distinct name is used, and how often each way.

    What is told of it is counted when it is asked for: there may be a million names,
    and most are asked once. Who asks again and again should keep the answer.
    """

    id: Id
    uses: list[Use] = field(default_factory=list)

    @property
    def mentions(self) -> int:
        """How often the name stands in the corpus, in any form."""
        return sum(use.mentions for use in self.uses)

    @property
    def documents(self) -> set[str]:
        """The documents that have the name."""
        return {use.document for use in self.uses}

    @property
    def names(self) -> Mapping[str, int]:
        """The fullest forms, and how many documents have each."""
        found: dict[str, int] = {}
        for _, _, name in {(use.kind, use.document, use.name) for use in self.uses}:
            found[name] = found.get(name, 0) + 1
        return found

    @property
    def surfaces(self) -> Mapping[str, int]:
        """The forms as written, and how many mentions have each."""
        found: dict[str, int] = {}
        for use in self.uses:
            found[use.text] = found.get(use.text, 0) + use.mentions
        return found

    @property
    def titles(self) -> set[str]:
        """The titles that the name is used with."""
        return {use.title.casefold() for use in self.uses if use.title}

    @property
    def facts(self) -> Mapping[str, frozenset[str]]:
        """What documents say to tell namesakes apart."""
        found: dict[str, frozenset[str]] = {}
        for use in self.uses:
            if context := use.context:
                said = frozenset(context.split("; "))
                found[use.document] = said | found.get(use.document, said)
        return found

    @property
    def text(self) -> str:
        """The commonest fullest form."""
        if len(forms := {use.name for use in self.uses}) == 1:
            return forms.pop()
        names = self.names
        return min(names, key=lambda name: (-names[name], name))


class Filed:
    """Know what each name is filed under; a name is taken apart once."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Id]] = defaultdict(dict)

    def id(self, use: Use, *, remember: bool = False) -> Id:
        """Return what a use is filed under: a bare name of a person by its document."""
        if use.link:
            return Id(use.kind, f"={use.link}")
        known = self._known[use.kind]
        at = known.get(use.name)
        if at is None:
            at = _named(use.kind, use.name)
            if remember:
                known[use.name] = at
        return Id(PERSON, at.key, use.document) if at.document else at


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold the distinct names, and find the one that a document means by a name.

    `moved` leads from a name to what it was taken for, `placed` does so for the names
    of one document.
    """

    names: Mapping[Id, Name]
    filed: Filed
    apart: frozenset[frozenset[Id]]
    moved: Mapping[Id, Id] = field(default_factory=dict)
    placed: Mapping[tuple[Id, str], Id] = field(default_factory=dict)

    def find(self, use: Use) -> Id | None:
        """Return the name that is meant, or None for one that is open."""
        at = self.filed.id(_called(use, self.apart) if self.apart else use)
        at = self.moved.get(at, at)
        if self.placed:
            at = self.placed.get((at, use.document), at)
        return at if at in self.names else None

    def merged(self, moved: Mapping[Id, Id]) -> "Gathered":
        """Return the same with some names taken for others.

        The names that nothing changes are shared, not copied.
        """
        if not moved:
            return self
        names = dict(self.names)
        changed: dict[Id, Name] = {}
        for at in {*moved, *moved.values()} & self.names.keys():
            to = moved.get(at, at)
            del names[at]
            changed.setdefault(to, Name(to)).uses.extend(self.names[at].uses)
        return Gathered(names | changed, self.filed, self.apart, moved)

    def parted(self, placed: Mapping[tuple[Id, str], Id]) -> "Gathered":
        """Return the same with the names of some documents taken for others."""
        if not placed:
            return self
        names = dict(self.names)
        for at in {at for at, _ in placed}:
            for use in names.pop(at).uses:
                to = placed.get((at, use.document), at)
                names.setdefault(to, Name(to)).uses.append(use._replace(kind=at.kind))
        return Gathered(names, self.filed, self.apart, self.moved, placed)


def uses(mentions: Iterable[Mention]) -> Iterator[Use]:
    """Count the mentions that are alike; those by pronouns are not counted."""
    counts = Counter(
        use(mention)
        for mention in mentions
        if mention.form == "name" and mention.name and mention.kind in KINDS
    )
    return (use._replace(mentions=count) for use, count in counts.items())


def use(mention: Mention) -> Use:
    """Return how a mention uses a name; a pronoun uses that of its antecedent."""
    return Use(
        mention.document,
        mention.kind,
        mention.name,
        mention.text if mention.form == "name" else mention.name,
        mention.title,
        mention.link,
        mention.context,
    )


def gather(uses: Iterable[Use], apart: frozenset[frozenset[Id]]) -> Gathered:
    """Gather the names; in which order they are used does not matter.

    `apart` holds the names that a person keeps apart: a mention that its document calls
    by one of them, but that reads like the other, goes by what it reads.
    """
    filed = Filed()
    found: dict[Id, Name] = {}
    for use in uses:
        called = _called(use, apart) if apart else use
        at = filed.id(called, remember=True)
        if (name := found.get(at)) is None:
            found[at] = Name(at, [called])
        else:
            name.uses.append(called)
    for at in list(_open(found)):
        found.pop(at, None)
    return Gathered(found, filed, apart)


def _called(use: Use, apart: frozenset[frozenset[Id]]) -> Use:
    """Return a use by what its document calls it, unless a person forbids that."""
    if use.text != use.name:
        pair = frozenset(
            Id(use.kind, decisions.key(use.kind, name)) for name in (use.text, use.name)
        )
        if pair in apart:
            return use._replace(name=use.text)
    return use


def _named(kind: str, name: str) -> Id:
    """Return what a name is filed under; a bare one with a mark for its document."""
    key = decisions.key(kind, name)
    if kind == PERSON and not people.parse(name).is_full:
        return Id(PERSON, key, _SOME)
    return Id(kind, key)


def _open(names: Mapping[Id, Name]) -> Iterator[Id]:
    """Yield the bare names that are part of a full one in their document."""
    bare = {at.document for at in names if at.document}
    people_named = (name for at, name in names.items() if at.kind == PERSON)
    for use in chain.from_iterable(name.uses for name in people_named):
        if use.document in bare:
            person = people.parse(use.name)
            if person.is_full:
                yield from (Id(PERSON, part, use.document) for part in person.parts)


def core(at: Id) -> str:
    """Return the part of a name that stays when it is shortened or lengthened."""
    if at.kind == PERSON:
        person = people.parse(at.key)
        if len(person.parts) > 2 and not at.document:
            ends = (person.parts[0], person.parts[-1], person.suffix)
            return " ".join(ends).rstrip()
        return at.key
    return " ".join(companies.parse(at.key).core)
