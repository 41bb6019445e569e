"""Rules of a user load only if the pipeline finds what their examples say."""

from pathlib import Path

import pytest
from spacy.language import Language

from kg.errors import DataError
from kg.relate import load_checked, load_rules
from kg.relate.examples import claims_of

pytestmark = pytest.mark.model

GOOD = """
[[verb]]
name = "ensnare"
relation = "employee_of"
label = "was hired away by"
verbs = ["ensnare"]
subject = ["obj"]
object = ["subj"]
examples = ["{Acme Corp} ensnared [Jane Roe] in 2003."]
counterexamples = ["[Jane Roe] joined <Acme Corp> in 2003 and sued {Beta Corp}."]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_rules_of_a_user_are_used(tmp_path: Path, nlp: Language) -> None:
    rules = load_checked(write(tmp_path, GOOD), nlp)
    text = "{Acme Corp} ensnared [Jane Roe] from <Beta Corp>."
    assert [claim.label for claim in claims_of(text, "employee_of", rules, nlp)] == [
        "was hired away by"
    ]


def test_a_rule_whose_example_fails_is_refused(tmp_path: Path, nlp: Language) -> None:
    broken = "\n# mine\n" + GOOD.replace('verbs = ["ensnare"]', 'verbs = ["praise"]')
    message = r"mine\.toml, line 4: rule 'ensnare'.*not found"
    with pytest.raises(DataError, match=message):
        load_checked(write(tmp_path, broken), nlp)


def test_a_rule_that_finds_its_counterexample_is_refused(
    tmp_path: Path, nlp: Language
) -> None:
    loose = GOOD.replace(
        "[Jane Roe] joined <Acme Corp> in 2003 and sued {Beta Corp}.",
        "{Acme Corp} ensnared [Jane Roe].",
    )
    with pytest.raises(DataError, match=r"line 2: rule 'ensnare'.*counterexample"):
        load_checked(write(tmp_path, loose), nlp)


def test_a_single_bracket_is_told_apart_from_a_list_of_rules(
    tmp_path: Path, nlp: Language
) -> None:
    with pytest.raises(DataError, match=r"write \[\[verb\]\], in two brackets"):
        load_checked(write(tmp_path, GOOD.replace("[[verb]]", "[verb]")), nlp)


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = GOOD + GOOD.replace("was hired away by", "was lured by")
    message = r"mine\.toml, line 12: a rule is called 'ensnare' already, in line 2"
    with pytest.raises(DataError, match=message):
        load_rules(write(tmp_path, twice))
