"""Hangs the nodes of a tree elsewhere, and tells where that would make a loop."""

from kg.relate.grammar.trees import Node


def is_above(node: Node, other: Node) -> bool:
    """Tell whether a node dominates another, so that hanging it there would loop."""
    above = other.head
    for _ in range(60):
        if above is None:
            return False
        if above is node:
            return True
        above = above.head
    return True


def hang(node: Node, head: Node, label: str) -> None:
    """Hang a node elsewhere under another label."""
    if node.head is not None:
        node.head.children.remove(node)
    node.head, node.label = head, label
    head.children.append(node)
    head.children.sort(key=lambda child: child.i)


def hang_subject(noun: Node, clause: Node) -> None:
    """Make a noun the subject of a clause, which may be passive."""
    hang(noun, clause, "subj_pass" if clause.passive else "subj")


def swap(name: Node, noun: Node, place: str = "poss") -> None:
    """Put a noun in the place of the name that possesses it, not under it.

    So with a subject that a parser takes for the head of what it is: `place` tells.
    """
    label, head = name.label, name.head
    name.children.remove(noun)
    noun.head, noun.label = head, label
    if head is not None:
        head.children[head.children.index(name)] = noun
    for child in [child for child in name.children if child.i > noun.i]:
        hang(child, noun, child.label)
    name.head = None
    hang(name, noun, place)
