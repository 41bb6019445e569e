"""The browser of the view's tests, started once for all of them.

A plugin: a test module asks for it with `pytest_plugins = ["view_fixtures"]`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from view_browser import ARGUMENTS, BROWSER, DRIVER, HOOK, Open, Tab
from view_graphs import Cited, Graph

from kg import view


@pytest.fixture(scope="session")
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
def opened(driver: Any, tmp_path: Path) -> Iterator[Open]:
    # Where things stand must not depend on how far they have glided.
    calm = {"name": "prefers-reduced-motion", "value": "reduce"}
    wanted = {"media": "", "features": [calm]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)

    def open_page(graph: Graph, cited: Cited, *, at: str = "", **options: Any) -> Tab:
        path = tmp_path / "graph.html"
        view.write_html(graph, cited, path, **options)
        return Tab(driver, f"file://{path}{at}")

    yield open_page
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
