"""What every measure shares: counts, scores, names' edges, and links. No spaCy here."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from statistics import fmean

ALL = "all"
"""The row that adds up the rows of a table."""

EDGES = frozenset({"the", "'s", "’s", "'", "’", '"', "``", "''", "“", "”"})
"""Words that are no error at the edge of a name, in lower case."""

Place = tuple[str, int, int]
"""A document, and the start and end of a name in it."""

_FIRST = re.compile(r"(\S+)\s+(?=\S)")
_LAST = re.compile(r"(\S)\s+(\S+)$")
_POSSESSIVE = re.compile(r"(\w)['’]s?$")


@dataclass(frozen=True, slots=True)
class Score:
    """Hold precision, recall and F1 (0 where undefined) and how much they rest on."""

    precision: float
    recall: float
    f1: float
    found: int
    gold: int

    @classmethod
    def of(cls, precision: float, recall: float, found: int, gold: int) -> "Score":
        """Make a score with the harmonic mean of precision and recall."""
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return cls(precision, recall, f1, found, gold)

    @classmethod
    def counted(cls, right: int, found: int, gold: int) -> "Score":
        """Make the score of so many right ones among the found and the gold."""
        shares = right / found if found else 0.0, right / gold if gold else 0.0
        return cls.of(*shares, found, gold)


Table = dict[str, Score]
"""Scores by what the row is about, in the order to show them."""


@dataclass
class Tally:
    """Count right, found and gold things by label, over many documents."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(
        self, gold: Iterable[str], found: Iterable[str], right: Iterable[str]
    ) -> None:
        """Count the labels of what is gold, what was found and what of it is right."""
        self.gold.update(gold)
        self.found.update(found)
        self.right.update(right)

    def compare(
        self,
        gold: AbstractSet[tuple[object, ...]],
        found: AbstractSet[tuple[object, ...]],
    ) -> None:
        """Count things that end in their label; those in both sets are right."""
        self.add(_labels(gold), _labels(found), _labels(gold & found))

    def score(self, label: str) -> Score:
        """Return the score of one label."""
        return Score.counted(self.right[label], self.found[label], self.gold[label])

    def table(self, labels: Iterable[str] | None = None) -> Table:
        """Return the scores of the labels (all, sorted, if left out) and their sum."""
        rows = sorted(self.gold | self.found) if labels is None else list(labels)
        sums = (sum(c[x] for x in rows) for c in (self.right, self.found, self.gold))
        return {x: self.score(x) for x in rows} | {ALL: Score.counted(*sums)}


def _labels(things: Iterable[tuple[object, ...]]) -> list[str]:
    return [str(thing[-1]) for thing in things]


def trimmed(
    text: str, start: int, end: int, *, is_edge: Callable[[str], bool]
) -> tuple[int, int]:
    """Return a stretch of text without the words at its edges that are no errors.

    `is_edge` is asked with each word in lower case. A possessive ending goes as well;
    the last word that is left always stays.
    """
    while True:
        first = _FIRST.match(text, start, end)
        last = _LAST.search(text, start, end)
        own = _POSSESSIVE.search(text, start, end)
        if first and is_edge(first[1].lower()):
            start = first.end()
        elif last and is_edge(last[2].lower()):
            end = last.end(1)
        elif own:
            end = own.end(1)
        else:
            return start, end


def pairwise(
    gold: Mapping[Place, Hashable], system: Mapping[Place, Hashable], *, across: bool
) -> Score:
    """Compare which pairs of the names of `gold` two clusterings link.

    Pairs lie within documents or across them.
    """
    both = {place: (gold[place], system[place]) for place in gold}
    found = {place: system[place] for place in gold}
    return Score.counted(*(_pairs(each, across) for each in (both, found, gold)))


def _pairs(clusters: Mapping[Place, Hashable], across: bool) -> int:
    """Count the pairs of names that share a cluster."""
    inside = Counter((place[0], cluster) for place, cluster in clusters.items())
    within = sum(n * (n - 1) // 2 for n in inside.values())
    if not across:
        return within
    return sum(n * (n - 1) // 2 for n in Counter(clusters.values()).values()) - within


def b_cubed(gold: Mapping[Place, Hashable], system: Mapping[Place, Hashable]) -> Score:
    """Return B-cubed (Bagga and Baldwin 1998) over the names of `gold`.

    For each name, the share of its found cluster that belongs there, and the share of
    its gold cluster that was found; averaged over names.
    """
    if not gold:
        return Score.of(0.0, 0.0, 0, 0)
    both = Counter((gold[place], system[place]) for place in gold)
    truth, found = Counter(gold.values()), Counter(system[place] for place in gold)
    precision = sum(n * n / found[s] for (_, s), n in both.items()) / len(gold)
    recall = sum(n * n / truth[g] for (g, _), n in both.items()) / len(gold)
    return Score.of(precision, recall, len(gold), len(gold))


def mean(tables: Iterable[Table]) -> Table:
    """Average the scores of equal rows, each table counting the same.

    A row that a table has no gold for is left out of its average.
    """
    rows: dict[str, list[Score]] = defaultdict(list)
    for table in tables:
        for label, score in table.items():
            if score.gold:
                rows[label].append(score)
    return {label: _average(scores) for label, scores in rows.items()}


def _average(scores: Sequence[Score]) -> Score:
    return Score(
        fmean(score.precision for score in scores),
        fmean(score.recall for score in scores),
        fmean(score.f1 for score in scores),
        sum(score.found for score in scores),
        sum(score.gold for score in scores),
    )
