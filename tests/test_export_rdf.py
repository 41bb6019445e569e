"""RDF as rdflib reads it: what is asserted, what is only said, and where."""

import sys
from pathlib import Path

import pytest
from graphs import Edge, assemble
from hostile import EVIDENCE, GRAPH
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.export import write_turtle
from kg.export.rows import clean_text, cleaned, cleaned_quotes, one_line
from kg.records import Entity, Evidence

rdflib = pytest.importorskip("rdflib", reason="needs the extra kg[rdf]")

from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, Graph, Literal, URIRef  # noqa: E402

from kg.export import rdf  # noqa: E402
from kg.export.rdf import DOCUMENT, ENTITY, KG, RELATION, STATEMENT, WIKIDATA  # noqa: E402

PLAIN = cleaned(GRAPH)


def parsed(path: Path) -> Graph:
    return Graph().parse(path, format="turtle")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("rdf") / "graph.ttl"
    write_turtle(GRAPH, EVIDENCE, path)
    return parsed(path)


def one(
    tmp_path: Path,
    relation: str = "founder_of",
    label: str = "founder of",
    *,
    status: str = "asserted",
    directed: bool = True,
    dates: tuple[str, ...] = ("2020-05-17",),
) -> Graph:
    """Return the RDF of a graph of one edge, from a to b."""
    items = tuple(Evidence("d.txt", 4, 9, "Yes.", "r", status, date) for date in dates)
    entities = [
        Entity("a", "person", "Ada", (("Ada", 2), ("A. B.", 1)), 3, 1),
        Entity("b", "organisation", "Bolt", (("Bolt", 1),), 1, 1),
        Entity("c", "initiative", "Clean Seas", (("Clean Seas", 1),), 1, 1),
    ]
    edge = Edge("e", "a", "b", relation, label, directed, status, 1.0, items)
    write_turtle(assemble(entities, [edge]), {"e": items}, tmp_path / "graph.ttl")
    return parsed(tmp_path / "graph.ttl")


def between(graph: Graph) -> set[tuple[str, str, str]]:
    """Return the plain triples between entities."""
    return {
        (str(s)[len(ENTITY) :], str(p), str(o)[len(ENTITY) :])
        for s, p, o in graph
        if str(s).startswith(str(ENTITY)) and str(o).startswith(str(ENTITY))
    }


def test_entities_have_kinds_and_names(tmp_path: Path) -> None:
    graph = one(tmp_path)
    assert (ENTITY.a, RDF.type, rdflib.SDO.Person) in graph
    assert (ENTITY.b, RDF.type, rdflib.SDO.Organization) in graph
    assert (ENTITY.c, RDF.type, rdflib.SDO.Thing) in graph
    assert graph.value(ENTITY.c, KG.entity_type) == Literal("initiative")
    assert graph.value(ENTITY.a, RDFS.label) == Literal("Ada")
    assert set(graph.objects(ENTITY.a, SKOS.altLabel)) == {Literal("A. B.")}


def test_what_is_asserted_is_a_triple_and_a_property_of_wikidata(
    tmp_path: Path,
) -> None:
    assert between(one(tmp_path)) == {
        ("a", str(RELATION.founder_of), "b"),
        ("b", str(WIKIDATA.P112), "a"),
    }


def test_what_points_as_in_wikidata_is_not_turned(tmp_path: Path) -> None:
    assert between(one(tmp_path, "educated_at", "educated at")) == {
        ("a", str(RELATION.educated_at), "b"),
        ("a", str(WIKIDATA.P69), "b"),
    }


def test_what_is_undirected_holds_both_ways(tmp_path: Path) -> None:
    graph = one(tmp_path, "spouse_of", "married to", directed=False)
    assert between(graph) == {
        (s, str(p), o)
        for s, o in (("a", "b"), ("b", "a"))
        for p in (RELATION.spouse_of, WIKIDATA.P26)
    }


@pytest.mark.parametrize("status", ["negated", "possible"])
def test_what_is_denied_or_possible_is_no_triple(tmp_path: Path, status: str) -> None:
    graph = one(tmp_path, status=status)
    assert not between(graph)
    assert graph.value(STATEMENT.e, KG.status) == Literal(status)
    assert graph.value(STATEMENT.e, RDF.predicate) == RELATION.founder_of


@pytest.mark.parametrize(
    ("relation", "label"),
    [
        ("chief_executive_of", "former chief executive of"),
        ("chief_executive_of", "ex-president of"),
        ("employee_of", "formerly worked for"),
        ("chair_of", "vice chair of"),
        ("holds_role_at", "head of"),
        ("stated", "sued"),
    ],
)
def test_what_says_less_than_its_relation_has_a_predicate_of_its_own(
    tmp_path: Path, relation: str, label: str
) -> None:
    graph = one(tmp_path, relation, label)
    ((_, predicate, _),) = between(graph)
    assert predicate not in (str(RELATION[relation]), "")
    assert graph.value(URIRef(predicate), RDFS.label) == Literal(label)
    assert graph.value(URIRef(predicate), KG.variant_of) == RELATION[relation]


