"""Names that other places of the document show to be a firm's."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate import kinds
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION, PERSON, PLACE

_BRACKETS = re.compile(r"<([A-Z][^<>\n]{2,80})>")
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){1,3}")
_SMALL = frozenset(
    ("and", "of", "the", "for", "de", "du", "des", "et", "e", "y", "und")
)


def bracketed(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Make one firm of "<Acme Bank (Asia) AG>", of which a pipeline marked parts.

    News agencies write so of firms without a code of a stock exchange.
    """
    kept = sorted(found, key=lambda name: name.start)
    starts = [name.start for name in kept]
    for match in reversed(list(_BRACKETS.finditer(page.text))):
        start, end = match.span(1)
        left, right = bisect_left(starts, start), bisect_left(starts, end)
        inside = kept[left:right]
        if (
            inside
            and all(_is_capital(word) for word in match[1].split())
            and not any(name.link or name.end > end for name in inside)
            and (
                kinds.without_legal_form(match[1]) != match[1]
                or len(inside) > 1
                or inside[0].kind == ORGANISATION
            )
        ):
            kept[left:right] = [Mark(start, end, ORGANISATION)]
    return kept


def _is_capital(word: str) -> bool:
    first = next((letter for letter in word if letter.isalnum()), "A")
    return not first.islower() or word in _SMALL


def as_firms(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Take "Acme Ray" for a firm where the document also has "Acme Ray Mills Inc".

    So is "Acme" where "Acme Ltd" stands, in big or small letters. A person's name stays
    if the surname stands alone: people, not firms, are called so. A single word, such
    as "Acme" here or "Ray" beside "A.B. Ray Inc", stays if somebody has a title before
    it, or a full name that ends in it.
    """
    texts = [page.text[name.start : name.end] for name in found]
    firms: set[str] = set()
    beginnings: set[str] = set()
    people: set[str] = set()
    bearers: set[str] = set()
    for name, text in zip(found, texts, strict=True):
        whole = kinds.without_legal_form(text)
        if name.kind == ORGANISATION and whole != text:
            words = whole.split()
            firms.add(whole)
            firms |= {words[-1]} if _INITIALS.fullmatch(" ".join(words[:-1])) else set()
            firms |= {words[0]} if len(words[0]) > 2 else set()
            beginnings |= {" ".join(words[:count]) for count in range(2, len(words))}
        elif name.kind == PERSON and " " not in text:
            people.add(text)
            bearers |= {text} if name.title else set()
        elif name.kind == PERSON:
            bearers.add(text.split()[-1])
    loud = {firm.upper() for firm in firms} - {bearer.upper() for bearer in bearers}

    def is_firm(name: Mark, text: str) -> bool:
        if name.link:
            return False
        if " " not in text:
            return name.kind == PERSON and text.upper() in loud
        if name.kind == PLACE:  # "Northern Utah" is no part of "Northern Utah Gas Co"
            return text in firms
        proven = text in firms or text in beginnings
        return name.kind == PERSON and proven and text.split()[-1] not in people

    return [
        replace(name, kind=ORGANISATION, title="") if is_firm(name, text) else name
        for name, text in zip(found, texts, strict=True)
    ]
