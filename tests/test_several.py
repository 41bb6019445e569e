"""Whom "they", "both", "the two banks" stand for, with invented people and firms."""

import re
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.corefer import marked, within
from kg.records import KINDS, Mention

MARKED = re.compile(r"\{([^|{}]+)\|([a-z ]*)\}")
ROLES = ("subject", "object", "possessive")


def read(text: str) -> tuple[str, list[Mention]]:
    """Read `{Ann Rovik|person subject}`, `{they|pronoun subject}`, `{workers|}`.

    What has no kind is a description: a reference to several, or a mere noun.
    """
    plain, last = "", 0
    spans = []
    for match in MARKED.finditer(text):
        plain += text[last : match.start()]
        spans.append((len(plain), match[1], match[2].split()))
        plain, last = plain + match[1], match.end()
    plain += text[last:]
    return plain, [mention(plain, *span) for span in spans]


def mention(text: str, start: int, words: str, tells: list[str]) -> Mention:
    left = text.rfind(". ", 0, start) + 1
    right = text.find(". ", start) + 1
    kind = next((tell for tell in tells if tell in KINDS), "")
    named = "name" if kind else "pronoun" if "pronoun" in tells else "description"
    role = next((tell for tell in tells if tell in ROLES), "")
    end = start + len(words)
    return Mention(
        "d", start, end, words, kind, left, right or len(text), form=named, role=role
    )


def answers(text: str) -> list[tuple[str, set[str]]]:
    """Return the references to several that are answered, and by whom."""
    plain, found = read(text)
    known = [one for one in within(found, plain) if one.form != "name"]
    groups = (list(group) for _, group in groupby(known, lambda one: one.start))
    return [(group[0].text, {one.name for one in group}) for group in groups]


PEOPLE = "{Ann Rovik|person subject} and {John Veyl|person subject} left. "
FIRMS = "{Halden Corp|organisation subject} and {Norvik Group|organisation subject} "


@pytest.mark.parametrize(
    ("text", "reference", "members"),
    [
        (
            FIRMS + "said {they|pronoun subject} grew.",
            "they",
            "Halden Corp+Norvik Group",
        ),
        (PEOPLE + "{They|pronoun subject} ate.", "They", "Ann Rovik+John Veyl"),
        (PEOPLE + "{Both| subject} ate.", "Both", "Ann Rovik+John Veyl"),
        (PEOPLE + "{The two| subject} ate.", "The two", "Ann Rovik+John Veyl"),
        (
            "{Ann Rovik|person subject} married {John Veyl|person object}. "
            "{The couple| subject} ate.",
            "The couple",
            "Ann Rovik+John Veyl",
        ),
        (
            "{John Veyl|person subject} and {Tom Veyl|person subject} left. "
            "{The brothers| subject} ate.",
            "The brothers",
            "John Veyl+Tom Veyl",
        ),
        (
            "{Ann Rovik|person subject} runs {Halden Bank|organisation object} and not "
            "{Norvik Bank|organisation}. {The two banks| subject} grew.",
            "The two banks",
            "Halden Bank+Norvik Bank",
        ),
    ],
)
def test_members_are_those_named_together(
    text: str, reference: str, members: str
) -> None:
    assert answers(text) == [(reference, {*members.split("+")})]


@pytest.mark.parametrize(
    "text",
    [
        "{Workers| subject} at " + FIRMS + "struck. {They|pronoun subject} won.",
        PEOPLE + "{The two banks| subject} grew.",
        PEOPLE + "{Both women| subject} ate.",
        "{John Veyl|person subject} left. {They|pronoun subject} ate.",
        "{John Veyl|person subject} met {Ann Rovik|person object}, {Tom Poe|person}, "
        "{Eva Lund|person} and {Ida Berg|person}. {The two| subject} ate.",
    ],
)
def test_members_of_a_doubtful_group_are_not_told(text: str) -> None:
    assert not answers(text)


def test_members_go_on_from_one_reference_to_the_next() -> None:
    later = "{They|pronoun subject} ate. It rained. {Both| subject} slept."
    group = {"Ann Rovik", "John Veyl"}
    assert answers(PEOPLE + later) == [("They", group), ("Both", group)]


def test_members_have_the_place_and_words_of_the_reference() -> None:
    plain, found = read(PEOPLE + "{Both of them| subject} ate.")
    for one in within(found, plain):
        assert plain[one.start : one.end] == one.text
    both = [one for one in within(found, plain) if one.form != "name"]
    assert [(one.text, one.kind) for one in both] == [("Both of them", "person")] * 2


def test_marked_keeps_open_pronouns_and_drops_open_nouns() -> None:
    plain, found = read("{John Veyl|person subject} left. {They|pronoun} met {fans|}.")
    kept = marked(found, within(found, plain))
    assert [one.text for one in kept] == ["John Veyl", "They"]


WORDS = st.sampled_from(
    [
        "{Ann Rovik|person subject}",
        "{John Veyl|person object}",
        "{Halden Corp|organisation}",
        "{Halden Plan|initiative}",
        "{Norvik Group|organisation subject}",
        "{he|pronoun subject}",
        "{they|pronoun subject}",
        "{their|pronoun possessive}",
        "{the two companies| subject}",
        "{both| subject}",
        "{the pair| object}",
        "{fans| subject}",
        "and",
        ",",
        "met.",
    ]
)


@given(st.lists(WORDS, max_size=25))
def test_members_are_two_to_four_of_one_place(words: list[str]) -> None:
    plain, found = read(" ".join(words))
    known = within(found, plain)
    assert known == within(found, plain)
    starts = {one.start: one for one in found}
    for start, group in groupby(known, lambda one: one.start):
        members = list(group)
        pairs = {(one.kind, one.name) for one in members}
        assert len(pairs) == len(members) <= 4
        if members[0].text in (
            "they",
            "their",
            "both",
            "the pair",
            "the two companies",
        ):
            assert len(members) > 1
            assert {one.text for one in members} == {starts[start].text}
