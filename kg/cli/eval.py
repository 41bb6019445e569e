"""`kg eval`: how good the pipeline is, by files that people have marked."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import printable, write_json

if TYPE_CHECKING:
    from rich.table import Table as Grid

    from kg.evaluate import Evaluation, Progress
    from kg.evaluate.scoring import Table


def eval(
    gold: Annotated[
        list[Path],
        typer.Argument(
            help="Files (.jsonl .conllu .iob .bio .conll) or folders of them.",
            metavar="GOLD",
        ),
    ],
    model: Annotated[
        str | None,
        typer.Option(help="Another spaCy pipeline, by name or folder.", metavar="NAME"),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write all figures as JSON.", metavar="FILE"),
    ] = None,
) -> None:
    """Measure names, who is who, relations and trees against marked texts."""
    from dataclasses import asdict

    from kg.evaluate import evaluate

    with _progress() as progress:
        found = evaluate(gold, model=model, progress=progress)
    if json_file:
        write_json(asdict(found), json_file)
    _show(found)


def _show(found: "Evaluation") -> None:
    """Print a table for each thing that each file measures, then the means."""
    from rich.console import Console

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    console.print(f"Pipeline: {printable(found.pipeline)}", markup=False)
    for report in found.reports:
        path = printable(report.path)
        console.print(f"\n{path}: {report.texts:,} texts", markup=False, style="bold")
        for title, table in report.tables.items():
            console.print(_grid(title, table))
        for note in report.notes:
            console.print(f"({printable(note)})", markup=False, style="dim")
    if len(found.reports) > 1:
        files = f"\nMean of {len(found.reports):,} files, each counting the same"
        console.print(files, markup=False, style="bold")
        for title, table in found.means.items():
            console.print(_grid(title, table))


def _grid(title: str, table: "Table") -> "Grid":
    """Draw a table; where all words are answered, one share says it all."""
    from rich import box
    from rich.table import Table as Grid

    from kg.evaluate import SHARES

    one = title in SHARES
    heads = ("right", "words") if one else ("P", "R", "F1", "found", "gold")
    grid = Grid(title, box=box.SIMPLE, pad_edge=False)
    for head in heads:
        grid.add_column(head, justify="right")
    for label, score in table.items():
        shares = (score.f1,) if one else (score.precision, score.recall, score.f1)
        known = (1,) if one else (score.found, score.gold, score.gold)
        counts = (score.gold,) if one else (score.found, score.gold)
        cells = *map(_share, shares, known), *(f"{n:,}" for n in counts)
        grid.add_row(label, *cells)
    return grid


def _share(share: float, of: int) -> str:
    """Write a share; of nothing there is none."""
    return f"{share:.3f}" if of else "–"


@contextmanager
def _progress() -> Iterator["Progress | None"]:
    """Show a bar on stderr when somebody is watching; it goes when all is done."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading texts", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
