"""Read trees in CoNLL-U (universaldependencies.org/format)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import DataError
from kg.evaluate.gold import Gold, Paragraph, Sentence, Word
from kg.evaluate.lines import lines_of

_SPACELESS = "SpaceAfter=No"


@dataclass
class _Block:
    """Gather the lines of one sentence as they come."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    document: str | None = None
    begins: bool = False
    raw: bool = False

    def comment(self, line: str) -> None:
        key, _, value = line[1:].partition("=")
        self.raw |= key.strip() == "text"
        if key.strip() in ("newdoc id", "newdoc"):
            self.document = value.strip()
        # GUM marks paragraphs inside a list or a table as blocks.
        starts = ("newdoc", "newpar id", "newpar_block")
        self.begins |= key.strip() == "newpar" or key.strip().startswith(starts)


def read_trees(path: Path) -> Gold:
    """Read paragraphs of sentences of words.

    The text is made of the words as written: multiword tokens and `SpaceAfter=No` are
    heeded, sentences stand a blank apart. It is raw if every sentence has a `# text`.
    Empty nodes are passed over. Raises DataError, naming the line.
    """
    paragraphs: list[Paragraph] = []
    raw = True
    document, text, sentences = "", "", list[Sentence]()

    def close() -> None:
        if sentences:
            paragraphs.append(Paragraph(document, text.rstrip(), tuple(sentences)))
            sentences.clear()

    for block in _blocks(path):
        if block.begins or block.document is not None:
            close()
            text = ""
        document = document if block.document is None else block.document
        raw &= block.raw
        words, text = _sentence(path, block, text)
        sentences.append(words)
    close()
    if not paragraphs:
        raise DataError(f"{path}: no sentences in it")
    return Gold(path, paragraphs=tuple(paragraphs), raw=raw)


def _blocks(path: Path) -> Iterator[_Block]:
    block = _Block()
    for number, line in lines_of(path):
        if line.startswith("#"):
            block.comment(line)
        elif line.strip():
            cells = line.split("\t")
            if len(cells) != 10:
                raise DataError(
                    f"{path}, line {number}: {len(cells)} columns; CoNLL-U has 10, "
                    "with tabs between"
                )
            block.rows.append((number, cells))
        elif block.rows:
            yield block
            block = _Block()
    if block.rows:
        yield block


def _sentence(path: Path, block: _Block, text: str) -> tuple[Sentence, str]:
    """Return the words of a block, and the text with the sentence behind it."""
    count = sum(cells[0].isdecimal() for _, cells in block.rows)
    words: list[Word] = []
    whole, last = (0, 0, ""), 0
    for number, cells in block.rows:
        place, form = cells[0], cells[1]
        space = "" if _SPACELESS in cells[9].split("|") else " "
        if "-" in place:
            whole, last = (len(text), len(words), form), _last(path, number, place)
            text += form + space
        elif place.isdecimal():
            if int(place) != len(words) + 1:
                raise DataError(f"{path}, line {number}: word {place} is out of order")
            inside = int(place) <= last
            start = _inside(whole, words) if inside else len(text)
            end = start + len(form)
            if inside and text[start:end] != form:
                start, end = whole[0], whole[0] + len(whole[2])
            text += "" if inside else form + space
            words.append(_word(path, number, cells, (start, end), count))
    return tuple(words), text.rstrip() + " "


def _last(path: Path, number: int, place: str) -> int:
    """Return the last word of a multiword token."""
    end = place.partition("-")[2]
    if not end.isdecimal():
        raise DataError(f"{path}, line {number}: {place!r} is no range of words")
    return int(end)


def _inside(whole: tuple[int, int, str], words: Sequence[Word]) -> int:
    """Return where a word of a multiword token begins."""
    start, first, _ = whole
    return words[-1].end if len(words) > first else start


def _word(
    path: Path, number: int, cells: Sequence[str], span: tuple[int, int], count: int
) -> Word:
    head = int(cells[6]) if cells[6].isdecimal() else -1
    if not 0 <= head <= count or head == int(cells[0]):
        raise DataError(
            f"{path}, line {number}: {cells[6]!r} is no head in the sentence"
        )
    return Word(*span, cells[1], cells[2], cells[3], cells[4], head - 1, cells[7])
