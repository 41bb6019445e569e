"""Who invested in a round, in sentences that the shipped pipeline reads."""

from dataclasses import replace

import pytest
from spacy.language import Language

from kg.records import Mention
from kg.relate import claims
from kg.relate.examples import claims_of, marked
from kg.relate.rules import Rules


@pytest.mark.model
@pytest.mark.parametrize(
    "example",
    [
        "Last month Kwame led {Acme Corp} to a Series C of $8m from [Beta Trust], "
        "[Gamma Capital] and [Delta Fund].",
        "[Beta Trust] took part in the round alongside [Gamma Capital], valuing "
        "{Acme Corp} at $4m.",
        "{Acme Corp} raised $4m in a round led by [Beta Trust], with participation "
        "from existing investors [Gamma Capital] and [Delta Fund].",
    ],
)
def test_who_is_in_a_round_invested(example: str, rules: Rules, nlp: Language) -> None:
    found = claims_of(
        example,
        "invested_in",
        rules,
        nlp,
        subject_kind="organisation",
        object_kind="organisation",
    )
    _, marks = marked(example)
    firm = next(mark.start for mark in marks if mark.part == "object")
    investors = {mark.start for mark in marks if mark.part == "subject"}
    assert {(claim.subject, claim.object) for claim in found} == {
        (investor, firm) for investor in investors
    }


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Norvik Capital led the round.",
        "The round was led by Norvik Capital.",
        "The round comes from Norvik Capital.",
        "Participants in the round included Norvik Capital.",
    ],
)
def test_a_round_stands_for_the_firm_that_raised_it(
    text: str, rules: Rules, nlp: Language
) -> None:
    def mention(word: str, form: str, name: str) -> Mention:
        start = text.index(word)
        made = Mention(
            "", start, start + len(word), word, "organisation", 0, len(text), form=form
        )
        return replace(made, name=name)

    firm = mention("round", "title", "Acme")
    investor = mention("Norvik Capital", "name", "Norvik Capital")
    found = claims(nlp(text), [firm, investor], rules)
    told = {(claim.relation, claim.subject, claim.object) for claim in found}
    assert told == {("invested_in", investor.start, firm.start)}
