"""The parts of an organisation's or an initiative's name: pure functions on strings."""

import re
from calendar import month_name
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from cleanco.clean import prepare_default_terms

from kg import names
from kg.identity import bodies, folding

_MONTHS = frozenset(map(str.casefold, month_name[1:]))


class Company(NamedTuple):
    """Hold a name without its legal form, and the group words taken off after it."""

    core: tuple[str, ...]
    group: tuple[str, ...]


@lru_cache(maxsize=1 << 15)
def parse(name: str) -> Company:
    """Take the legal form ("Ltd", "GmbH") and words like "Group" off the end.

    The legal forms are those of cleanco. Something that names remains: "Holding
    Company" is left as it is.
    """
    found = folding.key(name).split(" ")
    end = len(found)
    while tail := _tail(found, end):
        end -= tail
        while found[end - 1] == "and":
            end -= 1
    group = (word for word in found[end:] if word in _words("group_words"))
    return Company(tuple(found[:end]), tuple(group))


def trade_tail(long: str, short: str, *, introduced: bool) -> tuple[str, ...]:
    """Return the words that say what a company does and that `short` leaves out.

    "University" or "Bank" goes only where one text has `introduced` the name so:
    anywhere else "Acme" need not be Acme Bank.
    """
    ours, theirs = parse(long).core, parse(short).core
    rest = ours[len(theirs) :]
    if not rest or ours[: len(theirs)] != theirs or not _names(theirs):
        return ()
    inner = _inner_words(introduced)
    told = rest[-1] in _last_words(introduced) and inner.issuperset(rest[:-1])
    return rest if told else ()


def is_institution(long: str, short: str, *, plain: bool) -> bool:
    """Say whether `short` is a museum, a foundation or the like without that word.

    Or without what follows "of": "Acme Museum" is the Acme Museum of Tides. A `plain`
    short form, of which nothing else shows this, is a museum or a theatre, but no
    foundation: that may be called after a firm.
    """
    ours, theirs = folding.words(long), folding.words(short)
    rest = ours[len(theirs) :]
    if not rest or ours[: len(theirs)] != theirs or not _names(theirs):
        return False
    if not _houses("houses").isdisjoint(theirs):
        return (
            theirs[-1] in _houses("houses") and rest[0] in _OF and _names(theirs[:-1])
        )
    while len(rest) > 1 and rest[0] in _houses("before_houses"):
        rest = rest[1:]
    heads = _houses("left_out_houses" if plain else "houses")
    return rest[0] in heads and (len(rest) == 1 or rest[1] in (*_OF, "and"))


_OF = ("of", "for")


def is_arm(long: str, short: str) -> bool:
    """Say whether a name is another body of what it begins with ("Acme Foundation").

    It is, unless it goes on with nothing but a legal form, "Group", a trade or, in an
    initiative's name, "Programme" and the like.
    """
    ours, theirs = parse(long).core, parse(short).core
    if len(ours) <= len(theirs) or ours[: len(theirs)] != theirs:
        return False
    programme = without_head(long) == folding.key(short)
    return not programme and not trade_tail(long, short, introduced=False)


def party(name: str) -> str:
    """Return the party that a word for its members means: "Liberals", "Tory".

    "" for several words, and for what is neither a plural nor known to mean a party.
    """
    word = folding.key(name)
    known = names.word_list("identity")["parties"]
    if word in known:
        return f"{known[word]} party"
    if " " in word or len(word) < 5 or not word.endswith("s"):
        return ""
    return f"{_member(word)} party"


def partisan(name: str) -> str:
    """Return what a party, its members and its adjective have in common, or "".

    "Tory", "Tories" and "Tory Party" are one; so are "Liberal Democrat" and its plural.
    """
    word = folding.key(name).removesuffix(" party")
    stem = _member(word) if word.endswith("s") else word
    return stem if stem in _partisans() else ""


def _member(plural: str) -> str:
    return f"{plural[:-3]}y" if plural.endswith("ies") else plural[:-1]


@cache
def _partisans() -> frozenset[str]:
    words = names.word_list("annotate")["partisans"]
    return frozenset(word.lower() for word in (*words["parties"], *words["members"]))


