"""Parties that a word before an office or a member names: "Tory leader Ann Lee".

Pipelines mark such words as neither name nor party, if they mark them at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg import names
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION, PERSON

_ALONE = r"(?<![\w'’-])"


def with_parties(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Return the names with the parties, in order, and "Tory Ann Lee" cut in two."""
    if not any(word in page.text for word in _partisans()):
        return list(found)
    if not _before_office().search(page.text) and not _member().search(page.text):
        return list(found)
    kept = [_in_brackets(page, part) for name in found for part in _cut(page, name)]
    taken = {at for name in kept for at in range(name.start, name.end)}
    people = {name.start for name in kept if name.kind == PERSON}
    known = {page.text[name.start : name.end] for name in kept if name.kind != PERSON}
    parties = {
        (start, end): Mark(start, end, ORGANISATION)
        for start, end in _places(page.text, people, known)
        if taken.isdisjoint(range(start, end))
    }
    return sorted([*kept, *parties.values()], key=lambda name: name.start)


def _places(text: str, people: set[int], known: set[str]) -> Iterator[tuple[int, int]]:
    """Yield where a party stands before an office, or as what somebody is.

    Before "lawmakers" or "voter" an adjective names nobody whom the document does not
    name as well: "Green activists" may be of no party.
    """
    for match in _before_office().finditer(text):
        proper = match["many"] is None or match[0] in _proper()
        if proper or not known.isdisjoint(_forms(match[0])):
            yield match.span()
    for match in _member().finditer(text):
        alone = text.endswith(" a ", 0, match.start()) and _behind().match(
            text, match.end()
        )
        if alone or match.end() + 1 in people:
            yield match.span()


def _in_brackets(page: Page, name: Mark) -> Mark:
    """Return "Green" of "Ann Poole (Green)" as a party, whomever it was taken for."""
    alone = page.text.endswith(" (", 0, name.start) and page.text[name.end :][:1] == ")"
    if name.kind == ORGANISATION or name.link or not alone:
        return name
    words = names.word_list("annotate")["partisans"]
    is_party = page.text[name.start : name.end] in (
        *words["parties"],
        *words["letters"],
    )
    return replace(name, kind=ORGANISATION, title="") if is_party else name


def _cut(page: Page, name: Mark) -> list[Mark]:
    """Cut the party off the front of a person's name of three words or more.

    A "GOP Senate" is a party and a house.
    """
    house = _of_house().fullmatch(page.text, name.start, name.end)
    if house is not None and name.kind == ORGANISATION and not name.link:
        return [Mark(*house.span(part), ORGANISATION) for part in ("party", "house")]
    match = _member().match(page.text, name.start, name.end)
    if name.kind != PERSON or name.link or match is None:
        return [name]
    start = match.end() + 1
    if " " not in page.text[start : name.end]:
        return [name]
    return [Mark(*match.span(), ORGANISATION), replace(name, start=start)]


def _forms(word: str) -> tuple[str, ...]:
    """Return how a document may name the party that a word before an office means."""
    stem = word.removesuffix(" Party")
    members = f"{stem[:-1]}ies" if stem.endswith("y") else f"{stem}s"
    return f"{stem} Party", members, members.replace("Democratics", "Democrats")


@cache
def _proper() -> frozenset[str]:
    """Return the words that name their party by themselves."""
    return frozenset(names.word_list("annotate")["partisans"]["proper"])


@cache
def _partisans() -> tuple[str, ...]:
    """Return words of which a text has one that names a party here."""
    words = names.word_list("annotate")["partisans"]
    return (*words["parties"], *words["members"])


@cache
def _before_office() -> re.Pattern[str]:
    lists = names.word_list("annotate")
    words = lists["partisans"]
    spheres = names.any_of([*words["spheres"], *lists["portfolios"]])
    between = rf"(?:(?i:{spheres})(?:,? and |, |[ -])){{0,4}}"
    one, many = names.any_of(words["offices"]), names.any_of(words["crowds"])
    office = rf"(?i:{one}\b|(?P<many>{one}s\b|{many}s?\b))"
    party = rf"{names.any_of(words['parties'])}(?: Party)?"
    return re.compile(rf"{_ALONE}{party}(?=[ ]{between}{office})")


@cache
def _member() -> re.Pattern[str]:
    words = names.word_list("annotate")["partisans"]
    return re.compile(rf"{_ALONE}{names.any_of(words['members'])}\b")


@cache
def _of_house() -> re.Pattern[str]:
    words = names.word_list("annotate")["partisans"]
    parties, houses = names.any_of(words["parties"]), names.any_of(words["chambers"])
    held = "(?:-(?:led|run|controlled|held))?"
    return re.compile(rf"(?P<party>{parties}){held} (?P<house>{houses})")


@cache
def _behind() -> re.Pattern[str]:
    """Match what follows a member who is not named: "a Republican from Ohio"."""
    return re.compile(r"[,.;)]|[ ](?:from|of|and|but|since|until|who)\b")
