"""Describe each entity as a mark of the picture: place, size, shape, colour, words.

Values come from any graph with the attributes of `docs/outputs.md`, also from one read
from a file, so nothing is taken for granted: numbers may be missing or not finite,
strings may hold what no file can.
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

SPACING = 70.0
"""Mean distance of neighbouring nodes in the picture, in pixels before zooming."""

RADII = 4.0, 28.0
"""Least and greatest radius of a node in the picture; between them, as given."""

SHAPES = {"organisation": "square", "initiative": "diamond", "place": "triangle"}

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def marks(
    names: Sequence[str],
    nodes: Sequence[Mapping[str, Any]],
    kinds: Sequence[str],
    limit: int,
) -> list[dict[str, Any]]:
    """Describe the nodes as vis-network and the panel want them."""
    drawn = _drawn(nodes, max(1, limit))
    return [
        {
            "id": place,
            "key": plain(name),
            "label": plain(data.get("label") or name),
            "shape": SHAPES.get(str(data.get("entity_type")), "dot"),
            "color": _colour(data),
            "x": x,
            "y": y,
            "size": radius,
            "kind": kinds.index(plain(data.get("entity_type", ""))),
            "aliases": plain(data.get("aliases", "")),
            "alias_counts": plain(data.get("alias_counts", "")),
            "mentions": int(finite(data.get("mentions", 0))),
            "documents": int(finite(data.get("documents", 0))),
            "community": plain(data.get("community", "")),
            "reasons": plain(data.get("reasons") or ""),
        }
        for place, (name, (x, y, radius), data) in enumerate(
            zip(names, drawn, nodes, strict=True)
        )
    ]


def _drawn(
    nodes: Sequence[Mapping[str, Any]], limit: int
) -> list[tuple[float, float, float]]:
    """Scale the given layout so that the nodes shown first stand well apart.

    Places and sizes keep their proportions and y points down as on a screen, so that
    Gephi shows the same picture. Nodes without a place get one on a spiral.
    """
    given = [
        (finite(node.get("x"), math.nan), -finite(node.get("y"), math.nan))
        for node in nodes
    ]
    known = [xy for xy in given[:limit] if math.isfinite(xy[0] + xy[1])]
    mean = [sum(axis) / len(known) for axis in zip(*known, strict=True)] or [0.0, 0.0]
    spread = sum(math.dist(xy, mean) ** 2 for xy in known) / max(1, len(known))
    # The nodes of an even disc lie 0.4 spacings times sqrt(n) from its centre (RMS).
    scale = 0.4 * SPACING * math.sqrt(len(known) / spread) if spread else 1.0
    low, high = RADII
    drawn = []
    for place, ((x, y), node) in enumerate(zip(given, nodes, strict=True)):
        spot = scale * (x - mean[0]), scale * (y - mean[1])
        if not math.isfinite(x + y):
            spot = _spiral(place)
        # Somewhat less than the given half, for labels and arrows want room too.
        radius = min(high, max(low, scale * finite(node.get("size"), 20) * 0.5))
        drawn.append((round(spot[0], 1), round(spot[1], 1), round(radius, 1)))
    return drawn


def _spiral(place: int) -> tuple[float, float]:
    """Place a point on a sunflower spiral (Vogel 1979)."""
    angle = place * math.pi * (3 - math.sqrt(5))
    radius = SPACING * math.sqrt(place / math.pi)
    return radius * math.cos(angle), radius * math.sin(angle)


def _colour(data: Mapping[str, Any]) -> str:
    """Write a node's own colour as #rrggbb, "" without one."""
    if not all(part in data for part in "rgb"):
        return ""
    parts = [min(255, max(0, round(finite(data[part])))) for part in "rgb"]
    return "#{:02x}{:02x}{:02x}".format(*parts)


def plain(value: object) -> str:
    """Make a string that UTF-8 and HTML can hold: no control characters, no halves."""
    text = str(value)
    if text.isascii() and text.isprintable():
        return text
    return UNPRINTABLE.sub("\ufffd", text)


def finite(value: object, default: float = 0.0) -> float:
    """Read a finite number, also from numpy or a string, else take the default."""
    try:
        result = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return default
    return result if math.isfinite(result) else default
