"""The place and day that begin a report: "SPRINGFIELD, June 5 - Acme bought Beta"."""

import re
from collections.abc import Sequence

from spacy.tokens import Span

from kg.records import PLACE
from kg.relate.grammar.hanging import hang, hang_subject
from kg.relate.grammar.trees import Node

_DASHES = (":", "-", "–", "—")
_FAR = 10  # words of a dateline: "SPRINGFIELD, New State, Sept 5 -"
_BEHIND = re.compile(r"\s?(?:[,(][^-–—]{0,30})?\s[-–—]{1,2}\s")


def written_in(first: Node, sentence: Span) -> Node | None:
    """Return the place before the dash with which a report begins.

    Of where it was written nothing is said.
    """
    place = first.mention
    if place is None or place.kind != PLACE or place.start != sentence.start_char:
        return None
    dashed = _BEHIND.match(sentence.text, place.end - place.start)
    return first if dashed else None


def mend_dateline(nodes: Sequence[Node]) -> None:
    """Make the verb of "SPRINGFIELD: Acme bought Beta" the root, not the place.

    Where the place hangs on that verb, Acme does, not the place.
    """
    dash = next((n for n in nodes[1:_FAR] if n.lower in _DASHES), None)
    name = next((n for n in nodes if dash and n.i > dash.i and n.mention), None)
    if dash is not None and name is not None:
        _mend_dated(nodes[0], dash, name)
    if len(nodes) < 3 or nodes[1].lower not in _DASHES:
        return
    place = nodes[0]
    verb = place.first("parataxis")
    if place.mention is None or place.mention.kind != PLACE or place.label != "root":
        return
    if verb is None:
        return
    place.children.remove(verb)
    verb.head, verb.label = None, "root"
    unsaid = verb.first("subj", "subj_pass") is None
    for child in list(place.children):
        if unsaid and child.label == "appos" and child.i < verb.i:
            hang_subject(child, verb)
    hang(place, verb, "dep")


def _mend_dated(place: Node, dash: Node, name: Node) -> None:
    """Make Acme the subject in "SPRINGFIELD, June 5 - *Acme* bought Beta"."""
    top, verb = place, place.head
    while verb is not None and verb.i < dash.i:
        top, verb = verb, verb.head
    inside = name.head is not None and name.head.i < dash.i
    if verb is None or not inside or not place.token.text.isupper():
        return
    own = [child for child in verb.having("subj", "subj_pass") if child is not top]
    if name.i < verb.i and not own and verb.pos in ("VERB", "AUX"):
        hang(top, verb, "dep")
        hang_subject(name, verb)
        for child in [c for c in place.children if c.i > name.i]:
            hang(child, name, child.label)
