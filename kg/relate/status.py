"""Whether a clause says that something is so, is not so, or leaves it open.

The judgement walks from the word that carries the claim up to the root of the sentence
and listens to what stands round each step: negation, modal verbs, "if" and "whether",
verbs and nouns of wanting, denying, rumour and plan, and the question mark. What is
taken for granted (an apposition, a relative clause, a title) is not touched by what
the rest of the sentence does. "Roe said that ..." leaves a claim as it is.

The idea of signatures of embedding verbs, and their lists, follow the literature on
implicative and factive verbs (Karttunen 1971; Nairn, Condoravdi and Karttunen 2006).
"""

from kg.records import ASSERTED, NEGATED, POSSIBLE
from kg.relate.polarity import (
    Words,
    is_clause,
    is_infinitive,
    is_negated,
    is_open_mark,
    negate,
    own,
)
from kg.relate.trees import Node

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
_PAST = ("was", "were", "been")
_IMAGINED = ("would", "could", "might")  # "a merger of A and B *would* create"
_TIED = ("related", "linked", "connected", "tied", "affected", "comparable")
_THANKING = ("thank", "acknowledge", "congratulate")
_CLAUSE_STEPS = ("xcomp", "comp", "advcl", "csubj", "csubj_pass")


def judge(predicate: Node, words: Words, *, deed: bool = False) -> str:
    """Return the status of what a word claims.

    With `deed`, the word is a noun that tells a deed ("the acquisition of"), which
    shares the fate of the verb it depends on; other nouns are taken for granted.
    """
    status = own(predicate, words, ASSERTED)
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
        if _is_first(head, words):
            return own(head, words, status), False
        return own(head, words, _under_noun(head, words, status)), True
    if node.label == "relcl" and _is_cleft(head):
        return own(head, words, status), False
    if node.label in _PRESUPPOSED:
        return None
    if node.label in _CLAUSE_STEPS:
        if node.label == "advcl" and _is_aside(node, head):
            return None
        if node.label == "xcomp" and node.lemma in _THANKING:
            return None  # "would like *to thank* Acme for its support"
        return _under_clause(node, head, words, status), deed
    if node.label == "obj2" and not deed:
        return own(head, words, status), False  # "may make Roe *its head*"
    taken = _is_taken(head, words)
    if node.label == "prep" and node.case == "of" and taken:
        return own(head, words, status), True  # "may take up *the post* of chairman"
    if node.label == "prep" and node.case == "as":
        if node.i < head.i and is_clause(head):
            return None  # "*as its owner*, Acme may sell it"
        given = head.lemma in words["role_deeds"] - words["posts"]
        return own(
            head, words, status
        ), given or taken  # "his *appointment* as chairman"
    if node.label in _NOMINAL_STEPS:
        if not deed:
            return None
        return _under_deed(node, head, words, status)
    if node.label == "conj":
        shared = node.token.tag_ == "VB" or not is_clause(node)
        alone = not any(node.having("subj", "subj_pass", "aux", "cop"))
        return (own(head, words, status) if shared and alone else status), deed
    return status, deed


def _is_taken(post: Node, words: Words) -> bool:
    """Tell "may take up *a post*" from "quit *a post*", which somebody had."""
    verb = post.head if post.label == "obj" else None
    if verb is None or post.lemma not in words["posts"]:
        return False
    return not _keys(verb) & words["leaving_verbs"]


def _is_cleft(noun: Node) -> bool:
    """Tell "it was not Roe who founded", where "not" is about the founding."""
    return noun.first("cop") is not None and any(
        child.lower == "it" for child in noun.having("subj", "expl")
    )


def _is_content(node: Node, noun: Node, words: Words) -> bool:
    """Tell "plans to buy" and "rumours that it bought" from "the firm it bought"."""
    if is_infinitive(node):
        return True
    objects = node.having("obj")
    told = any(mark.lower == "that" for mark in node.having("mark")) or (
        len(objects) > 1 and objects[0].lower == "that"
    )
    about = any(mark.lower in ("of", "about") for mark in node.having("mark"))
    nouns = words["open_nouns"] | words["closed_nouns"]
    return noun.mention is None and (told or about) and noun.lemma in nouns


def _is_means(noun: Node, words: Words) -> bool:
    """Tell "used its money to buy", which was done, from "had the money to buy"."""
    verb = noun.head
    used = verb is not None and verb.lemma in words["done_verbs"]
    return noun.label == "obj" and used and noun.lemma not in words["open_nouns"]


def _is_first(noun: Node, words: Words) -> bool:
    """Tell "the *third* woman to lead Acme", who did, from "the only way to"."""
    if noun.lemma in words["open_nouns"] | words["ways"] | words["contenders"]:
        return False
    ranked = [noun, *noun.having("amod", "nummod", "compound", "advmod")]
    return any(word.lower in words["ranks"] for word in ranked)


def _was_so(head: Node, words: Words) -> bool:
    """Tell "*was able* to buy Beta" and "is *known* to have bought it": it did."""
    if head.lower == "able":
        return any(verb.lower in _PAST for verb in head.having("cop"))
    return head.passive and head.lemma in words["finding_verbs"]


def _under_noun(noun: Node, words: Words, status: str) -> str:
    """Judge a clause by the noun it explains: "plans to buy", "failure to buy"."""
    if noun.lemma in words["closed_nouns"] or _is_denied(noun, words):
        return negate(status)
    if noun.lemma in words["appointments"]:
        return status  # "the appointment of Roe *to succeed* Doe"
    if noun.lemma in words["open_nouns"] or status == ASSERTED:
        return NEGATED if status == NEGATED else POSSIBLE
    return status


