"""Claims of the shipped pipeline from sentences with marked names."""

from importlib import resources
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kg.records import ORGANISATION, PERSON, Mention
from kg.relate import claims, load_rules
from kg.relate.examples import marked
from kg.relate.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="module")
def nlp() -> Language:
    with resources.as_file(resources.files("kg") / "data" / "en_kg") as folder:
        if not (Path(folder) / "config.cfg").exists():
            pytest.skip("the shipped pipeline is not in this checkout")
        return spacy.load(folder)


def told(nlp: Language, rules: Rules, marked_text: str) -> set[tuple[str, str, str]]:
    """Return the claims of a text whose marks are [people] and {organisations}."""
    text, marks = marked(marked_text)
    inside = [
        Mention(
            "d",
            mark.start,
            mark.end,
            text[mark.start : mark.end],
            PERSON if mark.part == "subject" else ORGANISATION,
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
        "{Halden Corp} would buy a stake in {Norvik} for 5 mln dlrs and {Tellan}, "
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
    assert told(nlp, rules, "{Halden Corp}'s [Jane Roe] agreed.") == {
        ("Jane Roe", "employee_of", "Halden Corp")
    }
    assert not told(nlp, rules, "{Halden Corp}'s [Jane Roe] posters sold well.")
