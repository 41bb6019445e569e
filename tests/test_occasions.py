"""Events that are initiatives where somebody runs them, from hand-built Docs."""

import pytest
import spacy
from spacy.tokens import Doc

from kg import annotate
from kg.records import INITIATIVE

VOCAB = spacy.blank("en").vocab


def found(text: str, name: str, label: str = "MISC") -> list[tuple[str, str]]:
    """Return names and kinds of a text in which an event is marked."""
    made = spacy.blank("en")(text)
    at = text.index(name)
    doc = Doc(
        VOCAB,
        words=[token.text for token in made],
        spaces=[bool(token.whitespace_) for token in made],
        heads=[0] * len(made),
        deps=["dep"] * len(made),
    )
    doc.set_ents([doc.char_span(at, at + len(name), label)])
    return [(m.text, m.kind) for m in annotate.mentions(doc, document="d") if m.kind]


@pytest.mark.parametrize("label", ["MISC", "EVENT"])
@pytest.mark.parametrize(
    "text",
    [
        "The director of the Velm Jazz Festival spoke.",
        "A curator of the eighth edition of the Velm Jazz Festival spoke.",
        "They founded the Velm Jazz Festival in May.",
        "Acme sponsors the annual Velm Jazz Festival today.",
        "The Velm Jazz Festival's artistic director spoke.",
        "The Velm Jazz Festival, organised by Acme, began.",
        "The Velm Jazz Festival was founded in 1990 by Acme.",
    ],
)
def test_an_event_that_somebody_runs_is_an_initiative(text: str, label: str) -> None:
    assert found(text, "Velm Jazz Festival", label) == [
        ("Velm Jazz Festival", INITIATIVE)
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They sang at the Velm Jazz Festival in May.", "Velm Jazz Festival"),
        ("The director of the Velm Flood film spoke.", "Velm Flood"),
        ("The director of the Festival spoke.", "Festival"),
    ],
)
def test_other_events_are_no_names(text: str, name: str) -> None:
    assert found(text, name) == []


def test_an_events_year_is_no_part_of_its_name() -> None:
    text = "Acme curated the 2013 Velm Triennale in May."
    assert found(text, "2013 Velm Triennale") == [("Velm Triennale", INITIATIVE)]
