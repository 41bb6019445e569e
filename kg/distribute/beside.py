"""A second hand: one process that does something while this one goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

from kg.distribute.process import Worker

Result = TypeVar("Result")


class Begin(Protocol):
    """Begin to do something; the function that is returned waits for the result.

    What is begun has to be waited for before anything else is begun. Function,
    arguments and result must be picklable; what it raises is raised where it is waited
    for.
    """

    def __call__(
        self, function: Callable[..., Result], /, *arguments: Any
    ) -> Callable[[], Result]: ...


def here(function: Callable[..., Result], /, *arguments: Any) -> Callable[[], Result]:
    """Do it in this process, when it is waited for."""
    return partial(function, *arguments)


@contextmanager
def beside(*, apart: bool) -> Iterator[Begin]:
    """Yield what begins to do something in another process, or `here` if not `apart`.

    Should the process die, perhaps for want of memory, this one does it all the same.
    """
    if not apart:
        yield here
        return
    alive, ours = get_context("spawn").Pipe(duplex=False)
    worker: Worker[tuple[Callable[..., Any], tuple[Any, ...]]] = Worker(_doing, alive)

    def begin(
        function: Callable[..., Result], /, *arguments: Any
    ) -> Callable[[], Result]:
        worker.give((function, arguments))
        return partial(_result, worker)

    try:
        yield begin
    finally:
        ours.close()
        worker.end()
        alive.close()


def _doing() -> Callable[[tuple[Callable[..., Any], tuple[Any, ...]]], Any]:
    return _do


def _do(task: tuple[Callable[..., Any], tuple[Any, ...]]) -> Any:
    function, arguments = task
    return function(*arguments)


def _result(worker: Worker[tuple[Callable[..., Any], tuple[Any, ...]]]) -> Any:
    try:
        what, value = worker.pipe.recv()
        if what == "ready":
            what, value = worker.pipe.recv()
    except (EOFError, OSError):
        return _do(worker.tasks[0])
    if what == "error":
        raise value
    return value
