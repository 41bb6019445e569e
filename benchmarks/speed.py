"""Report how fast and how large a whole `kg build` is, start-up included.

    python benchmarks/speed.py corpus
    python benchmarks/speed.py FOLDER_OR_FILE... --workers 2 --repeat 3

Each build runs in a process of its own, three times into one folder: `cold` into an
empty one, `again` with nothing changed, `one new` with one document more. For each, the
wall time, words per second, the processor's seconds and the peak memory of all
processes together (shared pages counted once; needs psutil), and the seconds of each
stage as the run's own `run.json` has them. With `--repeat`, medians.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import psutil

EVERY = 0.2
"""Seconds between two looks at the memory."""

ONE_MORE = "Amara Diallo founded Sahel Solar in 2011. Sahel Solar is based in Dakar.\n"


class Build(NamedTuple):
    """Hold the figures of one build: seconds and MB, and its own record."""

    wall: float
    busy: float
    peak: float
    run: dict[str, Any]


def build(paths: Sequence[Path], output: Path, workers: int | None) -> Build:
    """Build the graph of some paths in a fresh process."""
    command = [sys.executable, "-m", "kg", "build", *map(str, paths), "-o", str(output)]
    if workers:
        command += ["--workers", str(workers)]
    start = time.perf_counter()
    child = psutil.Popen(command, stdout=subprocess.DEVNULL)
    peak, busy = 0.0, {}
    while child.poll() is None:
        memory = 0
        for process in _family(child):
            try:
                memory += process.memory_full_info().pss
                times = process.cpu_times()
            except psutil.Error:
                continue
            busy[process.pid] = times.user + times.system
        peak = max(peak, memory / 1e6)
        time.sleep(EVERY)
    wall = time.perf_counter() - start
    if child.returncode:
        sys.exit(f"kg build failed with exit code {child.returncode}")
    run = json.loads((output / "run.json").read_text(encoding="utf-8"))
    return Build(wall, sum(busy.values()), peak, run)


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


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


def report(path: Path, *, repeat: int, workers: int | None) -> None:
    """Print the median figures of some runs."""
    results = [measure(path, workers) for _ in range(repeat)]
    counts = results[0]["cold"].run["counts"]
    print(
        f"{path}: {counts['documents']:,} documents, {counts['words']:,} words, "
        f"{counts['nodes']:,} nodes, {counts['edges']:,} edges"
    )
    for name in results[0]:
        builds = [result[name] for result in results]
        wall = statistics.median(build.wall for build in builds)
        busy = statistics.median(build.busy for build in builds)
        peak = statistics.median(build.peak for build in builds)
        print(
            f"  {name:8}{wall:8.1f} s {counts['words'] / wall:10,.0f} words/s "
            f"{busy:8.1f} s of processor, peak {peak:,.0f} MB"
        )
        stages = {
            stage: statistics.median(build.run["seconds"][stage] for build in builds)
            for stage in builds[0].run["seconds"]
        }
        print("          " + ", ".join(f"{k} {v:.2f} s" for k, v in stages.items()))


def main() -> None:
    """Read the arguments and report each input."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--workers", type=int)
    arguments = parser.parse_args()
    for path in arguments.paths:
        report(path, repeat=arguments.repeat, workers=arguments.workers)


if __name__ == "__main__":
    main()
