"""Pairs of distinct names that may be one, each with a score and a reason.

Names are compared within blocks only: names of one core, one squashed form, the same
first and last word, or the same but for one word. Nothing here decides; `resolve`
does.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby
from math import inf
from operator import attrgetter, itemgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA

from kg.identity import abbreviations, bodies, companies, folding, people, together
from kg.identity.gathered import THINGS, Id, Name
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE

_NEEDED = ((0.9, 0), (0.7, 1), (0.6, 2), (0.5, 3))
"""How many other names two documents must share for a pair of at least this score."""

BARE = 0.6
"""The score of a bare surname; one that is a given name as well has less."""

ONLY = 0.7
"""The score of a bare surname that only one person of the corpus has."""

CERTAIN = 0.98
"""From this score on it does not count that a document uses both names."""

INITIALS = "the only name with these initials"
"""The reason of a pair of which the left name abbreviates the right."""

TOWN = "the only name that goes on so behind a place"
"""The reason of a pair of which the left name leaves the place out."""

TRADE = "another document shortens it by what it does"
"""The reason of a pair of which the left name leaves the trade out."""

FREE = {INITIALS, TOWN, TRADE}
"""With these reasons it does not count that a document uses both names."""

_WORDS = 8
"""Names with more words than this are not looked at for shorter ones within them."""

_CROWD = 60
"""So many people of one surname and one initial are too many for a likely pair."""

_LARGE = 200
"""Blocks with more names than this are left to finer blocks."""


class Alike(NamedTuple):
    """Say that two names may be one, how surely, and why."""

    left: Id
    right: Id
    score: float
    reason: str


def support_needed(score: float) -> float:
    """Return how many other names the documents of a pair must share; perhaps ∞."""
    return next((count for least, count in _NEEDED if score >= least), inf)


def pairs(every: Mapping[Id, Name]) -> Iterator[Alike]:
    """Yield the pairs of names that may be one, in a fixed order, perhaps twice.

    A namesake pairs only with bare surnames: what else it is called is not known.
    """
    bearers = [at for at in sorted(every) if at.kind == PERSON and not at.document]
    names = {at: name for at, name in every.items() if not at.sense}
    ids = sorted(names)
    things = [at for at in ids if at.kind in THINGS]
    persons = [at for at in bearers if not at.sense]
    places = {at.key for at in ids if at.kind == PLACE}
    yield from _variants(ids)
    yield from _linked(things)
    yield from _cores(things, names, places)
    yield from _programmes(things)
    yield from _trades(things)
    yield from _endings(things, places)
    yield from _aliases(names)
    yield from _initials(things, names)
    yield from _people(persons, names)
    yield from _short(bearers, [at for at in ids if at.document], names)
    yield from _misspelt(things)
    yield from _misspelt(persons)
    yield from _of_countries(every)


def _variants(ids: Sequence[Id]) -> Iterator[Alike]:
    """Pair names that differ only in spaces and hyphens."""
    blocks: dict[tuple[bool, str], list[Id]] = defaultdict(list)
    for at in ids:
        if not at.document and at.kind != PLACE:
            blocks[at.kind == PERSON, at.key.replace(" ", "")].append(at)
    for (person, _), block in sorted(blocks.items()):
        for left, right in combinations(block[:_LARGE], 2):
            if folding.is_nested(left.key, right.key, shared=person):
                yield Alike(left, right, 0.98, "the same but for spaces and hyphens")


def _linked(things: Sequence[Id]) -> Iterator[Alike]:
    """Pair "Bureau of Lunar Tides" and "Bureau for Lunar Tides"."""
    blocks: dict[tuple[str, ...], list[Id]] = defaultdict(list)
    for at in things:
        if words := companies.without_link(at.key):
            blocks[words].append(at)
    for block in blocks.values():
        for at in block[1:]:
            if at.key.count(" ") == block[0].key.count(" "):
                yield Alike(block[0], at, 0.95, "the same but for “of” or “for”")


def _cores(
    things: Sequence[Id], names: Mapping[Id, Name], places: set[str]
) -> Iterator[Alike]:
    """Pair names that are the same without legal form, "Group" and the like."""
    blocks: dict[tuple[str, ...], list[Id]] = defaultdict(list)
    for at in things:
        blocks[companies.parse(at.key).core].append(at)
    for core, block in sorted(blocks.items()):
        if len(block) > 1 and " ".join(core) not in places:
            hub = min(block, key=lambda at: (len(at.key), at))
            for at in block:
                if at != hub:
                    reason = "the same without legal form or “Group”"
                    yield Alike(hub, at, 0.95, reason)


def _programmes(things: Sequence[Id]) -> Iterator[Alike]:
    """Pair "Harbour Renewal" with "Harbour Renewal Programme"."""
    known: dict[str, list[Id]] = defaultdict(list)
    for at in things:
        known[at.key].append(at)
    for at in things:
        without = companies.without_head(at.key)
        for short in known.get(without, ()) if without else ():
            if INITIATIVE in (short.kind, at.kind):
                yield Alike(short, at, 0.92, "the same without “Programme” or the like")


def _trades(things: Sequence[Id]) -> Iterator[Alike]:
    """Pair a name with the only one that adds what it does ("Acme", "Acme Foods")."""
    longs: dict[str, list[Id]] = defaultdict(list)
    for at in things:
        found = companies.parse(at.key).core
        for size in range(1, min(len(found), _WORDS)):
            if companies.trade_tail(at.key, " ".join(found[:size])):
                longs[" ".join(found[:size])].append(at)
    for at in things:
        if len({companies.parse(long.key).core for long in longs.get(at.key, ())}) == 1:
            for long in longs[at.key]:
                yield Alike(at, long, ONLY, "the same without what it does")


def _endings(things: Sequence[Id], places: set[str]) -> Iterator[Alike]:
    """Pair a name with the only one that puts a place before it ("Owls", "Oslo Owls").

    People leave their own town out. A place that is something else as well is none.
    """
    places = places - {at.key for at in things}
    things = [at for at in things if at.kind == ORGANISATION]
    known = {at.key: at for at in things}
    longs: dict[str, list[Id]] = defaultdict(list)
    for at in things:
        found = at.key.split(" ")
        for size in range(1, min(len(found), _WORDS)):
            if (short := " ".join(found[size:])) in known:
                longs[short].append(at)
    for short, fits in sorted(longs.items()):
        if len(fits) == 1 and companies.is_ending(fits[0].key, short):
            before = fits[0].key[: -len(short) - 1]
            if before in places:
                yield Alike(known[short], fits[0], ONLY, TOWN)


def _aliases(names: Mapping[Id, Name]) -> Iterator[Alike]:
    """Pair a name with the only one that some document shortens to it.

    Abbreviations and beginnings say enough; an ending ("Times") needs support. Where
    neither contains the other, the document said that one was renamed.
    """
    known: dict[str, dict[Id, str]] = defaultdict(dict)
    for at, name in names.items():
        for surface in () if at.document or at.kind == PERSON else name.surfaces:
            short = folding.key(surface)
            if short != at.key:
                known[short][at] = max(surface, known[short].get(at, ""))
    for short in sorted(known):
        only = len(known[short]) == 1
        for kind in (ORGANISATION, INITIATIVE, PLACE):
            at = Id(kind, short)
            for long in sorted(known[short]) if at in names else ():
                surface = known[short][long]
                if (long.kind == PLACE) == (kind == PLACE):
                    score = _alias_score(surface, long) if only else 0.4
                    reason = f"{surface} stands for it in another document"
                    if companies.trade_tail(long.key, short):
                        reason = TRADE
                    yield Alike(at, long, score, reason)


def _alias_score(surface: str, long: Id) -> float:
    short = folding.key(surface)
    if f" {short} " not in f" {long.key} " and short.count(" "):
        beginning = " ".join(companies.parse(surface).core)
        return 0.94 if long.key.startswith(f"{beginning} ") else CERTAIN
    sure = abbreviations.is_short(surface) or long.key.startswith(f"{short} ")
    sure = sure or companies.is_house(long.key, short)
    return 0.94 if sure else ONLY


def _initials(things: Sequence[Id], names: Mapping[Id, Name]) -> Iterator[Alike]:
    """Pair an abbreviation with the only name of the corpus that has its initials."""
    longs: dict[str, list[Id]] = defaultdict(list)
    for at in things:
        for letters in _letters(at):
            longs[letters].append(at)
    for at in things:
        fits = longs.get(at.key, [])
        if len(fits) == 1 and abbreviations.is_short(names[at].text):
            score = ONLY if len(at.key) > 2 else BARE
            yield Alike(at, fits[0], score, INITIALS)


def _letters(at: Id) -> set[str]:
    """Return the initials of a name; three or more also without "Corp", with "The"."""
    whole = abbreviations.initials(at.key)
    core = abbreviations.initials(" ".join(companies.parse(at.key).core))
    more = core | {f"t{letters}" for letters in whole}
    return whole | {letters for letters in more if len(letters) > 2}


def _people(persons: Sequence[Id], names: Mapping[Id, Name]) -> Iterator[Alike]:
    """Pair full names that can be one person's, if they fit nobody else."""
    blocks: dict[tuple[str, ...], set[str]] = defaultdict(set)
    bearers = Counter(people.parse(at.key).parts[-1] for at in persons)
    for at in persons:
        for block in _blocks(people.parse(at.key)):
            blocks[block].add(at.key)
    for _, keys in sorted(blocks.items()):
        if not 1 < len(keys) <= _CROWD:
            continue
        likely = {
            together.pair(a, b): likeness
            for a, b in combinations(sorted(keys), 2)
            if (likeness := people.likeness(a, b)).score
        }
        scores = {pair: likeness.score for pair, likeness in likely.items()}
        for group in together.groups(sorted(keys), scores):
            for pair in combinations(group, 2):
                left, right = (Id(PERSON, key) for key in pair)
                score, reason = likely[pair]
                if reason == people.SHORT and bearers[left.key.split(" ")[-1]] == 2:
                    yield Alike(
                        left, right, 0.9, f"{reason}, and nobody else of the surname"
                    )
                else:
                    yield Alike(left, right, score, reason)


