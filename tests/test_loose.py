"""Clauses and posts that hang loosely on whom they tell of, by the shipped tree."""

import pytest
from spacy.language import Language
from test_relate_firms import read

from kg.records import ASSERTED, POSSIBLE
from kg.relate.examples import claims_of
from kg.relate.rules import Rules

pytestmark = pytest.mark.model


def only_status(text: str, relation: str, rules: Rules, nlp: Language) -> str:
    """Return the status of the one claim that a text makes of a relation."""
    (claim,) = claims_of(text, relation, rules, nlp)
    return claim.status


@pytest.mark.parametrize(
    "text",
    [
        "[Jane Roe], the first woman to lead the {Halden Trust}, spoke on Monday.",
        "[Jane Roe], the first to lead the {Halden Trust}, spoke on Monday.",
        "They praised [Jane Roe], the only lawyer to lead the {Halden Trust}.",
        "[Jane Roe] became one of the first to lead the {Halden Trust}.",
        "Among the lawyers who led the {Halden Trust} was [Jane Roe].",
        "Among those leading the {Halden Trust} is [Jane Roe].",
        "The lawyer who led the {Halden Trust} is [Jane Roe].",
        "It was [Jane Roe] who led the {Halden Trust}.",
        "Lawyers have led the {Halden Trust}, among them [Jane Roe].",
        "[Jane Roe] spent two years leading the {Halden Trust}.",
        "In addition to leading the {Halden Trust}, [Jane Roe] writes books.",
        "Apart from leading the {Halden Trust}, [Jane Roe] writes books.",
        "[Jane Roe] led what is now the {Halden Trust}.",
        "[Jane Roe] led what would become the {Halden Trust}.",
        "The talks led to [Jane Roe] leading the {Halden Trust}.",
        "The row ended with [Jane Roe] leading the {Halden Trust}.",
        "The book by [Jane Roe], who has led the {Halden Trust}, is new.",
        "[Jane Roe] led, among others, the {Halden Trust}.",
        "The {Halden Trust}, a body that [Jane Roe] led, is old.",
    ],
)
def test_who_leads_is_found_wherever_it_hangs(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert only_status(text, "runs", rules, nlp) == ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "{Halden Trust}, with [Jane Roe] as chairman, grew fast.",
        "{Halden Trust} opened in 2012 with [Jane Roe] as chairman.",
        "[Jane Roe] travels a lot as chairman of {Halden Trust}.",
        "[Jane Roe] signed the letter as chairman of the {Halden Trust}.",
        "[Jane Roe] wrote books while chairman of {Halden Trust}.",
        "[Jane Roe] (chairman, the {Halden Trust}) spoke on Monday.",
    ],
)
def test_a_post_is_found_wherever_it_hangs(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert only_status(text, "chair_of", rules, nlp) == ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "They praised [Jane Roe], the next woman to lead the {Halden Trust}.",
        "The lawyer who may lead the {Halden Trust} is [Jane Roe].",
        "They welcomed the decision of [Jane Roe] to lead the {Halden Trust}.",
    ],
)
def test_who_is_to_lead_may(nlp: Language, rules: Rules, text: str) -> None:
    assert only_status(text, "runs", rules, nlp) == POSSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "[Jane Roe] posed as chairman of {Halden Trust}.",
        "They see [Jane Roe] as chairman of {Halden Trust}.",
        "<Tom Lee|person> met [Jane Roe] as chairman of {Halden Trust}.",
        "[Jane Roe], the chairman, the {Halden Trust} and the city agreed.",
    ],
)
def test_who_only_seems_to_chair_does_not(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert not claims_of(text, "chair_of", rules, nlp)


@pytest.mark.parametrize("post", ["founder", "owner", "adviser"])
def test_a_signature_tells_more_than_posts(
    nlp: Language, rules: Rules, post: str
) -> None:
    found = read(nlp, rules, f"[Jane Roe|person], {post}, {{Halden Trust}}")
    assert [(s, o) for s, _, o in found] == [("Jane Roe", "Halden Trust")]
