"""What plain sentences tell of firms and bodies among themselves, by the shipped tree.

Marks are those of rules: {organisations}, or [name|kind].
"""

import pytest
from spacy.language import Language

from kg.records import ASSERTED, ORGANISATION, Claim, Mention
from kg.relate import claims
from kg.relate.examples import claims_of, marked
from kg.relate.rules import Rules

pytestmark = pytest.mark.model


def read(nlp: Language, rules: Rules, marked_text: str) -> list[tuple[str, Claim, str]]:
    """Return the claims of a text, each with the words at its ends."""
    text, marks = marked(marked_text)
    pronouns = ("it", "its", "he", "she")
    inside = [
        Mention(
            "d",
            mark.start,
            mark.end,
            word := text[mark.start : mark.end],
            mark.kind or ORGANISATION,
            0,
            len(text),
            form="pronoun" if word in pronouns else "name",
        )
        for mark in marks
    ]
    named = {mention.start: mention.text for mention in inside}
    found = claims(nlp(text), inside, rules)
    return [(named[c.subject], c, named[c.object]) for c in found]


def told(nlp: Language, rules: Rules, marked_text: str) -> set[tuple[str, str, str]]:
    """Return the claims of a text, open ones aside."""
    found = read(nlp, rules, marked_text)
    return {(s, c.relation, o) for s, c, o in found if c.relation != "stated"}


def test_what_a_joined_participle_tells_is_undergone(
    nlp: Language, rules: Rules
) -> None:
    found = told(
        nlp,
        rules,
        "{Kestrel Dairy}, bought by {Tellan Foods} in 2010 and sold to {Norvik "
        "Holdings} four years later, has closed.",
    )
    assert found == {
        ("Tellan Foods", "acquired", "Kestrel Dairy"),
        ("Norvik Holdings", "acquired", "Kestrel Dairy"),
    }


def test_two_joined_passives_share_their_agent(nlp: Language, rules: Rules) -> None:
    text = "{Tellan Bank} is authorised and regulated by the {Norvik Authority}."
    assert ("Norvik Authority", "regulates", "Tellan Bank") in told(nlp, rules, text)


def test_who_developed_a_thing_with_partners_has_them_and_all_did(
    nlp: Language, rules: Rules
) -> None:
    found = told(
        nlp,
        rules,
        "[Quickpay|initiative] was developed by {Tellan Inc} in partnership with the "
        "{Halden Trust} and {Norvik University}.",
    )
    assert found == {
        ("Tellan Inc", "launched", "Quickpay"),
        ("Halden Trust", "launched", "Quickpay"),
        ("Norvik University", "launched", "Quickpay"),
        ("Tellan Inc", "partner_of", "Halden Trust"),
        ("Tellan Inc", "partner_of", "Norvik University"),
    }


def test_a_backer_before_a_hyphen_is_no_member_of_the_list(
    nlp: Language, rules: Rules
) -> None:
    found = told(
        nlp,
        rules,
        "{Acme Corp}-owned {Tellan Inc} and {Halden Foods}-backed {Delta Bank} compete "
        "with {Norvik Insurance} in Asia.",
    )
    assert found == {
        ("Acme Corp", "owner_of", "Tellan Inc"),
        ("Halden Foods", "invested_in", "Delta Bank"),
        ("Tellan Inc", "competitor_of", "Norvik Insurance"),
        ("Delta Bank", "competitor_of", "Norvik Insurance"),
    }


def test_what_money_is_given_for_is_its_receivers(nlp: Language, rules: Rules) -> None:
    text = "The {Halden Trust} awarded £2m to {Norvik University} for {its} {Tide Lab}."
    found = told(nlp, rules, text)
    assert ("Tide Lab", "part_of", "Norvik University") in found
    assert ("Tide Lab", "part_of", "Halden Trust") not in found


def test_who_joins_another_as_a_member_is_no_member_of_the_other(
    nlp: Language, rules: Rules
) -> None:
    text = "{Tellan Bank} joins {Halden Foods} as a member of the {Clean Sea Alliance}."
    assert told(nlp, rules, text) == {
        ("Tellan Bank", "member_of", "Clean Sea Alliance"),
        ("Halden Foods", "member_of", "Clean Sea Alliance"),
    }


