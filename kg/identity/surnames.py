"""People within one document: full names put together, short ones given to them.

Journalists introduce people by their full name and go on with the bare surname. A bare
surname or first name goes to the one introduced person whom it can be short for; where
two could be meant it stays open, unless title, sex or the usage so far decide.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations

from kg.identity import people, together
from kg.identity.fullest import fullest
from kg.records import Mention

_LEAST_NICK = 3
"""Letters of a given name's short form that are enough for whom it means."""

_NEAR = 4
"""Characters between two sentences that follow each other."""


@dataclass(eq=False, slots=True)
class Somebody:
    """Gather what a document has called one person so far.

    `others` are forms that the text calls other names of theirs.
    """

    forms: Counter[str]
    first: int
    others: frozenset[str] = frozenset()
    titles: set[str] = field(default_factory=set)
    is_relative: bool = False
    seen: int = 0
    in_full: int = 0
    last: Mention | None = None
    bare: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The fullest form of the name, one of the others only if all are."""
        own = {form: n for form, n in self.forms.items() if form not in self.others}
        return fullest(own or self.forms)

    @property
    def sexes(self) -> set[str]:
        """The sexes that the titles tell; empty if unknown."""
        return {sex for title in self.titles if (sex := people.gender(title))}

    @property
    def is_family_first(self) -> bool:
        """Say whether the family name stands first."""
        return any(people.is_family_first(people.parse(form)) for form in self.forms)

    @property
    def suffix(self) -> str:
        """What tells the generation, or ""."""
        return people.parse(next(iter(self.forms))).suffix

    @property
    def words(self) -> set[str]:
        """All words of the name, and the first of each nickname."""
        forms = [people.parse(form) for form in self.forms]
        nicks = {nick.split(" ")[0] for form in forms for nick in form.nicks}
        return nicks.union(*(form.parts for form in forms))

    def reading(self, bare: people.Person) -> str:
        """Say what a short form is of this name (see `people.reading`)."""
        found = {people.reading(people.parse(form), bare) for form in self.forms}
        return "surname" if "surname" in found else max(found)


def assign(
    mentions: Sequence[Mention],
    relatives: Set[int] = frozenset(),
    new: Set[int] = frozenset(),
    *,
    same: Iterable[tuple[str, str]] = (),
) -> dict[int, Somebody]:
    """Return who is meant by each mention of a person, by its start.

    A mention that stays open is left out. `relatives` are the starts of names that the
    text brings in as somebody's relatives, `new` those of people not told of before.
    `same` are two names of one person each, as the text says.
    """
    kin = {people.key(m.text) for m in mentions if m.start in relatives}
    known = _introduced(mentions, same, kin)
    for mention in mentions:
        person = known.get(people.key(mention.text))
        if person is not None and person.first == mention.start:
            person.is_relative = mention.start in relatives
    everybody = _Everybody(
        sorted({id(p): p for p in known.values()}.values(), key=_place)
    )
    owners: dict[str, Somebody] = {}
    who: dict[int, Somebody] = {}
    for mention in sorted(mentions, key=lambda m: m.start):
        short = people.key(mention.text)
        person = known.get(short)
        if person is None and mention.start in new:
            continue
        if person is None:
            person = _meant(mention, everybody, owners.get(short))
            if person is None and mention.start not in relatives:
                person = everybody.for_short(mention)
            if person is None:
                continue
            owners[short] = person
            person.bare.setdefault(short, mention.start)
        person.seen += 1
        person.in_full += short in known
        person.last = mention
        person.titles |= {mention.title} - {""}
        who[mention.start] = person
    return who


def _place(person: Somebody) -> tuple[int, str]:
    return person.first, person.name


def _introduced(
    mentions: Sequence[Mention], same: Iterable[tuple[str, str]], kin: Set[str]
) -> dict[str, Somebody]:
    """Put the full names of a document together; by key.

    "Gerardo 'Tata' Merin" is called Tata Merin as well. A surname of several words that
    two full names have is none: "van Rovik".
    """
    keys = {people.key(mention.text) for mention in mentions}
    full = {one for one in keys if people.parse(one).is_full}
    ends = Counter(
        " ".join(words[at:])
        for words in (one.split(" ") for one in full)
        for at in range(1, len(words) - 1)
    )
    full = {one for one in full if ends[one] < 2}
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, int] = {}
    sentences: dict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        name = people.key(mention.text)
        if name in full:
            forms[name][mention.text] += 1
            first[name] = min(first.get(name, mention.start), mention.start)
            sentences[name].add(mention.sentence_start)
    found: dict[str, Somebody] = {}
    called = (
        (mention.text, f"{nick} {people.parse(mention.text).parts[-1]}")
        for mention in mentions
        for nick in people.parse(mention.text).nicks
    )
    told = {(people.key(a), people.key(b)) for a, b in (*same, *called)}
    others = frozenset(form for _, other in told for form in forms.get(other, ()))
    for group in _groups(sentences, keys - full, told, kin):
        merged = sum((forms[name] for name in group), Counter[str]())
        person = Somebody(merged, min(first[name] for name in group), others)
        found |= dict.fromkeys(group, person)
    return found


def _groups(
    sentences: Mapping[str, set[int]],
    bare: Set[str],
    told: Set[tuple[str, str]],
    kin: Set[str],
) -> list[list[str]]:
    """Group the names that can be one person's, and those of which this is `told`.

    Who is named with an initial and without it in one sentence is two people, and so
    is a relative called by what is the middle name of another.
    """
    keys = sorted(sentences)
    found = {
        (left, right): people.likeness(left, right).score
        for left, right in sorted(_pairs(keys))
        if not _by_initial(left, right) or sentences[left].isdisjoint(sentences[right])
        if kin.isdisjoint((left, right)) or not _other_given_names(left, right)
    }
    found |= dict.fromkeys(_second_surnames(keys, bare), 1.0)
    found |= {together.pair(*two): 1.0 for two in told if sentences.keys() >= {*two}}
    return together.groups(keys, {pair: n for pair, n in found.items() if n})


def _other_given_names(left: str, right: str) -> bool:
    """Tell "john vey" from "adam john vey"; in "lund vey" there is no given name."""
    first = {key.split(" ")[0] for key in (left, right)}
    return len(first) == 2 and all(map(people.is_given_name, first))


def _second_surnames(keys: Sequence[str], bare: Set[str]) -> Iterator[tuple[str, str]]:
    """Yield "rosa mera" with "rosa mera goyen": the second surname is left out.

    Not where two names go on so, or what stands last may be a given name and nobody is
    called so alone.
    """
    longer: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        words = key.split(" ")
        for size in range(2, 0 if people.parse(key).suffix else len(words)):
            longer[" ".join(words[:size])].append(key)
    for key in keys:
        last = key.rpartition(" ")[2]
        surname = last in bare or not people.is_given_name(last)
        long = longer[key][0] if len(longer[key]) == 1 and surname else ""
        if len(last) > 1 and long and not any(map(str.isdigit, long)):
            yield together.pair(key, long)


def _by_initial(left: str, right: str) -> bool:
    """Say whether two keys are the same but for single letters in one of them."""
    if left.count(" ") == right.count(" "):
        return False
    whole = [[w for w in key.split(" ") if len(w) > 1] for key in (left, right)]
    return whole[0] == whole[1]


def _pairs(keys: Sequence[str]) -> set[tuple[str, str]]:
    """Return the pairs of names with the first or the last word in common."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in keys:
        parts = people.parse(name).parts
        for word in {parts[0], parts[-1], "".join(parts)}:
            blocks[word].append(name)
    return {
        together.pair(a, b)
        for block in blocks.values()
        for a, b in combinations(block, 2)
    }


