"""The command line: parse, make one library call, say what happened.

Heavy modules are imported inside the commands, so that `kg --help` answers at once.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import __version__
from kg.errors import KgError
from kg.settings import Settings, load_settings, make_settings

if TYPE_CHECKING:
    from kg.pipeline import Progress, Report

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    help="From a folder of articles to a knowledge graph: offline, every edge cited.",
)

Run = Annotated[
    Path, typer.Argument(help="Folder of a run, as `kg build` wrote it.", metavar="RUN")
]


INTERRUPTED = 130
"""The exit code of a program that Ctrl-C stopped."""


class Format(StrEnum):
    """Name the formats of `kg export`."""

    gexf = "gexf"
    graphml = "graphml"
    json = "json"
    neo4j = "neo4j"


def main() -> None:
    """Run the command line; turn a KgError into one line and exit code 1."""
    try:
        app()
    except KgError as error:
        typer.echo(f"kg: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(_stopped())
    except SystemExit as end:
        # Typer turns Ctrl-C inside a command into this exit code, without a word.
        sys.exit(_stopped() if end.code == INTERRUPTED else end.code)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"kg: {where}{error.strerror or error}", err=True)
        sys.exit(1)


@app.callback(invoke_without_command=True)
def root(
    show_version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""
    if show_version:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.command(epilog="Example: `kg build articles/ -o outputs`")
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
    decisions: Annotated[
        Path | None, typer.Option(help="Names decided by hand (CSV).", metavar="FILE")
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
) -> None:
    """Read documents and write the graph: GraphML, HTML and tables."""
    from kg.pipeline import build as build_run

    given = {
        "model": model,
        "gazetteers": gazetteer,
        "decisions": decisions,
        "kinds": _split(kinds) if kinds is not None else None,
        "cooccurrence": cooccurrence,
    }
    chosen = _settings(settings, given)
    with _progress() as progress:
        report = build_run(paths, output, chosen, progress=progress)
    _tell(report)


@app.command(epilog='Example: `kg view outputs --around "Jane Roe" -o roe.html`')
def view(
    run: Run,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="HTML file to write.")
    ] = None,
    around: Annotated[
        str | None, typer.Option(help="Only what lies around this name.")
    ] = None,
    hops: Annotated[int, typer.Option(help="How far around it.", min=1, max=6)] = 1,
    kind: Annotated[
        str | None, typer.Option(help="Only these kinds, with commas.")
    ] = None,
    relation: Annotated[
        str | None, typer.Option(help="Only these relations, with commas.")
    ] = None,
    status: Annotated[
        str | None, typer.Option(help="Only asserted, negated or possible.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Only from this date on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only up to this date.")] = None,
    min_weight: Annotated[
        float, typer.Option(help="Only edges this heavy.", min=0)
    ] = 0.0,
    top: Annotated[
        int, typer.Option(help="Open with this many entities.", min=1)
    ] = 300,
) -> None:
    """Draw the HTML view of a run again, with filters."""
    from kg import export, graph, store
    from kg import view as drawing

    whole, evidence = export.read_run(run)
    network = graph.filter_graph(
        whole,
        kinds=_split(kind),
        relations=_split(relation),
        statuses=_split(status),
        since=since or "",
        until=until or "",
        min_weight=min_weight,
    )
    if around:
        node = graph.find_one(whole, around)
        if node not in network:
            raise KgError(f"{around}: the other filters leave nothing of it")
        network = graph.neighbourhood(network, node, hops=hops)
    if whole and not network:
        raise KgError("nothing passes these filters; no page was written")
    target = output or run / "graph.html"
    documents = {item.id: item for item in store.read_documents(run)}
    drawing.write_html(network, evidence, target, documents=documents, limit=top)
    typer.echo(f"{target}: {network.number_of_nodes():,} entities")


@app.command(epilog='Example: `kg show outputs "Jane Roe"`')
def show(
    run: Run,
    name: Annotated[str, typer.Argument(help="A name or an alias of an entity.")],
    limit: Annotated[
        int, typer.Option(help="Sentences to quote per relation.", min=0)
    ] = 2,
) -> None:
    """Show one entity: its names, its relations, and the sentences behind them."""
    from kg import export, graph

    network, evidence = export.read_run(run)
    node = graph.find_one(network, name)
    typer.echo(graph.card(network, evidence, node, quotes=limit))


@app.command(epilog='Example: `kg explain outputs "Jane Roe" "Acme"`')
def explain(
    run: Run,
    left: Annotated[str, typer.Argument(help="A name.", metavar="A")],
    right: Annotated[str, typer.Argument(help="Another name.", metavar="B")],
    limit: Annotated[
        int, typer.Option(help="Sentences to quote per relation.", min=0)
    ] = 3,
) -> None:
    """Explain how two entities are linked, with sentences."""
    from kg import export, graph

    network, evidence = export.read_run(run)
    nodes = graph.find_one(network, left), graph.find_one(network, right)
    typer.echo(graph.explanation(network, evidence, *nodes, quotes=limit))


@app.command(epilog="Example: `kg export outputs --format gexf -o graph.gexf`")
def export(
    run: Run,
    format: Annotated[Format, typer.Option(help="What to write.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File (for neo4j: folder) to write."),
    ] = None,
) -> None:
    """Write the graph of a run in another format."""
    from kg import export as exporting

    network, evidence = exporting.read_run(run)
    target = output or run / exporting.DEFAULT_NAMES[format.value]
    exporting.WRITERS[format.value](network, evidence, target)
    typer.echo(str(target))


def _stopped() -> int:
    typer.echo("kg: stopped; nothing was written", err=True)
    return INTERRUPTED


def _settings(path: Path | None, given: Mapping[str, object]) -> Settings:
    """Join a settings file with the options; an option that was given wins."""
    base = load_settings(path).model_dump() if path else {}
    chosen = {key: value for key, value in given.items() if value is not None}
    return make_settings({**base, **chosen}, where="options")


def _split(text: str | None) -> tuple[str, ...]:
    return (
        tuple(part.strip() for part in text.split(",") if part.strip()) if text else ()
    )


@contextmanager
def _progress() -> Iterator["Progress | None"]:
    """Show progress on stderr when somebody is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Starting")
        yield lambda stage, done: bar.update(task, description=f"{stage}: {done:,}")


def _tell(report: "Report") -> None:
    """Say in a few lines what a build did."""
    counts = report.counts
    seconds = sum(report.seconds.values())
    typer.echo(
        f"{counts['documents']:,} documents, {counts['words']:,} words, "
        f"{counts['nodes']:,} entities, {counts['edges']:,} edges in {seconds:.1f} s"
    )
    for item in report.skipped[:10]:
        typer.echo(f"skipped {item.path}: {item.reason}", err=True)
    if len(report.skipped) > 10:
        rest = len(report.skipped) - 10
        typer.echo(f"skipped {rest:,} more, see run.json", err=True)
    if counts["dropped lines"]:
        typer.echo(f"{counts['dropped lines']:,} lines of boilerplate left out")
    typer.echo(f"Open {report.output / 'graph.html'} in a browser,")
    typer.echo(f"or {report.output / 'graph.graphml'} in Gephi.")
