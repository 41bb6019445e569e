"""Who is appointed to what by a noun of naming, from the shipped pipeline."""

import pytest
from spacy.language import Language
from test_relate_text import told

from kg.records import POSSIBLE
from kg.relate.examples import claims_of
from kg.relate.rules import Rules


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "{Tellan} has announced the appointment of [Ann Poe] as chairman.",
        "The appointment of [Ann Poe] as chairman was announced by {Tellan}.",
        "{Tellan} has picked [Ann Poe] to succeed [Jane Roe] as chairman.",
        "{Tellan} announced the appointment of [Ann Poe] to succeed [Jane Roe]"
        " as chairman.",
        "They praised the appointment of [Ann Poe] to succeed [Jane Roe] as chairman"
        " of {Tellan}.",
    ],
)
def test_who_announces_a_chairman_has_one(
    nlp: Language, rules: Rules, text: str
) -> None:
    found = told(nlp, rules, text)
    assert ("Ann Poe", "chair_of", "Tellan") in found
    assert ("Tellan", "succeeded", "Jane Roe") not in found
    followed = ("Ann Poe", "succeeded", "Jane Roe") in found
    assert followed == ("Jane Roe" in text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "{Tellan} announced the appointment of [Ann Poe] as ambassador.",
        "{Tellan} welcomed the appointment of [Ann Poe] as chairman.",
        "{Tellan} announced the appointment of [Ann Poe] as chairman of {Norvik}.",
    ],
)
def test_who_announces_others_posts_has_none_of_them(
    nlp: Language, rules: Rules, text: str
) -> None:
    held = {end for who, _, end in told(nlp, rules, text) if who == "Ann Poe"}
    assert "Tellan" not in held


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("[Ann Poe] joined {Tellan} in 1999 and became chairman in 2010.", True),
        ("[Ann Poe] worked for {Tellan} for years, rising to chairman in 2010.", True),
        ("[Ann Poe] left {Tellan} in 1999 and became chairman in 2010.", False),
        ("[Ann Poe] joined {Tellan} in 1999 and became a chairman in 2010.", False),
    ],
)
def test_who_rises_does_so_where_he_began(
    nlp: Language, rules: Rules, text: str, held: bool
) -> None:
    assert (("Ann Poe", "chair_of", "Tellan") in told(nlp, rules, text)) == held


@pytest.mark.model
def test_who_heads_a_unit_is_no_unit(nlp: Language, rules: Rules) -> None:
    found = told(nlp, rules, "[Ann Poe] now heads {Tellan}'s sales division.")
    assert found == {("Ann Poe", "holds_role_at", "Tellan")}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "[Ann Poe] had a stint as chairman of {Tellan}.",
        "[Ann Poe] completed a three-year term as chairman of {Tellan}.",
        "[Ann Poe] works in Oslo and had two spells as chairman of {Tellan}.",
        "After a stint as chairman of {Tellan}, [Ann Poe] retired.",
        "After ten years as chairman of {Tellan}, [Ann Poe] retired.",
        "After [Ann Poe]'s tenure as chairman of {Tellan}, [Jane Roe] wept.",
        "[Jane Roe] praised the tenure of [Ann Poe] as chairman of {Tellan}.",
    ],
)
def test_who_has_a_spell_in_a_post_holds_it(
    nlp: Language, rules: Rules, text: str
) -> None:
    held = {who for who, name, _ in told(nlp, rules, text) if name == "chair_of"}
    assert held == {"Ann Poe"}


@pytest.mark.model
def test_who_wants_a_term_in_a_post_may_have_it(nlp: Language, rules: Rules) -> None:
    text = "[Ann Poe] sought a term as chairman of {Tellan}."
    (claim,) = claims_of(text, "chair_of", rules, nlp)
    assert claim.status == POSSIBLE
