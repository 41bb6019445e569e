"""Museums, hospitals and theatres, in hand-built trees."""

from itertools import pairwise

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg import annotate
from kg.annotate import houses
from kg.records import ORGANISATION, PERSON, PLACE

VOCAB = spacy.blank("en").vocab
LEMMAS = {"announced": "announce", "joined": "join", "bought": "buy", "gave": "give"}


def kinds(tree: str, *ents: tuple[int, int, str]) -> dict[str, str]:
    """Return the kinds of the names in a tree of "word/label>head"."""
    words, labels, heads = [], [], []
    for token in tree.split():
        word, rest = token.rsplit("/", 1)
        label, head = rest.split(">")
        words.append(word)
        labels.append(label)
        heads.append(int(head))
    doc = Doc(
        VOCAB,
        words,
        spaces=[a != "(" and b not in "),." for a, b in pairwise([*words, "x"])],
        pos=["VERB" if word in LEMMAS else "NOUN" for word in words],
        deps=labels,
        heads=heads,
        lemmas=[LEMMAS.get(word, word) for word in words],
    )
    doc.set_ents([Span(doc, start, end, label) for start, end, label in ents])
    found = annotate.mentions(doc, document="d")
    return {one.text: one.kind for one in found if one.form == "name"}


@pytest.mark.parametrize(
    ("tree", "start"),
    [
        ("Orme/compound>1 Museum/nsubj>2 announced/ROOT>2 it/obj>2", 0),
        ("the/det>3 Orme/compound>2 Museum/compound>3 director/ROOT>3", 1),
        ("She/nsubj>1 joined/ROOT>1 the/det>4 Orme/compound>4 Museum/obj>1", 3),
        ("director/ROOT>0 of/case>3 Orme/compound>3 Museum/nmod>0", 2),
        (
            "curator/ROOT>0 of/case>2 prints/nmod>0 at/case>5 Orme/compound>5 "
            "Museum/nmod>2",
            4,
        ),
        ("They/nsubj>1 gave/ROOT>1 Orme/compound>3 Museum/iobj>1 it/obj>1", 2),
        ("at/case>2 Orme/compound>2 Museum/ROOT>2 which/nsubj>4 bought/acl:relcl>2", 1),
        ("bought/ROOT>0 by/case>3 Orme/compound>3 Museum/obl>0", 2),
        ("She/nsubj>1 gave/ROOT>1 it/obj>1 to/case>5 Orme/compound>5 Museum/obl>1", 4),
        (
            "Acme/nsubj>4 and/cc>3 Orme/compound>3 Museum/conj>0 announced/ROOT>4 "
            "it/obj>4",
            2,
        ),
    ],
)
def test_a_museum_that_acts_is_an_organisation(tree: str, start: int) -> None:
    assert kinds(tree, (start, start + 2, "GPE")) == {"Orme Museum": ORGANISATION}


@pytest.mark.parametrize(
    "tree",
    [
        "She/nsubj>1 sang/ROOT>1 at/case>4 Orme/compound>4 Museum/obl>1",
        "paintings/ROOT>0 in/case>3 Orme/compound>3 Museum/nmod>0",
        "bought/ROOT>0 near/case>3 Orme/compound>3 Museum/obl>0",
    ],
)
def test_a_museum_where_something_is_stays_a_place(tree: str) -> None:
    words = [token.rsplit("/", 1)[0] for token in tree.split()]
    at = words.index("Orme")
    assert kinds(tree, (at, at + 2, "GPE")) == {"Orme Museum": PLACE}


def test_a_town_that_acts_stays_a_place() -> None:
    tree = "Orme/compound>1 Bay/nsubj>2 announced/ROOT>2 it/obj>2"
    assert kinds(tree, (0, 2, "GPE")) == {"Orme Bay": PLACE}


