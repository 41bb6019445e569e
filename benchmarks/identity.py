"""Measure who is who: python benchmarks/identity.py --data DIR [--split Dev].

DIR holds any of `ECB_*_Entity_gold_mentions.json` with `ECB_*_corpus.txt`,
`en_gum-ud-*.conllu` and `gap-*.tsv`. Of ECB+ and GUM only people and organisations that
are named count; a gold mention takes part if the pipeline marks a name that ends where
it ends. Links of ECB+ are judged within a topic: it does not say who is who across
topics, nor of names that it calls singletons. Three rows: the bare strings, `corefer`,
`corefer` and `resolve`. Pronouns and descriptions are judged on all three. With
--errors N it prints N wrong and N missing links as well. --names N measures instead the
time and memory that N made-up names take.
"""

import argparse
import json
import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from identity_references import (
    Chains,
    answerable,
    chains_of,
    gum_chains,
    gum_references,
    judge,
    judge_gap,
    read_gap,
    read_gum,
)
from identity_scores import HEADER, Place, links, row

from kg import names
from kg.identity import corefer, folding, resolve
from kg.identity.likeness import Vectors
from kg.records import ORGANISATION, PERSON, Mention

Tokens = dict[str, dict[tuple[str, int], tuple[int, int]]]
"""Where each token stands, by document, sentence and number in the sentence."""

Found = Mapping[str, tuple[Sequence[Mention], Vectors]]
"""What the pipeline finds in each document."""


@dataclass(frozen=True)
class Gold:
    """Hold the gold chain of each mention that takes part, and how many do not."""

    chains: Mapping[Place, str]
    missed: int


def main() -> None:
    args = _arguments()
    if args.names:
        import identity_names

        identity_names.measure(args.names)
        return
    if (args.data / f"ECB_{args.split}_corpus.txt").exists():
        measure_ecb(args)
    if sorted(args.data.glob("en_gum-ud-*.conllu")):
        measure_gum(args)
    for path in sorted(args.data.glob("gap-*.tsv")):
        measure_gap(args, path)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path())
    parser.add_argument("--split", default="Dev", help="of ECB+: Train or Dev")
    parser.add_argument("--model", default=None)
    parser.add_argument("--cache", type=Path, help="keep the found mentions in here")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--names", type=int, default=0)
    return parser.parse_args()


def measure_ecb(args: argparse.Namespace) -> None:
    texts, tokens = read_corpus(args.data / f"ECB_{args.split}_corpus.txt")
    path = args.data / f"ECB_{args.split}_Entity_gold_mentions.json"
    found = found_in(args, f"ecb-{args.split}", texts)
    inside = _inside(found, texts)
    marked = json.loads(path.read_text(encoding="utf-8"))
    gold = match(marked, texts, tokens, inside)
    print(
        f"\nECB+ {args.split}: {len(gold.chains)} mentions matched, {gold.missed} not"
    )
    print(HEADER)
    for title, system in systems(inside):
        print(row(title, gold.chains, system, _topic))
    references = chains_of(
        (one["doc_id"], places[0][0], places[-1][1], one["coref_chain"])
        for one in marked
        if (places := _places(one, tokens)) and one["mention_type"] == "HUM"
    )
    tell_references(references, found, inside, gold.chains, texts, args.errors)
    show_errors(gold.chains, inside, resolve.resolve(inside).who, args.errors, _topic)


def measure_gum(args: argparse.Namespace) -> None:
    texts, spans = read_gum(args.data.glob("en_gum-ud-*.conllu"))
    found = found_in(args, "gum", texts)
    inside = _inside(found, texts)
    chains, missed = gum_chains(spans, texts, inside)
    print(f"\nGUM: {len(chains)} mentions matched, {missed} not")
    print(HEADER)
    for title, system in [*systems(inside)][:2]:
        print(row(title, chains, system, _document))
    references = gum_references(spans, texts)
    tell_references(references, found, inside, chains, texts, args.errors)
    who = {_place(m): f"{m.kind} {m.name}" for m in inside}
    show_errors(chains, inside, who, args.errors, _document)


