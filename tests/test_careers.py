"""Posts and jobs that are over, and whose a unit is, by hand-built trees."""

from dataclasses import replace

import pytest
from test_relate import make_doc, make_mentions, told

from kg.records import ORGANISATION
from kg.relate import claims
from kg.relate.rules import Rules


def labels(rows: str, rules: Rules) -> list[str]:
    doc = make_doc(rows)
    return [c.label for c in claims(doc, make_mentions(doc, ("Roe", "Acme")), rules)]


def test_who_previously_worked_somewhere_does_so_no_longer(rules: Rules) -> None:
    rows = """Roe 2 nsubj NNP
        previously 2 advmod RB
        worked 2 root VBD work
        for 4 case IN
        Acme 2 obl NNP"""
    assert labels(rows, rules) == ["formerly worked for"]


def test_who_formerly_was_a_chairman_is_so_no_longer(rules: Rules) -> None:
    rows = """Roe 6 nsubj NNP
        , 3 punct ,
        formerly 3 advmod RB
        chairman 0 appos NN
        of 5 case IN
        Acme 3 nmod NNP
        spoke 6 root VBD speak"""
    assert labels(rows, rules) == ["former chairman of"]


@pytest.mark.parametrize(
    ("verb", "particle"),
    [("left leave", ""), ("gave give", "up 1 compound:prt RP"), ("quit quit", "")],
)
def test_who_leaves_a_post_has_had_it(verb: str, particle: str, rules: Rules) -> None:
    past, lemma = verb.split()
    at = 2 + bool(particle)
    rows = f"""Roe 1 nsubj NNP
        {past} 1 root VBD {lemma}
        {particle or ""}
        his {at + 1} nmod:poss PRP$
        post 1 obj NN
        as {at + 3} case IN
        chairman {at + 1} nmod NN
        of {at + 5} case IN
        Acme {at + 3} nmod NNP"""
    filled = "\n".join(line for line in rows.splitlines() if line.strip())
    assert labels(filled, rules) == ["former chairman of"]


def test_a_unit_is_of_whom_stands_behind_it(rules: Rules) -> None:
    doc = make_doc(
        """Roe 1 nsubj NNP
        joined 1 root VBD join
        the 4 det DT
        Beta 4 compound NNP
        office 1 obj NN
        of 6 case IN
        Acme 4 nmod NNP"""
    )
    assert told(doc, ("Roe", "Beta", "Acme"), rules) == {("Roe", "employee_of", "Acme")}


def test_who_joins_may_stand_behind_is(rules: Rules) -> None:
    doc = make_doc(
        """Also 1 advmod RB
        joining 4 csubj VBG join
        Acme 1 obj NNP
        is 4 cop VBZ be
        Roe 4 root NNP"""
    )
    assert told(doc, ("Roe", "Acme"), rules) == {("Roe", "employee_of", "Acme")}


def test_a_second_post_is_not_joined_to_the_first_firm(rules: Rules) -> None:
    doc = make_doc(
        """Roe 12 nsubj NNP
        , 2 punct ,
        head 0 appos NN
        of 4 case IN
        sales 2 nmod NNS sale
        at 6 case IN
        Acme 4 nmod NNP
        and 8 cc CC
        chair 6 conj NN
        of 10 case IN
        Beta 8 nmod NNP
        , 2 punct ,
        spoke 12 root VBD speak"""
    )
    assert told(doc, ("Roe", "Acme", "Beta"), rules) == {
        ("Roe", "holds_role_at", "Acme"),
        ("Roe", "chair_of", "Beta"),
    }


def test_who_is_among_speakers_only_works_there(rules: Rules) -> None:
    doc = make_doc(
        """Speakers 1 nsubj NNS speaker
        include 1 root VBP include
        Roe 1 obj NNP
        and 4 cc CC
        Doe 2 conj NNP
        of 6 case IN
        Acme 4 nmod NNP"""
    )
    assert told(doc, ("Roe", "Doe", "Acme"), rules) == {("Doe", "employee_of", "Acme")}


def test_a_post_is_held_where_a_clause_tells(rules: Rules) -> None:
    doc = make_doc(
        """Roe 1 nsubj NNP
        left 1 root VBD leave
        Acme 1 obj NNP
        , 7 punct ,
        where 7 advmod WRB
        she 7 nsubj PRP
        was 7 cop VBD be
        chairman 2 acl:relcl NN"""
    )
    found = told(doc, ("Roe", "Acme", "she"), rules)
    assert ("she", "chair_of", "Acme") in found


def test_who_announces_an_appointment_gives_the_post(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        announced 1 root VBD announce
        the 3 det DT
        appointment 1 obj NN
        of 5 case IN
        Roe 3 nmod NNP
        as 7 case IN
        chairman 3 nmod NN"""
    )
    assert ("Roe", "chair_of", "Acme") in told(doc, ("Roe", "Acme"), rules)


def test_a_short_word_is_not_in_a_longer_name(rules: Rules) -> None:
    doc = make_doc(
        """Roe 1 nsubj NNP
        moved 1 root VBD move
        to 3 case IN
        United 1 obl NNP"""
    )
    (roe, club) = make_mentions(doc, ("Roe", "United"))
    found = claims(doc, [roe, replace(club, kind=ORGANISATION)], rules)
    assert [claim.label for claim in found] == ["moved to"]


@pytest.mark.parametrize(("verb", "status"), [("may", "possible"), ("did", "asserted")])
def test_an_appointment_that_may_be_announced_is_open(
    verb: str, status: str, rules: Rules
) -> None:
    doc = make_doc(
        f"""Acme 2 nsubj NNP
        {verb} 2 aux MD
        announce 2 root VB
        the 4 det DT
        appointment 2 obj NN
        of 6 case IN
        Roe 4 nmod NNP
        as 8 case IN
        chairman 4 nmod NN"""
    )
    (claim,) = claims(doc, make_mentions(doc, ("Roe", "Acme")), rules)
    assert (claim.relation, claim.status) == ("chair_of", status)


def test_who_will_not_leave_a_post_has_it(rules: Rules) -> None:
    doc = make_doc(
        """Roe 3 nsubj NNP
        will 3 aux MD
        not 3 neg RB
        leave 3 root VB
        his 5 nmod:poss PRP$
        post 3 obj NN
        as 7 case IN
        chairman 3 obl NN
        of 9 case IN
        Acme 7 nmod NNP"""
    )
    (claim,) = claims(doc, make_mentions(doc, ("Roe", "Acme")), rules)
    assert (claim.label, claim.status) == ("chair of", "asserted")
