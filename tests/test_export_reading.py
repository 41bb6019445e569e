"""Reading a run back: what was written, or one line that says what is wrong."""

import csv
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from graphs import Edge, assemble
from hostile import ENTITIES, EVIDENCE, GRAPH

from kg.errors import RunError
from kg.export import read_run, write_tables
from kg.export.rows import cleaned, cleaned_quotes
from kg.records import Entity, Evidence


def write_run(folder: Path) -> Path:
    write_tables(GRAPH, EVIDENCE, folder)
    return folder


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("run"))


def test_read_run_gives_back_graph_and_evidence(run: Path) -> None:
    graph, evidence = read_run(run)
    expected = cleaned(GRAPH)
    assert list(graph.nodes(data=True)) == list(expected.nodes(data=True))
    assert list(graph.edges(keys=True, data=True)) == list(
        expected.edges(keys=True, data=True)
    )
    assert evidence == {
        key: tuple(Evidence(**item) for item in items)
        for key, items in cleaned_quotes(GRAPH, EVIDENCE).items()
    }


def test_read_run_gives_back_a_tame_graph_as_it_was(tmp_path: Path) -> None:
    tame = [Entity(key, "person", f"Name {key}", (("N", 1),), 1, 1) for key in "ab"]
    item = Evidence("d.txt", 0, 9, "He met it", "rule", "asserted", "2020", "He", "it")
    edge = Edge("e", "a", "b", "met", "met", False, "asserted", 1.0, (item,))
    graph = assemble(tame, [edge])
    write_tables(graph, {"e": (item,)}, tmp_path)
    again, evidence = read_run(tmp_path)
    assert nx.utils.graphs_equal(again, graph)
    assert evidence == {"e": (item,)}


def test_read_run_takes_a_path_as_text(run: Path) -> None:
    assert len(read_run(str(run))[0]) == len(GRAPH)


def test_read_run_of_an_empty_graph(tmp_path: Path) -> None:
    write_tables(assemble([], []), {}, tmp_path)
    graph, evidence = read_run(tmp_path)
    assert (len(graph), evidence) == (0, {})


def no_nodes(folder: Path) -> None:
    (folder / "nodes.csv").unlink()


def no_edges(folder: Path) -> None:
    (folder / "edges.csv").unlink()


def no_evidence(folder: Path) -> None:
    (folder / "evidence.csv").unlink()


def cut_edges(folder: Path) -> None:
    path = folder / "edges.csv"
    path.write_text(path.read_text(encoding="utf-8") + "e-1,a,b\n", encoding="utf-8")


def no_weight(folder: Path) -> None:
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index("weight")] = ""
    with (folder / "edges.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def other_nodes(folder: Path) -> None:
    write_tables(assemble([], []), {}, folder / "other")
    (folder / "other" / "nodes.csv").replace(folder / "nodes.csv")


def other_table(folder: Path) -> None:
    (folder / "nodes.csv").write_text("<html/>")


def cut_evidence(folder: Path) -> None:
    path = folder / "evidence.csv"
    path.write_text(path.read_text(encoding="utf-8") + "e-1,d\n", encoding="utf-8")


def no_columns(folder: Path) -> None:
    (folder / "evidence.csv").write_text("a,b\n1,2\n")


def no_text(folder: Path) -> None:
    (folder / "evidence.csv").write_bytes(b"\xff\xfe\x00")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (no_nodes, "nodes.csv is missing"),
        (no_edges, "edges.csv is missing"),
        (no_evidence, "evidence.csv is missing"),
        (cut_edges, "edges.csv: damaged"),
        (no_weight, "edges.csv: damaged"),
        (other_nodes, "edges.csv: damaged"),
        (other_table, "nodes.csv: damaged"),
        (cut_evidence, "evidence.csv: damaged"),
        (no_columns, "evidence.csv: damaged"),
        (no_text, "evidence.csv: damaged"),
    ],
)
def test_read_run_says_in_one_line_what_is_wrong(
    tmp_path: Path, damage: Callable[[Path], None], words: str
) -> None:
    damage(write_run(tmp_path))
    with pytest.raises(RunError, match=words) as raised:
        read_run(tmp_path)
    assert len(str(raised.value).splitlines()) == 1


def test_read_run_of_no_folder_names_it() -> None:
    with pytest.raises(RunError, match="no/such/run"):
        read_run(Path("no/such/run"))


def test_read_run_takes_very_long_sentences(tmp_path: Path) -> None:
    item = Evidence("d", 0, 9, "word " * 100_000, "rule", "asserted")
    one, other = ENTITIES[0].id, ENTITIES[1].id
    edge = Edge("e", one, other, "met", "met", False, "asserted", 1.0, (item,))
    graph = assemble(ENTITIES, [edge])
    write_tables(graph, {"e": (item,)}, tmp_path)
    assert read_run(tmp_path)[1]["e"] == (item,)
