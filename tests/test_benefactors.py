"""Bodies that are called after people, from hand-built Docs."""

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg import annotate
from kg.records import ORGANISATION, PERSON

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def doc(text: str, *ents: tuple[str, str]) -> Doc:
    """Make a Doc whose entities are the first places of some strings, in order."""
    made = NLP(text)
    spans, at = [], 0
    for name, label in ents:
        start = text.index(name, at)
        at = start + len(name)
        span = made.char_span(start, at, label)
        assert span is not None
        spans.append(span)
    made.set_ents(spans)
    return made


def found(text: str, *ents: tuple[str, str]) -> list[tuple[str, str]]:
    """Return text and kind of the names in a text."""
    made = annotate.mentions(doc(text, *ents), document="d")
    return [(one.text, one.kind) for one in made if one.form == "name"]


@pytest.mark.parametrize(
    ("left", "label", "right"),
    [
        ("Oskar P.", "ORG", "Lavinia P. Trellick Foundation"),
        ("Oskar P.", "PERSON", "Lavinia Trellick Charitable Trust"),
        ("Ruth St. Orme", "PERSON", "Lionel Barrow Vance Foundation"),
        ("Lydia M. Farrow", "PERSON", "Hugh Farrow Trust"),
        ("Olga", "PERSON", "Viktor Marsh Family Foundation"),
        ("Dorothy", "ORG", "Frank Lund School of Nursing"),
        ("Vilma", "ORG", "Frank Lund Centre"),
    ],
)
@pytest.mark.parametrize("link", [" and ", " & "])
def test_a_couples_foundation_is_one_name(
    left: str, label: str, right: str, link: str
) -> None:
    text = f"They thank the {left}{link}{right}."
    whole = [(f"{left}{link}{right}", ORGANISATION)]
    assert found(text, (left, label), (right, "ORG")) == whole


@pytest.mark.parametrize(
    ("text", "left", "label", "right"),
    [
        (
            "Ann Roe and Hewlow Foundation paid.",
            "Ann Roe",
            "PERSON",
            "Hewlow Foundation",
        ),
        ("Ann Roe and Tim Vey Trust paid.", "Ann Roe", "PERSON", "Tim Vey Trust"),
        ("The BBC and Tim Vey Trust paid.", "BBC", "ORG", "Tim Vey Trust"),
        ("A. Roe and Tim Vey Trust paid.", "A. Roe", "PERSON", "Tim Vey Trust"),
        ("“Ann Roe and Tim Vey Trust paid.", "Ann Roe", "PERSON", "Tim Vey Trust"),
        ("Ann and the Tim Vey Trust paid.", "Ann", "PERSON", "Tim Vey Trust"),
        ("Acme and Tim Vey Trust paid.", "Acme", "ORG", "Tim Vey Trust"),
        ("The Post and Tim Vey Trust. Post", "Post", "ORG", "Tim Vey Trust"),
        ("Queen and Martin Vey School met.", "Queen", "PERSON", "Martin Vey School"),
    ],
)
def test_a_list_stays_a_list(text: str, left: str, label: str, right: str) -> None:
    names = [name for name, _ in found(text, (left, label), (right, "ORG"))]
    assert names[:2] == [left, right]


def test_a_quotation_may_begin_with_a_couples_school() -> None:
    ents = ("Rossa", "PERSON"), ("Carol Vey School", "ORG")
    whole = [("Rossa and Carol Vey School", ORGANISATION)]
    assert found("They call it “Rossa and Carol Vey School.”", *ents) == whole


def test_a_couple_that_shares_its_surname_needs_no_article() -> None:
    ents = ("Lydia Farrow", "PERSON"), ("Hugh Farrow Trust", "ORG")
    whole = [("Lydia Farrow and Hugh Farrow Trust", ORGANISATION)]
    assert found("Lydia Farrow and Hugh Farrow Trust gave.", *ents) == whole


def test_a_surname_of_the_document_is_no_given_name() -> None:
    text = "Ann Trask spoke. The Trask and Paul Vey Trust gave."
    ents = ("Ann Trask", "PERSON"), ("Trask", "PERSON"), ("Paul Vey Trust", "ORG")
    assert ("Trask", PERSON) in found(text, *ents)


