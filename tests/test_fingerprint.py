"""What tells apart whatever may find something else in the same document."""

from importlib import import_module
from pathlib import Path

import pytest

from kg.settings import Settings

# `kg.pipeline` has a function of that name.
prints = import_module("kg.pipeline.fingerprint")


@pytest.mark.parametrize(
    "name",
    [*prints.FILES, *prints.ROOMS, *prints.READING_FILES, *prints.READING_ROOMS],
)
def test_what_finds_and_reads_is_there(name: str) -> None:
    assert (prints.HOME / name).exists()


def test_the_shipped_pipeline_counts_with_code_rules_and_words() -> None:
    found = prints.ingredients(Settings())
    for name in (
        *("code names/titles.py", "code records.py", "data data/rules.toml"),
        *("model meta.json", "spacy", "python"),
    ):
        assert name in found


def test_what_is_in_files_of_the_user_counts_and_not_where_they_lie(
    tmp_path: Path,
) -> None:
    digests = []
    for folder, text in (("one", "a"), ("two", "a"), ("three", "b")):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / f"{folder}.jsonl"
        path.write_text(text)
        digests.append(prints.fingerprint(Settings(gazetteers=(path,))))
    assert digests[0] == digests[1] != digests[2]


def test_a_gazetteer_is_not_taken_for_rules(tmp_path: Path) -> None:
    path = tmp_path / "own"
    path.write_text("a")
    gazetteer, rules = Settings(gazetteers=(path,)), Settings(rules=path)
    assert prints.fingerprint(gazetteer) != prints.fingerprint(rules)


def test_what_python_compiles_in_a_pipeline_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    settings = Settings(model=str(tmp_path))
    before = prints.fingerprint(settings)
    (tmp_path / "code.pyc").write_text("compiled")
    assert prints.fingerprint(settings) == before
    (tmp_path / "code.py").write_text("code")
    assert prints.fingerprint(settings) != before


@pytest.mark.parametrize("model", ["no such pipeline", "no.such.package", "_no_module"])
def test_a_pipeline_that_is_nowhere_has_no_folder(model: str) -> None:
    assert prints.model_folder(model) is None


def test_the_fingerprint_of_reading_is_that_of_what_cleans(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = prints.fingerprint_of_reading()
    monkeypatch.setattr(prints, "HOME", tmp_path)
    (tmp_path / "clean").mkdir()
    seen = {now}
    for code in ("a = 1", "a = 2"):
        (tmp_path / "clean" / "x.py").write_text(code)
        seen.add(prints.fingerprint_of_reading())
        seen.add(prints.fingerprint_of_reading())
    assert len(seen) == 3
