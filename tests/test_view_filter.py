"""The HTML view: filters, each by the control that a reader uses."""

from typing import Any

import pytest
from view_browser import Open
from view_graphs import Cited, Graph, edge, node, small

pytest_plugins = ["view_fixtures"]
pytestmark = pytest.mark.browser

SHOWN = "return kg.shown()"


def two_circles() -> tuple[Graph, Cited]:
    """Two communities without a link between them, of three and of two entities."""
    graph, cited = Graph(), {}
    for name, circle in (("a", 0), ("b", 0), ("c", 0), ("d", 1), ("e", 1)):
        node(graph, name, community=circle)
    for source, target in (("a", "b"), ("b", "c"), ("d", "e")):
        edge(graph, cited, source, target, "met")
    return graph, cited


def slide(tab: Any, words: str, value: float) -> None:
    """Move the slider that is labelled so."""
    found = "[...document.querySelectorAll('#filters .range')].find((one) => "
    event = "box.dispatchEvent(new Event('input'))"
    script = f"const box = {found}one.innerText.includes(arguments[0])).control;"
    tab(f"{script} box.value = arguments[1]; {event}", words, value)


def test_view_hides_a_kind(opened: Open) -> None:
    tab = opened(*small())
    tab.tick("People")
    assert "Ida Brook" not in tab("return kg.labels()")
    assert tab("return kg.shown().entities") == 3
    assert tab("return location.hash") == "#no-kind=person"


def test_view_hides_a_relation(opened: Open) -> None:
    tab = opened(*small())
    tab.tick("founder of")
    assert tab("return kg.shown().relations") == 5


def test_view_hides_what_is_only_named_together(opened: Open) -> None:
    tab = opened(*small())
    tab.tick("Named together")
    assert tab(SHOWN) == {"entities": 4, "relations": 4, "drawn": 3}


@pytest.mark.parametrize("status", ["Negated", "Possible"])
def test_view_hides_a_status(opened: Open, status: str) -> None:
    tab = opened(*small())
    tab.tick(status)
    assert tab("return kg.shown().relations") == 5


def test_view_keeps_to_the_documents_chosen(opened: Open) -> None:
    graph, cited = small()
    other = cited["e1"][0]
    cited["e1"] = [type(other)("notes/two.txt", *list_of(other)[1:])]
    tab = opened(graph, cited)
    tab.tick("two.txt")
    assert tab(SHOWN) == {"entities": 2, "relations": 1, "drawn": 1}


def list_of(evidence: Any) -> list[Any]:
    return [getattr(evidence, name) for name in evidence.__slots__]


def test_view_keeps_to_the_dates_brushed(opened: Open) -> None:
    tab = opened(*small())
    from selenium.webdriver import ActionChains

    bars = tab.driver.find_element("css selector", ".bars")
    right = bars.size["width"] / 2 - 3
    brush = ActionChains(tab.driver, duration=0)
    brush.move_to_element_with_offset(bars, right, 0).click().perform()
    tab.wait("return location.hash.includes('from=2019-05')")
    tab.wait("return kg.shown().relations === 1")


def test_view_counts_what_is_undated_in_or_out(opened: Open) -> None:
    graph, cited = small()
    edge(graph, cited, "ida brook", "oakway", "left", date="", last_date="")
    tab = opened(graph, cited, at="#from=2019")
    assert tab("return kg.shown().relations") == 2
    tab("document.querySelector('.dates input[type=checkbox]').click()")
    assert tab("return kg.shown().relations") == 1


def test_view_keeps_to_a_least_weight(opened: Open) -> None:
    graph, cited = small()
    graph.edges["fernhill", "oakway", "e1"]["evidence"] = 5
    graph.edges["fernhill", "oakway", "e4"]["weight"] = 0.9
    tab = opened(graph, cited)
    slide(tab, "Association at least", 0.6)
    tab.wait("return kg.shown().relations === 5")
    slide(tab, "Sentences at least", 2)
    tab.wait("return kg.shown().relations === 1")


def test_view_keeps_to_a_community(opened: Open) -> None:
    tab = opened(*two_circles())
    tab("document.querySelectorAll('.section').forEach((one) => { one.open = true; })")
    tab.tick("around B")
    assert tab("return kg.labels()") == ["D", "E"]
    assert tab("return location.hash") == "#community=1"


def test_view_keeps_to_the_largest_part(opened: Open) -> None:
    tab = opened(*two_circles())
    tab.tick("largest connected part")
    assert tab("return kg.labels()") == ["A", "B", "C"]


def test_view_says_when_nothing_passes_and_returns(opened: Open) -> None:
    tab = opened(*small(), at="#no-kind=person&no-kind=organisation")
    assert "Nothing passes the filters" in tab.text("message")
    tab.click("Reset filters", "#message")
    assert tab("return kg.shown().entities") == 4
