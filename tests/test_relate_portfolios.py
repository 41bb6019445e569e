"""Portfolios before and behind a post, as the label of a role keeps them."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.records import ORGANISATION, PERSON, Mention
from kg.relate import claims, load_rules
from kg.relate.posts import portfolios

VOCAB = spacy.blank("en").vocab


def doc(text: str) -> Doc:
    made = Doc(VOCAB, words=text.split())
    made[0].is_sent_start = True
    for token in made[1:]:
        token.is_sent_start = False
    return made


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        (
            "minister for Young People and Families , Roe",
            "for young people and families",
        ),
        ("minister of trade , health and sport Roe", "of trade, health and sport"),
        ("minister for the environment and Roe", "for the environment"),
        ("minister for Acme", ""),
        ("minister and trade", ""),
        ("minister", ""),
    ],
)
def test_portfolios_behind_a_post(text: str, behind: str) -> None:
    assert portfolios.behind(doc(text)[0]) == behind


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("work and pensions minister", [1]),
        ("founder and health minister", []),
        ("culture , media minister", [0, 1]),
        ("Acme , media minister", []),
    ],
)
def test_portfolios_are_joined_to_each_other_only(text: str, inside: list[int]) -> None:
    made = doc(text)
    assert [t.i for t in made[:-1] if portfolios.is_inside(t)] == inside


def test_portfolios_stay_in_the_label() -> None:
    words = ["Acme", "work", "and", "pensions", "secretary", "Roe", "left"]
    made = Doc(
        VOCAB,
        words=words,
        lemmas=[word.lower() for word in words],
        heads=[4, 4, 3, 1, 5, 6, 6],
        deps=["compound", "compound", "cc", "conj", "compound", "nsubj", "ROOT"],
        tags=["NNP", "NN", "CC", "NNS", "NN", "NNP", "VBD"],
        pos=["PROPN", "NOUN", "CCONJ", "NOUN", "NOUN", "PROPN", "VERB"],
    )
    inside = [
        Mention("d", t.idx, t.idx + len(t), t.text, kind, 0, len(made.text))
        for t, kind in ((made[0], ORGANISATION), (made[5], PERSON))
    ]
    labels = [claim.label for claim in claims(made, inside, load_rules())]
    assert labels == ["work and pensions secretary of"]
