"""`kg show` and `kg explain`: questions to a run, answered with sentences."""

from typing import Annotated

import typer

from kg.cli.options import Run


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
