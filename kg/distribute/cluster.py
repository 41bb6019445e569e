"""Spread tasks over the workers of a Dask cluster.

Tasks and results travel through Dask: workers need no disk that they share with this
machine. When a worker dies, Dask gives what it held to the others.
"""

import logging
import pickle
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import chain, islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from kg.distribute.guard import DIED, Guard, Lost
from kg.distribute.worker import Failure, carry, do
from kg.errors import RunError, in_one_line

if TYPE_CHECKING:
    from distributed import Client, Future

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 3
"""Tasks per thread that are handed out at a time, so that none waits for the next."""

ANSWER = 10.0
"""Seconds that a scheduler has to answer."""
PATIENCE = 30.0
"""Seconds that a cluster may be without any worker."""


def spread_over(
    make: Callable[[], Callable[[Task], Result]],
    tasks: Iterable[Task],
    *,
    address: str,
    guard: Guard[Task],
) -> Iterator[Result | Lost[Task]]:
    """Yield the results as they are ready, and what had to be given up.

    `address` is that of a Dask scheduler, such as `tcp://10.0.0.5:8786`. `make` is
    called once in every worker process; it, the tasks and the results must be
    picklable, and what they are made of must be installed there. A task that fails, or
    of which several workers in turn die, is cut as `guard` says and in the end given
    up. A worker that its nanny would replace dies of a task that takes too many
    seconds of the processor, where the system has such a limit (not on Windows); memory
    is the nanny's to watch. Raises the KgErrors of a task, and RunError
    if Dask is not installed, if nobody answers or if no workers come. If the iterator
    is closed, tasks not yet begun are cancelled.
    """
    with _connected(address) as client:
        carried = _carried(client, make, address)
        yield from _results(client, carried, tasks, address, guard)


def ask(address: str) -> None:
    """Raise RunError unless a Dask scheduler answers at `address`."""
    import asyncio

    try:
        from distributed import Security
        from distributed.core import rpc
    except ImportError:
        raise RunError(
            "Dask is not installed; get it with: pip install 'kg[dask]'"
        ) from None

    async def identity() -> None:
        known = Security().get_connection_args("client")
        async with rpc(address, connection_args=known) as server:
            if (await server.identity())["type"] != "Scheduler":
                raise ValueError("it is no scheduler")

    try:
        # In a thread of its own: a notebook has a loop that runs in this one.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, asyncio.wait_for(identity(), ANSWER)).result()
    except Exception as error:  # each kind of address has errors of its own
        late = isinstance(error, TimeoutError)
        reason = f"not within {ANSWER:.0f} s" if late else in_one_line(error)
        raise RunError(
            f"{address}: no Dask scheduler answers there ({reason}); start one with "
            "`dask scheduler`, and give the address that it prints"
        ) from None


@contextmanager
def _connected(address: str) -> Iterator["Client"]:
    """Yield a client of the scheduler; when it is closed, its tasks are cancelled."""
    ask(address)  # for a client would wait for ever where no scheduler is
    from distributed import Client

    try:
        client = Client(address, timeout=ANSWER, set_as_default=False)
    except OSError as error:
        raise _gone(address, error) from None
    log = logging.getLogger("distributed.client")
    level = log.level
    log.setLevel(logging.CRITICAL)  # what it has to say is raised, and told once
    try:
        _await_workers(client, address)
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=ANSWER)
        log.setLevel(level)


