"""Who is known for what they own: "the Rovers of tycoon Roe", "tycoon Roe's Rovers".

Without such a word a firm or club "of" somebody may as well employ them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import ORGANISATION, PERSON
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import TYCOON, by_rule
from kg.relate.grammar.gaps import words_between
from kg.relate.grammar.naming import kinds_of_names
from kg.relate.grammar.trees import POSSESSIVE, Node
from kg.relate.words import WORDS

_TYCOONS = WORDS["tycoons"]
_PARTING = ("of", "by", "from", ",", "and", "for", "with", "to")


def by_owners(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield what a tycoon owns, side by side with its owner only."""
    for left, right in pairwise([node for node in nodes if node.mention is not None]):
        kinds = kinds_of_names(left, right)
        if kinds not in ((ORGANISATION, PERSON), (PERSON, ORGANISATION)):
            continue
        between = words_between(left, right)
        told = between[:1] == ["of"] and between[-1] in _TYCOONS
        told = told and not {*between[1:]} & {*_PARTING}
        had = len(between) == 1 and between[0] in POSSESSIVE
        if kinds == (ORGANISATION, PERSON) and told:
            yield by_rule(TYCOON, right, left, left)
        own = had and _is_tycoon(left) and not _is_inside(right)
        if kinds == (PERSON, ORGANISATION) and own:
            yield by_rule(TYCOON, left, right, right)


def _is_tycoon(person: Node) -> bool:
    """Tell "media *mogul* Roe"."""
    first = person.start
    return first > 0 and person.token.doc[first - 1].lower_ in _TYCOONS


def _is_inside(firm: Node) -> bool:
    """Tell "Roe's *Acme* shares", of which she owns the shares."""
    noun = firm.head
    return firm.label in ("compound", "amod") and noun is not None and noun.i > firm.i
