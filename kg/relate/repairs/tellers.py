"""Who tells what: the ends of "..., Acme said." and clauses behind "said".

A parser often takes whoever speaks for a part of what is told, or the other way round.
"""

from collections.abc import Sequence

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.borrowed import NAMING
from kg.relate.grammar.hanging import hang, hang_subject, is_above
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_TELLING = WORDS["telling_ends"]
_TITLES = ("NOUN", "ADJ", "DET")
_HEARERS = WORDS["hearers"]
_SHIFTED = ("had", "would")  # what "has" and "will" become behind "said"


def mend_tellers(nodes: Sequence[Node]) -> None:
    """Give each verb of telling its own subject and clauses, in place."""
    for node in nodes:
        if node.lower in _TELLING or node.lower == "told":
            _mend_swallowed(node)
            _mend_teller(node, nodes)
            _mend_noun_teller(node, nodes)
        elif node.label == "conj" and node.head is not None:
            _mend_reported(node, node.head)


def _mend_teller(verb: Node, nodes: Sequence[Node]) -> None:
    """Make Acme the one who speaks in "Roe was elected chairman, *Acme* said."."""
    name = verb.before
    while name is not None and name.mention is None and name.lower in (">", "<"):
        name = name.before
    if name is None or name.mention is None or not _is_last(verb, nodes):
        return
    if name.mention.kind not in (ORGANISATION, PERSON):
        return
    clauses = _clauses(verb)
    comma = _before_title(name)
    if comma is None or comma.lower != "," or not clauses or is_above(name, verb):
        return
    clause = clauses[0]
    if clause.first("subj", "subj_pass") is None:
        for first in [s for s in verb.having("subj", "subj_pass") if s.i < clause.i]:
            hang_subject(first, clause)
    if clause.passive and clause.lemma in NAMING:
        for post in [c for c in verb.having("comp") if c.i > clause.i]:
            hang(post, clause, "xcomp")
    hang(name, verb, "subj")


def _before_title(name: Node) -> Node | None:
    """Return the word before "*his lawyer* Roe", or before a bare name."""
    word = name.before
    titled = name.mention is not None and name.mention.kind == PERSON
    while titled and word is not None and word.mention is None and word.pos in _TITLES:
        word = word.before
    if titled and word is not None and word.label == "poss" and word.pos == "PRON":
        word = word.before  # "his"
    return word


def _mend_noun_teller(verb: Node, nodes: Sequence[Node]) -> None:
    """Make a spokesman speak in "Roe refused, *a spokesman* for Acme said."."""
    clauses = _clauses(verb)
    noun = verb.before
    if noun is None or not clauses or not _is_last(verb, nodes):
        return
    comma = next((n.i for n in reversed(nodes) if n.i < verb.i and n.lower == ","), 0)
    while noun.head is not None and comma < noun.head.i < verb.i:
        noun = noun.head
    if noun.i < comma or noun.head is None or noun.head is verb:
        return
    told = noun.mention is None and noun.label == "appos" and clauses[0].i < comma
    if told and not is_above(noun, verb):
        clause = clauses[0]
        for first in [s for s in verb.having("subj", "subj_pass") if s.i < clause.i]:
            hang_subject(first, clause)
        hang(noun, verb, "subj")


def _mend_swallowed(verb: Node) -> None:
    """Give "Acme said *Beta* has agreed" its second subject, which hangs on "said"."""
    subjects = verb.having("subj")
    for clause in verb.having("comp"):
        if clause.first("subj", "subj_pass") is None and len(subjects) > 1:
            last = subjects[-1]
            if verb.i < last.i < clause.i:
                hang_subject(last, clause)


def _mend_reported(clause: Node, verb: Node) -> None:
    """Hang "said it was well *and had met* Roe" on "was well", as its tense tells."""
    inner = verb.first("comp")
    if inner is None or verb.tag != "VBD" or not verb.i < inner.i < clause.i:
        return
    tensed = clause.first("aux")
    own = clause.having("subj", "subj_pass", "mark")
    shifted = tensed is not None and tensed.lower in _SHIFTED
    if shifted and not own and verb.first("aux") is None:
        hang(clause, inner, "conj")


def _clauses(verb: Node) -> list[Node]:
    """Return what is told: "Roe *left*, Acme said", "Roe is *owner*, Acme said"."""
    told = verb.having("comp")
    return [c for c in told if c.tag.startswith("VB") or c.first("cop") is not None]


def _is_last(verb: Node, nodes: Sequence[Node]) -> bool:
    """Tell whether no word follows, whatever stops and blanks end the sentence.

    Behind "told" those who hear it may.
    """
    behind = [n for n in nodes if n.i > verb.i and n.token.is_alpha]
    if verb.lower == "told":
        behind = [n for n in behind if n.lower not in _HEARERS]
    return not behind
