"""Mentions from hand-built Docs; no trained pipeline is needed."""

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg import annotate
from kg.annotate import familiar, gazetteers, kinds
from kg.annotate.references import Reference
from kg.errors import DataError, ModelMissing
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE, Mention

SILENT = " ".join(["We must do more for those who have less."] * 6)
"""Enough sentences in a row that name nobody to be left out."""

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def doc(text: str, *ents: tuple[str, str]) -> Doc:
    """Make a Doc with sentences whose entities are the first places of some strings."""
    made = NLP(text)
    spans = []
    at = 0
    for name, label in ents:
        start = text.index(name, at)
        span = made.char_span(start, start + len(name), label, alignment_mode="expand")
        spans.append(span)
        at = start + len(name)
    made.set_ents(spans)
    return made


def found(text: str, *ents: tuple[str, str]) -> list[tuple[str, str]]:
    """Return text and kind of the names in a text."""
    made = annotate.mentions(doc(text, *ents), document="d")
    return [(m.text, m.kind) for m in made if m.form == "name"]


def references(text: str) -> list[tuple[str, str]]:
    """Return text and kind of the pronouns and descriptions in a text."""
    made = annotate.mentions(doc(text), document="d")
    return [(m.text, m.kind) for m in made if m.form != "name"]


# --- edges -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "label", "name"),
    [
        ("the Larkin Group", "ORG", "Larkin Group"),
        ("ex-Larkin Group", "ORG", "Larkin Group"),
        ("“Larkin Group”", "ORG", "Larkin Group"),
        ("Larkin's", "ORG", "Larkin"),
        ("Larkin’s", "ORG", "Larkin"),
        ("(Larkin", "ORG", "Larkin"),
        ("Larkin Inc.", "ORG", "Larkin Inc."),
        ("Mr. Osei", "PERSON", "Osei"),
        ("Prime Minister Osei", "PERSON", "Osei"),
        ("H.E. Ann Osei", "PERSON", "Ann Osei"),
        ("Ann Osei AO", "PERSON", "Ann Osei"),
        ("Larkin CEO Ada Osei", "PERSON", "Ada Osei"),
        ("Dean Osei", "PERSON", "Dean Osei"),
        ("Ada Osei 17", "PERSON", "Ada Osei"),
        ("Radio 17", "ORG", "Radio 17"),
    ],
)
def test_annotate_trims_the_edges_of_a_name(marked: str, label: str, name: str) -> None:
    text = f"Yesterday {marked} came to town."
    assert [got for got, _ in found(text, (marked, label))] == [name]


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("Mr. ", "Mr."),
        ("former chief executive ", "chief executive"),
        ("Deputy Prime Minister ", "Deputy Prime Minister"),
        ("Larkin co-founder ", "co-founder"),
        ("we met ", ""),
    ],
)
def test_annotate_keeps_the_title_before_a_person(before: str, title: str) -> None:
    made = annotate.mentions(
        doc(f"Then {before}Ada Osei spoke.", ("Ada Osei", "PERSON")), document="d"
    )
    assert [(m.text, m.title) for m in made] == [("Ada Osei", title)]


def test_annotate_adds_a_generation_to_a_person() -> None:
    text = "Then Ada Osei Jr spoke."
    assert found(text, ("Ada Osei", "PERSON")) == [("Ada Osei Jr", PERSON)]


# --- pieces ----------------------------------------------------------------------


def test_annotate_splits_two_people_joined_by_and() -> None:
    text = "Then Ada Osei and Bo Lund spoke."
    assert found(text, ("Ada Osei and Bo Lund", "PERSON")) == [
        ("Ada Osei", PERSON),
        ("Bo Lund", PERSON),
    ]


def test_annotate_keeps_and_within_an_organisation() -> None:
    text = "Then Larkin and Sons paid."
    assert found(text, ("Larkin and Sons", "ORG")) == [
        ("Larkin and Sons", ORGANISATION)
    ]


def test_annotate_splits_an_abbreviation_in_brackets_off() -> None:
    text = "The Council for River Trade (CRT) met."
    assert found(text, ("The Council for River Trade (CRT)", "ORG")) == [
        ("Council for River Trade", ORGANISATION),
        ("CRT", ORGANISATION),
    ]


def test_annotate_splits_a_hyphened_pair_of_known_surnames() -> None:
    text = "Osei met Lund. The Osei-Lund talks went on."
    got = found(
        text, ("Osei", "PERSON"), ("Lund", "PERSON"), ("The Osei-Lund", "WORK_OF_ART")
    )
    assert [name for name, _ in got] == ["Osei", "Lund", "Osei", "Lund"]


def test_annotate_finds_a_short_name_again_where_the_text_ends() -> None:
    text = "Larkin Mills grew. Larkin grew. So said Larkin"
    ents = ("Larkin Mills", "ORG"), ("Larkin", "ORG")
    assert found(text, *ents)[-1] == ("Larkin", ORGANISATION)


def test_annotate_takes_a_name_in_angle_brackets_whole() -> None:
    text = "It bought <Larkin Bank (Asia) AG> and <Beta> in May."
    ents = ("Larkin Bank", "ORG"), ("Asia", "GPE"), ("AG", "ORG"), ("Beta", "ORG")
    whole = ("Larkin Bank (Asia) AG", ORGANISATION)
    assert found(text, *ents) == [whole, ("Beta", ORGANISATION)]


@pytest.mark.parametrize(
    ("firm", "name", "label", "kind"),
    [
        ("Clark IX Industries Inc", "Clark IX", "PERSON", ORGANISATION),
        ("Sallow Green Group plc", "Sallow Green", "GPE", ORGANISATION),
        ("Northern Utmark Gas Co", "Northern Utmark", "GPE", PLACE),
        ("Ann Roe Holdings Ltd", "Ann Roe", "PERSON", ORGANISATION),
        ("Larkin Air Freight Corp", "Larkin", "PERSON", ORGANISATION),
        ("E.F. Larkin Inc", "Larkin", "PERSON", ORGANISATION),
        ("Sallow Larkin Inc", "Larkin", "PERSON", PERSON),
    ],
)
def test_annotate_takes_the_beginning_of_a_firm_for_the_firm(
    firm: str, name: str, label: str, kind: str
) -> None:
    names_found = found(
        f"{firm} fell. Later {name} rose.", (firm, "ORG"), (name, label)
    )
    assert names_found[-1] == (name, kind)


def test_annotate_keeps_the_person_whom_a_firm_is_called_after() -> None:
    text = "Ann Roe Holdings Ltd fell. Later Ann Roe spoke, and Roe left."
    ents = ("Ann Roe Holdings Ltd", "ORG"), ("Ann Roe", "PERSON"), ("Roe", "PERSON")
    assert found(text, *ents)[-2:] == [("Ann Roe", PERSON), ("Roe", PERSON)]


