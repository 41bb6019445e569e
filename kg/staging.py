"""Put the files of a run in place all at once, or not at all, whatever happens.

Files are made in a hidden folder inside the output folder. When all are there, a
journal names them; from then on they are moved into place, and whoever comes after a
crash finds the journal and finishes the moves. So a folder is always that of one run.
A lock keeps two builds apart; the system takes it from a process that dies.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from kg.errors import RunError, in_one_line

LAST = "run.json"
"""The file that goes in place last: where it stands, the others are complete."""

HIDDEN = ".kg"
"""The folder inside the output folder for all that is no output."""
PARTS, TEXTS = "parts", "texts"
"""What is kept in there, also when a run fails."""

_NEW, _OLD, _SCRATCH = "new", "old", "scratch"
_JOURNAL, _LOCK, _IGNORE = "journal.json", "lock", ".gitignore"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PATIENCE = 10
"""Seconds that a reader waits for a build to put its files in place."""


@dataclass(frozen=True, slots=True)
class _Moves:
    """List the files to move, which of them replace another, and which way they go."""

    files: list[str]
    replaced: list[str]
    back: bool = False


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield an empty folder whose files replace those of `folder` on success.

    Nothing changes before the block ends. Then every file is moved into place,
    `run.json` last; if a move fails, those already made are undone. Other files in
    `folder` stay, and so does what the block keeps in `kept(folder)`. What an earlier
    process left half done is finished first. Raises RunError if `folder` cannot be
    written or another process writes there.
    """
    made = _missing(folder)
    hidden = folder / HIDDEN
    with _locked(folder):
        try:
            _recover(folder)
            fresh = hidden / _NEW
            fresh.mkdir()
            (hidden / _OLD).mkdir()
            (hidden / _SCRATCH).mkdir(exist_ok=True)
            yield fresh
            _put_in_place(folder)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            raise RunError(
                f"{folder}: no room left on the disk; the old files are untouched. "
                "Make room and run the same command again: finished work is kept"
            ) from None
        finally:
            if not (hidden / _JOURNAL).exists():
                _clear(hidden)
            _tidy(folder, made)
    if os.name == "nt":  # where no file can be deleted that is open
        _tidy(folder, made)


def kept(folder: Path, what: str = PARTS) -> Path:
    """Return where a run keeps what the next one into `folder` may use."""
    return folder / HIDDEN / what


def scratch(folder: Path) -> Path:
    """Return a folder for what a build needs only while it runs."""
    return folder / HIDDEN / _SCRATCH


def is_touched(folder: Path, paths: Iterable[str | Path]) -> bool:
    """Say whether it is likely, before anything is read, that there is something new.

    That a file that was given is newer than the last run into `folder`.
    """
    try:
        last = (folder / LAST).stat().st_mtime
        return any(os.stat(path).st_mtime > last for path in paths)
    except OSError:
        return False


def settle(folder: Path) -> None:
    """Finish what a process that died left half done; to be called before reading.

    Raises RunError if that is impossible.
    """
    if (folder / HIDDEN / _JOURNAL).exists():
        with _locked(folder, patience=_PATIENCE):
            _recover(folder)


@contextmanager
def _locked(folder: Path, *, patience: float = 0) -> Iterator[None]:
    hidden = folder / HIDDEN
    if folder.is_file():
        raise RunError(f"{folder}: is a file; give a folder to write into")
    try:
        hidden.mkdir(parents=True, exist_ok=True)
        if not (hidden / _IGNORE).exists():
            (hidden / _IGNORE).write_text("*\n")
        lock = FileLock(hidden / _LOCK, timeout=patience)
        lock.acquire()
    except Timeout:
        raise RunError(
            f"{folder}: another build is writing there; wait for it to end, or give "
            "another folder"
        ) from None
    except OSError as error:
        raise RunError(
            f"{folder}: cannot be written ({in_one_line(error)}); give another folder"
        ) from None
    try:
        yield
    finally:
        lock.release()


