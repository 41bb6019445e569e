"""With whose money or backing something is done: "built *with money from Acme*"."""

from collections.abc import Iterator, Sequence

from kg.relate.clauses import arguments
from kg.relate.deeds import Finding, is_verb
from kg.relate.fixed_rules import BACKED, PAID, by_rule
from kg.relate.naming import names
from kg.relate.trees import Node
from kg.relate.words import WORDS

_MONEY = WORDS["means_money"]
_BACKING = WORDS["means_backing"]
_WITH = ("with", "on", "through", "by", "thanks to")
_FROM = ("from", "by", "of")


def by_means(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield who pays for or backs what a clause tells, or a noun names."""
    for node in nodes:
        backed = node.lemma in _BACKING
        if node.label not in ("prep", "agent") or node.mention is not None:
            continue
        if not (backed or node.lemma in _MONEY) or node.head is None:
            continue
        if node.case not in (("with",) if backed else _WITH):
            continue
        rule = BACKED if backed else PAID
        for giver in _givers(node, backed=backed):
            for taker in _takers(node.head, backed=backed):
                yield by_rule(rule, giver, taker, node.head)


def _givers(noun: Node, *, backed: bool) -> list[Node]:
    """Return whose it is: "money from *Acme*", "the backing of *Acme*", "*Acme's*"."""
    found = []
    for child in noun.children:
        named = child.label == "prep" and child.case in _FROM[: 2 + backed]
        before = child.label in ("poss", "compound") and child.mention is not None
        if named or (before and child.i < noun.i):
            found += names(child)
    return found


def _takers(head: Node, *, backed: bool) -> list[Node]:
    """Return what the money is for: what a clause makes, or else its subject."""
    if not is_verb(head):
        return names(head) if head.mention is not None else []
    slots = arguments(head)
    if head.passive:
        return [name for node in slots.get("obj", []) for name in names(node)]
    made = [] if backed else [n for o in slots.get("obj", []) for n in names(o)]
    return made or [name for node in slots.get("subj", []) for name in names(node)]