def test_annotate_gives_a_legal_form_alone_the_name_before_it() -> None:
    text = "The trader left Larkin Mills AB, and an AB sued."
    ents = ("AB", "ORG"), ("AB", "ORG")
    assert found(text, *ents) == [
        ("Larkin Mills AB", ORGANISATION),
        ("AB", ORGANISATION),
    ]


def test_annotate_takes_a_dotted_legal_form_for_a_part_of_the_name() -> None:
    text = "Larkin Mills, L.P., fell; Zuma, L.L.C., rose. Ann Lee, S.A.Y. head, left."
    ents = ("Larkin Mills", "ORG"), ("L.P.", "ORG"), ("Zuma", "PERSON")
    assert found(text, *ents, ("Ann Lee", "PERSON")) == [
        ("Larkin Mills, L.P.", ORGANISATION),
        ("Zuma, L.L.C.", ORGANISATION),
        ("Ann Lee", PERSON),
    ]


def test_annotate_rejoins_the_halves_of_a_hyphened_name() -> None:
    text = "Ann Lee-Rao spoke. Lee-Rao won."
    ents = ("Ann Lee", "PERSON"), ("Rao", "PERSON"), ("Lee-Rao", "PERSON")
    assert found(text, *ents) == [("Ann Lee-Rao", PERSON), ("Lee-Rao", PERSON)]


def test_annotate_ends_a_name_at_a_line_break() -> None:
    text = "At Ada Osei\nLarkin Group grew."
    assert found(text, ("Ada Osei\nLarkin Group", "ORG")) == [
        ("Ada Osei", ORGANISATION),
        ("Larkin Group", ORGANISATION),
    ]


# --- junk ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "junk",
    [
        *("Monday", "Sept", "HK$30", "5.2bn", "Yuan", "GDP", "IPO", "2017", "X"),
        *("Chinese", "company", "Advertisements", "www.larkin.example", "a@b.example"),
    ],
)
def test_annotate_drops_what_names_nobody(junk: str) -> None:
    assert found(f"We saw {junk} again.", (junk, "ORG")) == []


@pytest.mark.parametrize("name", ["eLark", "3M", "9 Elms", "L&P Global", "Yolo", "Li"])
def test_annotate_keeps_short_and_odd_names(name: str) -> None:
    assert found(f"We saw {name} again.", (name, "ORG")) == [(name, ORGANISATION)]


def test_annotate_drops_a_common_noun_that_opens_a_sentence() -> None:
    made = Doc(
        Vocab(),
        words=["Deliveries", "fell", "."],
        pos=["NOUN", "VERB", "PUNCT"],
        sent_starts=[True, False, False],
    )
    made.set_ents([Span(made, 0, 1, "ORG")])
    assert annotate.mentions(made, document="d") == []


def test_annotate_leaves_out_labels_that_are_not_kinds() -> None:
    text = "A Dutch firm made the Larkin Phone."
    assert found(text, ("Dutch", "NORP"), ("Larkin Phone", "PRODUCT")) == []


# --- kinds -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("PERSON", PERSON),
        ("ORG", ORGANISATION),
        ("INITIATIVE", INITIATIVE),
        ("GPE", PLACE),
        ("LOC", PLACE),
        ("FAC", PLACE),
    ],
)
def test_annotate_maps_labels_to_kinds(label: str, kind: str) -> None:
    assert found("We saw Larkin again.", ("Larkin", label)) == [("Larkin", kind)]


@pytest.mark.parametrize(
    "text",
    [
        "The carmaker Larkin fell.",
        "On Friday Larkin shares fell.",
        "So Larkin, a start-up in Oslo, fell.",
        "So Larkin Holdings fell.",
    ],
)
def test_annotate_reads_an_organisation_from_its_neighbours(text: str) -> None:
    assert [kind for _, kind in found(text, ("Larkin", "PERSON"))] == [ORGANISATION]


@pytest.mark.parametrize(
    "text",
    [
        "The founder of Larkin fell.",
        "So Larkin founder Ada Osei fell.",
        "So Larkin's share price fell.",
        "They bought a stake in Larkin.",
    ],
)
def test_annotate_reads_a_company_where_the_pipeline_saw_a_town(text: str) -> None:
    assert found(text, ("Larkin", "GPE"))[0] == ("Larkin", ORGANISATION)


def test_annotate_leaves_a_place_with_a_stock_market_a_place() -> None:
    assert found("Ruritania's biggest stock market fell.", ("Ruritania", "GPE")) == [
        ("Ruritania", PLACE)
    ]


def test_annotate_a_bracket_that_abbreviates_nothing_keeps_its_kind() -> None:
    text = "The Larkin Trust of Ruritania (ZW) said so."
    ents = ("Larkin Trust of Ruritania", "ORG"), ("ZW", "GPE")
    assert found(text, *ents)[-1] == ("ZW", PLACE)


def test_annotate_reads_a_person_from_an_office() -> None:
    text = "Amina Osei, chairman of Larkin Bank, resigned."
    ents = ("Amina Osei", "ORG"), ("Larkin Bank", "ORG")
    assert found(text, *ents)[0] == ("Amina Osei", PERSON)


@pytest.mark.parametrize(("kind", "end"), [("ORG", " FCA"), ("PERSON", " PhD FRCS")])
def test_annotate_honours_stand_behind_people(kind: str, end: str) -> None:
    assert found(f"Ada Osei{end} spoke.", (f"Ada Osei{end}", kind)) == [
        ("Ada Osei", PERSON)
    ]


def test_annotate_an_office_with_a_number_is_nobody() -> None:
    assert found("The RFO 10 spoke.", ("RFO 10", "PERSON")) == [
        ("RFO 10", ORGANISATION)
    ]


def test_annotate_a_body_with_other_letters_stays() -> None:
    assert found("Ada Osei FC spoke.", ("Ada Osei FC", "ORG")) == [
        ("Ada Osei FC", ORGANISATION)
    ]


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        ("analyst Ann Roe", ORGANISATION),
        ("left-back and striker Ann Roe", PERSON),
        ("lawyer Ann Roe", PERSON),
    ],
)
def test_annotate_who_works_for_it_follows_a_firm(behind: str, kind: str) -> None:
    assert ("Ada Larkin", kind) in found(
        f"Then Ada Larkin {behind} spoke.", ("Ada Larkin", "PERSON")
    )


def test_annotate_a_line_of_business_is_no_part_of_a_firm() -> None:
    assert found("A Fintech Larkin Pay spoke.", ("Fintech Larkin Pay", "ORG")) == [
        ("Larkin Pay", ORGANISATION)
    ]


