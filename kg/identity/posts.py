"""Posts that are named without their body: "chief executive Ann Rovik said".

Whoever was the subject just before means its own people, and a report that is about one
organisation says so once and means it from then on. Such a title is a reference of its
own: it stands for that organisation, as "its" would.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg import names
from kg.identity.descriptions import Described
from kg.identity.quotes import Quotes
from kg.identity.standing import stand_in
from kg.names import any_of
from kg.records import ORGANISATION, PERSON, Mention

_REACH = 60
"""Characters before or behind a name in which its title stands."""

_LEAST = 2
"""How often the organisation must be named: once is no topic."""

_FAR = 500
"""Characters before a title in which its body speaks."""

_FORMS = ("name", "pronoun")
_STATES = re.compile(r"(?:Vice[ -])?President$|\bthe vice[ -]president$")
"""Written so, a state's rather than a firm's, which has several vice-presidents."""


_FOLLOWING = (
    r"(?:succeed|replace)(?:s|d|ed|ing)? "
    r"(?:(?:him|her|me) |(?-i:(?:[A-Z][\w.’'-]+ ){1,4}))as"
)
"""Before a post that somebody else had: "will *succeed Mr Doe as* chairman"."""

_CLOSED = (
    r"(?![\w’'-]| (?-i:[A-Z])"
    r"| (?:of|at|for|officer|elect|designate|to (?!succeed|replace))\b)"
)
"""What does not follow a post without its body: "of Acme", "at a rival"."""


_ELSEWHERE = re.compile(r"\b(?:which|whose|where)\b[^,;]*$")
"""What says before a name that its post is there: "of *which* Roe is chairman"."""

_JOINING = re.compile(
    r"\b(?:(?:re)?join(?:ed|ing)|work(?:ed|ing) (?:at|for)|career (?:at|with)"
    r"|moved to|co-?founded|founded|set up|started)(?: the)? $"
)


class _Post(NamedTuple):
    """Hold where a bare post stands; `body` is what it calls its body, or "".

    A `loose` one ("director") is a body's only if that has just been spoken of, as is
    a `told` one ("she became chairman"), which may be of the body that she joined.
    """

    start: int
    end: int
    body: str = ""
    loose: bool = False
    told: bool = False


def bodies(known: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Yield a mention of form `title` for each bare title whose body is plain.

    `known` are the names and resolved references of one document, in order. The body is
    the organisation that is the only one to be a subject in the last sentence of the
    paragraph so far that mentions any; else the one that the document names most often,
    if it was mentioned last. Where both are found and differ, nothing is said. What is
    quoted is passed over. "Club captain Ann Rovik" wants a club.
    """
    people = [one for one in known if one.kind == PERSON and one.form in _FORMS]
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
        firm = _firm(person, post, before, about, known, text)
        if firm is None:
            continue
        yield stand_in(firm, text, post.start, post.end, beside=person, form="title")


