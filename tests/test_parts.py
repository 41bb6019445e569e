"""Findings kept by document, so that no document is gone through twice."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.records import Claim, Document, Mention
from kg.store import (
    Documents,
    Finding,
    Parts,
    key_of,
    pack,
    read_claims,
    read_documents,
    read_mentions,
    tabled,
    write_found,
    write_part,
)
from kg.store.parts import MANY

MENTION = Mention("", 0, 3, "Ada", "person", 0, 17, role="subject", name="Ada")
CLAIM = Claim("", 0, 12, "founder_of", "founder of", "r", "asserted", 0, 17)


def finding(document: Document, mentions: int = 1, claims: int = 1) -> Finding:
    """Make findings that tell documents apart by their text."""
    return Finding(
        key_of(document),
        [replace(MENTION, start=at, text=document.text) for at in range(mentions)],
        [replace(CLAIM, subject=at, label=document.text) for at in range(claims)],
    )


def texts(*names: str) -> list[Document]:
    return [Document(f"{name}.txt", name) for name in names]


def found(folder: Path, documents: list[Document], parts: Parts) -> list[object]:
    """Return all records of some documents, as a run would have them."""
    write_found(folder, Documents(folder / "d.arrow", tabled(documents)), parts)
    read = read_documents(folder), read_mentions(folder), read_claims(folder)
    return [item for records in read for item in records]


def test_key_depends_on_text_and_date_alone() -> None:
    one = Document("a", "text", date="2020")
    assert key_of(one) == key_of(Document("b", "text", "title", "2020", "web"))
    assert key_of(one) != key_of(replace(one, text="texts"))
    assert key_of(one) != key_of(replace(one, date="2021"))


def test_key_is_that_of_the_text_as_it_is_kept(tmp_path: Path) -> None:
    documents = Documents(tmp_path / "d", tabled([Document("a", "x\ud800y")]))
    assert documents["a"].text == "x\ufffdy"
    assert list(documents.digests()) == [key_of(documents["a"])]


def test_parts_give_the_records_of_each_document_under_its_id(tmp_path: Path) -> None:
    one, two, three = texts("one", "two", "three")
    parts = Parts(tmp_path / "parts")
    parts.add(write_part(pack([finding(one), finding(two, 2, 0)]), parts.folder))
    parts.add(write_part(pack([finding(three, 0, 0)]), parts.folder))
    twin = replace(one, id="twin")
    assert found(tmp_path, [three, two, twin, one], parts) == [
        *(three, two, twin, one),
        replace(MENTION, document="two.txt", start=0, text="two"),
        replace(MENTION, document="two.txt", start=1, text="two"),
        replace(MENTION, document="twin", text="one"),
        replace(MENTION, document="one.txt", text="one"),
        replace(CLAIM, document="twin", label="one"),
        replace(CLAIM, document="one.txt", label="one"),
    ]


@pytest.mark.parametrize("rows", [2, 4_096])
@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=6),
    st.randoms(use_true_random=False),
)
def test_records_are_the_same_bytes_however_they_lie_in_parts(
    tmp_path_factory: pytest.TempPathFactory,
    rows: int,
    counts: list[tuple[int, int]],
    random: Random,
) -> None:
    documents = texts(*map(str, range(len(counts))))
    findings = [
        finding(document, *count)
        for document, count in zip(documents, counts, strict=True)
    ]
    written = []
    for name in ("together", "apart", "by turns"):
        folder = tmp_path_factory.mktemp(name)
        parts = Parts(folder / "parts")
        groups = {
            "together": [findings],
            "apart": [[item] for item in findings],
            "by turns": [findings[::2], findings[1::2]],
        }[name]
        random.shuffle(groups)
        for group in groups:
            parts.add(write_part(pack(group), parts.folder))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kg.store.parts.ROWS", rows)
            write_found(folder, Documents(folder / "d.arrow", tabled(documents)), parts)
        records = sorted((folder / "records").iterdir())
        written.append([(path.name, path.read_bytes()) for path in records])
    assert written[0] == written[1] == written[2]


def test_parts_are_found_again(tmp_path: Path) -> None:
    one, two = texts("one", "two")
    write_part(pack([finding(one)]), tmp_path)
    parts = Parts(tmp_path)
    assert key_of(one) in parts
    assert key_of(two) not in parts


def test_parts_know_nothing_where_there_is_no_folder(tmp_path: Path) -> None:
    assert key_of(Document("a", "a")) not in Parts(tmp_path / "none")


def test_the_same_findings_make_the_same_part(tmp_path: Path) -> None:
    documents = texts("one", "two")
    for _ in range(2):
        write_part(pack([finding(document) for document in documents]), tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("at", [0, 100, -1])
def test_a_part_with_one_changed_byte_is_dropped(tmp_path: Path, at: int) -> None:
    (one,) = texts("one")
    path = write_part(pack([finding(one)]), tmp_path)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert key_of(one) not in Parts(tmp_path)
    assert not path.exists()


@pytest.mark.parametrize("size", [0, 1, 200])
def test_a_part_that_was_cut_is_dropped(tmp_path: Path, size: int) -> None:
    (one,) = texts("one")
    path = write_part(pack([finding(one)]), tmp_path)
    path.write_bytes(path.read_bytes()[:size])
    assert key_of(one) not in Parts(tmp_path)
    assert not path.exists()


def test_a_part_that_was_never_finished_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "123.unfinished").write_bytes(b"PAR1")
    Parts(tmp_path)
    assert not list(tmp_path.iterdir())


def test_sweep_deletes_what_nobody_needs(tmp_path: Path) -> None:
    one, two = texts("one", "two")
    kept = write_part(pack([finding(one)]), tmp_path / "now")
    write_part(pack([finding(two)]), tmp_path / "now")
    write_part(pack([finding(two)]), tmp_path / "before")
    Parts(tmp_path / "now").sweep({key_of(one)})
    assert list(tmp_path.rglob("*.parquet")) == [kept]


def test_sweep_of_nothing_is_nothing(tmp_path: Path) -> None:
    Parts(tmp_path / "none" / "parts").sweep([])
    assert not list(tmp_path.iterdir())


def test_sweep_frees_a_part_of_rows_that_nobody_needs(tmp_path: Path) -> None:
    documents = texts("one", "two", "three")
    path = write_part(pack(list(map(finding, documents))), tmp_path / "parts")
    Parts(path.parent).sweep({key_of(documents[1])})
    (smaller,) = path.parent.iterdir()
    assert smaller != path
    after = Parts(path.parent)
    assert [key_of(document) in after for document in documents] == [False, True, False]
    assert found(tmp_path, documents[1:2], after) == [
        documents[1],
        replace(MENTION, document="two.txt", text="two"),
        replace(CLAIM, document="two.txt", label="two"),
    ]


def test_sweep_leaves_a_part_that_is_needed_for_the_most(tmp_path: Path) -> None:
    documents = texts("one", "two", "three")
    path = write_part(pack(list(map(finding, documents))), tmp_path / "parts")
    Parts(path.parent).sweep({key_of(document) for document in documents[:2]})
    assert list(path.parent.iterdir()) == [path]


def rebuilt(folder: Path, documents: list[Document]) -> None:
    """Find what is new, as a run would, and end as one does."""
    parts = Parts(folder)
    new = [item for item in documents if key_of(item) not in parts]
    if new:
        parts.add(write_part(pack(list(map(finding, new))), folder))
    parts.sweep(map(key_of, documents))


def test_many_small_rebuilds_leave_few_parts(tmp_path: Path) -> None:
    documents = texts(*map(str, range(50)))
    counts = []
    for number in range(len(documents)):
        rebuilt(tmp_path / "parts", documents[: number + 1])
        counts.append(len(list((tmp_path / "parts").iterdir())))
    assert max(counts) == MANY
    records = found(tmp_path, documents, Parts(tmp_path / "parts"))
    assert records[:50] == documents
    assert [item.text for item in records[50:100]] == list(map(str, range(50)))


def test_sweep_joins_only_what_is_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, *others = texts("one", "two", "three", "four")
    large = write_part(pack([finding(one, mentions=1_000)]), tmp_path / "parts")
    for other in others:
        write_part(pack([finding(other)]), tmp_path / "parts")
    monkeypatch.setattr("kg.store.parts.MANY", 2)
    monkeypatch.setattr("kg.store.parts._BYTES", 10_000)
    Parts(large.parent).sweep(map(key_of, [one, *others]))
    assert large.exists()
    assert len(list(large.parent.iterdir())) == 2


def test_a_sweep_that_is_cut_short_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = texts("one", "two", "three", "four")
    for document in documents:
        write_part(pack([finding(document)]), tmp_path / "parts")
    monkeypatch.setattr("kg.store.parts.MANY", 2)
    keys = list(map(key_of, documents))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(KeyboardInterrupt):
            Parts(tmp_path / "parts").sweep(keys)
    assert len(list((tmp_path / "parts").iterdir())) == 5
    parts = Parts(tmp_path / "parts")
    assert all(key in parts for key in keys)
    parts.sweep(keys)
    assert len(list((tmp_path / "parts").iterdir())) == 1


def refuse(*args: object, **kwargs: object) -> None:
    raise KeyboardInterrupt
