"""Posts in lists of people under a heading, with invented people and bodies."""

import pytest
from test_corefer import named

TRUST = "{Larkin Trust|organisation}"
ANN = "{Ann Rovik|person}"


def listed(marked: str) -> list[tuple[str, str]]:
    """Return the posts that mean somebody's, and whose."""
    people = ("Larkin Trust", "Ann Rovik", "Zuma Bank")
    return [(text, name) for text, name in named(marked) if text not in people]


@pytest.mark.parametrize(
    "line",
    [
        f"{ANN}, Chair of Grants",
        f"{ANN} – Chair of Grants",
        f"{ANN} (Chair of Grants)",
        f"{ANN} | Chair of Grants",
        f"Chair of Grants: {ANN}",
        f"Chair of Grants - Dr {ANN}",
    ],
)
def test_a_post_is_of_the_body_in_the_heading(line: str) -> None:
    marked = f"Board of Trustees of the {TRUST}\n\n{line}"
    assert listed(marked) == [("Chair of Grants", "Larkin Trust")]


def test_a_post_is_of_the_body_that_a_page_is_about() -> None:
    marked = f"Our team\n\nThe {TRUST} helps musicians.\n\n{ANN}, Treasurer"
    assert listed(marked) == [("Treasurer", "Larkin Trust")]


def test_a_post_is_nobodys_on_a_page_about_two() -> None:
    bank = "{Zuma Bank|organisation}"
    marked = f"Our team\n\nThe {TRUST} and {bank} help us.\n\n{ANN}, Treasurer"
    assert listed(marked) == []


def test_the_next_heading_ends_a_list() -> None:
    marked = f"Trustees of the {TRUST}\n\nOur friends\n\n{ANN}, Treasurer"
    assert listed(marked) == []


def test_a_sentence_is_no_heading() -> None:
    marked = f"The trustees of the {TRUST} met us.\n\n{ANN}, Treasurer"
    assert listed(marked) == []


def test_a_sentence_in_a_list_has_no_post() -> None:
    marked = f"Trustees of the {TRUST}\n\n{ANN} was Treasurer of a club."
    assert listed(marked) == []


def test_a_list_in_one_line_is_of_the_body_that_a_page_is_about() -> None:
    people = f"{ANN} (chair), {{Bo Lund|person}} (treasurer)"
    marked = f"The {TRUST} helps musicians.\n\nTrustees: {people}"
    found = [(text, name) for text, name in listed(marked) if text != "Bo Lund"]
    assert found == [
        ("Trustees", "Larkin Trust"),
        ("chair", "Larkin Trust"),
        ("treasurer", "Larkin Trust"),
    ]


def test_a_list_of_people_from_elsewhere_is_nobodys() -> None:
    marked = f"The {TRUST} helps.\n\nStaff: {ANN} ({{Zuma Bank|organisation}})"
    assert listed(marked) == []


BANK = "{Zuma Bank|organisation}"


@pytest.mark.parametrize("title", [TRUST, f"About {TRUST}"])
def test_a_page_is_about_the_body_that_is_its_first_line(title: str) -> None:
    marked = f"{title}\n\nTrustees: {ANN}\n\nIt likes {BANK}."
    assert ("Trustees", "Larkin Trust") in listed(marked)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"Partners: {BANK}", [("Partners", "Larkin Trust")]),
        (f"Our partners: {BANK}", [("Our partners", "Larkin Trust")]),
        (f"Rivals: {BANK}", []),
        (f"Partners: {TRUST}", []),
    ],
)
def test_allies_in_a_line_are_of_the_body_of_the_page(
    line: str, expected: list[tuple[str, str]]
) -> None:
    assert listed(f"{TRUST}\n\n{line}") == expected
