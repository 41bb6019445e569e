"""What the verb or adjective that governs a clause says of it: "failed *to buy*"."""

from kg.records import ASSERTED, NEGATED, POSSIBLE
from kg.relate.grammar.polarity import (
    Words,
    is_infinitive,
    is_negated,
    is_open_mark,
    negate,
    own,
)
from kg.relate.grammar.trees import Node
from kg.relate.judging.fates import is_closing, is_noun, keys_of

_PAST = ("was", "were", "been")


def under_clause(node: Node, head: Node, words: Words, status: str) -> str:
    """Judge a clause by the verb or adjective that governs it."""
    settled = is_open_mark(node, words)
    infinitive = is_infinitive(node)
    told = head.first("agent") is not None  # "reported by Roe" has a source
    rumour = head.passive and not told and head.lemma in words["rumour_verbs"]
    what_for = infinitive and _is_what_for(head, words)
    known = _is_known(node, head, words) and not settled
    if is_closing(head, words) and not what_for and not known:
        negative = True
        status = POSSIBLE if settled else negate(status)
    else:
        negative = False
        done = words["done_verbs"] | words["giving_up"]
        if head.lower == "going":
            done = frozenset[str]()  # "is *going* to buy"
        leaves_open = (
            rumour
            or head.lemma in words["open_verbs"]
            or _is_alleged(node, head, words)
            or head.lemma in words["open_adjectives"]
            or (head.lemma in words["open_nouns"] and is_noun(head))
            or (infinitive and not keys_of(head) & done)
        ) and not _was_so(head, words)
        if leaves_open and status == ASSERTED and not _asks_how(node):
            status = POSSIBLE
    if is_negated(head, words):
        if head.lemma in words["truths"]:
            return negate(status)
        if known:
            return status  # "did not *know* that it bought"
        if node.label != "comp" and head.lemma in words["hesitating_verbs"]:
            later = {aux.lower for aux in head.having("aux")} & words["modals"]
            return POSSIBLE if later - {"could", "can", "ca"} else ASSERTED
        if settled or negative or node.label == "comp":
            return POSSIBLE
        return NEGATED
    return own(head, words, status)


def _was_so(head: Node, words: Words) -> bool:
    """Tell "*was able* to buy Beta" and "is *known* to have bought it": it did."""
    if head.lower == "able":
        return any(verb.lower in _PAST for verb in head.having("cop"))
    return head.passive and head.lemma in words["finding_verbs"]


def _is_what_for(verb: Node, words: Words) -> bool:
    """Tell "quit *to join* Acme" from "failed to join" and "dropped its bid to"."""
    if verb.passive or verb.pos != "VERB":
        return False  # "was *unable* to buy"
    if keys_of(verb) & words["closed_to_verbs"]:
        return False
    planned = words["open_nouns"] | words["closed_nouns"]
    return all(part.lemma not in planned for part in verb.having("obj", "prep"))


def _asks_how(node: Node) -> bool:
    """Tell "wondered why it bought", which takes the deed for granted."""
    return any(
        child.lower in ("why", "how", "when", "where")
        for child in node.having("advmod", "mark")
    )


def _is_alleged(clause: Node, verb: Node, words: Words) -> bool:
    """Tell "sued Acme *for buying* Beta" from "sued Acme, accusing it"."""
    marks = {mark.lower for mark in clause.having("mark")}
    return verb.lemma in words["alleging_verbs"] and bool(marks & {"for", "of", "with"})


def _is_known(clause: Node, verb: Node, words: Words) -> bool:
    """Tell "forgot *that Acme bought*", which it did, from "forgot to buy"."""
    told = clause.label == "comp" and not is_infinitive(clause)
    return told and verb.lemma in words["factive_verbs"]


def is_judged(clause: Node, verb: Node, words: Words) -> bool:
    """Tell "praised Acme *for buying* Beta", which it did, from "sued it for"."""
    told = clause.tag == "VBG" and clause.first("neg") is None
    judged = words["judging_verbs"] - words["alleging_verbs"] - {"accuse", "arrest"}
    for_it = any(mark.lower == "for" for mark in clause.having("mark"))
    return told and for_it and verb.lemma in judged


def is_outcome(clause: Node) -> bool:
    """Tell "broke through *only to be stopped* by Roe", which is what came of it."""
    mark = clause.first("mark")
    word = mark.before if mark is not None and mark.lower == "to" else None
    return word is not None and word.lower == "only"
