"""What stands in evidence.csv of the articles in `corpus/`, checked against their text.

Every row quotes its document letter by letter, and both ends of its edge are in the
quote: under a name of theirs, or as a pronoun or description that the run's own
records, which keep every mention, resolve to them.
"""

import csv
from pathlib import Path

import pytest

from kg import pipeline, store
from kg.records import CO_OCCURS_WITH, Mention

CORPUS = Path(__file__).parent.parent / "corpus"
SOME = 8
"""Articles that are read: enough of every construction, in a few seconds."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    articles = sorted(CORPUS.glob("20*"))
    if not articles:
        pytest.skip("the articles are not in this checkout")
    output = tmp_path_factory.mktemp("evidence")
    pipeline.build(articles[:SOME], output)
    return output


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.model
def test_evidence_quotes_its_document_and_names_both_ends(run: Path) -> None:
    texts = {item.id: item.text for item in store.read_documents(run)}
    known = {
        row["id"]: {row["label"], *row["aliases"].split(" | ")}
        for row in rows(run / "nodes.csv")
    }
    edges = {row["edge_id"]: row for row in rows(run / "edges.csv")}
    mentions: dict[tuple[str, str], list[Mention]] = {}
    for mention in store.read_mentions(run):
        mentions.setdefault((mention.document, mention.text), []).append(mention)
    evidence = rows(run / "evidence.csv")
    stated = [r for r in evidence if edges[r["edge_id"]]["relation"] != CO_OCCURS_WITH]
    assert len(stated) > 40
    references = 0
    for row in evidence:
        start, end = int(row["start"]), int(row["end"])
        assert texts[row["document"]][start:end] == row["quote"]
        edge = edges[row["edge_id"]]
        for side in ("source", "target"):
            said = row[f"{side}_text"]
            here = [
                mention
                for mention in mentions[row["document"], said]
                if start <= mention.start and mention.end <= end
            ]
            assert here, row
            if said not in known[edge[side]]:
                references += 1
                assert any(m.form != "name" for m in here), row
                assert any(m.name in known[edge[side]] for m in here), row
    assert references


@pytest.mark.model
def test_speakers_of_claims_stand_in_their_document(run: Path) -> None:
    texts = {item.id: item.text for item in store.read_documents(run)}
    told = [claim for claim in store.read_claims(run) if claim.speaker]
    assert told
    for claim in told:
        text = " ".join(texts[claim.document].split())
        assert claim.speaker in text, claim