def test_another_word_for_the_relation_is_the_relation(tmp_path: Path) -> None:
    assert len(between(one(tmp_path, "founder_of", "co-founder of"))) == 2


def test_a_relation_outside_the_vocabulary_has_no_property(tmp_path: Path) -> None:
    graph = one(tmp_path, "knows by sight", "knows by sight")
    assert between(graph) == {("a", f"{RELATION}knows%20by%20sight", "b")}


def test_statements_tell_sentence_document_and_place(tmp_path: Path) -> None:
    graph = one(tmp_path)
    assert (STATEMENT.e, RDF.type, RDF.Statement) in graph
    assert graph.value(STATEMENT.e, RDF.subject) == ENTITY.a
    assert graph.value(STATEMENT.e, RDF.object) == ENTITY.b
    quotation = graph.value(STATEMENT.e, PROV.wasDerivedFrom)
    assert graph.value(quotation, PROV.value) == Literal("Yes.")
    assert graph.value(quotation, KG.start) == Literal(4)
    assert graph.value(quotation, KG.end) == Literal(9)
    document = graph.value(quotation, PROV.wasQuotedFrom)
    assert document == DOCUMENT["d.txt"]
    assert graph.value(document, DCTERMS.identifier) == Literal("d.txt")


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("2020", rdflib.XSD.gYear),
        ("2020-05", rdflib.XSD.gYearMonth),
        ("2020-05-17", rdflib.XSD.date),
        ("2020-13", None),
        ("soon", None),
    ],
)
def test_dates_have_the_type_of_their_precision(
    tmp_path: Path, date: str, kind: URIRef | None
) -> None:
    found = one(tmp_path, dates=(date,)).value(STATEMENT.e, KG.first_date)
    assert isinstance(found, Literal)
    assert (str(found), found.datatype) == (date, kind)


def test_what_has_no_date_says_none(tmp_path: Path) -> None:
    assert one(tmp_path, dates=("",)).value(STATEMENT.e, KG.first_date) is None


def test_hostile_names_come_back(hostile: Graph) -> None:
    for node, data in PLAIN.nodes(data=True):
        entity = rdf._iri(ENTITY, node)
        assert list(hostile.objects(entity, RDFS.label)) == [Literal(data["label"])]


def test_hostile_sentences_come_back(hostile: Graph) -> None:
    quotes = cleaned_quotes(GRAPH, EVIDENCE)
    expected = sorted(str(item["quote"]) for items in quotes.values() for item in items)
    assert sorted(map(str, hostile.objects(None, PROV.value))) == expected


def test_hostile_statements_are_all_there(hostile: Graph) -> None:
    statements = list(hostile.subjects(RDF.type, RDF.Statement))
    assert len(statements) == PLAIN.number_of_edges()
    expected = sorted(data for _, _, data in PLAIN.edges(data="weight"))
    assert sorted(float(str(o)) for o in hostile.objects(None, KG.weight)) == expected


def test_without_rdflib_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    monkeypatch.delitem(sys.modules, "kg.export.rdf", raising=False)
    monkeypatch.delattr("kg.export.rdf", raising=False)
    with pytest.raises(KgError, match=r"pip install 'kg\[rdf\]'") as raised:
        write_turtle(GRAPH, EVIDENCE, tmp_path / "graph.ttl")
    assert len(str(raised.value).splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_the_question_of_the_docs_is_answered(tmp_path: Path) -> None:
    docs = Path(__file__).parent.parent / "docs" / "outputs.md"
    text = docs.read_text(encoding="utf-8")
    question = text.split("```sparql\n")[1].split("```")[0]
    rows = [tuple(map(str, row)) for row in one(tmp_path).query(question)]
    assert rows == [("Ada", "Bolt", "Yes.")]


ANY = st.text(st.characters(codec=None, categories=None), max_size=30)


@settings(max_examples=60)
@given(ANY, ANY, ANY, ANY)
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    relation: str,
    quote: str,
    document: str,
) -> None:
    path = tmp_path_factory.mktemp("any") / "graph.ttl"
    item = Evidence(document, 0, 1, quote, name, "asserted", relation)
    entities = [Entity(key, name, name, ((name, 1),), 1, 1) for key in "ab"]
    edge = Edge("e", "a", "b", relation, name, True, "asserted", 1.0, (item,))
    write_turtle(assemble(entities, [edge]), {"e": (item,)}, path)
    graph = parsed(path)
    assert set(graph.objects(None, PROV.value)) == {Literal(clean_text(quote))}
    assert graph.value(ENTITY.a, RDFS.label) == Literal(one_line(name))
    assert len(between(graph)) == 1
