"""What words with capitals can mean."""

import re

import pytest

from kg.encode.capitals import COUNTRY, NAME, NOBODY, capitals, first_of
from kg.encode.chunks import Words

COMMON = {"we", "it", "but", "the", "if"}


def told(text: str) -> list[tuple[str, str]]:
    """Return the stretches with capitals of a text, a line for each sentence."""
    texts: list[str] = []
    runs = []
    for line in text.splitlines():
        found = re.findall(r"\w+|[^\w\s]", line)
        runs.append(range(len(texts), len(texts) + len(found)))
        texts += found
    words = Words(texts, [True] * len(texts), [False] * len(texts))
    small = [all(c.islower() for c in word if c.isalpha()) for word in texts]
    found = capitals(words, runs, small, COMMON)
    return [
        (" ".join(texts[i] for i in it.tokens), it.sort) for row in found for it in row
    ]


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("we met Rovik", NAME),
        ("we met 北京", NAME),  # no script but ours has capitals
        ("we trade with France", COUNTRY),
        ("we left New Zealand", COUNTRY),
        ("we came in January", NOBODY),
        ("we met Germans", NOBODY),
        ("we met most Republicans", NAME),  # they are a party
        ("we broke the Constitution", NOBODY),
        ("we fly with Air France", NAME),
        ("we bank with Bank Of China", NAME),
        ("we praise American Zandor", NAME),
    ],
)
def test_capitals_go_by_all_the_words_of_a_stretch(text: str, sort: str) -> None:
    (found,) = told(text)
    assert found[1] == sort


def test_capitals_leave_out_a_first_word_that_is_common_or_written_small() -> None:
    assert told("But profits fell\nProfits rose\nUnfortunately we left") == []
    assert told("Zandor fell") == [("Zandor", NAME)]
    assert told("Profits left Profits") == [("Profits", NAME), ("Profits", NAME)]


def test_capitals_leave_out_common_words_that_a_stretch_begins_with() -> None:
    assert told("we said : If The Germans left") == [("Germans", NOBODY)]
    assert told("But Rovik said it")[0] == ("Rovik", NAME)


@pytest.mark.parametrize("name", ["Jordan", "June"])
def test_capitals_take_a_country_or_month_for_somebody_named_so(name: str) -> None:
    alone = f"we saw {name}"
    assert told(alone)[0][1] != NAME
    assert told(f"we met Ann {name} Roe\n{alone}")[1] == (name, NAME)


def test_first_of_passes_over_signs_and_numbers() -> None:
    words = Words(['"', "3", "men", "ran"], [True] * 4, [False] * 4)
    assert first_of(words, range(4)) == 2
    assert first_of(words, range(2)) == -1
