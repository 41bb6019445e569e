"""What a worker of a Dask cluster does with a task."""

import math
import pickle
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.distribute.guard import FAILED
from kg.errors import KgError

_one_at_a_time = threading.Lock()
"""Holds back the other threads of a worker: pipelines are not made for several."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Say why a task has no result."""

    why: str


def carry(made: bytes) -> bytes:
    """Return what was given: the cluster then holds it as the result of a task."""
    return made


def do(make: bytes, task: Any, seconds: float) -> Any:
    """Return the result of a task, or a Failure; raise the KgErrors of the task.

    What it needs is made, by the pickled `make`, for the first one. The task may take
    so many `seconds` of the processor.
    """
    with _one_at_a_time:
        work = _made(make)
        try:
            with _limited(seconds):
                return work(task)
        except KgError:
            raise
        except Exception as error:
            return Failure(FAILED.format(type(error).__name__))


@lru_cache(maxsize=1)
def _made(make: bytes) -> Callable[[Any], Any]:
    """Keep what was loaded last: a worker may outlive many builds."""
    made: Callable[[Any], Any] = pickle.loads(make)()
    return made


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Have the system end this process if it computes for longer, if that is safe.

    Only a nanny starts another worker in place of one that has ended; without one, the
    process may even be the user's own.
    """
    from distributed import get_worker

    if sys.platform == "win32" or not get_worker().nanny:
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_CPU)
    end = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (end, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, before)
