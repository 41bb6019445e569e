"""What is stated: claims grouped into edges and cited, as queries."""

import json
import re

import pyarrow as pa

from kg.edges.database import Database
from kg.edges.sentences import unwieldy
from kg.names import word_list
from kg.records import CO_OCCURS_WITH, LABELLED

UNDIRECTED = frozenset({CO_OCCURS_WITH}) | {
    name
    for name, relation in word_list("relations").items()
    if not relation.get("directed", True)
}
"""Relations that read the same from either end."""

_QUALIFIERS = re.compile(
    r"(former|ex|past|future|incoming|outgoing|acting|interim|designated?)\b", re.I
)
_KEY = "source, relation, target, status, variant"
_ORDER = f"""
    forms, {unwieldy("last - first")}, coalesce(nullif(date, ''), '~'), document, first,
    subject, object, rule, label, speaker
"""
"""Names come before pronouns, readable sentences before others, then the earliest."""


def state(base: Database) -> None:
    """Make the tables `stated` and `cited_statements` of the claims.

    Claims are one edge if they agree in ends, relation and status, and in the label
    where that matters: for `LABELLED` relations, and for "former", "acting" and the
    like. Claims of an entity about itself, and of nobody known, are left out.
    """
    _word(base)
    base.run("""
        CREATE TABLE supports AS
        SELECT
            undirected AND s.entity > t.entity AS turned,
            CASE WHEN turned THEN t.entity ELSE s.entity END AS source,
            CASE WHEN turned THEN s.entity ELSE t.entity END AS target,
            CASE WHEN turned THEN t.text ELSE s.text END AS source_text,
            CASE WHEN turned THEN s.text ELSE t.text END AS target_text,
            c.*, variant, undirected, relation_word, variant_word, first, last,
            s.form + t.form AS forms,
            coalesce(nullif(c.said, ''), spans.date) AS date
        FROM claims c
        JOIN wordings USING (relation, label)
        JOIN mentions s ON s.document = c.document AND s.start = c.subject
        JOIN mentions t ON t.document = c.document AND t.start = c.object
        JOIN spans ON spans.document = c.document
            AND spans.sentence_start = c.sentence_start
            AND spans.sentence_end = c.sentence_end
        WHERE s.entity <> t.entity
    """)
    base.run(f"""
        CREATE TABLE cited_statements AS
        SELECT *, row_number() OVER (PARTITION BY {_KEY} ORDER BY {_ORDER}) AS rank
        FROM (
            SELECT * FROM supports QUALIFY row_number() OVER (
                PARTITION BY {_KEY}, document, sentence_start ORDER BY {_ORDER}
            ) = 1
        )
    """)
    base.run(f"""
        CREATE TABLE stated AS
        WITH labels AS (
            SELECT {_KEY}, label FROM supports GROUP BY {_KEY}, label
            QUALIFY row_number() OVER (
                PARTITION BY {_KEY} ORDER BY count(*) DESC, label
            ) = 1
        ), sums AS (
            SELECT {_KEY}, any_value(undirected) AS undirected,
                any_value(relation_word) AS relation_word,
                any_value(variant_word) AS variant_word, count(*) AS sentences,
                count(DISTINCT document) AS documents,
                min(nullif(date, '')) AS first_date, max(nullif(date, '')) AS last_date
            FROM cited_statements GROUP BY {_KEY}
        )
        SELECT * FROM sums JOIN labels USING ({_KEY})
    """)


def _word(base: Database) -> None:
    """Make the table `wordings`: what there is to know of a relation and a label.

    The words are relation and variant as they go into the id of an edge.
    """
    found = base.table(
        "SELECT DISTINCT relation, label FROM claims ORDER BY relation, label"
    )
    relations, labels = (found[name].to_pylist() for name in ("relation", "label"))
    variants = [
        _variant(relation, label)
        for relation, label in zip(relations, labels, strict=True)
    ]
    columns = {
        "relation": pa.array(relations, pa.string()),
        "label": pa.array(labels, pa.string()),
        "variant": pa.array(variants, pa.string()),
        "undirected": pa.array([name in UNDIRECTED for name in relations], pa.bool_()),
        "relation_word": pa.array(map(json.dumps, relations), pa.string()),
        "variant_word": pa.array(map(json.dumps, variants), pa.string()),
    }
    base.add("wordings", pa.table(columns))


def _variant(relation: str, label: str) -> str:
    """Return the part of the label that makes this a different edge, or ""."""
    label = " ".join(label.casefold().split())
    if relation in LABELLED:
        return label
    qualifier = _QUALIFIERS.match(label)
    return qualifier.group(1) if qualifier else ""