def tell_references(
    gold: Chains,
    found: Found,
    inside: Sequence[Mention],
    chains: Mapping[Place, str],
    texts: Mapping[str, str],
    errors: int,
) -> None:
    """Print how many references of each form are answered rightly, and wrong ones."""
    can = answerable(gold, chains, (m for ms, _ in found.values() for m in ms))
    judged = list(judge(gold, inside, chains))
    for form in ("pronoun", "description"):
        _tell(form, [said for m, said in judged if m.form == form], can[form])
    print_wrong(judged, texts, errors)


def measure_gap(args: argparse.Namespace, path: Path) -> None:
    texts, passages = read_gap(path)
    inside = _inside(found_in(args, path.stem, texts), texts)
    judged = list(judge_gap(passages, inside))
    print()
    _tell(path.stem, [verdict for _, _, verdict in judged], len(passages))
    print_wrong([(m, verdict) for _, m, verdict in judged], texts, args.errors)


def _tell(title: str, verdicts: Sequence[str], of: int) -> None:
    counts = Counter(verdicts)
    judged = counts["right"] + counts["wrong"]
    print(
        f"{title:24} {counts['right']} right, {counts['wrong']} wrong, "
        f"{counts['?']} not judged, of {of}: P {counts['right'] / max(1, judged):.3f}, "
        f"R {counts['right'] / max(1, of):.3f}"
    )


def print_wrong(
    judged: Sequence[tuple[Mention, str]], texts: Mapping[str, str], count: int
) -> None:
    """Print wrong answers with what stands before them."""
    wrong = [m for m, verdict in judged if verdict == "wrong"]
    for m in wrong[:: max(1, len(wrong) // count)][:count] if count else ():
        before = texts[m.document][max(0, m.sentence_start - 200) : m.start]
        after = texts[m.document][m.end : m.end + 40]
        print(f"WRONG {m.document} -> {m.name}: {before!r} [[{m.text}]] {after!r}")


def _inside(found: Found, texts: Mapping[str, str]) -> list[Mention]:
    return [
        mention
        for document, (mentions, vectors) in found.items()
        for mention in corefer.within(mentions, texts[document], vectors=vectors)
    ]


def read_corpus(path: Path) -> tuple[dict[str, str], Tokens]:
    """Return the text of each document of ECB+, and where each token stands."""
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


def found_in(args: argparse.Namespace, title: str, texts: Mapping[str, str]) -> Found:
    """Return what the pipeline finds, with vectors, from the cache if it is there."""
    cache = args.cache / f"{title}.pkl" if args.cache else None
    if cache and cache.exists():
        return pickle.loads(cache.read_bytes())
    from kg import annotate

    nlp = annotate.load_pipeline(args.model)
    stream = ((text, document) for document, text in sorted(texts.items()))
    found = {}
    for doc, document in nlp.pipe(stream, as_tuples=True):
        mentions = annotate.mentions(doc, document=document)
        found[document] = mentions, annotate.vectors(doc, mentions)
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
        places = _places(one, tokens)
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


def _places(one: Mapping[str, Any], tokens: Tokens) -> list[tuple[int, int]]:
    """Return where the tokens of a gold mention stand."""
    sentence = str(one["sent_id"])
    return [tokens[one["doc_id"]][sentence, n] for n in one["tokens_number"]]


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


def _topic(place: Place) -> str:
    return place[0].split("_")[0]


def _document(place: Place) -> str:
    return place[0]


def show_errors(
    gold: Mapping[Place, str],
    inside: list[Mention],
    who: Mapping[Place, str],
    count: int,
    topic: Any,
) -> None:
    """Print wrong and missing links, each kind of pair once."""
    at = {_place(mention): mention for mention in inside}
    both = (False, True)
    truth = {pair for a in both for pair in links(gold, gold, topic, across=a)}
    found = {pair for a in both for pair in links(gold, who, topic, across=a)}
    for title, pairs in (("WRONG", found - truth), ("MISSING", truth - found)):
        seen: dict[tuple[str, str], list[tuple[Place, Place]]] = defaultdict(list)
        for left, right in sorted(pairs):
            texts_of = sorted((_told(at[left]), _told(at[right])))
            seen[texts_of[0], texts_of[1]].append((left, right))
        ranked = sorted(seen.items(), key=lambda item: -len(item[1]))
        for pair, places in ranked[:count]:
            print(title, len(places), " ~ ".join(pair), places[0])


def _told(mention: Mention) -> str:
    return f"{mention.text} [{mention.kind[:3]} {mention.name}]"


if __name__ == "__main__":
    main()
