"""Measure the relation rules on public sets.

    python benchmarks/relations.py --data DIR [--names ours] [--fold 3] [--errors N]
    python benchmarks/relations.py --cost FILE.jsonl

DIR holds `knowledgenet.folds123.jsonl`, `conll04.train.txt`, `core.train.json` or
`carb.dev.tsv`, in the formats their authors publish. With the names of the
sets (the default) the trees and the rules alone are measured; with `--names ours` it is
all of it, from raw sentence: our names, our trees, who is who in the sentence. A find
counts as right where one mention of each end overlaps the set's. Only facts between two
names count, and only asserted claims. `--cost` takes texts ({"text": ...} a line) and
compares the time of the claims with that of the pipeline.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import relation_open
import spacy
from relation_sets import (
    CORE,
    KNOWLEDGENET,
    MIRRORS,
    PRONOUNS,
    THINGS,
    UNDIRECTED,
    Fact,
    Item,
    Span,
    conll04,
    core,
    knowledgenet,
)
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import load_pipeline, mentions, vectors
from kg.identity import corefer
from kg.records import ASSERTED, Claim, Mention
from kg.relate import claims
from kg.relate.rules import Rules, load_rules


@dataclass(frozen=True)
class End:
    """Hold one end of a find: its kind and every place that names it."""

    kind: str
    spans: frozenset[Span]

    def touches(self, span: Span) -> bool:
        return any(start < span[1] and span[0] < end for start, end in self.spans)


@dataclass(frozen=True)
class Find:
    """Hold a claim in the terms of the set."""

    subject: End
    object: End
    name: str
    rule: str = ""

    def says(self, fact: Fact) -> bool:
        """Tell whether a fact of the set is this one."""
        left, right, name = fact
        if name != self.name:
            return False
        straight = self.subject.touches(left) and self.object.touches(right)
        turned = self.subject.touches(right) and self.object.touches(left)
        return straight or (name in UNDIRECTED and turned)


@dataclass
class Score:
    """Count what was right, wrong and missed, by relation."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    def add(self, item: Item, finds: Sequence[Find]) -> None:
        """Judge the finds of one sentence."""
        for find in finds:
            if any(find.says(fact) for fact in item.facts):
                self.right[find.name] += 1
            elif not any(find.says(fact) for fact in item.unnamed):
                self.wrong[find.name] += 1
                ends = [_text(end, item.text) for end in (find.subject, find.object)]
                self._show(f"WRONG {find.name} ({find.rule})", ends, item)
        for fact in sorted(item.facts):
            if any(find.says(fact) for find in finds):
                self.found[fact[2]] += 1
            else:
                self.missed[fact[2]] += 1
                ends = [item.text[slice(*span)] for span in fact[:2]]
                self._show(f"MISSED {fact[2]}", ends, item)

    def _show(self, what: str, ends: Sequence[str], item: Item) -> None:
        self.shown.append(f"{what}: {' > '.join(ends)} | {item.text}")

    def row(self, names: Sequence[str]) -> tuple[int, int, int, float, float, float]:
        """Return right, wrong and missed, and precision, recall and F1."""
        right, wrong, found, missed = (
            sum(counter[name] for name in names)
            for counter in (self.right, self.wrong, self.found, self.missed)
        )
        p, r = right / max(right + wrong, 1), found / max(found + missed, 1)
        return right, wrong, missed, p, r, 2 * p * r / max(p + r, 1e-9)

    def print(self) -> None:
        names = sorted(self.right | self.wrong | self.found | self.missed)
        print(f"{'relation':24} {'right':>6} {'wrong':>6} {'missed':>6}   P    R    F")
        for name in [*names, "all"]:
            t, f, n, *scores = self.row(names if name == "all" else [name])
            shares = " ".join(f"{score:.2f}" for score in scores)
            print(f"{name:24} {t:6} {f:6} {n:6}  {shares}")


