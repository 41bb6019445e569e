"""The rules on trees of the scheme that the stock English pipelines speak."""

import pytest
from clearnlp import Converter, converted
from spacy.tokens import Doc
from test_trees import make_doc

from kg.annotate import load_pipeline
from kg.relate.examples import failures
from kg.relate.rules import load_rules

ALLOWED = 0.025
"""Share of examples whose tree the parser itself gets wrong."""

TREES = {
    "an agent": (
        "Acme 2 nsubj:pass NNP|was 2 aux:pass VBD|founded 2 root VBN|by 4 case IN|"
        "Roe 2 obl:agent NNP",
        "nsubjpass auxpass ROOT agent pobj",
        [2, 2, 2, 2, 3],
    ),
    "a copula": (
        "Roe 3 nsubj NNP|is 3 cop VBZ|the 3 det DT|founder 3 root NN|of 5 case IN|"
        "Acme 3 nmod NNP",
        "nsubj ROOT det attr prep pobj",
        [1, 1, 3, 1, 3, 4],
    ),
    "a name": (
        "Jane 2 nsubj NNP|Roe 0 flat NNP|spoke 2 root VBD",
        "compound nsubj ROOT",
        [1, 2, 2],
    ),
    "a list": (
        "Roe 5 nsubj NNP|, 2 punct ,|Poe 0 conj NNP|and 4 cc CC|Doe 0 conj NNP|"
        "spoke 5 root VBD",
        "nsubj punct conj cc conj ROOT",
        [5, 0, 0, 2, 2, 5],
    ),
    "a gerund": (
        "Roe 1 nsubj NNP|spoke 1 root VBD|after 3 mark IN|leaving 1 advcl VBG|"
        "Acme 3 obj NNP",
        "nsubj ROOT prep pcomp dobj",
        [1, 1, 1, 2, 3],
    ),
}


@pytest.mark.parametrize("case", TREES)
def test_trees_are_turned_into_those_of_the_other_scheme(case: str) -> None:
    rows, labels, heads = TREES[case]
    doc: Doc = converted(make_doc(rows.replace("|", "\n")))
    assert [token.dep_ for token in doc] == labels.split()
    assert [token.head.i for token in doc] == heads


@pytest.mark.model
def test_examples_of_the_rules_hold_in_the_other_scheme() -> None:
    rules = load_rules()
    wrong = failures(rules, Converter(load_pipeline()))
    count = sum(len(rule.examples) + len(rule.counterexamples) for rule in rules.all())
    assert len(wrong) <= ALLOWED * count, "\n".join(wrong)
