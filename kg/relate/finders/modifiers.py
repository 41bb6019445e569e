"""Names in the first half of a compound: "Roe-owned Acme", "London-based Acme"."""

from collections.abc import Iterator, Sequence

from kg.records import PLACE
from kg.relate.finders.finding import Finding
from kg.relate.grammar.naming import names
from kg.relate.grammar.trees import Node, mention_at
from kg.relate.rule_kinds import ModifierRule
from kg.relate.rules import Rules


def by_modifiers(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield what stands in "Roe-owned Acme" and "London-based Acme"."""
    for node in nodes:
        matching = rules.modifiers.get(node.lower, ())
        token = node.token
        if not matching or token.i < 2:
            continue
        first = _first_half(node, nodes)
        if first is None or node.head is None:
            continue
        for rule in matching:
            for named in _modified(node):
                yield _modifier_finding(first, named, node, rule, rules)


def _first_half(node: Node, nodes: Sequence[Node]) -> Node | None:
    """Return the name before "-owned", or before the "based" of "London based"."""
    if node.token.nbor(-1).text in ("-", "–"):
        return mention_at(nodes, node.i - 2)
    place = node.before
    if node.label != "amod" or place is None or place.mention is None:
        return None
    return place if place.mention.kind == PLACE and not place.case else None


def _modified(node: Node) -> list[Node]:
    """Return what a modifier before a noun describes."""
    head = node.head
    if head is None or head.i < node.i:
        return []
    if head.label in ("compound", "flat", "appos") and head.mention is None:
        above = head.head
        return names(above) if above is not None else []
    return names(head)[:1]


def _modifier_finding(
    first: Node, second: Node, node: Node, rule: ModifierRule, rules: Rules
) -> Finding:
    label = rule.label or rules.vocabulary[rule.relation].label
    subject, other = (second, first) if rule.first == "object" else (first, second)
    return Finding(subject, other, rule.relation, label, rule, node)
