"""What makes one edge, and the id that is made from it."""

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple


class Key(NamedTuple):
    """Tell which claims make one edge."""

    source: str
    relation: str
    target: str
    status: str
    variant: str


def identities(keys: Iterable[Key]) -> dict[Key, str]:
    """Give each key, in order, an id made from its content alone."""
    taken: dict[str, Key] = {}
    for key in sorted(keys):
        digest = hashlib.sha256(json.dumps(key).encode()).hexdigest()
        length = 12
        while f"e-{digest[:length]}" in taken:
            length += 1
        taken[f"e-{digest[:length]}"] = key
    return {key: identity for identity, key in taken.items()}
