"""Parts under a URL, for builds on any machine."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from kg import distribute, pipeline
from kg.errors import RunError
from kg.records import Document, Mention
from kg.store import Finding, Shared, key_of, pack, write_part

fsspec = pytest.importorskip("fsspec", reason="needs the extra kg[dask]")

NAME = "0123456789abcdef"


def part(folder: Path, text: str) -> Path:
    """Write a part of one document."""
    mention = Mention("", 0, 3, text, "person", 0, 17, role="subject", name="Ada")
    return write_part(
        pack([Finding(key_of(Document("", text)), [mention], [])]), folder
    )


@pytest.fixture(params=["file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return an address where nothing is yet."""
    home = tmp_path.as_uri() if request.param == "file" else "memory://"
    return f"{home}/{uuid4().hex}/archive"


def stored(url: str) -> dict[str, bytes]:
    files, root = fsspec.core.url_to_fs(f"{url}/{NAME}")
    return {path.rsplit("/", 1)[-1]: files.cat_file(path) for path in files.find(root)}


def pulled(url: str, folder: Path) -> dict[str, bytes]:
    paths = list(Shared(url, NAME).pull(folder))
    return {path.name: path.read_bytes() for path in paths}


def test_what_one_sends_another_brings(url: str, tmp_path: Path) -> None:
    paths = [part(tmp_path / "a", str(number)) for number in range(20)]
    shared = Shared(url, NAME)
    for path in paths:
        shared.push(path)
    shared.finish(tmp_path / "a")
    sent = {path.name: path.read_bytes() for path in paths}
    assert stored(url) == sent
    assert pulled(url, tmp_path / "b") == sent
    assert pulled(url, tmp_path / "b") == {}


def test_parts_are_sent_while_others_are_made(url: str, tmp_path: Path) -> None:
    shared = Shared(url, NAME)
    for number in range(20):
        shared.push(part(tmp_path, str(number)))
    assert 1 <= len(stored(url)) < 20


def test_an_empty_place_gets_all_that_there_is(url: str, tmp_path: Path) -> None:
    part(tmp_path, "one")
    Shared(url, NAME).finish(tmp_path)
    assert len(stored(url)) == 1
    part(tmp_path, "two")
    Shared(url, NAME).finish(tmp_path)
    assert len(stored(url)) == 1


def test_what_is_of_another_fingerprint_is_not_brought(
    url: str, tmp_path: Path
) -> None:
    part(tmp_path / "a", "one")
    Shared(url, NAME).finish(tmp_path / "a")
    assert not list(Shared(url, NAME[::-1]).pull(tmp_path / "b"))


@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_part_is_left_out_and_sent_again(
    url: str, tmp_path: Path, damage: str
) -> None:
    path = part(tmp_path / "a", "one")
    Shared(url, NAME).finish(tmp_path / "a")
    files, root = fsspec.core.url_to_fs(f"{url}/{NAME}")
    data = path.read_bytes()
    files.pipe_file(
        f"{root}/{path.name}", data[:100] if damage == "cut" else b"x" + data[1:]
    )
    shared = Shared(url, NAME)
    assert not list(shared.pull(tmp_path / "b"))
    assert not (tmp_path / "b").exists()
    shared.push(path)
    shared.finish(tmp_path / "a")
    assert stored(url) == {path.name: data}


def test_other_files_there_are_let_be(url: str, tmp_path: Path) -> None:
    files, root = fsspec.core.url_to_fs(f"{url}/{NAME}")
    files.makedirs(root)
    files.pipe_file(f"{root}/readme.txt", b"ours")
    assert pulled(url, tmp_path / "a") == {}
    assert stored(url) == {"readme.txt": b"ours"}


@pytest.mark.parametrize("url", ["nosuch://x", "file:///dev/null/x"])
def test_a_place_that_is_none_is_refused_in_one_line(url: str, tmp_path: Path) -> None:
    path = part(tmp_path, "one")
    with pytest.raises(RunError, match=rf"^{url}: cannot keep parts there [^\n]*$"):
        Shared(url, NAME).finish(path.parent)


def test_without_fsspec_there_is_a_word_on_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(RunError, match=r"pip install 'kg\[dask\]'"):
        Shared("memory://x", NAME)


def test_a_build_takes_from_there_what_another_found(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Amara Diallo founded Sahel Solar in 2011.")
    pipeline.build([article], tmp_path / "one", shared=url)

    def refuse(make: Any, tasks: Any, *, workers: int) -> Iterator[Any]:
        raise RunError("found again")

    monkeypatch.setattr(distribute, "spread", refuse)
    pipeline.build([article], tmp_path / "two", shared=url)
    one, two = (tmp_path / name / "graph.graphml" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_a_build_that_is_stopped_sends_what_it_found(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Amara Diallo founded Sahel Solar in 2011.")

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "Reading articles":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.build([tmp_path / "a.txt"], tmp_path / "x", shared=url, progress=stop)
    files, root = fsspec.core.url_to_fs(url)
    assert len(files.find(root)) == 1
