"""The HTML view: its data in plain Python, its behaviour in a real browser."""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import view
from kg.records import CO_OCCURS_WITH, Document, Evidence
from kg.view import page
from kg.view.marks import plain

Graph = nx.MultiDiGraph
Cited = dict[str, list[Evidence]]

NASTY = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    'href="javascript:alert(1)"',
    "\u202eesrever\u202c \u200fright to left",
    "\"'`{{ 7*7 }}${alert(1)}",
    "<!--<script>alert(1)//\u2028\u2029\x00\x1b\ud800",
)


def node(graph: Graph, name: str, kind: str = "person", **more: Any) -> None:
    place = graph.number_of_nodes()
    given = {
        "label": name.title(),
        "entity_type": kind,
        "aliases": "",
        "mentions": 3,
        "documents": 2,
        "community": 0,
        "x": float(place % 7) * 40,
        "y": float(place // 7) * 40,
        "size": 20.0,
        "r": 0,
        "g": 114,
        "b": 178,
    }
    graph.add_node(name, **(given | more))


def edge(
    graph: Graph, cited: Cited, source: str, target: str, label: str, **more: Any
) -> str:
    name = f"e{len(cited)}"
    status = more.get("status", "asserted")
    quote = f"{source.title()}, it was said, {label} {target.title()}."
    cited[name] = [
        Evidence(
            "notes/one.txt",
            10,
            10 + len(quote),
            quote,
            "a_rule",
            status,
            more.get("date", "2017-03"),
            source.title(),
            target.title(),
        )
    ]
    given = {
        "edge_id": name,
        "relation": "stated",
        "label": label,
        "weight": 1.0,
        "directed": True,
        "status": status,
        "evidence": 1,
        "documents": 1,
        "first_date": "2017-03",
        "last_date": "2017-03",
        "quote": quote,
        "source_document": "notes/one.txt",
    }
    graph.add_edge(source, target, key=name, **(given | more))
    return name


def together(graph: Graph, cited: Cited, source: str, target: str) -> str:
    more = {"relation": CO_OCCURS_WITH, "directed": False, "weight": 0.4}
    return edge(graph, cited, source, target, "named with", **more)


def small() -> tuple[Graph, Cited]:
    """Four entities: a founder, her firm under two names, its rival, a programme."""
    graph, cited = Graph(), {}
    node(graph, "ida brook", aliases="Ida Brook | Brook | Ms Brook", mentions=9)
    node(graph, "fernhill", "organisation", aliases="Fernhill | FHL Holdings")
    node(graph, "oakway", "organisation")
    node(graph, "open ports plan", "initiative")
    edge(graph, cited, "ida brook", "fernhill", "founder of", relation="founder_of")
    edge(graph, cited, "fernhill", "oakway", "sued", date="2019-05-02")
    edge(graph, cited, "fernhill", "oakway", "acquired", status="negated")
    edge(graph, cited, "oakway", "open ports plan", "supports", status="possible")
    together(graph, cited, "fernhill", "oakway")
    together(graph, cited, "ida brook", "open ports plan")
    return graph, cited


def large(count: int) -> tuple[Graph, Cited]:
    """Entities in communities, with 1.5 relations and one shared sentence each."""
    chance, graph, cited = random.Random(7), Graph(), {}
    for number in range(count):
        group = number % 20
        more = {
            "x": 300 * (group % 5) + chance.gauss(0, 70),
            "y": 300 * (group // 5) + chance.gauss(0, 70),
            "size": 10 + 40 / (1 + number // 20) ** 0.5,
            "community": group,
        }
        kind = ("person", "organisation", "initiative")[number % 3]
        node(graph, f"entity {number:05d}", kind, **more)
    names = list(graph)
    for number in range(round(2.5 * count)):
        group = chance.randrange(20)
        one = group + 20 * int(chance.random() ** 2 * (count // 20))
        other = group + 20 * int(chance.random() ** 2 * (count // 20))
        if one == other:
            continue
        add = together if number % 5 < 2 else edge
        ends = names[one], names[other]
        add(graph, cited, *ends, *(["backs"] if add is edge else []))
    return graph, cited


def embedded(text: str, name: str) -> Any:
    found = re.search(rf'id="kg-{name}">(.*?)</script>', text, re.S)
    assert found
    return json.loads(found[1])


# --- data ----------------------------------------------------------------------------


def test_view_gives_equal_text_for_equal_input() -> None:
    graph, cited = small()
    assert view.render(graph, cited) == view.render(graph.copy(), dict(cited))


def test_view_does_not_change_the_graph() -> None:
    graph, cited = small()
    before = nx.node_link_data(graph)
    view.render(graph, cited)
    assert nx.node_link_data(graph) == before


def test_view_writes_one_file_readable_in_any_locale(tmp_path: Path) -> None:
    script = (
        "import networkx, pathlib, kg.view as v; g = networkx.MultiDiGraph();"
        r"g.add_node('a', label='\u017c\u00f3\u0142w', entity_type='person');"
        "v.write_html(g, {}, pathlib.Path('new.html'))"
    )
    environment = os.environ | {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONPATH": str(Path(view.__file__).parent.parent),
    }
    subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, check=True
    )
    assert [path.name for path in tmp_path.iterdir()] == ["new.html"]
    assert "żółw" in (tmp_path / "new.html").read_text(encoding="utf-8")


def test_view_policy_allows_exactly_its_own_scripts_and_style() -> None:
    text = view.render(*small())
    policy = re.search(r'Security-Policy" content="([^"]*)"', text)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    inlined = re.findall(r"<(script|style)>(.*?)</\1>", text, re.S)
    assert len(inlined) == 3
    for _, content in inlined:
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed
    assert "connect-src 'none'" in allowed
    assert "unsafe" not in allowed


def test_view_draws_one_edge_for_each_pair_and_class() -> None:
    drawn = page.page_data(*small()).pairs
    names = [pair["stated"] for pair in drawn]
    assert len(drawn) == 5
    assert sorted(names) == [0, 0, 1, 1, 1]
    assert sorted(len(pair["rows"]) for pair in drawn) == [1, 1, 1, 1, 2]


def test_view_keeps_both_directions_of_a_pair_in_one_drawn_edge() -> None:
    rows = [["e0", 4, 2, 0], ["e1", 2, 4, 0], ["e2", 2, 4, 1]]
    assert page.pairs(rows, together=1) == [
        {"from": 2, "to": 4, "stated": 0, "rows": [2]},
        {"from": 2, "to": 4, "stated": 1, "rows": [0, 1]},
    ]


def test_view_ranks_the_best_linked_first_and_the_unlinked_last() -> None:
    graph, _ = small()
    node(graph, "alone")
    ranked = page.significant(graph)
    assert ranked[0] == "fernhill"
    assert ranked[-1] == "alone"


def test_view_gives_every_community_a_seat() -> None:
    graph, cited = Graph(), {}
    for number in range(40):
        node(graph, f"n{number:02d}", community=int(number > 29))
    for number in range(1, 30):
        edge(graph, cited, "n00", f"n{number:02d}", "backs")
    for number in range(31, 40):
        edge(graph, cited, "n30", f"n{number:02d}", "backs")
    first = page.significant(graph)[:8]
    assert {graph.nodes[name]["community"] for name in first} == {0, 1}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_view_ranks_every_entity_once_whatever_the_order(
    ends: list[tuple[int, int]],
) -> None:
    one, other = Graph(), Graph()
    one.add_nodes_from(map(str, range(10)))
    other.add_nodes_from(map(str, reversed(range(10))))
    for left, right in ends:
        one.add_edge(str(left), str(right))
    for left, right in reversed(ends):
        other.add_edge(str(left), str(right))
    assert page.significant(one) == page.significant(other)
    assert sorted(page.significant(one)) == [str(number) for number in range(10)]


@given(st.text())
def test_view_embeds_any_text_without_markup(text: str) -> None:
    raw = str(view._json([text]))
    assert not set(raw) & set("<>&\u2028\u2029")
    assert json.loads(raw) == [text]


@pytest.mark.parametrize("name", NASTY)
def test_view_writes_no_name_as_markup(name: str) -> None:
    graph: Graph = Graph()
    graph.add_node(name, label=name, entity_type=name, aliases=name, community=name)
    text = view.render(graph, {}, title=name)
    text.encode("utf-8")
    assert "<img" not in text
    assert text.count("</script>") == 6
    assert embedded(text, "nodes")[0]["label"] == plain(name)


def test_view_shares_a_sentence_between_relations() -> None:
    graph, cited = small()
    cited["e4"] = cited["e1"]
    tables = page.page_data(graph, cited).tables
    assert len(tables["sentences"]) == 5
    assert tables["rows"][4][-1][0][0] == tables["rows"][1][-1][0][0]


def test_view_quotes_less_when_there_is_too_much_and_says_so() -> None:
    graph, cited = small()
    quote = Evidence("a", 0, 9, "x" * 60_000, "", "asserted")
    for name in cited:
        cited[name] = [
            Evidence("a", n, n + 9, quote.quote + f"{name}{n}", "", "asserted")
            for n in range(9)
        ]
    tables = page.page_data(graph, cited).tables
    assert {len(row[-1]) for row in tables["rows"]} == {2}
    assert "2 best sentences" in tables["notes"][0]


def test_view_falls_back_on_the_quote_of_the_edge() -> None:
    graph, _ = small()
    tables = page.page_data(graph, {}).tables
    assert tables["sentences"][0][3].startswith("Ida Brook, it was said")
    assert tables["documents"][0][0] == "notes/one.txt"


def test_view_names_documents_by_their_titles() -> None:
    papers = {"notes/one.txt": Document("notes/one.txt", "", "One", "2017-01-12")}
    tables = page.page_data(*small(), documents=papers).tables
    assert tables["documents"] == [["notes/one.txt", "One", "2017-01-12"]]


def test_view_words_relations_from_both_ends() -> None:
    words = {"founder_of": {"label": "founder of", "inverse": "founded by"}}
    tables = page.page_data(*small(), words=words).tables
    assert ["founder_of", "founder of", "founded by"] in tables["relations"]


def test_view_turns_the_layout_upright_without_bending_it() -> None:
    graph: Graph = Graph()
    for name, x, y in (("a", 0, 0), ("b", 0, 100), ("c", 50, 0)):
        node(graph, name, x=float(x), y=float(y))
    a, b, c = page.page_data(graph, {}).nodes
    assert b["y"] < a["y"] == c["y"]
    assert (a["y"] - b["y"]) / (c["x"] - a["x"]) == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("bad", [None, "left", float("nan"), float("inf")])
def test_view_places_entities_without_a_position(bad: Any) -> None:
    graph: Graph = Graph()
    node(graph, "a", x=bad, size=bad, mentions=bad, r=bad)
    view.render(graph, {})


def test_view_accepts_an_empty_graph() -> None:
    assert embedded(view.render(Graph(), {}), "nodes") == []


# --- in a browser --------------------------------------------------------------------

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    None,
)
DRIVER = shutil.which("chromedriver")
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1280,800",
)
HOOK = "window.alerts = []; window.alert = (text) => window.alerts.push(text);"

Open = Callable[..., "Tab"]


class Tab:
    """One page in the browser, with what it asked for and complained of."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver = driver
        driver.get("about:blank")
        driver.get_log("performance")
        driver.get_log("browser")
        driver.get(address)
        self.wait("return Boolean(window.kg)")

    def __call__(self, script: str, *values: Any) -> Any:
        return self.driver.execute_script(script, *values)

    def wait(self, script: str, seconds: float = 10) -> Any:
        until = time.monotonic() + seconds
        while not (found := self(script)) and time.monotonic() < until:
            time.sleep(0.02)
        assert found, script
        return found

    def text(self, name: str) -> str:
        return str(self("return document.getElementById(arguments[0]).innerText", name))

    def press(self, key: str) -> None:
        event = "new KeyboardEvent('keydown', {key: arguments[0], bubbles: true})"
        self(f"document.body.dispatchEvent({event})", key)

    def requests(self) -> list[str]:
        log = self.driver.get_log("performance")
        events = [json.loads(entry["message"])["message"] for entry in log]
        sent = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in sent if not url.startswith(("file:", "data:"))]

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    if not BROWSER or not DRIVER:
        pytest.skip("no Chromium with chromedriver here: tests/install_browser.sh")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in ARGUMENTS:
        options.add_argument(argument)
    wanted = {"browser": "ALL", "performance": "ALL"}
    options.set_capability("goog:loggingPrefs", wanted)
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": HOOK})
    yield driver
    driver.quit()


@pytest.fixture
def opened(driver: Any, tmp_path: Path) -> Open:
    def open_page(graph: Graph, cited: Cited, *, at: str = "", **options: Any) -> Tab:
        path = tmp_path / "graph.html"
        view.write_html(graph, cited, path, **options)
        return Tab(driver, f"file://{path}{at}")

    return open_page


@pytest.mark.browser
def test_view_opens_alone_and_without_complaint(opened: Open) -> None:
    tab = opened(*small(), title="Ports")
    tab.wait("return kg.firstPicture()")
    assert tab("return kg.shown()") == {"entities": 4, "relations": 6, "drawn": 5}
    assert tab("return document.querySelectorAll('canvas').length") == 1
    assert tab.text("title") == "Ports"
    assert "All 4 entities, 6 relations" in tab.text("banner")
    assert tab.requests() == []
    assert tab.complaints() == []


@pytest.mark.browser
def test_view_shows_hostile_text_as_text(opened: Open) -> None:
    graph, cited = Graph(), {}
    for name in NASTY:
        node(graph, name, name, label=name, aliases=f"{name} | x", reasons=name)
    for one, other in pairwise(NASTY):
        edge(graph, cited, one, other, other, relation=one, quote=one)
    for name, status in zip(
        cited, ("asserted", "negated", "possible") * 2, strict=False
    ):
        cited[name] = [
            Evidence(text, 0, 9, f"{text} {text}", text, status, text, text, text)
            for text in NASTY
        ]
    tab = opened(graph, cited, title=NASTY[1])
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


@pytest.mark.browser
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


@pytest.mark.browser
def test_view_hides_a_kind(opened: Open) -> None:
    tab = opened(*small())
    tab("document.querySelector('#filters fieldset input').click()")
    assert "Ida Brook" not in tab("return kg.labels()")
    assert tab("return kg.shown().entities") == 3


@pytest.mark.browser
def test_view_hides_what_is_only_named_together(opened: Open) -> None:
    tab = opened(*small(), at="#together=0")
    assert tab("return kg.shown()") == {"entities": 4, "relations": 4, "drawn": 3}


@pytest.mark.browser
def test_view_shows_the_sentences_of_a_clicked_entity(opened: Open) -> None:
    tab = opened(*small())
    from selenium.webdriver import ActionChains

    at = tab("return kg.at('fernhill')")
    box = tab.driver.find_element("id", "picture")
    half = box.size["width"] / 2, box.size["height"] / 2
    move = ActionChains(tab.driver, duration=0).move_to_element_with_offset(
        box, at["x"] - half[0], at["y"] - half[1]
    )
    move.click().perform()
    tab.wait("return document.querySelector('#detail .headline')")
    detail = tab.text("detail")
    assert "Fernhill" in detail
    assert "Founded by" in detail
    assert "FHL Holdings" in detail
    tab("document.querySelector('#detail .cited').open = true")
    tab.wait("return document.querySelector('#detail blockquote')")
    assert "it was said" in tab.text("detail")
    marks = tab("return [...document.querySelectorAll('mark')].map((m) => m.innerText)")
    assert len(marks) == 2
    assert "Fernhill" in marks


@pytest.mark.browser
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


@pytest.mark.browser
def test_view_keeps_its_state_in_the_address(opened: Open) -> None:
    tab = opened(*small(), at="#no-kind=initiative&theme=dark&from=2018")
    assert "Open Ports Plan" not in tab("return kg.labels()")
    assert tab("return document.documentElement.dataset.theme") == "dark"
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


@pytest.mark.browser
def test_view_keeps_to_the_dates_brushed(opened: Open) -> None:
    tab = opened(*small())
    from selenium.webdriver import ActionChains

    bars = tab.driver.find_element("css selector", ".bars")
    right = bars.size["width"] / 2 - 3
    brush = ActionChains(tab.driver, duration=0)
    brush.move_to_element_with_offset(bars, right, 0).click().perform()
    tab.wait("return location.hash.includes('from=2019-05')")
    tab.wait("return kg.shown().relations === 1")


@pytest.mark.browser
def test_view_limits_itself_to_steps_and_returns(opened: Open) -> None:
    tab = opened(*small(), at="#together=0")
    tab("kg.choose('ida brook')")
    tab.press("1")
    assert tab("return kg.labels()") == ["Fernhill", "Ida Brook"]
    tab.press("Escape")
    assert tab("return kg.shown().entities") == 4


@pytest.mark.browser
def test_view_finds_the_shortest_path(opened: Open) -> None:
    tab = opened(*small(), at="#together=0")
    tab("kg.path('ida brook', 'open ports plan')")
    assert "Path of 3 steps" in tab.text("detail")


@pytest.mark.browser
def test_view_opens_on_a_part_and_reaches_the_rest(opened: Open) -> None:
    graph, cited = large(400)
    tab = opened(graph, cited, limit=60)
    first = tab("return kg.labels()")
    assert 40 <= len(first) <= 60
    assert f"Showing {len(first)} of 400 entities" in tab.text("banner")
    hidden = page.significant(graph)[200]
    tab("document.getElementById('search').focus()")
    box = tab.driver.switch_to.active_element
    box.send_keys(hidden + "\ue007")
    assert hidden.title() in tab("return kg.labels()")
    assert hidden.title() in tab.text("detail")


@pytest.mark.browser
def test_view_names_every_control(opened: Open) -> None:
    tab = opened(*small(), at="#table=relations&node=fernhill")
    unnamed = """return [...document.querySelectorAll('button, input, select, summary')]
        .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length
            && one.labels[0].textContent.trim())).map((one) => one.outerHTML)"""
    assert tab(unnamed) == []


@pytest.mark.browser
def test_view_says_what_is_shown(opened: Open) -> None:
    tab = opened(*small(), at="#together=0")
    assert "4 entities" in tab("return document.getElementById('live').textContent")


@pytest.mark.browser
def test_view_sorts_its_tables(opened: Open) -> None:
    tab = opened(*small(), at="#table=entities")
    first = "return document.querySelector('#sheet tbody td').innerText"
    tab("document.querySelectorAll('#sheet th button')[0].click()")
    assert tab(first).strip() == "Fernhill"
    tab("document.querySelectorAll('#sheet th button')[0].click()")
    assert tab(first).strip() == "Open Ports Plan"
    sort = "return document.querySelector('#sheet th').getAttribute('aria-sort')"
    assert tab(sort) == "descending"


@pytest.mark.browser
def test_view_saves_tables_that_no_spreadsheet_runs(opened: Open) -> None:
    graph, cited = small()
    node(graph, "trap", label='=HYPERLINK("x")')
    tab = opened(graph, cited, at="#unlinked=1")
    assert '"\'=HYPERLINK(""x"")"' in tab("return kg.csv('entities')")


@pytest.mark.browser
@pytest.mark.parametrize("count", [0, 1])
def test_view_opens_almost_nothing(opened: Open, count: int) -> None:
    graph: Graph = Graph()
    for number in range(count):
        node(graph, f"only {number}")
    tab = opened(graph, {})
    hidden = tab("return document.getElementById('message').hidden")
    assert hidden == bool(count)
    assert ("No entity was found" in tab.text("message")) != hidden
    tab.press("1")
    tab.press("Escape")
    assert tab.complaints() == []


@pytest.mark.browser
def test_view_fits_a_narrow_screen(opened: Open) -> None:
    tab = opened(*small())
    size = {"width": 360, "height": 640, "deviceScaleFactor": 1, "mobile": False}
    tab.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    tab("kg.choose('fernhill')")
    buttons = "document.querySelectorAll('.bar button, .bar summary, #detail button')"
    right = "(button) => button.getBoundingClientRect().right"
    wide = tab(f"return Math.max(...[...{buttons}].map({right}))")
    tab.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert 100 < wide <= 360


@pytest.mark.browser
def test_view_shows_itself_within_a_notebook(driver: Any, tmp_path: Path) -> None:
    notebook = tmp_path / "notebook.html"
    frame = view.show(*small())._repr_html_()
    notebook.write_text(f"<!DOCTYPE html>{frame}", encoding="utf-8")
    driver.get_log("browser")
    driver.get(f"file://{notebook}")
    driver.switch_to.frame(0)
    assert driver.execute_script("return kg.shown().entities") == 4
    driver.execute_script("kg.choose('fernhill')")
    assert "Fernhill" in driver.find_element("id", "detail").text
    driver.switch_to.default_content()
    assert driver.get_log("browser") == []


@pytest.mark.browser
def test_view_saves_the_picture_as_lines(opened: Open) -> None:
    tab = opened(*small())
    tab.wait("return kg.firstPicture()")
    root = ElementTree.fromstring(tab("return kg.svg()"))
    space = "{http://www.w3.org/2000/svg}"
    words = [text.text for text in root.iter(f"{space}text")]
    assert "Fernhill" in words
    assert len(list(root.iter(f"{space}line"))) == 5


@pytest.mark.browser
def test_view_draws_two_thousand_entities(
    opened: Open, record_property: Callable[[str, object], None]
) -> None:
    tab = opened(*large(2000), limit=1000)
    milliseconds = tab.wait("return kg.firstPicture()", 30)
    record_property("first_picture_ms", round(milliseconds))
    assert tab("return kg.shown().entities") > 500
    assert tab.complaints() == []
