"""The distinct names of a corpus, gathered from the mentions of all documents.

Everything behind this works on distinct names, never on single mentions. A bare surname
or first name is kept apart in every document: the same word elsewhere can be somebody
else. One that two people of its document could have names nobody.

Mentions are counted first (`uses`), so that whoever has them counted already, like a
database, can start from there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
    """Say how a document uses a name: one row for all mentions that are alike."""

    document: str
    kind: str
    name: str
    text: str
    title: str = ""
    link: str = ""
    context: str = ""


@dataclass(slots=True)
class Name:
    """Gather all that is known about a distinct name.

    `names` counts the documents of each fullest form, `surfaces` the mentions of each
    form as written; `facts` are what documents say to tell namesakes apart.
    """

    id: Id
    names: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    facts: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def mentions(self) -> int:
        """How often the name stands in the corpus, in any form."""
        return self.surfaces.total()

    @property
    def text(self) -> str:
        """The commonest fullest form."""
        return min(self.names, key=lambda name: (-self.names[name], name))

    def add(self, use: Use, count: int, *, first: bool) -> None:
        """Add a use; `first` if its document has not used this fullest form before."""
        self.surfaces[use.text] += count
        self.documents.add(use.document)
        if use.title:
            self.titles[use.title.casefold()] += count
        if first:
            self.names[use.name] += 1
        if use.context:
            facts = frozenset(use.context.split("; "))
            self.facts[use.document] = facts | self.facts.get(use.document, facts)

    def take(self, other: "Name") -> None:
        """Add all that is known about another name."""
        self.names += other.names
        self.surfaces += other.surfaces
        self.titles += other.titles
        self.documents |= other.documents
        for document, facts in other.facts.items():
            self.facts[document] = facts | self.facts.get(document, facts)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold the distinct names, and find the one that a document means by a name.

    `moved` leads from a name to what it was taken for, `placed` does so for the names
    of one document.
    """

    names: Mapping[Id, Name]
    shared: Mapping[str, set[str]]
    apart: frozenset[frozenset[Id]]
    moved: Mapping[Id, Id] = field(default_factory=dict)
    placed: Mapping[tuple[Id, str], Id] = field(default_factory=dict)

    def find(self, use: Use) -> Id | None:
        """Return the name that is meant, or None for one that is open."""
        at = _id(use, _called(use, self.apart))
        if at.document and at.key in self.shared.get(at.document, ()):
            return None
        at = self.moved.get(at, at)
        at = self.placed.get((at, use.document), at)
        return at if at in self.names else None

    def merged(self, moved: Mapping[Id, Id]) -> "Gathered":
        """Return the same with some names taken for others.

        The names that nothing changes are shared, not copied.
        """
        if not moved:
            return self
        changed = {*moved, *moved.values()}
        names: dict[Id, Name] = {}
        for at, name in self.names.items():
            to = moved.get(at, at)
            if at in changed:
                names.setdefault(to, Name(to)).take(name)
            else:
                names[at] = name
        return Gathered(names, self.shared, self.apart, moved)

    def parted(
        self, placed: Mapping[tuple[Id, str], Id], counts: Mapping[Use, int]
    ) -> "Gathered":
        """Return the same with the names of some documents taken for others."""
        if not placed:
            return self
        changed = {at for at, _ in placed}
        names = {at: name for at, name in self.names.items() if at not in changed}
        seen: set[tuple[Id, str, str]] = set()
        for use, count in counts.items():
            at = self.find(use)
            if at in changed and at is not None:
                to = placed.get((at, use.document), at)
                form = to, use.document, use.name
                names.setdefault(to, Name(to)).add(use, count, first=form not in seen)
                seen.add(form)
        return Gathered(names, self.shared, self.apart, self.moved, placed)


def uses(mentions: Iterable[Mention]) -> dict[Use, int]:
    """Count the mentions that are alike; those by pronouns are not counted."""
    counts: Counter[Use] = Counter(
        use(mention)
        for mention in mentions
        if mention.form == "name" and mention.name and mention.kind in KINDS
    )
    return dict(counts)


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


def gather(counts: Mapping[Use, int], apart: frozenset[frozenset[Id]]) -> Gathered:
    """Gather the names; the order of the counts does not matter.

    `apart` holds the names that a person keeps apart: a mention that its document calls
    by one of them, but that reads like the other, goes by what it reads.
    """
    shared = _parts_of_full_names(counts)
    found: dict[Id, Name] = {}
    seen: set[tuple[Id, str, str]] = set()
    for use, count in counts.items():
        called = _called(use, apart)
        at = _id(use, called)
        if at.document and at.key in shared.get(at.document, ()):
            continue
        form = at, use.document, called
        if at not in found:
            found[at] = Name(at)
        found[at].add(use._replace(name=called), count, first=form not in seen)
        seen.add(form)
    return Gathered(found, shared, apart)


def _called(use: Use, apart: frozenset[frozenset[Id]]) -> str:
    if apart and use.text != use.name:
        pair = frozenset(
            Id(use.kind, decisions.key(use.kind, name)) for name in (use.text, use.name)
        )
        if pair in apart:
            return use.text
    return use.name


def _id(use: Use, name: str) -> Id:
    if use.link:
        return Id(use.kind, f"={use.link}")
    key = decisions.key(use.kind, name)
    if use.kind == PERSON and not people.parse(name).is_full:
        return Id(PERSON, key, use.document)
    return Id(use.kind, key)


def _parts_of_full_names(counts: Iterable[Use]) -> Mapping[str, set[str]]:
    """Return the words of people's full names, by document."""
    parts: dict[str, set[str]] = defaultdict(set)
    for use in counts:
        if use.kind == PERSON:
            person = people.parse(use.name)
            if person.is_full:
                parts[use.document].update(person.parts)
    return dict(parts)


def core(at: Id) -> str:
    """Return the part of a name that stays when it is shortened or lengthened."""
    if at.kind == PERSON:
        person = people.parse(at.key)
        if len(person.parts) > 2 and not at.document:
            ends = (person.parts[0], person.parts[-1], person.suffix)
            return " ".join(ends).rstrip()
        return at.key
    return " ".join(companies.parse(at.key).core)
