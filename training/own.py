"""Sentences written and marked for this project: `gold.txt`.

One sentence a line, names as [[LABEL|name]]; lines without a blank line between them
are one paragraph.
"""

from __future__ import annotations

import re
from pathlib import Path

from spacy.language import Language

from labels import OUT, TYPES, bioes
from readers import Sentence

GOLD = Path(__file__).parent / "gold.txt"
MARK = re.compile(r"\[\[([A-Z]+)\|([^\[\]|]+)\]\]")
# Labels that leave open which of two is meant.
EITHER = {
    "GROUP": ("NORP", "ORG"),  # a party or its people
    "PEOPLE": ("LOC", "NORP"),  # a country or its people
    "THING": ("MISC", "INIT"),
}


def gold(nlp: Language, path: Path = GOLD) -> list[Sentence]:
    """Read the marked sentences; raise ValueError where a mark cannot be read."""
    out = []
    paragraph = 0
    for number, line in enumerate(path.read_text("utf8").splitlines(), start=1):
        if not line.strip():
            paragraph += 1
            continue
        try:
            out.append(marked(line, f"gold {paragraph}", nlp))
        except ValueError as error:
            raise ValueError(f"{path}:{number}: {error}") from None
    return out


def marked(line: str, doc: str, nlp: Language, *, source: str = "gold") -> Sentence:
    """Read one marked sentence; of a label of `EITHER` both readings stay."""
    text, spans = "", []
    at = 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        if mark[1] not in (*TYPES, *EITHER):
            raise ValueError(f"no such label: {mark[1]}")
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        at = mark.end()
    text += line[at:]
    if "[[" in text or "]]" in text:
        raise ValueError("a mark is not closed")
    cut = nlp.make_doc(text)
    tokens = [t for t in cut if not t.is_space]
    s = Sentence([t.text for t in tokens], source, doc, ner=[OUT] * len(tokens))
    assert s.ner is not None
    for start, end, kind in spans:
        inside = [k for k, t in enumerate(tokens) if start <= t.idx < end]
        if not inside or tokens[inside[0]].idx != start:
            raise ValueError(f"a name begins inside a word: {text[start:end]}")
        first, last = inside[0], inside[-1] + 1
        readings = [bioes(first, last, one) for one in EITHER.get(kind, (kind,))]
        s.ner[first:last] = [sum(masks) for masks in zip(*readings, strict=True)]
        if kind == "PERSON":
            s.persons.append((first, last))
    return s
