"""Every format: whole or not at all, the same bytes each time, no text does harm."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from graphs import Edge, assemble
from hostile import EVIDENCE, GRAPH
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import RunError
from kg.export import (
    DEFAULT_NAMES,
    RUN_FILES,
    WRITERS,
    read_run,
    write_cytoscape,
    write_gexf,
    write_graphml,
    write_json,
    write_tables,
)
from kg.export.dates import days
from kg.export.rows import (
    EDGE_FIELDS,
    EVIDENCE_FIELDS,
    NODE_FIELDS,
    clean_text,
    cleaned,
    cleaned_quotes,
    one_line,
)
from kg.records import Entity, Evidence

ROOT = Path(__file__).parent.parent
FORMATS = sorted(set(WRITERS) - (set() if find_spec("rdflib") else {"turtle"}))
FOLDERS = [name for name in FORMATS if "." not in DEFAULT_NAMES[name]]
FILES = [name for name in FORMATS if name not in FOLDERS]


def entity(key: str, name: str) -> Entity:
    return Entity(key, "person", name, ((name, 2), ("Other", 1)), 3, 2)


@pytest.mark.parametrize(
    "name", [*NODE_FIELDS, *EDGE_FIELDS, *EVIDENCE_FIELDS, *WRITERS, *RUN_FILES]
)
def test_docs_tell_of_every_file_format_and_column(name: str) -> None:
    text = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")
    assert f"`{name}`" in text


def test_every_format_has_a_default_name_and_a_writer() -> None:
    assert set(DEFAULT_NAMES) == set(WRITERS)
    assert len(set(DEFAULT_NAMES.values())) == len(DEFAULT_NAMES)


@pytest.mark.parametrize("name", FORMATS)
def test_writers_say_where_they_cannot_write(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RunError, match="cannot be written") as raised:
        WRITERS[name](GRAPH, EVIDENCE, tmp_path / "file" / "out")
    assert str(tmp_path / "file") in str(raised.value)


@pytest.mark.parametrize("name", FILES)
def test_writers_of_a_file_do_not_replace_a_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(RunError, match="folder is in the way"):
        WRITERS[name](GRAPH, EVIDENCE, tmp_path / "out")
    assert [item.name for item in tmp_path.iterdir()] == ["out"]


def broken() -> "nx.MultiDiGraph[str]":
    graph = GRAPH.copy()
    graph.add_node("last", size=object())
    return graph


@pytest.mark.parametrize("name", FILES)
def test_writers_keep_the_old_file_if_writing_fails(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    with pytest.raises(TypeError):
        WRITERS[name](broken(), EVIDENCE, path)
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", FOLDERS)
def test_writers_of_folders_write_all_files_or_none(tmp_path: Path, name: str) -> None:
    WRITERS[name](GRAPH, EVIDENCE, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    last = sorted(before)[-1]
    (tmp_path / last).unlink()
    (tmp_path / last).mkdir()
    with pytest.raises(RunError, match="folder is in the way"):
        WRITERS[name](GRAPH.subgraph(list(GRAPH)[:2]), {}, tmp_path)
    for path in tmp_path.iterdir():
        assert path.is_dir() or path.read_bytes() == before[path.name]


@pytest.mark.parametrize("name", FORMATS)
def test_writers_leave_the_graph_alone(tmp_path: Path, name: str) -> None:
    before = GRAPH.copy()
    WRITERS[name](GRAPH, EVIDENCE, tmp_path / "out")
    assert nx.utils.graphs_equal(GRAPH, before)


@pytest.mark.parametrize("name", FORMATS)
def test_writers_take_an_empty_graph(tmp_path: Path, name: str) -> None:
    WRITERS[name](assemble([], []), {}, tmp_path / "out")
    assert (tmp_path / "out").exists()


def write_everything(folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    write_tables(GRAPH, EVIDENCE, folder)
    for name in FORMATS:
        WRITERS[name](GRAPH, EVIDENCE, folder / DEFAULT_NAMES[name])
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    here = write_everything(tmp_path / "one")
    code = (
        "import sys; from pathlib import Path\n"
        "from test_export import write_everything\n"
        "write_everything(Path(sys.argv[1]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "two")],
        check=True,
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONHASHSEED": "42"},
    )
    assert len(here) >= 14
    for name, content in here.items():
        assert (tmp_path / "two" / name).read_bytes() == content, name


@pytest.mark.parametrize("name", FILES)
def test_no_file_holds_a_character_that_is_not_text(tmp_path: Path, name: str) -> None:
    WRITERS[name](GRAPH, EVIDENCE, tmp_path / "out")
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert clean_text(text) == text


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
    assert again.nodes["a"]["label"] == one_line(name)
    assert again.edges["a", "b", "e-1"]["quote"] == one_line(quote)
    assert evidence["e-1"][0].quote == clean_text(quote)
    assert evidence["e-1"][0].document == clean_text(document)


def test_json_is_read_back_by_networkx_with_its_sentences(tmp_path: Path) -> None:
    write_json(GRAPH, EVIDENCE, tmp_path / "graph.json")
    data = json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))
    again = nx.node_link_graph(data, edges="edges")
    quotes = cleaned_quotes(GRAPH, EVIDENCE)
    for _, _, key, values in again.edges(keys=True, data=True):
        assert values.pop("sentences") == quotes[key]
    assert nx.utils.graphs_equal(again, cleaned(GRAPH))


def test_cytoscape_json_is_read_back_by_networkx(tmp_path: Path) -> None:
    write_cytoscape(GRAPH, EVIDENCE, tmp_path / "graph.cyjs")
    data = json.loads((tmp_path / "graph.cyjs").read_text(encoding="utf-8"))
    again = nx.cytoscape_graph(data)
    expected = cleaned(GRAPH)
    assert set(again.edges(keys=True)) == set(expected.edges(keys=True))
    for key, values in again.nodes(data=True):
        assert values["label"] == expected.nodes[key]["label"]


def test_gexf_is_read_back_by_networkx(tmp_path: Path) -> None:
    write_gexf(GRAPH, tmp_path / "graph.gexf")
    again = nx.read_gexf(tmp_path / "graph.gexf")
    expected = cleaned(GRAPH)
    assert list(again) == list(expected)
    for key, values in expected.nodes(data=True):
        viz = again.nodes[key]["viz"]
        assert {name: viz["color"][name] for name in "rgb"} == {
            name: values[name] for name in "rgb"
        }
        assert viz["size"] == values["size"]
        place = viz["position"]
        assert (place["x"], place["y"]) == (values["x"], values["y"])
        assert again.nodes[key]["label"] == values["label"]
    edges = {key: data for _, _, key, data in again.edges(keys=True, data=True)}
    for _, _, key, values in expected.edges(keys=True, data=True):
        assert {name: edges[key][name] for name in values} == values


def gexf_edges(tmp_path: Path, *dates: str) -> dict[str, dict[str, str]]:
    entities = [entity("a", "A"), entity("b", "B")]
    edges = [
        Edge(
            f"e-{number}",
            "a",
            "b",
            ("met", "acquired")[number % 2],
            "met",
            True,
            "asserted",
            1.0,
            tuple(Evidence("d", 0, 1, "q", "r", "asserted", date) for date in period),
        )
        for number, period in enumerate(text.split() for text in dates)
    ]
    write_gexf(assemble(entities, edges), tmp_path / "graph.gexf")
    root = ElementTree.parse(tmp_path / "graph.gexf").getroot()
    graph = root.find("{http://www.gexf.net/1.2draft}graph")
    assert graph is not None
    assert graph.get("timeformat") == "date"
    return {
        element.attrib["id"]: dict(element.attrib)
        for element in root.iter("{http://www.gexf.net/1.2draft}edge")
    }


def test_gexf_dates_edges_by_whole_days(tmp_path: Path) -> None:
    edges = gexf_edges(tmp_path, "2020-05-17 2021", "2020-02", "", "2020-13")
    assert (edges["e-0"]["start"], edges["e-0"]["end"]) == ("2020-05-17", "2021-12-31")
    assert (edges["e-1"]["start"], edges["e-1"]["end"]) == ("2020-02-01", "2020-02-29")
    assert "start" not in edges["e-2"]
    assert "start" not in edges["e-3"]


def test_gexf_tells_parallel_edges_apart_by_their_kind(tmp_path: Path) -> None:
    edges = gexf_edges(tmp_path, "2020", "2020", "2020")
    assert [edge["kind"] for edge in edges.values()] == ["met", "acquired", "met (met)"]


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-05-17T10:00", "2020-05-17", "2020-05-17"),
    ],
)
def test_dates_of_any_precision_mean_whole_days(
    date: str, first: str, last: str
) -> None:
    found = days(date)
    assert found is not None
    assert [day.isoformat() for day in found] == [first, last]


@pytest.mark.parametrize("date", ["", "soon", "2020-13", "2020-02-30", "0000", "20201"])
def test_what_is_no_date_means_no_days(date: str) -> None:
    assert days(date) is None
