"""Tasks spread over processes."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from kg.distribute import (
    Crew,
    Guard,
    Lost,
    cores,
    process,
    spread,
)
from kg.errors import KgError, RunError

CALM = Guard(cut=lambda task: [task], size=lambda _: 1, seconds=600, memory=9e9)
"""Gives up nothing but what fails."""


def doubler() -> Callable[[int], int]:
    return double


def double(number: int) -> int:
    return 2 * number


def noted(folder: Path) -> Callable[[int], int]:
    """Leave a file for every time that the function is made."""
    (folder / f"{os.getpid()}-{time.monotonic_ns()}").touch()
    return double


def faulty() -> Callable[[int], int]:
    return refuse


def refuse(number: int) -> int:
    raise KgError(f"no {number}")


def frozen() -> Callable[[int], int]:
    return count_frozen


def count_frozen(number: int) -> int:
    return gc.get_freeze_count()


def slow(folder: Path) -> Callable[[int], int]:
    return partial(sleep, folder)


def sleep(folder: Path, number: int) -> int:
    if number:
        (folder / str(os.getpid())).touch()
        time.sleep(60)
    return number


def test_spread_workers_do_not_look_through_what_is_loaded() -> None:
    assert all(spread(frozen, [1, 2], workers=2, guard=CALM))


@pytest.mark.parametrize("workers", [1, 3])
def test_spread_does_every_task(workers: int) -> None:
    found = spread(doubler, range(20), workers=workers, guard=CALM)
    assert sorted(found) == [2 * number for number in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
def test_spread_makes_the_function_once_in_a_process(
    tmp_path: Path, workers: int
) -> None:
    list(spread(partial(noted, tmp_path), range(20), workers=workers, guard=CALM))
    made = [path.name.split("-")[0] for path in tmp_path.iterdir()]
    assert 1 <= len(made) == len(set(made)) <= workers


def paired(made: Path) -> Callable[[Path], tuple[int, str | None, bool]]:
    noted(made)
    return told


def paired_with_thread(made: Path) -> Callable[[Path], tuple[int, str | None, bool]]:
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    return paired(made)


@pytest.mark.skipif(sys.platform != "linux", reason="processes split only there")
@pytest.mark.parametrize(("make", "times"), [(paired, 1), (paired_with_thread, 2)])
def test_spread_splits_a_process_that_has_loaded_unless_it_has_threads(
    make: Callable[[Path], Callable[[Path], object]], times: int, tmp_path: Path
) -> None:
    made, met = tmp_path / "made", tmp_path / "met"
    made.mkdir()
    met.mkdir()
    found = list(spread(partial(make, made), [met] * 2, workers=2, guard=CALM))
    assert len(found) == len(list(met.iterdir())) == 2
    assert len(list(made.iterdir())) == times
    pids = [int(path.name) for path in met.iterdir()]
    assert within(5, lambda: not any(map(lives, pids)))


@pytest.mark.parametrize("workers", [1, 2])
def test_spread_takes_tasks_only_as_they_are_needed(workers: int) -> None:
    taken: list[int] = []
    tasks = (taken.append(number) or number for number in range(100))
    next(spread(doubler, tasks, workers=workers, guard=CALM))
    assert len(taken) <= 4


def test_spread_ends_its_processes_when_it_is_closed(tmp_path: Path) -> None:
    found = spread(partial(slow, tmp_path), [0, 1, 2, 3], workers=2, guard=CALM)
    next(found)
    start = time.monotonic()
    found.close()
    assert time.monotonic() - start < 30


def toucher(folder: Path) -> Callable[[int], int]:
    return partial(touch, folder)


def touch(folder: Path, number: int) -> int:
    (folder / str(number)).touch()
    return number


def test_spread_goes_on_while_a_result_is_looked_at(tmp_path: Path) -> None:
    found = spread(partial(toucher, tmp_path), [0, 1, 2], workers=2, guard=CALM)
    next(found)
    assert within(60, (tmp_path / "2").exists)
    assert len(list(found)) == 2


SCRIPT = """
import sys
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from test_distribute import CALM, slow
from kg.distribute import spread
if __name__ == "__main__":
    list(spread(partial(slow, Path(sys.argv[1])), [1, 1], workers=2, guard=CALM))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_spread_leaves_no_process_behind_when_it_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    folder = tmp_path / "pids"
    folder.mkdir()
    home = Path(__file__).parent
    paths = os.pathsep.join([str(home), str(home.parent)])
    child = subprocess.Popen(
        [sys.executable, str(script), str(folder)],
        env={**os.environ, "PYTHONPATH": paths},
        stderr=subprocess.DEVNULL,
    )
    assert within(120, lambda: len(list(folder.iterdir())) == 2)
    child.kill()
    child.wait()
    pids = [int(path.name) for path in folder.iterdir()]
    assert within(30, lambda: not any(map(lives, pids)))


def within(seconds: float, what: Callable[[], bool]) -> bool:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not what():
        time.sleep(0.05)
    return what()


