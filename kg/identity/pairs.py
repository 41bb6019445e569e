"""Pairs of distinct names that may be one, each with a score and a reason.

Names are compared within blocks only: names of one core, one squashed form, the same
first and last word, or the same but for one word. Nothing here decides; `joining` does.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby
from operator import attrgetter

from rapidfuzz.distance import OSA

from kg.identity import folding, people, together
from kg.identity.alike import BARE, LARGE, Alike
from kg.identity.gathered import THINGS, Id, Name
from kg.identity.pairs_of_things import of_things
from kg.records import PERSON

_CROWD = 60
"""So many people of one surname and one initial are too many for a likely pair."""


def pairs(every: Mapping[Id, Name]) -> Iterator[Alike]:
    """Yield the pairs of names that may be one, in a fixed order, perhaps twice.

    A namesake pairs only with bare surnames: what else it is called is not known.
    """
    bearers = [at for at in sorted(every) if at.kind == PERSON and not at.document]
    names = {at: name for at, name in every.items() if not at.sense}
    ids = sorted(names)
    persons = [at for at in bearers if not at.sense]
    yield from of_things(every, names)
    yield from _people(persons, names)
    yield from _short(bearers, [at for at in ids if at.document], names)
    yield from _misspelt([at for at in ids if at.kind in THINGS])
    yield from _misspelt(persons)


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
        for full in fulls if len(fulls) <= LARGE else ():
            if people.reading(people.parse(full.key), short) == "surname":
                yield Alike(at, full, 0.5 if first else BARE, "can be called so")
    for _, same in groupby(bare, key=attrgetter("key")):
        for left, right in combinations(list(same)[:LARGE], 2):
            yield Alike(left, right, BARE, "called the same")


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
        for (a, one), (b, two) in combinations(near[:LARGE], 2):
            if a == b or a[0] != b[0] or (one, two) in seen:
                continue
            seen.add((one, two))
            if OSA.distance(a, b, score_cutoff=1) <= 1:
                yield one, two
