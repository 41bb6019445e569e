"""Initiatives that the rules of `kg.initiatives` are sure of, in the sources' own text.

No open set marks initiatives. Where a source leaves a name open between the classes of
things, a head noun or an introduction that the rules believe makes it one. Of the
silver news, which cuts such names ("Kyoto | Protocol"), the rules know better; where it
has the whole name as an organisation, both readings stay. Government papers, full of
capitals, are left alone.
"""

from __future__ import annotations

from kg.initiatives import bodies, headed, phrases

from labels import BIT, CLASS, bioes
from readers import Sentence

SILVER, LEFT = "gmb", "suralk"


def mark(sentences: list[Sentence]) -> int:
    """Narrow the labels of what the rules find; return how many names that were."""
    return sum(_mark(s) for s in sentences if s.ner is not None and s.source != LEFT)


def _mark(s: Sentence) -> int:
    assert s.ner is not None
    text = " ".join(s.words)
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = 0
    for k, word in enumerate(s.words):
        starts[at] = k
        ends[at + len(word)] = k + 1
        at += len(word) + 1
    found = [*headed.headed(text), *(p for p in phrases.introduced(text) if p.sure)]
    marked = 0
    for phrase in found:
        start, end = starts.get(phrase.start), ends.get(phrase.end)
        name = text[phrase.start : phrase.end]
        if start is None or end is None or start >= end or _is_other(name):
            continue
        bits = bioes(start, end, "INIT")
        masks = s.ner[start:end]
        silver = s.source == SILVER
        if silver and all(m & CLASS["ORG"] for m in masks):
            s.ner[start:end] = [m | b for m, b in zip(masks, bits, strict=True)]
        elif all(m & b for m, b in zip(masks, bits, strict=True)) or (
            silver and not any(m & CLASS["PERSON"] for m in masks)
        ):
            s.ner[start:end] = bits
            marked += 1
        _close(s, start, end)
    return marked


def _is_other(name: str) -> bool:
    return bodies.is_body(name) or bodies.is_something_else(name)


def _close(s: Sentence, start: int, end: int) -> None:
    """Let no initiative of the neighbours run into a certain one."""
    assert s.ner is not None
    if s.ner[start] in (BIT["B-INIT"], BIT["S-INIT"]) and start:
        s.ner[start - 1] &= ~(BIT["B-INIT"] | BIT["I-INIT"])
    if end < len(s.ner) and s.ner[end - 1] in (BIT["E-INIT"], BIT["S-INIT"]):
        s.ner[end] &= ~(BIT["I-INIT"] | BIT["E-INIT"])
