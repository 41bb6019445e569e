from pathlib import Path

import pytest

from kg.errors import DataError
from kg.records import KINDS, STATED
from kg.relate.rules import load_rules, load_vocabulary, relations_table

GOOD = """
[[verb]]
name = "poach"
relation = "employee_of"
verbs = ["poach"]
subject = ["obj"]
object = ["subj"]
examples = ["{Acme Corp} poached [Jane Roe]."]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_role_words_are_those_of_all_titles_and_between_their_hyphens(
    tmp_path: Path,
) -> None:
    text = """
[[role]]
name = "reeve"
relation = "holds_role_at"
nouns = ["dyke-reeve of works"]
examples = ["[Jane Roe] is dyke-reeve of works of {Acme Corp}."]
"""
    words = load_rules(write(tmp_path, text)).role_words
    assert {"dyke-reeve", "dyke", "reeve", "works"} <= words
    assert "dyke-reeve of works" not in words


def test_rules_name_relations_of_the_vocabulary_only() -> None:
    rules = load_rules()
    assert {rule.relation for rule in rules.all()} <= set(rules.vocabulary)


def test_rules_have_distinct_names() -> None:
    rules = load_rules().all()
    assert len({rule.name for rule in rules}) == len(rules) > 80


def test_rules_cover_the_vocabulary() -> None:
    rules = load_rules()
    covered = {rule.relation for rule in rules.all()}
    assert set(rules.vocabulary) == covered | {STATED}


@pytest.mark.parametrize("name", load_vocabulary())
def test_vocabulary_describes_each_relation(name: str) -> None:
    relation = load_vocabulary()[name]
    assert relation.label and relation.inverse
    assert relation.definition.endswith(".")
    assert set(relation.subject) | set(relation.object) <= set(KINDS)
    if not relation.directed:
        assert relation.label == relation.inverse


def test_rules_of_a_user_come_before_those_that_ship(tmp_path: Path) -> None:
    rules = load_rules(write(tmp_path, GOOD))
    assert rules.verbs["poach"][0].name == "poach"
    assert "found" in rules.verbs


def test_rules_may_name_a_list_of_words(tmp_path: Path) -> None:
    listed = GOOD.replace('["poach"]', '["poach"]\nabout = ["*money*", "talent"]')
    rule = load_rules(write(tmp_path, listed)).verbs["poach"][0]
    assert {"dollar", "talent"} < set(rule.about)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("employee_of", "butler_of"), "line 2: unknown relation 'butler_of'"),
        (('examples = ["{Acme Corp} poached [Jane Roe]."]', ""), "examples"),
        (("[Jane Roe]", "Jane Roe"), "mark [subject] and {object}"),
        (("[[verb]]", "[[verbs]]"), "unknown section 'verbs'"),
        (('verbs = ["poach"]', 'verb = ["poach"]'), "line 2: verbs: Field required"),
        (("[[verb]]", "[[verb]"), "not valid TOML"),
        (
            ('verbs = ["poach"]', 'verbs = ["poach"]\nabout = ["*coins*"]'),
            "line 2: about: Value error, no list of words is called *coins*",
        ),
    ],
)
def test_rules_with_a_fault_are_refused(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    with pytest.raises(DataError, match=r"mine\.toml") as caught:
        load_rules(write(tmp_path, GOOD.replace(*change)))
    assert message in str(caught.value)


def test_rules_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot read rules"):
        load_rules(tmp_path / "none.toml")


def test_docs_list_the_vocabulary() -> None:
    page = Path(__file__).parents[1] / "docs" / "relations.md"
    assert relations_table() in page.read_text(encoding="utf-8")


def test_relations_that_wikidata_has_otherwise_name_no_property() -> None:
    table = load_vocabulary()
    assert not table["merged_with"].wikidata
    assert not table["holds_role_at"].wikidata
