"""`kg review` on real runs: asked, answered, and followed by the next build."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import cli, export, staging
from kg.cli import review

A = (
    "Helena Brandtner is the founder of Norvik Shipping. Norvik Shipping acquired "
    "Baltic Freight in 2018. Kofi Mensah, chief executive of Volta Logistics, "
    "met Brandtner.\n"
)
B = (
    "Helena Brantner runs Norvik Shipping. Norvik Shipping bought Baltic Freight. "
    "Kofi Mensah praised Helena Brantner.\n"
)


def kg(*words: object, typed: str = "") -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words], input=typed)


def build(folder: Path, *words: object) -> Result:
    result = kg("build", folder / "in", "-o", folder / "out", *words)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Build a run in which two spellings of a name are joined in doubt."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(A)
    (tmp_path / "in" / "b.txt").write_text(B)
    build(tmp_path)
    return tmp_path / "out"


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "_is_watched", lambda: True)


def people(run: Path) -> list[str]:
    graph, _ = export.read_run(run)
    named = graph.nodes(data=True)
    return sorted(d["label"] for _, d in named if d["entity_type"] == "person")


def edit(path: Path, change: Callable[[dict[str, str]], None]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        change(row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_a_file_is_written_edited_and_followed(run: Path, tmp_path: Path) -> None:
    assert people(run) == ["Helena Brandtner", "Kofi Mensah"]
    out = tmp_path / "decisions.csv"
    assert kg("review", run, "--out", out).exit_code == 0
    build(tmp_path, "--decisions", out)
    assert people(run) == ["Helena Brandtner", "Kofi Mensah"]
    edit(out, lambda row: row.update(decision="different", why="two women"))
    build(tmp_path, "--decisions", out)
    assert people(run) == ["Helena Brandtner", "Helena Brantner", "Kofi Mensah"]


def test_a_file_written_again_keeps_what_was_decided(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "decisions.csv"
    kg("review", run, "--out", out)
    edit(out, lambda row: row.update(decision="same", why="a slip"))
    result = kg("review", run, "--out", out)
    assert "0 pairs to decide, 1 decided" in result.output
    assert "a slip" in out.read_text(encoding="utf-8")


@pytest.mark.usefixtures("watched")
def test_answers_are_kept_in_the_run_and_followed(run: Path, tmp_path: Path) -> None:
    result = kg("review", run, "--who", "AR", typed="what\nD two women\n")
    assert "Helena Brantner runs Norvik Shipping." in result.output
    assert "1 decision written" in result.output
    row = "different,person,Helena Brandtner,Helena Brantner,AR,two women"
    assert (run / "decisions.csv").read_text().splitlines()[1:] == [row]
    assert "Following the decisions" in build(tmp_path).output
    assert len(people(run)) == 3
    assert "Nothing to look at" in kg("review", run).output


def test_decisions_go_into_the_run_if_the_file_it_was_built_with_is_gone(
    tmp_path: Path,
) -> None:
    given = tmp_path / "given.csv"
    settings = {"decisions": str(given)}
    assert review._kept(tmp_path, settings) == tmp_path / "decisions.csv"
    given.touch()
    assert review._kept(tmp_path, settings) == given


@pytest.mark.usefixtures("watched")
def test_decisions_go_on_in_the_file_the_run_was_built_with(
    run: Path, tmp_path: Path
) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("decision,kind,left,right\nsame,person,Ann Rovik,A. Rovik\n")
    build(tmp_path, "--decisions", own)
    kg("review", run, typed="s\n")
    assert own.read_text().count("\n") == 3
    assert not (run / "decisions.csv").exists()


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("typed", ["\n", "q\n", ""])
def test_skipping_and_leaving_write_nothing(run: Path, typed: str) -> None:
    result = kg("review", run, typed=typed)
    assert result.exit_code == 0
    assert "0 decisions written" in result.output
    assert not (run / "decisions.csv").exists()


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (
            "same,person,Ann Rovik,Eva Rovik\ndifferent,person,Eva Rovik,Ann Rovik\n",
            ":3",
        ),
        ("perhaps,person,Ann Rovik,Eva Rovik\n", ":2"),
    ],
)
def test_faulty_decisions_are_told_with_their_line(
    run: Path, content: str, part: str
) -> None:
    (run / "decisions.csv").write_text("decision,kind,left,right\n" + content)
    result = kg("review", run, "--out", run / "more.csv")
    assert result.exit_code == 1
    assert f"decisions.csv{part}: " in str(result.exception)
    assert not (run / "more.csv").exists()


def test_decisions_that_are_not_there_are_told_where_none_can_be_made(
    run: Path,
) -> None:
    result = kg("review", run, "--decisions", "no.csv", "--out", run / "more.csv")
    assert result.exit_code == 1
    assert "no.csv" in str(result.exception)


def test_where_nobody_is_asked_the_way_out_is_told(run: Path) -> None:
    result = kg("review", run)
    assert result.exit_code == 1
    assert f"kg review {run} --out" in str(result.exception)


def test_a_folder_that_is_no_run_is_told(tmp_path: Path) -> None:
    result = kg("review", tmp_path)
    assert result.exit_code == 1
    assert "no run here" in str(result.exception)


def test_what_a_killed_build_left_is_finished_first(run: Path, tmp_path: Path) -> None:
    hidden = run / staging.HIDDEN
    (hidden / "new").mkdir()
    (run / "run.json").rename(hidden / "new" / "run.json")
    (hidden / "journal.json").write_text('{"files": ["run.json"], "replaced": []}')
    assert kg("review", run, "--out", tmp_path / "who.csv").exit_code == 0
    assert (run / "run.json").exists()


def test_a_damaged_run_is_told(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"settings": 3}')
    result = kg("review", tmp_path)
    assert result.exit_code == 1
    assert "run.json: damaged" in str(result.exception)


def test_names_of_documents_cannot_steer_the_terminal() -> None:
    from rich.console import Console

    from kg.identity.proposals import Proposal
    from kg.identity.sides import Side

    sly = Side(
        "Ann \x1b[31m[red]Rovik\u202e", 1, 1, "Ann \x1b]0;x\x07 came", "a\x1b.txt"
    )
    console = Console(force_terminal=False, width=200)
    with console.capture() as shown:
        console.print(review._picture(Proposal("person", sly, sly, 0.7, True, ()), "1"))
    assert "\x1b" not in shown.get()
    assert "\u202e" not in shown.get()
    assert "[red]Rovik" in shown.get()
