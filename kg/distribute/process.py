"""One process that does tasks: what it is told through a pipe, and what it may use."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, Generic

from kg.distribute.guard import PATIENCE, Guard, Task
from kg.errors import RunError

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What keeps numpy to one thread per process: the processes fill the cores."""

_SLOW = "takes longer than {:,.0f} s of the processor"
_LARGE = "needs more than {:,.0f} MB of memory"


class Worker(Generic[Task]):
    """Hold a process, the pipe to it and the task that it is at."""

    def __init__(self, make: Callable[[], Any], alive: Connection) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(
            target=_serve, args=(make, theirs, alive), daemon=True
        )
        with _deaf(), _quiet():
            self.process.start()
        theirs.close()
        self.is_ready = False
        self.tasks: list[Task] = []
        self._start = self._began = 0.0

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

        try:
            known = psutil.Process(self.process.pid)
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

    def end(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _serve(make: Callable[[], Any], pipe: Connection, alive: Connection) -> None:
    """Do tasks in a process, until nobody gives any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    try:
        work = make()
    except Exception as error:
        _tell(pipe, error)
        return
    gc.freeze()  # what is loaded stays: no need to look through it ever again
    pipe.send(("ready", None))
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            done = work(task)
        except Exception as error:
            _tell(pipe, error)
        else:
            pipe.send(("done", done))


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
    """Give processes started here no ear for Ctrl-C; here it is heard afterwards."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with(alive: Connection) -> None:
    try:
        alive.poll(None)
    finally:
        os._exit(1)
