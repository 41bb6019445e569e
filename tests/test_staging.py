"""Files put in place all at once, whatever happens."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import RunError
from kg.staging import HIDDEN, kept, settle, staged


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def held(folder: Path) -> dict[str, str]:
    """Return the files that a user sees."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and HIDDEN not in path.parts
    }


OLD = {"a.csv": "old", "records/b": "old", "run.json": "old", "mine.txt": "keep"}
NEW = {"a.csv": "new", "records/b": "new", "run.json": "new", "extra": "new"}


def test_staged_puts_files_in_a_new_folder(tmp_path: Path) -> None:
    with staged(tmp_path / "deep" / "out") as folder:
        put(folder, NEW)
        assert held(tmp_path / "deep" / "out") == {}
    assert held(tmp_path / "deep" / "out") == NEW


def test_staged_replaces_old_files_and_keeps_others(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    with staged(tmp_path) as folder:
        put(folder, NEW)
    assert held(tmp_path) == {**OLD, **NEW}


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt])
def test_staged_changes_nothing_if_the_block_fails(
    tmp_path: Path, error: type[BaseException]
) -> None:
    put(tmp_path, OLD)
    with pytest.raises(error), staged(tmp_path) as folder:
        put(folder, NEW)
        raise error
    assert held(tmp_path) == OLD


def test_staged_leaves_no_folder_behind_if_the_block_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"), staged(tmp_path / "deep" / "out"):
        raise ValueError("no")
    assert list(tmp_path.iterdir()) == []


def test_staged_moves_the_run_record_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = []
    monkeypatch.setattr(os, "replace", recorder(os.replace, moved))
    with staged(tmp_path) as folder:
        put(folder, {"run.json": "", "z": "", "records/b": ""})
    assert moved[-1] == "run.json"


def recorder(
    replace: Callable[[Path, Path], None], moved: list[str]
) -> Callable[[Path, Path], None]:
    def record(source: Path, target: Path) -> None:
        moved.append(Path(target).name)
        replace(source, target)

    return record


@pytest.mark.parametrize("fails_at", range(8))
def test_staged_undoes_its_moves_if_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    put(tmp_path, OLD)
    steps: Iterator[int] = iter(range(1000))
    replace = os.replace

    def fail_once(source: Path, target: Path) -> None:
        if next(steps) == fails_at:
            raise PermissionError(13, "Permission denied", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_once)
    with pytest.raises(RunError, match="Permission denied"), staged(tmp_path) as folder:
        put(folder, NEW)
    assert held(tmp_path) == OLD


def test_staged_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(RunError, match="is a file"), staged(tmp_path / "out"):
        pass
    assert (tmp_path / "out").read_text() == "a file"


def test_staged_refuses_a_folder_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    with (
        pytest.raises(RunError, match="cannot be written"),
        staged(tmp_path / "file" / "out"),
    ):
        pass


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_staged_refuses_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(RunError, match="cannot be written"), staged(tmp_path):
            pass
    finally:
        tmp_path.chmod(0o700)


def test_staged_takes_no_second_build(tmp_path: Path) -> None:
    with (
        staged(tmp_path),
        pytest.raises(RunError, match="another build is writing there"),
        staged(tmp_path),
    ):
        pass
    with staged(tmp_path):
        pass


STOPPED = """
import os, signal, sys
from pathlib import Path
from kg import staging
folder, stop = Path(sys.argv[1]), int(sys.argv[2])
steps = iter(range(1000))
def counted(do):
    def step(*args, **options):
        if next(steps) == stop:
            os._exit(9)
        return do(*args, **options)
    return step
for name in ("replace", "fsync", "unlink", "mkdir", "rmdir"):
    setattr(os, name, counted(getattr(os, name)))
with staging.staged(folder) as new:
    for name in ("a.csv", "records/b", "run.json", "extra"):
        (new / name).parent.mkdir(exist_ok=True)
        (new / name).write_text("new")
print("done")
"""


