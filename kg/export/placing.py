"""Put files in place only when they are complete."""

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from typing import Any, TextIO

from kg.errors import cannot_write
from kg.export.tables import Tables


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a file that takes the place of `path` when the block ends well.

    Raises RunError if it cannot be written; the old file then stays.
    """
    with _replacing_all([Path(path)]) as (file,):
        yield file


def write_tables(tables: Tables, folder: Path) -> None:
    """Write tables into a folder, all of them or none.

    UTF-8, cells quoted where they must be, lines end with \\n.
    """
    folder = Path(folder)
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
    try:
        with _replacing_all([folder / name for name in tables]) as files:
            for file, rows in zip(files, tables.values(), strict=True):
                writer = csv.writer(file, lineterminator="\n")
                writer.writerows([_cell(value) for value in row] for row in rows)
    except BaseException:
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise


def write_lines(files: Mapping[str, Iterable[bytes]], folder: Path) -> None:
    """Write files into a folder, all of them or none."""
    with _replacing_all([folder / name for name in files]) as opened:
        for file, lines in zip(opened, files.values(), strict=True):
            file.buffer.writelines(lines)


@contextmanager
def _replacing_all(paths: Sequence[Path]) -> Iterator[Sequence[TextIO]]:
    partials = [path.parent / f".{path.name}.partial" for path in paths]
    try:
        with ExitStack() as stack:
            yield [stack.enter_context(_open(partial)) for partial in partials]
        for path in paths:
            if path.is_dir():
                raise IsADirectoryError(EISDIR, "a folder is in the way")
        for partial, path in zip(partials, paths, strict=True):
            os.replace(partial, path)
    except OSError as error:
        where = paths[0] if len(paths) == 1 else paths[0].parent
        raise cannot_write(where, error) from None
    finally:
        for partial in partials:
            with suppress(OSError):
                partial.unlink(missing_ok=True)


def _open(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")


def _cell(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value
