"""The second of two nouns that tell what somebody is: "a poet and *founder* of Acme".

Parsers join it to the name or to the noun before, which is inside the first.
"""

from kg.records import PERSON
from kg.relate.grammar.hanging import hang
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_POSTS = WORDS["sole_posts"] | {"trustee", "member", "partner", "founder", "co-founder"}
_HELD = _POSTS | {"professor", "lecturer", "fellow", "owner", "graduate", "executive"}


def mend_second(noun: Node, joined: Node) -> None:
    """Join a noun to the noun it goes with, in place, not to that of a name."""
    if joined.mention is not None:
        _mend_another(noun, joined)
    if noun.head is joined:
        _mend_second_noun(noun, joined)
        _mend_second_post(noun, joined)


def _mend_another(noun: Node, name: Node) -> None:
    """Hang "Roe, a poet and *the founder* of Acme, spoke" on the poet, not on Roe.

    A comma before "and" would make it somebody else, as does a verb for several.
    """
    joint = noun.first("cc")
    if noun.mention is not None or noun.tag != "NN" or joint is None:
        return  # "from Acme, 15 from Beta and 80 *engines* from Gamma"
    inside = [n for n in name.having("appos", "conj") if n.i < noun.i]
    first = inside[-1] if inside else None
    if first is None or first.label != "appos" or first.mention is not None:
        return
    if first.tag != "NN":
        return  # "met Roe, two *directors* and a lawyer"
    closed = joint.before is not None and joint.before.lower == ","
    named = any(n.mention for n in noun.having("appos", "flat"))
    if not closed and not named and not _are_several(name.head):
        hang(noun, first, "conj")


def _are_several(verb: Node | None) -> bool:
    """Tell a verb that several do: "Roe and Doe *were* killed"."""
    if verb is None:
        return False
    words = [verb, *verb.having("aux", "cop")]
    return any(w.tag == "VBP" or w.lower == "were" for w in words)


def _mend_second_noun(noun: Node, name: Node) -> None:
    """Join "chair of Acme and *the founder* of Beta" to the chair, not to Acme."""
    inside = name.head if name.label in ("appos", "flat") else name
    first = inside.head if inside is not None and inside.label == "prep" else None
    if name.mention is None or first is None:
        return
    first = _post_above(first)
    nominal = first.mention is None and first.pos == noun.pos == "NOUN"
    named = any(c.mention for c in noun.having("appos", "flat", "compound", "poss"))
    article = noun.first("det")
    ahead = article is not None and article.i < noun.i
    post = {noun.lemma, first.lemma} <= _POSTS and noun.first("prep") is not None
    if nominal and (ahead or post) and not named:
        hang(noun, first.list_head, "conj")


def _mend_second_post(post: Node, noun: Node) -> None:
    """Join "author of six books and *editor* of Acme" to the author, not to books."""
    first = noun.head if noun.case == "of" else None
    held = post.lemma in _HELD and any(c.case in ("of", "at") for c in post.children)
    if first is None or not held or noun.mention is not None or noun.lemma in _HELD:
        return
    told = first.first("subj") if first.first("cop") is not None else first.head
    ends = (told.mention, first.mention) if told is not None else ()
    if [end.kind for end in ends if end is not None] == [PERSON]:
        hang(post, first.list_head, "conj")


def _post_above(noun: Node) -> Node:
    """Return the head of "*head* of sales at Acme", whose field lies between."""
    above = noun
    while above.label == "prep" and above.mention is None and above.head is not None:
        above = above.head
        if above.lemma in _POSTS and above.mention is None:
            return above
    return noun
