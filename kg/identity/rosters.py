"""Lists of people under a heading: "Trustees of the Larkin Trust", "Ann Rovik, chair".

The heading says once whose people they are, and so does a page about one body whose
heading is "Our team". Each post in such a list is a reference of its own to that body.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from kg import names
from kg.identity.standing import stand_in
from kg.names import any_of
from kg.records import ORGANISATION, PERSON, Mention

_LINE = re.compile(r"[^\n]+")
_LONG = 90
"""Characters that a heading has at most."""

_FEW = 5
"""Words that a heading without a name has at most."""

_ENDS = (".", "!", "?", ";", ",")
_POST = r"(?P<post>[A-Za-z][A-Za-z&'’ -]{2,60})"
_BEHIND = re.compile(rf"\s*(?:[,–—:|]| -|\()\s*(?:the )?{_POST}\)?\s*")
_BEFORE = re.compile(rf"\s*{_POST}(?:[:–—|,]| -)\s*(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?")
_LED = re.compile(r"\s*(?P<post>[A-Za-z][A-Za-z -]{2,40}):\s")
_ASIDE = re.compile(rf"\s*\({_POST}\)")
_AROUND = " .:#*–—-"
"""What may stand round a title."""
_LEAST = 2
"""How often a page names the body that it is about, if it names others as well."""


def members(known: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Yield a mention of form `title` for each post in a list under a body's heading.

    `known` are the names and resolved references of one document, in order.
    """
    named = [one for one in known if one.form == "name"]
    people = [one for one in named if one.kind == PERSON]
    firms = [one for one in named if one.kind == ORGANISATION]
    body: Mention | None = None
    for line in _LINE.finditer(text) if firms else ():
        inside = [one for one in people if line.start() <= one.start < line.end()]
        own = [one for one in firms if line.start() <= one.start < line.end()]
        led = _LED.match(line.group()) if bool(inside) != bool(own) else None
        words = _rosters() if inside else _allies()
        if led is not None and words.search(led["post"]):
            body = body or _topic(firms, text)
            if body is not None and body.name not in {one.name for one in own}:
                yield from _listed(body, led, inside or own, line)
        elif len(inside) == 1 and not own:
            span = _post(inside[0], line) if body is not None else None
            if span is not None and body is not None:
                yield _reference(body, span, inside[0], text)
        elif not inside and _is_short(line.group()):
            body = _headed(line, own, firms)


def _listed(
    body: Mention, led: re.Match[str], people: Sequence[Mention], line: re.Match[str]
) -> Iterator[Mention]:
    """Yield the posts of "Trustees: Ann Rovik (chair), Bo Lund", "Partners: Acme"."""
    start, end = led.span("post")
    span = (line.start() + start, line.start() + end)
    yield _reference(body, span, people[0], line.string)
    for person in people:
        found = _ASIDE.match(line.string, person.end, line.end())
        if found is not None:
            yield _reference(body, found.span("post"), person, line.string)


def _reference(
    body: Mention, span: tuple[int, int], person: Mention, text: str
) -> Mention:
    return stand_in(body, text, *span, beside=person, form="title")


def _is_short(line: str) -> bool:
    line = line.strip()
    return 0 < len(line) <= _LONG and not line.endswith(_ENDS)


def _headed(
    line: re.Match[str], own: Sequence[Mention], firms: Sequence[Mention]
) -> Mention | None:
    """Return whose people a heading announces, None for any other heading."""
    if not _rosters().search(line.group()):
        return None
    if own:
        return own[0] if len({one.name for one in own}) == 1 else None
    few = len(line.group().split()) <= _FEW
    return _topic(firms, line.string) if few else None


def _topic(firms: Sequence[Mention], text: str) -> Mention | None:
    """Return the one body that a page is about.

    It is the one that is all of its first line, the only one, or the most named.
    """
    first = firms[0]
    title = text.lstrip().partition("\n")[0].strip(_AROUND)
    if title in (text[first.start : first.end], f"About {first.text}"):
        return first
    counts = Counter(one.name for one in firms).most_common(2)
    if len(counts) > 1 and not (counts[0][1] >= _LEAST and counts[0][1] > counts[1][1]):
        return None
    return next(one for one in firms if one.name == counts[0][0])


def _post(person: Mention, line: re.Match[str]) -> tuple[int, int] | None:
    """Return where the post stands in a line that has nothing but it and a name."""
    start, end = line.span()
    text = line.string
    if not text[start : person.start].strip():
        found = _BEHIND.fullmatch(text, person.end, end)
    elif not text[person.end : end].strip(" ."):
        found = _BEFORE.fullmatch(text, start, person.start)
    else:
        found = None
    return found.span("post") if found is not None else None


@cache
def _rosters() -> re.Pattern[str]:
    """Return the words of headings behind which people are listed."""
    words = names.word_list("identity")["rosters"]
    return re.compile(rf"\b{any_of(words)}\b", re.I)


@cache
def _allies() -> re.Pattern[str]:
    """Return the words behind which a body lists others: "Partners: Acme"."""
    words = names.word_list("identity")["allies"]
    return re.compile(rf"\b{any_of(words)}$", re.I)
