"""What one document says: the function that every process runs on every document."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.distribute import Guard, Lost, spread
from kg.pipeline.lean import load_spacy
from kg.records import Document
from kg.settings import Settings
from kg.store import Finding, key_of, pack

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.relate import Rules

Batch = Mapping[str, Document]
"""Documents by the keys of their findings."""

PART_DOCUMENTS = 64
PART_CHARACTERS = 50_000
"""How much goes into one part: some seconds of work, which a crash may cost."""
LAST_CHARACTERS = 4_000
"""How little goes into the last parts, so that all processes end together."""

_FIRST = "Ann Rovik, chairman of Norvik Holdings Ltd, said she would buy Ferdal Corp."
"""What is gone through first, and comes to nothing."""


def finder(
    model: str | None,
    gazetteers: tuple[Path, ...],
    rules: Path | None = None,
) -> Callable[[Batch], bytes]:
    """Load a pipeline and return the function that makes a part of some documents.

    It returns the bytes of the part. What it finds in a document depends on no other
    document.
    """
    # Only who finds needs all this; to import it takes a second.
    load_spacy()
    from kg import annotate, relate
    from kg.annotate.familiar import Familiar

    nlp = annotate.load_pipeline(model, gazetteers=gazetteers)
    known = relate.load_checked(rules, nlp) if rules else relate.load_rules()
    familiar = Familiar(nlp)

    def find(batch: Batch) -> bytes:
        familiar.learn(document.text for document in batch.values())
        # spaCy keeps every word it ever saw; the zone lets go of those of a batch.
        with nlp.memory_zone():
            found = [_find(nlp, known, *item) for item in batch.items()]
        return pack(found)

    # Much of it is made when it is first used, a third of a second of work: better
    # before there are several processes. What fails here will be told of a document.
    with suppress(Exception):
        find({"": Document("", _FIRST)})
    return find


def prepare(settings: Settings) -> None:
    """Load what `find_beside` needs, in the process that is to do it."""
    _kept_finder(settings.model, settings.gazetteers, settings.rules)


def find_beside(settings: Settings, batch: Batch) -> list[bytes | Lost[Batch]]:
    """Make parts of some documents; what is loaded is kept for the next ones."""
    make = partial(_kept_finder, settings.model, settings.gazetteers, settings.rules)
    return list(spread(make, [batch], workers=0, guard=guard(settings)))


def guard(settings: Settings) -> Guard[Batch]:
    """Return what one document may cost; a batch is cut into its documents."""
    return Guard(
        cut=lambda batch: [{key: document} for key, document in batch.items()],
        size=lambda batch: sum(len(item.text) for item in batch.values()),
        seconds=settings.max_seconds,
        memory=settings.max_memory,
    )


_kept_finder = lru_cache(1)(finder)


def _find(nlp: "Language", rules: "Rules", key: str, document: Document) -> Finding:
    """Find the names and claims of one document, all by the key instead of its id."""
    from kg import annotate, edges, relate
    from kg.identity import corefer

    doc = annotate.read(nlp, document.text)
    found = annotate.mentions(doc, document=key)
    vectors = annotate.vectors(doc, found)
    # A Doc lives on until Python looks for cycles; its vectors, 3 KB a word, need not.
    doc.tensor = np.empty(0, np.float32)
    known = corefer.within(found, document.text, vectors=vectors)
    # Rules see the kinds that the whole document settles, and what it leaves open.
    marked = corefer.marked(found, known)
    stated = relate.claims(doc, marked, rules, date=document.date)
    return Finding(key, known, list(edges.attributed(stated, known)))


def batches(
    documents: Mapping[str, Document], new: Sequence[str], *, workers: int = 1
) -> Iterator[Batch]:
    """Divide new documents into what makes one part each; equal ones are done once.

    Documents that fill a part come first, and what is left for several `workers` to do
    comes in ever smaller parts: nobody is to wait for the last one.
    """
    sizes = [len(documents[id].text) for id in new]
    order = sorted(range(len(new)), key=lambda n: sizes[n] <= PART_CHARACTERS)
    left = sum(sizes)
    batch: dict[str, Document] = {}
    size = 0
    for number in order:
        share = left // (2 * workers) if workers > 1 else PART_CHARACTERS
        most = max(LAST_CHARACTERS, min(PART_CHARACTERS, share))
        if batch and (len(batch) == PART_DOCUMENTS or size + sizes[number] > most):
            yield batch
            left -= size
            batch, size = {}, 0
        document = documents[new[number]]
        batch[key_of(document)] = document
        size += sizes[number]
    if batch:
        yield batch
