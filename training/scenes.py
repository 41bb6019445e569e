"""News paragraphs with coined names that recur: `news.txt`.

A paragraph is a run of lines, a sentence each. `{P}` is a new name of a kind (see
`coined.py`), `{P1}` the same name wherever its paragraph says so, `{P1.last}` its short
form; `{P1.firm}` a firm called by a person's family name, `{G1.team}` a club called by
its town and so on (`AS`). Words in braces are drawn from the lists at the file's head,
[[LABEL|...]] marks a name as in `gold.txt`, `^` sets a line in capitals, `#` is a note.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from spacy.language import Language

from coined import Coiner, Name
from own import marked
from readers import Sentence

NEWS = Path(__file__).parent / "news.txt"
SLOT = re.compile(r"\{([A-Z]+)(\d*)(?:\.(\w+))?\}")
MARK = re.compile(r"(\[\[[A-Z]+\|)([^\[\]]+)\]\]")
WORD = re.compile(r"\{([a-z]+)\}")
# What else a name may stand for: label, and a pattern around its short form.
AS = {
    "firm": ("ORG", "{}"), "group": ("ORG", "{} Group"), "sons": ("ORG", "{} & Sons"),
    "foundation": ("ORG", "{} Foundation"), "police": ("ORG", "{} Police"),
    "team": ("ORG", "{}"), "town": ("LOC", "{}"), "man": ("PERSON", "{}"),
    "plain": ("", "{}"), "ticker": ("", "{}"),
}  # fmt: skip


def words() -> dict[str, list[str]]:
    """Read the lists of small words at the head of `news.txt`."""
    out = {}
    for line in NEWS.read_text("utf8").splitlines():
        if line.startswith("= "):
            key, _, rest = line[2:].partition(": ")
            out[key] = rest.split("|")
    return out


def paragraphs() -> list[list[str]]:
    """Read the paragraphs of `news.txt`."""
    out: list[list[str]] = [[]]
    for line in NEWS.read_text("utf8").splitlines():
        if line.startswith(("= ", "# ")):
            continue
        if line:
            out[-1].append(line)
        elif out[-1]:
            out.append([])
    return [p for p in out if p]


def scenes(coiner: Coiner, nlp: Language, n: int, seed: int) -> list[Sentence]:
    """Return the sentences of `n` drawn paragraphs."""
    rng = random.Random(seed)
    frames, lists = paragraphs(), words()
    order: list[list[str]] = []
    while len(order) < n:  # every frame as often as any other
        order += rng.sample(frames, len(frames))
    out = []
    for i, frame in enumerate(order[:n]):
        known: dict[str, Name] = {}
        for line in frame:
            text = _filled(line, coiner, lists, known, rng)
            if text.startswith("^ "):
                text = _capitals(text[2:])
            text = text[0].upper() + text[1:]
            try:
                out.append(marked(text, f"scene {i // 2}", nlp, source="scenes"))
            except ValueError:  # the tokenizer joins a drawn name to its neighbour
                continue
    return out


def _capitals(text: str) -> str:
    """Set a line in capitals, labels of marks aside."""
    parts = re.split(r"(\[\[[A-Z]+\||\]\])", text)
    return "".join(p if p.startswith("[[") else p.upper() for p in parts)


def _filled(
    line: str, coiner: Coiner, lists: dict[str, list[str]], known: dict[str, Name],
    rng: random.Random,
) -> str:  # fmt: skip
    """Return a line with its words drawn and its slots as marks."""
    while WORD.search(line):
        line = WORD.sub(lambda m: rng.choice(lists[m[1]]), line)

    def inside(mark: re.Match[str]) -> str:
        return mark[1] + SLOT.sub(lambda m: _drawn(m, coiner, known)[1], mark[2]) + "]]"

    def alone(slot: re.Match[str]) -> str:
        label, text = _drawn(slot, coiner, known)
        return f"[[{label}|{text}]]" if label else text

    parts = re.split(r"(\[\[[^\]]*\]\])", MARK.sub(inside, line))
    return "".join(p if p.startswith("[[") else SLOT.sub(alone, p) for p in parts)


def _drawn(
    slot: re.Match[str], coiner: Coiner, known: dict[str, Name]
) -> tuple[str, str]:
    """Return label and text of a slot."""
    kind, number, part = slot.groups()
    drawn = known.get(kind + number) or coiner.kinds[kind]()
    if number:
        known[kind + number] = drawn
    label, full, short = drawn
    if part is None:
        return label, full
    if part in ("last", "short"):
        return label, short
    if part == "first":
        first = full.split(" ")[0]
        return label, coiner.given() if first.isupper() or "." in first else first
    label, pattern = AS[part]
    text = pattern.format(short)
    return label, text[:4].upper() if part == "ticker" else text
