"""Claims of the shipped pipeline from sentences with marked names."""

import pytest
from spacy.language import Language

from kg.records import ASSERTED, NEGATED, ORGANISATION, PERSON, Mention
from kg.relate import claims
from kg.relate.examples import marked
from kg.relate.rules import Rules


def told(nlp: Language, rules: Rules, marked_text: str) -> set[tuple[str, str, str]]:
    """Return the claims of a text whose marks are [people] and {organisations}."""
    text, marks = marked(marked_text)
    inside = [
        Mention(
            "d",
            mark.start,
            mark.end,
            text[mark.start : mark.end],
            mark.kind or (PERSON if mark.part == "subject" else ORGANISATION),
            0,
            len(text),
        )
        for mark in marks
    ]
    named = {mention.start: mention.text for mention in inside}
    return {
        (named[c.subject], c.relation, named[c.object])
        for c in claims(nlp(text), inside, rules)
    }


@pytest.mark.model
def test_a_list_ends_where_another_firms_people_begin(
    nlp: Language, rules: Rules
) -> None:
    found = told(
        nlp,
        rules,
        "{Tellan} managers [Jane Roe] and [John Doe], and {Norvik} managers [Ann Poe], "
        "[Paul Poe] and [Max Moe] all face charges.",
    )
    held = "holds_role_at"
    assert ("John Doe", held, "Tellan") in found
    assert ("Paul Poe", held, "Norvik") in found
    assert not found & {(n, held, "Tellan") for n in ("Ann Poe", "Paul Poe", "Max Moe")}


def with_bare_title(nlp: Language, rules: Rules, text: str) -> set[tuple[str, str]]:
    """Return who holds what at whom, "chairman" standing for the chairman of Velm."""
    spans = {"Ann Roe": PERSON, "Halden": ORGANISATION, "chairman": ORGANISATION}
    inside = [
        Mention(
            "d",
            at,
            at + len(words),
            words,
            kind,
            0,
            len(text),
            form="title" if words == "chairman" else "name",
            name="Velm" if words == "chairman" else words,
        )
        for words, kind in spans.items()
        if (at := text.find(words)) >= 0
    ]
    named = {mention.start: mention.name for mention in inside}
    return {(c.relation, named[c.object]) for c in claims(nlp(text), inside, rules)}


@pytest.mark.model
def test_a_title_alone_stands_for_its_body(nlp: Language, rules: Rules) -> None:
    found = with_bare_title(nlp, rules, "Sales will rise, chairman Ann Roe said.")
    assert found == {("chair_of", "Velm")}


@pytest.mark.model
def test_a_title_alone_gives_way_to_the_body_that_is_named(
    nlp: Language, rules: Rules
) -> None:
    text = "Sales will rise, said Ann Roe, chairman of Halden."
    assert with_bare_title(nlp, rules, text) == {("chair_of", "Halden")}


@pytest.mark.model
def test_one_title_still_serves_a_whole_list(nlp: Language, rules: Rules) -> None:
    text = "{Tellan} managers [Jane Roe], [John Doe] and [Ann Poe] resigned."
    people = {
        name for name, relation, _ in told(nlp, rules, text) if relation[0] == "h"
    }
    assert people == {"Jane Roe", "John Doe", "Ann Poe"}


@pytest.mark.model
def test_the_subject_of_a_second_clause_is_no_object_of_the_first(
    nlp: Language, rules: Rules
) -> None:
    found = told(
        nlp,
        rules,
        "{Halden Corp} would buy a stake in {Norvik} for 5 mln dlrs, and {Tellan}, "
        "{Norvik} and {Halden Corp} would explore options.",
    )
    bought = {other for _, relation, other in found if relation == "invested_in"}
    assert bought == {"Norvik"}


@pytest.mark.model
@pytest.mark.parametrize("ending", ["like", "esque", "style"])
def test_what_a_name_is_likened_to_is_not_its_owner(
    nlp: Language, rules: Rules, ending: str
) -> None:
    text = f"She praised the {{Norvik}}-{ending} {{Quickpay}} service."
    assert not told(nlp, rules, text)


