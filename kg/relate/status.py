"""Whether a clause says that something is so, is not so, or leaves it open.

The judgement walks from the word that carries the claim up to the root of the sentence
and listens to what stands round each step: negation, modal verbs, "if" and "whether",
verbs and nouns of wanting, denying, rumour and plan, and the question mark. What is
taken for granted (an apposition, a relative clause, a title) is not touched by what
the rest of the sentence does. "Roe said that ..." leaves a claim as it is.

The idea of signatures of embedding verbs, and their lists, follow the literature on
implicative and factive verbs (Karttunen 1971; Nairn, Condoravdi and Karttunen 2006).
"""

from collections.abc import Mapping

from kg.records import ASSERTED, NEGATED, POSSIBLE
from kg.relate.trees import Node

Words = Mapping[str, frozenset[str]]

_PRESUPPOSED = (
    "appos",
    "relcl",
    "compound",
    "flat",
    "poss",
    "npmod",
    "amod",
    "list",
    "acl",
)
_NOMINAL_STEPS = ("obj", "prep", "subj_pass", "iobj", "obj2", "agent", "subj")
_CLAUSE_STEPS = ("xcomp", "comp", "advcl", "csubj", "csubj_pass")


def judge(predicate: Node, words: Words, *, deed: bool = False) -> str:
    """Return the status of what a word claims.

    With `deed`, the word is a noun that tells a deed ("the acquisition of"), which
    shares the fate of the verb it depends on; other nouns are taken for granted.
    """
    status = _own(predicate, words, ASSERTED)
    node = predicate
    for _ in range(40):
        if node.head is None:
            return _if_question(node, status)
        step = _step(node, words, status, deed=deed)
        if step is None:
            return status
        status, deed = step
        node = node.head
    return status


def _step(
    node: Node, words: Words, status: str, *, deed: bool
) -> tuple[str, bool] | None:
    """Judge one step upwards; None where the rest of the sentence does not matter."""
    head = node.head
    if head is None:
        return None
    if node.label in ("acl", "relcl") and _is_content(node, head, words):
        if _is_means(head, words):
            return status, True
        return _own(head, words, _under_noun(head, words, status)), True
    if node.label == "relcl" and _is_cleft(head):
        return _own(head, words, status), False
    if node.label in _PRESUPPOSED:
        return None
    if node.label in _CLAUSE_STEPS:
        if node.label == "advcl" and _is_aside(node, head):
            return None
        return _under_clause(node, head, words, status), deed
    if node.label == "prep" and node.case == "as":
        return _own(head, words, status), False
    if node.label in _NOMINAL_STEPS:
        if not deed:
            return None
        return _under_deed(node, head, words, status)
    if node.label == "conj":
        shared = node.token.tag_ == "VB" or not _is_clause(node)
        alone = not any(node.having("subj", "subj_pass", "aux", "cop"))
        return (_own(head, words, status) if shared and alone else status), deed
    return status, deed


def _is_cleft(noun: Node) -> bool:
    """Tell "it was not Roe who founded", where "not" is about the founding."""
    return noun.first("cop") is not None and any(
        child.lower == "it" for child in noun.having("subj", "expl")
    )


def _is_content(node: Node, noun: Node, words: Words) -> bool:
    """Tell "plans to buy" and "rumours that it bought" from "the firm it bought"."""
    if _is_infinitive(node):
        return True
    told = any(mark.lower == "that" for mark in node.having("mark"))
    about = any(mark.lower in ("of", "about") for mark in node.having("mark"))
    nouns = words["open_nouns"] | words["closed_nouns"]
    return noun.mention is None and (told or about) and noun.lemma in nouns


def _is_means(noun: Node, words: Words) -> bool:
    """Tell "used its money to buy", which was done, from "had the money to buy"."""
    verb = noun.head
    used = verb is not None and verb.lemma in words["done_verbs"]
    return noun.label == "obj" and used and noun.lemma not in words["open_nouns"]


def _own(node: Node, words: Words, status: str) -> str:
    """Judge by what hangs on the word itself."""
    if _is_open_mark(node, words):
        return POSSIBLE
    if any(child.lower in words["closed_marks"] for child in node.having("mark")):
        status = _negate(status)
    if any(_is_modal(child, words) for child in node.children) or _is_plan(node):
        status = NEGATED if status == NEGATED else POSSIBLE
    modifiers = {
        child.lower for child in node.having("amod", "advmod", "det", "compound")
    } | {child.lemma for child in node.having("amod")}
    if modifiers & (words["open_adverbs"] | words["open_adjectives"]):
        status = NEGATED if status == NEGATED else POSSIBLE
    if modifiers & (words["closed_adverbs"] | words["closed_adjectives"]):
        status = NEGATED
    if _is_negated(node, words):
        status = POSSIBLE if _may_not(node) else _negate(status)
    return status


def _negate(status: str) -> str:
    """Turn a fact into its denial; a denied possibility is a denial, too."""
    return NEGATED if status != NEGATED else POSSIBLE


def _is_open_mark(node: Node, words: Words) -> bool:
    return any(
        child.lower in words["open_marks"] for child in node.having("mark", "advmod")
    )


def _is_modal(child: Node, words: Words) -> bool:
    return child.label == "aux" and child.lower in words["modals"]


def _may_not(node: Node) -> bool:
    """Tell "may not have" (open) from "will not" and "could not" (denied)."""
    return any(c.lower in ("may", "might") for c in node.having("aux"))


