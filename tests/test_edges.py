"""Claims and mentions into edges."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.edges import UNDIRECTED, Links, database, link
from kg.edges.association import CRITICAL, Counts, log_likelihood, npmi
from kg.edges.database import Database
from kg.edges.sentences import unwieldy
from kg.errors import RunError
from kg.records import Claim, Document, Evidence, Mention
from kg.store.tables import as_table

Facts = tuple[
    list[Claim], list[Mention], dict[tuple[str, int], str], dict[str, Document]
]


class Corpus:
    """Build documents of short sentences in which every capitalised word is a name."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []
        self.who: dict[tuple[str, int], str] = {}

    def add(self, name: str, *sentences: str, date: str = "") -> None:
        text = " ".join(sentences)
        self.documents[name] = Document(name, text, date=date)
        start = 0
        for sentence in sentences:
            self._read(name, sentence, start)
            start += len(sentence) + 1

    def claim(self, name: str, sentence: int, relation: str, **changes: str) -> None:
        """Claim a relation between the first two names of a sentence."""
        spans = sorted({(m.sentence_start, m.sentence_end) for m in self.of(name)})
        here = [m for m in self.of(name) if m.sentence_start == spans[sentence][0]]
        values = {
            "label": relation.replace("_", " "),
            "rule": "r",
            "status": "asserted",
        }
        self.claims.append(
            Claim(
                name,
                here[0].start,
                here[1].start,
                relation,
                sentence_start=spans[sentence][0],
                sentence_end=spans[sentence][1],
                **{**values, **changes},
            )
        )

    def group(self, *names: str) -> None:
        """Let the first word of the first document stand for several."""
        first, *rest = self.mentions
        first = replace(first, form="pronoun")
        self.mentions = [*(replace(first, name=name) for name in names), *rest]

    def of(self, name: str) -> list[Mention]:
        return [mention for mention in self.mentions if mention.document == name]

    def relations(self) -> list[Any]:
        return self.link(window=None)

    def cooccurrences(self, *, every: bool = False, **options: int) -> list[Any]:
        claims, self.claims = self.claims, []
        found = self.link(**options)
        self.claims = claims
        return [edge for edge in found if every or edge.drawn]

    def ids(self) -> list[str]:
        named = {mention.name for mention in self.mentions if mention.name}
        return sorted({*self.who.values(), *named})

    def links(self, folder: Path, **options: Any) -> Links:
        ids = self.ids()
        known = (self.who.get((m.document, m.start)) for m in self.mentions)
        told = zip(known, self.mentions, strict=True)
        meant = [mention.name or who for who, mention in told]
        entities = [-1 if one is None else ids.index(one) for one in meant]
        mentions = as_table(self.mentions, Mention)
        mentions = mentions.append_column("entity", pa.array(entities, pa.int32()))
        claims = as_table(self.claims, Claim)
        return link([mentions], [claims], ids, self.documents, folder, **options)

    def link(self, **options: int | None) -> list[Any]:
        """Link through tables and files, and return records."""
        ids = self.ids()
        with TemporaryDirectory() as folder:
            links = self.links(Path(folder), **options)
            rows = [row for table in links.edges() for row in table.to_pylist()]
            cited = links.sentences({row["edge_id"] for row in rows}, 99)
        return [
            record(row, ids, [Evidence(*one) for one in cited.get(row["edge_id"], [])])
            for row in rows
        ]

    def _read(self, name: str, sentence: str, start: int) -> None:
        place = start
        for word in sentence.split(" "):
            bare = word.rstrip(".,!?")
            if bare[:1].isupper():
                form = "pronoun" if bare in ("She", "He", "It") else "name"
                mention = Mention(
                    name,
                    place,
                    place + len(bare),
                    bare,
                    "person",
                    start,
                    start + len(sentence),
                    form,
                )
                self.mentions.append(mention)
                self.who[name, place] = "Ada" if form == "pronoun" else bare
            place += len(word) + 1


