"""Names as strings: their edges, their titles, and what can be none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import names


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Ana Oru and Bo Quist", "person", ["Ana Oru", "Bo Quist"]),
        ("Ana Oru & Bo Quist", "person", ["Ana Oru", "Bo Quist"]),
        ("Ana Oru, Bo Quist", "person", ["Ana Oru", "Bo Quist"]),
        ("Ana Oru, Jr", "person", ["Ana Oru, Jr"]),
        ("Ana Oru, née Quist", "person", ["Ana Oru, née Quist"]),
        ("Ana Oru/Tolvane", "person", ["Ana Oru"]),
        ("Oru and Quist", "organisation", ["Oru and Quist"]),
        ("Tolvane, Norvik", "organisation", ["Tolvane", "Norvik"]),
        ("Tolvane, Inc", "organisation", ["Tolvane, Inc"]),
        (
            "Ministry of Trade, Industry and Energy",
            "organisation",
            ["Ministry of Trade, Industry and Energy"],
        ),
        ("Norvik Harbour Board (NHB)", "organisation", ["Norvik Harbour Board", "NHB"]),
        ("(NHB)", "organisation", ["(NHB)"]),
        ("Tolvane\n  Norvik", "organisation", ["Tolvane", "Norvik"]),
        ("Tolvane\tNorvik", "organisation", ["Tolvane", "Norvik"]),
        ("A/S Tolvane", "organisation", ["A/S Tolvane"]),
    ],
)
def test_pieces_are_the_names_of_a_stretch(
    text: str, kind: str, expected: list[str]
) -> None:
    found = names.pieces(f"See {text}.", 4, 4 + len(text), kind)
    assert [f"See {text}."[start:end] for start, end in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Tolvane", "Tolvane"),
        ("“Tolvane”", "Tolvane"),
        ("(Tolvane", "Tolvane"),
        ("Tolvane)", "Tolvane"),
        ("Tolvane (Norvik)", "Tolvane (Norvik)"),
        ("Tolvane’s", "Tolvane"),
        ('Bo" Quist', "Quist"),
        ("ex-Tolvane", "Tolvane"),
        ("Norvik-based Tolvane", "Tolvane"),
        ("rival Tolvane", "Tolvane"),
        ("van Quist", "van Quist"),
        ("Tolvane said on", "Tolvane"),
        ("Homes for all", "Homes for all"),
        ("Tolvane CEO", "Tolvane"),
        ("Tolvane 1,200", "Tolvane"),
        ("Tolvane Inc.", "Tolvane Inc."),
        ("Mass.—Tolvane Inc.", "Tolvane Inc."),
        ("Tolvane—a firm", "Tolvane"),
        ("Tolvane.", "Tolvane"),
        ("“the ”", ""),
    ],
)
def test_trim_cuts_what_is_no_name_off_both_edges(text: str, expected: str) -> None:
    start, end = names.trim(text, 0, len(text))
    assert text[start:end] == expected


@given(st.text(max_size=40))
def test_trim_stays_inside_and_is_idempotent(text: str) -> None:
    start, end = names.trim(text, 0, len(text))
    assert 0 <= start <= end <= len(text)
    assert names.trim(text, start, end) == (start, end)


@pytest.mark.parametrize(
    ("before", "expected"), [("since ", "Tolvane"), ("the firm ", "May Tolvane")]
)
def test_trim_cuts_a_month_only_behind_a_word_of_time(
    before: str, expected: str
) -> None:
    text = f"{before}May Tolvane"
    start, end = names.trim(text, len(before), len(text))
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "at", "name", "title"),
    [
        ("Mr. Quist", 0, "Quist", "Mr."),
        ("former chief executive Ana Oru", 0, "Ana Oru", "chief executive"),
        ("the chief executive Ana Oru", 20, "Ana Oru", "chief executive"),
        ("the chief executive “Ana Oru", 21, "Ana Oru", "chief executive"),
        ("the harbour Ana Oru", 12, "Ana Oru", ""),
        ("Green Party leader Ana Oru", 0, "Ana Oru", "leader"),
        ("Chief Executive", 0, "Chief Executive", ""),
        ("Ana Oru", 0, "Ana Oru", ""),
        ("Ana Judge Oru", 0, "Ana Judge Oru", ""),
        ("Judge Oru", 0, "Judge Oru", ""),
        ("Ana Judge Oru Quist", 0, "Ana Judge Oru Quist", ""),
        ("Minister of Norvane", 0, "Minister of Norvane", ""),
        ("Judge Ana Oru", 0, "Ana Oru", "Judge"),
    ],
)
def test_take_title_finds_titles_in_a_stretch_and_before_it(
    text: str, at: int, name: str, title: str
) -> None:
    start, found = names.take_title(text, at, len(text))
    assert (text[start:], found) == (name, title)


@pytest.mark.parametrize(
    ("after", "added"),
    [
        (" III. He said", " III"),
        (" Jr said", " Jr"),
        (", Jr., said", ", Jr."),
        (" III, he", " III"),
        (" Jr. said", " Jr."),
        (" iii said", ""),
        (" Jrs said", ""),
        (" said", ""),
    ],
)
def test_add_suffix_takes_in_what_follows_a_name(after: str, added: str) -> None:
    text = f"Bo Quist{after}"
    assert text[8 : names.add_suffix(text, 8)] == added


@pytest.mark.parametrize(
    ("before", "expected"),
    [("Then Mr. ", True), ("Dame ", True), ("a dame ", False), ("Mayor ", False)],
)
def test_is_honoured_asks_for_a_form_of_address(before: str, expected: bool) -> None:
    assert names.is_honoured(f"{before}Oru", len(before)) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Chief", True), ("Mr.", True), ("minister", True), ("Tolvane", False)],
)
def test_is_title_knows_titles_and_their_parts(word: str, expected: bool) -> None:
    assert names.is_title(word) is expected


@pytest.mark.parametrize(
    "name",
    ["Tolvane", "Bo Quist", "norvane.com", "3M", "Lord Quist", "National Executive"],
)
def test_is_name_lets_names_pass(name: str) -> None:
    assert names.is_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "T", "T" * 121, "tolvane", "D-Ariz.", "www.Norvane.example"),
        *("#Norvane", "photo.JPG", "$5M", "€3", "2019", "12%", "Monday"),
        *("Monday January", "Ltd.", "Q1.", "Lord Chancellor", "First  Minister", "—"),
        *("Series B", "Series C Round"),
    ],
)
def test_is_name_refuses_what_names_nobody(name: str) -> None:
    assert not names.is_name(name)


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("NHB", "Norvik Harbour Board", True),
        ("N.H.B.", "Norvik Harbour Board", True),
        ("NBH", "Norvik Harbour Board", False),
        ("NHBX", "Norvik Harbour Board", False),
    ],
)
def test_is_spelt_by_asks_for_the_letters_in_their_order(
    short: str, full: str, expected: bool
) -> None:
    assert names.is_spelt_by(short, full) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Larkin Plans Three New Bridges Over Oslo River", True),
        ("Larkin Plans Three New Bridges Over Oslo River.", False),
        ("Larkin said it would build three bridges in Oslo", False),
        ("Larkin plans Three Bridges", False),
        ("He Is In On It All", False),
        ("Ada Osei Leaves", False),
    ],
)
def test_is_headline_sees_title_case(line: str, expected: bool) -> None:
    assert names.is_headline(line) is expected


def test_any_of_takes_the_longest_of_several_words() -> None:
    pattern = re.compile(names.any_of(["a", "a.b", "a"]))
    assert pattern.fullmatch("a.b")
    assert not pattern.fullmatch("axb")
    assert pattern.match("a.bc")[0] == "a.b"
