"""Gold files read, and scores counted."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from typer.testing import CliRunner

from kg import cli
from kg.errors import CorpusError, DataError
from kg.evaluate import evaluate, findings, trees
from kg.evaluate.articles import read_articles
from kg.evaluate.columns import joined, read_columns, spans_of
from kg.evaluate.conllu import read_trees
from kg.evaluate.gold import Article, Fact, Group, Name
from kg.evaluate.measure import gold_files
from kg.evaluate.scoring import EDGES, Score, Tally, b_cubed, mean, pairwise, trimmed
from kg.records import Claim, Entity, Mention, Resolution

ROOT = Path(__file__).parent.parent


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def line(**keys: object) -> str:
    return json.dumps({"text": "Ann Lee runs Acme. Lee sold it.", **keys}) + "\n"


def mention(
    text: str, part: str, kind: str, *, nth: int = 0, form: str = "name"
) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return Mention("1", start, start + len(part), part, kind, 0, len(text), form=form)


def found(
    mentions: Sequence[Mention], who: Sequence[str], claims: Sequence[Claim] = ()
) -> findings.Found:
    """Make what a pipeline found, each mention with the name of its entity."""
    entities = tuple(
        Entity(name, "person", name, ((name, 1),), 1, 1) for name in dict.fromkeys(who)
    )
    keys = [(one.document, one.start) for one in mentions]
    resolution = Resolution(entities, dict(zip(keys, who, strict=True)))
    return findings.Found(mentions, claims, resolution)


# ------------------------------------------------------------------ scoring


def test_score_counts_precision_recall_and_f1() -> None:
    score = Score.counted(2, 4, 8)
    assert (score.precision, score.recall) == (0.5, 0.25)
    assert score.f1 == pytest.approx(1 / 3)


def test_score_of_nothing_is_nought() -> None:
    assert Score.counted(0, 0, 0).f1 == 0


def test_tally_adds_up_its_rows() -> None:
    tally = Tally()
    tally.compare({(0, 3, "a"), (5, 9, "b")}, {(0, 3, "a"), (5, 9, "a")})
    table = tally.table()
    assert table["a"] == Score.counted(1, 2, 1)
    assert table["b"] == Score.counted(0, 0, 1)
    assert table["all"] == Score.counted(1, 2, 2)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("the Acme Group", "Acme Group"),
        ("Acme's", "Acme"),
        ("Acme 's", "Acme"),
        ('" Acme "', "Acme"),
        ("The", "The"),
        ("Theo Lee", "Theo Lee"),
    ],
)
def test_trimmed_cuts_only_edges_that_are_no_error(text: str, core: str) -> None:
    start, end = trimmed(text, 0, len(text), is_edge=EDGES.__contains__)
    assert text[start:end] == core


@given(st.text("the Acm's\"’ ", min_size=1, max_size=30), st.data())
def test_trimmed_stays_inside_and_keeps_something(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    left, right = trimmed(text, start, end, is_edge=EDGES.__contains__)
    assert start <= left < right <= end
    assert trimmed(text, left, right, is_edge=EDGES.__contains__) == (left, right)


GOLD = {("a", 0, 1): "x", ("a", 2, 3): "x", ("b", 0, 1): "x", ("b", 2, 3): "y"}


def test_pairwise_counts_links_within_documents() -> None:
    system = GOLD | {("b", 2, 3): "x"}
    assert pairwise(GOLD, system, across=False) == Score.counted(1, 2, 1)


def test_pairwise_counts_links_across_documents() -> None:
    system = GOLD | {("a", 2, 3): "z"}
    assert pairwise(GOLD, system, across=True) == Score.counted(1, 1, 2)


def test_b_cubed_averages_over_names() -> None:
    system = dict.fromkeys(GOLD, "one")
    score = b_cubed(GOLD, system)
    assert score.precision == pytest.approx((3 * 3 / 4 + 1 / 4) / 4)
    assert score.recall == 1


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("ab"), st.integers(0, 9), st.just(0)),
        st.sampled_from("xyz"),
    )
)
def test_b_cubed_and_pairwise_are_full_for_the_gold_itself(
    gold: dict[tuple[str, int, int], str],
) -> None:
    scores = [b_cubed(gold, gold)]
    scores += [pairwise(gold, gold, across=across) for across in (True, False)]
    assert all(score.f1 == pytest.approx(1) for score in scores if score.gold)


def test_mean_averages_f1_and_passes_over_what_has_no_gold() -> None:
    tables = [{"a": Score.counted(1, 2, 2)}, {"a": Score.counted(2, 2, 2)}]
    averaged = mean([*tables, {"a": Score.counted(0, 5, 0)}])["a"]
    assert (averaged.f1, averaged.gold) == (0.75, 4)


# ------------------------------------------------------------------ columns

COLUMNS = """-DOCSTART- -X- O O

