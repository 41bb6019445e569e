"""The HTML view: search, steps, expansion and paths."""

from math import hypot

import pytest
from view_browser import Open
from view_graphs import Graph, edge, large, node, small

from kg.view.seats import significant

pytest_plugins = ["view_fixtures"]
pytestmark = pytest.mark.browser


def test_view_finds_an_entity_by_another_name(opened: Open) -> None:
    tab = opened(*small())
    found = tab("return kg.search('fhl')")
    assert found == [{"label": "Fernhill", "alias": "FHL Holdings"}]
    tab.press("/")
    assert tab("return document.activeElement.id") == "search"
    box = tab.driver.switch_to.active_element
    box.send_keys("ms br")
    assert "also Ms Brook" in tab.text("suggestions")
    box.send_keys("\ue007")
    assert "Ida Brook" in tab.text("detail")


def test_view_finds_names_without_their_accents(opened: Open) -> None:
    graph: Graph = Graph()
    node(graph, "a", label="Zdeněk Šťáva")
    tab = opened(graph, {})
    assert tab("return kg.search('zdenek st')")[0]["label"] == "Zdeněk Šťáva"


def test_view_says_when_a_name_is_not_there(opened: Open) -> None:
    tab = opened(*small())
    tab("document.getElementById('search').focus()")
    tab.driver.switch_to.active_element.send_keys("qqq")
    assert "No such name" in tab.text("suggestions")


def test_view_limits_itself_to_steps_and_returns(opened: Open) -> None:
    tab = opened(*small(), at="#together=0")
    tab("kg.choose('ida brook')")
    tab.press("1")
    assert tab("return kg.labels()") == ["Fernhill", "Ida Brook"]
    tab.press("2")
    assert tab("return kg.labels()") == ["Fernhill", "Ida Brook", "Oakway"]
    tab.press("3")
    assert tab("return kg.shown().entities") == 4
    tab.press("Escape")
    assert tab("return kg.shown().entities") == 4
    assert tab("return location.hash") == "#together=0"


def test_view_draws_steps_as_rings(opened: Open) -> None:
    graph, cited = Graph(), {}
    node(graph, "hub")
    for number in range(8):
        node(graph, f"near {number}")
        node(graph, f"far {number}")
        edge(graph, cited, "hub", f"near {number}", "backs")
        edge(graph, cited, f"near {number}", f"far {number}", "backs")
    tab = opened(graph, cited)
    places = {name: tab("return kg.at(arguments[0])", name) for name in graph}
    tab("kg.choose('hub')")
    tab.press("2")
    at = {name: tab("return kg.at(arguments[0])", name) for name in graph}
    away = {
        name: hypot(at[name]["x"] - at["hub"]["x"], at[name]["y"] - at["hub"]["y"])
        for name in graph
    }
    for number in range(8):
        assert away[f"near {number}"] < away[f"far {number}"]
    tab.press("Escape")
    tab.wait(f"return Math.abs(kg.at('far 3').x - {places['far 3']['x']}) < 2")


def test_view_adds_neighbours_on_a_double_click(opened: Open) -> None:
    graph, cited = large(400)
    tab = opened(graph, cited, limit=60, at="#thin=0")
    before = tab("return kg.shown().entities")
    best = significant(graph)[0]
    tab.pointer_on(best).double_click().perform()
    tab.wait(f"return kg.shown().entities > {before}")
    assert tab("return kg.shown().entities") <= before + 25


def test_view_finds_the_shortest_path(opened: Open) -> None:
    tab = opened(*small(), at="#together=0&node=ida+brook")
    tab.click("Path to", "#detail")
    assert "Path from Ida Brook" in tab.text("asking")
    tab.pointer_on("open ports plan").click().perform()
    tab.wait("return document.getElementById('detail').innerText.includes('Path of')")
    assert "Path of 3 steps" in tab.text("detail")
    assert tab.text("detail").count("it was said") == 3
    assert tab("return location.hash").startswith("#path=ida+brook&to-node=open")


def test_view_says_when_there_is_no_path(opened: Open) -> None:
    graph, cited = small()
    node(graph, "alone")
    tab = opened(graph, cited, at="#unlinked=1")
    tab("kg.path('ida brook', 'alone')")
    assert "No path" in tab.text("tip")