@pytest.mark.parametrize("before", ["The author of", "In her book,", "His new novel"])
def test_annotate_what_is_written_is_no_body(before: str) -> None:
    assert found(f"{before} Salt Tide spoke.", ("Salt Tide", "ORG")) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Osei, Chair\nAda joined Acme.", PERSON),
        ("The Osei plan of Ada Osei grew.\nAda joined Acme.", ORGANISATION),
    ],
)
def test_annotate_reads_a_first_name_below_the_full_one(text: str, kind: str) -> None:
    made = doc(text, ("Ada Osei", "PERSON"))
    start = text.index("\n") + 1
    span = made.char_span(start, start + 3, "ORG")
    made.set_ents([*made.ents, span])
    named = annotate.mentions(made, document="d")
    assert [m.kind for m in named if m.start == start] == [kind]


@pytest.mark.parametrize(
    "before", ["Its rivals are Acme, Beta and", "He made his debut for"]
)
def test_annotate_rivals_and_teams_are_no_initiatives(before: str) -> None:
    text = f"{before} Larkin Way."
    assert ("Larkin Way", ORGANISATION) in found(text, ("Larkin Way", "INITIATIVE"))


def test_annotate_leaves_the_owner_of_a_company_alone() -> None:
    text = "The founder of Norway's Larkin fell."
    assert found(text, ("Norway", "GPE")) == [("Norway", PLACE)]


def test_annotate_gives_an_abbreviation_the_kind_of_its_name() -> None:
    text = "The Council for River Trade (CRT) met. CRT grew."
    ents = ("Council for River Trade", "ORG"), ("CRT", "GPE"), ("CRT", "GPE")
    assert [kind for _, kind in found(text, *ents)] == [ORGANISATION] * 3


@pytest.mark.parametrize("text", ["So Mr Larkin fell.", "So Larkin, 45, fell."])
def test_annotate_reads_a_person_from_its_neighbours(text: str) -> None:
    assert found(text, ("Larkin", "ORG")) == [("Larkin", PERSON)]


def test_annotate_carries_a_proven_kind_through_the_document() -> None:
    text = "Larkin rose. The retailer Larkin fell."
    assert found(text, ("Larkin", "PERSON"), ("Larkin", "PERSON")) == [
        ("Larkin", ORGANISATION),
        ("Larkin", ORGANISATION),
    ]


# --- consistency -----------------------------------------------------------------


def test_annotate_marks_a_known_name_where_the_pipeline_missed_it() -> None:
    text = "We met Ada Osei. Then Osei left, and so did Ada Osei."
    assert [name for name, _ in found(text, ("Ada Osei", "PERSON"))] == [
        "Ada Osei",
        "Osei",
        "Ada Osei",
    ]


def test_annotate_does_not_mark_a_part_of_a_longer_name() -> None:
    text = "We met Larkin. Then Larkin Brook left."
    assert found(text, ("Larkin", "ORG")) == [("Larkin", ORGANISATION)]


def test_annotate_does_not_mark_a_name_that_is_also_a_word() -> None:
    text = "We met Slate. The slate was wet. Slate is a stone."
    assert found(text, ("Slate", "ORG")) == [("Slate", ORGANISATION)]


# --- pronouns and descriptions ---------------------------------------------------


def test_annotate_marks_pronouns_with_the_kinds_they_fit() -> None:
    text = "He sold it, and they gave her their share."
    assert references(text) == [
        ("He", PERSON),
        ("it", ""),
        ("they", ""),
        ("her", PERSON),
        ("their", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that prices rise.",
        "It would be hard to stop.",
        "It was announced that prices rise.",
        "It seems late.",
        "They found it difficult to stop."[5:],
        "It took years to stop.",
    ],
)
def test_annotate_leaves_out_an_it_that_stands_for_nothing(text: str) -> None:
    assert references(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then the company fell.", [("the company", ORGANISATION)]),
        ("Then the Dutch company fell.", [("the Dutch company", ORGANISATION)]),
        ("Then the programme ended.", [("the programme", INITIATIVE)]),
        ("Then the company that fell rose.", []),
        ("Then the bank of Oslo fell.", []),
        ("Then the group Larkin fell.", []),
        ("Then the largest company fell.", []),
        ("Then a company fell.", []),
    ],
)
def test_annotate_marks_descriptions_that_refer_back(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert references(text) == expected


@pytest.mark.parametrize(
    ("words", "noun", "dep", "expected"),
    [
        ("The striker left .", 1, "nsubj", "The striker"),
        ("The striker 's goal .", 1, "nmod:poss", "The striker"),
        ("The 39 - year - old left .", 5, "nsubj:pass", "The 39-year-old"),
        ("The 39 - year - old winger left .", 6, "nsubj", "The 39-year-old winger"),
        ("Rovik is the striker .", 3, "ROOT", ""),
        ("The striker , Rovik , left .", 1, "nsubj", ""),
        ("The 39 goals old left .", 3, "nsubj", ""),
    ],
)
def test_annotate_marks_people_described_as_subjects_and_possessors(
    words: str, noun: int, dep: str, expected: str
) -> None:
    found = words.split(" ")
    deps = ["dep"] * len(found)
    deps[noun] = dep
    spaces = [after not in ("-", "'s") for after in (*found[1:], "")]
    spaces = [space and word != "-" for space, word in zip(spaces, found, strict=True)]
    made = Doc(
        NLP.vocab, words=found, spaces=spaces, heads=[noun] * len(found), deps=deps
    )
    got = [m.text for m in annotate.mentions(made, document="d")]
    assert got == ([expected] if expected else [])


# --- records ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dep", "role"),
    [
        ("nsubj", "subject"),
        ("nsubj:pass", "subject"),
        ("nsubjpass", "subject"),
        ("obj", "object"),
        ("dobj", "object"),
        ("nmod:poss", "possessive"),
        ("poss", "possessive"),
        ("obl", ""),
    ],
)
def test_annotate_reads_the_role_from_either_kind_of_tree(dep: str, role: str) -> None:
    made = Doc(Vocab(), words=["Larkin", "fell"], heads=[1, 1], deps=[dep, "ROOT"])
    made.set_ents([Span(made, 0, 1, "ORG")])
    assert [m.role for m in annotate.mentions(made, document="d")] == [role]


def test_annotate_gives_the_members_of_a_list_the_role_of_the_first() -> None:
    words = ["Osei", "and", "Lund", "met"]
    made = Doc(
        Vocab(), words=words, heads=[3, 2, 0, 3], deps=["nsubj", "cc", "conj", "ROOT"]
    )
    made.set_ents([Span(made, 0, 1, "PERSON"), Span(made, 2, 3, "PERSON")])
    assert [m.role for m in annotate.mentions(made, document="d")] == ["subject"] * 2


