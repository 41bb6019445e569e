"""With whose help something is done: "together *with partners* A and B, Acme built"."""

from collections.abc import Iterator, Sequence
from itertools import product

from kg.relate.clauses import arguments
from kg.relate.deeds import Finding, is_verb
from kg.relate.fixed_rules import PARTNERS, by_rule
from kg.relate.naming import names
from kg.relate.trees import Node

_WITH = ("with", "together with", "along with", "alongside")


def by_partners(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield the partners with whom somebody does what a clause tells.

    "Its partners A and B" are told by a rule for the role.
    """
    for node in nodes:
        verb = node.head
        beside = node.label == "prep" and node.case in _WITH and node.mention is None
        if not beside or node.lemma != "partner" or node.first("poss") is not None:
            continue
        if verb is None or not is_verb(verb):
            continue
        partners = [name for name in names(node) if name.i > node.i]
        doers = [n for c in arguments(verb).get("subj", []) for n in names(c)]
        for doer, partner in product(doers, partners):
            yield by_rule(PARTNERS, doer, partner, verb)
