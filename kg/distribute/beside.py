"""A second hand: one process that does something while this one goes on."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import Any, Protocol, TypeAlias, TypeVar

from kg.distribute.process import Worker

Result = TypeVar("Result")
_Task: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]


class Begin(Protocol):
    """Begin to do something; the function that is returned waits for the result.

    Things are done one after the other, in the order in which they were begun.
    Function, arguments and result must be picklable; what it raises is raised where it
    is waited for, and nowhere if nobody waits.
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

    The process starts when it is first needed. Should it die, perhaps for want of
    memory, this one does it all the same.
    """
    if not apart:
        yield here
        return
    alive, ours = get_context("spawn").Pipe(duplex=False)
    hired: list[Worker[_Task]] = []
    # Whoever sends while nobody listens may wait for ever: a thread does both in turn.
    messenger = ThreadPoolExecutor(1)

    def begin(
        function: Callable[..., Result], /, *arguments: Any
    ) -> Callable[[], Result]:
        if not hired:
            hired.append(Worker(_doing, alive))
        task = function, arguments
        return partial(_result, messenger.submit(_told, hired[0], task), task)

    try:
        yield begin
    finally:
        ours.close()
        for worker in hired:
            worker.process.kill()
        messenger.shutdown(cancel_futures=True)
        for worker in hired:
            worker.end()
        alive.close()


def _told(worker: Worker[_Task], task: _Task) -> tuple[str, Any]:
    """Have a process do something, and return what it says when it is done or dead."""
    worker.give(task)
    what: str = "ready"
    while what == "ready":
        try:
            what, value = worker.pipe.recv()
        except (EOFError, OSError):
            what, value = "died", None
    return what, value


def _result(told: "Future[tuple[str, Any]]", task: _Task) -> Any:
    what, value = told.result()
    if what == "died":
        return _do(task)
    if what == "error":
        raise value
    return value


def _doing() -> Callable[[_Task], Any]:
    return _do


def _do(task: _Task) -> Any:
    function, arguments = task
    return function(*arguments)
