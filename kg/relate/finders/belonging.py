"""By which rule one name has the next: "Acme's *Beta Bank*", "Acme's *Quickpay*"."""

from kg.names import word_list
from kg.records import INITIATIVE, ORGANISATION, Mention
from kg.relate.finders.fixed_rules import (
    AFFILIATED,
    BODY,
    DAUGHTER,
    OFFERED,
    OWN_FIRM,
    PARTISAN,
    PLANNED,
    SEATED,
)
from kg.relate.finders.parties import is_party
from kg.relate.grammar.trees import Node
from kg.relate.rule_kinds import Rule
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_ITS = ("its", "our")
_FIRMS = WORDS["legal_forms"]
_LAWS = WORDS["laws"]
_EVENTS = WORDS["contests"]
_PLANS = WORDS["plans"]
_POWERS = WORDS["powers"]
_LED_NOUNS = WORDS["led_nouns"]
_HOUSED_UNITS = frozenset(
    (
        *("institute", "centre", "center", "school", "department", "faculty"),
        *("laboratory", "division", "directorate", "bureau", "unit", "lab"),
    )
)
_COUNTRIES = frozenset(word_list("identity")["countries"])
_BODIES = frozenset(
    word.lower()
    for key in ("firm_endings", "bodies", "houses", "legal_forms", "firm_parts")
    for word in word_list("annotate")[key]
) | frozenset(WORDS["organisations"] | WORDS["more_bodies"])


def possessed(owner: Node, other: Node, rules: Rules) -> Rule | None:
    """Return the rule by which one name has the next one, by their kinds."""
    has, is_had = owner.mention, other.mention
    if has is None or is_had is None or is_had.form != "name":
        return None
    daughter = is_had.text.lower().rstrip(".").split()[-1] in _FIRMS
    words = {word.rstrip(".") for word in is_had.text.lower().split()}
    noun = other.head if other.label == "compound" else None
    words |= {noun.lemma} if noun is not None and noun.mention is None else set()
    own = owner.lower in _ITS
    if own and other.case == "of" and other.head and other.head.lemma == "part":
        return None  # "Acme, part of *its* Science Faculty": of another
    if own and is_had.kind == INITIATIVE:
        return PLANNED if words & _PLANS else OFFERED
    if own and is_had.kind == ORGANISATION:
        return BODY if words & rules.words["bodies"] and not daughter else DAUGHTER
    if owner.lower in ("his", "her", "my") and is_had.kind == ORGANISATION:
        return OWN_FIRM if _is_led(is_had, rules) else None
    if has.form != "name" and not _is_firm_described(has, is_had):
        return None
    match has.kind, is_had.kind:
        case "organisation", "person":
            return PARTISAN if is_party(has, rules) else AFFILIATED
        case "person", "organisation" if is_party(is_had, rules):
            return PARTISAN
        case "person", "organisation" if _is_led(is_had, rules) or kind_of(
            other, _LED_NOUNS
        ):
            return OWN_FIRM
        case "organisation", "initiative":
            return PLANNED if words & _PLANS else OFFERED
        case "organisation", "organisation" if words & rules.words["bodies"]:
            return BODY
        case "organisation", "organisation" if not words & (_LAWS | _EVENTS):
            return _daughter(has, is_had, words, rules)
        case "place", "organisation" if not words & (_LAWS | _POWERS):
            return SEATED
    return None


def _daughter(
    has: Mention, is_had: Mention, words: set[str], rules: Rules
) -> Rule | None:
    """Tell "Acme's *Beta Bank*" from "Acme's *Newsnight*", which Acme may only offer.

    Nor has a country a firm, and a party has people of whom a name tells too little.
    """
    if has.text.lower() in _COUNTRIES:
        return None
    if words & _BODIES or has.text.split()[0] == is_had.text.split()[0]:
        return DAUGHTER  # "Acme Corp's *Acme Springfield*"
    if words & _PLANS:
        return PLANNED
    return None if is_party(has, rules) else OFFERED


def _is_firm_described(has: Mention, is_had: Mention) -> bool:
    """Tell "the company's *Quickpay*" and "the department's *Roads Division*"."""
    told = has.form == "description" and has.kind == ORGANISATION
    called = has.text.lower().split()[-1] in has.name.lower().split()
    unit = called and bool({*is_had.text.lower().split()} & _HOUSED_UNITS)
    return told and (is_had.kind != ORGANISATION or unit)


def _is_led(mention: Mention, rules: Rules) -> bool:
    """Tell "Roe's *Acme Corp*" from "Roe's *Rovers*", where she may only play."""
    last = mention.text.lower().rstrip(".").split()[-1]
    return last in rules.words["led_words"]


def kind_of(name: Node, nouns: frozenset[str]) -> bool:
    """Tell whether a noun behind a name says what it is: "the Acme *agency*"."""
    noun = name.head
    return (
        name.label == "compound"
        and noun is not None
        and noun.mention is None
        and noun.i > name.i
        and noun.lemma in nouns
    )
