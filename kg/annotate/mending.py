"""Mend the edges of marked names by what the rest of the document shows.

Codes of stock exchanges are no names, "and" may stand inside one, and a line in
capitals says nothing of where a name begins.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from kg import names
from kg.annotate import firms
from kg.annotate.benefactors import as_one
from kg.annotate.couples import joined
from kg.annotate.marking import Mark, Page
from kg.annotate.partnerships import whole_practices
from kg.records import ORGANISATION, PERSON, PLACE

_CODE = r"[A-Z0-9]{1,6}(?:[.:/][A-Z0-9]{1,4})?"
_BARE_CODE = re.compile(r" ?\(([A-Z]{2,5})\)")
_SMALL_CODE = re.compile(r" \(([a-z])-?[A-Z]{2,6}\)")
_NICK = re.compile(r" \([A-Z][a-z]+\) (?=[A-Z])")
_WORD = re.compile(r"\w+")
_LEAST = 4
"""How many letters a name needs to be looked for in a line of capitals."""


def mended(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Return the names without codes, joined at "and", and sound in headlines."""
    bare = firms.bracketed(page, without_codes(page, found))
    bare = whole_practices(page, bare)
    formed = _with_small_initials(page, _formed(page, bare))
    halves = _rejoined(page, _with_nicknames(page, formed))
    whole = joined(page, as_one(page, halves))
    return _in_capitals(page, firms.as_firms(page, whole))


