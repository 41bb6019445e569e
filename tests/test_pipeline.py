"""The whole chain on real text with the shipped pipeline."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import igraph
import pytest

from kg import annotate, export, pipeline, staging, store, view
from kg.documents import tables
from kg.errors import CorpusError, DataError, RunError
from kg.pipeline import finding, network, working
from kg.settings import Settings

GRAPH_FILES = (
    "graph.graphml",
    "graph.html",
    "nodes.csv",
    "edges.csv",
    "evidence.csv",
)

ARTICLES = {
    "harbour.txt": (
        "Harbour deal moves ahead\n12 March 2019\n\n"
        "Helena Brandt, the founder of Norvik Shipping, met the mayor of Tarnow on "
        "Monday. Norvik Shipping acquired Baltic Freight in 2018.\n\n"
        "Brandt said the company would not buy Oresund Lines. Norvik launched the "
        "Clean Harbour Initiative last year, and Kofi Mensah, chief executive of "
        "Volta Logistics, praised it.\n"
    ),
    "port.txt": (
        "Ports turn green\n3 May 2020\n\n"
        "Kofi Mensah studied at the University of Ghana before he joined Volta "
        "Logistics. Volta Logistics invested in Baltic Freight, a subsidiary of "
        "Norvik Shipping.\n\nThe Clean Harbour Initiative was launched by Norvik "
        "Shipping in 2018.\n"
    ),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("run") / "outputs"
    pipeline.build([corpus], output)
    return output


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_build_writes_every_file_of_the_contract(run: Path) -> None:
    assert {*GRAPH_FILES, "run.json"} <= {path.name for path in run.iterdir()}


def test_build_finds_each_person_once(run: Path) -> None:
    people = [
        row["label"]
        for row in rows(run / "nodes.csv")
        if row["entity_type"] == "person"
    ]
    assert sorted(people) == ["Helena Brandt", "Kofi Mensah"]


def test_build_states_relations_between_the_right_ends(run: Path) -> None:
    names = {row["id"]: row["label"] for row in rows(run / "nodes.csv")}
    found = {
        (names[row["source"]], row["relation"], names[row["target"]])
        for row in rows(run / "edges.csv")
        if row["status"] == "asserted"
    }
    assert ("Helena Brandt", "founder_of", "Norvik Shipping") in found
    assert ("Norvik Shipping", "acquired", "Baltic Freight") in found


def test_build_does_not_assert_what_the_text_denies(run: Path) -> None:
    names = {row["id"]: row["label"] for row in rows(run / "nodes.csv")}
    assert not [
        row
        for row in rows(run / "edges.csv")
        if names[row["target"]] == "Oresund Lines"
        and row["relation"] != "co_occurs_with"
        and row["status"] == "asserted"
    ]


def test_build_quotes_exactly_the_text_it_keeps(run: Path) -> None:
    texts = {item.id: item.text for item in store.read_documents(run)}
    evidence = rows(run / "evidence.csv")
    assert evidence
    for row in evidence:
        text = texts[row["document"]]
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_build_records_the_run(run: Path) -> None:
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert record["counts"]["documents"] == len(ARTICLES)
    assert list(record["seconds"]) == ["read", "extract", "assemble", "write"]
    assert record["pipeline"].startswith("en_kg ")
    assert record["settings"]["kinds"] == ["person", "organisation", "initiative"]


def test_build_writes_the_same_bytes_under_another_hash_seed(
    corpus: Path, run: Path, tmp_path: Path
) -> None:
    output = tmp_path / "again"
    subprocess.run(
        [sys.executable, "-m", "kg", "build", str(corpus), "-o", str(output)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    for name in GRAPH_FILES:
        assert (output / name).read_bytes() == (run / name).read_bytes(), name


def test_build_keeps_the_old_run_when_writing_fails(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "outputs"
    pipeline.build([corpus], output)
    before = files(output)

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(view, "write_draft", fail)
    with pytest.raises(OSError, match="disk full"):
        pipeline.build([corpus], output, Settings(kinds=("person",)))
    assert files(output) == before


def test_build_leaves_out_kinds_not_asked_for(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "outputs"
    pipeline.build([corpus], output, Settings(kinds=("person",)))
    assert {row["entity_type"] for row in rows(output / "nodes.csv")} == {"person"}


def test_build_can_do_without_cooccurrence(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "outputs"
    pipeline.build([corpus], output, Settings(cooccurrence=False))
    relations = {row["relation"] for row in rows(output / "edges.csv")}
    assert relations
    assert "co_occurs_with" not in relations


def test_build_refuses_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no readable document"):
        pipeline.build([tmp_path], tmp_path / "outputs")
    assert not (tmp_path / "outputs").exists()


def test_build_takes_its_place_before_it_reads(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RunError, match="is a file"):
        pipeline.build([tmp_path / "none.txt"], tmp_path / "file")


def test_build_reads_the_same_again_beside_its_own_outputs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLES["port.txt"], encoding="utf-8")
    output = tmp_path / "outputs"
    pipeline.build([tmp_path], output)
    before = {name: (output / name).read_bytes() for name in GRAPH_FILES}
    pipeline.build([tmp_path], output)
    assert {name: (output / name).read_bytes() for name in GRAPH_FILES} == before


def test_build_makes_an_empty_graph_of_a_text_without_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("the rain was falling and nobody came.")
    report = pipeline.build([tmp_path / "a.txt"], tmp_path / "outputs")
    graph, evidence = export.read_run(tmp_path / "outputs")
    assert report.counts["nodes"] == len(graph) == len(evidence) == 0


def test_build_takes_text_beyond_what_spacy_allows_by_itself() -> None:
    assert annotate.load_pipeline().max_length > tables.MAX_CHARACTERS


def test_build_names_the_faulty_line_of_a_gazetteer(
    corpus: Path, tmp_path: Path
) -> None:
    gazetteer = tmp_path / "mine.jsonl"
    gazetteer.write_text('{"label": "ORG", "pattern": "Acme"}\n{"label": 3\n')
    with pytest.raises(DataError, match=r"mine\.jsonl.*2"):
        pipeline.build([corpus], tmp_path / "o", Settings(gazetteers=(gazetteer,)))


def test_build_takes_names_from_a_gazetteer(corpus: Path, tmp_path: Path) -> None:
    gazetteer = tmp_path / "mine.jsonl"
    gazetteer.write_text(
        '{"label": "INITIATIVE", "pattern": "mayor of Tarnow", "id": "q1"}\n'
    )
    output = tmp_path / "outputs"
    pipeline.build([corpus], output, Settings(gazetteers=(gazetteer,)))
    kinds = {row["label"]: row["entity_type"] for row in rows(output / "nodes.csv")}
    assert kinds["mayor of Tarnow"] == "initiative"
    assert kinds["Helena Brandt"] == "person"


def test_build_changes_no_id_when_a_document_is_added(
    corpus: Path, run: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "z.txt").write_text("Amara Diallo founded Sahel Solar in 2011.\n")
    output = tmp_path / "outputs"
    pipeline.build([corpus, more], output)
    after = {row["label"]: row["id"] for row in rows(output / "nodes.csv")}
    for row in rows(run / "nodes.csv"):
        assert after[row["label"]] == row["id"]


DECISIONS = """decision,kind,left,right,who,why
same,organisation,Volta Logistics,Baltic Freight,AR,one house
different,person,Brandt,Helena Brandt,AR,her brother
"""


def test_build_keeps_to_decisions_also_when_documents_come(
    corpus: Path, tmp_path: Path
) -> None:
    decisions = tmp_path / "who.csv"
    decisions.write_text(DECISIONS, encoding="utf-8")
    (tmp_path / "z.txt").write_text("Amara Diallo founded Sahel Solar in 2011.\n")
    for paths in ([corpus], [corpus, tmp_path / "z.txt"]):
        output = tmp_path / "outputs"
        pipeline.build(paths, output, Settings(decisions=decisions))
        nodes = {row["label"]: row["aliases"] for row in rows(output / "nodes.csv")}
        joined = nodes.get("Volta Logistics") or nodes["Baltic Freight"]
        assert joined.split(" | ") == ["Volta Logistics", "Baltic Freight"]
        assert nodes["Helena Brandt"] == "Helena Brandt"


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    'href="javascript:alert(1)"',
    "Acme ]]> Corp",
    "__proto__",
    "A | B",
    "N" + "ame" * 1_700,
)


def test_build_keeps_hostile_names_as_text_in_every_format(tmp_path: Path) -> None:
    gazetteer = tmp_path / "mine.jsonl"
    gazetteer.write_text(
        "\n".join(
            json.dumps({"label": "ORG", "pattern": name, "id": f"</script>{number}"})
            for number, name in enumerate(HOSTILE)
        )
    )
    text = "\n\n".join(
        f"In 2019 {one} acquired {other} for a song."
        for one, other in pairwise(HOSTILE)
    )
    (tmp_path / "a.txt").write_text(text)
    output = tmp_path / "outputs"
    settings = Settings(gazetteers=(gazetteer,))
    pipeline.build([tmp_path / "a.txt"], output, settings)
    names = {row["id"]: row["label"] for row in rows(output / "nodes.csv")}
    assert set(names.values()) == set(HOSTILE)
    read = export.read_graphml(output / "graph.graphml")
    assert dict(read.nodes(data="label")) == names
    peer = igraph.Graph.Read_GraphML(str(output / "graph.graphml"))
    assert dict(zip(peer.vs["id"], peer.vs["label"], strict=True)) == names
    page = (output / "graph.html").read_text(encoding="utf-8")
    assert "<img src=x" not in page
    assert "<script>alert" not in page


def test_build_leads_every_edge_to_its_sentences(run: Path) -> None:
    nodes = {row["id"]: row["label"] for row in rows(run / "nodes.csv")}
    evidence = rows(run / "evidence.csv")
    edges = {row["edge_id"]: row for row in rows(run / "edges.csv")}
    drawn = {key for key, row in edges.items() if row["drawn"] == "true"}
    assert {row["edge_id"] for row in evidence} == drawn
    for row in edges.values():
        assert nodes[row["source"]] == row["source_label"]
        assert nodes[row["target"]] == row["target_label"]
    for row in evidence:
        assert row["source_text"] in row["quote"]
        assert row["target_text"] in row["quote"]


def test_build_draws_the_backbone_and_tables_every_pair(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(12):
        (articles / f"{number}.txt").write_text(
            "Helena Brandt spoke to Kofi Mensah and to Ingrid Solheim.\n\n"
            "Helena Brandt wrote to Pavel Novak and to Tomas Lindqvist.\n"
            f"{number}"
        )
    pipeline.build([articles], tmp_path / "outputs")
    met = [
        row
        for row in rows(tmp_path / "outputs" / "edges.csv")
        if row["relation"] == "co_occurs_with"
    ]
    graph, evidence = export.read_run(tmp_path / "outputs")
    drawn = {row["edge_id"] for row in met if row["drawn"] == "true"}
    assert drawn < {row["edge_id"] for row in met}
    assert {key for _, _, key in graph.edges(keys=True)} >= drawn
    for row in met:
        assert (row["edge_id"] in evidence) == (row["drawn"] == "true")
        assert -1 <= float(row["npmi"]) <= 1
        assert row["quote"] and float(row["log_likelihood"]) > -100


def files(run: Path) -> dict[str, bytes]:
    """Return everything in a run that is the same every time."""
    paths = [run / name for name in GRAPH_FILES] + sorted((run / "records").iterdir())
    return {path.name: path.read_bytes() for path in paths}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record which documents are really gone through, each in a part of its own."""
    names: list[str] = []
    spread = working.spread

    def recorded(make: Any, tasks: Any, **given: Any) -> Iterator[Any]:
        for task in tasks:
            names.extend(Path(item.id).name for item in task.values())
            yield from spread(make, [task], **given)

    monkeypatch.setattr(working, "spread", recorded)
    monkeypatch.setattr(finding, "PART_DOCUMENTS", 1)
    return names


