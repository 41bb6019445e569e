"""What goes along to find names on another machine."""

import json
import pickle
import shutil
from pathlib import Path

import pytest

from kg.annotate import SHIPPED
from kg.errors import DataError, ModelMissing, RunError
from kg.pipeline import elsewhere
from kg.pipeline.elsewhere import finder_elsewhere
from kg.pipeline.finding import finder
from kg.records import Document
from kg.settings import Settings

TEXT = "Acme Corp poached Jane Roe in 2003. Zorblax met the Qed Works Friends."
BATCH = {"0" * 32: Document("a.txt", TEXT)}
RULES = """
[[verb]]
name = "poach"
relation = "employee_of"
label = "was hired away by"
verbs = ["poach"]
subject = ["obj"]
object = ["subj"]
examples = ["{Acme Corp} poached [Jane Roe] in 2003."]
counterexamples = ["[Jane Roe] joined <Acme Corp> in 2003 and sued {Beta Corp}."]
"""


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    path = tmp_path / "names.jsonl"
    path.write_text(
        json.dumps({"label": "ORG", "pattern": "Qed Works Friends", "id": "qed"}) + "\n"
    )
    return path


def test_own_names_go_along(gazetteer: Path) -> None:
    settings = Settings(gazetteers=(gazetteer,))
    here = finder(None, settings.gazetteers)(BATCH)
    sent = pickle.dumps(finder_elsewhere(settings))
    gazetteer.unlink()
    assert pickle.loads(sent)()(BATCH) == here
    assert here != finder(None, ())(BATCH)


def test_own_rules_go_along(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES)
    here = finder(None, (), rules)(BATCH)
    sent = pickle.dumps(finder_elsewhere(Settings(rules=rules)))
    rules.unlink()
    assert pickle.loads(sent)()(BATCH) == here
    assert here != finder(None, ())(BATCH)


def test_own_files_of_one_name_are_kept_apart(gazetteer: Path, tmp_path: Path) -> None:
    other = tmp_path / "more" / gazetteer.name
    other.parent.mkdir()
    other.write_text(json.dumps({"label": "PERSON", "pattern": "Zorblax"}) + "\n")
    settings = Settings(gazetteers=(gazetteer, other))
    here = finder(None, settings.gazetteers)(BATCH)
    assert finder_elsewhere(settings)()(BATCH) == here


def test_a_faulty_file_is_refused_here_under_its_own_name(gazetteer: Path) -> None:
    gazetteer.write_text("{")
    with pytest.raises(DataError, match=str(gazetteer)):
        finder_elsewhere(Settings(gazetteers=(gazetteer,)))


def test_a_pipeline_that_is_not_there_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(SHIPPED, folder)
    sent = finder_elsewhere(Settings(model=str(folder)))
    shutil.rmtree(folder)
    with pytest.raises(
        ModelMissing, match=rf"^{folder}: not on the worker .*same path"
    ):
        sent()


def test_other_libraries_are_refused_and_both_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = elsewhere.ingredients(Settings())
    sent = finder_elsewhere(Settings())
    monkeypatch.setattr(elsewhere, "ingredients", lambda _: {**there, "spacy": "0.1"})
    with pytest.raises(RunError, match=r"spacy is 0\.1 there, [\d.]+ here; install"):
        sent()
    monkeypatch.setattr(elsewhere, "ingredients", lambda _: {"code new.py": "a"})
    with pytest.raises(RunError, match=r"is missing there|missing here.*more differ"):
        sent()
