"""Repairs of "Chairman Halden Board Ann Roe", as papers of South Asia write.

Post, body and holder stand side by side; the person is the head, whatever a parser made
the head of the three.
"""

from collections.abc import Sequence

from kg.names import ends_of_posts
from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.hanging import hang
from kg.relate.grammar.trees import Node


def mend_run_on(nodes: Sequence[Node]) -> None:
    """Hang post and body on the person behind them, in place."""
    for person in nodes:
        if person.mention is None or person.mention.kind != PERSON:
            continue
        firm = person.before
        if firm is None or firm.mention is None or firm.mention.kind != ORGANISATION:
            continue
        post = _post_before(firm)
        if post:
            _gather(person, [*post, firm])


def _post_before(firm: Node) -> list[Node]:
    """Return the words of a post in capitals right before a body."""
    words: list[Node] = []
    word = firm.before
    while word is not None and word.mention is None and word.token.text[0].isupper():
        words.insert(0, word)
        word = word.before
    ends = [word for word in words if word.lower in ends_of_posts()]
    return words if ends else []


def _gather(person: Node, others: Sequence[Node]) -> None:
    """Make a person the head of all, in the place that the outermost of them has."""
    inside = {person, *others}
    top = next(node for node in (*others, person) if node.head not in inside)
    label, head = top.label, top.head
    for node in inside:
        if node.head is not None:
            node.head.children.remove(node)
        node.head, node.label = None, label
    if head is not None:
        hang(person, head, label)
    for node in others:
        for child in [child for child in node.children if child not in inside]:
            hang(child, person, child.label)
        hang(node, person, "compound")
