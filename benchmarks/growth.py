"""Report how time and memory of the reduce grow with the corpus.

    kg build reuters.jsonl -o run
    python benchmarks/growth.py run --times 1 10
    python benchmarks/growth.py --generate 10000000 1000000

The records of a run are repeated with other documents and other names, so that no time
goes into reading articles; then names are resolved, and edges, graph and files are made
of them, each number of times in a process of its own. Prints seconds by the clock and
of processor, the memory held after each stage, and the peak. Made-up records are
linked by their names: what identity costs, `benchmarks/identity.py` measures.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import growth_records
import psutil

from kg import distribute, graph, pipeline, store
from kg.pipeline.who import Ways
from kg.records import Claim, Document, Mention, Merge
from kg.settings import Settings

MOST = 500_000
"""Mentions up to which a second process lends a hand."""
LONG = 5
"""Letters from which on a word is changed: shorter ones are legal forms and titles."""


def renamed(text: str, copy: int) -> str:
    """Change the long words of a name, each copy in another way."""
    if not copy:
        return text
    mark = "".join("aeiouklmnr"[int(digit)] for digit in str(copy))
    words = text.split(" ")
    return " ".join(w[:3] + mark + w[3:] if len(w) >= LONG else w for w in words)


def repeat(run: Path, target: Path, times: int) -> None:
    """Write the records of a run, repeated, into another folder."""
    (target / store.FOLDER).mkdir(parents=True)
    found: dict[type, Iterator[Any]] = {
        Document: (
            replace(item, id=f"{copy}/{item.id}")
            for copy in range(times)
            for item in store.read_documents(run)
        ),
        Mention: (
            replace(
                item,
                document=f"{copy}/{item.document}",
                text=renamed(item.text, copy),
                name=renamed(item.name, copy),
            )
            for copy in range(times)
            for item in store.read_mentions(run)
        ),
        Claim: (
            replace(item, document=f"{copy}/{item.document}")
            for copy in range(times)
            for item in store.read_claims(run)
        ),
    }
    for kind, records in found.items():
        path = target / store.FOLDER / f"{kind.__name__.lower()}s.parquet"
        store.write_table(records, kind, path)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Print what a stage took."""
    start, begun = time.process_time(), time.perf_counter()
    yield
    held = psutil.Process().memory_info().rss / 1e6
    print(
        f"  {name:10}{time.perf_counter() - begun:8.1f} s, "
        f"{time.process_time() - start:.1f} s of work, "
        f"{held:,.0f} MB, {_peak():,.0f} MB at most",
        flush=True,
    )


def _peak(who: int = resource.RUSAGE_SELF) -> float:
    """Return the most memory held so far, in MB; of other processes when they ended."""
    return resource.getrusage(who).ru_maxrss / 1e3


def reduce(run: Path, *, names: int = 0) -> None:
    """Make a graph and its files of the records in a folder.

    With `names`, who is who is known: these are the made-up names, and nothing else.
    """
    settings = Settings()
    with stage("documents"):
        texts = run / "documents.arrow"
        documents = store.Documents(texts, store.tabled(store.read_documents(run)))
    facts = pipeline.Facts(documents, *store.open_found(run))
    with stage("names"), distribute.beside(apart=not names) as begin:
        if names:
            known = _known(facts.mentions, names)
        else:
            known = begin(pipeline.identify, facts.mentions, settings)()
    with distribute.beside(apart=len(facts.mentions) <= MOST) as begin:
        drawing = pipeline.Drawing(known, begin)
        with stage("edges"):
            links = pipeline.connect(
                facts, known, settings, run / "edges", workers=2, told=drawing.begin
            )
        network = drawing.finished(links, run)
        with stage("files"):
            pipeline.write(network, facts, run, settings)
            for written in network.files:
                written()
    edges = sum(map(len, links.edges(["edge_id"])))
    drawn = sum(map(len, links.edges(["drawn"], drawn=True)))
    print(
        f"  {len(documents):,} documents, {len(facts.mentions):,} mentions, "
        f"{len(network.entities):,} nodes, {edges:,} edges, {drawn:,} of them drawn, "
        f"peak {_peak():,.0f} MB, and {_peak(resource.RUSAGE_CHILDREN):,.0f} MB in the "
        "second process"
    )


def _known(found: store.Records[Mention], names: int) -> pipeline.Known:
    """Return the made-up names as entities."""
    entities = growth_records.entities(names)
    ids = {entity.name: entity.id for entity in entities}
    places = {entity.id: place for place, entity in enumerate(entities)}
    ways = Ways(found.tables())
    return pipeline.Known(
        graph.described(entities),
        list(ways.meant(lambda use: ids[use.name], places)),
        store.as_table((), Merge),
    )


def measure(run: Path, times: Sequence[int]) -> None:
    """Repeat a run so many times, and reduce it in a process of its own."""
    for number in times:
        with tempfile.TemporaryDirectory() as folder:
            print(f"{run}, {number} times", flush=True)
            repeat(run, Path(folder) / "run", number)
            command = [sys.executable, __file__, str(Path(folder) / "run"), "--once"]
            subprocess.run(command, check=True)


def measure_generated(mentions: int, names: int) -> None:
    """Reduce made-up records, who is who being known, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"{mentions:,} mentions of {names:,} names", flush=True)
        run = Path(folder) / "run"
        growth_records.generate(run, mentions, names)
        command = [sys.executable, __file__, str(run), "--once", "--names", str(names)]
        subprocess.run(command, check=True)


def main() -> None:
    """Read the arguments and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path, nargs="?")
    parser.add_argument("--times", nargs="+", type=int, default=[1, 10])
    parser.add_argument(
        "--generate", nargs=2, type=int, metavar=("MENTIONS", "NAMES"), default=None
    )
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--names", type=int, default=0, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.generate:
        measure_generated(*arguments.generate)
    elif arguments.run is None:
        parser.error("give a run, or --generate MENTIONS NAMES")
    elif arguments.once:
        reduce(arguments.run, names=arguments.names)
    else:
        measure(arguments.run, arguments.times)


if __name__ == "__main__":
    main()
