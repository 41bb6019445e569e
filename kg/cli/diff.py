"""`kg diff`: what one run found otherwise than another."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import busy, counted, printable, write_json

if TYPE_CHECKING:
    from kg.graph.compare import Change, Comparison, Regrouped
    from kg.graph.snapshots import Link, Node

Line = tuple[str, str]
"""What is told of, and what is told."""

Section = tuple[str, Sequence[Any], Callable[[Any], Line]]
"""A title, what stands under it, and how each of these is told."""


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
    write_json(told, path)


def _show(found: "Comparison", limit: int) -> None:
    """Print how much there is of each kind of change, and the first of it."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    for title, items, line in _sections(found):
        if not items:
            continue
        table = Table.grid(padding=(0, 2))
        for what, told in map(line, items[:limit]):
            table.add_row("", Text(what), Text(told, "dim"))
        if len(items) > limit:
            table.add_row("", Text(f"and {len(items) - limit:,} more", "italic"))
        console.print(Text(f"{title}: {len(items):,}", "bold"))
        console.print(table)


def _sections(found: "Comparison") -> Iterable[Section]:
    nodes, edges = found.nodes, found.edges
    yield "Entities that are one now", found.merged, _merged
    yield "Entities that are several now", found.split, _split
    yield "Entities that appeared", nodes.appeared, _node
    yield "Entities that vanished", nodes.vanished, _node
    yield "Entities that changed", nodes.changed, _changed_node
    yield "Edges that appeared", edges.appeared, _edge
    yield "Edges that vanished", edges.vanished, _edge
    yield "Edges that changed", edges.changed, _changed_edge


def _merged(item: "Regrouped") -> Line:
    return f"{printable(item.one.label, 60)} ← {_several(item)}", item.one.entity_type


def _split(item: "Regrouped") -> Line:
    return f"{printable(item.one.label, 60)} → {_several(item)}", item.one.entity_type


def _several(item: "Regrouped") -> str:
    return " + ".join(printable(node.label, 60) for node in item.several)


def _node(node: "Node") -> Line:
    counts = counted(node.mentions, "mention"), counted(node.documents, "document")
    return printable(node.label, 60), f"{node.entity_type}, {' in '.join(counts)}"


def _edge(edge: "Link") -> Line:
    ends = printable(edge.source_label, 60), printable(edge.target_label, 60)
    arrow = "→" if edge.directed else "—"
    told = f"{ends[0]} — {printable(edge.label, 60)} {arrow} {ends[1]}"
    return told, f"{edge.status}, {counted(edge.evidence, 'sentence')}"


def _changed_node(item: "Change[Node]") -> Line:
    return printable(item.new.label, 60), _changes(item)


def _changed_edge(item: "Change[Link]") -> Line:
    return _edge(item.new)[0], _changes(item)


def _changes(item: "Change[Node] | Change[Link]") -> str:
    return "; ".join(_told(field, item.old, item.new) for field in item.fields)


def _told(field: str, old: object, new: object) -> str:
    """Say how a field differs: from what to what, but for aliases which."""
    was, now = getattr(old, field), getattr(new, field)
    if field != "aliases":
        return f"{field} {printable(str(was), 60)} → {printable(str(now), 60)}"
    gone = [f"−{printable(form, 40)}" for form in was if form not in now]
    come = [f"+{printable(form, 40)}" for form in now if form not in was]
    return printable(f"aliases {' '.join([*come, *gone])}", 200)