@pytest.mark.parametrize(
    ("text", "ent", "label", "whole"),
    [
        ("In Sir Ed Trask's Museum.", "Ed Trask", "PERSON", "Sir Ed Trask's Museum"),
        ("In Sir Ed Trask’s Museum.", "Ed Trask", "PERSON", "Sir Ed Trask’s Museum"),
        ("In Ed Trask's Gallery.", "Ed Trask", "PERSON", "Ed Trask's Gallery"),
        ("In St Vilma's Hospital.", "St Vilma", "ORG", "St Vilma's Hospital"),
        ("In St. Vilma's College.", "St. Vilma", "ORG", "St. Vilma's College"),
    ],
)
def test_somebodys_museum_is_no_person(
    text: str, ent: str, label: str, whole: str
) -> None:
    assert found(text, (ent, label)) == [(whole, ORGANISATION)]


@pytest.mark.parametrize(
    "text",
    [
        "In Mr Trask's School they sang.",
        "At Ann Trask's School they sang.",
        "In Trask's Museum Street they sang.",
        "In Trask's museum they sang.",
    ],
)
def test_a_person_who_has_a_school_stays_one(text: str) -> None:
    name = "Ann Trask" if "Ann" in text else "Trask"
    assert found(text, (name, "PERSON")) == [(name, PERSON)]


def test_a_title_belongs_to_a_foundations_name() -> None:
    named = found("The Sir Ed Trask Foundation paid.", ("Ed Trask Foundation", "ORG"))
    assert named == [("Sir Ed Trask Foundation", ORGANISATION)]


def test_two_owners_have_one_hospital() -> None:
    ents = ("Rao", "PERSON"), ("St Vilma's Hospital", "ORG")
    whole = [("Rao's and St Vilma's Hospital", ORGANISATION)]
    assert found("Rao's and St Vilma's Hospital shut.", *ents) == whole


def test_a_person_right_before_a_centre_is_its_name() -> None:
    ents = ("Lee Rao Jr.", "PERSON"), ("Legacy Center", "ORG")
    whole = [("Lee Rao Jr. Legacy Center", ORGANISATION)]
    assert found("The Lee Rao Jr. Legacy Center opened.", *ents) == whole


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Then Lee Rao Vey Center opened.", "Vey Center"),
        ("The Lee Rao BA Manchester Center opened.", "BA Manchester Center"),
    ],
)
def test_a_person_before_any_other_centre_stays_one(text: str, right: str) -> None:
    ents = ("Lee Rao", "PERSON"), (right, "ORG")
    assert ("Lee Rao", PERSON) in found(text, *ents)


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("He is the Paul and Jill Vey Senior Curator.", "Paul", "Jill Vey"),
        ("Acme's C. Jean and Paul Vey Director left.", "C. Jean", "Paul Vey"),
        ("She won the Lena and Paul Vey Prize.", "Lena", "Paul Vey"),
    ],
)
def test_whom_a_post_is_called_after_is_left_out(
    text: str, left: str, right: str
) -> None:
    assert found(text, (left, "PERSON"), (right, "PERSON")) == []


def test_two_people_before_a_post_stay_people() -> None:
    text = "She met Paul and Jill Vey. Professor Rao came."
    ents = ("Paul", "PERSON"), ("Jill Vey", "PERSON")
    assert found(text, *ents) == [("Paul", PERSON), ("Jill Vey", PERSON)]


@given(st.lists(st.sampled_from(["Ann", "A. Lee", "Trust", "and", "the", "Rao's"])))
def test_names_come_in_order_and_apart(words: list[str]) -> None:
    text = " ".join([*words, "."])
    made = NLP(text)
    capital = [i for i, token in enumerate(made) if token.text[0].isupper()]
    made.set_ents([Span(made, i, i + 1, "ORG" if i % 2 else "PERSON") for i in capital])
    marks = [m for m in annotate.mentions(made, document="d") if m.form == "name"]
    assert all(a.end <= b.start for a, b in pairwise(marks))


@pytest.mark.parametrize("first", ["Marlow", "Marlow Venn"])
@pytest.mark.parametrize("last", ["Pask and Co Inc", "Orlin Pask and Partners"])
@pytest.mark.parametrize("label", ["ORG", "PERSON"])
def test_a_partnership_is_one_name(first: str, last: str, label: str) -> None:
    text = f"Zuma chose {first}, {last} as its broker."
    whole = [("Zuma", ORGANISATION), (f"{first}, {last}", ORGANISATION)]
    assert found(text, ("Zuma", "ORG"), (first, label), (last, "ORG")) == whole


def test_the_last_of_a_list_is_no_partnership() -> None:
    ends = [("Zuma", "ORG"), ("Marlow", "ORG"), ("Pask and Co", "ORG")]
    text = "They chose Zuma, Marlow, Pask and Co in May."
    assert [name for name, _ in found(text, *ends)] == ["Zuma", "Marlow", "Pask and Co"]
