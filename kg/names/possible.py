"""What can be a name at all, by the string alone.

The words that cannot are in `kg/data/not_names.toml`.
"""

import re
from functools import cache

from kg.names.titles import is_post
from kg.names.words import WORD, listed, word_list

_WEB = re.compile(r"https?:|www\.|@|^#|\.(?:html?|php|jpe?g|png|pdf)$", re.I)
_SITE = re.compile(r"[a-z0-9-]{3,}\.(?:com|org|net|io|ai|co)")
_AMOUNT = re.compile(
    r"(?:[A-Z]{0,3}\$|€|£|¥|₹)\s?[\d.,]+.*|[\d.,/:%+–-]+(?:[a-z]{1,2}|%)?"
)
_PARTY_AND_STATE = re.compile(r"[DRI] ?- ?[A-Z][a-zA-Z.]*")
_ROUND = re.compile(r"(?:Pre-)?Series [A-H]\d?\.?(?: [A-Za-z]+)?")


def is_name(name: str) -> bool:
    """Say whether a string can name anybody at all.

    Dates, amounts, rounds of money, currencies, demonyms, business shorthand, web
    addresses, page furniture, bare common nouns, posts ("Lord Chancellor"), and
    anything without a capital or of one letter cannot.
    """
    if len(name) < 2 or len(name) > 120:
        return False
    if not any(c.isupper() for c in name) and not _SITE.fullmatch(name):
        return False
    if _PARTY_AND_STATE.fullmatch(name):  # "Ann Lee, D-Ariz."
        return False
    if _ROUND.fullmatch(name):  # "a Series B round"
        return False
    if _WEB.search(name) or _AMOUNT.fullmatch(name) or not WORD.search(name):
        return False
    lowered = " ".join(name.lower().split())
    junk = _junk()
    if lowered in junk or lowered.rstrip(".") in junk:
        return False
    if is_post(lowered) or lowered.rstrip(".") in listed("titles", "stopped"):
        return False
    return not all(word in _calendar() for word in WORD.findall(lowered))


def is_headline(line: str) -> bool:
    """Say whether a line is set in title case, so that its capitals mean nothing.

    At least four words, no full stop at the end, and of the words with four letters or
    more fewer than a fifth begin with a small letter.
    """
    if line.rstrip(' ”"’)').endswith((".", "!", "?", ":", ";", ",")):
        return False
    words = WORD.findall(line)
    long = [word for word in words if len(word) > 3]
    small = sum(word[0].islower() for word in long)
    return len(words) > 3 and len(long) > 1 and small * 5 < len(long)


def is_spelt_by(short: str, full: str) -> bool:
    """Say whether the letters of an abbreviation stand in a name, in their order."""
    left = iter(full.upper())
    return all(letter in left for letter in short.upper() if letter.isalpha())


@cache
def _junk() -> frozenset[str]:
    lists = word_list("not_names")
    return frozenset(word for words in lists.values() for word in words)


@cache
def _calendar() -> frozenset[str]:
    return frozenset(listed("not_names", "calendar"))
