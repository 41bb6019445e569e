"""What the net need not read: sentences that name nobody and relate nobody."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.encode.chunks import Words, chunks, sentences
from kg.encode.silent import REACH, silent

COMMON = {"we", "it", "he", "she", "the", "but", "they"}


def words_of(text: str) -> Words:
    """Cut a text into words, signs and line breaks."""
    texts = re.findall(r"\w+|\n+|[^\w\s]", text)
    at, spaced = 0, []
    for word in texts:
        at = text.index(word, at) + len(word)
        spaced.append(text[at : at + 1] == " ")
    return Words(texts, spaced, [word.isspace() for word in texts])


def left_out(
    text: str, *, rest: str = "\n\nWe praise Zandor.", stretch: int = 0
) -> list[str]:
    """Return the sentences left out of a text that stands before others."""
    words = words_of(text + rest)
    runs = [run for paragraph in sentences(words) for run in paragraph]
    small = [all(c.islower() for c in word if c.isalpha()) for word in words.texts]
    found = silent(words, runs, small, COMMON, stretch=stretch)
    return [spoken(words, sentence.tokens) for sentence in found]


def countries(text: str) -> list[str]:
    """Return the countries of all that is left out of a text."""
    words = words_of(text + "\n\nWe praise Zandor.")
    runs = [run for paragraph in sentences(words) for run in paragraph]
    small = [all(c.islower() for c in word if c.isalpha()) for word in words.texts]
    found = silent(words, runs, small, COMMON, stretch=0)
    return [spoken(words, at) for sentence in found for at in sentence.countries]


def spoken(words: Words, run: Sequence[int]) -> str:
    return " ".join(words.texts[i] for i in run)


def test_silent_leaves_out_what_names_nobody() -> None:
    text = "Zandor grew by 3 percent. We must do more. Rovik runs Zandor."
    assert left_out(text) == ["We must do more ."]


def test_silent_leaves_out_long_stretches_only() -> None:
    text = "We must do more. Zandor grew. We must do more. But we must pay."
    assert left_out(text, stretch=10) == ["We must do more .", "But we must pay ."]


@pytest.mark.parametrize(
    "text",
    [
        "We praise Rovik.",  # a capital
        "We like eZan.",  # in a word
        "We met 北京 there.",  # a script without capitals
        "Zandor fell.",  # a first word that is not common
        "ZANDOR FELL.",
        "We must do more",  # no end: a headline
        "we must do more.",  # who does not begin big may write names small
        "He saw her.",  # two who may be somebody
        "He left the company.",
    ],
)
def test_silent_keeps_what_may_name_or_relate_somebody(text: str) -> None:
    assert left_out(text) == []


def test_silent_takes_a_first_word_for_a_name_that_is_one_elsewhere() -> None:
    assert left_out("But it rose. Profits fell. We saw profits rise.") == [
        "But it rose .",
        "Profits fell .",
        "We saw profits rise .",
    ]
    assert "Profits fell ." not in left_out("Rovik left Profits. Profits fell.")


def test_silent_keeps_a_common_word_that_is_mostly_a_name() -> None:
    assert left_out("We trust Profits and Profits. Profits fell.") == []


def test_silent_keeps_all_of_a_text_without_capitals_amid_sentences() -> None:
    text = "We like zandor. I must do more."
    assert left_out(text, rest="") == []
    assert left_out(text) == ["We like zandor .", "I must do more ."]


def test_silent_keeps_half_a_quotation() -> None:
    assert left_out('"We must do more. It was hard," Rovik said.') == []
    assert left_out('We "must" do more.') == ['We " must " do more .']


def test_silent_keeps_what_a_later_sentence_may_refer_back_to() -> None:
    between = "We must do more. "
    for word, sort in (("He", "m"), ("She", "f"), ("It", "i")):
        near = f"{word} left. {between * (REACH[sort] - 1)}{word} runs Zandor."
        far = f"{word} left. {between * REACH[sort]}{word} runs Zandor."
        assert f"{word} left ." not in left_out(near)
        assert f"{word} left ." in left_out(far)
    assert "She left ." in left_out("She left. He runs Zandor.")


def test_silent_follows_references_from_one_to_the_next() -> None:
    text = "He left. " + "We must do more. " * (REACH["m"] - 1)
    assert "He left ." not in left_out(text + text + "He runs Zandor.")


def test_silent_goes_by_what_a_noun_can_mean() -> None:
    assert left_out("The company grew. It bought Zandor.") == []
    assert left_out("The company grew. He bought Zandor.") == ["The company grew ."]


def test_silent_leaves_out_capitals_that_name_countries_or_nobody() -> None:
    assert left_out("We must do more for France in January.")


def test_silent_takes_a_country_for_one_end_of_a_relation() -> None:
    assert left_out("We trade with France in what it makes.") == []


def test_silent_tells_where_countries_stand_in_what_is_left_out() -> None:
    text = "We left South Korea and the French in May. Rovik saw Japan. Peru fell."
    assert countries(text) == ["South Korea", "Peru"]


@given(
    st.lists(
        st.sampled_from(
            [
                "Zandor",
                "zandor",
                "We",
                "we",
                "He",
                "it",
                ".",
                "\n\n",
                '"',
                "3",
                "Mr",
                "ß",
                "France",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_silent_never_leaves_out_a_name_amid_a_sentence(text: str) -> None:
    for sentence in left_out(text):
        first, _, behind = sentence.lstrip('" 3.').partition(" ")
        assert "Zandor" not in behind
        assert first[0].isupper()
        assert first != "Zandor" or text.count("zandor") > 1
        assert sentence.endswith((".", '"'))


def test_chunks_begin_anew_behind_what_is_left_out() -> None:
    words = words_of("We saw Rovik. We left. It rained on Zandor.\n\nRovik fell.")
    paragraphs = sentences(words)
    sizes = [1] * len(words.texts)
    (whole,) = chunks(paragraphs, sizes)
    assert whole.breaks == {0, 12}
    (chunk,) = chunks(paragraphs, sizes, {paragraphs[0][1][0]})
    assert spoken(words, chunk.tokens[4:]) == "It rained on Zandor . Rovik fell ."
    assert chunk.breaks == {0, 4, 9}


def test_chunks_of_nothing_left_are_none() -> None:
    paragraphs = sentences(words_of("We left. We left."))
    firsts = {run[0] for paragraph in paragraphs for run in paragraph}
    assert list(chunks(paragraphs, [1] * 6, firsts)) == []
