"""Where a predicate is only a place: "Acme is *against the plan*", "in the plan"."""

from collections.abc import Iterator, Sequence

from kg.records import INITIATIVE, ORGANISATION, PERSON
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import AGAINST, BEHIND, INSIDE, STAYED, by_rule
from kg.relate.grammar.naming import kinds_of_names, names
from kg.relate.grammar.trees import Node
from kg.relate.rule_kinds import Rule

_STANCES: dict[str, tuple[Rule, tuple[str, ...]]] = {
    "against": (AGAINST, ()),
    "in": (INSIDE, (INITIATIVE,)),
    "behind": (BEHIND, (INITIATIVE,)),
}


_SPANS = ("since", "for")


def by_stance(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield who is against, in or behind what; "turned against" has rules of its own.

    Only a plan has somebody in it or behind it.
    """
    for node in nodes:
        subject = node.first("subj") if node.case in _STANCES else None
        if subject is None or node.first("cop") is None:
            continue
        rule, kinds = _STANCES[node.case]
        for one in names(subject, before=node.i):
            for other in names(node):
                mention = other.mention
                fits = not kinds or (mention is not None and mention.kind in kinds)
                if fits and (other is node or not other.case):
                    yield by_rule(rule, one, other, node)
    for node in nodes:
        if node.case in ("with", "at") and _is_long(node):
            for one in _stayed(node):
                if kinds_of_names(one, node) == (PERSON, ORGANISATION):
                    yield by_rule(STAYED, one, node, node)


def _stayed(node: Node) -> list[Node]:
    """Return who has been there; a parser may hang "*who* has been with" nowhere."""
    subject = node.having("subj")[0]
    if subject.lower == "who" and node.label == "prep" and node.head is not None:
        return [name for name in names(node.head, before=node.i) if name.i < node.i]
    return names(subject, before=node.i)


def _is_long(node: Node) -> bool:
    """Tell "has *been* with Acme *since* 2003" from "was with Acme"."""
    been = any(verb.lower == "been" for verb in node.having("cop"))
    spans = any(c.case in _SPANS for c in node.having("prep"))
    behind = node.token.doc[node.end : node.end + 1].text  # hung on another verb
    spans = spans or behind in _SPANS
    return been and spans and node.first("subj") is not None
