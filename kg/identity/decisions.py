"""What people have decided about names: the last word on who is who.

`decisions.csv` has the columns `decision,kind,left,right,who,why`; `decision` is `same`
or `different`, `who` and `why` are for the readers of the file. Other columns may
follow; a row without a decision is one that nobody has decided yet.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError
from kg.identity import folding, people
from kg.records import KINDS, PERSON

SAME = "same"
DIFFERENT = "different"
COLUMNS = ("decision", "kind", "left", "right", "who", "why")


@dataclass(frozen=True, slots=True)
class Decision:
    """Say that two names are one, or that they are two; `place` is `FILE:LINE`."""

    decision: str
    kind: str
    left: str
    right: str
    who: str = ""
    why: str = ""
    place: str = ""


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read what is decided; raise DataError with file and line for the first fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise DataError(f"{path}: cannot read these decisions: {reason}") from None
    except UnicodeDecodeError:
        raise DataError(f"{path}: decisions must be a UTF-8 CSV file") from None
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise DataError(f"{path}:{reader.line_num}: not a CSV line: {error}") from error
    if not rows:
        return ()
    header = [cell.strip().lower() for cell in rows[0][1]]
    if header[:4] != list(COLUMNS[:4]):
        raise DataError(
            f"{path}:{rows[0][0]}: the first line must be {','.join(COLUMNS)}"
        )
    return tuple(
        _decision(dict(zip(header, row, strict=False)), f"{path}:{line}")
        for line, row in rows[1:]
        if row and row[0].strip()
    )


def key(kind: str, name: str) -> str:
    """Return what a name of a kind is filed under."""
    return people.key(name) if kind == PERSON else folding.key(name)


def check(decisions: Sequence[Decision]) -> None:
    """Raise DataError if a decision is faulty or says the opposite of another."""
    said: dict[tuple[str, ...], Decision] = {}
    for made in decisions:
        _check(made)
        pair = sorted((key(made.kind, made.left), key(made.kind, made.right)))
        other = said.setdefault((made.kind, *pair), made)
        if other.decision != made.decision:
            raise DataError(
                f"{made.place or 'decisions'}: {made.left} and {made.right} cannot be "
                f"{made.decision}: {other.place or 'another decision'} says "
                f"{other.decision}; delete one of the two"
            )


def _decision(row: dict[str, str], place: str) -> Decision:
    cells = {name: row.get(name, "").strip() for name in COLUMNS}
    made = Decision(
        decision=cells["decision"].lower(),
        kind=cells["kind"].lower(),
        left=cells["left"],
        right=cells["right"],
        who=cells["who"],
        why=cells["why"],
        place=place,
    )
    _check(made)
    return made


def _check(made: Decision) -> None:
    place = made.place or "decisions"
    if made.decision not in (SAME, DIFFERENT):
        raise DataError(
            f"{place}: the decision is {made.decision!r}; write same or different"
        )
    if made.kind not in KINDS:
        raise DataError(
            f"{place}: the kind is {made.kind!r}; write one of {', '.join(KINDS)}"
        )
    if not made.left or not made.right:
        raise DataError(f"{place}: a name is missing; give left and right")
    if key(made.kind, made.left) == key(made.kind, made.right):
        raise DataError(
            f"{place}: {made.left!r} and {made.right!r} are the same name to kg; "
            "give two names that differ in more than case, accents and punctuation"
        )
