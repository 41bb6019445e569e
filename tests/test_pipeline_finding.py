"""How documents are divided into what a process does at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kg import annotate
from kg.pipeline import finding
from kg.records import Document


def documents(*sizes: int) -> dict[str, Document]:
    texts = (f"{number:04}".ljust(size, "x") for number, size in enumerate(sizes))
    return {text[:4]: Document(text[:4], text) for text in texts}


def sizes(found: dict[str, Document], workers: int) -> list[list[int]]:
    batches = finding.batches(found, list(found), workers=workers)
    return [[len(item.text) for item in batch.values()] for batch in batches]


@given(st.lists(st.integers(4, 60_000), max_size=40), st.integers(1, 5))
def test_every_document_is_in_one_batch_none_of_which_is_too_large(
    lengths: list[int], workers: int
) -> None:
    found = documents(*lengths)
    batches = list(finding.batches(found, list(found), workers=workers))
    ids = [item.id for batch in batches for item in batch.values()]
    assert sorted(ids) == sorted(found)
    for batch in batches:
        size = sum(len(item.text) for item in batch.values())
        assert len(batch) == 1 or size <= finding.PART_CHARACTERS


def test_only_what_is_new_is_divided() -> None:
    found = documents(10, 20, 30)
    (batch,) = finding.batches(found, ["0001"])
    assert [item.id for item in batch.values()] == ["0001"]


def test_few_documents_go_into_a_batch() -> None:
    found = sizes(documents(*[10] * 130), workers=1)
    assert list(map(len, found)) == [64, 64, 2]


def test_long_documents_come_first_and_the_others_in_order() -> None:
    found = documents(10, 60_000, 20, 70_000)
    batches = finding.batches(found, list(found))
    order = [item.id for batch in batches for item in batch.values()]
    assert order == ["0001", "0003", "0000", "0002"]


@pytest.mark.parametrize("workers", [2, 8])
def test_the_last_batches_are_small_where_several_processes_wait(workers: int) -> None:
    found = [sum(batch) for batch in sizes(documents(*[1_000] * 1_000), workers)]
    assert found[0] == 50_000
    assert found[-1] <= finding.LAST_CHARACTERS
    for number, size in enumerate(found):
        share = sum(found[number:]) // (2 * workers)
        assert size <= max(share, finding.LAST_CHARACTERS)


def test_one_process_is_given_full_batches() -> None:
    found = [sum(batch) for batch in sizes(documents(*[1_000] * 1_000), 1)]
    assert found == [50_000] * 20


def test_no_doc_keeps_its_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    docs: list[Doc] = []
    read = annotate.read

    def noted(nlp: Language, text: str) -> Doc:
        docs.append(read(nlp, text))
        assert docs[-1].tensor.size
        return docs[-1]

    monkeypatch.setattr(annotate, "read", noted)
    finding.finder(None, ())({"": Document("", "Jane Roe works for Acme.")})
    assert docs and not any(doc.tensor.size for doc in docs)


def test_what_is_loaded_has_gone_through_a_text_even_if_it_fails_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts: list[str] = []

    def fail(_: Language, text: str) -> Doc:
        texts.append(text)
        raise ZeroDivisionError

    monkeypatch.setattr(annotate, "read", fail)
    finding.finder(None, ())
    assert texts
