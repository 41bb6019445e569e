"""Put together what has a key in common: names are compared within such blocks only."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def blocks(keyed: Iterable[tuple[Key, Value]]) -> Iterator[tuple[Key, list[Value]]]:
    """Yield the keys that several values have, with these, in their order.

    Most keys are of one value only: they take no list.
    """
    first: dict[Key, Value] = {}
    several: dict[Key, list[Value]] = {}
    for key, value in keyed:
        if key not in first:
            first[key] = value
        elif key in several:
            several[key].append(value)
        else:
            several[key] = [first[key], value]
    del first
    yield from several.items()
