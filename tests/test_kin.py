"""Constructions that several rules share, from hand-built trees in both schemes."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.records import ORGANISATION, PERSON, Mention
from kg.relate import claims
from kg.relate.rules import Rules

VOCAB = spacy.blank("en").vocab
KINDS = {"Acme": ORGANISATION, "Beta": ORGANISATION} | dict.fromkeys(
    ("Roe", "Doe", "Ann", "Paul"), PERSON
)
PRONOUNS = ("he", "his", "their")

WIFE = {
    "ud": """Roe 5 nsubj NNP
        and 3 cc CC
        his 3 nmod:poss PRP$
        wife 0 conj NN
        Ann 3 appos NNP
        left 5 root VBD leave""",
    "clear": """Roe 5 nsubj NNP
        and 0 cc CC
        his 3 poss PRP$
        wife 4 compound NN
        Ann 0 conj NNP
        left 5 ROOT VBD leave""",
}
WHERE = {
    "ud": """Roe 1 nsubj NNP
        left 1 root VBD leave
        Acme 1 obj NNP
        where 5 advmod WRB
        he 5 nsubj PRP
        worked 2 acl:relcl VBD work""",
    "clear": """Roe 1 nsubj NNP
        left 1 ROOT VBD leave
        Acme 1 dobj NNP
        where 5 advmod WRB
        he 5 nsubj PRP
        worked 2 relcl VBD work""",
}
TOGETHER = {
    "ud": """Acme 1 nsubj NNP
        built 1 root VBD build
        bridges 1 obj NNS bridge
        in 4 case IN
        partnership 1 obl NN
        with 6 case IN
        Beta 4 nmod NNP""",
    "clear": """Acme 1 nsubj NNP
        built 1 ROOT VBD build
        bridges 1 dobj NNS bridge
        in 1 prep IN
        partnership 3 pobj NN
        with 4 prep IN
        Beta 5 pobj NNP""",
}
ROUND = {
    "ud": """Beta 1 nsubj NNP
        raised 1 root VBD raise
        money 1 obj NN
        in 5 case IN
        a 5 det DT
        round 1 obl NN
        led 5 acl VBN lead
        by 8 case IN
        Acme 6 obl:agent NNP""",
    "clear": """Beta 1 nsubj NNP
        raised 1 ROOT VBD raise
        money 1 dobj NN
        in 1 prep IN
        a 5 det DT
        round 3 pobj NN
        led 5 acl VBN lead
        by 6 agent IN
        Acme 7 pobj NNP""",
}


def told(rows: str, rules: Rules) -> set[tuple[str, str, str]]:
    """Return the claims of a tree of `word head label tag [lemma]`, in words."""
    cells = [line.split() for line in rows.strip().splitlines()]
    kinds = {"NN": "NOUN", "VB": "VERB", "IN": "ADP"}
    doc = Doc(
        VOCAB,
        words=[cell[0] for cell in cells],
        heads=[int(cell[1]) for cell in cells],
        deps=[cell[2] for cell in cells],
        tags=[cell[3] for cell in cells],
        pos=["PROPN" if c[3] == "NNP" else kinds.get(c[3][:2], "X") for c in cells],
        lemmas=[cell[-1] if len(cell) > 4 else cell[0].lower() for cell in cells],
    )
    mentions = [
        Mention(
            "d",
            token.idx,
            token.idx + len(token),
            token.text,
            KINDS.get(token.text, ""),
            0,
            len(doc.text),
            form="pronoun" if token.text in PRONOUNS else "name",
        )
        for token in doc
        if token.text in (*KINDS, *PRONOUNS)
    ]
    words = {mention.start: mention.text for mention in mentions}
    return {
        (words[claim.subject], claim.relation, words[claim.object])
        for claim in claims(doc, mentions, rules)
    }


@pytest.mark.parametrize("scheme", ["ud", "clear"])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (WIFE, ("Roe", "spouse_of", "Ann")),
        (WHERE, ("he", "employee_of", "Acme")),
        (TOGETHER, ("Acme", "partner_of", "Beta")),
        (ROUND, ("Acme", "invested_in", "Beta")),
    ],
)
def test_shared_constructions_are_read_in_both_schemes(
    scheme: str, rows: dict[str, str], expected: tuple[str, str, str], rules: Rules
) -> None:
    assert expected in told(rows[scheme], rules)


@pytest.mark.parametrize("scheme", ["ud", "clear"])
def test_his_wife_beside_a_firm_is_not_the_firms(scheme: str, rules: Rules) -> None:
    found = told(WIFE[scheme].replace("Roe", "Acme"), rules)
    assert not any("Acme" in claim for claim in found)


def couple(verb_form: str, size: int) -> str:
    """Return "Roe [, Doe] and Ann praised their son Paul" with so many people."""
    names = ["Roe", "Doe", "Ann"][-size:] if size > 2 else ["Roe", "Ann"]
    rows = [f"{names[0]} {size + 1} nsubj NNP"]
    rows += [f"{name} 0 conj NNP" for name in names[1:]]
    rows.insert(size - 1, f"and {size} cc CC")
    verb = size + 1
    rows += [
        f"{verb_form} {verb} root VBD praise",
        f"their {verb + 2} nmod:poss PRP$",
        f"son {verb} obj NN",
        f"Paul {verb + 2} appos NNP",
    ]
    return "\n".join(rows)


def test_their_son_is_that_of_the_two_before(rules: Rules) -> None:
    assert {
        ("Paul", "child_of", "Roe"),
        ("Paul", "child_of", "Ann"),
    } <= told(couple("praised", 2), rules)


def test_their_son_is_nobodys_where_three_stand_before(rules: Rules) -> None:
    found = told(couple("praised", 3), rules)
    assert not {("Paul", "child_of", name) for name in ("Roe", "Doe", "Ann")} & found
