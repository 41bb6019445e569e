"""Make a cleaned document of what was found: each on its own, wherever it is done."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.clean import clean, clean_line
from kg.documents.dates import is_date_line, iso_date, publication_date, title_line
from kg.documents.formats import (
    Extract,
    Unreadable,
    read_html,
    read_markdown,
    read_text,
)
from kg.documents.office import read_docx, read_pdf
from kg.documents.tables import MAX_CHARACTERS
from kg.records import Document

READERS: dict[str, Callable[[bytes], Extract]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
"""How each format is read; `TABLES` adds those that hold many documents."""

PART = "line: "
"""How reasons begin that count lines of a document, not whole documents."""
_TOP = 6
"""How many paragraphs from the top may hold the date."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Hold a document as it was found, before anything is made of it.

    `content` is the row of a table, or the bytes of a file and `suffix` its format.
    """

    name: str
    content: Extract | bytes
    suffix: str = ""

    @property
    def size(self) -> int:
        """How much there is to read: characters of a row, or bytes of a file."""
        content = self.content
        return len(content if isinstance(content, bytes) else content.text)

    def digest(self) -> str:
        """Return a digest of all that `make` makes a document of but its name."""
        content = self.content
        if not isinstance(content, bytes):
            values = content.text, content.title, content.date, content.source
            told = f"{' '.join(str(len(value)) for value in values)}\n{''.join(values)}"
            content = told.encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(f"{self.suffix}\n".encode())
        digest.update(content)
        return digest.hexdigest()[:32]


class Made(NamedTuple):
    """Hold what became of a document: it, if any, and what was left out of it.

    Where there is no document, `left_out` says why.
    """

    document: Document | None
    left_out: Sequence[tuple[str, int]]


def make(raw: Raw, *, longest: int = MAX_CHARACTERS) -> Made:
    """Take the text out of a document as found, and clean it.

    One of more than `longest` characters is left out.
    """
    if isinstance(raw.content, Extract):
        return _made(raw.name, raw.content, longest)
    try:
        extract = READERS[raw.suffix](raw.content)
    except Unreadable as error:
        return Made(None, [(str(error), 1)])
    except Exception as error:
        # What a broken file does to a format library is anybody's guess.
        return Made(None, [(f"damaged file ({type(error).__name__})", 1)])
    return _made(raw.name, extract, longest)


def _made(name: str, extract: Extract, longest: int) -> Made:
    """Clean a text, find its title and date, and count the lines left out."""
    if len(extract.text) > longest:
        return Made(None, [(f"more than {longest:,} characters", 1)])
    text, reasons = clean(_with_title(extract))
    dated, text = _split_date(text)
    if not text:
        return Made(None, [("no text left" if reasons else "empty", 1)])
    document = Document(
        id=name,
        text=text,
        title=clean_line(extract.title) or title_line(text.split("\n\n")),
        date=iso_date(extract.date) or publication_date(_lines(extract.text)),
        source=clean_line(extract.source),
    )
    counted = [*reasons, (f"{PART}date", dated)]
    return Made(document, [it for it in counted if it[1] and it[0].startswith(PART)])


def _with_title(extract: Extract) -> str:
    """Put the title before the text, unless the text begins with it."""
    title = " ".join(extract.title.split())
    lines = _lines(extract.text[:5_000])
    starts = (" ".join(lines[first : first + 4]) for first in range(_TOP))
    if any(start.casefold().startswith(title.casefold()) for start in starts):
        return extract.text
    return f"{title}\n\n{extract.text}"


def _split_date(text: str) -> tuple[int, str]:
    """Take lines that hold only a date from the top of a text, and count them."""
    lines = text.split("\n\n", _TOP)
    kept = [line for line in lines[:_TOP] if not is_date_line(line)]
    return len(lines[:_TOP]) - len(kept), "\n\n".join(kept + lines[_TOP:])


def _lines(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line]
