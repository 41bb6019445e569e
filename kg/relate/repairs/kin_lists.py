"""Lists of relatives: "survived by his wife, Ann; *two daughters, Eva and Claire*".

A parser takes the next relative for an apposition of the first, or hangs his name on
somebody else. Semicolons, commas and "and" tell the list, and who is named right behind
a relative is that relative.
"""

from collections.abc import Sequence

from kg.records import PERSON
from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.trees import Node
from kg.relate.rules import Rules

_LINKS = ("appos", "conj", "flat", "npmod", "compound")
_PHRASE = ("DET", "ADJ", "NUM", "PRON")


def mend_kin(nodes: Sequence[Node], rules: Rules) -> None:
    """Make one list of the relatives of a sentence, in place."""
    first: Node | None = None
    for place, node in enumerate(nodes):
        if not _is_relative(node, rules):
            continue
        below = first is not None and node.label in _LINKS and is_above(first, node)
        named = _named(nodes[place + 1 :], node) if below and _is_next(node) else []
        if first is not None and named:
            hang(node, first, "conj")
            _name(node, named)
        elif node.label != "conj" or first is None or node.head is not first:
            first = node


def _is_relative(node: Node, rules: Rules) -> bool:
    """Tell a noun for kin from one that explains another: "daughter *of* Roe"."""
    if node.pos != "NOUN" or node.mention is not None:
        return False
    return any(rule.kin for rule in rules.roles.get(node.lemma, ()))


def _is_next(relative: Node) -> bool:
    """Tell whether ";", or a name with "," or "and", stands before a relative."""
    word = relative.before
    while word is not None and word.mention is None and word.pos in _PHRASE:
        word = word.before
    if word is not None and word.lower in ("his", "her", "their"):
        word = word.before
    joint = None
    while word is not None and word.lower in (";", ",", "and"):
        joint, word = word, word.before
        if joint.lower == ";":
            return True
    return joint is not None and word is not None and _is_person(word)


def _named(behind: Sequence[Node], relative: Node) -> list[Node]:
    """Return who is named right behind a relative: "daughters, *Eva* and *Claire*"."""
    words = behind[1:] if behind and behind[0].lower == "," else behind
    found: list[Node] = []
    plural = relative.tag in ("NNS", "NNPS")
    for word in words:
        if _is_person(word):
            found.append(word)
            if not plural:
                break
        elif not found or word.lower not in (",", "and"):
            break
    return found


def _name(relative: Node, named: Sequence[Node]) -> None:
    """Hang the names behind a relative on it, as one list."""
    for place, name in enumerate(named):
        head, label = (named[0], "conj") if place else (relative, "appos")
        if name.label in _LINKS and not is_above(name, head):
            hang(name, head, label)


def _is_person(node: Node) -> bool:
    mention = node.mention
    return mention is not None and mention.form == "name" and mention.kind == PERSON
