"""The notebook runs from top to bottom on the committed run."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def outputs() -> dict[str, dict[str, str]]:
    """Return what each cell of code shows, by type, the cells by their own text."""
    notebook = nbformat.read(ROOT / "notebooks" / "explore.ipynb", as_version=4)
    client = NotebookClient(
        notebook,
        timeout=300,
        resources={"metadata": {"path": str(ROOT / "notebooks")}},
    )
    client.execute(env={**os.environ, "KG_RUN": str(ROOT / "outputs")})
    shown: dict[str, dict[str, str]] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            kinds = shown.setdefault(cell.source, {})
            for output in cell.outputs:
                data = output.get("data", {"text/plain": output.get("text", "")})
                for kind, text in data.items():
                    kinds[kind] = kinds.get(kind, "") + "".join(text)
    return shown


def of(outputs: dict[str, dict[str, str]], part: str) -> dict[str, str]:
    (found,) = [kinds for source, kinds in outputs.items() if part in source]
    return found


def test_notebook_shows_the_graph_inline(outputs: dict[str, dict[str, str]]) -> None:
    page = of(outputs, "kg.show(graph")["text/html"]
    assert page.startswith("<iframe")
    assert 'sandbox="' in page
    assert "Content-Security-Policy" in page


def test_notebook_quotes_the_sentences_between_two_names(
    outputs: dict[str, dict[str, str]],
) -> None:
    text = of(outputs, "kg.explain")["text/plain"]
    assert "“" in text
    assert "—" in text


def test_notebook_counts_relations_per_year(outputs: dict[str, dict[str, str]]) -> None:
    assert "founder_of" in of(outputs, "pivot_table")["text/plain"]


def test_notebook_lists_communities_with_members(
    outputs: dict[str, dict[str, str]],
) -> None:
    assert "members" in of(outputs, "communities.head")["text/plain"]


def test_notebook_is_kept_without_its_outputs() -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "explore.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert not [cell for cell in notebook.cells if cell.get("outputs")]
