"""Names of what was written and marked for this project: `articles/`, `pages/`.

Both folders hold one sentence a line, as `articles.py` says; in `pages/` a name that is
none of the four kinds is marked, too (`m`). What is said to be an initiative in
`articles/` may be a prize or a paper: of those with a telling last word both readings
stay. Capitals that nobody marked may be a people, a law, a work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

from labels import CLASS, OUT, TITLES
from own import marked
from readers import DATE, DEMONYMS, Sentence

HERE = Path(__file__).parent
ARTICLES, PAGES = "articles", "pages"
HELD_EVERY = 8
MARK = re.compile(r"\[([poilm])\d+(\+[poilm]\d+)*\|([^\[\]|]+)\]")
LABELS = {"p": "PERSON", "o": "ORG", "i": "INIT", "l": "LOC", "m": "MISC"}
OPEN = CLASS["MISC"] | CLASS["NORP"]
# Last words of what `docs/initiatives.md` does not count, though the articles do.
OTHERS = frozenset(
    "act award awards bill bulletin census championship championships charter cup day "
    "days dialogue exhibition expo fair festival forum gold herald hustings index law "
    "league levy lottery marathon news night nights panel parley post prize race "
    "regatta series standard summit survey talks times trophy understanding week "
    "year".split()
)
SMALL = re.compile(r"(?:the|a|an|this|that|its?|their|his|her|our|we|us)\b", re.I)


def written(nlp: Language, source: str, *, kept_back: bool = False) -> list[Sentence]:
    """Return the sentences of a folder; those whose marks cut a word are left out.

    Every eighth piece of `pages/` is kept for measuring: it comes only if asked for.
    """
    out = []
    for doc, line in _lines(HERE / source):
        if source == PAGES and (int(doc.split()[1]) % HELD_EVERY == 0) != kept_back:
            continue
        text = MARK.sub(lambda m: _labelled(m, source), line)
        try:
            sentence = marked(text, doc, nlp, source=source)
        except ValueError:
            continue
        _open(sentence)
        sentence.persons.clear()  # a surname further on would no longer fit
        out.append(sentence)
    return out


def _lines(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the file, piece and paragraph, and the text, of every line."""
    for path in sorted(folder.glob("*.txt")):
        piece, paragraph = "", 0
        for line in path.read_text("utf8").splitlines():
            sentence, _, _ = line.rpartition("||")
            if line.startswith("==="):
                piece = line.strip("= ").replace(" ", "-")
            elif sentence.strip():
                yield f"{path.stem} {piece} {paragraph}", sentence.strip()
            else:
                paragraph += 1


def _labelled(mark: re.Match[str], source: str) -> str:
    """Return a mark as `own.py` reads it; references become plain words."""
    name, label = mark[3], LABELS[mark[1]]
    lead = ""
    words = name.split(" ")
    if source == PAGES or name[:1].isupper():
        while len(words) > 1 and words[0].lower() in {"the", *TITLES}:
            lead += words.pop(0) + " "
    name = " ".join(words)
    refers = SMALL.match(name) or not any(c.isupper() for c in name)
    if mark[2] or refers:
        return lead + name
    if label == "INIT" and source == ARTICLES and words[-1].lower() in OTHERS:
        label = "THING"
    if label == "INIT" and words[-1].islower():
        label = "THING"
    if label == "LOC" and (name in DEMONYMS or re.search(r"(?:an|ese|ish|i)$", name)):
        label = "PEOPLE"
    return f"{lead}[[{label}|{name}]]"


def _open(s: Sentence) -> None:
    """Let capitals that are not marked, and begin no sentence, be other names."""
    assert s.ner is not None
    for k, word in enumerate(s.words):
        plain = word.lower() in TITLES or DATE.search(word) or word == "I"
        if k and s.ner[k] == OUT and word[0].isupper() and not plain:
            s.ner[k] |= OPEN
