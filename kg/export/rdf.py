"""Write RDF in Turtle: what is asserted as triples, every claim with its sentences.

Every edge is an `rdf:Statement` with its status and provenance (PROV-O), which by
itself asserts nothing. Only an edge that is asserted is a plain triple as well, and
only with a predicate that says no more than the sentences do: what a "former chief
executive" was gets a predicate of its own, and no property of Wikidata. The subjects
are written one by one, rather than as one rdflib Graph, which would hold twenty
triples per edge in memory; rdflib makes and escapes the terms.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from rdflib import DCTERMS, PROV, RDF, RDFS, SDO, SKOS, XSD, Graph, Literal, Namespace
from rdflib.namespace import NamespaceManager
from rdflib.term import Identifier, URIRef

from kg.export.dates import days
from kg.export.rows import Quotes, cleaned, cleaned_quotes
from kg.names import word_list
from kg.records import ASSERTED, LABELLED, ORGANISATION, PERSON, PLACE

if TYPE_CHECKING:
    import networkx as nx

    Network: TypeAlias = "nx.MultiDiGraph[str]"

Triple: TypeAlias = tuple[URIRef, URIRef, Identifier]

KG = Namespace("urn:kg:")
ENTITY = Namespace("urn:kg:entity:")
RELATION = Namespace("urn:kg:relation:")
STATEMENT = Namespace("urn:kg:statement:")
QUOTATION = Namespace("urn:kg:quotation:")
DOCUMENT = Namespace("urn:kg:document:")
WIKIDATA = Namespace("http://www.wikidata.org/prop/direct/")

_PREFIXES = {
    "dcterms": DCTERMS,
    "kg": KG,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "relation": RELATION,
    "schema": SDO,
    "skos": SKOS,
    "wdt": WIKIDATA,
    "xsd": XSD,
}
_OURS = (str(ENTITY), str(STATEMENT), str(QUOTATION), str(DOCUMENT))
_KINDS = {PERSON: SDO.Person, ORGANISATION: SDO.Organization, PLACE: SDO.Place}


class _Names(NamespaceManager):
    """Shorten the names of vocabularies, once each.

    rdflib splits every name anew: minutes for some ten thousand edges.
    """

    def __init__(self) -> None:
        """Bind the prefixes."""
        super().__init__(Graph(), bind_namespaces="none")
        self._short: dict[str, str] = {}
        for prefix, namespace in _PREFIXES.items():
            self.bind(prefix, namespace)

    def normalizeUri(self, rdfTerm: str) -> str:
        """Return a name as Turtle, our own in full."""
        if str(rdfTerm).startswith(_OURS):  # rdflib's own takes no tuple
            return f"<{rdfTerm}>"
        if rdfTerm not in self._short:
            self._short[rdfTerm] = super().normalizeUri(rdfTerm)
        return self._short[rdfTerm]


def turtle(graph: "Network", evidence: Quotes) -> Iterator[str]:
    """Yield a graph as Turtle, piece by piece; the same graph gives the same text."""
    names = _Names()
    for prefix, namespace in _PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    for subject, triples in groupby(_triples(graph, evidence), lambda item: item[0]):
        pairs = " ;\n".join(
            f"    {predicate.n3(names)} {thing.n3(names)}"
            for _, predicate, thing in triples
        )
        yield f"\n{subject.n3(names)}\n{pairs} .\n"


def _triples(graph: "Network", evidence: Quotes) -> Iterator[Triple]:
    """Yield all triples, those of one subject one after another."""
    plain = cleaned(graph)
    vocabulary = word_list("relations")
    yield from _relations(plain, vocabulary)
    for node, data in plain.nodes(data=True):
        yield from _entity(_iri(ENTITY, node), data)
    quotes = cleaned_quotes(graph, evidence)
    for source, target, key, data in plain.edges(keys=True, data=True):
        ends = _iri(ENTITY, source), _iri(ENTITY, target)
        yield from _assertion(*ends, data, vocabulary)
        yield from _statement(*ends, key, data, len(quotes[key]))
        for number, item in enumerate(quotes[key], 1):
            yield from _quotation(_numbered(key, number), item)
    documents = {str(item["document"]) for items in quotes.values() for item in items}
    for name in sorted(documents):
        yield from _document(_iri(DOCUMENT, name), name)


def _relations(plain: "Network", vocabulary: Mapping[str, Any]) -> Iterator[Triple]:
    """Yield what the predicates mean that the graph uses."""
    used = {
        (data["relation"], data["label"] if _is_variant(data) else "")
        for _, _, data in plain.edges(data=True)
    }
    for relation in sorted({relation for relation, _ in used}):
        known = vocabulary.get(relation, {})
        term = _iri(RELATION, relation)
        yield term, RDF.type, RDF.Property
        yield term, RDFS.label, Literal(known.get("label", relation.replace("_", " ")))
        if known:
            yield term, RDFS.comment, Literal(known["definition"])
        if _wikidata(relation, vocabulary):
            property = _wikidata(relation, vocabulary).lstrip("-")
            yield term, RDFS.seeAlso, WIKIDATA[property]
    for relation, label in sorted(used):
        if label:
            term = _variant(relation, label)
            yield term, RDF.type, RDF.Property
            yield term, RDFS.label, Literal(label)
            yield term, KG.variant_of, _iri(RELATION, relation)


def _entity(entity: URIRef, data: Mapping[str, Any]) -> Iterator[Triple]:
    yield entity, RDF.type, _KINDS.get(data["entity_type"], SDO.Thing)
    yield entity, RDFS.label, Literal(data["label"])
    yield entity, SKOS.prefLabel, Literal(data["label"])
    names = dict.fromkeys(data["aliases"].split(" | "))
    for name in names:
        if name and name != data["label"]:
            yield entity, SKOS.altLabel, Literal(name)
    for name in ("entity_type", "mentions", "documents", "community"):
        yield entity, KG[name], Literal(data[name])


def _assertion(
    source: URIRef,
    target: URIRef,
    data: Mapping[str, Any],
    vocabulary: Mapping[str, Any],
) -> Iterator[Triple]:
    """Yield the plain triples of an edge, none if it is denied or only possible."""
    if data["status"] != ASSERTED:
        return
    predicate = _predicate(data)
    property = "" if _is_variant(data) else _wikidata(data["relation"], vocabulary)
    ways = [(source, target)] + [(target, source)] * (not data["directed"])
    for one, other in ways:
        yield one, predicate, other
        if property.startswith("-"):
            yield other, WIKIDATA[property[1:]], one
        elif property:
            yield one, WIKIDATA[property], other


def _statement(
    source: URIRef, target: URIRef, key: str, data: Mapping[str, Any], quotes: int
) -> Iterator[Triple]:
    statement = _iri(STATEMENT, key)
    yield statement, RDF.type, RDF.Statement
    yield statement, RDF.type, PROV.Entity
    yield statement, RDF.subject, source
    yield statement, RDF.predicate, _predicate(data)
    yield statement, RDF.object, target
    yield statement, RDFS.label, Literal(data["label"])
    for name in ("status", "directed", "weight", "evidence", "documents"):
        yield statement, KG[name], Literal(data[name])
    for name in ("first_date", "last_date"):
        if data[name]:
            yield statement, KG[name], _date(data[name])
    for number in range(1, quotes + 1):
        yield statement, PROV.wasDerivedFrom, _numbered(key, number)


def _quotation(quotation: URIRef, item: Mapping[str, Any]) -> Iterator[Triple]:
    yield quotation, RDF.type, PROV.Entity
    yield quotation, PROV.value, Literal(item["quote"])
    yield quotation, PROV.wasQuotedFrom, _iri(DOCUMENT, item["document"])
    if item["date"]:
        yield quotation, DCTERMS.date, _date(item["date"])
    for name in ("start", "end", "status", "rule", "source_text", "target_text"):
        yield quotation, KG[name], Literal(item[name])


def _document(document: URIRef, name: str) -> Iterator[Triple]:
    yield document, RDF.type, PROV.Entity
    yield document, RDF.type, SDO.CreativeWork
    yield document, DCTERMS.identifier, Literal(name)


def _wikidata(relation: str, vocabulary: Mapping[str, Any]) -> str:
    """Return the nearest property, with "-" in front if it points the other way."""
    return str(vocabulary.get(relation, {}).get("wikidata", ""))


def _predicate(data: Mapping[str, Any]) -> URIRef:
    if _is_variant(data):
        return _variant(data["relation"], data["label"])
    return _iri(RELATION, data["relation"])


def _is_variant(data: Mapping[str, Any]) -> bool:
    """Tell whether an edge says something else than its relation: "former ..."."""
    label: str = data["label"].lower()
    if data["relation"] in LABELLED:
        return bool(label)
    first = re.split(r"[\s-]", label)[0].removesuffix("ly")
    return first != "co" and first in word_list("words")["qualifiers"]


def _variant(relation: str, label: str) -> URIRef:
    return RELATION[f"{_encoded(relation)}:{_encoded(label)}"]


def _iri(namespace: Namespace, name: str) -> URIRef:
    return namespace[_encoded(name)]


def _numbered(key: str, number: int) -> URIRef:
    return QUOTATION[f"{_encoded(key)}:{number}"]


def _encoded(name: str) -> str:
    """Return a name as part of a URN: no two names become one."""
    return quote(name, safe="/")


def _date(date: str) -> Literal:
    """Return a date with the type of its precision; what is none stays a text."""
    types = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
    text = date[:10]
    if days(date) is None or len(text) not in types:
        return Literal(date)
    return Literal(text, datatype=types[len(text)], normalize=False)
