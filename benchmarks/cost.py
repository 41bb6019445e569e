"""Report what an archive costs: core-hours, storage and reduce, from measured rates.

    python benchmarks/cost.py                                     # from cost.csv
    python benchmarks/cost.py --articles 1e6 1e8 --words 600
    python benchmarks/cost.py --measure corpus.jsonl --documents 200 400 800

`cost.csv` holds measured points, in processor seconds and MB. `read` and `find` are
what `--measure` prints: reading and cleaning documents, and finding names and claims in
them, by one process, and the size of what is kept of each. `archive` are the counts of
real builds (`run.json`) and the size of their files: in real archives names recur.
`reduce` are figures of `growth.py`, where they do not.

The model, fitted by least squares of relative errors: reading and finding are linear in
words. In a real archive mentions are linear in words, and entities and edges together a
power of them; where no name recurs, they are linear. Seconds, memory and files of the
reduce are linear in mentions and in entities and edges. The largest miss is printed.
"""

import argparse
import csv
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from kg import store
from kg.pipeline.finding import PART_DOCUMENTS, finder
from kg.pipeline.reading import collect, scan

POINTS = Path(__file__).with_suffix(".csv")
START = "start"
"""The term of a sum that does not grow."""


@dataclass(frozen=True)
class Point:
    """Hold a line of `cost.csv`; what was not measured is not a number."""

    what: str
    documents: float
    words: float
    mentions: float
    things: float
    seconds: float
    megabytes: float
    peak: float


@dataclass(frozen=True)
class Fit:
    """Hold what a quantity is the sum of: a factor for each term."""

    name: str
    factors: dict[str, float]
    miss: float

    def of(self, **terms: float) -> float:
        """Work the quantity out."""
        return sum(n * {START: 1, **terms}[term] for term, n in self.factors.items())

    def __str__(self) -> str:
        parts = (f"{n:.3g}" + f" x {t}" * (t != START) for t, n in self.factors.items())
        return f"{self.name} = {' + '.join(parts)} (misses by up to {self.miss:.0%})"


def points(path: Path) -> list[Point]:
    """Read the measured points."""
    with path.open(newline="", encoding="utf-8") as file:
        return [
            Point(row.pop("what"), **{k: float(v or "nan") for k, v in row.items()})
            for row in csv.DictReader(file)
        ]


def fit(known: Sequence[Point], what: str, measure: str, *terms: str) -> Fit:
    """Fit a sum of terms to the points of a kind; leave out what would be negative."""
    chosen = [p for p in known if p.what in what and getattr(p, measure) > 0]
    y = np.array([getattr(point, measure) for point in chosen])
    x = np.array([[getattr(p, t) if t != START else 1 for t in terms] for p in chosen])
    factors = np.linalg.lstsq(x / y[:, None], np.ones(len(y)), rcond=None)[0]
    if factors.min() < 0:
        worst = int(factors.argmin())
        return fit(known, what, measure, *(t for t in terms if t != terms[worst]))
    miss = float(np.abs(x @ factors / y - 1).max())
    named = dict(zip(terms, factors.tolist(), strict=True))
    return Fit(f"{what} {measure}", named, miss)


def power(known: Sequence[Point]) -> tuple[float, float]:
    """Fit entities and edges of real archives as factor x words to an exponent."""
    chosen = [p for p in known if p.what == "archive"]
    logs = np.log([[p.words, p.things] for p in chosen])
    exponent, start = np.polyfit(logs[:, 0], logs[:, 1], 1)
    return float(np.exp(start)), float(exponent)


def report(known: Sequence[Point], articles: Sequence[float], length: float) -> None:
    """Print the fitted model, and what it says of archives of some sizes."""
    reading = fit(known, "read", "seconds", "words")
    texts = fit(known, "read", "megabytes", "words")
    finding = fit(known, "find", "seconds", "words")
    parts = fit(known, "find", "megabytes", "words")
    mentions = fit(known, "archive", "mentions", "words")
    every = fit(known, "reduce", "things", "documents")
    reduce = fit(known, "reduce", "seconds", START, "mentions", "things")
    peak = fit(known, "reduce", "peak", START, "mentions", "things")
    files = fit(known, "archive", "megabytes", "words", "things")
    for found in reading, texts, finding, parts, mentions, every, reduce, peak, files:
        print(found)
    factor, exponent = power(known)
    print(f"archive things = {factor:.3g} x words ^ {exponent:.2f}\n")
    print(
        "| articles | names | finding | cleaning | texts, parts | entities + edges "
        "| reduce | memory | files |\n|---|---|---|---|---|---|---|---|---|"
    )
    for count in articles:
        words = count * length
        said = mentions.of(words=words)
        growth = {"recur": factor * words**exponent, "new": every.of(documents=count)}
        for names, things in growth.items():
            print(
                f"| {count:,.0f} | {names} | {hours(finding.of(words=words))} "
                f"| {hours(reading.of(words=words))} "
                f"| {size(texts.of(words=words) + parts.of(words=words))} "
                f"| {things:,.0f} "
                f"| {hours(reduce.of(mentions=said, things=things))} "
                f"| {size(peak.of(mentions=said, things=things))} "
                f"| {size(files.of(words=words, things=things))} |"
            )


def hours(seconds: float) -> str:
    """Write seconds so that they can be read."""
    return _in((("h", 3600), ("min", 60), ("s", 1)), seconds)


def size(megabytes: float) -> str:
    """Write MB so that they can be read."""
    return _in((("TB", 1e6), ("GB", 1e3), ("MB", 1)), megabytes)


def _in(units: Sequence[tuple[str, float]], value: float) -> str:
    """Write a value in the largest unit that it fills."""
    unit, length = next((u for u in units if value >= u[1]), units[-1])
    return f"{value / length:,.{0 if value >= 10 * length else 1}f} {unit}"


def measure(corpus: Path, counts: Sequence[int]) -> None:
    """Print points for reading and finding the first documents of a JSONL corpus."""
    start = time.process_time()
    find = finder(None, ())
    print(f"# {time.process_time() - start:.1f} s to load the pipeline")
    for count in (10, *counts):  # the first warms up
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with corpus.open(encoding="utf-8") as lines:
                (folder / "in.jsonl").write_text("".join(islice(lines, count)))
            start = time.process_time()
            parts = store.Parts(folder / "texts" / "parts")
            documents, _ = collect(scan([folder / "in.jsonl"], parts), folder, [])
            middle = time.process_time()
            texts = list(documents.items())
            groups = range(0, len(texts), PART_DOCUMENTS)
            found = [find(dict(texts[at : at + PART_DOCUMENTS])) for at in groups]
            end = time.process_time()
            kept = sum(path.stat().st_size for path in parts.folder.iterdir())
            words = documents.words
            documents.close()
        made = sum(map(len, found)) / 1e6
        if count > 10:
            print(f"read,{count},{words},,,{middle - start:.2f},{kept / 1e6:.3f},")
            print(f"find,{count},{words},,,{end - middle:.2f},{made:.3f},", flush=True)


def main() -> None:
    """Read the arguments and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", nargs="+", type=float, default=[2e4, 1e6, 1e8])
    parser.add_argument("--words", type=float, default=140, help="in an article")
    parser.add_argument("--points", type=Path, default=POINTS)
    parser.add_argument("--measure", type=Path, metavar="JSONL")
    parser.add_argument("--documents", nargs="+", type=int, default=[200, 400, 800])
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.measure, arguments.documents)
    else:
        report(points(arguments.points), arguments.articles, arguments.words)


if __name__ == "__main__":
    main()
