"""Learn what the signs of plural references weigh: `several.py`.

The articles written for this project mark what "they", "both", "the two banks" refer
to, one person or firm or several. Names, trees and singular references are those that
the pipeline finds, as later in use; a reference whose group is not among those that it
may mean counts as open. Each weight is one for all sorts of references plus one of its
sort, which is held back more (H. Daumé III, ACL 2007).

Every eighth article is kept back. Writes `kg/data/several.toml`, and prints what is
answered, and how much of it is right, in each fifth of the others by weights that were
learnt from the rest, and in what was kept back.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

import torch
from kg import annotate
from kg.identity import corefer
from kg.identity.parties import Parties
from kg.identity.ranking import probabilities
from kg.identity.wishes import SORTS, sort
from kg.records import Mention
from spacy.language import Language

from articles import Article, Marked, read_articles

ROOT = Path(__file__).parents[1]

HELD, HELD_OF_SORT = 1.0, 3.0
"""How much a weight is drawn towards 0: that of all references, and one sort's."""

ANSWERED = {
    "they": 0.7,
    "them": 0.8,
    "their": 0.8,
    "two": 0.75,
    "pair": 0.6,
    "counted": 0.7,
    "kin": 0.8,
}
"""How likely an answer must be."""

FOLDS = 5
KEPT_BACK = 8
LEAST = 0.05
"""Weights below are left out."""

_ALL = "all"

Table: TypeAlias = Mapping[str, Mapping[str, float]]
"""What signs weigh, by sort."""

Tally: TypeAlias = Counter[tuple[str, str, str]]
"""Counts by part, sort and what is counted."""

TOLD = ("several", "answered", "right")


@dataclass(frozen=True)
class Example:
    """Hold a reference: the signs of none and of each group, and which are right."""

    article: int
    sort: str
    rows: Sequence[Sequence[str]]
    right: Sequence[bool]
    means_several: bool


def examples(nlp: Language, article: Article, number: int) -> Iterable[Example]:
    """Yield the plural references of an article."""
    doc = annotate.read(nlp, article.text)
    found = annotate.mentions(doc, document=article.id)
    vectors = annotate.vectors(doc, found)
    parted = corefer.parted(found)
    named, singular = corefer.told(parted, article.text, vectors=vectors)
    ids = _ids(article, named)
    parties = Parties([*named, *singular], parted.several, article.text)
    for reference in parted.several:
        column = sort(reference)
        if not column:
            continue
        groups, none = parties.read(reference)
        meant = _meant(article, reference)
        right = [
            meant == {ids.get((one.kind, one.name)) for one in group.members}
            for group in groups
        ]
        rows = [sorted(none), *(sorted(group.signs) for group in groups)]
        yield Example(number, column, rows, [not any(right), *right], bool(meant))
        if any(right):
            parties.mean(reference, groups[right.index(True)].members)


def _meant(article: Article, reference: Mention) -> set[str]:
    """Return the ids of the several whom the article marks a reference to mean."""
    for mark in article.marks:
        if mark.start < reference.end and reference.start < mark.end:
            return set(mark.ids) if len(mark.ids) > 1 else set()
    return set()


