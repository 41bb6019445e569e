"""Who had a firm before it was bought: "Acme bought Beta from *Gamma*"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import ASSERTED, NEGATED, ORGANISATION, PERSON
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import SELLING, by_rule
from kg.relate.grammar.clauses import arguments
from kg.relate.grammar.naming import names
from kg.relate.grammar.standing import ends
from kg.relate.grammar.trees import FINITE, Node
from kg.relate.judging.status import judge
from kg.relate.rules import Rules

_SELLING = ("sell", "divest", "offload")
_BUYING = ("buy", "acquire", "purchase")
_DONE = ("VBD", "VBN", "VB", "VBG")
"""Tags of "sold"; whoever "sells Acme" may be a shop."""
_OWNERS = (ORGANISATION, PERSON)


def sellers(
    nodes: Sequence[Node], findings: Sequence[Finding], rules: Rules
) -> Iterator[Finding]:
    """Yield whose a firm was, or still is while the purchase is only planned.

    Of a unit it is told already whose it was.
    """
    units = {(f.object, f.subject) for f in findings if f.relation == "subsidiary_of"}
    for verb, thing in (*_bought(findings), *_sold(nodes)):
        status = judge(verb, rules.words)
        if status == NEGATED:
            continue
        label = "formerly owner of" if status == ASSERTED else "owner of"
        for seller in (name for node in _places(verb, thing) for name in names(node)):
            if _is_owner(seller) and (seller, thing) not in units:
                told = by_rule(SELLING, seller, thing, verb)
                yield replace(told, label=label, status=ASSERTED)


def _bought(findings: Sequence[Finding]) -> Iterator[tuple[Node, Node]]:
    """Yield the verbs of buying that rules found, each with what is bought."""
    for found in findings:
        verb, thing = found.predicate, found.object
        buying = found.relation == "acquired" and verb.lemma in _BUYING
        if buying and thing in ends(arguments(verb), ["obj"]):
            yield verb, thing


def _sold(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield the verbs of selling, each with the firm that is sold."""
    for verb in nodes:
        if verb.lemma in _SELLING and verb.tag in _DONE and _is_own(verb):
            for thing in ends(arguments(verb), ["obj"]):
                if thing.mention and thing.mention.kind == ORGANISATION:
                    yield verb, thing


def _places(verb: Node, thing: Node) -> list[Node]:
    """Return where the seller stands: "*Gamma* sold it", "bought it *from Gamma*"."""
    slots = arguments(verb)
    if verb.lemma in _SELLING:
        return slots.get("subj", [])
    return [*slots.get("from", []), *_hung(thing)]


def _is_own(verb: Node) -> bool:
    """Tell "bought it and *sold* Acme" from "bought it from Roe, who ran it, and sold".

    Behind a relative clause the subject may be that of either.
    """
    head = verb.head
    if verb.label != "conj" or head is None or verb.first("subj") is not None:
        return True
    between = verb.token.doc[head.i + 1 : verb.i]
    return not any(token.tag_ in (*FINITE, "WP", "WDT") for token in between)


def _hung(thing: Node) -> list[Node]:
    """Return what a parser hung on the thing: "bought Beta *from Gamma*"."""
    nouns = [thing, *([thing.head] if thing.label == "appos" and thing.head else [])]
    return [c for noun in nouns for c in noun.having("prep") if c.case == "from"]


def _is_owner(name: Node) -> bool:
    return name.mention is not None and name.mention.kind in _OWNERS
