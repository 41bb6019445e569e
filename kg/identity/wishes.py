"""What a plural reference asks of those whom it means: of which kind, how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import names
from kg.identity.listed import MOST
from kg.records import INITIATIVE, KINDS, ORGANISATION, PERSON, Mention

PRONOUNS = ("they", "them", "their", "theirs")

SORTS = ("they", "them", "their", "two", "pair", "counted", "kin")
"""The sorts of references, each with weights of its own beside those of all."""

_SEXES = {"men": "male", "brothers": "male", "women": "female", "sisters": "female"}
_KIN = ("brothers", "sisters", "siblings", "twins")
_PAIRS = ("pair", "couple", "duo", "trio")


@dataclass(frozen=True, slots=True)
class Wish:
    """Hold what a reference asks of a group: of which kinds and sex, and how many."""

    sort: str
    kinds: tuple[str, ...]
    sex: str
    least: int
    most: int


def sort(reference: Mention) -> str:
    """Return the sort of a plural reference, "" for a noun that "they" may mean."""
    wanted = wish(reference.text.lower())
    return wanted.sort if wanted else ""


def is_several(reference: Mention) -> bool:
    """Say whether a reference stands for several, or is a noun that "they" may mean."""
    if reference.form == "pronoun":
        return reference.text.lower() in PRONOUNS
    return reference.is_vague and (" " not in reference.text or bool(sort(reference)))


@cache
def _kinds() -> Mapping[str, str]:
    kinds = names.word_list("annotate")["plurals"]
    return {noun: kind for kind, nouns in kinds.items() for noun in nouns}


@lru_cache(maxsize=1 << 10)
def wish(text: str) -> Wish | None:
    """Return what a reference, in small letters, asks; None for any other noun."""
    words = text.split()
    last = words[-1]
    kind = _kinds().get(last, PERSON if last == "couple" else "")
    kinds: tuple[str, ...] = (kind,) if kind else KINDS
    if kind == ORGANISATION:
        kinds = (ORGANISATION, INITIATIVE)
    sort, most = "", 2
    if text in PRONOUNS:
        sort, most = ("their" if text == "theirs" else text), MOST
    elif text == "both" or last in ("two", "three", "them"):
        sort = "two"
    elif last in _PAIRS:
        sort = "pair"
    elif kind and {"two", "both", "three"} & {*words}:
        sort = "counted"
    elif last in _KIN and len(words) > 1:
        sort = "kin"
    if not sort:
        return None
    if "three" in words or last == "trio":
        return Wish(sort, kinds, _SEXES.get(last, ""), 3, 3)
    return Wish(sort, kinds, _SEXES.get(last, ""), 2, most)
