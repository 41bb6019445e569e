"""Lists of sums: each further sum has a giver or taker of its own."""

from test_relate import make_doc, told

from kg.relate.rules import Rules

NAMES = ("Acme", "Beta", "Gamma")


PAID = """Acme 1 nsubj NNP
    donated 1 root VBD donate
    $ 1 obj $
    5 2 nummod CD
    to 5 case IN
    Beta 1 obl NNP
    and {noun} cc CC
    {words}
    to {last} case IN
    Gamma {noun} nmod NNP"""


def test_sums_have_takers_of_their_own(rules: Rules) -> None:
    words = "$ 5 conj $\n    3 7 nummod CD"
    doc = make_doc(PAID.format(noun=7, last=10, words=words))
    found = told(doc, NAMES, rules)
    assert {("Acme", "funds", "Beta"), ("Acme", "funds", "Gamma")} <= found


def test_sums_are_money(rules: Rules) -> None:
    words = "letters 5 conj NNS letter"
    doc = make_doc(PAID.format(noun=7, last=9, words=words))
    assert ("Acme", "funds", "Gamma") not in told(doc, NAMES, rules)
