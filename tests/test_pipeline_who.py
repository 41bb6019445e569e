"""Whom each mention means, in few bytes."""

import sys
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.gathered import Use
from kg.pipeline.who import Who
from kg.records import Mention


def mention(document: str, start: int, name: str, kind: str = "person") -> Mention:
    return Mention(document, start, start + 1, name, kind, 0, 99, name=name)


def called(use: Use) -> str:
    """Find the entity that has the very name."""
    return f"id-{use.name}"


MENTIONS = [
    mention("a", 3, "Ada"),
    mention("a", 9, "Bo"),
    mention("a", 12, ""),
    mention("a", 15, "Ada", ""),
    mention("b", 3, "Bo"),
    mention("b", 7, "Cy"),
]
KEPT = {"id-Ada", "id-Bo"}


def test_who_tells_the_entity_of_each_mention() -> None:
    who = Who(MENTIONS, called, KEPT)
    expected = {("a", 3): "id-Ada", ("a", 9): "id-Bo", ("b", 3): "id-Bo"}
    assert dict(who) == expected
    assert len(who) == 3


@pytest.mark.parametrize("key", [("c", 3), ("a", 4), ("a", 12), ("b", 7), ("b", 99)])
def test_who_knows_nobody_else(key: tuple[str, int]) -> None:
    who = Who(MENTIONS, called, KEPT)
    assert key not in who
    assert who.get(key) is None


@given(
    st.dictionaries(
        st.text(), st.dictionaries(st.integers(0, 2**31 - 1), st.sampled_from("ABCD"))
    )
)
def test_who_agrees_with_a_plain_dictionary(
    documents: Mapping[str, Mapping[int, str]],
) -> None:
    mentions = [
        mention(document, start, names[start])
        for document, names in documents.items()
        for start in sorted(names)
    ]
    kept = {"id-A", "id-B"}
    assert dict(Who(mentions, called, kept)) == {
        (item.document, item.start): f"id-{item.name}"
        for item in mentions
        if f"id-{item.name}" in kept
    }


def test_who_takes_few_bytes_for_a_mention() -> None:
    few, many = (
        Who((mention("a", at, "Ada") for at in range(count)), called, KEPT)
        for count in (10, 10_010)
    )
    grown = sum(
        sys.getsizeof(getattr(many, name)) - sys.getsizeof(getattr(few, name))
        for name in ("_starts", "_meant")
    )
    assert grown < 100_000
