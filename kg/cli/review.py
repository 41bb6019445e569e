"""`kg review`: look at doubtful pairs of names, and keep what people decide."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import DECISIONS, Run, busy, counted, printable
from kg.errors import KgError, damaged, no_run
from kg.records import KINDS

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from kg.identity.answers import Answers
    from kg.identity.decisions import Decision
    from kg.identity.proposals import Proposal

KEYS = {"s": "same", "d": "different", "": "", "q": None}
"""What is decided by each key: nothing by Enter; q ends."""

HELP = "s same · d different · Enter skip · q quit; a reason may follow: d two firms"


def review(
    run: Run,
    out: Annotated[
        Path | None,
        typer.Option(help="Write all pairs into a CSV to edit.", metavar="FILE"),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            help="Where decisions are kept; if left out, the file that the run was "
            f"built with, else RUN/{DECISIONS}.",
            metavar="FILE",
        ),
    ] = None,
    who: Annotated[
        str, typer.Option(help="Your name, kept with each decision.", metavar="NAME")
    ] = "",
) -> None:
    """Ask which doubtful names are one, and keep what you decide."""
    from kg import staging, store
    from kg.identity.answers import Answers
    from kg.identity.proposals import proposals

    staging.settle(run)
    settings = _settings_of(run)
    kept = decisions or _kept(run, settings)
    made = _made([kept, out] if out else [kept], needed=decisions if out else None)
    answers = Answers(made)
    with busy("Reading the run"):
        asked = proposals(
            store.read_merges(run),
            store.read_mentions(run),
            store.read_documents(run),
            answers=answers,
            kinds=settings.get("kinds") or KINDS,
        )
    if out:
        _write(out, made, asked)
    elif not asked:
        typer.echo("Nothing to look at: every pair is clear or decided.")
    elif not _is_watched():
        raise KgError(
            f"{counted(len(asked), 'pair')} to look at, but nobody to ask here; "
            f"write them into a file with: kg review {run} --out {DECISIONS}"
        )
    else:
        _ask(asked, answers, kept, who)


def _settings_of(run: Path) -> dict[str, Any]:
    """Return the settings that a run was built with."""
    path = run / "run.json"
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return dict(record["settings"])
    except (FileNotFoundError, NotADirectoryError):
        raise no_run(run, "run.json") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(path, error) from None


def _kept(run: Path, settings: dict[str, Any]) -> Path:
    """Return the file that the decisions about a run are kept in."""
    given = settings.get("decisions")
    if isinstance(given, str) and Path(given).is_file():
        return Path(given)
    return run / DECISIONS


def _made(paths: Sequence[Path], *, needed: Path | None) -> list["Decision"]:
    """Return what is decided already; a file that is not `needed` need not exist."""
    from kg.identity.decisions import read_decisions

    files = {path.resolve(): path for path in paths if path == needed or path.exists()}
    return [made for path in files.values() for made in read_decisions(path)]


def _write(out: Path, made: Sequence["Decision"], asked: Sequence["Proposal"]) -> None:
    """Write what is decided, then what is open, into a file to edit."""
    from kg.identity.answers import as_row, write_rows
    from kg.identity.proposals import rows

    unique = dict.fromkeys(replace(one, place="") for one in made)
    write_rows(out, [*map(as_row, unique), *rows(asked)])
    typer.echo(
        f"{out}: {counted(len(asked), 'pair')} to decide, {len(unique):,} decided"
    )
    if asked:
        typer.echo("Write same or different into the first column; leave it empty if")
        typer.echo(f"you do not know. Then: kg build ARTICLES --decisions {out}")


def _is_watched() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(asked: Sequence["Proposal"], answers: "Answers", kept: Path, who: str) -> None:
    """Show pair after pair, and write each decision at once."""
    from rich.console import Console

    from kg.identity.answers import append
    from kg.identity.decisions import Decision

    console = Console(highlight=False)
    count = 0
    try:
        for number, one in enumerate(asked, 1):
            names = one.left.name, one.right.name
            if answers.verdict(one.kind, *names):
                continue
            console.print(_picture(one, f"{number:,} of {len(asked):,}"))
            decision, why = _reply(console)
            if decision is None:
                break
            if decision:
                made = Decision(decision, one.kind, *names, who, why)
                append(kept, made)
                answers.add(made)
                count += 1
    except (EOFError, KeyboardInterrupt):
        console.print()
    console.print(f"{counted(count, 'decision')} written to {kept}", markup=False)
    if count:
        console.print("Build the run again to follow them.")


def _reply(console: "Console") -> tuple[str | None, str]:
    """Ask until the answer is one, and return the decision and its reason."""
    while True:
        key, _, why = console.input("[bold]same or different?[/] ").partition(" ")
        if key.strip().lower() in KEYS:
            return KEYS[key.strip().lower()], " ".join(why.split())
        console.print(HELP, style="dim")


def _picture(one: "Proposal", place: str) -> "RenderableType":
    """Draw a pair: its names, how often they stand, a sentence each, and reasons."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    now = "joined now" if one.joined else "apart now"
    title = f"{place} · {one.kind} · {now} · score {one.score:.2f}"
    parts: list[RenderableType] = [Rule(Text(title), align="left")]
    for side in (one.left, one.right):
        name = printable(side.name, 120)
        counts = counted(side.mentions, "mention"), counted(side.documents, "document")
        told = f"  {' in '.join(counts)}" if side.mentions else ""
        parts.append(Text.assemble((name, "bold"), (told, "dim")))
        if side.sentence:
            quote = Text(f"“{printable(side.sentence)}” ({printable(side.source)})")
            quote.highlight_words([name], "bold")
            parts.append(Padding(quote, (0, 0, 0, 4)))
    reasons = "; ".join(printable(reason) for reason in one.reasons)
    parts.append(Text(f"why: {reasons}", "italic"))
    return Group(*parts, Text(HELP, "dim"))
