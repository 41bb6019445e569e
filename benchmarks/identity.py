"""Measure identity on ECB+: python benchmarks/identity.py --data DIR [--split Dev].

DIR holds `ECB_*_Entity_gold_mentions.json` and `ECB_*_corpus.txt`. Only people and
organisations that are named count; a gold mention takes part if the pipeline marks a
name that ends where it ends. Links are judged within a topic: ECB+ does not say who is
who across topics, nor of names that it calls singletons. Three rows: the bare strings,
`corefer`, `corefer` and `resolve`. With --errors N it prints N wrong and N missing
links as well.
"""

import argparse
import json
import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx

from kg import names
from kg.identity import corefer, folding, resolve
from kg.records import ORGANISATION, PERSON, Mention

Place = tuple[str, int]
"""The document and the start of a mention."""


Tokens = dict[str, dict[tuple[str, int], tuple[int, int]]]
"""Where each token stands, by document, sentence and number in the sentence."""


@dataclass(frozen=True)
class Gold:
    """Hold the gold chain of each mention that takes part, and how many do not."""

    chains: Mapping[Place, str]
    missed: int


def main() -> None:
    args = _arguments()
    texts, tokens = read_corpus(args.data / f"ECB_{args.split}_corpus.txt")
    path = args.data / f"ECB_{args.split}_Entity_gold_mentions.json"
    found = read_mentions(args.cache, texts, args.model)
    inside = [m for d, ms in found.items() for m in corefer.within(ms, texts[d])]
    gold = match(json.loads(path.read_text(encoding="utf-8")), texts, tokens, inside)
    print(f"{len(gold.chains)} gold mentions matched, {gold.missed} not")
    print(f"{'':20}{'within':^24}{'across':^24}")
    print(f"{'':20}{'P':>7}{'R':>7}{'F':>7}   {'P':>7}{'R':>7}{'F':>7}  B3 F  CEAFe")
    for title, system in systems(inside):
        report(title, gold.chains, system)
    if args.errors:
        show_errors(gold.chains, inside, texts, args.errors)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="Dev")
    parser.add_argument("--model", default=None)
    parser.add_argument("--cache", type=Path, help="keep the found mentions here")
    parser.add_argument("--errors", type=int, default=0)
    return parser.parse_args()


def read_corpus(path: Path) -> tuple[dict[str, str], Tokens]:
    """Return the text of each document, and where each token begins and ends."""
    texts: dict[str, str] = defaultdict(str)
    tokens: Tokens = defaultdict(dict)
    last: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 4:
            continue
        document, sentence, number, word = cells[:4]
        text = texts[document]
        if text:
            tight = re.fullmatch(r"[.,;:!?%)\]]|['’]s?|n't", word)
            glue = "" if tight or text.endswith(("(", "[", "$")) else " "
            text += glue if last[document] == sentence else "\n"
        tokens[document][sentence, int(number)] = (len(text), len(text) + len(word))
        texts[document], last[document] = text + word, sentence
    return texts, tokens


def read_mentions(
    cache: Path | None, texts: Mapping[str, str], model: str | None
) -> dict[str, list[Mention]]:
    """Return the mentions that the pipeline finds, from the cache if there is one."""
    if cache and cache.exists():
        return pickle.loads(cache.read_bytes())
    from kg import annotate

    nlp = annotate.load_pipeline(model)
    stream = ((text, document) for document, text in sorted(texts.items()))
    found = {
        document: annotate.mentions(doc, document=document)
        for doc, document in nlp.pipe(stream, as_tuples=True)
    }
    if cache:
        cache.write_bytes(pickle.dumps(found))
    return found


