"""Whose a unit is: "the Springfield office *of Acme*"."""

from kg.relate.trees import Node
from kg.relate.words import WORDS

_UNITS = WORDS["staff_units"]


def whose(noun: Node) -> list[Node]:
    """Return what stands on a noun as its owner.

    Where a unit has a firm behind "of", the name before it tells only where it is.
    """
    around = noun.having("poss", "compound", "prep")
    behind = [c for c in around if c.case == "of" and c.mention is not None]
    return behind if behind and noun.lemma in _UNITS else around
