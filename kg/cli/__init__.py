"""The command line: parse, make one library call, say what happened.

Each command lives in the file named after what it does. Heavy modules are imported
inside the commands, so that `kg --help` answers at once.
"""

import atexit
import os
import sys
from typing import Annotated, NoReturn

import typer

from kg import __version__
from kg.cli import ask, build, diff, eval, export, review, view
from kg.cli.options import Stopped
from kg.errors import KgError

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    help="From a folder of articles to a knowledge graph: offline, every edge cited.",
)

COMMANDS = (
    (build.build, "`kg build articles/ -o outputs`"),
    (view.view, '`kg view outputs --around "Jane Roe" -o roe.html`'),
    (ask.show, '`kg show outputs "Jane Roe"`'),
    (ask.explain, '`kg explain outputs "Jane Roe" "Acme"`'),
    (export.export, "`kg export outputs --format gexf -o graph.gexf`"),
    (review.review, "`kg review outputs --out decisions.csv`"),
    (diff.diff, "`kg diff outputs-before outputs --json changes.json`"),
    (eval.eval, "`kg eval gold/ --json figures.json`"),
)
"""Every command with its example, in the order of `kg --help`."""

INTERRUPTED = 130
"""The exit code of a program that Ctrl-C stopped."""


def main() -> NoReturn:
    """Run the command line, and end at once.

    Python would go through all objects three times for cycles among them, and free each
    of them: half a second after a large build. The system does that at once; all files
    are closed by now.
    """
    code = run()
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or 1
    os._exit(code)


def run() -> int:
    """Run the command line; return its exit code: a KgError is one line and a 1."""
    try:
        app()
    except KgError as error:
        typer.echo(f"kg: {error}", err=True)
        return 1
    except Stopped as stopped:
        return _stopped(str(stopped))
    except KeyboardInterrupt:
        return _stopped()
    except SystemExit as end:
        # Typer turns Ctrl-C inside a command into this exit code, without a word.
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
        return _stopped() if code == INTERRUPTED else code
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"kg: {where}{error.strerror or error}", err=True)
        return 1
    return 0


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


def _stopped(what: str = "nothing was written") -> int:
    typer.echo(f"kg: stopped; {what}", err=True)
    return INTERRUPTED


for _command, _example in COMMANDS:
    app.command(epilog=f"Example: {_example}")(_command)