class _Everybody:
    """Find the people of a document whom a short form can mean."""

    def __init__(self, people_: Sequence[Somebody]) -> None:
        self._all = people_
        self._by_word: dict[str, list[Somebody]] = defaultdict(list)
        self._able: dict[people.Person, list[Somebody]] = {}
        for person in people_:
            for word in person.words:
                self._by_word[word].append(person)

    def able(self, bare: people.Person) -> list[Somebody]:
        """Return those whose surname it can be, else those whose given name."""
        if bare not in self._able:
            # Only with a suffix may a short form share no word with the full name.
            some = self._all if bare.suffix else self._by_word[bare.parts[0]]
            readings = [(person, person.reading(bare)) for person in some]
            able = [person for person, how in readings if how == "surname"]
            self._able[bare] = able or [person for person, how in readings if how]
        return self._able[bare]

    def for_short(self, mention: Mention) -> Somebody | None:
        """Return the only Robert named before whom "Bob" can mean, or None."""
        name = people.parse(mention.text).parts
        if len(name) != 1 or len(name[0]) < _LEAST_NICK:
            return None
        found = [
            person
            for person in self._all
            if person.first < mention.start
            and any(people.is_short_for(name[0], form) for form in person.forms)
        ]
        return found[0] if len(found) == 1 else None


def _meant(
    mention: Mention, everybody: _Everybody, owner: Somebody | None
) -> Somebody | None:
    """Return the one person whom a short form means, or None."""
    bare = people.parse(mention.text)
    able = everybody.able(bare)
    able = [person for person in able if person.suffix == bare.suffix] or able
    able = _of_title(able, mention.title)
    if len(able) < 2:
        return able[0] if able else None
    before = [person for person in able if person.first < mention.start]
    if len(before) < 2:
        return before[0] if before else None
    return _owner(before, owner, mention)


def _of_title(able: list[Somebody], title: str) -> list[Somebody]:
    """Keep whom a title fits: by its sex, then by having had the same title."""
    if not title:
        return able
    sex = people.gender(title)
    able = [person for person in able if not sex or person.sexes <= {sex}]
    same = [person for person in able if title in person.titles]
    known = [person for person in able if sex and person.sexes]
    return same if len(same) == 1 else known if len(known) == 1 else able


def _owner(
    able: list[Somebody], owner: Somebody | None, mention: Mention
) -> Somebody | None:
    """Return who owns a short form that two or more introduced people could have.

    Relatives share a surname in the same place of the name. Among them somebody named
    far more often than the others owns it, or the only one who was not brought in as a
    relative, or who was called so before the others came in, but where one of these was
    the last to be named. Otherwise ("Ann Lee", "Lee Bao") it stays with whoever was
    called so last.
    """
    heads = [person for person in able if not person.is_relative]
    if len(heads) == 1:
        return heads[0]
    most = max(able, key=lambda person: person.seen)
    others = max(person.seen for person in able if person is not most)
    if most.seen >= 4 and most.seen >= 3 * others:
        return most
    if owner not in able:
        return None
    related = len({person.is_family_first for person in able}) == 1
    rest = [person for person in able if person is not owner]
    called = owner.bare.get(people.key(mention.text), mention.start)
    first = all(called < person.first for person in rest)
    meant = [one for one in rest if one.in_full < 2]  # others are told in full
    if related and (not first or any(_is_near(one, mention) for one in meant)):
        return None
    return owner


def _is_near(person: Somebody, mention: Mention) -> bool:
    """Say whether somebody was named in the sentence of a mention or the one before."""
    last = person.last
    return last is not None and mention.sentence_start - last.sentence_end < _NEAR