def record(row: dict[str, Any], ids: list[str], cited: list[Evidence]) -> Any:
    """Return a row of `EDGES` with names for its ends and with its sentences."""
    named = {name: ids[row[name]] for name in ("source", "target")}
    told = {"id": row["edge_id"], "sentences": row["evidence"], "evidence": cited}
    return SimpleNamespace(**{**row, **named, **told})


def ends(edges: Iterable[Any]) -> list[tuple[str, str, str]]:
    return [(edge.source, edge.relation, edge.target) for edge in edges]


def test_relations_count_distinct_sentences() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada founded Zeta.", "Ada began Zeta.")
    corpus.claim("a", 0, "founder_of")
    corpus.claim("a", 0, "founder_of", rule="another")
    corpus.claim("a", 1, "founder_of")
    (edge,) = corpus.relations()
    assert (edge.weight, len(edge.evidence)) == (2, 2)


def test_relations_quote_exactly_the_text() -> None:
    corpus = Corpus()
    corpus.add("a", "Nothing here.", "Ada founded Zeta.")
    corpus.claim("a", 1, "founder_of")
    (edge,) = corpus.relations()
    (item,) = edge.evidence
    assert item.quote == "Ada founded Zeta."
    assert corpus.documents["a"].text[item.start : item.end] == item.quote
    assert (item.source_text, item.target_text) == ("Ada", "Zeta")


def test_relations_leave_blanks_out_of_the_quote() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada founded Zeta. \n\n")
    corpus.claim("a", 0, "founder_of")
    (edge,) = corpus.relations()
    assert edge.evidence[0].quote == "Ada founded Zeta."


def test_relations_hold_for_each_member_of_a_group() -> None:
    corpus = Corpus()
    corpus.add("a", "They founded Zeta.")
    corpus.claim("a", 0, "founder_of")
    corpus.group("Ada", "Eve")
    found = corpus.relations()
    assert ends(found) == [
        ("Ada", "founder_of", "Zeta"),
        ("Eve", "founder_of", "Zeta"),
    ]
    assert {edge.evidence[0].source_text for edge in found} == {"They"}


def test_relations_of_a_group_with_itself_are_of_its_members() -> None:
    corpus = Corpus()
    corpus.add("a", "They met Zeta.")
    corpus.claim("a", 0, "met")
    corpus.claims = [replace(claim, object=claim.subject) for claim in corpus.claims]
    corpus.group("Ada", "Eve", "Ida")
    pairs = [("Ada", "met", "Eve"), ("Ada", "met", "Ida"), ("Eve", "met", "Ida")]
    found = corpus.relations()
    assert ends(found) == pairs
    assert {edge.weight for edge in found} == {1}


def test_relations_drop_self_loops() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada met Ada.")
    corpus.claim("a", 0, "met")
    assert corpus.relations() == []


def test_relations_drop_claims_about_unknown_mentions() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada met Zeta.", "Ada met Bob.")
    corpus.claim("a", 0, "met")
    corpus.claim("a", 1, "met")
    corpus.mentions = [mention for mention in corpus.mentions if mention.text != "Bob"]
    del corpus.who["a", 8]
    assert corpus.relations() == []


@pytest.mark.parametrize("relation", sorted(UNDIRECTED))
def test_undirected_relations_have_one_order(relation: str) -> None:
    corpus = Corpus()
    corpus.add("a", "Zeta saw Ada.", "Ada saw Zeta.")
    corpus.claim("a", 0, relation)
    corpus.claim("a", 1, relation)
    (edge,) = corpus.relations()
    assert (edge.source, edge.target, edge.directed) == ("Ada", "Zeta", False)
    assert edge.weight == 2
    assert {item.source_text for item in edge.evidence} == {"Ada"}