@pytest.mark.model
def test_an_organisation_owns_whom_it_has_right_before_it(
    nlp: Language, rules: Rules
) -> None:
    for honoured in ("", "Ms ", "Prof. "):
        assert told(nlp, rules, f"{{Halden Corp}}'s {honoured}[Jane Roe] agreed.") == {
            ("Jane Roe", "employee_of", "Halden Corp")
        }
    assert not told(nlp, rules, "{Halden Corp}'s [Jane Roe] posters sold well.")


@pytest.mark.model
def test_each_holder_of_a_shared_title_keeps_the_firm_behind_the_name(
    nlp: Language, rules: Rules
) -> None:
    text = (
        "Directors [Jane Roe] of {Halden Corp} and [John Doe] of {Norvik Group} agreed."
    )
    found = {(one, other) for one, _, other in told(nlp, rules, text)}
    assert found == {("Jane Roe", "Halden Corp"), ("John Doe", "Norvik Group")}


@pytest.mark.model
def test_the_owner_of_a_bid_makes_it_not_who_weighs_it(
    nlp: Language, rules: Rules
) -> None:
    found = told(
        nlp, rules, "{Halden Corp} weighed {Norvik Group}'s bid for {Tellan Bank}."
    )
    assert found == {("Norvik Group", "acquired", "Tellan Bank")}


@pytest.mark.model
def test_a_bid_for_something_else_is_none_for_who_rejects_it(
    nlp: Language, rules: Rules
) -> None:
    text = "{Halden Corp} rejected a bid from {Norvik Group} for its site."
    assert not told(nlp, rules, text)


@pytest.mark.model
def test_a_stake_is_in_what_stands_behind_in(nlp: Language, rules: Rules) -> None:
    text = "{Halden Corp} bought {Norvik Group}'s stake in {Tellan Bank}."
    assert {other for _, _, other in told(nlp, rules, text)} == {"Tellan Bank"}


@pytest.mark.model
def test_a_party_has_members_and_a_firm_has_staff(nlp: Language, rules: Rules) -> None:
    relations = {
        relation
        for firm in ("Halden Party", "Halden Corp")
        for _, relation, _ in told(nlp, rules, f"[Jane Roe] of {{{firm}}} agreed.")
    }
    assert relations == {"member_of", "employee_of"}


@pytest.mark.model
def test_two_who_met_are_the_two_named_before(nlp: Language, rules: Rules) -> None:
    found = told(nlp, rules, "[Jane Roe] and [John Doe], who met in May, agreed.")
    assert ("Jane Roe", "met", "John Doe") in found


@pytest.mark.model
def test_his_second_relative_is_not_that_of_the_first(
    nlp: Language, rules: Rules
) -> None:
    text = "His son, [John Doe], and his son-in-law, [Paul Poe], agreed."
    assert not told(nlp, rules, text)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("{Norvik Group} fended off a takeover by {Halden Corp}.", NEGATED),
        ("{Halden Corp} settled a suit filed by {Norvik Group}.", ASSERTED),
    ],
)
def test_what_is_told_from_the_other_side_has_its_own_status(
    nlp: Language, rules: Rules, text: str, status: str
) -> None:
    plain, marks = marked(text)
    inside = [
        Mention("d", m.start, m.end, plain[m.start : m.end], ORGANISATION, 0, 99)
        for m in marks
    ]
    assert [claim.status for claim in claims(nlp(plain), inside, rules)] == [status]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("It fell to [Jane Roe], whose {Acme Group} has grown.", "runs"),
        ("The {Finance Ministry} under [Jane Roe] has grown.", "runs"),
        ("[Jane Roe] was a star, a banker who had run {Tellan Bank}.", "runs"),
        ("Founded by [Jane Roe], previously at {Acme Labs}, it grew.", "employee_of"),
    ],
)
def test_whose_firm_it_is_and_where_somebody_was(
    nlp: Language, rules: Rules, text: str, claim: str
) -> None:
    assert {relation for _, relation, _ in told(nlp, rules, text)} == {claim}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "[Jane Roe]'s {Halden Party} might leave the coalition.",
        "[Jane Roe], of the militant group {Halden}, spoke first.",
        "[Jane Roe] of the rock band {Halden} spoke first.",
    ],
)
def test_who_has_a_party_or_plays_in_a_band_is_its_member(
    nlp: Language, rules: Rules, text: str
) -> None:
    found = {relation for _, relation, _ in told(nlp, rules, text)}
    assert found == {"member_of"}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "{Halden Democrat} [Jane Roe] spoke first.",
        "[Jane Roe] ({Halden Labour}) spoke first.",
        "[Jane Roe] is a {Democrat}.",
        "For the {Halden Democrats}, [Jane Roe] called it a shame.",
        "[Jane Roe], for the {Halden Democrats}, called it a shame.",
    ],
)
def test_a_party_beside_a_name_has_it_as_member(
    nlp: Language, rules: Rules, text: str
) -> None:
    found = told(nlp, rules, text)
    assert [relation for _, relation, _ in found] == ["member_of"]


