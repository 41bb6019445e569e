"""Read the sources (CoNLL-U trees, IOB names) into sentences with one label scheme.

Every sentence is cut into the tokens that spaCy's English tokenizer gives, since the
pipeline sees no others. Names become bit masks of allowed labels (`labels.py`), so
that a source that does not annotate demonyms or works teaches nothing about them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language

from labels import (
    ANY,
    BIT,
    CLASS,
    CROSSNER,
    GROUPS,
    OUT,
    SOFT_TITLES,
    TERMS,
    THING,
    TITLES,
    basic,
    bioes,
)

Span = tuple[int, int, str]
DATE = re.compile(
    r"\d|^(mon|tues|wednes|thurs|fri|satur|sun)day$|^(jan|feb|mar|apr|aug|sept?|oct"
    r"|nov|dec)\.?$|^(january|february|march|april|may|june|july|august|september"
    r"|october|november|december)$",
    re.I,
)


@dataclass
class Sentence:
    """One sentence; a layer that its source does not give is None."""

    words: list[str]
    source: str
    doc: str = ""
    upos: list[str] | None = None
    xpos: list[str] | None = None
    heads: list[int] | None = None  # index in the sentence, -1 = root
    deps: list[str] | None = None
    ner: list[int] | None = None
    persons: list[tuple[int, int]] = field(default_factory=list)
    weight: float = 1.0
    order: bool = True  # False: a post, whose sentence ends teach nothing


# ---------------------------------------------------------------- trees


def read_conllu(path: Path) -> Iterator[list[tuple[list[str], bool]]]:
    """Yield sentences as (columns, space after) per word, comments as ["#...."]."""
    rows: list[tuple[list[str], bool]] = []
    last, space = 0, True
    for line in path.open(encoding="utf8"):
        line = line.rstrip("\n")
        if not line:
            yield rows
            rows, last = [], 0
            continue
        if line[0] == "#":
            rows.append(([line], True))
            continue
        columns = line.split("\t")
        spaced = "SpaceAfter=No" not in columns[9]
        if "-" in columns[0]:
            last, space = int(columns[0].split("-")[1]), spaced
        elif columns[0].isdigit():
            i = int(columns[0])
            after = spaced if i > last else space and i == last
            rows.append((columns, after))


def trees(path: Path, nlp: Language, iob: Path | None = None) -> list[Sentence]:
    """Read trees, with the names of the same sentences in the file `iob` if given."""
    names = {tuple(w): labels for w, labels in read_iob(iob)} if iob else {}
    source = path.name.split("-")[0].removeprefix("en_")
    out: list[Sentence] = []
    doc, par = "", 0
    for rows in read_conllu(path):
        for columns, _ in rows:
            if columns[0].startswith("# newdoc"):
                doc = columns[0]
            if columns[0].startswith(("# newpar", "# newdoc")):
                par += 1
        words = [(c, s) for c, s in rows if len(c) > 1]
        labels = names.get(tuple(c[1] for c, _ in words))
        sentence = _tree(words, labels, nlp, source)
        if sentence is not None:
            out.append(replace(sentence, doc=f"{doc}{par}"))
    return out


def _tree(
    words: list[tuple[list[str], bool]],
    iob: list[str] | None,
    nlp: Language,
    source: str,
) -> Sentence | None:
    """Carry one tree over to spaCy's tokens, or None where they cross too much."""
    text, gold = "", []
    for columns, spaced in words:
        gold.append((len(text), len(text) + len(columns[1])))
        text += columns[1] + (" " if spaced else "")
    tokens = [t for t in nlp.make_doc(text.rstrip()) if not t.is_space]
    if not tokens or len(tokens) > 150:
        return None
    spans = [(t.idx, t.idx + len(t)) for t in tokens]
    covers = [[g for g, (a, b) in enumerate(gold) if a < e and b > s] for s, e in spans]
    parts = [[k for k, c in enumerate(covers) if g in c] for g in range(len(gold))]
    heads_gold = [int(c[6]) - 1 for c, _ in words]
    heads, deps, upos, xpos = [], [], [], []
    lead: list[int] = []  # token that stands for each gold word
    for ks in parts:
        if len(ks) > 1 and any(len(covers[k]) > 1 for k in ks):
            return None
        alpha = [k for k in ks if tokens[k].text[0].isalnum()]
        lead.append((alpha or ks)[-1])
    for k, cover in enumerate(covers):
        top = next((g for g in cover if heads_gold[g] not in cover), cover[0])
        columns = words[top][0]
        if lead[top] != k:  # one piece of a word that spaCy cuts
            plain = tokens[k].text[0].isalnum()
            heads.append(lead[top])
            deps.append("compound" if plain else "punct")
            upos.append(columns[3] if plain else "PUNCT")
            xpos.append(columns[4] if plain or not columns[4].isalpha() else "HYPH")
            continue
        heads.append(-1 if heads_gold[top] < 0 else lead[heads_gold[top]])
        deps.append(basic(columns[7]))
        upos.append(columns[3])
        xpos.append(columns[4])
    if any(h == k for k, h in enumerate(heads)) or heads.count(-1) != 1:
        return None
    sentence = Sentence([t.text for t in tokens], source, "", upos, xpos, heads, deps)
    if iob is not None:
        labels = [iob[c[0]] if len(c) else "O" for c in covers]
        for k in range(1, len(labels)):  # both halves of a cut word carry its B-
            same = covers[k] == covers[k - 1]
            if same and labels[k].startswith("B-"):
                labels[k] = "I-" + labels[k][2:]
        sentence = _named(sentence, labels, "uner")
    elif any("Entity=" in c[9] for c, _ in words):
        sentence.ner = _gum_names(words, covers, sentence)
    return sentence


