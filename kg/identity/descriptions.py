"""What a document calls each thing: whether "the airline" can mean it.

"The company" can be any organisation that is no ministry, court or party. Of "the bank"
or "the airline" the name or the words beside it must say so ("Veyland Airways", "the
airline Veyland", "Veyland, a regional airline").
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from kg import names
from kg.identity import folding
from kg.records import INITIATIVE, ORGANISATION, Mention

_BEFORE = re.compile(r"([^\W\d_]+)['’]? <?$")
_AFTER = re.compile(
    r">?(?: ?[(<][^)>]{1,12}[)>])?,? "
    r"(?:an?|the|one of|which is an?|is an?|is the|was an?) ([^,.;:\"]{3,70})"
)
_BEHIND_HEAD = re.compile(
    r"\b(?:of|in|for|that|which|who|with|to|based|by|at|on|and|said|says)\b"
)
_REACH = 100
"""How many characters behind a name are looked at for what it is."""


class Described:
    """Know what a document says of each of its things, by kind and name."""

    def __init__(self, named: Iterable[Mention], text: str) -> None:
        self._words: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._groups = frozenset(match[1] for match in _introduced().finditer(text))
        for name in named:
            if name.kind in (ORGANISATION, INITIATIVE):
                found = self._words[name.kind, name.name]
                found.update(folding.words(name.name), folding.words(name.text))
                found.update(_said(name, text))

    def takes(self, description: str, name: Mention) -> bool:
        """Say whether a description ("the state-owned bank") can mean a thing.

        Of a description with more to it than its noun each word must be said of the
        thing, or say nothing ("the troubled company"). Whatever is no organisation or
        initiative can be meant by any.
        """
        if name.kind not in (ORGANISATION, INITIATIVE):
            return True
        said = self._words[name.kind, name.name]
        noun, between = _parts(description)
        if not _agrees(noun.lower(), said):
            return False
        if noun.lower() in self._groups and noun.lower() not in said:
            return False
        if noun[0].isupper() and description[0].islower() and noun.lower() not in said:
            return False  # "the Firm" in mid-sentence is somebody's name
        return all(word in said or word in _neutral() for word in between)

    def tells(self, description: str, name: Mention) -> bool:
        """Say whether the noun of a description is said of a thing in so many words."""
        typed = _parts(description)[0].lower() in _typed()
        return (typed or name.kind == INITIATIVE) and self.takes(description, name)


def _said(name: Mention, text: str) -> Iterable[str]:
    """Return the words that stand beside a name and say what it is."""
    before = _BEFORE.search(text, max(name.sentence_start, name.start - 30), name.start)
    if before and before[1].islower():
        yield before[1]
    after = _AFTER.match(text, name.end, name.end + _REACH)
    if after:
        yield from folding.words(_BEHIND_HEAD.split(after[1])[0])


@lru_cache(maxsize=1 << 10)
def _parts(description: str) -> tuple[str, tuple[str, ...]]:
    """Return the noun of a description and the small-written words before it."""
    found = re.findall(r"[^\W_]+", description)
    between = (word for word in found[1:-1] if word.islower())
    return found[-1], tuple(word for word in between if not word.endswith("ly"))


def _agrees(noun: str, said: set[str]) -> bool:
    """Say whether something of which these words are said can be called by a noun."""
    if noun in _typed():
        return bool(said & _typed()[noun])
    if noun in _lists("loose_nouns"):
        return not said & _lists("state_words")
    if noun in _lists("company_nouns"):
        return not said & _lists("body_nouns") or bool(said & _lists("company_marks"))
    return noun in said


@cache
def _introduced() -> re.Pattern[str]:
    """Match what comes in without a name: "an investor group", "a local body"."""
    nouns = "|".join(sorted(_lists("loose_nouns")))
    return re.compile(rf"\b[Aa]n? (?:[\w-]+ ){{0,3}}({nouns})\b(?! [A-Z])")


@cache
def _typed() -> dict[str, frozenset[str]]:
    table = names.word_list("identity")["typed_nouns"]
    return {noun: frozenset((noun, *words)) for noun, words in table.items()}


@cache
def _lists(key: str) -> frozenset[str]:
    return frozenset(names.word_list("identity")[key])


def _neutral() -> frozenset[str]:
    return _lists("neutral_words")
