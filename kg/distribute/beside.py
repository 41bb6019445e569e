"""A second hand: one process that does something while this one goes on."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from kg.distribute.process import Worker, start

Result = TypeVar("Result")
Given = TypeVar("Given", covariant=True)
_Task: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]


class Errand(Generic[Given]):
    """Hold what was begun: to call it is to wait for the result."""

    def __init__(self, wait: Callable[[], Given]) -> None:
        self._wait = wait
        self._known: list[Given] = []

    def __call__(self) -> Given:
        # Two threads may ask at once: neither may keep the other from going on.
        if not self._known:
            self._known.append(self._wait())
        return self._known[0]


class Begin(Protocol):
    """Begin to do something; the errand that is returned waits for the result.

    Things are done one after the other, in the order in which they were begun. An
    argument may be an errand that was begun before: its result is handed on.
    Function, arguments and result must be picklable; what it raises is raised where it
    is waited for, and nowhere if nobody waits.
    """

    def __call__(
        self, function: Callable[..., Result], /, *arguments: Any
    ) -> Errand[Result]: ...


def here(function: Callable[..., Result], /, *arguments: Any) -> Errand[Result]:
    """Do it in this process, when it is waited for."""
    return Errand(lambda: _do((function, _handed(arguments))))


def load(*modules: str) -> None:
    """Load what is needed later, while there is nothing else to do."""
    for module in modules:
        import_module(module)


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

    def begin(function: Callable[..., Result], /, *arguments: Any) -> Errand[Result]:
        if not hired:
            hired.extend(start(_doing, alive, 1))
        told = messenger.submit(_told, hired[0], function, arguments)
        return Errand(lambda: _result(told, function, arguments))

    try:
        yield begin
    finally:
        ours.close()
        for worker in hired:
            worker.kill()
        messenger.shutdown(cancel_futures=True)
        for worker in hired:
            worker.end()
        alive.close()


def _told(
    worker: Worker[_Task], function: Callable[..., Any], arguments: tuple[Any, ...]
) -> tuple[str, Any]:
    """Have a process do something, and return what it says when it is done or dead."""
    worker.give((function, _handed(arguments)))
    what: str = "ready"
    while what == "ready":
        try:
            what, value = worker.pipe.recv()
        except (EOFError, OSError):
            what, value = "died", None
    return what, value


def _result(
    told: "Future[tuple[str, Any]]",
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
) -> Any:
    what, value = told.result()
    if what == "died":
        return _do((function, _handed(arguments)))
    if what == "error":
        raise value
    return value


def _handed(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(item() if isinstance(item, Errand) else item for item in arguments)


def _doing() -> Callable[[_Task], Any]:
    return _do


def _do(task: _Task) -> Any:
    function, arguments = task
    return function(*arguments)
