"""Finding names, explaining links, and saying both in plain words."""

from dataclasses import replace

import networkx as nx
import pytest
from graphs import Edge, assemble

from kg.errors import KgError
from kg.graph.questions import card, explain, explanation, find, find_one
from kg.records import Entity, Evidence

NAMES = {
    "p-1": ("person", "Helena Brandt", ("Helena Brandt", "Brandt", "H. Brandt"), 9),
    "p-2": ("person", "Oskar Brandt", ("Oskar Brandt",), 2),
    "o-1": ("organisation", "Norvik Shipping", ("Norvik Shipping", "Norvik"), 7),
    "o-2": ("organisation", "Baltic Freight", ("Baltic Freight",), 3),
    "o-3": ("organisation", "Volta", ("Volta",), 1),
    "o-4": ("initiative", "Volta", ("Volta",), 1),
    "o-5": ("organisation", "Alone Ltd", ("Alone Ltd",), 1),
}


def edge(
    source: str, target: str, relation: str, weight: float, status: str = "asserted"
) -> Edge:
    key = f"{source}>{relation}>{target}"
    quote = Evidence("a.txt", 0, 9, f"Sentence\nof {key}.", "rule", status, "2020")
    label = relation.replace("_", " ")
    plain = relation != "co_occurs_with"
    return Edge(key, source, target, relation, label, plain, status, weight, (quote,))


EDGES = [
    edge("p-1", "o-1", "founder_of", 3),
    edge("p-1", "o-1", "chair_of", 1),
    edge("o-1", "p-1", "co_occurs_with", 0.9),
    edge("o-1", "o-2", "acquired", 2),
    edge("o-2", "p-2", "co_occurs_with", 0.5),
    edge("p-2", "o-3", "co_occurs_with", 0.5),
    edge("o-1", "o-3", "sued", 1, "possible"),
]
EVIDENCE = {item.id: item.evidence for item in EDGES}


@pytest.fixture(scope="module")
def graph() -> "nx.MultiDiGraph[str]":
    entities = [
        Entity(key, kind, name, tuple((form, 1) for form in forms), count, 1)
        for key, (kind, name, forms, count) in NAMES.items()
    ]
    return assemble(entities, EDGES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Helena Brandt", ["p-1"]),
        ("helena brandt ", ["p-1"]),
        ("Brandt", ["p-1", "p-2"]),
        ("norvik", ["o-1"]),
        ("Shipping", ["o-1"]),
        ("p-2", ["p-2"]),
        ("Baltik Freigt", ["o-2"]),
        ("Volta", ["o-3", "o-4"]),
    ],
)
def test_find_puts_the_likeliest_first(
    graph: "nx.MultiDiGraph[str]", name: str, expected: list[str]
) -> None:
    assert find(graph, name)[: len(expected)] == expected


@pytest.mark.parametrize("name", ["", "   ", "???", "\x00", "quite another thing 17"])
def test_find_of_nothing_known_is_empty(
    graph: "nx.MultiDiGraph[str]", name: str
) -> None:
    assert find(graph, name) == []


def test_find_puts_the_more_often_named_of_equals_first() -> None:
    entities = [
        Entity("a", "person", "Bo Quist", (("Quist", 1),), 1, 1),
        Entity("b", "person", "Ann Quist", (("Quist", 9),), 9, 1),
    ]
    assert find(assemble(entities, []), "Quist") == ["b", "a"]


def test_find_knows_a_name_without_letters() -> None:
    entities = [Entity("a", "organisation", "!!!", (("!!!", 1),), 1, 1)]
    assert find(assemble(entities, []), " !!! ") == ["a"]


def test_find_one_takes_an_alias(graph: "nx.MultiDiGraph[str]") -> None:
    assert find_one(graph, "Brandt") == "p-1"


def test_find_one_suggests_similar_names(graph: "nx.MultiDiGraph[str]") -> None:
    with pytest.raises(
        KgError, match=r"Norvik Shiping Co.*did you mean Norvik Shipping"
    ):
        find_one(graph, "Norvik Shiping Co")


