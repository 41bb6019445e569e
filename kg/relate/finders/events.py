"""Nouns that tell a deed: "Acme's acquisition of Beta", "held talks with"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import ASSERTED, NEGATED, ORGANISATION, PLACE, POSSIBLE
from kg.relate.finders.event_slots import AHEAD, PAPERS, event_slots, is_agreed
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import WORKED, WORKS
from kg.relate.grammar.clauses import Slots
from kg.relate.grammar.gaps import last_word
from kg.relate.grammar.measures import is_most
from kg.relate.grammar.naming import names
from kg.relate.grammar.polarity import own
from kg.relate.grammar.several import couples
from kg.relate.grammar.standing import ends, without
from kg.relate.grammar.trees import Node, mention_at
from kg.relate.grammar.verbs import verb_keys
from kg.relate.judging.status import judge
from kg.relate.posts.titles import is_plural
from kg.relate.rule_kinds import EventRule
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_YEAR = re.compile(r"(?:19|20)\d\d")
_DECIDERS = WORDS["dealing_bodies"]
_HOLDERS = {"shareholder", "stockholder"}
_SOLD = ("acquired", "merged_with", "invested_in", "owner_of", "subsidiary_of")
"""Of what the holders of a firm decide: who sues or criticises is not the firm."""
_HELD = WORDS["holdings"]
_OWN = WORDS["own_deeds"]
_CHANGING = WORDS["changing_holdings"]


def by_events(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield what the rules for nouns of doing find."""
    for node in nodes:
        if node.mention is not None or node.pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        for rule in rules.events.get(event_key(node), rules.events.get(node.lemma, ())):
            yield from _event_findings(node, rule, rules)
            if not rules.vocabulary[rule.relation].directed:
                yield from _hyphened(node, rule, nodes, rules)


def event_key(node: Node) -> str:
    """Return a two-word name for a noun: "joint venture", "tie-up"."""
    token = node.token
    if token.i == 0:
        return node.lemma
    if token.i > 1 and token.nbor(-1).text == "-":
        return f"{token.nbor(-2).lower_}-{node.lemma}"
    return f"{token.nbor(-1).lower_} {node.lemma}"


def _event_findings(node: Node, rule: EventRule, rules: Rules) -> Iterator[Finding]:
    if rule.plural and not is_plural(node.token):
        return
    if (rule.most and not is_most(node)) or _is_job(node, rule, rules):
        return
    slots = event_slots(node, rule, rules)
    relation = rules.vocabulary[rule.relation]
    if not relation.directed and node.first("cop") is not None and not node.case:
        slots = {place: slots[place] for place in slots if place != "actor"}
    label = rule.label or relation.label
    status = ""
    if _is_ended(node, rule, rules):
        status = ASSERTED
        is_had = label.startswith("has ")
        was = WORKED if label == WORKS else label
        label = f"had {label[4:]}" if is_had else f"formerly {was}"
    keeping = ends(slots, ["poss"]) if _is_held(node, rule, rules) else []
    deciders = _DECIDERS if rule.relation in _SOLD else _DECIDERS - _HOLDERS
    subjects = ends(slots, _doers(rule, slots), deciders)
    objects = ends(slots, _open_places(node, rule, slots, rules), rule.transparent)
    if not objects and "poss" in rule.object:
        objects = ends(slots, ["poss"])
        subjects = ends(slots, [p for p in rule.subject if p != "poss"])
    if rule.through:
        direct = ends(slots, rule.object)
        objects = [end for end in objects if end not in direct]
    if node.lemma in rules.words["posts"]:
        subjects = [end for end in subjects if not _is_described(end)]
    pairs = [(s, o) for s in without(objects, subjects) for o in objects]
    others = any(slots.get(place) for place in rule.object if place != "of")
    alone = not others and node.lemma not in _OWN
    scene = rule.adverbial and "scene" in slots
    if not relation.directed and not objects and not scene:
        for place in _doers(rule, slots):  # "the pact of A and B": of one place
            if place == "for":
                continue  # "a game *for* Acme and Beta"
            pairs += couples(ends(slots, [place], _DECIDERS), alone=alone)
    if not relation.directed and not objects and scene:
        pairs += couples([end for end in ends(slots, ["poss"]) if end.members])
    if not relation.directed:
        own = [c for c in node.having("prep") if c.case == "between"] if scene else []
        parties = {"between": own} if scene else slots
        pairs += couples(ends(parties, ["between", "among"], rule.transparent))
    joint = not scene or node.case == "through"  # "run through an alliance of A and B"
    if not relation.directed and joint and not pairs:
        pairs += couples(ends(slots, ["of"]), alone=alone)
    if _is_told_of(node) or _is_dated(node):
        status = ASSERTED
    if "target" in slots and _is_repelled(node, rules):
        status = NEGATED
    drafted = node.case == "for" and node.head and node.head.lemma in PAPERS
    agreed = (
        drafted or is_agreed(node) or ("agree" in rule.receiving and _is_taken(node))
    )
    ahead = rule.ahead and node.case in AHEAD
    if (agreed or ahead) and judge(node, rules.words, deed=True) == ASSERTED:
        status = POSSIBLE
    for subject, other in pairs:
        yield Finding(
            subject,
            other,
            rule.relation,
            label,
            rule,
            node,
            deed=True,
            status=ASSERTED if subject in keeping else status,
        )


