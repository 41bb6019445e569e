"""What several commands share."""

from hypothesis import given
from hypothesis import strategies as st

from kg.cli.options import counted, printable, split


@given(st.text(), st.integers(1, 50))
def test_whatever_a_document_holds_a_terminal_gets_one_plain_line(
    text: str, limit: int
) -> None:
    shown = printable(text, limit)
    assert len(shown) <= limit
    assert all(char.isprintable() for char in shown)


def test_what_is_short_and_plain_is_shown_as_it_is() -> None:
    assert printable("Ann  Rovik,\n“Łódź” 東京") == "Ann Rovik, “Łódź” 東京"


def test_what_is_cut_says_so() -> None:
    assert printable("Ann Rovik", 4) == "Ann…"
    assert printable(" " * 100 + "Ann Rovik", 10) == "Ann Rovik"


def test_one_is_told_as_one() -> None:
    assert counted(1, "edge") == "1 edge"
    assert counted(2000, "edge") == "2,000 edges"
    assert counted(1, "entity", "entities") == "1 entity"
    assert counted(0, "entity", "entities") == "0 entities"


def test_split_drops_blanks_and_empty_parts() -> None:
    assert split(" a, ,b ,") == ("a", "b")
    assert split(None) == ()
