"""Records as Parquet tables."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import store
from kg.errors import RunError
from kg.records import Claim, Document, Mention, Merge
from kg.store import (
    Documents,
    Finding,
    Parts,
    Records,
    as_table,
    key_of,
    pack,
    read_table,
    schema,
    tabled,
    tables,
    texts,
    write_found,
    write_merges,
    write_part,
    write_table,
)

DOCUMENTS = [
    Document("a.txt", "Ada founded Zeta.", "Title", "2020", "web"),
    Document("b", ""),
]
MENTIONS = [Mention("a.txt", 0, 3, "Ada", "person", 0, 17, role="subject", name="Ada")]
CLAIMS = [Claim("a.txt", 0, 12, "founder_of", "founder of", "r", "asserted", 0, 17)]
MERGES = [Merge("person", "Ada", "Ada Roe", 0.7, "can be called so", joined=False)]


def write_all(folder: Path) -> None:
    found = [Finding(key_of(DOCUMENTS[0]), MENTIONS, CLAIMS)]
    found += [Finding(key_of(document), [], []) for document in DOCUMENTS[1:]]
    parts = Parts(folder / "parts")
    parts.add(write_part(pack(found), folder / "parts"))
    folder.mkdir(exist_ok=True)
    write_found(folder, Documents(folder / "d.arrow", tabled(DOCUMENTS)), parts)
    write_merges(folder, as_table(MERGES, Merge))


@pytest.mark.parametrize("kind", [Document, Mention, Claim, Merge])
def test_schema_has_the_fields_of_the_record(kind: type[Any]) -> None:
    names = {"string": str, "int64": int, "double": float, "bool": bool}
    columns = {column.name: names[str(column.type)] for column in schema(kind)}
    assert list(columns.items()) == [(item.name, item.type) for item in fields(kind)]


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    write_all(tmp_path)
    assert list(store.read_documents(tmp_path)) == DOCUMENTS
    assert list(store.read_mentions(tmp_path)) == MENTIONS
    assert list(store.read_claims(tmp_path)) == CLAIMS
    assert list(store.read_merges(tmp_path)) == MERGES


def test_records_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    write_all(tmp_path)
    assert sorted(path.name for path in (tmp_path / "records").iterdir()) == [
        "claims.parquet",
        "documents.parquet",
        "mentions.parquet",
        "merges.parquet",
    ]


def test_records_give_the_same_bytes_twice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_all(tmp_path / name)
    for path in (tmp_path / "one").rglob("*.parquet"):
        other = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == other.read_bytes()


def test_no_records_make_a_table_too(tmp_path: Path) -> None:
    write_table([], Claim, tmp_path / "none.parquet")
    assert list(read_table(tmp_path / "none.parquet", Claim)) == []


def test_records_are_taken_and_given_in_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "DOCUMENTS", 2)
    documents = [Document(str(number), "text") for number in range(5)]
    write_table(iter(documents), Document, tmp_path / "five.parquet")
    assert list(read_table(tmp_path / "five.parquet", Document)) == documents


def test_how_records_come_divided_does_not_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "DOCUMENTS", 2)
    documents = [Document(str(number), "text") for number in range(7)]
    written = []
    for size in (1, 3, 7):
        groups = (documents[at : at + size] for at in range(0, 7, size))
        path = tmp_path / f"{size}.parquet"
        tables.join_tables((as_table(it, Document) for it in groups), Document, path)
        written.append(path.read_bytes())
    assert len(set(written)) == 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.builds(Document, st.text(), st.text(), st.text())))
def test_any_text_survives_or_keeps_its_length(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Document]
) -> None:
    path = tmp_path_factory.mktemp("any") / "documents.parquet"
    write_table(documents, Document, path)
    for before, after in zip(documents, read_table(path, Document), strict=True):
        assert len(before.text) == len(after.text)
        assert before == after or "\ufffd" in str(after)


def test_half_a_surrogate_pair_becomes_one_replacement(tmp_path: Path) -> None:
    write_table([Document("a", "x\ud800y")], Document, tmp_path / "d.parquet")
    (document,) = read_table(tmp_path / "d.parquet", Document)
    assert document.text == "x\ufffdy"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def other(path: Path) -> None:
    write_table([], Claim, path)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (Path.unlink, "not found"),
        (cut, "damaged"),
        (empty, "damaged"),
        (other, "another version"),
    ],
)
def test_reading_a_bad_table_is_one_clear_line(
    tmp_path: Path, damage: Callable[[Path], object], words: str
) -> None:
    write_all(tmp_path)
    damage(tmp_path / "records" / "documents.parquet")
    with pytest.raises(RunError, match=words) as raised:
        list(store.read_documents(tmp_path))
    assert "documents.parquet" in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


def test_tables_are_written_from_any_iterable(tmp_path: Path) -> None:
    def stream() -> Iterable[Document]:
        yield from DOCUMENTS

    write_table(stream(), Document, tmp_path / "d.parquet")
    assert list(read_table(tmp_path / "d.parquet", Document)) == DOCUMENTS


def test_records_can_be_gone_through_again(tmp_path: Path) -> None:
    write_table(MENTIONS, Mention, tmp_path / "m.parquet")
    records = Records(tmp_path / "m.parquet", Mention)
    assert list(records) == list(records) == MENTIONS
    assert len(records) == 1
    assert MENTIONS[0] in records
    assert CLAIMS[0] not in records


@pytest.mark.parametrize("kept", [0, 100])
def test_records_of_a_large_table_are_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr(tables, "KEPT", kept)
    write_table(MENTIONS, Mention, tmp_path / "m.parquet")
    records = Records(tmp_path / "m.parquet", Mention)
    first, second = list(records), list(records)
    assert (first[0] is second[0]) == (kept > 0)


def test_records_of_a_damaged_table_are_one_clear_line(tmp_path: Path) -> None:
    write_table(MENTIONS, Mention, tmp_path / "m.parquet")
    cut(tmp_path / "m.parquet")
    with pytest.raises(RunError, match="damaged"):
        Records(tmp_path / "m.parquet", Mention)


def test_documents_are_looked_up_by_id_and_come_in_order(tmp_path: Path) -> None:
    documents = Documents(tmp_path / "d.arrow", tabled(DOCUMENTS))
    assert list(documents.values()) == DOCUMENTS
    assert list(documents.digests()) == [key_of(item) for item in DOCUMENTS]
    assert documents["b"] == DOCUMENTS[1]
    assert "c" not in documents
    documents.close()


def test_documents_are_written_a_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_DOCUMENTS", 2)
    many = [Document(str(number), f"text {number}") for number in range(5)]
    documents = Documents(tmp_path / "d.arrow", tabled(many))
    assert [documents[item.id] for item in reversed(many)] == many[::-1]
    documents.close()


def test_documents_of_which_little_is_mapped_at_a_time_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_DOCUMENTS", 2)
    monkeypatch.setattr(texts, "_MAPPED", 0)
    opened: list[int] = []
    again = Documents._open
    monkeypatch.setattr(
        Documents, "_open", lambda self: (opened.append(1), again(self))[1]
    )
    many = [Document(str(number), f"text {number}") for number in range(6)]
    documents = Documents(tmp_path / "d.arrow", tabled(many))
    assert [documents[item.id] for item in many] == many
    assert len(opened) == 3  # one for each table
    documents.close()


def test_long_documents_are_written_one_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texts, "_CHARACTERS", 10)
    several = [Document("a", "x" * 5), Document("b", "x" * 6), Document("c", "x" * 11)]
    assert [len(table) for table in tabled(several)] == [2, 1]


def test_no_documents_are_no_documents(tmp_path: Path) -> None:
    assert not Documents(tmp_path / "d.arrow", tabled([]))


def test_pandas_is_not_loaded_but_can_be_used() -> None:
    code = (
        "import sys, kg.store, pyarrow as pa\n"
        "table = pa.table({'a': [1]})\n"
        "assert 'pandas' not in sys.modules\n"
        "assert list(table.to_pandas()['a']) == [1]\n"
    )
    pytest.importorskip("pandas")
    subprocess.run([sys.executable, "-c", code], check=True)
