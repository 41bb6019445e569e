"""What one document says: the function that every process runs on every document."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg import edges
from kg.identity import corefer
from kg.records import Document
from kg.store import Finding, key_of, pack

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.relate import Rules

Batch = Mapping[str, Document]
"""Documents by the keys of their findings."""

PART_DOCUMENTS = 64
PART_CHARACTERS = 50_000
"""How much goes into one part: some seconds of work, which a crash may cost."""


def finder(
    model: str | None,
    gazetteers: tuple[Path, ...],
    rules: Path | None = None,
) -> Callable[[Batch], bytes]:
    """Load a pipeline and return the function that makes a part of some documents.

    It returns the bytes of the part. What it finds in a document depends on no other
    document.
    """
    # Only who finds needs spaCy, which takes a second to import.
    from kg import annotate, relate

    nlp = annotate.load_pipeline(model, gazetteers=gazetteers)
    known = relate.load_checked(rules, nlp) if rules else relate.load_rules()

    def find(batch: Batch) -> bytes:
        # spaCy keeps every word it ever saw; the zone lets go of those of a batch.
        with nlp.memory_zone():
            found = [_find(nlp, known, *item) for item in batch.items()]
        return pack(found)

    return find


def _find(nlp: "Language", rules: "Rules", key: str, document: Document) -> Finding:
    """Find the names and claims of one document, all by the key instead of its id."""
    from kg import annotate, relate

    doc = nlp(document.text)
    found = annotate.mentions(doc, document=key)
    known = corefer.within(found, document.text)
    # Rules see the kinds that the whole document settles, and what it leaves open.
    marked = {item.start: item for item in (*found, *known)}
    stated = relate.claims(doc, list(marked.values()), rules, date=document.date)
    return Finding(key, known, list(edges.attributed(stated, known)))


def batches(documents: Iterable[Document]) -> Iterator[Batch]:
    """Divide documents into what makes one part each; equal ones are done once."""
    batch: dict[str, Document] = {}
    size = 0
    for document in documents:
        more = size + len(document.text)
        if batch and (len(batch) == PART_DOCUMENTS or more > PART_CHARACTERS):
            yield batch
            batch, size = {}, 0
        batch[key_of(document)] = document
        size += len(document.text)
    if batch:
        yield batch