def without_month(key: str) -> str:
    """Return a name of two words or more without the month before it, else ""."""
    month, _, rest = key.partition(" ")
    return rest if " " in rest and month in _MONTHS else ""


def is_clipped(long: str, short: str) -> bool:
    """Say whether every word of `short` is the beginning of one of `long`.

    "Lib Dems" are the Liberal Democrats. Three letters at least stay of each word, and
    two at least go.
    """
    ours, theirs = folding.key(long).split(" "), folding.key(short).split(" ")
    if len(ours) != len(theirs) or len(ours) < 2:
        return False
    if ours[-1].endswith("s"):
        theirs = [*theirs[:-1], theirs[-1].removesuffix("s")]
    return all(
        len(word) > 2 and whole.startswith(word) and len(whole) > len(word) + 1
        for whole, word in zip(ours, theirs, strict=True)
    )


def is_stump(long: str, short: str) -> bool:
    """Say whether a word is the beginning of the first of several ("Fed")."""
    ours, theirs = parse(long).core, folding.words(short)
    return (
        len(ours) > 1
        and len(theirs) == 1
        and 3 <= len(theirs[0]) <= 4
        and ours[0].startswith(theirs[0])
        and len(ours[0]) > len(theirs[0]) + 2
        and _names(theirs)
    )


def without_head(name: str) -> str:
    """Return an initiative's key without "Initiative", "Programme" and the like.

    Two words at least must be left, else "".
    """
    found = folding.key(name).split(" ")
    if len(found) > 2 and found[-1] in _words("programme_words"):
        return " ".join(found[:-1])
    return ""


def is_beginning(long: str, short: str) -> bool:
    """Say whether `short` is how a firm begins that stands with its legal form.

    Initials may go: "Vane" is E.F. Vane Inc. A firm made for an acquisition is not the
    one that it is called after.
    """
    theirs = folding.words(short)
    core, group = parse(long)
    has_form = len(core) + len(group) < len(folding.words(long))
    named = parse(without_initials(long)).core
    begins = named[: len(theirs)] == theirs != core
    rest = named[len(theirs) :][:1]
    return has_form and begins and rest not in _NOT_ON and _names(theirs)


_NOT_ON = (("and",), ("acquisition",))


def without_initials(name: str) -> str:
    """Return a name without the initials before it ("E.F. Vane Inc")."""
    return re.sub(r"^(?:[A-Z]\. ?)+(?=\w{2})", "", name)


def is_opening(long: str, short: str) -> bool:
    """Say whether `short` is the first word of a name that goes on with no part of it.

    "Halden" is Halden Iron Mines, but not the Halden Foundation, Halden Europe or the
    Halden DX. Behind initials all may stand: "BBC One".
    """
    word, *rest = long.split()
    return (
        folding.key(word) == folding.key(short)
        and 1 <= len(rest) <= 3
        and not short.isupper()
        and _names([folding.key(short)])
        and folding.key(short) not in _words("empty_words")
        and all(other.istitle() and other.isalpha() for other in rest)
        and _others().isdisjoint(map(folding.key, rest))
        and not any(bodies.is_country(folding.key(other)) for other in rest)
    )


def is_head(long: str, short: str) -> bool:
    """Say whether `short` is the word that says what sort of body `long` is.

    "The Chamber" is the Veyland Chamber of Commerce.
    """
    head, ours = folding.key(short), folding.words(long)
    at = len(ours) - 1 - ours[::-1].index(head) if head in ours else 0
    behind = ours[at + 1 : at + 2]
    return head in _words("told_by_head") and at > 0 and behind in ((), *_BEHIND)


_BEHIND = (("of",), ("for",))


def may_be_called(given: str, last: str) -> bool:
    """Say whether two words that were taken for an organisation may be a person's name.

    Neither is a title or says what sort of body it is.
    """
    words = (given, last)
    plain = all(word.replace("-", "").isalpha() and word[0].isupper() for word in words)
    told = _others() | _last_words(introduced=True) | _words("empty_words")
    told |= frozenset(names.word_list("titles")["courtesy"])
    return plain and told.isdisjoint(map(folding.key, words))


