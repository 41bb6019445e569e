"""Tables: of a run, for spreadsheets, for Gephi and for Neo4j."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hostile import EVIDENCE, GRAPH, HOSTILE

from kg.export import write_gephi, write_neo4j, write_spreadsheet, write_tables
from kg.export.placing import write_tables as write_table_files
from kg.export.rows import (
    EDGE_FIELDS,
    EDGE_ID,
    Row,
    clean_ids,
    cleaned,
    cleaned_quotes,
    edge_rows,
    edge_types,
    one_line,
)

PLAIN = cleaned(GRAPH)
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|\t")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    write_tables(GRAPH, EVIDENCE, folder)
    write_spreadsheet(GRAPH, EVIDENCE, folder / "spreadsheet")
    write_gephi(GRAPH, EVIDENCE, folder / "gephi")
    write_neo4j(GRAPH, EVIDENCE, folder / "neo4j")
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("nodes.csv", "id,label,entity_type,aliases,mentions,documents,"),
        ("edges.csv", "edge_id,source,target,relation,label,weight,directed,status,"),
        ("evidence.csv", "edge_id,document,start,end,quote,rule,status,date,"),
    ],
)
def test_tables_begin_with_the_columns_of_the_contract(
    run: Path, name: str, columns: str
) -> None:
    assert (run / name).read_text(encoding="utf-8").startswith(columns)


def test_tables_hold_names_as_they_are_on_one_line(run: Path) -> None:
    labels = [row["label"] for row in rows(run / "nodes.csv")]
    assert sorted(labels) == sorted(one_line(name) for name in HOSTILE.values())


def test_tables_name_the_ends_of_each_edge(run: Path) -> None:
    labels = {row["id"]: row["label"] for row in rows(run / "nodes.csv")}
    for row in rows(run / "edges.csv"):
        assert row["source_label"] == labels[row["source"]]
        assert row["target_label"] == labels[row["target"]]


def test_tables_agree_with_the_graph(run: Path) -> None:
    found = {row["edge_id"]: row for row in rows(run / "edges.csv")}
    assert len(found) == PLAIN.number_of_edges()
    for source, target, key, data in PLAIN.edges(keys=True, data=True):
        row = found[key]
        assert (row["source"], row["target"]) == (source, target)
        assert float(row["weight"]) == data["weight"]
        assert row["directed"] == str(data["directed"]).lower()
        assert {name: row[name] for name in ("label", "quote", "relation")} == {
            name: data[name] for name in ("label", "quote", "relation")
        }


def test_tables_have_one_row_of_evidence_per_sentence(run: Path) -> None:
    expected = [
        {"edge_id": key} | {name: str(value) for name, value in item.items()}
        for key, items in cleaned_quotes(GRAPH, EVIDENCE).items()
        for item in items
    ]
    assert rows(run / "evidence.csv") == expected


def test_tables_end_lines_with_a_line_feed_alone(run: Path) -> None:
    for path in run.rglob("*.csv"):
        assert b"\r" not in path.read_bytes(), path


def test_pandas_reads_the_tables(run: Path) -> None:
    frame = pd.read_csv(run / "edges.csv", keep_default_na=False)
    assert list(frame["weight"]) == [data for _, _, data in PLAIN.edges(data="weight")]
    assert frame["directed"].dtype == bool


def test_spreadsheet_has_no_text_that_is_a_formula(run: Path) -> None:
    numbers = {"weight", "x", "y"}
    for path in (run / "spreadsheet").iterdir():
        cells = [
            text
            for row in rows(path)
            for name, text in row.items()
            if name not in numbers
        ]
        assert not [text for text in cells if FORMULA.match(text)]
        assert [text for text in cells if text.startswith("'=")]


def test_spreadsheet_changes_nothing_else(run: Path) -> None:
    for path in (run / "spreadsheet").iterdir():
        text = path.read_text(encoding="utf-8-sig")
        with (run / path.name).open(encoding="utf-8", newline="") as file:
            plain = list(csv.reader(file))
        safe = list(csv.reader(text.splitlines(keepends=True)))
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert len(safe) == len(plain)
        for one, other in zip(safe, plain, strict=True):
            for cell, original in zip(one, other, strict=True):
                assert cell in (original, f"'{original}")


def test_gephi_tables_have_the_headers_that_gephi_knows(run: Path) -> None:
    nodes = (run / "gephi" / "nodes.csv").read_text(encoding="utf-8")
    edges = (run / "gephi" / "edges.csv").read_text(encoding="utf-8")
    assert nodes.startswith("Id,Label,entity_type,aliases,")
    assert edges.startswith("Id,Source,Target,Type,Kind,Label,Weight,relation,status,")
    for text in (nodes, edges):
        columns = text.splitlines()[0].lower().split(",")
        assert len(columns) == len(set(columns))


def test_gephi_tables_hold_every_node_and_edge(run: Path) -> None:
    nodes = rows(run / "gephi" / "nodes.csv")
    assert [row["Id"] for row in nodes] == list(PLAIN)
    kinds = {edge[EDGE_ID]: kind for kind, edge in edge_types(edge_rows(PLAIN))}
    edges = {row["Id"]: row for row in rows(run / "gephi" / "edges.csv")}
    assert len(edges) == PLAIN.number_of_edges()
    for source, target, key, data in PLAIN.edges(keys=True, data=True):
        row = edges[key]
        assert (row["Source"], row["Target"]) == (source, target)
        assert row["Type"] == ("Directed" if data["directed"] else "Undirected")
        assert (row["Kind"], row["Label"]) == (kinds[key], data["label"])
        assert float(row["Weight"]) == data["weight"]


def test_gephi_and_neo4j_tables_have_one_line_per_row(run: Path) -> None:
    for name, count in (
        ("gephi/nodes.csv", len(GRAPH)),
        ("gephi/edges.csv", GRAPH.number_of_edges()),
        ("neo4j/nodes.csv", len(GRAPH)),
        ("neo4j/relationships.csv", GRAPH.number_of_edges()),
    ):
        text = (run / name).read_text(encoding="utf-8")
        assert text.count("\n") == 1 + count


def test_neo4j_headers_give_each_property_its_type(run: Path) -> None:
    nodes = (run / "neo4j/nodes.csv").read_text(encoding="utf-8").splitlines()
    edges = (run / "neo4j/relationships.csv").read_text(encoding="utf-8").splitlines()
    assert nodes[0].startswith("id:ID,label:string,entity_type:string,aliases:string,")
    assert ",x:double," in nodes[0]
    assert nodes[0].endswith(",:LABEL")
    assert edges[0].startswith(":START_ID,:END_ID,edge_id:string,")
    assert ",directed:boolean," in edges[0]
    assert edges[0].endswith(",:TYPE")


def test_neo4j_ends_are_ids_and_names_of_types_are_plain(run: Path) -> None:
    nodes = rows(run / "neo4j/nodes.csv")
    ids = {row["id:ID"] for row in nodes}
    assert all(re.fullmatch(r"\w+", row[":LABEL"]) for row in nodes)
    for row in rows(run / "neo4j/relationships.csv"):
        assert {row[":START_ID"], row[":END_ID"]} <= ids
        assert re.fullmatch(r"\w+", row[":TYPE"])
        assert row["directed:boolean"] in ("true", "false")


def test_neo4j_properties_are_those_of_the_graph(run: Path) -> None:
    found = rows(run / "neo4j/relationships.csv")
    for (_, _, data), row in zip(PLAIN.edges(data=True), found, strict=True):
        values = {name.partition(":")[0]: text for name, text in row.items()}
        for name, kind in EDGE_FIELDS.items():
            if kind is str:
                assert values[name] == data[name]
            elif kind is not bool:
                assert kind(values[name]) == data[name]


def test_ids_that_are_alike_once_cleaned_are_numbered() -> None:
    legal = clean_ids(["a", "a\x00", "a\x01", "\x00", "<"], taken=["a"])
    assert list(legal.values()) == ["a-2", "a-3", "a-4", "unnamed", "_"]


def test_a_folder_made_for_tables_that_fail_is_gone_again(tmp_path: Path) -> None:
    def failing() -> Iterator[Row]:
        yield ("id",)
        raise KeyError("no more")

    for folder in (tmp_path / "new", tmp_path):
        with pytest.raises(KeyError):
            write_table_files({"nodes.csv": failing()}, folder)
    assert list(tmp_path.iterdir()) == []


def test_neo4j_has_a_word_for_kinds_and_relations_without_letters(
    tmp_path: Path,
) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", entity_type="--")
    graph.add_edge("a", "a", "e", relation="")
    write_neo4j(graph, {}, tmp_path)
    (node,), (edge,) = (
        rows(tmp_path / f"{name}.csv") for name in ("nodes", "relationships")
    )
    assert (node[":LABEL"], edge[":TYPE"]) == ("Entity", "RELATED_TO")
