"""Report how fast the HTML view opens and redraws, and how large its file is.

    python benchmarks/view.py
    python benchmarks/view.py --sizes 500,2000 --repeat 9

Generated graphs in a headless Chromium without a GPU. A line per size: entities and
relations, the file, seconds to write it, then of some openings the best: milliseconds
from the start of loading until the first picture is drawn, and milliseconds of
processor time that the page itself took for it. For redraws, the picture is zoomed in
and out: redraws a second, and milliseconds of processor time for one. Other work on the
machine makes the clock worse, never better, hence the best; the processor's own time
suffers less.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx
import pyarrow as pa

from kg import graph as graphs
from kg import view
from kg.records import (
    ASSERTED,
    CO_OCCURS_WITH,
    INITIATIVE,
    ORGANISATION,
    PERSON,
    STATED,
    Entity,
    Evidence,
)

if TYPE_CHECKING:
    Graph: TypeAlias = "nx.MultiDiGraph[str]"

BUDGETS = {500: 1000, 2000: 2000, 20_000: 5000}
"""Milliseconds until the first picture, by entities in the page."""

REDRAWS = 25
"""A second, while zooming in a page of 2,000 entities."""

FILE = 1_500_000, 400
"""Bytes of a page, and bytes for each entity and relation."""

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--window-size=1440,900",
)

ZOOM = """
const done = arguments[0], net = kg.network(), scale = net.getScale();
let drawn = 0;
const start = performance.now();
const zoom = () => net.moveTo({scale: scale * (1 + 0.5 * Math.sin(drawn / 6))});
net.on('afterDrawing', function count() {
  drawn += 1;
  if (drawn < 60) requestAnimationFrame(zoom);
  else {
    net.off('afterDrawing', count);
    done(1000 * drawn / (performance.now() - start));
  }
});
zoom();
"""


def generated(count: int) -> tuple["Graph", dict[str, tuple[Evidence, ...]]]:
    """Make a graph of entities in circles: 0.9 stated and 1.9 other edges for each."""
    chance = random.Random(count)
    kinds = chance.choices((PERSON, ORGANISATION, INITIATIVE), (5, 4, 1), k=count)
    entities = graphs.described(
        Entity(f"n{place:05d}", kind, f"Name {place:05d}", (), 9, 3)
        for place, kind in enumerate(kinds)
    )
    circles = max(3, count // 40)
    ends: set[tuple[int, int]] = set()
    while len(ends) < 2.8 * count:
        circle = chance.randrange(circles)
        pair = [
            min(count - 1, circle + circles * int(chance.paretovariate(0.7)))
            for _ in range(2)
        ]
        if chance.random() < 0.2:
            pair[1] = chance.randrange(count)
        if pair[0] != pair[1]:
            ends.add((min(pair), max(pair)))
    evidence: dict[str, tuple[Evidence, ...]] = {}
    rows = [_edge(*item, chance, evidence) for item in enumerate(ends)]
    rows.sort(key=lambda row: (row["source"], row["target"]))
    drawn = graphs.sketch(count, *graphs.tied([pa.Table.from_pylist(rows)]))
    graph: Graph = nx.MultiDiGraph()
    for node in graphs.placed(entities, drawn, graphs.places(drawn)).to_pylist():
        graph.add_node(node.pop("id"), **node)
    for row in rows:
        one, other = (f"n{row.pop(end):05d}" for end in ("source", "target"))
        graph.add_edge(one, other, key=row["edge_id"], **row)
    return graph, evidence


def _edge(
    place: int,
    ends: tuple[int, int],
    chance: random.Random,
    evidence: dict[str, tuple[Evidence, ...]],
) -> dict[str, Any]:
    """Return an edge as the tables of a run have it, and put its sentences down."""
    key, (one, other) = f"e{place:06d}", ends
    evidence[key] = quotes = tuple(
        Evidence(
            f"paper-{chance.randrange(40)}.txt",
            start := chance.randrange(9000),
            start + 120,
            f"Name {one:05d}, it was said on day {start}, came to know "
            f"Name {other:05d} and has worked with it ever since.",
            "a_rule",
            ASSERTED,
            f"20{chance.randrange(10, 26)}",
        )
        for _ in range(min(9, int(chance.paretovariate(1.2))))
    )
    stated = place % 3 == 0
    return {
        "edge_id": key,
        "source": one,
        "target": other,
        "relation": STATED if stated else CO_OCCURS_WITH,
        "label": "knows" if stated else "named together",
        "weight": float(len(quotes)) if stated else chance.random(),
        "directed": stated,
        "status": ASSERTED,
        "evidence": len(quotes),
        "documents": len({item.document for item in quotes}),
        "first_date": min(item.date for item in quotes),
        "last_date": max(item.date for item in quotes),
        "quote": quotes[0].quote,
        "source_document": quotes[0].document,
    }


def browser() -> Any:
    """Start Chromium."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for argument in ARGUMENTS:
        options.add_argument(argument)
    found = shutil.which("chromedriver")
    driver = webdriver.Chrome(options=options, service=Service(found))
    driver.set_script_timeout(300)
    driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    return driver


