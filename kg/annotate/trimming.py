"""Give every marked name its proper edges and title, and drop what names nobody."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kg import names
from kg.annotate import kinds
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION, PERSON, PLACE

_SECRETARY = re.compile(
    r" (?:(?:assistant )?secretary|under-?secretary|minister|representative"
    r"|commissioner)\b",
    re.I,
)
_COMMON = {"NOUN", "ADJ", "ADV", "VERB"}


def trimmed(page: Page, marked: Iterable[Mark]) -> list[Mark]:
    """Give every piece its proper edges and title, and drop what names nobody."""
    kept = []
    for name in marked:
        if name.link:
            kept.append(name)
            continue
        if _is_common(page, name):
            continue
        cut = _person(page, name) if name.kind == PERSON else _thing(page, name)
        if names.is_name(page.text[cut.start : cut.end]):
            kept.append(cut)
    return kept


def _person(page: Page, name: Mark) -> Mark:
    start, end = names.trim(page.text, name.start, name.end)
    start, title = names.take_title(page.text, start, end)
    start, end = names.trim(page.text, _without_people(page.text, start, end), end)
    end = names.add_suffix(page.text, start, end)
    return replace(name, start=start, end=end, title=title)


def _thing(page: Page, name: Mark) -> Mark:
    """Cut "Aid charity" off "Aid charity Acme", and "Trade" of a secretary's office."""
    start, end = names.trim(page.text, name.start, name.end)
    if name.kind != ORGANISATION:
        return replace(name, start=start, end=end)
    if sort := _sort_before().match(page.text, start, end):
        return replace(name, start=sort.end(), end=end)
    office = _office().fullmatch(page.text, start, end)
    if office and _SECRETARY.match(page.text, end):
        return replace(name, start=start, end=office.end(1), kind=PLACE)
    return replace(name, start=start, end=end)


def _without_people(text: str, start: int, end: int) -> int:
    """Return where "Ann Lee" begins in "Dane Ann Lee": two words must be left."""
    first, *rest = text[start:end].split()
    return end - len(" ".join(rest)) if len(rest) > 1 and first in _people() else start


def _is_common(page: Page, name: Mark) -> bool:
    """Say whether a name is one common noun, capitalised to open a sentence."""
    span = page.span(name.start, name.end)
    token = span[0]
    if len(span) > 1 or token.pos_ not in _COMMON or not token.is_sent_start:
        return False
    return page.text.count(token.text) < 2


@cache
def _people() -> frozenset[str]:
    """Return the words for people of a country that are nobody's given name."""
    given = names.word_list("annotate")["demonyms_and_given_names"]
    found = names.word_list("not_names")["demonyms"]
    return frozenset(word.capitalize() for word in found if word not in given)


@cache
def _sort_before() -> re.Pattern[str]:
    nouns = kinds.any_of("organisation_nouns")
    return re.compile(rf"[A-Z][\w-]*(?: [a-z-]+)? {nouns} ")


@cache
def _office() -> re.Pattern[str]:
    words = rf"(?i:{kinds.any_of('portfolios')})"
    where = r"(?:U\.?S\.?|U\.?K\.?|EU|E\.?C\.?)(?= )"
    return re.compile(rf"((?:{where})?) ?{words}(?: and {words})*")
