"""Documents cleaned once, by any process, and found again in the next run."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kg import documents as corpus
from kg import pipeline, store
from kg.errors import CorpusError
from kg.pipeline import reading
from kg.records import Document, Skipped

ARTICLES = {
    "a.txt": "Helena Brandt founded Norvik Shipping.\n\nShare this\n\nShe sold it.\n",
    "b.txt": "",
    "c.txt": "Helena Brandt founded Norvik Shipping.\n\nShare this\n\nShe sold it.\n",
    "d.xyz": "What is this?",
    "e.jsonl": '{"id": "x", "text": "One man came."}\n{"no": 1}\n'
    '{"id": "x", "text": "Two came."}\n{"id": "y", "text": "***"}\n',
    "f.pdf": "no pdf at all",
    "g.txt": "Kofi Mensah met Ada Lund in Accra.\n",
}
Read = tuple[list[Document], list[Skipped]]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record which documents are made, in this process."""
    names: list[str] = []
    make = corpus.make

    def recorded(raw: corpus.Raw, **given: int) -> corpus.Made:
        names.append(Path(raw.name).name)
        return make(raw, **given)

    monkeypatch.setattr(corpus, "make", recorded)
    return names


def read(paths: Sequence[Path], kept: Path, *, workers: int = 0) -> Read:
    scratch = kept.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    parts = store.Parts(kept / "texts")
    scanned = reading.scan(paths, parts, workers=workers)
    documents, skipped = reading.collect(scanned, scratch, paths)
    found = list(documents.values())
    assert list(documents.digests()) == list(map(store.key_of, found))
    assert documents.words == sum(len(item.text.split()) for item in found)
    documents.close()
    return found, skipped


def straight(paths: Sequence[Path]) -> Read:
    """Read without keeping anything."""
    items = list(corpus.read(paths))
    documents = [item for item in items if isinstance(item, Document)]
    return documents, [item for item in items if isinstance(item, Skipped)]


def test_what_is_read_again_is_what_was_read(articles: Path, tmp_path: Path) -> None:
    expected = straight([articles])
    assert len(expected[0]) == 5
    assert len(expected[1]) >= 6
    for _ in range(2):
        assert read([articles], tmp_path / "kept") == expected


def test_nothing_is_cleaned_twice(
    articles: Path, tmp_path: Path, made: list[str]
) -> None:
    read([articles], tmp_path / "kept")
    assert made == ["a.txt", *["e.jsonl#x"] * 2, "e.jsonl#y", "f.pdf", "g.txt"]
    made.clear()
    (articles / "g.txt").write_text("Kofi Mensah met Ada Lund in Lagos.\n")
    (articles / "a.txt").rename(articles / "z.txt")
    found, _ = read([articles], tmp_path / "kept")
    assert made == ["g.txt"]
    assert found == straight([articles])[0]


def test_what_is_gone_is_forgotten(
    articles: Path, tmp_path: Path, made: list[str]
) -> None:
    read([articles], tmp_path / "kept")
    read([articles / "g.txt"], tmp_path / "kept")
    made.clear()
    read([articles / "a.txt"], tmp_path / "kept")
    assert made == ["a.txt"]


def test_a_damaged_part_is_read_again(
    articles: Path, tmp_path: Path, made: list[str]
) -> None:
    before = read([articles], tmp_path / "kept")
    (part,) = (tmp_path / "kept" / "texts").iterdir()
    part.write_bytes(part.read_bytes()[:-5])
    made.clear()
    assert read([articles], tmp_path / "kept") == before
    assert len(made) == 6


def test_several_processes_read_the_same(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SHARE", 1)
    monkeypatch.setattr(reading, "PART_DOCUMENTS", 1)
    assert read([articles], tmp_path / "kept", workers=2) == straight([articles])


@pytest.mark.parametrize(("share", "workers"), [(1_000_000, 1), (10, 3)])
def test_processes_are_started_only_where_they_are_worth_it(
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    share: int,
    workers: int,
) -> None:
    started = []

    def spread(
        make: Callable[[], Callable[[object], bytes]],
        tasks: Sequence[object],
        *,
        workers: int,
        **_: object,
    ) -> list[bytes]:
        started.append(workers)
        return [make()(batch) for batch in tasks]

    monkeypatch.setattr(reading, "SHARE", share)
    monkeypatch.setattr(reading, "spread", spread)
    read([articles], tmp_path / "kept", workers=3)
    assert started == [workers]


def test_no_more_is_read_ahead_than_tells_how_many_processes_are_worth_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "SHARE", 10)
    tasks = iter([[("digest", corpus.Raw("a", b"0123456789", ".txt"))]] * 9)
    *_, workers = reading._manned(tasks, 2)
    assert (workers, len(list(tasks))) == (2, 7)


def test_where_nothing_can_be_read_the_reason_is_told(
    articles: Path, tmp_path: Path
) -> None:
    with pytest.raises(CorpusError, match=r"b\.txt: no readable document.*empty"):
        read([articles / "b.txt"], tmp_path / "kept")
    assert not (tmp_path / "kept" / "texts").exists()


def test_where_nothing_can_be_read_nothing_is_left(
    articles: Path, tmp_path: Path
) -> None:
    with pytest.raises(CorpusError, match="damaged"):
        pipeline.build([articles / "f.pdf"], tmp_path / "deep" / "out")
    assert not (tmp_path / "deep").exists()


@pytest.mark.parametrize("field", ["text", "title", "date", "source"])
def test_a_row_is_another_if_a_field_is(field: str) -> None:
    one = corpus.Raw("t.csv#1", row())
    other = replace(one, content=replace(row(), **{field: "other"}))
    assert one.digest() != other.digest()
    assert one.digest() == replace(one, name="t.csv#2").digest()


def test_where_a_field_of_a_row_ends_counts() -> None:
    one = corpus.Raw("t.csv#1", corpus.Extract("text", title="ab", source="c"))
    other = replace(one, content=corpus.Extract("text", title="a", source="bc"))
    assert one.digest() != other.digest()


def row() -> corpus.Extract:
    return corpus.Extract("text", title="title", date="2020", source="here", id="1")


def test_bytes_are_told_apart_by_their_format() -> None:
    page = corpus.Raw("a", b"<p>text</p>", ".html")
    assert page.digest() != replace(page, suffix=".txt").digest()
    assert page.digest() != replace(page, content=b"<p>texts</p>").digest()
