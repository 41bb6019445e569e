"""Write a graph in the formats people open, and read a run back.

Each writer takes a graph, the sentences of its edges by edge id, and a path; it puts
its file, or all files of its folder, in place only when they are complete. What each
format holds is told in docs/outputs.md.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import KgError
from kg.export import gexf, graphml, json_forms, placing, tables
from kg.export.reading import RUN_FILES, read_graphml, read_run
from kg.export.rows import EDGE_FIELDS, Quotes
from kg.export.runs import Run, evidence_files
from kg.export.sheets import of_graph

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa

    Graph: TypeAlias = "nx.MultiDiGraph[str]"

Writer: TypeAlias = Callable[["Graph", Quotes, Path], None]

__all__ = [
    "DEFAULT_NAMES",
    "EDGE_FIELDS",
    "RUN_FILES",
    "WRITERS",
    "Run",
    "read_graphml",
    "read_run",
    "write_cytoscape",
    "write_evidence",
    "write_gephi",
    "write_gexf",
    "write_graphml",
    "write_json",
    "write_neo4j",
    "write_run",
    "write_spreadsheet",
    "write_tables",
    "write_turtle",
]


def write_run(run: Run, folder: Path) -> None:
    """Write `graph.graphml` and the tables of nodes and edges of a run into a folder.

    The graph has the edges that are drawn, `edges.csv` has all.
    """
    placing.write_lines(run.files(), folder)


def write_evidence(evidence: Iterable["pa.Table"], folder: Path) -> None:
    """Write the sentences of a run into a folder; see `runs.evidence_files`."""
    placing.write_lines(evidence_files(evidence), folder)


def write_graphml(graph: "Graph", path: Path) -> None:
    """Write GraphML for Gephi, yEd, Cytoscape, igraph and networkx."""
    folder, name = Path(path).parent, Path(path).name
    placing.write_lines({name: graphml.lines(of_graph(graph, {}))}, folder)


def write_gexf(graph: "Graph", path: Path) -> None:
    """Write GEXF, which also carries the dates that Gephi's timeline plays."""
    with placing.replacing(path) as file:
        file.write(gexf.gexf(graph))


def write_json(graph: "Graph", evidence: Quotes, path: Path) -> None:
    """Write networkx's node-link JSON, the sentences of each edge included."""
    _write_json(json_forms.node_link(graph, evidence), path)


def write_cytoscape(graph: "Graph", evidence: Quotes, path: Path) -> None:
    """Write JSON for Cytoscape and cytoscape.js, the sentences included."""
    _write_json(json_forms.cytoscape(graph, evidence), path)


def write_turtle(graph: "Graph", evidence: Quotes, path: Path) -> None:
    """Write RDF in Turtle; raise KgError if rdflib is not installed."""
    try:
        from kg.export import rdf
    except ModuleNotFoundError:
        raise KgError(
            "Turtle needs rdflib; install it with: pip install 'kg[rdf]'"
        ) from None
    with placing.replacing(path) as file:
        file.writelines(rdf.turtle(graph, evidence))


def write_tables(graph: "Graph", evidence: Quotes, folder: Path) -> None:
    """Write `nodes.csv`, `edges.csv` and `evidence.csv` into a folder.

    UTF-8 without a byte order mark, lines end with \\n. Names are written as they are:
    one that starts with = or @ is still a name, so import the columns as text.
    """
    placing.write_tables(tables.run_tables(of_graph(graph, evidence)), folder)


def write_spreadsheet(graph: "Graph", evidence: Quotes, folder: Path) -> None:
    """Write the same tables so that a spreadsheet runs none of their texts."""
    placing.write_tables(tables.spreadsheet_tables(of_graph(graph, evidence)), folder)


def write_gephi(graph: "Graph", evidence: Quotes, folder: Path) -> None:
    """Write `nodes.csv` and `edges.csv` for Gephi's spreadsheet import."""
    placing.write_tables(tables.gephi_tables(of_graph(graph, evidence)), folder)


def write_neo4j(graph: "Graph", evidence: Quotes, folder: Path) -> None:
    """Write `nodes.csv` and `relationships.csv` for `neo4j-admin database import`."""
    placing.write_tables(tables.neo4j_tables(of_graph(graph, evidence)), folder)


WRITERS: Mapping[str, Writer] = {
    "cytoscape": write_cytoscape,
    "gephi": write_gephi,
    "gexf": lambda graph, evidence, path: write_gexf(graph, path),
    "graphml": lambda graph, evidence, path: write_graphml(graph, path),
    "json": write_json,
    "neo4j": write_neo4j,
    "spreadsheet": write_spreadsheet,
    "turtle": write_turtle,
}

DEFAULT_NAMES: Mapping[str, str] = {
    "cytoscape": "graph.cyjs",
    "gephi": "gephi",
    "gexf": "graph.gexf",
    "graphml": "graph.graphml",
    "json": "graph.json",
    "neo4j": "neo4j",
    "spreadsheet": "spreadsheet",
    "turtle": "graph.ttl",
}
"""What `kg export` calls its file, or folder, if the user does not say."""


def _write_json(data: Mapping[str, Any], path: Path) -> None:
    with placing.replacing(path) as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
        file.write("\n")