@pytest.mark.parametrize(
    "rest",
    [
        "; {Norvik Fund} has 5%.",
        " and {Norvik Fund} 5%.",
        ", while {Norvik Fund} owns 5%.",
        ", with the remaining 40% owned by {Norvik Fund}.",
        "; the rest is held by {Norvik Fund}.",
        ", {Norvik Fund} holding the remainder.",
    ],
)
def test_another_part_is_of_the_same_firm(
    rest: str, nlp: Language, rules: Rules
) -> None:
    found = told(nlp, rules, "{Halden Capital} owns 60% of {Tellan Group}" + rest)
    assert found == {
        ("Halden Capital", "owner_of", "Tellan Group"),
        ("Norvik Fund", "invested_in", "Tellan Group"),
    }


@pytest.mark.parametrize(
    "more",
    [
        " and {Norvik Fund} rose 5%.",
        ", whose rival {Norvik Fund} has 40% of the market.",
        ", and {Norvik Fund} has 5% of <Delta Bank|organisation>.",
    ],
)
def test_a_part_of_something_else_is_none_of_the_firm(
    more: str, nlp: Language, rules: Rules
) -> None:
    found = told(nlp, rules, "{Halden Capital} owns 60% of {Tellan Group}" + more)
    assert ("Norvik Fund", "invested_in", "Tellan Group") not in found


def test_a_bracket_says_how_much_somebody_owns(nlp: Language, rules: Rules) -> None:
    text = "{Tellan Group} is owned by {Halden Capital} (60%) and {Norvik Fund} (40%)."
    assert told(nlp, rules, text) == {
        ("Halden Capital", "owner_of", "Tellan Group"),
        ("Norvik Fund", "invested_in", "Tellan Group"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "{Halden Capital} led the round, with participation from {Norvik Fund}, "
        "valuing {Tellan Inc} at $1bn.",
        "{Tellan Inc} has raised $30m in a Series B led by {Halden Capital}, with "
        "existing investor {Norvik Fund} also taking part.",
        "{Tellan Inc}'s $30m Series B was led by {Halden Capital} and included {Norvik "
        "Fund}.",
        "{Halden Capital} led the $3m round for {Tellan Inc}, joined by {Norvik Fund}.",
    ],
)
def test_a_round_has_all_who_take_part(text: str, nlp: Language, rules: Rules) -> None:
    assert told(nlp, rules, text) == {
        ("Halden Capital", "invested_in", "Tellan Inc"),
        ("Norvik Fund", "invested_in", "Tellan Inc"),
    }


def test_another_round_has_no_investors(nlp: Language, rules: Rules) -> None:
    text = "{Halden Capital} led talks with {Tellan Inc} about a funding round."
    found = {relation for _, relation, _ in told(nlp, rules, text)}
    assert "invested_in" not in found


def test_an_afterthought_joins_the_subject_it_is_like(
    nlp: Language, rules: Rules
) -> None:
    text = (
        "{Halden Council} has signed up to the [Safe Roads|initiative] scheme, along "
        "with {Norvik Council}."
    )
    assert told(nlp, rules, text) == {
        ("Halden Council", "participates_in", "Safe Roads"),
        ("Norvik Council", "participates_in", "Safe Roads"),
    }


def test_an_afterthought_like_the_object_is_none_of_the_subject(
    nlp: Language, rules: Rules
) -> None:
    text = "{Halden Bank} bought {Kestrel Foods}, along with {Norvik Bank}."
    found = told(nlp, rules, text)
    assert ("Norvik Bank", "acquired", "Kestrel Foods") not in found


def test_the_likes_of_firms_are_those_firms(nlp: Language, rules: Rules) -> None:
    text = "{Halden Bank} competes with the likes of {Tellan Bank} and {Norvik Bank}."
    assert told(nlp, rules, text) == {
        ("Halden Bank", "competitor_of", "Tellan Bank"),
        ("Halden Bank", "competitor_of", "Norvik Bank"),
    }


def test_a_noun_behind_a_plan_is_told_of_the_plan(nlp: Language, rules: Rules) -> None:
    text = (
        "The [Safe Roads|initiative] project, an initiative of {Halden Council}, is "
        "growing."
    )
    assert told(nlp, rules, text) == {("Safe Roads", "part_of", "Halden Council")}


def test_who_backs_a_bodys_named_plan_backs_the_plan(
    nlp: Language, rules: Rules
) -> None:
    text = "{Halden Council}'s [Clean Streets|initiative] plan is backed by {Tellan}."
    assert told(nlp, rules, text) == {
        ("Clean Streets", "part_of", "Halden Council"),
        ("Tellan", "supports", "Clean Streets"),
    }


