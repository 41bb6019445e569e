"""With whose help something is done: "together *with partners* A and B, Acme built"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import PARTNERS, by_rule
from kg.relate.grammar.clauses import arguments
from kg.relate.grammar.naming import names
from kg.relate.grammar.standing import ends
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb
from kg.relate.words import WORDS

_GROUPS = ("consortium", "syndicate", "alliance", "coalition")
_LEADING = WORDS["consortium_verbs"]
_WITH = ("with", "together with", "along with", "alongside")


def by_partners(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield the partners with whom somebody does what a clause tells.

    "Its partners A and B" are told by a rule for the role. Whoever joins a consortium
    is a partner of who leads it.
    """
    for node in nodes:
        if node.label == "obj" and node.lemma in _GROUPS and node.head is not None:
            yield from _joined(node, node.head)
        verb = node.head
        beside = node.label == "prep" and node.case in _WITH and node.mention is None
        if not beside or node.lemma != "partner" or node.first("poss") is not None:
            continue
        if verb is None or not is_verb(verb):
            continue
        partners = [name for name in names(node) if name.i > node.i]
        doers = ends(arguments(verb), ["subj"])
        for doer, partner in product(doers, partners):
            yield by_rule(PARTNERS, doer, partner, verb)


def _joined(group: Node, verb: Node) -> Iterator[Finding]:
    """Yield who joined "the *consortium* led by Acme" and "Roe's *consortium*"."""
    if verb.lemma != "join" or verb.passive:
        return
    led = [c for c in group.having("acl") if c.lemma in _LEADING]
    leaders = [n for clause in led for c in clause.having("agent") for n in names(c)]
    leaders += [n for c in group.having("poss") for n in names(c)]
    doers = ends(arguments(verb), ["subj"])
    for doer, leader in product(doers, leaders):
        yield replace(by_rule(PARTNERS, doer, leader, group), deed=True)
