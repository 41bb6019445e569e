"""Posts that are named without their body: "chief executive Ann Rovik said".

Whoever was the subject just before means its own people, and a report that is about one
organisation says so once and means it from then on. Such a title is a reference of its
own: it stands for that organisation, as "its" would.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg import names
from kg.identity.descriptions import Described
from kg.identity.quotes import Quotes
from kg.names import any_of
from kg.records import ORGANISATION, PERSON, Mention

_REACH = 60
"""Characters before or behind a name in which its title stands."""

_LEAST = 2
"""How often the organisation must be named: once is no topic."""

_FAR = 500
"""Characters before a title in which its body speaks."""

_STATES = re.compile(r"(?:Vice[ -])?President")
"""Written so, a state's rather than a firm's."""


class _Post(NamedTuple):
    """Hold where a bare post stands; `body` is what it calls its body, or "".

    A `loose` one ("director") is a body's only if that has just been spoken of.
    """

    start: int
    end: int
    body: str = ""
    loose: bool = False


def bodies(known: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Yield a mention of form `title` for each bare title whose body is plain.

    `known` are the names and resolved references of one document, in order. The body is
    the organisation that is the only one to be a subject in the last sentence of the
    paragraph so far that mentions any; else the one that the document names most often,
    if it was mentioned last. Where both are found and differ, nothing is said. What is
    quoted is passed over. "Club captain Ann Rovik" wants a club.
    """
    people = [one for one in known if one.kind == PERSON and one.form == "name"]
    posts = [(person, post) for person in people if (post := _bare(person, text))]
    if not posts:
        return
    topic, quotes = _topic(known), Quotes(text)
    firms = [one for one in known if one.kind == ORGANISATION]
    firms = [one for one in firms if quotes.around(one.start) is None]
    starts = [one.start for one in firms]
    for person, post in posts:
        before = firms[: bisect_left(starts, post.start)]
        about = before[-1] if before and before[-1].name == topic else None
        spoken = None if post.body else _speaking(before, post, text)
        firm = spoken if post.loose else spoken or about
        if firm is None or (about and about.name != firm.name):
            continue
        if post.body and not _is_such(post.body, firm, known, text):
            continue
        yield replace(
            firm,
            start=post.start,
            end=post.end,
            text=text[post.start : post.end],
            sentence_start=person.sentence_start,
            sentence_end=person.sentence_end,
            form="title",
            role="",
        )


def _speaking(before: Sequence[Mention], post: _Post, text: str) -> Mention | None:
    """Return the subject of the nearest sentence that mentions an organisation, if one.

    Nothing beyond the paragraph counts, and nobody directs films for who shows them.
    """
    first = max(text.rfind("\n", 0, post.start) + 1, post.start - _FAR)
    if post.loose and _work().search(text, first, post.start):
        return None
    near = [firm for firm in before if firm.start >= first]
    subjects = {
        firm.name: firm
        for firm in near
        if firm.sentence_start == near[-1].sentence_start and firm.role == "subject"
    }
    return next(iter(subjects.values())) if len(subjects) == 1 else None


def _is_such(body: str, firm: Mention, known: Iterable[Mention], text: str) -> bool:
    """Say whether a document calls an organisation a club, bank, ..."""
    described = Described([one for one in known if one.form == "name"], text)
    return described.takes(f"the {body}", firm)


def _topic(known: Sequence[Mention]) -> str:
    """Return the organisation that is named more than once and most often, or ""."""
    counts = Counter(
        one.name for one in known if one.kind == ORGANISATION and one.form == "name"
    )
    (first, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= _LEAST and most > second else ""


def _bare(person: Mention, text: str) -> _Post | None:
    """Return the post without its body that stands beside a person, if one does."""
    before, behind = _patterns()
    left = max(person.sentence_start, person.start - _REACH)
    right = min(person.sentence_end, person.end + _REACH)
    places = ((left, person.start, before), (person.end, right, behind))
    for left, right, pattern in places:
        found = pattern.search(text[left:right])
        if found is None or _STATES.match(found["post"] or ""):
            continue
        part = next(part for part in ("post", "held", "loose") if found[part])
        start, end = found.span(part)
        return _Post(left + start, left + end, found["body"] or "", part == "loose")
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before, and what behind, somebody whose post is bare."""
    data = names.word_list("identity")
    bodies = names.word_list("annotate")["descriptions"]["organisation"]
    posts, more = data["posts"], data["posts_of_bodies"]
    post = (
        rf"(?:(?P<body>{any_of(bodies)}) (?P<held>{any_of([*posts, *more])})"
        rf"|(?P<post>{any_of(posts)})|(?P<loose>{any_of(data['posts_of_speakers'])}))"
    )
    words = "and|with|by|said|says|told|but|while|that|to|adding|added|adds"
    opening = rf"(?:^|(?<![A-Z])\.|[!?:;,\"“”()–—]|\b(?:{words}))"
    lately = "(?:(?:new|acting|current|existing|outgoing|incoming|long-?time) )?"
    return (
        re.compile(rf"{opening}\s*(?:the )?{lately}{post},? $", re.I),
        re.compile(rf"^, (?:the )?{lately}{post}(?=[,.;])", re.I),
    )


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(names.word_list('annotate')['works'])}s?\b", re.I)
