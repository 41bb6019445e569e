"""Repairs of what the order of words refutes, whatever a parser makes of it.

No member of a list stands before the list, no apposition behind a "which", and
", which" speaks of the phrase that ends before the comma.
"""

from collections.abc import Sequence

from kg.records import ORGANISATION
from kg.relate.grammar.borrowed import LISTING
from kg.relate.grammar.gaps import before_bracket
from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.trees import Node

_BETWEEN = (",", ";", "and", "&", "the", ".")
_RELATIVE = ("which", "who", "whom", "whose")


def mend_order(nodes: Sequence[Node]) -> None:
    """Hang elsewhere what cannot hang where it does, in place."""
    _mend_line(nodes)
    for node in nodes:
        head = node.head
        if head is None:
            continue
        if node.label == "conj" and node.i < head.i:
            _mend_early(node)
        elif node.label == "relcl":
            _mend_remote(node, head)
        elif node.label == "appos":
            _mend_behind_which(node, head)


def _mend_line(nodes: Sequence[Node]) -> None:
    """List all of a line "Sponsors: *Acme, Beta, Gamma*", that has nothing else."""
    colon = next((place for place, n in enumerate(nodes) if n.lower == ":"), 0)
    noun, rest = nodes[colon - 1], nodes[colon + 1 :]
    while noun.mention is not None and noun.head is not None and noun.head.i < noun.i:
        noun = noun.head  # "Sponsors of *Acme*: Beta, Gamma"
    names = [node for node in rest if node.mention is not None]
    plain = all(n.mention or n.lower in _BETWEEN for n in rest)
    if not colon or noun.mention is not None or not plain or len(names) < 2:
        return
    first, *others = names
    if any(is_above(name, noun) for name in names):
        return
    hang(first, noun, "obj" if noun.lemma in LISTING else "appos")
    for name in others:
        hang(name, first, "conj")


def _mend_early(member: Node) -> None:
    """List "Roe and *Doe* asked Acme" with Roe, of which a parser made Acme's list."""
    joint = member.first("cc")
    name = joint.before if joint is not None and joint.i < member.i else None
    if name is None or name.mention is None or member.mention is None:
        return
    first = name.list_head
    if first is not member and not is_above(member, first):
        hang(member, first, "conj")


def _mend_remote(clause: Node, head: Node) -> None:
    """Hang "Acme left; Beta, *which is* backed by Roe" on Beta, not on Acme."""
    pronoun = next((c for c in _below(clause) if c.lower in _RELATIVE), None)
    comma = pronoun.before if pronoun is not None else None
    name = comma.before if comma is not None and comma.lower == "," else None
    if name is not None and name.lower in (">", ")"):
        name = before_bracket(name, most=4)  # "a unit of *Acme* <ACM>, which"
    if pronoun is None or name is None or name.mention is None or name is head:
        return
    firm = pronoun.lower == "which" and name.mention.kind == ORGANISATION
    near = firm and head.first("cop") is not None  # "is a unit of *Acme*, which"
    inside = is_above(head, name) and not near  # "the owner of *Acme*, who"
    if head.i < name.i and not inside and not is_above(clause, name):
        hang(clause, name, "relcl")


def _below(clause: Node) -> list[Node]:
    """Return what hangs on a clause, and on its subject or object, up to the verb."""
    inside = [*clause.children, *(c for n in clause.children for c in n.children)]
    return sorted((node for node in inside if node.i < clause.i), key=lambda n: n.i)


def _mend_behind_which(name: Node, head: Node) -> None:
    """Take "in the firm, in which *Acme* took part" for no name of the firm."""
    clause = head.head
    if name.mention is None or clause is None or name.first("cop") is not None:
        return
    if any(
        n.lower in ("which", "whom") and head.i < n.i < name.i for n in _under(name)
    ):
        hang(name, clause, "dep")


def _under(node: Node) -> list[Node]:
    found, waiting = [], [*node.children]
    while waiting:
        inner = waiting.pop()
        found.append(inner)
        waiting += inner.children
    return found