Ms. NNP B-PER
Roe NNP I-PER
runs VBZ O
Acme NNP B-ORG
. . O
"""


def test_columns_read_tokens_and_last_column(tmp_path: Path) -> None:
    gold = read_columns(write(tmp_path, "a.conll", COLUMNS))
    assert [a.text for a in gold.articles] == ["Ms. Roe runs Acme."]
    names = gold.articles[0].names or ()
    told = [(gold.articles[0].text[n.start : n.end], n.kind) for n in names]
    assert told == [("Ms. Roe", "person"), ("Acme", "organisation")]


def test_columns_without_documents_make_a_text_of_each_sentence(tmp_path: Path) -> None:
    path = write(tmp_path, "a.iob", "Acme\tB-ORG\nfell\tO\n\nIt\tO\nrose\tO\n")
    assert [a.text for a in read_columns(path).articles] == ["Acme fell", "It rose"]


def test_columns_with_documents_make_a_text_of_each_document(tmp_path: Path) -> None:
    sentence = "Acme\tB-ORG\nfell\tO\n\n"
    text = f"-DOCSTART-\tO\n\n{sentence}{sentence}-DOCSTART-\tO\n\n{sentence}"
    articles = read_columns(write(tmp_path, "a.iob", text)).articles
    assert [a.text for a in articles] == ["Acme fell\n\nAcme fell", "Acme fell"]


def test_columns_pass_over_comments(tmp_path: Path) -> None:
    path = write(tmp_path, "a.iob", "# sent_id = 1\nAcme\tB-ORG\n#\tO\n")
    assert read_columns(path).articles[0].text == "Acme #"


def test_columns_count_labels_of_no_kind(tmp_path: Path) -> None:
    path = write(tmp_path, "a.iob", "Tide\tB-MISC\nNight\tI-MISC\nMay\tB-DATE\n")
    assert read_columns(path).unscored == (("DATE", 1), ("MISC", 1))


def test_columns_name_the_faulty_line(tmp_path: Path) -> None:
    path = write(tmp_path, "a.iob", "Acme\tB-ORG\nfell\n")
    with pytest.raises(DataError, match=r"a\.iob, line 2: 'fell' is not a token"):
        read_columns(path)


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("B-A I-A O B-A", [(0, 1, "A"), (3, 3, "A")]),
        ("B-A B-A", [(0, 0, "A"), (1, 1, "A")]),
        ("I-A I-B", [(0, 0, "A"), (1, 1, "B")]),
        ("S-A B-A I-A E-A E-A", [(0, 0, "A"), (1, 3, "A"), (4, 4, "A")]),
        ("U-A B-A L-A", [(0, 0, "A"), (1, 2, "A")]),
        ("B-A S-A U-A", [(0, 0, "A"), (1, 1, "A"), (2, 2, "A")]),
    ],
)
def test_spans_read_every_scheme(
    labels: str, spans: list[tuple[int, int, str]]
) -> None:
    assert list(spans_of(labels.split())) == spans


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("Roe 's firm , Acme ( AC ) .", "Roe's firm, Acme (AC)."),
        ('" Go , " he did n\'t say', '"Go," he didn\'t say'),
        ("`` Go '' -LRB- $ 5 -RRB-", '"Go" ($5)'),
    ],
)
def test_joined_writes_blanks_as_english_does(tokens: str, text: str) -> None:
    assert joined(tokens.split())[0] == text


@given(st.lists(st.text("aB\"'.,()", min_size=1, max_size=4)))
def test_joined_tells_where_each_token_stands(tokens: list[str]) -> None:
    text, spans = joined(tokens)
    written = ['"' if token in ("''", "``") else token for token in tokens]
    assert [text[a:b] for a, b in spans] == written


# ------------------------------------------------------------------ articles


def test_articles_find_the_next_place_of_a_name(tmp_path: Path) -> None:
    names = [{"text": "Ann Lee", "kind": "person"}, {"text": "Lee", "kind": "person"}]
    article = read_articles(write(tmp_path, "a.jsonl", line(names=names))).articles[0]
    assert article.names == (Name(0, 7, "person"), Name(19, 22, "person"))


def test_articles_take_offsets(tmp_path: Path) -> None:
    names = [{"start": 13, "end": 17, "kind": "organisation"}]
    article = read_articles(write(tmp_path, "a.jsonl", line(names=names))).articles[0]
    assert article.names == (Name(13, 17, "organisation"),)


def test_articles_keep_apart_what_is_empty_and_what_is_not_marked(
    tmp_path: Path,
) -> None:
    article = read_articles(write(tmp_path, "a.jsonl", line(names=[]))).articles[0]
    assert (article.names, article.facts) == ((), None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "not valid JSON"),
        ("[]", "valid dictionary"),
        ('{"id": "a"}', "text: Field required"),
        (line(name=[]), "name: no such key"),
        (line(names=[{"kind": "person"}]), "start and end, or its text"),
        (line(names=[{"text": "Roe", "kind": "person"}]), "no 'Roe' behind"),
        (line(names=[{"text": "Le", "kind": "person"}]), "no 'Le' behind"),
        (line(names=[{"text": "Lee", "kind": "firm"}]), r"names\.0\.kind"),
        (line(names=[{"start": 2, "end": 99, "kind": "person"}]), "from 2 to 99"),
        (
            line(names=[{"start": 0, "end": 3, "text": "Lee", "kind": "person"}]),
            "stands 'Ann', not 'Lee'",
        ),
        (line(entities=[["Lee"], ["Ann", "Lee"]]), "'Lee' is in two"),
        (
            line(relations=[{"subject": "a", "relation": "likes", "object": "b"}]),
            "no such relation: 'likes'",
        ),
        ('{"text": "\\ud800"}', "text: "),
        ("[" * 100_000, "recursion"),
    ],
)
def test_articles_name_the_fault_and_its_line(
    tmp_path: Path, text: str, fault: str
) -> None:
    path = write(tmp_path, "a.jsonl", f"{line(id='good')}{text}\n")
    with pytest.raises(DataError, match=rf"a\.jsonl, line 2: .*{fault}") as error:
        read_articles(path)
    assert "\n" not in str(error.value)


def test_articles_want_ids_that_differ(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", line(id="x") * 2)
    with pytest.raises(DataError, match="line 2: a second article 'x'"):
        read_articles(path)


def test_files_that_are_no_text_are_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="line 1: not UTF-8"):
        read_articles(tmp_path / "a.jsonl")


def test_articles_can_be_written_as_the_docs_show(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    shown = json.loads(page.split("```json\n")[1].split("```")[0])
    article = read_articles(write(tmp_path, "a.jsonl", json.dumps(shown))).articles[0]
    assert len(article.names or ()) == len(shown["names"])
    assert len(article.facts or ()) == len(shown["relations"])


# ------------------------------------------------------------------ names

TEXT = "Ms. Ann Lee runs the Acme Group. Lee lauded Tide Night."


def test_names_take_no_offence_at_edges() -> None:
    article = Article(
        "1", TEXT, names=(Name(0, 11, "person"), Name(21, 31, "organisation"))
    )
    got = [
        mention(TEXT, "Ann Lee", "person"),
        mention(TEXT, "the Acme Group", "organisation"),
    ]
    table, _ = findings.name_scores([article], found(got, ["a", "b"]))
    assert table["all"] == Score.counted(2, 2, 2)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Acme.", "organisation", "Acme"),
        (".", "organisation", "."),
        ("the Acme’s", "organisation", "Acme"),
        ("Chief Minister Ann Lee", "person", "Ann Lee"),
        ("Chief Minister Ann Lee", "organisation", "Chief Minister Ann Lee"),
    ],
)
def test_core_is_a_name_without_what_is_no_error_at_its_edges(
    text: str, kind: str, expected: str
) -> None:
    start, end = findings.core(text, 0, len(text), kind)
    assert text[start:end] == expected


def test_names_count_a_wrong_kind_as_wrong() -> None:
    article = Article(
        "1", TEXT, names=(Name(4, 11, "person"), Name(21, 31, "organisation"))
    )
    got = [mention(TEXT, "Ann Lee", "organisation")]
    table, _ = findings.name_scores([article], found(got, ["a"]))
    assert table["person"] == Score.counted(0, 0, 1)
    assert table["organisation"] == Score.counted(0, 1, 1)


def test_names_over_a_name_of_no_kind_are_neither_right_nor_wrong() -> None:
    article = Article("1", TEXT, names=(Name(4, 11, "person"), Name(44, 54, "")))
    got = [mention(TEXT, "Ann Lee", "person"), mention(TEXT, "Tide", "person")]
    table, _ = findings.name_scores([article], found(got, ["a", "b"]))
    assert table["person"] == Score.counted(1, 1, 1)


def test_names_of_kinds_that_nobody_marked_are_not_scored() -> None:
    article = Article("1", TEXT, names=(Name(4, 11, "person"),))
    got = [
        mention(TEXT, "Ann Lee", "person"),
        mention(TEXT, "Tide Night", "initiative"),
    ]
    table, notes = findings.name_scores([article], found(got, ["a", "b"]))
    assert list(table) == ["person", "all"]
    assert notes == ["not scored, as none is marked: organisation, initiative, place"]


def test_names_leave_pronouns_aside() -> None:
    article = Article("1", "Ann left. She won.", names=(Name(0, 3, "person"),))
    got = [
        mention(article.text, "Ann", "person"),
        mention(article.text, "She", "person", form="pronoun"),
    ]
    table, _ = findings.name_scores([article], found(got, ["a", "a"]))
    assert table["person"].found == 1


# ------------------------------------------------------------------ who is who

LEES = "Ann Lee met Bo Lee. Ann won."


def test_identity_scores_links_between_the_names_found() -> None:
    article = Article("1", LEES, groups=(Group(("Ann Lee", "Ann")), Group(("Bo Lee",))))
    got = [mention(LEES, "Ann Lee", "person"), mention(LEES, "Ann", "person", nth=1)]
    table, notes = findings.identity_scores([article], found(got, ["a", "a"]))
    assert table["links within documents"] == Score.counted(1, 1, 1)
    assert notes == ["who is who is judged on the 2 of 3 names that were found"]


def test_identity_is_judged_across_documents_only_by_labels() -> None:
    def article(name: str, label: str) -> Article:
        return Article(name, "Ann won.", groups=(Group(("Ann",), label),))

    def links(label: str) -> Score:
        got = [Mention(name, 0, 3, "Ann", "person", 0, 8) for name in "12"]
        both = [article(name, label) for name in "12"]
        table, _ = findings.identity_scores(both, found(got, ["a", "a"]))
        return table["links across documents"]

    assert links("ann") == Score.counted(1, 1, 1)
    assert links("") == Score.counted(0, 0, 0)


# ------------------------------------------------------------------ relations

BETWEEN = "Ann runs Acme."
ENDS = [mention(BETWEEN, "Ann", "person"), mention(BETWEEN, "Acme", "organisation")]


def claim(relation: str, status: str = "asserted", *, turned: bool = False) -> Claim:
    ends = (9, 0) if turned else (0, 9)
    return Claim("1", *ends, relation, relation, "r", status, 0, 14)


def relations(facts: Sequence[Fact], claims: Sequence[Claim]) -> dict[str, Score]:
    article = Article("1", BETWEEN, facts=tuple(facts))
    return findings.relation_scores([article], found(ENDS, ["Ann", "Acme"], claims))


def test_relations_match_by_name_and_status() -> None:
    table = relations([Fact("the Acme", "sued", "Ann")], [claim("sued", turned=True)])
    assert table["sued"] == Score.counted(1, 1, 1)


def test_relations_of_another_status_are_wrong_but_for_one_row() -> None:
    table = relations([Fact("Ann", "sued", "Acme", "negated")], [claim("sued")])
    assert table["all"] == Score.counted(0, 1, 1)
    assert table[findings.ASIDE] == Score.counted(1, 1, 1)


def test_relations_the_wrong_way_round_are_wrong() -> None:
    table = relations([Fact("Acme", "sued", "Ann")], [claim("sued")])
    assert table["sued"] == Score.counted(0, 1, 1)


def test_relations_without_direction_match_either_way() -> None:
    table = relations([Fact("Acme", "met", "Ann")], [claim("met")])
    assert table["met"] == Score.counted(1, 1, 1)


def test_relations_of_two_entities_of_one_name_are_right_once() -> None:
    text = "Ann runs Acme. Acme owns Acme."
    ends = [mention(text, "Ann", "person")]
    ends += [mention(text, "Acme", "organisation", nth=nth) for nth in (0, 1)]
    claims = [
        Claim("1", 0, item.start, "sued", "sued", "r", "asserted", 0, 14)
        for item in ends[1:]
    ]
    article = Article("1", text, facts=(Fact("Ann", "sued", "Acme"),))
    got = found(ends, ["Ann", "one", "two"], claims)
    ann, *others = got.resolution.entities
    entities = (ann, *(replace(other, name="Acme") for other in others))
    got = replace(got, resolution=replace(got.resolution, entities=entities))
    table = findings.relation_scores([article], got)
    assert table["sued"] == Score.counted(1, 2, 1)


def test_relations_said_twice_count_once() -> None:
    claims = [claim("met"), claim("met", turned=True)]
    assert relations([Fact("Ann", "met", "Acme")], claims)["met"].found == 1


def test_a_parent_is_matched_by_a_child() -> None:
    table = relations(
        [Fact("Ann", "parent_of", "Acme")], [claim("child_of", turned=True)]
    )
    assert table["child_of"] == Score.counted(1, 1, 1)


def test_open_relations_count_only_where_some_are_marked() -> None:
    assert relations([], [claim("stated")])["all"].found == 0
    assert relations([Fact("Ann", "stated", "Acme")], [claim("stated")])["all"].f1 == 1


def test_articles_without_relations_are_not_scored_for_them() -> None:
    article = Article("1", BETWEEN)
    got = found(ENDS, ["Ann", "Acme"], [claim("met")])
    assert findings.relation_scores([article], got) == {}


# ------------------------------------------------------------------ trees


def row(*cells: object) -> str:
    return "\t".join(map(str, cells))


TREE = "\n".join(
    (
        "# newdoc id = d1",
        "# text = Ann can't wait.",
        row(1, "Ann", "Ann", "PROPN", "NNP", "_", 4, "nsubj", "_", "_"),
        row("2-3", "can't", *"______", "_", "_"),
        row(2, "ca", "can", "AUX", "MD", "_", 4, "aux", "_", "_"),
        row(3, "n't", "not", "PART", "RB", "_", 4, "advmod", "_", "_"),
        row(4, "wait", "wait", "VERB", "VB", "_", 0, "root", "_", "SpaceAfter=No"),
        row(5, ".", ".", "PUNCT", ".", "_", 4, "punct", "_", "_"),
        "",
        "# text = Go.",
        row(1, "Go", "go", "VERB", "VB", "_", 0, "root", "_", "SpaceAfter=No"),
        row("1.1", "x", *"______", "_", "_"),
        row(2, ".", ".", "PUNCT", ".", "_", 1, "punct", "_", "_"),
        "",
    )
)


def test_conllu_writes_the_text_of_its_words(tmp_path: Path) -> None:
    gold = read_trees(write(tmp_path, "a.conllu", TREE))
    (paragraph,) = gold.paragraphs
    assert (paragraph.document, paragraph.text) == ("d1", "Ann can't wait. Go.")
    words = [word for sentence in paragraph.sentences for word in sentence]
    assert all(paragraph.text[w.start : w.end] == w.form for w in words)
    assert [word.head for word in words] == [3, 3, 3, -1, 3, -1, 0]
    assert gold.raw


def test_conllu_words_that_are_no_parts_of_their_token_stand_for_all_of_it(
    tmp_path: Path,
) -> None:
    text = TREE.replace("\tca\t", "\tcan\t").replace("\tn't\t", "\tnot\t")
    words = read_trees(write(tmp_path, "a.conllu", text)).paragraphs[0].sentences[0]
    assert [(w.start, w.end) for w in words][1:4] == [(4, 7), (4, 9), (10, 14)]


def test_conllu_without_text_is_not_raw(tmp_path: Path) -> None:
    path = write(tmp_path, "a.conllu", TREE.replace("# text = Go.", "# go"))
    assert not read_trees(path).raw


def test_conllu_begins_a_text_with_each_paragraph(tmp_path: Path) -> None:
    text = TREE.replace("# text = Go.", "# newpar\n# text = Go.")
    paragraphs = read_trees(write(tmp_path, "a.conllu", text)).paragraphs
    assert [p.text for p in paragraphs] == ["Ann can't wait.", "Go."]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("\tPROPN\t", " PROPN ", "line 3: 8 columns"),
        ("\t4\tnsubj", "\t9\tnsubj", "line 3: '9' is no head"),
        ("\t4\tnsubj", "\t1\tnsubj", "line 3: '1' is no head"),
        ("\t4\tnsubj", "\t_\tnsubj", "line 3: '_' is no head"),
        ("2-3\t", "2-x\t", "line 4: '2-x' is no range"),
        ("3\tn't", "7\tn't", "line 6: word 7 is out of order"),
    ],
)
def test_conllu_names_the_faulty_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    path = write(tmp_path, "a.conllu", TREE.replace(old, new, 1))
    with pytest.raises(DataError, match=rf"a\.conllu, {fault}"):
        read_trees(path)


@Language.component("test_evaluate_tree")
def _tree(doc: Doc) -> Doc:
    """Hang every word on the last but one, as its `obj`, in one sentence."""
    words = [token.text for token in doc]
    top = max(0, len(words) - 2)
    for at, token in enumerate(doc):
        token.head = doc[top]
        token.dep_ = "ROOT" if at == top else "obj:x"
        token.pos_ = "PUNCT" if token.text == "." else "VERB"
        token.lemma_ = token.text
    return doc


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("test_evaluate_tree")
    return made


def test_trees_are_scored_over_gold_tokens(tmp_path: Path, nlp: Language) -> None:
    text = TREE.replace("\tnsubj\t", "\tobj\t").replace("\t0\troot", "\t0\tROOT:y")
    (paragraph,) = read_trees(write(tmp_path, "a.conllu", text)).paragraphs
    table = trees.tree_scores(nlp, paragraph.sentences)
    told = {row: (score.f1, score.gold) for row, score in table.items()}
    assert told["UAS"] == (1, 5)
    assert told["LAS"] == (pytest.approx(3 / 5), 5)
    assert told["UPOS"] == (pytest.approx(4 / 7), 7)
    assert told["lemma"] == (pytest.approx(5 / 7), 7)


def test_sentence_ends_are_scored_on_raw_text(tmp_path: Path, nlp: Language) -> None:
    paragraphs = read_trees(write(tmp_path, "a.conllu", TREE)).paragraphs
    table = trees.raw_scores(nlp, paragraphs)
    assert table[trees.SENTENCES] == Score.counted(1, 1, 2)
    assert table[trees.ARCS].gold == 5


# ------------------------------------------------------------------ all of it


def test_folders_are_searched_and_other_files_passed_over(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "note.md").write_text("x")
    write(tmp_path, ".hidden.iob", "x")
    inside = write(tmp_path / "sub", "a.iob", "Acme\tB-ORG\n")
    assert gold_files([tmp_path, inside]) == [inside]


@pytest.mark.parametrize("name", ["nowhere", "a.txt", "empty"])
def test_places_without_gold_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match=name):
        gold_files([tmp_path / name])


@pytest.mark.model
def test_evaluate_scores_own_files_with_the_shipped_pipeline(tmp_path: Path) -> None:
    write(
        tmp_path, "a.iob", "Helena\tB-PER\nBrandt\tI-PER\nfounded\tO\nNorvik\tB-ORG\n"
    )
    text = "Helena Brandt founded Norvik Shipping. Brandt still owns Norvik Shipping."
    fact = {"subject": "Helena Brandt", "object": "Norvik Shipping"}
    keys = {
        "text": text,
        "names": [{"text": "Helena Brandt", "kind": "person"}],
        "entities": {"brandt": ["Helena Brandt", "Brandt"]},
        "relations": [fact | {"relation": "founder_of"}],
    }
    write(tmp_path, "b.jsonl", json.dumps(keys))
    write(tmp_path, "c.conllu", TREE)
    steps: list[tuple[int, int]] = []
    done = evaluate([tmp_path], progress=lambda *step: steps.append(step))
    titles = [list(report.tables) for report in done.reports]
    assert titles == [
        ["names"],
        ["names", "who is who", "relations"],
        ["trees", "raw text"],
    ]
    assert done.reports[1].tables["relations"]["founder_of"].recall == 1
    assert done.means["names"]["person"].gold == 2
    assert steps == [(n, 5) for n in range(1, 6)]


@pytest.mark.model
def test_the_examples_can_be_measured() -> None:
    done = evaluate([ROOT / "benchmarks" / "gold"])
    assert list(done.means) == ["names", "who is who", "relations"]
    assert done.means["names"]["person"].f1 > 0.8


def test_the_command_shows_tables_and_writes_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language
) -> None:
    write(tmp_path, "[bold]a.conllu", TREE)
    monkeypatch.setattr("kg.annotate.load_pipeline", lambda model: nlp)
    target = tmp_path / "figures.json"
    result = CliRunner().invoke(cli.app, ["eval", str(tmp_path), "--json", str(target)])
    assert result.exit_code == 0, result.output
    assert "[bold]a.conllu: 2 texts" in result.output
    written = json.loads(target.read_text(encoding="utf-8"))
    assert written["reports"][0]["tables"]["trees"]["UAS"]["gold"] == 5
