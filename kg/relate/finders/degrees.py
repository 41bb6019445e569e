"""Further degrees of a list: "a degree from A, a master's from B and one from *C*"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import ORGANISATION
from kg.relate.finders.finding import Finding
from kg.relate.grammar.trees import FINITE, Node
from kg.relate.rule_kinds import EventRule

_NEAR = 8
"""Words from a degree to its university: "a master's *in law and politics from*"."""
_ENDS = (";", ".", "(", "while", "where", "who")


def further_degrees(
    nodes: Sequence[Node], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield where the degrees are from that a parser lost behind the first one."""
    first = next((f for f in findings if f.rule.name == "degree"), None)
    if first is None or not isinstance(first.rule, EventRule):
        return
    told = {f.object for f in findings if f.relation == first.relation}
    begun = max(first.object.i, first.predicate.i)
    for at, node in enumerate(nodes):
        if node.i > begun and node.lemma in first.rule.nouns:
            name = _from(nodes[at + 1 : at + _NEAR])
            if name is not None and name not in told:
                yield replace(first, object=name)
        elif node.i > begun and (node.lower in _ENDS or node.tag in FINITE):
            return


def _from(words: Sequence[Node]) -> Node | None:
    """Return the university of "in law *from Acme University*"."""
    for at, word in enumerate(words):
        if word.lower in ("from", "at"):
            behind = words[at + 1 : at + 3]
            name = next((w for w in behind if w.mention is not None), None)
            kind = name.mention.kind if name and name.mention else ""
            return name if kind == ORGANISATION else None
        if word.lower in (",", *_ENDS):
            return None
    return None
