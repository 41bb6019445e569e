"""Read names from columns: one token a line, its label last (.iob, .bio, .conll)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import DataError
from kg.evaluate.gold import Article, Gold, Name, kind_of
from kg.evaluate.lines import lines_of

Row = tuple[str, str]
"""A token and its label."""

_LABEL = re.compile(r"O|([BIESLUM])-(\S+)")
_START = "-DOCSTART-"
_GLUED = re.compile(r"[.,;:!?%)\]}”’…]|\.{2,}|['’](?:s|re|ve|ll|d|m)?|n['’]t", re.I)
_OPENS = re.compile(r"[(\[{“‘$£€]")
_WRITTEN = {
    "``": '"',
    "''": '"',
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
}


def read_columns(path: Path) -> Gold:
    """Read sentences of tokens with BIO, BIOES or BILOU labels.

    Columns are parted by tabs or blanks; the first is the token and the last the label.
    A blank line ends a sentence. Where -DOCSTART- lines part documents, a document is
    one text with a paragraph for each sentence, else every sentence is a text of its
    own. Blanks between tokens are put as English has them. Raises DataError.
    """
    unscored: Counter[str] = Counter()
    articles = []
    for number, sentences in enumerate(_documents(path), 1):
        article, labels = _article(str(number), sentences)
        articles.append(article)
        unscored.update(labels)
    if not articles:
        raise DataError(
            f"{path}: no tokens; write one token a line, its label behind it"
        )
    return Gold(path, tuple(articles), unscored=tuple(sorted(unscored.items())))


def _documents(path: Path) -> Iterator[list[list[Row]]]:
    """Yield the sentences of each document."""
    marked = False
    document: list[list[Row]] = []
    sentence: list[Row] = []
    for number, line in lines_of(path):
        row = _row(path, number, line)
        if row and row[0] != _START:
            sentence.append(row)
            continue
        if sentence:
            document.append(sentence)
            sentence = []
        marked = marked or row is not None
        if document and (row or not marked):
            yield document
            document = []
    document += [sentence] if sentence else []
    if document:
        yield document


def _row(path: Path, number: int, line: str) -> Row | None:
    """Return a line's token and label; None if it is blank or a comment."""
    cells = line.split("\t") if "\t" in line else line.split()
    if not line.strip():
        return None
    if cells[0].startswith(_START):
        return _START, "O"
    label = cells[-1].strip()
    if len(cells) > 1 and cells[0].strip() and _LABEL.fullmatch(label):
        return cells[0].strip(), label
    if line.startswith("# "):
        return None
    raise DataError(
        f"{path}, line {number}: {line[:60]!r} is not a token and its label; write "
        "for example: Acme B-ORG"
    )


def _article(
    name: str, sentences: Sequence[Sequence[Row]]
) -> tuple[Article, list[str]]:
    """Write sentences as a text; return the labels that are none of ours as well."""
    text, names, unscored = "", list[Name](), list[str]()
    for sentence in sentences:
        text += "\n\n" if text else ""
        written, spans = joined([token for token, _ in sentence])
        for first, last, label in spans_of([label for _, label in sentence]):
            start, end = spans[first][0], spans[last][1]
            kind = kind_of(label)
            names.append(Name(len(text) + start, len(text) + end, kind))
            unscored += [] if kind else [label]
        text += written
    return Article(name, text, names=tuple(names)), unscored


def joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Write tokens as English has them; return the text and where each one stands."""
    text, spans, quoted, glue = "", list[tuple[int, int]](), False, True
    for token in tokens:
        token = _WRITTEN.get(token, token)
        closing = quoted if token == '"' else bool(_GLUED.fullmatch(token))
        text += "" if glue or closing else " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        glue = not closing if token == '"' else bool(_OPENS.fullmatch(token))
        quoted ^= token == '"'
    return text, spans


def spans_of(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the first and last token and the label of each name.

    A name that its scheme begins wrongly (I- without B-) begins there.
    """
    first, kind = -1, ""
    for at, label in enumerate([*labels, "O"]):
        position, _, own = label.partition("-")
        if first >= 0 and (own != kind or position in "BSUO"):
            yield first, at - 1, kind
            first = -1
        if position != "O" and first < 0:
            first, kind = at, own
        if position in "ESLU" and first >= 0:
            yield first, at, kind
            first = -1
