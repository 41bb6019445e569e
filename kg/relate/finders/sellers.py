"""Who had a firm before it was bought: "Acme bought Beta from *Gamma*"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import ASSERTED, NEGATED, ORGANISATION, PERSON
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import SELLING, by_rule
from kg.relate.grammar.clauses import arguments
from kg.relate.grammar.standing import ends
from kg.relate.grammar.trees import Node
from kg.relate.judging.status import judge
from kg.relate.rules import Rules

_SELLING = ("sell", "sell off", "divest", "offload")
_TRADING = (*_SELLING, "buy", "acquire", "purchase")
_OWNERS = (ORGANISATION, PERSON)


def sellers(findings: Sequence[Finding], rules: Rules) -> Iterator[Finding]:
    """Yield whose a firm was, or still is while the purchase is only planned.

    Of a unit it is told already whose it was.
    """
    units = {(f.object, f.subject) for f in findings if f.relation == "subsidiary_of"}
    for found in findings:
        slots = arguments(found.predicate)
        bought = found.relation == "acquired" and found.predicate.lemma in _TRADING
        if not bought or found.object not in ends(slots, ["obj"]):
            continue
        place = "subj" if found.predicate.lemma in _SELLING else "from"
        status = judge(found.predicate, rules.words)
        label = "formerly owner of" if status == ASSERTED else "owner of"
        hung = _hung(found.object) if place == "from" else []
        around = [*slots.get(place, []), *hung]
        for seller in ends({place: around}, [place]):
            apart = seller is not found.subject and (seller, found.object) not in units
            if _is_owner(seller) and apart and status != NEGATED:
                told = by_rule(SELLING, seller, found.object, found.predicate)
                yield replace(told, label=label, status=ASSERTED)


def _hung(thing: Node) -> list[Node]:
    """Return what a parser hung on the thing: "bought Beta *from Gamma*"."""
    nouns = [thing, *([thing.head] if thing.label == "appos" and thing.head else [])]
    return [c for noun in nouns for c in noun.having("prep") if c.case == "from"]


def _is_owner(name: Node) -> bool:
    return name.mention is not None and name.mention.kind in _OWNERS
