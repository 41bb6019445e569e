"""`kg diff`: what one run found otherwise than another."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import busy, printable
from kg.errors import RunError

if TYPE_CHECKING:
    from kg.graph.compare import Change, Comparison, Regrouped
    from kg.graph.snapshots import Link, Node

Line = tuple[str, str]
"""What is told of, and what is told."""


def diff(
    old: Annotated[Path, typer.Argument(help="Folder of a run.", metavar="OLD")],
    new: Annotated[Path, typer.Argument(help="Folder of another.", metavar="NEW")],
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write all differences as JSON.", metavar="FILE"),
    ] = None,
    limit: Annotated[
        int, typer.Option(help="Lines to show of each kind of change.", min=0)
    ] = 10,
) -> None:
    """Tell what appeared, vanished, changed, merged and split between two runs."""
    from kg.graph.compare import compare
    from kg.graph.snapshots import read_snapshot

    with busy("Comparing the runs"):
        found = compare(read_snapshot(old), read_snapshot(new))
    if json_file:
        _write(found, json_file)
    if found:
        _show(found, limit)
    else:
        typer.echo("No difference.")


def _write(found: "Comparison", path: Path) -> None:
    from dataclasses import asdict

    told = asdict(found)
    told["merged"] = [{"old": i["several"], "new": i["one"]} for i in told["merged"]]
    told["split"] = [{"old": i["one"], "new": i["several"]} for i in told["split"]]
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise RunError(
            f"{path}: cannot be written ({error.strerror}); give another place"
        ) from None


def _show(found: "Comparison", limit: int) -> None:
    """Print how much there is of each kind of change, and the first of it."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    for title, lines in _sections(found):
        if not lines:
            continue
        table = Table.grid(padding=(0, 2))
        for what, told in lines[:limit]:
            table.add_row("", Text(what), Text(told, "dim"))
        if len(lines) > limit:
            table.add_row("", Text(f"and {len(lines) - limit:,} more", "italic"))
        console.print(Text(f"{title}: {len(lines):,}", "bold"))
        console.print(table)


def _sections(found: "Comparison") -> Iterable[tuple[str, Sequence[Line]]]:
    nodes, edges = found.nodes, found.edges
    yield "Entities that are one now", [_regrouped(i, " ← ") for i in found.merged]
    yield "Entities that are several now", [_regrouped(i, " → ") for i in found.split]
    yield "Entities that appeared", [_node(node) for node in nodes.appeared]
    yield "Entities that vanished", [_node(node) for node in nodes.vanished]
    yield "Entities that changed", [_change(i, i.new.label) for i in nodes.changed]
    yield "Edges that appeared", [_edge(edge) for edge in edges.appeared]
    yield "Edges that vanished", [_edge(edge) for edge in edges.vanished]
    yield "Edges that changed", [_change(i, _edge(i.new)[0]) for i in edges.changed]


def _regrouped(item: "Regrouped", sign: str) -> Line:
    several = " + ".join(printable(node.label, 60) for node in item.several)
    return f"{printable(item.one.label, 60)}{sign}{several}", item.one.entity_type


def _node(node: "Node") -> Line:
    counts = f"{node.mentions:,} mentions in {node.documents:,} documents"
    return printable(node.label, 60), f"{node.entity_type}, {counts}"


def _edge(edge: "Link") -> Line:
    ends = printable(edge.source_label, 60), printable(edge.target_label, 60)
    arrow = "→" if edge.directed else "—"
    told = f"{ends[0]} — {printable(edge.label, 60)} {arrow} {ends[1]}"
    return told, f"{edge.status}, {edge.evidence:,} sentences"


def _change(item: "Change[Any]", name: str) -> Line:
    told = (_told(field, item.old, item.new) for field in item.fields)
    return printable(name, 200), "; ".join(told)


def _told(field: str, old: object, new: object) -> str:
    """Say how a field differs: from what to what, but for aliases which."""
    was, now = getattr(old, field), getattr(new, field)
    if field != "aliases":
        return f"{field} {printable(str(was), 60)} → {printable(str(now), 60)}"
    gone = [f"−{printable(form, 40)}" for form in was if form not in now]
    come = [f"+{printable(form, 40)}" for form in now if form not in was]
    return printable(f"aliases {' '.join([*come, *gone])}", 200)