def test_annotate_fills_a_record() -> None:
    text = "  So it goes. Ada Osei left.  "
    mention = annotate.mentions(doc(text, ("Ada Osei", "PERSON")), document="d")[-1]
    assert mention == Mention(
        document="d",
        start=14,
        end=22,
        text="Ada Osei",
        kind=PERSON,
        sentence_start=14,
        sentence_end=28,
    )


WORDS = st.sampled_from(
    [
        *("Ada", "Osei", "Larkin", "the", "and", "'s", "(", ")", ",", "it", "\n"),
        *("Monday", "company", "“", "-", "/", "Mr.", "Inc.", ".", "é", "🙂", "12"),
    ]
)


@given(
    st.lists(WORDS, min_size=1, max_size=24),
    st.lists(st.tuples(st.integers(0, 23), st.integers(1, 4)), max_size=6),
    st.sampled_from(["PERSON", "ORG", "GPE", "INITIATIVE"]),
)
def test_annotate_offsets_hold_for_any_text(
    words: list[str], places: list[tuple[int, int]], label: str
) -> None:
    made = NLP(" ".join(words))
    spans = [
        Span(made, start, min(len(made), start + size), label)
        for start, size in places
        if start < len(made)
    ]
    made.set_ents(spacy.util.filter_spans(spans))
    got = annotate.mentions(made, document="d")
    assert all(made.text[m.start : m.end] == m.text and m.text for m in got)
    assert all(a.end <= b.start for a, b in pairwise(got))
    assert all(m.sentence_start <= m.start < m.end <= m.sentence_end for m in got)


# --- loading ---------------------------------------------------------------------


def pipeline(folder: Path, *parts: str) -> str:
    """Save a pipeline with some untrained parts and return its folder."""
    nlp = spacy.blank("en")
    for part in parts:
        nlp.add_pipe(part).add_label("ORG")  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(folder)
    return str(folder)


def loaded(folder: Path, lines: list[dict[str, object]]) -> Language:
    """Load an untrained pipeline with one gazetteer."""
    path = folder / "names.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    model = pipeline(folder / "model", "parser", "ner")
    return annotate.load_pipeline(model, gazetteers=[path])


def test_annotate_says_how_to_get_a_missing_pipeline() -> None:
    with pytest.raises(ModelMissing, match="spacy download en_no_such"):
        annotate.load_pipeline("en_no_such")


def test_annotate_names_the_part_that_a_pipeline_lacks(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="has no parser"):
        annotate.load_pipeline(pipeline(tmp_path / "m", "ner"))


def test_annotate_adds_initiatives_to_any_pipeline(tmp_path: Path) -> None:
    nlp = annotate.load_pipeline(pipeline(tmp_path / "m", "parser", "ner"))
    assert nlp.pipe_names == ["parser", "ner", "kg_initiatives"]


def test_annotate_lemmas_are_looked_up_and_not_searched_for(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "m", "parser", "ner")
    nlp = spacy.load(folder)
    tables = Lookups()
    tables.add_table("lemma_rules", {"noun": [["es", ""], ["s", ""]]})
    tables.add_table("lemma_index", {"noun": ["boat", "horse"]})
    tables.add_table("lemma_exc", {})
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=tables)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    loaded = annotate.load_pipeline(folder)
    lemmatizer = loaded.get_pipe("lemmatizer")
    words = lemmatizer.lookups.get_table("lemma_index")["noun"]  # type: ignore[attr-defined]
    assert isinstance(words, Mapping)
    made = Doc(loaded.vocab, words=["boats", "horses"], pos=["NOUN", "NOUN"])
    assert [token.lemma_ for token in lemmatizer(made)] == ["boat", "horse"]


def test_annotate_familiar_keeps_words_that_come_often() -> None:
    nlp = spacy.blank("en")
    familiar.Familiar(nlp).learn(["Tovu, Tovu, (Tovu, Rel'in Tovu, Rel'in"])
    with nlp.memory_zone():
        made = [token.text for token in nlp("Tovu, Rel'in")]
    assert "Tovu" in nlp.vocab and "Rel'in" not in nlp.vocab
    assert made == [token.text for token in spacy.blank("en")("Tovu, Rel'in")]


def test_annotate_familiar_stops_learning_at_its_most() -> None:
    nlp = spacy.blank("en")
    learner = familiar.Familiar(nlp)
    words = [f"w{n}" for n in range(familiar.MOST)]
    learner.learn([" ".join(words * familiar.OFTEN)])
    learner.learn(["tovu " * familiar.OFTEN])
    assert "w1" in nlp.vocab and "tovu" not in nlp.vocab


def test_annotate_gazetteer_gives_label_and_link(tmp_path: Path) -> None:
    nlp = loaded(
        tmp_path,
        [
            {"label": "initiative", "pattern": "Blue Tide", "id": "Q1"},
            {"label": "ORG", "pattern": [{"LOWER": "larkin"}]},
        ],
    )
    got = annotate.mentions(nlp("So larkin joined Blue Tide ."), document="d")
    assert [(m.text, m.kind, m.link) for m in got if m.link] == [
        ("Blue Tide", INITIATIVE, "Q1")
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2: not valid JSON"),
        ("[]", "line 2: want an object"),
        ('{"label": "TEAM", "pattern": "A"}', "line 2: label 'TEAM' is not one of"),
        ('{"label": "ORG"}', "line 2: pattern must be"),
        ('{"label": "ORG", "pattern": [{"NOPE": 1}]}', "line 2: pattern: .*NOPE"),
        (r'{"label": "ORG", "pattern": "A \ud800"}', "line 2: pattern: .*character"),
        ('{"label": "ORG", "pattern": [{"LOWER": {"REGEX": "("}}]}', "line 2: pattern"),
        (
            '{"label": "ORG", "pattern": [{"_": {"x": 1}}]}',
            "line 2: pattern: extension",
        ),
        ('{"label": "ORG", "pattern": "A", "x": 1}', "line 2: unknown key 'x'"),
        ('{"label": "ORG", "pattern": "A", "id": 3}', "line 2: id must be"),
    ],
)
def test_annotate_gazetteer_errors_name_file_line_and_reason(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text(f'{{"label": "ORG", "pattern": "B"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(DataError, match=f"names.jsonl: {reason}"):
        gazetteers.read_patterns(path)


def test_annotate_gazetteer_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot read this gazetteer"):
        gazetteers.read_patterns(tmp_path / "none.jsonl")


# --- the pure parts --------------------------------------------------------------


def test_kinds_rival_before_a_name_proves_nothing() -> None:
    assert not kinds.is_introduced(kinds.Around("He beat his rival ", " twice."))


# --- mending ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Zandor Plc <ZAN.L> fell.",
        "Zandor Plc (NYSE: ZAN) fell.",
        "Zandor Plc (NYSE: ZAN ) fell.",
        "Zandor Plc (ZANg.L) fell.",
        "ZAN.L fell.",
    ],
)
def test_annotate_drops_the_code_of_a_stock_exchange(text: str) -> None:
    code = next(c for c in ("ZANg.L", "ZAN.L", "ZAN") if c in text)
    assert ("Zandor Plc", ORGANISATION) in found(
        f"{text} Zandor Plc rose.", (code, "ORG"), ("Zandor Plc", "ORG")
    )
    assert not any("ZAN" in name for name, _ in found(text, (code, "ORG")))


