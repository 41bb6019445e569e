"""What a document calls everybody: whether "the airline", "the actor" can mean them.

"The company" can be any organisation that is no ministry, court or party. Of "the bank"
or "the airline" the name or the words beside it must say so ("Veyland Airways", "the
airline Veyland", "Veyland, a regional airline"). Of people every word must be said,
and another age is somebody else's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache

from kg import names
from kg.identity import folding
from kg.identity.bodies import countries, written_countries
from kg.records import INITIATIVE, ORGANISATION, PERSON, Mention

_BEFORE = re.compile(r"([^\W\d_]+)['’]? <?$")
_AFTER = re.compile(
    r">?(?: ?[(<][^)>]{1,12}[)>])?,? "
    r"(?:an?|the|one of|which is an?|is an?|is the|was an?) ([^,.;:\"]{3,70})"
)
_BEHIND_HEAD = re.compile(
    r"\b(?:of|in|for|that|which|who|with|to|based|by|at|on|and|said|says)\b"
)
_PHRASE = re.compile(r"[A-Z][^\W\d_]+(?:['’]s|-based)?(?: [a-z-]+){0,3} <?$")
_TITLE = re.compile(
    r"\b[A-Z][^\W\d_]+(?:['’]s)?"
    r"(?: (?!(?:and|or|with|of|in|to|by|for|from|at|on|said|says|told)\b)[\w-]+){0,4} $"
)
_BESIDE = 60
_SAYS = re.compile(r"\b(?:said|says|told|added|has|had|was|is|will)\b")
_AGED = re.compile(r",? (?:aged |who is )?(\d\d)(?=[,;)]| who\b)")
_YEARS = re.compile(r"\b(\d\d)-year-old\b")
_REACH = 100
"""How many characters behind a name are looked at for what it is."""


class Described:
    """Know what a document says of each of its things, by kind and name."""

    def __init__(self, named: Iterable[Mention], text: str) -> None:
        self._named = named = tuple(named)
        self._text = text
        self._words: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._groups = frozenset(match[1] for match in _introduced().finditer(text))
        for name in named:
            found = self._words[name.kind, name.name]
            found.update(_said(name, text))
            if name.kind == PERSON:
                found.update(folding.words(name.title), _age(name, text))
                found.update(_rank(name, text))
            elif name.kind in (ORGANISATION, INITIATIVE):
                found.update(folding.words(name.name), folding.words(name.text))

    def said_of(self, kind: str, name: str) -> set[str]:
        """Return the words that the document says of a thing, its names included."""
        return self._words[kind, name]

    def takes(self, description: str, name: Mention) -> bool:
        """Say whether a description ("the state-owned bank") can mean somebody.

        Of a description with more to it than its noun each word must be said of the
        thing, or say nothing ("the troubled company").
        """
        said = self._words[name.kind, name.name]
        if name.kind == PERSON:
            told = _is_said_of(description, said)
            return told and self._is_of_nation(description, name)
        noun, between = _parts(description)
        if not _agrees(noun.lower(), said):
            return False
        if noun.lower() in self._groups and noun.lower() not in said:
            return False
        if noun[0].isupper() and description[0].islower() and noun.lower() not in said:
            return False  # "the Firm" in mid-sentence is somebody's name
        return all(
            word in said or word in _neutral() for word in between
        ) and self._is_of_nation(description, name)

    def _is_of_nation(self, description: str, name: Mention) -> bool:
        """Say whether "the Indian firm" can mean a firm, by what is said of all firms.

        Where nothing is said of it no other may be of that country.
        """
        if description[1:].islower() or not (wanted := set(countries(description))):
            return True
        if theirs := self._nations.get((name.kind, name.name)):
            return bool(theirs & wanted)
        return not any(wanted & others for others in self._nations.values())

    @cached_property
    def _nations(self) -> dict[tuple[str, str], set[str]]:
        """Tell of which countries things are said to be, in their names or beside."""
        nations: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name in self._named:
            if name.kind not in (PERSON, ORGANISATION, INITIATIVE):
                continue
            left = max(name.sentence_start, name.start - _BESIDE)
            phrase = _TITLE if name.kind == PERSON else _PHRASE
            before = phrase.search(self._text, left, name.start)
            after = _AFTER.match(self._text, name.end, name.end + _REACH)
            told = [name.text, before[0] if before else "", after[1] if after else ""]
            if found := countries(" | ".join(told)):
                nations[name.kind, name.name].update(found)
        return nations

    def tells(self, description: str, name: Mention) -> bool:
        """Say whether the noun of a description is said of a thing in so many words."""
        typed = _parts(description)[0].lower() in _typed()
        sure = typed or name.kind in (INITIATIVE, PERSON)
        return sure and self.takes(description, name)

    def is_unknown(self, description: str, name: Mention) -> bool:
        """Say whether a document does not say what a person is, nor another age."""
        said = self._words[name.kind, name.name]
        ages = {word for word in said if word.isdigit()}
        if ages and re.search(r"\d", description):
            return bool(ages & set(folding.words(description)))
        return not said & _roles()


@cache
def _roles() -> frozenset[str]:
    roles = names.word_list("titles")["roles"]
    return frozenset(word for role in roles for word in folding.words(role))


def _said(name: Mention, text: str) -> Iterable[str]:
    """Return the words that stand beside a name and say what it is."""
    before = _BEFORE.search(text, max(name.sentence_start, name.start - 30), name.start)
    if before and before[1].islower():
        yield before[1]
    after = _AFTER.match(text, name.end, name.end + _REACH)
    if after and not _SAYS.search(after[1]):
        yield from folding.words(_BEHIND_HEAD.split(after[1])[0])


def _age(name: Mention, text: str) -> Iterable[str]:
    """Return the number that a text gives as a person's age beside the name."""
    after = _AGED.match(text, name.end, name.end + _REACH)
    before = _YEARS.search(text, max(name.sentence_start, name.start - 60), name.start)
    return [match[1] for match in (after, before) if match]


def _rank(name: Mention, text: str) -> set[str]:
    """Return words like "deputy" that stand in a title or right before it."""
    left = max(name.sentence_start, name.start - 40)
    return set(re.findall(r"[a-z]+", text[left : name.start].lower())[-4:]) & _lists(
        "rank_words"
    )


def _is_said_of(description: str, said: set[str]) -> bool:
    """Say whether a description of a person says nothing that is not said of one.

    An age alone ("the 39-year-old") can be that of anybody of whom no other is said.
    """
    found = folding.words(description)[1:]
    if "old" in found and "year" in found:
        age, found = found[0], found[found.index("old") + 1 :]
        ages = {word for word in said if word.isdigit()}
        if ages - {age} or not (found or description.endswith("old")):
            return False
    if (said - set(found)) & _lists("rank_words"):
        return False  # the deputy minister is not the minister
    nations = set(folding.words(" ".join(written_countries(description))))
    return all(
        word in said
        or word in _neutral()
        or word in nations
        or not said.isdisjoint(_meanings().get(word, ()))
        for word in found
    )


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
def _meanings() -> dict[str, frozenset[str]]:
    """Return what a person may be called who has one of these posts."""
    table = names.word_list("identity")["called_for_posts"]
    return {noun: frozenset(posts) for noun, posts in table.items()}


@cache
def _lists(key: str) -> frozenset[str]:
    return frozenset(names.word_list("identity")[key])


def _neutral() -> frozenset[str]:
    return _lists("neutral_words")