def _blocks(person: people.Person) -> Iterator[tuple[str, ...]]:
    first, last = person.parts[0], person.parts[-1]
    yield (last, first)
    yield (last, "-", first[0])
    yield (last, "~", folding.sound(first))
    for whole in people.whole_names(first):
        yield (last, whole)
    for middle in person.parts[1:-1]:
        yield (last, middle)
    yield tuple(sorted(person.parts))
    yield ("…", *person.parts[-2:])


def _short(
    persons: Sequence[Id], bare: Sequence[Id], names: Mapping[Id, Name]
) -> Iterator[Alike]:
    """Pair a bare surname with the people of the corpus who can be called so."""
    ends: dict[str, list[Id]] = defaultdict(list)
    for at in persons:
        for part in sorted(set(people.parse(at.key).parts)):
            ends[part].append(at)
    for at in bare:
        short = people.parse(at.key)
        first = people.is_given_name(at.key) and not names[at].titles
        fulls = ends.get(short.parts[0], [])
        for full in fulls if len(fulls) <= _LARGE else ():
            if people.reading(people.parse(full.key), short) == "surname":
                yield Alike(at, full, 0.5 if first else BARE, "can be called so")
    for _, same in groupby(bare, key=attrgetter("key")):
        for left, right in combinations(list(same)[:_LARGE], 2):
            yield Alike(left, right, BARE, "called the same")


