"""Read files, folders, tables and standard input as cleaned documents.

What cannot be used is passed on as `Skipped`, with a reason, and so is every kind of
line that was left out of a document (reasons that begin with `PART`). Nothing that a
file holds can raise.
"""

import glob
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

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
from kg.documents.tables import MAX_CHARACTERS, TABLES, BadRow, Row
from kg.errors import CorpusError
from kg.records import Document, Skipped

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

STDIN = "-"
RUN_FILES = {"run.json", "graph.graphml", "evidence.csv"}
"""What tells a folder that `kg build` wrote into."""
OUTPUTS = RUN_FILES | {
    *("graph.html", "nodes.csv", "edges.csv", "records"),
    *("graph.gexf", "graph.json", "neo4j"),
}
"""What stands in such a folder and is no article."""
PART = "line: "
"""How reasons begin that count lines of a document, not whole documents."""

MAX_TEXT_BYTES = 10_000_000
MAX_BYTES = {".pdf": 100_000_000, ".docx": 100_000_000, ".html": 5_000_000}
MAX_BYTES[".htm"] = MAX_BYTES[".html"]
"""Largest file by suffix; others may have `MAX_TEXT_BYTES`; tables are streamed."""
_TOP = 6
"""How many paragraphs from the top may hold the date."""


def read(paths: Sequence[str | Path]) -> Iterator[Document | Skipped]:
    """Read all documents that the paths lead to, in a fixed order.

    A path is a file, a folder (searched to the bottom; hidden files are passed over),
    a pattern such as `news/*.txt`, or `-` for standard input. A file that is reached
    twice is read once. Nothing is read until the result is iterated.

    Raises CorpusError at once if a path does not exist.
    """
    places = [place for path in paths for place in _places(os.fspath(path))]
    return _read_all(places)


def _places(path: str) -> list[str]:
    """Check that a path exists, and expand it if it is a pattern."""
    if path == STDIN or os.path.lexists(path):
        return [path]
    if any(sign in path for sign in "*?["):
        matches = sorted(glob.glob(path, recursive=True))
        if matches:
            return matches
        raise CorpusError(f"{_shown(path)}: no file matches this pattern; check it")
    raise CorpusError(f"{_shown(path)}: no such file or folder; check the path")


def _read_all(places: Sequence[str]) -> Iterator[Document | Skipped]:
    taken: set[str] = set()
    seen: set[tuple[int, int]] = set()
    for place in places:
        if place == STDIN:
            yield from _whole(STDIN, _stdin, taken)
            continue
        for path in _files(place):
            if isinstance(path, Skipped):
                yield path
            elif (key := _key(path)) not in seen:
                seen |= {key} if key else set()
                yield from _read_file(path, taken)


def _files(place: str) -> Iterator[Path | Skipped]:
    """Yield the files at a place; in a folder sorted by name, hidden ones left out.

    Links to folders are followed, each folder once. Where a run was written into the
    folder, its files are passed over, so that a second build reads what the first did.
    """
    seen: set[tuple[int, int] | None] = set()
    waiting = [Path(place)]
    while waiting:
        path = waiting.pop()
        if not path.is_dir():
            yield path
        elif (key := _key(path)) not in seen:
            seen.add(key)
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                yield Skipped(_shown(path), _cannot(error))
                continue
            own = OUTPUTS if set(names) >= RUN_FILES else ()
            if own:
                yield Skipped(_shown(path), "files of an earlier run")
            waiting += [
                path / name
                for name in names
                if not name.startswith(".") and name not in own
            ]


def _key(path: Path) -> tuple[int, int] | None:
    """Identify a file, whatever name leads to it; None if it cannot be reached."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _read_file(path: Path, taken: set[str]) -> Iterator[Document | Skipped]:
    """Read the document or documents of one file."""
    suffix = path.suffix.lower()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Skipped(_shown(path), "not a regular file")
        elif suffix in TABLES:
            with path.open("rb") as stream:
                yield from _table(_shown(path), TABLES[suffix](stream), taken)
        elif suffix in READERS:
            yield from _whole(_shown(path), lambda: _load(path, suffix), taken)
        else:
            yield Skipped(_shown(path), f"unknown format {suffix}".strip())
    except OSError as error:
        yield Skipped(_shown(path), _cannot(error))


def _load(path: Path, suffix: str) -> Extract:
    limit = MAX_BYTES.get(suffix, MAX_TEXT_BYTES)
    with path.open("rb") as stream:
        return READERS[suffix](_limited(stream, limit))


def _stdin() -> Extract:
    """Read standard input: a web page or a PDF if it begins so, else plain text."""
    data = _limited(sys.stdin.buffer, MAX_BYTES[".pdf"])
    start = data[:1_000].lstrip().lower()
    if start.startswith(b"%pdf-"):
        return read_pdf(data)
    if start.startswith((b"<!doctype html", b"<html")):
        return read_html(data)
    return read_text(data)


def _limited(stream: BinaryIO, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if not data:
        raise Unreadable("empty")
    if len(data) > limit:
        raise Unreadable(f"larger than {limit // 1_000_000} MB; split it")
    return data


def _whole(
    name: str, load: Callable[[], Extract], taken: set[str]
) -> Iterator[Document | Skipped]:
    """Make one document of a file."""
    try:
        extract = load()
    except Unreadable as error:
        yield Skipped(name, str(error))
    except OSError as error:
        yield Skipped(name, _cannot(error))
    except Exception as error:
        # What a broken file does to a format library is anybody's guess.
        yield Skipped(name, f"damaged file ({type(error).__name__})")
    else:
        yield from _document(name, extract, taken)


def _table(
    name: str, rows: Iterator[Row], taken: set[str]
) -> Iterator[Document | Skipped]:
    """Make a document of each row, named `FILE#ID`, or `FILE#LINE` without an id."""
    try:
        for row in rows:
            if isinstance(row, BadRow):
                yield Skipped(f"{name}#{row.line}", row.reason)
            else:
                line, extract = row
                own = _shown(extract.id.strip()) or str(line)
                yield from _document(f"{name}#{own}", extract, taken)
    except Unreadable as error:
        yield Skipped(name, str(error))


def _document(
    name: str, extract: Extract, taken: set[str]
) -> Iterator[Document | Skipped]:
    """Clean a text, find its title and date, and count the lines left out."""
    if len(extract.text) > MAX_CHARACTERS:
        yield Skipped(
            name, f"more than {MAX_CHARACTERS // 1_000_000} million characters"
        )
        return
    text, reasons = clean(_with_title(extract))
    dated, text = _split_date(text)
    if not text:
        yield Skipped(name, "no text left" if reasons else "empty")
        return
    yield Document(
        id=_unique(name, taken),
        text=text,
        title=clean_line(extract.title) or title_line(text.split("\n\n")),
        date=iso_date(extract.date) or publication_date(_lines(extract.text)),
        source=clean_line(extract.source),
    )
    for reason, count in [*reasons, (f"{PART}date", dated)]:
        if count and reason.startswith(PART):
            yield Skipped(name, reason, count)


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


def _unique(name: str, taken: set[str]) -> str:
    """Return a name that no other document has: the second `a` becomes `a~2`."""
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name}~{number}"
    taken.add(unique)
    return unique


def _shown(name: str | Path) -> str:
    """Write a name so that it fits on one line and in any output file."""
    path = name.as_posix() if isinstance(name, Path) else name
    text = path.encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _cannot(error: OSError) -> str:
    return f"cannot be read: {error.strerror or type(error).__name__}"
