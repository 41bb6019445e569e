"""The wording of names of initiatives and of what introduces them, as patterns.

The word lists are data (`kg/data/initiatives.toml`).
"""

import re
from functools import cache
from typing import Any

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
NARROW = (
    rf"{_CAPITAL}(?:[ ](?:of[ ](?:the[ ])?|&[ ])?{_CAPITAL}){{0,15}}{_VERSION}"
    r"(?:[ ]for[ ]all\b)?"
)
_QUOTED = r"[“\"‘«](?=[A-Z0-9])[^“”\"‘«»\n]{2,60}?(?=[,.]?[”\"’»])"
_NAME = (
    rf"(?:[Tt]he )?(?:(?P<quoted>{_QUOTED})[,.]?[”\"’»]|(?P<plain>(?<![\w-]){NARROW}))"
)
SMALL = (
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
AFTER_NOUN = (
    rf"{_END}|[ ](?:that|which|where|launched|run|operated|owned|developed|built|made|"
    r"created|designed|used|aimed|offered|from|of|for|by|with|in|on|to|"
    r"and (?:an?|the|its))\b)"
)
WORD = re.compile(r"\w+")


@cache
def raw() -> dict[str, Any]:
    """Return the word lists."""
    return names.word_list("initiatives")


@cache
def introductions() -> list[
    tuple[str, bool, tuple[frozenset[str], ...], re.Pattern[str]]
]:
    """Return rule, sureness, words of which a line must have one each, and pattern."""
    stand_ins, words = _stand_ins(), _word_stand_ins()
    compiled = []
    for entry in raw()["introductions"]:
        pattern = re.sub(r"<(\w+)>", lambda m: stand_ins[m[1]], entry["pattern"])
        used = [key for key in words if f"<{key}>" in entry["pattern"]]
        needed = tuple(_first_words(words[key]) for key in used)
        compiled.append((entry["rule"], entry["sure"], needed, re.compile(pattern)))
    return compiled


def _first_words(phrases: list[str]) -> frozenset[str]:
    """Return the words of which one stands where one of some phrases does."""
    first = [WORD.findall(phrase)[0] for phrase in phrases]
    return frozenset(first) | {f"{word}s" for word in first}


@cache
def _word_stand_ins() -> dict[str, list[str]]:
    """Return the stand-ins of the introductions that mean one of some words."""
    nouns, verbs = raw()["nouns"], raw()["verbs"]
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
    sealed = names.any_of(words["sealed"])
    owner = r"(?:\b(?:[Ii]ts|[Tt]heir|his|her|our)|(?<=\w)[’']s?)"
    named = {
        **{name: names.any_of(found) for name, found in words.items()},
        "name": _NAME,
        "other": NARROW,
        "small": SMALL,
        "after_name": _AFTER_NAME,
        "after_noun": AFTER_NOUN,
        "sealed": rf"(?P<quoted>(?!))?(?P<plain>{NARROW} {sealed})",
        "owner": owner,
        "article": rf"\b(?:[Aa]n?|[Tt]he|[Oo]ne of the)|{owner}|\b[A-Z][\w.-]*[’']s?",
        "bracket": r"(?:[ ]\([A-Z][\w&-]{1,11}\))?",
    }
    return {name: f"(?:{pattern})" for name, pattern in named.items()}