def test_one_place_where_it_acts_decides_for_all() -> None:
    tree = (
        "near/case>2 Orme/compound>2 Museum/nmod>4 people/nsubj>4 slept/ROOT>4 "
        "Orme/compound>6 Museum/nsubj>7 announced/ROOT>7 it/obj>7"
    )
    found = kinds(tree, (1, 3, "GPE"), (5, 7, "GPE"))
    assert found == {"Orme Museum": ORGANISATION}


def test_what_the_only_museum_does_is_said_of_its_name() -> None:
    tree = (
        "in/case>2 Orme/compound>2 Museum/ROOT>2 the/det>4 museum/nsubj>5 "
        "announced/ROOT>5 it/obj>5"
    )
    assert kinds(tree, (1, 3, "GPE")) == {"Orme Museum": ORGANISATION}


def test_what_the_museum_does_is_nobodys_where_there_are_two() -> None:
    tree = (
        "in/case>2 Orme/compound>2 Museum/ROOT>2 near/case>5 Vey/compound>5 "
        "Museum/nmod>2 the/det>7 museum/nsubj>8 announced/ROOT>8 it/obj>8"
    )
    found = kinds(tree, (1, 3, "GPE"), (4, 6, "GPE"))
    assert found == {"Orme Museum": PLACE, "Vey Museum": PLACE}


def test_what_its_abbreviation_does_is_said_of_its_name() -> None:
    tree = (
        "in/case>4 Orme/compound>4 Modern/compound>4 Art/compound>4 Gallery/ROOT>4 "
        "(/punct>6 OMG/appos>4 )/punct>6 OMG/compound>9 director/nsubj>10 left/ROOT>10"
    )
    found = kinds(tree, (1, 5, "GPE"))
    assert found["Orme Modern Art Gallery"] == ORGANISATION


def test_a_post_behind_where_makes_an_organisation() -> None:
    tree = (
        "at/case>2 Orme/compound>2 Gallery/ROOT>2 ,/punct>6 where/advmod>6 he/nsubj>6 "
        "is/acl>2 chief/compound>8 curator/obj>6"
    )
    assert kinds(tree, (1, 3, "GPE")) == {"Orme Gallery": ORGANISATION}


SHORT = (
    "Orme/compound>1 Museum/nsubj>2 announced/ROOT>2 it/obj>2 {led}/case>6 "
    "the/det>6 Orme/obl>2"
)


@pytest.mark.parametrize("label", ["GPE", "PERSON"])
def test_the_short_form_of_a_museum_is_an_organisation(label: str) -> None:
    tree = SHORT.format(led="at")
    found = kinds(tree, (0, 2, "ORG"), (6, 7, label))
    assert found == {"Orme Museum": ORGANISATION, "Orme": ORGANISATION}


def test_the_family_of_a_museums_name_stays_people() -> None:
    tree = (
        "Orme/compound>1 Museum/nsubj>2 announced/ROOT>2 it/obj>2 the/det>6 "
        "Orme/compound>6 family/nsubj>7 left/conj>2"
    )
    found = kinds(tree, (0, 2, "ORG"), (5, 6, "PERSON"))
    assert found["Orme"] == PERSON


def test_a_short_form_stays_a_persons_where_somebody_is_called_so() -> None:
    tree = f"{SHORT.format(led='at')} Ann/compound>8 Orme/ROOT>8"
    found = kinds(tree, (0, 2, "ORG"), (6, 7, "PERSON"), (7, 9, "PERSON"))
    assert found["Orme"] == PERSON


@pytest.mark.parametrize(
    ("name", "head", "core"),
    [
        ("Orme Museum", "Museum", "Orme"),
        ("Orme Art Museum", "Museum", "Orme"),
        ("Orme Museum of Tides", "Museum", "Orme"),
        ("Orme museum", "museum", "Orme"),
        ("Museum of Tides", "Museum", ""),
        ("Museum", "", ""),
        ("Orme Museum Street", "", ""),
        ("Orme", "", ""),
    ],
)
def test_head_and_core_of_a_house(name: str, head: str, core: str) -> None:
    assert houses.head_of(name) == head
    assert houses.core_of(name) == core