def spent(driver: Any) -> float:
    """Return the milliseconds that the page's main thread has worked so far."""
    figures = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    found = {figure["name"]: figure["value"] for figure in figures}
    return float(found["TaskDuration"]) * 1000


def opening(driver: Any, address: str) -> tuple[float, float]:
    """Open a page; return when its first picture stood and the work until then."""
    driver.get("about:blank")
    before = spent(driver)
    driver.get(address)
    while not (drawn := driver.execute_script("return window.kg?.firstPicture()")):
        time.sleep(0.05)
    after = spent(driver)
    return drawn, after - before if after > before else after


def zooming(driver: Any) -> tuple[float, float]:
    """Zoom the open page; return redraws a second and the work for one of them."""
    before = spent(driver)
    rate = driver.execute_async_script(ZOOM)
    return rate, (spent(driver) - before) / 60


def report(driver: Any, count: int, *, repeat: int, folder: Path) -> None:
    """Print the figures of one size, with a mark at what misses its budget."""
    graph, evidence = generated(count)
    path = folder / f"{count}.html"
    start = time.perf_counter()
    view.write_html(graph, evidence, path)
    written = time.perf_counter() - start
    parts = graph.number_of_nodes() + graph.number_of_edges()
    room, size = FILE[0] + FILE[1] * parts, path.stat().st_size
    print(
        f"{count:>6,} entities, {graph.number_of_edges():,} relations: "
        f"{size / 1e6:.1f} MB{_mark(size <= room)} of {room / 1e6:.1f}, "
        f"written in {written:.1f} s"
    )
    for limit in (300, 1000) if count > 300 else (300,):
        address = f"{path.as_uri()}#limit={limit}"
        opened = [opening(driver, address) for _ in range(repeat)]
        zoomed = [zooming(driver) for _ in range(repeat)]
        clock, work = (min(figures) for figures in zip(*opened, strict=True))
        rate, each = max(zoomed)[0], min(item[1] for item in zoomed)
        drawn = driver.execute_script("return kg.shown()")
        in_time = clock <= BUDGETS.get(count, clock)
        swift = count != 2000 or rate >= REDRAWS
        print(
            f"       {drawn['entities']:>5,} drawn with {drawn['drawn']:,} lines: "
            f"first picture {clock:.0f} ms{_mark(in_time)} (worked {work:.0f} ms); "
            f"{rate:.0f} redraws/s{_mark(swift)} (worked {each:.1f} ms each)"
        )


def _mark(kept: bool) -> str:
    return "" if kept else " OVER BUDGET"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="500,2000,20000")
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    driver = browser()
    try:
        with tempfile.TemporaryDirectory() as folder:
            for size in map(int, given.sizes.split(",")):
                report(driver, size, repeat=given.repeat, folder=Path(folder))
    finally:
        driver.quit()


if __name__ == "__main__":
    sys.exit(main())
