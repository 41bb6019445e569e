"""Measure a packaged pipeline on what it was not trained on: `python evaluate.py`.

Names: exact spans on the sets' own tokens, where a leading "the", a title or a
possessive at the edge is no error. Trees: gold tokens, one sentence at a time,
punctuation and subtypes aside. Sentence ends: raw paragraphs of GUM news and EWT.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from labels import CROSSNER, TITLES
from readers import read_conllu, read_iob, retokenise, spans_of, usable
from train import held

SETS = {
    "uner_ewt": ("uner_ewt.test", {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}),
    "conll04": ("conll04.dev", {"Peop": "PERSON", "Org": "ORG", "Loc": "GPE"}),
    "wikigold": ("wikigold.all", {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}),
    "redocred": ("redocred.dev", {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}),
    "wnut17": (
        "wnut17.test",
        {"person": "PERSON", "corporation": "ORG", "group": "ORG", "location": "GPE"},
    ),
    "btc": ("btc.dev", {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}),
} | {
    f"crossner_{x}": (
        f"crossner_{x}.test",
        {k: v.replace("LOC", "GPE") for k, v in CROSSNER.items()},
    )
    for x in ("politics", "science", "literature", "music", "ai")
}
EDGE = TITLES | {"the", "'s", "’s", "'", "’", '"', "``", "''"}
Names = set[tuple[int, int, str]]


def trimmed(words: list[str], start: int, end: int) -> tuple[int, int]:
    """Return the span without the edges that are no errors."""
    while end - start > 1 and words[start].lower() in EDGE:
        start += 1
    while end - start > 1 and words[end - 1].lower() in EDGE:
        end -= 1
    return start, end


def names(nlp: Language, data: Path, *, group: int = 1) -> dict[str, dict[str, Any]]:
    """Return scores per set and label; `group` sentences make one document."""
    out: dict[str, dict[str, Any]] = {}
    for name, (file, scheme) in SETS.items():
        rows = [retokenise(*r, nlp) for r in read_iob(data / "ner" / f"{file}.iob")]
        rows = [r for r in rows if usable(r[0])]
        if file.endswith(("all", "redocred.dev")):
            rows = [r for i, r in enumerate(rows) if held(i)]
        right: Counter[str] = Counter()
        found: Counter[str] = Counter()
        gold: Counter[str] = Counter()
        for i in range(0, len(rows), group):
            words: list[str] = []
            labels: list[str] = []
            for w, x in rows[i : i + group]:
                words += w
                labels += ["O" if y == "-" else y for y in x]
            doc = nlp(Doc(nlp.vocab, words=words))
            want = {
                (*trimmed(words, a, b), scheme[k])
                for a, b, k in spans_of(labels)
                if k in scheme
            }
            got = {
                (*trimmed(words, e.start, e.end), e.label_)
                for e in doc.ents
                if e.label_ in ("PERSON", "ORG", "GPE")
            }
            right.update(k for *_, k in want & got)
            found.update(k for *_, k in got)
            gold.update(k for *_, k in want)
        out[name] = {}
        for kind in ("PERSON", "ORG", "GPE"):
            p = right[kind] / max(1, found[kind])
            r = right[kind] / max(1, gold[kind])
            f = 2 * p * r / max(1e-9, p + r)
            out[name][kind] = [round(p, 3), round(r, 3), round(f, 3)]
    return out


def trees(nlp: Language, path: Path) -> dict[str, float]:
    """Return attachment and tag scores over gold tokens."""
    n = scored = uas = las = upos = xpos = lemma = 0
    for rows in read_conllu(path):
        columns = [c for c, _ in rows if len(c) > 1]
        doc = nlp(
            Doc(nlp.vocab, [c[1] for c in columns], [s for c, s in rows if len(c) > 1])
        )
        for c, t in zip(columns, doc, strict=True):
            n += 1
            upos += t.pos_ == c[3]
            xpos += t.tag_ == c[4]
            lemma += t.lemma_.lower() == c[2].lower()
            if c[3] == "PUNCT":
                continue
            scored += 1
            right = (t.head.i + 1 if t.head.i != t.i else 0) == int(c[6])
            uas += right
            las += right and t.dep_.split(":")[0] == c[7].split(":")[0]
    values = {"UAS": uas / scored, "LAS": las / scored, "UPOS": upos / n}
    values |= {"XPOS": xpos / n, "lemma": lemma / n}
    return {k: round(v, 4) for k, v in values.items()}


Arc = tuple[int, int, int, int, str]  # a word's span, its head's span, the label


def paragraphs(path: Path, prefix: str) -> Iterator[tuple[str, set[int], set[Arc]]]:
    """Yield raw paragraphs with the ends of their sentences and their arcs."""
    doc, text, ends, arcs = "", "", set[int](), set[Arc]()
    for rows in read_conllu(path):
        comments = [c[0] for c, _ in rows if len(c) == 1]
        marks = ("# newdoc", "# newpar id", "# newpar_block")
        new = any(c.startswith(marks) or c.strip() == "# newpar" for c in comments)
        if new and text:
            yield text.rstrip(), ends, arcs
            text, ends, arcs = "", set(), set()
        for c in comments:
            if c.startswith("# newdoc id"):
                doc = c.split("= ")[1]
        if not doc.startswith(prefix):
            continue
        words = [(c, spaced) for c, spaced in rows if len(c) > 1]
        spans = []
        for c, spaced in words:
            spans.append((len(text), len(text) + len(c[1])))
            text += c[1] + (" " if spaced else "")
        for (c, _), (a, b) in zip(words, spans, strict=True):
            head = spans[int(c[6]) - 1] if c[6] != "0" else (a, b)
            if c[3] != "PUNCT":
                arcs.add((a, b, *head, c[7].split(":")[0]))
        ends.add(len(text.rstrip()))
        text = text.rstrip() + " "
    if text:
        yield text.rstrip(), ends, arcs


def raw(nlp: Language, path: Path, prefix: str = "") -> dict[str, float]:
    """Return F1 of sentence ends and labelled arcs in raw paragraphs, as offsets."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text, ends, arcs in paragraphs(path, prefix):
        doc = nlp(text)
        cut = {len(text[: s.end_char].rstrip()) for s in doc.sents}
        found = {
            (*_span(t), *_span(t.head), t.dep_.split(":")[0])
            for t in doc
            if t.pos_ not in ("PUNCT", "SPACE")
        }
        for key, got, want in (("sentences", cut, ends), ("LAS", found, arcs)):
            right[key] += len(got & want)  # type: ignore[operator]
            total[key] += len(got) + len(want)
    return {f"raw {k} F1": round(2 * right[k] / total[k], 4) for k in total}


def _span(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


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
        for kind in ("PERSON", "ORG", "GPE"):
            scores = [x[kind][2] for x in out["names"].values()]
            out[f"mean {kind} F1"] = round(sum(scores) / len(scores), 3)
    if args.only in (None, "trees"):
        ud = args.data / "ud"
        for x in ("ewt", "gum"):
            out[x] = trees(nlp, ud / f"en_{x}-ud-test.conllu")
            out[x] |= raw(nlp, ud / f"en_{x}-ud-test.conllu")
        out["gum news"] = raw(nlp, ud / "en_gum-ud-test.conllu", "GUM_news")
    if args.only in (None, "speed"):
        out["tokens a second"] = speed(nlp, args.data / "raw/bbc.jsonl")
    for key, value in out.items():
        print(json.dumps({key: value}))


if __name__ == "__main__":
    main()
