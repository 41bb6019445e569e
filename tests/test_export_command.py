"""`kg export`: every format, parts of a graph, and what it refuses."""

import csv
from pathlib import Path

import networkx as nx
import pytest
from graphs import Edge, assemble
from typer.testing import CliRunner

from kg import cli
from kg.cli.export import Format
from kg.errors import KgError
from kg.export import (
    DEFAULT_NAMES,
    RUN_FILES,
    WRITERS,
    read_graphml,
    write_graphml,
    write_tables,
)
from kg.records import Entity, Evidence


def edge(source: str, target: str, relation: str, date: str) -> Edge:
    item = Evidence("d.txt", 0, 4, "Yes.", "rule", "asserted", date)
    key = f"e-{source}-{target}"
    return Edge(key, source, target, relation, relation, True, "asserted", 1.0, (item,))


@pytest.fixture
def run(tmp_path: Path) -> Path:
    entities = [
        Entity(key, kind, name, ((name, 1),), 1, 1)
        for key, kind, name in (
            ("a", "person", "Ada Brook"),
            ("b", "organisation", "Bolt"),
            ("c", "organisation", "Crane"),
            ("d", "person", "Dora Elm"),
        )
    ]
    edges = [
        edge("a", "b", "founder_of", "2019"),
        edge("b", "c", "acquired", "2021"),
        edge("d", "c", "chair_of", "2022"),
    ]
    graph = assemble(entities, edges)
    folder = tmp_path / "run"
    folder.mkdir()
    write_graphml(graph, folder / "graph.graphml")
    write_tables(graph, {item.id: item.evidence for item in edges}, folder)
    return folder


def exported(run: Path, *words: str) -> "nx.MultiDiGraph[str]":
    target = run.parent / "part.graphml"
    command = ["export", str(run), "--format", "graphml", "-o", str(target), *words]
    result = CliRunner().invoke(cli.app, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return read_graphml(target)


def test_every_format_can_be_asked_for() -> None:
    assert {item.value for item in Format} == set(WRITERS)


def test_export_takes_the_files_name_from_the_format(run: Path) -> None:
    result = CliRunner().invoke(cli.app, ["export", str(run), "--format", "neo4j"])
    assert result.exit_code == 0, result.output
    assert (run / DEFAULT_NAMES["neo4j"] / "relationships.csv").is_file()
    assert "4 entities, 3 edges" in result.output


@pytest.mark.parametrize(
    ("words", "nodes"),
    [
        (("--around", "Bolt"), "abc"),
        (("--around", "Bolt", "--hops", "2"), "abcd"),
        (("--kind", "organisation"), "bc"),
        (("--relation", "founder_of,chair_of"), "abcd"),
        (("--since", "2021"), "bcd"),
        (("--until", "2020"), "ab"),
        (("--min-weight", "0.5", "--status", "asserted"), "abcd"),
    ],
)
def test_export_writes_the_part_asked_for(
    run: Path, words: tuple[str, ...], nodes: str
) -> None:
    assert sorted(exported(run, *words)) == list(nodes)


def test_export_quotes_only_the_part_asked_for(run: Path) -> None:
    words = ["export", str(run), "--format", "spreadsheet", "--until", "2020"]
    CliRunner().invoke(cli.app, words, catch_exceptions=False)
    path = run / "spreadsheet" / "evidence.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["edge_id"] for row in csv.DictReader(file)] == ["e-a-b"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--around", "Bolt", "--kind", "person"), "other filters leave nothing"),
        (("--since", "2030"), "nothing passes"),
        (("--kind", "ship"), "no kind 'ship'"),
        (("--since", "soon"), "is not a date"),
        (("--around", "Zeppelin"), "nothing in this graph is called"),
    ],
)
def test_export_says_what_cannot_be_cut_out(
    run: Path, words: tuple[str, ...], message: str
) -> None:
    with pytest.raises(KgError, match=message):
        exported(run, *words)
    assert not (run.parent / "part.graphml").exists()


@pytest.mark.parametrize("name", [".", *RUN_FILES])
def test_export_writes_over_no_file_of_the_run(run: Path, name: str) -> None:
    before = {path.name: path.read_bytes() for path in run.iterdir()}
    words = ["export", str(run), "--format", "spreadsheet", "-o", str(run / name)]
    with pytest.raises(KgError, match="belongs to the run"):
        CliRunner().invoke(cli.app, words, catch_exceptions=False)
    assert {path.name: path.read_bytes() for path in run.iterdir()} == before
