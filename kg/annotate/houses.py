"""Bodies with a house: museums, hospitals, theatres and the like.

A pipeline takes them for places, as which they mostly stand in travel books and lists
of concerts. In news they appoint, receive and say things, and people are their
directors: one such place in a document makes a name the organisation's.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from spacy.tokens import Span, Token

from kg import names
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION, PERSON, PLACE

_MOST = 4
"""Nouns between a name and whose it is: "curator of prints of the reign at Acme"."""

_LISTED = 8
"""Names of a list that are gone back over to its first."""

_SEEN = 50
"""Places of an abbreviation, or of "the museum", that are looked at."""

_RELATIVE = ("acl:relcl", "relcl")
_LINKS = frozenset(("of", "at", "for", "with", "by", "from", "to"))
_ABBREVIATED = re.compile(r" \(([A-Z]{2,8})\)")
_LED = re.compile(r"\b([a-z]+) (?:of|at)(?: the)? $")
_NEAR = 40
"""Characters before a name in which its article or a post stands."""


def as_bodies(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Take a museum for an organisation where anything is said of it as of one.

    So is what it is called for short: "the Acme" where "Acme Museum" stands.
    """
    texts = [page.text[name.start : name.end] for name in found]
    named = list(zip(found, texts, strict=True))
    known = {text for name, text in named if name.kind == ORGANISATION}
    places = [(name, text) for name, text in named if _is_house(name, text)]
    heads = Counter(head_of(text) for text in {text for _, text in places} | known)
    bodies = {
        text for name, text in places if _acts(page, name, heads[head_of(text)] == 1)
    }
    short = _short_forms(page, found, bodies | known)
    return [
        replace(name, kind=ORGANISATION, title="", sure=True)
        if not name.link
        and (
            (name.kind == PLACE and text in bodies)
            or (name.kind in (PLACE, PERSON) and text in short)
        )
        else name
        for name, text in named
    ]


def _is_house(name: Mark, text: str) -> bool:
    return name.kind == PLACE and not name.link and head_of(text) != ""


def head_of(name: str) -> str:
    """Return the word of a name that says that it is a house's, or "".

    It is the last, or stands before "of" or "for": "Museum of Tides".
    """
    words = name.split(" ")
    return words[at] if (at := _head_at(words)) >= 0 else ""


def core_of(name: str) -> str:
    """Return what stands before a house's "Museum" or "Art Museum", or ""."""
    words = name.split(" ")
    at = _head_at(words)
    while at > 1 and words[at - 1] in _lists()["before_houses"]:
        at -= 1
    return " ".join(words[: max(at, 0)])


def _head_at(words: Sequence[str]) -> int:
    """Return where the word stands that says that a name is a house's, or -1."""
    heads = _lists()["houses"]
    for at in range(len(words)):
        ends = 0 < at == len(words) - 1 or words[at + 1 : at + 2] in (["of"], ["for"])
        if ends and words[at].capitalize() in heads:
            return at
    return -1


def _acts(page: Page, name: Mark, is_only: bool) -> bool:
    """Say whether one place of a name, or of its abbreviation, is an organisation's.

    Of the only museum of a document so is what "the museum" does.
    """
    if _is_told(page.span(name.start, name.end)) or _where().match(page.text, name.end):
        return True
    short = _ABBREVIATED.match(page.text, name.end)
    others = [short[1]] if short else []
    if is_only:
        others.append(head_of(page.text[name.start : name.end]).lower())
    return any(
        _is_told(page.span(at, at + len(other)))
        for other in others
        for at in islice(page.places.find(other), _SEEN)
        if other.isupper() or page.text.endswith(("the ", "The "), 0, at)
    )


def _is_told(name: Span) -> bool:
    """Say whether a name does, has or gets what only organisations do, have or get."""
    root, lists = _first(name.root), _lists()
    label, head = root.dep_, root.head
    verb = head.lemma_.lower()
    if label.startswith("nsubj"):
        told = lists["houses_get"] if label.endswith("pass") else lists["houses_do"]
        return head.pos_ == "VERB" and verb in told
    if any(
        child.dep_ in _RELATIVE and child.lemma_.lower() in lists["houses_do"]
        for child in name.root.children
    ):
        return True
    if label in ("iobj", "dative"):
        return verb in lists["given_to_houses"]
    if label in ("obj", "dobj"):
        return verb in lists["done_to_houses"]
    if label in ("compound", "nmod:poss", "poss") and head.i > root.i:
        return verb in lists["staff_of_houses"]
    link = next((child.lower_ for child in root.children if child.dep_ == "case"), "")
    if link == "according":
        return True
    if link == "by" and label.startswith("obl"):
        return verb in lists["done_by_houses"]
    if link == "to" and verb in lists["given_to_houses"]:
        return True
    if link in ("at", "for") and verb in lists["work_at_houses"]:
        return True
    return link in _LINKS and any(
        noun.lemma_.lower() in lists["staff_of_houses"] for noun in _owners(root)
    )


def _first(root: Token) -> Token:
    """Return the first of those that a name is listed with."""
    for _ in range(_LISTED):
        if root.dep_ != "conj":
            break
        root = root.head
    return root


def _owners(root: Token) -> Iterator[Token]:
    """Yield the nouns that a name belongs to, the nearest first."""
    for _ in range(_MOST):
        if root.dep_ not in ("nmod", "conj", "appos") or root.head is root:
            return
        root = root.head
        yield root


def _short_forms(page: Page, found: Sequence[Mark], bodies: set[str]) -> set[str]:
    """Return what houses are called for short where nobody else is called so.

    "The" stands before a name for short, or a post at the house: "director of Acme".
    """
    cores = {core_of(text) for text in bodies} - {""}
    if not cores:
        return set()
    called: set[str] = set()
    led: set[str] = set()
    for name in found:
        text = page.text[name.start : name.end]
        if name.kind == PERSON and (name.title or " " in text):
            called.update(text.split())
        elif name.kind in (PERSON, PLACE) and text in cores and _is_led(page, name):
            led.add(text)
    return led - called


def _is_led(page: Page, name: Mark) -> bool:
    """Say whether a post, or a "the" that is no other noun's, stands before a name."""
    posts = _lists()["staff_of_houses"]
    before = _LED.search(page.text, max(0, name.start - _NEAR), name.start)
    if before and before[1] in posts:
        return True
    root = page.span(name.start, name.end).root
    alone = root.dep_ != "compound" or root.head.lemma_.lower() in posts
    return alone and page.text.endswith(("the ", "The "), 0, name.start)


@cache
def _where() -> re.Pattern[str]:
    """Match "where she is a curator" behind a name."""
    posts = names.any_of(names.word_list("annotate")["staff_of_houses"])
    return re.compile(
        rf",? where (?:he|she|they) (?:is|was|are|were|ha[sd] been|became|will be) "
        rf"(?:[\w-]+ ){{0,4}}?{posts}s?\b"
    )


@cache
def _lists() -> dict[str, frozenset[str]]:
    keys = (
        *("houses", "before_houses", "staff_of_houses"),
        *("work_at_houses", "houses_do", "houses_get"),
        *("done_to_houses", "done_by_houses", "given_to_houses"),
    )
    return {key: frozenset(names.word_list("annotate")[key]) for key in keys}
