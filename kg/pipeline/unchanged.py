"""Whether a build would only make again what is there: then nothing is made.

When its files are written, a build notes the state that they are of, which is all that
they depend on, and the checksum of each of them and of each part that it keeps. A build
that finds the same state and the same checksums has nothing to do.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg import staging
from kg.pipeline.fingerprint import fingerprint_of_graphs
from kg.records import Skipped
from kg.settings import Settings

NOTE = f"{staging.HIDDEN}/done.json"


def state_of(
    found: Iterable[tuple[object, ...] | Skipped], settings: Settings, *parts: str
) -> str:
    """Return a digest of all that decides what is in the files of a run.

    Of each document name and digest are given; `parts` are what is not told by these
    and by kg's own code.
    """
    digest = hashlib.sha256(fingerprint_of_graphs().encode())
    if settings.decisions and settings.decisions.is_file():
        digest.update(settings.decisions.read_bytes())
    for told in (settings.model_dump(mode="json"), parts):
        digest.update(json.dumps(told).encode())
    for item in found:
        if isinstance(item, Skipped):
            item = "skipped", item.path, item.reason, item.count
        digest.update(f"{json.dumps(item)}\n".encode())
    return digest.hexdigest()


def note(output: Path, fresh: Path, state: str) -> None:
    """Note the state of a run in `fresh`, before its files are put in place."""
    kept = [
        path.relative_to(output).as_posix()
        for what in (staging.PARTS, staging.TEXTS)
        for path in _files(staging.kept(output, what))
    ]
    made = [path.relative_to(fresh).as_posix() for path in _files(fresh)]
    sums = {**_sums(fresh, made), **_sums(output, kept)}
    (fresh / NOTE).parent.mkdir()
    (fresh / NOTE).write_text(json.dumps({"state": state, "files": sums}))


def is_done(output: Path, state: str) -> bool:
    """Say whether the files of a run are there, whole, and of a state."""
    try:
        noted = json.loads((output / NOTE).read_bytes())
        if noted["state"] != state:
            return False
        return dict(noted["files"]) == _sums(output, noted["files"])
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _sums(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the checksums of files; several are read at a time."""
    names = list(names)
    with ThreadPoolExecutor() as threads:
        sums = threads.map(_sum, [folder / name for name in names])
        return dict(zip(names, sums, strict=True))


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
