"""Documents on disk while a run needs them: memory must not grow with the corpus."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from kg.records import Document
from kg.store.parts import key_of
from kg.store.tables import as_table, schema

_DOCUMENTS = 256
_CHARACTERS = 1_000_000
"""How many documents, of how many characters, are written at a time."""


class Documents(Mapping[str, Document]):
    """Map ids to documents, in the order in which they came.

    They lie in an Arrow file that is mapped into memory: a text is read from it when
    its document is asked for, and the system may forget it again.
    """

    def __init__(self, path: Path, documents: Iterable[Document]) -> None:
        """Write the documents into a file, which is to be deleted after `close`."""
        self.digests: dict[str, str] = {}
        """What the findings of each document are kept under, by its id."""
        self._places: dict[str, tuple[int, int]] = {}
        with pa.ipc.new_file(str(path), schema(Document)) as writer:
            for number, group in enumerate(_groups(documents)):
                table = as_table(group, Document).combine_chunks()
                writer.write_table(table)
                for row, document in enumerate(group):
                    self.digests[document.id] = key_of(document)
                    self._places[document.id] = number, row
        self._map = pa.memory_map(str(path))
        file = pa.ipc.open_file(self._map)
        count = file.num_record_batches
        self._batches = [file.get_batch(number) for number in range(count)]

    def __getitem__(self, id: str) -> Document:
        """Read one document."""
        number, row = self._places[id]
        columns = self._batches[number].columns
        return Document(*(column[row].as_py() for column in columns))

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, in order."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._places)

    def close(self) -> None:
        """Let go of the file; nothing can be read any more."""
        self._batches.clear()
        self._map.close()


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += len(document.text)
        if len(group) == _DOCUMENTS or size > _CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group
