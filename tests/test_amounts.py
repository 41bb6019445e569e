"""Nouns of amount stand for what they measure."""

import pytest
from test_relate import make_doc, told

from kg.relate.rules import Rules

MEASURED = """Acme 1 nsubj NNP
    bought 1 root VBD buy
    a 3 det DT
    {amount} 1 obj NN
    of 5 case IN
    {firms} 3 nmod {tag}
    such 8 case JJ
    as 6 fixed IN
    Beta 5 nmod NNP"""


@pytest.mark.parametrize(
    ("amount", "firms", "tag", "expected"),
    [
        ("range", "firms", "NNS", {("Acme", "acquired", "Beta")}),
        ("critic", "firms", "NNS", set()),
        ("range", "work", "NN", set()),
    ],
)
def test_amounts_give_way_to_what_they_measure(
    amount: str,
    firms: str,
    tag: str,
    expected: set[tuple[str, str, str]],
    rules: Rules,
) -> None:
    doc = make_doc(MEASURED.format(amount=amount, firms=firms, tag=tag))
    assert told(doc, ("Acme", "Beta"), rules) == expected


EDITION = """Acme 1 nsubj NNP
    launched 1 root VBD launch
    the 3 det DT
    {noun} 1 obj NN
    of 5 case IN
    Beta 3 nmod NNP"""


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("edition", {("Acme", "launched", "Beta")}), ("critic", set())],
)
def test_an_edition_stands_for_what_it_is_of(
    noun: str, expected: set[tuple[str, str, str]], rules: Rules
) -> None:
    doc = make_doc(EDITION.format(noun=noun))
    assert told(doc, ("Acme", "Beta"), rules) == expected
