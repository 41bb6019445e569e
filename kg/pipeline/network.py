"""The second half of the recipe: who is who, the edges, the graph, and its files.

What a stage needs is imported where it is used: processes that only read or find load
this module too.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import distribute, store
from kg.collecting import uncollected
from kg.records import STATED, Claim, Entity, Mention, Merge
from kg.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.edges import Links
    from kg.graph import Sketch
    from kg.graph.spacing import Point
    from kg.identity.resolve import Decision
    from kg.pipeline.who import Places


DRAWING = ("kg.identity.pairs", "kg.graph", "kg.export")
"""What a second process needs of this half."""
ALL = (
    *DRAWING,
    "kg.identity.resolve",
    "duckdb",
    "kg.edges",
    "kg.view",
    "pyvis.network",
)
"""What this half needs."""

MANY_NAMES = 500_000
"""Mentions of which Python would not give back the memory that it needed for names."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what the documents say, before anybody asks who is who."""

    documents: store.Documents
    mentions: store.Records[Mention]
    claims: store.Records[Claim]


@dataclass(frozen=True, slots=True)
class Known:
    """Hold who is who, as columns: objects would stay in memory as long as any does.

    `entities` are told of in the order of their ids. `meant` has the places in it of
    whom the mentions mean, or -1, for each of their tables. `merges` are records of why
    names were joined or not.
    """

    entities: "pa.Table"
    meant: Sequence["Places"]
    merges: "pa.Table"


@dataclass(frozen=True, slots=True)
class Network:
    """Hold the finished graph: entities and communities in memory, edges on disk.

    What is an errand may still be worked out: communities and sizes of the nodes, their
    places, and the files that tell of these.
    """

    entities: "pa.Table"
    drawn: distribute.Errand["Sketch"]
    places: distribute.Errand[Sequence["Point"]]
    files: distribute.Errand[None]
    links: "Links"
    merges: "pa.Table"


def assemble(
    facts: Facts,
    settings: Settings,
    folder: Path,
    scratch: Path,
    *,
    decisions: Sequence["Decision"] = (),
    workers: int | None = 1,
    begin: distribute.Begin = distribute.here,
) -> Network:
    """Decide who is who, link them, and begin to lay out the graph.

    The edges lie in `scratch`, which is to be deleted when the run is written into
    `folder`.
    """
    with uncollected():
        known = _known(facts.mentions, settings, decisions, workers, begin)
        drawing = Drawing(known, begin)
        links = connect(
            facts, known, settings, scratch, workers=workers, told=drawing.begin
        )
        return drawing.finished(links, folder)


def identify(
    mentions: store.Records[Mention],
    settings: Settings,
    decisions: Sequence["Decision"] = (),
    begin: distribute.Begin = distribute.here,
) -> Known:
    """Decide who is who; entities that nobody asked for are left out."""
    from kg import graph as graphs
    from kg.identity import resolve
    from kg.pipeline.who import WAYS, Ways

    ways = Ways(mentions.tables(WAYS))
    made, merges, find = resolve.resolve_uses(ways.uses, decisions, begin)
    entities = [entity for entity in made if _is_wanted(entity, settings)]
    places = {entity.id: place for place, entity in enumerate(entities)}
    described = graphs.described(entities)
    meant = list(ways.meant(find, places))
    del made, entities, find  # of millions of names: the next needs room, too
    return Known(described, meant, store.as_table(merges, Merge))


def connect(
    facts: Facts,
    known: Known,
    settings: Settings,
    folder: Path,
    *,
    workers: int | None = None,
    told: Callable[[Iterable["pa.Table"]], None] | None = None,
) -> "Links":
    """Link the entities; the edges lie in `folder`.

    `told` is given those that are drawn, as soon as they are known.
    """
    from kg import edges

    return edges.link(
        _mentions(facts, known),
        _claims(facts, settings),
        known.entities["id"].to_pylist(),
        facts.documents,
        folder,
        window=settings.window if settings.cooccurrence else None,
        workers=workers or distribute.cores(),
        told=told,
    )