def _is_repelled(noun: Node, rules: Rules) -> bool:
    """Tell "fended off a takeover by", of which nothing came."""
    verb = noun.head
    if verb is None or not {*verb_keys(verb)} & rules.words["repelling_verbs"]:
        return False
    return judge(verb, rules.words) == ASSERTED


def _doers(rule: EventRule, slots: Slots) -> list[str]:
    """Return where the subject may stand: "Acme weighed *Beta's* offer" is Beta's.

    Who buys somebody's stake has it, too.
    """
    own = [name.mention for name in ends(slots, ["poss"]) if "poss" in rule.subject]
    parts = [c for c in slots.get("of", []) if c.first("poss") and not names(c)]
    if "of" in rule.subject and parts:  # "the merger of *its unit* with Beta"
        return [place for place in rule.subject if place != "actor"]
    named = any(m and m.form == "name" and m.kind != PLACE for m in own)
    alone = named and not rule.ending
    told = named or any(slots.get(place) for place in ("by", "from"))
    doers = [place for place in rule.subject if place != "actor" or not alone]
    if "by" in rule.subject and not told and _is_aimed(slots, rule):
        before = slots.get("compound", [])
        firms = [n.mention for n in before if n.before is None or not n.case]
        if firms and all(m and m.kind == ORGANISATION for m in firms):
            contest = any(last_word(name) in WORDS["contest_ends"] for name in before)
            fought = rule.relation == "competitor_of" and contest
            return doers if fought else ["compound"]  # "the *Premiership* match with"
    return doers


def _is_aimed(slots: Slots, rule: EventRule) -> bool:
    """Tell "the *Acme* bid for Beta" from "its *Beta* bid"."""
    aims = [place for place in rule.object if place != "poss"]
    return any(slots.get(place) for place in aims) and not slots.get("poss")


def _open_places(noun: Node, rule: EventRule, slots: Slots, rules: Rules) -> list[str]:
    """Return where the object may stand, the target only if nothing else says it.

    "Beta accepted an offer for *its site*" is none for Beta.
    """
    places = [place for place in rule.object if place not in ("poss", "target")]
    owned = rule.ending and rules.vocabulary[rule.relation].directed
    told = owned or slots.keys() & {"poss", "by"}
    if told and not any(slots.get(place) for place in places):
        firms = [n.mention for n in ends(slots, ["compound"])]
        if firms and all(m and m.kind == ORGANISATION for m in firms):
            return ["compound"]  # "its *Beta* stake"
    if "target" in rule.object and not any(slots.get(place) for place in places):
        return [] if _says_later(noun, places) else ["target"]
    return places


