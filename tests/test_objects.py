"""Objects and agents of a verb that a parser calls something else."""

import pytest
from test_relate import make_doc, make_mentions, told

from kg.records import POSSIBLE
from kg.relate import claims
from kg.relate.rules import Rules

NAMES = ("Acme", "Beta", "Gamma")


def test_objects_are_what_a_lone_indirect_one_is(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        bought 1 root VBD buy
        Beta 1 iobj NNP
        in 4 case IN
        May 1 obl CD"""
    )
    assert told(doc, NAMES, rules) == {("Acme", "acquired", "Beta")}


def test_objects_leave_a_name_before_its_noun(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        buys 1 root VBZ buy
        Beta 1 iobj NNP
        stake 1 dep NN"""
    )
    assert told(doc, NAMES, rules) == set()


def test_objects_read_a_passive_by_its_agent(rules: Rules) -> None:
    doc = make_doc(
        """Acme 2 nsubj NNP
        is 2 aux VBZ be
        owned 2 root VBN own
        by 4 case IN
        Beta 2 obl:agent NNP"""
    )
    assert told(doc, NAMES, rules) == {("Beta", "owner_of", "Acme")}


def test_objects_take_a_second_subject_behind_the_verb(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        sued 1 root VBD sue
        both 3 cc:preconj CC
        Beta 1 nsubj NNP
        and 5 cc CC
        Gamma 3 conj NNP"""
    )
    assert told(doc, NAMES, rules) == {
        ("Acme", "sued", "Beta"),
        ("Acme", "sued", "Gamma"),
    }


LOW = """Acme 2 nsubj:pass NNP
    was 2 aux:pass VBD be
    {verb} 2 root VBN {lemma}
    {case} 4 case IN
    {noun} 2 obl NN
    by 6 case IN
    Beta 4 nmod NNP"""


def test_objects_hang_an_agent_on_its_passive(rules: Rules) -> None:
    doc = make_doc(LOW.format(verb="sued", lemma="sue", case="for", noun="libel"))
    assert told(doc, NAMES, rules) == {("Beta", "sued", "Acme")}


def test_objects_leave_the_doer_of_a_deal(rules: Rules) -> None:
    doc = make_doc(
        LOW.format(verb="opposed", lemma="oppose", case="to", noun="takeover")
    )
    assert ("Beta", "opposes", "Acme") not in told(doc, NAMES, rules)


def test_objects_hang_a_subject_on_its_verb(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        is 2 aux VBZ be
        owned 2 root VBN own
        by 4 case IN
        Beta 2 obl:agent NNP"""
    )
    assert told(doc, NAMES, rules) == {("Beta", "owner_of", "Acme")}


def test_objects_hang_the_agent_behind_another_name_on_its_passive(
    rules: Rules,
) -> None:
    doc = make_doc(
        """bans 5 nsubj NNS
        imposed 0 acl VBN impose
        on 3 case IN
        Beta 1 obl NNP
        by 6 case IN
        held 5 root VBD hold
        Acme 3 nmod NNP"""
    )
    assert told(doc, NAMES, rules) == {("Acme", "stated", "Beta")}


def test_objects_read_a_noun_behind_as_as_no_clause(rules: Rules) -> None:
    doc = make_doc(
        """as 1 mark IN
        chairman 5 advcl NN
        of 3 case IN
        Acme 1 nmod NNP
        Roe 5 nsubj NNP
        resigned 5 root VBD resign"""
    )
    assert ("Roe", "chair_of", "Acme") in told(doc, ("Roe", *NAMES), rules)


def test_objects_make_a_post_of_the_second(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        made 1 root VBD make
        Roe 1 obj NNP
        its 4 nmod:poss PRP$
        chairman 1 obj NN"""
    )
    assert ("Roe", "chair_of", "Acme") in told(doc, ("Acme", "Roe", "its"), rules)


def test_objects_are_taken_from_where_they_were(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        signed 1 root VBD sign
        striker 1 obj NN
        Roe 2 appos NNP
        from 5 case IN
        Beta 3 nmod NNP"""
    )
    assert told(doc, ("Acme", "Roe", "Beta"), rules) == {
        ("Roe", "employee_of", "Acme"),
        ("Roe", "employee_of", "Beta"),
    }


def test_objects_read_a_field_as_no_clause(rules: Rules) -> None:
    doc = make_doc(
        """Roe 3 nsubj NNP
        is 3 cop VBZ be
        the 3 det DT
        head 3 root NN
        of 5 mark IN
        lending 3 acl VBG lend
        at 7 case IN
        Acme 5 obl NNP"""
    )
    assert told(doc, ("Acme", "Roe"), rules) == {("Roe", "holds_role_at", "Acme")}


@pytest.mark.parametrize(("head", "label"), [(2, "obj"), (3, "appos")])
def test_objects_leave_a_post_open_that_may_be_given(
    head: int, label: str, rules: Rules
) -> None:
    doc = make_doc(
        f"""Acme 2 nsubj NNP
        may 2 aux MD
        appoint 2 root VB
        Roe 2 obj NNP
        its 5 nmod:poss PRP$
        chairman {head} {label} NN"""
    )
    marks = make_mentions(doc, ("Acme", "Roe", "its"))
    found = {c.relation: c.status for c in claims(doc, marks, rules)}
    assert found["chair_of"] == POSSIBLE