def test_directed_relations_keep_their_direction() -> None:
    corpus = Corpus()
    corpus.add("a", "Zeta owns Ada.", "Ada owns Zeta.")
    corpus.claim("a", 0, "owner_of")
    corpus.claim("a", 1, "owner_of")
    assert ends(corpus.relations()) == [
        ("Ada", "owner_of", "Zeta"),
        ("Zeta", "owner_of", "Ada"),
    ]


def test_each_status_is_an_edge_of_its_own() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada bought Zeta.", "Ada denied it to Zeta.")
    corpus.claim("a", 0, "acquired")
    corpus.claim("a", 1, "acquired", status="negated")
    assert [edge.status for edge in corpus.relations()] == ["asserted", "negated"]


@pytest.mark.parametrize("relation", ["stated", "holds_role_at"])
def test_labels_part_edges_where_they_carry_the_meaning(relation: str) -> None:
    corpus = Corpus()
    corpus.add("a", "Ada sued Zeta.", "Ada praised Zeta.")
    corpus.claim("a", 0, relation, label="sued")
    corpus.claim("a", 1, relation, label="praised")
    assert sorted(edge.label for edge in corpus.relations()) == ["praised", "sued"]


def test_labels_do_not_part_edges_of_a_typed_relation() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada made Zeta.", "Ada founded Zeta.", "Ada began Zeta.")
    corpus.claim("a", 0, "founder_of", label="co-founder of")
    corpus.claim("a", 1, "founder_of", label="founder of")
    corpus.claim("a", 2, "founder_of", label="founder of")
    (edge,) = corpus.relations()
    assert edge.label == "founder of"


def test_former_office_is_an_edge_of_its_own() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada leads Zeta.", "Ada led Zeta.")
    corpus.claim("a", 0, "chief_executive_of", label="chief executive of")
    corpus.claim("a", 1, "chief_executive_of", label="former chief executive of")
    assert len(corpus.relations()) == 2


def test_evidence_puts_names_before_pronouns() -> None:
    corpus = Corpus()
    corpus.add("a", "She founded Zeta long before all that.", date="2001")
    corpus.add("b", "Ada founded Zeta long after all the rest.", date="2002")
    corpus.claim("a", 0, "founder_of")
    corpus.claim("b", 0, "founder_of")
    (edge,) = corpus.relations()
    assert [item.document for item in edge.evidence] == ["b", "a"]


def test_evidence_puts_readable_length_before_an_earlier_date() -> None:
    corpus = Corpus()
    corpus.add(
        "a", "Ada founded Zeta " + "and so on " * 100 + "to the end.", date="2001"
    )
    corpus.add("b", "Ada founded Zeta in the spring of that year.", date="2003")
    corpus.add("c", "Ada founded Zeta in the spring of that year.", date="2002")
    corpus.add("d", "Ada founded Zeta in the spring of that year.")
    for name in "abcd":
        corpus.claim(name, 0, "founder_of")
    (edge,) = corpus.relations()
    assert [item.document for item in edge.evidence] == ["c", "b", "d", "a"]


def test_evidence_dates_come_from_the_claim_before_the_document() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada founded Zeta.", "Ada founded Zeta then.", date="2020-05-01")
    corpus.claim("a", 0, "founder_of")
    corpus.claim("a", 1, "founder_of", date="1999")
    (edge,) = corpus.relations()
    assert sorted(item.date for item in edge.evidence) == ["1999", "2020-05-01"]


def test_edge_ids_are_unique_and_made_from_content() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada owns Zeta.", "Bob owns Zeta.")
    corpus.claim("a", 1, "owner_of")
    (alone,) = corpus.relations()
    corpus.claim("a", 0, "owner_of")
    both = corpus.relations()
    assert alone.id in {edge.id for edge in both}
    assert len({edge.id for edge in both}) == 2
    assert all(edge.id.startswith("e-") and len(edge.id) == 14 for edge in both)


