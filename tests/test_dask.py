"""Tasks and whole builds on a real Dask cluster: processes that talk over TCP."""

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from test_distribute import doubler, faulty, noted, within
from typer.testing import CliRunner

from kg import cli, pipeline
from kg.distribute import Guard, Lost, ask, cluster, spread_over
from kg.errors import KgError, RunError, SettingsError
from kg.pipeline import elsewhere, finding
from kg.pipeline.fingerprint import fingerprint
from kg.settings import Settings

pytest.importorskip("distributed", reason="needs the extra kg[dask]")

HERE = Path(__file__).parent
GUARD: Guard[Any] = Guard(
    cut=lambda task: task if isinstance(task, list) else [task],
    size=lambda task: 1,
    seconds=1,
    memory=1,
)
ARTICLES = [
    f"{founder} founded {firm} in 2011. {firm} acquired {other} in 2018.\n"
    for founder, firm, other in [
        ("Amara Diallo", "Sahel Solar", "Kora Wind"),
        ("Helena Brandt", "Norvik Shipping", "Baltic Freight"),
        ("Kofi Mensah", "Volta Logistics", "Sahel Solar"),
        ("Ines Duarte", "Baltic Freight", "Tejo Lines"),
        ("Ravi Menon", "Kaveri Mills", "Volta Logistics"),
        ("Mei Tanaka", "Kora Wind", "Kaveri Mills"),
    ]
]