def is_ending(long: str, short: str) -> bool:
    """Say whether `short` is the end of `long` and can stand for it ("Times").

    Not behind "of" and the like: "America" does not stand for "Bank of America".
    """
    ours, theirs = folding.key(long).split(" "), folding.key(short).split(" ")
    at = len(ours) - len(theirs)
    if at <= 0 or ours[at:] != theirs:
        return False
    linked = ours[at - 1] in _words("linking_words")
    return (is_house(long, short) or not linked) and _names(tuple(theirs))


def is_house(long: str, short: str) -> bool:
    """Say whether a name is another behind "House of"."""
    ours, theirs = folding.key(long).split(" "), folding.key(short).split(" ")
    head = ours[0] in _words("house_words") and ours[1:2] == ["of"]
    return head and ours[2:] == theirs


def without_link(name: str) -> tuple[str, ...]:
    """Return the words of a name without "of", "for" and the like, if three are left.

    "Bureau of Lunar Tides" and "Bureau for Lunar Tides" are one.
    """
    found = tuple(
        word for word in parse(name).core if word not in _words("linking_words")
    )
    return found if len(found) > 2 else ()


def is_legal_form(word: str) -> bool:
    """Say whether a folded word is a legal form ("sa", "ag")."""
    return (word,) in _forms()


def family(key: str) -> str:
    """Return the legal forms of which a name has one, if they tell firms apart."""
    return _families().get(key.rpartition(" ")[2], "")


def told_apart(keys: Iterable[str]) -> list[list[str]]:
    """Part names of one core by their legal forms: "Acme AB" is not "Acme Inc".

    Names without such a form stay with the first that has one. Order is kept.
    """
    found: dict[str, list[str]] = {}
    plain = []
    for key in keys:
        if told := family(key):
            found.setdefault(told, []).append(key)
        else:
            plain.append(key)
    first, *others = found.values() or [[]]
    return [[*plain, *first], *others]


@cache
def _families() -> dict[str, str]:
    """Return the family of each legal form that tells firms apart."""
    families = names.word_list("identity")["legal_families"]
    return {form: family for family in families for form in family.split()}


def _tail(found: Sequence[str], end: int) -> int:
    """Return how many words before `end` are a legal form or group word."""
    if found[end - 1] not in _form_ends():
        return 0
    for size in (3, 2, 1):
        rest = end - size
        is_form = rest > 0 and tuple(found[rest:end]) in _forms()
        if is_form and _names(islice(found, rest)):
            return size
    return 0


def _names(core: Iterable[str]) -> bool:
    """Say whether words are enough to name somebody."""
    bare, empty = _bare_words(), _words("empty_words")
    count = 0
    for word in core:
        if word not in bare and len(word) > 1:
            count += 1
            if count > 1 or word not in empty:
                return True
    return False


@cache
def _houses(key: str) -> frozenset[str]:
    """Return "museum" and the like, or what may stand before them ("art")."""
    return frozenset(map(str.lower, names.word_list("annotate")[key]))


@cache
def _others() -> frozenset[str]:
    """Return the words of what may be called after a firm, or be a part of it."""
    lists = names.word_list("annotate")
    kinds = ("parts", "linking_words", "body_nouns", "programme_words", "body_heads")
    found = frozenset(lists["never_traded"]).union(*map(_words, kinds))
    charities = names.word_list("identity")["heads"]["charity"]
    return found.union(charities, _houses("houses"))


@cache
def _bare_words() -> frozenset[str]:
    """Return the words that say what sort of thing is named, not which."""
    kinds = ("group_words", "company_words", "linking_words", "body_words")
    return frozenset().union(*map(_words, kinds))


@cache
def _last_words(introduced: bool) -> frozenset[str]:
    last = _words("trade_words")
    return last | _words("introduced_words") if introduced else last


@cache
def _inner_words(introduced: bool) -> frozenset[str]:
    return _last_words(introduced) | _words("inner_words") | {"and"}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(names.word_list("identity")[key])


@cache
def _form_ends() -> frozenset[str]:
    return frozenset(form[-1] for form in _forms())


@cache
def _forms() -> frozenset[tuple[str, ...]]:
    """Return legal forms and group words, folded, by their words."""
    forms = {folding.words(" ".join(term)) for _, term in prepare_default_terms()}
    extra = _words("group_words") | _words("company_words") | _words("body_words")
    return frozenset(forms | {(word,) for word in extra})
