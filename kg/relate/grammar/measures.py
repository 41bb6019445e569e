"""How much of a thing is meant: all of it, more than half, or less."""

from collections.abc import Sequence

from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_ALL = WORDS["wholes"]
_MOST = ("majority", "controlling")
_PROPERTY = ("asset", "operation")
_MEASURES = ("percent", "pct", "%", "cent")


def is_all(part: Node) -> bool:
    """Tell "*all* shares of Acme" and "100 pct of Acme" from some of them.

    So "*the assets* of Acme" from "*oil assets* of Acme".
    """
    said = [part, *part.children]
    definite = any(word.lower == "the" for word in part.having("det"))
    told = definite and part.first("amod", "compound", "nummod") is None
    if part.lemma in _PROPERTY and told:
        return True
    return any(word.lower in _ALL for word in said) or is_most(part)


def is_most(part: Node) -> bool:
    """Tell "a *majority* stake" and "51 pct" from a lesser share.

    Who buys "the 60 pct it does not own" has less.
    """
    if any(clause.first("neg") for clause in part.having("relcl", "acl")):
        return False
    said = [part, *(c for c in part.children if c.i < part.i or c.case == "of")]
    return any(word.lower in _MOST or _is_over_half(word) for word in said)


def is_measured(predicate: Node, words: Sequence[str]) -> bool:
    """Tell whether one of the words says how far it goes: "20 *percent* owned"."""
    modifiers = [
        child
        for child in predicate.having("npmod", "advmod", "compound", "obj", "amod")
        if child.i < predicate.i
    ]
    left = predicate.before
    if left is not None and left.lower == "-":
        left = left.before  # "*majority*-owned by"
    if left is not None and left.mention is None and left.pos != "PRON":
        modifiers.append(left)
    return any(word.lower in words and not is_most(word) for word in modifiers)


def _is_over_half(measure: Node) -> bool:
    left = measure.before if measure.lemma in _MEASURES else None
    if left is not None and left.lower == "per":
        left = left.before
    number = left.lower.replace(".", "", 1) if left is not None else ""
    return number.isdecimal() and left is not None and 50 < float(left.lower) <= 100