@pytest.mark.model
def test_a_party_whose_people_she_speaks_of_is_not_hers(
    nlp: Language, rules: Rules
) -> None:
    text = "It was {Halden Labour}'s MPs, [Jane Roe] said."
    assert not told(nlp, rules, text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Former {Acme Corp} chairman [Jane Roe] spoke first.",
        "Ex-{Acme Corp} chairman [Jane Roe] spoke first.",
        "[Jane Roe] stood down as chairman of {Acme Corp}.",
    ],
)
def test_an_office_that_is_over_is_a_former_one(
    nlp: Language, rules: Rules, text: str
) -> None:
    plain, marks = marked(text)
    kinds = {"subject": PERSON, "object": ORGANISATION}
    inside = [
        Mention(
            "d", m.start, m.end, plain[m.start : m.end], kinds[m.part], 0, len(plain)
        )
        for m in marks
    ]
    labels = [claim.label for claim in claims(nlp(plain), inside, rules)]
    assert labels == ["former chairman of"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Under [Jane Roe], {Acme Corp} has grown.", "runs"),
        ("[Jane Roe]'s {Acme Corp} has grown.", "runs"),
        ("[Jane Roe], formerly of {Halden Labour}, spoke first.", "member_of"),
    ],
)
def test_a_name_beside_a_firm_has_its_part(
    nlp: Language, rules: Rules, text: str, relation: str
) -> None:
    assert told(nlp, rules, text) == {("Jane Roe", relation, _firm(text))}


def _firm(text: str) -> str:
    return text[text.index("{") + 1 : text.index("}")]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The car under [Jane Roe], {Acme Corp} said, was old.",
        "[Jane Roe]'s {Halden Rovers} has won.",
    ],
)
def test_a_name_beside_a_firm_may_have_none(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert not told(nlp, rules, text)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "{Halden Corp} was bought by a consortium led by {Norvik Group}.",
            ("Norvik Group", "acquired", "Halden Corp"),
        ),
        (
            "{Halden Corp}, {Norvik Group}'s largest shareholder, grew.",
            ("Halden Corp", "invested_in", "Norvik Group"),
        ),
        (
            "{Halden Corp} said president [Jane Roe] resigned in May.",
            ("Jane Roe", "holds_role_at", "Halden Corp"),
        ),
        (
            "{Norvik} television, which is controlled by {Halden Corp}, grew.",
            ("Halden Corp", "owner_of", "Norvik"),
        ),
        (
            "Following the purchase of {Norvik Group}, {Halden Corp} grew.",
            ("Halden Corp", "acquired", "Norvik Group"),
        ),
    ],
)
def test_news_states_a_relation_in_other_ways(
    nlp: Language, rules: Rules, text: str, claim: tuple[str, str, str]
) -> None:
    assert claim in told(nlp, rules, text)


