"""Spread tasks over processes of this machine.

This process is never forked, it may be anyone's; on Linux one that it spawned is, when
it has loaded what all need. They hear nothing of Ctrl-C: this process does, and when it
stops or dies, they end, at once or when they have loaded.

A task that a process does not survive, or takes too long over, does not end the work:
it is cut into ever smaller ones, and the smallest that still fails is given up.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import Generic, Self, TypeVar

from kg.distribute.guard import DIED, FAILED, Guard, Lost, Task
from kg.distribute.process import Worker, start
from kg.errors import KgError, RunError

Result = TypeVar("Result")
Make = Callable[[], Callable[[Task], Result]]
"""Makes the function that does the tasks, with what it needs loaded."""

LOOK = 0.5
"""Seconds between two looks at what the processes use."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    make: Make[Task, Result],
    tasks: Iterable[Task],
    *,
    workers: int,
    guard: Guard[Task],
) -> Iterator[Result | Lost[Task]]:
    """Yield the result of every task as it is ready, and what had to be given up.

    `make` is called once in every process; it, the tasks and the results must be
    picklable. Even a single worker is a process of its own. With none all is done in
    this one, which can neither be ended nor watched: only what a task raises is given
    up. Raises the KgErrors of a task, and RunError if a process dies before it has done
    anything. If the iterator is closed, the processes are ended.
    """
    if not workers:
        yield from _here(make(), tasks, guard)
    else:
        with Crew(make, guard) as crew:
            yield from crew.results(tasks, workers=workers)


def _here(
    work: Callable[[Task], Result], tasks: Iterable[Task], guard: Guard[Task]
) -> Iterator[Result | Lost[Task]]:
    for whole in tasks:
        left = deque([whole])
        while left:
            task = left.popleft()
            try:
                result = work(task)
            except KgError:
                raise
            except Exception as error:
                smaller = guard.cut(task)
                if len(smaller) > 1:
                    left.extend(smaller)
                else:
                    yield Lost(task, FAILED.format(type(error).__name__))
            else:
                yield result


class Crew(Generic[Task, Result]):
    """Hand out tasks to processes, a new one in place of each that ends.

    A context manager: at its end no process is left.
    """

    def __init__(self, make: Make[Task, Result], guard: Guard[Task]) -> None:
        self._make = make
        self._guard = guard
        self._again: deque[Task] = deque()
        self._crew: list[Worker[Task]] = []
        self._alive, self._ours = get_context("spawn").Pipe(duplex=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.close()
        self.end()
        self._alive.close()

    def hire(self, workers: int) -> None:
        """Have so many processes, which load what they need before there are tasks."""
        self._crew += start(self._make, self._alive, workers - len(self._crew))

    def results(
        self, tasks: Iterable[Task], *, workers: int
    ) -> Iterator[Result | Lost[Task]]:
        """Do as `spread` does, with so many processes, which then end."""
        left = iter(tasks)
        told: list[Result | Lost[Task]] = []
        while self._employ(left, workers):
            yield from told  # what is done with it, is done while all are at work
            told = [it for worker in self._talking() for it in self._heard(worker)]
            for worker in list(self._crew):
                if why := worker.excess(self._guard):
                    told += self._failed(worker, why)
        self.end()
        yield from told

    def end(self) -> None:
        """End all processes."""
        for worker in self._crew:
            worker.kill()
        for worker in self._crew:
            worker.end()
        self._crew = []

    def _employ(self, left: Iterator[Task], workers: int) -> bool:
        """Give every idle process a task; say whether any is at work."""
        busy = sum(bool(worker.tasks) for worker in self._crew)
        free = workers - busy
        tasks = list(islice(chain(self._again, left), free))
        self.hire(busy + len(tasks))
        idle = [worker for worker in self._crew if not worker.tasks]
        # A large task is only taken when all is loaded: all processes run by then.
        for worker, task in zip(idle, tasks, strict=False):
            worker.give(task)
        self._again = deque(islice(self._again, free, None))
        return any(worker.tasks for worker in self._crew)

    def _talking(self) -> Sequence[Worker[Task]]:
        """Wait, and return the processes that have something to say."""
        busy = {worker.pipe: worker for worker in self._crew if worker.tasks}
        ready = wait(list(busy), LOOK)
        return [worker for pipe, worker in busy.items() if pipe in ready]

    def _heard(self, worker: Worker[Task]) -> Iterator[Result | Lost[Task]]:
        """Take what a process says: that it is ready, a result, an error, its end."""
        try:
            what, value = worker.pipe.recv()
        except (EOFError, OSError):
            if not worker.is_ready:
                raise RunError(
                    "a worker process died, perhaps for want of memory; run the same "
                    "command again, with fewer --workers: finished work is kept"
                ) from None
            yield from self._failed(worker, DIED)
            return
        if what == "ready":
            worker.ready(value)
        elif what == "alone":
            self._replace(worker)
        elif what == "done":
            worker.tasks = []
            yield value
        elif isinstance(value, KgError) or not worker.is_ready:
            raise value
        else:
            yield from self._failed(worker, FAILED.format(type(value).__name__))

    def _replace(self, worker: Worker[Task]) -> None:
        """Give the task of a process that could not be made by splitting to another."""
        self._crew.remove(worker)
        worker.end()
        (other,) = start(self._make, self._alive, 1)
        self._crew.append(other)
        other.give(*worker.tasks)

    def _failed(self, worker: Worker[Task], why: str) -> Iterator[Lost[Task]]:
        """End a process; its task comes again in smaller ones, or is given up."""
        self._crew.remove(worker)
        worker.end()
        for task in worker.tasks:
            smaller = self._guard.cut(task)
            if len(smaller) > 1:
                self._again.extend(smaller)
            else:
                yield Lost(task, why)
