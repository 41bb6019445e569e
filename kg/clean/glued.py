"""Separate sentences that a scraper ran together ("held in OsloThe meeting")."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise


def separate_sentences(text: str) -> tuple[str, int]:
    """Return the text with its sentences separated, and how many places changed.

    A full stop and a space are put in, or only the space where the stop is there.
    Runs of letters such as "YouTube" or "McNeil" stay: the second part must be a word
    that opens sentences. Scrapers that do this do it all over a text, so where one join
    is sure, a likelier kind ("peakFierce competition") is separated too, provided the
    whole run of letters stands only once in the text.
    """
    lines = text.split("\n")
    spaced = "\n".join(
        [_STUCK.sub(_spaced, line) if _STOPPED.search(line) else line for line in lines]
    )
    count = len(spaced) - len(text)
    joins = [found for found in _joined(spaced) if _may_join(found)]
    if joins:
        words = Counter(_WORD.findall(spaced))
        sure = [found for found in joins if _is_sure(found, words)]
        if sure:
            sure += [found for found in joins if _is_likely(found, words)]
        joints = {found.start("right"): _joint(found) for found in sure}
        spaced = _insert(spaced, joints)
        count += len(joints)
    return spaced, count


def _joined(text: str) -> Iterator[re.Match[str]]:
    """Yield all that looks like a join; most lines have no capital inside a word."""
    for line in _LINE.finditer(text):
        if _INNER.search(text, *line.span()):
            yield from _JOIN.finditer(text, *line.span())


def _insert(text: str, joints: dict[int, str]) -> str:
    """Put strings into a text, each before the character at its offset."""
    spots = [0, *sorted(joints), len(text)]
    return "".join(
        joints.get(start, "") + text[start:end] for start, end in pairwise(spots)
    )


_WORD = re.compile(r"[^\W_]+")
_LINE = re.compile(r"[^\n]+")
# What every `_STUCK` has in it, and every `_JOIN`: these are found much faster.
_STOPPED = re.compile(r"[.!?…][”’)“‘]?[A-Z]")
_INNER = re.compile(r"[A-Z](?<=[\w%][A-Z])")
# A stop with the next sentence hard upon it.
_STUCK = re.compile(
    r"(?<![\w#@/\\&=._-])(?P<left>[^\W\d_]*[a-z]{2}|(?:[A-Z]\.)+[A-Z])(?P<stop>[.!?…][”’)]?)"
    r"(?P<right>[A-Z][a-z]*)(?=[\s,;:'’]|$)"
    r"|(?<=[a-z][.!?])(?=[“‘][A-Z])"
)
_JOIN = re.compile(
    r"(?<![\w#@/\\&=._])(?P<left>(?:[A-Z]\.)+[A-Z]|[^\W\d_]*[^\W\d_A-Z]|[A-Z]{2,}"
    r"|(?:19|20)\d\d|\d+(?:\.\d+)?%)"
    r"(?P<right>[A-Z][a-z]*)(?![\w@/\\&(]|\.\w)"
)
_LETTER_AND_S = re.compile("[A-Z]s?")
_GOES_ON = re.compile(r",? [^\W_]|,? [“‘\"'$€£]|['’]s |-[^\W\d_]")


def _spaced(found: re.Match[str]) -> str:
    """Put a space after a stop, unless it may be a dot inside a name ("Norva.Tel")."""
    left, right = found["left"], found["right"]
    if left is None:
        return " "
    firm, loose, _ = _words()
    if left.islower() or "." in left or right in firm or right in loose:
        return f"{left}{found['stop']} {right}"
    return found[0]


def _joint(found: re.Match[str]) -> str:
    """Choose what to put in: after "of" or "the" no sentence ends."""
    return " " if found["left"] in _words()[2] else ". "


def _may_join(found: re.Match[str]) -> bool:
    """Ask of every join: a right part that goes on like the start of a sentence."""
    left, right = found["left"], found["right"]
    if len(left) < 2 or _GOES_ON.match(found.string, found.end()) is None:
        return False
    # "PDAs", "USA" and "1987A" are no joins.
    if left[-1].isdigit() or (left.isupper() and "." not in left):
        return not _LETTER_AND_S.fullmatch(right)
    return True


def _is_sure(found: re.Match[str], words: Counter[str]) -> bool:
    left, right = found["left"], found["right"]
    firm, loose, _ = _words()
    if right in firm:
        return len(left) > 2 or not left[0].isupper() or left.isupper()
    if words[left + right] > 1:
        return False
    if right in loose:
        return left.islower() or not left[0].isalpha() or "." in left
    return left.islower() and _is_ordinary(left, right) and words[right] > 0


def _is_likely(found: re.Match[str], words: Counter[str]) -> bool:
    left, right = found["left"], found["right"]
    if words[left + right] > 1:
        return False
    if right in _words()[1]:
        return words[left] > 0 or left.isupper()
    ordinary = left[0].islower() and _is_ordinary(left, right)
    return ordinary and (left.islower() or words[right] > 0)


def _is_ordinary(left: str, right: str) -> bool:
    """Ask of a join without a known opening word that both parts be real words."""
    return len(left) > 2 and len(right) > 2


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return words that surely or often open a sentence, and those that end none."""
    words = tomllib.loads((files("kg") / "data/clean.toml").read_text("utf-8"))["words"]
    firm, loose, unfinished = (
        frozenset(words[name].split()) for name in ("firm", "loose", "unfinished")
    )
    return firm, loose - firm, unfinished
