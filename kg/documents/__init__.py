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
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kg.documents.formats import Extract, Unreadable
from kg.documents.making import PART, READERS, Made, Raw, make
from kg.documents.tables import TABLES, BadRow, Row
from kg.errors import CorpusError
from kg.records import Document, Skipped

__all__ = [
    "PART",
    "READERS",
    "STDIN",
    "Extract",
    "Made",
    "Raw",
    "make",
    "read",
    "scan",
    "unique",
]

STDIN = "-"
RUN_FILES = {"run.json", "graph.graphml", "evidence.csv"}
"""What tells a folder that `kg build` wrote into."""
OUTPUTS = RUN_FILES | {
    *("graph.html", "nodes.csv", "edges.csv", "records"),
    *("graph.gexf", "graph.json", "neo4j"),
}
"""What stands in such a folder and is no article."""
_STEP = 1_000_000
"""Bytes that are read at a time."""
MAX_TEXT_BYTES = 10_000_000
MAX_BYTES = {".pdf": 100_000_000, ".docx": 100_000_000, ".html": 5_000_000}
MAX_BYTES[".htm"] = MAX_BYTES[".html"]
"""Largest file by suffix; others may have `MAX_TEXT_BYTES`; tables are streamed."""


def read(paths: Sequence[str | Path]) -> Iterator[Document | Skipped]:
    """Read and clean all documents that the paths lead to, in the order of `scan`.

    Raises CorpusError at once if a path does not exist.
    """
    return _named(scan(paths))


def scan(
    paths: Sequence[str | Path], *, largest: int = MAX_BYTES[".pdf"]
) -> Iterator[Raw | Skipped]:
    """Find all documents that the paths lead to, in a fixed order.

    A path is a file, a folder (searched to the bottom; hidden files are passed over),
    a pattern such as `news/*.txt`, or `-` for standard input. A file that is reached
    twice is read once. Nothing is read until the result is iterated. Files of more than
    `largest` bytes are left out; tables may have any size.

    Raises CorpusError at once if a path does not exist.
    """
    places = [place for path in paths for place in _places(os.fspath(path))]
    return _scan_all(places, largest)


def unique(name: str, taken: dict[str, int]) -> str:
    """Return a name that no other document has: the second `a` becomes `a~2`.

    `taken` counts, for each name, how often it was asked for.
    """
    free = name
    while free in taken:
        taken[name] += 1
        free = f"{name}~{taken[name]}"
    taken[free] = 1
    return free


def _named(found: Iterator[Raw | Skipped]) -> Iterator[Document | Skipped]:
    """Yield what each document as found comes to."""
    taken: dict[str, int] = {}
    for item in found:
        if isinstance(item, Skipped):
            yield item
            continue
        document, left_out = make(item)
        if document:
            yield replace(document, id=unique(item.name, taken))
        yield from (Skipped(item.name, *entry) for entry in left_out)


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


def _scan_all(places: Sequence[str], largest: int) -> Iterator[Raw | Skipped]:
    seen: set[tuple[int, int]] = set()
    for place in places:
        if place == STDIN:
            yield _whole(STDIN, lambda: _stdin(largest))
            continue
        for path in _files(place):
            if isinstance(path, Skipped):
                yield path
            elif (key := _key(path)) not in seen:
                seen |= {key} if key else set()
                yield from _scan_file(path, largest)


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


def _scan_file(path: Path, largest: int) -> Iterator[Raw | Skipped]:
    """Find the document or documents of one file."""
    name, suffix = _shown(path), path.suffix.lower()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Skipped(name, "not a regular file")
        elif suffix in TABLES:
            with path.open("rb") as stream:
                yield from _table(name, TABLES[suffix](stream))
        elif suffix in READERS:
            yield _whole(name, lambda: _load(path, suffix, largest))
        else:
            yield Skipped(name, f"unknown format {suffix}".strip())
    except OSError as error:
        yield Skipped(name, _cannot(error))


def _load(path: Path, suffix: str, largest: int) -> tuple[bytes, str]:
    limit = min(largest, MAX_BYTES.get(suffix, MAX_TEXT_BYTES))
    with path.open("rb") as stream:
        return _limited(stream, limit), suffix


def _stdin(largest: int) -> tuple[bytes, str]:
    """Read standard input: a web page or a PDF if it begins so, else plain text."""
    data = _limited(sys.stdin.buffer, min(largest, MAX_BYTES[".pdf"]))
    start = data[:1_000].lstrip().lower()
    if start.startswith(b"%pdf-"):
        return data, ".pdf"
    if start.startswith((b"<!doctype html", b"<html")):
        return data, ".html"
    return data, ".txt"


def _limited(stream: BinaryIO, limit: int) -> bytes:
    # Asked for all at once, a tiny file would be given the memory of the largest.
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_STEP):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise Unreadable(f"larger than {limit // 1_000_000} MB; split it")
    if not parts:
        raise Unreadable("empty")
    return b"".join(parts)


def _whole(name: str, load: Callable[[], tuple[bytes, str]]) -> Raw | Skipped:
    """Read the bytes of one document."""
    try:
        return Raw(name, *load())
    except Unreadable as error:
        return Skipped(name, str(error))
    except OSError as error:
        return Skipped(name, _cannot(error))


def _table(name: str, rows: Iterator[Row]) -> Iterator[Raw | Skipped]:
    """Yield each row as a document named `FILE#ID`, or `FILE#LINE` without an id."""
    try:
        for row in rows:
            if isinstance(row, BadRow):
                yield Skipped(f"{name}#{row.line}", row.reason)
            else:
                line, extract = row
                own = _shown(extract.id.strip()) or str(line)
                yield Raw(f"{name}#{own}", extract)
    except Unreadable as error:
        yield Skipped(name, str(error))


def _shown(name: str | Path) -> str:
    """Write a name so that it fits on one line and in any output file."""
    path = name.as_posix() if isinstance(name, Path) else name
    text = path.encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _cannot(error: OSError) -> str:
    return f"cannot be read: {error.strerror or type(error).__name__}"
