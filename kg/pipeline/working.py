"""Who goes through new documents: this process, a second one, several, or a cluster."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from kg.distribute import (
    Begin,
    Crew,
    Lost,
    cores,
    here,
    load,
    spread,
    spread_over,
)
from kg.pipeline.elsewhere import finder_elsewhere
from kg.pipeline.finding import Batch, find_beside, finder, guard
from kg.pipeline.network import ALL, DRAWING
from kg.settings import Settings

SHARE = 200_000
"""Characters of text for which it is worth starting another process."""


def worth(size: int, workers: int | None) -> int:
    """Return how many processes so many characters are worth, of `workers` at most."""
    share = size // SHARE
    most = cores() if workers is None else workers
    return min(most, 1 + share) if share else 0


def crew_of(settings: Settings) -> Crew[Batch, bytes]:
    """Return processes that find, none of them started yet."""
    return Crew(_finder(settings), guard(settings))


def place(
    settings: Settings,
    crew: Crew[Batch, bytes],
    *,
    workers: int,
    dask: str | None,
    begin: Begin,
) -> Callable[[Iterable[Batch]], Iterator[bytes | Lost[Batch]]]:
    """Return what goes through new documents, here, beside or on a cluster."""
    if dask:
        make = finder_elsewhere(settings)
        return partial(spread_over, make, address=dask, guard=guard(settings))
    if workers:
        return partial(crew.results, workers=workers)
    if begin is not here:
        return partial(_beside, begin, settings)
    return partial(spread, _finder(settings), workers=0, guard=guard(settings))


def _finder(settings: Settings) -> Callable[[], Callable[[Batch], bytes]]:
    return partial(finder, settings.model, settings.gazetteers, settings.rules)


def _beside(
    begin: Begin, settings: Settings, tasks: Iterable[Batch]
) -> Iterator[bytes | Lost[Batch]]:
    """Go through new documents in another process; meanwhile load what comes next."""
    for task in tasks:
        found = begin(find_beside, settings, task)
        load(*ALL)
        yield from found()
    begin(load, *DRAWING)
