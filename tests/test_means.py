"""With whose money or backing something is done, and who is in or behind it."""

from dataclasses import replace

import pytest
from spacy.language import Language
from test_relate import make_doc, make_mentions, told

from kg.records import ASSERTED, INITIATIVE
from kg.relate import claims
from kg.relate.examples import claims_of
from kg.relate.rules import Rules


def test_means_give_money_to_what_is_built_with_it(rules: Rules) -> None:
    doc = make_doc(
        """Acme 2 nsubj:pass NNP
        was 2 aux:pass VBD be
        built 2 root VBN build
        with 4 case IN
        money 2 obl NN
        from 6 case IN
        Beta 4 nmod NNP"""
    )
    assert told(doc, ("Acme", "Beta"), rules) == {("Beta", "funds", "Acme")}


def test_means_without_a_preposition_of_means_say_nothing(rules: Rules) -> None:
    doc = make_doc(
        """Acme 2 nsubj:pass NNP
        was 2 aux:pass VBD be
        built 2 root VBN build
        without 4 case IN
        money 2 obl NN
        from 6 case IN
        Beta 4 nmod NNP"""
    )
    assert told(doc, ("Acme", "Beta"), rules) == set()


def test_means_back_who_acts(rules: Rules) -> None:
    doc = make_doc(
        """Roe 1 nsubj NNP
        won 1 root VBD win
        with 4 case IN
        the 4 det DT
        backing 1 obl NN
        of 6 case IN
        Beta 4 nmod NNP"""
    )
    assert told(doc, ("Roe", "Beta"), rules) == {("Beta", "supports", "Roe")}


def test_stance_says_nothing_of_a_firm_that_somebody_is_in(rules: Rules) -> None:
    doc = make_doc(
        """Roe 3 nsubj NNP
        is 3 cop VBZ be
        in 3 case IN
        Acme 3 root NNP"""
    )
    assert told(doc, ("Roe", "Acme"), rules) == set()


@pytest.mark.parametrize(
    ("case", "relation"), [("in", "participates_in"), ("behind", "supports")]
)
def test_stance_reads_who_is_in_or_behind_a_plan(
    case: str, relation: str, rules: Rules
) -> None:
    doc = make_doc(
        f"""Acme 3 nsubj NNP
        is 3 cop VBZ be
        {case} 3 case IN
        Brightplan 3 root NNP"""
    )
    mentions = make_mentions(doc, ("Acme", "Brightplan"))
    plan = replace(mentions[1], kind=INITIATIVE)
    (claim,) = claims(doc, [mentions[0], plan], rules)
    assert claim.relation == relation


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Thanks to funding from [Beta Trust|organisation], {Acme|organisation} will"
        " reopen.",
        "{Acme|organisation} would like to thank [Beta Trust|organisation] for its"
        " support.",
    ],
)
def test_what_one_is_thanked_for_was_given(
    text: str, rules: Rules, nlp: Language
) -> None:
    relation = "funds" if "funding" in text else "supports"
    found = claims_of(text, relation, rules, nlp)
    assert [claim.status for claim in found] == [ASSERTED]
