"""Repairs of lists of examples: "such as the shop A, the service B and the site C"."""

from collections.abc import Sequence

from kg.relate.grammar.clauses import EXEMPLIFYING
from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.trees import Node

_JOINTS = ("and", "or", "&", "as well as")
_PLAIN = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV")


def mend_examples(anchor: Node, nodes: Sequence[Node]) -> None:
    """Join the names of "such as the shop A, the service B and the site C"."""
    case = anchor.first("case")
    if case is None or (case.before is not None and case.before.lower in ("-", "–")):
        return  # no case at all, or the "like" of "Acme-like"
    behind = [node for node in nodes if node.i > case.i and node.label != "fixed"]
    found = _listed(behind)
    inside = [name for name in found if name is anchor or is_above(anchor, name)]
    if not inside or inside[0] is not found[0]:
        return
    for name in found[1:]:
        if not is_above(name, found[0]) and name.head is not found[0]:
            hang(name, found[0], "conj")


def mend_parted(first: Node, nodes: Sequence[Node]) -> None:
    """Join the names of "include A, which bought a stake, *B and C*" to A.

    Only behind a word that is no name: "A, which owns B, C and D" may end with A.
    """
    verb, clause = first.head, first.first("relcl")
    including = first.label == "obj" and verb is not None and verb.lemma == "include"
    if clause is None or not (including or first.case in EXEMPLIFYING):
        return
    inside = [node for node in nodes if node.i > clause.i]
    comma = next((node for node in inside if node.lower == ","), None)
    if comma is None or comma.before is None or comma.before.mention is not None:
        return
    found = _listed([node for node in inside if node.i > comma.i])
    if first.mention and {n.mention.kind for n in found if n.mention} == {
        first.mention.kind
    }:
        for name in found:
            if not is_above(name, first):
                hang(name, first, "conj")


def _listed(words: Sequence[Node]) -> list[Node]:
    """Return the names at the end of each member of a list that "and" closes.

    Nothing where a member has no name at its end, or is of another kind than the first.
    """
    found: list[Node] = []
    last = False
    for at, word in enumerate(words):
        following = _joint(words[at + 1 : at + 4]) or "."
        ends = following in (",", *_JOINTS, ".", ";", "—", ")")
        ends = ends or (last and words[at + 1].pos in ("VERB", "AUX"))
        if word.mention is not None and ends:
            found.append(word)
            if len({name.mention.kind for name in found if name.mention}) > 1:
                return []
            if last:
                return found
        elif _joint(words[at : at + 3]) in _JOINTS:
            last = True
        elif word.lower == ",":
            before = words[at - 1] if at else word
            if before.mention is None:
                return []
        elif not (word.mention or _is_plain(word) or word.lower == "as"):
            return []
    return []


def _joint(words: Sequence[Node]) -> str:
    """Return the word that comes next, "as well as" as one."""
    three = " ".join(word.lower for word in words)
    return three if three in _JOINTS else three.partition(" ")[0]


def _is_plain(word: Node) -> bool:
    """Tell a word inside a noun phrase, parts of hyphened ones included."""
    hyphened = word.before is not None and word.before.lower in ("-", "–")
    return word.pos in _PLAIN or word.lower in ("-", "–") or hyphened