def rivals(known: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Yield a mention of form `title` for each bare "rivals" whose rival is plain.

    "Rivals Acme and Beta are catching up" is said of whom `bodies` would give a post.
    In the sentence of a subject grammar tells more.
    """
    topic = _topic(known)
    firms = [one for one in known if one.kind == ORGANISATION]
    for at, firm in enumerate(firms):
        left = max(firm.sentence_start, firm.start - _REACH)
        found = _rival().search(text[left : firm.start])
        if firm.form != "name" or found is None or not firms[:at]:
            continue
        post = _Post(left + found.start("post"), left + found.end("post"))
        spoken = _speaking(firms[:at], post, text)
        about = next((one for one in reversed(firms[:at]) if one.name == topic), None)
        body = spoken or about
        rival = about and spoken and about.name != spoken.name
        if body is not None and not rival and body.name != firm.name:
            yield stand_in(body, text, post.start, post.end, beside=firm, form="title")


def _firm(
    person: Mention,
    post: _Post,
    before: Sequence[Mention],
    about: Mention | None,
    known: Sequence[Mention],
    text: str,
) -> Mention | None:
    """Return the organisation that a post is at; `about` is the topic if last named."""
    spoken = _speaking(before, post, text)
    if post.body:
        called = _called(post.body, known)
        if called:
            return called[0] if len(called) == 1 else None
        firm = about or spoken
        such = firm is not None and _is_such(post.body.lower(), firm, known, text)
        rival = about and spoken and about.name != spoken.name
        return firm if such and not rival else None
    firm = spoken if post.loose or post.told else spoken or about
    if firm is None and post.told:
        return _joined(before, person, known, text)
    return None if about and firm and about.name != firm.name else firm


def _speaking(before: Sequence[Mention], post: _Post, text: str) -> Mention | None:
    """Return the subject of the nearest sentence that mentions an organisation, if one.

    Nothing beyond the paragraph counts, and nobody directs films for who shows them.
    Who writes of presidents, as newspapers do, has other ones.
    """
    first = max(text.rfind("\n", 0, post.start) + 1, post.start - _FAR)
    if post.loose and _work().search(text, first, post.start):
        return None
    near = [firm for firm in before if firm.start >= first]
    subjects = {
        firm.name: firm
        for firm in near
        if firm.sentence_start == near[-1].sentence_start
        and firm.role == "subject"
        and _media().isdisjoint(firm.name.lower().split())
    }
    return next(iter(subjects.values())) if len(subjects) == 1 else None


@cache
def _media() -> frozenset[str]:
    return frozenset(names.word_list("words")["news_media"])


def _joined(
    before: Sequence[Mention], person: Mention, known: Iterable[Mention], text: str
) -> Mention | None:
    """Return what somebody joined, if that was the last to be named so far.

    "Ann Rovik joined Acme in 1999. She became *chairman* in 2010."
    """
    last = before[-1] if before else None
    if last is None or text.find("\n", last.end, person.start) >= 0:
        return None
    same = [one for one in known if one.sentence_start == last.sentence_start]
    bodies = {one.name for one in same if one.kind == ORGANISATION}
    who = {one.name for one in same if one.kind == PERSON and one.role == "subject"}
    told = _JOINING.search(text, last.sentence_start, last.start)
    return last if told and bodies == {last.name} and who == {person.name} else None


def _is_such(body: str, firm: Mention, known: Iterable[Mention], text: str) -> bool:
    """Say whether a document calls an organisation a club, bank, ..."""
    described = Described([one for one in known if one.form == "name"], text)
    return described.takes(f"the {body}", firm)


def _called(body: str, known: Iterable[Mention]) -> list[Mention]:
    """Return the bodies whose names end as a post calls one: "*trust* chairman"."""
    such = {
        one.name: one
        for one in known
        if one.kind == ORGANISATION
        and one.form == "name"
        and one.name.lower().endswith(f" {body.lower()}")
    }
    return list(such.values())


def _topic(known: Sequence[Mention]) -> str:
    """Return the organisation that is named more than once and most often, or ""."""
    counts = Counter(
        one.name for one in known if one.kind == ORGANISATION and one.form == "name"
    )
    (first, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= _LEAST and most > second else ""


def _has(found: re.Match[str], part: str) -> bool:
    return bool(found.groupdict().get(part))


def _bare(person: Mention, text: str) -> _Post | None:
    """Return the post without its body that stands beside a person, if one does."""
    before, behind, told = _patterns()
    left = max(person.sentence_start, person.start - _REACH)
    right = min(person.sentence_end, person.end + _REACH)
    far = min(person.sentence_end, person.end + 2 * _REACH)
    if _ELSEWHERE.search(text, left, person.start):
        far = person.end
    places = (
        (person.end, far, told),
        (left, person.start, before),
        (person.end, right, behind),
    )
    for left, right, pattern in places if person.form == "name" else places[:1]:
        found = pattern.search(text[left:right])
        if found is None:
            continue
        if found["post"] and _STATES.search(found.string[: found.end("post")]):
            continue
        part = next(part for part in ("post", "held", "loose") if _has(found, part))
        start, end = found.span(part)
        return _Post(
            left + start,
            left + end,
            found["body"] or "",
            loose=part == "loose",
            told=pattern is told,
        )
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what stands before, and what behind, somebody whose post is bare.

    The last is what a verb tells: "Ann Rovik *was named chief executive* in May".
    """
    data = names.word_list("identity")
    bodies = names.word_list("annotate")["descriptions"]["organisation"]
    posts, more = data["posts"], data["posts_of_bodies"]
    body = any_of([*bodies, *data["bodies_of_posts"]])
    held = (
        rf"(?:(?P<body>{body})"
        rf" (?P<held>{_one_or_two([*posts, *more])})"
    )
    loose = any_of(data["posts_of_speakers"])
    field = rf"{any_of(data['fields_of_posts'])} {any_of(data['ends_of_posts'])}"
    post = rf"{held}|(?P<post>{_one_or_two(posts)}|{field})|(?P<loose>{loose}))"
    given = rf"{held}|(?P<post>{any_of(data['posts_given'])}))"
    words = "and|with|by|said|says|told|but|while|that|to|adding|added|adds"
    words += f"|which(?= {body} )"  # not "of which chairman Roe"
    opening = rf"(?:^|(?<![A-Z])\.|[!?:;,\"“”()–—]|\b(?:{words}))"
    lately = "(?:(?:new|acting|current|existing|outgoing|incoming|long-?time) )?"
    between = r"(?:,? who)?(?: (?-i:[a-z]+|[A-Z][a-z]+day)){0,3}?"
    verb = (
        rf"{between} (?:{any_of(data['verbs_of_posts'])}|{_FOLLOWING}) (?:the |its )?"
    )
    return (
        re.compile(rf"{opening}\s*(?:the |an? (?={body} ))?{lately}{post},? $", re.I),
        re.compile(rf"^, (?:the )?{lately}{post}(?=[,.;])", re.I),
        re.compile(rf"^{verb}{lately}{given}{_CLOSED}", re.I),
    )


def _one_or_two(posts: Iterable[str]) -> str:
    """Return a pattern for a post, and for "founder and chairman"."""
    post = any_of(posts)
    return f"{post}(?: and {post})?"


@cache
def _rival() -> re.Pattern[str]:
    """Match "rivals" before a name that no owner stands before."""
    words = (
        "and|with|by|against|including|than|from|to|of|as|at|like|while|but|that|for"
    )
    return re.compile(
        rf"(?:^|(?<![A-Z])[.!?:;,“\"(–—] ?|\b(?:{words}) )"
        rf"(?:(?!(?:{words}|the|its|their|his|her|our|an?)\b)[a-z-]+ ){{0,2}}"
        r"(?P<post>(?:[Aa]rch-)?[Rr]ivals?|[Cc]ompetitors?) $"
    )


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(names.word_list('annotate')['works'])}s?\b", re.I)
