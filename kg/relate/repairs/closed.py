"""Verbs behind an aside that a parser makes a part of it.

"Roe, who is 54, *works* for Acme" loses its verb where a second relative clause is made
of it: then the name is all that is left of the sentence.
"""

from collections.abc import Sequence

from kg.relate.grammar.hanging import hang, hang_subject, is_above
from kg.relate.grammar.trees import FINITE, Node

_OPENING = ("who", "which", "whose")
_FINITE = (*FINITE, "MD", "VBN")
_INSIDE = ("relcl", "acl", "advcl", "conj", "parataxis", "appos", "dep", "comp")
_PLACES = ("root", "comp", "parataxis")


def mend_closed_asides(nodes: Sequence[Node]) -> None:
    """Give the verb behind "Roe, who is 54," its place and its subject, in place."""
    for node in nodes:
        if node.mention is not None and node.label in _PLACES and not node.first("cop"):
            verb = _verb_behind(node, nodes)
            if verb is not None:
                _turn(node, verb)
        elif node.label == "prep" and node.head is not None:
            _mend_behind(node, node.head)


def _mend_behind(end: Node, clause: Node) -> None:
    """Hang "sold Acme, which Roe founded, *to Beta*" on the verb, not on "founded"."""
    word, name = end.first("case"), clause.head
    comma = word.before if word is not None else None
    if clause.label != "relcl" or name is None or comma is None:
        return
    opened = any(n.lower in _OPENING and n.before for n in clause.children)
    verb = name.head if name.label in ("obj", "subj_pass") else None
    closed = comma.lower == "," and comma.i > clause.i > name.i
    if opened and closed and verb is not None and verb.i < clause.i:
        hang(end, verb, "prep")


def _verb_behind(name: Node, nodes: Sequence[Node]) -> Node | None:
    """Return what the comma that closes the relative clause of a name leaves over."""
    behind = [node for node in nodes if node.i > name.i]
    opened = len(behind) > 1 and behind[0].lower == "," and behind[1].lower in _OPENING
    if not opened:
        return None
    commas = [n for n, node in enumerate(behind) if n and node.lower == ","]
    for comma in commas[:1]:
        first = next((n for n in behind[comma + 1 :] if n.label != "advmod"), None)
        if first is not None and first.tag in _FINITE:
            verb = first.head if first.label in ("aux", "cop") else first
            return verb if verb is not None and _is_lost(verb, name) else None
    return None


def _is_lost(verb: Node, name: Node) -> bool:
    """Tell a verb that has no subject, and hangs on the name or in its clause."""
    if verb.first("subj", "subj_pass", "expl") is not None or verb is name:
        return False
    bare = verb.tag == "VBN" and not verb.having("aux", "obj", "xcomp", "cop")
    return verb.label in _INSIDE and not bare and is_above(name, verb)


def _turn(name: Node, verb: Node) -> None:
    """Put a verb in the place of the name that it is told of."""
    if verb.head is not None:
        verb.head.children.remove(verb)
    verb.head, verb.label = name.head, name.label
    if name.head is not None:
        name.head.children[name.head.children.index(name)] = verb
    name.head = None
    was = any(child.token.dep_ in ("aux:pass", "auxpass") for child in verb.children)
    verb.passive = was or (verb.passive and verb.first("obj", "xcomp") is None)
    hang_subject(name, verb)
