"""The edges of a run as files: numbered, cited, read a few rows at a time."""

import json
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg.edges.database import ROWS, Database
from kg.records import ASSERTED, CO_OCCURS_WITH

EDGES = pa.schema(
    [
        ("edge_id", pa.string()),
        ("source", pa.int32()),
        ("target", pa.int32()),
        ("relation", pa.string()),
        ("label", pa.string()),
        ("weight", pa.float64()),
        ("directed", pa.bool_()),
        ("status", pa.string()),
        ("evidence", pa.int64()),
        ("documents", pa.int64()),
        ("first_date", pa.string()),
        ("last_date", pa.string()),
        ("quote", pa.string()),
        ("source_document", pa.string()),
        ("npmi", pa.float64()),
        ("log_likelihood", pa.float64()),
        ("drawn", pa.bool_()),
    ]
)
EVIDENCE = pa.schema(
    [
        ("edge_id", pa.string()),
        ("document", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("quote", pa.string()),
        ("rule", pa.string()),
        ("status", pa.string()),
        ("date", pa.string()),
        ("source_text", pa.string()),
        ("target_text", pa.string()),
        ("speaker", pa.string()),
    ]
)

SAME, NEARBY = "same sentence", "nearby sentences"
"""The rules by which names co-occur."""


@dataclass(frozen=True, slots=True)
class Links:
    """Hold the edges of a run, ordered by their ends, and the sentences behind them.

    `source` and `target` are places in the list of ids that was given. Stated relations
    are always drawn, and have no `npmi` and no `log_likelihood`; a co-occurrence has
    its true counts. The sentences are those of the drawn edges, in their order, the
    best first; an edge that is not drawn has only its `quote`.
    """

    folder: Path

    def edges(
        self, columns: Sequence[str] | None = None, *, drawn: bool = False
    ) -> Iterator[pa.Table]:
        """Yield the edges as tables of `EDGES`, or of some columns of it."""
        wanted = [*columns, "drawn"] if columns and drawn else columns
        for table in _read(self.folder / "edges.parquet", wanted):
            found = table.filter(table["drawn"]) if drawn else table
            yield found.select(columns) if columns else found

    def evidence(self) -> Iterator[pa.Table]:
        """Yield the sentences as tables of `EVIDENCE`."""
        return _read(self.folder / "evidence.parquet", None)

    def sentences(
        self, ids: Container[str], most: int
    ) -> dict[str, list[tuple[Any, ...]]]:
        """Return the best sentences of some edges, by id: rows of `EVIDENCE`,
        but for the id."""
        found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for table in self.evidence():
            keys, *cells = map(_cells, table.columns)
            for key, row in zip(keys, zip(*cells, strict=True), strict=True):
                if key in ids and len(found[key]) < most:
                    found[key].append(row)
        return found


def number(base: Database, ids: Sequence[str]) -> None:
    """Make the table `edges` of what is stated and who meets.

    An edge's id is made from its content alone. Two that begin alike, of which there is
    one chance in ten among eight million, are told apart by their length.
    """
    words = pa.array(map(json.dumps, ids), pa.string())
    places = pa.array(range(len(ids)), pa.int32())
    base.add("entities", pa.table({"entity": places, "word": words}))
    ends = """
        JOIN entities s ON s.entity = source JOIN entities t ON t.entity = target
    """
    base.run(f"""
        CREATE TABLE edges AS
        WITH keyed AS (
            SELECT source, target, relation, label, status, variant,
                sentences::DOUBLE AS weight, NOT undirected AS directed, sentences,
                documents, first_date, last_date, NULL::DOUBLE AS npmi,
                NULL::DOUBLE AS log_likelihood, TRUE AS drawn,
                sha256(concat('[', s.word, ', ', relation_word, ', ', t.word, ', "',
                    status, '", ', variant_word, ']')) AS digest
            FROM stated {ends}
            UNION ALL
            SELECT source, target, '{CO_OCCURS_WITH}', 'co-occurs with', '{ASSERTED}',
                '', weight, FALSE, sentences, documents, first_date, last_date, npmi,
                log_likelihood, drawn,
                sha256(concat('[', s.word, ', "{CO_OCCURS_WITH}", ', t.word,
                    ', "{ASSERTED}", ""]'))
            FROM pairs {ends}
        ), identified AS (
            SELECT *, concat('e-', left(digest, 11 + row_number() OVER (
                PARTITION BY left(digest, 12) ORDER BY digest))) AS edge_id
            FROM keyed
        )
        SELECT * FROM identified
    """)


def drawn(base: Database) -> Iterator[pa.Table]:
    """Yield what ties the ends of the drawn edges, in the order of `Links`.

    The columns are `source`, `target`, `weight`, `relation` and `status`.
    """
    for batch in base.batches("""
        SELECT source, target, weight, relation, status FROM edges
        WHERE drawn ORDER BY source, target, edge_id
    """):
        yield pa.Table.from_batches([batch])


def cite(base: Database) -> None:
    """Make the table `evidence` of the sentences behind `edges`."""
    base.run(f"""
        CREATE TABLE evidence AS
        SELECT edge_id, rank, document, first, last, rule, status, date, source_text,
            target_text, speaker
        FROM cited_statements
        JOIN edges USING (source, target, relation, status, variant)
        UNION ALL
        SELECT edge_id, rank, document, first, last,
            CASE WHEN distance > 0 THEN '{NEARBY}' ELSE '{SAME}' END, '{ASSERTED}',
            date, source_text, target_text, ''
        FROM cited_pairs JOIN edges USING (source, target)
        WHERE relation = '{CO_OCCURS_WITH}'
    """)


def save(base: Database, papers: Sequence[str], folder: Path) -> Links:
    """Write edges and evidence, with their quotes, into files."""
    numbers = pa.array(range(len(papers)), pa.int32())
    base.add("papers", pa.table({"document": numbers, "id": pa.array(papers)}))
    best = """
        SELECT edge_id, quote, id FROM evidence
        JOIN quotes USING (document, first, last) JOIN papers USING (document)
        WHERE rank = 1
    """
    edges = f"""
        SELECT edge_id, source, target, relation, label, weight, directed, status,
            sentences AS evidence, documents, coalesce(first_date, '') AS first_date,
            coalesce(last_date, '') AS last_date, quote, id AS source_document, npmi,
            log_likelihood, drawn
        FROM edges JOIN ({best}) USING (edge_id)
        ORDER BY source, target, edge_id
    """
    _write(base, edges, EDGES, folder / "edges.parquet")
    evidence = """
        SELECT edge_id, id AS document, first AS start, last AS end, quote, rule,
            evidence.status, date, source_text, target_text, speaker
        FROM evidence JOIN edges USING (edge_id)
        JOIN quotes USING (document, first, last) JOIN papers USING (document)
        WHERE drawn ORDER BY source, target, edge_id, rank
    """
    _write(base, evidence, EVIDENCE, folder / "evidence.parquet")
    return Links(folder)


def _write(base: Database, query: str, columns: pa.Schema, path: Path) -> None:
    with pq.ParquetWriter(path, columns, compression="lz4") as writer:
        for batch in base.batches(query):
            writer.write_table(pa.Table.from_batches([batch]).cast(columns))


def _cells(column: pa.ChunkedArray) -> list[Any]:
    """Return the values of a column; equal ones, of which there are many, are one."""
    coded = column.combine_chunks().dictionary_encode()
    known = coded.dictionary.to_pylist()
    return [known[place] for place in coded.indices.to_pylist()]


def _read(path: Path, columns: Sequence[str] | None) -> Iterator[pa.Table]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(ROWS, columns=columns):
            yield pa.Table.from_batches([batch])
