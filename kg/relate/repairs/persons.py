"""Repairs of where a person's name hangs beside a title, a post or an honorific.

"Minister of State *Roe*", "the head of Acme, *Roe*", "his wife, Madame *Roe*" and "of
the miner *Roe*": a parser that never saw the name makes it a part of the noun before
it, of the place, or of the honorific, and carries off the preposition.
"""

from collections.abc import Sequence

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.gaps import mark_behind
from kg.relate.grammar.hanging import hang, is_above, swap
from kg.relate.grammar.trees import Node
from kg.relate.rules import Rules

_NOUNS = ("NOUN", "PROPN", "ADJ")
_TWICE = ("subj", "subj_pass", "obj", "agent", "prep")
_STEPS = 3
"""How deep a place may lie in a post: "head *of the office* *of Acme*"."""


def mend_persons(nodes: Sequence[Node], rules: Rules) -> None:
    """Hang the people of a sentence on the nouns that they explain, in place."""
    for node in nodes:
        mention = node.mention
        if node.label in ("conj", "appos") and mention is None:
            _mend_joined_post(node, rules)
            _mend_next_post(node, rules)
        if node.label == "compound" and mention is None and _is_kin(node, rules):
            _mend_kin(node, rules)
        if mention is None or mention.kind != PERSON or mention.form != "name":
            continue
        _mend_chair(node)
        _mend_founding(node)
        _mend_honorific(node, rules)
        _mend_partisan(node, rules)
        _mend_carried(node)
        _mend_inside(node)
        _mend_post(node, rules)


def _mend_joined_post(post: Node, rules: Rules) -> None:
    """Join "was the author of two books and *the founder* of Acme" with the author."""
    thing = post.head
    if thing is None or thing.mention is not None or not _is_person(post, rules):
        return
    other = thing.head if thing.label == "prep" else None
    if other is None or _is_person(thing, rules) or not _is_person(other, rules):
        return
    article = post.first("det")
    told = other.list_head.first("cop") is not None and other.mention is None
    if told and article is not None and article.lower in ("a", "an", "the"):
        hang(post, other.list_head, "conj")


def _mend_next_post(post: Node, rules: Rules) -> None:
    """Join "was manager at Acme, *founder* of Beta" with the manager, not with Acme.

    A person at the end of the first post may have the second; so may no firm.
    """
    place = post.head
    first = place.head if place is not None and place.label == "prep" else None
    if place is None or place.mention is None or first is None:
        return
    plain = post.first("det", "poss") is None and post.first("prep") is not None
    away = _words_behind(place, post) if place.mention.kind == PERSON else plain
    if not (plain and away) or first.mention is not None:
        return
    told = first.list_head.first("cop") is not None
    if told and _is_person(first, rules) and _is_of_people(post, rules):
        hang(post, first.list_head, "conj")


def _words_behind(name: Node, post: Node) -> bool:
    """Tell "of Roe *from 1999*, founder of" from "of Roe, founder of"."""
    comma = post
    while comma.before is not None and comma.lower != ",":
        comma = comma.before
    return comma.i > name.end


def _is_of_people(post: Node, rules: Rules) -> bool:
    """Tell a post of people, not of firms: a founder, no owner or maker."""
    posts = rules.words["posts_of_firms"]
    kinds = {
        kind
        for rule in rules.roles.get(post.lemma, ())
        for kind in rule.subject_kinds or rules.vocabulary[rule.relation].subject
    }
    return _is_person(post, rules) and (
        post.lemma in posts or ORGANISATION not in kinds
    )


def _mend_kin(relative: Node, rules: Rules) -> None:
    """Hang "her then *husband* actor Roe" on the husband, not on his trade."""
    trade = relative.head
    if trade is None or trade.mention is not None or trade.i < relative.i:
        return
    if f"{relative.lemma} {trade.lemma}" in rules.roles:  # "its parent company, Acme"
        return
    named = [c for c in trade.having("flat", "appos") if c.mention is not None]
    if not named or trade.first("poss") is None:
        return
    swap(trade, relative, "compound")
    hang(named[0], relative, "appos")
    for child in trade.having("poss", "case", "advmod"):
        hang(child, relative, child.label)
    relative.case, trade.case = trade.case, ""


def _mend_chair(name: Node) -> None:
    """Make the post of "she is Jane Roe *Professor* of Law" what she is, not Roe."""
    held = [c for c in name.having("appos", "flat") if c.before is name]
    told = name.first("subj")
    if not held or told is None or told.mention is None or name.first("cop") is None:
        return
    post = held[0]
    if post.mention is not None or post.tag != "NNP" or post.first("prep") is None:
        return
    swap(name, post, "compound")
    for child in name.having("subj", "cop", "aux", "advmod", "neg"):
        hang(child, post, child.label)


