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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from kg import annotate
from kg.identity import anaphora, corefer
from kg.identity.descriptions import Described
from kg.identity.fitting import Fitting
from kg.identity.likeness import GROUPS
from kg.identity.ranking import Ranking, Table
from kg.identity.signs import group, read
from kg.identity.surroundings import Surroundings
from kg.records import Mention
from numpy.typing import NDArray
from torch import Tensor, nn

from articles import Article, read_articles
from references import (
    LITERATURE,
    SPOKEN,
    Marked,
    chains_of,
    gum_references,
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


@dataclass
class Example:
    """Hold one reference: its vector, signs, and which of its links are right."""

    group: int
    reference: Mention
    links: Sequence[Mention]
    rows: Sequence[Sequence[str]]
    right: Sequence[int]
    others: Sequence[Mention]
    weight: float


@dataclass
class Document:
    """Hold the references of one document, its gold chains and its vectors."""

    id: str
    source: str
    chains: Mapping[int, str]
    vectors: Mapping[int, Any]
    named: Sequence[Mention]
    examples: Sequence[Example]


class Recorder(Ranking):
    """Note what would be ranked, and answer nothing."""

    def __init__(
        self,
        around: Surroundings,
        fitting: Fitting,
        chains: Mapping[int, str],
        weight: float,
    ) -> None:
        super().__init__(around, fitting, table=Table({}, {}))
        self._chains = chains
        self._weight = weight
        self.examples: list[Example] = []

    def bind(self, reference: Mention, name: Mention) -> None:
        """Note what grammar binds as well: it shows what signs weigh."""
        self.answer(reference)

    def answer(self, reference: Mention, *, surest: bool = False) -> tuple[str, str]:
        """Note the signs of a reference."""
        kind, chain = group(reference), self._chains.get(reference.start, "")
        if kind and (chain or kind != "person"):
            signs = read(self._around, reference, self._fitting, loose=True)
            links = [link.mention for link in signs.links]
            right = [
                at
                for at, link in enumerate(links, 1)
                if chain and self._chains.get(link.start) == chain
            ]
            self.examples.append(
                Example(
                    GROUPS.index(kind),
                    reference,
                    links,
                    [signs.none, *signs.each],
                    right or [0],
                    signs.others,
                    self._weight,
                )
            )
        return "", ""


class Reader:
    """Find what the pipeline finds in marked texts."""

    def __init__(self) -> None:
        self.nlp = annotate.load_pipeline()

    def articles(self, folder: Path) -> Iterator[Document]:
        """Yield the articles written for this project."""
        for article in read_articles(folder):
            yield self._document(
                article.id,
                "written",
                article.text,
                1.0,
                lambda m, a=article: _chains(m, a),
            )

    def marked(self, source: str, marked: Marked, weight: float) -> Iterator[Document]:
        """Yield the documents of GUM or of LitBank."""
        texts, spans = marked
        gold = gum_references(spans, texts)
        for id_, text in texts.items():
            if not id_.startswith(SPOKEN):
                yield self._document(
                    id_,
                    source,
                    text,
                    weight,
                    lambda m, i=id_, t=text: chains_of(m, gold, spans[i], t),
                )

    def _document(
        self, id_: str, source: str, text: str, weight: float, chains: Any
    ) -> Document:
        doc = self.nlp(text)
        found = annotate.mentions(doc, document=id_)
        named, sexes = corefer.introduced(found, text)
        others = sorted((m for m in found if m.form != "name"), key=lambda m: m.start)
        known = chains([*named, *others])
        fitting = Fitting(named, Described(named, text), sexes)
        around = Surroundings(named, others, text)
        recorder = Recorder(around, fitting, known, weight)
        anaphora.resolved(around, others, fitting, recorder)
        examples = recorder.examples
        if source == "novels":
            examples = [e for e in examples if GROUPS[e.group] == "person"]
        vectors = annotate.vectors(doc, [*named, *others])
        return Document(id_, source, known, vectors, named, examples)


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

    def __init__(self, found: Sequence[Document]) -> None:
        seen = Counter(
            sign
            for document in found
            for one in document.examples
            for row in one.rows
            for sign in set(row)
        )
        self.signs = sorted(sign for sign, count in seen.items() if count >= LEAST_SEEN)
        self._at = {sign: number for number, sign in enumerate(self.signs, 1)}
        stacked = [v for one in found for v in one.vectors.values()]
        every = np.array(stacked, dtype=np.float32)
        self.mean, self.deviation = every.mean(0), every.std(0) + 1e-3
        places = ((one.id, start) for one in found for start in one.vectors)
        self._row = {place: row for row, place in enumerate(places, 1)}
        scaled = (every - self.mean) / self.deviation
        self._vectors = np.vstack([np.zeros_like(scaled[:1]), scaled])
        self._width = max(
            len(row) for one in found for e in one.examples for row in e.rows
        )
        self._known = {
            id(e): self._table(e.rows) for one in found for e in one.examples
        }

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
            "groups": torch.tensor([one.group for one in examples]),
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


def learn(found: Sequence[Document], batches: Batches, *, epochs: int) -> Net:
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
    examples = [one for document in found for one in document.examples]
    size = 64
    total = epochs * (len(examples) // size + 1)
    course = torch.optim.lr_scheduler.LambdaLR(
        steps, lambda s: max(0.02, 1 - s / total)
    )
    for _ in range(epochs):
        net.train()
        random.shuffle(examples)
        for start in range(0, len(examples), size):
            part = examples[start : start + size]
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
def judged(net: Net, batches: Batches, document: Document) -> Iterator[tuple[Any, ...]]:
    """Yield group, probability and verdict of the best answer to each reference."""
    of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in document.named:
        if name.start in document.chains:
            of[name.kind, name.name].add(document.chains[name.start])
    known = {chain for chains in of.values() for chain in chains}
    meant = {name.start: {(name.kind, name.name): 1.0} for name in document.named}
    for one in document.examples:
        there, _ = batches.there([one])
        likely = torch.softmax(net(**batches.feed([one])) + there, 1)[0].tolist()
        found: dict[tuple[str, str], float] = defaultdict(float)
        for link, share in zip(one.links, likely[1:], strict=True):
            for key, part in meant.get(link.start, {}).items():
                found[key] += share * part
        for other in one.others:
            for key, part in meant.get(other.start, {}).items():
                if key in found:
                    found[key] *= 1 - 0.9 * part
        meant[one.reference.start] = dict(found)
        best = max(sorted(found), key=lambda key: found[key], default=("", ""))
        chain = document.chains.get(one.reference.start, "")
        verdict = "right" if chain and chain in of[best] else "wrong"
        if best != ("", "") and not of[best]:
            verdict = "?"
        yield (
            document.source,
            GROUPS[one.group],
            found.get(best, 0.0),
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
    reader = Reader()
    gum = read_gum(sorted((options.data / "ud").glob("en_gum-*.conllu")))
    found = [
        *reader.articles(options.articles),
        *reader.marked("gum", gum, 1.0),
    ]
    if options.litbank:
        novels = read_litbank(options.litbank)
        found += reader.marked("novels", novels, LITERATURE)
    batches = Batches(found)
    print(Counter((d.source, GROUPS[e.group]) for d in found for e in d.examples))
    if options.judge:
        others = [one for at, one in enumerate(found) if at % HELD]
        net = learn(others, batches, epochs=options.epochs)
        held = found[::HELD]
        show([row for one in held for row in judged(net, batches, one)])
    net = learn(found, batches, epochs=options.epochs)
    np.savez_compressed(options.out, **weights_of(net, batches))


if __name__ == "__main__":
    main()
