"""Open relations: who does what to whom beyond a plain object."""

import pytest
from test_relate import make_doc, make_mentions

from kg.relate import claims
from kg.relate.rules import Rules

NAMES = ("Acme", "Beta", "Roe", "Doe")


def labels(rows: str, rules: Rules) -> set[tuple[str, str, str]]:
    """Return the open claims as subject, label, object."""
    doc = make_doc(rows)
    mentions = make_mentions(doc, NAMES)
    text = {mention.start: mention.text for mention in mentions}
    return {
        (text[c.subject], c.label, text[c.object])
        for c in claims(doc, mentions, rules)
        if c.relation == "stated"
    }


ACROSS = """Acme 1 nsubj NNP
    {verb} 1 root VBD {lemma}
    letters 1 obj NNS
    {case} 4 case IN
    Beta {head} {label} NNP"""


@pytest.mark.parametrize(("head", "label"), [(1, "obl"), (2, "nmod")])
def test_stated_reaches_across_a_thing(head: int, label: str, rules: Rules) -> None:
    rows = ACROSS.format(verb="handed", lemma="hand", case="to", head=head, label=label)
    assert labels(rows, rules) == {("Acme", "handed letters to", "Beta")}


def test_stated_reaches_across_only_where_two_are_needed(rules: Rules) -> None:
    rows = ACROSS.format(verb="saw", lemma="see", case="from", head=1, label="obl")
    assert labels(rows, rules) == set()


def test_stated_names_to_whom_something_is_given(rules: Rules) -> None:
    rows = """Acme 1 nsubj NNP
        handed 1 root VBD hand
        Beta 1 iobj NNP
        letters 1 obj NNS"""
    assert labels(rows, rules) == {("Acme", "handed letters to", "Beta")}


def test_stated_names_to_whom_something_was_given(rules: Rules) -> None:
    rows = """Beta 2 nsubj:pass NNP
        was 2 aux:pass VBD be
        handed 2 root VBN hand
        letters 2 obj NNS
        by 5 case IN
        Acme 2 obl:agent NNP"""
    assert labels(rows, rules) == {("Acme", "handed letters to", "Beta")}


def test_stated_keeps_the_particle_before_a_preposition(rules: Rules) -> None:
    rows = """Roe 1 nsubj NNP
        grew 1 root VBD grow
        up 1 compound:prt RP
        with 4 case IN
        Doe 1 obl NNP"""
    assert labels(rows, rules) == {("Roe", "grew up with", "Doe")}


ASIDE = """Roe 1 nsubj NNP
    wrote 1 root VBD write
    songs 1 obj NNS
    {comma} 4 punct ,
    with 5 case IN
    Doe 1 obl NNP"""


def test_stated_leaves_an_aside_of_who_did_something_else(rules: Rules) -> None:
    assert labels(ASIDE.format(comma="often"), rules) == {
        ("Roe", "wrote songs with", "Doe")
    }
    assert labels(ASIDE.format(comma=","), rules) == set()


TOLD = """Roe 1 nsubj NNP
    told 1 root VBD tell
    {name} 1 iobj NNP
    that 5 mark IN
    it 5 nsubj PRP
    rained 1 ccomp VBD rain"""


def test_stated_tells_of_people_only(rules: Rules) -> None:
    assert labels(TOLD.format(name="Doe"), rules) == {("Roe", "told", "Doe")}
    assert labels(TOLD.format(name="Beta"), rules) == set()
