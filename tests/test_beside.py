"""A second process that does something while this one goes on."""

import os
from pathlib import Path

import pytest

from kg.distribute import beside


def double(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def fail() -> None:
    raise KeyError("no such thing")


def die_in_a_child(parent: int) -> int:
    """Do well in one process only."""
    if os.getpid() != parent:
        os._exit(3)
    return 7


@pytest.mark.parametrize("apart", [False, True])
def test_results_come_in_the_order_of_tasks(apart: bool) -> None:
    with beside(apart=apart) as begin:
        found = [begin(double, number)() for number in range(3)]
    assert [result for result, _ in found] == [0, 2, 4]
    assert ({pid for _, pid in found} == {os.getpid()}) != apart


@pytest.mark.parametrize("apart", [False, True])
def test_what_a_task_raises_is_raised_where_it_is_waited_for(apart: bool) -> None:
    with beside(apart=apart) as begin:
        wait = begin(fail)
        with pytest.raises(KeyError, match="no such thing"):
            wait()
        assert begin(double, 4)()[0] == 8


def test_what_a_process_dies_of_is_done_here() -> None:
    with beside(apart=True) as begin:
        assert begin(die_in_a_child, os.getpid())() == 7


@pytest.mark.parametrize("apart", [False, True])
def test_what_is_begun_waits_for_what_was_begun_before(apart: bool) -> None:
    with beside(apart=apart) as begin:
        first, nobody_waits = begin(double, 1), begin(fail)
        second = begin(double, 2)
        assert (second()[0], first()[0]) == (4, 2)
    assert nobody_waits


def test_much_is_sent_both_ways_before_anybody_waits() -> None:
    much = b"x" * 1_000_000
    with beside(apart=True) as begin:
        waits = [begin(bytes, much) for _ in range(3)]
        assert [wait() for wait in waits] == [much] * 3


@pytest.mark.parametrize("apart", [False, True])
def test_what_comes_of_one_thing_is_handed_to_the_next(apart: bool) -> None:
    with beside(apart=apart) as begin:
        found = begin(double, 2)
        assert begin(max, found, (0, 0))() == found()


@pytest.mark.parametrize("apart", [False, True])
def test_what_is_handed_on_is_done_once(apart: bool, tmp_path: Path) -> None:
    with beside(apart=apart) as begin:
        made = begin(os.mkdir, tmp_path / "folder")
        assert begin(str, made)() == "None"
        assert made() is made() is None


@pytest.mark.parametrize("apart", [False, True])
def test_who_needs_what_failed_fails_as_well(apart: bool) -> None:
    with beside(apart=apart) as begin:
        needing = begin(str, begin(fail))
        with pytest.raises(KeyError, match="no such thing"):
            needing()
