"""Pairs of distinct names that may be one, each with a score and a reason.

Names are compared within blocks only: names of one core, one squashed form, the same
first and last word, or the same but for one word. Nothing here decides; `joining` does.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations, groupby
from operator import attrgetter

from rapidfuzz.distance import OSA

from kg.identity import folding, people, together
from kg.identity.alike import BARE, LARGE, WORDS, Alike
from kg.identity.blocks import blocks
from kg.identity.gathered import THINGS, Id, Name
from kg.identity.pairs_of_things import of_things
from kg.records import PERSON

_CROWD = 60
"""So many people of one surname and one initial are too many for a likely pair."""

_SMALL = 8
"""In blocks of no more names than this all pairs are compared."""


def of_words(ordered: Iterable[Id]) -> set[Alike]:
    """Return the pairs of names that may be one by their words alone.

    But for bare names, and for namesakes, who pair only with bare surnames: what else
    they are called is not known. `ordered` holds all names in order.
    """
    ids = [at for at in ordered if not at.sense]
    return {*of_things(ids), *_people(_full(ids))}


def of_letters(ordered: Iterable[Id]) -> Iterator[Alike]:
    """Yield the pairs of names of which one may be the other misspelt."""
    ids = [at for at in ordered if not at.sense]
    yield from _misspelt([at for at in ids if at.kind in THINGS])
    yield from _misspelt(_full(ids))


def _full(ids: Iterable[Id]) -> list[Id]:
    """Return the full names of people."""
    return [at for at in ids if at.kind == PERSON and not at.document]


def of_bare(ordered: Sequence[Id], names: Mapping[Id, Name]) -> Iterator[list[Alike]]:
    """Yield for each bare surname the pairs with the people who can be called so.

    After these come the pairs with the same surname in other documents.
    """
    bare = [at for at in ordered if at.document and not at.sense]
    same = [list(found) for _, found in groupby(bare, key=attrgetter("key"))]
    bearers = _bearers(ordered, {_first(found[0]) for found in same})
    for found in same:
        short = people.parse(found[0].key)
        fulls = bearers.get(short.parts[0], [])
        meant = [
            at
            for at, person in (fulls if len(fulls) <= LARGE else ())
            if people.reading(person, short) == "surname"
        ]
        given = people.is_given_name(found[0].key)
        for at in found if meant else ():
            score = 0.5 if given and not names[at].titles else BARE
            yield [Alike(at, full, score, "can be called so") for full in meant]
    for found in same:
        for place, at in enumerate(found[:LARGE], start=1):
            if others := found[place:LARGE]:
                yield [Alike(at, other, BARE, "called the same") for other in others]


def _bearers(
    ordered: Iterable[Id], wanted: Set[str]
) -> Mapping[str, list[tuple[Id, people.Person]]]:
    """Return the people whose full names have one of some words, by these.

    Of a word that very many have one more is told than are looked at.
    """
    found: dict[str, list[tuple[Id, people.Person]]] = defaultdict(list)
    for at in ordered if wanted else ():
        if at.kind == PERSON and not at.document:
            person = people.parse(at.key)
            for part in wanted & {*person.parts}:
                if len(found[part]) <= LARGE:
                    found[part].append((at, person))
    return found


def _first(at: Id) -> str:
    return people.parse(at.key).parts[0]


def _people(persons: Sequence[Id]) -> Iterator[Alike]:
    """Pair full names that can be one person's, if they fit nobody else."""
    bearers = Counter(people.parse(at.key).parts[-1] for at in persons)
    for word, keys in blocks(_lanes(persons)):
        known = {key: people.parse(key) for key in keys}
        for _, block in blocks(_blocks(word, known)):
            if len(block) <= _CROWD:
                yield from _fitting(block, known, bearers)


def _lanes(persons: Iterable[Id]) -> Iterator[tuple[str, str]]:
    """Yield the names of people with the words that their blocks begin with.

    Only the blocks of one word are in memory at a time.
    """
    for at in persons:
        parts = people.parse(at.key).parts
        for word in {parts[-1], min(parts)}:
            yield word, at.key


def _blocks(
    word: str, known: Mapping[str, people.Person]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield names with what follows the word in the blocks that they are in."""
    for key, person in known.items():
        parts = person.parts
        found: set[tuple[str, ...]] = set()
        if parts[-1] == word:
            first = parts[0]
            found.update(((first,), ("-", first[0]), ("~", folding.sound(first))))
            found.update((whole,) for whole in people.whole_names(first))
            found.update((middle,) for middle in parts[1:-1])
            found.add(("…", *parts[-2:-1]))
        if min(parts) == word:
            found.add(tuple(sorted(parts)[1:]))
        for block in found:
            yield block, key


def _fitting(
    block: Sequence[str], known: Mapping[str, people.Person], bearers: Mapping[str, int]
) -> Iterator[Alike]:
    """Pair the names of a block, given in order, that fit each other and no others."""
    likely: dict[tuple[str, str], people.Likeness] = {}
    for one, two in combinations(block, 2):
        likeness = people.likeness_of(known[one], known[two])
        if likeness.score:
            likely[one, two] = likeness
    if not likely:
        return
    scores = {pair: likeness.score for pair, likeness in likely.items()}
    for group in together.groups(block, scores):
        for pair in combinations(group, 2):
            left, right = (Id(PERSON, key) for key in pair)
            score, reason = likely[pair]
            if reason == people.SHORT and bearers[left.key.split(" ")[-1]] == 2:
                score, reason = 0.9, f"{reason}, and nobody else of the surname"
            yield Alike(left, right, score, reason)


def _misspelt(ids: Iterable[Id]) -> Iterator[Alike]:
    """Pair names of two words or more that differ by one letter of one word."""
    plain = [
        (at, at.key.split(" "))
        for at in ids
        if " " in at.key and folding.is_comparable(at.key)
    ]
    width = max((len(found) for _, found in plain), default=0)
    for place in range(min(width, WORDS)):
        for _, near in blocks(_without(plain, place)):
            for one, two in _one_letter_apart(near):
                yield Alike(one, two, 0.65, "one letter of a word differs")


def _without(
    names: Iterable[tuple[Id, list[str]]], place: int
) -> Iterator[tuple[tuple[str, ...], tuple[str, Id]]]:
    """Yield the words at a place and their names, by the words beside them."""
    for at, found in names:
        if place < len(found) and _is_wordy(found[place]):
            yield (*found[:place], "", *found[place + 1 :]), (found[place], at)


def _is_wordy(word: str) -> bool:
    return len(word) >= 4 and word.isalpha()


def _one_letter_apart(block: Sequence[tuple[str, Id]]) -> Iterator[tuple[Id, Id]]:
    """Yield the pairs whose words are one letter apart, the first letter excepted."""
    pairs = combinations(block, 2) if len(block) <= _SMALL else _near(block)
    for (a, one), (b, two) in pairs:
        if a != b and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) <= 1:
            yield one, two


def _near(
    block: Iterable[tuple[str, Id]],
) -> Iterator[tuple[tuple[str, Id], tuple[str, Id]]]:
    """Yield the pairs, perhaps several times, whose words may be one letter apart.

    Words that differ by one letter share what is left when one letter is taken out
    (W. Garbe's symmetric delete algorithm), so that not all pairs are compared.
    """
    rests = (
        (rest, (word, at))
        for word, at in block
        for rest in (*(word[:i] + word[i + 1 :] for i in range(len(word))), word)
    )
    for _, near in blocks(rests):
        yield from combinations(near[:LARGE], 2)
