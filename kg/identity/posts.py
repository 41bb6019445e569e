"""Posts that are named without their body: "chief executive Ann Rovik said".

A report that is about one organisation says so once, and means it from then on. Such a
title is a reference of its own: it stands for that organisation, as "its" would.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg import names
from kg.identity.descriptions import Described
from kg.records import ORGANISATION, PERSON, Mention

_REACH = 60
"""Characters before or behind a name in which its title stands."""

_LEAST = 2
"""How often the organisation must be named: once is no topic."""


def bodies(known: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Yield a mention of form `title` for each bare title whose body is plain.

    `known` are the names and resolved references of one document, in order. The body is
    the organisation that is named more often than any other, if none else was mentioned
    since. "Club captain Ann Rovik" wants a club.
    """
    topic = _topic(known)
    if not topic:
        return
    firms = [one for one in known if one.kind == ORGANISATION]
    starts = [one.start for one in firms]
    for person in known:
        if person.kind != PERSON or person.form != "name":
            continue
        body, start, end = _bare(person, text)
        at = bisect_left(starts, start)
        firm = firms[at - 1] if at and start < end else None
        if firm is not None and firm.name == topic:
            if body and not _is_such(body, firm, known, text):
                continue
            yield replace(
                firm,
                start=start,
                end=end,
                text=text[start:end],
                sentence_start=person.sentence_start,
                sentence_end=person.sentence_end,
                form="title",
                role="",
            )


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


def _bare(person: Mention, text: str) -> tuple[str, int, int]:
    """Return where a post without its body stands beside a person, or nowhere.

    Before it comes what the body is called ("club captain"), or "". "President Rovik"
    may be a state's.
    """
    before, behind = _patterns()
    left = max(person.sentence_start, person.start - _REACH)
    right = min(person.sentence_end, person.end + _REACH)
    places = ((left, person.start, before), (person.end, right, behind))
    for left, right, pattern in places:
        found = pattern.search(text[left:right])
        if found is not None and not (found["post"] or "").startswith("President"):
            part = "post" if found["post"] else "held"
            start, end = found.span(part)
            return found["body"] or "", left + start, left + end
    return "", 0, 0


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before, and what behind, somebody whose post is bare."""
    data = names.word_list("identity")
    bodies = names.word_list("annotate")["descriptions"]["organisation"]
    posts, more = data["posts"], data["posts_of_bodies"]
    post = (
        rf"(?:(?P<body>{_either(bodies)}) (?P<held>{_either([*posts, *more])})"
        rf"|(?P<post>{_either(posts)}))"
    )
    words = "and|with|by|said|says|told|but|while|that|to|adding"
    opening = rf"(?:^|[.!?:;,\"“”()–—]|\b(?:{words}))"
    lately = "(?:(?:new|acting|current|existing|outgoing|incoming|long-?time) )?"
    return (
        re.compile(rf"{opening}\s*(?:the )?{lately}{post},? $", re.I),
        re.compile(rf"^, (?:the )?{lately}{post}(?=[,.;])", re.I),
    )


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
