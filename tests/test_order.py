"""What no order of words allows, whatever a parser makes of it."""

import pytest
from test_relate import make_doc, told

from kg.relate.rules import Rules

REMOTE = """Acme 1 nsubj NNP
    grew 1 root VBD grow
    {verb} {hangs} {label} VBD {verb}
    Beta {name} obj NNP
    , 6 punct ,
    which 6 nsubj WDT
    owns {clause} acl:relcl VBZ own
    Gamma 6 obj NNP"""


def test_a_clause_speaks_of_the_phrase_before_its_comma(rules: Rules) -> None:
    rows = REMOTE.format(verb="left", hangs=1, label="parataxis", name=2, clause=0)
    found = told(make_doc(rows), ("Acme", "Beta", "Gamma"), rules)
    assert ("Beta", "owner_of", "Gamma") in found
    assert ("Acme", "owner_of", "Gamma") not in found


HEADED = """Roe 5 nsubj NNP
    , 2 punct ,
    head 0 appos NN
    of 4 case IN
    Beta 2 nmod NNP
    , 7 punct ,
    who 7 nsubj WP
    founded 0 acl:relcl VBD found
    Gamma 7 obj NNP
    , 5 punct ,
    left 10 root VBD leave"""


def test_a_clause_may_speak_of_what_its_phrase_explains(rules: Rules) -> None:
    found = told(make_doc(HEADED), ("Roe", "Beta", "Gamma"), rules)
    assert ("Roe", "founder_of", "Gamma") in found
    assert ("Beta", "founder_of", "Gamma") not in found


EARLY = """Acme 3 nsubj NNP
    and 2 cc CC
    Beta 4 conj NNP
    bought 3 root VBD buy
    Gamma 3 obj NNP"""


def test_a_list_begins_before_its_members(rules: Rules) -> None:
    found = told(make_doc(EARLY), ("Acme", "Beta", "Gamma"), rules)
    assert found == {("Acme", "acquired", "Gamma"), ("Beta", "acquired", "Gamma")}


BEHIND = """Beta 1 nsubj NNP
    bought 1 root VBD buy
    the 3 det DT
    firm 1 obj NN
    , 3 punct ,
    in 6 case IN
    {pronoun} 7 obl WDT
    Acme 3 appos NNP
    believed 1 parataxis VBD believe"""


def test_no_apposition_stands_behind_a_relative_pronoun(rules: Rules) -> None:
    found = told(make_doc(BEHIND.format(pronoun="which")), ("Acme", "Beta"), rules)
    assert found == set()


def test_an_apposition_stands_behind_other_words(rules: Rules) -> None:
    found = told(make_doc(BEHIND.format(pronoun="fact")), ("Acme", "Beta"), rules)
    assert found == {("Beta", "acquired", "Acme")}


LINE = """Rivals 0 root NNS rival
    {of} 2 case IN
    Acme 0 nmod NNP
    : 4 punct :
    Beta 0 list NNP
    , 6 punct ,
    Gamma {head} appos NNP"""


@pytest.mark.parametrize("head", [0, 4])
def test_a_line_lists_all_behind_its_colon(head: int, rules: Rules) -> None:
    rows = LINE.format(of="of", head=head)
    found = told(make_doc(rows), ("Acme", "Beta", "Gamma"), rules)
    expected = {("Acme", "competitor_of", "Beta"), ("Acme", "competitor_of", "Gamma")}
    assert found == expected
