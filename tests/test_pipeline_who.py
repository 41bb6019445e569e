"""Whom each mention means, in few bytes."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.gathered import Use
from kg.pipeline.who import Who, uses
from kg.records import Mention
from kg.store.tables import Records, as_table, write_table


def mention(document: str, start: int, name: str, kind: str = "person") -> Mention:
    return Mention(document, start, start + 1, name, kind, 0, 99, name=name)


def whom(*tables: Sequence[Mention]) -> Who:
    """Ask about mentions that come in some tables."""
    return Who((as_table(table, Mention) for table in tables), called, KEPT)


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
KEPT = {"id-Ada", "id-Bo", "id-A", "id-B"}


def test_who_tells_the_entity_of_each_mention() -> None:
    who = whom(MENTIONS)
    expected = {("a", 3): "id-Ada", ("a", 9): "id-Bo", ("b", 3): "id-Bo"}
    assert dict(who) == expected
    assert len(who) == 3


@pytest.mark.parametrize("key", [("c", 3), ("a", 4), ("a", 12), ("b", 7), ("b", 99)])
def test_who_knows_nobody_else(key: tuple[str, int]) -> None:
    who = whom(MENTIONS)
    assert key not in who
    assert who.get(key) is None


@given(
    st.dictionaries(
        st.text(), st.dictionaries(st.integers(0, 2**31 - 1), st.sampled_from("ABCD"))
    ),
    st.integers(0, 9),
)
def test_who_agrees_with_a_plain_dictionary(
    documents: Mapping[str, Mapping[int, str]], cut: int
) -> None:
    mentions = [
        mention(document, start, names[start])
        for document, names in documents.items()
        for start in sorted(names)
    ]
    who = whom(mentions[:cut], [], mentions[cut:])
    assert dict(who) == {
        (item.document, item.start): f"id-{item.name}"
        for item in mentions
        if f"id-{item.name}" in KEPT
    }
    assert len(who) == len(dict(who))


def test_who_follows_the_name_of_a_pronoun() -> None:
    asked: list[Use] = []
    she = replace(mention("a", 9, "Ada"), form="pronoun", text="she")
    Who([as_table([she], Mention)], lambda use: str(asked.append(use)), KEPT)
    assert asked == [Use("a", "person", "Ada", "Ada")]


def test_who_asks_once_for_mentions_that_are_alike() -> None:
    asked: list[Use] = []
    table = as_table([mention("a", at, "Ada") for at in range(50)], Mention)
    Who([table], lambda use: str(asked.append(use)), KEPT)
    assert len(asked) == 1


def test_who_takes_few_bytes_for_a_mention() -> None:
    few, many = (
        whom([mention("a", at, "Ada") for at in range(count)]) for count in (10, 10_010)
    )
    grown = sum(
        sys.getsizeof(getattr(many, name)) - sys.getsizeof(getattr(few, name))
        for name in ("_starts", "_meant")
    )
    assert grown < 100_000


def test_uses_count_names_that_are_alike(tmp_path: Path) -> None:
    named = [mention("a", 1, "Ada"), mention("a", 5, "Ada"), mention("a", 7, "Bo")]
    others = [mention("a", 9, ""), replace(named[0], start=12, form="pronoun")]
    path = tmp_path / "mentions.parquet"
    write_table([*named, *others], Mention, path)
    assert uses(Records(path, Mention)) == {
        Use("a", "person", "Ada", "Ada"): 2,
        Use("a", "person", "Bo", "Bo"): 1,
    }
