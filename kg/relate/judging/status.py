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
from kg.relate.grammar.polarity import (
    Words,
    is_clause,
    is_infinitive,
    negate,
    own,
)
from kg.relate.grammar.trees import FINITE, Node
from kg.relate.judging.fates import is_groundless, keys_of, under_deed
from kg.relate.judging.governing import is_judged, is_outcome, under_clause

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
_THANKING = ("thank", "acknowledge", "congratulate")
_CLAUSE_STEPS = ("xcomp", "comp", "advcl", "csubj", "csubj_pass")


def judge(predicate: Node, words: Words, *, deed: bool = False) -> str:
    """Return the status of what a word claims.

    With `deed`, the word is a noun that tells a deed ("the acquisition of"), which
    shares the fate of the verb it depends on; other nouns are taken for granted.
    """
    status = own(predicate, words, ASSERTED)
    if status == ASSERTED and _is_to_come(predicate):
        status = POSSIBLE
    if status == NEGATED and _is_conditional(predicate):
        return POSSIBLE  # "*if* he does not play he cannot be captain"
    if status == NEGATED and _is_of_rest(predicate, words):
        status = ASSERTED
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


def _is_conditional(verb: Node) -> bool:
    clauses = verb.having("advcl")
    return any(m.lower == "if" for clause in clauses for m in clause.having("mark"))


def _is_to_come(verb: Node) -> bool:
    """Tell "*after* Roe *leaves* Acme", which she has yet to do."""
    tensed = verb.tag in ("VBP", "VBZ") and verb.first("aux", "cop") is None
    marks = {mark.lower for mark in verb.having("mark")}
    return tensed and bool(marks & {"after", "once", "until", "before"})


def _is_said_of_name(noun: Node, name: Node) -> bool:
    """Tell "the *owner* of Acme may be *Roe*" from "the owner, Roe, may be ill"."""
    mention = name.mention
    if mention is None or mention.form != "name" or noun.label != "subj":
        return False
    return name.first("cop") is not None and not noun.having("appos", "flat")


def _is_of_rest(clause: Node, words: Words) -> bool:
    """Tell "the shares that Acme *does not own*", which owns the others."""
    noun = clause.head if clause.label in ("relcl", "acl") else None
    if noun is None or clause.lemma not in ("own", "hold", "have"):
        return False
    return noun.mention is None and noun.lemma in words["shares"]


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
        if node.label == "advcl" and _is_aside(node, head, words):
            return None
        if node.label == "advcl" and is_outcome(node):
            return own(head, words, status), deed
        if is_judged(node, head, words):
            return None  # "may be praised *for buying* Beta"
        if node.label == "xcomp" and node.lemma in _THANKING:
            return None  # "would like *to thank* Acme for its support"
        return under_clause(node, head, words, status), deed
    if node.label == "obj2" and not deed:
        return own(head, words, status), False  # "may make Roe *its head*"
    taken = _is_taken(head, words)
    if node.label == "prep" and node.case == "of" and taken:
        return own(head, words, status), True  # "may take up *the post* of chairman"
    if node.label == "prep" and node.case == "as":
        if node.i < head.i and is_clause(head):
            return None  # "*as its owner*, Acme may sell it"
        verb = head.head if head.mention is not None else head
        if verb is not None and verb.lemma in words["proposing_verbs"]:
            status = POSSIBLE  # "has been *nominated as* chairman"
        given = head.lemma in words["role_deeds"] - words["posts"]
        return own(
            head, words, status
        ), given or taken  # "his *appointment* as chairman"
    if node.label in _NOMINAL_STEPS:
        if not deed and _is_said_of_name(node, head):
            return own(head, words, status), False
        if not deed:
            return None
        return under_deed(node, head, words, status)
    if node.label == "conj":
        if is_infinitive(head) and node.tag in FINITE:
            return None  # "plans to buy Acme and last year *bought* Beta"
        shared = node.tag == "VB" or not is_clause(node)
        # "will be bought by Acme and *run* by Beta", "may have bought it and *sold* it"
        shared = shared or node.tag == head.tag == "VBN"
        alone = not any(node.having("subj", "subj_pass", "aux", "cop"))
        return (own(head, words, status) if shared and alone else status), deed
    return status, deed


def _is_taken(post: Node, words: Words) -> bool:
    """Tell "may take up *a post*" from "quit *a post*", which somebody had."""
    verb = post.head if post.label == "obj" else None
    if verb is None or post.lemma not in words["posts"]:
        return False
    return not keys_of(verb) & words["leaving_verbs"]


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
    return is_groundless(told, words) or bool({told.lower, told.lemma} & false)


def _is_aside(node: Node, head: Node, words: Words) -> bool:
    """Tell adverbial clauses that stand on their own feet from those that do not."""
    if is_infinitive(node):
        return False
    if node.lemma in words["saying_verbs"] and node.tag == "VBG":
        return True  # "were not certain, *saying* that it may"
    marks = {child.lower for child in node.having("mark")}
    if marks:
        return not marks & {"by", "in", "of", "about", "from", "on", "for", "to"}
    if node.tag == "VBG":
        return node.i < head.i
    return True


def _if_question(root: Node, status: str) -> str:
    """Leave open what a sentence only asks."""
    text = root.token.sent[-4:].text.rstrip("\"'”’) \n")
    return POSSIBLE if text.endswith("?") and status == ASSERTED else status
