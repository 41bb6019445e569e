"""Graphs for the tests of the view: a handful of entities, many, and hostile ones."""

import random
from itertools import pairwise
from typing import Any

import networkx as nx

from kg.records import CO_OCCURS_WITH, Evidence

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


def hostile() -> tuple[Graph, Cited]:
    """Put markup, scripts and marks of direction into every field there is."""
    graph, cited = Graph(), {}
    for name in NASTY:
        node(
            graph,
            name,
            name,
            label=name,
            aliases=f"{name} | x",
            alias_counts=name,
            reasons=name,
            community=name,
        )
    for one, other in pairwise(NASTY):
        edge(graph, cited, one, other, other, relation=one, quote=one, first_date=one)
    for name, status in zip(
        cited, ("asserted", "negated", "possible") * 2, strict=False
    ):
        cited[name] = [
            Evidence(text, 0, 9, f"{text} {text}", text, status, text, text, text)
            for text in NASTY
        ]
    return graph, cited
