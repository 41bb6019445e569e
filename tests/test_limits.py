"""What one document may cost, and what becomes of one that costs more."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline, store
from kg.distribute import Lost
from kg.errors import CorpusError, SettingsError
from kg.pipeline import reading, working
from kg.pipeline.finding import Batch
from kg.settings import Settings, make_settings

TEXT = "The harbour board of Norvane met on Monday, and nobody spoke against the plan."


def fragile(*given: object) -> Callable[[Batch], bytes]:
    """Make what finds nothing, and does not survive some words."""
    return stumble


def stumble(batch: Batch) -> bytes:
    for document in batch.values():
        if "fatal" in document.text:
            os._exit(3)
        while "endless" in document.text:
            pass
        if "faulty" in document.text:
            raise ZeroDivisionError
    return store.pack([store.Finding(key, [], []) for key in batch])


@pytest.fixture
def build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., dict[str, Any]]:
    monkeypatch.setattr(working, "finder", fragile)
    monkeypatch.chdir(tmp_path)

    def run(
        articles: dict[str, str], settings: Settings | None = None, **given: Any
    ) -> dict[str, Any]:
        Path("in").mkdir(exist_ok=True)
        for name, text in articles.items():
            Path("in", name).write_text(text, encoding="utf-8")
        pipeline.build(["in"], Path("out"), settings, **given)
        told: dict[str, Any] = json.loads(Path("out/run.json").read_text("utf-8"))
        return told

    return run


Build = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("fatal", "a process died over it"),
        ("endless", "takes longer than 1 s of the processor"),
        ("faulty", "kg fails on it (ZeroDivisionError)"),
    ],
)
def test_a_document_that_a_process_does_not_survive_is_left_out(
    build: Build, word: str, reason: str
) -> None:
    articles = {f"{number}.txt": f"{TEXT} {number}" for number in range(3)}
    told = build(
        {**articles, "1a.txt": f"A {word} text."}, Settings(max_seconds=1), workers=2
    )
    assert told["counts"]["documents"] == 3
    assert told["skipped"] == [{"path": "in/1a.txt", "reason": reason, "count": 1}]
    assert told["reasons"] == {reason: 1}
    documents = store.read_documents(Path("out"))
    assert [item.id for item in documents] == ["in/0.txt", "in/1.txt", "in/2.txt"]


def test_a_document_given_up_is_tried_again_by_the_next_run(build: Build) -> None:
    build({"a.txt": TEXT, "b.txt": "A faulty text."})
    told = build({"b.txt": "A sound text."})
    assert told["counts"]["documents"] == 2 and not told["skipped"]


def test_a_document_given_up_counts_under_each_of_its_names(build: Build) -> None:
    told = build({"a.txt": TEXT, "b.txt": "A faulty text.", "c.txt": "A faulty text."})
    assert [item["path"] for item in told["skipped"]] == ["in/b.txt", "in/c.txt"]


def test_longer_documents_are_left_out(build: Build) -> None:
    told = build({"a.txt": TEXT, "b.txt": "A short text."}, Settings(max_characters=20))
    assert told["reasons"] == {"more than 20 characters": 1}
    told = build({})
    assert told["reasons"] == {}, "with other settings it is read again"


def test_larger_files_are_left_out(build: Build) -> None:
    told = build({"a.txt": TEXT, "b.txt": "x " * 600_000}, Settings(max_megabytes=1))
    assert told["reasons"] == {"larger than 1 MB; split it": 1}


@pytest.mark.parametrize(
    "name", ["max_megabytes", "max_characters", "max_seconds", "max_memory"]
)
def test_no_limit_is_nothing(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        make_settings({name: 0})


@pytest.mark.parametrize(
    ("name", "workers", "started"),
    [
        ("a.txt", None, 0),
        ("a.txt", 1, 0),
        ("a.md", None, 0),
        ("a.html", None, 1),
        ("a.pdf", None, 1),
        ("a.docx", None, 1),
        ("a.html", 1, 1),
        ("a.html", 0, 0),
    ],
)
def test_what_others_parse_is_read_in_a_process_of_its_own(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    workers: int | None,
    started: int,
) -> None:
    asked: list[int] = []

    def spread(make: Any, tasks: Any, **given: Any) -> list[Lost[Any]]:
        asked.append(given["workers"])
        return [Lost(task, "not now") for task in tasks]

    monkeypatch.setattr(reading, "spread", spread)
    (tmp_path / name).write_text(TEXT)
    with pytest.raises(CorpusError, match="not now"):
        pipeline.build([tmp_path / name], tmp_path / "out", workers=workers)
    assert asked == [started]


def test_much_text_is_gone_through_in_a_process_of_its_own_on_one_core(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "SHARE", 50)
    monkeypatch.setattr(working, "cores", lambda: 1)
    told = build({"a.txt": TEXT, "b.txt": "A fatal text."}, workers=None)
    assert told["reasons"] == {"a process died over it": 1}


def test_a_single_worker_is_watched(build: Build) -> None:
    told = build({"a.txt": TEXT, "b.txt": "A fatal text."}, workers=1)
    assert told["reasons"] == {"a process died over it": 1}
