"""`kg build`: from documents to the files of a run."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DECISIONS, Stopped, counted, split
from kg.errors import SettingsError

if TYPE_CHECKING:
    from kg.distribute import Begin
    from kg.pipeline import Progress, Report
    from kg.settings import Settings

_MUCH = 2_000_000
"""Bytes of texts that are kept from which on a second process may lend a hand."""


def build(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, globs, or - for stdin.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder to write the run into.")
    ] = Path("outputs"),
    settings: Annotated[
        Path | None, typer.Option(help="Settings file (TOML).", metavar="FILE")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help="Another spaCy pipeline, by name or folder.", metavar="NAME"),
    ] = None,
    gazetteer: Annotated[
        list[Path] | None,
        typer.Option(help="Own names as spaCy patterns (JSONL).", metavar="FILE"),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(help="Own rules for relations (TOML).", metavar="FILE"),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            help="Names decided by hand (CSV); if left out, those kept in the output "
            "folder by `kg review`.",
            metavar="FILE",
        ),
    ] = None,
    kinds: Annotated[
        str | None,
        typer.Option(help="Kinds of entity to keep.", metavar="person,organisation"),
    ] = None,
    cooccurrence: Annotated[
        bool | None,
        typer.Option(
            "--cooccurrence/--no-cooccurrence", help="Link names of one sentence."
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            help="Processes that read articles (0.4 GB each, less on Linux); if left "
            "out, one per core, fewer for little text.",
            min=1,
            metavar="N",
        ),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(
            help="Scheduler of a Dask cluster that reads the articles instead.",
            metavar="ADDRESS",
        ),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            help="Keep what is found there as well, for other builds: s3://, gs://, "
            "file:// or another fsspec URL.",
            metavar="URL",
        ),
    ] = None,
) -> None:
    """Read documents and write the graph: GraphML, HTML and tables."""
    if dask and workers:
        raise SettingsError("options: give --dask or --workers, not both")
    given = {
        "model": model,
        "gazetteers": gazetteer,
        "rules": rules,
        "decisions": decisions,
        "kinds": split(kinds) if kinds is not None else None,
        "cooccurrence": cooccurrence,
    }
    try:
        with (
            _second_process(paths, output, workers=workers, dask=dask) as aside,
            _progress() as progress,
        ):
            from kg.pipeline import build as build_run

            chosen = _with_own_decisions(_settings(settings, given), output)
            report = build_run(
                paths,
                output,
                chosen,
                workers=workers,
                dask=dask,
                shared=store,
                progress=progress,
                aside=aside,
            )
    except KeyboardInterrupt:
        raise Stopped("to go on from here, run the same command again") from None
    _tell(report)


@contextmanager
def _second_process(
    paths: Sequence[str], output: Path, *, workers: int | None, dask: str | None
) -> Iterator["Begin"]:
    """Yield what begins things in another process.

    That starts at once, before this one has loaded what it needs, where it is likely to
    find what is new in a large folder.
    """
    from kg import distribute, staging

    distribute.one_thread()
    with distribute.beside(apart=True) as begin:
        is_free = workers is None and not dask and distribute.cores() > 1
        if is_free and staging.is_touched(output, paths):
            texts = staging.kept(output, staging.TEXTS)
            if sum(path.stat().st_size for path in texts.rglob("*")) > _MUCH:
                begin(distribute.load, "kg.pipeline.finding")
        yield begin


def _settings(path: Path | None, given: Mapping[str, object]) -> "Settings":
    """Join a settings file with the options; an option that was given wins."""
    from kg.settings import load_settings, make_settings

    base = load_settings(path).model_dump() if path else {}
    chosen = {key: value for key, value in given.items() if value is not None}
    return make_settings({**base, **chosen}, where="options")


def _with_own_decisions(chosen: "Settings", output: Path) -> "Settings":
    """Take the decisions that `kg review` kept in the output folder, if no others."""
    own = output / DECISIONS
    if chosen.decisions or not own.is_file():
        return chosen
    typer.echo(f"Following the decisions in {own}")
    return chosen.model_copy(update={"decisions": own})


@contextmanager
def _progress() -> Iterator["Progress | None"]:
    """Show progress on stderr when somebody is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as bar:
        bar.add_task("Starting", total=None, rate="")

        def report(stage: str, done: int, total: int) -> None:
            task = bar.tasks[0]
            if task.description != stage:  # its speed is nothing to go by here
                bar.remove_task(task.id)
                bar.add_task(stage, total=total or None, completed=done, rate="")
            else:
                bar.update(task.id, completed=done)
                rate = f"{task.speed:,.1f}/s" if task.speed else ""
                bar.update(task.id, rate=rate)

        yield report


def _tell(report: "Report") -> None:
    """Say in a few lines what a build did."""
    counts = report.counts
    seconds = sum(report.seconds.values())
    told = [
        counted(counts["documents"], "document"),
        counted(counts["words"], "word"),
        counted(counts["nodes"], "entity", "entities"),
        counted(counts["edges"], "edge"),
    ]
    typer.echo(f"{', '.join(told)} in {seconds:.1f} s")
    skipped = report.documents_skipped
    for item in skipped[:10]:
        typer.echo(f"skipped {item.path}: {item.reason}", err=True)
    if len(skipped) > 10:
        rest = len(skipped) - 10
        typer.echo(f"skipped {rest:,} more, see run.json", err=True)
    if counts["dropped lines"]:
        dropped = counted(counts["dropped lines"], "line")
        typer.echo(f"{dropped} of boilerplate left out")
    typer.echo(f"Open {report.output / 'graph.html'} in a browser,")
    typer.echo(f"or {report.output / 'graph.graphml'} in Gephi.")
