"""Nouns that explain a name, taken for more of its list or for its head."""

from test_relate import make_doc, told

from kg.relate.rules import Rules

NAMES = ("Acme", "Beta", "Gamma")


LIST = """Acme 11 nsubj NNP
    and 2 cc CC
    Beta 0 conj NNP
    {mark} 5 punct ,
    {article} 5 det DT
    firms 0 conj NNS
    which 7 nsubj WDT
    own 5 acl:relcl VBP own
    Gamma 7 obj NNP
    , 11 punct ,
    both 11 advmod RB
    grew 11 root VBD grow"""


def test_appositions_explain_a_closed_list(rules: Rules) -> None:
    doc = make_doc(LIST.format(mark=",", article="the"))
    assert told(doc, NAMES, rules) == {
        ("Acme", "owner_of", "Gamma"),
        ("Beta", "owner_of", "Gamma"),
    }


def test_appositions_leave_a_longer_list(rules: Rules) -> None:
    doc = make_doc(LIST.format(mark="and", article="some"))
    assert told(doc, NAMES, rules) == set()


DASH = """they 1 nsubj PRP
    praised 1 root VBD praise
    Roe 4 compound NNP
    {mark} 4 punct :
    head 1 obj NN
    of 6 case IN
    Acme 4 nmod NNP"""


def test_appositions_put_a_name_before_its_dash(rules: Rules) -> None:
    doc = make_doc(DASH.format(mark="-"))
    assert told(doc, ("Roe", "Acme"), rules) == {("Roe", "holds_role_at", "Acme")}
