"""What a document says about those it names, so that namesakes can be told apart.

Each fact is a word or two that could contradict the same fact elsewhere: `born 1955`,
`died 2011`, `aged 45`, `sex female`, `calling sport`, `seat mayor of veyland`; of a
body that every country has, `of japan`. They stand in `Mention.context`, joined by
semicolons.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg import names
from kg.identity import bodies, decisions, folding, people
from kg.records import ORGANISATION, PERSON, Mention

PARTED = "; "

_YEAR = r"(1[5-9]\d\d|20[0-4]\d)"
_DAY = r"(?:[A-Z][a-z]+\.? )?(?:\d{1,2},? )?(?:[A-Z][a-z]+,? )?"
_LIVED = re.compile(rf" \((?:b\. |born )?{_DAY}{_YEAR} ?[–—-] ?{_DAY}{_YEAR}\)")
_BORN = re.compile(
    rf"(?: \(|, | \()?(?: ?who was | was |b\. )?(?:born|b\.) "
    rf"(?:on |in )?(?:[A-Z][\w ,]{{0,30}} )??(?:on |in )?{_DAY}{_YEAR}"
)
_DIED = re.compile(
    rf"(?:,? who)? (?:was killed|died|passed away) (?:on |in )?{_DAY}{_YEAR}\b"
)
_AGED = re.compile(r"(?:,? (?:aged |age )?| \()(\d{1,2})(?=,|\)| years old\b)")
_OLD = re.compile(r"\b(\d{1,2})-year-old (?:[\w-]+,? ){0,3}$")
_CALLED = re.compile(r",? (?:is |was )?(?:an?|the) ([^,.;:()\n]{3,60})")
_SEAT = re.compile(
    r"(?:, (?:the )?)?(?:\S+ )?([a-z]+) (?:of|for|to) (?:the )?([A-Z]\w+(?: [A-Z]\w+)?)"
)
_FORMER = re.compile(r"\b(?:former|ex|retired|onetime|one-time|then)\b", re.I)
_FAR = 90
"""How many characters before and behind a name are looked at."""


def with_context(named: Sequence[Mention], text: str) -> list[Mention]:
    """Return the names with what the text says of each of them at that place."""
    usual = _usual_country(named, text)
    found = []
    for mention in named:
        before = text[max(mention.sentence_start, mention.start - _FAR) : mention.start]
        after = text[mention.end : min(mention.sentence_end, mention.end + _FAR)]
        facts: list[str] = []
        if mention.form == "name" and mention.kind == PERSON:
            facts = sorted(set(_of_person(mention, before, after)))
        elif mention.form == "name" and mention.kind == ORGANISATION:
            facts = list(_of_body(mention, before, after, usual))
        found.append(replace(mention, context=PARTED.join(facts)) if facts else mention)
    return found


def _of_person(mention: Mention, before: str, after: str) -> Iterator[str]:
    if lived := _LIVED.match(after):
        yield f"born {lived[1]}"
        yield f"died {lived[2]}"
    elif born := _BORN.match(after):
        yield f"born {born[1]}"
    if died := _DIED.match(after):
        yield f"died {died[1]}"
    aged = _AGED.match(after) or _OLD.search(before)
    if aged and int(aged[1]) > 4:
        yield f"aged {aged[1]}"
    if sex := people.gender(mention.title):
        yield f"sex {sex}"
    called = _CALLED.match(after)
    yield from _callings(f"{called[1]} " if called else "", mention.title)
    seat = _SEAT.match(after)
    if seat and seat[1] in names.word_list("identity")["seats"]["words"]:
        yield f"seat {seat[1]} of {folding.key(seat[2])}"


def _callings(called: str, title: str) -> Iterator[str]:
    """Yield the callings that a title and a description tell of, not former ones."""
    head = re.split(r" (?:of|at|for|in|who|that|with|from|to|and) ", called)[0]
    for said in (head.strip(), title):
        if said and not _FORMER.search(said):
            word = folding.words(said)[-1]
            if calling := _calling_of().get(word):
                yield f"calling {calling}"


@cache
def _calling_of() -> dict[str, str]:
    listed = names.word_list("identity")["callings"]
    return {word: calling for calling, words in listed.items() for word in words}


def _of_body(mention: Mention, before: str, after: str, usual: str) -> Iterator[str]:
    body = bodies.body(decisions.key(mention.kind, mention.name))
    if body is None:
        return
    usual = usual if bodies.has_usual_country(body) else ""
    if country := body.country or bodies.country_beside(before, after) or usual:
        yield f"of {country}"


def _usual_country(named: Sequence[Mention], text: str) -> str:
    """Return the country that a text with such bodies is about, if it is clear."""
    if not any(
        name.kind == ORGANISATION and bodies.body(decisions.key(name.kind, name.name))
        for name in named
    ):
        return ""
    counts = Counter(bodies.countries(text)).most_common(2)
    if not counts or counts[0][1] < 2:
        return ""
    return counts[0][0] if len(counts) < 2 or counts[0][1] >= 2 * counts[1][1] else ""
