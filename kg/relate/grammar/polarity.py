"""What hangs on a word itself: negation, modal verbs, "if", "reportedly"."""

from collections.abc import Mapping

from kg.records import NEGATED, POSSIBLE
from kg.relate.grammar.trees import Node

Words = Mapping[str, frozenset[str]]

_LATER = ("would", "'d", "’d")
_WILL = ("will", "'ll", "’ll", "shall")
_GOING_ON = ("continue", "remain", "stay", "keep", "retain")


def own(node: Node, words: Words, status: str) -> str:
    """Judge by what hangs on the word itself."""
    if is_open_mark(node, words):
        return POSSIBLE
    marks = [child.lower in words["closed_marks"] for child in node.having("mark")]
    marks += [_is_rather_than(child) for child in node.having("advmod", "cc")]
    if any(marks):
        status = negate(status)
    if any(_is_modal(child, words) for child in node.children) or is_plan(node):
        status = NEGATED if status == NEGATED else POSSIBLE
    before = {child.lower for child in node.having("amod", "det", "compound")}
    before |= {child.lemma for child in node.having("amod")}
    modifiers = {
        child.lower for child in node.having("advmod") if not _is_measuring(child)
    }
    modifiers |= before - words["predicative"]
    if modifiers & (words["open_adverbs"] | words["open_adjectives"]):
        status = NEGATED if status == NEGATED else POSSIBLE
    if modifiers & (words["closed_adverbs"] | words["closed_adjectives"]):
        status = NEGATED
    if is_negated(node, words):
        status = POSSIBLE if _may_not(node) else negate(status)
    return status


def _is_measuring(adverb: Node) -> bool:
    """Tell "spent *nearly* all his career" from "nearly bought Acme"."""
    if adverb.lower not in ("nearly", "almost"):
        return False
    last = adverb.i + 1 >= adverb.token.sent.end
    return not last and adverb.token.nbor(1).pos_ in ("DET", "PRON", "NUM", "ADJ")


def is_excluded(name: Node) -> bool:
    """Tell Beta of "bought Acme but *not Beta*", "neither Acme *nor Beta*"."""
    if name.label not in ("conj", "appos", "agent", "prep", "obj", "npmod"):
        return False
    before = [child for child in name.children if child.i < name.i]
    for word in before:
        if word.lower in ("nor", "neither") or _is_rather_than(word):
            return True
        if word.label == "neg" and not _is_mere(word):
            return True
    start = min((name.start, *(child.i for child in before)))
    left = [t.lower_ for t in name.token.doc[max(start - 2, 0) : start]]
    return left in (["instead", "of"], ["rather", "than"])


def negate(status: str) -> str:
    """Turn a fact into its denial; a denied possibility is a denial, too."""
    return NEGATED if status != NEGATED else POSSIBLE


def is_open_mark(node: Node, words: Words) -> bool:
    """Tell a clause behind "if", "whether", "unless", and "is *due* to buy"."""
    if any(child.lower == "due" for child in node.having("mark", "case")):
        return node.pos == "VERB" and node.tag != "VBG"
    if _is_supposed(node):
        return True
    return any(
        child.lower in words["open_marks"] for child in node.having("mark", "advmod")
    )


def _is_supposed(verb: Node) -> bool:
    """Tell "*Had* Acme bought Beta, it would", where the auxiliary opens the clause."""
    subject = verb.first("subj", "subj_pass")
    opening = verb.first("aux") if subject is not None else None
    if subject is None or opening is None or opening.lower != "had":
        return False
    first = opening.before is None or opening.before.lower in (",", ";")
    return first and opening.i < subject.i < verb.i


def _is_rather_than(word: Node) -> bool:
    """Tell "*rather than* buy Acme" from "rather" alone."""
    return word.lower == "rather" and any(c.lower == "than" for c in word.children)


def _is_modal(child: Node, words: Words) -> bool:
    """Tell a modal verb from the "would" of what came about later, and from "had"."""
    if child.label != "aux" or child.lower not in words["modals"]:
        return False
    verb = child.head
    if verb is not None and child.lower in _WILL and verb.lemma in _GOING_ON:
        return False  # "will *continue* to work for Acme", and does so
    if verb is None or verb.label == "comp" or child.lower not in _LATER:
        return True  # "said it would later buy"
    if child.lower != "would" and verb.tag == "VBN":
        return False  # "who'd worked there"
    told = {other.lower for other in verb.having("prt", "advmod", "prep")}
    goes_on = verb.lemma == "go" and "on" in told
    return not (goes_on or told & words["hindsights"])


def _may_not(node: Node) -> bool:
    """Tell "may not have" (open) from "will not" and "could not" (denied)."""
    return any(c.lower in ("may", "might") for c in node.having("aux"))


def is_plan(node: Node) -> bool:
    """Tell "Acme to buy Beta" and "is to buy": an infinitive where a clause stands."""
    return node.label in ("root", "comp", "conj", "parataxis", "relcl") and (
        is_infinitive(node)
    )


def is_infinitive(node: Node) -> bool:
    """Tell a verb behind "to", not "in addition to *running* Acme"."""
    besides = node.head is not None and node.head.lower == "addition"
    marks = [child.lower for child in node.having("mark", "aux")]
    return "to" in marks and not besides


def is_clause(node: Node) -> bool:
    """Tell a verb, or a predicate behind "be"."""
    return node.pos in ("VERB", "AUX") or node.first("cop") is not None


def is_negated(node: Node, words: Words) -> bool:
    """Find a negation on the word, on its subject ("neither") or its object ("no")."""
    single = any(child.lower in ("only", "sole") for child in node.having("amod"))
    if single and node.first("cop") is not None:
        return False  # "was not the *only* director", but one
    if any(child.label == "neg" and not _is_mere(child) for child in node.children):
        return True
    if any(
        child.lower in words["negators"]
        for child in node.having("advmod", "det", "preconj", "cc")
        if child.lower not in ("no", "nor") or child.label != "advmod"
    ):
        return any(child.lower != "nor" for child in node.having("neg")) or any(
            child.lower in words["negators"] and child.lower != "nor"
            for child in node.having("advmod", "det", "preconj", "cc")
        )
    if _says_no_longer(node):
        return True
    return any(
        grandchild.lower in ("neither", "no")
        for child in node.having("subj", "subj_pass")
        for grandchild in child.having("det", "preconj", "cc", "advmod")
    ) or any(_is_nobody(child) for child in node.having("subj", "advmod"))


def _is_nobody(word: Node) -> bool:
    """Tell "*nobody* said" and "never *before* had"."""
    never = word.label == "advmod" and any(c.lower == "never" for c in word.children)
    return never or word.lower in ("nobody", "none")


def _is_mere(negation: Node) -> bool:
    """Tell "*not just* its chairman", who is that at least."""
    token = negation.token
    if token.i + 1 >= token.sent.end:
        return False
    return token.nbor().lower_ in ("just", "only", "merely", "simply", "solely")


def _says_no_longer(node: Node) -> bool:
    return any(
        child.lower in ("longer", "more")
        and child.i > node.token.sent.start
        and child.token.nbor(-1).lower_ == "no"
        for child in node.having("advmod", "npmod", "amod")
    )
