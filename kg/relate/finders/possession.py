"""What a name in the possessive has: "Acme's Quickpay", "Acme's Jane Roe"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.names import word_list
from kg.records import ASSERTED, INITIATIVE, ORGANISATION, PERSON, PLACE
from kg.relate.finders.belonging import kind_of, possessed
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import (
    BODY,
    OFFERED,
    OWN_FIRM,
    PLANNED,
    by_rule,
)
from kg.relate.grammar.clauses import ORGANISATIONS
from kg.relate.grammar.gaps import words_between
from kg.relate.grammar.naming import kinds_of_names, names
from kg.relate.grammar.trees import POSSESSIVE, Node
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_ITS = ("its", "our")
_OWNING = (
    *("wholly", "owned", "-", "own", "new", "newly", "formed", "launched", "created"),
    *("flagship", "latest", "popular", "famous", "existing"),
)
_PART = ("pct", "percent", "%", "majority", "per", "cent")
_QUOTES = ("'", "‘", "’", '"', "“", "``")
_LED_NOUNS = WORDS["led_nouns"]
_TOLD = WORDS["told_of_bodies"]
_HOUSED = frozenset(
    ("institute", "centre", "center", "school", "department", "faculty", "laboratory")
)
_PLANS = WORDS["plans"]
_HOUSES = frozenset(("university", "college", "hospital", "polytechnic"))
_OWN_FIRMS = WORDS["own_firms"]
_UNITS = WORDS["parts_of_bodies"]
_TWO_BODIES = (ORGANISATION, ORGANISATION)
_INSIDE = ("at", "of", "from", "in")
_WARES = WORDS["products"] | WORDS["wares"]
_ADDRESSES = frozenset(word_list("titles")["courtesy"])


def by_possession(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield "Acme's Jane Roe" and "Acme's Quickpay", side by side only."""
    named = [node for node in nodes if node.mention is not None]
    for name in named:
        yield from _brought_out(name, rules)
        yield from _whose(name)
        yield from _within(name)
    yield from _parts(named)
    for owner, other in pairwise(named):
        rule = possessed(owner, other, rules)
        if rule is not None and _is_owned(owner, other):
            mention = owner.mention
            personal = mention is not None and mention.kind == PERSON
            ends = (owner, other) if personal else (other, owner)
            found = by_rule(rule, *ends, other)
            yield found if rule is OWN_FIRM else replace(found, status=ASSERTED)
        elif _is_from(owner, other):
            yield by_rule(OFFERED, owner, other, owner)


def _within(unit: Node) -> Iterator[Finding]:
    """Yield "of the *Halden Institute*, Norvik University", a place and its house."""
    for house in unit.having("appos"):
        kinds = kinds_of_names(unit, house)
        if kinds != (ORGANISATION, ORGANISATION) or unit.case not in _INSIDE:
            continue
        inside = _HOUSED & _words(unit)
        housing = _HOUSES & _words(house) and not _HOUSES & _words(unit)
        if inside and housing and words_between(unit, house) == [","]:
            yield replace(by_rule(BODY, unit, house, house), status=ASSERTED)


def _words(name: Node) -> set[str]:
    return set(name.mention.text.lower().split()) if name.mention else set()


def _whose(firm: Node) -> Iterator[Finding]:
    """Yield "Roe, whose *Acme Group* has grown" and "Roe and his group *Acme*"."""
    mention = firm.mention
    if mention is None or mention.form != "name" or mention.kind != ORGANISATION:
        return
    if firm.label in ("compound", "amod"):
        return  # "whose Acme shares"
    word = firm.before
    noun = word.before if word is not None and word.lower == "," else word
    if noun is not None and noun.mention is None and noun.lemma in _OWN_FIRMS:
        word = noun.first("poss")
        leader = _joined(word) or word if word is not None else None
        if leader is not None and _is_somebody(leader):
            yield by_rule(OWN_FIRM, leader, firm, firm)
    owners = names(word)[:1] if word is not None and word.lower == "whose" else []
    if owners and owners[0].mention and owners[0].mention.kind == PERSON:
        yield by_rule(OWN_FIRM, owners[0], firm, firm)


def _joined(pronoun: Node) -> Node | None:
    """Return Roe of "Roe and *his* group Acme", whoever else is spoken of."""
    joint = pronoun.before if pronoun.lower in ("his", "her") else None
    left = joint.before if joint is not None and joint.lower == "and" else None
    named = left is not None and left.mention is not None
    return left if named and left is not None and _is_somebody(left) else None


def _is_somebody(owner: Node) -> bool:
    return owner.mention is not None and owner.mention.kind == PERSON


