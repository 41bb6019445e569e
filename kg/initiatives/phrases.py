"""How a text names an initiative: by a head noun, or by how it introduces a name.

Pure functions from a string to stretches of it; whether a stretch is believed is
decided elsewhere, with the whole document in view. Every word list is data
(`kg/data/initiatives.toml`); the definition is in `docs/initiatives.md`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from kg import names

_CAPITAL = (
    r"(?:(?:[A-Z]\.){2,}"
    r"|(?:People|Women|Men|Children|World|Worker|Farmer|Teacher|Citizen|Patient|Girl)"
    r"[’']s(?=[ ][A-Z])"
    r"|[A-ZÀ-ÖØ-Þ][\w&]*(?:[-/’'.](?!s\b|(?:like|esque|style|based|owned|"
    r"backed|led|run|made|listed|born|wide|inspired|driven|related|"
    r"type|era|language|speaking|branded|funded|sponsored|trained|bound|built)\b)[\w&]+)*"
    r"|[a-z]{1,2}[A-Z]\w*|\d[\d,]*(?=[ -][A-Z]))"
)
_YEAR = r"(?:[ ](?:19|20|21)\d\d\b)?"
# Bounds keep the search linear in runs of capitals that nobody wrote.
CHUNK = (
    rf"{_CAPITAL}(?:[ ](?:(?:of|for|and|the|on|to|&|against|in|a)[ ]){{0,3}}"
    rf"{_CAPITAL}){{0,40}}{_YEAR}"
)
_VERSION = r"(?:[ ]\d{1,4}\b(?![.,%]\d|%|[ ][a-z]+s\b))?"
_NARROW = (
    rf"{_CAPITAL}(?:[ ](?:of[ ](?:the[ ])?|&[ ])?{_CAPITAL}){{0,15}}{_VERSION}"
    r"(?:[ ]for[ ]all\b)?"
)
_QUOTED = r"[“\"‘«](?=[A-Z0-9])[^“”\"‘«»\n]{2,60}?(?=[,.]?[”\"’»])"
_NAME = (
    rf"(?:[Tt]he )?(?:(?P<quoted>{_QUOTED})[,.]?[”\"’»]|(?P<plain>(?<![\w-]){_NARROW}))"
)
_SMALL = (
    r"(?:(?!(?:of|in|at|for|by|with|to|and|or|on|from|behind|into|over|about|under|via|"
    r"through|between|than|as|who|whose|that|which|where|is|was|are|were|has|had)\b)"
    r"[\w’'%-]+(?:[.]\w+)*[ ])"
)
_END = r"(?=[”\"’']?(?:[.,;:)(—–]|\s*$|\s*\n)"
_AFTER_NAME = (
    rf"{_END}|[ ](?:in|on|at|for|to|with|by|and|or|as|last|this|that|which|from|after|"
    r"before|during|earlier|amid|across|under|today|yesterday|early|late|when|while|"
    r"where|because|but|a|an|the|its|is|was|will|has|\d)\b)"
)
_AFTER_NOUN = (
    rf"{_END}|[ ](?:that|which|where|launched|run|operated|owned|developed|built|made|"
    r"created|designed|used|aimed|offered|from|of|for|by|with|in|on|to|"
    r"and (?:an?|the|its))\b)"
)


_LONGEST_LIST = 300
_LONGEST_NOUN = 60
_SUCH_AS = re.compile(" (?:such as|like|including|called|named) ", re.I)
# No introduction goes over the end of a line; it stays in for those that look ahead.
_LINE = re.compile(r"[^\n]+\n?")
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"\S{101,}")
_SEPARATOR = r"(?:, (?:and |or )?| (?:and|or|as well as) )"
_LIST_STOP = re.compile(r"[.](?!\w)|[;:\n—(]")
_ITEM = re.compile(
    rf"(?:(?:the|an?) )?(?:[\w-]+ ){{0,5}}?(?<![\w-])({_NARROW})(?![-\w])"
)
_OWNER = re.compile(r"(?:[A-Z][\w-]*[ ]){0,3}[A-Z][\w-]*[’']s?[ ]")
_FOUNDED = re.compile(
    r"(?:,|,? (?:which|that))?(?: was| is)? founded\b| (?:went|goes) public\b"
    r"|,? (?:which )?was started (?:in|by)\b"
)
_SPEAKS = re.compile(
    r"(?:[’']s)? (?:has |have |had |also )*"
    r"(?:said|says|warned|told|announced|estimates|estimated|appealed|"
    r"spokes\w+|officials?|staff|chief|executive director|director)\b"
)


class Phrase(NamedTuple):
    """Mark a stretch that may name an initiative, and the rule that says so.

    A `sure` one is believed as it stands; another must outweigh what else the document
    says of the name.
    """

    start: int
    end: int
    rule: str
    sure: bool


def without_long_words(text: str) -> str:
    """Blank out what is no word, so that no pattern goes through it again and again."""
    return _LONG_WORD.sub(lambda found: "\0" * len(found[0]), text)


def introduced(text: str) -> Iterator[Phrase]:
    """Yield names introduced as a plan, a service and the like, or as launched."""
    lines = [
        (*line.span(), frozenset(_WORD.findall(line[0])))
        for line in _LINE.finditer(text)
    ]
    for rule, sure, needed, pattern in _introductions():
        matches = (
            match
            for start, end, words in lines
            if not any(map(words.isdisjoint, needed))
            for match in pattern.finditer(text, start, end)
        )
        for match in matches:
            span = match.span("quoted") if match["quoted"] else match.span("plain")
            start = span[0] + 1 if match["quoted"] else span[0]
            start += 4 if text.startswith("The ", start) else 0
            if names.is_name(text[start : span[1]]):
                yield Phrase(start, span[1], rule, sure or bool(match["quoted"]))


def listed(text: str) -> Iterator[Phrase]:
    """Yield the names in "services such as A, the free B and C" and "apps like D"."""
    for opening in _SUCH_AS.finditer(text):
        at = opening.end()
        before = opening.start()
        if not _listed_noun().search(text, max(0, before - _LONGEST_NOUN), before):
            continue
        stop = _LIST_STOP.search(text, at, at + _LONGEST_LIST)
        segment = text[at : stop.start() if stop else at + _LONGEST_LIST]
        for part in re.finditer(rf"(?:^|{_SEPARATOR})(.+?)(?={_SEPARATOR}|$)", segment):
            owner = _OWNER.match(part[1])
            item = _ITEM.match(part[1], owner.end() if owner else 0)
            if not item:
                break
            start = at + part.start(1) + item.start(1)
            if names.is_name(item[1]):
                yield Phrase(start, start + len(item[1]), "listed", False)
            if item.end() < len(part[1]):
                break


def abbreviation(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where an abbreviation of `text[start:end]` stands beside it.

    It is in brackets, or follows "or" and the like, or the name is in brackets behind
    it. Its capitals must be first letters of the name, in order.
    """
    if match := re.search(
        r"(?<![\w-])([A-Za-z][\w&.-]{1,11})[ ]\($", text[:start][-16:]
    ):
        at = start - len(match[0])
        found = at, at + len(match[1])
        return found if _abbreviates(match[1], text[start:end]) else None
    for pattern in (
        r"[”\"’']?[ ]\(([A-Za-z][\w&.-]{1,11})\)",
        r"[”\"’']?,[ ](?:or|known as|known by its initials|abbreviated to)(?: the)?[ ]"
        r"[“\"‘']?([A-Za-z][\w&-]{1,11})\b",
    ):
        match = re.compile(pattern).match(text, end)
        if match and _abbreviates(match[1], text[start:end]):
            return match.span(1)
    return None


