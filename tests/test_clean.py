"""Cleaning: what goes, what stays, what is separated."""

import textwrap
import tomllib
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean import GLUED, clean, clean_line

RULES = tomllib.loads((files("kg") / "data/clean.toml").read_text("utf-8"))["line"]
PROSE = (
    "The harbour board of Norvane met on Monday to discuss a plan for a second quay, "
    "which the engineer Ana Oru had drawn up during the winter. Nobody spoke against "
    "it, and the money will come from a fund that the town keeps for the purpose."
)

# Text as hostile as it comes, and text made of what the rules look for.
pieces = st.sampled_from(
    [
        *("Advertisement", "Photo: Ana Oru/Reuters", "in OsloThe", "U.SIn"),
        *("end.Next", "Read more"),
        *("peakMoving on", "iPhone", "a sister-in- law", "\u00ad", "\u200b", "\u202e"),
        *(
            "Ã©",
            "&amp;amp;",
            "ﬁ",
            "\r\n",
            "\n",
            "\n\n",
            " ",
            "\t",
            "\x00",
            "\x0c",
            "The ",
        ),
        *("wrapped at the end of the", "by Ana Oru", "- ", "×", "...", "“Yes.”He said"),
        *(
            "\u2028",
            "\ufeff",
            "e\u0301",
            "\ud800",
            "©",
            "2019",
            "Share",
            "|",
            "AIs",
            "/",
        ),
    ]
)
texts = st.text() | st.lists(pieces | st.text(max_size=5)).map("".join)


def cleaned(text: str) -> str:
    return clean(text)[0]


def reasons(text: str) -> dict[str, int]:
    return dict(clean(text)[1])


@settings(max_examples=300, deadline=None)
@given(texts)
def test_clean_is_idempotent(text: str) -> None:
    once, _ = clean(text)
    assert clean(once) == (once, [])


@settings(deadline=None)
@given(texts)
def test_clean_leaves_no_control_character_and_composed_letters(text: str) -> None:
    once, _ = clean(text)
    kinds = {unicodedata.category(char) for char in once if char != "\n"}
    assert not kinds & {"Cc", "Cs", "Co"}
    assert unicodedata.is_normalized("NFC", once)


@settings(deadline=None)
@given(texts)
def test_clean_leaves_paragraphs_with_one_empty_line_between(text: str) -> None:
    once, _ = clean(text)
    assert "\n" not in once.replace("\n\n", "") and once == once.strip()
    assert all(line == " ".join(line.split()) for line in once.split("\n\n"))


@settings(deadline=None)
@given(st.text())
def test_clean_line_is_one_line_and_idempotent(text: str) -> None:
    once = clean_line(text)
    assert "\n" not in once and clean_line(once) == once


@pytest.mark.parametrize(
    ("reason", "line"),
    [(rule["reason"], line) for rule in RULES for line in rule["drops"]],
)
def test_clean_drops_what_the_rule_says(reason: str, line: str) -> None:
    text, why = clean(f"{PROSE}\n{line}\nAfter that the board went home.")
    assert text == f"{PROSE}\n\nAfter that the board went home."
    assert why == [(f"line: {reason}", 1)]


@pytest.mark.parametrize("line", [line for rule in RULES for line in rule["keeps"]])
def test_clean_keeps_what_the_rule_says(line: str) -> None:
    assert cleaned(f"{PROSE}\n\n{line}") == f"{PROSE}\n\n{line}"


@pytest.mark.parametrize("number", ["1.", "12)", "3.????", "4.?? "])
def test_clean_sets_a_number_apart_from_its_heading(number: str) -> None:
    text, _ = clean(f"{number}Ann Roe: founder of Acme")
    assert text == f"{number.rstrip(' ?')} Ann Roe: founder of Acme"


def test_clean_counts_each_dropped_line() -> None:
    text = f"Advertisement\n{PROSE}\nAdvertisement\nLeave a comment"
    assert clean(text)[1] == [("line: advertisement", 2), ("line: comment form", 1)]


def test_clean_keeps_a_sentence_about_advertisements() -> None:
    line = "Advertisement revenue fell, the group said, and readers left a comment."
    assert clean(line) == (line, [])


def test_clean_drops_a_lone_sign() -> None:
    assert clean(f"×\n\n{PROSE}") == (PROSE, [("line: no letters", 1)])


