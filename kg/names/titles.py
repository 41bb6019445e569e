"""Titles before a name, and what stands behind one: "former Prime Minister", "Jr."

The words are in `kg/data/titles.toml`.
"""

import re
from functools import cache

from kg.names.words import WORD, any_of, listed

_WORD_AT_END = re.compile(r"(\w+)[^\w\s]*[ ][\"'“‘(]?$")


def take_title(text: str, start: int, end: int) -> tuple[int, str]:
    """Return where a person's name starts behind its titles, and the titles.

    A title may also stand just before the stretch ("former chief executive Ann Lee").
    A whole stretch that is nothing but a title is left as it is.
    """
    pattern, ambiguous = _title_pattern()
    title = ""
    inside = pattern.finditer(text, start, end) if " " in text[start:end] else ()
    for match in inside:
        left = text[match.end() : end].split()
        words = match[1].rstrip(".").lower()
        whole = match.start() == start or words not in ambiguous
        if left and whole and not (words in ambiguous and len(left) < 2):
            start, title = match.end(), _own_words(match[1])
    reach = max(0, start - 60)
    word = None if title else _WORD_AT_END.search(text, reach, start)
    ends = word is not None and word[1].casefold() in _ends_of_titles()
    if ends and (before := _title_at_end().search(text, reach, start)):
        title = _own_words(before[1])
    return start, title


def add_suffix(text: str, end: int) -> int:
    """Return the end of a person's name with its "Jr" or "III", if one follows."""
    match = _suffix().match(text, end)
    return match.end() if match and match[1][0].isupper() else end


def is_honoured(text: str, start: int) -> bool:
    """Say whether a form of address ("Mr.", "Dame") stands right before `start`."""
    match = _address_at_end().search(text[max(0, start - 16) : start])
    return match is not None and match[0][0].isupper()


def is_title(word: str) -> bool:
    """Say whether a word can be a title or part of one ("Chief", "Mr.")."""
    return word.rstrip(".").lower() in _title_parts()


def is_post(text: str) -> bool:
    """Say whether a text in lower case is a post of several words and nothing else.

    A form of address alone is none, nor is "national executive".
    """
    words = WORD.findall(text)
    if len(words) < 2 or words[-1] not in ends_of_posts():
        return False
    if words[-1] == "executive" and words[-2] != "chief":
        return False
    return _post().fullmatch(text) is not None


def _own_words(title: str) -> str:
    """Cut the end of another name off a title ("[Green] Party leader")."""
    words = title.split(" ")
    while len(words) > 1 and words[0][0].isupper() and words[-1][0].islower():
        del words[0]
    return " ".join(words)


@cache
def _title_words() -> str:
    courtesy, role, modifier = (
        any_of(listed("titles", key)) for key in ("courtesy", "roles", "modifiers")
    )
    stopped = any_of(listed("titles", "stopped"))
    one = rf"(?:{stopped}\.|(?:{modifier}[ -])*{role}|{courtesy})"
    return rf"(?<![\w-])(?:ex-)?({one}(?:[ -]{one})*)"


@cache
def ends_of_posts() -> frozenset[str]:
    """Return the words that posts may end in: "minister"."""
    words = (role.split()[-1] for role in listed("titles", "roles"))
    return frozenset(words)


@cache
def _post() -> re.Pattern[str]:
    """Match a post of several words without a form of address: "first minister"."""
    courtesy = any_of(set(listed("titles", "courtesy")) - {"lord"})
    return re.compile(rf"(?!{courtesy}\b){_title_words()}")


@cache
def _title_parts() -> frozenset[str]:
    lists = (listed("titles", key) for key in ("courtesy", "roles", "modifiers"))
    return frozenset(part for words in lists for word in words for part in word.split())


@cache
def _ends_of_titles() -> frozenset[str]:
    lists = (listed("titles", key) for key in ("courtesy", "roles", "stopped"))
    return frozenset(
        re.findall(r"\w+", word)[-1].casefold() for words in lists for word in words
    )


@cache
def _suffix() -> re.Pattern[str]:
    suffixes = any_of(listed("titles", "suffixes"))
    return re.compile(rf",?[ ]({suffixes})\b(\.(?=[,;]|[ ](?-i:[a-z])))?", re.I)


@cache
def _address_at_end() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(listed('titles', 'courtesy'))}\.?[ ]$", re.I)


@cache
def _title_pattern() -> tuple[re.Pattern[str], frozenset[str]]:
    pattern = re.compile(rf"{_title_words()}[ ]+(?-i:(?=[^\W\d_a-z]))", re.I)
    return pattern, frozenset(listed("titles", "ambiguous"))


@cache
def _title_at_end() -> re.Pattern[str]:
    return re.compile(rf"{_title_words()}[ ][\"'“‘(]?$", re.I)
