"""Subjects in an aside, behind an echo, or unmarked by the parser."""

import pytest
from test_relate import make_doc, told

from kg.relate.rules import Rules

NAMES = ("Acme", "Beta", "Gamma", "Delta")


def test_subjects_count_who_is_along(rules: Rules) -> None:
    doc = make_doc(
        """Acme 8 nsubj NNP
        , 4 punct ,
        along 4 case IN
        with 4 case IN
        Beta 8 obl NNP
        and 6 cc CC
        Delta 4 conj NNP
        , 4 punct ,
        sued 8 root VBD sue
        Gamma 8 obj NNP"""
    )
    assert told(doc, (*NAMES, "Delta"), rules) == {
        ("Acme", "sued", "Gamma"),
        ("Beta", "sued", "Gamma"),
        ("Delta", "sued", "Gamma"),
    }


ECHO = """Acme 1 nsubj NNP
    sued 1 root VBD sue
    Gamma 1 obj NNP
    {mark} 5 punct ,
    {word} 5 advmod RB
    did 1 parataxis VBD do
    Beta 5 nsubj NNP"""


@pytest.mark.parametrize(("mark", "word"), [(";", "so"), (",", "as"), (",", "nor")])
def test_subjects_read_an_echo(mark: str, word: str, rules: Rules) -> None:
    doc = make_doc(ECHO.format(mark=mark, word=word))
    assert ("Beta", "sued", "Gamma") in told(doc, NAMES, rules)


def test_subjects_leave_a_comparison_alone(rules: Rules) -> None:
    doc = make_doc(ECHO.format(mark="much", word="as"))
    assert told(doc, NAMES, rules) == {("Acme", "sued", "Gamma")}


def test_subjects_take_the_name_before_a_lone_verb(rules: Rules) -> None:
    doc = make_doc(
        """Acme 2 obl NNP
        today 2 advmod NN
        sued 2 root VBD sue
        Gamma 2 obj NNP"""
    )
    assert told(doc, NAMES, rules) == {("Acme", "sued", "Gamma")}


def test_subjects_leave_a_verb_that_has_one(rules: Rules) -> None:
    doc = make_doc(
        """Acme 3 obl NNP
        , 3 punct ,
        Beta 3 nsubj NNP
        sued 3 root VBD sue
        Gamma 3 obj NNP"""
    )
    assert ("Acme", "sued", "Gamma") not in told(doc, NAMES, rules)


def test_subjects_hold_a_list_that_was_read_as_an_apposition(rules: Rules) -> None:
    doc = make_doc(
        """Acme 5 nsubj NNP
        , 2 punct ,
        Beta 0 appos NNP
        and 4 cc CC
        Gamma 0 conj NNP
        sued 5 root VBD sue
        Roe 5 obj NNP"""
    )
    assert told(doc, (*NAMES, "Roe"), rules) == {
        ("Acme", "sued", "Roe"),
        ("Beta", "sued", "Roe"),
        ("Gamma", "sued", "Roe"),
    }
