"""Report how fast and how large a whole `kg build` is, start-up included.

    python benchmarks/speed.py corpus
    python benchmarks/speed.py FOLDER_OR_FILE... --repeat 3

Each build runs in a process of its own. Prints one line per input: documents and words,
documents and words per second of wall time, peak memory of the process, and the seconds
of each stage as the run's own `run.json` has them.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def run_once(path: Path) -> dict[str, object]:
    """Build the graph of one path in a fresh process and return its figures."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "outputs"
        start = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "kg", "build", str(path), "-o", str(output)],
            stdout=subprocess.DEVNULL,
        )
        peak = _wait_with_peak(child)
        wall = time.perf_counter() - start
        if child.returncode:
            sys.exit(f"kg build {path} failed with exit code {child.returncode}")
        run = json.loads((output / "run.json").read_text(encoding="utf-8"))
    return {"wall": wall, "peak": peak, "run": run}


def _wait_with_peak(child: subprocess.Popen[bytes]) -> float | None:
    """Wait for a process; return its peak memory in MB where the system tells it."""
    try:
        import os

        _, status, usage = os.wait4(child.pid, 0)
    except AttributeError:  # Windows has no wait4
        child.wait()
        return None
    child.returncode = os.waitstatus_to_exitcode(status)
    scale = 1 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss * scale / 1e6


def report(path: Path, *, repeat: int) -> None:
    """Print the median figures of some runs."""
    results = [run_once(path) for _ in range(repeat)]
    wall = statistics.median(float(str(result["wall"])) for result in results)
    peaks = [result["peak"] for result in results if isinstance(result["peak"], float)]
    run = results[0]["run"]
    assert isinstance(run, dict)
    counts, seconds = run["counts"], run["seconds"]
    words, documents = counts["words"], counts["documents"]
    work = wall - seconds.get("load", 0)
    print(f"{path}: {documents:,} documents, {words:,} words in {wall:.1f} s")
    print(f"  {documents / wall:.1f} documents/s, {words / wall:,.0f} words/s", end="")
    print(f" (without loading the pipeline {words / work:,.0f})", end="")
    print(f", peak {statistics.median(peaks):,.0f} MB" if peaks else "")
    print("  " + ", ".join(f"{name} {value:.2f} s" for name, value in seconds.items()))
    print(f"  {counts['nodes']:,} nodes, {counts['edges']:,} edges")


def main() -> None:
    """Read the arguments and report each input."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    arguments = parser.parse_args()
    for path in arguments.paths:
        report(path, repeat=arguments.repeat)


if __name__ == "__main__":
    main()
