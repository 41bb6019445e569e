"""Measures of who is who: pairwise links, B-cubed and CEAF-e."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations

import networkx as nx

from kg.evaluate import scoring

Place = tuple[str, int]
"""The document and the start of a mention."""

Topic = Callable[[Place], str]
"""Tells the part of a set within which links are judged."""

HEADER = f"{'':24}{'within':^21}   {'across':^21}\n{'':24}" + (
    f"{'P':>7}{'R':>7}{'F':>7}   {'P':>7}{'R':>7}{'F':>7}  B3 F  CEAFe"
)


def row(
    title: str,
    gold: Mapping[Place, str],
    system: Mapping[Place, str],
    topic: Topic,
) -> str:
    """Return one row of figures: links within and across documents, B-cubed, CEAF-e."""
    cells = [f"{title:24}"]
    truth, taken = labels(gold, gold, topic), labels(gold, system, topic)
    for across in (False, True):
        score = scoring.pairwise(truth, taken, across=across)
        none = not score.gold and not score.found
        figures = score.precision, score.recall, score.f1
        cells.append("".join(f"{'-' if none else f'{v:.3f}':>7}" for v in figures))
        cells.append("   " if not across else "  ")
    b3, ceaf = scoring.b_cubed(truth, taken).f1, ceaf_e(gold, system, topic)
    return "".join(cells) + f"{b3:.3f} {ceaf:.3f}"


def labels(
    gold: Mapping[Place, str], of: Mapping[Place, str], topic: Topic
) -> dict[scoring.Place, tuple[str, str]]:
    """Return topic and cluster of each gold mention; one a system lacks is alone."""
    return {
        (*place, place[1]): (topic(place), of.get(place, f"{place}"))
        for place in sorted(gold)
    }


def links(
    gold: Mapping[Place, str],
    system: Mapping[Place, str],
    topic: Topic,
    *,
    across: bool,
) -> set[tuple[Place, Place]]:
    """Return the pairs of mentions of one topic that a system links."""
    groups: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in sorted(gold):
        if place in system:
            groups[topic(place), system[place]].append(place)
    return {
        pair
        for group in groups.values()
        for pair in combinations(group, 2)
        if (pair[0][0] != pair[1][0]) == across
    }


def clusters(
    gold: Mapping[Place, str], of: Mapping[Place, str], topic: Topic
) -> list[set[Place]]:
    """Return the gold mentions by what a system takes for one; the rest alone."""
    found: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for (document, start, _), cluster in labels(gold, of, topic).items():
        found[cluster].add((document, start))
    return list(found.values())


def ceaf_e(
    gold: Mapping[Place, str], system: Mapping[Place, str], topic: Topic
) -> float:
    """Return the F of CEAF-e (Luo 2005): the best one-to-one match of clusters."""
    truth, found = clusters(gold, gold, topic), clusters(gold, system, topic)
    of = {place: i for i, cluster in enumerate(found) for place in cluster}
    graph: nx.Graph = nx.Graph()
    for i, a in enumerate(truth):
        for j in {of[place] for place in a}:
            b = found[j]
            weight = 2 * len(a & b) / (len(a) + len(b))
            graph.add_edge(("g", i), ("s", j), weight=weight)
    total = 0.0
    for part in nx.connected_components(graph):
        near = graph.subgraph(part)
        total += sum(near.edges[e]["weight"] for e in nx.max_weight_matching(near))
    figures = total / len(found), total / len(truth), len(found), len(truth)
    return scoring.Score.of(*figures).f1
