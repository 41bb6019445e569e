"""The HTML view: what the panel and the tables tell."""

import pytest
from view_browser import Open
from view_graphs import edge, small

from kg.records import Document, Evidence

pytest_plugins = ["view_fixtures"]
pytestmark = pytest.mark.browser

MARKED = "return [...document.querySelectorAll('mark')].map((one) => one.innerText)"


def test_view_shows_the_sentences_of_a_clicked_entity(opened: Open) -> None:
    tab = opened(*small())
    tab.pointer_on("fernhill").click().perform()
    tab.wait("return document.querySelector('#detail .headline')")
    detail = tab.text("detail")
    assert "Fernhill" in detail
    assert "Founded by" in detail
    assert "FHL Holdings" in detail
    tab("document.querySelector('#detail .cited').open = true")
    tab.wait("return document.querySelector('#detail blockquote')")
    assert "it was said" in tab.text("detail")
    assert len(tab(MARKED)) == 2
    assert "Fernhill" in tab(MARKED)


def test_view_tells_names_with_counts_and_why_they_are_one(opened: Open) -> None:
    graph, cited = small()
    more = {"alias_counts": "6 | 2 | 1", "reasons": "surname of the same person"}
    graph.nodes["ida brook"].update(more)
    tab = opened(graph, cited, at="#node=ida+brook")
    names = "return [...document.querySelectorAll('.tags li')].map((l) => l.innerText)"
    assert [item.split() for item in tab(names)] == [
        ["Brook", "2"],
        ["Ms", "Brook", "1"],
    ]
    tab("document.querySelector('.why').open = true")
    assert "surname of the same person" in tab.text("detail")


def test_view_shows_every_relation_of_a_pair(opened: Open) -> None:
    tab = opened(*small())
    tab("kg.choosePair('oakway', 'fernhill')")
    detail = tab.text("detail")
    for words in (
        "Fernhill sued Oakway",
        "negated",
        "named together with",
        "2019-05-02",
    ):
        assert words in detail
    assert "characters 10" in detail
    assert "a_rule" in detail


def test_view_opens_a_pair_at_a_click_on_its_line(opened: Open) -> None:
    tab = opened(*small(), at="#together=0")
    ends = [tab("return kg.at(arguments[0])", key) for key in ("ida brook", "fernhill")]
    box = tab.driver.find_element("id", "picture")
    middle = [(ends[0][axis] + ends[1][axis]) / 2 for axis in "xy"]
    from selenium.webdriver import ActionChains

    at = middle[0] - box.size["width"] / 2, middle[1] - box.size["height"] / 2
    pointer = ActionChains(tab.driver, duration=0)
    pointer.move_to_element_with_offset(box, *at).click().perform()
    tab.wait("return document.querySelector('#detail blockquote')")
    assert "Ida Brook founder of Fernhill" in tab.text("detail")


def test_view_marks_whole_words_first(opened: Open) -> None:
    graph, cited = small()
    quote = "At the start he founded Fernhill."
    cited["e0"] = [
        Evidence("a", 0, 33, quote, "", "asserted", "", "he", "Fernhill"),
    ]
    tab = opened(graph, cited)
    tab("kg.choosePair('ida brook', 'fernhill')")
    before = "document.querySelector('mark').previousSibling.textContent"
    assert tab(f"return {before}") == "At the start "


def test_view_copies_a_citation(opened: Open) -> None:
    papers = {"notes/one.txt": Document("notes/one.txt", "", "One", "2017-01-12")}
    tab = opened(*small(), documents=papers)
    tab("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    tab("kg.choosePair('ida brook', 'fernhill')")
    tab("document.querySelector('#detail figure .icon').click()")
    assert tab.wait("return window.copied") == (
        "“Ida Brook, it was said, founder of Fernhill.” — "
        "“One”, 2017-03, notes/one.txt, characters 10–54"
    )
    assert tab.wait("return document.getElementById('live').textContent") == (
        "Citation copied"
    )


def test_view_sorts_its_tables(opened: Open) -> None:
    tab = opened(*small(), at="#table=entities")
    first = "return document.querySelector('#sheet tbody td').innerText"
    tab("document.querySelectorAll('#sheet th button')[0].click()")
    assert tab(first).strip() == "Fernhill"
    tab("document.querySelectorAll('#sheet th button')[0].click()")
    assert tab(first).strip() == "Open Ports Plan"
    sort = "return document.querySelector('#sheet th').getAttribute('aria-sort')"
    assert tab(sort) == "descending"


def test_view_lists_stated_relations_first(opened: Open) -> None:
    graph, cited = small()
    edge(graph, cited, "oakway", "ida brook", "praised", evidence=9)
    tab = opened(graph, cited, at="#table=relations")
    cells = "[...document.querySelectorAll('#sheet tbody tr td:nth-child(2)')]"
    words = tab(f"return {cells}.map((cell) => cell.innerText.trim())")
    assert words[0] == "praised"
    assert words[-2:] == ["named together with"] * 2


def test_view_leaves_the_table_in_place_when_an_entity_is_chosen(opened: Open) -> None:
    tab = opened(*small(), at="#table=entities")
    tab("const link = document.querySelectorAll('#sheet .entity')[2];")
    tab("document.querySelectorAll('#sheet .entity')[2].focus()")
    tab("document.activeElement.click()")
    assert tab("return document.activeElement.closest('tr').className") == "chosen"
