"""Tell the sentences that name nobody, and from which nobody can be related.

"We must do more." The net need not read it: a name is written with a capital, and a
relation has two ends in one sentence. What is called a sentence here is what `chunks`
takes for one; where it is in doubt that one ends, the two are one.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from kg import names
from kg.encode.chunks import CLOSERS, ENDS, Words
from kg.records import PERSON

REACH = {"m": 4, "f": 4, "i": 1}
"""How many sentences ahead, by sort, something may still be referred back to."""

STRETCH = 45
"""Words in a row below which none is left out: what stays would be read worse."""

_QUOTES = frozenset('"“”')


class _End(NamedTuple):
    """What a pronoun or noun may mean: of words of one `group` all mean the same."""

    group: str
    sorts: str  # m and f for people, i for all else


_PRONOUNS = {
    **dict.fromkeys(("he", "his"), _End("he", "m")),
    "him": _End("him", "m"),
    **dict.fromkeys(("she", "her", "hers"), _End("she", "f")),
    **dict.fromkeys(("it", "its"), _End("it", "i")),
}
"""Those that may get an antecedent; "they" hardly does so far from any name."""


def silent(
    words: Words,
    runs: Sequence[Sequence[int]],
    small: Sequence[bool],
    common: Collection[str],
    *,
    stretch: int = STRETCH,
) -> Iterator[Sequence[int]]:
    """Yield those of the sentences of a document that need not be read.

    `runs` are the tokens of all its sentences, `small` tells of each token whether it
    has no letter but small ones, and `common` are words that begin many sentences.
    What stays out is whole, has no word but its first with a capital, and that one is
    no name: a common word, or one that the document writes small more often. It has
    one end of a relation at most, and none that what follows may refer back to. At
    least `stretch` words in a row stay out, or none.
    """
    texts = words.texts
    firsts = [next((i for i in run if texts[i][0].isalpha()), -1) for run in runs]
    begun = {i for i in firsts if i >= 0}
    big = [i for i, is_small in enumerate(small) if not is_small and texts[i] != "I"]
    upper = Counter(texts[i].lower() for i in big if i not in begun)
    if not upper:  # who writes nothing with a capital may write names without
        return
    lower = Counter(
        text for text, is_small in zip(texts, small, strict=True) if is_small
    )
    begins = {texts[i].lower() for i in begun}
    usual = {word for word in begins if lower[word] + (word in common) > upper[word]}
    ends = [_ends(words, run) for run in runs]
    needed = [
        not (_is_whole(words, run) and _is_nameless(words, run, first, small, usual))
        or len({end.group for end in found}) > 1
        for run, first, found in zip(runs, firsts, ends, strict=True)
    ]
    _keep_referred(needed, ends)
    _keep_short(needed, [len(run) for run in runs], stretch)
    yield from (run for run, need in zip(runs, needed, strict=True) if not need)


def _is_whole(words: Words, run: Sequence[int]) -> bool:
    """Say whether a sentence has its end, and quotations none or all of them."""
    texts = words.texts
    last = texts[run[-1]]
    if last not in ENDS and last not in CLOSERS:
        return False
    return sum(texts[i] in _QUOTES for i in run) % 2 == 0


def _is_nameless(
    words: Words,
    run: Sequence[int],
    first: int,
    small: Sequence[bool],
    usual: Collection[str],
) -> bool:
    """Say whether no word of a sentence can be a name, by its capitals."""
    texts = words.texts
    if any(not small[i] and i != first and texts[i] != "I" for i in run):
        return False
    if first < 0 or small[first]:
        return False
    rest = texts[first][1:]
    known = texts[first] == "I" or texts[first].lower() in usual
    return known and (rest.islower() or not rest)


def _ends(words: Words, run: Sequence[int]) -> list[_End]:
    """Return what in a sentence may stand for a name."""
    known = _meaning()
    lowered = (words.texts[i].lower() for i in run)
    return [known[word] for word in lowered if word in known]


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
