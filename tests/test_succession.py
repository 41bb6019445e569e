"""Who had a post before: claims of the shipped pipeline from marked sentences."""

import pytest
from spacy.language import Language
from test_relate import make_doc
from test_relate import told as trees_told
from test_relate_text import told

from kg.relate.rules import Rules


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "{Tellan} has named [Ann Poe] chairman, replacing [Jane Roe].",
        "{Tellan} elected [Ann Poe] as chairman, succeeding [Jane Roe].",
        "{Tellan} announced the election of [Ann Poe] as chair, replacing [Jane Roe].",
        "{Tellan} announced [Ann Poe]'s appointment as chair, succeeding [Jane Roe].",
        "{Tellan} announced the election of the banker, [Ann Poe], as chair, replacing "
        "[Jane Roe].",
        "{Tellan} has named [Ann Poe] its new chairman, replacing [Jane Roe].",
        "[Ann Poe] was appointed chair of {Tellan}, replacing [Jane Roe], who retired.",
        "[Ann Poe] took over as chair of {Tellan} from [Jane Roe] in May.",
        "{Tellan} has a new chairman, [Ann Poe], who took over from [Jane Roe].",
        "{Tellan}'s new chairman is [Ann Poe], who replaces [Jane Roe].",
        "{Tellan}'s chairman, [Ann Poe], took over from [Jane Roe] in May.",
        "{Tellan} chairman [Ann Poe], who replaced [Jane Roe] in May, spoke first.",
    ],
)
def test_who_was_followed_had_the_post(nlp: Language, rules: Rules, text: str) -> None:
    found = told(nlp, rules, text)
    assert ("Ann Poe", "chair_of", "Tellan") in found
    assert ("Jane Roe", "chair_of", "Tellan") in found


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "{Tellan} chairman [Ann Poe], who replaced [Jane Roe] as mayor, spoke first.",
        "{Tellan}'s former chairman, [Ann Poe], replaced [Jane Roe] in May.",
        "{Tellan} chairman [Ann Poe] did not succeed [Jane Roe].",
        "{Tellan} elected its chairman, [Ann Poe], as director to succeed [Jane Roe].",
        "{Tellan} chairman [Ann Poe] met [Jane Roe], replacing a lamp.",
    ],
)
def test_another_post_is_not_shared(nlp: Language, rules: Rules, text: str) -> None:
    assert ("Jane Roe", "chair_of", "Tellan") not in told(nlp, rules, text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "{Tellan} has named [Ann Poe] chairman, replacing [Jane Roe].",
        "{Tellan} named [Ann Poe] its new chairman, replacing [Jane Roe].",
        "{Tellan} approved the election of [Ann Poe] as chair to replace [Jane Roe].",
    ],
)
def test_who_is_named_follows_not_who_names(
    nlp: Language, rules: Rules, text: str
) -> None:
    found = told(nlp, rules, text)
    assert ("Ann Poe", "succeeded", "Jane Roe") in found
    assert ("Tellan", "succeeded", "Jane Roe") not in found


@pytest.mark.model
def test_a_firm_does_not_take_a_persons_place(nlp: Language, rules: Rules) -> None:
    found = told(nlp, rules, "{Tellan} replaced [Jane Roe] in May.")
    assert ("Tellan", "succeeded", "Jane Roe") not in found


@pytest.mark.model
def test_who_announces_an_appointment_has_the_post(nlp: Language, rules: Rules) -> None:
    text = "{Tellan} announced the appointment of [Ann Poe] as chief executive."
    assert ("Ann Poe", "chief_executive_of", "Tellan") in told(nlp, rules, text)


@pytest.mark.model
def test_the_news_of_an_election_tells_the_post(nlp: Language, rules: Rules) -> None:
    text = "It had news of the election of [Ann Poe] as the new chair of {Tellan}."
    assert ("Ann Poe", "chair_of", "Tellan") in told(nlp, rules, text)


@pytest.mark.model
def test_who_welcomes_an_appointment_need_not(nlp: Language, rules: Rules) -> None:
    text = "{Tellan} welcomed the appointment of [Ann Poe] as finance minister."
    assert ("Ann Poe", "holds_role_at", "Tellan") not in told(nlp, rules, text)


def test_no_organisation_follows_a_person(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        replaced 1 root VBD replace
        Roe 1 obj NNP"""
    )
    found = trees_told(doc, ("Acme", "Roe"), rules)
    assert ("Acme", "succeeded", "Roe") not in found


def test_who_is_named_follows_also_as_a_predicate(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        named 1 root VBD name
        Roe 1 xcomp NNP
        succeeding 1 advcl VBG succeed
        Doe 3 obj NNP"""
    )
    found = trees_told(doc, ("Acme", "Roe", "Doe"), rules)
    assert ("Roe", "succeeded", "Doe") in found


def test_whose_appointment_is_told_follows(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        announced 1 root VBD announce
        the 3 det DT
        appointment 1 obj NN
        of 5 case IN
        Roe 3 nmod NNP
        , 7 punct ,
        replacing 1 advcl VBG replace
        Doe 7 obj NNP"""
    )
    found = trees_told(doc, ("Acme", "Roe", "Doe"), rules)
    assert ("Roe", "succeeded", "Doe") in found
