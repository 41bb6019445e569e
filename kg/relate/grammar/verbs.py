"""Verbs: what a rule may call one, and which words are one."""

from kg.relate.grammar.clauses import is_shared_deed
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_STRANDED = ("for", "after", "into", "over", "upon", "at", "against")
_PARTICLES = WORDS["particles"]


def verb_keys(node: Node) -> tuple[str, ...]:
    """Return the names a rule may call a verb by, the most telling first.

    "took over" is `take over` and `take`; "co-founded" is `co-found` in one word or
    three.
    """
    lemma = node.lemma
    token = node.token
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        stem = "found" if node.lower == "found" else lemma  # no "co-find"
        lemma = f"{token.nbor(-2).lower_}-{stem}"
    particles = [f"{lemma} {child.lower}" for child in node.having("prt")]
    particles += [
        f"{lemma} {child.lower}"
        for child in node.having("advmod")
        if child.lower in _PARTICLES and child.i > node.i
    ]
    particles += [
        f"{lemma} {child.lower}"
        for child in node.having("xcomp", "advmod", "amod")
        if child.lower in ("public", "private", "go")
    ]
    if lemma == "join" and any(map(is_shared_deed, node.having("advcl", "agent"))):
        particles.append("join in")
    stranded = _stranded(node)
    if stranded:
        particles.append(f"{lemma} {stranded}")
    if node.lower == "found" and lemma == "find":
        # "did not found", "helped found" are of "found", "has found" is not.
        did = node.label == "xcomp" or any(
            child.lower[0] in "dt" for child in node.having("aux", "mark")
        )
        return (*particles, "found" if did else lemma)
    return (*particles, *dict.fromkeys((lemma, node.lemma)), node.lower)


def _stranded(verb: Node) -> str:
    """Return the "for" of "was paid *for* by Acme", which has no noun of its own."""
    if not verb.passive:
        return ""
    rest = verb.token.doc[verb.i + 1 : verb.token.sent.end]
    if len(rest) < 2 or rest[0].lower_ not in _STRANDED:
        return ""
    alone = rest[1].lower_ in ("by", "at") or rest[1].pos_ in ("ADV", "PUNCT")
    return rest[0].lower_ if alone else ""


def is_verb(node: Node) -> bool:
    """Tell verbs and participles from other words."""
    if node.mention is not None:
        return False
    tagged = node.pos in ("VERB", "AUX") or node.tag.startswith("VB")
    # "Acme supplies Beta", "which trade in": nouns to the tagger, not to the parser.
    return tagged or (
        node.first("subj") is not None
        and (node.label == "relcl" or node.first("obj") is not None)
        and node.first("cop") is None
    )
