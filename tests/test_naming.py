"""Whom a noun names, from hand-built trees."""

import pytest
from test_relate import make_doc, told

from kg.relate.rules import Rules

CALLED = """Beta 1 nsubj NNP
    bought 1 root VBD buy
    the 3 det DT
    firm 1 obj NN
    {verb} 3 acl {tag} {lemma}
    Acme 4 xcomp NNP"""


@pytest.mark.parametrize(
    ("verb", "tag", "lemma", "expected"),
    [
        ("called", "VBN", "call", {("Beta", "acquired", "Acme")}),
        ("naming", "VBG", "name", set()),
    ],
)
def test_naming_takes_a_name_from_what_is_called_so(
    verb: str, tag: str, lemma: str, expected: set[tuple[str, str, str]], rules: Rules
) -> None:
    doc = make_doc(CALLED.format(verb=verb, tag=tag, lemma=lemma))
    assert told(doc, ("Acme", "Beta"), rules) == expected
