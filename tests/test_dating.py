"""Dates of claims, by hand-built trees."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.relate.grammar.schemes import sentence_tree
from kg.relate.grammar.trees import Node
from kg.relate.judging.dating import date_of
from kg.relate.rules import load_rules

VOCAB = spacy.blank("en").vocab
WORDS = load_rules().words


def nodes(rows: str) -> list[Node]:
    """Build a tree from lines of `word head label tag [lemma]`."""
    cells = [line.split() for line in rows.strip().splitlines()]
    doc = Doc(
        VOCAB,
        words=[cell[0] for cell in cells],
        heads=[int(cell[1]) for cell in cells],
        deps=[cell[2] for cell in cells],
        tags=[cell[3] for cell in cells],
        lemmas=[cell[4] if len(cell) > 4 else cell[0].lower() for cell in cells],
    )
    return sentence_tree(doc[:], [])


def date(rows: str, word: str, **options: str | bool) -> str:
    found = nodes(rows)
    predicate = next(node for node in found if node.token.text == word)
    return date_of(predicate, found, WORDS, **options)  # type: ignore[arg-type]


BOUGHT = """Acme 1 nsubj NNP
    bought 1 root VBD buy
    Beta 1 obj NNP
    {} 5 amod JJ
    in 5 case IN
    {} 1 obl NNP"""


def test_dating_takes_the_date_of_the_clause() -> None:
    assert date(BOUGHT.format("early", "1999"), "bought") == "1999"


def test_dating_places_relative_dates_by_the_document() -> None:
    rows = BOUGHT.format("early", "March")
    assert date(rows, "bought") == ""
    assert date(rows, "bought", reference="2015-02-18") == "2014-03"
    assert date(rows, "bought", reference="2015-02-18", future=True) == "2015-03"


def test_dating_leaves_the_date_of_another_clause() -> None:
    rows = """Acme 1 nsubj NNP
        bought 1 root VBD buy
        Beta 1 obj NNP
        founded 2 acl:relcl VBN found
        in 5 case IN
        1999 3 obl CD"""
    assert date(rows, "bought") == ""
    assert date(rows, "founded") == "1999"


@pytest.mark.parametrize(
    ("verb", "lemma", "found"),
    [
        ("named", "name", "1999"),
        ("visited", "visit", ""),
    ],
)
def test_dating_shares_the_verb_that_gives_a_role(
    verb: str, lemma: str, found: str
) -> None:
    rows = f"""They 1 nsubj PRP
        {verb} 1 root VBD {lemma}
        chairman 1 obj NN
        in 4 case IN
        1999 1 obl CD"""
    assert date(rows, "chairman") == found


def test_dating_shares_the_verb_of_a_deed() -> None:
    rows = """purchase 2 nsubj:pass NN
        was 2 aux:pass VBD be
        completed 2 root VBN complete
        in 4 case IN
        1999 2 obl CD"""
    assert date(rows, "purchase") == ""
    assert date(rows, "purchase", deed=True) == "1999"


def test_dating_looks_ahead_where_something_is_under_way() -> None:
    rows = """Roe 2 nsubj NNP
        is 2 aux VBZ be
        meeting 2 root VBG meet
        Poe 2 obj NNP
        on 5 case IN
        Friday 2 obl NNP"""
    assert date(rows, "meeting", reference="2015-02-18") == "2015-02-20"
