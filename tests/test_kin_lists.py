"""Lists of relatives: claims of the shipped pipeline from marked sentences."""

import pytest
from spacy.language import Language
from test_relate_text import told

from kg.relate.rules import Rules


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "[Jo Roe] is survived by his wife, [Ann]; daughter, [Eva]; and son, [Max].",
        "[Jo Roe] is survived by his wife [Ann] and children [Eva] and [Max].",
        "[Jo Roe] leaves a wife, [Ann]; two children, [Eva] and [Max]; and a dog.",
    ],
)
def test_each_relative_is_who_is_named_behind(
    nlp: Language, rules: Rules, text: str
) -> None:
    found = told(nlp, rules, text)
    assert {"Jo Roe", "Ann"} in [{a, b} for a, what, b in found if what == "spouse_of"]
    assert ("Eva", "child_of", "Jo Roe") in found
    assert ("Max", "child_of", "Jo Roe") in found


@pytest.mark.model
def test_relatives_without_a_name_are_not_those_before(
    nlp: Language, rules: Rules
) -> None:
    text = "[Jo Roe] is survived by his father, [Max Roe]; and three grandchildren."
    found = told(nlp, rules, text)
    assert ("Max Roe", "parent_of", "Jo Roe") in found
    assert "relative_of" not in {what for _, what, _ in found}
