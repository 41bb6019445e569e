"""Learn what the signs of references weigh: `references.py --data DIR --litbank DIR`.

`--data` holds `ud/en_gum-*.conllu`, whose `Entity=` brackets tell what pronouns and
descriptions refer back to (A. Zeldes, LRE 2017; annotations CC BY 4.0). `--litbank` is
a copy of github.com/dbamman/litbank (D. Bamman et al., LREC 2020; CC BY 4.0): pages of
novels, from which "he" and "she" are learnt, at a part of the weight. Names and trees
are those that the pipeline finds, as later in use. A reference may have several right
links; their probabilities are summed (G. Durrett and D. Klein, EMNLP 2013). Each weight
is one for all groups of references plus one of its group, which is held back more
(H. Daumé III, ACL 2007): of "its" and "the company" GUM has few.

Writes `kg/data/references.toml`, and prints what is answered in the documents of each
fifth by weights that were learnt from the others.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

import torch
from kg import annotate
from kg.identity import anaphora, corefer
from kg.identity.descriptions import Described
from kg.identity.fitting import Fitting, group
from kg.identity.likeness import Vectors
from kg.identity.ranking import GROUPS, Ranking, Table
from kg.identity.signs import read
from kg.identity.surroundings import Surroundings
from kg.records import PERSON, Mention
from spacy.language import Language

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))
from identity_references import Chains, Span, gum_references, read_gum  # noqa: E402

SPOKEN = ("GUM_conversation", "GUM_vlog", "GUM_court")
"""Talk of several people, in which "he" points at somebody: measured, not learnt."""

HELD, HELD_OF_GROUP = 2.0, 6.0
"""How much a weight is drawn towards 0: all references', and one group's."""

ANSWERED = {"person": 0.65, "its": 0.45, "it": 0.5, "description": 0.4}
"""How likely an answer must be."""

LITERATURE = 0.3
"""The weight of an example from a novel."""

FOLDS = 5
LEAST = 0.03
"""Weights below are left out."""

_GLUED = re.compile(r"^(?:[.,;:!?)\]’”%]|['’](?:s|ll|re|ve|d|m)$|n['’]t$|--)")
"""Tokens with no space before them."""

Row: TypeAlias = Sequence[str]


@dataclass(frozen=True)
class Document:
    """Hold a document with its names, references, gold chains and vectors."""

    id: str
    text: str
    named: Sequence[Mention]
    references: Sequence[Mention]
    sexes: Mapping[str, str]
    chains: Mapping[int, str]
    vectors: Vectors


@dataclass(frozen=True)
class Example:
    """Hold a reference, its links, the signs of none and of each, and which are right.

    `others` are mentions that it cannot mean.
    """

    group: str
    reference: Mention
    links: Sequence[Mention]
    others: Sequence[Mention]
    rows: Sequence[Row]
    right: Sequence[int]
    weight: float = 1.0


class Recorder(Ranking):
    """Note the signs of what would be ranked, of some groups, and answer nothing."""

    def __init__(
        self,
        around: Surroundings,
        fitting: Fitting,
        chains: Mapping[int, str],
        groups: Sequence[str],
        *,
        loose: bool,
    ) -> None:
        super().__init__(around, fitting, table=Table({}, {}))
        self._chains = chains
        self._groups = groups
        self._loose = loose
        self.examples: list[Example] = []

    def bind(self, reference: Mention, name: Mention) -> None:
        """Note what grammar binds as well: it shows what signs weigh."""
        self.answer(reference)

    def answer(self, reference: Mention, *, surest: bool = False) -> tuple[str, str]:
        """Note the signs of a reference."""
        kind, chain = group(reference), self._chains.get(reference.start, "")
        if kind in self._groups and (chain or kind != "person"):
            signs = read(self._around, reference, self._fitting, loose=self._loose)
            links = [link.mention for link in signs.links]
            right = [
                at
                for at, link in enumerate(links, 1)
                if chain and self._chains.get(link.start) == chain
            ]
            rows = [signs.none, *signs.each]
            self.examples.append(
                Example(kind, reference, links, signs.others, rows, right or [0])
            )
        return "", ""


Marked: TypeAlias = tuple[Mapping[str, str], Mapping[str, Sequence[Span]]]


def read_litbank(folder: Path) -> Marked:
    """Return the texts of LitBank, put together from tokens, and its gold mentions."""
    texts: dict[str, str] = {}
    spans: dict[str, list[Span]] = {}
    for path in sorted(folder.glob("coref/conll/*.conll")):
        id_ = f"LitBank_{path.stem}"
        texts[id_], spans[id_] = _read_novel(path.read_text(encoding="utf-8"))
    return texts, spans


def _read_novel(lines: str) -> tuple[str, list[Span]]:
    text, glued, quoted = "", True, False
    spans = []
    opened: dict[str, list[int]] = defaultdict(list)
    for line in lines.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        cells = line.split("\t")
        word = cells[3]
        if word in ('"', "``", "''"):
            quoted = not quoted
            word = "“" if quoted else "”"
        text += word if glued or _GLUED.match(word) else f" {word}"
        glued = word in ("(", "[", "“", "‘")
        start = len(text) - len(word)
        for mark in cells[-1].split("|"):
            chain = mark.strip("()")
            if mark.startswith("("):
                opened[chain].append(start)
            if mark.endswith(")"):
                left = opened[chain].pop()
                spans.append(Span(left, len(text), PERSON, chain, named=True))
    return text, spans


def documents(marked: Marked) -> list[Document]:
    """Return marked texts with what the pipeline finds in them."""
    nlp = annotate.load_pipeline()
    texts, spans = marked
    gold = gum_references(spans, texts)
    found = []
    for id_, text in texts.items():
        chains = partial(chains_of, gold=gold, spans=spans[id_], text=text)
        found.append(read_document(nlp, id_, text, chains))
    return found


def read_document(
    nlp: Language,
    id_: str,
    text: str,
    chains: Callable[[Sequence[Mention]], Mapping[int, str]],
) -> Document:
    """Return what the pipeline finds in a text; `chains` tells whom mentions mean."""
    doc = nlp(text)
    mentions = annotate.mentions(doc, document=id_)
    named, sexes = corefer.introduced(mentions, text)
    others = [mention for mention in mentions if mention.form != "name"]
    both = [*named, *others]
    vectors = annotate.vectors(doc, both)
    return Document(id_, text, named, others, sexes, chains(both), vectors)


def chains_of(
    mentions: Iterable[Mention], gold: Chains, spans: Iterable[Span], text: str
) -> dict[int, str]:
    """Return the gold chain of each mention; of a name its longer forms count too."""
    smallest: dict[int, str] = {}
    for span in sorted(spans, key=lambda span: span.start - span.end, reverse=True):
        words = text[span.start : span.end].removesuffix("'s").removesuffix("’s")
        smallest.setdefault(span.start + len(words), span.chain)
    chains = {}
    for mention in mentions:
        name = mention.form == "name"
        chain = smallest.get(mention.end, "") if name else gold.of(mention)
        if chain:
            chains[mention.start] = chain
    return chains


def examples(
    document: Document, groups: Sequence[str] = GROUPS, *, loose: bool = False
) -> list[Example]:
    """Return what can be learnt from a document of some groups of references."""
    described = Described(document.named, document.text)
    fitting = Fitting(document.named, described, document.sexes)
    references = sorted(document.references, key=lambda mention: mention.start)
    around = Surroundings(document.named, references, document.text)
    recorder = Recorder(around, fitting, document.chains, groups, loose=loose)
    anaphora.resolved(around, references, fitting, recorder)
    return recorder.examples


def learn(found: Sequence[Example]) -> Table:
    """Return the weights under which the right links of all examples are likeliest."""
    signs = sorted({sign for one in found for row in one.rows for sign in row})
    at = {sign: number for number, sign in enumerate(signs)}
    groups = [GROUPS.index(one.group) for one in found]
    most = max(len(one.rows) for one in found)
    width = max(len(row) for one in found for row in one.rows)
    index = torch.full((len(found), most, width), len(signs), dtype=torch.long)
    right = torch.full((len(found), most), -torch.inf)
    there = torch.full((len(found), most), -torch.inf)
    for number, one in enumerate(found):
        there[number, : len(one.rows)] = 0.0
        right[number, list(one.right)] = 0.0
        for place, row in enumerate(one.rows):
            index[number, place, : len(row)] = torch.tensor([at[sign] for sign in row])
    column = torch.tensor(groups)[:, None, None]
    shared = torch.zeros(len(signs), requires_grad=True)
    own = torch.zeros((len(GROUPS), len(signs)), requires_grad=True)
    parts = torch.tensor([one.weight for one in found])
    steps = torch.optim.LBFGS(
        [shared, own], max_iter=150, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        steps.zero_grad()
        table = torch.nn.functional.pad(shared + own, (0, 1))
        sums = table[column, index].sum(2)
        missed = torch.logsumexp(sums + there, 1) - torch.logsumexp(sums + right, 1)
        held = HELD * shared.square().sum() + HELD_OF_GROUP * own.square().sum()
        total = (parts * missed).sum() + held / 2
        total.backward()
        return total

    steps.step(loss)
    table = (shared + own).detach().tolist()
    weights = {
        kind: {
            sign: round(weight, 2)
            for sign, weight in zip(signs, row, strict=True)
            if abs(weight) >= LEAST
        }
        for kind, row in zip(GROUPS, table, strict=True)
    }
    return Table(weights, ANSWERED)


def judged(document: Document, table: Table) -> Counter[tuple[str, str]]:
    """Count the answers of a document, by group, that are right, wrong or neither."""
    of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in document.named:
        if name.start in document.chains:
            of[name.kind, name.name].add(document.chains[name.start])
    known = {chain for chains in of.values() for chain in chains}
    found: Counter[tuple[str, str]] = Counter()
    for reference in document.references:
        if document.chains.get(reference.start) in known:
            found[group(reference), "answerable"] += 1
    for answer in anaphora.antecedents(
        document.named,
        document.references,
        document.text,
        sexes=document.sexes,
        table=table,
    ):
        chain, theirs = document.chains.get(answer.start), of[answer.kind, answer.name]
        verdict = "right" if chain in theirs else "wrong" if theirs else "?"
        if not chain and answer.text.lower() not in ("it", "its"):
            verdict = "?"
        found[_column(answer), verdict] += 1
    return found


def _column(answer: Mention) -> str:
    return group(answer) or "person described"


def write(table: Table, path: Path) -> None:
    """Write a table as TOML: a row for each sign, a column for each group."""
    signs = sorted({sign for row in table.weights.values() for sign in row})
    lines = [
        "# What the signs of references weigh, made by training/references.py from GUM",
        "# and LitBank (annotations CC BY 4.0). Columns: " + ", ".join(GROUPS) + ".",
        "",
        "# How likely an answer must be.",
        "[answered]",
        *(f"{kind} = {table.answered[kind]}" for kind in GROUPS),
        "",
        "[weights]",
    ]
    for sign in signs:
        row = [table.weights[kind].get(sign, 0.0) for kind in GROUPS]
        lines.append(f'"{sign}" = [{", ".join(f"{weight:g}" for weight in row)}]')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Measure by fifths, then learn from everything and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "kg/data/references.toml")
    parser.add_argument("--litbank", type=Path, required=True)
    options = parser.parse_args()
    found = documents(read_gum(sorted((options.data / "ud").glob("en_gum-*.conllu"))))
    novels = [
        replace(one, weight=LITERATURE)
        for document in documents(read_litbank(options.litbank))
        for one in examples(document)
        if one.group == "person"
    ]
    learnt = {
        one.id: [] if one.id.startswith(SPOKEN) else examples(one) for one in found
    }
    total: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        ids = {one.id for one in found[fold::FOLDS]}
        others = (each for id_ in learnt if id_ not in ids for each in learnt[id_])
        table = learn([*others, *novels])
        for one in found[fold::FOLDS]:
            total.update(judged(one, table))
    for (kind, verdict), count in sorted(total.items()):
        print(f"{kind:20}{verdict:12}{count}")
    table = learn([*(each for rows in learnt.values() for each in rows), *novels])
    write(table, options.out)


if __name__ == "__main__":
    main()