def _put_in_place(folder: Path) -> None:
    """Move all new files into place; if that fails, move all back."""
    fresh = folder / HIDDEN / _NEW
    found = [path for path in fresh.rglob("*") if path.is_file()]
    names = sorted(path.relative_to(fresh).as_posix() for path in found)
    files = sorted(names, key=lambda name: name == LAST)
    moves = _Moves(files, [name for name in files if (folder / name).exists()])
    try:
        for path in found:
            _sync(path)
        _note(folder, moves)
        _forward(folder, moves)
    except OSError as error:
        _undo(folder, moves)
        raise RunError(
            f"{folder}: cannot put {error.filename or 'a file'} in place "
            f"({in_one_line(error)}); the old files are untouched"
        ) from None


def _undo(folder: Path, moves: _Moves) -> None:
    moves = _Moves(moves.files, moves.replaced, back=True)
    try:
        _note(folder, moves)
        _backward(folder, moves)
    except OSError as error:
        raise RunError(
            f"{folder}: cannot move files there ({in_one_line(error)}); the next "
            "command that reads or writes this folder puts the old files back"
        ) from None


def _recover(folder: Path) -> None:
    """Finish the moves that a journal names, in whichever direction they went."""
    hidden = folder / HIDDEN
    journal = hidden / _JOURNAL
    try:
        if journal.exists():
            moves = _read(journal)
            (_backward if moves.back else _forward)(folder, moves)
        _clear(hidden)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise RunError(
            f"{folder}: a build was stopped while it put its files in place, and this "
            f"cannot be finished ({in_one_line(error)}); build into another folder"
        ) from None


def _forward(folder: Path, moves: _Moves) -> None:
    """Move new files into place, and what they replace aside; done ones stay."""
    fresh, old = folder / HIDDEN / _NEW, folder / HIDDEN / _OLD
    for name in moves.files:
        if not (fresh / name).exists():
            continue
        for path in (old / name, folder / name):
            path.parent.mkdir(parents=True, exist_ok=True)
        if (folder / name).exists():
            os.replace(folder / name, old / name)
        os.replace(fresh / name, folder / name)
    (folder / HIDDEN / _JOURNAL).unlink(missing_ok=True)


def _backward(folder: Path, moves: _Moves) -> None:
    """Move what was replaced back into place, and take away what replaced nothing."""
    old = folder / HIDDEN / _OLD
    for name in reversed(moves.files):
        if (old / name).exists():
            os.replace(old / name, folder / name)
        elif name not in moves.replaced:
            (folder / name).unlink(missing_ok=True)
    (folder / HIDDEN / _JOURNAL).unlink(missing_ok=True)


def _note(folder: Path, moves: _Moves) -> None:
    """Write the journal, all of it or nothing."""
    journal = folder / HIDDEN / _JOURNAL
    unfinished = journal.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(moves)), encoding="utf-8")
    _sync(unfinished)
    os.replace(unfinished, journal)


def _read(journal: Path) -> _Moves:
    """Read the journal; raise ValueError if it leads out of the folder."""
    moves = _Moves(**json.loads(journal.read_text(encoding="utf-8")))
    for name in (*moves.files, *moves.replaced):
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or Path(name).drive:
            raise ValueError(f"{name} lies elsewhere")
    return moves


def _sync(path: Path) -> None:
    """Have the system write a file to the disk now."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _clear(hidden: Path) -> None:
    """Delete what only a running build needs."""
    for name in (_NEW, _OLD, _SCRATCH):
        shutil.rmtree(hidden / name, ignore_errors=True)
    with suppress(OSError):
        hidden.joinpath(_JOURNAL).with_suffix(".unfinished").unlink(missing_ok=True)


def _missing(folder: Path) -> list[Path]:
    """Return the folders that have to be made, the innermost first."""
    chain = [folder, *folder.parents]
    return [path for path in chain if not path.exists()]


def _tidy(folder: Path, made: list[Path]) -> None:
    """Delete the folders that were made and hold nothing but a lock."""
    hidden = folder / HIDDEN
    if not made or {path.name for path in folder.iterdir()} - {HIDDEN}:
        return
    for what in (PARTS, TEXTS):
        with suppress(OSError):
            kept(folder, what).rmdir()
    if {path.name for path in hidden.iterdir()} <= {_LOCK, _IGNORE}:
        with suppress(OSError):
            (hidden / _LOCK).unlink(missing_ok=True)
            (hidden / _IGNORE).unlink(missing_ok=True)
            for path in (hidden, *made):
                path.rmdir()