def organisation_votes(text: str, start: int, end: int) -> int:
    """Count what speaks for an organisation around one place of a name."""
    before, after = text[max(0, start - 60) : start], text[end : end + 80]
    return sum(bool(p.search(before)) for p in _said_before()) + sum(
        bool(p.match(after)) for p in _said_after()
    )


def is_founded(text: str, end: int) -> bool:
    """Say whether what is named before `end` was founded or sold shares: a firm."""
    return bool(_FOUNDED.match(text, end))


def speaks(text: str, start: int, end: int) -> bool:
    """Say whether what is named here speaks or has officials: then it is a body."""
    return bool(
        _SPEAKS.match(text, end)
        or re.search(r"according to (?:the )?$", text[max(0, start - 20) : start])
    )


def is_body(name: str) -> bool:
    """Say whether a name is that of a well-known body with staff and an address."""
    padded = f" {name} ".replace("Program ", "Programme ")
    return any(f" {body} " in padded for body in _raw()["bodies"]["names"])


def is_other_programme(text: str, start: int, end: int) -> bool:
    """Say whether a programme is one on air, or one of study at a university."""
    if not re.search(r"\b[Pp]rogramm?e?s?\b", text[start : end + 14]):
        return False
    near = text[max(0, start - 60) : end + 40]
    words = set(re.findall(r"[a-z]+", near.lower()))
    return not words.isdisjoint(_raw()["media"]["words"]) or bool(
        re.match(
            r"(?: programm?e?)? (?:at|in|of) .{0,40}(?:Univers|College)", text[end:]
        )
    )


def is_something_else(name: str) -> bool:
    """Say whether its last word shows an organisation, an event, a law or a prize."""
    lists = _raw()["organisation"]["endings"], _raw()["other"]["endings"]
    return any(name.rsplit(" ", 1)[-1] in words for words in lists)


