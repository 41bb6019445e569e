"""Fold a name into words that can be compared: pure functions on strings.

Case, accents, quotes, dashes, stops and spacing are folded away; letters of different
scripts never are. A name with nothing to compare (only punctuation, or with marks that
turn the writing direction) is compared as it stands, so that it equals only itself.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST = 120
"""Names longer than this many characters are compared whole or not at all."""

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RESIDUE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe",
        "þ": "th", "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "ʻ": "'",
    }
    | {0xFF01 + i: 0x21 + i for i in range(94)}  # full-width forms
)  # fmt: skip
_PLAIN = re.compile(
    "(?:[A-Za-z] )?[A-Za-z]{2,}(?: (?:[A-Za-z] )?[A-Za-z]{2,})*(?: [A-Za-z])?"
)
"""Names that are folded by writing them small; single letters do not meet in them."""

_WORD = re.compile(r"[^\W_]+(?:['.&][^\W_]+)*[+#]*|&")
_INNER = re.compile(r"['.&]")
_OWNED = re.compile(r"(?<=\w\w)'s$")
_SPELLINGS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?:ie|ey|ei|ij|iy|y)$"), "i"),
    (re.compile("ph"), "f"),
    (re.compile(r"ck|c(?![eihy])|q"), "k"),
    (re.compile(r"(?<=[bdgjkrt])h"), ""),
    (re.compile("sch|tch|sz"), "sh"),
)


@lru_cache(maxsize=1 << 16)
def words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; hyphens part words, inner stops do not.

    `"J.P. O'Brien-Łoś & Co."` gives `jp obrien los and co`. The possessive that some
    companies are called by goes as well: "Zandor's" is `zandor`, "Zandors" is not.
    """
    if _PLAIN.fullmatch(name):
        return tuple(name.lower().split(" "))
    if _TURNING.search(name):
        return (name,)
    text = _RESIDUE.sub("", name).casefold().translate(_LETTERS)
    text = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    text = unicodedata.normalize("NFC", text.casefold())
    found = (
        "and" if word == "&" else _INNER.sub("", _OWNED.sub("", word))
        for word in _WORD.findall(text)
    )
    folded = tuple(_spaced_initials(list(found)))
    return folded or (name.strip(),)


def key(name: str) -> str:
    """Return the folded words of a name as one string, without a leading "the"."""
    found = words(name)
    if len(found) > 1 and found[0] == "the":
        found = found[1:]
    return " ".join(found)


def squash(name: str) -> str:
    """Return the folded name without any spaces ("E-Bay" and "eBay" are one)."""
    return key(name).replace(" ", "")


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """Return a folded word in one of the spellings that its sound may have.

    For given names, whose spelling changes with the writer: Karl and Carl, Betty and
    Bettie. What tells a woman's name from a man's stays (Mario, Maria).
    """
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


def is_nested(left: str, right: str, *, shared: bool) -> bool:
    """Say whether two keys are the same but for where words are parted.

    `kim jong un` and `kim jongun`, not `ann elee` and `anne lee`. With `shared` they
    must part at one place at least in common.
    """
    if left.replace(" ", "") != right.replace(" ", ""):
        return False
    ours, theirs = _cuts(left), _cuts(right)
    common = ours & theirs
    return common in (ours, theirs) and bool(common or not shared)


def numbers(name: str) -> tuple[str, ...]:
    """Return what counts in a name: numbers and Roman numerals, in order."""
    return tuple(
        word
        for at, word in enumerate(words(name))
        if any(c.isdigit() for c in word) or (at and _ROMAN.fullmatch(word))
    )


_ROMAN = re.compile(r"[ivx]{1,5}")


def is_comparable(name: str) -> bool:
    """Say whether a name may be compared by likeness: short, and of one script."""
    if len(name) > LONGEST:
        return False
    if name.isascii():
        return sum(map(str.isalpha, name)) > 1
    if _TURNING.search(name):
        return False
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and len({_script(c) for c in letters}) == 1


@lru_cache(maxsize=1 << 12)
def _script(letter: str) -> str:
    """Return the first word of a letter's Unicode name, which is its script."""
    return unicodedata.name(letter, "?").split()[0]


def _spaced_initials(found: list[str]) -> list[str]:
    """Join runs of two or more single letters ("J. P. Lee", "U. S.")."""
    joined: list[str] = []
    run = ""
    for word in [*found, "  "]:
        if len(word) == 1 and word.isalpha() and word.isascii():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(word)
    return joined[:-1]


def _cuts(folded: str) -> set[int]:
    cuts, length = set(), 0
    for word in folded.split()[:-1]:
        length += len(word)
        cuts.add(length)
    return cuts
