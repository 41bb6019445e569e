"""What becomes of a deed that a noun tells: "completed / blocked *the purchase*"."""

from kg.records import ASSERTED, NEGATED, POSSIBLE
from kg.relate.grammar.polarity import Words, is_negated, negate, own
from kg.relate.grammar.trees import Node

_IMAGINED = ("would", "could", "might")  # "a merger of A and B *would* create"
_HELD = ("talk", "meeting", "negotiation", "discussion", "summit", "conversation")
_FEELING = (
    *("happy", "happier", "unhappy", "pleased", "delighted", "thrilled", "proud"),
    *("satisfied", "dissatisfied", "content", "comfortable", "impressed", "surprised"),
    *("glad", "disappointed", "angry", "upset", "excited", "grateful", "enthusiastic"),
)
_TIED = ("related", "linked", "connected", "tied", "affected", "comparable")


def under_deed(
    node: Node, head: Node, words: Words, status: str
) -> tuple[str, bool] | None:
    """Judge a deed by what becomes of it: "completed / blocked the purchase"."""
    if head.lemma in words["pending_verbs"] or head.lower in words["pending"]:
        status = POSSIBLE if status == ASSERTED else status
    elif head.lemma == "fail" and node.case == "in":
        return own(head, words, negate(status)), True  # "failed *in its purchase* of"
    if node.label == "subj" and not head.passive:
        if head.lemma in words["collapse_verbs"]:
            if node.lemma in _HELD:
                return None  # "the *talks* failed", which there were
            return negate(status), False
        if head.lemma in words["happening_verbs"] and is_negated(head, words):
            return own(head, words, status), False
        if head.first("cop") is not None:
            return own(head, words, _by_adjective(head, words, status)), False
        imagined = any(aux.lower in _IMAGINED for aux in head.having("aux"))
        imagined = imagined or status == POSSIBLE
        return (POSSIBLE, False) if imagined and status != NEGATED else None
    if head.mention is not None or (node.label == "prep" and _is_scene(node, head)):
        return None
    if head.lower in _FEELING and node.case in ("with", "by", "at", "about", "over"):
        return None  # "was not happy *with the purchase*"
    if head.lower in _TIED and node.case in ("to", "with", "by"):
        return None  # "is not related *to the fine*", which there is
    left = words["leaving_verbs"] | words["giving_up"]
    if node.lemma in words["posts"] and keys_of(head) & left:
        return None  # "plans to quit her Acme *post*", which she has
    if is_closing(head, words):
        later = own(head, words, ASSERTED) == POSSIBLE  # "may block *the purchase*"
        return own(head, words, POSSIBLE if later else negate(status)), True
    open_words = words["open_verbs"] | words["open_adjectives"] | words["open_nouns"]
    if head.lemma in open_words and not _is_done(head) and status == ASSERTED:
        status = POSSIBLE
    if is_noun(head) and head.lemma not in open_words:
        return None
    unchanged = words["telling_verbs"] | words["changing_verbs"]
    if head.lemma in unchanged and is_negated(head, words):
        return POSSIBLE, True
    return own(head, words, status), True


def _is_done(verb: Node) -> bool:
    """Tell "*opened* an inquiry", "*closed* the purchase" from "is open", "close"."""
    return verb.lemma in ("open", "close", "free") and verb.tag[:2] == "VB"


def _is_scene(node: Node, head: Node) -> bool:
    """Tell "discussed *in the meeting*", which took place, from "talks *on* one"."""
    scenes = ("in", "at", "during", "after", "before", "since", "following", "by")
    return node.case in scenes and head.pos not in ("NOUN", "ADJ", "PROPN")


def _by_adjective(head: Node, words: Words, status: str) -> str:
    """Judge "the purchase is likely" and "the purchase is impossible"."""
    if head.lemma in words["closed_adjectives"] or is_groundless(head, words):
        return NEGATED
    if head.lemma in words["open_adjectives"] and status == ASSERTED:
        return POSSIBLE
    return status


def is_groundless(told: Node, words: Words) -> bool:
    """Tell what is "without foundation"."""
    return told.case == "without" and told.lemma in words["grounds"]


def is_closing(head: Node, words: Words) -> bool:
    """Tell words that say that what they govern did not come about: "called off"."""
    if is_noun(head):
        return head.lemma in words["closed_nouns"]
    if head.lemma == "change" and any(c.lemma == "mind" for c in head.having("obj")):
        return True  # "changed its mind about buying"
    known = words["closed_verbs"]
    return bool(keys_of(head) & known) or head.lower in words["closed_adjectives"]


def is_noun(node: Node) -> bool:
    return node.pos in ("NOUN", "PROPN")


def keys_of(verb: Node) -> set[str]:
    """Return a verb alone, and with what stands by it: "drop", "drop out"."""
    beside = [child.lower for child in verb.having("prt", "advmod")]
    beside += [part.case.partition(" ")[0] for part in verb.having("prep")]  # "out of"
    return {verb.lemma, *(f"{verb.lemma} {word}" for word in beside)}
