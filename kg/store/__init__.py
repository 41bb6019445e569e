"""Keep records as Parquet: the tables of a run, and the parts that outlive it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa

from kg.records import Claim, Document, Mention, Merge
from kg.staging import settle
from kg.store.findings import Finding, found_tables, key_of, pack
from kg.store.lean import leave_out_pandas, let_go
from kg.store.parts import Parts, write_part
from kg.store.readings import Reading, kept_readings, pack_readings
from kg.store.shared import Shared
from kg.store.tables import (
    Record,
    Records,
    as_table,
    join_tables,
    read_table,
    schema,
    strings,
    write_table,
)
from kg.store.texts import Documents, tabled

__all__ = [
    "Documents",
    "Finding",
    "Parts",
    "Reading",
    "Records",
    "Shared",
    "as_table",
    "kept_readings",
    "key_of",
    "let_go",
    "open_found",
    "pack",
    "pack_readings",
    "read_claims",
    "read_documents",
    "read_mentions",
    "read_merges",
    "read_table",
    "schema",
    "strings",
    "tabled",
    "write_found",
    "write_merges",
    "write_part",
    "write_table",
]

FOLDER = "records"

leave_out_pandas()


def write_found(folder: Path, documents: Documents, parts: Parts) -> None:
    """Write documents and what was found in them under `folder`, in order.

    Raises KeyError for a document that has no findings in `parts`.
    """
    target = folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(1) as thread:  # to compress texts needs no Python
        written = thread.submit(
            join_tables, documents.tables(), Document, target / "documents.parquet"
        )
        for kind, name in (Mention, "mentions"), (Claim, "claims"):
            tables = found_tables(parts, documents, documents.digests(), kind)
            join_tables(tables, kind, target / f"{name}.parquet")
        written.result()


def open_found(folder: Path) -> tuple[Records[Mention], Records[Claim]]:
    """Return the mentions and claims that `write_found` wrote, read as needed."""
    return (
        Records(folder / FOLDER / "mentions.parquet", Mention),
        Records(folder / FOLDER / "claims.parquet", Claim),
    )


def write_merges(folder: Path, merges: pa.Table) -> None:
    """Write which pairs of names were looked at, joined or not, a table of records."""
    join_tables([merges], Merge, folder / FOLDER / "merges.parquet")


def read_documents(folder: Path) -> Iterator[Document]:
    """Yield the documents of a run."""
    return _read(folder, "documents", Document)


def read_mentions(folder: Path) -> Iterator[Mention]:
    """Yield the mentions of a run."""
    return _read(folder, "mentions", Mention)


def read_claims(folder: Path) -> Iterator[Claim]:
    """Yield the claims of a run."""
    return _read(folder, "claims", Claim)


def read_merges(folder: Path) -> Iterator[Merge]:
    """Yield the pairs of names that a run looked at, joined or not."""
    return _read(folder, "merges", Merge)


def _read(folder: Path, name: str, kind: type[Record]) -> Iterator[Record]:
    settle(folder)
    return read_table(folder / FOLDER / f"{name}.parquet", kind)
