"""Lists of sums: "$1 million from Acme, *$3 million from Beta* and *$5,000 from Roe*".

So with degrees: "a B.A. from Acme, *an M.B.A. from Beta*". A parser hangs each further
one on the name before it, or leaves it loose, with its own giver or taker below. The
words of such a list repeat one preposition, which tells.
"""

from collections.abc import Sequence
from itertools import dropwhile

from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_MONEY = WORDS["money"]
_DEGREES = WORDS["degrees"]
_IN_DEGREES = ("DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "CCONJ", "PRON", "PUNCT")
_COUNTED = (*_MONEY, "grant", "gift", "donation", "award", "of", "more", "nearly")
_CASES = ("from", "to", "by")
_JOINTS = (",", ";", "and", "&", "plus", "while")
_AROUND = ("CD", "$", "JJ", "JJR", "DT", "RB")
_FAR = 8
"""How many words a sum may have: "and a further 2.5 million dollars from"."""


def mend_sums(nodes: Sequence[Node]) -> None:
    """Join the names behind further sums to the list of the first one, in place."""
    for name in nodes:
        given = name.mention is not None and name.case in _CASES
        before = _before_sum(name) if given else None
        if before is None or before.case != name.case:
            continue
        if before.list_head is not name and not is_above(name, before):
            hang(name, before.list_head, "conj")


def _before_sum(name: Node) -> Node | None:
    """Return Acme for the Beta of "from Acme *and $3 million* from Beta"."""
    word = name.before
    while word is not None and word.pos in ("DET", "ADJ", "NOUN"):
        word = word.before
    if word is None or word.lower != name.case:
        return None
    word = word.before
    between: list[Node] = []
    while word is not None and word.mention is None and len(between) < _FAR:
        between.insert(0, word)
        word = word.before
    amount = list(dropwhile(lambda node: node.lower in _JOINTS, between))
    joined = len(amount) < len(between)
    counted = all(n.lemma in _COUNTED or n.tag in _AROUND for n in amount)
    money = any(n.lower in _MONEY or n.lemma in _MONEY for n in amount)
    learnt = any({n.lower, n.lemma} & _DEGREES for n in amount)
    plain = all(n.pos in _IN_DEGREES for n in amount)
    return word if joined and ((counted and money) or (learnt and plain)) else None
