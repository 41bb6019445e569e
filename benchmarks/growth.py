"""Report how time and memory of the reduce grow with the corpus.

    kg build reuters.jsonl -o run
    python benchmarks/growth.py run --times 1 10

The records of a run are repeated with other documents and other names, so that no time
goes into reading articles; then names are resolved, and edges, graph and files are made
of them, each number of times in a process of its own. Prints processor seconds and the
memory held after each stage, and the peak.
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

import psutil

from kg import pipeline, store
from kg.records import Claim, Document, Mention
from kg.settings import Settings

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
    start = time.process_time()
    yield
    held = psutil.Process().memory_info().rss / 1e6
    print(
        f"  {name:10}{time.process_time() - start:8.1f} s {held:8,.0f} MB", flush=True
    )


def reduce(run: Path) -> None:
    """Make a graph and its files of the records in a folder."""
    settings = Settings()
    with stage("documents"):
        texts = run / "documents.arrow"
        documents = store.Documents(texts, store.tabled(store.read_documents(run)))
    facts = pipeline.Facts(documents, *store.open_found(run))
    with stage("assemble"):
        network = pipeline.assemble(facts, settings, run / "edges")
    with stage("write"):
        pipeline.write(network, facts, run, settings)
    edges = sum(map(len, network.links.edges(["drawn"], drawn=True)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(
        f"  {len(documents):,} documents, {len(facts.mentions):,} mentions, "
        f"{len(network.nodes):,} nodes, {edges:,} edges, peak {peak:,.0f} MB"
    )


def measure(run: Path, times: Sequence[int]) -> None:
    """Repeat a run so many times, and reduce it in a process of its own."""
    for number in times:
        with tempfile.TemporaryDirectory() as folder:
            print(f"{run}, {number} times", flush=True)
            repeat(run, Path(folder) / "run", number)
            command = [sys.executable, __file__, str(Path(folder) / "run"), "--once"]
            subprocess.run(command, check=True)


def main() -> None:
    """Read the arguments and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--times", nargs="+", type=int, default=[1, 10])
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.once:
        reduce(arguments.run)
    else:
        measure(arguments.run, arguments.times)


if __name__ == "__main__":
    main()
