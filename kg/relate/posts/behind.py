"""Whom a title names where a parser hung the name behind it on another word."""

from kg.records import PERSON, PLACE
from kg.relate.grammar.naming import names
from kg.relate.grammar.trees import Node
from kg.relate.posts.titles import Page

_ALIKE = ("", PERSON)


def misplaced(node: Node, page: Page) -> list[Node]:
    """Return the person that a parser hung on the place: "the head of Acme, Roe"."""
    units = page.rules.words["units"]
    title = page.titles.get(node.i)
    kin = (
        title is not None
        and any(rule.kin for rule in title.rules)
        and node.label in ("subj", "subj_pass")
    )
    return [
        below
        for child in node.having("prep")
        if (child.mention is None and child.lemma in units)
        or (child.mention is not None and (kin or child.mention.kind not in _ALIKE))
        for below in child.having("appos")
        if below.mention is not None and below.mention.kind == PERSON
    ] or _behind_scope(node)


def _behind_scope(node: Node) -> list[Node]:
    """Return Beta in "Acme's rival in Springfield, *Beta*"."""
    if node.first("poss") is None:
        return []
    return [
        below
        for child in node.having("prep")
        if child.case in ("in", "for", "on") and not _is_body(child)
        for below in child.having("appos")
        if below.mention is not None and below.mention.kind != PLACE
    ]


def _is_body(noun: Node) -> bool:
    return noun.mention is not None and noun.mention.kind != PLACE


def behind_copula(noun: Node) -> list[Node]:
    """Return whom "were" puts behind a noun, wherever a parser hung the verb."""
    verbs = [c.i for n in (noun, *noun.children) for c in n.having("cop")]
    if verbs and verbs[0] < noun.i:
        return []  # "Roe *is* among the founders of Acme"
    told = [c for c in noun.children if c.mention and min(verbs, default=c.i) < c.i]
    return [name for child in told if child.i > noun.i for name in names(child)]
