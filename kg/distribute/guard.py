"""What a task may cost, and what becomes of one that costs more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Task = TypeVar("Task")

PATIENCE = 20
"""How many times as long a task may take by the clock: a process may only wait."""

DIED = "a process died over it"
FAILED = "kg fails on it ({})"


@dataclass(frozen=True, slots=True)
class Guard(Generic[Task]):
    """Say how a task is cut into smaller ones, and what one may use.

    `cut` returns the task alone where it cannot be cut. A task may take `seconds` of
    the processor, and as many more for each further `per` of its size, and `PATIENCE`
    times as long by the clock; a process may have `memory` MB. Only tasks in processes
    of their own are watched.
    """

    cut: Callable[[Task], Sequence[Task]]
    size: Callable[[Task], int]
    seconds: float
    memory: float
    per: int = 100_000

    def allowed(self, task: Task) -> float:
        """Return how many seconds of the processor a task may take."""
        return self.seconds * (1 + self.size(task) / self.per)


@dataclass(frozen=True, slots=True)
class Lost(Generic[Task]):
    """Name a task that cannot be cut further and was given up, and say why."""

    task: Task
    reason: str