GUM = {"person": "PERSON", "organization": "ORG", "place": "LOC"}


def _gum_names(
    words: list[tuple[list[str], bool]], covers: list[list[int]], s: Sentence
) -> list[int]:
    """Allow each proper noun the types of the mentions whose head is a proper noun.

    GUM marks whole noun phrases, not names, so edges stay open: any position of the
    type is allowed. Words inside such a phrase that are no proper nouns may be part
    of the name ("of"); all others are certainly outside.
    """
    assert s.upos is not None and s.heads is not None
    allowed: list[set[str]] = [set() for _ in words]
    open_: list[tuple[str, str, int]] = []
    heads = [int(c[6]) - 1 for c, _ in words]

    def close(kind: str, start: int, end: int) -> None:
        inside = range(start, end + 1)
        top = next((i for i in inside if heads[i] not in inside), start)
        if words[top][0][3] == "PROPN":
            for i in inside:
                allowed[i].add(GUM.get(kind, "MISC"))

    for i, (columns, _) in enumerate(words):
        entity = re.search(r"Entity=([^|]*)", columns[9])
        for mark in re.findall(r"\([^()]*\)?|[^()]+\)", entity[1] if entity else ""):
            name = mark.strip("()").split("-")
            if mark[0] == "(" and len(name) > 1:
                if mark[-1] == ")":
                    close(name[1], i, i)
                else:
                    open_.append((name[0], name[1], i))
            elif mark[-1] == ")":
                for j in range(len(open_) - 1, -1, -1):
                    if open_[j][0] == name[0]:
                        _, kind, start = open_.pop(j)
                        close(kind, start, i)
                        break
    out = []
    for k, cover in enumerate(covers):
        kinds = set().union(*(allowed[g] for g in cover))
        mask = sum(THING if t == "MISC" else CLASS[t] for t in kinds)
        if s.upos[k] == "PROPN":
            soft = "MISC" in kinds or not kinds or s.words[k].lower() in TITLES
            out.append(mask | (OUT | THING if soft else 0))
        elif s.words[k][0].isupper() and s.upos[k] == "ADJ":
            out.append(CLASS["NORP"] | mask | OUT)
        elif kinds and s.upos[k] != "PRON":
            out.append(OUT | mask)
        else:
            out.append(OUT)
    return out


# ---------------------------------------------------------------- names


