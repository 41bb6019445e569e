"""What two runs are compared by: the nodes and edges of one, whatever version wrote it.

Only the tables are read, by the names of their columns: columns that a run lacks count
as empty, others are passed over.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import damaged, no_run

Made = TypeVar("Made")

NODE_COLUMNS = ("id", "label")
LINK_COLUMNS = ("edge_id", "source", "target", "relation")
"""The columns without which a table says nothing."""

_LONGEST = 2**31 - 1
"""Characters in a cell; Python's own limit is 131,072."""

_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Node:
    """Hold what is compared of an entity; `aliases` are sorted."""

    id: str
    label: str
    entity_type: str = ""
    mentions: int = 0
    documents: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Hold what is compared of an edge, and how its ends are called."""

    id: str
    source: str
    target: str
    relation: str
    label: str = ""
    directed: bool = True
    status: str = ""
    weight: float = 0.0
    evidence: int = 0
    source_label: str = ""
    target_label: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Hold the nodes by id, the edges, and who is meant by a form in a document.

    `meant` maps `(document, form as written)` to the one node it stands for.
    """

    nodes: Mapping[str, Node]
    links: tuple[Link, ...] = ()
    meant: Mapping[tuple[str, str], str] = field(default_factory=dict)


def read_snapshot(run: Path) -> Snapshot:
    """Read a run; raise RunError if the folder holds none or a file is damaged."""
    listed = _table(run, "nodes.csv", NODE_COLUMNS, _node)
    nodes = {node.id: node for node in listed}
    links = _table(run, "edges.csv", LINK_COLUMNS, lambda row: _link(row, nodes))
    return Snapshot(nodes, tuple(filter(None, links)), _meant(run, nodes))


def _node(row: Mapping[str, str]) -> Node:
    forms = row.get("aliases", "").split(" | ")
    return Node(
        id=row["id"],
        label=row["label"],
        entity_type=row.get("entity_type", ""),
        mentions=int(row.get("mentions") or 0),
        documents=int(row.get("documents") or 0),
        aliases=tuple(sorted({form for form in forms if form})),
    )


def _link(row: Mapping[str, str], nodes: Mapping[str, Node]) -> Link | None:
    """Return an edge, unless it is not drawn or one of its ends is no node."""
    if row.get("drawn") == "false":
        return None
    source, target = nodes.get(row["source"]), nodes.get(row["target"])
    if source is None or target is None:
        return None
    weight = float(row.get("weight") or 0)
    if not isfinite(weight):
        raise ValueError(f"weight {weight}")
    return Link(
        id=row["edge_id"],
        source=source.id,
        target=target.id,
        relation=row["relation"],
        label=row.get("label", ""),
        directed=row.get("directed", "true") == "true",
        status=row.get("status", ""),
        weight=weight,
        evidence=int(row.get("evidence") or 0),
        source_label=source.label,
        target_label=target.label,
    )


def _table(
    run: Path, name: str, needed: Sequence[str], make: Callable[[dict[str, str]], Made]
) -> list[Made]:
    """Read a table of a run, making something of each row."""
    path = run / name
    csv.field_size_limit(_LONGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, restval="")
            if missing := set(needed) - set(reader.fieldnames or ()):
                raise ValueError(f"no column {min(missing)}")
            return [make(row) for row in reader]
    except (FileNotFoundError, NotADirectoryError):
        raise no_run(run, name) from None
    except (OSError, ValueError, csv.Error) as error:
        raise damaged(path, error) from None


def _meant(run: Path, nodes: Mapping[str, Node]) -> Mapping[tuple[str, str], str]:
    """Find who is meant by each form of a document, from the names that were found.

    It is the node whose label is the fullest form there, else one that has it among its
    aliases, else one that is called as it is written; if that may be several, nobody.
    """
    labelled: dict[str, set[str]] = defaultdict(set)
    called: dict[str, set[str]] = defaultdict(set)
    for node in nodes.values():
        labelled[node.label].add(node.id)
        for form in node.aliases:
            called[form].add(node.id)
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document, text, name in _mentions(run / "records" / "mentions.parquet"):
        levels = labelled.get(name), called.get(name), called.get(text)
        meant[document, text] |= next(filter(None, levels), set())
    return {at: next(iter(ids)) for at, ids in meant.items() if len(ids) == 1}


def _mentions(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield document, form and fullest form of each name; nothing if there are none."""
    columns = ["document", "text", "name", "form"]
    try:
        with pq.ParquetFile(path) as file:
            if not set(columns) <= set(file.schema_arrow.names):
                return
            for batch in file.iter_batches(_ROWS, columns=columns):
                cells = (batch.column(name).to_pylist() for name in columns)
                for document, text, name, form in zip(*cells, strict=True):
                    if form == "name":
                        yield document, " ".join(text.split()), " ".join(name.split())
    except FileNotFoundError:
        return
    except (OSError, pa.ArrowException) as error:
        raise damaged(path, error) from None
