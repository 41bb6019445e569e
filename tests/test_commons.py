"""Common nouns in capitals, which are no names."""

import pytest
import spacy

from kg import annotate

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def found(text: str, *marked: str) -> list[str]:
    """Return the names of a text in which some strings are marked as bodies."""
    made = NLP(text)
    spans = []
    for name in marked:
        start = text.index(name)
        spans.append(made.char_span(start, start + len(name), "ORG"))
    made.set_ents([span for span in spans if span is not None])
    named = annotate.mentions(made, document="d")
    return [one.text for one in named if one.form == "name"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We met some VCs there.", "VCs"),
        ("They sell a standby letter of credit (SLC) now.", "SLC"),
        ("It kept its BBB rating.", "BBB"),
        ("The vets found African Swine Fever there.", "African Swine Fever"),
        ("They saw Black Rhinos, and more rhinos.", "Black Rhinos"),
        ("In the habitat they saw African Lions.", "African Lions"),
        ("They crashed at Turn 9.", "Turn 9"),
        ("He played in the One Day International.", "One Day International"),
        ("He advises on Project Finance.", "Project Finance"),
        ("He advises on Mergers & Acquisitions.", "Mergers & Acquisitions"),
    ],
)
def test_commons_are_no_names(text: str, name: str) -> None:
    assert found(text, name) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We met the VC there.", "VC"),
        ("The central bank (CB) spoke.", "CB"),
        ("Shares of BBB fell.", "BBB"),
        ("They gave to Race Against Swine Fever.", "Race Against Swine Fever"),
        ("They beat Black Rhinos again.", "Black Rhinos"),
        ("They met the Project Finance Council.", "Project Finance Council"),
        ("They stayed at Studio 9.", "Studio 9"),
        ("They left the theatre group Stage 9.", "Stage 9"),
        ("They left Global Finance, founded in 1991.", "Global Finance"),
        ("They heard it on station 6 Music.", "6 Music"),
        ("In the habitat they met Larkin Tigers.", "Larkin Tigers"),
        ("The lynx helps, and so does Save the Red Lynx.", "Save the Red Lynx"),
        ("He left Larkin Finance.", "Larkin Finance"),
        ("They left the Trade Finance.", "Trade Finance"),
    ],
)
def test_commons_names_stay(text: str, name: str) -> None:
    assert found(text, name) == [name]


def test_commons_a_part_of_a_longer_name_stays() -> None:
    text = "A Trade Finance spokesman praised the Trade Finance Party."
    assert "Trade Finance" in found(text, "Trade Finance")


def test_commons_a_line_of_business_beside_bodies_is_one() -> None:
    text = "It has Larkin Cloud, Local Services and Acme Foods."
    marked = ("Larkin Cloud", "Local Services", "Acme Foods")
    assert found(text, *marked) == list(marked)
