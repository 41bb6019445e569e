"""Parties, which have members, and who is one: "Tory Ann Roe", "Roe, a Republican"."""

from collections.abc import Iterator

from kg.records import ORGANISATION, PERSON, Mention
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import PARTISAN, by_rule
from kg.relate.grammar.gaps import mark_behind, words_between
from kg.relate.grammar.naming import kinds_of_names
from kg.relate.grammar.trees import Node
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_MEMBERSHIPS = (
    ["("],
    ["a"],
    ["is", "a"],
    ["was", "a"],
    ["for", "the"],
    ["for"],
    ["of"],
)
_PAUSES = (",", "-", "–", "—", "--")
_SO_CALLED = WORDS["so_called"]
_ONE_OF = ["one", "of", "the"]
_SEATS = WORDS["seats_of_parties"]
_SEATED = WORDS["seated"]


def is_party(mention: Mention, rules: Rules) -> bool:
    """Tell a party, which has members, from a firm, which has staff."""
    words = mention.text.lower().split()
    return any(word in rules.words["parties"] for word in words)


def by_party(left: Node, right: Node, rules: Rules) -> Iterator[Finding]:
    """Yield "Tory *Ann Roe*", "Roe, a *Republican*" and "Roe (*Halden Labour*)"."""
    one, two = left.mention, right.mention
    if one is None or two is None or not one.form == two.form == "name":
        return
    if two.kind == PERSON and is_party(one, rules):
        between = words_between(left, right)
        ahead = left.before.lower if left.before is not None else ""
        before = left.before.before if ahead == "the" and left.before else left.before
        spoken = between == [","] and before is not None and before.lower == "for"
        if two.start - one.end == 1 or spoken or _is_seated(between):
            yield by_rule(PARTISAN, right, left, left)
    elif one.kind == PERSON and is_party(two, rules) and _is_member(left, right):
        yield by_rule(PARTISAN, left, right, right)


def is_house(mention: Mention) -> bool:
    """Tell the house of "Republican *Senate* candidate Roe"."""
    return mention.form == "name" and mention.text.lower() in _SEATS


def _is_seated(between: list[str]) -> bool:
    """Tell "Democratic *Sen.* Roe", "Republican *Senate candidate* Roe"."""
    where = [word for word in between if word not in _SEATED]
    return bool(where) and all(word in _SEATS for word in where)


def _is_member(person: Node, party: Node) -> bool:
    """Tell "Roe, a lifelong *Republican*" and "Roe - a *Republican* from"."""
    between = words_between(person, party)
    paused = between[:1] != [] and between[0] in _PAUSES
    words = between[1:] if paused else between
    if not paused and words[:1] in (["a"], ["for"], ["of"]):
        return False
    plain = [w for w in words if w not in WORDS["party_words"]]
    return plain in _MEMBERSHIPS


def by_group(left: Node, right: Node) -> Iterator[Finding]:
    """Yield "one of the *Halden Four*, Roe" and "Roe, one of the *Halden Four*"."""
    kinds = kinds_of_names(left, right)
    if kinds not in ((PERSON, ORGANISATION), (ORGANISATION, PERSON)):
        return
    between = [w for w in words_between(left, right) if w not in _SO_CALLED]
    if kinds == (PERSON, ORGANISATION):
        listed = between == [",", *_ONE_OF]
        if listed and mark_behind(right) in (",", ".", ";", ")", ""):
            yield by_rule(PARTISAN, left, right, right)
    elif between == [","]:
        before = [w for w in _words_before(left, 6) if w not in _SO_CALLED]
        if before[-3:] == _ONE_OF:
            yield by_rule(PARTISAN, right, left, left)


def _words_before(node: Node, count: int) -> list[str]:
    """Return the words to the left of a mention."""
    start = node.start
    doc = node.token.doc
    return [t.lower_ for t in doc[max(start - count, node.token.sent.start) : start]]


def by_own_party(pronoun: Node, party: Node, rules: Rules) -> Iterator[Finding]:
    """Yield "his *Halden Labour* party" and "her conservative *Labour Party*"."""
    one, two = pronoun.mention, party.mention
    if one is None or two is None or pronoun.lower not in ("his", "her"):
        return
    if two.form != "name" or two.kind != ORGANISATION or pronoun.label != "poss":
        return
    noun = party.head if party.label in ("compound", "amod") else None
    called = noun is not None and noun.mention is None and noun.lemma == "party"
    whole = is_party(two, rules) and two.text.split()[-1].lower() == "party"
    owner = pronoun.head
    if (called and owner is noun) or (whole and owner is party):
        yield by_rule(PARTISAN, pronoun, party, party)
