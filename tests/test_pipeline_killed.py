"""A build that is killed anywhere loses nothing.

Three kills by default; `KG_KILLS=50 pytest tests/test_pipeline_killed.py` for more.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import pipeline, staging

KILLS = int(os.environ.get("KG_KILLS", "3"))

NAMES = ("Brandt", "Diallo", "Mensah", "Okafor")


def article(person: str, year: int) -> str:
    return (
        f"Helena {person} founded {person} Shipping in {year}. {person} Shipping "
        f"acquired Volta Logistics.\n\n{person} said the company would not buy Oresund "
        "Lines. It launched the Clean Harbour Initiative.\n"
    )


def articles(folder: Path, year: int) -> Path:
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.txt").write_text(article(name, year), encoding="utf-8")
    return folder


def files(run: Path) -> dict[str, bytes]:
    """Return what a user sees of a run, but for the times that it took."""
    return {
        path.relative_to(run).as_posix(): path.read_bytes()
        for path in sorted(run.rglob("*"))
        if path.is_file() and staging.HIDDEN not in path.parts
        if path.name != staging.LAST
    }


def start(corpus: Path, output: Path, workers: int) -> subprocess.Popen[bytes]:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from kg import pipeline\n"
        "from kg.pipeline import finding\n"
        "finding.PART_DOCUMENTS = 1\n"
        "if __name__ == '__main__':\n"
        "    corpus, output, workers = sys.argv[1:]\n"
        "    pipeline.build([corpus], Path(output), workers=int(workers))\n"
    )
    script = output.parent / "script.py"
    script.write_text(code)
    command = [sys.executable, script, corpus, output, str(workers)]
    return subprocess.Popen(list(map(str, command)), stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a first run, which must not be lost."""
    folder = tmp_path_factory.mktemp("before")
    pipeline.build([articles(folder / "in", 2018)], folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, float]:
    """Build the next run undisturbed; return its articles, folder and seconds."""
    folder = tmp_path_factory.mktemp("after")
    corpus = articles(folder / "in", 2020)
    begin = time.monotonic()
    assert start(corpus, folder / "out", 1).wait() == 0
    return corpus, folder / "out", time.monotonic() - begin


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_killed_build_leaves_the_old_run_and_goes_on(
    before: Path, after: tuple[Path, Path, float], tmp_path: Path, kill: int
) -> None:
    corpus, whole, seconds = after
    output = tmp_path / "out"
    shutil.copytree(before, output)
    child = start(corpus, output, workers=1 + kill % 2)
    try:
        child.wait(seconds * random.Random(kill).uniform(0.1, 1.1))
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    staging.settle(output)
    assert files(output) in (files(before), files(whole))
    pipeline.build([corpus], output)
    assert files(output) == files(whole)
    assert not {"new", "old", "journal.json"} & set(os.listdir(output / ".kg"))


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is no signal there")
@pytest.mark.parametrize("share", [0.3, 0.7])
def test_ctrl_c_ends_a_build_with_one_line(
    before: Path, after: tuple[Path, Path, float], tmp_path: Path, share: float
) -> None:
    corpus, whole, seconds = after
    output = tmp_path / "out"
    shutil.copytree(before, output)
    command = [sys.executable, "-m", "kg", "build", corpus, "-o", output]
    child = subprocess.Popen(
        [*map(str, command), "--workers", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while child.poll() is None and not (output / ".kg" / "new").exists():
        time.sleep(0.05)
    time.sleep(seconds * share)
    os.killpg(child.pid, signal.SIGINT)
    _, told = child.communicate()
    if child.returncode:
        assert child.returncode == 130
        line = "kg: stopped; to go on from here, run the same command again"
        assert told.decode().splitlines() == [line]
        assert files(output) == files(before)
    else:
        assert files(output) == files(whole)
