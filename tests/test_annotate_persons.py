"""Names taken for organisations that the sentences show to be people's."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg import annotate
from kg.records import ORGANISATION, PERSON
from kg.settings import LEANINGS

VOCAB = spacy.blank("en").vocab
LEMMAS = {"founded": "found", "drives": "drive", "retired": "retire"}


def read(tree: str, *, lead: float | None = -1.0, name: str = "Nkem Obu") -> str:
    """Return the kind of a body in a tree of "word/POS/label>head"."""
    words, tags, labels, heads = [], [], [], []
    for token in tree.split():
        word, tag, rest = token.rsplit("/", 2)
        label, head = rest.split(">")
        words.append(word)
        tags.append(tag)
        labels.append(label)
        heads.append(int(head))
    lemmas = [LEMMAS.get(word, word) for word in words]
    doc = Doc(VOCAB, words, pos=tags, deps=labels, heads=heads, lemmas=lemmas)
    first, last = name.split(" ")
    at = next(i for i, _ in enumerate(words) if words[i : i + 2] == [first, last])
    doc.set_ents([Span(doc, at, at + 2, "ORG")])
    if lead is not None:
        doc.user_data[LEANINGS] = {at: lead, at + 1: lead}
    found = annotate.mentions(doc, document="d")
    return next(one.kind for one in found if one.text == name)


FOUNDED = (
    "They/PRON/nsubj>3 co/VERB/compound>3 -/PUNCT/punct>3 founded/VERB/ROOT>3 "
    "Acme/PROPN/obj>3 with/ADP/case>6 Nkem/PROPN/obl>3 Obu/PROPN/flat>6"
)


@pytest.mark.parametrize(
    "tree",
    [
        FOUNDED,
        "Nkem/PROPN/nsubj>5 Obu/PROPN/flat>0 ,/PUNCT/punct>0 who/PRON/nsubj>4 "
        "retired/VERB/acl:relcl>0 won/VERB/ROOT>5",
        "Nkem/PROPN/nsubj>7 Obu/PROPN/flat>0 ,/PUNCT/punct>0 who/PRON/nsubj>4 "
        "drives/VERB/acl:relcl>0 for/ADP/case>6 Acme/PROPN/obl>4 won/VERB/ROOT>7",
        "Nkem/PROPN/nsubj>4 Obu/PROPN/flat>0 is/AUX/cop>4 a/DET/det>4 "
        "reporter/NOUN/ROOT>4",
        "Nkem/PROPN/nsubj>5 Obu/PROPN/flat>0 ,/PUNCT/punct>0 a/DET/det>4 "
        "singer/NOUN/appos>0 won/VERB/ROOT>5",
        "Nkem/PROPN/nsubj>2 Obu/PROPN/flat>0 retired/VERB/ROOT>2",
        "Reporting/VERB/ROOT>0 by/ADP/case>2 Nkem/PROPN/obl>0 Obu/PROPN/flat>2",
        "Nkem/PROPN/nsubj>2 Obu/PROPN/flat>0 promised/VERB/ROOT>2 what/PRON/obj>5 "
        "he/PRON/nsubj>5 wanted/VERB/ccomp>2",
    ],
)
def test_persons_do_what_people_do(tree: str) -> None:
    assert read(tree) == PERSON


@pytest.mark.parametrize(
    "tree",
    [
        "Nkem/PROPN/nsubj>4 Obu/PROPN/flat>0 is/AUX/cop>4 a/DET/det>4 "
        "supplier/NOUN/ROOT>4",
        "They/PRON/nsubj>1 left/VERB/ROOT>1 Nkem/PROPN/obj>1 Obu/PROPN/flat>2",
        "the/DET/det>1 Nkem/PROPN/nsubj>3 Obu/PROPN/flat>1 retired/VERB/ROOT>3",
        "Nkem/PROPN/nsubj>2 Obu/PROPN/flat>0 promised/VERB/ROOT>2 the/DET/det>4 "
        "singer/NOUN/obj>2 that/SCONJ/mark>7 he/PRON/nsubj>7 wins/VERB/ccomp>2",
    ],
)
def test_persons_other_bodies_stay(tree: str) -> None:
    assert read(tree) == ORGANISATION


def test_persons_the_net_may_be_too_sure() -> None:
    assert read(FOUNDED, lead=-9.0) == ORGANISATION


def test_persons_without_leanings_much_must_speak_for_one() -> None:
    assert read("Nkem/PROPN/nsubj>2 Obu/PROPN/flat>0 left/VERB/ROOT>2", lead=None) == (
        ORGANISATION
    )


def test_persons_what_ends_as_bodies_do_stays() -> None:
    tree = FOUNDED.replace("Obu", "Partners")
    assert read(tree, name="Nkem Partners") == ORGANISATION
