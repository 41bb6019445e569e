"""Relative clauses behind a list or an aside: "A and B, *who* left", said of B."""

from kg.records import PERSON
from kg.relate.grammar.clauses import EXEMPLIFYING, ancestors, is_of_several
from kg.relate.grammar.gaps import before_bracket
from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_PLURAL = ("are", "were", "have", "all", "both")
_LOOSE = ("comp", "conj", "parataxis", "advcl", "dep")
_HELD = WORDS["holdings"] | {"position", "purchase", "share", "acquisition"}


def mend_relative(pronoun: Node) -> None:
    """Hang "A and B, *who* left" on B, the name right before the comma."""
    name = name_before(pronoun)
    clause = next((n for n in ancestors(pronoun) if n.label == "relcl"), None)
    if name is not None and clause is None:
        _mend_loose(pronoun, name)
    if name is None or name.mention is None or clause is None or clause.head is name:
        return
    behind = pronoun.token.i + 1
    doc = pronoun.token.doc
    if behind < len(doc) and doc[behind].lower_ in _PLURAL:
        return
    if is_of_several(pronoun):
        return
    personal = pronoun.lower != "which"
    if name.mention.kind and (name.mention.kind == PERSON) != personal:
        return
    joints: tuple[str, ...] = ("conj", "appos", "flat")
    head = clause.head
    if head is not None and head.mention is not None and _is_beside(name, head):
        hang(clause, name, "relcl")  # "the sale of Acme to Beta, *which is* small"
        return
    if personal and name.head is head and name.case in ("by", "with"):
        hang(clause, name, "relcl")  # "a book by Roe, *who bought Acme*"
        return
    undergoes = pronoun.label in ("obj", "prep")
    held = head is not None and head.lemma in _HELD  # "a stake in Acme, *which* it got"
    undergoes = undergoes or (not personal and _is_person(head))
    if undergoes and head is not None and head.mention is None and not held:
        joints = (*joints, "prep")  # "a plant of Acme, *which Beta owns*"
        if name.label == "prep" and name.head is head.head:
            hang(clause, name, "relcl")  # "bought beets from Acme, *which Beta owns*"
            return
    above: Node | None = name
    while above is not None and (above.label in joints or above.case in EXEMPLIFYING):
        above = above.head
        if above is clause.head and not is_above(clause, name):
            hang(clause, name, "relcl")
            return


def _is_person(noun: Node | None) -> bool:
    """Tell the head of "Roe is *head* of Acme, which": nobody is "which"."""
    told = noun.first("subj") if noun is not None and noun.first("cop") else None
    if told is None and noun is not None and noun.label == "appos":
        told = noun.head
    return told is not None and told.mention is not None and told.mention.kind == PERSON


def _is_beside(name: Node, other: Node) -> bool:
    """Tell "of Acme" and "to Beta" behind one noun or verb."""
    return name.label == other.label == "prep" and name.head is other.head


def _mend_loose(pronoun: Node, name: Node) -> None:
    """Hang "Acme, *which Beta owns*, denies it" on Acme, from the verb behind it."""
    verb = pronoun.head
    if verb is None or verb.i < pronoun.i or is_above(verb, name):
        return
    if verb.label in _LOOSE and pronoun.label in ("subj", "subj_pass", "obj"):
        hang(verb, name, "relcl")


def name_before(word: Node) -> Node | None:
    """Return the name that ends at the comma before a word, an aside after it left out.

    "Acme (AC), *which*" leads to Acme.
    """
    comma = word.before
    if comma is not None and comma.label == "case" and comma.head is word:
        comma = comma.before  # "Acme, *of* which"
    node = comma.before if comma is not None and comma.lower == "," else None
    if node is not None and node.lower == ")":
        node = before_bracket(node)
    return node if node is not None and node.mention is not None else None