def lives(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be counted does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rsplit(")")[1].split()[0] != "Z"


def test_spread_hears_ctrl_c_again_once_the_processes_run() -> None:
    before = signal.getsignal(signal.SIGINT)
    assert list(spread(doubler, [1], workers=2, guard=CALM)) == [2]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is no signal there")
def test_ctrl_c_that_another_thread_hears_waits_until_a_process_has_started() -> None:
    def hear() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    steps = []
    try:
        with pytest.raises(KeyboardInterrupt), process._deaf():
            thread = threading.Thread(target=hear)
            thread.start()
            thread.join()
            steps.append("started")
    finally:
        signal.signal(signal.SIGINT, before)
    assert steps == ["started"]


def one_of_two() -> Callable[[Path], tuple[int, str | None, bool]]:
    return told


def told(folder: Path) -> tuple[int, str | None, bool]:
    """Wait for another process, and tell how this one was started."""
    (folder / str(os.getpid())).touch()
    within(60, lambda: len(list(folder.iterdir())) == 2)
    held = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    return os.getpid(), os.environ.get("OMP_NUM_THREADS"), signal.SIGINT in held


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is no signal there")
def test_every_process_has_one_thread_and_no_ear_for_ctrl_c(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    found = list(spread(one_of_two, [tmp_path] * 2, workers=2, guard=CALM))
    assert len({pid for pid, _, _ in found}) == 2
    assert {told[1:] for told in found} == {("1", True)}
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert "OMP_NUM_THREADS" not in os.environ


def trapped() -> Callable[[list[str]], list[str]]:
    return walk


def walk(steps: list[str]) -> list[str]:
    """Fall into the traps among the steps."""
    for step in steps:
        if step == "die":
            os._exit(3)
        if step == "raise":
            raise ZeroDivisionError
        if step == "hang":
            while True:
                pass
        while step == "wait":
            time.sleep(0.1)
        if step == "grow":
            hoard = [b"x" * 1_000_000 for _ in range(400)]
            while hoard:
                time.sleep(0.1)
    return steps


def singly(steps: list[str]) -> list[list[str]]:
    return [[step] for step in steps]


GUARD = Guard(cut=singly, size=len, seconds=1, memory=300)
TRAPS = {
    "die": "a process died over it",
    "raise": "kg fails on it (ZeroDivisionError)",
    "hang": "takes longer than 1 s of the processor",
    "grow": "needs more than 300 MB of memory",
}


@pytest.mark.parametrize("trap", TRAPS)
def test_spread_gives_up_only_the_smallest_task_that_fails(trap: str) -> None:
    tasks = [["a", trap, "b"], ["c", "d"]]
    # To take much memory takes time, too, on a busy machine.
    guard = replace(GUARD, seconds=60) if trap == "grow" else GUARD
    found = list(spread(trapped, tasks, workers=2, guard=guard))
    lost = [item for item in found if isinstance(item, Lost)]
    assert lost == [Lost([trap], TRAPS[trap])]
    done = [step for item in found if not isinstance(item, Lost) for step in item]
    assert sorted(done) == ["a", "b", "c", "d"]


def test_spread_gives_up_a_process_that_only_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "PATIENCE", 1)
    found = list(spread(trapped, [["wait"]], workers=2, guard=GUARD))
    assert found == [Lost(["wait"], TRAPS["hang"])]


def test_spread_watches_a_single_process() -> None:
    tasks = [["a", "die", "b"]]
    found = list(spread(trapped, tasks, workers=1, guard=GUARD))
    assert Lost(["die"], TRAPS["die"]) in found and ["b"] in found


def test_spread_gives_up_here_only_what_raises() -> None:
    found = list(spread(trapped, [["a", "raise"]], workers=0, guard=GUARD))
    assert found == [["a"], Lost(["raise"], TRAPS["raise"])]


@pytest.mark.parametrize("workers", [0, 1])
def test_spread_raises_what_kg_says(workers: int) -> None:
    with pytest.raises(KgError, match="no 5"):
        list(spread(faulty, [5], workers=workers, guard=CALM))


def test_spread_does_not_start_a_broken_process_for_ever() -> None:
    with pytest.raises(RunError, match="worker process died"):
        list(spread(stillborn, [["a"]], workers=2, guard=GUARD))


def stillborn() -> Callable[[list[str]], list[str]]:
    os._exit(3)


def test_guard_allows_more_for_more() -> None:
    guard = Guard(cut=singly, size=len, seconds=2, memory=300, per=10)
    assert guard.allowed(["a"] * 20) == 6


def test_cores_are_at_least_one() -> None:
    assert cores() >= 1


def test_crew_that_has_nothing_to_do_can_be_ended() -> None:
    with Crew[str, int](whoever, CALM) as crew:
        crew.hire(2)
        crew.end()
        assert not active_children()


def test_crew_gives_tasks_to_those_that_were_hired_before() -> None:
    with Crew[str, int](whoever, CALM) as crew:
        crew.hire(2)
        hired = {child.pid for child in active_children()}
        found = crew.results("abcd", workers=2)
        next(found)
        assert {child.pid for child in active_children()} == hired
        list(found)
        assert not active_children()


@pytest.mark.parametrize("wait", [0, 1])
def test_crew_ends_those_that_got_no_task(tmp_path: Path, wait: int) -> None:
    with Crew[Path, object](partial(noted, tmp_path), CALM) as crew:
        crew.hire(2)
        (child, *_) = active_children()
        assert not wait or within(60, lambda: list(tmp_path.iterdir()) != [])
        time.sleep(wait)
        family = [child.pid, *map(int, children(child.pid))]
    assert not active_children()
    assert within(5, lambda: not any(map(lives, family)))


def children(pid: int | None) -> list[str]:
    known = Path(f"/proc/{pid}/task/{pid}/children")
    return known.read_text().split() if known.exists() else []


def whoever() -> Callable[[str], int]:
    return lambda _: os.getpid()