def read_iob(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield (words, labels) of every sentence of an IOB file."""
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.open(encoding="utf8"), "\n"]:
        line = line.rstrip("\n")
        if line:
            word, label = line.split("\t")
            words.append(word)
            labels.append(label)
        elif words:
            yield words, labels
            words, labels = [], []


def spans_of(labels: list[str]) -> list[Span]:
    """Return the (start, end, label) of every name."""
    out: list[Span] = []
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I-"):
            out.append((start, i, labels[start][2:]))
            start = -1
        if label.startswith("B-") or (label.startswith("I-") and start < 0):
            start = i
    return out


ABBREVIATED = frozenset(
    "Dr Mr Mrs Ms St Jr Sr Co Corp Inc Ltd Gen Sen Rep Prof Gov Lt Col Sgt".split()
)


def retokenise(
    words: list[str], labels: list[str], nlp: Language
) -> tuple[list[str], list[str]]:
    """Cut words as spaCy does; "-" marks a piece whose label is not known."""
    out: tuple[list[str], list[str]] = ([], [])
    for word, label in zip(words, labels, strict=True):
        glued = bool(out[0]) and (
            (word == "." and (len(out[0][-1]) == 1 or out[0][-1] in ABBREVIATED))
            or (word == "s" and out[0][-1] in ("'", "’"))
        )
        if glued and len(out[0]) + 1 < len(words) and out[0][-1] not in ".)":
            out[0][-1] += word
            continue
        if word == "." and label.startswith("I-") and out[0]:
            if len(nlp.tokenizer(out[0][-1] + ".")) == 1:
                out[0][-1] += "."
                continue
            label = "O"
        word = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(word, word)
        pieces = [t.text for t in nlp.tokenizer(word) if not t.is_space]
        for k, piece in enumerate(pieces):
            tag = label
            if len(pieces) > 1 and label == "O" and piece[:1].isupper():
                tag = "-"
            elif k and label.startswith("B-"):
                tag = "I-" + label[2:]
            out[0].append(piece)
            out[1].append(tag)
    return out


def usable(words: list[str]) -> bool:
    """Tell whether a sentence is taken; what is kept back is counted among these."""
    return 2 <= len(words) <= 120


def names(path: Path, nlp: Language, *, weight: float = 1.0) -> list[Sentence]:
    """Read an IOB file; its name tells the set and so the meaning of its labels."""
    source = path.name.split(".")[0].split("_")[0]
    out = []
    for words, labels in read_iob(path):
        words, labels = retokenise(words, labels, nlp)
        if usable(words):
            s = Sentence(words, source, weight=weight, order=source not in POSTS)
            out.append(_named(s, labels, source))
    return out


POSTS = frozenset(("btc", "wnut17"))
DEMONYMS: set[str] = set()  # filled by `learn_demonyms` before anything is read
PLACES: set[str] = set()
ODD: set[tuple[str, str]] = set()  # (name, label) that GMB gives against its own habit

# What a set's labels mean; a tuple of classes means that any of them may be right.
SCHEME: dict[str, dict[str, tuple[str, ...]]] = {
    "gmb": {
        "per": ("PERSON",), "org": ("ORG",), "geo": ("LOC",), "gpe": ("NORP",),
        "art": ("MISC", "ORG", "O"), "eve": ("MISC", "O"), "nat": ("MISC", "O"),
        "tim": ("O",),
    },
    "uner": {
        "PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("LOC",), "OTH": ("MISC", "NORP"),
    },
    "conll04": {
        "Peop": ("PERSON",), "Org": ("ORG",), "Loc": ("LOC",),
        "Other": ("MISC", "NORP", "O"),
    },
    "wikigold": {
        "PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("LOC",), "MISC": ("MISC",),
    },
    "redocred": {
        "PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("LOC",), "MISC": ("MISC",),
        "TIME": ("O",), "NUM": ("O",),
    },
    "crossner": {
        **{k: (v,) for k, v in CROSSNER.items()},
        **{k: ("MISC", "O") for k in TERMS},
    },
    "wnut17": {
        "person": ("PERSON",), "corporation": ("ORG",), "group": ("ORG",),
        "location": ("LOC",), "product": ("MISC",), "creative-work": ("MISC",),
    },
    "btc": {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("LOC",)},
    "suralk": {
        "PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("LOC",), "MISC": ("MISC", "O"),
    },
}  # fmt: skip

# Labels of things that are no initiatives; other things that are no person,
# organisation or place may be.
NO_INITIATIVE = frozenset(
    "event conference award election song album book poem magazine creative-work "
    "programlang algorithm literarygenre musicgenre theory enzyme protein".split()
)

# Classes that a capitalised word marked O may have: its set leaves them out.
UNMARKED: dict[str, tuple[str, ...]] = {
    "gmb": ("MISC",),
    "uner": ("MISC",),
    "conll04": ("MISC", "NORP"),
    "redocred": ("MISC",),
    "wnut17": ("NORP",),
    "btc": ("MISC", "NORP"),
    "suralk": ("MISC",),
}


def learn_habits(data: Path) -> None:
    """Collect demonyms and places that the sources agree on, and GMB's odd labels."""
    gpe: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for words, labels in read_iob(data / "ner/gmb.all.iob"):
        for a, b, kind in spans_of(labels):
            name = " ".join(words[a:b])
            forms.setdefault(name, Counter())[kind] += 1
            if b - a == 1:
                gpe[name] += kind == "gpe"
    for name, kinds in forms.items():
        total = sum(kinds.values())
        for kind, n in kinds.items():
            if total >= 4 and n / total < 0.25:
                ODD.add((name, kind))
    sets = [
        ("crossner_*.iob", {"country", "location"}),
        ("uner_ewt.train.iob", {"LOC"}),
        ("wikigold.all.iob", {"LOC"}),
        ("conll04.train.iob", {"Loc"}),
    ]
    place: Counter[str] = Counter()
    for pattern, kinds_ in sets:
        for path in sorted((data / "ner").glob(pattern)):
            for words, labels in read_iob(path):
                for a, b, kind in spans_of(labels):
                    place[" ".join(words[a:b])] += kind in kinds_
    endings = re.compile(r"(an|ans|ese|ish|i|is|ch|k|ks|n|ns|sh|ss|ards?|ers?|bs?)$")
    for name, n in gpe.items():
        kinds = forms[name]
        demonym = n >= 2 and n / sum(kinds.values()) > 0.6 and endings.search(name)
        elsewhere = place[name] >= max(3, n / 4) or kinds["geo"] >= n / 2
        if demonym and name[0].isupper() and not elsewhere:
            DEMONYMS.add(name)
        elif kinds["gpe"] and (place[name] >= 2 or kinds["geo"] > kinds["gpe"] / 2):
            PLACES.add(name)
    GEOGRAPHIC = {"Sudan", "Jordan", "Azerbaijan", "Nepal", "Niger"}
    DEMONYMS.difference_update(GEOGRAPHIC)
    PLACES.update(GEOGRAPHIC)


def _named(s: Sentence, labels: list[str], source: str) -> Sentence:
    """Turn one source's IOB labels into allowed labels of the common scheme."""
    s.ner = [_outside(w, source) for w in s.words]
    for k, label in enumerate(labels):
        if label == "-":
            s.ner[k] = ANY
    spans = spans_of([x if x != "-" else "O" for x in labels])
    for start, end, kind in spans:
        start = _strip_title(s, start, end, kind)
        if kind not in ("book", "song", "album", "poem") and s.words[start] == "the":
            start += 1
        if start < end:
            s.ner[start:end] = _span(s, start, end, kind, source)
    if source == "gmb":
        _mend_gmb(s, spans)
    return s


def _outside(word: str, source: str) -> int:
    """Return what a word that its source marks O may be."""
    capital = any(c.isupper() for c in word)
    if not capital or DATE.search(word) or word.lower() in STOP_WORDS:
        open_ = "MISC" in UNMARKED.get(source, ()) and word.lower() in STOP_WORDS
        return OUT | BIT["I-MISC"] | BIT["I-INIT"] if open_ else OUT
    if source != "gmb" and word in DEMONYMS:
        return BIT["S-NORP"]
    if word.lower() in GROUPS:
        return OUT | CLASS["NORP"] | THING
    classes = UNMARKED.get(source, ())
    return OUT | sum(THING if c == "MISC" else CLASS[c] for c in classes)


def _strip_title(s: Sentence, start: int, end: int, kind: str) -> int:
    """Return where a person's name begins after titles; mark these as outside."""
    assert s.ner is not None
    if kind.lower() not in ("per", "peop", "person", "politician"):
        return start
    first = start
    while start < end and s.words[start].lower() in TITLES:
        s.ner[start] = OUT
        start += 1
    if start == end:  # a title alone: half of a name that the source cut
        s.ner[first:end] = [OUT | CLASS["PERSON"]] * (end - first)
    return start


def _span(s: Sentence, start: int, end: int, kind: str, source: str) -> list[int]:
    """Return the allowed labels of one name of a source."""
    words = s.words[start:end]
    name = " ".join(words)
    classes = SCHEME[source].get(kind, ("MISC",))
    lower = not any(w[:1].isupper() or w[:1].isdigit() for w in words)
    if source == "crossner" and kind in TERMS and lower:
        classes = ("O",)
    dated = lower or any(DATE.search(w) for w in words)
    if dated and "MISC" in classes and source in ("conll04", "suralk"):
        classes = ("O",)
    if kind == "gpe" and name not in DEMONYMS:
        classes = ("LOC",) if name in PLACES else ("NORP", "LOC")
    elif len(words) == 1 and name in DEMONYMS and classes != ("PERSON",):
        classes = ("NORP",)
    elif len(words) == 1 and name.lower() in GROUPS and classes != ("PERSON",):
        classes = ("NORP", "MISC") if classes != ("ORG",) else ("NORP", "ORG")
    elif classes == ("MISC", "NORP"):
        plural = len(words) == 1 and (name.rstrip("s") in DEMONYMS)
        classes = ("NORP",) if plural else classes
    if source == "gmb" and kind != "gpe" and (name, kind) in ODD:
        return [ANY] * (end - start)
    if kind == "tim" and words[0][:1].isupper() and not DATE.search(words[0]):
        return [OUT | CLASS["LOC"] | THING] * (end - start)
    masks = [0] * (end - start)
    if "MISC" in classes and kind not in NO_INITIATIVE:
        classes = (*classes, "INIT")
    for c in classes:
        bits = [OUT] * (end - start) if c == "O" else bioes(start, end, c)
        masks = [m | b for m, b in zip(masks, bits, strict=True)]
    if words[0] == "The" and len(words) > 1:
        masks[0] |= OUT
        position = "B" if len(words) > 2 else "S"
        for c in classes:
            masks[1] |= OUT if c == "O" else BIT[f"{position}-{c}"]
    if classes == ("PERSON",):
        if words[0].lower() in SOFT_TITLES and len(words) > 1:
            masks[0] |= OUT
            masks[1] |= BIT["B-PERSON"] if len(words) > 2 else BIT["S-PERSON"]
        else:
            s.persons.append((start, end))
    return masks


def _mend_gmb(s: Sentence, spans: list[Span]) -> None:
    """Open the labels where GMB cuts a demonym or place out of a longer name."""
    assert s.ner is not None
    for (a, b, kind), (c, d, other) in pairwise(spans):
        if b != c or kind not in ("gpe", "geo") or other not in ("org", "eve", "art"):
            continue
        for k in range(a, b):
            s.ner[k] |= CLASS["ORG"] & ~BIT["E-ORG"] & ~BIT["S-ORG"]
        s.ner[c] |= BIT["I-ORG"] if d - c > 1 else BIT["E-ORG"]
    for k in range(1, len(s.words) - 1):
        # "Palestinian Authority", "Chinese Academy": capitalised word after a demonym.
        follows = s.words[k - 1] in DEMONYMS or s.words[k - 1] in PLACES
        if follows and s.words[k][0].isupper() and s.ner[k] & OUT:
            s.ner[k] |= CLASS["ORG"]
            s.ner[k - 1] |= BIT["B-ORG"] | BIT["I-ORG"]