def test_annotate_takes_the_exchange_before_a_code_for_a_name() -> None:
    names = found("Zandor Plc (NYSE: ZAN) fell.", ("Zandor Plc", "ORG"))
    assert names == [("Zandor Plc", ORGANISATION), ("NYSE", ORGANISATION)]
    assert found("Zandor Plc (ticker: ZAN) fell.", ("Zandor Plc", "ORG")) == names[:1]


@pytest.mark.parametrize(
    ("text", "code", "is_name"),
    [
        ("Zandor Group (QXF) fell.", "QXF", False),
        ("Zandor Group (ZDG) fell.", "ZDG", True),  # may be short for it
        ("Zandor Group (QXF) fell. QXF rose.", "QXF", True),
        ("They (QXF) fell.", "QXF", True),
        ("Zandor Workers Party (QXF) fell.", "QXF", True),  # in its own language
    ],
)
def test_annotate_drops_a_code_that_stands_behind_a_firm_only(
    text: str, code: str, *, is_name: bool
) -> None:
    ents = [(text.partition(" (")[0], "ORG")] * text.startswith("Zandor")
    assert ((code, ORGANISATION) in found(text, *ents, (code, "ORG"))) == is_name


def test_annotate_joins_the_parts_of_a_firm_that_never_stand_alone() -> None:
    text = "Quill and Feather Plc fell. Then Quill and Feather rose."
    ents = ("Quill", "ORG"), ("Feather Plc", "ORG"), ("Quill", "ORG")
    names = found(text, *ents, ("Feather", "ORG"))
    assert names == [
        ("Quill and Feather Plc", ORGANISATION),
        ("Quill and Feather", ORGANISATION),
    ]


def test_annotate_joins_what_one_bracket_abbreviates() -> None:
    text = "Larkin River Trade and Weights (LRTW) met."
    names = found(text, ("Larkin River Trade", "ORG"), ("Weights", "ORG"))
    assert ("Larkin River Trade and Weights", ORGANISATION) in names


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Alton and Beeley Borough Council met.", True),
        ("Alton and Beeley Borough Council met. Alton grew.", False),
        ("Alton and Beeley Foods Group met.", False),
        ("Alton and NHS Beeley Trust met.", False),
    ],
)
def test_annotate_joins_the_places_of_a_body_that_two_share(
    text: str, *, is_one: bool
) -> None:
    whole = text.partition(" met")[0]
    second = whole.partition(" and ")[2]
    names = found(text, ("Alton", "GPE"), (second, "ORG"))
    assert ((whole, ORGANISATION) in names) == is_one


def test_annotate_leaves_two_firms_apart() -> None:
    text = "Zandor and Quillon Plc met. Zandor and Quillon Plc fell. Zandor rose."
    names = found(text, ("Zandor", "ORG"), ("Quillon Plc", "ORG"))
    assert ("Zandor", ORGANISATION) in names


def test_annotate_keeps_of_a_line_in_capitals_what_the_text_names() -> None:
    text = "ZANDOR HOLDER SELLS STAKE\nA holder sold a stake in Zandor."
    ents = ("ZANDOR HOLDER", "ORG"), ("Zandor", "ORG")
    assert found(text, *ents) == [("ZANDOR", ORGANISATION), ("Zandor", ORGANISATION)]


# --- acting ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Then Zuma launched its app.",
        "In May Zuma raised $5m.",
        "It helps firms such as Zuma.",
        "Zuma fell. But Zuma, which employs Poles, rose.",
    ],
)
def test_annotate_reads_a_company_from_what_it_does(text: str) -> None:
    assert found(text, ("Zuma", "PERSON"))[-1] == ("Zuma", ORGANISATION)


def test_annotate_reads_a_company_from_its_list() -> None:
    text = "Yllo Inc, Quillon Ltd and Zuma met."
    ents = ("Yllo", "ORG"), ("Quillon", "ORG"), ("Zuma", "PERSON")
    assert ("Zuma", ORGANISATION) in found(text, *ents)


@pytest.mark.parametrize(
    "text",
    [
        "Mr Zuma fell. Zuma raised $5m.",
        "Zuma, who fell, raised it. Zuma raised $5m.",
        "Ann Zuma fell. Zuma raised $5m.",
    ],
)
def test_annotate_leaves_people_that_act_like_companies(text: str) -> None:
    first = "Ann Zuma" if "Ann" in text else "Zuma"
    assert found(text, (first, "PERSON"), ("Zuma", "PERSON"))[-1] == ("Zuma", PERSON)


def test_annotate_reads_a_company_behind_a_person_and_of() -> None:
    text = "Then Ann Lee of Zuma rose."
    assert found(text, ("Ann Lee", "PERSON"), ("Zuma", "PERSON")) == [
        ("Ann Lee", PERSON),
        ("Zuma", ORGANISATION),
    ]


def test_annotate_a_date_is_no_part_of_a_name() -> None:
    names = found("In December Zuma fell.", ("December Zuma", "ORG"))
    assert names == [("Zuma", ORGANISATION)]


def test_annotate_keeps_for_all_at_the_end_of_a_name() -> None:
    names = found("It began Paylo for all in May.", ("Paylo for all", "INITIATIVE"))
    assert names == [("Paylo for all", INITIATIVE)]


def test_annotate_a_figure_is_no_part_of_a_name() -> None:
    text = "Sales: Zuma Motors 1,050 cars."
    assert found(text, ("Zuma Motors 1,050", "ORG")) == [("Zuma Motors", ORGANISATION)]


def test_annotate_takes_no_clause_into_a_description() -> None:
    assert references("Here is the agency whose company left.") == []


