"""Read the graph and the sentences of a run back."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.etree.ElementTree import ParseError

import networkx as nx

from kg.errors import RunError, in_one_line
from kg.export.rows import EDGE_FIELDS, NODE_FIELDS
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

LONGEST_QUOTE = 2**31 - 1
"""Characters in a cell; Python's own limit is 131,072."""


def read_run(folder: Path | str) -> tuple["Graph", dict[str, tuple[Evidence, ...]]]:
    """Read a run back: its graph, and the sentences of each edge by edge id.

    The graph equals the one that was written, attribute for attribute, but for line
    breaks, which attributes have none of. If a build died while it put its files in
    place, this is finished first. Raises RunError if a file is missing or damaged.
    """
    folder = Path(folder)
    settle(folder)
    for name in ("graph.graphml", "evidence.csv"):
        if not (folder / name).is_file():
            raise RunError(
                f"{folder}: no run here ({name} is missing); "
                f"make one with: kg build ARTICLES -o {folder}"
            )
    return read_graphml(folder / "graph.graphml"), _read_evidence(
        folder / "evidence.csv"
    )


def read_graphml(path: Path) -> "Graph":
    """Read a graph that `write_graphml` wrote; raise RunError if it is another."""
    try:
        graph: Graph = nx.read_graphml(path, edge_key_type=str, force_multigraph=True)
    except (OSError, ParseError, nx.NetworkXError, ValueError, KeyError) as error:
        raise _damaged(path, error) from None
    nodes, edges = set(NODE_FIELDS), set(EDGE_FIELDS)
    if any(nodes - set(data) for _, data in graph.nodes(data=True)) or any(
        edges - set(data) for _, _, data in graph.edges(data=True)
    ):
        raise _damaged(path, "attributes are missing")
    graph.graph.clear()
    return graph


def _read_evidence(path: Path) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = {}
    csv.field_size_limit(LONGEST_QUOTE)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file, strict=True):
                values: dict[str, Any] = {name: line[name] for name in EVIDENCE_COLUMNS}
                if None in values.values():
                    raise ValueError(f"line with too few columns: {line['edge_id']}")
                key = values.pop("edge_id")
                values |= {name: int(values[name]) for name in ("start", "end")}
                found.setdefault(key, []).append(Evidence(**values))
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        raise _damaged(path, error) from None
    return {key: tuple(items) for key, items in found.items()}


def _damaged(path: Path, error: object) -> RunError:
    return RunError(f"{path}: damaged ({in_one_line(error)}); build the run again")
