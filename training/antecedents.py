"""Learn from vectors and signs what references mean: `antecedents.py --help`.

Examples are the articles of `articles/`, GUM and, for people, LitBank at a part of the
weight (see `references.py`). The score of a reference and what it may mean is the sum
of what their signs weigh and what a net of one layer makes of both vectors; a reference
may have several right answers, whose probabilities are summed.

Writes `kg/data/en_kg/antecedents.npz`, which `kg.identity.likeness` reads.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from kg import annotate
from kg.identity.likeness import GROUPS
from kg.records import Mention
from numpy.typing import NDArray
from torch import Tensor, nn

from articles import Article, read_articles
from references import (
    LITERATURE,
    SPOKEN,
    Document,
    Example,
    documents,
    examples,
    read_document,
    read_gum,
    read_litbank,
)

ROOT = Path(__file__).parents[1]
ANSWERED = {"person": 0.65, "its": 0.55, "it": 0.6, "description": 0.5, "noun": 0.5}
"""How likely an answer must be."""

HELD = 5
"""One document in this many is kept back to measure on."""

SHOWN = (0.4, 0.5, 0.6, 0.7, 0.8)
LEAST_SEEN = 4
"""A sign that stands in fewer examples is left out."""


@dataclass(frozen=True)
class Source:
    """Hold a document, what can be learnt from it, and where it is from."""

    name: str
    document: Document
    examples: Sequence[Example]


def source(name: str, document: Document, weight: float = 1.0) -> Source:
    """Return what can be learnt from a document; of a novel, of people alone."""
    groups = ("person",) if name == "novels" else GROUPS
    found = examples(document, groups, loose=True)
    return Source(name, document, [replace(one, weight=weight) for one in found])


def articles(folder: Path) -> Iterator[Source]:
    """Yield the articles written for this project."""
    nlp = annotate.load_pipeline()
    for article in read_articles(folder):
        chains = partial(_chains, article=article)
        yield source("written", read_document(nlp, article.id, article.text, chains))


def _chains(mentions: Sequence[Mention], article: Article) -> dict[int, str]:
    """Return whom each mention means, by the marks of an article."""
    marks = [mark for mark in article.marks if len(mark.ids) == 1]
    chains = {}
    for mention in mentions:
        for mark in marks:
            over = mark.start < mention.end and mention.start < mark.end
            same = {
                "name": mark.form == "name" and over,
                "pronoun": mark.start == mention.start,
                "description": mark.form != "name" and over and mark.end == mention.end,
            }
            if same[mention.form]:
                chains[mention.start] = mark.ids[0]
    return chains


class Net(nn.Module):
    """Score links by vectors and signs."""

    def __init__(
        self, signs: int, width: int, size: int = 96, drop: float = 0.3
    ) -> None:
        super().__init__()
        self.signs = signs
        self.shared = nn.Parameter(torch.zeros(signs + 1))
        self.own = nn.Parameter(torch.zeros(len(GROUPS), signs + 1))
        self.a = nn.Linear(width, size)
        self.b, self.p, self.q = (nn.Linear(width, size, bias=False) for _ in range(3))
        self.d = nn.Linear(width, size)
        self.group = nn.Parameter(torch.randn(len(GROUPS), size) * 0.05)
        self.none = nn.Parameter(torch.randn(len(GROUPS), size) * 0.05)
        self.out = nn.Parameter(torch.randn(2 * size) * 0.05)
        self.drop = nn.Dropout(drop)

    def forward(
        self, rows: Tensor, groups: Tensor, reference: Tensor, links: Tensor
    ) -> Tensor:
        """Return the scores of none and of each link (examples x links + 1)."""
        table = self.shared + self.own
        sums = table[groups[:, None, None], rows] * (rows > 0)
        own, other = self.drop(reference), self.drop(links)
        hidden = torch.relu(
            self.a(own)[:, None] + self.b(other) + self.group[groups][:, None]
        )
        alike = self.p(own)[:, None] * self.q(other)
        both = self.drop(torch.cat([hidden, alike], -1)) @ self.out
        nobody = (self.none[groups] * self.drop(torch.relu(self.d(own)))).sum(-1, True)
        return sums.sum(2) + torch.cat([nobody, both], 1)


class Batches:
    """Turn examples into tensors; vectors have mean 0 and deviation 1."""

    def __init__(self, found: Sequence[Source]) -> None:
        learnt = [one for each in found for one in each.examples]
        texts = [each.document for each in found]
        seen = Counter(sign for one in learnt for row in one.rows for sign in set(row))
        self.signs = sorted(sign for sign, count in seen.items() if count >= LEAST_SEEN)
        self._at = {sign: number for number, sign in enumerate(self.signs, 1)}
        stacked = [v for one in texts for v in one.vectors.values()]
        every = np.array(stacked, dtype=np.float32)
        self.mean, self.deviation = every.mean(0), every.std(0) + 1e-3
        places = ((one.id, start) for one in texts for start in one.vectors)
        self._row = {place: row for row, place in enumerate(places, 1)}
        scaled = (every - self.mean) / self.deviation
        self._vectors = np.vstack([np.zeros_like(scaled[:1]), scaled])
        self._width = max(len(row) for one in learnt for row in one.rows)
        self._known = {id(one): self._table(one.rows) for one in learnt}

    def _table(self, rows: Sequence[Sequence[str]]) -> NDArray[np.int64]:
        table = np.zeros((len(rows), self._width), dtype=np.int64)
        for number, row in enumerate(rows):
            known = [self._at[sign] for sign in row if sign in self._at]
            table[number, : len(known)] = known
        return table

    def feed(self, examples: Sequence[Example]) -> dict[str, Tensor]:
        """Return the inputs of the net."""
        most = max(len(one.rows) for one in examples)
        rows = np.zeros((len(examples), most, self._width), dtype=np.int64)
        links = np.zeros((len(examples), most - 1), dtype=np.int64)
        for i, one in enumerate(examples):
            rows[i, : len(one.rows)] = self._known[id(one)]
            links[i, : len(one.links)] = [self._at_row(link) for link in one.links]
        own = [self._at_row(one.reference) for one in examples]
        return {
            "rows": torch.from_numpy(rows),
            "groups": torch.tensor([GROUPS.index(one.group) for one in examples]),
            "reference": torch.from_numpy(self._vectors[own]),
            "links": torch.from_numpy(self._vectors[links]),
        }

    def there(self, examples: Sequence[Example]) -> tuple[Tensor, Tensor]:
        """Return what to add to all scores that are there, and to the right ones."""
        most = max(len(one.rows) for one in examples)
        there = torch.full((len(examples), most), -1e4)
        right = there.clone()
        for i, one in enumerate(examples):
            there[i, : len(one.rows)] = 0
            right[i, list(one.right)] = 0
        return there, right

    def _at_row(self, mention: Mention) -> int:
        return self._row.get((mention.document, mention.start), 0)


def learn(found: Sequence[Source], batches: Batches, *, epochs: int) -> Net:
    """Train a net on all examples of some documents."""
    net = Net(len(batches.signs), len(batches.mean))
    signs = [net.shared, net.own]
    rest = [p for p in net.parameters() if not any(p is sign for sign in signs)]
    steps = torch.optim.AdamW(
        [
            {"params": rest, "weight_decay": 0.05, "lr": 1.5e-3},
            {"params": signs, "weight_decay": 0.1, "lr": 0.02},
        ]
    )
    learnt = [one for each in found for one in each.examples]
    size = 64
    total = epochs * (len(learnt) // size + 1)
    course = torch.optim.lr_scheduler.LambdaLR(
        steps, lambda s: max(0.02, 1 - s / total)
    )
    for _ in range(epochs):
        net.train()
        random.shuffle(learnt)
        for start in range(0, len(learnt), size):
            part = learnt[start : start + size]
            there, right = batches.there(part)
            scores = net(**batches.feed(part)) + there
            missed = torch.logsumexp(scores, 1) - torch.logsumexp(scores + right, 1)
            loss = (missed * torch.tensor([one.weight for one in part])).mean()
            steps.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            steps.step()
            course.step()
    return net.eval()


def weights_of(net: Net, batches: Batches) -> dict[str, Any]:
    """Return what is written: matrices to multiply rows with, and signs by group."""
    parts = {
        name.upper(): getattr(net, name).weight.T for name in ("a", "b", "p", "q", "d")
    }
    parts |= {
        "bias": net.a.bias,
        "bias_none": net.d.bias,
        "group": net.group,
        "none": net.none,
        "out": net.out,
    }
    arrays = {n: p.detach().numpy().astype(np.float16) for n, p in parts.items()}
    table = (net.shared + net.own)[:, 1:].detach().numpy().astype(np.float16)
    return arrays | {
        "mean": batches.mean.astype(np.float16),
        "deviation": batches.deviation.astype(np.float16),
        "signs": np.array(batches.signs),
        "weights": table,
        "answered": np.array([ANSWERED[name] for name in GROUPS]),
    }


@torch.no_grad()
def judged(net: Net, batches: Batches, found: Source) -> Iterator[tuple[Any, ...]]:
    """Yield group, probability and verdict of the best answer to each reference."""
    document = found.document
    of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in document.named:
        if name.start in document.chains:
            of[name.kind, name.name].add(document.chains[name.start])
    known = {chain for chains in of.values() for chain in chains}
    meant = {name.start: {(name.kind, name.name): 1.0} for name in document.named}
    for one in found.examples:
        there, _ = batches.there([one])
        likely = torch.softmax(net(**batches.feed([one])) + there, 1)[0].tolist()
        sums: dict[tuple[str, str], float] = defaultdict(float)
        for link, share in zip(one.links, likely[1:], strict=True):
            for key, part in meant.get(link.start, {}).items():
                sums[key] += share * part
        for other in one.others:
            for key, part in meant.get(other.start, {}).items():
                if key in sums:
                    sums[key] *= 1 - 0.9 * part
        meant[one.reference.start] = dict(sums)
        best = max(sorted(sums), key=lambda key: sums[key], default=("", ""))
        chain = document.chains.get(one.reference.start, "")
        verdict = "right" if chain and chain in of[best] else "wrong"
        if best != ("", "") and not of[best]:
            verdict = "?"
        yield (
            found.name,
            one.group,
            sums.get(best, 0.0),
            verdict,
            chain in known,
        )


def show(rows: Sequence[tuple[Any, ...]]) -> None:
    """Print precision and recall by group at some thresholds."""
    for source, name in sorted({row[:2] for row in rows}):
        mine = [row for row in rows if row[:2] == (source, name)]
        answerable = sum(row[4] for row in mine)
        told = f"{source:8}{name:12} {answerable:4}/{len(mine):4}"
        for limit in SHOWN:
            count = Counter(row[3] for row in mine if row[2] >= limit)
            judged_ = max(1, count["right"] + count["wrong"])
            told += (
                f" | {limit}: P {count['right'] / judged_:.2f}"
                f" R {count['right'] / max(1, answerable):.2f}"
            )
        print(told, flush=True)


def main() -> None:
    """Learn from everything and write the net; before that, measure if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=ROOT / "training/articles")
    parser.add_argument("--data", type=Path, required=True, help="holds ud/en_gum-*")
    parser.add_argument("--litbank", type=Path)
    parser.add_argument(
        "--out", type=Path, default=ROOT / "kg/data/en_kg/antecedents.npz"
    )
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--judge", action="store_true", help="measure on a fifth first")
    options = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    gum = read_gum(sorted((options.data / "ud").glob("en_gum-*.conllu")))
    written = [one for one in documents(gum) if not one.id.startswith(SPOKEN)]
    found = [*articles(options.articles), *(source("gum", one) for one in written)]
    if options.litbank:
        novels = documents(read_litbank(options.litbank))
        found += [source("novels", one, LITERATURE) for one in novels]
    batches = Batches(found)
    print(Counter((each.name, one.group) for each in found for one in each.examples))
    if options.judge:
        others = [one for at, one in enumerate(found) if at % HELD]
        net = learn(others, batches, epochs=options.epochs)
        held = found[::HELD]
        show([row for one in held for row in judged(net, batches, one)])
    net = learn(found, batches, epochs=options.epochs)
    np.savez_compressed(options.out, **weights_of(net, batches))


if __name__ == "__main__":
    main()