def test_annotate_keeps_the_longer_of_two_references(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Later the bank holding company paid."
    places = [(6, 14), (6, 30)]
    references_of = [Reference(*place, ORGANISATION, "description") for place in places]
    monkeypatch.setattr(annotate, "references", lambda doc, text: references_of)
    assert references(text) == [("the bank holding company", ORGANISATION)]


# --- what the words around a name show -----------------------------------------------


@pytest.mark.parametrize(
    ("text", "marked", "names"),
    [
        ("They beat Dane Ada Larkin twice.", "Dane Ada Larkin", ["Ada Larkin"]),
        ("They beat Roman Ada Larkin twice.", "Roman Ada Larkin", ["Roman Ada Larkin"]),
        ("They beat Dane Larkin twice.", "Dane Larkin", ["Dane Larkin"]),
        ("Prop Ada Larkin won.", "Prop Ada Larkin", ["Ada Larkin"]),
        ("Sen. Ada Larkin (D-Ohio) won.", "D-Ohio", []),
    ],
)
def test_annotate_cuts_what_somebody_is_off_the_name(
    text: str, marked: str, names: list[str]
) -> None:
    assert [name for name, _ in found(text, (marked, "PERSON"))] == names


def test_annotate_takes_no_organisation_from_an_office() -> None:
    assert found(
        "U.S. Trade Representative Ada Osei spoke.", ("U.S. Trade", "ORG")
    ) == [("U.S.", PLACE)]
    assert found("Trade Minister Ada Osei spoke.", ("Trade", "ORG")) == []
    assert found("Trade Larkin Ltd spoke.", ("Trade Larkin Ltd", "ORG")) != []


def test_annotate_cuts_the_sort_off_an_organisation() -> None:
    text = "Aid charity Larkin spoke."
    assert found(text, ("Aid charity Larkin", "ORG")) == [("Larkin", ORGANISATION)]


@pytest.mark.parametrize(
    ("text", "marked", "name"),
    [
        ("The Larkin museum shut.", "Larkin museum", "Larkin museum"),
        (
            "The Larkin foundation, as Larkin is.",
            "Larkin foundation",
            "Larkin foundation",
        ),
        ("The Larkin college shut.", "Larkin college", "Larkin college"),
        ("The Larkin college of Larkin shut.", "Larkin college", "Larkin"),
        ("The Larkin foundation trust shut.", "Larkin foundation", "Larkin"),
        ("The Larkin plan failed.", "Larkin plan", "Larkin"),
        ("The Vey Larkin museum shut.", "Vey Larkin", "Vey Larkin museum"),
        ("The Vey Larkin museum of Vey Larkin.", "Vey Larkin", "Vey Larkin"),
        ("At Vey Larkin museum they met.", "Vey Larkin", "Vey Larkin"),
        ("The Vey University museum shut.", "Vey University", "Vey University"),
        ("The Larkin museum shut.", "Larkin", "Larkin"),
    ],
)
def test_annotate_keeps_what_a_name_ends_in_if_small(
    text: str, marked: str, name: str
) -> None:
    assert found(text, (marked, "ORG"))[0] == (name, ORGANISATION)


def test_annotate_does_not_part_a_saint_from_the_hospital() -> None:
    name = "St. Vilma's Children Research Hospital"
    assert found(f"The {name} paid.", (name, "ORG")) == [(name, ORGANISATION)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He edits the magazine Larkin.", ["Larkin"]),
        ("He edits the magazine However he can.", []),
        ("He edits the magazine Larkin Daily.", ["Larkin Daily"]),
        ("The ministry Thursday said so.", []),
        ("The G8 met.", ["G8"]),
        ("The G8-style talks began.", []),
        ("A Tory MP spoke.", ["Tory"]),
        ("A Tory spoke.", []),
        ("The Lib Dems won.", ["Lib Dems"]),
        ("LARKIN<LKN> SELLS MILLS\n\nIt did.", ["LARKIN"]),
        ("LARKIN FOODS <LKF> SELLS MILLS\n\nIt did.", ["LARKIN FOODS"]),
        ("BOARD BACKS LARKIN <LKN>\n\nIt did.", []),
    ],
)
def test_annotate_finds_what_the_pipeline_missed(
    text: str, expected: list[str]
) -> None:
    assert [name for name, kind in found(text) if kind == ORGANISATION] == expected


def test_annotate_drops_an_animal_wherever_it_is_named() -> None:
    text = "Her dog Zarro ran. Ada Osei called Zarro."
    ents = ("Zarro", "PERSON"), ("Ada Osei", "PERSON"), ("Zarro", "PERSON")
    assert found(text, *ents) == [("Ada Osei", PERSON)]


@pytest.mark.parametrize("text", ["the film Osei won", "the Osei Cup was won"])
def test_annotate_drops_works_and_contests(text: str) -> None:
    name = "Osei Cup" if "Cup" in text else "Osei"
    assert found(f"Yesterday {text}.", (name, "ORG")) == []


def test_annotate_knows_a_case_of_law() -> None:
    text = "She spoke in R v. Osei. Ada Osei listened."
    ents = ("R v. Osei", "PERSON"), ("Ada Osei", "PERSON")
    assert found(text, *ents) == [("Osei", PERSON), ("Ada Osei", PERSON)]


def test_annotate_keeps_whose_work_it_is() -> None:
    text = "They saw the film Osei's friends made."
    assert found(text, ("Osei", "PERSON")) == [("Osei", PERSON)]


@pytest.mark.parametrize(
    ("text", "ents", "name"),
    [
        (
            "He sold Larkin & Osei.",
            (("Larkin", "PERSON"), ("Osei", "PERSON")),
            "Larkin & Osei",
        ),
        (
            "It was sold by Larkin, Osei and Vane Trust Corp today.",
            (("Larkin", "PERSON"), ("Osei", "PERSON"), ("Vane Trust Corp", "ORG")),
            "Larkin, Osei and Vane Trust Corp",
        ),
        (
            "He sold Larkin Rail and Light Co today.",
            (("Larkin Rail", "ORG"), ("Light Co", "ORG")),
            "Larkin Rail and Light Co",
        ),
    ],
)
def test_annotate_joins_the_partners_of_a_firm(
    text: str, ents: tuple[tuple[str, str], ...], name: str
) -> None:
    assert found(text, *ents) == [(name, ORGANISATION)]


@pytest.mark.parametrize(
    ("text", "ents"),
    [
        (
            "Ada Larkin & Bo Osei came.",
            (("Ada Larkin", "PERSON"), ("Bo Osei", "PERSON")),
        ),
        ("From Larkin & Osei they came.", (("Larkin", "GPE"), ("Osei", "GPE"))),
        (
            "Ada Osei met Osei and Vane Corp today.",
            (("Ada Osei", "PERSON"), ("Osei", "PERSON"), ("Vane Corp", "ORG")),
        ),
    ],
)
def test_annotate_leaves_two_names_apart(
    text: str, ents: tuple[tuple[str, str], ...]
) -> None:
    assert [name for name, _ in found(text, *ents)] == [name for name, _ in ents]


def test_annotate_takes_the_short_name_of_a_firm_for_the_firm() -> None:
    text = (
        "LARKIN INC SELLS\n\nLarkin sold it, and Vane Co bought it from Ada Vane. "
        "Vane knew."
    )
    ents = ("LARKIN INC", "ORG"), ("Larkin", "PERSON"), ("Vane Co", "ORG")
    people = ("Ada Vane", "PERSON"), ("Vane", "PERSON")
    kinds_of = dict(found(text, *ents, *people))
    assert kinds_of["Larkin"] == ORGANISATION
    assert kinds_of["Vane"] == PERSON


