"""GraphML that every reader takes alike: each trap of some reader, one by one."""

import math
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import read_graphml, write_graphml
from kg.export.graphml import CHUNK, lines
from kg.export.rows import (
    EDGE_FIELDS,
    EDGE_ID,
    NODE_FIELDS,
    clean_ids,
    clean_text,
    cleaned,
    edge_rows,
    edge_types,
    one_line,
    row,
)
from kg.export.sheets import of_graph

NS = "{http://graphml.graphdrawing.org/xmlns}"
ILLEGAL = re.compile("[^\t\n\\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
QUOTE = 'He said "x" & <y> to <<all>>.\nThen ]]> nothing; naïve café 北京 😀.'

HOSTILE = {
    "markup": "<img src=x onerror=alert(1)>",
    "script": "</script><script>alert(1)</script>",
    "cdata": "a ]]> b ]]]]> c <![CDATA[ d",
    "entity": "&lt; &amp;amp; &#0; &bogus;",
    "control": "a\x00b\x01c\x1bd\x7fe\x85f\u2028g",
    "surrogate": "half \ud800 a pair \udfff",
    "noncharacter": "x\ufffe\uffffy",
    "direction": "\u202eevil\u202c \u200fmark\u200b",
    "infinity": "INFINITY INF -INF NaN INFORMATION OFFICE",
    "line ends": "one\r\ntwo\rthree\n\tfour",
    "blank": "  leading and trailing  ",
    "empty": "",
    "formula": "=HYPERLINK(1)",
    "href": "a href=b",
    "emoji": "👩‍🚀",
    "quotes": "'\"'",
    "xml": "--><?xml version='1.0'?>",
}


def graph_of(
    nodes: dict[str, dict[str, object]],
    edges: list[tuple[str, str, str, dict[str, object]]],
) -> "nx.MultiDiGraph[str]":
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in nodes.items():
        graph.add_node(node, **row(data, NODE_FIELDS))
    for source, target, key, data in edges:
        graph.add_edge(
            source, target, key=key, **row({**data, "edge_id": key}, EDGE_FIELDS)
        )
    return graph


@pytest.fixture
def graph() -> "nx.MultiDiGraph[str]":
    nodes: dict[str, dict[str, object]] = {
        f"n-{name}": {
            "label": text,
            "aliases": f"{text} | {text}",
            "entity_type": "person",
            "mentions": number,
            "x": number / 7,
            "y": -number * 1e-7,
            "size": 10.0,
            "r": 255,
        }
        for number, (name, text) in enumerate(HOSTILE.items())
    }
    names = list(nodes)
    edges = [
        (
            one,
            other,
            f"e-{number}",
            {
                "relation": relation,
                "quote": QUOTE,
                "weight": 0.5,
                "label": HOSTILE["markup"],
                "directed": number % 2 == 0,
                "evidence": number,
            },
        )
        for number, (one, other, relation) in enumerate(
            [(one, other, "founder_of") for one, other in pairwise(names)]
            + [(one, other, "owner_of") for one, other in pairwise(names)]
            + [(names[0], names[1], "founder_of")]
        )
    ]
    return graph_of(nodes, edges)


@pytest.fixture
def path(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> Path:
    write_graphml(graph, tmp_path / "graph.graphml")
    return tmp_path / "graph.graphml"


@pytest.fixture
def root(path: Path) -> ET.Element:
    return ET.parse(path).getroot()


def data_of(element: ET.Element) -> dict[str, str]:
    return {
        item.get("key", ""): item.text or "" for item in element.findall(f"{NS}data")
    }


def test_every_edge_has_a_unique_id(root: ET.Element) -> None:
    ids = [edge.get("id") for edge in root.iter(f"{NS}edge")]
    assert all(ids)
    assert len(set(ids)) == len(ids) == 33


def test_every_edge_carries_its_id_as_data_too(root: ET.Element) -> None:
    for edge in root.iter(f"{NS}edge"):
        assert data_of(edge)["e_edge_id"] == edge.get("id")


def test_every_edge_carries_its_relation_as_xml_label(root: ET.Element) -> None:
    for edge in root.iter(f"{NS}edge"):
        assert edge.get("label", "").startswith(data_of(edge)["e_relation"])
    labels = {edge.get("label") for edge in root.iter(f"{NS}edge")}
    assert {"founder_of", "owner_of"} <= labels


def test_parallel_edges_of_one_relation_differ_in_their_type() -> None:
    graph = graph_of(
        {"a": {}, "b": {}},
        [
            ("a", "b", "e-1", {"relation": "acquired", "status": "negated"}),
            ("a", "b", "e-2", {"relation": "acquired", "status": "asserted"}),
            ("b", "a", "e-3", {"relation": "acquired", "status": "possible"}),
            (
                "a",
                "b",
                "e-4",
                {"relation": "stated", "status": "asserted", "label": "sued"},
            ),
            (
                "a",
                "b",
                "e-5",
                {"relation": "stated", "status": "asserted", "label": "praised"},
            ),
            (
                "a",
                "b",
                "e-6",
                {"relation": "stated", "status": "asserted", "label": "praised"},
            ),
        ],
    )
    rows = edge_rows(cleaned(graph))
    assert {edge[EDGE_ID]: kind for kind, edge in edge_types(rows)} == {
        "e-1": "acquired (negated)",
        "e-2": "acquired",
        "e-3": "acquired",
        "e-4": "stated",
        "e-5": "stated (praised)",
        "e-6": "e-6",
    }


def test_keys_have_names_that_every_reader_takes(root: ET.Element) -> None:
    names = [key.get("attr.name", "") for key in root.iter(f"{NS}key")]
    assert all(name == name.lower() for name in names)
    assert not {"id", "type", "kind", "timeset", "source", "target"} & set(names)
    assert {"label", "weight", "x", "y", "size", "r", "g", "b"} <= set(names)


def test_keys_are_stable_and_unique(root: ET.Element) -> None:
    keys = [key.get("id") for key in root.iter(f"{NS}key")]
    assert keys == [f"n_{name}" for name in NODE_FIELDS] + [
        f"e_{name}" for name in EDGE_FIELDS
    ]


def test_keys_are_for_nodes_or_edges_and_of_one_plain_type(root: ET.Element) -> None:
    for key in root.iter(f"{NS}key"):
        assert key.get("for") in ("node", "edge")
        assert key.get("attr.type") in ("string", "int", "double", "boolean")


@pytest.mark.parametrize("scope", ["node", "edge"])
def test_every_element_carries_every_attribute(root: ET.Element, scope: str) -> None:
    expected = [
        key.get("id") for key in root.iter(f"{NS}key") if key.get("for") == scope
    ]
    for element in root.iter(f"{NS}{scope}"):
        assert list(data_of(element)) == expected


def test_values_fit_their_types(root: ET.Element) -> None:
    types = {key.get("id"): key.get("attr.type") for key in root.iter(f"{NS}key")}
    for element in [*root.iter(f"{NS}node"), *root.iter(f"{NS}edge")]:
        for key, text in data_of(element).items():
            if types[key] == "boolean":
                assert text in ("true", "false")
            elif types[key] == "int":
                assert abs(int(text)) < 2**31
            elif types[key] == "double":
                assert math.isfinite(float(text))


def test_nothing_stands_directly_in_the_graph_but_nodes_and_edges(
    root: ET.Element,
) -> None:
    graph = root.find(f"{NS}graph")
    assert graph is not None
    assert {child.tag for child in graph} == {f"{NS}node", f"{NS}edge"}
    assert graph.get("edgedefault") == "directed"
    assert not [edge for edge in root.iter(f"{NS}edge") if edge.get("directed")]


def test_no_id_is_empty(root: ET.Element) -> None:
    for edge in root.iter(f"{NS}edge"):
        assert edge.get("source")
        assert edge.get("target")


def test_no_illegal_character_is_written(path: Path) -> None:
    assert not ILLEGAL.search(path.read_text(encoding="utf-8"))


def test_text_needs_no_escapes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    outside = re.sub(r"<!\[CDATA\[.*?\]\]>", "", text, flags=re.DOTALL)
    assert not re.search(r">[^<]*&[a-z]+;", outside)


def test_numbers_that_are_not_finite_become_nought(tmp_path: Path) -> None:
    graph = graph_of({"a": {"x": math.nan, "y": math.inf, "size": None}}, [])
    assert (
        graph.nodes["a"]["x"] == graph.nodes["a"]["y"] == graph.nodes["a"]["size"] == 0
    )
    graph.nodes["a"].update(x=math.nan, y=-math.inf)
    write_graphml(graph, tmp_path / "g")
    assert read_graphml(tmp_path / "g").nodes["a"]["y"] == 0


def test_networkx_reads_back_the_same_graph(
    graph: "nx.MultiDiGraph[str]", path: Path
) -> None:
    again = read_graphml(path)
    assert list(again.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(
        graph.edges(keys=True, data=True)
    )


def test_igraph_reads_back_the_same_graph(
    graph: "nx.MultiDiGraph[str]", path: Path
) -> None:
    again = igraph.Graph.Read_GraphML(str(path))
    assert (again.vcount(), again.ecount()) == (len(graph), graph.number_of_edges())
    assert again.is_directed()
    for vertex in again.vs:
        expected = graph.nodes[vertex["id"]]
        assert {name: vertex[name] for name in NODE_FIELDS} == expected
    for edge in again.es:
        ends = again.vs[edge.source]["id"], again.vs[edge.target]["id"]
        expected = graph.edges[*ends, edge["edge_id"]]
        assert {name: edge[name] for name in EDGE_FIELDS} == expected


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_back_clean_in_both_readers(name: str, path: Path) -> None:
    expected = one_line(HOSTILE[name])
    assert read_graphml(path).nodes[f"n-{name}"]["label"] == expected
    vertices = igraph.Graph.Read_GraphML(str(path)).vs
    assert vertices.find(id=f"n-{name}")["label"] == expected


def test_clean_text_keeps_what_is_legal() -> None:
    assert clean_text(QUOTE) == QUOTE


def test_clean_text_drops_what_is_not() -> None:
    assert clean_text(HOSTILE["control"]) == "abcde\nf\ng"
    assert clean_text(HOSTILE["line ends"]) == "one\ntwo\nthree\n\tfour"


def test_one_line_makes_each_break_one_blank() -> None:
    assert one_line("one \r\n\n\ttwo\u2028three  four") == "one two three  four"


def test_attributes_have_one_line(path: Path) -> None:
    for data in read_graphml(path).nodes.values():
        assert not any("\n" in text for text in data.values() if isinstance(text, str))


def test_no_id_is_that_of_a_node_and_of_an_edge() -> None:
    graph = graph_of({"a": {}, "b": {}}, [("a", "b", "b", {}), ("b", "a", "c", {})])
    assert set(cleaned(graph).edges(keys=True)) == {("a", "b", "b-2"), ("b", "a", "c")}


def test_no_value_lies_over_the_end_of_a_chunk() -> None:
    nodes = {f"n-{i}": {"label": "é" * (i % 97), "x": i / 3} for i in range(400)}
    place = 0
    text = b"".join(lines(of_graph(graph_of(nodes, []), {})))
    for line in text.splitlines(keepends=True):
        end = place + len(line)
        assert place // CHUNK == (end - 1) // CHUNK or not line.strip()
        place = end
    assert place > 3 * CHUNK


def test_a_value_longer_than_a_chunk_is_written_all_the_same(tmp_path: Path) -> None:
    long = "word " * CHUNK
    write_graphml(graph_of({"a": {"label": long}}, []), tmp_path / "g")
    assert read_graphml(tmp_path / "g").nodes["a"]["label"] == long


def test_only_what_needs_it_is_cdata() -> None:
    nodes = {"plain": {"label": "a ] > b"}, "cdata": {"label": "a < b & c"}}
    text = b"".join(lines(of_graph(graph_of(nodes, []), {}))).decode()
    assert '"n_label">a ] > b<' in text
    assert '"n_label"><![CDATA[a < b & c]]><' in text


def test_ids_are_never_empty_nor_twice() -> None:
    ids = ["", "\x00", "a", "a\x01", "a b", "a\nb", "a<b"]
    assert clean_ids(ids) == {
        "": "unnamed",
        "\x00": "unnamed-2",
        "a": "a",
        "a\x01": "a-2",
        "a b": "a b",
        "a\nb": "a b-2",
        "a<b": "a_b",
    }


ANY = st.text(
    st.characters(codec=None, categories=None), max_size=40
) | st.sampled_from(sorted(HOSTILE.values()))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(ANY, ANY, ANY), min_size=1, max_size=4, unique=True))
def test_any_text_comes_back_clean(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str, str]]
) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, label, aliases in texts:
        graph.add_node(node, label=label, aliases=aliases)
    first = texts[0][0]
    graph.add_edge(first, first, key=texts[0][1], quote=texts[0][2], relation=first)
    path = tmp_path_factory.mktemp("any") / "graph.graphml"
    write_graphml(graph, path)
    again = read_graphml(path)
    names = clean_ids(graph.nodes)
    for node, data in graph.nodes(data=True):
        for field in ("label", "aliases"):
            assert again.nodes[names[node]][field] == one_line(data[field])
    ((_, _, key, data),) = again.edges(keys=True, data=True)
    assert key == data["edge_id"] != ""
    assert data["quote"] == one_line(texts[0][2])
    assert data["relation"] == one_line(first)


def test_bytes_do_not_depend_on_the_hash_seed(
    graph: "nx.MultiDiGraph[str]", path: Path, tmp_path: Path
) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from kg.export import read_graphml, write_graphml\n"
        "write_graphml(read_graphml(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(path), str(tmp_path / "again")],
        check=True,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONHASHSEED": "99"},
    )
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


def test_lines_are_written_in_the_order_of_the_graph() -> None:
    graph = graph_of({"b": {}, "a": {}}, [("b", "a", "e-1", {})])
    text = b"".join(lines(of_graph(graph, {}))).decode()
    assert text.index('id="b"') < text.index('id="a"') < text.index('id="e-1"')