def _parts(named: Sequence[Node]) -> Iterator[Finding]:
    """Yield "the *Roads Division* of the Acme Ministry", also with "(RD)" between."""
    for at, (unit, house) in enumerate(pairwise(named)):
        if house.mention is None or house.mention.kind != ORGANISATION:
            continue
        between = [word for word in words_between(unit, house) if word != "the"]
        if between == [")", "of"] and at and _is_bracketed(named[at - 1], unit):
            unit, between = named[at - 1], ["of"]
        if between == ["of"] and kinds_of_names(unit, house) == _TWO_BODIES:
            words = unit.mention.text.lower().split() if unit.mention else [""]
            if words[-1] in _UNITS:
                yield replace(by_rule(BODY, unit, house, house), status=ASSERTED)


def _is_bracketed(name: Node, short: Node) -> bool:
    return words_between(name, short) == ["("]


def _brought_out(product: Node, rules: Rules) -> Iterator[Finding]:
    """Yield "its best-selling gel, *Quickpay*" and "*Quickpay*, its gel".

    A noun of a role ("Acme's rival, *Quickpay*") tells something else.
    """
    noun, made = _explained_by(product), product.mention
    if noun is None or made is None or made.kind != INITIATIVE or made.form != "name":
        return
    owner = noun.first("poss")
    if noun.lemma in rules.roles or owner is None or owner.mention is None:
        return
    if owner.lower in _ITS or owner.mention.kind == ORGANISATION:
        plan = {*made.text.lower().split(), noun.lemma} & _PLANS
        yield by_rule(PLANNED if plan else OFFERED, product, owner, product)


def _explained_by(name: Node) -> Node | None:
    """Return the common noun that a name explains, or that explains it."""
    noun = name.head if name.label == "appos" else name.first("appos")
    return noun if noun is not None and noun.mention is None else None


def _is_from(product: Node, firm: Node) -> bool:
    """Tell "the Quickpay from Acme", "Quickpay, by Acme," of product and firm."""
    made, maker = product.mention, firm.mention
    if made is None or maker is None or maker.form != "name":
        return False
    if (made.kind, maker.kind) != (INITIATIVE, ORGANISATION):
        return False
    between = [word for word in words_between(product, firm) if word != "the"]
    return between in (["from"], [",", "from"], [",", "by"])


def _is_owned(owner: Node, other: Node) -> bool:
    """Tell "Acme's Quickpay", also "Acme's 2030 'Bright Plan'", from other pairs.

    A name before a noun of its own ("Acme's *Quickpay* plans") only describes it.
    """
    between = words_between(owner, other)
    if owner.lower in _ITS:
        between = [w for w in between if w not in (*_OWNING, *_PART) and not _is_cd(w)]
        parted = not between and bool(words_between(owner, other))
        beside = _are_adjacent(owner, other) or parted
        return beside and (
            not _is_modifier(other) or kind_of(other, _told_by(owner, other))
        )
    marks = [
        word
        for word in between[1:]
        if not word.isdigit() and word not in (*_QUOTES, *_OWNING, *_TOLD)
        if word.rstrip(".") not in _ADDRESSES  # "Acme's *Mr* Roe"
    ]
    owned = between[:1] and between[0] in POSSESSIVE
    named = not _is_modifier(other) or kind_of(other, _told_by(owner, other))
    return bool(owned) and not marks and named


def _is_cd(word: str) -> bool:
    return word.replace(".", "", 1).isdecimal()


def _told_by(owner: Node, other: Node) -> frozenset[str]:
    """Return the nouns that say what a name before them is, by who has it.

    "Springfield's Acme *agency*" is Acme, "Roe's Acme *faction*" is one of hers, and
    "Acme's Quickpay *phone*" is made by Acme.
    """
    kind = owner.mention.kind if owner.mention is not None else ""
    made = other.mention is not None and other.mention.kind == INITIATIVE
    if made and (kind == ORGANISATION or owner.lower in _ITS):
        return _WARES
    return {PLACE: ORGANISATIONS, PERSON: _LED_NOUNS}.get(kind, frozenset())


def _is_modifier(name: Node) -> bool:
    """Tell "Acme's *Quickpay* plans" from "with Acme's *Quickpay* topping the list"."""
    if name.label not in ("compound", "amod", "nmod", "poss"):
        return False
    doc = name.token.doc
    behind = doc[name.end] if name.end < len(doc) else None
    return behind is None or behind.tag_ not in ("VBG", "VBD", "VBZ", "MD", "IN", ",")


def _are_adjacent(left: Node, right: Node) -> bool:
    """Tell names with no more than a blank and a bracket between them."""
    if left.mention is None or right.mention is None:
        return False
    return 0 <= right.mention.start - left.mention.end < 3
