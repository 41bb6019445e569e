"""Who is named near whom: pairs of entities, counted and cited.

Every step is a query, so that its size is a matter of disk. `source` is always below
`target`. Pairs themselves are few beside their meetings: their statistics are arrays.
"""

import numpy as np
import pyarrow as pa

from kg.edges.association import (
    Counts,
    backbone,
    log_likelihood,
    npmi,
    strength,
)
from kg.edges.database import Database
from kg.edges.sentences import unwieldy


def meet(base: Database, *, window: int, most_names: int) -> None:
    """Make the tables `meetings` and `pairs` of the tables `named` and `spans`.

    Names up to `window` sentences apart meet, each pair once in a sentence, and the
    nearer the better. Sentences with more than `most_names` entities link nobody.
    """
    base.run(f"""
        CREATE TABLE present AS
        SELECT sentence, spans.document, date, number, first, last, entity
        FROM named JOIN spans USING (document, sentence_start, sentence_end)
        WHERE names <= {most_names}
    """)
    base.run(f"""
        CREATE TABLE meetings AS
        SELECT
            least(a.entity, b.entity) AS source, greatest(a.entity, b.entity) AS target,
            step AS distance, b.document, b.date, a.sentence AS earlier,
            b.sentence AS later, a.first, b.last
        FROM present AS a, range({window + 1}) AS steps(step), present AS b
        WHERE b.document = a.document AND b.number = a.number + step
        AND a.entity <> b.entity AND (step > 0 OR a.entity < b.entity)
        {_nearest if window else ""}
    """)
    _count(base, window)
    _weigh(base, window, most_names)


_nearest = """
    QUALIFY row_number() OVER (PARTITION BY source, target, later ORDER BY distance) = 1
"""


def _count(base: Database, window: int) -> None:
    """Count sentences, by distance, and documents of each pair."""
    steps = range(window + 1)
    each = ", ".join(f"count(*) FILTER (distance = {at}) AS at_{at}" for at in steps)
    all_ = ", ".join(f"sum(at_{at})::BIGINT AS at_{at}" for at in steps)
    base.run(f"""
        CREATE TABLE counted AS
        SELECT source, target, count(*) AS documents, {all_},
            min(nullif(date, '')) AS first_date, max(nullif(date, '')) AS last_date
        FROM (
            SELECT source, target, document, date, {each} FROM meetings
            GROUP BY source, target, document, date
        )
        GROUP BY source, target
    """)


def _weigh(base: Database, window: int, most_names: int) -> None:
    """Measure the association of each pair and decide which are drawn."""
    steps = range(window + 1)
    columns = ", ".join(f"at_{at}" for at in steps)
    found = base.table(
        f"SELECT source, target, {columns} FROM counted ORDER BY source, target"
    )
    pairs = np.column_stack([found["source"], found["target"]]).astype(np.int64)
    counts = _counts(base, found, pairs, window, most_names)
    base.add(
        "weighed",
        pa.table(
            {
                "source": found["source"],
                "target": found["target"],
                "weight": strength(counts).round(4),
                "npmi": npmi(counts).round(4),
                "log_likelihood": log_likelihood(counts).round(4),
                "drawn": backbone(pairs, counts),
            }
        ),
    )
    total = " + ".join(f"at_{at}" for at in steps)
    base.run(f"""
        CREATE TABLE pairs AS
        SELECT *, {total} AS sentences FROM counted JOIN weighed USING (source, target)
    """)


def _counts(
    base: Database, found: pa.Table, pairs: np.ndarray, window: int, most_names: int
) -> Counts:
    """Return what the statistics need to know of each pair.

    A window gives every naming several chances to meet, and the counts of names and
    sentences are scaled with them.
    """
    chances = 1 + 2 * sum(1 / (1 + step) for step in range(1, window + 1))
    joint = np.zeros(len(pairs))
    for step in range(window + 1):
        joint += found[f"at_{step}"].to_numpy() / (1 + step)
    often = base.table(f"""
        SELECT entity, count(*) AS sentences
        FROM named JOIN sentences USING (document, sentence_start, sentence_end)
        WHERE names <= {most_names} GROUP BY entity
    """)
    named = np.zeros(int(pairs.max(initial=-1)) + 1)
    kept = often["entity"].to_numpy() < len(named)
    named[often["entity"].to_numpy()[kept]] = often["sentences"].to_numpy()[kept]
    total = base.table(f"""
        SELECT count(*) AS n FROM sentences WHERE names BETWEEN 1 AND {most_names}
    """)["n"][0].as_py()
    left, right = named[pairs[:, 0]] * chances, named[pairs[:, 1]] * chances
    return Counts(joint, left, right, (total + 1) * chances)


def cite_pairs(base: Database, *, window: int, most_evidence: int) -> None:
    """Make the table `cited_pairs` of the best sentences of each pair.

    It is one if the pair is not drawn.
    """
    order = f"""
        distance, {unwieldy("last - first")}, coalesce(nullif(date, ''), '~'),
        document, first, last, later
    """
    base.run(f"""
        CREATE TABLE chosen AS
        SELECT source, target, distance, meetings.document, date, earlier, later, first,
            last, row_number() OVER (PARTITION BY source, target ORDER BY {order})
            AS rank
        FROM meetings JOIN weighed USING (source, target)
        QUALIFY rank <= CASE WHEN drawn THEN {most_evidence} ELSE 1 END
    """)
    base.run("""
        CREATE TABLE written AS
        SELECT sentence, entity, text
        FROM named JOIN spans USING (document, sentence_start, sentence_end)
        WHERE sentence IN (SELECT later FROM chosen UNION SELECT earlier FROM chosen)
    """)
    # One end at a time: each join holds a table of its own in memory.
    _tell(base, "chosen", "source", "half_cited", window)
    _tell(base, "half_cited", "target", "cited_pairs", window)


def _tell(base: Database, table: str, end: str, new: str, window: int) -> None:
    """Add how an end is written, in the later sentence if it is named there."""
    there = f"LEFT JOIN written t ON t.sentence = earlier AND t.entity = {end}"
    base.run(f"""
        CREATE TABLE {new} AS
        SELECT {table}.*, {"coalesce(h.text, t.text)" if window else "h.text"}
            AS {end}_text
        FROM {table} LEFT JOIN written h ON h.sentence = later AND h.entity = {end}
        {there if window else ""}
    """)
