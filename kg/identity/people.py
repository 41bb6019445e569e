"""The parts of a person's name, and whether two names can be one person's.

Pure functions on strings. What is known about names is data (`kg/data/identity.toml`)
or comes from the library `nicknames`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from nicknames import NickNamer

from kg import names
from kg.identity import folding

_BRACKETED = re.compile(r"\s[\"“”‘'’(]([^\"“”‘’'()]+)[\"“”’')](?=\s|$)")


class Person(NamedTuple):
    """Hold the folded words of a person's name.

    `suffix` tells generations apart. `nicks` are names given in quotes or brackets.
    """

    parts: tuple[str, ...]
    suffix: str
    nicks: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Say whether there is more than one word."""
        return len(self.parts) > 1


class Likeness(NamedTuple):
    """Say how sure it is that two names are one person's, and why; 0 if they cannot."""

    score: float
    reason: str


SHORT = "short form of the given name"
"""The reason of names like Ann and Annie Rovik."""

_NO = Likeness(0.0, "")


@lru_cache(maxsize=1 << 16)
def parse(name: str) -> Person:
    """Take a name apart; a generation suffix counts only behind something else.

    Honours and degrees behind a name ("QC", "PhD") are no part of it.
    """
    nicks: tuple[str, ...] = ()
    plain = name
    if _BRACKETED.search(name):
        found = (match[1] for match in _BRACKETED.finditer(name))
        nicks = tuple(" ".join(folding.words(nick)) for nick in found if nick.strip())
        plain = _BRACKETED.sub(" ", name) if nicks else name
    parts = folding.words(plain if plain.strip() else name)
    while len(parts) > 2 and parts[-1] in _data("honours"):
        parts = parts[:-1]
    suffix = ""
    if len(parts) > 1 and parts[-1] in _data("suffixes"):
        parts, suffix = parts[:-1], str(_data("suffixes")[parts[-1]])
    return Person(parts, suffix, nicks)


def key(name: str) -> str:
    """Return what a name is filed under: its words and suffix, without nicknames."""
    person = parse(name)
    return " ".join((*person.parts, person.suffix)).rstrip()


def is_family_first(person: Person) -> bool:
    """Say whether the family name stands first ("Doe Jane", not "Jane Doe").

    The first word must be a common family name of China, Korea or Vietnam and the
    others made of syllables used there.
    """
    first, *rest = person.parts
    return (
        0 < len(rest) < 3
        and first in _family_names()
        and all(_syllables().fullmatch(word) for word in rest)
        and not any(is_given_name(word) for word in rest)
    )


def _is_family_inside(person: Person) -> bool:
    """Say whether an English name stands before the family name ("Jane Ho Ka-man")."""
    first, *rest = person.parts
    return (
        len(rest) > 1
        and first not in _family_names()
        and is_family_first(Person(tuple(rest), "", ()))
    )


def is_family_name(word: str) -> bool:
    """Say whether a folded word is a common family name that is written first."""
    return word in _family_names()


def reading(person: Person, bare: Person) -> str:
    """Say what a short form is of a full name: `surname`, `given`, or ""."""
    if bare.suffix and bare.suffix != person.suffix:
        return ""
    ours, theirs = person.parts, bare.parts
    if len(theirs) >= len(ours):
        return ""
    family_first = is_family_first(person)
    if _is_family_inside(person) and theirs[0] == ours[1]:
        return "surname" if theirs == ours[1 : 1 + len(theirs)] else ""
    if ours[-len(theirs) :] == theirs and not family_first:
        return "surname"
    if ours[: len(theirs)] == theirs and len(theirs[0]) > 1:
        return "surname" if family_first else "given"
    if " ".join(theirs) in person.nicks:
        return "given"
    if len(theirs) == 1 and len(theirs[0]) > 2:
        if theirs[0] in ours[1:-1] and theirs[0] not in _data("particles"):
            return "given"
        if bare.suffix and _is_nickname(theirs[0], ours[0]):
            return "given"
    return ""


def likeness(left: str, right: str) -> Likeness:
    """Compare two full names, as they may stand in one text.

    Different suffixes, other family names, other given names and middle names that
    begin otherwise rule it out.
    """
    return likeness_of(parse(left), parse(right))


def likeness_of(one: Person, two: Person) -> Likeness:
    """Compare two full names that are taken apart already."""
    a, b = one.parts, two.parts
    if one.suffix != two.suffix or len(a) < 2 or len(b) < 2:
        return _NO
    if a == b:
        return Likeness(1.0, "same name")
    if "".join(a) == "".join(b) and folding.is_nested(
        " ".join(a), " ".join(b), shared=True
    ):
        return Likeness(0.97, "same name, parted differently")
    if len(a) == len(b) == 2 and a == b[::-1]:
        if _family_names() & {*a}:
            return Likeness(0.95, "same name, family name first")
        return _NO
    if len(a) != len(b) and (_is_end(a, b) or _is_end(b, a)):
        if len(a[0]) == 1 or len(b[0]) == 1:
            return Likeness(0.93, "same name without the first initial")
        return Likeness(0.85, "end of the full name")
    return _by_parts(one, two)


