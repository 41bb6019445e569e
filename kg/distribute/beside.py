"""A second hand: one process that does something while this one goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import Any, Protocol, TypeAlias, TypeVar

from kg.distribute.process import Worker

Result = TypeVar("Result")
_Task: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]


class Begin(Protocol):
    """Begin to do something; the function that is returned waits for the result.

    Things are done one after the other: what was begun before is waited for first.
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
    begun: list[_Errand] = []

    def begin(
        function: Callable[..., Result], /, *arguments: Any
    ) -> Callable[[], Result]:
        if not hired:
            hired.append(Worker(_doing, alive))
        if begun:
            begun.pop().settle()
        begun.append(_Errand(hired[0], (function, arguments)))
        return begun[0].result

    try:
        yield begin
    finally:
        ours.close()
        for worker in hired:
            worker.end()
        alive.close()


class _Errand:
    """Hold what a process is told to do, and what came of it as soon as it is heard."""

    def __init__(self, worker: Worker[_Task], task: _Task) -> None:
        self._worker, self._task = worker, task
        self._heard: tuple[str, Any] | None = None
        worker.give(task)

    def settle(self) -> tuple[str, Any]:
        """Wait until it is done, or the process is dead."""
        while self._heard is None:
            try:
                what, value = self._worker.pipe.recv()
            except (EOFError, OSError):
                what, value = "died", None
            if what != "ready":
                self._heard = what, value
        return self._heard

    def result(self) -> Any:
        what, value = self.settle()
        if what == "died":
            return _do(self._task)
        if what == "error":
            raise value
        return value


def _doing() -> Callable[[_Task], Any]:
    return _do


def _do(task: _Task) -> Any:
    function, arguments = task
    return function(*arguments)
