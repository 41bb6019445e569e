"""Keep records as Parquet, and put the files of a run in place all at once."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, fields
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import RunError
from kg.records import Claim, Document, Mention, Merge

Record = TypeVar("Record", Document, Mention, Claim, Merge)

FOLDER = "records"
LAST = "run.json"
"""The file that goes in place last: where it stands, the others are complete."""

ROWS = 50_000
"""Records per row group: what is in memory at once while writing or reading."""

_TYPES: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
}
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_records(
    folder: Path,
    *,
    documents: Iterable[Document],
    mentions: Iterable[Mention],
    claims: Iterable[Claim],
    merges: Iterable[Merge] = (),
) -> None:
    """Write the tables of records under `folder`, in the order given."""
    target = folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    write_table(documents, Document, target / "documents.parquet")
    write_table(mentions, Mention, target / "mentions.parquet")
    write_table(claims, Claim, target / "claims.parquet")
    write_table(merges, Merge, target / "merges.parquet")


def read_documents(folder: Path) -> Iterator[Document]:
    """Yield the documents of a run."""
    return read_table(folder / FOLDER / "documents.parquet", Document)


def read_mentions(folder: Path) -> Iterator[Mention]:
    """Yield the mentions of a run."""
    return read_table(folder / FOLDER / "mentions.parquet", Mention)


def read_claims(folder: Path) -> Iterator[Claim]:
    """Yield the claims of a run."""
    return read_table(folder / FOLDER / "claims.parquet", Claim)


def read_merges(folder: Path) -> Iterator[Merge]:
    """Yield the pairs of names that a run looked at, joined or not."""
    return read_table(folder / FOLDER / "merges.parquet", Merge)


def schema(kind: type[Record]) -> pa.Schema:
    """Return the columns of a record: its fields, in order, none of them null."""
    return pa.schema(
        [
            pa.field(item.name, _TYPES[item.type], nullable=False)
            for item in fields(kind)
        ]
    )


def write_table(records: Iterable[Record], kind: type[Record], path: Path) -> None:
    """Write records of one kind as a Parquet file, a row group at a time.

    The same records give the same bytes. Half a surrogate pair, which UTF-8 cannot
    hold, becomes U+FFFD, so that offsets keep their meaning.
    """
    columns = schema(kind)
    rows = iter(records)
    with pq.ParquetWriter(path, columns, compression="zstd") as writer:
        while group := [astuple(record) for record in islice(rows, ROWS)]:
            arrays = [
                pa.array([_storable(value) for value in column], field.type)
                for column, field in zip(zip(*group, strict=True), columns, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=columns))


def read_table(path: Path, kind: type[Record]) -> Iterator[Record]:
    """Yield the records of a Parquet file; raise RunError if it cannot be read."""
    try:
        with pq.ParquetFile(path) as file:
            if file.schema_arrow.names != schema(kind).names:
                raise RunError(
                    f"{path}: written by another version; build the run again"
                )
            for batch in file.iter_batches(ROWS):
                columns = [column.to_pylist() for column in batch.columns]
                for values in zip(*columns, strict=True):
                    yield kind(*values)
    except FileNotFoundError:
        raise RunError(f"{path}: not found; build the run again") from None
    except (OSError, pa.ArrowException) as error:
        raise RunError(
            f"{path}: damaged, build the run again: {_line(error)}"
        ) from None


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield an empty folder whose files replace those of `folder` on success.

    Nothing changes before the block ends. Then every file is moved into place,
    `run.json` last; if a move fails, those already made are undone. Whatever happens,
    the temporary folder goes. Other files in `folder` stay. Raises RunError if
    `folder` cannot be written.
    """
    new = _missing(folder)
    temporary = _temporary(folder)
    try:
        fresh, old = temporary / "new", temporary / "old"
        fresh.mkdir()
        old.mkdir()
        yield fresh
        _move_in(fresh, folder, old)
        new = []
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        for made in new:
            with suppress(OSError):
                made.rmdir()


def _missing(folder: Path) -> list[Path]:
    """Return the folders that have to be made, the innermost first."""
    chain = [folder, *folder.parents]
    return [path for path in chain if not path.exists()]


def _temporary(folder: Path) -> Path:
    """Make a folder beside the files that it will replace, on the same disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".kg-", dir=folder))
    except FileExistsError:
        raise RunError(f"{folder}: is a file; give a folder to write into") from None
    except OSError as error:
        raise RunError(
            f"{folder}: cannot be written ({_line(error)}); give another folder"
        ) from None


def _move_in(fresh: Path, folder: Path, old: Path) -> None:
    """Move files into place, keeping what they replace until all is done."""
    files = [path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()]
    done: list[Path] = []
    try:
        for name in sorted(files, key=lambda path: (path.name == LAST, path)):
            for parent in (old / name, folder / name):
                parent.parent.mkdir(parents=True, exist_ok=True)
            if (folder / name).exists():
                os.replace(folder / name, old / name)
            done.append(name)
            os.replace(fresh / name, folder / name)
    except OSError as error:
        for name in reversed(done):
            (folder / name).unlink(missing_ok=True)
            if (old / name).exists():
                os.replace(old / name, folder / name)
        raise RunError(
            f"{folder}: cannot put {error.filename or 'a file'} in place "
            f"({_line(error)}); the old files are untouched"
        ) from None


def _storable(value: object) -> object:
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def _line(error: Exception) -> str:
    """Return an error as one short line."""
    text = getattr(error, "strerror", None) or str(error)
    return " ".join(text.split())[:200]
