"""Nouns of amount, which stand for what they measure: "a *range of* firms such as A".

Whatever is done to the range is done to the firms.
"""

from collections.abc import Sequence

from kg.relate.grammar.hanging import hang
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_EDITIONS = frozenset(("edition", "instalment", "installment"))
_COUNTED = WORDS["amounts"] | _EDITIONS
_PLURAL = ("NNS", "NNPS")


def mend_amounts(nodes: Sequence[Node]) -> None:
    """Put what is measured in the place of its amount, in place."""
    for node in nodes:
        if node.mention is None and node.lower in _COUNTED and node.head is not None:
            _mend_amount(node, node.head)


def _mend_amount(amount: Node, head: Node) -> None:
    """Make an object of the firms in "backed a number *of firms* such as Acme".

    So with Acme in "curated the first edition *of Acme*", which has a name.
    """
    measured = next((c for c in amount.having("prep") if c.case == "of"), None)
    if measured is None or measured.i < amount.i:
        return
    named = measured.mention is not None
    plural = measured.tag in _PLURAL
    if not (named if amount.lower in _EDITIONS else plural and not named):
        return
    label, case = amount.label, amount.case
    hang(measured, head, label)
    measured.case = case
    for child in [c for c in amount.children if c.label not in ("det", "amod")]:
        hang(child, measured, child.label)
    hang(amount, measured, "nummod")
    amount.case = ""
