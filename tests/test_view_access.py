"""The HTML view, by keyboard and for screen readers."""

from importlib.resources import files
from importlib.util import find_spec

import pytest
from view_browser import Open
from view_graphs import small

pytest_plugins = ["view_fixtures"]
pytestmark = pytest.mark.browser

STATES = {
    "start": ("", ""),
    "entity": ("node=fernhill", ""),
    "pair": ("pair=fernhill&pair=oakway&table=relations", ""),
    "path": ("path=ida+brook&to-node=oakway&colour=community", ""),
    "table": ("table=entities&hops=1&node=fernhill", ""),
    "nothing": ("no-kind=person&no-kind=organisation", ""),
    "help": ("", "document.getElementById('help').showModal()"),
    "search": (
        "",
        "const box = document.getElementById('search'); box.focus(); box.value = 'o';"
        "box.dispatchEvent(new Event('input'))",
    ),
}

AXE = """
const done = arguments[0];
axe.run(document, {resultTypes: ['violations']}).then(({violations}) => done(
  violations.filter(({impact}) => ['serious', 'critical'].includes(impact)).map(
    ({id, nodes}) => [id, nodes.map(({html, any}) => html + ' ' + any[0]?.message)])));
"""


@pytest.mark.skipif(not find_spec("axe_core_python"), reason="needs axe-core-python")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_view_has_no_serious_fault_that_axe_finds(opened: Open, theme: str) -> None:
    source = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    faults = {}
    for name, (address, script) in STATES.items():
        tab = opened(*small(), at=f"#theme={theme}&{address}", title="Ports")
        tab(script)
        # By the driver's door, which the page's own policy does not close.
        tab.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": source})
        faults[name] = tab.driver.execute_async_script(AXE)
    assert not any(faults.values()), faults


def test_view_names_every_control(opened: Open) -> None:
    tab = opened(*small(), at="#table=relations&node=fernhill")
    unnamed = """return [...document.querySelectorAll('button, input, select, summary')]
        .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length
            && one.labels[0].textContent.trim())).map((one) => one.outerHTML)"""
    assert tab(unnamed) == []


def test_view_says_what_is_shown_and_chosen(opened: Open) -> None:
    tab = opened(*small(), at="#together=0")
    said = "return document.getElementById('live').textContent"
    assert "4 entities" in tab(said)
    tab("kg.choose('fernhill')")
    assert tab(said) == "Fernhill, Organisation, 4 relations"


def test_view_keeps_the_focus_of_who_works_by_keyboard(opened: Open) -> None:
    tab = opened(*small(), at="#node=fernhill")
    tab("document.querySelector('#detail .relations .entity').focus()")
    tab.driver.switch_to.active_element.send_keys("\ue007")
    assert tab("return document.activeElement.className") == "headline"
    assert "Ida Brook" in tab("return document.activeElement.innerText")


def test_view_moves_and_zooms_by_keys(opened: Open) -> None:
    tab = opened(*small())
    tab("document.getElementById('picture').focus()")
    box = tab.driver.switch_to.active_element
    before = tab("return kg.network().getScale()")
    box.send_keys("+")
    assert tab("return kg.network().getScale()") > before
    left = tab("return kg.network().getViewPosition().x")
    box.send_keys("\ue014")
    assert tab("return kg.network().getViewPosition().x") > left
    box.send_keys("?")
    assert tab("return document.getElementById('help').open")


def test_view_skips_to_the_tables(opened: Open) -> None:
    tab = opened(*small())
    assert tab("return document.querySelector('.skip').hash") == "#tables"
    tab("document.querySelector('.skip').click()")
    assert tab("return kg.shown().entities") == 4