def _text(end: End, text: str) -> str:
    return text[slice(*min(end.spans))]


def given(item: Item) -> list[Mention]:
    """Return the names of the set as mentions."""
    found: list[Mention] = []
    for (start, end), kind in sorted(item.kinds.items()):
        if found and start < found[-1].end:
            continue
        text = item.text[start:end]
        form = "pronoun" if text.lower() in PRONOUNS else "name"
        name = str(item.aliases.get((start, end), (start, end)))
        found.append(
            Mention("", start, end, text, kind, 0, len(item.text), form=form, name=name)
        )
    return found


def finds(
    stated: Iterable[Claim], known: Iterable[Mention], item: Item, table: str
) -> list[Find]:
    """Return the claims that answer what the set asks, once per pair of ends.

    `known` have a `name` that they share with all other mentions of the same one. An
    end that no name in the sentence gives is left out, unless the set asks for a pair
    of which one is a pronoun.
    """
    at = {mention.start: mention for mention in known}
    spans: dict[tuple[str, str], set[Span]] = defaultdict(set)
    for mention in at.values():
        if mention.form == "name" or item.pair:
            spans[mention.kind, mention.name].add((mention.start, mention.end))
    found: dict[Fact, Find] = {}
    for claim in stated:
        ends = [at.get(claim.subject), at.get(claim.object)]
        left, right = (
            End(m.kind, frozenset(spans[m.kind, m.name])) if m else End("", frozenset())
            for m in ends
        )
        if claim.status != ASSERTED or not left.spans or not right.spans:
            continue
        for one in _named(claim, left, right, table):
            if one.name in item.ask and left != right and _is_asked(one, item):
                key = (min(one.subject.spans), min(one.object.spans), one.name)
                if one.name in UNDIRECTED:
                    key = (min(key[:2]), max(key[:2]), one.name)
                found.setdefault(key, one)
    return list(found.values())


def _is_asked(find: Find, item: Item) -> bool:
    if item.pair is None:
        return True
    one, two = item.pair
    straight = find.subject.touches(one) and find.object.touches(two)
    return straight or (find.subject.touches(two) and find.object.touches(one))


def _named(claim: Claim, left: End, right: End, table: str) -> Iterator[Find]:
    """Yield a claim in the words of the set."""
    rule = claim.rule
    if table == "core":
        if claim.relation == "owner_of":
            yield Find(right, left, "subsidiary_of", rule)
        for name, (ours, backwards) in CORE.items():
            if claim.relation in ours:
                ends = (right, left) if backwards else (left, right)
                yield Find(*ends, name, rule)
        return
    for name, (one, two, ours, backwards) in KNOWLEDGENET.items():
        ends = (right, left) if backwards else (left, right)
        if claim.relation in ours and _are(ends, (one, two)):
            yield Find(*ends, name, rule)
    if claim.relation in MIRRORS:
        name = MIRRORS[claim.relation]
        if _are((right, left), KNOWLEDGENET[name][:2]):
            yield Find(right, left, name, rule)


def _are(ends: tuple[End, End], kinds: tuple[str, str]) -> bool:
    """Tell whether the ends are of the kinds that the set asks for."""
    return all(
        (end.kind in THINGS) if kind in THINGS else end.kind == kind
        for end, kind in zip(ends, kinds, strict=True)
    )


def _best(found: list[Find], item: Item) -> list[Find]:
    """Keep one answer per sentence where the set asks for one."""
    right = [find for find in found if any(find.says(fact) for fact in item.facts)]
    return right or found[:1]


def measure(
    items: Sequence[Item],
    docs: Iterable[Doc],
    rules: Rules,
    table: str,
    *,
    ours: bool,
) -> Score:
    """Judge what the rules find in some sentences, with the set's names or ours."""
    score = Score()
    for item, doc in zip(items, docs, strict=True):
        found = mentions(doc, document="") if ours else given(item)
        known = found
        if ours:
            known = corefer.within(found, item.text, vectors=vectors(doc, found))
            found = corefer.marked(found, known)
        stated = claims(doc, found, rules)
        answers = finds(stated, known, item, table)
        score.add(item, _best(answers, item) if table == "core" else answers)
    return score


