"""Turn claims and mentions into edges, each with the sentences that support it.

Relations and co-occurrences are counted apart: a pair may have both, and neither
changes the weight of the other. Grouping, joining and counting is done by DuckDB in a
file, so that memory does not grow with the corpus; what comes of it are two Parquet
files, read a few rows at a time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kg.edges.database import Database
from kg.edges.links import Links, cite, drawn, number, save
from kg.edges.meetings import cite_pairs, meet
from kg.edges.sentences import place_sentences, quote
from kg.edges.sources import attributed, with_speakers
from kg.edges.statements import UNDIRECTED, state
from kg.records import Document

__all__ = [
    "UNDIRECTED",
    "Links",
    "attributed",
    "link",
    "with_speakers",
]

MENTIONS = pa.schema(
    [
        ("document", pa.string()),
        ("start", pa.int64()),
        ("text", pa.string()),
        ("form", pa.string()),
        ("sentence_start", pa.int64()),
        ("sentence_end", pa.int64()),
        ("entity", pa.int32()),
    ]
)
CLAIMS = pa.schema(
    [
        ("document", pa.string()),
        ("subject", pa.int64()),
        ("object", pa.int64()),
        ("relation", pa.string()),
        ("label", pa.string()),
        ("rule", pa.string()),
        ("status", pa.string()),
        ("sentence_start", pa.int64()),
        ("sentence_end", pa.int64()),
        ("date", pa.string()),
        ("speaker", pa.string()),
    ]
)
"""What is read of the records."""

FORMS = pa.array(["name", "description"])
"""Forms of a mention, the clearest first; all others come after."""


def link(
    mentions: Iterable[pa.Table],
    claims: Iterable[pa.Table],
    ids: Sequence[str],
    documents: Mapping[str, Document],
    folder: Path,
    *,
    window: int | None = 0,
    most_names: int = 40,
    most_evidence: int = 20,
    workers: int = 1,
    told: Callable[[Iterable[pa.Table]], None] | None = None,
) -> Links:
    """Link entities by what is said of them, and by being named together.

    `mentions` and `claims` are tables of these records, in any order. Those of mentions
    have a column `entity` besides: the place in `ids`, which are in order, of whom a
    mention means, or -1. `folder` gets the files, and is to be deleted afterwards.

    Claims are one edge if they agree in ends, relation and status, and in the label
    where that matters: for `LABELLED` relations, and for "former", "acting" and the
    like. Its weight counts distinct sentences. Claims of an entity about itself are
    left out.

    Only names co-occur, no pronouns; names up to `window` sentences apart, by
    1 / (1 + distance), and None means that nobody does. The weight is
    `association.strength`; `association.backbone` decides which pairs are drawn, and
    these have their `most_evidence` best sentences. Sentences with more than
    `most_names` entities are tables or lists and link nobody.

    `told` is given the drawn edges, as `links.drawn`, before their sentences are found.

    Raises RunError if there is no room on the disk.
    """
    papers = sorted(documents)
    with Database(folder, workers=workers) as base:
        base.allow(_load(base, mentions, claims, papers))
        _find_sentences(base, least=2 if window == 0 else 1)
        place_sentences(base, papers, documents)
        state(base)
        meet(base, window=window or 0, most_names=0 if window is None else most_names)
        number(base, ids)
        if told:
            told(drawn(base))
        cite_pairs(base, window=window or 0, most_evidence=most_evidence)
        cite(base)
        quote(base, papers, documents)
        return save(base, papers, folder)


def _load(
    base: Database,
    mentions: Iterable[pa.Table],
    claims: Iterable[pa.Table],
    papers: Sequence[str],
) -> int:
    """Make the tables `mentions` and `claims`; return how many mentions there are.

    Documents go by numbers in them.
    """
    numbers = {name: place for place, name in enumerate(papers)}
    base.add("mentions", _mentions(MENTIONS.empty_table(), numbers))
    count = 0
    for table in mentions:
        base.add("mentions", _mentions(table, numbers))
        count += len(table)
    base.add("claims", _claims(CLAIMS.empty_table(), numbers))
    for table in claims:
        base.add("claims", _claims(table, numbers))
    return count


def _mentions(table: pa.Table, numbers: Mapping[str, int]) -> pa.Table:
    known = table.select(MENTIONS.names).filter(pc.field("entity") >= 0)
    forms = pc.fill_null(pc.index_in(known["form"], FORMS), len(FORMS))
    known = known.set_column(MENTIONS.names.index("form"), "form", forms)
    return _numbered(known, numbers)


def _claims(table: pa.Table, numbers: Mapping[str, int]) -> pa.Table:
    renamed = ["said" if name == "date" else name for name in CLAIMS.names]
    return _numbered(table.select(CLAIMS.names).rename_columns(renamed), numbers)


def _numbered(table: pa.Table, numbers: Mapping[str, int]) -> pa.Table:
    """Put the numbers of documents in the place of their names."""
    named = table["document"].combine_chunks().dictionary_encode()
    places = pa.array(
        map(numbers.__getitem__, named.dictionary.to_pylist()), pa.int32()
    )
    return table.set_column(0, "document", places.take(named.indices))


def _find_sentences(base: Database, *, least: int) -> None:
    """Make the tables `named`, who is named in a sentence, and `sentences`.

    `is_needed` is true of those with `least` names, and of those with claims.
    """
    base.run("""
        CREATE TABLE named AS
        SELECT document, sentence_start, sentence_end, entity,
            arg_min(text, start) AS text
        FROM mentions WHERE form = 0
        GROUP BY document, sentence_start, sentence_end, entity
    """)
    base.run(f"""
        CREATE TABLE sentences AS
        SELECT document, sentence_start, sentence_end, max(names)::INTEGER AS names,
            bool_or(claimed) OR max(names) >= {least} AS is_needed
        FROM (
            SELECT document, sentence_start, sentence_end, count(*) AS names,
                FALSE AS claimed
            FROM named GROUP BY document, sentence_start, sentence_end
            UNION ALL
            SELECT document, sentence_start, sentence_end, 0, TRUE FROM claims
        )
        GROUP BY document, sentence_start, sentence_end
    """)