def test_an_institute_is_part_of_the_university_behind_it(
    nlp: Language, rules: Rules
) -> None:
    text = "Staff at the {Tellan Institute}, {Norvik University}, agreed."
    assert told(nlp, rules, text) == {
        ("Tellan Institute", "part_of", "Norvik University")
    }


def test_who_teams_up_to_build_a_thing_builds_it_too(
    nlp: Language, rules: Rules
) -> None:
    text = (
        "{Halden Trust} has teamed up with {Tellan Inc} to build [Quickpay|initiative]."
    )
    assert told(nlp, rules, text) == {
        ("Halden Trust", "partner_of", "Tellan Inc"),
        ("Halden Trust", "launched", "Quickpay"),
        ("Tellan Inc", "launched", "Quickpay"),
    }


def test_who_is_chosen_to_replace_another_replaces_it(
    nlp: Language, rules: Rules
) -> None:
    text = "{Halden Council} has chosen {Tellan Software} to replace {Norvik Systems}."
    assert ("Tellan Software", "succeeded", "Norvik Systems") in told(nlp, rules, text)


def test_what_firms_include_is_told_of_what_is_told_of_them(
    nlp: Language, rules: Rules
) -> None:
    text = "Firms owned by {Halden Group} include {Tellan Foods} and {Norvik Bank}."
    assert told(nlp, rules, text) == {
        ("Halden Group", "owner_of", "Tellan Foods"),
        ("Halden Group", "owner_of", "Norvik Bank"),
    }


def test_whom_a_purchase_gives_something_has_made_it(
    nlp: Language, rules: Rules
) -> None:
    text = "The acquisition of {Tellan Foods} gives {Halden Group} 300 shops."
    assert told(nlp, rules, text) == {("Halden Group", "acquired", "Tellan Foods")}


def test_a_subsidiary_through_which_a_stake_is_held_is_the_holders(
    nlp: Language, rules: Rules
) -> None:
    text = (
        "{Halden Group} holds its 40% stake in {Tellan Foods} through a subsidiary, "
        "{Norvik Holdings}."
    )
    assert told(nlp, rules, text) >= {
        ("Norvik Holdings", "subsidiary_of", "Halden Group"),
        ("Halden Group", "invested_in", "Tellan Foods"),
    }


def test_a_subsidiary_that_is_sold_was_the_sellers(nlp: Language, rules: Rules) -> None:
    text = (
        "{Tellan Corp} has sold {Norvik Soap Inc}, a wholly owned subsidiary, to "
        "{Delta Bank}."
    )
    assert told(nlp, rules, text) == {
        ("Norvik Soap Inc", "subsidiary_of", "Tellan Corp"),
        ("Delta Bank", "acquired", "Norvik Soap Inc"),
    }


def test_a_partly_owned_firm_is_its_owners(nlp: Language, rules: Rules) -> None:
    text = (
        "{Tellan Corp} said talks resumed at {its} 63 pct-owned {Norvik Mining Corp}."
    )
    found = told(nlp, rules, text)
    assert ("Norvik Mining Corp", "subsidiary_of", "its") in found


def test_the_percent_that_is_bought_is_of_the_firm_behind_it(
    nlp: Language, rules: Rules
) -> None:
    text = (
        "{Tellan Corp} has an agreement to acquire 93.5 pct of {Norvik Bank} from "
        "{Delta Holding Co} for cash."
    )
    assert ("Tellan Corp", "acquired", "Norvik Bank") in told(nlp, rules, text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("[Acme] ended its partnership with {Beta}.", "formerly partner of"),
        ("[Acme] and {Beta} have ended their partnership.", "formerly partner of"),
        ("[Acme] severed its ties with {Beta}.", "had ties with"),
        ("[Acme] has close ties to {Beta}.", "has ties with"),
    ],
)
def test_what_was_ended_is_over(
    nlp: Language, rules: Rules, text: str, label: str
) -> None:
    text = text.replace("[Acme]", "[Halden Corp|organisation]")
    text = text.replace("{Beta}", "{Norvik Group|organisation}")
    (claim,) = claims_of(text, "partner_of", rules, nlp)
    assert (claim.label, claim.status) == (label, ASSERTED)
