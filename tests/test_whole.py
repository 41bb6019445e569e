"""Names cut short or run together, made whole by their form."""

from itertools import pairwise

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg import annotate

VOCAB = spacy.blank("en").vocab


def found(
    words: str,
    *marked: tuple[str, str],
    tags: str = "",
    heads: str = "",
    deps: str = "",
) -> list[str]:
    """Return the names of words parted by blanks, some of them marked."""
    texts = words.split()
    glued = [b in ("'s", "'", "-", ",", ".") or a == "-" for a, b in _pairs(texts)]
    doc = Doc(
        VOCAB,
        texts,
        spaces=[not one for one in glued] + [False],
        tags=["POS" if one == "'s" else "NNP" for one in texts],
        pos=tags.split() or ["PROPN" if one[0].isupper() else "VERB" for one in texts],
        heads=list(map(int, heads.split())) or [0] * len(texts),
        deps=deps.split() or ["ROOT"] + ["dep"] * (len(texts) - 1),
    )
    doc.set_ents([_span(doc, name, kind) for name, kind in marked])
    named = annotate.mentions(doc, document="d")
    return [one.text for one in named if one.form == "name"]


def _pairs(texts: list[str]) -> list[tuple[str, str]]:
    return list(pairwise(texts))


def _span(doc: Doc, name: str, kind: str) -> Span:
    start = doc.text.index(name)
    span = doc.char_span(start, start + len(name), kind)
    assert span is not None
    return span


@pytest.mark.parametrize("kind", ["ORG", "INITIATIVE"])
def test_whole_an_owner_of_many_is_a_part(kind: str) -> None:
    assert found(
        "They met the People 's Tide Lottery .",
        ("People", "ORG"),
        ("Tide Lottery", kind),
    ) == ["People's Tide Lottery"]


@pytest.mark.parametrize(
    ("before", "found_before"), [("Tide Bank and ", ["Tide Bank"]), ("European ", [])]
)
def test_whole_what_stands_before_an_owner_of_many(
    before: str, found_before: list[str]
) -> None:
    owner = "" if found_before else before
    assert found(
        f"They met {before}Players ' Tide Board .",
        (f"{before}Players", "ORG"),
        ("Tide Board", "ORG"),
    ) == [*found_before, f"{owner}Players' Tide Board"]


def test_whole_a_shop_keeps_its_genitive_where_it_owns_nothing() -> None:
    words = "Rovik 's fell , and Rovik 's shares rose ."
    assert found(words, ("Rovik", "ORG")) == ["Rovik's", "Rovik's"]


@pytest.mark.parametrize(
    "words", ["Rovik 's Shares rose .", "Rovik 's fell , and Rovik rose ."]
)
def test_whole_an_owner_has_no_genitive(words: str) -> None:
    assert found(words, ("Rovik", "ORG"))[0] == "Rovik"


def test_whole_a_saint_is_a_part_of_the_school() -> None:
    words = "They left St Osyth 's High School ."
    assert found(words, ("St Osyth", "ORG")) == ["St Osyth's High School"]


FIRST = {
    "tags": "NOUN PROPN PROPN PROPN VERB PUNCT",
    "heads": "4 2 0 2 4 4",
    "deps": "nsubj nmod flat flat ROOT punct",
}


def test_whole_a_first_name_stands_behind_a_calling() -> None:
    words = "Actor Zarin Rukam Osei spoke ."
    assert found(words, ("Rukam Osei", "PERSON"), **FIRST) == ["Zarin Rukam Osei"]


def test_whole_a_title_is_no_first_name() -> None:
    words = "Actor Captain Rukam Osei spoke ."
    assert found(words, ("Rukam Osei", "PERSON"), **FIRST) == ["Rukam Osei"]


def test_whole_half_a_surname_goes_on_behind_a_hyphen() -> None:
    words = "Then Ann Odhi - Were spoke ."
    assert found(words, ("Ann Odhi", "PERSON")) == ["Ann Odhi-Were"]


@pytest.mark.parametrize(
    ("words", "name", "halves"),
    [
        (
            "The Tide Watch , Rail Watch and Friends of Norvik spoke .",
            "Rail Watch and Friends of Norvik",
            ["Rail Watch", "Friends of Norvik"],
        ),
        (
            "Institute of Tides and Museum of Rails spoke .",
            "Institute of Tides and Museum of Rails",
            ["Institute of Tides", "Museum of Rails"],
        ),
        (
            "They met firms such as Rail Watch and Tide Foods .",
            "Rail Watch and Tide Foods",
            ["Rail Watch", "Tide Foods"],
        ),
        (
            "They met the Museum of Tides and Rails .",
            "Museum of Tides and Rails",
            ["Museum of Tides and Rails"],
        ),
        ("They met Rail Watch and Tide Foods .", "Rail Watch and Tide Foods", []),
    ],
)
def test_whole_two_bodies_of_a_list_are_two(
    words: str, name: str, halves: list[str]
) -> None:
    marked = [(name, "ORG")]
    if words.startswith("The Tide Watch"):
        marked.append(("Tide Watch", "ORG"))
    assert [one for one in found(words, *marked) if one != "Tide Watch"] == (
        halves or [name]
    )


def test_whole_partners_are_one_firm() -> None:
    words = "Roe left Lund , Vey , Orell & Doe , LLP ."
    assert found(words, ("Lund", "ORG"), ("Orell", "ORG")) == [
        "Lund, Vey, Orell & Doe, LLP"
    ]


def test_whole_two_surnames_behind_one_firm_are_one() -> None:
    words = "Roe left his firm , Lund and Vey ."
    assert found(words, ("Lund", "ORG"), ("Vey", "PERSON")) == ["Lund and Vey"]
    words = "Roe left his firms , Lund and Vey ."
    assert found(words, ("Lund", "ORG"), ("Vey", "ORG")) == ["Lund", "Vey"]


@pytest.mark.parametrize(
    ("words", "marked", "whole"),
    [
        ("Norvik Lodge 614 sued .", "Norvik Lodge", "Norvik Lodge 614"),
        ("Teamsters Local 237 sued .", "Teamsters", "Teamsters Local 237"),
        ("Norvik Bank 614 sued .", "Norvik Bank", "Norvik Bank"),
    ],
)
def test_whole_a_branch_keeps_its_number(words: str, marked: str, whole: str) -> None:
    assert found(words, (marked, "ORG")) == [whole]


def test_whole_an_owner_of_many_parts_no_name() -> None:
    words = "Norvik Patrolmen 's Benevolent Association sued ."
    marked = "Norvik Patrolmen's Benevolent Association"
    assert found(words, (marked, "ORG")) == [marked]


def test_whole_what_opens_a_post_goes_off_the_body() -> None:
    words = "Norvik Bank Country Director left ."
    assert found(words, ("Norvik Bank Country", "ORG")) == ["Norvik Bank"]


def test_whole_a_merger_is_of_two() -> None:
    words = "The merger of Vey Trust and Lund Trust ended ."
    assert found(words, ("Vey Trust and Lund Trust", "ORG")) == [
        "Vey Trust",
        "Lund Trust",
    ]
