"""Spread tasks over processes or machines. What the tasks are is the caller's.

Both places take the same: a function that makes the function that does the tasks, so
that what it needs is loaded once in each process, and tasks, of which only a few are
taken at a time. Both yield results as they are ready, and end all work when closed.
"""

from kg.distribute.beside import Begin, Errand, beside, here, load
from kg.distribute.cluster import ask, spread_over
from kg.distribute.guard import Guard, Lost
from kg.distribute.process import one_thread
from kg.distribute.processes import Crew, cores, spread

__all__ = [
    "Begin",
    "Crew",
    "Errand",
    "Guard",
    "Lost",
    "ask",
    "beside",
    "cores",
    "here",
    "load",
    "one_thread",
    "spread",
    "spread_over",
]