def _ids(article: Article, named: Iterable[Mention]) -> dict[tuple[str, str], str]:
    """Return the id of each name that was found, by kind and name."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for mention in named:
        for mark in article.marks:
            if mark.form != "pronoun" and len(mark.ids) == 1 and _is(mark, mention):
                votes[mention.kind, mention.name][mark.ids[0]] += 1
    return {key: found.most_common(1)[0][0] for key, found in votes.items()}


def _is(mark: Marked, mention: Mention) -> bool:
    """Say whether a mark and a mention are of the same name, cut differently or not."""
    shared = min(mark.end, mention.end) - max(mark.start, mention.start)
    if 2 * shared < mention.end - mention.start:
        return False
    return 5 * shared >= 2 * (mark.end - mark.start) or mark.end == mention.end


def learn(data: Sequence[Example]) -> Table:
    """Return what the signs weigh, by sort."""
    places: dict[str, int] = {}
    rows: list[list[int]] = []
    owner: list[int] = []
    right: list[float] = []
    for number, example in enumerate(data):
        for row, is_right in zip(example.rows, example.right, strict=True):
            named = [f"{which}|{s}" for s in row for which in (_ALL, example.sort)]
            rows.append([places.setdefault(name, len(places)) for name in named])
            owner.append(number)
            right.append(float(is_right))
    flat = torch.tensor([at for row in rows for at in row])
    begins = torch.tensor([0, *accumulate(map(len, rows))][:-1])
    owners, is_right = torch.tensor(owner), torch.tensor(right, dtype=torch.float64)
    pulls = [HELD if name.startswith(f"{_ALL}|") else HELD_OF_SORT for name in places]
    pull = torch.tensor(pulls, dtype=torch.float64)
    weights = torch.zeros(len(places), 1, dtype=torch.float64, requires_grad=True)
    none = torch.zeros(len(data), dtype=torch.float64)

    def loss() -> torch.Tensor:
        bag = torch.nn.functional.embedding_bag
        powers = bag(flat, weights, begins, mode="sum")[:, 0].exp()
        whole = none.index_add(0, owners, powers)
        good = none.index_add(0, owners, powers * is_right)
        return (whole.log() - good.log()).sum() + (pull * weights[:, 0] ** 2).sum() / 2

    optimiser = torch.optim.LBFGS(
        [weights], max_iter=300, line_search_fn="strong_wolfe"
    )

    def step() -> torch.Tensor:
        optimiser.zero_grad()
        value = loss()
        value.backward()
        return value

    optimiser.step(step)
    told = dict(zip(places, weights.detach()[:, 0].tolist(), strict=True))
    signs = sorted({name.split("|", 1)[1] for name in places})
    return {
        column: {
            sign: round(
                told.get(f"{_ALL}|{sign}", 0) + told.get(f"{column}|{sign}", 0), 2
            )
            for sign in signs
        }
        for column in SORTS
    }


def tell(
    title: str,
    data: Iterable[Example],
    weights: Table,
    tally: Tally,
) -> None:
    """Count what is answered, and how much of that is right."""
    for example in data:
        zeros = [0.0] * len(example.rows)
        likely = probabilities(example.rows, weights[example.sort], zeros)
        best = max(range(len(likely)), key=lambda at: likely[at] * (at > 0))
        for column in (example.sort, _ALL):
            several, answered, right = ((title, column, what) for what in TOLD)
            tally[several] += example.means_several
            if best and likely[best] >= ANSWERED[example.sort]:
                tally[answered] += 1
                tally[right] += example.right[best]


def write(weights: Table, path: Path) -> None:
    """Write the table of the package."""
    lines = [
        "# What the signs of plural references weigh, made by training/several.py from",
        f"# the written articles. Columns: {', '.join(SORTS)}.",
        "",
        "# How likely an answer must be.",
        "[answered]",
        *(f"{column} = {least}" for column, least in ANSWERED.items()),
        "",
        "[weights]",
    ]
    for sign in sorted(next(iter(weights.values()))):
        row = [weights[column][sign] for column in SORTS]
        if any(abs(weight) >= LEAST for weight in row):
            lines.append(f'"{sign}" = {row}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Learn, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=Path, default=ROOT / "training/articles")
    parser.add_argument("--out", type=Path, default=ROOT / "kg/data/several.toml")
    args = parser.parse_args()
    torch.set_num_threads(1)
    nlp = annotate.load_pipeline()
    data = [
        example
        for number, article in enumerate(read_articles(args.articles))
        for example in examples(nlp, article, number)
    ]
    learnt = [one for one in data if one.article % KEPT_BACK]
    tally: Tally = Counter()
    for fold in range(FOLDS):
        rest = [one for one in learnt if one.article % FOLDS != fold]
        part = [one for one in learnt if one.article % FOLDS == fold]
        tell("learnt", part, learn(rest), tally)
    weights = learn(learnt)
    kept = [one for one in data if not one.article % KEPT_BACK]
    tell("kept back", kept, weights, tally)
    for title in ("learnt", "kept back"):
        for column in (*SORTS, _ALL):
            print(title, column, {what: tally[title, column, what] for what in TOLD})
    write(weights, args.out)


if __name__ == "__main__":
    main()
