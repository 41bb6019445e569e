"""The graph, its parts, and the contract of its attributes."""

import math

import networkx as nx
import pytest

from kg.errors import SettingsError
from kg.export.graphml import EDGE_FIELDS, NODE_FIELDS
from kg.graph import COLOURS, assemble, filter_graph, neighbourhood
from kg.records import KINDS, CoOccurrence, Edge, Entity, Evidence


def entity(name: str, kind: str = "person", mentions: int = 1) -> Entity:
    return Entity(name, kind, name.title(), ((name.title(), mentions),), mentions, 1)


def edge(
    source: str,
    target: str,
    relation: str = "owner_of",
    *,
    status: str = "asserted",
    weight: float = 1.0,
    dates: tuple[str, ...] = ("",),
) -> Edge:
    evidence = tuple(
        Evidence(f"d{number}", 0, 5, f"quote {number}", "rule", status, date)
        for number, date in enumerate(dates)
    )
    key = f"{source}-{relation}-{status}-{target}"
    label = relation.replace("_", " ")
    return Edge(key, source, target, relation, label, True, status, weight, evidence)


def cooccurrence(source: str, target: str, weight: float = 0.3) -> CoOccurrence:
    return CoOccurrence(
        f"{source}+{target}",
        source,
        target,
        "co_occurs_with",
        "co-occurs with",
        False,
        "asserted",
        weight,
        (Evidence("d0", 0, 5, "quote", "same sentence", "asserted", "2020"),),
        sentences=70,
        documents=30,
        first_date="1999",
        last_date="2021-05",
    )


FOUR = [entity("ann"), entity("bob"), entity("oak", "organisation"), entity("elm")]


def test_assemble_gives_exactly_the_attributes_of_the_contract() -> None:
    graph = assemble(FOUR, [edge("ann", "oak")])
    for _, data in graph.nodes(data=True):
        assert list(data) == list(NODE_FIELDS)
        assert all(isinstance(data[name], kind) for name, kind in NODE_FIELDS.items())
    for _, _, data in graph.edges(data=True):
        assert list(data) == list(EDGE_FIELDS)
        assert all(isinstance(data[name], kind) for name, kind in EDGE_FIELDS.items())


def test_assemble_uses_edge_ids_as_keys() -> None:
    graph = assemble(FOUR, [edge("ann", "oak"), edge("ann", "oak", "founder_of")])
    assert [key for _, _, key in graph.edges(keys=True)] == [
        "ann-founder_of-asserted-oak",
        "ann-owner_of-asserted-oak",
    ]


def test_assemble_joins_aliases_most_frequent_first() -> None:
    names = (("Ann Lee", 5), ("Lee | Co", 2))
    graph = assemble([Entity("a", "person", "Ann Lee", names, 7, 1)], [])
    assert graph.nodes["a"]["aliases"] == "Ann Lee | Lee / Co"


def test_assemble_sums_up_the_evidence() -> None:
    found = edge("ann", "oak", dates=("2020-05-01", "", "2019"))
    data = assemble(FOUR, [found]).edges["ann", "oak", found.id]
    assert (data["evidence"], data["documents"]) == (3, 3)
    assert (data["first_date"], data["last_date"]) == ("2019", "2020-05-01")
    assert (data["quote"], data["source_document"]) == ("quote 0", "d0")


def test_assemble_takes_the_true_counts_of_a_cooccurrence() -> None:
    data = assemble(FOUR, [cooccurrence("ann", "bob")]).edges["ann", "bob", "ann+bob"]
    assert (data["evidence"], data["documents"]) == (70, 30)
    assert (data["first_date"], data["last_date"]) == ("1999", "2021-05")


def test_assemble_does_not_depend_on_the_order() -> None:
    edges = [edge("ann", "oak"), edge("bob", "oak"), cooccurrence("ann", "bob")]
    one, other = assemble(FOUR, edges), assemble(FOUR[::-1], edges[::-1])
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(
        other.edges(keys=True, data=True)
    )


def test_assemble_keeps_isolated_entities_unless_told_otherwise() -> None:
    edges = [edge("ann", "oak")]
    assert len(assemble(FOUR, edges)) == 4
    assert sorted(assemble(FOUR, edges, isolated=False)) == ["ann", "oak"]


