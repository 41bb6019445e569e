"""The cost of many names: made-up ones, as unevenly common as real ones are.

A tenth of the people share one surname and a tenth of the organisations one first word:
the worst that blocks of names can meet. Given names, surnames and words follow Zipf's
law. Each name stands in one to three of the documents; one person in twenty is also
called by the bare surname somewhere.
"""

import random
import resource
from collections.abc import Iterator, Sequence
from itertools import accumulate
from time import perf_counter, process_time

from kg.identity.resolve import Use, resolve_uses
from kg.records import INITIATIVE, ORGANISATION, PERSON

_ONSETS = [*"bdfghjklmnprstvz", "br", "dr", "gr", "kl", "pr", "sh", "st", "tr"]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
_ENDS = ["", "", "n", "r", "l", "s", "nd", "rt", "m", "ck"]
_TRADES = [
    "Group", "Holdings", "Industries", "Bank", "Foods", "Systems", "Partners", "Energy",
    "Capital", "Motors", "Logistics", "Software", "Insurance", "Steel", "Media",
    "Institute", "Foundation", "Council", "Agency",
]  # fmt: skip
_FORMS = ["", "", "", " Inc", " Ltd", " plc", " Corp", " GmbH", " SA", " Co"]
_PER_DOCUMENT = 8


def measure(count: int) -> None:
    """Print how long `count` distinct names take to resolve, and the peak memory."""
    start = perf_counter()
    named = list(uses(count))
    distinct = len({(use.kind, use.name) for use in named})
    print(
        f"{distinct} distinct names in {len(named)} uses "
        f"of {sum(use.mentions for use in named)} mentions: "
        f"made in {perf_counter() - start:.0f} s, {_peak()} MB"
    )
    start, worked = perf_counter(), process_time()
    found = resolve_uses(named)
    print(
        f"{len(found.entities)} entities, {len(found.merges)} pairs told of: "
        f"{perf_counter() - start:.0f} s ({process_time() - worked:.0f} s of work), "
        f"{_peak()} MB at most"
    )


def uses(count: int) -> Iterator[Use]:
    """Yield the counted names; the same for the same `count`."""
    rng = random.Random(7)
    documents = [f"d{number}" for number in range(max(10, count // _PER_DOCUMENT))]
    given = _Zipf(rng, _words(rng, 3_000))
    surnames = _Zipf(rng, _words(rng, max(100, count // 12)))
    words = _Zipf(rng, _words(rng, max(100, count // 15)))
    seen: set[str] = set()
    while len(seen) < count:
        kind, name = _name(rng, given, surnames, words)
        if name in seen:
            continue
        seen.add(name)
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            document = documents[rng.randrange(len(documents))]
            mentions = int(rng.paretovariate(1.2))
            yield Use(document, kind, name, name, mentions=mentions)
        if kind == PERSON and rng.random() < 0.05:
            bare = name.split(" ")[-1]
            yield Use(documents[rng.randrange(len(documents))], kind, bare, bare)


def _name(
    rng: random.Random, given: "_Zipf", surnames: "_Zipf", words: "_Zipf"
) -> tuple[str, str]:
    draw = rng.random()
    if draw < 0.6:
        surname = "Rovik" if rng.random() < 0.1 else surnames.draw()
        middle = f" {rng.choice('ABCDEFGHJKLMRST')}." if rng.random() < 0.2 else ""
        second = f" {given.draw()}" if rng.random() < 0.3 else ""
        return PERSON, f"{given.draw()}{second}{middle} {surname}"
    first = "Zandor" if rng.random() < 0.1 else words.draw()
    more = f" {words.draw()}" if rng.random() < 0.7 else ""
    if draw < 0.95:
        form = rng.choice(_FORMS)
        return ORGANISATION, f"{first}{more} {rng.choice(_TRADES)}{form}"
    return INITIATIVE, f"{first}{more} {rng.choice(('Initiative', 'Plan', 'Accord'))}"


class _Zipf:
    """Draw words, the first far more often than the last."""

    def __init__(self, rng: random.Random, words: Sequence[str]) -> None:
        self._rng = rng
        self._words = words
        self._weights = [*accumulate(1 / (rank + 10) for rank in range(len(words)))]

    def draw(self) -> str:
        return self._rng.choices(self._words, cum_weights=self._weights)[0]


def _words(rng: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = (
            rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_ENDS)
            for _ in range(rng.choice((2, 2, 3)))
        )
        found["".join(syllables).capitalize()] = None
    return list(found)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
