"""Initiatives found by rule in hand-built Docs; no trained pipeline is needed."""

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg import names
from kg.initiatives import Initiatives, headed, phrases

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")
MARK = Initiatives()
DATA = Path(__file__).parent / "data"
GOLD = [DATA / "initiatives.jsonl", DATA / "initiatives_unseen.jsonl"]
RULES = names.word_list("initiatives")["introductions"]


def doc(text: str, *ents: tuple[str, str]) -> Doc:
    """Make a Doc whose entities are every place of some strings."""
    made = NLP(text)
    spans = []
    for name, label in ents:
        at = text.find(name)
        while at >= 0:
            spans.append(made.char_span(at, at + len(name), label))
            at = text.find(name, at + 1)
    made.set_ents([span for span in spans if span])
    return made


def marked(text: str, *ents: tuple[str, str]) -> list[str]:
    """Return the initiatives that the component finds."""
    return [e.text for e in MARK(doc(text, *ents)).ents if e.label_ == "INITIATIVE"]


# --- head nouns --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They joined the Blue Tide Initiative.", "Blue Tide Initiative"),
        ("A Programme for Rural Roads began.", "Programme for Rural Roads"),
        ("The 2040 Agenda for Clean Rivers is long.", "2040 Agenda for Clean Rivers"),
        ("They signed the Treaty of Holm.", "Treaty of Holm"),
        ("It is called Project Lantern.", "Project Lantern"),
        ("He wrote Vision 2040 himself.", "Vision 2040"),
        ("Under the Road and River Plan, work began.", "Road and River Plan"),
        ("Oslo's Farm to Table Strategy failed.", "Farm to Table Strategy"),
        ("The 2015 Holm Agreement stands.", "Holm Agreement"),
        ("The Fund to End Rural Hunger gave.", "Fund to End Rural Hunger"),
        ("The Larkin Crisis Response Fund gave.", "Larkin Crisis Response Fund"),
        ("The Larkin Health Equity Fund gave.", "Larkin Health Equity Fund"),
        ("They paid into the Coast Recovery Fund.", "Coast Recovery Fund"),
    ],
)
def test_initiatives_finds_head_nouns(text: str, name: str) -> None:
    assert marked(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The Plan failed.",
        "The Business Plan failed.",
        "The Loan Agreement ended.",
        "Monday's agreement ended.",
        "She is a Project Manager.",
        "The Larkin Growth Fund sold shares.",
        "The Larkin Private Equity Fund sold shares.",
        "She left the Growth Fund to Larkin.",
        "Larkin Fund Management sold shares.",
        "Larkin Initiative Partners sold shares.",
        "The Ministry of Plan Affairs closed.",
        "New Plan To Build Roads Across The River",
    ],
)
def test_initiatives_passes_over_what_looks_like_one(text: str) -> None:
    assert marked(text) == []


def test_initiatives_begins_behind_a_known_name_and_an_and() -> None:
    text = "So Larkin and Blue Tide Initiative signed."
    assert marked(text, ("Larkin", "ORG")) == ["Blue Tide Initiative"]


def test_initiatives_replaces_the_names_inside_it() -> None:
    text = "The Larkin Foundation Youth Programme began."
    assert [(e.text, e.label_) for e in MARK(doc(text, ("Larkin", "ORG"))).ents] == [
        ("Larkin Foundation Youth Programme", "INITIATIVE")
    ]


def test_initiatives_leaves_a_body_that_speaks_an_organisation() -> None:
    text = "The River Fish Programme said stocks fell."
    assert marked(text, ("River Fish Programme", "ORG")) == []


def test_initiatives_leaves_well_known_bodies_alone() -> None:
    text = "The International Monetary Fund lent money."
    assert marked(text, ("International Monetary Fund", "ORG")) == []


# --- introductions -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "text", "name"),
    [(r["rule"], text, name) for r in RULES for text, name in r["finds"]],
)
def test_initiatives_rules_find_their_examples(rule: str, text: str, name: str) -> None:
    found = [(p.rule, text[p.start : p.end]) for p in phrases.introduced(text)]
    assert (rule, name) in found


@pytest.mark.parametrize("text", [text for r in RULES for text in r["passes"]])
def test_initiatives_rules_pass_over_their_examples(text: str) -> None:
    assert list(phrases.introduced(text)) == []


