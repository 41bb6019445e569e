"""What a name is, by what the sentences say of it."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg import annotate
from kg.records import ORGANISATION, PERSON
from kg.settings import LEANINGS

VOCAB = spacy.blank("en").vocab


def read(tree: str, *, lead: float | None = 1.0, marked: str = "Roe") -> str:
    """Return the kind of a person in a tree of "word/POS/label>head"."""
    words, tags, labels, heads = [], [], [], []
    for token in tree.split():
        word, tag, rest = token.rsplit("/", 2)
        label, head = rest.split(">")
        words.append(word)
        tags.append(tag)
        labels.append(label)
        heads.append(int(head))
    doc = Doc(VOCAB, words, pos=tags, deps=labels, heads=heads, lemmas=_lemmas(words))
    kinds = {marked: "PERSON", "Acme": "ORG", "Beta": "ORG", "Bo": "PERSON"}
    doc.set_ents(
        [
            Span(doc, i, i + 1, kinds[word])
            for i, word in enumerate(words)
            if word in kinds
        ]
    )
    if lead is not None:
        doc.user_data[LEANINGS] = {i: lead for i, w in enumerate(words) if w == marked}
    found = annotate.mentions(doc, document="d")
    return next(one.kind for one in found if one.text == marked)


def _lemmas(words: list[str]) -> list[str]:
    lemmas = {"acquired": "acquire", "ran": "run", "stared": "stare"}
    return [lemmas.get(word, word) for word in words]


SHARES = "Roe/PROPN/nmod:poss>2 's/PART/case>0 subsidiary/NOUN/nsubj>3 fell/VERB/ROOT>3"


@pytest.mark.parametrize(
    "tree",
    [
        SHARES,
        "Roe/PROPN/nsubj>1 acquired/VERB/ROOT>1 Acme/PROPN/obj>1",
        "They/PRON/nsubj>1 ran/VERB/ROOT>1 Roe/PROPN/obj>1",
        "a/DET/det>2 Roe/PROPN/compound>2 shareholder/NOUN/nsubj>3 sold/VERB/ROOT>3",
        "a/DET/det>1 stake/NOUN/ROOT>1 in/ADP/case>3 Roe/PROPN/nmod>1",
        "work/NOUN/ROOT>0 at/ADP/case>2 Roe/PROPN/nmod>0",
        "partner/NOUN/ROOT>0 from/ADP/case>2 Roe/PROPN/nmod>0",
        "Bo/PROPN/nsubj>1 join/VERB/ROOT>1 Roe/PROPN/obj>1 from/ADP/case>4 "
        "Acme/PROPN/obl>1",
        "Bo/PROPN/nsubj>1 join/VERB/ROOT>1 Roe/PROPN/obj>1 "
        "in/ADP/case>4 2001/NUM/obl>1",
        "Bo/PROPN/nsubj>1 join/VERB/ROOT>1 Roe/PROPN/obj>1 "
        "as/ADP/case>4 head/NOUN/obl>1",
        "Roe/PROPN/nsubj>5 ,/PUNCT/punct>3 a/DET/det>3 firm/NOUN/appos>0 "
        ",/PUNCT/punct>3 fell/VERB/ROOT>5",
    ],
)
def test_what_people_neither_are_nor_have_makes_an_organisation(tree: str) -> None:
    assert read(tree) == ORGANISATION


@pytest.mark.parametrize(
    "tree",
    [
        "Roe/PROPN/nmod:poss>2 's/PART/case>0 wife/NOUN/nsubj>3 fell/VERB/ROOT>3",
        "Roe/PROPN/nsubj>1 fell/VERB/ROOT>1",
        "They/PRON/nsubj>1 stared/VERB/ROOT>1 at/ADP/case>3 Roe/PROPN/obl>1",
        "Bo/PROPN/nsubj>1 join/VERB/ROOT>1 Roe/PROPN/obj>1 "
        "in/ADP/case>4 court/NOUN/obl>1",
        "firm/NOUN/ROOT>0 whose/PRON/nmod:poss>2 director/NOUN/nsubj>4 is/AUX/cop>4 "
        "Roe/PROPN/appos>0",
    ],
)
def test_a_person_stays_one(tree: str) -> None:
    assert read(tree) == PERSON


def test_a_sure_net_needs_more_to_be_said() -> None:
    assert read(SHARES, lead=1.0) == ORGANISATION
    assert read(SHARES, lead=6.0) == PERSON


def test_another_pipeline_tells_no_lead_and_counts_as_sure() -> None:
    assert read(SHARES, lead=None) == PERSON


def test_what_is_said_of_a_person_weighs_against_it() -> None:
    who = "Roe/PROPN/nsubj>5 ,/PUNCT/punct>4 who/PRON/nsubj>4 his/PRON/obj>4"
    tree = f"{who} sold/VERB/acl:relcl>0 fell/VERB/ROOT>5"
    assert read(f"{SHARES} ./PUNCT/punct>3") == ORGANISATION
    both = _after(SHARES, tree)
    assert read(both) == PERSON


def _after(first: str, second: str) -> str:
    """Join two trees; the heads of the second count from its beginning."""
    size = len(first.split())
    moved = []
    for token in second.split():
        rest, head = token.rsplit(">", 1)
        moved.append(f"{rest}>{int(head) + size}")
    return " ".join([first, *moved])


def test_a_name_beside_firms_is_a_firm() -> None:
    tree = (
        "Acme/PROPN/nsubj>4 ,/PUNCT/punct>2 Beta/PROPN/conj>0 Roe/PROPN/conj>0 "
        "fell/VERB/ROOT>4"
    )
    assert read(tree, lead=0.5) == ORGANISATION


def test_a_name_that_ends_as_those_of_firms_is_a_firms() -> None:
    words = ["Ann", "Roe", "Ventures", "fell"]
    doc = Doc(
        VOCAB,
        words,
        pos=["PROPN", "PROPN", "PROPN", "VERB"],
        deps=["compound", "compound", "nsubj", "ROOT"],
        heads=[2, 2, 3, 3],
    )
    doc.set_ents([Span(doc, 0, 3, "PERSON")])
    doc.user_data[LEANINGS] = dict.fromkeys(range(3), 2.0)
    assert annotate.mentions(doc, document="d")[0].kind == ORGANISATION


@pytest.mark.parametrize(("first", "kind"), [("Ann", PERSON), ("Then", ORGANISATION)])
def test_a_full_name_before_it_speaks_for_a_person(first: str, kind: str) -> None:
    words = [first, "Roe", "left", ".", "Roe", "'s", "subsidiary", "fell", "."]
    pos = ["PROPN", "PROPN", "VERB", "PUNCT", "PROPN", "PART", "NOUN", "VERB", "PUNCT"]
    deps = ["compound", "nsubj", "ROOT", "punct", "nmod:poss", "case", "nsubj", "ROOT"]
    heads = [1, 2, 2, 2, 6, 4, 7, 7, 7]
    doc = Doc(VOCAB, words, pos=pos, deps=[*deps, "punct"], heads=heads, lemmas=words)
    begun = 0 if first == "Ann" else 1
    doc.set_ents([Span(doc, begun, 2, "PERSON"), Span(doc, 4, 5, "PERSON")])
    doc.user_data[LEANINGS] = dict.fromkeys(range(9), 2.0)
    assert annotate.mentions(doc, document="d")[-1].kind == kind
