"""Rounds that are told without the firm that raised them, in marked text."""

import pytest
from test_corefer import bare

RAISED = "{Velm|organisation subject} raised $3m in May. "


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ("The round was led by {Halden|organisation}.", "round"),
        ("{Halden|organisation subject} led the seed round.", "round"),
        ("The Series B was led by {Halden|organisation}.", "Series"),
        ("The funding comes from {Halden|organisation}.", "funding"),
        ("The financing included {Halden|organisation}.", "financing"),
    ],
)
def test_a_round_is_of_the_firm_that_raised_it(told: str, word: str) -> None:
    assert bare(RAISED + told) == [(word, "Velm")]


@pytest.mark.parametrize(
    "told",
    [
        "A round was led by {Halden|organisation}.",
        "{Halden|organisation subject} won the investment bank.",
        "{Orme|organisation subject} closed the round of {Halden|organisation}.",
    ],
)
def test_other_rounds_are_left_open(told: str) -> None:
    assert not bare(RAISED + told)


def test_a_round_is_the_last_that_was_raised() -> None:
    later = "{Orme|organisation subject} closed a $9m round. "
    told = "The round was led by {Halden|organisation}."
    assert bare(RAISED + later + told) == [("round", "Orme")]


def test_nobody_has_a_round_before_anybody_raised() -> None:
    assert not bare("{Velm|organisation subject} grew. The round was led by it.")


def test_a_round_is_of_whom_a_total_was_raised_by() -> None:
    total = "It brings the total raised by {Velm|organisation} to $9m. "
    told = "The round was led by {Halden|organisation}."
    assert bare(total + told) == [("round", "Velm")]