def _of_countries(every: Mapping[Id, Name]) -> Iterator[Alike]:
    """Pair the bodies of one country that differ in how they are called.

    "Japanese Finance Ministry", and "Ministry of Finance" where Japan's is meant.
    """
    blocks: dict[bodies.Body, list[Id]] = defaultdict(list)
    for at, name in sorted(every.items(), key=itemgetter(0)):
        body = bodies.body(at.key) if at.kind == ORGANISATION else None
        if body:
            told = {fact for facts in name.facts.values() for fact in facts}
            of = {at.sense} if at.sense else told
            country = body.country or (min(of)[3:] if len(of) == 1 else "")
            if country:
                blocks[body._replace(country=country)].append(at)
    for body, block in sorted(blocks.items()):
        for at in block[1:]:
            yield Alike(block[0], at, 0.96, f"the same body, of {body.country}")


def _misspelt(ids: Sequence[Id]) -> Iterator[Alike]:
    """Pair names of two words or more that differ by one letter of one word."""
    plain = [at for at in ids if " " in at.key and folding.is_comparable(at.key)]
    width = max((at.key.count(" ") + 1 for at in plain), default=0)
    for place in range(min(width, 8)):
        blocks: dict[tuple[str, ...], list[tuple[str, Id]]] = defaultdict(list)
        for at in plain:
            found = at.key.split(" ")
            if place < len(found) and _is_wordy(found[place]):
                rest = (*found[:place], "", *found[place + 1 :])
                blocks[rest].append((found[place], at))
        for _, block in sorted(blocks.items()):
            if len(block) > 1:
                for one, two in _one_letter_apart(block):
                    yield Alike(one, two, 0.65, "one letter of a word differs")


def _is_wordy(word: str) -> bool:
    return len(word) >= 4 and word.isalpha()


def _one_letter_apart(block: Sequence[tuple[str, Id]]) -> Iterator[tuple[Id, Id]]:
    """Yield the pairs whose words are one letter apart, the first letter excepted.

    Words that differ by one letter share what is left when one letter is taken out
    (W. Garbe's symmetric delete algorithm), so that not all pairs are compared.
    """
    by_rest: dict[str, list[tuple[str, Id]]] = defaultdict(list)
    for word, at in block:
        for i in range(len(word)):
            by_rest[word[:i] + word[i + 1 :]].append((word, at))
        by_rest[word].append((word, at))
    seen: set[tuple[Id, Id]] = set()
    for _, near in sorted(by_rest.items()):
        for (a, one), (b, two) in combinations(near[:_LARGE], 2):
            if a == b or a[0] != b[0] or (one, two) in seen:
                continue
            seen.add((one, two))
            if OSA.distance(a, b, score_cutoff=1) <= 1:
                yield one, two
