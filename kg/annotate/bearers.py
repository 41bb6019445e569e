"""Surnames taken for organisations, of people whom the document names in full.

Firms are called after people: nothing may speak of the word as one does of a firm, no
firm's longer name may hold it, and it may not stand beside the full name.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg import names
from kg.annotate.acting import acts
from kg.annotate.evidence import lead_of
from kg.annotate.marking import Mark, Page
from kg.records import INITIATIVE, ORGANISATION, PERSON

_UNKNOWN, _UNSURE = -4.0, -3.5
"""The net's lead for a person where a pipeline tells none, and the least for a first
name, in logits."""

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
    ends = _two_surnames(page, found)
    for name in found:
        text = page.text[name.start : name.end]
        first, *rest = text.split()
        if name.kind == PERSON and rest:
            full[rest[-1]].append(name)
            if len(rest) > 1:  # two surnames
                full[" ".join(rest[-2:])].append(name)
        elif name.kind in _THINGS and (not rest or text in ends):
            bare[text].append(name)
        elif rest and _named_after().isdisjoint(word.lower() for word in rest):
            firms.update((first, *rest))
    human = {
        word
        for word, places in bare.items()
        if word not in firms and _are_human(page, places, full.get(word, ()))
    } | _first_names(page, found, bare)
    return [
        replace(name, kind=PERSON)
        if name.kind in _THINGS and page.text[name.start : name.end] in human
        else name
        for name in found
    ]


def _two_surnames(page: Page, found: Sequence[Mark]) -> set[str]:
    """Return the last two words of all longer names of people."""
    words = (page.text[n.start : n.end].split() for n in found if n.kind == PERSON)
    return {" ".join(parts[-2:]) for parts in words if len(parts) > 2}


@cache
def _named_after() -> frozenset[str]:
    """Return what is called after people who go on by their surname: "Osei Prize"."""
    return frozenset(names.word_list("annotate")["named_after"])


def _first_names(
    page: Page, found: Sequence[Mark], bare: Mapping[str, Sequence[Mark]]
) -> set[str]:
    """Return first names that begin the line below the full name, as on staff pages.

    Or that go on elsewhere, where one person is called so, the net is not sure of an
    organisation and nothing speaks of one.
    """
    full: dict[str, set[str]] = defaultdict(set)
    heads = set()
    for name in found:
        text = page.text[name.start : name.end]
        if name.kind == PERSON and " " in text:
            full[text.split()[0]].add(text)
            if _begins_line(page, name):
                heads.add((text.split()[0], _line(page, name.start)))

    def is_human(word: str, places: Sequence[Mark]) -> bool:
        if any(name.sure or name.link for name in places):
            return False
        if any(
            _begins_line(page, name) and (word, _line_before(page, name.start)) in heads
            for name in places
        ):
            return True
        one = len(full.get(word, ())) == 1
        unsure = one and lead_of(page, places, _UNKNOWN) > _UNSURE
        return unsure and not any(_is_firm(page, name) for name in places)

    return {word for word, places in bare.items() if is_human(word, places)}


def _begins_line(page: Page, name: Mark) -> bool:
    return page.text[name.start - 1 : name.start] in ("", "\n")


def _line(page: Page, at: int) -> int:
    """Return where the line of a place begins."""
    return page.text.rfind("\n", 0, at) + 1


def _line_before(page: Page, at: int) -> int:
    """Return where the last line with text before the line of a place begins."""
    end = _line(page, at)
    while end and page.text[end - 1] == "\n":
        end -= 1
    return _line(page, end)


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
