"""Repairs of lists of names behind a word: "owned by A, the trust B and singer C".

A parser hangs the second of three on the first as if it explained it, or on a name far
before. Three names or more with commas between, "and" before the last and nothing but
articles and trades besides are one list.
"""

from collections.abc import Sequence

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.trees import Node

_LEADING = (
    *("by", "from", "with", "alongside", "including", "such as", "like", "between"),
    *("of", "to", "for", "among"),
)
_PLACES = ("obj", "agent", "appos", "flat", "compound", "prep")
_BEFORE = ("DET", "ADJ", "NOUN", "PROPN", "NUM")
_LEAST = 3


def mend_runs(nodes: Sequence[Node]) -> None:
    """Join the members of plain lists of names to the first, in place."""
    for at, first in enumerate(nodes):
        if not _is_named(first) or not _begins(first):
            continue
        members = _run(nodes[at:])
        if len(members) < _LEAST:
            continue
        for member in members[1:]:
            if not _belongs(member, first) and not is_above(member, first):
                hang(member, first, "conj")


def _is_named(node: Node) -> bool:
    mention = node.mention
    return (
        mention is not None
        and mention.form == "name"
        and mention.kind in (ORGANISATION, PERSON)
    )


def _begins(first: Node) -> bool:
    """Tell a name behind "by" or "from", behind "the firms", and an object.

    So "for *the bank Acme*", where the trade stands in the place.
    """
    if first.label not in _PLACES:
        return False
    noun = first.head
    if first.label in ("appos", "flat", "compound"):
        if noun is None or noun.mention is not None or noun.i > first.i:
            return False
        led = noun.case in _LEADING or noun.label == "obj"
        return noun.tag == "NNS" or (led and noun.i == first.start - 1)
    return first.label == "obj" or first.case in _LEADING


def _run(nodes: Sequence[Node]) -> list[Node]:
    """Return the names of a list that "and" closes, none of what is no plain list."""
    found: list[Node] = []
    closing = False
    for at, node in enumerate(nodes):
        behind = nodes[at + 1] if at + 1 < len(nodes) else None
        if node.mention is not None:
            if not _is_named(node):
                return []
            found.append(node)
            if closing:
                return found if _may_end(behind) else []
            if behind is None or behind.lower not in (",", "and", "&"):
                return []
        elif node.lower == ",":
            if node.before is None or node.before.mention is None:
                return []
        elif node.lower in ("and", "&"):
            closing = True
            left = node.before
            if left is not None and left.mention is None and left.lower != ",":
                return []
        elif node.pos not in _BEFORE or node.tag == "NNS":
            return []
    return []


def _may_end(behind: Node | None) -> bool:
    """Tell a list's end from "and *Acme* said" and "and *Acme*'s plant"."""
    if behind is None or behind.token.is_punct:
        return True
    return behind.pos in ("ADP", "SCONJ", "PART", "ADV") and behind.tag != "POS"


def _belongs(member: Node, first: Node) -> bool:
    """Tell whether a member already hangs in the list, if by way of its trade."""
    node = member
    while node.head is not None and node.head is not first:
        if node.label not in ("appos", "flat", "compound") or node.head.mention:
            return False
        node = node.head
    return node.head is first and node.label == "conj"
