"""What tycoons own, and lists behind a word, as the shipped pipeline reads them."""

import pytest
from spacy.language import Language
from test_relate_text import told

from kg.relate.rules import Rules

pytestmark = pytest.mark.model


def related(nlp: Language, rules: Rules, text: str, how: str) -> set[tuple[str, str]]:
    found = told(nlp, rules, text)
    return {(one, other) for one, relation, other in found if relation == how}


@pytest.mark.parametrize(
    "text",
    [
        "The {Halden Hawks} of tycoon [Ann Roe] won.",
        "They praised media mogul [Ann Roe]'s {Halden Hawks}.",
    ],
)
def test_a_tycoon_owns_it(nlp: Language, rules: Rules, text: str) -> None:
    owned = {("Ann Roe", "Halden Hawks")}
    assert related(nlp, rules, text, "owner_of") == owned


@pytest.mark.parametrize(
    "text",
    [
        "The {Halden Hawks} of captain [Ann Roe] won.",
        "They praised striker [Ann Roe]'s {Halden Hawks}.",
        "They sold media mogul [Ann Roe]'s {Halden Hawks} shares.",
        "They spoke of {Halden Hawks} and of the wife of tycoon [Ann Roe].",
    ],
)
def test_nobody_else_does(nlp: Language, rules: Rules, text: str) -> None:
    assert not related(nlp, rules, text, "owner_of")


def test_a_list_behind_by_is_one_list(nlp: Language, rules: Rules) -> None:
    text = (
        "{Halden Hawks}, which are jointly owned by [Ann Roe], {Tellan Fund} and the"
        " singer [Kwame Osei], were sold."
    )
    owners = {(n, "Halden Hawks") for n in ("Ann Roe", "Tellan Fund", "Kwame Osei")}
    assert related(nlp, rules, text, "owner_of") == owners


def test_an_aside_tells_of_the_name_before_it(nlp: Language, rules: Rules) -> None:
    text = (
        "Teams such as {Norvik Rovers}, part-owned by the actor [Max Poe], and the"
        " {Halden Hawks} agreed."
    )
    found = related(nlp, rules, text, "invested_in")
    assert found == {("Max Poe", "Norvik Rovers")}


def test_a_list_goes_on_behind_an_aside(nlp: Language, rules: Rules) -> None:
    text = "{Norvik Capital}, part-owned by {Velm}, and {Zuma Bank} sued {Tellan Ltd}."
    assert related(nlp, rules, text, "invested_in") == {("Velm", "Norvik Capital")}
    assert ("Zuma Bank", "Tellan Ltd") in related(nlp, rules, text, "sued")


def test_a_number_of_firms_are_those_it_names(nlp: Language, rules: Rules) -> None:
    text = "[Max Poe] has backed a string of firms such as {Velm} and {Tellan}."
    backed = {("Max Poe", "Velm"), ("Max Poe", "Tellan")}
    assert related(nlp, rules, text, "invested_in") == backed


def test_what_is_left_out_is_as_before(nlp: Language, rules: Rules) -> None:
    text = "{Velm Motors} buys its batteries from {Tellan} and its seats from {Orme}."
    bought = {("Velm Motors", "Tellan"), ("Velm Motors", "Orme")}
    assert related(nlp, rules, text, "client_of") == bought


def test_several_shown_are_had(nlp: Language, rules: Rules) -> None:
    text = "{Velm} boasts customers like {Halden Hotels} and {Zuma Bank}."
    clients = {("Halden Hotels", "Velm"), ("Zuma Bank", "Velm")}
    assert related(nlp, rules, text, "client_of") == clients


def test_whoever_a_verb_lists_is_in_the_list(nlp: Language, rules: Rules) -> None:
    text = "Backers of {Velm} include {Norvik} and {Zuma Bank} founder [Bo Lund]."
    backers = {("Norvik", "Velm"), ("Bo Lund", "Velm")}
    assert related(nlp, rules, text, "invested_in") == backers


@pytest.mark.parametrize(
    "text",
    [
        "Together with partners {Norvik} and {Orme}, {Velm} has set up a school.",
        "{Velm}, in partnership with {Norvik} and {Orme}, is building a school.",
    ],
)
def test_partners_help(nlp: Language, rules: Rules, text: str) -> None:
    partners = related(nlp, rules, text, "partner_of")
    assert {frozenset(pair) for pair in partners} >= {
        frozenset(("Velm", "Norvik")),
        frozenset(("Velm", "Orme")),
    }


def test_who_is_quoted_does_not_act(nlp: Language, rules: Rules) -> None:
    text = (
        "With the support of {Norvik}, the {Halden Food Bank} has opened a kitchen,"
        " its manager, [Ann Roe], said."
    )
    assert related(nlp, rules, text, "supports") == {("Norvik", "Halden Food Bank")}


def test_whoever_joins_a_consortium_is_a_partner(nlp: Language, rules: Rules) -> None:
    text = "[Ann Roe] has joined the consortium led by [Bo Lund]."
    assert ("Ann Roe", "Bo Lund") in related(nlp, rules, text, "partner_of")
    text = "[Ann Roe] has joined the firm led by [Bo Lund]."
    assert not related(nlp, rules, text, "partner_of")


def test_who_is_joined_in_a_deed_does_it_too(nlp: Language, rules: Rules) -> None:
    text = "{Norvik} joined {Orme} and {Tellan} in backing {Velm}."
    backers = {(name, "Velm") for name in ("Norvik", "Orme", "Tellan")}
    assert related(nlp, rules, text, "invested_in") == backers


def test_customers_range_from_one_to_another(nlp: Language, rules: Rules) -> None:
    text = "{Velm}, whose customers range from {Zuma Bank} to {Orme}, has grown."
    clients = {("Zuma Bank", "Velm"), ("Orme", "Velm")}
    assert related(nlp, rules, text, "client_of") == clients


def test_a_list_of_givers_is_of_one_kind(nlp: Language, rules: Rules) -> None:
    text = "{Velm} has received $4m from the {Norvik Trust} and {Orme}."
    givers = {("Norvik Trust", "Velm"), ("Orme", "Velm")}
    assert related(nlp, rules, text, "funds") == givers


def test_a_part_of_its_own_is_of_another(nlp: Language, rules: Rules) -> None:
    text = "{Velm Institute}, part of {its} {Science Faculty}, has grown."
    found = related(nlp, rules, text, "part_of")
    assert ("Science Faculty", "its") not in found


def test_the_chain_in_a_list_is_nobodys_chain(nlp: Language, rules: Rules) -> None:
    text = (
        "{Velm}, the parent company of {Tellan Inns}, {Orme} and the {Norvik Arms}"
        " chain, has grown."
    )
    assert not related(nlp, rules, text, "brand_or_product_of")
    units = {(name, "Velm") for name in ("Tellan Inns", "Orme", "Norvik Arms")}
    assert related(nlp, rules, text, "subsidiary_of") == units


def test_those_whose_support_it_is_are_one_list(nlp: Language, rules: Rules) -> None:
    text = (
        "The {Tellan Choir} acknowledges the support of {Norvik Arts}, the {Roe Trust},"
        " {Zuma Bank} and the {Orme Foundation}."
    )
    givers = ("Norvik Arts", "Roe Trust", "Zuma Bank", "Orme Foundation")
    backed = {(name, "Tellan Choir") for name in givers}
    assert related(nlp, rules, text, "supports") == backed
