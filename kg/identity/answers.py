"""What decisions say of a pair of names, and the file they are kept in."""

import csv
import io
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import networkx as nx

from kg.errors import DataError
from kg.identity.decisions import (
    COLUMNS,
    DIFFERENT,
    SAME,
    Decision,
    check,
    key,
    read_decisions,
)
from kg.identity.gathered import THINGS

Filed: TypeAlias = tuple[str, str]
"""What a name is filed under: its kind and key. Organisations and initiatives share."""


def filed(kind: str, name: str) -> Filed:
    """Return what a name is filed under."""
    return THINGS[0] if kind in THINGS else kind, key(kind, name)


class Answers:
    """Know what decisions say of any two names, also by way of others.

    If A is the same as B, and B the same as C, then A is the same as C; what differs
    from one of them differs from all. Raises DataError, naming the places, as soon as
    that contradicts itself; a decision that does is not taken in.
    """

    def __init__(self, made: Iterable[Decision] = ()) -> None:
        self._same: nx.Graph[Filed] = nx.Graph()
        self._apart: dict[frozenset[Filed], str] = {}
        self._groups: Mapping[Filed, int] = {}
        self._between: Mapping[frozenset[int], frozenset[Filed]] = {}
        made = tuple(made)
        check(made)
        # What is the same comes first: then each faulty `different` is told by itself.
        for one in sorted(made, key=lambda one: one.decision == DIFFERENT):
            self._put(one)
        self._follow()
        for one in made:
            if one.decision == DIFFERENT:
                self._refuse(one)

    def verdict(self, kind: str, left: str, right: str) -> str:
        """Return `same`, `different`, or "" if nothing follows for these names."""
        one, two = (self._group(filed(kind, name)) for name in (left, right))
        if one == two:
            return SAME
        return DIFFERENT if frozenset((one, two)) in self._between else ""

    def add(self, made: Decision) -> None:
        """Take one more decision in; raise DataError if the others say the opposite."""
        check([made])
        self._refuse(made)
        self._put(made)
        self._follow()

    def _put(self, made: Decision) -> None:
        one, two = (filed(made.kind, name) for name in (made.left, made.right))
        place = made.place or "a decision"
        self._same.add_nodes_from((one, two))
        if made.decision == SAME:
            self._same.add_edge(one, two, place=place)
        else:
            self._apart.setdefault(frozenset((one, two)), place)

    def _follow(self) -> None:
        parts = list(nx.connected_components(self._same))
        self._groups = {at: number for number, part in enumerate(parts) for at in part}
        self._between = {
            frozenset(self._groups[at] for at in pair): pair for pair in self._apart
        }

    def _group(self, at: Filed) -> int | Filed:
        return self._groups.get(at, at)

    def _refuse(self, made: Decision) -> None:
        """Raise DataError if the opposite of a decision follows from the others."""
        verdict = self.verdict(made.kind, made.left, made.right)
        if verdict in ("", made.decision):
            return
        one, two = (filed(made.kind, name) for name in (made.left, made.right))
        raise DataError(
            f"{made.place or 'this decision'}: {made.left} and {made.right} cannot be "
            f"{made.decision}: {', '.join(self._places(one, two, verdict))} say they "
            f"are {verdict}; delete one of these"
        )

    def _places(self, one: Filed, two: Filed, verdict: str) -> list[str]:
        """Return where the decisions stand that a verdict follows from."""
        if verdict == SAME:
            return self._chain(one, two)
        groups = frozenset((self._groups[one], self._groups[two]))
        pair = self._between[groups]
        near, far = sorted(pair, key=lambda at: self._groups[at] != self._groups[one])
        return [
            *self._chain(one, near),
            self._apart[pair],
            *self._chain(far, two),
        ]

    def _chain(self, one: Filed, two: Filed) -> list[str]:
        path = nx.shortest_path(self._same, one, two)
        return [self._same.edges[step]["place"] for step in nx.utils.pairwise(path)]


def append(path: Path, made: Decision) -> None:
    """Add a decision to a file, in the columns that it has; make the file if need be.

    The file is replaced in one move, so that it is whole at any time, and read again
    first, so that what others have added stays. Raises DataError if it is no decisions
    file or cannot be written.
    """
    text = ""
    if path.exists():
        read_decisions(path)
        text = path.read_bytes().decode("utf-8-sig")
    header = next(csv.reader(text.splitlines()), list(COLUMNS))
    end = "\r\n" if "\r\n" in text else "\n"
    if not text:
        text = _lines([header], end)
    elif not text.endswith(("\n", "\r")):
        text += end
    cells = _cells(made)
    row = [cells.get(name.strip().lower(), "") for name in header]
    replace(path, text + _lines([row], end))


def write_rows(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write a decisions file whose rows may have more columns than decisions have."""
    rows = list(rows)
    extra = dict.fromkeys(name for row in rows for name in row if name not in COLUMNS)
    header = [*COLUMNS, *extra]
    told = [[one_line(row.get(name, "")) for name in header] for row in rows]
    replace(path, _lines([header, *told], "\n"))


def as_row(made: Decision) -> Mapping[str, object]:
    """Return a decision as a row of a file."""
    return _cells(made)


def one_line(value: object) -> str:
    """Return a value as one line of text; a decisions file is read line by line."""
    return " ".join(str(value).split())


def replace(path: Path, text: str) -> None:
    """Put a text in place of a file in one move; raise DataError if that fails."""
    target = path.resolve()
    partial = target.parent / f".{target.name}.partial"
    try:
        partial.write_text(text, encoding="utf-8", newline="")
        if target.exists():
            shutil.copymode(target, partial)
        os.replace(partial, target)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise DataError(
            f"{path}: cannot be written ({reason}); give another place"
        ) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _cells(made: Decision) -> dict[str, object]:
    return {name: one_line(getattr(made, name)) for name in COLUMNS}


def _lines(rows: Iterable[Sequence[object]], end: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=end).writerows(rows)
    return buffer.getvalue()
