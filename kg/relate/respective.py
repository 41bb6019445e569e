"""Lists that go by order: "A and B were bought by C and D *respectively*"."""

from collections.abc import Sequence

from kg.relate.finders.finding import Finding
from kg.relate.grammar.trees import Node


def is_respective(nodes: Sequence[Node]) -> bool:
    """Say whether a sentence pairs its lists by order."""
    return any(node.lower == "respectively" for node in nodes)


def are_in_order(finding: Finding) -> bool:
    """Say whether both ends have the same place in lists of one length."""
    one, two = _members(finding.subject), _members(finding.object)
    if len(one) < 2 or len(one) != len(two) or one[0] is two[0]:
        return True
    return one.index(finding.subject) == two.index(finding.object)


def _members(node: Node) -> list[Node]:
    """Return the names of the list that a name is in."""
    first = node.list_head
    found = [one for one in (first, *first.having("conj")) if one.mention is not None]
    return found if node in found else [node]
