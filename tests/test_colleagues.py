"""Posts without a body beside a colleague's, from the shipped pipeline."""

import pytest
from spacy.language import Language
from test_relate_text import told

from kg.relate.rules import Rules

OFFICES = ("holds_role_at", "chief_executive_of", "chair_of")


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "{Tellan} chief executive [Jane Roe] and finance director [John Doe] left.",
        "{Tellan} CEO [Jane Roe], CFO [Ann Poe] and COO [John Doe] left.",
        "{Tellan} CEO [Jane Roe], along with CFO [John Doe], left.",
        "{Tellan}'s president, [Jane Roe], and chairman, [John Doe], left.",
        "[Jane Roe], president of {Tellan}, and finance director [John Doe] left.",
        "[Jane Roe], president of {Tellan}, and [John Doe], treasurer, left.",
        "{Tellan} named [Jane Roe] as president and [John Doe] as chairman.",
    ],
)
def test_a_post_beside_a_colleague_is_of_the_same_firm(
    nlp: Language, rules: Rules, text: str
) -> None:
    found = told(nlp, rules, text)
    assert {("John Doe", office, "Tellan") for office in OFFICES} & found


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "{Tellan} chairman [Jane Roe] and director [John Doe] met.",
        "{Tellan} chairman [Jane Roe] and President [John Doe] met.",
        "{Tellan} chairman [Jane Roe] and actor [John Doe] met.",
        "{Tellan} chairman [Jane Roe] and [John Doe], president of a mill, met.",
        "{Tellan} chairman [Jane Roe] met finance director [John Doe].",
        "{Tellan} chairman [Jane Roe] and a manager, [John Doe], met.",
        "[Jane Roe], founder and chairman, and [John Doe] left {Tellan}.",
    ],
)
def test_who_is_no_colleague_has_no_post(
    nlp: Language, rules: Rules, text: str
) -> None:
    found = told(nlp, rules, text)
    assert not {("John Doe", office, "Tellan") for office in OFFICES} & found
