"""One process that does tasks: what it is told through a pipe, and what it may use."""

import gc
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import Any, Generic

from kg.distribute.guard import PATIENCE, Guard, Task
from kg.errors import RunError

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What keeps numpy to one thread per process: the processes fill the cores."""

_JEMALLOC = "jemalloc_bg_thd"

_SLOW = "takes longer than {:,.0f} s of the processor"
_LARGE = "needs more than {:,.0f} MB of memory"


def start(
    make: Callable[[], Any], alive: Connection, number: int
) -> "list[Worker[Any]]":
    """Start so many processes, which end when the other end of `alive` is closed.

    On Linux one loads what all need, and splits into so many: what is loaded then
    lies in memory once. Elsewhere, and if that is not safe, each loads it for itself.
    """
    context = get_context("spawn")
    ways = [context.Pipe() for _ in range(number)]
    groups = [ways] if sys.platform == "linux" and ways else [[way] for way in ways]
    workers: list[Worker[Any]] = []
    for group in groups:
        theirs = [way[1] for way in group]
        process = context.Process(
            target=_serve, args=(make, theirs, alive), daemon=True
        )
        with _deaf(), _quiet():
            process.start()
        for pipe in theirs:
            pipe.close()
        workers.append(Worker(group[0][0], process))
        workers += [Worker(ours) for ours, _ in group[1:]]
    return workers


class Worker(Generic[Task]):
    """Hold the pipe to a process, the task that it is at, and itself if it is a child.

    The copy of a child first says its number when it is ready.
    """

    def __init__(self, pipe: Connection, process: BaseProcess | None = None) -> None:
        self.pipe = pipe
        self._process = process
        self._pid = process.pid if process else None
        self.is_ready = False
        self.tasks: list[Task] = []
        self._start = self._began = 0.0

    def ready(self, pid: int) -> None:
        """Take note that all is loaded, in the process of this number."""
        self.is_ready = True
        self._pid = pid
        self.count()

    def give(self, task: Task) -> None:
        """Send a task to an idle process; it waits there until all is loaded."""
        self.tasks = [task]
        self.count()
        with suppress(OSError):  # a dead process is noticed when it is listened to
            self.pipe.send(task)

    def count(self) -> None:
        """Count the seconds of the processor from now on."""
        self._start = self.used()[0]
        self._began = monotonic()

    def used(self) -> tuple[float, float]:
        """Return seconds of the processor and MB of memory that the process uses."""
        import psutil  # type: ignore[import-untyped]

        if self._pid is None:
            return 0.0, 0.0
        try:
            known = psutil.Process(self._pid)
            times = known.cpu_times()
            return times.user + times.system, known.memory_info().rss / 1e6
        except psutil.Error:
            return 0.0, 0.0

    def excess(self, guard: Guard[Task]) -> str:
        """Say what the process uses too much of, or ""."""
        if not self.tasks or not self.is_ready:
            return ""
        seconds, memory = self.used()
        allowed = guard.allowed(self.tasks[0])
        waited = monotonic() - self._began > PATIENCE * allowed
        if waited or seconds - self._start > allowed:
            return _SLOW.format(allowed)
        return _LARGE.format(guard.memory) if memory > guard.memory else ""

    def kill(self) -> None:
        """Have the process end at once."""
        if self._process:
            self._process.kill()
        elif self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def end(self) -> None:
        """End the process, and wait until it is gone.

        Of one that is still loading, what it would split into ends with it: it is to
        be ended, or killed, first.
        """
        self.kill()
        if self._process:
            self._process.join()
        else:
            self._drain()
        self.pipe.close()

    def _drain(self) -> None:
        """Wait for the end of a copy: then nobody holds the other end of its pipe."""
        with suppress(EOFError, OSError):
            while True:
                what, value = self.pipe.recv()
                if what == "ready":
                    self._pid = value
                    self.kill()


def _serve(
    make: Callable[[], Any], pipes: Sequence[Connection], alive: Connection
) -> None:
    """Do tasks in as many processes as there are pipes, until nobody gives any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work = make()
    except Exception as error:
        for pipe in pipes:
            _tell(pipe, error)
        return
    gc.freeze()  # what is loaded stays: no need to look through it ever again
    pipe = _split(*pipes)
    # No sooner: a process with threads cannot be split.
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    pipe.send(("ready", os.getpid()))
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            os._exit(0)
        try:
            done = work(task)
        except Exception as error:
            _tell(pipe, error)
        else:
            pipe.send(("done", done))


def _split(mine: Connection, *others: Connection) -> Connection:
    """Split this process into as many as there are pipes; return the one of each."""
    left = list(others)
    if left and not _has_one_thread():
        for pipe in left:
            pipe.send(("alone", None))
            pipe.close()
        return mine
    with warnings.catch_warnings():
        # Since 3.12 Python warns of this where there is any thread, even jemalloc's.
        warnings.simplefilter("ignore", DeprecationWarning)
        while left:
            pipe = left.pop()
            if os.fork():
                pipe.close()
                continue
            for other in (mine, *left):
                other.close()
            return pipe
    return mine


def _has_one_thread() -> bool:
    """Say whether no thread is here that a copy of this process would miss.

    That of jemalloc, which came with pyarrow, knows how to do without.
    """
    names = [path.read_text() for path in Path("/proc/self/task").glob("*/comm")]
    return sum(name.strip() != _JEMALLOC for name in names) == 1


def _tell(pipe: Connection, error: Exception) -> None:
    try:
        pipe.send(("error", error))
    except Exception:  # not every error can be pickled
        pipe.send(("error", RunError(f"{type(error).__name__}: {error}")))


def one_thread() -> None:
    """Keep numpy to one thread in this process too, if it is not loaded yet.

    What little algebra there is, is done by one in less than others need to wake.
    """
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")


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
    """Give processes started here no ear for Ctrl-C; here it is heard afterwards.

    Half started, one would find nobody at the other end of its pipe, and say so. Its
    mask it has from the thread that starts it; another may hear Ctrl-C meanwhile.
    """
    if sys.platform == "win32":
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with _later(signal.SIGINT):
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@contextmanager
def _later(number: int) -> Iterator[None]:
    """Keep a signal until the end; only the main thread may."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = signal.signal(number, lambda got, _: heard.append(got))
    try:
        yield
    finally:
        signal.signal(number, before)
        if heard:
            signal.raise_signal(number)


def _end_with(alive: Connection) -> None:
    try:
        alive.poll(None)
    finally:
        os._exit(1)
