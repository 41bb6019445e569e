"""Repairs of lists of examples: "such as the shop A, the service B and the site C"."""

from collections.abc import Sequence

from kg.relate.hanging import hang, is_above
from kg.relate.trees import Node

_JOINTS = ("and", "or", "&")
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


def _listed(words: Sequence[Node]) -> list[Node]:
    """Return the names at the end of each member of a list that "and" closes.

    Nothing where a member has no name at its end, or is of another kind than the first.
    """
    found: list[Node] = []
    last = False
    for at, word in enumerate(words):
        following = words[at + 1].lower if at + 1 < len(words) else "."
        ends = following in (",", *_JOINTS, ".", ";", "—", ")")
        if word.mention is not None and ends:
            found.append(word)
            if len({name.mention.kind for name in found if name.mention}) > 1:
                return []
            if last:
                return found
        elif word.lower in _JOINTS:
            last = True
        elif word.lower == ",":
            before = words[at - 1] if at else word
            if before.mention is None:
                return []
        elif word.mention is None and not _is_plain(word):
            return []
    return []


def _is_plain(word: Node) -> bool:
    """Tell a word inside a noun phrase, parts of hyphened ones included."""
    hyphened = word.before is not None and word.before.lower in ("-", "–")
    return word.token.pos_ in _PLAIN or word.lower in ("-", "–") or hyphened