@contextmanager
def started(*words: str, deaths: int = 3) -> Iterator[None]:
    """Run a command of Dask while the block runs.

    Work that kills more than `deaths` workers is given up.
    """
    command = [sys.executable, "-m", f"distributed.cli.{words[0]}", *words[1:]]
    paths = [str(HERE), str(HERE.parent), os.environ.get("PYTHONPATH", "")]
    process = subprocess.Popen(
        command,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(deaths),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def scheduler(folder: Path, deaths: int = 3) -> Iterator[str]:
    """Yield the address of a scheduler while the block runs."""
    file = folder / "scheduler.json"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
    words += ["--scheduler-file", str(file)]
    with started("dask_scheduler", *words, deaths=deaths):
        assert within(60, lambda: file.exists() and file.read_text().endswith("}"))
        yield json.loads(file.read_text())["address"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a cluster of two workers; one that dies is replaced."""
    folder = tmp_path_factory.mktemp("cluster")
    words = ["--nworkers", "2", "--nthreads", "1", "--no-dashboard"]
    words += ["--host", "127.0.0.1", "--local-directory", str(folder)]
    with scheduler(folder) as address, started("dask_worker", address, *words):
        yield address


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number, text in enumerate(ARTICLES):
        (folder / f"{number}.txt").write_text(text)
    return folder


@pytest.fixture(scope="module")
def local(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("local") / "outputs"
    pipeline.build([articles], output)
    return output


def files(run: Path) -> dict[str, bytes]:
    """Return everything in a run that is the same every time."""
    paths = [path for path in run.rglob("*") if path.is_file()]
    return {
        path.relative_to(run).as_posix(): path.read_bytes()
        for path in paths
        if ".kg" not in path.parts and path.name != "run.json"
    }


def stuck(folder: Path) -> Callable[[int], int]:
    """Make what never ends, unless it was begun before."""
    return partial(stick, folder)


def stick(folder: Path, number: int) -> int:
    begun = folder / str(number)
    if number == 3 and not begun.exists():
        begun.write_text(str(os.getpid()))
        time.sleep(600)
    return number


def sleeper() -> Callable[[int], None]:
    return doze


def doze(number: int) -> None:
    time.sleep(0.2)


def pid(file: Path) -> int:
    return int(file.read_text() or 0)


def deadly() -> Callable[[Any], Any]:
    return die


def die(task: Any) -> Any:
    if task:
        os._exit(3)
    return task


def endless() -> Callable[[Any], Any]:
    return go_on


def go_on(task: Any) -> Any:
    while task:
        pass
    return task


def clumsy() -> Callable[[Any], Any]:
    return stumble


def stumble(task: Any) -> Any:
    return 1 // task if task != [1, 0] else task[2]


def test_cluster_does_every_task(address: str) -> None:
    found = spread_over(doubler, range(20), address=address, guard=GUARD)
    assert sorted(found) == [2 * number for number in range(20)]


def test_cluster_makes_the_function_once_in_a_process(
    address: str, tmp_path: Path
) -> None:
    list(spread_over(partial(noted, tmp_path), range(20), address=address, guard=GUARD))
    made = [path.name.split("-")[0] for path in tmp_path.iterdir()]
    assert 1 <= len(made) == len(set(made)) <= 2


def test_cluster_takes_tasks_only_as_they_are_needed(address: str) -> None:
    taken: list[int] = []
    tasks = (taken.append(number) or number for number in range(100))
    found = spread_over(doubler, tasks, address=address, guard=GUARD)
    next(found)
    found.close()
    assert len(taken) <= 2 * cluster.AHEAD


def test_cluster_forgets_its_tasks_when_it_is_closed(address: str) -> None:
    found = spread_over(sleeper, range(9), address=address, guard=GUARD)
    next(found)
    found.close()
    assert within(30, lambda: on_scheduler(address, count_tasks) == 0)


def test_cluster_raises_what_a_task_raises(address: str) -> None:
    with pytest.raises(KgError, match=r"^no 5$"):
        list(spread_over(faulty, [5], address=address, guard=GUARD))


def test_cluster_gives_up_the_smallest_task_that_fails(address: str) -> None:
    found = list(spread_over(clumsy, [[1, 0]], address=address, guard=GUARD))
    assert sorted(found, key=str) == [1, Lost(0, "kg fails on it (ZeroDivisionError)")]


def test_cluster_does_the_tasks_of_a_worker_that_was_killed(
    address: str, tmp_path: Path
) -> None:
    found = spread_over(
        partial(stuck, tmp_path), range(9), address=address, guard=GUARD
    )
    results = [next(found)]
    assert within(60, lambda: (tmp_path / "3").exists() and pid(tmp_path / "3") > 0)
    os.kill(pid(tmp_path / "3"), signal.SIGKILL)
    results += found
    assert sorted(results) == list(range(9))


def test_build_gives_the_same_bytes_though_a_worker_is_killed(
    address: str,
    articles: Path,
    local: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "PART_DOCUMENTS", 1)
    told: list[str] = []

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "Reading articles":
            if not told:
                os.kill(one_worker(address), signal.SIGKILL)
            told.append(f"{done}/{total}")

    pipeline.build([articles], tmp_path / "run", dask=address, progress=progress)
    assert files(tmp_path / "run") == files(local)
    assert told == [f"{done}/6" for done in range(1, 7)]


def on_scheduler(address: str, what: Callable[..., int]) -> int:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        result: int = client.run_on_scheduler(what)
        return result


def count_tasks(dask_scheduler: Any) -> int:
    return len(dask_scheduler.tasks)


def one_worker(address: str) -> int:
    """Return the process of a worker."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        pids: dict[str, int] = client.run(os.getpid)
        return min(pids.values())


def test_build_refuses_workers_that_would_find_other_things(
    address: str, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {**elsewhere.ingredients(Settings()), "spacy": "0.1"}
    monkeypatch.setattr(elsewhere, "ingredients", lambda settings: ours)
    with pytest.raises(RunError) as caught:
        pipeline.build([articles], tmp_path / "run", dask=address)
    said = str(caught.value)
    assert elsewhere.digest_of(ours) in said
    assert fingerprint(Settings()) in said
    assert f"spacy is {version('spacy')} there, 0.1 here" in said
    assert "\n" not in said


def test_cluster_says_that_it_cannot_run_what_is_not_installed_there(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_here.py").write_text("def make():\n    return abs\n")
    monkeypatch.syspath_prepend(tmp_path)
    make = importlib.import_module("only_here").make
    with pytest.raises(RunError, match=r"cannot run this kg.*only_here.*install"):
        list(spread_over(make, [1], address=address, guard=GUARD))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a scheduler without workers, and without patience."""
    with scheduler(tmp_path_factory.mktemp("empty"), deaths=0) as address:
        yield address


def test_cluster_says_when_no_worker_comes(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with pytest.raises(RunError, match=r"no Dask workers.*dask worker tcp://127"):
        list(spread_over(doubler, [1], address=empty, guard=GUARD))


def test_cluster_gives_up_the_smallest_task_that_kills_its_workers(
    empty: str, tmp_path: Path
) -> None:
    words = ["--nworkers", "1", "--nthreads", "1", "--no-dashboard"]
    with started("dask_worker", empty, *words, "--local-directory", str(tmp_path)):
        found = list(spread_over(deadly, [[1, 0]], address=empty, guard=GUARD))
    assert sorted(found, key=str) == [0, Lost(1, "a process died over it")]


@pytest.mark.skipif(sys.platform == "win32", reason="it has no limit of seconds")
def test_cluster_gives_up_a_task_that_never_ends(empty: str, tmp_path: Path) -> None:
    words = ["--nworkers", "1", "--nthreads", "1", "--no-dashboard"]
    with started("dask_worker", empty, *words, "--local-directory", str(tmp_path)):
        found = list(spread_over(endless, [[1, 0]], address=empty, guard=GUARD))
    assert sorted(found, key=str) == [0, Lost(1, "a process died over it")]


def test_cluster_says_when_the_scheduler_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 4)
    words = ["--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path)]
    with ExitStack() as running:
        address = running.enter_context(scheduler(tmp_path))
        running.enter_context(started("dask_worker", address, *words))
        found = spread_over(
            partial(stuck, tmp_path), [0, 3], address=address, guard=GUARD
        )
        next(found)
        running.close()
        with pytest.raises(RunError, match=r"scheduler is gone.*finished work is kept"):
            list(found)


@pytest.mark.parametrize("address", ["foo://x", "no port", "tcp://127.0.0.1:1"])
def test_an_address_that_is_none_is_refused_in_one_line(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 0.3)
    with pytest.raises(RunError, match=r"no Dask scheduler answers there.*start one"):
        ask(address)


def test_a_server_that_says_nothing_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(RunError, match=r"not within .* s"):
            ask(f"127.0.0.1:{port}")


def test_without_dask_there_is_a_word_on_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RunError, match=r"pip install 'kg\[dask\]'"):
        ask("tcp://127.0.0.1:1")


def test_an_address_is_asked_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 0.3)
    with pytest.raises(RunError, match="no Dask scheduler"):
        pipeline.build([tmp_path / "none"], tmp_path / "run", dask="127.0.0.1:1")
    assert not (tmp_path / "run").exists()


def test_dask_and_workers_exclude_each_other(tmp_path: Path) -> None:
    words = ["build", str(tmp_path), "--dask", "127.0.0.1:1", "--workers", "2"]
    done = CliRunner().invoke(cli.app, words)
    assert isinstance(done.exception, SettingsError)
