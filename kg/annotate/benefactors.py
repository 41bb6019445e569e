"""Bodies that are called after people: "the Ann and Lee Rao Foundation".

A pipeline cuts such names at "and", and leaves "Sir Lee Rao's Museum" to Lee Rao.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache
from itertools import islice

from kg import names
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION, PERSON

_REACH = 80
"""Characters before a post in which the name begins that it is called after."""

_LINKS = (" and ", " & ")
_GENITIVE = re.compile(r"['’]s? ")
_OWNERS = re.compile(r"['’]s? (?:and|&) ")
_INSIDE = re.compile(r"['’]s? [A-Z]\w+$")
_LED = re.compile(r"\b(?:[Tt]he|and) $")
_OWNED = re.compile(r"(?:\b[Tt]he|['’]s) $")
_HONOUR = re.compile(r"\b(?:Sir|Dame|Lord|Lady|Dr\.?) $")
_SAINT = re.compile(r"(?:Saint|St\.?|King|Queen) [A-Z]")
_HALF = re.compile(r"[A-Z][a-z][\w’'-]*(?: [A-Z]\.)+")
_INITIALS = re.compile(rf"{_HALF.pattern}|(?:[A-Z]\. ?)+[A-Z][\w’'-]+")
_SECOND = re.compile(r" (?:and|&) (?:[A-Z][\w.’'-]* ){2,6}$")


def as_one(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Return the names, in order, with bodies called after people in one piece.

    The two people whom a prize or a post is called after are left out.
    """
    ordered = sorted(found, key=lambda name: name.start)
    surnames = _surnames(page, ordered)
    kept: list[Mark] = []
    for name in ordered:
        if kept and name.start < kept[-1].end and not name.link:
            continue
        body = _body(page, name)
        if body is None:
            kept.append(name)
            continue
        while kept and _belongs(page, kept[-1], body, surnames):
            body = replace(body, start=kept.pop().start)
        kept.append(_honoured(page, body))
    dropped = {at for start, end in _posts(page, kept) for at in range(start, end)}
    return [name for name in kept if name.link or name.start not in dropped]


def _surnames(page: Page, found: Sequence[Mark]) -> set[str]:
    """Return the last words of the full names of people."""
    texts = (page.text[n.start : n.end] for n in found if n.kind == PERSON)
    return {text.rsplit(" ", 1)[-1] for text in texts if " " in text}


def _body(page: Page, name: Mark) -> Mark | None:
    """Return a name that holds "Museum" or the like, or has it behind it, or None."""
    if name.link:
        return None
    text = page.text[name.start : name.end]
    if _before_head(text):
        kind = ORGANISATION if name.kind == PERSON else name.kind
        return replace(name, kind=kind, title="")
    genitive = _GENITIVE.match(page.text, name.end)
    saint = _SAINT.match(text)
    if genitive is None or not (name.kind == PERSON or saint):
        return None
    honour = _honour(page, name.start)
    head = _head_behind().match(page.text, genitive.end())
    if head is None or (name.title and not honour):  # "Mr Rao's School"
        return None
    if not (saint or honour) and head[0] not in _words("kept_after_people"):
        return None
    return replace(name, end=head.end(), kind=ORGANISATION, title="")


def _before_head(text: str) -> list[str]:
    """Return the words of a name before its "Foundation" or the like, if it has one."""
    words = text.split(" ")
    heads = _words("called_after_people")
    at = next((at for at, word in enumerate(words) if word in heads), 0)
    return words[:at]


def _belongs(page: Page, left: Mark, body: Mark, surnames: Set[str]) -> bool:
    """Say whether what stands before a body is the first part of its name."""
    between = page.text[left.end : body.start]
    if left.link or left.kind not in (PERSON, ORGANISATION):
        return False
    text = page.text[left.start : left.end]
    if between == " ":  # "the Lee Rao Jr." and "Legacy Center"
        two = page.text[body.start : body.end].count(" ") == 1
        led = _LED.search(page.text, max(0, left.start - 5), left.start)
        opens = page.sentence(left.start, left.end)[0] == left.start
        return two and bool(led or opens) and left.kind == PERSON and " " in text
    if _OWNERS.fullmatch(between):  # "Rao's and St Lee's Hospital"
        owner = left.kind == ORGANISATION or " " not in text
        return owner and bool(_INSIDE.search(page.text, body.start, body.end))
    if between not in _LINKS or left.title:
        return False
    return _is_half(
        page, left, _before_head(page.text[body.start : body.end]), surnames
    )


def _is_half(page: Page, left: Mark, right: Sequence[str], surnames: Set[str]) -> bool:
    """Say whether a name and the words of another before "Foundation" are a couple's.

    A given name alone, or with initials, is nobody's whole name; behind "the" nobody's
    full name stands.
    """
    text = page.text[left.start : left.end]
    if len(right) < 2:
        return False
    the = page.text.endswith(("the ", "The "), 0, left.start)
    if (_INITIALS if the else _HALF).fullmatch(text):
        return True
    first, *rest = text.split(" ")
    given = first.lower() in _given_names()
    if left.kind == ORGANISATION and not given:
        once = not rest and len(list(islice(page.places.find(text), 2))) == 1
        if not (the and once and right[0].lower() in _given_names()):
            return False
    if rest:
        return the or (left.kind == PERSON and rest[-1] == right[-1])
    if text in surnames or text.isupper() or names.is_title(text):
        return False
    quoted = page.text.endswith(("“", '"'), 0, left.start)
    return the or ((given or quoted) and right[0].lower() in _given_names())


def _honoured(page: Page, body: Mark) -> Mark:
    """Give a body the "Sir" that its name begins with."""
    honour = _honour(page, body.start)
    if honour is None or not _before_head(page.text[body.start : body.end]):
        return body
    return replace(body, start=honour.start())


def _honour(page: Page, start: int) -> re.Match[str] | None:
    """Return the "Sir" or the like before a place."""
    return _HONOUR.search(page.text, max(0, start - 6), start)


def _posts(page: Page, found: Sequence[Mark]) -> Iterator[names.Stretch]:
    """Yield where two people stand whom a prize or a post is called after.

    "The Ann and Lee Rao Prize", "Acme's A. Lee and Ann Rao Curator".
    """
    ends = {name.end: name for name in found}
    for word in sorted(_words("posts_called_after_people")):
        for at in page.places.find(word):
            second = _SECOND.search(page.text, max(0, at - _REACH), at)
            left = ends.get(second.start()) if second else None
            if left is None or not _OWNED.search(
                page.text, max(0, left.start - 5), left.start
            ):
                continue
            text = page.text[left.start : left.end]
            if " " not in text or _INITIALS.fullmatch(text):
                yield left.start, at


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(names.word_list("annotate")[key])


@cache
def _given_names() -> frozenset[str]:
    given = names.word_list("identity")["given_names"]
    return frozenset((*given["female"], *given["male"]))


@cache
def _head_behind() -> re.Pattern[str]:
    """Match "Museum" where its name ends with it."""
    heads = names.any_of(_words("called_after_people"))
    return re.compile(rf"{heads}(?![\w-]| [A-Z]| (?:of|for) )")
