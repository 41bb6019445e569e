"""Parties that a word before an office or a member names."""

import pytest
import spacy
from spacy.tokens import Doc

from kg import annotate
from kg.identity import companies
from kg.records import ORGANISATION, PERSON

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def found(text: str, *people: str) -> list[tuple[str, str]]:
    """Return text and kind of the names in a text with some people marked."""
    made: Doc = NLP(text)
    spans = []
    for name in people:
        start = text.index(name)
        spans.append(made.char_span(start, start + len(name), "PERSON"))
    made.set_ents(spans)
    return [
        (m.text, m.kind)
        for m in annotate.mentions(made, document="d")
        if m.form == "name"
    ]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Tory leader Ann Poole spoke.", "Tory"),
        ("The Conservative shadow home secretary Ann Poole spoke.", "Conservative"),
        ("The Republican presidential candidate Ann Poole spoke.", "Republican"),
        ("On Monday Tory Ann Poole spoke.", "Tory"),
    ],
)
def test_partisans_a_party_stands_before_an_office_or_a_member(
    text: str, party: str
) -> None:
    assert found(text, "Ann Poole") == [
        (party, ORGANISATION),
        ("Ann Poole", PERSON),
    ]


def test_partisans_a_member_is_told_to_be_one() -> None:
    assert ("Republican", ORGANISATION) in found(
        "Ann Poole, a Republican from Ohio, spoke.", "Ann Poole"
    )


def test_partisans_the_party_is_cut_off_a_persons_name() -> None:
    assert found("Then Tory Ann Poole spoke.", "Tory Ann Poole") == [
        ("Tory", ORGANISATION),
        ("Ann Poole", PERSON),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A conservative leader, Ann Poole spoke.",
        "The Conservative estimate pleased Ann Poole.",
        "The Green leaf pleased Ann Poole.",
    ],
)
def test_partisans_other_words_are_no_party(text: str) -> None:
    assert found(text, "Ann Poole") == [("Ann Poole", PERSON)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Green activists met Ann Poole.", []),
        ("The Socialist government met Ann Poole.", []),
        ("The Labour government met Ann Poole.", ["Labour"]),
        ("Tory peers met Ann Poole of the Tories.", ["Tory", "Tories"]),
    ],
)
def test_partisans_an_adjective_of_many_needs_the_party_itself(
    text: str, parties: list[str]
) -> None:
    known = [word for word, kind in found(text, "Ann Poole") if kind == ORGANISATION]
    assert known == parties


def test_partisans_a_party_stands_in_brackets() -> None:
    text = "Ann Poole (Green) and Tory leader Bo Lund spoke."
    assert ("Green", ORGANISATION) in found(text, "Ann Poole", "Green", "Bo Lund")


def test_partisans_a_given_name_stays() -> None:
    assert found("Then Tory Poole spoke.", "Tory Poole") == [("Tory Poole", PERSON)]


@pytest.mark.parametrize("name", ["Tory", "Tories", "Tory Party"])
def test_partisans_members_and_party_have_one_stem(name: str) -> None:
    assert companies.partisan(name) == "tory"


def test_partisans_other_plurals_have_no_stem() -> None:
    assert companies.partisan("Giants") == ""


def test_partisans_a_party_and_a_house_are_two() -> None:
    made: Doc = NLP("The GOP Senate candidate Ann Poole spoke.")
    spans = [made.char_span(4, 14, "ORG"), made.char_span(25, 34, "PERSON")]
    made.set_ents([span for span in spans if span is not None])
    names = [m.text for m in annotate.mentions(made, document="d") if m.form == "name"]
    assert names == ["GOP", "Senate", "Ann Poole"]