def match(
    gold: list[dict[str, Any]],
    texts: Mapping[str, str],
    tokens: Tokens,
    mentions: Iterable[Mention],
) -> Gold:
    """Give every found name the gold chain of the mention that ends where it ends."""
    small = {
        word
        for text in texts.values()
        for word in re.findall(r"(?<![.\n] )(?<!^)\b[a-z]+\b", text)
    }
    ends: dict[Place, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.form == "name" and mention.kind in (PERSON, ORGANISATION):
            ends[mention.document, mention.end].append(mention)
    chains: dict[Place, str] = {}
    missed = 0
    for one in sorted(gold, key=lambda g: len(g["tokens_number"])):
        document = one["doc_id"]
        sentence = str(one["sent_id"])
        places = [tokens[document][sentence, n] for n in one["tokens_number"]]
        start, end = places[0][0], places[-1][1]
        start, end = names.trim(texts[document], start, end)
        if one["mention_type"] != "HUM" or one["is_singleton"]:
            continue
        if texts[document][slice(*places[-1])].islower():
            continue  # "the Lee team" is not Lee
        if not _is_named(texts[document][start:end], small):
            continue
        near = [m for m in ends[document, end] if m.start >= start - 1]
        for mention in near[:1]:
            chains.setdefault((document, mention.start), one["coref_chain"])
        missed += not near
    return Gold(chains, missed)


def _is_named(text: str, small: set[str]) -> bool:
    last = text.split(" ")[-1]
    return (
        names.is_name(text)
        and last[:1].isupper()
        and not all(word.lower() in small for word in text.split(" "))
    )


def systems(inside: list[Mention]) -> Iterable[tuple[str, dict[Place, str]]]:
    """Yield what each stage takes for one entity."""
    named = [mention for mention in inside if mention.form == "name"]
    yield "same string", {_place(m): folding.key(m.text) for m in named}
    yield "corefer only", {_place(m): f"{m.kind} {folding.key(m.name)}" for m in named}
    yield "corefer + resolve", resolve.resolve(inside).who


def _place(mention: Mention) -> Place:
    return mention.document, mention.start


def report(title: str, gold: Mapping[Place, str], system: Mapping[Place, str]) -> None:
    """Print pairwise figures within and across documents, and B-cubed and CEAF-e."""
    rows = []
    for across in (False, True):
        truth = links(gold, gold, across=across)
        found = links(gold, system, across=across)
        right = len(truth & found)
        rows += _prf(right / max(1, len(found)), right / max(1, len(truth)))
    within, across = rows[:3], rows[3:]
    figures = "".join(f"{v:7.3f}" for v in within) + "   "
    figures += "".join(f"{v:7.3f}" for v in across)
    print(
        f"{title:20}{figures}  {b_cubed(gold, system):.3f} {ceaf_e(gold, system):.3f}"
    )


def links(
    gold: Mapping[Place, str], system: Mapping[Place, str], *, across: bool
) -> set[tuple[Place, Place]]:
    """Return the pairs of mentions of one topic that a system links."""
    groups: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in sorted(gold):
        if place in system:
            groups[_topic(place), system[place]].append(place)
    return {
        pair
        for group in groups.values()
        for pair in combinations(group, 2)
        if (pair[0][0] != pair[1][0]) == across
    }


def _topic(place: Place) -> str:
    return place[0].split("_")[0]


def clusters(gold: Mapping[Place, str], of: Mapping[Place, str]) -> list[set[Place]]:
    found: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for place in sorted(gold):
        found[_topic(place), of.get(place, f"{place}")].add(place)
    return list(found.values())


def b_cubed(gold: Mapping[Place, str], system: Mapping[Place, str]) -> float:
    """Return the F of B-cubed (Bagga and Baldwin 1998)."""
    truth = {p: c for c in clusters(gold, gold) for p in c}
    found = {p: c for c in clusters(gold, system) for p in c}
    precision = sum(len(truth[p] & found[p]) / len(found[p]) for p in gold) / len(gold)
    recall = sum(len(truth[p] & found[p]) / len(truth[p]) for p in gold) / len(gold)
    return _prf(precision, recall)[2]


def ceaf_e(gold: Mapping[Place, str], system: Mapping[Place, str]) -> float:
    """Return the F of CEAF-e (Luo 2005): the best one-to-one match of clusters."""
    truth, found = clusters(gold, gold), clusters(gold, system)
    graph: nx.Graph = nx.Graph()
    for i, a in enumerate(truth):
        for j, b in enumerate(found):
            if both := len(a & b):
                graph.add_edge(("g", i), ("s", j), weight=2 * both / (len(a) + len(b)))
    matching = nx.max_weight_matching(graph)
    total = sum(graph.edges[edge]["weight"] for edge in matching)
    return _prf(total / len(found), total / len(truth))[2]


def _prf(precision: float, recall: float) -> tuple[float, float, float]:
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def show_errors(
    gold: Mapping[Place, str],
    inside: list[Mention],
    texts: Mapping[str, str],
    count: int,
) -> None:
    """Print wrong and missing links, each kind of pair once."""
    who = resolve.resolve(inside).who
    at = {_place(mention): mention for mention in inside}
    truth = links(gold, gold, across=True) | links(gold, gold, across=False)
    found = links(gold, who, across=True) | links(gold, who, across=False)
    for title, pairs in (("WRONG", found - truth), ("MISSING", truth - found)):
        seen: dict[tuple[str, str], list[tuple[Place, Place]]] = defaultdict(list)
        for left, right in sorted(pairs):
            texts_of = sorted((_told(at[left]), _told(at[right])))
            seen[texts_of[0], texts_of[1]].append((left, right))
        for pair, places in sorted(seen.items(), key=lambda item: -len(item[1]))[
            :count
        ]:
            print(title, len(places), " ~ ".join(pair), places[0])


def _told(mention: Mention) -> str:
    return f"{mention.text} [{mention.kind[:3]} {mention.name}]"


if __name__ == "__main__":
    main()