def test_clean_drops_the_second_of_two_equal_short_lines() -> None:
    text = f"Ana Oru at the quay\n\n{PROSE}\n\nAna Oru at the quay"
    assert clean(text)[0] == f"Ana Oru at the quay\n\n{PROSE}"


def test_clean_keeps_both_of_two_equal_paragraphs() -> None:
    assert clean(f"{PROSE}\n\n{PROSE}") == (f"{PROSE}\n\n{PROSE}", [])


def test_clean_drops_a_caption_that_the_next_line_repeats() -> None:
    text = f"Ana Oru.\n\nAna Oru. Jon Pell/Bloomberg via Getty Images\n\n{PROSE}"
    assert cleaned(text) == PROSE


@pytest.mark.parametrize(
    "credit", ["Photo: Jon Pell", "Jon Pell/Reuters", "(Jon Pell via Reuters)"]
)
def test_clean_cuts_the_credit_off_a_caption(credit: str) -> None:
    caption = "Ana Oru opened the quay with her brother and the mayor on Sunday."
    text, why = clean(f"{PROSE}\n\n{caption} {credit}")
    assert text == f"{PROSE}\n\n{caption}"
    assert why == [("line: photo credit", 1)]


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        (
            "They met in NorvaneThe talks failed.",
            "They met in Norvane. The talks failed.",
        ),
        ("a plan for AIWith two years left", "a plan for AI. With two years left"),
        ("listed in the U.SIn light of this", "listed in the U.S. In light of this"),
        ("It is listed in the U.S.The firm", "It is listed in the U.S. The firm"),
        ("Sales rose by 12%However, he left", "Sales rose by 12%. However, he left"),
        ("He came in 2019The firm grew.", "He came in 2019. The firm grew."),
        ("It is at an end.Next came Pell.", "It is at an end. Next came Pell."),
        ("“It is over.”She left.", "“It is over.” She left."),
        ("a firm in the Valley…It is time", "a firm in the Valley… It is time"),
        ("a lack ofThe usual things", "a lack of The usual things"),
    ],
)
def test_clean_separates_glued_sentences(glued: str, apart: str) -> None:
    assert clean(glued) == (apart, [(GLUED, 1)])


def test_clean_separates_at_an_unknown_word_where_the_scraper_glued_before() -> None:
    text = (
        "Trade was at its peakFierce winds blew. They left for NorvaneThe rest stayed."
    )
    assert "peak. Fierce winds" in cleaned(text)
    assert (
        cleaned("Trade was at its peakFierce winds.")
        == "Trade was at its peakFierce winds."
    )


def test_clean_leaves_a_word_alone_that_stands_nowhere_else() -> None:
    text = "The QueloNow firm left NorvaneThe rest stayed."
    assert cleaned(text) == "The QueloNow firm left Norvane. The rest stayed."


def test_clean_separates_a_product_from_a_name_seen_elsewhere() -> None:
    text = "Tolvane sells iPhonesTolvane's shop is in OsloThe rest is not."
    assert "iPhones. Tolvane's shop is in Oslo. The rest" in cleaned(text)


@pytest.mark.parametrize(
    "word",
    [
        *("iPhone", "iPhones", "eBay", "YouTube", "PayPal", "McDonald"),
        *("McNeil's", "DeepSeek", "JavaScript", "WeChat", "OpenAI", "TikTok"),
        *("PhD", "LinkedIn", "GitHub", "AIs", "PDAs", "LLMs"),
        *("CEOs", "ServiceNow", "CapitalOne", "wikiHow", "easyJet", "macOS"),
        *(
            "DaimlerChrysler",
            "ExxonMobil",
            "HarperCollins",
            "MSNBC",
            "NGOs",
            "DiCaprio",
        ),
        *("LeBron", "VanDyke", "AddThis", "mRNA", "GmbH", "SpA"),
        *("McKinsey", "BlackRock", "SoftBank", "JPMorgan", "TechCrunch", "FedEx"),
    ],
)
def test_clean_keeps_words_with_capitals_inside(word: str) -> None:
    text = f"He works for {word} in Oslo. {word} is known. So is the {word} office."
    assert clean(text) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "See www.norvane.example/TheQuay and @TheQuay or #InOslo for more.",
        "Write to Ana.The@norvane.example now.",
        "The firms Node.Js and Norva.Tel and Amazon.com are known.",
        "a plan of two- and three-year loans, and of small- to medium-sized firms",
        "DiThe Santo is a firm, and vThe end is a mark.",
        "He lives atNorva now. Norva is small.",
    ],
)
def test_clean_keeps_addresses_and_hyphens(text: str) -> None:
    assert clean(text) == (text, [])


