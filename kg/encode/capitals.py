"""Tell what words with capitals can mean: a name, a country, or nobody.

A word that only begins its sentence tells nothing by its capital.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from kg import names
from kg.encode.chunks import Words

NAME, COUNTRY, NOBODY = "name", "country", "nobody"


class Stretch(NamedTuple):
    """Hold words in a row with capitals: their tokens, and what they can mean."""

    tokens: Sequence[int]
    words: tuple[str, ...]  # in small letters
    sort: str


def capitals(
    words: Words,
    runs: Sequence[Sequence[int]],
    small: Sequence[bool],
    common: Collection[str],
) -> list[list[Stretch]]:
    """Return the stretches with capitals of each sentence of a document.

    `runs` are the tokens of the sentences, `small` tells of each token whether it has
    no letter but small ones, and `common` are words that begin many sentences.
    """
    plain = _plain(words, runs, small, common)
    found = [list(_stretches(words, run, small, plain, common)) for run in runs]
    shortened = _shortened(found)
    return [
        [it._replace(sort=NAME) if shortened.issuperset(it.words) else it for it in row]
        for row in found
    ]


def first_of(words: Words, run: Sequence[int]) -> int:
    """Return the first token of a sentence that begins with a letter, or -1."""
    return next((i for i in run if words.texts[i][0].isalpha()), -1)


def _plain(
    words: Words,
    runs: Sequence[Sequence[int]],
    small: Sequence[bool],
    common: Collection[str],
) -> frozenset[str]:
    """Return words that begin sentences and are no names.

    They are common, or the document writes them small more often than not.
    """
    texts = words.texts
    begun = {first_of(words, run) for run in runs}
    lower, upper = Counter[str](), Counter[str]()
    for i, is_small in enumerate(small):
        if is_small:
            lower[texts[i]] += 1
        elif i not in begun:
            upper[texts[i].lower()] += 1
    begins = {texts[i].lower() for i in begun if i >= 0}
    return _openers() | {
        word for word in begins if lower[word] + (word in common) > upper[word]
    }


def _stretches(
    words: Words,
    run: Sequence[int],
    small: Sequence[bool],
    plain: Collection[str],
    common: Collection[str],
) -> Iterator[Stretch]:
    """Yield the stretches with capitals of a sentence.

    Its first word is part of none if it is plain; neither is another common one that
    a stretch begins with: "But If The Germans".
    """
    texts = words.texts
    first = first_of(words, run)
    for is_small, group in groupby(run, lambda i: small[i] or texts[i] == "I"):
        if is_small:
            continue
        found = list(group)
        while found:
            word = texts[found[0]]
            usual = plain if found[0] == first else common
            if word.lower() not in usual or not (word[1:].islower() or len(word) == 1):
                lowered = tuple(texts[i].lower() for i in found)
                yield Stretch(found, lowered, _sort(" ".join(texts[i] for i in found)))
                break
            del found[0]


def _shortened(found: Sequence[Sequence[Stretch]]) -> set[str]:
    """Return the words that stand for a person here: "Jordan" for "Ann Jordan"."""
    given = _given_names()
    whole = (it.words for row in found for it in row if it.sort == NAME)
    return {
        word for words in whole if len(words) > 1 for word in words if word in given
    }


@lru_cache(maxsize=1 << 12)
def _sort(text: str) -> str:
    """Say what words with capitals can mean: a name, a country or nobody."""
    lowered = text.lower()
    if lowered in _countries():
        return COUNTRY
    if lowered in _peoples():
        return NOBODY
    if not _parties().isdisjoint(lowered.split()) or names.is_name(text):
        return NAME
    return NOBODY if any(c.isupper() for c in text) else NAME  # no script has others


@cache
def _countries() -> frozenset[str]:
    """Return countries and parts of the world."""
    listed = names.word_list("identity")["countries"]
    return frozenset((*listed, *names.word_list("annotate")["silent"]["places"]))


@cache
def _peoples() -> frozenset[str]:
    """Return the adjectives of countries, and the words for several who live there."""
    listed = names.word_list("identity")["countries"].values()
    known = {form for forms in listed for form in forms}
    known |= set(names.word_list("not_names")["demonyms"])
    return frozenset((*known, *(f"{form}s" for form in known))) - _parties()


@cache
def _parties() -> frozenset[str]:
    listed = names.word_list("annotate")["partisans"]["parties"]
    return frozenset(
        form for word in listed for form in (word.lower(), f"{word.lower()}s")
    )


@cache
def _openers() -> frozenset[str]:
    return frozenset(names.word_list("annotate")["silent"]["openers"])


@cache
def _given_names() -> frozenset[str]:
    return frozenset(names.word_list("annotate")["silent"]["given_names"])
