"""Surnames taken for organisations, of people whom the document names in full.

Firms are called after people: nothing may speak of the word as one does of a firm, no
firm's longer name may hold it, and it may not stand beside the full name.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.acting import acts
from kg.annotate.marking import Mark, Page
from kg.records import INITIATIVE, ORGANISATION, PERSON

_THINGS = (ORGANISATION, INITIATIVE)
_FIRM_BEFORE = re.compile(
    r"\b(?:the|at|joined|joins|join|left|founded|founder|owns|own|bought|sold|acquired"
    r"|acquire|work(?:s|ed|ing)? for|(?:chief|chairman|president|head|director|boss"
    r"|employees|executives|customers|shares|unit|subsidiary|owner) of) $",
    re.I,
)
_FIRM_AFTER = re.compile(
    r"(?:['’]s?)? (?:plc|shares?|stock|executives?|employees|workers|customers|products"
    r"|stores|board|shareholders|spokes\w+|officials?|analysts?|itself|and its|group"
    r"|chairman|chief|president|founder|(?:[A-Z]\w+ )?director"
    r"|(?:[\w.-]+ ){0,5}?(?:unit|subsidiary)|(?:reported|posted) (?:an? |net |\d)"
    r"|(?:earn|sale|profit|revenue|share|dividend)\w*)\b"
)


def as_bearers(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Take "Osei" for a person where the document names Ada Osei and no firm so."""
    full: dict[str, list[Mark]] = defaultdict(list)
    bare: dict[str, list[Mark]] = defaultdict(list)
    firms: set[str] = set()
    for name in found:
        first, *rest = page.text[name.start : name.end].split()
        if name.kind == PERSON and rest:
            full[rest[-1]].append(name)
        elif name.kind in _THINGS and not rest:
            bare[first].append(name)
        elif rest:
            firms.update((first, *rest))
    human = {
        word
        for word, places in bare.items()
        if word not in firms and _are_human(page, places, full.get(word, ()))
    }
    return [
        replace(name, kind=PERSON)
        if name.kind in _THINGS and page.text[name.start : name.end] in human
        else name
        for name in found
    ]


def _are_human(page: Page, bare: Sequence[Mark], full: Sequence[Mark]) -> bool:
    """Say whether the places of a bare word are the surname of those named in full."""
    beside = {page.sentence(name.start, name.end) for name in full}
    if not full or any(name.sure or name.link for name in bare):
        return False
    return not any(
        page.sentence(name.start, name.end) in beside or _is_firm(page, name)
        for name in bare
    )


def _is_firm(page: Page, name: Mark) -> bool:
    before, after = page.beside(name.start, name.end)
    firm = _FIRM_BEFORE.search(before) or _FIRM_AFTER.match(after)
    return bool(firm) or acts(before, after) > 0
