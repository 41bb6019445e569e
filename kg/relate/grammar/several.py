"""Words that stand for several names by grammar: "they", "both", "all"; and pairs."""

from collections.abc import Sequence
from itertools import combinations

from kg.relate.grammar.trees import Node

_EACH = ("both", "all", "each")
_CLAUSES = ("acl", "relcl", "parataxis", "appos", "conj")


def stood_for(pronoun: Node) -> list[Node]:
    """Return the members of the list for which "they", "both" or "all" stands."""
    if pronoun.mention is not None and pronoun.lower not in ("they", "both"):
        return []
    if pronoun.lower in ("they", "both"):
        speakers = _speakers(pronoun)
        if len(speakers) > 1:
            return speakers
    return _listed_before(pronoun) if pronoun.lower in _EACH else []


def _speakers(pronoun: Node) -> list[Node]:
    """Return the two of "Acme and Beta said *they* agreed", who say it."""
    said = pronoun.head
    while (
        said is not None and said.label in ("xcomp", "conj") and said.head is not None
    ):
        said = said.head
    verb = said.head if said is not None and said.label == "comp" else None
    subject = verb.first("subj") if verb is not None else None
    if subject is None or subject.i > pronoun.i:
        return []
    return [subject, *(m for m in subject.having("conj") if m.i < pronoun.i)]


def _listed_before(pronoun: Node) -> list[Node]:
    """Return the members of "Acme and Beta, *both* owned by Roe"."""
    clause = pronoun.head
    name = clause.head if clause is not None and clause.label in _CLAUSES else None
    if name is None or name.mention is None or name.i > pronoun.i:
        return []
    first = name.list_head
    members = [first, *first.having("conj")]
    return [m for m in members if m.mention is not None and m.i < pronoun.i]


def couples(nodes: Sequence[Node], *, alone: bool = True) -> list[tuple[Node, Node]]:
    """Return each two of some names; a group ("they") is a pair by itself.

    It is none unless it is `alone`: "they met *with officials*" tells of others.
    """
    inner = ((node, node) for node in nodes if node.members and alone)
    return [*combinations(nodes, 2), *inner]
