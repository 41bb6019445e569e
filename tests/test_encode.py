"""The shipped pipeline: same text same result, sound trees, names inside sentences."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.encode.decode import (
    CROSSING,
    Floats,
    Ints,
    best_path,
    best_paths,
    best_tree,
)
from kg.encode.projective import crosses, projective_tree
from kg.settings import LEANINGS, SPARING, VECTORS

SHIPPED = Path(__file__).parent.parent / "kg" / "data" / "en_kg"
pytestmark = pytest.mark.model

SILENT = " ".join(["We must do more for those who have less."] * 6)
"""Enough sentences in a row that name nobody to be left out."""

TEXTS = [
    "Maria Okafor, who founded Lumen Grid in Lagos, met officials of the World Bank on "
    "Monday. Ms. Okafor's company had not been paid, she said.",
    "PORT OF TALLINN SIGNS ACCORD WITH NORDIC FERRIES\n\nThe Estonian port said it "
    "would work with Nordic Ferries. “It's a start,” said Jaan Tamm.",
    "Shares rose 3% in New York.",
    "",
    "It rained.\nNobody came\nto the match between the U.S. and Peru.",
] * 3

ODD_WORDS = [
    "We left.",
    "Mr.",
    "Li",
    "U.N.",
    "'s",
    '"',
    "(",
    "Bank",
    "\n",
    " \n\n",
    ".",
    ",",
    "3%",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(SHIPPED)


def annotations(doc: Doc) -> list[tuple[object, ...]]:
    words = [(t.head.i, t.dep_, t.tag_, t.pos_, t.lemma_, t.ent_iob_) for t in doc]
    return [*words, *((e.start, e.end, e.label_) for e in doc.ents)]


def assert_sound(doc: Doc) -> None:
    for sentence in doc.sents:
        assert sum(t.head.i == t.i for t in sentence) == 1
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)
    for name in doc.ents:
        assert name.text == name.text.strip()
        assert "\n" not in name.text
        assert name.sent.start <= name.start < name.end <= name.sent.end
        assert any(c.isalpha() for c in name.text)
    kinds = {(name.text.casefold(), name.label_) for name in doc.ents}
    assert len(kinds) == len(dict(kinds)), "one text has two kinds"


def test_encode_fills_every_layer(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    names = {(e.text, e.label_) for e in doc.ents}
    assert {
        ("Maria Okafor", "PERSON"),
        ("Lagos", "GPE"),
        ("World Bank", "ORG"),
    } <= names
    assert [s.text.split()[0] for s in doc.sents] == ["Maria", "Ms."]
    met = next(t for t in doc if t.text == "met")
    assert (met.pos_, met.tag_, met.lemma_, met.dep_) == ("VERB", "VBD", "meet", "root")
    assert next(t for t in doc if t.text == "Okafor").head.text == "Maria"


def test_encode_reads_line_breaks_as_ends(nlp: Language) -> None:
    doc = nlp(TEXTS[1])
    assert next(iter(doc.sents)).text.strip() == TEXTS[1].split("\n")[0]
    wrapped = [s.text.strip() for s in nlp(TEXTS[4]).sents]
    assert wrapped[0] == "It rained." and len(wrapped) == 2


def test_encode_ends_no_sentence_behind_the_code_of_a_share(nlp: Language) -> None:
    text = "KORVANE <KRV> TO BUY TOLBERT <TLB.L> UNIT\n\nKorvane gave no price."
    assert [len(sent.text.split()) for sent in nlp(text).sents] == [7, 4]


def test_encode_same_result_in_any_batch(nlp: Language) -> None:
    alone = [annotations(nlp(text)) for text in TEXTS]
    for size in (1, 4, 100):
        piped = nlp.pipe(TEXTS, batch_size=size)
        assert [annotations(doc) for doc in piped] == alone
    turned = [annotations(doc) for doc in nlp.pipe(TEXTS[::-1])]
    assert turned[::-1] == alone


def test_encode_same_result_in_other_processes(nlp: Language) -> None:
    alone = [annotations(nlp(text)) for text in TEXTS[:5]]
    piped = nlp.pipe(TEXTS[:5], n_process=2, batch_size=2)
    assert [annotations(doc) for doc in piped] == alone


def test_encode_survives_disk_and_bytes(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    copies = [
        spacy.load(tmp_path / "copy"),
        spacy.load(SHIPPED).from_bytes(nlp.to_bytes()),
    ]
    for copy in copies:
        assert annotations(copy(TEXTS[0])) == annotations(nlp(TEXTS[0]))


def test_encode_gives_each_word_a_vector_and_blanks_none(nlp: Language) -> None:
    doc = nlp("Acme grew.\n\nMs. Roe left.")
    filled = np.any(np.asarray(doc.tensor) != 0, axis=1)
    assert doc.user_data[VECTORS]
    assert filled.tolist() == [not token.is_space for token in doc]


def test_encode_tells_whether_a_name_is_rather_a_persons(nlp: Language) -> None:
    doc = nlp("Ms. Ann Roe runs Acme Bank.")
    leads = doc.user_data[LEANINGS]
    told = {doc[at].text: lead > 0 for at, lead in leads.items()}
    assert told == {"Ann": True, "Roe": True, "Acme": False, "Bank": False}


def sparing(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    doc.user_data[SPARING] = True
    return nlp(doc)


def test_encode_leaves_out_what_names_nobody_if_told_to(nlp: Language) -> None:
    text = f"Ms. Roe left Acme. {SILENT}\n\nThen Acme grew."
    doc = sparing(nlp, text)
    assert [sent.text for sent in doc.sents] == [sent.text for sent in nlp(text).sents]
    assert [t.text for t in doc if not t.tag_] == [t.text for t in nlp(SILENT)]
    assert [t.text for t in nlp(text) if not t.tag_] == []
    assert [e.text for e in doc.ents] == ["Roe", "Acme", "Acme"]
    assert np.any(np.asarray(doc.tensor) != 0, axis=1).tolist() == [
        bool(token.tag_) and not token.is_space for token in doc
    ]


def test_encode_marks_countries_in_what_it_leaves_out(nlp: Language) -> None:
    doc = sparing(
        nlp, f"Ms. Roe left Acme.\n\nNow France and the United States slept. {SILENT}"
    )
    found = [(ent.text, ent.label_, ent[0].tag_) for ent in doc.ents[2:]]
    assert found == [("France", "GPE", ""), ("United States", "GPE", "")]


def test_encode_reads_what_is_not_left_out_as_if_it_stood_alone(nlp: Language) -> None:
    doc = sparing(nlp, f"Ms. Roe left Acme. {SILENT}")
    alone = nlp("Ms. Roe left Acme.")
    assert annotations(doc)[: len(alone)] == annotations(alone)[: len(alone)]


def test_encode_keeps_entities_set_before(nlp: Language) -> None:
    doc = nlp.make_doc(TEXTS[0])
    doc.ents = [Span(doc, 0, 1, label="INITIATIVE")]
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert (doc.ents[0].text, doc.ents[0].label_) == ("Maria", "INITIATIVE")
    assert "Lagos" in {e.text for e in doc.ents}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n \t\n",
        "  Leading space.",
        "x" * 5000,
        "word " * 1200,
        "supercalifragilistic-" * 300,
        "...!!!???",
        "🙂 ‏مرحبا 北京 \u200b\ufeff",
        "a\x00b \x07",
    ],
)
def test_encode_takes_any_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert_sound(doc)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.lists(
        st.sampled_from(ODD_WORDS) | st.text(max_size=12),
        max_size=60,
    ).map(" ".join)
)
def test_encode_names_and_heads_stay_in_their_sentence(
    nlp: Language, text: str
) -> None:
    for doc in (nlp(text), sparing(nlp, text)):
        assert doc.text == text
        assert_sound(doc)


@pytest.mark.parametrize(("tree_of", "cost"), [(best_tree, 3.0), (projective_tree, 99)])
def test_tree_is_the_best_of_all_trees(
    tree_of: Callable[[Floats], Ints], cost: float
) -> None:
    assert cost >= CROSSING
    draw = np.random.default_rng(5)
    for n in (1, 2, 3, 4, 5):
        trees = [h for h in product(range(n + 1), repeat=n) if is_tree(h)]
        costs = np.array([cost * crosses(np.array(h)) for h in trees])
        for scale in (1, 4):
            arcs = scale * draw.normal(size=(n, n + 1)).astype(np.float32)
            totals = arcs[np.arange(n), np.array(trees)].sum(1) - costs
            assert tuple(tree_of(arcs)) == trees[totals.argmax()]


@pytest.mark.parametrize(
    ("heads", "is_crossed"),
    [([2, 0, 2], False), ([3, 4, 0, 3], True), ([3, 3, 0, 1], True), ([0], False)],
)
def test_crosses_two_arcs_or_that_of_the_root(
    heads: list[int], is_crossed: bool
) -> None:
    assert crosses(np.array(heads)) is is_crossed


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(len(heads)):
        k = start + 1
        for _ in heads:
            k = heads[k - 1] if k else 0
        if k:
            return False
    return True


def test_best_paths_are_the_best_path_of_each_stretch() -> None:
    draw = np.random.default_rng(3)
    allowed = np.array([[1, 1, 0], [0, 0, 1], [1, 1, 0]], dtype=bool)
    ends = np.array([0, 2])
    for _ in range(50):
        scores = draw.normal(size=(9, 3)).astype(np.float32)
        bounds = [0, *sorted(draw.choice(range(1, 9), 3, replace=False).tolist()), 9]
        expected = [best_path(scores[a:b], allowed, ends) for a, b in pairwise(bounds)]
        assert list(best_paths(scores, bounds, allowed, ends)) == expected


def test_best_path_mends_what_does_not_fit() -> None:
    # Labels O B I E: a lone I is no name, so the next best path is taken.
    allowed = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1], [1, 1, 0, 0]], bool)
    scores = np.array([[2, 1.9, 0, 0], [0, 0, 3, 0], [0, 0, 0, 3]], np.float32)
    assert best_path(scores, allowed, np.array([0, 3])) == [1, 2, 3]


def test_the_net_keeps_no_notes_for_its_maker(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "CI"}
    env |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    env.pop("ORT_DISABLE_TELEMETRY", None)
    program = f"import kg.annotate\nkg.annotate.load_pipeline({str(SHIPPED)!r})"
    subprocess.run([sys.executable, "-c", program], env=env, check=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.model
def test_encode_ends_no_sentence_inside_the_code_of_a_share(nlp: Language) -> None:
    text = "Publisher Halden (HALGg.F) said on Monday it was buying Norvik Ltd."
    assert len(list(nlp(text).sents)) == 1
