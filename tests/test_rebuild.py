"""A second build says what the articles say now, and `kg diff` says what changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import pipeline, staging
from kg.graph.compare import Comparison, compare
from kg.graph.snapshots import read_snapshot
from kg.pipeline.unchanged import NOTE
from kg.settings import Settings

ARTICLES = {
    "a.txt": "Helena Brandt founded Norvik Shipping in 2001.\n",
    "b.txt": "Kofi Mensah, chief executive of Volta Logistics, resigned in 2015.\n",
    "c.txt": "Amara Diallo founded Sahel Solar in 2011.\n",
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build once; return the folder with the articles and the run."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "in").mkdir()
    for name, text in ARTICLES.items():
        (folder / "in" / name).write_text(text)
    pipeline.build([folder / "in"], folder / "out")
    return folder


@pytest.fixture
def place(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first, tmp_path / "place")
    return tmp_path / "place"


def rebuilt(place: Path, first: Path) -> Comparison:
    pipeline.build([place / "in"], place / "out")
    return compare(read_snapshot(first / "out"), read_snapshot(place / "out"))


def test_nothing_changed_is_no_difference(place: Path, first: Path) -> None:
    assert not rebuilt(place, first)


def test_a_changed_article_changes_what_it_said(place: Path, first: Path) -> None:
    (place / "in" / "c.txt").write_text("Amara Diallo founded Niger Wind in 2011.\n")
    found = rebuilt(place, first)
    assert [node.label for node in found.nodes.appeared] == ["Niger Wind"]
    assert [node.label for node in found.nodes.vanished] == ["Sahel Solar"]
    assert not found.nodes.changed


def test_a_removed_article_takes_its_facts_along(place: Path, first: Path) -> None:
    (place / "in" / "b.txt").unlink()
    found = rebuilt(place, first)
    gone = {node.label for node in found.nodes.vanished}
    assert gone == {"Kofi Mensah", "Volta Logistics"}
    assert found.edges.vanished
    assert not (found.nodes.appeared or found.nodes.changed or found.edges.appeared)


def test_a_new_article_adds_what_it_says(place: Path, first: Path) -> None:
    (place / "in" / "d.txt").write_text("Ada Lund founded Oresund Lines in 1999.\n")
    found = rebuilt(place, first)
    new = {node.label for node in found.nodes.appeared}
    assert new == {"Ada Lund", "Oresund Lines"}
    assert not (found.nodes.vanished or found.nodes.changed or found.edges.vanished)


@pytest.mark.parametrize("apart", [False, True])
def test_a_rebuild_ends_in_the_bytes_of_a_first_build(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    (place / "in" / "c.txt").write_text("Amara Diallo founded Niger Wind in 2011.\n")
    (place / "in" / "b.txt").unlink()
    (place / "in" / "d.txt").write_text("Ada Lund founded Oresund Lines in 1999.\n")
    pipeline.build([place / "in"], tmp_path / "cold")
    monkeypatch.setattr(pipeline, "MANY", 0 if apart else pipeline.MANY)
    monkeypatch.setattr(pipeline.distribute, "cores", lambda: 2)
    pipeline.build([place / "in"], place / "out", workers=None)
    assert contents(place / "out") == contents(tmp_path / "cold")


def contents(run: Path) -> dict[str, bytes]:
    """Return the files of a run but `run.json`, which tells of seconds."""
    return {
        path.relative_to(run).as_posix(): path.read_bytes()
        for path in run.rglob("*")
        if path.is_file()
        and staging.HIDDEN not in path.relative_to(run).parts
        and path.name != staging.LAST
    }


def inodes(run: Path) -> dict[str, int]:
    """Tell the files of a run apart from those that another build makes."""
    return {
        path.name: path.stat().st_ino
        for path in run.rglob("*")
        if path.is_file() and staging.HIDDEN not in path.parts
    }


@pytest.fixture
def same(first: Path, tmp_path: Path) -> Path:
    """Return a copy of the run, into which the same articles can be built again."""
    shutil.copytree(first / "out", tmp_path / "same")
    return tmp_path / "same"


def test_nothing_changed_is_nothing_made(same: Path, first: Path) -> None:
    before = inodes(same)
    report = pipeline.build([first / "in"], same)
    assert inodes(same) == before
    assert report.counts["documents"] == len(ARTICLES)
    assert report.skipped == ()


@pytest.mark.parametrize("name", ["graph.html", "run.json", "records/claims.parquet"])
@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"x")])
def test_a_file_that_is_not_as_it_was_is_made_again(
    same: Path, first: Path, name: str, harm: Callable[[Path], object]
) -> None:
    harm(same / name)
    pipeline.build([first / "in"], same)
    whole, made = ((run / name).read_bytes() for run in (first / "out", same))
    assert made == whole or (name == "run.json" and b"counts" in made)


@pytest.mark.parametrize("noted", [b"", b"[]", b"{}", b'{"state": 1, "files": 2}'])
def test_a_damaged_note_is_as_none(same: Path, first: Path, noted: bytes) -> None:
    before = inodes(same)
    (same / NOTE).write_bytes(noted)
    pipeline.build([first / "in"], same)
    assert not before.items() & inodes(same).items()
    before = inodes(same)
    pipeline.build([first / "in"], same)
    assert inodes(same) == before


def test_other_settings_are_another_state(same: Path, first: Path) -> None:
    pipeline.build([first / "in"], same, Settings(kinds=("person",)))
    assert "Norvik" not in (same / "nodes.csv").read_text()


def test_a_document_under_another_name_is_another_state(place: Path) -> None:
    for name in ("c.txt", "d.txt"):
        (place / "in" / "c.txt").rename(place / "in" / name)
        pipeline.build([place / "in"], place / "out")
        assert name in (place / "out" / "evidence.csv").read_text()


def test_decisions_that_changed_are_another_state(same: Path, first: Path) -> None:
    decisions = same.parent / "decisions.csv"
    settings = Settings(decisions=decisions)
    for verdict in ("different", "same"):
        decisions.write_text(
            "decision,kind,left,right,who,why\n"
            f"{verdict},organisation,Norvik Shipping,Sahel Solar,,\n"
        )
        pipeline.build([first / "in"], same, settings)
    assert "Norvik Shipping | Sahel Solar" in (same / "nodes.csv").read_text()
