"""The names in the places of a clause, and those that its nouns stand for."""

from collections.abc import Callable, Collection, Sequence

from kg.records import INITIATIVE
from kg.relate.grammar.branches import makers, whose
from kg.relate.grammar.clauses import Slots, antecedent
from kg.relate.grammar.naming import names
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_HOLDINGS = WORDS["holdings"] | {"share", "stock", "equity"}
_CASES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_HOLDINGS, ("of", "in")),
    **dict.fromkeys(
        ("delegation", "contingent", "mission", "negotiator"), ("of", "from")
    ),
    **dict.fromkeys(
        ("director", "trustee", "governor", "regent", "overseer"),
        ("of", "in", "from", "for", "at"),
    ),
    **dict.fromkeys(
        ("job", "post", "role", "position"), ("of", "in", "from", "at", "with")
    ),
}


def ends(
    slots: Slots,
    places: Sequence[str],
    transparent: Collection[str] = (),
    *,
    counts: Callable[[Node], bool] | None = None,
) -> list[Node]:
    """Return the mentions that stand in one of the places.

    A transparent noun leads to its owner only if it `counts`.
    """
    found: list[Node] = []
    for place in places:
        for node in slots.get(place, []):
            found += names(node)
            told = node.label in ("subj", "subj_pass")
            meant = antecedent(node) if told else node  # "a dinner of Acme, *which*"
            alike = meant.having("conj") if meant.mention is None else ()
            for noun in (meant, *alike):
                if counts is None or counts(noun):
                    found += _owners(noun, transparent) or _shared(noun, transparent)
    return found


def without(others: Collection[Node], doers: list[Node]) -> list[Node]:
    """Leave those out who are the other end, unless all are.

    In "Acme, in partnership with *Beta*, runs it" Beta runs it, too.
    """
    return [doer for doer in doers if doer not in others] or doers


def _owners(noun: Node, transparent: Collection[str]) -> list[Node]:
    """Return the names that a noun stands for: "shares of *Acme*", "*Acme* bosses"."""
    if noun.mention is not None or not {noun.lemma, noun.lower} & {*transparent}:
        return []
    modifiers = noun.having("compound")
    if any(child.lower == "no" for child in noun.children):
        return []  # "holds no shares of Acme"
    if any(child.mention and child.mention.kind == INITIATIVE for child in modifiers):
        return []  # "backs Acme's *Quickpay* plan", not Acme
    found: list[Node] = []
    cases = _CASES.get(noun.lemma, ("of", "in", "from"))
    inner = [c for a in noun.having("amod") for c in a.having("compound")]
    for owner in [*whose(noun), *inner, *makers(noun)]:
        if owner.label == "poss" and _is_seller(noun, owner):
            continue
        if owner.label != "prep" or owner.case in cases:
            found += names(owner) or _owners(owner, transparent)
    return found


def _shared(noun: Node, transparent: Collection[str]) -> list[Node]:
    """Return Acme for the assets of "the business and *assets* of Acme"."""
    first = noun.head
    if noun.label != "conj" or first is None or noun.lemma not in transparent:
        return []
    if first.mention is not None or noun.first("prep", "poss") is not None:
        return []
    behind = [c for c in first.having("prep") if c.case == "of" and c.i > noun.i]
    return [name for child in behind for name in names(child)]


def _is_seller(noun: Node, owner: Node) -> bool:
    """Tell "*its* shares" and "Acme's stake in Beta" from "*Acme's* shares"."""
    inside = any(child.case == "in" for child in noun.having("prep"))
    sold = noun.head is not None and noun.head.lemma in ("sell", "tender", "exchange")
    own = sold and owner.mention is not None and owner.mention.form == "pronoun"
    plain = noun.lemma in ("share", "stock") and not own
    return noun.lemma in _HOLDINGS and (inside or not plain)
