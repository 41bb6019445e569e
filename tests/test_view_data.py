"""The HTML view: what the page is made of, in plain Python."""

import hashlib
import json
import os
import random
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_graphs import NASTY, Cited, Graph, edge, large, node, small, together

from kg import graph as graphs
from kg import view
from kg.records import Document, Entity, Evidence
from kg.view import content, page, seats
from kg.view.content import of_graph, quotes
from kg.view.marks import plain
from kg.view.seats import significant


def page_data(graph: Graph, cited: Cited, **options: Any) -> page.Page:
    return page.finished(page.draft(of_graph(graph), quotes(cited), **options))


def embedded(text: str, name: str) -> Any:
    found = re.search(rf'id="kg-{name}">(.*?)</script>', text, re.S)
    assert found
    return json.loads(found[1])


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
    for _, inside in inlined:
        digest = b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed
    assert "connect-src 'none'" in allowed
    assert "unsafe" not in allowed


def test_view_draws_one_edge_for_each_pair_and_class() -> None:
    drawn = page_data(*small()).pairs
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
    ranked = significant(graph)
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
    first = significant(graph)[:8]
    assert {graph.nodes[name]["community"] for name in first} == {0, 1}


def test_view_ranks_the_unlinked_of_a_large_community_last() -> None:
    graph, cited = Graph(), {}
    for number in range(9):
        node(graph, f"n{number}", community=0)
    for number in range(1, 8):
        edge(graph, cited, "n0", f"n{number}", "backs")
    for name in ("small", "smaller"):
        node(graph, name, community=1)
    together(graph, cited, "small", "smaller")
    assert significant(graph)[-1] == "n8"


def test_view_ranks_a_stated_relation_before_shared_sentences() -> None:
    graph, cited = Graph(), {}
    for name in "abcd":
        node(graph, name)
    together(graph, cited, "a", "b")
    graph.edges["a", "b", "e0"]["evidence"] = 9
    edge(graph, cited, "c", "d", "backs")
    assert significant(graph) == ["c", "d", "a", "b"]


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
    assert significant(one) == significant(other)
    assert sorted(significant(one)) == [str(number) for number in range(10)]


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
    tables = page_data(graph, cited).tables
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
    tables = page_data(graph, cited).tables
    assert {len(row[-1]) for row in tables["rows"]} == {2}
    assert "2 best sentences" in tables["notes"][0]


def test_view_falls_back_on_the_quote_of_the_edge() -> None:
    graph, _ = small()
    tables = page_data(graph, {}).tables
    assert tables["sentences"][0][3].startswith("Ida Brook, it was said")
    assert tables["documents"][0][0] == "notes/one.txt"


def test_view_names_documents_by_their_titles() -> None:
    papers = {"notes/one.txt": Document("notes/one.txt", "", "One", "2017-01-12")}
    tables = page_data(*small(), documents=papers).tables
    assert tables["documents"] == [["notes/one.txt", "One", "2017-01-12"]]


def test_view_words_relations_from_both_ends() -> None:
    words = {"founder_of": {"label": "founder of", "inverse": "founded by"}}
    tables = page_data(*small(), words=words).tables
    assert ["founder_of", "founder of", "founded by"] in tables["relations"]


def test_view_lists_the_usual_kinds_first() -> None:
    graph, _ = small()
    node(graph, "the quay", "building")
    kinds = ["person", "organisation", "initiative", "building"]
    assert page_data(graph, {}).tables["kinds"] == kinds


def test_view_says_that_it_holds_a_part_only() -> None:
    part = replace(of_graph(small()[0]), whole=(1_200, 9))
    (note,) = page.draft(part, {}).tables["notes"]
    assert note.startswith("This page holds the 4 best linked of 1,200 entities")


