"""Words that stand for several names by grammar."""

import pytest
from test_relate import make_doc, told

from kg.relate.rules import Rules

NAMES = ("Acme", "Beta", "Gamma", "Roe")

BOTH = """Acme 9 nsubj NNP
    and 2 cc CC
    Beta 0 conj NNP
    , 5 punct ,
    {word} 5 {place} DT
    bought {head} acl VBN buy
    by 7 case IN
    Gamma 5 obl:agent NNP
    , 9 punct ,
    grew 9 root VBD grow"""


@pytest.mark.parametrize("head", [0, 2])
@pytest.mark.parametrize(
    ("word", "place", "bought"),
    [("both", "nsubj:pass", {"Acme", "Beta"}), ("once", "advmod", {"Beta"})],
)
def test_several_are_all_of_the_list_before_both(
    word: str, place: str, bought: set[str], head: int, rules: Rules
) -> None:
    doc = make_doc(BOTH.format(word=word, place=place, head=head))
    found = told(doc, NAMES, rules)
    assert {("Gamma", "acquired", name) for name in bought} <= found
    if head:
        assert len(found) == len(bought)


OF_WHOM = """Acme 10 nsubj NNP
    and 2 cc CC
    Beta 0 conj NNP
    , 7 punct ,
    both 7 nsubj DT
    of 6 case IN
    whom 4 nmod WP
    sued 0 acl:relcl VBD sue
    Gamma 7 {place} NNP
    , 10 punct ,
    grew 10 root VBD grow"""


@pytest.mark.parametrize(
    ("place", "expected"),
    [("obj", {("Acme", "sued", "Gamma"), ("Beta", "sued", "Gamma")}), ("dep", set())],
)
def test_both_of_whom_leave_no_gap(
    place: str, expected: set[tuple[str, str, str]], rules: Rules
) -> None:
    doc = make_doc(OF_WHOM.format(place=place))
    assert told(doc, NAMES, rules) == expected


EQUAL = """Acme 2 nmod:poss NNP
    's 0 case POS
    rivals 2 root NNS rival
    are 4 cop VBP be
    Beta 2 compound NNP
    and 6 cc CC
    Gamma 4 conj NNP"""


def test_a_name_behind_are_is_what_the_noun_before_it_is(rules: Rules) -> None:
    expected = {("Acme", "competitor_of", "Beta"), ("Acme", "competitor_of", "Gamma")}
    assert told(make_doc(EQUAL), NAMES, rules) == expected
