"""What several commands share: a run, names with commas between, texts to show."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import cannot_write

Run = Annotated[
    Path, typer.Argument(help="Folder of a run, as `kg build` wrote it.", metavar="RUN")
]

DECISIONS = "decisions.csv"
"""The file in a run that decisions about names are kept in, if no other is given."""


class Stopped(Exception):
    """Ctrl-C came; the message says what this command leaves behind."""


def split(text: str | None) -> tuple[str, ...]:
    """Return the parts of a text between its commas, the empty ones left out."""
    return (
        tuple(part.strip() for part in text.split(",") if part.strip()) if text else ()
    )


def counted(count: int, what: str, several: str = "") -> str:
    """Return a count with its noun: "1 edge", "2,000 edges", "3 entities"."""
    return f"{count:,} {what if count == 1 else several or f'{what}s'}"


def printable(text: str, limit: int = 400) -> str:
    """Return a text of a document so that a terminal shows it, on one line.

    Characters that move the cursor, colour what follows or turn the direction of
    writing become U+FFFD; what is longer than `limit` is cut.
    """
    line = " ".join(text.split())
    line = line if len(line) <= limit else f"{line[: limit - 1]}…"
    return "".join(char if char.isprintable() else "\ufffd" for char in line)


def write_json(told: object, path: Path) -> None:
    """Write what a command found as JSON; raise RunError if that is impossible."""
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise cannot_write(path, error) from None


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Say on stderr what takes so long, when somebody is watching."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield
