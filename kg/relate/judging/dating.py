"""Which date of a sentence belongs to a claim."""

from collections.abc import Mapping, Sequence

from kg.relate.grammar.trees import Node
from kg.relate.judging.when import dates_in

_PARTS = ("relcl", "acl", "comp", "advcl", "conj", "parataxis")
_STEPS = 6
"""Words between a date and its verb: "in the first quarter of the year 2001"."""


def date_of(
    predicate: Node,
    nodes: Sequence[Node],
    words: Mapping[str, frozenset[str]],
    *,
    reference: str = "",
    future: bool = False,
    deed: bool = False,
) -> str:
    """Return the ISO date that hangs on the claim's own word or clause, or "".

    `reference` is the date of the document, by which "last May" is placed; `future`
    says that the claim tells what is to come. With `deed` the word shares the clause
    of the verb it depends on.
    """
    sentence = predicate.token.sent
    start = sentence.start_char
    ahead = future or _is_under_way(predicate)
    found = list(dates_in(sentence.text, reference, future=ahead))
    if not found:
        return ""
    clause = _clause(predicate, words, deed=deed)
    for left, right, iso in found:
        if _is_parted(predicate, start + left):
            continue
        inside = [n for n in nodes if left <= n.token.idx - start < right]
        if any(_hangs_on(node, clause) for node in inside):
            return iso
    return ""


def _is_under_way(predicate: Node) -> bool:
    """Tell "is meeting her on Thursday", which looks ahead."""
    return predicate.tag == "VBG" and any(
        child.lower in ("is", "are", "am", "'s", "'re")
        for child in predicate.having("aux")
    )


def _clause(
    predicate: Node, words: Mapping[str, frozenset[str]], *, deed: bool
) -> Sequence[Node]:
    """Return the words on which a date of the claim may hang.

    "was named *chairman* in May": the verb tells when. A title that is only somebody's
    name ("met the *founder* in May") has no part in it.
    """
    found, node = [predicate], predicate
    while node.head is not None and len(found) < _STEPS:
        role = node.head.lemma in words["role_verbs"] and (
            node.label in ("xcomp", "obj") or (node.label == "prep" and node.case)
        )
        shared = deed and node.label in ("obj", "subj_pass", "prep")
        if node.label == "subj" or not (role or shared):
            break
        node = node.head
        found.append(node)
    return found


def _is_parted(predicate: Node, date: int) -> bool:
    """Tell whether "who" or "which" stands between a predicate and a date."""
    return any(
        token.lower_ in ("who", "which", "whose")
        for token in predicate.token.sent
        if predicate.token.idx < token.idx < date
    )


def _hangs_on(node: Node, clause: Sequence[Node]) -> bool:
    """Tell whether a word belongs to the clause of the predicate."""
    steps: Node | None = node
    for _ in range(_STEPS):
        if steps is None:
            return False
        if steps in clause:
            return True
        if steps.label in _PARTS:
            return False
        steps = steps.head
    return False
