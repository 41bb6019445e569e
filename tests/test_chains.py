"""Posts one after the other, each with its own end, from the shipped pipeline."""

import pytest
from spacy.language import Language
from test_relate_text import told

from kg.relate.rules import Rules

POSTS = ("holds_role_at", "chair_of", "chief_executive_of")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("[Ann Poe], chair of {Orme} and {Norvik} and head of {Tellan}, left.", 3),
        ("[Ann Poe], chair of {Orme}, {Norvik} and head of {Tellan}, left.", 2),
        ("[Ann Poe], head of {Orme} in [Halden|place] and chair of {Tellan}, left.", 2),
        (
            "[Ann Poe] is chair of {Orme}, a director of {Norvik}, head of {Tellan}.",
            3,
        ),
    ],
)
def test_a_chain_of_posts_goes_on_behind_a_list(
    nlp: Language, rules: Rules, text: str, bodies: int
) -> None:
    held = {end for _, post, end in told(nlp, rules, text) if post in POSTS}
    assert "Tellan" in held
    assert len(held) >= bodies


@pytest.mark.model
def test_another_ends_the_chain(nlp: Language, rules: Rules) -> None:
    text = "[Jane Roe], chair of {Orme}, met [Ann Poe] and the head of {Tellan}."
    found = told(nlp, rules, text)
    assert not {("Jane Roe", post, "Tellan") for post in POSTS} & found