def test_view_turns_the_layout_upright_without_bending_it() -> None:
    graph: Graph = Graph()
    for name, x, y in (("a", 0, 0), ("b", 0, 100), ("c", 50, 0)):
        node(graph, name, x=float(x), y=float(y))
    a, b, c = page_data(graph, {}).nodes
    assert b["y"] < a["y"] == c["y"]
    assert (a["y"] - b["y"]) / (c["x"] - a["x"]) == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("bad", [None, "left", float("nan"), float("inf")])
def test_view_places_entities_without_a_position(bad: Any) -> None:
    graph: Graph = Graph()
    node(graph, "a", x=bad, size=bad, mentions=bad, r=bad)
    view.render(graph, {})


def test_view_puts_no_two_entities_without_a_position_in_one_place() -> None:
    graph: Graph = Graph()
    for name in "abc":
        node(graph, name, x=None)
    assert len({(mark["x"], mark["y"]) for mark in page_data(graph, {}).nodes}) == 3


def test_view_scales_by_the_entities_that_it_opens_with() -> None:
    graph, _ = small()
    node(graph, "zz far away", x=1e6)
    near, all_ = (page_data(graph, {}, limit=limit).nodes[:2] for limit in (4, 5))
    assert abs(near[0]["x"] - near[1]["x"]) > 100 * abs(all_[0]["x"] - all_[1]["x"])


def test_view_accepts_an_empty_graph() -> None:
    assert embedded(view.render(Graph(), {}), "nodes") == []


def test_view_keeps_within_its_size() -> None:
    graph, cited = large(2000)
    for name in cited:
        cited[name] = [
            Evidence("a.txt", n, n + 300, f"{name} {n} {'word ' * 60}", "", "asserted")
            for n in range(8)
        ]
    text = view.render(graph, cited)
    parts = graph.number_of_nodes() + graph.number_of_edges()
    assert len(text.encode()) <= 1_500_000 + 400 * parts


def test_view_hands_on_how_often_each_name_is_used() -> None:
    graph: Graph = Graph()
    node(graph, "a", aliases="Ada Fenn | Fenn", alias_counts="7 | 2")
    assert page_data(graph, {}).nodes[0]["alias_counts"] == "7 | 2"


@pytest.mark.parametrize("embedded", [20, 30])
def test_the_page_of_tables_is_that_of_their_graph(
    monkeypatch: pytest.MonkeyPatch, embedded: int
) -> None:
    for module in (content, seats):
        monkeypatch.setattr(module, "EMBEDDED", embedded)
    chance = random.Random(4)
    entities = [Entity(f"n-{at:02}", "person", f"N {at}", (), 1, 1) for at in range(30)]
    rows = [
        {
            "source": chance.randrange(15),
            "target": 15 + chance.randrange(12),
            "edge_id": f"e-{at}",
            "relation": chance.choice(["co_occurs_with", "met"]),
            "label": "met",
            "weight": 0.5,
            "directed": at % 2 == 0,
            "status": "asserted",
            "evidence": chance.randrange(1, 9),
            "documents": 1,
            "first_date": "2020",
            "last_date": "2021",
        }
        for at in range(40)
    ]
    edges = pa.Table.from_pylist(rows)
    unplaced = graphs.described(entities)
    drawn = graphs.sketch(len(unplaced), *graphs.tied([edges]))
    nodes = graphs.placed(unplaced, drawn, [(0.0, 0.0)] * 30)
    chosen = view.choose(nodes, [edges[:11], edges[11:]])
    shown = view.of_tables(nodes, [edges[:11], edges[11:]], chosen)
    made = page.draft(shown, {})
    nodes = graphs.placed(unplaced, drawn, graphs.places(drawn))
    view.place(shown, nodes, chosen)

    graph: Graph = Graph()
    for data in nodes.to_pylist():
        graph.add_node(data.pop("id"), **data)
    for row in rows:
        ends = (f"n-{row[end]:02}" for end in ("source", "target"))
        graph.add_edge(*ends, key=row["edge_id"], **row)
    assert page.finished(made) == page_data(graph, {})