def _by_parts(one: Person, two: Person) -> Likeness:
    first, other = one.parts[0], two.parts[0]
    if one.parts[-1] != two.parts[-1]:
        return _NO
    middle, between = one.parts[1:-1], two.parts[1:-1]
    if (between and _is_called_by_middle(first, between)) or (
        middle and _is_called_by_middle(other, middle)
    ):
        return Likeness(0.8, "called by a middle name")
    if middle and between and not middles_agree(middle, between):
        return _NO
    if first == other:
        if middle and between:
            return Likeness(0.93, "same name, middle name shortened")
        return Likeness(0.93, "same name without the middle name")
    if _is_nickname(first, other) or first in two.nicks or other in one.nicks:
        return Likeness(0.85, SHORT)
    if len(first) > 3 < len(other):
        alike = folding.sound(first) == folding.sound(other)
        return Likeness(0.8, "the given name spelt otherwise") if alike else _NO
    if _is_initials(first, (other, *between)) or _is_initials(other, (first, *middle)):
        return Likeness(0.8, "initials of the given names")
    return _NO


def middles_agree(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether middle names are the same, initials of each other, or left out."""
    if not left or not right:
        return True
    if len(left) != len(right):
        return left[0][0] == right[0][0] and {*left[1:], *right[1:]} <= (
            set(left) | set(right)
        )
    return all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0])
        for a, b in zip(left, right, strict=True)
    )


def _is_initials(short: str, given: tuple[str, ...]) -> bool:
    """Say whether `short` holds the first letters of given names ("jf", "j")."""
    return len(short) <= 3 and "".join(name[0] for name in given).startswith(short)


def _is_called_by_middle(given: str, middle: tuple[str, ...]) -> bool:
    """Say whether one name's first word is a middle name of the other, in full."""
    return len(given) > 2 and given in middle and given not in _data("particles")


def _is_end(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Say whether two or more words are the end of a longer name."""
    return 1 < len(short) < len(long) and long[-len(short) :] == short


def offices(titles: Iterable[str]) -> set[str]:
    """Return the titles that are an office ("president"), not a form of address."""
    folded = {title.casefold().rstrip(".") for title in titles}
    return folded - _courtesy()


@lru_cache(maxsize=1 << 14)
def gender(title: str) -> str:
    """Return `female` or `male` where a title tells, or ""."""
    found = set(re.findall(r"[^\W\d_]+", title.casefold()))
    for sex, titles in _data("gender").items():
        if found & set(titles):
            return str(sex)
    return ""


@lru_cache(maxsize=1 << 14)
def sex_of_name(name: str) -> str:
    """Return `female` or `male` where the given name of a person tells, or ""."""
    first = parse(name).parts[0]
    known = names.word_list("identity")["given_names"]
    return next((sex for sex in sorted(known) if first in known[sex]), "")


@lru_cache(maxsize=1 << 16)
def _is_nickname(left: str, right: str) -> bool:
    """Say whether one given name is a usual short form of the other."""
    known = _nicknames()
    listed = right in known.nicknames_of(left) or left in known.nicknames_of(right)
    return listed and frozenset((left, right)) not in _other_names()


def is_short_for(word: str, name: str) -> bool:
    """Say whether a word is a usual short form of the given name of a full name."""
    given = parse(name).parts[0]
    return given in whole_names(word) and not is_family_first(parse(name))


@lru_cache(maxsize=1 << 14)
def whole_names(word: str) -> tuple[str, ...]:
    """Return the given names that a short form stands for ("bill": "william")."""
    found = _nicknames().canonicals_of(word)
    return tuple(sorted(w for w in found if frozenset((w, word)) not in _other_names()))


@lru_cache(maxsize=1 << 14)
def is_given_name(word: str) -> bool:
    """Say whether a word is an English given name."""
    known = _nicknames()
    return bool(known.nicknames_of(word) or known.canonicals_of(word))


@cache
def _nicknames() -> NickNamer:
    return NickNamer()


@cache
def _other_names() -> frozenset[frozenset[str]]:
    """Return pairs that the library has for nicknames, and that are of two people."""
    listed = names.word_list("identity")["no_nicknames"]
    return frozenset(frozenset(pair.split()) for pair in listed)


@cache
def _family_names() -> frozenset[str]:
    return frozenset(names.word_list("identity")["family_first"]["surnames"])


@cache
def _courtesy() -> frozenset[str]:
    return frozenset(names.word_list("titles")["courtesy"])


@cache
def _data(key: str) -> dict[str, Any]:
    found = names.word_list("identity")[key]
    return found if isinstance(found, dict) else dict.fromkeys(found)


@cache
def _syllables() -> re.Pattern[str]:
    """Match one to three syllables of romanised Chinese, Korean or Vietnamese."""
    pinyin = (
        "[jqx](?:iang|iong|iao|ian|uan|ing|ia|ie|iu|in|ue|un|u|i)"
        "|(?:[zcs]h|[zcsrdtnlgkhbpmfwy])?(?:[iu]ang|[aeoi]ng|iao|uai|[iu]an|[ae]i|[ao]o"
        "|ou|[aeiu]n|i[aeu]|u[aoie]|[aeiou])"
    )
    korean = (
        "(?:kk|tt|pp|ss|jj|ch|[gkndtrlmbpsjh])?(?:y?eo|y?ae|y?oo|ye|y[aou]|eu|ui|oe"
        "|w[aoei]|ee|[aeiou])(?:ng|[knlmpt])?"
    )
    return re.compile(rf"(?:{pinyin}){{1,3}}|(?:{korean}){{1,2}}")
