"""Report how fast and how large a whole `kg build` is, start-up included.

    python benchmarks/speed.py corpus
    python benchmarks/speed.py archive.jsonl --sizes 0.02 0.5 2 16 --workers 2

First what `kg --help` takes. Then each build in a process of its own, three times into
one folder: `cold` into an empty one, `again` with nothing changed, `one new` with one
document more. For each, the wall time, words per second, the processor's seconds and
the peak memory of all processes together (shared pages counted once; needs psutil),
and the seconds of each stage as the run's own `run.json` has them. With `--sizes`, the
first documents of each input, so many megabytes of text; with `--repeat`, medians.
Meant for Linux.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from kg import documents
from kg.records import Document

KG = [sys.executable, "-m", "kg"]
EVERY = 0.2
"""Seconds between two looks at the memory."""

ONE_MORE = "Amara Diallo founded Sahel Solar in 2011. Sahel Solar is based in Dakar.\n"


class Cost(NamedTuple):
    """Hold what a command took: seconds by the clock and of processors, and MB."""

    wall: float
    busy: float
    peak: float


class Build(NamedTuple):
    """Hold what a build took, and its own record."""

    cost: Cost
    run: dict[str, Any]


def run(command: Sequence[str]) -> Cost:
    """Run a command and measure it with all the processes that it starts."""
    start, before = time.perf_counter(), _busy()
    child = psutil.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0.0
    while child.poll() is None:
        peak = max(peak, sum(map(_memory, _family(child))))
        time.sleep(EVERY)
    if child.returncode:
        sys.exit(f"{' '.join(command)} failed with exit code {child.returncode}")
    return Cost(time.perf_counter() - start, _busy() - before, peak)


def build(paths: Sequence[Path], output: Path, workers: int | None) -> Build:
    """Build the graph of some paths in a fresh process."""
    command = [*KG, "build", *map(str, paths), "-o", str(output)]
    cost = run(command + (["--workers", str(workers)] if workers else []))
    return Build(cost, json.loads((output / "run.json").read_text(encoding="utf-8")))


def measure(path: Path, workers: int | None) -> dict[str, Build]:
    """Build one path into an empty folder, again, and with one document more."""
    with tempfile.TemporaryDirectory() as folder:
        output, more = Path(folder) / "outputs", Path(folder) / "more.txt"
        more.write_text(ONE_MORE, encoding="utf-8")
        return {
            "cold": build([path], output, workers),
            "again": build([path], output, workers),
            "one new": build([path, more], output, workers),
        }


def report(name: str, path: Path, *, repeat: int, workers: int | None) -> None:
    """Print the median figures of some runs."""
    results = [measure(path, workers) for _ in range(repeat)]
    counts = results[0]["cold"].run["counts"]
    print(
        f"{name}: {counts['documents']:,} documents, {counts['words']:,} words, "
        f"{counts['nodes']:,} nodes, {counts['edges']:,} edges"
    )
    for kind in results[0]:
        builds = [result[kind] for result in results]
        cost = _median([build.cost for build in builds])
        stages = {
            stage: statistics.median(build.run["seconds"][stage] for build in builds)
            for stage in builds[0].run["seconds"]
        }
        rate = counts["words"] / cost.wall
        print(
            f"  {kind:8}{cost.wall:8.1f} s {rate:10,.0f} words/s "
            f"{cost.busy:8.1f} s of processor, peak {cost.peak:,.0f} MB; "
            + ", ".join(f"{stage} {took:.1f}" for stage, took in stages.items()),
            flush=True,
        )


def report_start(repeat: int) -> None:
    """Print what it takes to say nothing but the help."""
    cost = _median([run([*KG, "--help"]) for _ in range(max(repeat, 5))])
    print(f"kg --help: {cost.wall:.2f} s, {cost.busy:.2f} s of processor", flush=True)


def cut(path: Path, megabytes: Sequence[float]) -> Iterator[tuple[str, Path]]:
    """Yield tables of the first documents of an input, so many megabytes each."""
    found = documents.read([path])
    texts = [item for item in found if isinstance(item, Document)]
    for size in megabytes:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "first.jsonl"
            left = size * 1e6
            with target.open("w", encoding="utf-8") as file:
                for item in texts:
                    if left <= 0:
                        break
                    file.write(json.dumps(asdict(item)) + "\n")
                    left -= len(item.text)
            yield f"{path}, {size:g} MB", target


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def _busy() -> float:
    """Return the processor seconds of all processes that have ended below this one."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _memory(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss / 1e6)
    except psutil.Error:
        return 0.0


def main() -> None:
    """Read the arguments and report each input."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--sizes", nargs="+", type=float, metavar="MB")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--workers", type=int)
    arguments = parser.parse_args()
    repeat, workers = arguments.repeat, arguments.workers
    report_start(repeat)
    for path in arguments.paths:
        inputs = cut(path, arguments.sizes) if arguments.sizes else [(str(path), path)]
        for name, part in inputs:
            report(name, part, repeat=repeat, workers=workers)


if __name__ == "__main__":
    main()
