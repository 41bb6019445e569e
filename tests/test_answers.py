"""What follows from decisions, and the file they are kept in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.identity.answers import Answers, append, as_row, filed, write_rows
from kg.identity.decisions import DIFFERENT, SAME, Decision, read_decisions

ORGANISATION = "organisation"


def said(decision: str, left: str, right: str, place: str = "") -> Decision:
    return Decision(decision, ORGANISATION, left, right, place=place)


def test_nothing_follows_for_names_nobody_spoke_of() -> None:
    answers = Answers([said(SAME, "Zandor", "Veyland")])
    assert answers.verdict(ORGANISATION, "Zandor", "Old Mill") == ""
    assert answers.verdict("person", "Zandor", "Veyland") == ""


def test_what_is_the_same_goes_on_by_way_of_others() -> None:
    answers = Answers([said(SAME, "Zandor", "Veyland"), said(SAME, "Veyland", "Quist")])
    assert answers.verdict(ORGANISATION, "QUIST", "zandor") == SAME


def test_what_differs_from_one_differs_from_all_that_are_the_same() -> None:
    answers = Answers(
        [said(SAME, "Zandor", "Veyland"), said(DIFFERENT, "Veyland", "Quist")]
    )
    assert answers.verdict(ORGANISATION, "Quist", "Zandor") == DIFFERENT


def test_two_that_differ_from_a_third_may_still_be_one() -> None:
    answers = Answers(
        [said(DIFFERENT, "Zandor", "Quist"), said(DIFFERENT, "Veyland", "Quist")]
    )
    assert answers.verdict(ORGANISATION, "Zandor", "Veyland") == ""


def test_organisations_and_initiatives_are_decided_together() -> None:
    answers = Answers([said(SAME, "Zandor Plan", "Veyland Plan")])
    assert answers.verdict("initiative", "Zandor Plan", "Veyland Plan") == SAME


def test_a_chain_that_ends_in_its_opposite_names_all_places() -> None:
    made = [
        said(DIFFERENT, "Zandor", "Quist", "d.csv:2"),
        said(SAME, "Zandor", "Veyland", "d.csv:3"),
        said(SAME, "Veyland", "Quist", "d.csv:4"),
    ]
    with pytest.raises(DataError, match=r"^d.csv:2: .* d.csv:3, d.csv:4 say"):
        Answers(made)


def test_a_new_decision_against_the_others_is_refused_and_forgotten() -> None:
    answers = Answers(
        [
            said(SAME, "Zandor", "Veyland", "d.csv:2"),
            said(DIFFERENT, "Veyland", "Quist", "d.csv:3"),
        ]
    )
    with pytest.raises(DataError, match=r"d.csv:2, d.csv:3 say they are different"):
        answers.add(said(SAME, "Zandor", "Quist"))
    assert answers.verdict(ORGANISATION, "Zandor", "Quist") == DIFFERENT


def test_a_decision_that_is_added_counts_from_then_on() -> None:
    answers = Answers()
    answers.add(said(DIFFERENT, "Zandor", "Quist"))
    assert answers.verdict(ORGANISATION, "Quist", "Zandor") == DIFFERENT


NAMES = ["Zandor", "Veyland", "Quist", "Old Mill", "Rovik"]
DECISIONS = st.lists(
    st.builds(
        said,
        st.sampled_from([SAME, DIFFERENT]),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
    ).filter(lambda made: made.left != made.right),
    max_size=8,
)


@given(DECISIONS)
def test_whatever_is_taken_in_is_said_again(made: list[Decision]) -> None:
    answers, taken = Answers(), []
    for one in made:
        try:
            answers.add(one)
        except DataError:
            continue
        taken.append(one)
    for one in taken:
        assert answers.verdict(ORGANISATION, one.right, one.left) == one.decision
    again = Answers(taken)
    for left in NAMES:
        for right in NAMES:
            verdict = answers.verdict(ORGANISATION, left, right)
            assert again.verdict(ORGANISATION, left, right) == verdict


def test_append_makes_a_file_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    append(path, Decision(SAME, "person", "Ann, Rovik", 'A. "Nan" Rovik', "AR", "one"))
    (made,) = read_decisions(path)
    assert (made.left, made.right) == ("Ann, Rovik", 'A. "Nan" Rovik')
    assert (made.who, made.why, made.place) == ("AR", "one", f"{path}:2")


def test_append_keeps_the_lines_the_columns_and_the_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    old = "\ufeffDecision,Kind,left,right,note,why\r\n,person,Ann Rove,Ann Rovik,?,"
    path.write_bytes(old.encode())
    append(path, Decision(SAME, "person", "Ann Rovik", "A. Rovik", "AR", "one"))
    text = path.read_bytes().decode("utf-8-sig")
    assert text == f"{old[1:]}\r\nsame,person,Ann Rovik,A. Rovik,,one\r\n"


def test_append_refuses_a_file_that_holds_something_else(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("name,age\nAnn,3\n")
    with pytest.raises(DataError, match="first line"):
        append(path, said(SAME, "Zandor", "Veyland"))
    assert path.read_text() == "name,age\nAnn,3\n"


def test_append_into_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be written"):
        append(tmp_path / "no" / "decisions.csv", said(SAME, "Zandor", "Veyland"))


@given(st.lists(st.text(min_size=1), min_size=4, max_size=4))
def test_whatever_is_written_is_read_back_as_one_row(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    left, right, who, why = (
        "".join(c for c in text if not 0xD800 <= ord(c) <= 0xDFFF) for text in texts
    )
    made = Decision(SAME, "person", f"Ann {left}", f"Eva {right}", who, why)
    if filed("person", made.left) == filed("person", made.right):
        return
    path = tmp_path_factory.mktemp("any") / "decisions.csv"
    append(path, made)
    write_rows(path, [as_row(made), {"decision": "", "left": left, "more": why}])
    append(path, made)
    rows = read_decisions(path)
    assert len(rows) == 2
    assert [(row.left, row.right) for row in rows] == [
        (" ".join(made.left.split()), " ".join(made.right.split()))
    ] * 2
