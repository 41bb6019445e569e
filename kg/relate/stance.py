"""Where a predicate is only a place: "Acme is *against the plan*"."""

from collections.abc import Iterator, Sequence

from kg.relate.deeds import Finding
from kg.relate.fixed_rules import AGAINST, by_rule
from kg.relate.naming import names
from kg.relate.trees import Node


def by_stance(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield who is against what; a verb, "turned against", has rules of its own."""
    for node in nodes:
        subject = node.first("subj")
        if node.case != "against" or node.first("cop") is None or subject is None:
            continue
        for one in names(subject, before=node.i):
            for other in names(node):
                if other is node or not other.case:
                    yield by_rule(AGAINST, one, other, node)
