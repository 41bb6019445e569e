"""A database for one run: what does not fit into memory lies in a folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.errors import RunError, in_one_line

MEMORY = 400
"""Megabytes that DuckDB may hold; beyond, it sorts, joins and counts on disk."""

MORE = 210
"""Megabytes that it may hold for every million mentions, if that is more: a part of
some steps has to be in memory, and grows with them."""

ROWS = 50_000
"""Rows of a result that are in memory at once."""

_INTERRUPTED = ("Query interrupted", "KeyboardInterrupt")
"""What DuckDB says of Ctrl-C in a query, and while it reads rows from Python."""


class Database:
    """Keep tables, in memory as far as they find room there.

    Rows have no order but the one that a query asks for, and sums are of whole numbers
    only: so results are the same for any number of threads.
    """

    def __init__(self, folder: Path, *, workers: int = 1) -> None:
        """Open a new database; the folder is to be deleted when it is closed."""
        # Imported here: processes that look for claims need none.
        import duckdb

        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._base = duckdb.connect(
            ":memory:",
            config={
                "threads": workers,
                "memory_limit": f"{MEMORY}MB",
                "temp_directory": str(folder / "spilled"),
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )

    def allow(self, mentions: int) -> None:
        """Set how much memory may be held for so many mentions."""
        most = max(MEMORY, mentions * MORE // 1_000_000)
        self.run(f"SET memory_limit = '{most}MB'")

    def run(self, query: str) -> None:
        """Do what a statement says."""
        self._base.execute(query)

    def add(self, name: str, rows: pa.Table) -> None:
        """Add rows to a table by the names of their columns; it is made if needed."""
        self._base.register("added", rows)
        known = self._base.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        if (name,) in known:
            self.run(f"INSERT INTO {name} BY NAME SELECT * FROM added")
        else:
            self.run(f"CREATE TABLE {name} AS SELECT * FROM added")
        self._base.unregister("added")

    def batches(self, query: str) -> pa.RecordBatchReader:
        """Return the rows that a query finds, some at a time.

        Other queries may run meanwhile, and change nothing of what is found.
        """
        return self._base.cursor().sql(query).to_arrow_reader(ROWS)

    def stream(self, query: str) -> Iterator[Iterator[tuple[Any, ...]]]:
        """Yield the same as rows of plain values."""
        for batch in self.batches(query):
            cells = (column.to_pylist() for column in batch.columns)
            yield zip(*cells, strict=True)

    def table(self, query: str) -> pa.Table:
        """Return the rows that a query finds, all of them."""
        return self._base.sql(query).to_arrow_table()

    def __enter__(self) -> "Database":
        """Return the database."""
        return self

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        """Let go of all tables; raise RunError if disk or memory was too small.

        DuckDB takes Ctrl-C in the middle of a query for an error of its own.
        """
        import duckdb

        self._base.close()
        told = str(error) if isinstance(error, RuntimeError | duckdb.Error) else ""
        if any(sign in told for sign in _INTERRUPTED):
            raise KeyboardInterrupt from None
        if isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException):
            what = in_one_line(error)
            raise RunError(
                f"{self._folder}: no room to sort the edges ({what}); "
                "free some disk space and build again"
            ) from None