def test_cooccurrences_link_names_of_one_sentence() -> None:
    corpus = Corpus()
    corpus.add("a", "Zeta came with Ada.", "Bob slept.")
    (edge,) = corpus.cooccurrences()
    assert ends([edge]) == [("Ada", "co_occurs_with", "Zeta")]
    assert (edge.directed, edge.status, edge.label) == (
        False,
        "asserted",
        "co-occurs with",
    )
    assert 0 < edge.weight < 1
    assert edge.evidence[0].quote == "Zeta came with Ada."
    assert (edge.evidence[0].source_text, edge.evidence[0].target_text) == (
        "Ada",
        "Zeta",
    )


def test_cooccurrences_ignore_pronouns() -> None:
    corpus = Corpus()
    corpus.add("a", "She came with Zeta.")
    assert corpus.cooccurrences() == []


def test_cooccurrences_ignore_one_name_said_twice() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada and Ada again.")
    assert corpus.cooccurrences() == []


def test_cooccurrences_reach_as_far_as_the_window() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada came.", "Zeta went.")
    assert corpus.cooccurrences() == []
    assert len(corpus.cooccurrences(window=1)) == 1


def test_cooccurrences_count_sentences_without_names_as_distance() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada came.", "then nothing was heard.", "Zeta went.")
    assert corpus.cooccurrences(window=1) == []
    assert len(corpus.cooccurrences(window=2)) == 1
    corpus.add("b", "Bo came.", "it rained.", "it snowed.", "Cid went.")
    assert len(corpus.cooccurrences(window=2)) == 1
    assert len(corpus.cooccurrences(window=3)) == 2


def test_cooccurrences_weigh_distance() -> None:
    near, far = Corpus(), Corpus()
    near.add("a", "Ada saw Zeta.", "Ada rose.", "Zeta rose.")
    far.add("a", "Ada came.", "Zeta slept.", "others spoke.", "Ada rose.", "Zeta rose.")
    for corpus in (near, far):
        corpus.add("b", *["Bob slept."] * 20)
    weights = [corpus.cooccurrences(window=1)[0].weight for corpus in (near, far)]
    assert weights[0] > weights[1] > 0.01


def test_cooccurrences_quote_both_sentences_of_a_window() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada came.", "Zeta went.")
    (edge,) = corpus.cooccurrences(window=1)
    assert edge.evidence[0].quote == "Ada came. Zeta went."
    assert edge.evidence[0].rule == "nearby sentences"


def test_cooccurrences_leave_lists_of_names_out() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada Bob Cid Dan Eve.")
    assert corpus.cooccurrences(most_names=4) == []


def test_cooccurrences_cap_evidence_but_not_the_counts() -> None:
    corpus = Corpus()
    for number in range(30):
        corpus.add(f"d{number:02}", "Ada met Zeta.", date=f"20{number:02}-01-01")
    (edge,) = corpus.cooccurrences(most_evidence=5)
    assert len(edge.evidence) == 5
    assert (edge.sentences, edge.documents) == (30, 30)
    assert (edge.first_date, edge.last_date) == ("2000-01-01", "2029-01-01")


def test_cooccurrences_do_not_link_a_frequent_name_to_all() -> None:
    corpus = Corpus()
    for number in range(20):
        corpus.add(f"d{number:02}", "Hub met Ada and Zeta.", "Hub met Bob and Cid.")
        corpus.add(f"e{number:02}", "Hub met Dan.", "Hub rested.")
    weights = {(e.source, e.target): e.weight for e in corpus.cooccurrences()}
    assert {("Ada", "Zeta"), ("Bob", "Cid"), ("Dan", "Hub")} <= set(weights)
    hub = [weight for ends, weight in weights.items() if "Hub" in ends]
    assert len(hub) < 4  # Dan's only link, and the one it meets most often
    assert max(hub) < weights["Ada", "Zeta"] / 10


