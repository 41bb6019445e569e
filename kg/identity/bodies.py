"""Bodies that every country has ("the Finance Ministry"), and whose they are.

Pure functions on folded words. The countries and the words are general facts
(`kg/data/identity.toml`).
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg import names
from kg.identity import folding

LINKS = frozenset(("of", "for", "and", "the"))


class Body(NamedTuple):
    """Hold the country that a name begins or ends with, or "", and the other words.

    The words are sorted and without "of" and the like: "Ministry of Finance" and
    "Finance Ministry" are one.
    """

    country: str
    words: tuple[str, ...]


def has_usual_country(found: Body) -> bool:
    """Say whether such a body is that of the country a text is about, if none is said.

    Parties and councils are not: too many stand beside each other.
    """
    return not set(found.words) & _words("body_no_names")


@lru_cache(maxsize=1 << 15)
def body(key: str) -> Body | None:
    """Return the parts of a name that every country could have, else None."""
    country, rest = _parted(key)
    words = [word for word in rest.split(" ") if word not in LINKS]
    heads, modifiers = _words("body_heads"), _words("body_modifiers")
    if not words or not set(words) <= heads | modifiers:
        return None
    if not ({words[0], words[-1]} & heads or " ".join(words) in _words("body_pairs")):
        return None
    alone = len(words) == 1 and words[0] in _words("body_no_names")
    return None if alone else Body(country, tuple(sorted(words)))


def is_country(key: str) -> bool:
    """Tell a country, also in letters: "us"."""
    return key in _forms()


def without_country(key: str) -> str:
    """Return a name without "US" or "UK" before it, else "".

    Countries that are written out belong to names: "Veyland Airlines".
    """
    country, _, rest = key.partition(" ")
    return rest if len(country) == 2 and country in _forms() else ""


def _parted(key: str) -> tuple[str, str]:
    """Return the country at the edge of a name, or "", and what is left."""
    found = key.split(" ")
    for size in (2, 1):
        first, last = " ".join(found[:size]), " ".join(found[-size:])
        if len(found) > size and first in _forms():
            return _forms()[first], " ".join(found[size:])
        if len(found) > size + 1 and found[-size - 1] == "of" and last in _forms():
            return _forms()[last], " ".join(found[: -size - 1])
    return "", key


def led_by_country(key: str) -> tuple[str, str]:
    """Return the country or continent that begins a name, and the rest; or "", "".

    "African Fair Initiative" is so led by Africa, as is "Africa Fair Initiative".
    """
    found = key.split(" ")
    for size in (2, 1):
        first = " ".join(found[:size])
        land = _forms().get(first) or names.word_list("identity")["continents"].get(
            first
        )
        if len(found) > size + 1 and land:
            return land, " ".join(found[size:])
    return "", ""


def country_beside(before: str, after: str) -> str:
    """Return the country that two texts give to the body between them, or ""."""
    left, right = _beside()
    match = left.search(before[-30:]) or right.match(after[:40])
    return _forms()[folding.key(match[1])] if match else ""


def countries(text: str) -> list[str]:
    """Return the countries that a text speaks of, once for each time it does."""
    return [_forms()[folding.key(form)] for form in written_countries(text)]


def written_countries(text: str) -> list[str]:
    """Return the names and adjectives of countries in a text, as it has them."""
    return [match[1] for match in _anywhere().finditer(text)]


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(names.word_list("identity")[key])


@cache
def _forms() -> dict[str, str]:
    """Return the country of each of its names and adjectives."""
    listed = names.word_list("identity")["countries"]
    return {form: name for name, forms in listed.items() for form in (name, *forms)}


@cache
def _written() -> str:
    """Return a pattern for the names and adjectives as they are written."""
    forms = sorted(_forms(), key=lambda form: (-len(form), form))
    titled = [form.title() for form in forms if form not in ("us", "uk", "uae")]
    return "|".join([*map(re.escape, titled), r"US\b|U\.S\.|UK\b|U\.K\.|UAE\b"])


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    left = rf"(?<![\w-])({_written()})(?:['’]s|['’])? (?:the )?$"
    return re.compile(left), re.compile(rf" (?:of|in) (?:the )?({_written()})(?!\w)")


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({_written()})(?!\w)")
