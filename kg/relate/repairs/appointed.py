"""Posts that somebody is given in a passive, which parsers take for something else.

In "was appointed research director" one makes a kind of director of "appointed", in
"Roe, appointed head coach," another an object of the coach.
"""

from kg.relate.grammar.borrowed import NAMING
from kg.relate.grammar.hanging import hang
from kg.relate.grammar.trees import Node


def mend_appointed(verb: Node) -> None:
    """Hang the post on a passive verb of appointing, in place."""
    if verb.tag != "VBN" or verb.lemma not in NAMING:
        return
    post = verb.first("obj")
    bare = post is not None and post.mention is None and not post.first("det", "poss")
    if verb.label == "acl" and post and bare and not verb.first("subj", "aux"):
        post.label, verb.passive = "xcomp", True
    elif verb.label == "amod" and verb.first("subj_pass") and verb.head is not None:
        _put_above(verb, verb.head)
    elif (subject := verb.first("subj_pass")) is not None:
        for noun in subject.having("appos"):
            if noun.i > verb.i and (helper := noun.first("cop")) is not None:
                hang(noun, verb, "xcomp")
                hang(helper, verb, "aux")


def _put_above(verb: Node, post: Node) -> None:
    """Put "was *appointed* director" where the director stood, with its "was"."""
    if post.first("cop") is None or post.mention is not None:
        return
    post.children.remove(verb)
    verb.head, verb.label, verb.passive = None, post.label, True
    if post.head is not None:
        hang(verb, post.head, post.label)
        post.head.children.remove(post)
        post.head = None
    for child in [child for child in post.children if child.i < verb.i]:
        hang(child, verb, "aux" if child.label == "cop" else child.label)
    hang(post, verb, "xcomp")
