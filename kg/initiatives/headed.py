"""Names that hold a head noun: "the Horn Relief Initiative", "Programme for Roads".

Pure functions from a string to stretches of it. The nouns and what may stand around
them are data (`kg/data/initiatives.toml`); the definition is in `docs/initiatives.md`.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import names
from kg.initiatives.phrases import Phrase
from kg.initiatives.wording import CHUNK

_LINE = re.compile(r"[^\n]+")
_CHUNK = re.compile(rf"(?<![\w-]){CHUNK}")
_LINK = re.compile(r"[ ](on|against)(?=[ ][a-z])")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def headed(
    text: str, known: Set[str] = frozenset(), places: Set[str] = frozenset()
) -> Iterator[Phrase]:
    """Yield names that hold a head noun ("the Horn Relief Initiative", "Plan for X").

    Lines in title case are passed over. `known` are names of people, organisations and
    places: "Acme and Horn Initiative" begins behind a known Acme. `places` are those
    that make a "Protocol" or a "Process" a name.
    """
    heads = _lists()["all_heads"]
    if not heads.search(text):
        return
    for line in _LINE.finditer(text):
        if not heads.search(line[0]) or names.is_headline(line[0]):
            continue
        for match in _CHUNK.finditer(text, *line.span()):
            if heads.search(match[0]):
                words = _words(text, match)
                begins = _begins(text, match.start())
                yield from _in_chunk(words, known, places, begins)


def _words(text: str, chunk: re.Match[str]) -> list[_Word]:
    """Return the words of a run of capitalised ones, and a link behind it."""
    words = [
        _Word(part[0], chunk.start() + part.start(), chunk.start() + part.end())
        for part in re.finditer(r"\S+", chunk[0])
    ]
    if link := _LINK.match(text, chunk.end()):
        words.append(_Word(link[1], link.start(1), link.end(1)))
    return words


def is_unnamed(name: str) -> bool:
    """Say whether a head noun stands with nothing that names ("Loan Agreement")."""
    *before, head = name.split()
    lists = _lists()
    return head in lists["heads"] and all(w.lower() in lists["generic"] for w in before)


def _in_chunk(
    words: list[_Word], known: Set[str], places: Set[str], begins: bool
) -> Iterator[Phrase]:
    """Yield the names inside one run of capitalised words."""
    lists, left = _lists(), 0
    for at, word in enumerate(words):
        if at < left:
            continue
        following = words[at + 1].text if at + 1 < len(words) else ""
        if word.text in lists["leading"] and _is_led(word.text, following):
            end = at + 1
            while end + 1 < len(words) and not words[end + 1].text.islower():
                end += 1
        elif word.text in lists["heads"] and (
            not following[:1].isupper() or following == "&"
        ):
            end = _right(words, at)
        else:
            continue
        start = _left(words, at, left, known)
        start = _skip_opening(words, start, at, begins and start == 0)
        if _is_named(words, start, at, end, places):
            yield Phrase(words[start].start, words[end].end, f"head:{word.text}", True)
            left = end + 1


def _is_led(head: str, following: str) -> bool:
    if (
        not following
        or following in _lists()["not_led"]
        or following in _lists()["heads"]
    ):
        return False
    if head in ("Project", "Operation", "Plan"):
        return len(following) > 1 and following[0].isupper()
    return following[0].isdigit()


def _right(words: list[_Word], head: int) -> int:
    """Return the last word of a name whose head noun is at `head`."""
    end = head
    if head + 1 < len(words) and _is_year(words[head + 1].text):
        return head + 1
    link = words[head + 1].text if head + 1 < len(words) else ""
    of_links = _lists()["linked_by_of"]
    if link not in ("for", "on", "to", "against") and not (
        link == "of" and words[head].text in of_links
    ):
        return end
    calendar = names.word_list("not_names")["calendar"]
    for at in range(head + 1, len(words)):
        if words[at].text == "in" or words[at].text.lower() in calendar:
            break
        if not words[at].text.islower():
            end = at
    return end


def _is_year(word: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20|21)\d\d", word))


def _left(words: list[_Word], head: int, bound: int, known: Set[str]) -> int:
    """Return the first word of a name whose head noun is at `head`."""
    at = head
    while at > bound:
        before = words[at - 1].text
        if not before.islower():
            at -= 1
            continue
        if before not in ("of", "for", "and", "&", "to") or at - 2 < bound:
            break
        previous = words[at - 2].text
        stop = previous in _lists()["offices"] or names.is_title(previous)
        if previous.islower() or stop:
            break
        if before == "and" and _ends_known(words, bound, at - 1, known):
            break
        at -= 2
    return at


def _ends_known(words: list[_Word], bound: int, end: int, known: Set[str]) -> bool:
    """Say whether the words before `end` close a name that is known already."""
    texts = [word.text for word in words[bound:end]]
    return any(" ".join(texts[i:]) in known for i in range(len(texts)))


def _skip_opening(words: list[_Word], start: int, head: int, begins: bool) -> int:
    """Pass over a date's year, and words that only open a sentence."""
    while start < head:
        word = words[start].text
        opening = begins and word.lower() in _openers()
        year = _is_year(word) and start + 1 < head
        if not (
            opening or year or word.lower() in names.word_list("not_names")["calendar"]
        ):
            break
        start += 1
    return start


def _is_named(
    words: list[_Word], start: int, head: int, end: int, places: Set[str]
) -> bool:
    """Say whether enough stands around a head noun to make it a name."""
    noun, lists = words[head].text, _lists()
    before = [w.text.lower() for w in words[start:head] if not w.text.islower()]
    if start > 1 and words[start - 2].text in lists["offices"]:
        return False
    specific = [w for w in before if w not in lists["generic"]]
    if before and before[-1] in lists["not_before"]:
        return False
    if noun in lists["needs"] and not _has_needed(noun, words, head, before, places):
        return False
    return bool(specific) or len(before) > 2 or end > head


def _has_needed(
    noun: str, words: list[_Word], head: int, before: list[str], places: Set[str]
) -> bool:
    needed = _lists()["needs"][noun]
    following = words[head + 1].text if head + 1 < len(words) else ""
    if following in ("for", "on", "against") or not needed:
        return True
    if following == "to" and head + 2 < len(words):  # "Fund to End Hunger"
        return words[head + 2].text.lower() in _lists()["purposes"]
    if not before:
        return False
    if " ".join(before[-2:]) in needed:
        return True
    return before[-1] in needed or (
        "*place" in needed and words[head - 1].text in places
    )


def _begins(text: str, at: int) -> bool:
    """Say whether a sentence begins at this place."""
    before = text[max(0, at - 3) : at].rstrip(" “\"‘'(")
    return not before or before[-1] in '.!?:\n”"—–'


@cache
def _openers() -> frozenset[str]:
    return frozenset(names.word_list("initiatives")["openers"])


@cache
def _lists() -> dict[str, Any]:
    raw = names.word_list("initiatives")
    heads = frozenset(raw["strong"]) | frozenset(raw["needs"])
    either = "|".join(sorted(heads | set(raw["leading"])))
    return {
        "heads": heads,
        "all_heads": re.compile(rf"\b(?:{either})\b"),
        "leading": frozenset(raw["leading"]),
        "not_led": frozenset(raw["not_led"]),
        "generic": frozenset(raw["generic"]),
        "purposes": frozenset(raw["purposes"]),
        "not_before": frozenset(raw["not_before"]),
        "offices": frozenset(raw["offices"]),
        "needs": {noun: frozenset(words) for noun, words in raw["needs"].items()},
        "linked_by_of": frozenset(raw["linked_by_of"]),
    }