def stopped(folder: Path, step: int) -> bool:
    """Put files in place in a process that dies at some step; False if it did not."""
    command = [sys.executable, "-c", STOPPED, str(folder), str(step)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert not done.stderr
    return not done.stdout


@pytest.mark.parametrize("step", [*range(2, 30, 3)])
def test_a_folder_is_of_one_run_wherever_the_process_died(
    tmp_path: Path, step: int
) -> None:
    put(tmp_path, OLD)
    stopped(tmp_path, step)
    settle(tmp_path)
    assert held(tmp_path) in (OLD, {**OLD, **NEW})


def test_the_process_dies_on_both_sides_of_the_journal(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    assert stopped(tmp_path, 2)
    assert not stopped(tmp_path, 500)


def test_staged_follows_upon_a_process_that_died(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    assert stopped(tmp_path, 14)
    with staged(tmp_path) as folder:
        put(folder, {"a.csv": "newer"})
    assert held(tmp_path)["a.csv"] == "newer"
    assert not (tmp_path / HIDDEN / "old").exists()


def halfway(folder: Path, *, back: bool, files: tuple[str, ...] = ("a", "b")) -> None:
    """Leave what a process leaves that died after the first of two moves."""
    put(folder, {"a": "new", "b": "old"})
    put(folder / HIDDEN / "new", {"b": "new"})
    put(folder / HIDDEN / "old", {"a": "old"})
    moves = {"files": files, "replaced": files, "back": back}
    (folder / HIDDEN / "journal.json").write_text(json.dumps(moves))


@pytest.mark.parametrize(("back", "all_are"), [(False, "new"), (True, "old")])
def test_settle_goes_the_way_that_the_journal_says(
    tmp_path: Path, back: bool, all_are: str
) -> None:
    halfway(tmp_path, back=back)
    settle(tmp_path)
    assert held(tmp_path) == {"a": all_are, "b": all_are}
    settle(tmp_path)
    assert held(tmp_path) == {"a": all_are, "b": all_are}


@pytest.mark.parametrize("name", ["../b", "/b", "a/../../b"])
def test_settle_moves_nothing_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    halfway(folder, back=False, files=("a", name))
    with pytest.raises(RunError, match="lies elsewhere"):
        settle(folder)
    assert held(folder) == {"a": "new", "b": "old"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}'])
def test_settle_says_when_the_journal_makes_no_sense(tmp_path: Path, text: str) -> None:
    halfway(tmp_path, back=False)
    (tmp_path / HIDDEN / "journal.json").write_text(text)
    with pytest.raises(RunError, match="another folder"):
        settle(tmp_path)


def test_settle_leaves_a_folder_alone_that_is_whole(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    settle(tmp_path)
    assert held(tmp_path) == OLD
    assert not (tmp_path / HIDDEN).exists()


def test_staged_keeps_what_the_block_keeps_also_if_it_fails(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "out"
    with pytest.raises(ValueError, match="no"), staged(output):
        put(kept(output), {"part": "dear"})
        raise ValueError("no")
    assert (kept(output) / "part").read_text() == "dear"


def test_staged_hides_its_folder_from_git(tmp_path: Path) -> None:
    with staged(tmp_path):
        pass
    assert (tmp_path / HIDDEN / ".gitignore").read_text() == "*\n"


def test_staged_says_when_the_disk_is_full(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    with pytest.raises(RunError, match="no room left"), staged(tmp_path):
        raise OSError(28, "No space left on device")
    assert held(tmp_path) == OLD


def test_staged_puts_the_old_files_back_later_if_it_cannot_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OLD)
    steps: Iterator[int] = iter(range(1000))
    replace = os.replace

    def fail(source: Path, target: Path) -> None:
        if next(steps) >= 4 and not str(target).endswith("journal.json"):
            raise PermissionError(13, "Permission denied", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(RunError, match="next command"), staged(tmp_path) as folder:
        put(folder, NEW)
    monkeypatch.undo()
    assert held(tmp_path) != OLD
    settle(tmp_path)
    assert held(tmp_path) == OLD
