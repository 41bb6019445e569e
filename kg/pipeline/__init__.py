"""The recipe: documents in, graph and files out. No logic of its own lives here.

What only the second half needs is imported there: processes that read or find load this
module too.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from kg import distribute, staging, store
from kg import documents as corpus
from kg.pipeline.finding import Batch, batches, prepare
from kg.pipeline.fingerprint import fingerprint, fingerprint_of_reading
from kg.pipeline.network import (
    DRAWING,
    Drawing,
    Facts,
    Known,
    Network,
    assemble,
    connect,
    identify,
    write,
)
from kg.pipeline.reading import collect, scan
from kg.pipeline.reports import Clock, Progress, Report, is_part, read_run, write_run
from kg.pipeline.unchanged import is_done, note, state_of
from kg.pipeline.working import crew_of, place, worth
from kg.records import Skipped
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.identity.resolve import Decision

__all__ = [
    "Drawing",
    "Facts",
    "Known",
    "Network",
    "Progress",
    "Report",
    "assemble",
    "build",
    "connect",
    "identify",
    "write",
]

MANY = 4_000_000
MOST = 40_000_000
"""From how many bytes of text up to how many a second process lends a hand: it finds
what is new, if that is little, lays out the graph and writes files."""


def build(
    paths: Sequence[str | Path],
    output: Path,
    settings: Settings | None = None,
    *,
    workers: int | None = 0,
    dask: str | None = None,
    shared: str | None = None,
    progress: Progress | None = None,
    aside: distribute.Begin | None = None,
) -> Report:
    """Read documents, build the graph and write every file of a run into `output`.

    `workers` is how many processes look for names and claims, 0 that this one does;
    None is as many as there are cores, for little text fewer or none. Only a script
    whose own code stands behind `if __name__ == "__main__":` can start any. `dask` is
    the address of a Dask scheduler whose workers look instead. The result is the same
    for any number. `shared` is an fsspec URL under which what is found is kept for
    other builds too. `aside` begins things in a second process that is there already.

    Files are put in place only when all of them are written; if they would be those
    that are there, none is. What was found in a
    document is kept, so that the next run into `output` need not find it again; this
    also holds if a run is stopped. Raises CorpusError if there is nothing to read, and
    other KgErrors for what the user gave.
    """
    settings = settings or Settings()
    clock = Clock()
    # The places are taken first: who cannot use one should learn it at once.
    name = fingerprint(settings)
    with (
        staging.staged(output) as folder,
        nullcontext(aside) if aside else distribute.beside(apart=True) as aside,
        crew_of(settings) as crew,
    ):
        if dask:
            distribute.ask(dask)
        there = store.Shared(shared, name) if shared else None
        with clock.stage("read"):
            reading = f"{fingerprint_of_reading()}-{settings.max_characters}"
            texts = store.Parts(staging.kept(output, staging.TEXTS) / reading)
            begin = aside if _is_large(texts, workers) else distribute.here
            # A cluster, or as many processes as are asked for, find all themselves.
            is_free = workers is None and not dask
            if is_loading := is_free and staging.is_touched(output, paths):
                begin(prepare, settings)
            found = scan(
                paths,
                texts,
                settings=settings,
                workers=workers,
                progress=progress,
                # They load the pipeline while this process cleans.
                told=None if dask else lambda size: crew.hire(worth(size, workers)),
            )
            state = state_of(found.items, settings, name, reading, _title(paths))
            if not shared and is_done(output, state):
                return read_run(output / staging.LAST, clock.seconds)
            begin = aside if _is_large(texts, workers) else distribute.here
            new = sum(path.stat().st_size for path in found.new)
            if is_free and not is_loading and new and not worth(new, None):
                begin(prepare, settings)
                is_loading = True
            documents, skipped = collect(found, staging.scratch(output), paths)
            is_whole = found.is_whole
            # Of millions of documents one index is enough from here on.
            del found, texts
            decisions = _decisions(settings)
        with clock.stage("extract"):
            parts = store.Parts(staging.kept(output) / name)
            lost = extract(
                documents,
                parts,
                settings,
                crew,
                workers=workers,
                dask=dask,
                shared=there,
                progress=progress,
                begin=begin,
            )
            if lost:
                skipped += [Skipped(id, reason) for id, reason in lost.items()]
                documents = documents.without(
                    lost, staging.scratch(output) / "left.arrow"
                )
            crew.end()  # some may have nothing to do: what is new was known by its text
            if not is_loading:  # else this would wait for a pipeline that nobody needs
                begin(distribute.load, *DRAWING)
            facts = gather(documents, parts, folder)
        if progress:
            progress("Making the graph", len(documents), len(documents))
        with clock.stage("assemble"):
            network = assemble(
                facts,
                settings,
                folder,
                staging.scratch(output) / "edges",
                decisions=decisions,
                workers=workers,
                begin=begin,
            )
        with clock.stage("write"):
            title = _title(paths)
            write(network, facts, folder, settings, title=title)
            parts.sweep(documents.digests())
            network.files()
        counts = _counts(facts, network, skipped)
        report = Report(output, counts, clock.seconds, tuple(skipped))
        write_run(folder / staging.LAST, report, settings)
        documents.close()
        if is_whole and not lost:
            note(output, folder, state)
    return report


def extract(
    documents: store.Documents,
    parts: store.Parts,
    settings: Settings,
    crew: distribute.Crew[Batch, bytes],
    *,
    workers: int | None = 0,
    dask: str | None = None,
    shared: store.Shared | None = None,
    progress: Progress | None = None,
    begin: distribute.Begin = distribute.here,
) -> dict[str, str]:
    """Find the names and claims of each document that `parts` knows nothing of.

    So many `workers` of the crew do it, unless this is 0 or a cluster is given.
    Returns the ids of those that had to be given up, each with the reason.
    """
    new = _new(documents, parts)
    if new and shared:
        for path in shared.pull(parts.folder):
            parts.add(path)
        new = _new(documents, parts)
    done = len(documents) - len(new)
    if workers is None:
        workers = worth(sum(len(documents[id].text) for id in new), None)
    spread = place(settings, crew, workers=workers, dask=dask, begin=begin)
    tasks = batches(documents, new, workers=workers)
    lost: dict[str, str] = {}
    try:
        for part in spread(tasks) if new else ():
            if isinstance(part, distribute.Lost):
                lost |= dict.fromkeys(part.task, part.reason)
                continue
            path = store.write_part(part, parts.folder)
            done += parts.add(path)
            if shared:
                shared.push(path)
            if progress:
                progress("Reading articles", done, len(documents))
    finally:
        if shared:
            shared.finish(parts.folder)
    if not lost:
        return {}
    keys = zip(documents, documents.digests(), strict=True)
    return {id: lost[key] for id, key in keys if key in lost}


def _new(documents: store.Documents, parts: store.Parts) -> list[str]:
    """Return the first of the documents alike of which nothing is known."""
    first: dict[str, str] = {}
    for id, digest in zip(documents, documents.digests(), strict=True):
        if digest not in parts:
            first.setdefault(digest, id)
    return list(first.values())


def gather(documents: store.Documents, parts: store.Parts, folder: Path) -> Facts:
    """Write the records of all documents into `folder`, and open them."""
    store.write_found(folder, documents, parts)
    return Facts(documents, *store.open_found(folder))


def _is_large(texts: store.Parts, workers: int | None) -> bool:
    """Say whether a second process is worth its start and its memory.

    Of very many texts both would need much memory at the same time.
    """
    most = distribute.cores() if workers is None else workers
    return most > 1 and MANY < texts.size <= MOST


def _decisions(settings: Settings) -> Sequence["Decision"]:
    from kg.identity import resolve

    return resolve.read_decisions(settings.decisions) if settings.decisions else ()


def _title(paths: Sequence[str | Path]) -> str:
    """Name the graph after what was read; "" if that has no name of its own."""
    names = [Path(path).stem for path in paths if str(path) != corpus.STDIN]
    return ", ".join(name for name in names if name.strip("."))


def _counts(
    facts: Facts, network: Network, skipped: Sequence[Skipped]
) -> dict[str, int]:
    kinds = Counter(network.entities["entity_type"].to_pylist())
    drawn = network.links.edges(["drawn"], drawn=True)
    return {
        "documents": len(facts.documents),
        "skipped": sum(not is_part(item) for item in skipped),
        "dropped lines": sum(item.count for item in skipped if is_part(item)),
        "words": facts.documents.words,
        "mentions": len(facts.mentions),
        "claims": len(facts.claims),
        "nodes": len(network.entities),
        "edges": sum(map(len, drawn)),
        **{f"nodes: {kind}": count for kind, count in sorted(kinds.items())},
    }