def test_cooccurrences_carry_their_measures() -> None:
    corpus = Corpus()
    corpus.add("a", *["Ada met Zeta."] * 3, *["Bob slept."] * 6)
    (edge,) = corpus.cooccurrences()
    counts = Counts(*(np.array([3.0]) for _ in range(3)), 10)
    assert edge.npmi == round(npmi(counts)[0], 4) == 1
    assert edge.log_likelihood == round(log_likelihood(counts)[0], 4) > CRITICAL
    assert edge.drawn


def test_cooccurrences_tell_the_backbone_from_every_pair() -> None:
    corpus = Corpus()
    for number in range(20):
        corpus.add(f"d{number:02}", "Hub met Ada and Zeta.", "Hub met Bob and Cid.")
    drawn = corpus.cooccurrences()
    every = corpus.cooccurrences(every=True)
    assert {edge.id for edge in every if edge.drawn} == {edge.id for edge in drawn}
    assert [edge for edge in every if edge.drawn] == drawn
    assert sorted(ends(every)) == sorted(
        (one, "co_occurs_with", other)
        for one, other in [
            ("Ada", "Hub"),
            ("Ada", "Zeta"),
            ("Bob", "Cid"),
            ("Bob", "Hub"),
            ("Cid", "Hub"),
            ("Hub", "Zeta"),
        ]
    )
    assert len(drawn) < len(every)


def test_a_pair_may_be_both_related_and_cooccurring() -> None:
    corpus = Corpus()
    corpus.add("a", "Ada founded Zeta.")
    corpus.claim("a", 0, "founder_of")
    assert ends(corpus.relations() + corpus.cooccurrences()) == [
        ("Ada", "founder_of", "Zeta"),
        ("Ada", "co_occurs_with", "Zeta"),
    ]


NAMES = ("Ada", "Bob", "Cid", "Zeta")
SENTENCE = st.lists(st.sampled_from(NAMES), min_size=2, max_size=3).map(
    lambda names: " and ".join(names) + " spoke."
)
TEXTS = st.lists(st.lists(SENTENCE, min_size=1, max_size=4), min_size=1, max_size=5)


def corpus_of(texts: list[list[str]]) -> Corpus:
    corpus = Corpus()
    for number, sentences in enumerate(texts):
        corpus.add(f"d{number}", *sentences, date=f"20{number:02}" if number else "")
        for place in range(len(sentences)):
            corpus.claim(f"d{number}", place, "met" if place % 2 else "owner_of")
    return corpus


@settings(max_examples=6, deadline=None)
@given(TEXTS, st.integers(0, 2), st.randoms(use_true_random=False))
def test_order_of_documents_changes_nothing(
    texts: list[list[str]], window: int, chance: random.Random
) -> None:
    corpus = corpus_of(texts)
    expected = corpus.relations() + corpus.cooccurrences(window=window)
    names = list(corpus.documents)
    chance.shuffle(names)
    corpus.mentions = [mention for name in names for mention in corpus.of(name)]
    chance.shuffle(corpus.claims)
    corpus.documents = {name: corpus.documents[name] for name in names}
    assert corpus.relations() + corpus.cooccurrences(window=window) == expected


@settings(max_examples=6, deadline=None)
@given(TEXTS, st.integers(0, 2))
def test_every_quote_stands_in_its_document(
    texts: list[list[str]], window: int
) -> None:
    corpus = corpus_of(texts)
    for edge in corpus.relations() + corpus.cooccurrences(window=window):
        assert edge.weight > 0
        assert edge.source != edge.target
        for item in edge.evidence:
            text = corpus.documents[item.document].text
            assert text[item.start : item.end] == item.quote
            assert item.source_text in item.quote
            assert item.target_text in item.quote


def several() -> Corpus:
    return corpus_of([["Ada and Zeta spoke.", "Bob and Ada and Cid spoke."]] * 4)


