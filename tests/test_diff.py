"""`kg diff` on folders of runs, whole ones and others."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import cli, store
from kg.errors import RunError
from kg.graph.snapshots import read_snapshot
from kg.records import Mention

NODES = ["id", "label", "entity_type", "aliases", "mentions", "documents"]
EDGES = ["edge_id", "source", "target", "relation", "label", "weight", "directed"]
EDGES += ["status", "evidence"]


def kg(*words: object) -> Result:
    return CliRunner().invoke(cli.app, ["diff", *(str(word) for word in words)])


def table(path: Path, *rows: list[object]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def mention(document: str, text: str, name: str) -> Mention:
    return Mention(document, 0, len(text), text, "person", 0, 50, name=name)


def write_run(folder: Path, nodes: list[list[object]], *mentions: Mention) -> Path:
    """Write a run in which the first node met the last, if there are two."""
    folder.mkdir()
    table(folder / "nodes.csv", [*NODES], *nodes)
    ends = [nodes[0][0], nodes[-1][0]]
    edge = ["e1", *ends, "met", "met", "1.0", "false", "asserted", "1"]
    table(folder / "edges.csv", [*EDGES], *([edge] if len(nodes) > 1 else []))
    (folder / "records").mkdir()
    store.write_table(mentions, Mention, folder / "records" / "mentions.parquet")
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_run(
        tmp_path / "old",
        [
            ["p1", "Ann Rovik", "person", "Ann Rovik | Rovik", 2, 1],
            ["p2", "A. Rovik", "person", "A. Rovik | Rovik", 2, 1],
            ["p3", "Bo Quist", "person", "Bo Quist", 1, 1],
        ],
        mention("a", "Rovik", "Ann Rovik"),
        mention("b", "Rovik", "A. Rovik"),
    )


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write_run(
        tmp_path / "new",
        [
            ["p9", "Ann Rovik", "person", "A. Rovik | Ann Rovik | Rovik", 4, 2],
            ["p4", "Zandor", "organisation", "Zandor", 1, 1],
        ],
        mention("a", "Rovik", "Ann Rovik"),
        mention("b", "Rovik", "A. Rovik"),
    )


def test_diff_tells_what_became_one_and_what_came_and_went(
    old: Path, new: Path
) -> None:
    result = kg(old, new)
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert lines == [
        "Entities that are one now: 1",
        "Ann Rovik ← A. Rovik + Ann Rovik person",
        "Entities that appeared: 1",
        "Zandor organisation, 1 mention in 1 document",
        "Entities that vanished: 1",
        "Bo Quist person, 1 mention in 1 document",
        "Edges that appeared: 1",
        "Ann Rovik — met — Zandor asserted, 1 sentence",
        "Edges that vanished: 1",
        "Ann Rovik — met — Bo Quist asserted, 1 sentence",
    ]


def test_diff_of_a_run_with_itself_is_empty(old: Path) -> None:
    assert kg(old, old).output == "No difference.\n"


def test_diff_counts_what_it_does_not_show(tmp_path: Path) -> None:
    none = write_run(
        tmp_path / "none", [["p0", "Old Mill", "person", "Old Mill", 1, 1]]
    )
    more: list[list[object]] = [
        [f"p{number}", f"Ann {number}", "person", f"Ann {number}", 1, 1]
        for number in range(1, 6)
    ]
    result = kg(none, write_run(tmp_path / "more", more), "--limit", "2")
    assert "Entities that appeared: 5" in result.output
    assert "and 3 more" in result.output
    assert "Ann 3" not in result.output


def test_diff_as_json_holds_all_of_it(old: Path, new: Path, tmp_path: Path) -> None:
    result = kg(old, new, "--limit", "0", "--json", tmp_path / "d.json")
    assert result.exit_code == 0
    told = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    (merged,) = told["merged"]
    assert [node["id"] for node in merged["old"]] == ["p2", "p1"]
    assert merged["new"]["id"] == "p9"
    assert [edge["target_label"] for edge in told["edges"]["appeared"]] == ["Zandor"]
    assert told["nodes"]["vanished"][0]["label"] == "Bo Quist"


def test_diff_says_how_things_changed(tmp_path: Path) -> None:
    runs = [
        write_run(tmp_path / name, [["p1", "Zandor", kind, aliases, count, 1]])
        for name, kind, aliases, count in (
            ("one", "person", "Zandor | Zando", 2),
            ("two", "organisation", "Zandor | Zandor Inc", 3),
        )
    ]
    output = " ".join(kg(*runs).output.split())
    assert "entity_type person → organisation" in output
    assert "mentions 2 → 3" in output
    assert "aliases +Zandor Inc −Zando" in output


def test_diff_reads_runs_that_lack_columns_and_records(
    tmp_path: Path, new: Path
) -> None:
    (tmp_path / "bare").mkdir()
    table(tmp_path / "bare" / "nodes.csv", ["label", "id", "shoe"], ["Zandor", "z", 9])
    table(tmp_path / "bare" / "edges.csv", ["edge_id", "source", "target", "relation"])
    result = kg(tmp_path / "bare", new)
    assert result.exit_code == 0
    assert "id z → p4" in result.output


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("nodes.csv", None, "no run here"),
        ("edges.csv", None, "no run here"),
        ("nodes.csv", "id,name\n", "no column label"),
        ("nodes.csv", "id,label,mentions\np1,Ann,many\n", "damaged"),
        ("edges.csv", "x\n", "no column edge_id"),
        ("records/mentions.parquet", "x", "damaged"),
    ],
)
def test_what_is_no_run_is_told_with_its_place(
    old: Path, new: Path, name: str, content: str | None, part: str
) -> None:
    (new / name).unlink()
    if content is not None:
        (new / name).write_text(content)
    result = kg(old, new)
    assert result.exit_code == 1
    assert isinstance(result.exception, RunError)
    message = str(result.exception)
    assert part in message
    assert str(new) in message
    assert "\n" not in message


def test_a_weight_that_is_no_number_is_damage(new: Path) -> None:
    rows = (new / "edges.csv").read_text().replace("1.0", "nan")
    (new / "edges.csv").write_text(rows)
    with pytest.raises(RunError, match="damaged"):
        read_snapshot(new)


def test_edges_to_nowhere_are_passed_over(new: Path) -> None:
    rows = (new / "edges.csv").read_text().replace("p4", "p7")
    (new / "edges.csv").write_text(rows)
    assert read_snapshot(new).links == ()


def test_a_form_is_whose_fullest_form_it_is_in_its_document(old: Path) -> None:
    assert read_snapshot(old).meant == {("a", "Rovik"): "p1", ("b", "Rovik"): "p2"}


def test_a_form_that_two_have_is_whose_label_is_its_fullest_form(
    tmp_path: Path,
) -> None:
    run = write_run(
        tmp_path / "run",
        [
            ["p1", "Zandor", "organisation", "Zandor", 1, 1],
            ["p2", "Old Zandor", "organisation", "Old Zandor | Zandor", 2, 1],
        ],
        mention("a", "Zandor", "Zandor"),
        mention("b", "Zandor", "Old Zandor"),
    )
    assert read_snapshot(run).meant == {("a", "Zandor"): "p1", ("b", "Zandor"): "p2"}


def test_a_form_is_whose_alias_it_is_where_its_fullest_form_is_nobodys(
    tmp_path: Path,
) -> None:
    run = write_run(
        tmp_path / "run",
        [["p1", "Zandor Group", "organisation", "Zandor Group | Zandor", 2, 1]],
        mention("a", "Zandor", "Zandor of Oslo"),
    )
    assert read_snapshot(run).meant == {("a", "Zandor"): "p1"}


def test_json_into_no_folder_is_told(old: Path, new: Path, tmp_path: Path) -> None:
    result = kg(old, new, "--json", tmp_path / "no" / "d.json")
    assert result.exit_code == 1
    assert "cannot be written" in str(result.exception)


def test_pairs_that_are_not_drawn_are_no_difference(old: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(old, tmp_path / "copy")
    lines = (copy / "edges.csv").read_text(encoding="utf-8").splitlines()
    more = "e2,p1,p2,co_occurs_with,co-occurs with,0.01,false,asserted,1,false"
    (copy / "edges.csv").write_text(
        f"{lines[0]},drawn\n{lines[1]},true\n{more}\n", encoding="utf-8"
    )
    assert kg(old, copy).stdout == kg(old, old).stdout