def _mend_founding(name: Node) -> None:
    """Make Roe the agent of "created by *founding* president Roe", read as a verb."""
    founding = name.head
    if founding is None or founding.lower != "founding" or founding.head is None:
        return
    marks = founding.having("mark")
    posts = [c for c in founding.having("obj") if c is not name and c.i < name.i]
    if name.label != "obj" or len(marks) != 1 or len(posts) != 1:
        return
    verb, by = founding.head, marks[0].lower
    hang(name, verb, "agent" if verb.passive and by == "by" else "prep")
    name.case = by
    hang(marks[0], name, "case")
    hang(posts[0], name, "compound")
    hang(founding, posts[0], "amod")


def _mend_honorific(name: Node, rules: Rules) -> None:
    """Put Roe in the place of "*Madame* Roe", where she hangs on the honorific."""
    first = name.head
    if first is None or name.label != "flat" or first.mention is not None:
        return
    proper = first.tag in ("NNP", "NNPS") and first.i < name.i
    if not proper or first.lemma in rules.roles or not _reaches(first, name):
        return
    label, head, case = first.label, first.head, first.case
    first.children.remove(name)
    for child in list(first.children):
        hang(child, name, child.label)
    name.head, name.label, name.case = head, label, case
    if head is not None:
        head.children[head.children.index(first)] = name
    first.head, first.case = None, ""
    hang(first, name, "compound")


def _mend_partisan(name: Node, rules: Rules) -> None:
    """Hang on Roe what a parser made another object of: "faces *Democrat* Roe".

    The same goes for his trade: "*Striker* Roe has signed", "against *judge* Roe".
    """
    left = name.before
    if left is None or left.head is None or left.head is not name.head:
        return
    if left.mention is not None:
        beside = left.mention.text.lower() in rules.words["parties"]
    else:
        beside = left.tag == "NN" and left.first("det", "poss", "conj") is None
    bare = left.label == "prep" and name.label == "npmod"
    if beside and (bare or left.label == name.label) and left.label in _TWICE:
        name.label, name.case = left.label, name.case or left.case
        left.case = ""
        hang(left, name, "compound")


def _reaches(first: Node, name: Node) -> bool:
    """Tell whether nothing but the honorific's own words stands before a name."""
    word = name.before
    while word is not None and word is not first:
        if word.head is not first or word.mention is not None:
            return False
        if word.pos not in _NOUNS and word.lower != ".":
            return False
        word = word.before
    return word is first


def _mend_carried(name: Node) -> None:
    """Give Roe the "of" of "daughter *of* the miner Roe", which the miner took."""
    noun = name.before
    if noun is None or noun.head is not name or noun.label != "prep" or name.case:
        return
    word = noun.first("case")
    if noun.mention is not None or noun.pos not in _NOUNS or word is None:
        return
    split = word.before is not None and word.before.lower == "-"
    if name.label != "compound" or split:
        return  # "editor-*in-chief* Roe"
    name.label, name.case = "prep", noun.case
    noun.label, noun.case = "compound", ""
    for word in noun.having("case", "det"):
        hang(word, name, word.label)


def _mend_inside(name: Node) -> None:
    """Make an apposition of "Secretary of State *Roe*", a name behind its noun."""
    noun = name.head
    if name.label != "compound" or noun is None or noun.i > name.i:
        return
    if noun.mention is None and noun.pos in _NOUNS:
        name.label = "appos"


def _mend_post(name: Node, rules: Rules) -> None:
    """Hang Roe on the head in "the head of Acme, *Roe*", not on Acme."""
    firm = place = name.head
    if firm is None or place is None or name.label not in ("appos", "conj", "flat"):
        return
    apart = name.before is not None and name.before.lower == ","
    if name.first("cc") is not None or (
        _is_person(place, rules) and not _is_aside(name, place)
    ):
        return
    if not apart and place.mention is None:
        return  # "son of the miner *Roe*"
    for _ in range(_STEPS):
        post = place.head
        if place.label != "prep" or post is None or not post.i < place.i < name.i:
            return
        if place.case == "from":
            return
        if _is_person(post, rules):
            if not (post.mention or _is_kin(post, rules) or is_above(name, post)):
                for clause in [c for c in firm.having("relcl") if c.i > name.i]:
                    hang(clause, name, "relcl")
                hang(name, post, "appos")
            return
        place = post


def _is_aside(name: Node, other: Node) -> bool:
    """Tell "a spokesman for Doe, *Roe*, declined": nobody is explained by another."""
    behind = name.first("conj") is None and other.first("conj") is None
    comma = name.before is not None and name.before.lower == ","
    named = other.mention is not None and other.mention.form == "name"
    return (
        behind
        and comma
        and named
        and other.label == "prep"
        and (mark_behind(name) == ",")
    )


def _is_person(node: Node, rules: Rules) -> bool:
    """Tell a person, or a noun for somebody who holds a post."""
    if node.mention is not None:
        return node.mention.kind in ("", PERSON)
    return any(
        rule.holder == "subject"
        and PERSON in (rule.subject_kinds or rules.vocabulary[rule.relation].subject)
        for rule in rules.roles.get(node.lemma, ())
    )


def _is_kin(node: Node, rules: Rules) -> bool:
    """Tell a noun for a relative, who is of a person: "son of the *miner, Roe*"."""
    return any(rule.kin for rule in rules.roles.get(node.lemma, ()))
