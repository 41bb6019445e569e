"""Who is brought into a text as a relative, and whose the bare surname is then."""

import pytest
from test_corefer import names

from kg.identity.kinship import is_relative


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("her grandson Bob Rovik", True),
        ("his wife, Bob Rovik", True),
        ("by a daughter, Bob Rovik", True),
        ("the brothers Bob Rovik", True),
        ("her father-in-law Mr. Bob Rovik", True),
        ("his father, former foreign minister Bob Rovik", True),
        ("Ann Lee, daughter of the late banker Bob Rovik", True),
        ("Lee is the son of Bob Rovik", True),
        ("the brother of Bob Rovik", False),
        ("his wife, and Bob Rovik", False),
        ("Bob Rovik, her husband,", True),
        ("Bob Rovik, the younger brother of", True),
        ("Bob Rovik, Lee's uncle,", True),
        ("the banker Bob Rovik", False),
        ("his person Bob Rovik", False),
        ("Bob Rovik, a friend", False),
        ("Bob Rovik met his wife", False),
    ],
)
def test_relatives_are_called_so_beside_their_names(text: str, relative: bool) -> None:
    start = text.index("Bob")
    assert is_relative(text, start, start + len("Bob Rovik")) is relative


def test_a_surname_is_not_the_relative_s() -> None:
    marked = (
        "{Ann Rovik|person} died. Her grandson {Bob Rovik|person} spoke. "
        "{Rovik|person} had run a bank."
    )
    assert names(marked)[2] == "Ann Rovik"


def test_who_is_named_in_full_again_is_not_called_by_the_surname() -> None:
    marked = (
        "{Ann Rovik|person} came. {Rovik|person} sat. She met {Bob Rovik|person}. "
        "{Bob Rovik|person} died. {Rovik|person} wept."
    )
    assert names(marked)[4] == "Ann Rovik"


def test_a_surname_of_two_words_is_not_the_relative_s() -> None:
    marked = (
        "{Marco van Rovik|person} came. His wife, {Mary van Rovik|person}, died. "
        "{Van Rovik|person} wept."
    )
    assert names(marked)[2] == "Marco van Rovik"


def test_a_daughter_is_nobody_named_before() -> None:
    marked = (
        "Survivors are his wife, {Ann Rovik|person}; a daughter, {Ann|person}; "
        "and his brother {Ann|person}."
    )
    assert names(marked) == ["Ann Rovik", "Ann", "Ann Rovik"]
