"""Who works for a part works for the whole: claims of the shipped pipeline."""

import pytest
from spacy.language import Language
from test_relate_text import told

from kg.relate.rules import Rules


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "[Jane Roe] joined the {School of Law} at {Velm College} in 1980.",
        "[Jane Roe], of the {School of Law} at {Velm College}, spoke first.",
    ],
)
def test_who_works_for_a_part_works_for_the_whole(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert ("Jane Roe", "employee_of", "Velm College") in told(nlp, rules, text)


@pytest.mark.model
def test_a_post_at_a_part_is_one_at_the_whole(nlp: Language, rules: Rules) -> None:
    text = "[Jane Roe] joined the {School of Law} at {Velm College} as a professor."
    assert ("Jane Roe", "holds_role_at", "Velm College") in told(nlp, rules, text)


@pytest.mark.model
def test_the_owner_of_a_part_does_not_own_the_whole(
    nlp: Language, rules: Rules
) -> None:
    text = "[Jane Roe] owns the {Fitness Centre} at {Velm College}."
    assert ("Jane Roe", "owner_of", "Velm College") not in told(nlp, rules, text)
