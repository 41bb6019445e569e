"""What a finder yields: a claim before it is checked and judged."""

from dataclasses import dataclass

from kg.relate.grammar.trees import Node
from kg.relate.rule_kinds import Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold a claim before its ends are checked and its status is judged.

    `deed` tells a noun of doing, which shares the fate of the verb round it.
    """

    subject: Node
    object: Node
    relation: str
    label: str
    rule: Rule
    predicate: Node
    deed: bool = False
    status: str = ""