def put(folder: Path, articles: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in articles.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_build_gives_the_same_bytes_with_two_workers(
    corpus: Path, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PART_DOCUMENTS", 1)
    monkeypatch.setattr(pipeline, "MANY", 0)
    monkeypatch.setattr(network, "MANY_NAMES", 0)
    pipeline.build([corpus], tmp_path, workers=2)
    assert files(tmp_path) == files(run)


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nothing gone through: how many processes were to do it is told instead."""

    def refuse(*_: Any, workers: int, **__: Any) -> Iterator[Path]:
        raise RunError(f"{workers} workers")

    monkeypatch.setattr(working, "spread", refuse)
    monkeypatch.setattr(working.Crew, "results", refuse)


@pytest.mark.usefixtures("refused")
@pytest.mark.parametrize(("given", "taken"), [(None, 0), (0, 0), (1, 1), (7, 7)])
def test_build_starts_processes_only_where_they_are_worth_it(
    corpus: Path, tmp_path: Path, given: int | None, taken: int
) -> None:
    with pytest.raises(RunError, match=f"{taken} workers"):
        pipeline.build([corpus], tmp_path / "outputs", workers=given)


@pytest.mark.usefixtures("refused")
def test_build_fills_the_cores_with_much_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hired: list[int] = []
    monkeypatch.setattr(working.Crew, "hire", lambda _, workers: hired.append(workers))
    monkeypatch.setattr(working, "cores", lambda: 3)
    monkeypatch.setattr(working, "SHARE", 100)
    put(tmp_path / "in", ARTICLES)
    with pytest.raises(RunError, match="3 workers"):
        pipeline.build([tmp_path / "in"], tmp_path / "outputs", workers=None)
    assert hired == [3]  # before the articles are cleaned


def test_build_goes_only_through_what_changed(tmp_path: Path, read: list[str]) -> None:
    articles = put(tmp_path / "in", ARTICLES)
    pipeline.build([articles], tmp_path / "out")
    assert sorted(read) == ["harbour.txt", "port.txt"]
    read.clear()
    pipeline.build([articles], tmp_path / "out", Settings(kinds=("person",)))
    assert read == []
    put(articles, {"port.txt": "Amara Diallo founded Sahel Solar in 2011.\n"})
    pipeline.build([articles], tmp_path / "out")
    assert read == ["port.txt"]
    pipeline.build([articles], tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


def test_build_takes_out_the_facts_of_a_document_that_is_gone(
    tmp_path: Path, read: list[str]
) -> None:
    articles = put(tmp_path / "in", ARTICLES)
    pipeline.build([articles], tmp_path / "out")
    (articles / "harbour.txt").unlink()
    read.clear()
    pipeline.build([articles], tmp_path / "out")
    assert read == []
    assert "Helena Brandt" not in (tmp_path / "out" / "nodes.csv").read_text()
    pipeline.build([articles], tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


def test_build_goes_through_everything_again_for_another_gazetteer(
    tmp_path: Path, read: list[str]
) -> None:
    articles = put(tmp_path / "in", {"a.txt": ARTICLES["port.txt"]})
    gazetteer = tmp_path / "mine.jsonl"
    for name in ("Baltic Freight", "invested"):
        entry = {"label": "INITIATIVE", "pattern": name, "id": "q1"}
        gazetteer.write_text(json.dumps(entry))
        settings = Settings(gazetteers=(gazetteer,))
        pipeline.build([articles], tmp_path / "out", settings)
    assert read == ["a.txt", "a.txt"]
    kinds = rows(tmp_path / "out" / "nodes.csv")
    assert "invested" in [row["label"] for row in kinds]


def test_build_makes_a_damaged_part_again(tmp_path: Path, read: list[str]) -> None:
    articles = put(tmp_path / "in", ARTICLES)
    pipeline.build([articles], tmp_path / "out")
    before = files(tmp_path / "out")
    damaged, _ = sorted(staging.kept(tmp_path / "out").rglob("*.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    read.clear()
    pipeline.build([articles], tmp_path / "out")
    assert len(read) == 1
    assert files(tmp_path / "out") == before


def test_build_goes_on_where_it_was_stopped(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = put(tmp_path / "in", ARTICLES)

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "Reading articles":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.build([articles], tmp_path / "out", progress=stop)
    assert read == ["harbour.txt"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".kg"]
    read.clear()
    told: list[tuple[str, int, int]] = []
    pipeline.build([articles], tmp_path / "out", progress=lambda *now: told.append(now))
    assert read == ["port.txt"]
    assert told == [("Reading articles", 2, 2), ("Making the graph", 2, 2)]
    pipeline.build([articles], tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


def test_build_counts_what_it_skips_by_reason(corpus: Path, tmp_path: Path) -> None:
    articles = put(tmp_path / "in", ARTICLES)
    for name in ("a.xyz", "b.xyz"):
        (articles / name).write_text("x")
    (articles / "c.txt").write_text("")
    report = pipeline.build([articles], tmp_path / "out")
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["reasons"]["unknown format .xyz"] == 2
    assert record["reasons"]["empty"] == 1
    assert len(report.documents_skipped) == record["counts"]["skipped"] == 3
