"""`kg export`: the graph of a run, or a part of it, in another format."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.filters import (
    Around,
    Hops,
    Kind,
    MinWeight,
    Relation,
    Since,
    Status,
    Until,
    filtered,
)
from kg.cli.options import Run
from kg.errors import KgError


class Format(StrEnum):
    """Name the formats of `kg export`."""

    cytoscape = "cytoscape"
    gephi = "gephi"
    gexf = "gexf"
    graphml = "graphml"
    json = "json"
    neo4j = "neo4j"
    spreadsheet = "spreadsheet"
    turtle = "turtle"


def export(
    run: Run,
    format: Annotated[Format, typer.Option(help="What to write.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="File to write; for gephi, neo4j and spreadsheet a folder.",
        ),
    ] = None,
    around: Around = None,
    hops: Hops = 1,
    kind: Kind = None,
    relation: Relation = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    min_weight: MinWeight = 0.0,
) -> None:
    """Write the graph of a run, or a part of it, in another format."""
    from kg import export as exporting

    target = output or run / exporting.DEFAULT_NAMES[format.value]
    own = [run, *(run / name for name in exporting.RUN_FILES)]
    if target.resolve() in [path.resolve() for path in own]:
        raise KgError(f"{target}: belongs to the run; give another place with -o")
    whole, evidence = exporting.read_run(run)
    network = filtered(
        whole,
        around=around,
        hops=hops,
        kind=kind,
        relation=relation,
        status=status,
        since=since,
        until=until,
        min_weight=min_weight,
    )
    exporting.WRITERS[format.value](network, evidence, target)
    nodes, edges = network.number_of_nodes(), network.number_of_edges()
    typer.echo(f"{target}: {nodes:,} entities, {edges:,} edges")
