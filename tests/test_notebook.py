"""The notebook runs from top to bottom on the committed run."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def outputs() -> list[str]:
    notebook = nbformat.read(ROOT / "notebooks" / "explore.ipynb", as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        resources={"metadata": {"path": str(ROOT / "notebooks")}},
    )
    client.execute(env={**os.environ, "KG_RUN": str(ROOT / "outputs")})
    return [
        "".join(
            output.get("text", "") or output.get("data", {}).get("text/plain", "")
            for output in cell.outputs
        )
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def test_notebook_quotes_the_sentences_between_two_names(outputs: list[str]) -> None:
    assert "“" in outputs[1]
    assert "—" in outputs[1]


def test_notebook_counts_relations_per_year(outputs: list[str]) -> None:
    assert "founder_of" in outputs[2]


def test_notebook_lists_communities_with_members(outputs: list[str]) -> None:
    assert "members" in outputs[4]
