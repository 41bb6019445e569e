"""Clauses and examples that a parser hung beside the noun of which they tell."""

from collections.abc import Sequence

from kg.relate.grammar.borrowed import has_rank
from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.trees import FINITE, Node
from kg.relate.words import WORDS

_PLANS = WORDS["open_nouns"]
_USING = ("use", "exploit", "take", "need", "await")
_WHO = ("who", "that", "which")
_LEADING = {
    "lead": ("to",),
    "result": ("in",),
    **dict.fromkeys(("end", "culminate", "conclude"), ("in", "with")),
    **dict.fromkeys(("begin", "start", "open"), ("with",)),
}
"""Verbs and prepositions behind which a clause tells what came of it."""
_SPANS = ("year", "month", "decade", "term")
_CLOSE = ("appos", "flat", "npmod")
_THEM = ("them", "these", "whom", "which")


def mend_loose(nodes: Sequence[Node]) -> None:
    """Hang each clause and example on its noun, in place."""
    for node in nodes:
        if node.case == "as" and node.mention is None:
            _mend_with(node)
        if node.case == "for" and node.lemma in _SPANS:
            _mend_lasting(node)
        if node.label == "advcl" and node.head is not None:
            _mend_ranked(node)
            _mend_cleft(node, node.head)
            _mend_plan(node, node.head)
            _mend_outcome(node, node.head)
        elif node.lower == "others" and node.case == "among" and node.head is not None:
            _mend_others(node, node.head)
        elif node.label == "xcomp":
            _mend_ranked(node)
        elif node.label == "relcl" and node.head is not None:
            _mend_inner_subject(node, node.head)
        elif node.label == "comp" and node.head is not None:
            _mend_become(node, node.head)
        elif node.lower in _THEM and node.case == "among":
            _mend_among(node, nodes)


def _mend_lasting(years: Node) -> None:
    """Hang Acme of "was its director *for nine years* of Acme" on the director."""
    mark = years.first("case")
    post = mark.before if mark is not None else None
    behind = years.having("prep")
    named = [c for c in behind if c.case in ("of", "at") and c.mention]
    if post is not None and post.pos in ("NOUN", "PROPN") and post.mention is None:
        for name in named:
            hang(name, post, "prep")


def _mend_ranked(clause: Node) -> None:
    """Hang "to lead" of "Roe, the *first* (woman) to lead Acme" on "first"."""
    noun = _before_to(clause)
    loose = noun is not None and (noun.label == "appos" or noun.case == "of")
    if noun is not None and loose and has_rank(noun):
        hang(clause, noun, "acl")


def _mend_cleft(clause: Node, name: Node) -> None:
    """Make "that bought" of "It was *Acme* that bought Beta" a relative clause."""
    it = any(c.lower == "it" for c in name.having("expl", "subj"))
    who = any(c.lower in _WHO for c in clause.having("subj", "subj_pass"))
    if it and who and name.mention is not None and name.first("cop") is not None:
        clause.label = "relcl"


def _mend_outcome(clause: Node, verb: Node) -> None:
    """Make Acme the one who buys in "the talks led to *Acme* buying Beta"."""
    cases = _LEADING.get(verb.lemma, ())
    name = clause.before
    if name is None or name.mention is None or clause.tag != "VBG":
        return
    marks = [mark.lower for mark in (*clause.having("mark"), *name.having("case"))]
    if name.head is verb and name.i > verb.i and {*marks} & {*cases}:
        name.case = ""
        hang(name, clause, "subj")


def _mend_with(noun: Node) -> None:
    """Hang "chairman" of "Acme, with Roe *as chairman*, grew" on Roe.

    So that of "signed it in her capacity *as chairman*" on the capacity.
    """
    mark = noun.first("case")
    name = mark.before if mark is not None and mark.lower == "as" else None
    if name is not None and name.lower == "capacity" and name is not noun.head:
        hang(noun, name, "prep")
    if name is None or name.mention is None or name.case != "with":
        return
    if name.head is noun and noun.head is not None:
        hang(name, noun.head, "prep")
    if name.head is not noun:
        hang(noun, name, "appos")


def _mend_others(others: Node, verb: Node) -> None:
    """Make Acme the object of "Roe runs, among *others*, Acme"."""
    behind = [c for c in verb.children if c.i > others.i and c.mention is not None]
    named = behind[0] if behind else None
    if named is not None and verb.i < others.i and verb.first("obj", "comp") is None:
        named.label = "obj"


def _mend_inner_subject(clause: Node, noun: Node) -> None:
    """Make Beta the owner in "Acme, a firm that *Beta* owned", hung on the firm."""
    name, own = clause.before, clause.first("subj", "subj_pass", "aux", "agent")
    if name is None or name.mention is None or own is not None:
        return
    that = clause.first("obj")
    loose = name.head is noun and name.label in _CLOSE and noun.i < name.i
    if loose and clause.tag in FINITE and that is not None and that.i < name.i:
        hang(name, clause, "subj")


def _mend_plan(clause: Node, verb: Node) -> None:
    """Hang "to buy" of "praised the plan of Acme *to buy* Beta" on the plan."""
    name = _before_to(clause)
    plan = name.head if name is not None and name.case in ("of", "by") else None
    if plan is None or plan.head is not verb or plan.lemma not in _PLANS:
        return
    if name is not None and name.mention is not None and verb.lemma not in _USING:
        hang(clause, plan, "acl")


def _mend_among(them: Node, nodes: Sequence[Node]) -> None:
    """Make Acme an example in "Firms back the plan, *among them Acme*"."""
    name = next((n for n in nodes if n.before is them), None)
    comma = them.first("case")
    comma = comma.before if comma is not None else None
    if name is None or name.mention is None or comma is None or comma.lower != ",":
        return
    before = [n for n in nodes if n.i < comma.i and n.tag == "NNS" and not n.mention]
    if before and not is_above(name, before[-1]):
        name.case = "including"
        hang(name, before[-1], "prep")


def _mend_become(name: Node, verb: Node) -> None:
    """Hang Acme of "backed what is now *Acme*" on "what", which it tells."""
    what = next((c for c in verb.having("obj", "prep") if c.lower == "what"), None)
    told = name.mention is not None and name.first("cop") is not None
    if told and what is not None and verb.i < what.i < name.i:
        hang(name, what, "relcl")


def _before_to(clause: Node) -> Node | None:
    """Return the word before the "to" of a clause."""
    mark = clause.first("mark", "aux")
    return mark.before if mark is not None and mark.lower == "to" else None
