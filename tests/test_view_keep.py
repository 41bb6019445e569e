"""The HTML view: the address, what can be saved, themes and print."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest
from view_browser import Open
from view_graphs import node, small

pytest_plugins = ["view_fixtures"]
pytestmark = pytest.mark.browser

THEME = "return document.documentElement.dataset.theme"


def test_view_keeps_its_state_in_the_address(opened: Open) -> None:
    tab = opened(*small(), at="#no-kind=initiative&theme=dark&from=2018")
    assert "Open Ports Plan" not in tab("return kg.labels()")
    assert tab(THEME) == "dark"
    tab("kg.choose('fernhill')")
    tab.press("2")
    kept = tab("return location.hash")
    found = parse_qs(kept[1:])
    assert found["node"] == ["fernhill"]
    assert found["hops"] == ["2"]
    assert found["from"] == ["2018"]
    before = tab("return [kg.shown(), kg.labels()]")
    again = opened(*small(), at=kept)
    assert again("return [kg.shown(), kg.labels()]") == before
    assert again("return location.hash") == kept


def test_view_goes_back_with_the_browser(opened: Open) -> None:
    tab = opened(*small())
    tab("kg.choose('fernhill')")
    tab("kg.choose('oakway')")
    tab.driver.back()
    tab.wait("return document.getElementById('detail').innerText.includes('Fernhill')")
    assert tab("return location.hash") == "#node=fernhill"


def test_view_saves_tables_that_no_spreadsheet_runs(opened: Open) -> None:
    graph, cited = small()
    node(graph, "trap", label='=HYPERLINK("x")')
    tab = opened(graph, cited, at="#unlinked=1")
    assert '"\'=HYPERLINK(""x"")"' in tab("return kg.csv('entities')")


def test_view_saves_the_picture_as_lines(opened: Open) -> None:
    tab = opened(*small())
    tab.wait("return kg.firstPicture()")
    root = ElementTree.fromstring(tab("return kg.svg()"))
    space = "{http://www.w3.org/2000/svg}"
    words = [text.text for text in root.iter(f"{space}text")]
    assert "Fernhill" in words
    assert len(list(root.iter(f"{space}line"))) == 5


def test_view_saves_files(opened: Open, driver: Any, tmp_path: Path) -> None:
    tab = opened(*small())
    tab.wait("return kg.firstPicture()")
    folder = tmp_path / "saved"
    where = {"behavior": "allow", "downloadPath": str(folder)}
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", where)
    for words in ("PNG", "SVG", "Entities shown", "Relations shown"):
        tab.click(words, ".menu-list")
    names = ["entities.csv", "graph.png", "graph.svg", "relations.csv"]
    for _ in range(500):
        saved = sorted(path.name for path in folder.glob("*"))
        if saved == names and all((folder / name).stat().st_size for name in names):
            break
        tab.pause()
    assert sorted(path.name for path in folder.glob("*")) == names
    assert (folder / "graph.png").read_bytes().startswith(b"\x89PNG")
    assert "Ida Brook,founder of,Fernhill" in (folder / "relations.csv").read_text(
        "utf-8"
    )


def test_view_follows_the_system_until_a_theme_is_chosen(opened: Open) -> None:
    tab = opened(*small())
    tab.media(prefers_color_scheme="dark")
    tab.wait(f"{THEME} === 'dark'")
    tab.media(prefers_color_scheme="light")
    tab.wait(f"{THEME} === 'light'")
    tab("document.querySelector('[aria-label=\"Light or dark\"]').click()")
    assert tab(THEME) == "dark"
    assert tab("return location.hash") == "#theme=dark"


def test_view_prints_picture_panel_and_table_only(opened: Open) -> None:
    tab = opened(*small(), at="#node=fernhill&table=entities&theme=dark")
    ink = "return new DOMParser().parseFromString(kg.svg(), 'image/svg+xml')"
    ink += ".querySelector('text').getAttribute('fill')"
    on_dark = tab(ink)
    tab.media("print")
    assert tab(ink) != on_dark
    seen = "return document.querySelector(arguments[0]).checkVisibility()"
    for kept in ("canvas", "#detail .headline", "#sheet table"):
        assert tab(seen, kept), kept
    high = "return document.querySelector('canvas').getBoundingClientRect().height"
    assert tab(high) > 300
    for left_out in ("#filters", "#zoom", "#timeline", "#actions"):
        assert not tab(seen, left_out), left_out
