"""The word lists on names, and patterns of words."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

WORD = re.compile(r"[^\W\d_][\w’'-]*")
"""A word that begins with a letter."""


@cache
def word_list(file: str) -> dict[str, Any]:
    """Read one TOML file of `kg/data`."""
    path = resources.files("kg") / "data" / f"{file}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def listed(file: str, key: str) -> list[str]:
    """Return one list of a file of words."""
    return [str(word) for word in word_list(file)[key]]


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of some words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"
