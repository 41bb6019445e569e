"""Spread tasks over processes of this machine.

Processes are spawned, never forked, so that all systems behave alike. They hear
nothing of Ctrl-C: this process does, and when it stops or dies, they end at once.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Future,
    ProcessPoolExecutor,
    as_completed,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from kg.errors import RunError

Task = TypeVar("Task")
Result = TypeVar("Result")
Make = Callable[[], Callable[[Task], Result]]
"""Makes the function that does the tasks, with what it needs loaded."""

AHEAD = 2
"""Tasks per process that are handed out at a time: one to do, one to go on with."""

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What keeps numpy to one thread per process: the processes fill the cores."""

_work: list[Callable[[Any], Any]] = []
"""In a worker: the function that does the tasks, once it is made."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    make: Make[Task, Result], tasks: Iterable[Task], *, workers: int
) -> Iterator[Result]:
    """Yield the result of every task, in the order in which they are ready.

    `make` is called once in every process, or in this one if `workers` is 1; it, the
    tasks and the results must be picklable. What a task raises is raised here. Raises
    RunError if a process dies. If the iterator is closed, the processes are ended.
    """
    if workers < 2:
        work = make()
        yield from map(work, tasks)
        return
    alive, ours = get_context("spawn").Pipe(duplex=False)
    pool = ProcessPoolExecutor(
        workers, get_context("spawn"), initializer=_start, initargs=(alive,)
    )
    try:
        yield from _results(pool, make, tasks, workers * AHEAD)
    except BaseException as error:
        ours.close()
        if isinstance(error, BrokenProcessPool):
            raise RunError(
                "a worker process died, perhaps for want of memory; run the same "
                "command again, with fewer --workers: finished work is kept"
            ) from None
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        ours.close()
        alive.close()


def _results(
    pool: ProcessPoolExecutor,
    make: Make[Task, Result],
    tasks: Iterable[Task],
    ahead: int,
) -> Iterator[Result]:
    """Hand out a few tasks at a time, so that none but these are in memory."""
    waiting: set[Future[Result]] = set()
    for task in tasks:
        with _deaf(), _quiet():  # a process may be started for it
            waiting.add(pool.submit(_do, make, task))
        if len(waiting) >= ahead:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    yield from (future.result() for future in as_completed(waiting))


@contextmanager
def _quiet() -> Iterator[None]:
    """Give processes started here one thread each."""
    added = {name: "1" for name in ONE_THREAD if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


@contextmanager
def _deaf() -> Iterator[None]:
    """Give processes started here no ear for Ctrl-C; here it is heard afterwards."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(alive: Connection) -> None:
    """Prepare a worker: it ends as soon as the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()


def _end_with(alive: Connection) -> None:
    try:
        alive.poll(None)
    finally:
        os._exit(1)


def _do(make: Make[Task, Result], task: Task) -> Result:
    """Do a task in a worker; what it needs is loaded for the first one."""
    if not _work:
        _work.append(make())
        gc.freeze()  # what is loaded stays: no need to look through it ever again
    result: Result = _work[0](task)
    return result
