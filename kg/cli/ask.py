"""`kg show` and `kg explain`: questions to a run, answered with sentences."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Run
from kg.records import Evidence

if TYPE_CHECKING:
    import networkx as nx


def show(
    run: Run,
    name: Annotated[str, typer.Argument(help="A name or an alias of an entity.")],
    limit: Annotated[
        int, typer.Option(help="Sentences to quote per relation.", min=0)
    ] = 2,
) -> None:
    """Show one entity: its names, its relations, and the sentences behind them."""
    from kg import graph

    network, evidence = _read(run)
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
    from kg import graph

    network, evidence = _read(run)
    nodes = graph.find_one(network, left), graph.find_one(network, right)
    typer.echo(graph.explanation(network, evidence, *nodes, quotes=limit))


def _read(run: Path) -> tuple["nx.MultiDiGraph[str]", Mapping[str, Sequence[Evidence]]]:
    """Read a run with the speakers that its records name, if it kept records."""
    from kg import edges, export, store

    network, evidence = export.read_run(run)
    if not (run / store.FOLDER).is_dir():
        return network, evidence
    return network, edges.with_speakers(evidence, store.read_claims(run))
