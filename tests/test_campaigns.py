"""Who campaigns against whom, in sentences that the shipped pipeline reads."""

import pytest
from spacy.language import Language
from test_relate_text import told

from kg.relate.rules import Rules

pytestmark = pytest.mark.model


def against(nlp: Language, rules: Rules, text: str) -> set[tuple[str, str]]:
    found = told(nlp, rules, text)
    return {(one, other) for one, how, other in found if how == "opposes"}


@pytest.mark.parametrize(
    "text",
    [
        "A petition calling for a boycott of {Tellan Bank}, backed by {Clean Rivers},"
        " has gathered 40,000 signatures.",
        "The campaign, run by {Clean Rivers}, targets {Tellan Bank}.",
        "Protesters from {Clean Rivers} gathered outside branches of {Tellan Bank}.",
        "{Clean Rivers} has called for a boycott of {Tellan Bank}.",
        "A campaign by {Clean Rivers} aimed at {Tellan Bank} began in May.",
        "Activists gathered outside branches of {Tellan Bank} as part of a campaign by"
        " {Clean Rivers}.",
    ],
)
def test_who_runs_a_campaign_is_against_its_aim(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert against(nlp, rules, text) == {("Clean Rivers", "Tellan Bank")}


@pytest.mark.parametrize(
    "text",
    [
        "{Clean Rivers} began a campaign outside an office of {Tellan Bank}.",
        "The campaign, run by {Clean Rivers}, was paid for by {Tellan Bank}.",
        "{Clean Rivers} will open its campaign against {Tellan Town} in May.",
        "Protesters gathered outside {Clean Rivers} and {Tellan Bank}.",
        "{Clean Rivers} gathered its staff outside branches of {Tellan Bank}.",
    ],
)
def test_no_campaign_no_aim(nlp: Language, rules: Rules, text: str) -> None:
    assert not against(nlp, rules, text)


def test_what_a_campaigns_aim_is_backed_by_stays_with_it(
    nlp: Language, rules: Rules
) -> None:
    text = "A branch of {Tellan Bank}, backed by {Norvik Capital}, has opened."
    assert ("Norvik Capital", "invested_in", "Tellan Bank") in told(nlp, rules, text)