def test_annotate_leaves_the_word_wed_whole() -> None:
    plain = spacy.blank("en")
    plain.add_pipe("sentencizer")
    annotate._keep_words_whole(plain)
    assert [token.text for token in plain.make_doc("They wed")] == ["They", "wed"]
    assert [token.text for token in plain.make_doc("we'd")] == ["we", "'d"]


_ADA = (("Ada Osei", "PERSON"), ("Osei", "ORG"))


@pytest.mark.parametrize(
    "after", ["Osei won.", "They stand in for Osei.", "Osei's film is out."]
)
def test_annotate_takes_a_surname_for_whoever_bears_it(after: str) -> None:
    text = f"Ada Osei came. {after}"
    assert found(text, *_ADA) == [("Ada Osei", PERSON), ("Osei", PERSON)]


@pytest.mark.parametrize(
    "after",
    [
        "Osei's shares fell.",
        "She joined Osei.",
        "Osei reported a loss.",
        "They are the chairman of Osei.",
        "The Osei group met.",
        "Osei's Larkin Mills unit fell.",
    ],
)
def test_annotate_leaves_the_firm_of_the_same_name_a_firm(after: str) -> None:
    assert found(f"Ada Osei came. {after}", *_ADA)[-1] == ("Osei", ORGANISATION)


def test_annotate_takes_two_surnames_for_whoever_bears_them() -> None:
    ents = ("Ada Osei Domen", "PERSON"), ("Osei Domen", "ORG")
    assert found("Ada Osei Domen came. Osei Domen won.", *ents)[-1][1] == PERSON


@pytest.mark.parametrize(
    ("full", "kind"), [("Ada Osei", PERSON), ("Ada Larkin", ORGANISATION)]
)
def test_annotate_a_known_surname_may_be_a_rival(full: str, kind: str) -> None:
    text = f"{full} came. So Osei, a rival of hers, left."
    assert found(text, (full, "PERSON"), ("Osei", "PERSON"))[-1] == ("Osei", kind)


def test_annotate_leaves_the_firm_beside_its_founder_a_firm() -> None:
    text = "Ada Osei made Osei. Osei grew."
    assert found(text, *_ADA)[-1] == ("Osei", ORGANISATION)


def test_annotate_leaves_a_firm_of_a_longer_name_a_firm() -> None:
    text = "Ada Osei came. Osei won. Osei Foods came."
    assert ("Osei", ORGANISATION) in found(text, *_ADA, ("Osei Foods", "ORG"))


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("Larkin University's Tide Centre", ["Larkin University", "Tide Centre"]),
        ("Larkin Women's Rights Union", ["Larkin Women's Rights Union"]),
        ("Larkin's Tide Centre", ["Larkin's Tide Centre"]),
        ("Port Larkin - Port Larkin", ["Port Larkin", "Port Larkin"]),
    ],
)
def test_annotate_parts_an_organisation_from_its_owner(
    marked: str, parts: list[str]
) -> None:
    text = f"They met the {marked} today."
    assert [name for name, _ in found(text, (marked, "ORG"))] == parts


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("Department for Tides", "PERSON", ORGANISATION),
        ("Larkin Road", "ORG", PLACE),
        ("Heard on the Street", "ORG", ORGANISATION),
        ("Ada Council", "ORG", ORGANISATION),
    ],
)
def test_annotate_reads_a_kind_from_the_last_word(
    name: str, label: str, kind: str
) -> None:
    assert found(f"They went to {name} today.", (name, label)) == [(name, kind)]


def test_annotate_cuts_the_adjective_new_where_the_name_stands_without() -> None:
    text = "New Larkin boss leaves. Larkin lost. They saw New Larkin."
    ents = ("New Larkin", "ORG"), ("Larkin", "ORG"), ("New Larkin", "ORG")
    assert [name for name, _ in found(text, *ents)] == [
        "Larkin",
        "Larkin",
        "New Larkin",
    ]


def test_annotate_joins_the_tasks_of_a_department() -> None:
    text = "The Department of Tides, Food and Roads met Tides, Food and Roads today."
    ents = ("Department of Tides", "ORG"), ("Food and Roads", "ORG")
    more = ("Tides", "ORG"), ("Food and Roads", "ORG")
    assert [name for name, _ in found(text, *ents, *more)] == [
        "Department of Tides, Food and Roads",
        "Tides",
        "Food and Roads",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Larkin is a bank.",
        "Larkin said its board met.",
        "Larkin said third-quarter profits rose.",
        "Larkin's principal analyst came.",
        "The carmakers Osei and Larkin met.",
        "They asked analysts at Larkin.",
    ],
)
def test_annotate_reads_a_firm_from_the_sentence(text: str) -> None:
    assert found(text, ("Larkin", "PERSON")) == [("Larkin", ORGANISATION)]


@pytest.mark.parametrize(
    "text", ["Larkin is a giant.", "Larkin said it was late.", "Larkin's brother came."]
)
def test_annotate_leaves_a_person_that_may_be_one(text: str) -> None:
    assert found(text, ("Larkin", "PERSON")) == [("Larkin", PERSON)]


def test_annotate_takes_a_club_for_its_team() -> None:
    text = "He left his club Larkin for Larkin."
    assert found(text, ("Larkin", "GPE")) == [("Larkin", ORGANISATION)] * 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Larkin beat all. They lost to Larkin.", ORGANISATION),
        ("Larkin's striker left. Larkin drew.", ORGANISATION),
        ("Larkin beat all. They live in Larkin.", PLACE),
        ("They beat Larkin. Rain fell in Larkin, and from Larkin came more.", PLACE),
    ],
)
def test_annotate_takes_a_town_that_plays_for_its_team(text: str, kind: str) -> None:
    ents = [("Larkin", "GPE")] * text.count("Larkin")
    assert {got for _, got in found(text, *ents)} == {kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Larkin, which operates ships, met.", ORGANISATION),
        ("So it is, according to Larkin.", ORGANISATION),
        ("They use Larkin.", INITIATIVE),
    ],
)
def test_annotate_takes_what_runs_a_business_for_no_initiative(
    text: str, kind: str
) -> None:
    assert found(text, ("Larkin", "INITIATIVE")) == [("Larkin", kind)]


