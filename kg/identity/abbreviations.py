"""Abbreviations and what they stand for, as the text itself explains them.

The test of letters is the algorithm of A. Schwartz and M. Hearst, "A simple algorithm
for identifying abbreviation definitions in biomedical text", PSB 2003. Here the long
form is first looked for among the names that were found.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import product
from typing import NamedTuple

from kg import names
from kg.identity import folding

_BRACKET = re.compile(
    r"\(\s*[\"“‘']?([^()\n]{2,120}?)[\"”’']?\s*\)|<([A-Z][A-Z&]{1,4})>"
)
_ARTICLE = re.compile(r"^[Tt]he\s+")
_CLOSING = "\"”’'»"
_OR = re.compile(
    r"[\"”’']?,? (?:or|known as|also known as|abbreviated (?:as|to)) (?:the )?"
    r"[\"“‘']?([A-Z][\w&]{1,9})\b"
)
_CODE = re.compile(r"(?<![\w<])[A-Z][A-Z&]{1,4}(?![\w>])")
_LAST_WORD = re.compile(r"([^\W_][\w&.-]{1,9})[\"”’']?\s*$")
_WORDS = re.compile(r"\S+")
_NUMBERS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_SPOKEN = {word: str(at) for at, word in enumerate(_NUMBERS, 2)} | {
    "to": "2",
    "for": "4",
}
_NUMBER = re.compile(rf"\b(?:{'|'.join(_SPOKEN)})\b")
_LEAST = 4
"""Letters of a word made of beginnings: fewer may be any word."""
_MOST_SMALL = 3
"""Small words of a name each of which may count or not."""
_LEAST_CODE = 3
"""Letters of a code in another order, and initials of its name."""


class Definition(NamedTuple):
    """Mark a long form `text[start:end]` and tell what it is abbreviated to."""

    start: int
    end: int
    short: str


def definitions(
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    bodies: AbstractSet[int] = frozenset(),
) -> Iterator[Definition]:
    """Yield the abbreviations that a text defines, in order of place and kind.

    `spans` are the names found in the text, and `bodies` the places where one starts
    that may be a body's. "Long Form (LF)", "LF (Long Form)" and "Long Form, or LF" are
    understood; the long form may be a name that was not found. So is "Long Form <LF>",
    as agencies write a ticker, if the text goes on with it.
    """
    codes = set(_CODE.findall(text))
    ending = {end: start for start, end in sorted(spans, reverse=True)}
    for bracket in _BRACKET.finditer(text):
        if bracket[2] and bracket[2] not in codes:
            continue
        inside = re.split(r"[;,:]", bracket[1] or bracket[2])[0].strip()
        end = _end_before(text, bracket.start())
        start = ending.get(end, -1)
        long = text[start:end] if start >= 0 else ""
        tests = (is_contracted, is_reordered, is_of_limited)
        told = any(test(inside, long) for test in tests)
        if told or (is_foreign(inside, long) and _goes_on(text, bracket, inside)):
            yield Definition(start, end, inside)
        elif (spelt := _spelt(text, start, end, inside)) >= 0:
            # of "Arab Bank for Trade" all, if "Bank for Trade in Oslo" has the letters
            whole = (left for left, right in spans if left < spelt < right)
            yield Definition(min(whole, default=spelt), end, inside)
        elif {start, bracket.start(1)} <= bodies and _is_translated(
            text, bracket, long
        ):
            yield Definition(start, end, inside)
        elif (
            bracket[1]
            and not is_short(inside)
            and (last := _LAST_WORD.search(text, max(0, end - 20), end))
            and is_short(last[1])
        ):
            inner = _ARTICLE.sub("", bracket[1].rstrip())
            at = bracket.start(1) + len(bracket[1].rstrip()) - len(inner)
            if best_long(last[1], inner) == 0 and inner[0].isupper():
                yield Definition(at, at + len(inner), last[1])
    for start, end in sorted(spans):
        match = _OR.match(text, end)
        if match is None or not is_short(match[1]):
            continue
        closed = text[end] == text[match.end() : match.end() + 1] == ","
        apart = closed and not text.startswith(", or ", match.end())
        if (apart and match[1].isupper()) or best_long(match[1], text[start:end]) >= 0:
            yield Definition(start, end, match[1])


def _spelt(text: str, start: int, end: int, short: str) -> int:
    """Return where a long form that ends there and has the letters starts, or -1."""
    if not is_short(short):
        return -1
    if start >= 0 and best_long(short, text[start:end]) >= 0:
        return start
    return _long_before(text, end, short)


def _end_before(text: str, at: int) -> int:
    """Return where a name before a bracket ends, without quotes and a possessive."""
    while at and (text[at - 1].isspace() or text[at - 1] in _CLOSING):
        at -= 1
    return at - 2 if text.endswith(("'s", "’s"), 0, at) else at


def is_short(name: str) -> bool:
    """Say whether a string has the shape of an abbreviation.

    It has two capitals at least, or a capital and a digit ("G7").
    """
    return (
        2 <= len(name) <= 10
        and len(name.split()) == 1
        and name[0].isalnum()
        and any(c.isupper() for c in name)
        and sum(c.isupper() or c.isdigit() for c in name) >= 2
    )


def is_contracted(short: str, long: str) -> bool:
    """Say whether a name is made of the beginnings of all words of a longer one.

    "Nordexbank" is of "Nordic Exchange Bank"; small words may be left out.
    """
    if not (short.isalpha() and short[0].isupper() and len(short) >= _LEAST):
        return False
    rest, long_words = {short.lower()}, folding.words(long)
    if short.lower() in long_words:
        return False
    for word in long_words:
        beginnings = {
            left[at:]
            for left in rest
            for at in range(1, min(len(word), len(left)) + 1)
            if left[:at] == word[:at]
        }
        rest = beginnings | rest if word in _small_words() else beginnings
    return len(long_words) > 1 and "" in rest


def is_reordered(short: str, long: str) -> bool:
    """Say whether a code has all initials of a name, in the order of another language.

    "ISO" is of "International Organization for Standardization". With one capital, as
    papers write it, it begins as the name does.
    """
    if not (short.isalpha() and short[0].isupper() and len(short) >= _LEAST_CODE):
        return False
    most = len(short)
    if not short.isupper() and (most <= _LEAST_CODE or short[0] != long[:1]):
        return False
    return any(
        most - 2 <= len(first) <= most and not Counter(first) - Counter(short.lower())
        for first in initials(long)
        if len(first) >= _LEAST_CODE
    )


def is_foreign(short: str, long: str) -> bool:
    """Say whether half the letters of a code, as of a foreign name, are its initials.

    "AfD" is of "Alternative for Germany", "SPD" of "Social Democrats".
    """
    if not is_short(short) or not short.isalpha() or len(short) < _LEAST_CODE:
        return False
    letters = Counter(short.lower())
    shared = max(((letters & Counter(i)).total() for i in initials(long)), default=0)
    return shared > 1 and 2 * shared >= len(short)


def _is_translated(text: str, bracket: re.Match[str], long: str) -> bool:
    """Say whether a bracket behind a public body may hold its code at home.

    "Union of Builders (Sindobras)" has none of its letters, since the text translates
    only the long form. If it is not all capitals, the text has to go on with it:
    "Workers' Party (Marxist)" is a name.
    """
    code, words = bracket[1].strip(), folding.words(long)
    if len(words) < 2 or _body_words().isdisjoint(words):
        return False
    is_code = re.fullmatch(r"[A-Z][A-Za-z&'’-]+", code) is not None
    return is_code and (code.isupper() or _goes_on(text, bracket, code))


def _goes_on(text: str, bracket: re.Match[str], short: str) -> bool:
    """Say whether a text uses an abbreviation outside the bracket that explains it."""
    again = re.compile(rf"(?<![\w(-]){re.escape(short)}(?![\w)-])")
    return again.search(text, bracket.end()) is not None


def is_of_limited(short: str, long: str) -> bool:
    """Say whether a code has the initials of a firm and of a legal form left out.

    "ZAL" is of "Zandor Aeronautics", whose register adds "Limited".
    """
    form = short[-1:].lower()
    known = {word[0] for word in names.word_list("annotate")["legal_forms"]}
    code = short.isupper() and len(short) >= _LEAST_CODE and form in known
    return code and has_initials(short[:-1], long)


def best_long(short: str, text: str) -> int:
    """Return where the long form of `short` starts that ends with `text`, or -1.

    Every letter or digit of the short form stands in it in order, the first one at the
    beginning of a word; a number may be written out, and "4" be "for". More than twice
    as many words as letters are too many.
    """
    letters = [c for c in short.lower() if c.isalnum()]
    lowered, at = text.lower(), len(text)
    if any(c.isdigit() for c in short):
        lowered = _NUMBER.sub(_in_digits, lowered)
    for place in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (
            lowered[at] != letters[place]
            or (place == 0 and at > 0 and lowered[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return -1
    long = text[at:]
    count = len(_WORDS.findall(long.replace("-", " ")))
    if len(long) <= len(short) or count > min(len(letters) + 5, 2 * len(letters)):
        return -1
    return at if folding.squash(long) != folding.squash(short) else -1


def _in_digits(number: re.Match[str]) -> str:
    """Return "8" for "eight", filled up so that no letter changes its place."""
    return _SPOKEN[number[0]].ljust(len(number[0]))


def has_initials(short: str, long: str) -> bool:
    """Say whether the initials of a name, small words counted or not, are `short`."""
    return folding.squash(short) in initials(long)


def initials(long: str) -> set[str]:
    """Return the initials of a name of several words, with and without small words.

    Some of up to three small words may count: HOPE is House *of* Peace and Education.
    """
    found = folding.words(long)
    if not 1 < len(found) <= 10:
        return set()
    small = [word in _small_words() for word in found]
    letters = [_initial(word) for word in found]
    plain = [x for x, is_small in zip(letters, small, strict=True) if not is_small]
    if sum(small) > _MOST_SMALL:
        return {"".join(letters), "".join(plain)}
    ways = [("", x) if s else (x,) for x, s in zip(letters, small, strict=True)]
    return {"".join(way) for way in product(*ways)}


def _initial(word: str) -> str:
    return word if word.isdigit() else word[0]


def _long_before(text: str, end: int, short: str) -> int:
    """Return where a long form that is no found name starts before `end`, or -1.

    It must begin and end with a capitalised word and stay in its sentence.
    """
    left = max(0, end - 12 * (len(short) + 5))
    window = re.split(r"[.!?:;]\s|\n|[,(\[]", text[left:end])[-1]
    at = best_long(short, window)
    if at < 0:
        return -1
    long = window[at:]
    found = _WORDS.findall(long)
    if not long[0].isupper() or not found[-1][0].isupper() or len(found) < 2:
        return -1
    return end - len(long)


@cache
def _body_words() -> frozenset[str]:
    lists = names.word_list("identity")
    untraded = names.word_list("annotate")["never_traded"]
    return frozenset((*untraded, *lists["body_nouns"], *lists["heads"]["charity"]))


@cache
def _small_words() -> frozenset[str]:
    return frozenset(names.word_list("identity")["linking_words"])
