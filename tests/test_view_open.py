"""The HTML view opens on anything, alone, and shows text as text."""

import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from view_browser import Open
from view_graphs import NASTY, Graph, hostile, large, node, small, together

import kg
from kg import view
from kg.view.marks import plain
from kg.view.seats import significant

pytest_plugins = ["view_fixtures"]
pytestmark = pytest.mark.browser

OUTPUTS = Path(__file__).parent.parent / "outputs"


def test_view_opens_alone_and_without_complaint(opened: Open) -> None:
    tab = opened(*small(), title="Ports")
    tab.wait("return kg.firstPicture()")
    assert tab("return kg.shown()") == {"entities": 4, "relations": 6, "drawn": 5}
    assert tab("return document.querySelectorAll('canvas').length") == 1
    assert tab.text("title") == "Ports"
    assert "All 4 entities, all 6 relations" in tab.text("banner")
    assert tab.requests() == []
    assert tab.complaints() == []


def test_view_opens_the_committed_run(opened: Open) -> None:
    tab = opened(*kg.read_run(OUTPUTS))
    tab.wait("return kg.firstPicture()")
    assert tab("return kg.shown().entities") > 200
    for name in tab("return kg.labels()")[:3]:
        assert tab("return kg.search(arguments[0])[0].label", name) == name
    assert tab.requests() == []
    assert tab.complaints() == []


def test_view_shows_hostile_text_as_text(opened: Open) -> None:
    tab = opened(*hostile(), title=NASTY[1])
    tab.wait("return kg.firstPicture()")
    for name in map(plain, NASTY):
        tab("kg.choose(arguments[0])", name)
        assert name.split("\x1b")[0][:4] in tab.text("detail")
        opening = "document.querySelectorAll('#detail details').forEach((d) => {d.open"
        tab(f"{opening} = true; }})")
    tab("kg.choosePair(...arguments[0])", [plain(name) for name in NASTY[:2]])
    assert NASTY[1] in tab.text("detail")
    for key in ("entities", "relations"):
        tab(f"document.getElementById('tab-{key}').click()")
        assert NASTY[0] in tab.text("sheet")
    tab("return kg.svg()")
    time.sleep(0.2)
    assert tab("return window.alerts") == []
    assert tab("return document.querySelectorAll('[onerror], img').length") == 0
    assert tab.requests() == []
    assert tab.complaints() == []


def test_view_takes_a_hostile_address_for_what_it_is(opened: Open) -> None:
    nasty = "#node=<img src=x onerror=alert(1)>&hops=9e9&from=javascript:1&limit=-1"
    tab = opened(*small(), at=nasty)
    assert tab("return kg.shown().entities") > 0
    assert tab("return window.alerts") == []
    assert tab.complaints() == []


@pytest.mark.parametrize("count", [0, 1])
def test_view_opens_almost_nothing(opened: Open, count: int) -> None:
    graph: Graph = Graph()
    for number in range(count):
        node(graph, f"only {number}")
    tab = opened(graph, {})
    hidden = tab("return document.getElementById('message').hidden")
    assert hidden == bool(count)
    assert ("No entity was found" in tab.text("message")) != hidden
    for key in ("1", "Escape", "/", "Escape", "+"):
        tab.press(key)
    assert tab.complaints() == []


def test_view_opens_on_a_part_and_reaches_the_rest(opened: Open) -> None:
    graph, cited = large(400)
    tab = opened(graph, cited, limit=60)
    first = tab("return kg.labels()")
    assert 40 <= len(first) <= 60
    assert f"Showing {len(first)} of 400 entities" in tab.text("banner")
    hidden = significant(graph)[200]
    tab("document.getElementById('search').focus()")
    box = tab.driver.switch_to.active_element
    box.send_keys(hidden + "\ue007")
    assert hidden.title() in tab("return kg.labels()")
    assert hidden.title() in tab.text("detail")
    tab.click("Show more", "#banner")
    assert tab("return kg.shown().entities") > 100


def test_view_thins_out_a_crowd_but_not_around_what_is_chosen(opened: Open) -> None:
    graph, cited = Graph(), {}
    for number in range(30):
        node(graph, f"n{number}")
    for one, other in combinations(list(graph), 2):
        together(graph, cited, one, other)
    tab = opened(graph, cited)
    assert tab("return kg.shown()") == {"entities": 30, "relations": 150, "drawn": 150}
    assert "150 of 435 relations" in tab.text("banner")
    tab("kg.choose('n7')")
    assert 150 < tab("return kg.shown().drawn") < 180
    tab.press("Escape")
    tab.tick("Thin out a crowd")
    assert tab("return kg.shown().drawn") == 435


def test_view_draws_two_thousand_entities(
    opened: Open, record_property: Callable[[str, object], None]
) -> None:
    tab = opened(*large(2000), limit=1000)
    milliseconds = tab.wait("return kg.firstPicture()", 30)
    record_property("first_picture_ms", round(milliseconds))
    assert tab("return kg.shown().entities") > 500
    assert tab.complaints() == []


def test_view_holds_twenty_thousand_and_draws_a_thousand(opened: Open) -> None:
    tab = opened(*large(20_000), at="#limit=99999")
    tab.wait("return kg.firstPicture()", 30)
    assert 500 < tab("return kg.shown().entities") <= 1000
    assert "of 20,000 entities" in tab.text("banner")
    assert tab.requests() == []
    assert tab.complaints() == []


def into_frame(driver: Any) -> None:
    """Go on within the frame of a page, once its view is there."""
    driver.switch_to.frame(0)
    until = time.monotonic() + 10
    while not driver.execute_script("return Boolean(window.kg)"):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_view_shows_itself_within_a_notebook(driver: Any, tmp_path: Path) -> None:
    notebook = tmp_path / "notebook.html"
    frame = kg.show(small()[0])._repr_html_()
    notebook.write_text(f"<!DOCTYPE html>{frame}", encoding="utf-8")
    driver.get_log("browser")
    driver.get(f"file://{notebook}")
    into_frame(driver)
    assert driver.execute_script("return kg.shown().entities") == 4
    driver.execute_script("kg.choose('fernhill')")
    assert "Fernhill" in driver.find_element("id", "detail").text
    driver.switch_to.default_content()
    assert driver.get_log("browser") == []


def test_view_works_within_a_frame_of_another_page(driver: Any, tmp_path: Path) -> None:
    view.write_html(*small(), tmp_path / "graph.html")
    around = tmp_path / "around.html"
    frame = '<iframe src="graph.html#node=fernhill" width="700" height="500"></iframe>'
    around.write_text(f"<!DOCTYPE html>{frame}", encoding="utf-8")
    driver.get_log("browser")
    driver.get(f"file://{around}")
    into_frame(driver)
    assert "Fernhill" in driver.find_element("id", "detail").text
    driver.switch_to.default_content()
    assert driver.get_log("browser") == []


def test_view_fits_a_narrow_screen(opened: Open) -> None:
    tab = opened(*small())
    tab.screen(360, 640)
    tab("kg.choose('fernhill')")
    buttons = "document.querySelectorAll('.bar button, .bar summary, #detail button')"
    right = "(button) => button.getBoundingClientRect().right"
    wide = tab(f"return Math.max(...[...{buttons}].map({right}))")
    assert 100 < wide <= 360
    assert tab("return document.documentElement.scrollWidth") <= 360
    assert not tab("return document.getElementById('search').checkVisibility()")
    tab("document.getElementById('open-filters').click()")
    assert tab("return document.getElementById('search').checkVisibility()")
