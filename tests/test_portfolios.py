"""Portfolios, seats and posts are no organisations and nobody."""

import re

import pytest
import spacy
from spacy.tokens import Doc

from kg import annotate, names
from kg.records import ORGANISATION, PLACE

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def found(text: str, *marked: str, label: str = "ORG") -> list[tuple[str, str]]:
    """Return text and kind of the names in a text of which some are marked."""
    made = NLP(text)
    _mark(made, [(text.index(name), len(name)) for name in marked], label)
    mentions = annotate.mentions(made, document="d")
    return [(m.text, m.kind) for m in mentions if m.form == "name"]


def _mark(made: Doc, places: list[tuple[int, int]], label: str) -> None:
    spans = (made.char_span(at, at + size, label) for at, size in places)
    made.set_ents([span for span in spans if span is not None])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("He met Home Affairs spokesman Bo Lund.", ["Home Affairs"]),
        ("He met Shadow Health Secretary Ann Poole.", ["Shadow Health"]),
        ("He met Shadow Treasury chief secretary Ann Poole.", ["Shadow Treasury"]),
        ("He met Work and Pensions Secretary Ann Poole.", ["Work and Pensions"]),
        ("He met Trade and Industry Secretary Ann Poole.", ["Trade"]),
        ("He met Culture, Media and Sport Secretary Bo Lund.", ["Culture", "Media"]),
        (
            "The Secretary of State for Culture, Media and Sport spoke.",
            ["State for Culture", "Media and Sport"],
        ),
        ("The Minister for Tides and Dykes spoke.", ["Tides and Dykes"]),
        ("The Minister for Children, Young People and Families spoke.", ["Families"]),
        ("The Under-Secretary of State for Tides spoke.", ["Tides"]),
        ("The minister of International Trade spoke.", ["International Trade"]),
        ("Their spokesman on Home Affairs spoke.", ["Home Affairs"]),
        ("The Chancellor of the Exchequer spoke.", ["Exchequer"]),
        ("He met the Head of Digital Services.", ["Digital Services"]),
        ("Ann Poole, Director of Sales and Marketing, spoke.", ["Sales", "Marketing"]),
    ],
)
def test_portfolios_are_no_organisations(text: str, marked: list[str]) -> None:
    assert found(text, *marked) == []


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        (
            "He met Lib Dem Home Affairs spokesman Bo Lund.",
            "Lib Dem Home Affairs",
            "Lib Dem",
        ),
        ("He met Lib Dem Treasury spokesman Bo Lund.", "Lib Dem Treasury", "Lib Dem"),
        (
            "He met Ferdal Union Trade Minister Bo Lund.",
            "Ferdal Union Trade",
            "Ferdal Union",
        ),
        ("He met EU Trade Commissioner Bo Lund.", "EU Trade", "EU"),
        ("Ann Poole, now a Veyland MEP, spoke.", "Veyland MEP", "Veyland"),
    ],
)
def test_portfolios_leave_whose_they_are(text: str, marked: str, kept: str) -> None:
    assert found(text, marked) == [(kept, ORGANISATION)]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("A Treasury spokesman spoke.", "Treasury"),
        ("A Home Office minister spoke.", "Home Office"),
        ("A Larkin Health spokesman spoke.", "Larkin Health"),
        (
            "A Department for Home Affairs spokesman spoke.",
            "Department for Home Affairs",
        ),
        ("The Minister for the Cabinet Office spoke.", "Cabinet Office"),
        (
            "A spokesman for International Tide Machines spoke.",
            "International Tide Machines",
        ),
        (
            "A Justice and Trade spokesman praised the Justice and Trade Party.",
            "Justice and Trade",
        ),
        ("The general secretary of International Tides spoke.", "International Tides"),
        ("The head of Larkin International spoke.", "Larkin International"),
        ("Ann Poole, head of Larkin Services, spoke.", "Larkin Services"),
    ],
)
def test_portfolios_bodies_stay(text: str, body: str) -> None:
    assert (body, ORGANISATION) in found(text, body)


def test_portfolios_a_party_stands_before_a_list_of_them() -> None:
    text = "He met Tory culture, media and sport spokesman Bo Lund."
    assert found(text, "Bo Lund", label="PERSON")[0] == ("Tory", ORGANISATION)


@pytest.mark.parametrize("post", ["First Minister", "Lord Chancellor", "Speaker"])
def test_portfolios_a_post_names_nobody(post: str) -> None:
    assert not names.is_name(post)


@pytest.mark.parametrize(
    "name", ["National Executive", "Lady Bishop", "Ferdal Speaker"]
)
def test_portfolios_a_name_like_a_post_is_one(name: str) -> None:
    assert names.is_name(name)


def test_seats_are_places() -> None:
    text = "Ann Poole, MP for Ferdal and Veyland, spoke."
    assert found(text, "Ferdal", "Veyland") == [("Ferdal", PLACE), ("Veyland", PLACE)]


@pytest.mark.parametrize(
    "text",
    ["An MP for Labour spoke.", "As MP for Ferdal and Labour's leader she spoke."],
)
def test_seats_a_party_is_none(text: str) -> None:
    assert found(text, "Labour") == [("Labour", ORGANISATION)]


def test_dropped_a_storm_wherever_it_is_named() -> None:
    text = "Forecasters say Hurricane Lund grew. Lund then left Veyland."
    made = NLP(text)
    _mark(made, [(m.start(), 4) for m in re.finditer("Lund", text)], "PERSON")
    assert [m.text for m in annotate.mentions(made, document="d")] == []
