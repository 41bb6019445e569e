"""Made-up records of any number of mentions and names, as unevenly common as real ones.

Every article has 40 sentences with one to four names each, 100 mentions in all, of some
35 names that recur in it. Which names these are follows Zipf's law, but each name is
drawn once at least. One sentence in ten with two names states a relation between them.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kg import store
from kg.records import KINDS, Claim, Document, Entity, Mention
from kg.store.tables import schema

Picks: TypeAlias = NDArray[np.int64]
Row: TypeAlias = tuple[str | int, ...]

NAMED = (1, 2, 3, 4) * 10
"""How many names stand in each sentence of an article."""

POOL = 35
"""Names of an article."""

STATED = 10
"""One in so many sentences states a relation."""

_GROUP = 500
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar")]


def name_of(number: int) -> str:
    """Return a name of two words, another for each number."""
    base = len(_SYLLABLES)
    syllables = [_SYLLABLES[number // base**place % base] for place in range(4)]
    return "".join(syllables[2:]).title() + " " + "".join(syllables[:2]).title() + "son"


def entities(names: int) -> list[Entity]:
    """Return an entity for each name, as if identity had found just these."""
    return [
        Entity(f"n{at:09}", KINDS[at % 3], name, ((name, 1),), 1, 1)
        for at, name in enumerate(map(name_of, range(names)))
    ]


def generate(run: Path, mentions: int, names: int) -> None:
    """Write documents, mentions and claims into the folder of a run."""
    (run / store.FOLDER).mkdir(parents=True)
    kinds = (Document, Mention, Claim)
    called = [name_of(number) for number in range(names)]
    with ExitStack() as stack:
        writers = [
            stack.enter_context(
                pq.ParquetWriter(
                    run / store.FOLDER / f"{kind.__name__.lower()}s.parquet",
                    schema(kind),
                    compression="zstd",
                )
            )
            for kind in kinds
        ]
        first = 0
        for pools in _pools(mentions // sum(NAMED), names):
            rows = _records(first, pools, called)
            for kind, writer, found in zip(kinds, writers, rows, strict=True):
                arrays = [
                    pa.array(cells, of)
                    for cells, of in zip(
                        zip(*found, strict=True), schema(kind).types, strict=True
                    )
                ]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema(kind)))
            first += len(pools)


def _pools(documents: int, names: int) -> Iterator[Picks]:
    """Yield the names of some documents, a row for each document."""
    chance = np.random.default_rng(7)
    odds = np.cumsum(1 / (np.arange(names) + 2.7))
    order = chance.permutation(names)
    for first in range(0, documents, _GROUP):
        count = min(_GROUP, documents - first)
        draws = chance.random((count, POOL)) * odds[-1]
        pools = np.searchsorted(odds, draws)
        # Each name has its turn in the last places of some pool.
        share = -(-names // documents)
        some = order[first * share : (first + count) * share]
        pools.ravel()[-len(some) or pools.size :] = some
        yield chance.permuted(pools, axis=1)


def _records(
    first: int, pools: Picks, called: Sequence[str]
) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the rows of documents, mentions and claims."""
    chance = np.random.default_rng(first)
    documents: list[Row] = []
    mentions: list[Row] = []
    claims: list[Row] = []
    # The square makes a few names of an article common in it.
    picks = (chance.random((len(pools), sum(NAMED))) ** 2 * POOL).astype(np.int64)
    for place, (pool, picked) in enumerate(zip(pools, picks, strict=True)):
        document = f"{first + place:08}.txt"
        names = pool[picked].tolist()
        texts: list[str] = []
        start = at = 0
        for number, count in enumerate(NAMED):
            some, at = names[at : at + count], at + count
            text = "As was told, " + " and ".join(called[name] for name in some)
            text += " spoke at some length of the matter."
            span = start, start + len(text)
            starts = []
            here = start + 13
            for name in some:
                word = called[name]
                starts.append(here)
                where = document, here, here + len(word), word, KINDS[name % 3]
                mentions.append((*where, *span, "name", "", "", word, "", ""))
                here += len(word) + 5
            if count == 2 and number % STATED == 1:
                stated = document, *starts, "met", "met", "made-up", "asserted"
                claims.append((*stated, *span, "", "", -1))
            texts.append(text)
            start += len(text) + 1
        date = f"{1990 + (first + place) % 30}-01-01"
        documents.append((document, " ".join(texts), "", date, ""))
    return documents, mentions, claims