@pytest.mark.parametrize(
    ("before", "officer"),
    [
        ("She met ", True),
        ("She was chairman of ", False),
        ("The director of the ", False),
    ],
)
def test_annotate_reads_no_officer_out_of_the_next_post(
    before: str, officer: bool
) -> None:
    around = kinds.Around(before, ", chairman of the board of trade.")
    assert kinds.is_officer(around) is officer


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("She was the first Dean, and left.", False),
        ("She became Dean of the school.", False),
        ("Then Dean left.", True),
        ("Ada Dean came. She was first Dean.", True),
    ],
)
def test_annotate_takes_no_dean_for_a_person(text: str, left: bool) -> None:
    ents = [("Ada Dean", "PERSON")] if "Ada" in text else []
    got = found(text, *ents, ("Dean", "PERSON"))
    assert ((text.count("Dean") == len(got)) and bool(got)) is left


@pytest.mark.parametrize("form", ["and Co", "& Sons", "and Co Ltd", "and Partners"])
def test_annotate_takes_partners_into_the_name_of_a_firm(form: str) -> None:
    text = f"A. B. Larkin {form} said so."
    ents = [("A. B. Larkin", "PERSON")]
    assert found(text, *ents) == [(f"A. B. Larkin {form}", ORGANISATION)]


def test_annotate_drops_the_code_of_a_message() -> None:
    assert found("It rose. (ZQLK 1135)", ("ZQLK", "ORG")) == []


@pytest.mark.model
def test_annotate_any_noun_may_refer_where_there_are_vectors() -> None:
    doc = annotate.load_pipeline()("Acme grew. The smelter was sold, the owner said.")
    found = annotate.mentions(doc, document="d")
    assert [m.text for m in found] == ["Acme", "The smelter", "the owner"]
    assert [m.text for m in found if not m.is_vague] == ["Acme"]
    doc.user_data.clear()
    assert [m.text for m in annotate.mentions(doc, document="d")] == ["Acme"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Foreign Minister met Ann Osei.", ["The Foreign Minister"]),
        ("Later the Attorney General sued Acme.", ["the Attorney General"]),
        ("Later the Secretary-General met Ann Osei.", ["the Secretary-General"]),
        ("The Prime Minister, Ann Osei, left.", []),
        ("Ann Osei is the Prime Minister.", []),
        ("The Foreign Minister of Chad met Ann Osei.", []),
        ("The National Executive met Ann Osei.", []),
    ],
)
def test_annotate_a_post_in_capitals_refers(text: str, expected: list[str]) -> None:
    doc = annotate.load_pipeline()(text)
    found = annotate.mentions(doc, document="d")
    assert [m.text for m in found if m.kind == PERSON and m.form != "name"] == expected


@pytest.mark.model
def test_annotate_vectors_are_the_means_of_words() -> None:
    doc = annotate.load_pipeline()("Acme Corp grew.")
    (name,) = annotate.mentions(doc, document="d")
    vector = annotate.vectors(doc, [name])[name.start]
    assert vector == pytest.approx(doc.tensor[:2].mean(axis=0))
    doc.user_data.clear()
    assert annotate.vectors(doc, [name]) == {}


@pytest.mark.model
def test_annotate_reads_only_what_may_name_or_relate() -> None:
    nlp = annotate.load_pipeline()
    text = f"In May Acme sold a mill. {SILENT} He left the town."
    for sparing in (True, False):
        doc = annotate.read(nlp, text, sparing=sparing)
        gone = [t.text for t in doc if not t.tag_]
        assert gone[-5:] == (["He", "left", "the", "town", "."] if sparing else [])
        found = [m.text for m in annotate.mentions(doc, document="d")]
        assert found == (["Acme"] if sparing else ["Acme", "He", "the town"])


@pytest.mark.model
def test_annotate_reads_everything_where_names_are_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text(
        '{"label": "ORG", "pattern": "zandor", "id": "Z1"}', encoding="utf-8"
    )
    nlp = annotate.load_pipeline(gazetteers=[path])
    doc = annotate.read(nlp, "We like zandor.")
    assert all(token.tag_ for token in doc)
    assert [m.text for m in annotate.mentions(doc, document="d")] == ["zandor"]


@pytest.mark.model
def test_annotate_what_was_left_out_has_no_vector() -> None:
    doc = annotate.read(annotate.load_pipeline(), f"Then Acme grew. {SILENT}")
    at = doc.text.index("We")
    gone = Mention("d", at, at + 2, "We", PERSON, at, at + 8)
    assert annotate.vectors(doc, [gone]) == {}


@pytest.mark.model
@pytest.mark.filterwarnings("error")
def test_annotate_a_document_of_which_nothing_is_read_has_no_vectors() -> None:
    text = f"{SILENT} We must do more in Australia. {SILENT}"
    doc = annotate.read(annotate.load_pipeline(), text)
    (country,) = annotate.mentions(doc, document="d")
    assert annotate.vectors(doc, [country]) == {}


@pytest.mark.parametrize(
    ("after", "parts"),
    [
        ("So Larkin Mills came.", ["Norvik", "Larkin Mills", "Larkin Mills"]),
        ("So they came.", ["Norvik - Larkin Mills"]),
    ],
)
def test_annotate_a_dash_parts_what_has_a_place_of_its_own(
    after: str, parts: list[str]
) -> None:
    text = f"They met Norvik - Larkin Mills today. {after}"
    ents = [("Norvik - Larkin Mills", "ORG")]
    ents += [("Larkin Mills", "ORG")] * (len(parts) > 1)
    assert [name for name, _ in found(text, *ents)] == parts


def test_annotate_takes_who_has_a_fortune_for_a_person() -> None:
    text = "Nkem Obu's net worth fell."
    assert found(text, ("Nkem Obu", "ORG")) == [("Nkem Obu", PERSON)]


def test_annotate_a_building_called_after_somebody_opens_a_sentence() -> None:
    ents = ("Lee B. Osei", "PERSON"), ("Justice Center", "ORG")
    assert found("Lee B. Osei Justice Center is full.", *ents) == [
        ("Lee B. Osei Justice Center", ORGANISATION)
    ]


def test_annotate_a_nickname_in_brackets_parts_no_name() -> None:
    ents = ("Osei", "PERSON"), ("Zuzu", "PERSON"), ("B. Larkin", "PERSON")
    assert found("So Osei (Zuzu) B. Larkin came.", *ents) == [
        ("Osei (Zuzu) B. Larkin", PERSON)
    ]


def test_annotate_a_small_initial_of_an_abbreviation_is_of_the_name() -> None:
    found_ = found("The solar Tide Pact (sTP) came.", ("Tide Pact", "INITIATIVE"))
    assert found_[0] == ("solar Tide Pact", "initiative")


def test_annotate_parts_two_bodies_one_of_which_stands_alone() -> None:
    ents = ("Larkin Women and Osei Mills Inc", "ORG"), ("Larkin Women", "ORG")
    assert found(
        "So Larkin Women and Osei Mills Inc met. Larkin Women left.", *ents
    ) == [
        ("Larkin Women", ORGANISATION),
        ("Osei Mills Inc", ORGANISATION),
        ("Larkin Women", ORGANISATION),
    ]
