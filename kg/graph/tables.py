"""The nodes and ties of a graph as columns: a large one is never one of objects."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from math import log
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.graph.layout import Sketch
from kg.graph.spacing import Links, Numbers, Point
from kg.records import (
    ASSERTED,
    CO_OCCURS_WITH,
    INITIATIVE,
    ORGANISATION,
    PERSON,
    PLACE,
    Entity,
)

COLOURS: Mapping[str, tuple[int, int, int]] = {
    PERSON: (0, 114, 178),
    ORGANISATION: (230, 159, 0),
    INITIATIVE: (0, 158, 115),
    PLACE: (204, 121, 167),
}
"""Okabe and Ito's (2008) colours, told apart by colour-blind readers as well."""

OTHER_COLOUR = (153, 153, 153)

NODES = pa.schema(
    [
        ("id", pa.string()),
        ("label", pa.string()),
        ("entity_type", pa.string()),
        ("aliases", pa.string()),
        ("mentions", pa.int64()),
        ("documents", pa.int64()),
        ("community", pa.int64()),
        ("x", pa.float64()),
        ("y", pa.float64()),
        ("size", pa.float64()),
        ("r", pa.int64()),
        ("g", pa.int64()),
        ("b", pa.int64()),
        ("reasons", pa.string()),
        ("alias_counts", pa.string()),
    ]
)
"""The id of a node and its attributes, as in `docs/outputs.md`."""

_DRAWN = ("community", "x", "y", "size")
"""Those that come from the picture; they stand together."""
_FIRST = NODES.get_field_index(_DRAWN[0])
DESCRIBED = pa.schema([field for field in NODES if field.name not in _DRAWN])
"""Those that are known before there is a picture."""

_ROWS = 50_000


def described(entities: Iterable[Entity]) -> pa.Table:
    """Return what a graph tells of entities, as `DESCRIBED`: much less than objects."""
    rows = map(_described, entities)
    tables = [DESCRIBED.empty_table()]
    while group := list(islice(rows, _ROWS)):
        cells = zip(zip(*group, strict=True), DESCRIBED.types, strict=True)
        tables.append(pa.table([pa.array(*cell) for cell in cells], schema=DESCRIBED))
    return pa.concat_tables(tables)


def tied(edges: Iterable[pa.Table]) -> tuple[Links, Numbers]:
    """Sum up how closely each pair is tied, for layout, sizes and communities.

    A stated relation ties by 1 + ln(sentences), half of that if it is only possible or
    denied; a co-occurrence by its weight, which is below 1. Pairs come in order, the
    lower end first. Of edges, `source` and `target` are asked, as places in the order
    of nodes, `weight`, `relation` and `status`.
    """
    ends: list[Links] = [np.empty((0, 2), np.int64)]
    strengths: list[Numbers] = [np.empty(0)]
    for table in edges:
        both = [table[name].to_numpy() for name in ("source", "target")]
        ends.append(np.sort(np.column_stack(both).astype(np.int64), axis=1))
        weights = table["weight"].to_numpy()
        asserted = pc.equal(table["status"], ASSERTED).to_numpy()
        stated = (1 + _each(_log, weights)) * np.where(asserted, 1.0, 0.5)
        met = pc.equal(table["relation"], CO_OCCURS_WITH).to_numpy()
        strengths.append(np.where(met, weights, stated))
    joined = np.concatenate(ends)
    pairs, place = np.unique(joined[:, 0] << 32 | joined[:, 1], return_inverse=True)
    # Numbers even of no pairs at all, which are counted as integers.
    sums = np.bincount(place, np.concatenate(strengths), len(pairs)).astype(np.float64)
    return np.column_stack([pairs >> 32, pairs & 0xFFFFFFFF]), sums


def placed(entities: pa.Table, drawn: Sketch, points: Sequence[Point]) -> pa.Table:
    """Return the nodes of a graph, as `NODES`: as `described`, and where they are."""
    x, y = np.array(points).reshape(-1, 2).T
    columns = (drawn.communities, x, y, drawn.sizes)
    for place, (name, cells) in enumerate(zip(_DRAWN, columns, strict=True), _FIRST):
        field = NODES.field(name)
        entities = entities.add_column(place, field, pa.array(cells, field.type))
    return entities


def _described(entity: Entity) -> tuple[Any, ...]:
    return (
        entity.id,
        entity.name,
        entity.kind,
        _joined([form for form, _ in entity.aliases]),
        entity.mentions,
        entity.documents,
        *COLOURS.get(entity.kind, OTHER_COLOUR),
        _joined(entity.reasons),
        _joined([str(count) for _, count in entity.aliases]),
    )


def _each(function: Callable[[float], float], values: Numbers) -> Numbers:
    """Apply a function to numbers of which few differ.

    Python's own logarithms are the same on every processor, numpy's are not quite.
    """
    distinct, place = np.unique(values, return_inverse=True)
    found = np.array([function(value) for value in distinct.tolist()], np.float64)
    return found[place]


def _log(sentences: float) -> float:
    return log(max(1.0, sentences))


def _joined(texts: Sequence[str]) -> str:
    """Join texts by bars; a bar inside one becomes a slash."""
    return " | ".join([text.replace(" | ", " / ") for text in texts])
