"""Measure a packaged pipeline on what it was not trained on: `python evaluate.py`.

Names: exact spans on the sets' own tokens, where a leading "the", a title or a
possessive at the edge is no error. Trees: gold tokens, one sentence at a time,
punctuation and subtypes aside. Sentence ends: raw paragraphs of GUM news and EWT.
What is counted, and how, is `kg.evaluate`'s; `kg eval` measures all of `kg` with it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from kg.annotate import KINDS
from kg.evaluate.conllu import read_trees
from kg.evaluate.gold import kind_of
from kg.evaluate.scoring import EDGES, Tally, trimmed
from kg.evaluate.trees import raw_scores, tree_scores
from kg.records import ORGANISATION, PERSON, PLACE
from spacy.language import Language
from spacy.tokens import Doc

from labels import TITLES
from readers import read_iob, retokenise, spans_of, usable
from train import held

FILES = (
    "uner_ewt.test conll04.dev wikigold.all redocred.dev wnut17.test btc.dev "
    "crossner_politics.test crossner_science.test crossner_literature.test "
    "crossner_music.test crossner_ai.test"
).split()
LABELS = {PERSON: "PERSON", ORGANISATION: "ORG", PLACE: "GPE"}
EDGE = TITLES | EDGES
Spans = Iterable[tuple[int, int, str]]
Row = tuple[list[str], list[str]]


def names(nlp: Language, data: Path, *, group: int = 1) -> dict[str, dict[str, Any]]:
    """Return scores per set and label; `group` sentences make one document."""
    out: dict[str, dict[str, Any]] = {}
    for file in FILES:
        rows = [retokenise(*r, nlp) for r in read_iob(data / "ner" / f"{file}.iob")]
        rows = [r for r in rows if usable(r[0])]
        if file in ("wikigold.all", "redocred.dev"):
            rows = [r for i, r in enumerate(rows) if held(i)]
        tally = Tally()
        for i in range(0, len(rows), group):
            count_names(nlp, rows[i : i + group], tally)
        scores = {LABELS[kind]: tally.score(kind) for kind in LABELS}
        out[file.rpartition(".")[0]] = {
            label: [round(x, 3) for x in (one.precision, one.recall, one.f1)]
            for label, one in scores.items()
        }
    return out


def count_names(nlp: Language, rows: Iterable[Row], tally: Tally) -> None:
    """Count the names of one document."""
    words: list[str] = []
    labels: list[str] = []
    for w, x in rows:
        words += w
        labels += ["O" if y == "-" else y for y in x]
    doc = Doc(nlp.vocab, words=words)
    gold = _cores(doc, ((a, b, kind_of(k)) for a, b, k in spans_of(labels)))
    doc = nlp(doc)
    found = ((e.start, e.end, KINDS.get(e.label_, "")) for e in doc.ents)
    tally.compare(gold, _cores(doc, found))


def _cores(doc: Doc, spans: Spans) -> set[tuple[int, int, str]]:
    """Return the names of scored kinds without the edges that are no errors."""
    is_edge = EDGE.__contains__
    return {
        (*trimmed(doc.text, span.start_char, span.end_char, is_edge=is_edge), kind)
        for span, kind in ((doc[a:b], kind) for a, b, kind in spans if kind in LABELS)
    }


def trees(nlp: Language, path: Path) -> dict[str, float]:
    """Return attachment and tag scores over gold tokens, and scores of raw text."""
    paragraphs = read_trees(path).paragraphs
    sentences = (sentence for one in paragraphs for sentence in one.sentences)
    values = {k: s.f1 for k, s in tree_scores(nlp, sentences).items()}
    return {k: round(v, 4) for k, v in values.items()} | raw(nlp, path)


def raw(nlp: Language, path: Path, prefix: str = "") -> dict[str, float]:
    """Return F1 of sentence ends and labelled arcs in raw paragraphs, as offsets."""
    paragraphs = read_trees(path).paragraphs
    chosen = [one for one in paragraphs if one.document.startswith(prefix)]
    return {f"raw {k} F1": round(s.f1, 4) for k, s in raw_scores(nlp, chosen).items()}


def speed(nlp: Language, path: Path, words: int = 40_000) -> int:
    """Return words a second, tokenising included, on this process' one thread."""
    texts, n = [], 0
    for line in path.open(encoding="utf8"):
        texts.append(json.loads(line)["text"])
        n += len(texts[-1].split())
        if n > words:
            break
    nlp(texts[0])
    began = time.perf_counter()
    total = sum(len(doc) for doc in nlp.pipe(texts))
    return round(total / (time.perf_counter() - began))


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--group", type=int, default=1)
    parser.add_argument("--only", choices=("names", "trees", "speed"), default=None)
    args = parser.parse_args()
    import kg.encode  # noqa: F401  registers the component

    began = time.perf_counter()
    nlp = spacy.load(args.model)
    out: dict[str, Any] = {"load_seconds": round(time.perf_counter() - began, 2)}
    if args.only in (None, "names"):
        out["names"] = names(nlp, args.data, group=args.group)
        for kind in LABELS.values():
            scores = [x[kind][2] for x in out["names"].values()]
            out[f"mean {kind} F1"] = round(sum(scores) / len(scores), 3)
    if args.only in (None, "trees"):
        ud = args.data / "ud"
        for x in ("ewt", "gum"):
            out[x] = trees(nlp, ud / f"en_{x}-ud-test.conllu")
        out["gum news"] = raw(nlp, ud / "en_gum-ud-test.conllu", "GUM_news")
    if args.only in (None, "speed"):
        out["tokens a second"] = speed(nlp, args.data / "raw/bbc.jsonl")
    for key, value in out.items():
        print(json.dumps({key: value}))


if __name__ == "__main__":
    main()
