"""Read the graph and the sentences of a run back."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.etree.ElementTree import ParseError

import networkx as nx
import pyarrow as pa
from pyarrow import csv

from kg.errors import damaged, no_run
from kg.export.rows import EDGE_FIELDS, NODE_FIELDS, Value
from kg.export.tables import EVIDENCE_COLUMNS
from kg.records import Evidence
from kg.staging import settle

if TYPE_CHECKING:
    Graph: TypeAlias = "nx.MultiDiGraph[str]"

RUN_FILES = (
    "graph.graphml",
    "graph.html",
    "nodes.csv",
    "edges.csv",
    "evidence.csv",
    "run.json",
)
"""The files of a run, beside its records."""

TABLES = ("nodes.csv", "edges.csv", "evidence.csv")

_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_LARGEST = 2**31 - 2
_ROWS = 10_000


def read_run(folder: Path | str) -> tuple["Graph", dict[str, tuple[Evidence, ...]]]:
    """Read a run back: its graph, and the sentences of each edge by edge id.

    Both come from the tables, which are read ten times as fast as GraphML. The graph
    equals the one that was written, attribute for attribute, but for line breaks, which
    attributes have none of. If a build died while it put its files in place, this is
    finished first. Raises RunError if a file is missing or damaged.
    """
    folder = Path(folder)
    settle(folder)
    for name in TABLES:
        if not (folder / name).is_file():
            raise no_run(folder, name)
    nodes, edges, evidence = (folder / name for name in TABLES)
    return _read_graph(nodes, edges), _read_evidence(evidence)


def read_graphml(path: Path) -> "Graph":
    """Read a graph that `write_graphml` wrote; raise RunError if it is another."""
    try:
        graph: Graph = nx.read_graphml(path, edge_key_type=str, force_multigraph=True)
    except (OSError, ParseError, nx.NetworkXError, ValueError, KeyError) as error:
        raise damaged(path, error) from None
    nodes, edges = set(NODE_FIELDS), set(EDGE_FIELDS)
    if any(nodes - set(data) for _, data in graph.nodes(data=True)) or any(
        edges - set(data) for _, _, data in graph.edges(data=True)
    ):
        raise damaged(path, "attributes are missing")
    graph.graph.clear()
    return graph


def _read_graph(nodes: Path, edges: Path) -> "Graph":
    graph: Graph = nx.MultiDiGraph()
    for row in _rows(nodes, {"id": str, **NODE_FIELDS}):
        graph.add_node(row.pop("id"), **row)
    ends = {"source": str, "target": str}
    for row in _rows(edges, {**ends, **EDGE_FIELDS}):
        source, target = row.pop("source"), row.pop("target")
        if source not in graph or target not in graph:
            raise damaged(edges, f"an end of {row['edge_id']} is missing")
        graph.add_edge(source, target, key=row["edge_id"], **row)
    return graph


def _read_evidence(path: Path) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = {}
    kinds = {
        name: int if name in ("start", "end") else str for name in EVIDENCE_COLUMNS
    }
    for row in _rows(path, kinds):
        found.setdefault(row.pop("edge_id"), []).append(Evidence(**row))
    return {key: tuple(items) for key, items in found.items()}


def _rows(path: Path, kinds: Mapping[str, type[Value]]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, but for edges that are not drawn."""
    try:
        table = csv.read_csv(
            path,
            # A block has to hold the longest cell.
            csv.ReadOptions(block_size=min(path.stat().st_size + 1, _LARGEST)),
            csv.ParseOptions(newlines_in_values=True),
            csv.ConvertOptions(
                column_types={
                    name: _TYPES[kind]
                    for name, kind in {**kinds, "drawn": bool}.items()
                }
            ),
        )
        if "drawn" in table.column_names:
            table = table.filter(table["drawn"])
        table = table.select(list(kinds))
        if any(column.null_count for column in table.columns):
            raise ValueError("a number is missing")
    except (OSError, KeyError, ValueError, pa.ArrowException) as error:
        raise damaged(path, error) from None
    for batch in table.to_batches(_ROWS):
        yield from batch.to_pylist()
