"""Lists that a clause in their midst parts, from the shipped pipeline."""

import pytest
from spacy.language import Language
from test_relate_text import told

from kg.relate.rules import Rules


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Investors in {Tellan} include {Norvik}, which bought a stake, private equity"
        " company {Halden} and the conglomerate {Orme}.",
        "Investors in {Tellan} include {Norvik}, which bought shares in May, {Halden}"
        " as well as {Orme}.",
        "Investors in {Tellan} such as {Norvik}, which bought a stake in May, {Halden}"
        " and {Orme} agreed.",
    ],
)
def test_a_clause_does_not_swallow_the_rest_of_a_list(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert told(nlp, rules, text) == {
        (name, "invested_in", "Tellan") for name in ("Norvik", "Halden", "Orme")
    }


@pytest.mark.model
def test_a_clause_keeps_the_names_behind_its_verb(nlp: Language, rules: Rules) -> None:
    found = told(
        nlp, rules, "Rivals of {Tellan} include {Norvik}, which owns {Halden}."
    )
    assert ("Norvik", "owner_of", "Halden") in found
    assert ("Halden", "competitor_of", "Tellan") not in found