@pytest.mark.model
def test_who_buys_is_named_by_and_not_who_profits(nlp: Language, rules: Rules) -> None:
    found = told(
        nlp,
        rules,
        "Following the purchase of {Norvik Group} by {Tellan Co}, {Halden Corp} grew.",
    )
    assert ("Halden Corp", "acquired", "Norvik Group") not in found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It bought beets from {Norvik}, which {Tellan Union} owns.",
            {("Tellan Union", "owner_of", "Norvik")},
        ),
        (
            "{Norvik} and {Tellan Corp} are allies in the north.",
            {("Norvik", "partner_of", "Tellan Corp")},
        ),
        (
            "<Freedonia|place>'s official {Norvik} news agency said so.",
            {("Norvik", "based_in", "Freedonia")},
        ),
        (
            "[Jane Roe]'s {Norvik} faction agreed.",
            {("Jane Roe", "runs", "Norvik")},
        ),
        (
            "{Norvik}, of <Springfield|place>, agreed.",
            {("Norvik", "based_in", "Springfield")},
        ),
        (
            "{Norvik} (<Springfield|place>) agreed.",
            {("Norvik", "based_in", "Springfield")},
        ),
        (
            "SPRINGFIELD - {Norvik} and {Halden AB} have bought {Tellan Works}.",
            {
                ("Norvik", "acquired", "Tellan Works"),
                ("Halden AB", "acquired", "Tellan Works"),
            },
        ),
        (
            "{Norvik}'s newest steriliser, <Fair Ground|initiative>, is growing.",
            {("Fair Ground", "brand_or_product_of", "Norvik")},
        ),
        (
            "{Halden Corp} bought a 60% stake in {Norvik}.",
            {("Halden Corp", "acquired", "Norvik")},
        ),
        (
            "{Halden Corp} bought a 40% stake in {Norvik}.",
            {("Halden Corp", "invested_in", "Norvik")},
        ),
        (
            "{Halden Corp} sold all its 200 shares in {Norvik}.",
            {("Halden Corp", "invested_in", "Norvik")},
        ),
        (
            "Among {Halden Corp}'s customers were the {Bank of Norvik} and {Tellan}.",
            {
                ("Bank of Norvik", "client_of", "Halden Corp"),
                ("Tellan", "client_of", "Halden Corp"),
            },
        ),
        (
            "{Norvik} and {Tellan} were merged in January.",
            {("Norvik", "merged_with", "Tellan")},
        ),
        (
            "{Norvik}'s <Sussuro|initiative> valve is small.",
            {("Sussuro", "brand_or_product_of", "Norvik")},
        ),
        ("{Norvik}'s [Jane Roe] programme is small.", set()),
        (
            "The father, the inventor [Jane Roe], used to own {Norvik}.",
            {("Jane Roe", "owner_of", "Norvik")},
        ),
        (
            "{Norvik}'s main rival in <Springfield|place>, the {Haven Bank}, agreed.",
            {
                ("Norvik", "competitor_of", "Haven Bank"),
                ("Haven Bank", "based_in", "Springfield"),
            },
        ),
        (
            "{Norvik} in joint venture with {Tellan}",
            {("Norvik", "partner_of", "Tellan")},
        ),
        (
            "{Norvik Bank} and {Tellan Savings} became one bank in April.",
            {("Norvik Bank", "merged_with", "Tellan Savings")},
        ),
        (
            "{Halden Corp}, which buys soap from {Norvik}, is growing.",
            {("Halden Corp", "client_of", "Norvik")},
        ),
        (
            "{Norvik}, the <Springfield|place> firm owned by {Tellan Corp}, agreed.",
            {
                ("Norvik", "based_in", "Springfield"),
                ("Tellan Corp", "owner_of", "Norvik"),
            },
        ),
        (
            "{Norvik Records}, snapped up last year by {Halden Corp}, will tape it.",
            {("Halden Corp", "acquired", "Norvik Records")},
        ),
        (
            "She wants a sale of {Norvik} to {Halden plc}, which is quoted in "
            "<Ruritania|place>.",
            {
                ("Halden plc", "acquired", "Norvik"),
                ("Halden plc", "listed_on", "Ruritania"),
            },
        ),
        ("The software giant {Norvik} in <Freedonia|place> has no comment.", set()),
        ("{Norvik}, whose parent, a bank, trades in <Springfield|place>, fell.", set()),
        ("{Norvik}, which is behind the {Tellan} phones, agreed.", set()),
    ],
)
def test_the_words_round_a_name_tell_what_is_of_it(
    nlp: Language, rules: Rules, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert told(nlp, rules, text) == expected


@pytest.mark.model
def test_a_plural_verb_speaks_of_all_who_are_listed(
    nlp: Language, rules: Rules
) -> None:
    both = told(nlp, rules, "[Jane Roe] and [John Doe], who run {Norvik}, agreed.")
    last = told(nlp, rules, "[Jane Roe] and [John Doe], who runs {Norvik}, agreed.")
    assert ("Jane Roe", "runs", "Norvik") in both
    assert ("Jane Roe", "runs", "Norvik") not in last


@pytest.mark.model
def test_a_trade_before_names_leaves_them_their_clause(
    nlp: Language, rules: Rules
) -> None:
    found = told(
        nlp, rules, "Bankers [Jane Roe] and [John Doe], who own {Norvik Co}, agreed."
    )
    assert ("Jane Roe", "owner_of", "Norvik Co") in found


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "One of the so-called {Halden Four}, [Jane Roe], agreed.",
        "[Jane Roe], one of the {Halden Four}, agreed.",
        "[Jane Roe], of the ruling {Halden Four}, agreed.",
        "Tory leaders met [Jane Roe], the {Halden Party} senator.",
        "Governor [Jane Roe] - a {Republican} from Ohio - agreed.",
    ],
)
def test_a_body_is_said_to_have_a_member(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert {("Jane Roe", "member_of")} <= {c[:2] for c in told(nlp, rules, text)}


@pytest.mark.model
def test_a_minister_of_labour_is_of_no_party(nlp: Language, rules: Rules) -> None:
    found = told(nlp, rules, "The paper quoted {Labour} Minister [Jane Roe].")
    assert ("Jane Roe", "member_of", "Labour") not in found


@pytest.mark.model
def test_father_and_son_of_somebody_are_not_each_others(
    nlp: Language, rules: Rules
) -> None:
    pair = told(nlp, rules, "Father and son [John Doe] and [Paul Doe] agreed.")
    apart = told(
        nlp, rules, "[Jane Roe]'s father and son, [John Doe] and [Paul Doe], agreed."
    )
    assert ("John Doe", "parent_of", "Paul Doe") in pair
    assert ("John Doe", "parent_of", "Paul Doe") not in apart


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "is_listed"),
    [
        ("{Tellan Group} ({NYSE}: TLN) fell.", True),
        ("{Tellan Group} ({NYSE American}: TLN; TSX: TLN) fell.", True),
        ("{Tellan Group} ({Norvik}) fell.", False),
        ("{Tellan Group} ({Norvik}: that is all) fell.", False),
    ],
)
def test_a_code_tells_on_which_exchange_a_firm_is_listed(
    nlp: Language, rules: Rules, text: str, *, is_listed: bool
) -> None:
    found = told(nlp, rules, text)
    assert any(relation == "listed_on" for _, relation, _ in found) == is_listed


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("{Our} subsidiary {Tellan} grew.", ("Tellan", "subsidiary_of", "Our")),
        ("[My] brother, [Max Moe], left.", ("My", "sibling_of", "Max Moe")),
        ("[My] firm, {Tellan Group}, grew.", ("My", "owner_of", "Tellan Group")),
    ],
)
def test_the_first_person_has_what_is_his(
    nlp: Language, rules: Rules, text: str, claim: tuple[str, str, str]
) -> None:
    assert claim in told(nlp, rules, text)


