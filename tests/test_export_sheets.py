"""The files of a run, written from tables, are those of the same graph of networkx."""

import csv
from pathlib import Path

import networkx as nx
import pyarrow as pa
import pytest
from graphs import draw
from hostile import HOSTILE

from kg.edges.links import EDGES, EVIDENCE
from kg.export import Run, write_evidence, write_graphml, write_run, write_tables
from kg.export.runs import MEASURES
from kg.records import Entity
from kg.records import Evidence as Sentence

TEXTS = [text for text in HOSTILE.values() if "\ud800" not in text]
ENTITIES = [
    Entity(f"p-{at:02}", "person", text, ((text, 2), ("x", 1)), at, 1, (text,))
    for at, text in enumerate(TEXTS)
]


def edge(at: int, text: str) -> dict[str, object]:
    """Return an edge with a text in every field; every third is not drawn."""
    numbers = {"weight": at + 0.25, "evidence": 1, "documents": 1}
    fixed = {"directed": at % 2 == 0, "first_date": "2020", "last_date": ""}
    told = {"relation": text or "r", "label": text, "status": "asserted", "quote": text}
    measured = {"npmi": 0.5, "log_likelihood": 4.25, "drawn": at % 3 > 0}
    ends = {"edge_id": f"e-{at:02}", "source": at, "target": at + 1}
    return {**ends, **numbers, **fixed, **told, **measured, "source_document": text}


ROWS = [edge(at, text) for at, text in enumerate(TEXTS[:-1])]
DRAWN = [row for row in ROWS if row["drawn"]]
SENTENCES = {
    row["edge_id"]: [Sentence("d", 1, 2, row["quote"], row["label"], "asserted")]
    for row in DRAWN
}
CITED = [
    {"edge_id": key, **{name: getattr(item, name) for name in EVIDENCE.names[1:]}}
    for key, items in SENTENCES.items()
    for item in items
]


def network(nodes: pa.Table, edges: pa.Table) -> nx.MultiDiGraph:
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    ids = nodes["id"].to_pylist()
    for node in nodes.to_pylist():
        graph.add_node(node.pop("id"), **node)
    for row in edges.drop_columns(MEASURES).to_pylist():
        ends = [ids[row.pop(end)] for end in ("source", "target")]
        graph.add_edge(*ends, key=row["edge_id"], **row)
    return graph


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Write the files from tables, and from a graph of the drawn edges."""
    run, plain = tmp_path_factory.mktemp("run"), tmp_path_factory.mktemp("plain")
    edges = pa.Table.from_pylist(ROWS, EDGES)
    drawn = edges.filter(edges["drawn"])
    nodes = draw(ENTITIES, [drawn])
    cited = pa.Table.from_pylist(CITED, EVIDENCE)
    write_run(Run(nodes, lambda: [edges[:5], edges[5:]]), run)
    write_evidence([cited], run)
    graph = network(nodes, drawn)
    write_graphml(graph, plain / "graph.graphml")
    write_tables(graph, SENTENCES, plain)
    return run, plain


@pytest.mark.parametrize("name", ["graph.graphml", "nodes.csv", "evidence.csv"])
def test_files_of_a_run_are_those_of_its_graph(
    written: tuple[Path, Path], name: str
) -> None:
    run, plain = written
    assert (run / name).read_bytes() == (plain / name).read_bytes()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_of_edges_has_all_of_them_and_says_which_are_drawn(
    written: tuple[Path, Path],
) -> None:
    run, plain = written
    found = rows(run / "edges.csv")
    assert len(found) == len(ROWS)
    assert {row["npmi"] for row in found} == {"0.5"}
    drawn = [
        {name: value for name, value in row.items() if name not in MEASURES}
        for row in found
        if row["drawn"] == "true"
    ]
    assert drawn == rows(plain / "edges.csv")


def test_a_stated_relation_has_no_measures(tmp_path: Path) -> None:
    row = {**ROWS[1], "npmi": None, "log_likelihood": None}
    edges = pa.Table.from_pylist([row], EDGES)
    nodes = draw(ENTITIES, [edges])
    cited = pa.Table.from_pylist([], EVIDENCE)
    write_run(Run(nodes, lambda: [edges]), tmp_path)
    write_evidence([cited], tmp_path)
    (found,) = rows(tmp_path / "edges.csv")
    assert [found[name] for name in MEASURES] == ["", "", "true"]


def test_parallel_edges_have_the_types_of_the_graph_wherever_tables_end(
    tmp_path: Path,
) -> None:
    parallel = [
        edge(at, "x") | {"source": at // 4, "target": at // 4 + 1, "drawn": True}
        for at in range(40)
    ]
    for at, row in enumerate(parallel):
        row["status"] = ("asserted", "denied", "asserted")[at % 3]
        row["label"], row["relation"] = "ab"[at % 2], ("", "x")[at % 5 > 0]
    edges = pa.Table.from_pylist(parallel, EDGES)
    nodes = draw(ENTITIES, [edges])
    tables = [edges[:6], edges[6:7], edges[7:7], edges[7:]]
    write_run(Run(nodes, lambda: tables), tmp_path)
    graph = network(nodes, edges)
    write_graphml(graph, tmp_path / "plain.graphml")
    written = (tmp_path / "graph.graphml").read_bytes()
    assert written == (tmp_path / "plain.graphml").read_bytes()


@pytest.mark.parametrize("number", [0.0, -0.0, 1e-7, 0.1, 1e16, 123456789.125])
def test_numbers_are_written_as_python_writes_them(
    tmp_path: Path, number: float
) -> None:
    row = edge(1, "x") | {"weight": number, "npmi": -number}
    edges = pa.Table.from_pylist([row, edge(2, "x") | {"weight": 0.0}], EDGES)
    write_run(Run(draw(ENTITIES, []), lambda: [edges]), tmp_path)
    first = rows(tmp_path / "edges.csv")[0]
    assert [first["weight"], first["npmi"]] == [repr(number), repr(-number)]


def test_chunks_of_a_long_file_end_where_those_of_the_graph_end(tmp_path: Path) -> None:
    texts = ["é" * (at * 37 % 9000) for at in range(300)]
    entities = [
        Entity(f"p-{at:03}", "person", text or "x", ((text, 1),), 1, 1)
        for at, text in enumerate([*texts, "z" * 70_000, *texts])
    ]
    nodes = draw(entities, [])
    write_run(Run(nodes, list), tmp_path)
    write_graphml(network(nodes, EDGES.empty_table()), tmp_path / "plain.graphml")
    written = (tmp_path / "graph.graphml").read_bytes()
    assert written == (tmp_path / "plain.graphml").read_bytes()