def _is_denied(noun: Node, words: Words) -> bool:
    """Tell "*reports* that it bought Acme were false" and "without foundation"."""
    told = noun.head
    if told is None or noun.label not in ("subj", "subj_pass"):
        return False
    false = words["falsehoods"] | words["closed_adjectives"]
    return _is_groundless(told, words) or bool({told.lower, told.lemma} & false)


def _is_groundless(told: Node, words: Words) -> bool:
    """Tell what is "without foundation"."""
    return told.case == "without" and told.lemma in words["grounds"]


def _is_closing(head: Node, words: Words) -> bool:
    """Tell words that say that what they govern did not come about: "called off"."""
    if _is_noun(head):
        return head.lemma in words["closed_nouns"]
    known = words["closed_verbs"]
    return bool(_keys(head) & known) or head.lower in words["closed_adjectives"]


def _is_what_for(verb: Node, words: Words) -> bool:
    """Tell "quit *to join* Acme" from "failed to join" and "dropped its bid to"."""
    if verb.passive or _is_noun(verb) or verb.lemma in words["closed_to_verbs"]:
        return False
    planned = words["open_nouns"] | words["closed_nouns"]
    return all(part.lemma not in planned for part in verb.having("obj", "prep"))


def _keys(verb: Node) -> set[str]:
    """Return a verb alone, and with what stands by it: "drop", "drop out"."""
    beside = [child.lower for child in verb.having("prt", "advmod")]
    beside += [part.case.partition(" ")[0] for part in verb.having("prep")]  # "out of"
    return {verb.lemma, *(f"{verb.lemma} {word}" for word in beside)}


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
    if is_infinitive(node):
        return False
    marks = {child.lower for child in node.having("mark")}
    if marks:
        return not marks & {"by", "in", "of", "about", "from", "on", "for", "to"}
    if node.token.tag_ == "VBG":
        return node.i < head.i
    return True


def _under_clause(node: Node, head: Node, words: Words, status: str) -> str:
    """Judge a clause by the verb or adjective that governs it."""
    settled = is_open_mark(node, words)
    infinitive = is_infinitive(node)
    told = head.first("agent") is not None  # "reported by Roe" has a source
    rumour = head.passive and not told and head.lemma in words["rumour_verbs"]
    what_for = infinitive and _is_what_for(head, words)
    if _is_closing(head, words) and not what_for:
        negative = True
        status = POSSIBLE if settled else negate(status)
    else:
        negative = False
        done = words["done_verbs"] | words["giving_up"]
        leaves_open = (
            rumour
            or head.lemma in words["open_verbs"]
            or head.lemma in words["open_adjectives"]
            or (head.lemma in words["open_nouns"] and _is_noun(head))
            or (infinitive and not _keys(head) & done)
        ) and not _was_so(head, words)
        if leaves_open and status == ASSERTED and not _asks_how(node):
            status = POSSIBLE
    if is_negated(head, words):
        if head.lemma in words["truths"]:
            return negate(status)
        if settled or negative or node.label == "comp":
            return POSSIBLE
        return NEGATED
    return own(head, words, status)


def _under_deed(
    node: Node, head: Node, words: Words, status: str
) -> tuple[str, bool] | None:
    """Judge a deed by what becomes of it: "completed / blocked the purchase"."""
    if node.label == "subj" and not head.passive:
        if head.lemma in words["collapse_verbs"]:
            return negate(status), False
        if head.first("cop") is not None:
            return own(head, words, _by_adjective(head, words, status)), False
        imagined = any(aux.lower in _IMAGINED for aux in head.having("aux"))
        return (POSSIBLE, False) if imagined and status == ASSERTED else None
    if head.mention is not None or (node.label == "prep" and _is_scene(node, head)):
        return None
    if head.lower in _TIED and node.case in ("to", "with", "by"):
        return None  # "is not related *to the fine*", which there is
    left = words["leaving_verbs"] | words["giving_up"]
    if node.lemma in words["posts"] and _keys(head) & left:
        return None  # "plans to quit her Acme *post*", which she has
    if _is_closing(head, words):
        return own(head, words, negate(status)), True
    open_words = words["open_verbs"] | words["open_adjectives"] | words["open_nouns"]
    if head.lemma in open_words and not _is_done(head) and status == ASSERTED:
        status = POSSIBLE
    if _is_noun(head) and head.lemma not in open_words:
        return None
    if head.lemma in words["telling_verbs"] and is_negated(head, words):
        return POSSIBLE, True
    return own(head, words, status), True


def _is_done(verb: Node) -> bool:
    """Tell "*opened* an inquiry", "*closed* the purchase" from "is open", "close"."""
    return verb.lemma in ("open", "close", "free") and verb.token.tag_[:2] == "VB"


def _is_scene(node: Node, head: Node) -> bool:
    """Tell "discussed *in the meeting*", which took place, from "talks *on* one"."""
    scenes = ("in", "at", "during", "after", "before", "since", "following", "by")
    return node.case in scenes and head.token.pos_ not in ("NOUN", "ADJ", "PROPN")


def _by_adjective(head: Node, words: Words, status: str) -> str:
    """Judge "the purchase is likely" and "the purchase is impossible"."""
    if head.lemma in words["closed_adjectives"] or _is_groundless(head, words):
        return NEGATED
    if head.lemma in words["open_adjectives"] and status == ASSERTED:
        return POSSIBLE
    return status


def _if_question(root: Node, status: str) -> str:
    """Leave open what a sentence only asks."""
    text = root.token.sent.text.rstrip("\"'”’) \n")
    return POSSIBLE if text.endswith("?") and status == ASSERTED else status
