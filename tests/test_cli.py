"""Every command once, and every exit code."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg import cli, distribute, pipeline
from kg.cli import build, export
from kg.distribute.process import Worker

TEXT = (
    "Helena Brandt is the founder of Norvik Shipping. Norvik Shipping acquired Baltic "
    "Freight in 2018. Kofi Mensah, chief executive of Volta Logistics, met Brandt.\n"
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "a.txt").write_text(f"Ships and freight\n\n{TEXT}")
    pipeline.build([folder / "a.txt"], folder / "outputs")
    return folder / "outputs"


def call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str
) -> tuple[int, str, str]:
    """Run the command line with its handling of errors."""
    monkeypatch.setattr("sys.argv", ["kg", *words])
    code = cli.run()
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    "command",
    [
        command.name or command.callback.__name__
        for command in cli.app.registered_commands
        if command.callback
    ],
)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = CliRunner().invoke(cli.app, [command, "--help"])
    assert result.exit_code == 0
    assert f"kg {command}" in result.output


def test_what_finds_is_loaded_beside_before_anything_is_read(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article, output = tmp_path / "a.txt", tmp_path / "outputs"
    article.write_text(TEXT)
    pipeline.build([article], output)
    article.write_text(TEXT.replace("2018", "2019"))
    os.utime(article, (2e9, 2e9))
    begun: list[str] = []

    def give(worker: Worker[Any], task: Any, send: Any = Worker.give) -> None:
        begun.append(task[0].__name__)
        send(worker, task)

    monkeypatch.setattr(Worker, "give", give)
    monkeypatch.setattr(build, "_MUCH", 0)
    monkeypatch.setattr(pipeline, "MANY", 0)
    monkeypatch.setattr(distribute, "cores", lambda: 2)
    call(capsys, monkeypatch, "build", str(article), "-o", str(output))
    assert begun[:3] == ["load", "prepare", "find_beside"]
    pipeline.build([article], tmp_path / "cold")
    pages = [(made / "graph.html").read_bytes() for made in (output, tmp_path / "cold")]
    assert pages[0] == pages[1]
    begun.clear()
    call(capsys, monkeypatch, "build", str(article), "-o", str(output))
    assert "find_beside" not in begun  # newer than the run, and yet nothing is new


LEAVE = """
import atexit, sys
atexit.register(print, "left")
from kg.cli import main
sys.argv[0] = "kg"
main()
"""


@pytest.mark.parametrize(
    ("word", "code", "said"), [("--version", 0, "kg "), ("--no-such", 2, "No such")]
)
def test_the_program_ends_with_its_code_when_all_is_said(
    word: str, code: int, said: str
) -> None:
    command = [sys.executable, "-c", LEAVE, word]
    told = subprocess.run(command, capture_output=True, text=True)
    assert told.returncode == code
    assert said in told.stdout + told.stderr
    assert told.stdout.endswith("left\n")


def test_help_loads_nothing_that_only_a_command_needs() -> None:
    code = "import sys; import kg.cli; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    heavy = {"igraph", "networkx", "numpy", "pyarrow", "pydantic", "rich", "spacy"}
    assert not heavy & set(told.stdout.split())


def test_build_says_what_it_did(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    output = str(tmp_path / "outputs")
    code, out, _ = call(
        capsys, monkeypatch, "build", str(tmp_path / "a.txt"), "-o", output
    )
    assert code == 0
    assert "1 document, " in out
    assert "graph.html" in out


def test_build_takes_kinds_with_blanks_between(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    output = str(tmp_path / "outputs")
    words = ["build", str(tmp_path), "-o", output, "--kinds", "person, place"]
    assert CliRunner().invoke(cli.app, words).exit_code == 0


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_progress_tells_stage_count_and_rate_where_somebody_watches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watching, shown = os.openpty()
    with os.fdopen(shown, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        monkeypatch.setenv("COLUMNS", "120")
        with build._progress() as progress:
            assert progress
            progress("Cleaning articles", 7, 0)
            for done in (20, 21, 22):
                progress("Reading articles", done, 40)
    told = b""
    with suppress(OSError):  # how Linux says that the other end is closed
        while more := os.read(watching, 4_096):
            told += more
    os.close(watching)
    last = told[told.rindex(b"Reading articles") :]
    assert b"22/40" in last
    assert b"/s" in last


def test_build_names_each_skipped_file(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.pdf").write_bytes(b"\x00\x01 not a pdf")
    output = str(tmp_path / "outputs")
    code, _, err = call(capsys, monkeypatch, "build", str(tmp_path), "-o", output)
    assert code == 0
    assert "b.pdf" in err


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("build", "no/such/folder"), "no/such/folder"),
        (("build", "README.md", "--model", "xx_none_sm"), "xx_none_sm"),
        (("build", "README.md", "--kinds", "robot"), "kinds"),
        (("build", "README.md", "--kinds", ","), "at least one"),
        (("build", "README.md", "--settings", "none.toml"), "none.toml"),
        (("build", "README.md", "--gazetteer", "none.jsonl"), "none.jsonl"),
        (("show", "no/such/run", "x"), "no/such/run"),
        (("view", "no/such/run"), "no/such/run"),
        (("explain", "no/such/run", "x", "y"), "no/such/run"),
        (("export", "no/such/run", "--format", "json"), "no/such/run"),
    ],
)
def test_a_users_error_is_one_line_and_exit_code_1(
    words: tuple[str, ...],
    part: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "README.md").write_text("# Title\n\nSome words.\n")
    monkeypatch.chdir(tmp_path)
    code, _, err = call(capsys, monkeypatch, *words)
    assert code == 1
    assert part in err
    assert len(err.strip().splitlines()) == 1


def test_wrong_usage_is_exit_code_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = call(capsys, monkeypatch, "build", "--nonsense")
    assert code == 2
    assert "nonsense" in err


def test_show_prints_names_relations_and_sentences(run: Path) -> None:
    result = CliRunner().invoke(cli.app, ["show", str(run), "Brandt"])
    assert "Helena Brandt" in result.output
    assert "founder of" in result.output
    assert "is the founder of Norvik Shipping" in result.output


def test_show_suggests_names_for_an_unknown_one(
    run: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = call(capsys, monkeypatch, "show", str(run), "Norvik Shiping Co")
    assert code == 1
    assert "Norvik Shipping" in err


def test_explain_quotes_the_sentence(run: Path) -> None:
    words = ["explain", str(run), "Norvik Shipping", "Baltic Freight"]
    result = CliRunner().invoke(cli.app, words)
    assert "acquired Baltic Freight in 2018" in result.output


def test_explain_finds_a_path_where_no_edge_is(run: Path) -> None:
    words = ["explain", str(run), "Volta Logistics", "Baltic Freight"]
    result = CliRunner().invoke(cli.app, words)
    assert "Norvik Shipping" in result.output


def test_view_around_a_name_keeps_its_neighbours(run: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    words = ["view", str(run), "--around", "Baltic Freight", "-o", str(page)]
    assert CliRunner().invoke(cli.app, words).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "Norvik Shipping" in text
    assert "Volta Logistics" not in text
    assert "<title>Around Baltic Freight" in text


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--kind", "robot"), "known: organisation, person"),
        (("--relation", "bought"), "acquired"),
        (("--status", "perhaps"), "known: asserted, negated, possible"),
        (("--since", "2020-13-45"), "2020-13-45"),
        (("--since", "2020", "--until", "2010"), "later"),
        (("--around", "Norvik Shipping", "--kind", "person"), "Norvik Shipping"),
        (("--min-weight", "1000"), "nothing passes"),
        (("--output", "no/such/folder/x.html"), "no/such/folder/x.html"),
        (("--output", "."), "cannot be written"),
    ],
)
def test_view_refuses_what_cannot_be_drawn_and_writes_nothing(
    run: Path,
    words: tuple[str, ...],
    part: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = (run / "graph.html").read_bytes()
    code, _, err = call(capsys, monkeypatch, "view", str(run), *words)
    assert code == 1
    assert part in err
    assert len(err.strip().splitlines()) == 1
    assert (run / "graph.html").read_bytes() == before


def test_view_cites_documents_by_their_titles(run: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    CliRunner().invoke(cli.app, ["view", str(run), "-o", str(page)])
    assert "Ships and freight" in page.read_text("utf-8")


def test_export_refuses_a_folder_as_a_file(
    run: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "export", str(run), "--format", "gexf", "-o", "."
    code, _, err = call(capsys, monkeypatch, *words)
    assert code == 1
    assert len(err.strip().splitlines()) == 1


def test_build_of_a_run_says_that_it_is_one(
    run: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = call(capsys, monkeypatch, "build", str(run), "-o", str(run / "x"))
    assert code == 1
    assert "earlier run" in err
    assert not (run / "x").exists()


def test_build_stopped_by_the_user_says_so_and_leaves_with_130(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setattr(pipeline, "assemble", stop)
    words = "build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "outputs")
    code, out, err = call(capsys, monkeypatch, *words)
    assert (code, out) == (130, "")
    assert err == "kg: stopped; to go on from here, run the same command again\n"
    assert not (tmp_path / "outputs" / "run.json").exists()


@pytest.mark.parametrize("name", [item.value for item in export.Format])
def test_export_writes_each_format(run: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out"
    words = ["export", str(run), "--format", name, "-o", str(target)]
    result = CliRunner().invoke(cli.app, words)
    assert result.exit_code == 0, result.output
    assert target.exists()
