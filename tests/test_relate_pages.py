"""Claims from what pages of firms, charities and schools say that news does not."""

import pytest
from spacy.language import Language
from test_relate_text import told

from kg.relate.rules import Rules

pytestmark = pytest.mark.model
WORKS = "employee_of"
ROLE = "holds_role_at"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It is by [Jane Roe] ({Halden Corp}) and [John Doe] ({Norvik College}).",
            {
                ("Jane Roe", WORKS, "Halden Corp"),
                ("John Doe", WORKS, "Norvik College"),
            },
        ),
        (
            "Speakers include [Jane Roe], {Halden Corp}; and [Ann Poe], {Tellan Ltd}.",
            {("Jane Roe", WORKS, "Halden Corp"), ("Ann Poe", WORKS, "Tellan Ltd")},
        ),
        (
            "[Jane Roe], [John Doe] and [Ann Poe] from {Norvik College} wrote a book.",
            {
                ("Jane Roe", WORKS, "Norvik College"),
                ("John Doe", WORKS, "Norvik College"),
                ("Ann Poe", WORKS, "Norvik College"),
            },
        ),
        (
            "[Jane Roe], Head of Policy, {Halden Trust}",
            {("Jane Roe", ROLE, "Halden Trust")},
        ),
        (
            "[Jane Roe] | Chief Executive | {Halden Corp}",
            {("Jane Roe", "chief_executive_of", "Halden Corp")},
        ),
        (
            "[Jane Roe] has been with {Halden Corp} since 2004.",
            {("Jane Roe", WORKS, "Halden Corp")},
        ),
        (
            "[Jane Roe] (President): {Halden Library} (until May)",
            {("Jane Roe", WORKS, "Halden Library")},
        ),
        (
            "We are proud, says [Jane Roe], {Halden Library}.",
            {("Jane Roe", WORKS, "Halden Library")},
        ),
        (
            "We are proud, says [Jane Roe], CEO {Halden Holdings}.",
            {("Jane Roe", "chief_executive_of", "Halden Holdings")},
        ),
        (
            "[Jane Roe] took up a post as Deputy Director in the {Halden Office}.",
            {("Jane Roe", ROLE, "Halden Office")},
        ),
        (
            "[Jane Roe] has a Master of Science in History from {Norvik College}.",
            {("Jane Roe", "educated_at", "Norvik College")},
        ),
        (
            "[Jane Roe] joined <Springfield|place> as Special Assistant to the "
            "President and Deputy Director of the {Norvik Office}.",
            {("Jane Roe", ROLE, "Norvik Office")},
        ),
        (
            "They announced the appointment of [Jane Roe] as director of {Halden}.",
            {("Jane Roe", ROLE, "Halden")},
        ),
        (
            "Thanks to a grant from the {Tellan Fund}, the {Halden Museum} is growing.",
            {("Tellan Fund", "funds", "Halden Museum")},
        ),
        (
            "The {Halden Fair} is made possible by the support of {Tellan Bank}.",
            {("Tellan Bank", "supports", "Halden Fair")},
        ),
    ],
)
def test_a_page_says_it_briefly(
    nlp: Language, rules: Rules, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert expected <= told(nlp, rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "Goals came from [Jane Roe] ({Doe 45}) late on.",
        "They met [Jane Roe], {Halden Corp} and others.",
        "They thanked the [Jane Roe] ({Norvik}) Fund.",
        "[Jane Roe]: {Halden Corp} is growing.",
        "[Jane Roe] has been with {Halden Corp} at court.",
        "{Halden Corp} praised its project, director [Jane Roe] agreed.",
    ],
)
def test_what_only_looks_like_a_post_is_none(
    nlp: Language, rules: Rules, text: str
) -> None:
    assert not {c for c in told(nlp, rules, text) if c[1] in (WORKS, ROLE)}


@pytest.mark.parametrize(
    ("text", "related"),
    [
        ("[Jane Roe] and [John Doe] worked hard.", False),
        ("[Jane Roe] and [John Doe] worked together.", True),
        ("{Halden Corp} and {Norvik Ltd} are working on a chip.", True),
    ],
)
def test_who_works_has_a_partner_only_in_what_is_joint(
    nlp: Language, rules: Rules, text: str, related: bool
) -> None:
    assert ("partner_of" in {c[1] for c in told(nlp, rules, text)}) is related
