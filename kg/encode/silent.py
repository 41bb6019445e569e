"""Tell the sentences that name nobody, and from which nobody can be related.

"We must do more." The net need not read it: a name is written with a capital, and a
relation has two ends in one sentence. What is called a sentence here is what `chunks`
takes for one; where it is in doubt that one ends, the two are one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from kg import names
from kg.encode.capitals import COUNTRY, NAME, Stretch, capitals, first_of
from kg.encode.chunks import CLOSERS, ENDS, Words
from kg.records import PERSON

REACH = {"m": 4, "f": 4, "i": 1}
"""How many sentences ahead, by sort, something may still be referred back to."""

STRETCH = 60
"""Words in a row below which none is left out: what stays would be read worse."""

_QUOTES = frozenset('"“”')


class _End(NamedTuple):
    """What a pronoun or noun may mean: of words of one `group` all mean the same."""

    group: str
    sorts: str  # m and f for people, i for all else


_COUNTRY_END = _End("country", "")

_PRONOUNS = {
    **dict.fromkeys(("he", "his"), _End("he", "m")),
    "him": _End("him", "m"),
    **dict.fromkeys(("she", "her", "hers"), _End("she", "f")),
    **dict.fromkeys(("it", "its"), _End("it", "i")),
}
"""Those that may get an antecedent; "they" hardly does so far from any name."""


class Silent(NamedTuple):
    """Hold the tokens of a sentence that need not be read, and of its countries."""

    tokens: Sequence[int]
    countries: Sequence[range]


def silent(
    words: Words,
    runs: Sequence[Sequence[int]],
    small: Sequence[bool],
    common: Collection[str],
    *,
    stretch: int = STRETCH,
) -> Iterator[Silent]:
    """Yield those of the sentences of a document that need not be read.

    `runs` are the tokens of all its sentences, `small` tells of each token whether it
    has no letter but small ones, and `common` are words that begin many sentences.
    What stays out is whole and begins with a capital: with a common word, or one that
    the document writes small more often. All else in it that has one is a country or
    can be no name. It has one end of a relation at most, and none that what follows
    may refer back to. At least `stretch` words in a row stay out, or none.
    """
    found = capitals(words, runs, small, common)
    amid = (
        it.tokens[-1] != first_of(words, run)
        for run, row in zip(runs, found, strict=True)
        for it in row
    )
    if not any(amid):  # who writes nothing with a capital may write names without
        return
    countries = [[it for it in row if it.sort == COUNTRY] for row in found]
    ends = [_ends(words, *pair) for pair in zip(runs, countries, strict=True)]
    needed = [
        any(it.sort == NAME for it in row)
        or not _is_whole(words, run, small)
        or len({end.group for end in said}) > 1
        for run, row, said in zip(runs, found, ends, strict=True)
    ]
    _keep_referred(needed, ends)
    _keep_short(needed, [len(run) for run in runs], stretch)
    for run, need, row in zip(runs, needed, countries, strict=True):
        if not need:
            yield Silent(run, [range(it.tokens[0], it.tokens[-1] + 1) for it in row])


def _is_whole(words: Words, run: Sequence[int], small: Sequence[bool]) -> bool:
    """Say whether a sentence has both its ends, and quotations none or all of them."""
    texts = words.texts
    begin = first_of(words, run)
    if begin < 0 or small[begin]:
        return False
    last = texts[run[-1]]
    if last not in ENDS and last not in CLOSERS:
        return False
    return sum(texts[i] in _QUOTES for i in run) % 2 == 0


def _ends(words: Words, run: Sequence[int], countries: Sequence[Stretch]) -> list[_End]:
    """Return what in a sentence may stand for a name, and a country if there is one."""
    known = _meaning()
    inside = {i for found in countries for i in found.tokens}
    lowered = (words.texts[i].lower() for i in run if i not in inside)
    found = [known[word] for word in lowered if word in known]
    return [*found, _COUNTRY_END] if countries else found


def _keep_referred(needed: list[bool], ends: Sequence[Sequence[_End]]) -> None:
    """Mark as needed what a sentence that is needed may refer back to."""
    last: dict[str, int] = {}  # where each sort is next referred to
    for at in range(len(needed) - 1, -1, -1):
        sorts = {sort for end in ends[at] for sort in end.sorts}
        needed[at] |= any(s in last and last[s] - at <= REACH[s] for s in sorts)
        if needed[at]:
            last |= dict.fromkeys(sorts, at)


def _keep_short(needed: list[bool], sizes: Sequence[int], stretch: int) -> None:
    """Mark as needed what stands in few words between what is."""
    begin = 0
    for need, group in groupby(list(needed)):
        end = begin + len(list(group))
        if not need and sum(sizes[begin:end]) < stretch:
            needed[begin:end] = [True] * (end - begin)
        begin = end


@cache
def _meaning() -> Mapping[str, _End]:
    """Return what each pronoun, and each noun that refers back, may mean."""
    nouns = names.word_list("annotate")["descriptions"]
    found = {"old": _End("old", "mf")}  # "the 39-year-old"
    for kind, words in nouns.items():
        sorts = "mf" if kind == PERSON else "i"
        found |= {word: _End(word, sorts) for word in words}
    return found | _PRONOUNS