def _is_plan(node: Node) -> bool:
    """Tell "Acme to buy Beta" and "is to buy": an infinitive where a clause stands."""
    return node.label in ("root", "comp", "conj", "parataxis", "relcl") and (
        _is_infinitive(node)
    )


def _is_infinitive(node: Node) -> bool:
    return any(child.lower == "to" for child in node.having("mark", "aux"))


def _is_clause(node: Node) -> bool:
    return node.token.pos_ in ("VERB", "AUX") or node.first("cop") is not None


def _is_negated(node: Node, words: Words) -> bool:
    """Find a negation on the word, on its subject ("neither") or its object ("no")."""
    if any(child.label == "neg" for child in node.children):
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
        grandchild.lower == "neither"
        for child in node.having("subj", "subj_pass")
        for grandchild in child.children
    )


def _says_no_longer(node: Node) -> bool:
    return any(
        child.lower in ("longer", "more")
        and child.i > node.token.sent.start
        and child.token.nbor(-1).lower_ == "no"
        for child in node.having("advmod", "npmod", "amod")
    )


def _under_noun(noun: Node, words: Words, status: str) -> str:
    """Judge a clause by the noun it explains: "plans to buy", "failure to buy"."""
    if noun.lemma in words["closed_nouns"]:
        return _negate(status)
    if noun.lemma in words["open_nouns"] or status == ASSERTED:
        return NEGATED if status == NEGATED else POSSIBLE
    return status


def _is_closing(head: Node, words: Words) -> bool:
    """Tell words that say that what they govern did not come about: "called off"."""
    if _is_noun(head):
        return head.lemma in words["closed_nouns"]
    keys = {
        head.lemma,
        *(f"{head.lemma} {child.lower}" for child in head.having("prt", "advmod")),
    }
    return (
        bool(keys & words["closed_verbs"]) or head.lower in words["closed_adjectives"]
    )


def _is_noun(node: Node) -> bool:
    return node.token.pos_ in ("NOUN", "PROPN")


def _asks_how(node: Node) -> bool:
    """Tell "wondered why it bought", which takes the deed for granted."""
    return any(
        child.lower in ("why", "how", "when", "where")
        for child in node.having("advmod", "mark")
    )


def _is_aside(node: Node, head: Node) -> bool:
    """Tell adverbial clauses that stand on their own feet from those that do not."""
    if _is_infinitive(node):
        return False
    marks = {child.lower for child in node.having("mark")}
    if marks:
        return not marks & {"by", "in", "of", "about", "from", "on", "for", "to"}
    if node.token.tag_ == "VBG":
        return node.i < head.i
    return True


def _under_clause(node: Node, head: Node, words: Words, status: str) -> str:
    """Judge a clause by the verb or adjective that governs it."""
    settled = _is_open_mark(node, words)
    infinitive = _is_infinitive(node)
    rumour = head.passive and head.lemma in words["rumour_verbs"]
    if _is_closing(head, words):
        negative = True
        status = POSSIBLE if settled else _negate(status)
    else:
        negative = False
        leaves_open = (
            rumour
            or head.lemma in words["open_verbs"]
            or head.lemma in words["open_adjectives"]
            or (head.lemma in words["open_nouns"] and _is_noun(head))
            or (infinitive and head.lemma not in words["done_verbs"])
        )
        if leaves_open and status == ASSERTED and not _asks_how(node):
            status = POSSIBLE
    if _is_negated(head, words):
        if head.lemma in words["truths"]:
            return _negate(status)
        if settled or negative or node.label == "comp":
            return POSSIBLE
        return NEGATED
    return _own(head, words, status)


def _under_deed(
    node: Node, head: Node, words: Words, status: str
) -> tuple[str, bool] | None:
    """Judge a deed by what becomes of it: "completed / blocked the purchase"."""
    if node.label == "subj" and not head.passive:
        if head.lemma in words["collapse_verbs"]:
            return _negate(status), False
        if head.first("cop") is not None:
            return _own(head, words, _by_adjective(head, words, status)), False
        return None
    if head.mention is not None or (node.label == "prep" and _is_scene(node, head)):
        return None
    if _is_closing(head, words):
        return _own(head, words, _negate(status)), True
    open_words = words["open_verbs"] | words["open_adjectives"] | words["open_nouns"]
    if head.lemma in open_words and status == ASSERTED:
        status = POSSIBLE
    if _is_noun(head) and head.lemma not in open_words:
        return None
    if head.lemma in words["telling_verbs"] and _is_negated(head, words):
        return POSSIBLE, True
    return _own(head, words, status), True


def _is_scene(node: Node, head: Node) -> bool:
    """Tell "discussed *in the meeting*", which took place, from "talks *on* one"."""
    scenes = ("in", "at", "during", "after", "before", "since", "following", "by")
    return node.case in scenes and head.token.pos_ not in ("NOUN", "ADJ", "PROPN")


def _by_adjective(head: Node, words: Words, status: str) -> str:
    """Judge "the purchase is likely" and "the purchase is impossible"."""
    if head.lemma in words["closed_adjectives"]:
        return NEGATED
    if head.lemma in words["open_adjectives"] and status == ASSERTED:
        return POSSIBLE
    return status


def _if_question(root: Node, status: str) -> str:
    """Leave open what a sentence only asks."""
    text = root.token.sent.text.rstrip("\"'”’) \n")
    return POSSIBLE if text.endswith("?") and status == ASSERTED else status
