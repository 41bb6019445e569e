"""Tables, other formats, and reading a run back."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import RunError
from kg.export import (
    DEFAULT_NAMES,
    WRITERS,
    read_run,
    write_gexf,
    write_graphml,
    write_json,
    write_neo4j,
    write_tables,
)
from kg.export.graphml import clean_text
from kg.graph import assemble
from kg.records import Edge, Entity, Evidence

HOSTILE = {
    "p-1": "<img src=x onerror=alert(1)>",
    "p-2": "=HYPERLINK(1), @you; -1\t+2",
    "p-3": 'Quote "and", comma',
    "p-4": "one\r\ntwo\rthree",
    "p-5": "\u202eRTL\u202c\x1b[31m\x00",
    "p-6": "INFINITY ]]>",
    "p-7": "",
}


def entity(key: str, name: str, kind: str = "person") -> Entity:
    return Entity(key, kind, name, ((name, 2), ("Other", 1)), 3, 2)


def edge(
    source: str,
    target: str,
    *,
    relation: str = "founder_of",
    directed: bool = True,
    dates: tuple[str, ...] = ("2020-05-17",),
    quote: str = "A sentence, with “marks” & <b>.",
) -> Edge:
    evidence = tuple(
        Evidence(f"d{number}.txt", 5, 5 + len(quote), quote, "rule", "asserted", date)
        for number, date in enumerate(dates)
    )
    key = f"e-{source}-{relation}-{target}"
    label = relation.replace("_", " ")
    weight = float(len(dates))
    return Edge(
        key, source, target, relation, label, directed, "asserted", weight, evidence
    )


ENTITIES = [entity(key, name) for key, name in HOSTILE.items()]
EDGES = [
    edge("p-1", "p-2", dates=("2020-05-17", "2021")),
    edge("p-1", "p-2", relation="met", directed=False, dates=("2020-02",)),
    edge("p-2", "p-3", dates=("",)),
    edge("p-3", "p-4", quote="one\n\ntwo"),
]
GRAPH = assemble(ENTITIES, EDGES)
EVIDENCE = {item.id: item.evidence for item in EDGES}


def write_run(folder: Path) -> Path:
    write_graphml(GRAPH, folder / "graph.graphml")
    write_tables(GRAPH, EVIDENCE, folder)
    return folder


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("run"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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


def test_tables_hold_names_as_they_are(run: Path) -> None:
    labels = {row["id"]: row["label"] for row in rows(run / "nodes.csv")}
    assert labels == {key: clean_text(name) for key, name in HOSTILE.items()}


def test_tables_name_the_ends_of_each_edge(run: Path) -> None:
    labels = {row["id"]: row["label"] for row in rows(run / "nodes.csv")}
    for row in rows(run / "edges.csv"):
        assert row["source_label"] == labels[row["source"]]
        assert row["target_label"] == labels[row["target"]]


def test_tables_agree_with_the_graph(run: Path) -> None:
    found = {row["edge_id"]: row for row in rows(run / "edges.csv")}
    assert len(found) == GRAPH.number_of_edges()
    for source, target, key, data in GRAPH.edges(keys=True, data=True):
        row = found[key]
        assert (row["source"], row["target"]) == (source, target)
        assert float(row["weight"]) == data["weight"]
        assert row["directed"] == str(data["directed"]).lower()
        assert row["quote"] == data["quote"]


def test_tables_have_one_row_of_evidence_per_sentence(run: Path) -> None:
    found = [(row["edge_id"], row["document"]) for row in rows(run / "evidence.csv")]
    assert sorted(found) == sorted(
        (key, item.document) for key, items in EVIDENCE.items() for item in items
    )


def test_tables_end_lines_with_a_line_feed_alone(run: Path) -> None:
    for name in ("nodes.csv", "edges.csv", "evidence.csv"):
        assert b"\r" not in (run / name).read_bytes()


def test_read_run_gives_back_graph_and_evidence(run: Path) -> None:
    graph, evidence = read_run(run)
    assert evidence == EVIDENCE
    assert sorted(graph) == sorted(GRAPH)
    for key, data in graph.nodes(data=True):
        expected = GRAPH.nodes[key]
        assert data["label"] == clean_text(expected["label"])
        assert {name: data[name] for name in "xyrgb"} == {
            name: expected[name] for name in "xyrgb"
        }
    assert list(graph.edges(keys=True, data=True)) == list(
        GRAPH.edges(keys=True, data=True)
    )


def test_read_run_takes_a_path_as_text(run: Path) -> None:
    assert len(read_run(str(run))[0]) == len(GRAPH)


def test_read_run_of_an_empty_graph(tmp_path: Path) -> None:
    write_graphml(assemble([], []), tmp_path / "graph.graphml")
    write_tables(assemble([], []), {}, tmp_path)
    graph, evidence = read_run(tmp_path)
    assert (len(graph), evidence) == (0, {})


def no_graph(folder: Path) -> None:
    (folder / "graph.graphml").unlink()


def no_evidence(folder: Path) -> None:
    (folder / "evidence.csv").unlink()


def cut_graph(folder: Path) -> None:
    path = folder / "graph.graphml"
    path.write_text(path.read_text(encoding="utf-8")[:-200], encoding="utf-8")


def other_xml(folder: Path) -> None:
    (folder / "graph.graphml").write_text("<html/>")


def other_graph(folder: Path) -> None:
    nx.write_graphml(nx.path_graph(3), folder / "graph.graphml")


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
        (no_graph, "graph.graphml is missing"),
        (no_evidence, "evidence.csv is missing"),
        (cut_graph, "graph.graphml: damaged"),
        (other_xml, "graph.graphml: damaged"),
        (other_graph, "graph.graphml: damaged"),
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
    found = edge("p-1", "p-2", quote="word " * 100_000)
    graph = assemble(ENTITIES, [found])
    write_graphml(graph, tmp_path / "graph.graphml")
    write_tables(graph, {found.id: found.evidence}, tmp_path)
    assert read_run(tmp_path)[1][found.id] == found.evidence


def test_gexf_is_read_back_by_networkx(tmp_path: Path) -> None:
    write_gexf(GRAPH, tmp_path / "graph.gexf")
    again = nx.read_gexf(tmp_path / "graph.gexf")
    assert sorted(again) == sorted(GRAPH)
    assert again.number_of_edges() == GRAPH.number_of_edges()
    assert again.nodes["p-1"]["label"] == HOSTILE["p-1"]
    assert again.nodes["p-1"]["viz"]["color"]["b"] == 178
    keys = {key for _, _, key in GRAPH.edges(keys=True)}
    assert {data["edge_id"] for _, _, data in again.edges(data=True)} == keys


def gexf_edges(tmp_path: Path) -> dict[str, dict[str, str]]:
    write_gexf(GRAPH, tmp_path / "graph.gexf")
    root = ElementTree.parse(tmp_path / "graph.gexf").getroot()
    return {
        element.attrib["id"]: dict(element.attrib)
        for element in root.iter("{http://www.gexf.net/1.2draft}edge")
    }


def test_gexf_dates_edges_by_whole_days(tmp_path: Path) -> None:
    edges = gexf_edges(tmp_path)
    first = edges["e-p-1-founder_of-p-2"]
    assert (first["start"], first["end"]) == ("2020-05-17", "2021-12-31")
    second = edges["e-p-1-met-p-2"]
    assert (second["start"], second["end"]) == ("2020-02-01", "2020-02-29")
    assert "start" not in edges["e-p-2-founder_of-p-3"]


def test_gexf_tells_parallel_edges_apart_by_their_kind(tmp_path: Path) -> None:
    edges = gexf_edges(tmp_path)
    assert edges["e-p-1-met-p-2"]["kind"] == "met"
    assert edges["e-p-1-founder_of-p-2"]["kind"] == "founder_of"


def test_json_is_read_back_by_networkx_with_its_sentences(tmp_path: Path) -> None:
    write_json(GRAPH, EVIDENCE, tmp_path / "graph.json")
    data = json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))
    again = nx.node_link_graph(data, edges="edges")
    assert sorted(again) == sorted(GRAPH)
    for source, target, key in GRAPH.edges(keys=True):
        sentences = again.edges[source, target, key]["sentences"]
        assert [item["quote"] for item in sentences] == [
            item.quote for item in EVIDENCE[key]
        ]


def test_neo4j_tables_are_one_line_per_row_and_typed(tmp_path: Path) -> None:
    write_neo4j(GRAPH, tmp_path / "neo4j")
    nodes = (tmp_path / "neo4j" / "nodes.csv").read_text(encoding="utf-8").splitlines()
    assert nodes[0].startswith("id:ID,label:string,entity_type:string,")
    assert nodes[0].endswith(",:LABEL")
    assert len(nodes) == 1 + len(GRAPH)
    assert all(line.endswith(",Person") for line in nodes[1:])
    relations = rows(tmp_path / "neo4j" / "relationships.csv")
    assert [row[":TYPE"] for row in relations] == [
        "FOUNDER_OF",
        "MET",
        "FOUNDER_OF",
        "FOUNDER_OF",
    ]
    assert relations[3]["quote:string"] == "one  two"


def test_every_format_has_a_default_name_and_a_writer() -> None:
    assert set(DEFAULT_NAMES) == set(WRITERS)


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_writers_say_where_they_cannot_write(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RunError, match="cannot be written") as raised:
        WRITERS[name](GRAPH, EVIDENCE, tmp_path / "file" / "out")
    assert str(tmp_path / "file") in str(raised.value)


@pytest.mark.parametrize("name", ["gexf", "graphml", "json"])
def test_writers_keep_the_old_file_if_writing_fails(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    broken = GRAPH.copy()
    broken.add_node("p-8", size=object())
    with pytest.raises(TypeError):
        WRITERS[name](broken, EVIDENCE, path)
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_writers_leave_the_graph_alone(tmp_path: Path, name: str) -> None:
    before = GRAPH.copy()
    WRITERS[name](GRAPH, EVIDENCE, tmp_path / "out")
    assert nx.utils.graphs_equal(GRAPH, before)


def write_everything(folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    write_run(folder)
    for name, writer in WRITERS.items():
        writer(GRAPH, EVIDENCE, folder / DEFAULT_NAMES[name])
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    here = write_everything(tmp_path / "one")
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.test_export import write_everything\n"
        "write_everything(Path(sys.argv[1]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "two")],
        check=True,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONHASHSEED": "42"},
    )
    for name, content in here.items():
        assert (tmp_path / "two" / name).read_bytes() == content, name


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=60), st.text(max_size=10))
def test_any_text_is_the_same_in_graphml_and_tables(
    tmp_path_factory: pytest.TempPathFactory, name: str, quote: str, document: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    item = Evidence(document, 0, len(quote), quote, "r", "asserted", "", name, name)
    found = Edge("e-1", "a", "b", "met", name, False, "asserted", 1.0, (item,))
    graph = assemble([entity("a", name), entity("b", name)], [found])
    write_graphml(graph, folder / "graph.graphml")
    write_tables(graph, {"e-1": (item,)}, folder)
    again, evidence = read_run(folder)
    labels = {row["id"]: row["label"] for row in rows(folder / "nodes.csv")}
    assert labels["a"] == again.nodes["a"]["label"] == clean_text(name)
    assert evidence["e-1"][0].quote == again.edges["a", "b", "e-1"]["quote"]
    assert evidence["e-1"][0].quote == clean_text(quote)
    assert evidence["e-1"][0].document == clean_text(document)
