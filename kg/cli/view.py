"""`kg view`: the page of a run drawn again, with filters."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Run, split
from kg.errors import KgError


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
        kinds=split(kind),
        relations=split(relation),
        statuses=split(status),
        since=since or "",
        until=until or "",
        min_weight=min_weight,
    )
    title = ""
    if around:
        node = graph.find_one(whole, around)
        if node not in network:
            raise KgError(f"{around}: the other filters leave nothing of it")
        network = graph.neighbourhood(network, node, hops=hops)
        title = f"Around {whole.nodes[node]['label']}"
    if whole and not network:
        raise KgError("nothing passes these filters; no page was written")
    target = output or run / "graph.html"
    documents = {item.id: item for item in store.read_documents(run)}
    drawing.write_html(
        network, evidence, target, title=title, documents=documents, limit=top
    )
    typer.echo(f"{target}: {network.number_of_nodes():,} entities")
