"""What a run tells about itself: counts, versions, seconds, what was left out."""

import json
import platform
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from kg import documents as corpus
from kg.pipeline.fingerprint import model_folder
from kg.records import Skipped
from kg.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with a stage, how many documents are done, and of how many (0: unknown)."""

LIBRARIES = ("spacy", "networkx", "igraph", "onnxruntime", "pyvis", "pyarrow")


@dataclass(frozen=True, slots=True)
class Report:
    """Tell what a run did: counts, seconds per stage, and what was left out."""

    output: Path
    counts: dict[str, int]
    seconds: dict[str, float]
    skipped: tuple[Skipped, ...]

    @property
    def documents_skipped(self) -> list[Skipped]:
        """The documents left out, without those that only lack some lines."""
        return [item for item in self.skipped if not is_part(item)]


@dataclass
class Clock:
    """Measure the seconds of each stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what happens inside the block, and add it to what is measured."""
        start = perf_counter()
        yield
        spent = self.seconds.get(name, 0.0) + perf_counter() - start
        self.seconds[name] = round(spent, 3)


def write_run(path: Path, report: Report, settings: Settings) -> None:
    """Write `run.json`."""
    record = {
        "kg": version("kg"),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "pipeline": _pipeline(settings.model),
        "settings": settings.model_dump(mode="json"),
        "counts": report.counts,
        "seconds": report.seconds,
        "reasons": _reasons(report.skipped),
        "skipped": [
            {"path": item.path, "reason": item.reason, "count": item.count}
            for item in report.skipped
        ],
    }
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def read_run(path: Path, seconds: dict[str, float]) -> Report:
    """Return what `run.json` tells of a run that needed nothing but these seconds."""
    told = json.loads(path.read_text(encoding="utf-8"))
    skipped = tuple(Skipped(**item) for item in told["skipped"])
    return Report(path.parent, told["counts"], seconds, skipped)


def is_part(item: Skipped) -> bool:
    """Tell whether only lines of a document were left out, not all of it."""
    return item.reason.startswith(corpus.PART)


def _reasons(skipped: Sequence[Skipped]) -> dict[str, int]:
    """Count what was left out, by reason, the most frequent first."""
    counts: Counter[str] = Counter()
    for item in skipped:
        counts[item.reason] += item.count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _pipeline(model: str | None) -> str:
    """Return name and version of a pipeline, as its own folder tells them."""
    folder = model_folder(model)
    try:
        if folder is None:
            raise FileNotFoundError
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return f"{meta['lang']}_{meta['name']} {meta['version']}"
    except (OSError, ValueError, KeyError):
        return str(model)
