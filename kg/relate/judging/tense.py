"""Offices that are over, by the tense and the dates of their clause."""

import re
from collections.abc import Iterator

from kg.relate.grammar.trees import Node

_PAST = ("was", "were", "had")
_BEFORE = ("previously", "formerly")
_ENDS = ("until", "till")
_SPANS = ("since", "for")
_MONTH = r"(?:[A-Z][a-z]+\.? )?"
_YEARS = re.compile(
    rf",? ?\(?(?:from )?{_MONTH}(?:1[89]|20)\d\d ?(?:-|–|—|to|until) ?{_MONTH}"
    r"(?:(?:1[89]|20)\d\d|\d\d)\b(?! ?%)"
)


def is_over(title: Node) -> bool:
    """Tell "was chairman until May", "used to be chairman", "was it from 2001 to 2005".

    A bare "was chairman" tells no end: it may stand for the "is" of reported speech.
    Who "had been chairman" was it before, unless a span follows that may go on.
    """
    used = title.head is not None and title.head.lower == "used"
    if used and title.label == "xcomp":
        return True
    if _is_before_that(title):
        return True
    cases = {case for word in _clause(title) for case in _cases(word)}
    ended = bool(cases & set(_ENDS)) or {"from", "to"} <= cases
    return ended and any(_is_past(word) for word in _clause(title))


def is_for_years(place: Node, title: Node) -> bool:
    """Tell "chairman of Acme *from 1995 to 2000*" and "(1995-2000)", with both years.

    Not who "will be" so.
    """
    if place.mention is None:
        return False
    sentence = place.token.sent
    if _YEARS.match(sentence.text[place.mention.end - sentence.start_char :]) is None:
        return False
    return all(aux.tag != "MD" for word in _clause(title) for aux in word.having("aux"))


def _is_before_that(title: Node) -> bool:
    """Tell "had been chairman" from "had been chairman *since May*"."""
    if title.first("cop") is None:
        title = title.list_head  # "had been chairman of Acme and *head* of Beta"
    be = next((word for word in title.having("cop") if word.lower == "been"), None)
    had = any(word.lower == "had" for word in title.having("aux"))
    spans = any(word.case in _SPANS for word in title.having("prep"))
    return be is not None and had and not spans


def was_before(verb: Node) -> bool:
    """Tell "*previously* worked", "had *formerly* been employed"."""
    return any(child.lower in _BEFORE for child in verb.having("advmod"))


def _clause(title: Node) -> Iterator[Node]:
    """Yield a title and the verb that gives it: "served as chairman until"."""
    yield title
    governed = title.label in ("xcomp", "obj") or title.case == "as"
    if governed and title.head is not None:
        yield title.head


def _cases(word: Node) -> Iterator[str]:
    """Yield the prepositions before the times that hang on a word."""
    for child in word.having("prep", "npmod"):
        if any(char.isdigit() for char in child.token.text) or child.case in _ENDS:
            yield child.case
            yield from _cases(child)


def _is_past(word: Node) -> bool:
    return word.tag == "VBD" or any(
        child.lower in _PAST for child in word.having("cop", "aux")
    )
