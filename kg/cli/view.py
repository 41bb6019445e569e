"""`kg view`: the page of a run drawn again, with filters."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import filters
from kg.cli.options import Run


def view(
    run: Run,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="HTML file to write.")
    ] = None,
    around: filters.Around = None,
    hops: filters.Hops = 1,
    kind: filters.Kind = None,
    relation: filters.Relation = None,
    status: filters.Status = None,
    since: filters.Since = None,
    until: filters.Until = None,
    min_weight: filters.MinWeight = 0.0,
    top: Annotated[
        int, typer.Option(help="Open with this many entities.", min=1)
    ] = 300,
) -> None:
    """Draw the HTML view of a run again, with filters."""
    from kg import export, graph, store
    from kg import view as drawing

    whole, evidence = export.read_run(run)
    network = filters.filtered(
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
    title = ""
    if around:
        title = f"Around {whole.nodes[graph.find_one(whole, around)]['label']}"
    target = output or run / "graph.html"
    documents = {item.id: item for item in store.read_documents(run)}
    drawing.write_html(
        network, evidence, target, title=title, documents=documents, limit=top
    )
    typer.echo(f"{target}: {network.number_of_nodes():,} entities")
