"""The second of two nouns that tell what somebody is, by the shipped tree."""

import pytest
from spacy.language import Language

from kg.relate.examples import claims_of
from kg.relate.rules import Rules

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "before",
    [
        "a poet, a painter and",
        "a lawyer and, since 2010,",
        "a lawyer and, in her spare time,",
        "a mother of two and",
        "the author of several novels and",
        "a native of Springfield and",
        "winner of the prize and",
    ],
)
def test_a_second_noun_tells_of_whom_the_first_tells(
    nlp: Language, rules: Rules, before: str
) -> None:
    text = f"[Jane Roe], {before} founder of {{Halden Theatre}}, spoke on Monday."
    assert len(claims_of(text, "founder_of", rules, nlp)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[Jane Roe], a nurse, and the founder of {Halden Theatre}, <Ann Lee|person>, "
        "spoke.",
        "[Jane Roe], the wife of the chairman and founder of {Halden Theatre}, spoke.",
        "[Jane Roe], adviser to the board and founder of {Halden Theatre}, spoke.",
    ],
)
def test_who_is_named_beside_is_somebody_else(
    nlp: Language, rules: Rules, text: str
) -> None:
    found = claims_of(text, "founder_of", rules, nlp)
    assert all(claim.subject > text.index("]") for claim in found)


@pytest.mark.parametrize("verb", ["saw", "has seen", "watched"])
def test_whom_somebody_sees_is_who_acts(nlp: Language, rules: Rules, verb: str) -> None:
    text = f"The union {verb} finance chief [Jane Roe] join {{Halden Corp}}."
    assert len(claims_of(text, "employee_of", rules, nlp)) == 1


@pytest.mark.parametrize(
    ("noun", "held"),
    [
        ("two {Halden Corp} directors", False),
        ("three {Halden Corp} directors", False),
        ("a {Halden Corp} director", True),
    ],
)
def test_two_more_are_others(
    nlp: Language, rules: Rules, noun: str, held: bool
) -> None:
    text = f"They met [Jane Roe], {noun} and a lawyer."
    assert bool(claims_of(text, "holds_role_at", rules, nlp)) is held
