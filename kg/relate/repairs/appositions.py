"""Nouns that explain a name, which a parser takes for more of a list or for its head.

In "Acme and Beta, *the firms* that own Gamma" the list is closed before the firms, and
in "met Roe - *head* of Acme" the dash tells who is explained.
"""

from collections.abc import Sequence

from kg.records import INITIATIVE, ORGANISATION, PERSON
from kg.relate.grammar.gaps import mark_behind
from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.trees import Node

_DASHES = ("-", "–", "—", "--")
_ARTICLES = ("the", "a", "an", "both", "two")


def mend_appositions(nodes: Sequence[Node]) -> None:
    """Hang what explains a name on it, in place."""
    for node in nodes:
        if node.mention is None:
            if node.label == "conj" and node.head is not None:
                _mend_second_post(node, node.head)
            continue
        if len(node.having("conj")) > 1:
            _mend_holders(node, node.having("conj"))
            _mend_list(node)
        if node.label in ("compound", "flat") and node.head is not None:
            _mend_dash(node, node.head)
        if node.label in ("compound", "npmod", "appos", "conj"):
            _mend_described(node, node.before)
        if node.label == "appos" and node.head is not None:
            _mend_told_of(node, node.head)
            _mend_owner(node, node.head)


def _mend_second_post(post: Node, name: Node) -> None:
    """Hang "former head" of "Roe, director of A *and former head* of B" on director."""
    first = name.first("appos")
    if name.mention is None or name.mention.kind != PERSON or first is None:
        return
    bare = post.pos in ("NOUN", "PROPN") and post.tag in ("NN", "NNP")
    if bare and name.i < first.i < post.i and not post.having("det", "subj", "cop"):
        hang(post, first, "conj")


def _mend_holders(firm: Node, listed: Sequence[Node]) -> None:
    """Hang "The owners of Acme, *Roe and Doe*, left" on the owners, not on Acme."""
    posts, first = firm.head, listed[0]
    if posts is None or posts.tag != "NNS" or posts.mention or firm.case != "of":
        return
    people = all(n.mention and n.mention.kind == PERSON for n in listed)
    comma = first.before is not None and first.before.lower == ","
    other = firm.mention is not None and firm.mention.kind != PERSON
    if not (people and comma and other):
        return
    hang(first, posts, "appos")
    for name in listed[1:]:
        hang(name, first, "conj")


def _mend_told_of(name: Node, last: Node) -> None:
    """Hang "The woman who founded Acme, *Jane Roe*, died" on the woman, not on Acme.

    So where the two names are of two kinds, or the first is the subject of the clause.
    """
    clause = last.head
    while clause is not None and clause.label != "relcl":
        clause = clause.head
    noun = clause.head if clause is not None else None
    if clause is None or noun is None or noun.mention is not None:
        return
    one, two = last.mention, name.mention
    apart = one is not None and two is not None and one.kind != two.kind
    closed = mark_behind(name) == "," and name.before is not None
    if not apart or not closed or noun.label not in ("subj", "subj_pass"):
        return
    verb, comma = noun.head, name.before
    between = verb is not None and noun.i < name.i < verb.i
    if between and comma is not None and comma.lower == ",":
        hang(name, noun, "appos")


def _mend_owner(name: Node, inner: Node) -> None:
    """Hang "The owner of Acme, *the Beta Group*, agreed" on the owner, not on Acme."""
    one, two, noun = inner.mention, name.mention, inner.head
    if one is None or two is None or noun is None or inner.case != "of":
        return
    firms = one.form == two.form == "name" and one.kind == ORGANISATION
    firms = firms and two.kind in (ORGANISATION, INITIATIVE)
    closed = mark_behind(name) == "," and noun.label in ("subj", "subj_pass")
    told = noun.mention is None and noun.tag == "NN"
    if firms and closed and told and inner.first("conj") is None:
        hang(name, noun, "appos")


def _mend_described(name: Node, comma: Node | None) -> None:
    """Hang "investors in the company, *Acme*, include" on the company."""
    told = comma.before if comma is not None and comma.lower == "," else None
    one, two = name.mention, told.mention if told is not None else None
    if told is None or one is None or two is None or told is name.head:
        return
    alike = (one.form, two.form, one.kind) == ("name", "description", two.kind)
    if alike and mark_behind(name) == "," and not is_above(name, told):
        hang(name, told, "appos")


def _mend_list(first: Node) -> None:
    """Explain "Acme and Beta, *the banks* and funds", of which a parser lists all."""
    members = first.having("conj")
    named = [member for member in members if member.mention is not None]
    last = named[-1] if named else None
    if last is None or last.first("cc") is None:
        return
    behind = [member for member in members if member.i > last.i]
    if not behind or any(member.pos != "NOUN" for member in behind):
        return
    article = behind[0].first("det", "nummod")
    comma = article.before if article is not None else None
    if article is None or article.lower not in _ARTICLES or comma is None:
        return
    if comma.lower != "," or behind[0].first("cc") is not None:
        return
    joints = [word for member in behind[1:] for word in member.having("cc")]
    if any(word.before is not None and word.before.lower == "," for word in joints):
        behind = behind[:1]  # "Roe and Doe, a *writer*, and seven grandchildren"
    noun = behind[-1]
    for member in behind[:-1]:
        hang(member, noun, "compound")
    hang(noun, last, "appos")


def _mend_dash(name: Node, noun: Node) -> None:
    """Put the name before "Roe - *head* of Acme" in the place of its noun."""
    if noun.mention is not None or noun.i < name.i or noun.head is None:
        return
    phrase = [noun, *(child for child in noun.children if name.i < child.i < noun.i)]
    start = min(phrase, key=lambda node: node.i)
    dash = start if start.lower in _DASHES else start.before
    if dash is None or dash.lower not in _DASHES or not dash.token.whitespace_:
        return
    if dash.token.nbor().tag_ in ("VBN", "VBD", "VBG"):
        return  # "the Acme - *owned* ship"
    left = dash.token.nbor(-1) if dash.i > dash.token.sent.start else None
    beside = dash.before is name or (dash.before is not None and dash.i - name.i < 3)
    if left is None or not left.whitespace_ or not beside or is_above(name, noun.head):
        return
    head, label = noun.head, noun.label
    hang(name, head, label)
    name.case, noun.case = noun.case, ""
    for word in noun.having("case"):
        hang(word, name, "case")
    hang(noun, name, "appos")
