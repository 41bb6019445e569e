"""Offices that are over, by hand-built trees."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.relate.grammar.schemes import sentence_tree
from kg.relate.judging.tense import is_over

VOCAB = spacy.blank("en").vocab

WAS = """Roe 2 nsubj NNP
    was 2 cop VBD
    chairman 2 root NN
    from 4 case IN
    2001 2 obl CD
    to 6 case IN
    2005 4 nmod CD"""
SERVED = """Roe 1 nsubj NNP
    served 1 root VBD
    as 3 case IN
    chairman 1 obl NN
    until 5 case IN
    May 1 obl NNP"""
USED = """Roe 1 nsubj NNP
    used 1 root VBD
    to 4 mark TO
    be 4 cop VB
    chairman 1 xcomp NN"""


@pytest.mark.parametrize(
    ("rows", "over"),
    [
        (WAS, True),
        (SERVED, True),
        (USED, True),
        (WAS.replace("was", "is"), False),
        (SERVED.replace("until", "since"), False),
        (SERVED.replace("served 1 root VBD", "serves 1 root VBZ"), False),
        ("\n".join(WAS.splitlines()[:3]), False),
        ("\n".join(WAS.splitlines()[:5]), False),
    ],
)
def test_an_office_is_over_where_the_clause_says_when(rows: str, over: bool) -> None:
    cells = [line.split() for line in rows.splitlines()]
    doc = Doc(
        VOCAB,
        words=[cell[0] for cell in cells],
        heads=[int(cell[1]) for cell in cells],
        deps=[cell[2] for cell in cells],
        tags=[cell[3] for cell in cells],
    )
    nodes = sentence_tree(doc[:], [])
    title = next(node for node in nodes if node.token.text == "chairman")
    assert is_over(title) == over
