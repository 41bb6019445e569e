"""Measure how well initiatives are found in the gold sentences.

    python benchmarks/initiatives.py [--model NAME] [--split NAME] [--show]

Prints precision and recall of exact spans and of overlapping ones, per split, for the
rules on bare text and, if a pipeline can be loaded, for the pipeline with the rules.
The sentences of `test` and `unseen` are for the figures: do not read their errors while
writing rules. Those of `unseen` were written by somebody who had seen no rule.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy

from kg.annotate import load_pipeline
from kg.errors import KgError
from kg.initiatives import LABEL, Initiatives

DATA = Path(__file__).parents[1] / "tests" / "data"
GOLD = DATA / "initiatives.jsonl", DATA / "initiatives_unseen.jsonl"
SPLITS = ["dev", "test", "choice", "unseen"]
Spans = set[tuple[int, int]]


def main() -> None:
    """Read the options and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", help="name or folder of a spaCy pipeline")
    parser.add_argument("--split", choices=SPLITS, help="only one split")
    parser.add_argument("--show", action="store_true", help="print every error")
    options = parser.parse_args()
    lines = [line for path in GOLD for line in path.read_text("utf-8").splitlines()]
    entries = [json.loads(line) for line in lines]
    splits = [options.split] if options.split else SPLITS
    print("system     split   gold  exact P     R  overlap P     R")
    for name, find in systems(options.model):
        for split in splits:
            chosen = [entry for entry in entries if entry["split"] == split]
            report(name, split, chosen, find, show=options.show)


def systems(model: str | None) -> Iterator[tuple[str, Callable[[str], Spans]]]:
    """Yield the rules on bare text, then the pipeline if there is one."""
    blank, rules = spacy.blank("en"), Initiatives()
    blank.add_pipe("sentencizer")
    yield "rules", lambda text: spans(rules(blank(text)))
    try:
        nlp = load_pipeline(model)
    except KgError as error:
        print(error)
        return
    yield "pipeline", lambda text: spans(nlp(text))


def spans(doc: spacy.tokens.Doc) -> Spans:
    """Return the offsets of the initiatives in a Doc."""
    return {(e.start_char, e.end_char) for e in doc.ents if e.label_ == LABEL}


def report(
    name: str,
    split: str,
    entries: list[dict],
    find: Callable[[str], Spans],
    *,
    show: bool,
) -> None:
    """Print one row, and the errors behind it if asked for."""
    gold_count = found_count = exact = near_gold = near_found = 0
    for entry in entries:
        gold = {tuple(span) for span in entry["spans"]}
        found = find(entry["text"])
        gold_count, found_count = gold_count + len(gold), found_count + len(found)
        exact += len(gold & found)
        near_gold += sum(any(overlap(g, f) for f in found) for g in gold)
        near_found += sum(any(overlap(g, f) for g in gold) for f in found)
        if show and gold != found:
            missed = [entry["text"][a:b] for a, b in sorted(gold - found)]
            wrong = [entry["text"][a:b] for a, b in sorted(found - gold)]
            print(f"  missed {missed} wrong {wrong}: {entry['text']}")
    found_count, gold_count = max(found_count, 1), max(gold_count, 1)
    print(
        f"{name:10} {split:6} {gold_count:5} {exact / found_count:8.3f} "
        f"{exact / gold_count:5.3f} {near_found / found_count:10.3f} "
        f"{near_gold / gold_count:5.3f}"
    )


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


if __name__ == "__main__":
    main()