def _says_later(noun: Node, places: Sequence[str]) -> bool:
    """Tell whether one of the prepositions follows, wherever a parser hung it."""
    rest = noun.token.doc[noun.i + 1 : noun.token.sent.end]
    for token, behind in pairwise(rest):
        if token.is_punct:
            return False
        if token.lower_ in places and not (behind.like_num or behind.is_currency):
            return True
    return False


def _is_described(end: Node) -> bool:
    """Tell "*the editor*'s job at Acme", which is nobody's yet."""
    return end.mention is not None and end.mention.form == "description"


def _is_job(noun: Node, rule: EventRule, rules: Rules) -> bool:
    """Tell "quit her *position* at Acme", which is no stake in it."""
    keys = {*verb_keys(noun.head)} if noun.head is not None else set()
    left = bool(keys & rules.words["leaving_verbs"])
    stake = rule.relation != "employee_of" and bool(rule.ending)
    return stake and noun.lemma in rules.words["posts"] and left


def _is_ended(noun: Node, rule: EventRule, rules: Rules) -> bool:
    """Tell "sold its stake", after which there is none, from "may sell its stake"."""
    verb = noun.head
    reached = noun.label == "obj" or noun.case == "from"  # "retired *from* her post"
    if verb is None or not reached or not {*verb_keys(verb)} & {*rule.ending}:
        return False
    return judge(verb, rules.words) == ASSERTED


def _is_taken(noun: Node) -> bool:
    """Tell "agreed *a takeover* by Acme"."""
    verb = noun.head if noun.label == "obj" else None
    return verb is not None and verb.lemma == "agree"


def _is_told_of(noun: Node) -> bool:
    """Tell "to settle a suit *filed by Acme*", which was filed at any rate."""
    told = [child for child in noun.having("acl") if child.passive]
    return any(child.first("agent") is not None for child in told)


def _is_dated(noun: Node) -> bool:
    """Tell "to fund its *1986* acquisition of Beta", which came that year."""
    owner = noun.first("poss")
    between = noun.token.doc[owner.i : noun.i] if owner is not None else ()
    return any(_YEAR.fullmatch(token.text) for token in between)


def _is_held(noun: Node, rule: EventRule, rules: Rules) -> bool:
    """Tell "may sell *its* stake", "may buy *Acme's* stake": had until then.

    So "may raise *its* stake".
    """
    verb, owner = noun.head, noun.first("poss")
    if verb is None or owner is None or not rule.ending:
        return False
    named = owner.mention is not None and owner.mention.form == "name"
    held = rules.vocabulary[rule.relation].directed and noun.lemma != "investment"
    if named and held and noun.label in ("obj", "subj", "subj_pass"):
        return own(noun, rules.words, ASSERTED) == ASSERTED
    if noun.label == "prep" and noun.lemma in _HELD:
        return True  # "failed to bid for *its* stake"
    kept = {*rule.ending} | _CHANGING
    return noun.label == "obj" and bool({*verb_keys(verb)} & kept)


def _hyphened(
    node: Node, rule: EventRule, nodes: Sequence[Node], rules: Rules
) -> Iterator[Finding]:
    """Read "the Acme-Beta merger"."""
    right = mention_at(nodes, node.i - 1) if node.i else None
    if right is None or right.mention is None:
        return
    doc = node.token.doc
    i = next(t.i for t in node.token.sent if t.idx + len(t) > right.mention.start)
    if i < 2 or doc[i - 1].text not in ("-", "–", "—", "/"):
        return
    left = mention_at(nodes, i - 2)
    if left is not None:
        label = rule.label or rules.vocabulary[rule.relation].label
        yield Finding(left, right, rule.relation, label, rule, node, deed=True)