def test_edges_are_the_same_under_another_hash_seed() -> None:
    code = (
        "from tests.test_edges import several\n"
        "c = several()\n"
        "print(c.relations() + c.cooccurrences(window=1))"
    )
    here = several()
    again = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert again.stdout.strip() == str(here.relations() + here.cooccurrences(window=1))


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is no signal there")
def test_ctrl_c_inside_a_query_is_no_error(tmp_path: Path) -> None:
    slow = (
        "SELECT count(*) FROM range(1000000) a, range(4000) b "
        "WHERE hash(a.range + b.range) % 7 = 1"
    )
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    # Whatever is started in the background of a shell ignores Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), Database(tmp_path, workers=1) as base:
            timer.start()
            base.table(slow)
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_while_rows_are_read_is_no_error(tmp_path: Path) -> None:
    def rows() -> Iterator[pa.RecordBatch]:
        raise KeyboardInterrupt
        yield

    read = pa.RecordBatchReader.from_batches(pa.schema([("a", pa.int64())]), rows())
    with pytest.raises(KeyboardInterrupt), Database(tmp_path) as base:
        base.add("added", read)


@pytest.mark.parametrize("kind", [duckdb.IOException, duckdb.OutOfMemoryException])
def test_a_full_disk_is_told_in_one_line(tmp_path: Path, kind: type[Exception]) -> None:
    with pytest.raises(RunError, match="no room") as raised, Database(tmp_path):
        raise kind("No space left\non device")
    assert len(str(raised.value).splitlines()) == 1


def test_edges_need_little_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = several().link()
    monkeypatch.setattr(database, "MEMORY", 30)
    assert several().link() == expected


def test_drawn_edges_are_told_before_their_sentences(tmp_path: Path) -> None:
    corpus = Corpus()
    for name, word in ("a", "Bob"), ("b", "Cyd"), ("c", "Bob"):
        corpus.add(name, f"Ann met {word} in May.", f"{word} and Ann left.")
        corpus.claim(name, 0, "met")
    told: list[tuple[pa.Table, bool]] = []

    def hear(tables: Iterable[pa.Table]) -> None:
        done = (tmp_path / "edges.parquet").exists()
        told.extend((table, done) for table in tables)

    links = corpus.links(tmp_path, told=hear)
    found = pa.concat_tables([table for table, _ in told])
    kept = pa.concat_tables(links.edges(found.column_names, drawn=True))
    assert found.to_pylist() == kept.to_pylist()
    assert len(found) > 3
    assert not any(done for _, done in told)


def test_links_give_as_many_sentences_as_are_asked_for(tmp_path: Path) -> None:
    corpus = Corpus()
    corpus.add("a", "Ada saw Bo.", "Bo saw Ada.", "Ada and Bo met.")
    links = corpus.links(tmp_path)
    (edge,) = (row for table in links.edges() for row in table.to_pylist())
    for most in (1, 2, 9):
        (found,) = links.sentences({edge["edge_id"]}, most).values()
        assert len(found) == min(most, 3)
    assert links.sentences({"another"}, 9) == {}


def test_the_database_may_hold_more_for_many_mentions(tmp_path: Path) -> None:
    with Database(tmp_path) as base:
        held = []
        for mentions in (0, 1_000_000, 3_000_000):
            base.allow(mentions)
            limit = base.table("SELECT current_setting('memory_limit') AS held")
            held.append(limit["held"][0].as_py())
    assert held[0] == held[1] != held[2]


def test_a_sentence_is_unwieldy_if_it_is_short_or_long(tmp_path: Path) -> None:
    lengths = (39, 40, 300, 301, 600, 601)
    columns = ", ".join(f"{unwieldy(str(n))} AS n{n}" for n in lengths)
    with Database(tmp_path) as base:
        (found,) = base.table(f"SELECT {columns}").to_pylist()
    assert list(found.values()) == [1, 0, 0, 1, 1, 2]