def test_find_one_names_all_candidates_with_their_ids(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    with pytest.raises(KgError, match=r"organisation, o-3.*initiative, o-4"):
        find_one(graph, "Volta")


def test_explain_lists_direct_edges_stated_ones_first(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    expected = [
        ["p-1>founder_of>o-1"],
        ["p-1>chair_of>o-1"],
        ["o-1>co_occurs_with>p-1"],
    ]
    assert explain(graph, "p-1", "o-1") == expected
    assert explain(graph, "o-1", "p-1") == expected


def test_explain_finds_paths_by_their_support(graph: "nx.MultiDiGraph[str]") -> None:
    paths = explain(graph, "p-1", "p-2")
    assert paths == [
        ["p-1>founder_of>o-1", "o-1>acquired>o-2", "o-2>co_occurs_with>p-2"],
        ["p-1>founder_of>o-1", "o-1>sued>o-3", "p-2>co_occurs_with>o-3"],
    ]


def test_explain_prefers_two_stated_steps_to_one_shared_sentence() -> None:
    entities = [Entity(key, "person", key, ((key, 1),), 1, 1) for key in "abcd"]
    edges = [
        edge("a", "b", "co_occurs_with", 0.9),
        edge("b", "d", "co_occurs_with", 0.9),
        edge("a", "c", "met", 5),
        edge("c", "d", "met", 5),
    ]
    paths = explain(assemble(entities, edges), "a", "d")
    assert paths[0] == ["a>met>c", "c>met>d"]


def test_explain_prefers_what_is_asserted_to_what_is_possible() -> None:
    entities = [Entity(key, "person", key, ((key, 1),), 1, 1) for key in "abcd"]
    edges = [
        edge("a", "b", "met", 5, "possible"),
        edge("b", "d", "met", 5),
        edge("a", "c", "met", 5),
        edge("c", "d", "met", 5),
    ]
    paths = explain(assemble(entities, edges), "a", "d")
    assert paths == [["a>met>c", "c>met>d"], ["a>met>b", "b>met>d"]]


@pytest.mark.parametrize(("left", "right"), [("p-1", "o-5"), ("p-1", "p-1")])
def test_explain_is_empty_where_nothing_links(
    graph: "nx.MultiDiGraph[str]", left: str, right: str
) -> None:
    assert explain(graph, left, right) == []


def test_card_shows_names_relations_and_sentences(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    text = card(graph, EVIDENCE, "o-1", quotes=1)
    assert text.startswith("Norvik Shipping (organisation)")
    assert "also: Norvik Shipping | Norvik" in text
    assert "Helena Brandt — founder of → Norvik Shipping (1 sentence)" in text
    assert "Norvik Shipping — sued → Volta [possible] (1 sentence)" in text
    assert "“Sentence of o-1>acquired>o-2.” (a.txt, 2020)" in text


def test_card_puts_cooccurrences_last(graph: "nx.MultiDiGraph[str]") -> None:
    text = card(graph, EVIDENCE, "o-1")
    assert text.index("sued") < text.index("co occurs with")


def test_explanation_quotes_each_step_of_a_path(graph: "nx.MultiDiGraph[str]") -> None:
    text = explanation(graph, EVIDENCE, "p-1", "o-2", quotes=1)
    assert "No sentence links Helena Brandt and Baltic Freight directly" in text
    assert "“Sentence of p-1>founder_of>o-1.”" in text
    assert "“Sentence of o-1>acquired>o-2.”" in text


def test_explanation_says_so_where_nothing_links(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    text = explanation(graph, EVIDENCE, "p-1", "o-5")
    assert text == "Nothing links Helena Brandt and Alone Ltd."


def test_explanation_says_so_where_both_names_mean_one(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    said = explanation(graph, EVIDENCE, "o-1", "o-1")
    assert said == "Both names mean Norvik Shipping."


def test_explanation_names_who_says_so(graph: "nx.MultiDiGraph[str]") -> None:
    key = EDGES[3].id
    told = {key: [replace(EVIDENCE[key][0], speaker="Ida Roe")]}
    text = explanation(graph, told, "o-1", "o-2")
    assert "(a.txt, 2020; according to Ida Roe)" in text
    assert "according to" not in explanation(graph, EVIDENCE, "o-1", "o-2")
