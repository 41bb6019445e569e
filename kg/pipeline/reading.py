"""Read a corpus: what was read before is found again, the rest is cleaned, anywhere."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kg import documents as corpus
from kg import store
from kg.distribute import Guard, Lost, cores, spread
from kg.errors import CorpusError
from kg.pipeline.reports import Progress, is_part
from kg.records import Skipped
from kg.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

Batch: TypeAlias = Sequence[tuple[str, corpus.Raw]]
"""Documents as found, with their digests."""

PART_DOCUMENTS = 256
PART_SIZE = 200_000
"""How much goes into one part, in characters or bytes: a tenth of a second of work."""
SHARE = 2_500_000
"""Characters or bytes to read for which it is worth starting another process."""
PLAIN = (".txt", ".text", ".md", ".markdown")
"""Formats, beside rows of tables, that kg reads without somebody else's parser."""


class Found(NamedTuple):
    """Name a document as found, and give its digest."""

    name: str
    digest: str


class Scanned(NamedTuple):
    """Hold what was found, in order; all documents among it are in `parts`.

    `new` are the parts that were made of it. `is_whole` is false if a document had to
    be given up, of which nothing is kept.
    """

    items: Sequence[Found | Skipped]
    parts: store.Parts
    new: Sequence[Path]
    is_whole: bool


def reader(longest: int) -> Callable[[Batch], bytes]:
    """Return the function that makes a part of the readings of some documents."""
    return partial(_read, longest=longest)


def scan(
    paths: Sequence[str | Path],
    parts: store.Parts,
    *,
    settings: Settings | None = None,
    workers: int | None = 0,
    progress: Progress | None = None,
    told: Callable[[int], None] | None = None,
) -> Scanned:
    """Find all documents, and clean those that `parts` does not know.

    That is done by as many processes as are worth it but no more than `workers`.
    Unless this is 0, only a little plain text is read in this one. `told` is given the
    size of the plain text that is to be cleaned, or of its beginning, before it is.
    """
    settings = settings or Settings()
    found: list[Found | Skipped] = []
    scanned = corpus.scan(paths, largest=settings.max_megabytes * 1_000_000)
    tasks = _batches(_unknown(scanned, parts, found))
    tasks, text, count = _manned(tasks, cores() if workers is None else workers)
    if told:
        told(text)
    done = 0
    new: list[Path] = []
    lost: dict[str, str] = {}
    for part in spread(
        partial(reader, settings.max_characters),
        tasks,
        workers=count,
        guard=_guard(settings),
    ):
        if isinstance(part, Lost):
            lost |= {digest: part.reason for digest, _ in part.task}
            continue
        new.append(store.write_part(part, parts.folder))
        done += parts.add(new[-1])
        if progress:
            progress("Cleaning articles", done, 0)
    found = [
        Skipped(item.name, lost[item.digest])
        if isinstance(item, Found) and item.digest in lost
        else item
        for item in found
    ]
    return Scanned(found, parts, new, is_whole=not lost)


def collect(
    found: Scanned, folder: Path, paths: Sequence[str | Path]
) -> tuple[store.Documents, list[Skipped]]:
    """Write all documents into a file in `folder`, to be looked up there.

    Raises CorpusError if there are none; `paths` are then named.
    """
    skipped: list[Skipped] = []
    tables = _tables(found.parts, found.items, skipped)
    documents = store.Documents(folder / "documents.arrow", tables)
    if not documents:
        _forget(found.new)
        where = ", ".join(str(path) for path in paths)
        whole = [item for item in skipped if not is_part(item)]
        why = f" ({whole[0].path}: {whole[0].reason})" if whole else ""
        raise CorpusError(
            f"{where}: no readable document found{why}; "
            "give a folder with .txt .md .html .pdf .docx .jsonl or .csv files"
        )
    found.parts.sweep(item.digest for item in found.items if isinstance(item, Found))
    return documents, skipped


def _forget(new: Sequence[Path]) -> None:
    """Delete parts, and their folder if it holds no others."""
    for path in new:
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()


def _read(batch: Batch, *, longest: int) -> bytes:
    return store.pack_readings(
        [
            store.Reading(digest, *corpus.make(raw, longest=longest))
            for digest, raw in batch
        ]
    )


def _guard(settings: Settings) -> Guard[Batch]:
    return Guard(
        cut=lambda batch: [[item] for item in batch],
        size=lambda batch: sum(raw.size for _, raw in batch),
        seconds=settings.max_seconds,
        memory=settings.max_memory,
        per=SHARE,
    )


def _unknown(
    scanned: Iterable[corpus.Raw | Skipped],
    parts: store.Parts,
    found: list[Found | Skipped],
) -> Iterator[tuple[str, corpus.Raw]]:
    """Note all that is found, and yield what was never read, with its digest."""
    seen: set[str] = set()
    for item in scanned:
        if isinstance(item, Skipped):
            found.append(item)
            continue
        digest = item.digest()
        found.append(Found(item.name, digest))
        if digest not in parts and digest not in seen:
            seen.add(digest)
            yield digest, item


def _batches(raws: Iterable[tuple[str, corpus.Raw]]) -> Iterator[Batch]:
    batch: list[tuple[str, corpus.Raw]] = []
    size = 0
    for item in raws:
        batch.append(item)
        size += item[1].size
        if len(batch) == PART_DOCUMENTS or size > PART_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _manned(tasks: Iterator[Batch], most: int) -> tuple[Iterator[Batch], int, int]:
    """Return tasks, the size of plain text, and how many processes are worth starting.

    None is for a little plain text; all else may be more than a process survives.
    """
    ahead: list[Batch] = []
    size = plain = 0
    while size < most * SHARE and (batch := next(tasks, None)):
        ahead.append(batch)
        size += sum(raw.size for _, raw in batch)
        plain += sum(raw.size for _, raw in batch if raw.suffix in ("", *PLAIN))
    is_easy = plain == size < SHARE
    return chain(ahead, tasks), plain, 0 if is_easy else min(most, 1 + size // SHARE)


def _tables(
    parts: store.Parts, found: Sequence[Found | Skipped], skipped: list[Skipped]
) -> Iterator["pa.Table"]:
    """Yield the documents among what was found, under their ids; note what is not."""
    taken: dict[str, int] = {}
    items = iter(found)
    keys = (item.digest for item in found if isinstance(item, Found))
    for readings in store.kept_readings(parts, keys):
        ids = []
        for there, left_out in zip(readings.there, readings.left_out, strict=True):
            while isinstance(item := next(items), Skipped):
                skipped.append(item)
            if there:
                ids.append(corpus.unique(item.name, taken))
            skipped += [Skipped(item.name, *entry) for entry in left_out]
        yield readings.named(ids)
    skipped += [item for item in items if isinstance(item, Skipped)]