def cost(nlp: Language, path: Path, rules: Rules, limit: int) -> None:
    """Print how long the claims of some texts take, against the pipeline."""
    lines = path.read_text("utf-8").splitlines()[: limit or None]
    texts = [json.loads(line)["text"] for line in lines]
    seconds = {"pipeline": 0.0, "mentions": 0.0, "claims": 0.0}
    for text in texts:
        start = time.process_time()
        doc = nlp(text)
        piped = time.process_time()
        found = mentions(doc, document="")
        named = time.process_time()
        claims(doc, found, rules)
        seconds["pipeline"] += piped - start
        seconds["mentions"] += named - piped
        seconds["claims"] += time.process_time() - named
    for part, spent in seconds.items():
        share = spent / max(seconds["pipeline"], 1e-9)
        print(f"{part:10} {spent:7.1f} s of processor  {share:.0%} of the pipeline")


def print_open(nlp: Language, path: Path, rules: Rules, errors: int) -> None:
    """Print precision, and recall where both ends are names, of all relations."""
    gold = relation_open.read(path)
    docs = nlp.pipe(gold, batch_size=64)
    right, wrong, missed, shown = relation_open.judge(docs, [*gold.values()], rules)
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    print(f"\ncarb: {len(gold)} sentences, {right} right, {wrong} wrong")
    print(f"{missed} tuples between names missed: P {precision:.2f} R {recall:.2f}")
    for line in shown[:errors]:
        print("  ", line)


def main() -> None:
    """Read the arguments and measure each set found."""
    options = _arguments()
    nlp = _pipeline(options.model, bare=options.names == "gold" and not options.cost)
    rules = load_rules()
    if options.cost:
        cost(nlp, options.cost, rules, options.limit)
        return
    readers: tuple[tuple[str, Callable[[Path], Iterator[Item]], str], ...] = (
        ("knowledgenet", knowledgenet, "knowledgenet.folds123.jsonl"),
        ("conll04", conll04, "conll04.train.txt"),
        ("core", core, "core.train.json"),
    )
    if options.only in "carb" and (options.data / "carb.dev.tsv").exists():
        print_open(nlp, options.data / "carb.dev.tsv", rules, options.errors)
    there = [(name, read, options.data / file) for name, read, file in readers]
    there = [one for one in there if one[2].exists() and options.only in one[0]]
    if not there and options.only != "carb":
        raise SystemExit(f"{options.data}: none of the sets is there")
    for name, read, path in there:
        items = [item for item in read(path) if options.fold in ("", item.fold)]
        random.Random(0).shuffle(items)
        items = items[: options.limit or None]
        docs = nlp.pipe((item.text for item in items), batch_size=64)
        score = measure(items, docs, rules, name, ours=options.names == "ours")
        print(f"\n{name}: {len(items)} sentences")
        score.print()
        random.Random(1).shuffle(score.shown)
        for line in score.shown[: options.errors]:
            print("  ", line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path())
    parser.add_argument("--names", choices=("gold", "ours"), default="gold")
    parser.add_argument("--fold", default="", help="of KnowledgeNet")
    parser.add_argument("--only", default="", help="part of a set's name")
    parser.add_argument("--model", default="")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--cost", type=Path, help="texts to take the time of")
    return parser.parse_args()


def _pipeline(model: str, *, bare: bool) -> Language:
    """Load the shipped pipeline, or another that need not mark names if `bare`."""
    if model and bare:
        return spacy.load(model, exclude=["ner"])
    return load_pipeline(model or None)


if __name__ == "__main__":
    main()
