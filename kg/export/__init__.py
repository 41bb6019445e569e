"""Write a graph in the formats people open, and read a run back.

Each writer takes a path and puts its file in place only when the file is complete.
"""

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias
from xml.etree.ElementTree import ParseError

import networkx as nx

from kg.errors import RunError
from kg.export.exchange import (
    cleaned,
    cleaned_evidence,
    gexf,
    neo4j_edges,
    neo4j_nodes,
    node_link,
)
from kg.export.graphml import EDGE_FIELDS, NODE_FIELDS, clean_ids, lines
from kg.records import Evidence

if TYPE_CHECKING:
    Graph: TypeAlias = "nx.MultiDiGraph[str]"

Quotes: TypeAlias = Mapping[str, Sequence[Evidence]]

NODE_COLUMNS = ("id", *NODE_FIELDS)
EDGE_COLUMNS = (
    "edge_id",
    "source",
    "target",
    *(name for name in EDGE_FIELDS if name != "edge_id"),
    "source_label",
    "target_label",
)
EVIDENCE_COLUMNS = (
    "edge_id",
    "document",
    "start",
    "end",
    "quote",
    "rule",
    "status",
    "date",
    "source_text",
    "target_text",
)

LONGEST_QUOTE = 2**31 - 1
"""Characters in a cell; Python's own limit is 131,072."""


def write_graphml(graph: "Graph", path: Path) -> None:
    """Write GraphML for Gephi, yEd, Cytoscape, igraph and networkx."""
    with _replacing(path) as file:
        file.writelines(f"{line}\n" for line in lines(graph))


def write_tables(graph: "Graph", evidence: Quotes, folder: Path) -> None:
    """Write `nodes.csv`, `edges.csv` and `evidence.csv` into a folder.

    UTF-8 without a byte order mark, lines end with \\n. Names are written as they are:
    one that starts with = or @ is still a name, so import the columns as text.
    """
    plain = cleaned(graph)
    labels = dict(plain.nodes(data="label"))
    _write_rows(
        folder / "nodes.csv",
        NODE_COLUMNS,
        ((node, *data.values()) for node, data in plain.nodes(data=True)),
    )
    _write_rows(
        folder / "edges.csv",
        EDGE_COLUMNS,
        (
            (
                key,
                source,
                target,
                *list(data.values())[1:],
                labels[source],
                labels[target],
            )
            for source, target, key, data in plain.edges(keys=True, data=True)
        ),
    )
    keys = clean_ids(key for _, _, key in graph.edges(keys=True))
    _write_rows(
        folder / "evidence.csv",
        EVIDENCE_COLUMNS,
        (
            (new, *cleaned_evidence(item).values())
            for key, new in keys.items()
            for item in evidence.get(key, ())
        ),
    )


def write_gexf(graph: "Graph", path: Path) -> None:
    """Write GEXF, which also carries the dates that Gephi's timeline plays."""
    with _replacing(path) as file:
        file.write(gexf(graph))


def write_json(graph: "Graph", evidence: Quotes, path: Path) -> None:
    """Write networkx's node-link JSON, the sentences of each edge included."""
    with _replacing(path) as file:
        json.dump(node_link(graph, evidence), file, ensure_ascii=False, indent=1)
        file.write("\n")


def write_neo4j(graph: "Graph", folder: Path) -> None:
    """Write `nodes.csv` and `relationships.csv` for `neo4j-admin database import`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    for name, rows in (
        ("nodes.csv", neo4j_nodes(graph)),
        ("relationships.csv", neo4j_edges(graph)),
    ):
        with _replacing(folder / name) as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


DEFAULT_NAMES: Mapping[str, str] = {
    "gexf": "graph.gexf",
    "graphml": "graph.graphml",
    "json": "graph.json",
    "neo4j": "neo4j",
}
"""What `kg export` calls its file, or folder, if the user does not say."""

WRITERS: Mapping[str, Callable[["Graph", Quotes, Path], None]] = {
    "gexf": lambda graph, evidence, path: write_gexf(graph, path),
    "graphml": lambda graph, evidence, path: write_graphml(graph, path),
    "json": write_json,
    "neo4j": lambda graph, evidence, path: write_neo4j(graph, path),
}


def read_run(folder: Path | str) -> tuple["Graph", dict[str, tuple[Evidence, ...]]]:
    """Read a run back: its graph, and the sentences of each edge by edge id.

    The graph equals the one that was written, attribute for attribute. Raises RunError
    if a file is missing or damaged.
    """
    folder = Path(folder)
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


def _write_rows(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    with _replacing(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for values in rows:
            writer.writerow([_cell(value) for value in values])


def _cell(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value


@contextmanager
def _replacing(path: Path) -> Iterator[IO[str]]:
    """Open a file that takes the place of `path` when it is complete."""
    path = Path(path)
    partial = path.parent / f".{path.name}.partial"
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        os.replace(partial, path)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _cannot_write(path: Path, error: OSError) -> RunError:
    return RunError(f"{path}: cannot be written ({error.strerror}); give another place")


def _damaged(path: Path, error: object) -> RunError:
    what = " ".join(str(error).split())[:200]
    return RunError(f"{path}: damaged ({what}); build the run again")
