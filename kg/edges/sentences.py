"""What only the texts can tell of sentences: where they begin and end, and quotes.

Documents are gone through in order, one text at a time.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import pyarrow as pa

from kg.edges.database import Database
from kg.records import Document

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)|\n{2,}")

SPANS = pa.schema(
    [
        ("sentence", pa.int32()),
        ("document", pa.int32()),
        ("date", pa.string()),
        ("sentence_start", pa.int32()),
        ("sentence_end", pa.int32()),
        ("names", pa.int32()),
        ("number", pa.int32()),
        ("first", pa.int32()),
        ("last", pa.int32()),
    ]
)
QUOTES = pa.schema(
    [
        ("document", pa.int32()),
        ("first", pa.int32()),
        ("last", pa.int32()),
        ("quote", pa.string()),
    ]
)


def place_sentences(
    base: Database, ids: Sequence[str], documents: Mapping[str, Document]
) -> None:
    """Make the table `spans` of the `sentences` that are needed.

    `first` and `last` are the place without the blanks at either end. `number` counts
    the sentences of a document, also those that name nobody.
    """
    query = """
        SELECT document, sentence_start, sentence_end, names FROM sentences
        WHERE is_needed ORDER BY document, sentence_start, sentence_end
    """
    base.add("spans", SPANS.empty_table())
    sentence = number = 0
    before, end = -1, 0
    for cells in base.stream(query):
        rows: list[tuple[object, ...]] = []
        for place, group in groupby(cells, key=itemgetter(0)):
            document = documents[ids[place]]
            for _, start, stop, names in group:
                first, last = trim(document.text, start, stop)
                if names:
                    gap = document.text[end:start] if before == place else ""
                    number = number + 1 + unnamed(gap) if before == place else 0
                    before, end = place, last
                span = (start, stop, names, number, first, last)
                rows.append((sentence, place, document.date, *span))
                sentence += 1
        base.add("spans", _table(rows, SPANS))


def quote(
    base: Database, ids: Sequence[str], documents: Mapping[str, Document]
) -> None:
    """Make the table `quotes` of the texts of all places that are evidence."""
    query = """
        SELECT DISTINCT document, first, last FROM evidence
        ORDER BY document, first, last
    """
    base.add("quotes", QUOTES.empty_table())
    for cells in base.stream(query):
        rows: list[tuple[object, ...]] = []
        for place, group in groupby(cells, key=itemgetter(0)):
            text = documents[ids[place]].text
            rows += [(*at, text[at[1] : at[2]]) for at in group]
        base.add("quotes", _table(rows, QUOTES))


def _table(rows: Sequence[Sequence[object]], columns: pa.Schema) -> pa.Table:
    arrays = [
        pa.array(cells, kind)
        for cells, kind in zip(zip(*rows, strict=True), columns.types, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=columns)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place without the blanks at either end."""
    quote = text[start:end]
    if quote and not (quote[0].isspace() or quote[-1].isspace()):
        return start, start + len(quote)
    start += len(quote) - len(quote.lstrip())
    return start, start + len(quote.strip())


def unnamed(gap: str) -> int:
    """Return how many sentences without a name stand in the text between two others."""
    if not gap.strip():
        return 0
    return max(1, len(_SENTENCE_END.findall(gap.strip())))


def unwieldy(length: str) -> str:
    """Return SQL: 0 for a sentence that is easy to read, more for short and long."""
    return (
        f"CASE WHEN {length} BETWEEN 40 AND 300 THEN 0 "
        f"WHEN {length} <= 600 THEN 1 ELSE 2 END"
    )
