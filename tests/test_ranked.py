"""Who comes next in a rank, from the shipped pipeline."""

import pytest
from spacy.language import Language
from test_relate_text import told

from kg.relate.rules import Rules


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "{Tellan}'s biggest shareholder is {Norvik}, followed by {Halden}.",
        "{Norvik} is {Tellan}'s main shareholder, closely followed by {Halden}.",
        "{Norvik} is the largest shareholder of {Tellan}, ahead of {Halden}.",
    ],
)
def test_who_follows_the_first_is_one_too(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert {
        ("Norvik", "invested_in", "Tellan"),
        ("Halden", "invested_in", "Tellan"),
    } == told(nlp, rules, text)


@pytest.mark.model
def test_who_follows_somebody_else_is_none(nlp: Language, rules: Rules) -> None:
    text = "{Norvik}, a shareholder of {Tellan}, spoke, followed by {Halden}."
    assert told(nlp, rules, text) == {("Norvik", "invested_in", "Tellan")}
