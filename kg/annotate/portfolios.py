"""Portfolios name nobody: "Home Affairs" of a spokesman, "Minister for Families".

What somebody is minister or spokesman for is part of the post. A department that is
named as such ("Department for Work", "the Treasury") is a body and stays.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg import names
from kg.annotate import kinds
from kg.annotate.marking import Mark, Page
from kg.records import INITIATIVE, ORGANISATION, PLACE

_NEAR = 90
"""Characters before a name in which its post stands, with more of the portfolio."""

_AHEAD = 24
"""Characters before a name in which a party stands."""

_BOTH = ("Treasury", "Labour", "Labor")
"""Portfolios of a party's spokesman that are bodies anywhere else."""

_STATE_OF = ("ecretary of ", "inister of ")
_STATE = re.compile(r"U\.?S\.?|U\.?K\.?")
_UNION = re.compile(r"EU|E\.?C\.?")
_SHADOW = re.compile(r"(?:^| )(?:[Ss]hadow|Vice|Deputy)$")
_AFFAIRS = re.compile(r"(?:Affairs|Policy|Relations)$")
_LINK = r"(?:,? and |, | & )"
_RANKS = r"(?:(?:junior|deputy|chief|shadow|permanent|parliamentary|assistant|vice) )*"
_OF_STATE = r"(?:[Uu]nder-?[Ss]ecretary|[Uu]nder [Ss]ecretary|[Ss]ecretary|[Mm]inister)"
_SPEAKERS = r"(?:[Ss]pokes(?:man|woman|person)|[Cc]ommissioner)"
_SPOKEN = re.compile(r".* (?:spokes\w+|chief)", re.I)
_WORDS = re.compile(r"[\w’'-]+")
_MANY = r"(?:[A-Z][\w’'-]*(?:,? and |, | & | ))*"


def without_portfolios(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Return the names without portfolios; of "Acme Health" of a minister, Acme stays.

    Acme must be a party, or be named elsewhere or in several words.
    """
    texts = [page.text[name.start : name.end] for name in found]
    known = {text for text in texts if texts.count(text) > 1}
    kept: list[Mark] = []
    for name in found:
        if name.link or name.kind not in (ORGANISATION, INITIATIVE):
            kept.append(name)
        elif not _is_behind_post(page, name) and not _is_field(page, name):
            kept.extend(_before_post(page, name, known))
    return kept


def _before_post(page: Page, name: Mark, known: set[str]) -> Iterator[Mark]:
    """Yield what of a name stands before a portfolio, or the name if it has none."""
    text = page.text[name.start : name.end]
    post = _to_post().match(page.text, name.end)
    tail = _tail().search(text) if post else None
    if post is None or tail is None or f"{text} Party" in page.text:
        yield name
        return
    owner = text[: tail.start()].rstrip()
    if owner.endswith((" for", " of")):  # "Department for Home Affairs"
        yield name
        return
    ahead = page.text[max(0, name.start - _AHEAD) : name.start].rstrip()
    is_state = bool(_STATE.fullmatch(owner))
    partisan = bool(_partisan().search(owner or ahead))
    if tail[0] in _BOTH and not partisan and not (is_state and tail[0] == "Labor"):
        yield name
    elif not owner or _SHADOW.search(owner):
        return
    elif is_state:
        yield replace(name, end=name.start + len(owner), kind=PLACE)
    elif _SPOKEN.match(post[0]) and not (partisan or _AFFAIRS.search(tail[0])):
        yield name
    elif partisan or owner in known or " " in owner or _UNION.fullmatch(owner):
        yield replace(name, end=name.start + len(owner))


def _is_behind_post(page: Page, name: Mark) -> bool:
    """Say whether a name is what somebody is minister, secretary, spokesman for."""
    before = page.text[max(0, name.start - _NEAR) : name.start]
    if "ecretary" not in before and "inister" not in before and "pokes" not in before:
        return False
    text = page.text[name.start : name.end]
    if text.startswith("State for ") and before.endswith(_STATE_OF):
        return True
    post = _from_post().search(before)
    if post is None:
        return False
    if _portfolio().fullmatch(text):
        return True
    whole = not post["more"] and not post["the"]
    of_state = post["strong"] or (post["state"] and _portfolio().match(text))
    return bool(whole and of_state) and not _body().search(text)


def _is_field(page: Page, name: Mark) -> bool:
    """Say whether a name is what somebody directs: "Head of *Curatorial Services*"."""
    before = page.text[max(0, name.start - _NEAR) : name.start]
    if not before.endswith((" ", "&")) or _head_of().search(before) is None:
        return False
    words = _WORDS.findall(page.text[name.start : name.end].lower())
    nouns, modifiers = _fields()
    known = all(word in nouns or word in modifiers for word in words)
    return bool(words) and known and words[-1] in nouns


@cache
def _fields() -> tuple[frozenset[str], frozenset[str]]:
    """Return the nouns for what one may head, and the words before them."""
    words = names.word_list("annotate")
    several = [word for entry in words["portfolios"] for word in entry.split()]
    modifiers = frozenset([*words["field_modifiers"], "and"])
    return frozenset([*several, *words["fields"]]) - modifiers, modifiers


@cache
def _head_of() -> re.Pattern[str]:
    """Match a post before its field, and what else of the field is before a name."""
    posts = names.any_of(names.word_list("annotate")["heading_posts"])
    return re.compile(rf"(?<![\w-])(?i:{posts})s? (?:of|for) {_MANY}$")


@cache
def _word() -> str:
    return rf"(?:(?i:{kinds.any_of('portfolios')})(?![\w-]))"


@cache
def _portfolio() -> re.Pattern[str]:
    """Match "Home Affairs", "Culture, Media and Sport"."""
    joined = rf"(?:{_LINK}| (?:for|of) | )"
    return re.compile(rf"{_word()}(?:{joined}{_word()})*")


@cache
def _tail() -> re.Pattern[str]:
    one = rf"(?:{_word()}|Treasury$)"
    return re.compile(rf"(?<![\w-]){one}(?:(?:{_LINK}| ){one})*$")


@cache
def _to_post() -> re.Pattern[str]:
    """Match what stands between a part of a portfolio and the end of its post."""
    posts = r"under-?secretary|secretary|ministers?|commissioner|representative"
    more = rf"(?:(?:{_LINK}| ){_word()})*"
    return re.compile(rf"{more} {_RANKS}(?:{posts}|spokes\w+|chief(?! exec))\b", re.I)


@cache
def _from_post() -> re.Pattern[str]:
    """Match a post before its portfolio, and what else of the portfolio is before."""
    strong = rf"{_OF_STATE} of [Ss]tate for|Under-?[Ss]ecretary for|Minister for"
    state = rf"(?<!General ){_OF_STATE} (?:of|for)"
    return re.compile(
        rf"(?<![\w-])(?:(?P<strong>{strong})|(?P<state>{state})"
        rf"|{_SPEAKERS} (?:for|on)) (?P<the>the )?(?P<more>{_MANY})$"
    )


@cache
def _partisan() -> re.Pattern[str]:
    """Match a party, or "Shadow", at the end of what stands before a portfolio."""
    words = names.word_list("annotate")["partisans"]
    parties = names.any_of([*words["parties"], *words["members"]])
    return re.compile(rf"(?<![\w-])(?:{parties}s?(?: Party)?|[Ss]hadow)$")


@cache
def _body() -> re.Pattern[str]:
    nouns = "|".join(names.word_list("identity")["body_nouns"])
    return re.compile(rf"\b(?:{nouns})\b", re.I)
