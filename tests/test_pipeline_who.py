"""Whom each mention means, as a column."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.identity.gathered import Use
from kg.pipeline.who import Ways
from kg.records import Mention
from kg.store.tables import as_table


def mention(document: str, start: int, name: str, kind: str = "person") -> Mention:
    return Mention(document, start, start + 1, name, kind, 0, 99, name=name)


def ways(*tables: Sequence[Mention]) -> Ways:
    return Ways(as_table(table, Mention) for table in tables)


def whom(*tables: Sequence[Mention]) -> list[int]:
    """Ask about mentions that come in some tables."""
    found = ways(*tables).meant(called, PLACES)
    return [place for places in found for place in places.tolist()]


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
PLACES = {"id-Ada": 0, "id-Bo": 1, "id-A": 2, "id-B": 3}


def test_each_mention_has_the_place_of_its_entity() -> None:
    assert whom(MENTIONS) == [0, 1, -1, -1, 1, -1]


@given(
    st.dictionaries(
        st.text(), st.dictionaries(st.integers(0, 2**31 - 1), st.sampled_from("ABCD"))
    ),
    st.integers(0, 9),
)
def test_entities_follow_the_names_however_the_tables_are_cut(
    documents: Mapping[str, Mapping[int, str]], cut: int
) -> None:
    mentions = [
        mention(document, start, names[start])
        for document, names in documents.items()
        for start in sorted(names)
    ]
    found = whom(mentions[:cut], [], mentions[cut:])
    assert found == [PLACES.get(f"id-{item.name}", -1) for item in mentions]


def test_a_pronoun_means_whom_its_name_means() -> None:
    asked: list[Use] = []
    she = replace(mention("a", 9, "Ada"), form="pronoun", text="she")
    list(ways([she]).meant(lambda use: str(asked.append(use)), PLACES))
    assert asked == [Use("a", "person", "Ada", "Ada")]


def test_it_is_asked_once_for_mentions_that_are_alike() -> None:
    asked: list[Use] = []
    found = ways([mention("a", at, "Ada") for at in range(50)])
    list(found.meant(lambda use: str(asked.append(use)), PLACES))
    assert len(asked) == 1


def test_names_that_are_alike_are_counted() -> None:
    named = [mention("a", 1, "Ada"), mention("a", 5, "Ada"), mention("a", 7, "Bo")]
    others = [mention("a", 9, ""), replace(named[0], start=12, form="pronoun")]
    assert sorted(ways(named, others).uses) == [
        Use("a", "person", "Ada", "Ada", mentions=2),
        Use("a", "person", "Bo", "Bo", mentions=1),
    ]