def test_clean_joins_wrapped_lines_into_paragraphs() -> None:
    wrapped = "\n".join(textwrap.wrap(PROSE, 72))
    assert cleaned(f"Second quay planned\n\n{wrapped}\n\n{wrapped}x") == (
        f"Second quay planned\n\n{PROSE}\n\n{PROSE}x"
    )


def test_clean_ends_a_paragraph_at_a_line_with_room() -> None:
    wrapped = "\n".join(textwrap.wrap(PROSE, 72))
    assert cleaned(f"{wrapped}\n{wrapped}x") == f"{PROSE}\n\n{PROSE}x"


def test_clean_ends_a_paragraph_at_a_full_line_where_a_sentence_ends() -> None:
    lines = [
        "The board of the harbour met on Monday to talk of a quay,",
        "which the town is to pay for over a lot of years.",
        "Nobody spoke against it, and nobody asked who would lend",
        "the money to the town.",
    ]
    first, second = " ".join(lines[:2]), " ".join(lines[2:])
    assert cleaned("\n".join([*lines[:2], "Ana Oru left.", *lines[2:]])) == (
        f"{first}\n\nAna Oru left.\n\n{second}"
    )


def test_clean_keeps_a_byline_below_a_long_title_apart() -> None:
    wrapped = "\n".join(textwrap.wrap(PROSE, 60))
    title = "The town of Norvane is to build a new quay"
    text = f"{title}\nby Ana Oru\n\n{wrapped}"
    assert cleaned(text) == f"{title}\n\nby Ana Oru\n\n{PROSE}"


def test_clean_joins_wrapped_lines_of_which_one_sticks_out() -> None:
    lines = textwrap.wrap(f"{PROSE} " * 4, 60)
    lines[4] += " and then they all went home" * 4
    assert cleaned("\n".join(lines)) == " ".join(lines)


def test_clean_keeps_lists_of_lines_apart() -> None:
    lines = [
        "Norvane opens a second quay for container ships",
        "Tolvane cuts its forecast after a weak summer",
        "Oru elected chair of the Harbour Association",
    ]
    assert cleaned("\n".join(lines)) == "\n\n".join(lines)


def test_clean_keeps_the_hyphen_of_a_compound_at_a_line_end() -> None:
    wrapped = "\n".join(
        [
            "The plan is to be paid for over many years with a number of long-",
            "term loans that the bank of the town has offered to the board, and",
            "with nothing else.",
        ]
    )
    assert "a number of long-term loans that" in cleaned(wrapped)


def test_clean_closes_a_compound_that_was_torn() -> None:
    assert cleaned("his son-in- law, Jon Pell") == "his son-in-law, Jon Pell"


def test_clean_repairs_mojibake_and_keeps_curly_quotes() -> None:
    assert cleaned("It paid Â£600m at the cafÃ©, “of course”.") == (
        "It paid £600m at the café, “of course”."
    )


def test_clean_removes_invisible_characters() -> None:
    dirty = "Ana\u00a0O\u200bru\u202e is\x00 an en\u00adgineer\ufeff."
    assert cleaned(dirty) == "Ana Oru is an engineer."


def test_clean_is_linear_on_long_runs() -> None:
    for run in (
        "a" * 200_000,
        "aB" * 100_000,
        "A." * 100_000,
        "x " * 100_000,
        "-\n" * 9_999,
    ):
        clean(run)


def test_clean_gives_nothing_for_nothing() -> None:
    assert clean(" \n\t\n ") == ("", [])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It joined in 2009.[4] So did they.", "It joined in 2009. So did they."),
        (
            "The League (NL),[2] and the Cup[b] met.",
            "The League (NL), and the Cup met.",
        ),
        ("Early life[edit]", "Early life"),
        ("He left.[citation needed] She stayed.", "He left. She stayed."),
        (
            "They want [sic] it, and [1] is a list.",
            "They want [sic] it, and [1] is a list.",
        ),
    ],
)
def test_clean_leaves_out_the_marks_of_footnotes(text: str, kept: str) -> None:
    assert clean(text)[0] == kept
