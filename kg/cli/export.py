"""`kg export`: the graph of a run in another format."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Run


class Format(StrEnum):
    """Name the formats of `kg export`."""

    gexf = "gexf"
    graphml = "graphml"
    json = "json"
    neo4j = "neo4j"


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