class Drawing:
    """Lay out the graph of the known while its sentences are looked for and written."""

    def __init__(self, known: Known, begin: distribute.Begin = distribute.here) -> None:
        self._known, self._begin = known, begin

    def begin(self, edges: Iterable["pa.Table"]) -> None:
        """Begin to find communities by the edges that are drawn, then places."""
        from kg import graph as graphs

        count = len(self._known.entities)
        self._drawn = self._begin(graphs.sketch, count, *graphs.tied(edges))
        self._places = self._begin(graphs.places, self._drawn)

    def finished(self, links: "Links", folder: Path) -> Network:
        """Return the network of what was begun, and begin some files in `folder`."""
        entities, drawn, places = self._known.entities, self._drawn, self._places
        files = self._begin(_export, entities, drawn, places, links, folder)
        return Network(entities, drawn, places, files, links, self._known.merges)


def _export(
    entities: "pa.Table",
    drawn: "Sketch",
    places: Sequence["Point"],
    links: "Links",
    folder: Path,
) -> None:
    from kg import export
    from kg import graph as graphs

    nodes = graphs.placed(entities, drawn, places)
    export.write_run(export.Run(nodes, links.edges), folder)


def _known(
    mentions: store.Records[Mention],
    settings: Settings,
    decisions: Sequence["Decision"],
    workers: int | None,
    begin: distribute.Begin,
) -> Known:
    """Decide who is who; of many names in a process that takes its memory along."""
    if workers == 0 or len(mentions) <= MANY_NAMES:
        return identify(mentions, settings, decisions, begin)
    store.let_go()
    with distribute.beside(apart=True) as away:
        return away(identify, mentions, settings, decisions)()


def _mentions(facts: Facts, known: Known) -> Iterator["pa.Table"]:
    """Yield the mentions with a column `entity`: the place of whom each means."""
    import pyarrow as pa

    from kg import edges

    asked = [name for name in edges.MENTIONS.names if name != "entity"]
    tables = facts.mentions.tables(asked)
    for table, meant in zip(tables, known.meant, strict=True):
        yield table.append_column("entity", pa.array(meant))


def _claims(facts: Facts, settings: Settings) -> Iterator["pa.Table"]:
    import pyarrow.compute as pc

    from kg import edges

    for table in facts.claims.tables(edges.CLAIMS.names):
        is_open = pc.equal(table["relation"], STATED)
        yield table if settings.stated else table.filter(pc.invert(is_open))


def write(
    network: Network,
    facts: Facts,
    folder: Path,
    settings: Settings,
    *,
    title: str = "",
) -> None:
    """Write every file of a run but `run.json` and what `gather` wrote.

    Whoever wants to read them waits for `network.files` as well.
    """
    from kg import export, view
    from kg import graph as graphs

    entities, links, drawn = network.entities, network.links, network.drawn()
    with uncollected():
        nodes = graphs.placed(entities, drawn, [(0.0, 0.0)] * len(entities))
        chosen = view.choose(nodes, links.edges(view.TOLD, drawn=True))
        shown = view.of_tables(nodes, links.edges(view.ASKED, drawn=True), chosen)
        keys = {key for key, *_ in shown.edges}
        page = view.draft(
            shown,
            links.sentences(keys, view.QUOTES[0]),
            documents=facts.documents,
            limit=settings.view_limit,
        )
        export.write_evidence(links.evidence(), folder)
        nodes = graphs.placed(entities, drawn, network.places())
        view.place(shown, nodes, chosen)
        view.write_draft(page, folder / "graph.html", title=title)
        store.write_merges(folder, network.merges)


def _is_wanted(entity: Entity, settings: Settings) -> bool:
    return entity.kind in settings.kinds and entity.mentions >= settings.min_mentions
