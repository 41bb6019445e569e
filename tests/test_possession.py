"""What a firm has that is called "the company", from the shipped pipeline."""

from dataclasses import replace

import pytest
from test_relate import make_doc

from kg.records import INITIATIVE, ORGANISATION, PERSON, Mention
from kg.relate import claims
from kg.relate.rules import Rules

OWNED = """The 1 det DT
    company 4 nmod:poss NN
    's 1 case POS
    new 4 amod JJ
    Orme 5 nsubj NNP
    grew 5 root VBD grow"""


@pytest.mark.parametrize(
    ("kind", "relation"),
    [
        (INITIATIVE, ["brand_or_product_of"]),
        (PERSON, ["employee_of"]),
        (ORGANISATION, []),
    ],
)
def test_what_a_company_has_is_its_own(
    rules: Rules, kind: str, relation: list[str]
) -> None:
    doc = make_doc(OWNED)
    text = doc.text
    firm = Mention("d", 0, 11, text[:11], ORGANISATION, 0, len(text), "description")
    at = text.index("Orme")
    owned = replace(firm, start=at, end=at + 4, text="Orme", kind=kind, form="name")
    assert [claim.relation for claim in claims(doc, [firm, owned], rules)] == relation
