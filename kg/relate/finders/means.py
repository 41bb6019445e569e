"""With whose money or backing something is done: "built *with money from Acme*"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import ASSERTED
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import BACKED, PAID, by_rule
from kg.relate.grammar.clauses import arguments
from kg.relate.grammar.naming import names
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb
from kg.relate.words import WORDS

_MONEY = WORDS["means_money"]
_BACKING = WORDS["means_backing"]
_HELPING = ("help", "support", "enable", "allow", "fund", "finance", "let")
_WITH = ("with", "on", "through", "by", "thanks to")
_FROM = ("from", "by", "of")


def by_means(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield who pays for or backs what a clause tells, or a noun names."""
    for node in nodes:
        backed = node.lemma in _BACKING
        helping = node.label == "subj" and node.head and node.head.lemma in _HELPING
        if node.mention is not None or not (
            node.label in ("prep", "agent") or (helping and not backed)
        ):
            continue
        if not (backed or node.lemma in _MONEY) or node.head is None:
            continue
        head = _helped(node, backed=backed)
        if head is None:
            continue
        rule = BACKED if backed else PAID
        told = by_rule(rule, node, node, head)
        if "thanks" in (node.case.partition(" ")[0], node.head.lower):
            told = replace(told, status=ASSERTED)  # "*thanks to* a grant, it will grow"
        for giver in _givers(node, backed=backed):
            for taker in _takers(head, backed=backed):
                yield replace(told, subject=giver, object=taker)


def _helped(noun: Node, *, backed: bool) -> Node | None:
    """Return the verb or noun that money or backing stands by."""
    head = noun.head
    if noun.label == "subj":
        return head  # "*a grant* from Acme *helped* Beta"
    if head is not None and head.lower == "thanks" and noun.case == "to":
        return head.head  # "*thanks to* a grant from Acme", at the head of a sentence
    if noun.case in (("with",) if backed else _WITH):
        return head
    possible = head is not None and any(c.lower == "possible" for c in head.children)
    return head if noun.case == "by" and possible else None


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
    if head.passive or head.lemma in _HELPING:
        helped = slots.get("obj", []) or slots.get("iobj", [])
        return [name for node in helped for name in names(node)]
    made = [] if backed else [n for o in slots.get("obj", []) for n in names(o)]
    return made or [name for node in slots.get("subj", []) for name in names(node)]