def test_initiatives_reads_a_list() -> None:
    text = "With services such as the free Zuma, the wallet Paylo, and Bazaro, it grew."
    found = [text[p.start : p.end] for p in phrases.listed(text)]
    assert found == ["Zuma", "Paylo", "Bazaro"]


def test_initiatives_believes_a_company_over_a_product() -> None:
    text = "The platform Larkin grew. Larkin said it bought Holm. Larkin shares rose."
    assert marked(text, ("Larkin", "ORG")) == []


def test_initiatives_never_makes_one_of_a_full_name() -> None:
    text = "They use the app Ada Osei wrote."
    assert marked(text, ("Ada Osei", "PERSON")) == []


def test_initiatives_marks_a_believed_name_everywhere() -> None:
    text = "It launched Zuma in May. Zuma has grown since."
    assert marked(text) == ["Zuma", "Zuma"]


def test_initiatives_takes_the_abbreviation_in_brackets_with_the_name() -> None:
    text = "He wants a Global River Trade Platform (gRTP). The gRTP is far off."
    assert marked(text) == ["Global River Trade Platform", "gRTP", "gRTP"]


def test_initiatives_keeps_other_entities() -> None:
    text = "Larkin launched Zuma in Oslo."
    got = MARK(doc(text, ("Larkin", "ORG"), ("Oslo", "GPE")))
    assert [e.label_ for e in got.ents] == ["ORG", "INITIATIVE", "GPE"]


# --- all of them -------------------------------------------------------------------


@given(
    st.lists(
        st.sampled_from(
            [
                *("the", "Blue", "Plan", "for", "of", "and", "Project", "2040", ","),
                *("launched", "Zuma", "(", ")", "“", "”", "its", "app", "called", "\n"),
            ]
        ),
        max_size=20,
    )
)
def test_initiatives_never_breaks_on_any_text(words: list[str]) -> None:
    text = " ".join(words)
    for phrase in [*headed.headed(text), *phrases.introduced(text)]:
        assert text[phrase.start : phrase.end].strip()
    assert MARK(NLP(text)).text == text


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_initiatives_gold_spans_stand_in_their_sentences(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        for start, end in entry["spans"]:
            name = entry["text"][start:end]
            assert name == name.strip() and name


# --- a pipeline that has learnt the label ------------------------------------------


def _learnt(text: str, name: str) -> list[tuple[str, str]]:
    doc = NLP(text)
    start = text.index(name)
    span = doc.char_span(start, start + len(name), "INITIATIVE")
    assert span is not None
    doc.set_ents([span])
    return [(ent.text, ent.label_) for ent in MARK(doc).ents]


def test_initiatives_believes_a_pipeline_and_marks_the_name_everywhere() -> None:
    got = _learnt("Few here use Zumio. Farmers sell on Zumio now.", "Zumio")
    assert got == [("Zumio", "INITIATIVE")] * 2


def test_initiatives_that_act_like_a_company_are_one() -> None:
    got = _learnt("Few like Zumio. Zumio shares fell. Zumio said so.", "Zumio")
    assert got == [("Zumio", "ORG")]


def test_initiatives_are_no_prizes_whatever_a_pipeline_says() -> None:
    got = _learnt("She won the Larkin Prize.", "Larkin Prize")
    assert got == [("Larkin Prize", "MISC")]


@pytest.mark.parametrize(
    "text",
    ["Zumio was founded in 2012.", "Osei listed it, which went public on Zumio."],
)
def test_initiatives_are_not_founded_and_list_nobody(text: str) -> None:
    assert _learnt(text, "Zumio") == [("Zumio", "ORG")]


def test_a_surname_of_the_text_is_no_initiative() -> None:
    made = NLP("Ada Osei ran. They talked of the Osei try.")
    made.set_ents([Span(made, 0, 2, "PERSON"), Span(made, 8, 9, "INITIATIVE")])
    assert [e.label_ for e in MARK(made).ents] == ["PERSON", "PERSON"]


@pytest.mark.parametrize(
    "text",
    [
        "Zumalab, a spinout of Holm University, has grown.",
        "Zumalab co-led the round with others.",
    ],
)
def test_what_acts_like_a_firm_is_none(text: str) -> None:
    assert marked(text, ("Zumalab", "INITIATIVE")) == []
