"""Other programs read our files: the same ids, numbers and sentences come out.

Each runs in a process of its own and prints what it read; see `tests/readers`.
`tests/install_readers.sh` installs them; what is not installed is skipped.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hostile import EVIDENCE, GRAPH, HOSTILE

from kg.export import (
    read_graphml,
    write_cytoscape,
    write_gexf,
    write_graphml,
)
from kg.export.graphml import CHUNK
from kg.export.rows import (
    EDGE_FIELDS,
    EDGE_ID,
    NODE_FIELDS,
    clean_text,
    cleaned,
    edge_rows,
    edge_types,
)

READERS = Path(__file__).parent / "readers"
PLAIN = cleaned(GRAPH)


class Read:
    """Hold what a program read: nodes and edges by id."""

    def __init__(self, command: list[str], path: Path) -> None:
        """Run a reader on a file."""
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [*command, str(path)],
            capture_output=True,
            encoding="utf-8",
            env=environment,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        data = json.loads(done.stdout)
        self.nodes: dict[Any, dict[str, Any]] = dict(data["nodes"])
        self.edges: dict[Any, tuple[Any, Any, dict[str, Any]]] = {
            key: (source, target, values)
            for key, source, target, values in data["edges"]
        }
        assert len(self.nodes) == len(data["nodes"])
        assert len(self.edges) == len(data["edges"])


def node(script: str) -> Callable[[Path], Read]:
    def read(path: Path) -> Read:
        if not shutil.which("node"):
            pytest.skip("Node.js is not installed")
        if not (READERS / "node_modules").is_dir():
            pytest.skip("npm packages are missing; run: bash tests/install_readers.sh")
        return Read(["node", str(READERS / script)], path)

    return read


def python(script: str, module: str, package: str) -> Callable[[Path], Read]:
    """Debian installs its packages for its own Python, so that one is asked too."""

    def read(path: Path) -> Read:
        for program in (sys.executable, "/usr/bin/python3"):
            if not Path(program).exists():
                continue
            asked = [program, "-c", f"import {module}"]
            if subprocess.run(asked, capture_output=True).returncode == 0:
                return Read([program, str(READERS / script)], path)
        pytest.skip(f"{package} is not installed; on Debian: apt-get install {package}")

    return read


graphology = node("graphology.cjs")
cytoscape = node("cytoscape.cjs")
graph_tool = python("graph_tool_reads.py", "graph_tool", "python3-graph-tool")
tulip = python("tulip_reads.py", "tulip", "tulip")


def ends() -> dict[str, tuple[str, str]]:
    return {key: (source, target) for source, target, key in PLAIN.edges(keys=True)}


def expected_edges() -> dict[str, dict[str, Any]]:
    return {key: data for _, _, key, data in PLAIN.edges(keys=True, data=True)}


def only(values: dict[str, Any], names: Any) -> dict[str, Any]:
    return {name: values[name] for name in names}


def colour(data: dict[str, Any]) -> str:
    return "#{r:02x}{g:02x}{b:02x}".format(**data)


def test_graphology_reads_graphml(tmp_path: Path) -> None:
    write_graphml(GRAPH, tmp_path / "graph.graphml")
    read = graphology(tmp_path / "graph.graphml")
    names = [name for name in NODE_FIELDS if name not in "rgb"]
    assert list(read.nodes) == list(PLAIN)
    for key, data in PLAIN.nodes(data=True):
        assert read.nodes[key] == {**only(data, names), "color": colour(data)}
    assert {key: edge[:2] for key, edge in read.edges.items()} == ends()
    assert {key: edge[2] for key, edge in read.edges.items()} == expected_edges()


def test_igraph_reads_graphml(tmp_path: Path) -> None:
    write_graphml(GRAPH, tmp_path / "graph.graphml")
    read = igraph.Graph.Read_GraphML(str(tmp_path / "graph.graphml"))
    assert read.vs["id"] == list(PLAIN)
    for vertex in read.vs:
        assert only(vertex.attributes(), NODE_FIELDS) == PLAIN.nodes[vertex["id"]]
    found = {edge["edge_id"]: edge for edge in read.es}
    for source, target, key, data in PLAIN.edges(keys=True, data=True):
        assert [read.vs[end]["id"] for end in found[key].tuple] == [source, target]
        assert only(found[key].attributes(), EDGE_FIELDS) == data


def test_graph_tool_reads_graphml(tmp_path: Path) -> None:
    write_graphml(GRAPH, tmp_path / "graph.graphml")
    read = graph_tool(tmp_path / "graph.graphml")
    assert list(read.nodes) == list(PLAIN)
    for key, data in PLAIN.nodes(data=True):
        assert only(read.nodes[key], NODE_FIELDS) == data
    assert {key: edge[:2] for key, edge in read.edges.items()} == ends()
    edges = {key: only(edge[2], EDGE_FIELDS) for key, edge in read.edges.items()}
    assert edges == expected_edges()


def survives_tulip(text: object) -> bool:
    """Tulip keeps only what stands behind the last ] of a text that needs CDATA."""
    return not (isinstance(text, str) and "]" in text and ("&" in text or "<" in text))


def known_to_tulip(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in data.items()
        if survives_tulip(value) and "]]>" not in str(value)
    }


def test_tulip_reads_graphml_over_the_edges_of_its_chunks(tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    write_graphml(GRAPH, path)
    assert path.stat().st_size > CHUNK
    read = tulip(path)
    for (key, data), values in zip(
        PLAIN.nodes(data=True), read.nodes.values(), strict=True
    ):
        expected = known_to_tulip(data)
        assert only(values, expected) == expected, key
        assert values["viewLabel"] == values["label"] or not data["label"]
        drawn = only(data, ("x", "y", "size", "r", "g", "b"))
        assert values["seen"] == pytest.approx(drawn, rel=1e-5)
    number = {key: place for place, key in enumerate(PLAIN)}
    for (source, target, data), (one, other, values) in zip(
        PLAIN.edges(data=True), read.edges.values(), strict=True
    ):
        expected = known_to_tulip(data)
        assert (one, other) == (number[source], number[target])
        assert only(values, expected) == expected


def test_tulip_loses_only_texts_with_both_brackets_and_markup() -> None:
    lost = [name for name, text in HOSTILE.items() if not survives_tulip(text)]
    assert lost == ["cdata"]


def test_graphology_reads_gexf(tmp_path: Path) -> None:
    write_gexf(GRAPH, tmp_path / "graph.gexf")
    read = graphology(tmp_path / "graph.gexf")
    plain = [name for name in NODE_FIELDS if name not in "rgb"]
    for key, data in PLAIN.nodes(data=True):
        seen = "rgba({r},{g},{b},1.0)".format(**data)
        expected = {**only(data, plain), "color": seen, "z": 0}
        assert {"label": "", **read.nodes[key]} == expected
    assert {key: edge[:2] for key, edge in read.edges.items()} == ends()
    kinds = {edge[EDGE_ID]: kind for kind, edge in edge_types(edge_rows(PLAIN))}
    for key, data in expected_edges().items():
        found = {"label": "", **read.edges[key][2]}
        assert found.pop("kind") == kinds[key]
        assert found.pop("networkx_key") == key
        assert found == data


def test_cytoscape_reads_its_json(tmp_path: Path) -> None:
    write_cytoscape(GRAPH, EVIDENCE, tmp_path / "graph.cyjs")
    read = cytoscape(tmp_path / "graph.cyjs")
    names = [name for name in NODE_FIELDS if name not in "rgb"]
    for key, data in PLAIN.nodes(data=True):
        added = {"id": key, "value": key, "name": data["label"]}
        expected = {**only(data, names), **added, "color": colour(data)}
        assert read.nodes[key] == expected
    assert {key: edge[:2] for key, edge in read.edges.items()} == ends()
    for key, data in expected_edges().items():
        assert only(read.edges[key][2], EDGE_FIELDS) == data


def test_cytoscape_reads_the_exact_sentences(tmp_path: Path) -> None:
    write_cytoscape(GRAPH, EVIDENCE, tmp_path / "graph.cyjs")
    read = cytoscape(tmp_path / "graph.cyjs")
    sentences = [
        [clean_text(item.quote) for item in EVIDENCE[key]]
        for _, _, key in GRAPH.edges(keys=True)
    ]
    assert [edge[2]["sentences"] for edge in read.edges.values()] == sentences


@pytest.mark.parametrize("read", [graphology, graph_tool, tulip])
def test_an_empty_graph_and_a_single_node_are_read(
    tmp_path: Path, read: Callable[[Path], Read]
) -> None:
    path = tmp_path / "graph.graphml"
    for number, nodes in enumerate([[], list(GRAPH)[:1]]):
        part: nx.MultiDiGraph[str] = GRAPH.subgraph(nodes).copy()
        write_graphml(part, path)
        found = read(path)
        assert (len(found.nodes), len(found.edges)) == (number, 0)
        assert len(read_graphml(path)) == number
