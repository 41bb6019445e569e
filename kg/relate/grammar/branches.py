"""Whose a unit is: "the office *of Acme*", and where a list goes on behind an aside."""

from collections.abc import Sequence

from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_OFFERING = WORDS["offering_verbs"]
_UNITS = WORDS["staff_units"]


def whose(noun: Node) -> list[Node]:
    """Return what stands on a noun as its owner.

    Where a unit has a firm behind "of", the name before it tells only where it is.
    """
    around = noun.having("poss", "compound", "prep")
    behind = [c for c in around if c.case == "of" and c.mention is not None]
    return behind if behind and noun.lemma in _UNITS else around


def makers(noun: Node) -> list[Node]:
    """Return who brings a thing out: "brands *made by Acme*"."""
    return [
        agent
        for clause in noun.having("acl")
        if clause.passive and clause.lemma in _OFFERING
        for agent in clause.having("agent")
    ]


def is_listed_behind(clause: Node, *names: Node) -> bool:
    """Tell Beta of "Acme, owned by Roe, and *Beta*": the clause tells of Acme alone."""
    listed = (name for name in names if name.label == "conj" and name.i > clause.i)
    return clause.label == "acl" and any(name.head is clause.head for name in listed)


def is_aside(node: Node) -> bool:
    """Tell "Acme, *which A owns*," and "Acme, *owned by A*," which a comma closes."""
    if node.label == "acl" and node.passive and node.head is not None:
        left = node.before
        while left is not None and left.i > node.head.i and left.lower != ",":
            left = left.before
        return left is not None and left.i > node.head.i
    return node.label == "relcl"


def gapped(name: Node, things: Sequence[str]) -> list[Node]:
    """Return Beta of "buys steel from Acme and coal *from Beta*", hung on Acme.

    What is bought must be one of the things that the verb is asked about.
    """
    nouns = name.having("conj") if name.mention is not None else []
    inside = [c for n in nouns if n.lemma in things for c in n.having("prep")]
    return [child for child in inside if child.case == name.case]
