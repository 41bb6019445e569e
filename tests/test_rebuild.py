"""A second build says what the articles say now, and `kg diff` says what changed."""

import shutil
from pathlib import Path

import pytest

from kg import pipeline
from kg.graph.compare import Comparison, compare
from kg.graph.snapshots import read_snapshot

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
