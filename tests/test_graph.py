"""The nodes of a graph, its parts, and the contract of its attributes."""

import networkx as nx
import numpy as np
import pyarrow as pa
import pytest
from graphs import Edge, assemble, draw

from kg.errors import SettingsError
from kg.export.rows import NODE_FIELDS
from kg.graph import COLOURS, described, filter_graph, neighbourhood, tied
from kg.records import KINDS, Entity, Evidence


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


def cooccurrence(source: str, target: str) -> Edge:
    evidence = tuple(
        Evidence("d0", 0, 5, "quote", "same sentence", "asserted", date)
        for date in ("1999", "2021-05")
    )
    return Edge(
        f"{source}+{target}",
        source,
        target,
        "co_occurs_with",
        "co-occurs with",
        False,
        "asserted",
        0.3,
        evidence,
    )


FOUR = [entity("ann"), entity("bob"), entity("oak", "organisation"), entity("elm")]


def ties(*edges: tuple[int, int, str, str, float]) -> dict[tuple[int, int], float]:
    names = ("source", "target", "relation", "status", "weight")
    rows = [dict(zip(names, edge, strict=True)) for edge in edges]
    links, weights = tied([pa.Table.from_pylist([row]) for row in rows])
    return dict(zip(map(tuple, links.tolist()), weights.tolist(), strict=True))


def test_nodes_have_exactly_the_attributes_of_the_contract() -> None:
    for row in draw(FOUR, []).to_pylist():
        assert list(row) == ["id", *NODE_FIELDS]
        assert all(isinstance(row[name], kind) for name, kind in NODE_FIELDS.items())


def test_described_joins_aliases_most_frequent_first() -> None:
    names = (("Ann Lee", 5), ("Lee | Co", 2))
    (row,) = described([Entity("a", "person", "Ann Lee", names, 7, 1)]).to_pylist()
    assert (row["aliases"], row["alias_counts"]) == ("Ann Lee | Lee / Co", "5 | 2")


def test_described_gives_a_kind_of_which_it_knows_nothing_a_colour() -> None:
    (row,) = described([entity("a", "ship")]).to_pylist()
    assert [row[name] for name in "rgb"] == [153, 153, 153]


def test_tied_takes_the_logarithm_of_sentences_and_half_of_what_is_not_sure() -> None:
    found = ties(
        (0, 1, "met", "asserted", 1.0),
        (0, 2, "met", "possible", 1.0),
        (1, 2, "met", "negated", np.e),
        (2, 3, "co_occurs_with", "asserted", 0.25),
    )
    assert found == pytest.approx({(0, 1): 1, (0, 2): 0.5, (1, 2): 1, (2, 3): 0.25})


def test_tied_adds_up_the_edges_of_a_pair_whichever_way_they_point() -> None:
    edges = [(3, 1, "met", "asserted", 1.0), (1, 3, "sued", "asserted", 1.0)]
    assert ties(*edges) == {(1, 3): 2.0}


def test_tied_of_nothing_is_nothing() -> None:
    assert ties() == {}


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


def test_filter_graph_refuses_a_period_that_ends_before_it_begins(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    with pytest.raises(SettingsError, match="since 2020-05 is later than until 2019"):
        filter_graph(graph, since="2020-05", until="2019")


@pytest.mark.parametrize("what", ["kinds", "relations", "statuses"])
def test_filter_graph_refuses_what_nothing_has(
    graph: "nx.MultiDiGraph[str]", what: str
) -> None:
    with pytest.raises(SettingsError, match="'unheard_of' in this graph"):
        filter_graph(graph, **{what: ["unheard_of"]})


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