@pytest.mark.model
def test_a_post_goes_on_behind_the_town_of_the_first(
    nlp: Language, rules: Rules
) -> None:
    text = (
        "They met [Ann Roe], head of the {Velm Trust}, {Dund}, and chair of {Tellan}."
    )
    found = told(nlp, rules, text)
    assert ("Ann Roe", "chair_of", "Tellan") in found
    assert ("Ann Roe", "holds_role_at", "Dund") not in found


@pytest.mark.model
def test_a_post_behind_whose_comma_a_list_stands(nlp: Language, rules: Rules) -> None:
    text = "[Ann Roe] became chairman, {Velm Bank}, {Halden Group} and {Tellan}."
    found = {b for _, what, b in told(nlp, rules, text) if what == "chair_of"}
    assert found == {"Velm Bank", "Halden Group", "Tellan"}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "[Ann Roe] came from {Velm Trust}, where <she|person> was a lawyer.",
        "[Ann Roe] left {Velm Trust}, where <she|person> became the finance director.",
    ],
)
def test_a_post_is_where_the_clause_before_says(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert ("she", "holds_role_at", "Velm Trust") in told(nlp, rules, text)


@pytest.mark.model
def test_a_post_with_its_own_body_is_not_where_the_clause_says(
    nlp: Language, rules: Rules
) -> None:
    text = "[Ann Roe] met {Velm Trust}, where <she|person> was head of {Halden}."
    assert ("she", "holds_role_at", "Velm Trust") not in told(nlp, rules, text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "[Jane Roe] and [John Doe] are among the founders of {Halden Corp}.",
        "Among the founders of {Halden Corp} are [Jane Roe] and [John Doe].",
    ],
)
def test_who_is_among_the_founders_is_one(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert told(nlp, rules, text) == {
        ("Jane Roe", "founder_of", "Halden Corp"),
        ("John Doe", "founder_of", "Halden Corp"),
    }


@pytest.mark.model
def test_the_noun_behind_a_name_tells_what_it_is(nlp: Language, rules: Rules) -> None:
    text = "[Jane Roe] coordinates the {Warm Rooms|initiative} network."
    assert ("Jane Roe", "runs", "Warm Rooms") in told(nlp, rules, text)


@pytest.mark.model
def test_examples_keep_their_own_posts(nlp: Language, rules: Rules) -> None:
    text = (
        "It quoted critics like local barrister [John Doe], and {Joint Council for the "
        "Welfare of Horses} campaigner [Jane Roe]."
    )
    holders = {name for name, relation, _ in told(nlp, rules, text) if relation}
    assert holders == {"Jane Roe"}


@pytest.mark.model
def test_each_of_a_list_is_of_the_party_behind_the_name(
    nlp: Language, rules: Rules
) -> None:
    text = (
        "In May councillors [Jane Roe] from the {Norvik Labour Party}, [John Doe] of "
        "the {Halden Green Party} and [Eva Moe] of {Our Town} were elected."
    )
    found = told(nlp, rules, text)
    told_of = {name for name, _, party in found if party == "Norvik Labour Party"}
    assert told_of == {"Jane Roe"}
    assert {name for name, _, _ in found} == {"Jane Roe", "John Doe", "Eva Moe"}


@pytest.mark.model
def test_a_trade_has_no_end_where_a_post_behind_it_has(
    nlp: Language, rules: Rules
) -> None:
    text = (
        "The head of {Halden House} will be [Jane Roe], a cardiologist and the "
        "president of {Velm College}."
    )
    ends = {end for _, relation, end in told(nlp, rules, text)}
    assert ends == {"Halden House", "Velm College"}


@pytest.mark.model
@pytest.mark.parametrize(
    "degree", ["an M.B.A.", "a master's degree in law", "her M.Sc.", "a Ph.D."]
)
def test_a_second_degree_is_of_the_second_school(
    nlp: Language, rules: Rules, degree: str
) -> None:
    text = f"[Jane Roe] holds a B.A. from {{Velm College}} and {degree} from "
    found = told(nlp, rules, text + "{Halden University}.")
    assert ("Jane Roe", "educated_at", "Halden University") in found
    assert ("Jane Roe", "educated_at", "Velm College") in found


@pytest.mark.model
def test_an_exchange_stands_behind_what_a_firm_is_called(
    nlp: Language, rules: Rules
) -> None:
    text = "{Halden Parts Inc}, ({HPI}) ({NYSE}: HPI), a maker of blades, has grown."
    found = {end for _, relation, end in told(nlp, rules, text) if relation[0] == "l"}
    assert found == {"NYSE"}


@pytest.mark.model
def test_a_round_features_its_investors(nlp: Language, rules: Rules) -> None:
    text = "{Halden Corp} closed a $6m seed round featuring {Velm Ventures}."
    assert ("Velm Ventures", "invested_in", "Halden Corp") in told(nlp, rules, text)
