"""Read text files line by line, and say plainly what is wrong with one."""

from collections.abc import Iterator
from pathlib import Path

from kg.errors import DataError


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a UTF-8 file with their numbers, without their ends.

    Raises DataError if it is no such file.
    """
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                yield number, line.rstrip("\r\n")
    except UnicodeDecodeError:
        raise DataError(
            f"{path}, line {number + 1}: not UTF-8 text; save it so"
        ) from None
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror})") from None
