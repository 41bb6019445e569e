"""Names that a pipeline missed and that the words around them show.

A sort of organisation stands before a name ("the magazine Acme"), and news agencies
put a code behind a firm.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg import names
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION

_STATES = re.compile(r"(?<![\w-])G-?(?:7|8|10|20|77)\b(?![\w-])")
_MEMBERS = re.compile(r"\b(?:Tories|Lib Dems)\b")
_CAPITALS = re.compile(
    r"^([A-Z][A-Z.&'’-]*(?: [A-Z][A-Z.&'’-]*){0,5}) ?<([A-Z]+)(?:\.[A-Z]+)?>",
    re.M,
)


def added(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Return the names and those that were missed; no new one touches another."""
    taken = bytearray(len(page.text))
    for name in found:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    kept = list(found)
    for start, end in _missed(page):
        if not any(taken[start:end]):
            kept.append(Mark(start, end, ORGANISATION, sure=True))
            taken[start:end] = b"\1" * (end - start)
    return kept


def _missed(page: Page) -> Iterator[names.Stretch]:
    """Yield where organisations stand, whether known or not."""
    for pattern in (_STATES, _MEMBERS):
        yield from (match.span() for match in pattern.finditer(page.text))
    yield from _coded(page.text)
    yield from _introduced(page)


def _coded(text: str) -> Iterator[names.Stretch]:
    """Yield the firms that a line in capitals begins with: "ACME FOODS <ACF> SELLS".

    The code begins as the firm does: what else may stand before it is no name.
    """
    for match in _CAPITALS.finditer(text):
        if match[1][0] == match[2][0] and names.is_spelt_by(match[2], match[1]):
            yield match.span(1)


def _introduced(page: Page) -> Iterator[names.Stretch]:
    """Yield the names behind a sort of organisation: "the magazine Acme"."""
    for match in _sort_and_name().finditer(page.text):
        at = match.span(1)
        whole = not page.is_headline(match.start()) and _is_whole(page, at)
        if whole and names.is_name(match[1]):
            yield at


def _is_whole(page: Page, at: names.Stretch) -> bool:
    """Say whether words are no clause's first and no capitalised one follows."""
    span = page.span(*at)
    last = page.doc[span.end] if span.end < len(page.doc) else None
    if span.end_char != at[1] or span[0].is_stop:
        return False
    return last is None or last.is_sent_start or not last.text[0].isupper()


@cache
def _sort_and_name() -> re.Pattern[str]:
    lists = names.word_list("annotate")
    sorts = set(lists["organisation_nouns"]) - set(lists["also_people"])
    nouns = names.any_of(sorts)
    return re.compile(rf"\b{nouns},? [\"“]?([A-Z][\w&-]*(?: [A-Z][\w&-]*){{0,3}})")