def _abbreviates(short: str, name: str) -> bool:
    capitals = [c for c in short if c.isupper()]
    if len(capitals) < 2:
        return False
    initials = iter(
        [c.upper() for c in re.findall(r"(?<![A-Za-z])[A-Za-z]|(?<=[a-z])[A-Z]", name)]
    )
    return all(capital in initials for capital in capitals)


@cache
def _raw() -> dict[str, Any]:
    return names.word_list("initiatives")


def _any(words: list[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


@cache
def _listed_noun() -> re.Pattern[str]:
    nouns = _any([*_raw()["nouns"]["product"], *_raw()["nouns"]["initiative"]])
    return re.compile(rf"\b{nouns}s,?$", re.I)


@cache
def _introductions() -> list[
    tuple[str, bool, tuple[frozenset[str], ...], re.Pattern[str]]
]:
    """Return rule, sureness, words of which a line must have one each, and pattern."""
    stand_ins, words = _stand_ins(), _word_stand_ins()
    compiled = []
    for entry in _raw()["introductions"]:
        pattern = re.sub(r"<(\w+)>", lambda m: stand_ins[m[1]], entry["pattern"])
        used = [key for key in words if f"<{key}>" in entry["pattern"]]
        needed = tuple(_first_words(words[key]) for key in used)
        compiled.append((entry["rule"], entry["sure"], needed, re.compile(pattern)))
    return compiled


def _first_words(phrases: list[str]) -> frozenset[str]:
    """Return the words of which one stands where one of some phrases does."""
    first = [_WORD.findall(phrase)[0] for phrase in phrases]
    return frozenset(first) | {f"{word}s" for word in first}


@cache
def _word_stand_ins() -> dict[str, list[str]]:
    """Return the stand-ins of the introductions that mean one of some words."""
    nouns, verbs = _raw()["nouns"], _raw()["verbs"]
    both = {*nouns["initiative"], *nouns["product"]}
    return {
        "plan": nouns["initiative"],
        "product": nouns["product"],
        "tight": sorted(set(nouns["product"]) - set(nouns["loose"])),
        "noun": sorted(both),
        "made": sorted(both - set(nouns["placed"])),
        "sealed": nouns["sealed"],
        "behind": nouns["following"],
        "handy": nouns["handy"],
        "call": verbs["calling"],
        "launch": verbs["launching"],
    }


@cache
def _stand_ins() -> dict[str, str]:
    """Return what the stand-ins of the introductions mean, as patterns."""
    words = _word_stand_ins()
    sealed = _any(words["sealed"])
    owner = r"(?:\b(?:[Ii]ts|[Tt]heir|his|her|our)|(?<=\w)[’']s?)"
    named = {
        **{name: _any(found) for name, found in words.items()},
        "name": _NAME,
        "other": _NARROW,
        "small": _SMALL,
        "after_name": _AFTER_NAME,
        "after_noun": _AFTER_NOUN,
        "sealed": rf"(?P<quoted>(?!))?(?P<plain>{_NARROW} {sealed})",
        "owner": owner,
        "article": rf"\b(?:[Aa]n?|[Tt]he|[Oo]ne of the)|{owner}|\b[A-Z][\w.-]*[’']s?",
        "bracket": r"(?:[ ]\([A-Z][\w&-]{1,11}\))?",
    }
    return {name: f"(?:{pattern})" for name, pattern in named.items()}


@cache
def _said_before() -> tuple[re.Pattern[str], ...]:
    lists = _raw()["organisation"]
    return (
        re.compile(r"\b(?:public|listed|listing|traded|debut) (?:on|at) (?:the )?$"),
        re.compile(rf"\b{_any(lists['nouns'])}s? (?:the )?$"),
        re.compile(rf"\b{_any(lists['nouns'])}s (?:such as|like|including) $"),
        re.compile(rf"\b{_any(lists['parts'])} (?:of|in|at|for|with) (?:the )?$"),
        re.compile(rf"\b{_any(lists['taking'])} $"),
    )


@cache
def _said_after() -> tuple[re.Pattern[str], ...]:
    lists = _raw()["organisation"]
    helpers = r"(?:,? which|,? who)? (?:has |have |had |also |will |would )*"
    called = rf"(?:an?|the|one of) {_SMALL}{{0,5}}{_any(lists['nouns'])}s?{_AFTER_NOUN}"
    return (
        re.compile(rf"{helpers}{_any(lists['deeds'])}\b"),
        re.compile(rf"(?:[’']s?)? (?:[a-z-]+ )?{_any(lists['belongings'])}\b"),
        re.compile(rf"(?:,| is| was) {called}"),
        re.compile(r",?[ ](?:Inc|Ltd|Corp|LLC|plc|PLC|Holdings|Group|Co|GmbH|AG)\b"),
    )
