"""Turn entities, edges and sentences into the plain tables that the HTML view reads.

Pure: no file, no markup. `kg.view` puts the tables on a page.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from kg.records import CO_OCCURS_WITH, KINDS, STATUSES, Document
from kg.view.content import Content, Edge, Quote
from kg.view.marks import finite, marks, plain

Vocabulary: TypeAlias = Mapping[str, Mapping[str, Any]]
_Sentence: TypeAlias = tuple[str, int, int, str]


LIMIT = 300
"""Entities that the page opens with; with more, few of the labels find room."""

_STATUSES = {name: number for number, name in enumerate(STATUSES)}

QUOTES = (20, 5, 2, 1)
"""Sentences kept per relation: the first of these that fits QUOTED_BYTES."""

QUOTED_BYTES = 800_000, 200
"""Room for sentences: a fixed part, and so much more for each entity and relation."""


@dataclass(frozen=True, slots=True)
class Page:
    """Hold what the page gets: pyvis' nodes and drawn edges, and the tables beside."""

    nodes: list[dict[str, Any]]
    pairs: list[dict[str, Any]]
    tables: dict[str, Any]


class _Numbers(dict[object, int]):
    """Number distinct strings in the order in which they are first asked for."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._index: dict[str, int] = {}

    def __missing__(self, item: object) -> int:
        text = plain(item)
        number = self._index.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        self[item] = number
        return number


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a page but for its marks: only these ask where nodes are."""

    content: Content
    limit: int
    pairs: list[dict[str, Any]]
    tables: dict[str, Any]


def draft(
    content: Content,
    evidence: Mapping[str, Sequence[Quote]],
    *,
    documents: Mapping[str, Document] | None = None,
    limit: int = LIMIT,
    words: Vocabulary | None = None,
) -> Draft:
    """Turn entities, edges and their sentences into the tables that the page reads.

    It opens on the first `limit` entities. Strings that come back often are numbered.
    """
    edges = content.edges
    quoted, sentences, depth = _quoted(edges, evidence, len(content.names))
    texts, papers, relations = _Numbers(), _Numbers(), _Numbers()
    rows = [
        _row(edge, found, texts=texts, relations=relations)
        for edge, found in zip(edges, quoted, strict=True)
    ]
    together = relations[CO_OCCURS_WITH]
    tables = {
        "limit": max(1, limit),
        "counts": list(content.whole),
        "kinds": _kinds(content),
        "statuses": STATUSES,
        "relations": [_wording(name, words or {}) for name in relations.texts],
        "together": together,
        "rows": rows,
        "sentences": [[papers[s[0]], s[1], s[2], plain(s[3])] for s in sentences],
        "documents": [_cited(name, documents or {}) for name in papers.texts],
        "texts": texts.texts,
        "notes": _notes(content.whole[0], len(content.names), depth),
    }
    return Draft(content, limit, pairs(rows, together), tables)


def finished(made: Draft) -> Page:
    """Add the marks: now the nodes have their places."""
    content, kinds = made.content, made.tables["kinds"]
    drawn = marks(content.names, content.nodes, kinds, made.limit)
    return Page(drawn, made.pairs, made.tables)


def pairs(rows: Sequence[Sequence[Any]], together: int) -> list[dict[str, Any]]:
    """Group rows into drawn edges: one for each pair of nodes and class of relation.

    The two classes are stated relations and being named together.
    """
    groups: dict[tuple[int, int, bool], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        _, one, other, relation = row[:4]
        ends = (one, other) if one < other else (other, one)
        groups[*ends, relation != together].append(number)
    return [
        {"stated": int(stated), "rows": numbers, "from": low, "to": high}
        for (low, high, stated), numbers in sorted(groups.items())
    ]


def _quoted(
    edges: Sequence[Edge], evidence: Mapping[str, Sequence[Quote]], nodes: int
) -> tuple[list[list[tuple[int, Quote]]], list[_Sentence], int]:
    """Number the sentences behind each edge, as many per edge as there is room for."""
    room = QUOTED_BYTES[0] + QUOTED_BYTES[1] * (nodes + len(edges))
    for depth in QUOTES:
        numbers: dict[_Sentence, int] = {}
        quoted = []
        for name, _, _, data in edges:
            best = evidence.get(name, ())[:depth] or _fallback(data)
            quoted.append(
                [(numbers.setdefault(item[:4], len(numbers)), item) for item in best]
            )
        size = sum(len(sentence[3]) + 30 for sentence in numbers)
        if size + 24 * sum(map(len, quoted)) <= room:
            break
    return quoted, list(numbers), depth


def _fallback(data: Mapping[str, Any]) -> Sequence[Quote]:
    """Make evidence of an edge's own best sentence, where nothing else is given."""
    quote = str(data.get("quote") or "")
    if not quote:
        return []
    paper, status = str(data.get("source_document", "")), str(data.get("status", ""))
    day = str(data.get("last_date") or "")
    return [(paper, 0, 0, quote, "", status, day, "", "")]


def _row(
    edge: Edge,
    found: Sequence[tuple[int, Quote]],
    *,
    texts: _Numbers,
    relations: _Numbers,
) -> list[Any]:
    """Lay out one relation; model.js names the columns."""
    name, source, target, data = edge
    cited = [
        [
            place,
            texts[rule],
            _status(status),
            texts[date],
            texts[source_text],
            texts[target_text],
        ]
        for place, row in found
        for rule, status, date, source_text, target_text in [row[4:9]]
    ]
    return [
        name,
        source,
        target,
        relations[data.get("relation", "")],
        texts[data.get("label", "")],
        round(finite(data.get("weight", 1)), 3),
        _status(data.get("status", "")),
        int(bool(data.get("directed", True))),
        int(finite(data.get("evidence", len(found)))),
        int(finite(data.get("documents", 0))),
        texts[data.get("first_date") or ""],
        texts[data.get("last_date") or ""],
        cited,
    ]


def _kinds(content: Content) -> list[str]:
    """List the kinds of entity there are, the usual ones first."""
    found = {plain(node.get("entity_type", "")) for node in content.nodes}
    return [kind for kind in KINDS if kind in found] + sorted(found - set(KINDS))


def _wording(name: str, words: Vocabulary) -> list[str]:
    """Say how a relation reads from its source and from its target."""
    entry = words.get(name, {})
    label = str(entry.get("label") or name.replace("_", " "))
    return [name, plain(label), plain(entry.get("inverse") or "")]


def _cited(name: str, documents: Mapping[str, Document]) -> list[str]:
    """Give a document's id, title and date."""
    document = documents.get(name)
    if document is None:
        return [name, "", ""]
    return [name, plain(document.title), plain(document.date)]


def _notes(nodes: int, held: int, depth: int) -> list[str]:
    """Say on the page what it leaves out."""
    notes = []
    if held < nodes:
        notes.append(
            f"This page holds the {held:,} best linked of {nodes:,} "
            "entities; graph.graphml has all of them."
        )
    if depth < QUOTES[0]:
        most = "the best sentence" if depth == 1 else f"the {depth} best sentences"
        notes.append(
            f"To stay light, the page quotes {most} of each relation; "
            "evidence.csv has all of them."
        )
    return notes


def _status(name: object) -> int:
    """Number a status; an unknown one counts as asserted."""
    return _STATUSES.get(str(name), 0)