def without_codes(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Leave out codes: of shares ("<ACM.L>", "(NYSE: ACM)", "ACM.N"), of messages.

    The exchange of a code is a name, whether it is marked or not.
    """
    matches = list(_codes().finditer(page.text))
    codes = [match.span() for match in matches] + list(_bare_codes(page, found))
    inside = {at for start, end in codes for at in range(start, end)}
    exchanges = [
        Mark(*match.span("exchange"), ORGANISATION, sure=True)
        for match in matches
        if match["exchange"]
    ]
    return exchanges + [
        name
        for name in found
        if name.link
        or (
            name.start not in inside
            and not re.fullmatch(
                r"[A-Z][A-Z0-9]{1,5}\.[A-Z]{1,2}", page.text[name.start : name.end]
            )
        )
    ]


def _bare_codes(page: Page, found: Sequence[Mark]) -> Iterator[names.Stretch]:
    """Yield codes of shares that stand alone behind a firm: "Zandor Group (ACMX)".

    Letters that the firm's name has, in that order, may be short for it; so may any
    that stand elsewhere, too.
    """
    never = set(names.word_list("annotate")["never_traded"])
    ends = {name.end: name for name in found if name.kind == ORGANISATION}
    places = {name.end for name in found if name.kind == PLACE}
    for match in _BARE_CODE.finditer(page.text):
        firm = ends.get(match.start())
        if firm is None or match.end(1) in places:
            continue
        name = page.text[firm.start : firm.end]
        alone = len(re.findall(rf"\b{match[1]}\b", page.text)) == 1
        letters = iter(name.upper())
        is_short = all(letter in letters for letter in match[1])
        if alone and not is_short and never.isdisjoint(name.lower().split()):
            yield match.span()


def _formed(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Give a legal form that stands alone the name before it: "Acme" to "AB"."""
    forms = set(names.word_list("annotate")["legal_forms"])
    kept: list[Mark] = []
    for name in sorted(found, key=lambda name: name.start):
        alone = page.text[name.start : name.end].replace(".", "").lower() in forms
        start = _named_from(page, name) if alone and not name.link else name.start
        while kept and kept[-1].end > start and not kept[-1].link:
            start = min(start, kept.pop().start)
        if kept:
            start = min(max(start, kept[-1].end), name.start)
        kept.append(replace(name, start=start) if start != name.start else name)
    return kept


def _named_from(page: Page, name: Mark) -> int:
    """Return where the capitalised words right before a name begin."""
    start = name.start
    token = page.span(name.start, name.end)[0]
    while token.i and not token.is_sent_start:
        token = token.nbor(-1)
        if not token.text[0].isupper() or token.is_stop:
            break
        start = token.idx
    return start


def _with_small_initials(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Give "Tide Trade Forum (eTTF)" the "electronic" that stands before it."""
    kept = []
    for name in found:
        letter = _SMALL_CODE.match(page.text, name.end)
        near = page.text[max(0, name.start - 30) : name.start]
        word = re.search(rf"\b{letter[1]}[a-z]+[ -]$", near) if letter else None
        grown = replace(name, start=name.start - len(word[0])) if word else name
        kept.append(name if name.link else grown)
    return kept


def _with_nicknames(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Put "William (Bill) H. Rao" together, of which a pipeline marks the ends."""
    people = {name.start: name for name in found if name.kind == PERSON}
    whole: dict[int, Mark] = {}
    for name in people.values():
        nick = _NICK.match(page.text, name.end)
        rest = people.get(nick.end()) if nick else None
        if rest and " " not in page.text[name.start : name.end]:
            whole[name.start] = replace(name, end=rest.end)
    inside = {at for mark in whole.values() for at in range(mark.start, mark.end)}
    kept = [name for name in found if name.link or name.start not in inside]
    return kept + list(whole.values())


def _rejoined(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Put together the halves of "Ann Lee-Rao" that a pipeline marked apart.

    Not where the document has the second half as a name of its own.
    """
    apart = {
        page.text[name.start : name.end]
        for name in found
        if page.text[name.start - 1 : name.start] != "-"
    }
    kept: list[Mark] = []
    for name in sorted(found, key=lambda name: name.start):
        last = kept[-1] if kept else None
        if (
            last
            and last.kind == name.kind == PERSON
            and page.text[last.end : name.start] == "-"
            and page.text[name.start : name.end] not in apart
            and not (last.link or name.link)
        ):
            kept[-1] = replace(last, end=name.end)
        else:
            kept.append(name)
    return kept


def _in_capitals(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Keep in lines of capitals only names that the text has in ordinary case too."""
    lines = list(_lines_of_capitals(page.text))
    inside = {at for start, end in lines for at in range(start, end)}
    body = _blanked(page.text, lines)
    if not lines or not any(map(str.islower, body)):
        return list(found)
    plain = [name for name in found if name.start not in inside or name.link]
    known = {page.text[name.start : name.end]: name.kind for name in plain}
    telling = cache(partial(_is_telling, body=body))
    by_word: dict[str, list[str]] = defaultdict(list)
    for text in sorted(known, key=lambda text: (-len(text), text)):
        for word in _WORD.findall(text.upper())[:1]:
            by_word[word].append(text)
    return plain + [
        Mark(at, at + len(text.upper()), known[text])
        for start, end in lines
        for text in _candidates(page.text[start:end], by_word)
        for at in page.places.find(text.upper(), start, end)
        if telling(text)
    ]


def _blanked(text: str, stretches: Sequence[names.Stretch]) -> str:
    """Write blanks over some stretches of a text, which are in order."""
    parts, last = [], 0
    for start, end in stretches:
        parts += [text[last:start], " " * (end - start)]
        last = end
    return "".join([*parts, text[last:]])


def _candidates(line: str, by_word: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names whose first word stands in a line, longest first."""
    words = set(_WORD.findall(line))
    found = {text for word in words for text in by_word.get(word, ())}
    return sorted(found, key=lambda text: (-len(text), text))


def _is_telling(name: str, body: str) -> bool:
    """Say whether capitals cannot hide that this is a name, not a word."""
    return name.isupper() or (
        len(name) >= _LEAST
        and not re.search(rf"(?<!\w){re.escape(name.lower())}", body)
    )


def _lines_of_capitals(text: str) -> Iterator[names.Stretch]:
    """Yield the lines of two words or more that have no small letter."""
    for line in re.finditer(r"[^\n]+", text):
        if line[0].isupper() and len(re.findall(r"[A-Z]{2,}", line[0])) > 1:
            yield line.span()


@cache
def _codes() -> re.Pattern[str]:
    lists = names.word_list("annotate")
    exchanges = names.any_of(lists["exchanges"])
    before = names.any_of((*lists["exchanges"], *lists["code_words"]))
    one = rf"(?i:{before})(?: ?[:.-] ?| ){_CODE}"
    first = rf"(?:(?i:(?P<exchange>{exchanges}))|(?i:{before}))(?: ?[:.-] ?| ){_CODE}"
    told = rf"\b(?:symbol|ticker|code)(?: is)? [\"“‘]?{_CODE}\b"
    listed = rf"[(\[] ?{first}(?:[,;] ?{one})* ?[)\]]"
    reuters = r"\([A-Z0-9]{1,6}[a-z]{0,2}\.[A-Z]{1,2}\)"  # "Halden (HALg.F)"
    return re.compile(rf"{told}|<{_CODE}>|{reuters}|\([A-Z]{{4}} \d{{4}}\)|{listed}")
