"""Where a text quotes somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.quotes import Quotes


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('She said: "We won." He left.', "won"),
        ("She said: “We won.” He left.", "won"),
        ("She said: ``We won.'' He left.", "won"),
        ('"We won," she said. "We lost first.', "lost"),
        ('She said: "We won. "We lost first," and left.', "lost"),
        ('She said: " We won . " He left .', "won"),
    ],
)
def test_quotes_what_is_inside(text: str, inside: str) -> None:
    assert Quotes(text).around(text.index(inside)) is not None


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ('She said: "We won." He left.', "He"),
        ('"We won," she said. "We lost first.', "she"),
        ('She said: "We won. "We lost first," and left.', "left"),
        ('"We won.\nHe left.', "He"),
        ("", ""),
    ],
)
def test_quotes_what_is_outside(text: str, outside: str) -> None:
    assert Quotes(text).around(text.index(outside)) is None


def test_quotes_the_one_that_ends_before_a_speaker() -> None:
    text = '"We won," she said.'
    quotes = Quotes(text)
    assert quotes.closed(text.index("she")) == (1, 8)
    assert quotes.closed(text.index("said")) is None


def test_quotes_that_begin_between_two_places() -> None:
    text = 'She said: "We won." He left.'
    quotes = Quotes(text)
    assert quotes.breaks(0, text.index("won"))
    assert not quotes.breaks(text.index("He"), len(text))


@given(st.text(alphabet="\"“”`' \nab.,", max_size=60))
def test_quotes_never_reach_into_the_next_line(text: str) -> None:
    quotes = Quotes(text)
    for at in range(len(text)):
        if found := quotes.around(at):
            assert found[0] <= at < found[1]
            assert "\n" not in text[found[0] : found[1]]