def _await_workers(client: "Client", address: str) -> None:
    """Raise RunError if there is no worker, and none comes."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except Exception:  # no worker came, or the scheduler is gone
        raise RunError(
            f"{address}: no Dask workers there; start some with "
            f"`dask worker {address}` and run the same command again: finished work "
            "is kept"
        ) from None


def _carried(client: "Client", make: Callable[[], Any], address: str) -> "Future":
    """Bring `make` to the cluster once, not with every task.

    It is the result of a task, so that Dask brings it again when it is lost. Raises
    RunError if the cluster cannot run this package.
    """
    try:
        carried = client.submit(carry, pickle.dumps(make), pure=False)
        carried.result()
    except Exception as error:  # whatever is wrong with an installation
        raise RunError(
            f"{address}: the cluster cannot run this kg ({in_one_line(error)}); "
            "install the same kg, Python and Dask for scheduler and workers"
        ) from None
    return carried


def _results(
    client: "Client",
    carried: "Future",
    tasks: Iterable[Any],
    address: str,
    guard: Guard[Any],
) -> Iterator[Any]:
    """Hand out a few tasks per thread, more as workers join; yield their results."""
    ready: SimpleQueue[Future] = SimpleQueue()
    waiting: dict[Future, Any] = {}
    again: deque[Any] = deque()
    suspects: list[Any] = []

    def give(task: Any) -> None:
        with warnings.catch_warnings():  # Dask finds a large document too large
            warnings.filterwarnings("ignore", "Sending large graph")
            future = client.submit(do, carried, task, guard.allowed(task), pure=False)
        future.add_done_callback(ready.put)
        waiting[future] = task

    def done() -> list[tuple[Any, Any]]:
        found = _next(ready, client, address)
        return _gathered(client, {f: waiting.pop(f) for f in found}, address)

    left = iter(tasks)
    while True:
        with _plainly(client, address):
            threads = sum(client.nthreads().values())
        room = max(1, AHEAD * threads) - len(waiting)
        for task in islice(chain(_taken(again), left), max(0, room)):
            give(task)
        if not waiting:
            break
        for task, result in done():
            if not isinstance(result, Failure):
                yield result
            elif len(smaller := guard.cut(task)) > 1:
                again.extend(smaller)
            elif result.why == DIED:
                suspects.append(task)
            else:
                yield Lost(task, result.why)
    # Dask blames a death on all that its worker had been given: now each alone.
    for task in suspects:
        give(task)
        for _, result in done():
            failed = isinstance(result, Failure)
            yield Lost(task, result.why) if failed else result


def _taken(queue: deque[Any]) -> Iterator[Any]:
    while queue:
        yield queue.popleft()


def _gathered(
    client: "Client", done: dict["Future", Any], address: str
) -> list[tuple[Any, Any]]:
    """Return tasks with their results, or with how they failed."""
    from distributed import KilledWorker

    with _plainly(client, address):
        errors = {f: f.exception() for f in done if f.status == "error"}
        fatal = [f for f, error in errors.items() if isinstance(error, KilledWorker)]
        others = [future for future in done if future not in fatal]
        results = client.gather(others)
    return [
        *((done[future], Failure(DIED)) for future in fatal),
        *zip((done[future] for future in others), results, strict=True),
    ]


def _next(ready: "SimpleQueue[Future]", client: "Client", address: str) -> list[Any]:
    """Wait for futures that are done; raise RunError if there is nobody to do them."""
    while True:
        try:
            done = [ready.get(timeout=PATIENCE)]
        except Empty:
            _await_workers(client, address)
            continue
        with suppress(Empty):
            while True:
                done.append(ready.get_nowait())
        return done


@contextmanager
def _plainly(client: "Client", address: str) -> Iterator[None]:
    """Tell what went wrong with the cluster; what a task raised stays as it is."""
    from distributed.comm import CommClosedError

    try:
        yield
    except (CancelledError, CommClosedError) as error:
        raise _gone(address, error) from None
    except OSError as error:
        if client.status == "running":
            raise
        raise _gone(address, error) from None
    except ImportError as error:
        raise RunError(
            f"{address}: a worker cannot run this kg ({in_one_line(error)}); install "
            "the same kg for every worker"
        ) from None


def _gone(address: str, error: Exception) -> RunError:
    return RunError(
        f"{address}: the Dask scheduler is gone ({in_one_line(error)}); run the same "
        "command again: finished work is kept"
    )
