"""The options that cut a part out of a graph, for the commands that write one."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kg.cli.options import split
from kg.errors import KgError

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = "nx.MultiDiGraph[str]"

Around = Annotated[str | None, typer.Option(help="Only what lies around this name.")]
Hops = Annotated[int, typer.Option(help="How far around it.", min=1, max=6)]
Kind = Annotated[str | None, typer.Option(help="Only these kinds, with commas.")]
Relation = Annotated[
    str | None, typer.Option(help="Only these relations, with commas.")
]
Status = Annotated[str | None, typer.Option(help="Only asserted, negated or possible.")]
Since = Annotated[str | None, typer.Option(help="Only from this date on.")]
Until = Annotated[str | None, typer.Option(help="Only up to this date.")]
MinWeight = Annotated[float, typer.Option(help="Only edges this heavy.", min=0)]


def filtered(
    whole: "Graph",
    *,
    around: str | None = None,
    hops: int = 1,
    kind: str | None = None,
    relation: str | None = None,
    status: str | None = None,
    since: str | None = None,
    until: str | None = None,
    min_weight: float = 0.0,
) -> "Graph":
    """Return the part of a graph that the options leave.

    Raises KgError if they leave nothing, or nothing of the name asked for.
    """
    from kg import graph

    network = graph.filter_graph(
        whole,
        kinds=split(kind),
        relations=split(relation),
        statuses=split(status),
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
        raise KgError("nothing passes these filters; nothing was written")
    return network