def test_assemble_leaves_out_edges_to_entities_that_were_dropped() -> None:
    assert not assemble(FOUR[:2], [edge("ann", "oak")]).edges


def test_assemble_of_nothing_is_an_empty_graph() -> None:
    assert len(assemble([], [])) == 0


def test_assemble_sizes_by_stated_relations_before_cooccurrences() -> None:
    graph = assemble(FOUR, [edge("ann", "oak"), cooccurrence("bob", "elm")])
    assert graph.nodes["ann"]["size"] > graph.nodes["bob"]["size"]


def test_every_kind_has_a_colour_of_its_own() -> None:
    assert set(COLOURS) == set(KINDS)
    assert len(set(COLOURS.values())) == len(COLOURS)


@pytest.fixture
def graph() -> "nx.MultiDiGraph[str]":
    return assemble(
        [*FOUR, entity("zoe")],
        [
            edge("ann", "oak", dates=("2010-03-01", "2015-06-01")),
            edge("bob", "oak", "invested_in", status="possible", dates=("2020",)),
            edge("ann", "elm", "sued", weight=4),
            cooccurrence("ann", "bob"),
        ],
    )


def relations(graph: "nx.MultiDiGraph[str]") -> list[str]:
    return sorted(data["relation"] for _, _, data in graph.edges(data=True))


def test_filter_graph_without_filters_copies(graph: "nx.MultiDiGraph[str]") -> None:
    part = filter_graph(graph)
    assert nx.utils.graphs_equal(part, graph)
    assert part is not graph


def test_filter_graph_keeps_kinds(graph: "nx.MultiDiGraph[str]") -> None:
    assert sorted(filter_graph(graph, kinds=["organisation"])) == ["oak"]


def test_filter_graph_drops_nodes_that_lose_all_edges(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    part = filter_graph(graph, relations=["sued"])
    assert sorted(part) == ["ann", "elm", "zoe"]


def test_filter_graph_keeps_statuses(graph: "nx.MultiDiGraph[str]") -> None:
    assert relations(filter_graph(graph, statuses=["possible"])) == ["invested_in"]


def test_filter_graph_keeps_heavy_edges(graph: "nx.MultiDiGraph[str]") -> None:
    assert relations(filter_graph(graph, min_weight=2)) == ["sued"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2012", "", ["co_occurs_with", "invested_in", "owner_of"]),
        ("2016", "", ["co_occurs_with", "invested_in"]),
        ("2020-07", "", ["co_occurs_with", "invested_in"]),
        ("", "2010-02", ["co_occurs_with"]),
        ("", "2010", ["co_occurs_with", "owner_of"]),
        ("2012", "2013", ["co_occurs_with", "owner_of"]),
        ("2022", "", []),
    ],
)
def test_filter_graph_keeps_a_period(
    graph: "nx.MultiDiGraph[str]", since: str, until: str, expected: list[str]
) -> None:
    assert relations(filter_graph(graph, since=since, until=until)) == expected


@pytest.mark.parametrize("date", ["last year", "2020-5", "20200501"])
def test_filter_graph_refuses_what_is_no_date(
    graph: "nx.MultiDiGraph[str]", date: str
) -> None:
    with pytest.raises(SettingsError, match="since"):
        filter_graph(graph, since=date)


def test_filter_graph_leaves_its_argument_alone(graph: "nx.MultiDiGraph[str]") -> None:
    before = graph.copy()
    filter_graph(graph, relations=["sued"], kinds=["person"])
    assert nx.utils.graphs_equal(graph, before)


def test_neighbourhood_goes_against_the_arrows_too(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    assert sorted(neighbourhood(graph, "oak")) == ["ann", "bob", "oak"]
    assert sorted(neighbourhood(graph, "oak", hops=2)) == ["ann", "bob", "elm", "oak"]


def test_neighbourhood_is_a_copy(graph: "nx.MultiDiGraph[str]") -> None:
    neighbourhood(graph, "oak").nodes["oak"]["label"] = "changed"
    assert graph.nodes["oak"]["label"] == "Oak"


def test_weights_and_places_are_finite(graph: "nx.MultiDiGraph[str]") -> None:
    for _, data in graph.nodes(data=True):
        assert all(math.isfinite(data[name]) for name in ("x", "y", "size"))
