"""Read the rows of a `.jsonl` or `.csv` file as documents, one at a time."""

import csv
import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kg.documents.formats import Extract, Unreadable, decode, guess_encoding

MAX_CHARACTERS = 10_000_000
_FIELDS = ("id", "title", "date", "source")
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class BadRow:
    """Say which line cannot be used, and why."""

    line: int
    reason: str


Row = tuple[int, Extract] | BadRow


def read_jsonl(stream: BinaryIO) -> Iterator[Row]:
    """Read one JSON object a line; each needs a `text`."""
    for number, line in enumerate(_lines(stream), 1):
        if line is None:
            yield BadRow(number, "line too long")
        elif line.strip():
            try:
                yield _row(number, json.loads(line))
            except (ValueError, RecursionError):
                yield BadRow(number, "not valid JSON")


def read_csv(stream: BinaryIO) -> Iterator[Row]:
    """Read rows under a header line that names at least `text`.

    Commas, semicolons and tabs are told apart by the header.
    """
    csv.field_size_limit(MAX_CHARACTERS)
    long: deque[BadRow] = deque()
    lines = _without_long(_lines(stream), long)
    header = next(lines, "")
    mark = max(",;\t", key=header.count)
    try:
        columns = next(csv.reader([header], delimiter=mark), [])
    except csv.Error as error:
        raise Unreadable(f"header cannot be read: {error}") from None
    names = [name.strip().lower() for name in columns]
    if "text" not in names:
        raise Unreadable("no column named text")
    rows = csv.reader(lines, delimiter=mark)
    number = 2
    while True:
        try:
            values = next(rows)
        except StopIteration:
            yield from long
            return
        except csv.Error as error:
            yield BadRow(number, str(error))
        else:
            if values:
                yield _row(number, dict(zip(names, values, strict=False)))
        number = rows.line_num + 2
        while long:
            yield long.popleft()


def _without_long(lines: Iterator[str | None], long: deque[BadRow]) -> Iterator[str]:
    """Yield lines, an empty one for each that is too long and is put aside."""
    for number, line in enumerate(lines, 1):
        if line is None:
            long.append(BadRow(number, "line too long"))
        yield "\n" if line is None else line


def _row(line: int, values: object) -> Row:
    """Take the known fields out of a row."""
    if not isinstance(values, dict):
        return BadRow(line, "not an object")
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        return BadRow(line, "no text")
    if len(text) > MAX_CHARACTERS:
        return BadRow(line, "text too long")
    fields = {name: _field(values.get(name)) for name in _FIELDS}
    return line, Extract(text, **fields)


def _field(value: object) -> str:
    plain = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value)[:1_000] if plain else ""


def _lines(stream: BinaryIO) -> Iterator[str | None]:
    """Decode line by line; None stands for a line that is too long to take in."""
    sample = stream.read(_SAMPLE)
    stream.seek(0)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = stream.read(MAX_CHARACTERS + 1)
        if len(data) > MAX_CHARACTERS:
            raise Unreadable("UTF-16 table of more than 10 MB; save it as UTF-8")
        yield from decode(data).splitlines(keepends=True)
        return
    encoding = (
        "utf-8-sig" if sample.startswith(b"\xef\xbb\xbf") else guess_encoding(sample)
    )
    if encoding.startswith("utf-16"):
        raise Unreadable("UTF-16 table without a byte order mark; save it as UTF-8")
    while line := stream.readline(MAX_CHARACTERS * 2):
        if line.endswith(b"\n") or len(line) < MAX_CHARACTERS * 2:
            yield line.decode(encoding, "replace")
        else:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_CHARACTERS)
            yield None


TABLES: dict[str, Callable[[BinaryIO], Iterator[Row]]] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
}
