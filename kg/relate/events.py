"""Nouns that tell a deed: "Acme's acquisition of Beta", "held talks with"."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.relate.clauses import Slots, arguments
from kg.relate.deeds import Finding, ends, is_verb, verb_keys
from kg.relate.rules import EventRule, Rules
from kg.relate.trees import Node, mention_at


def by_events(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield what the rules for nouns of doing find."""
    for node in nodes:
        if node.mention is not None or node.token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            continue
        for rule in rules.events.get(event_key(node), rules.events.get(node.lemma, ())):
            yield from _event_findings(node, rule, rules)
            if not rules.vocabulary[rule.relation].directed:
                yield from _hyphened(node, rule, nodes, rules)


def event_key(node: Node) -> str:
    """Return a two-word name for a noun: "joint venture"."""
    if node.token.i == 0:
        return node.lemma
    return f"{node.token.nbor(-1).lower_} {node.lemma}"


def _event_findings(node: Node, rule: EventRule, rules: Rules) -> Iterator[Finding]:
    light = frozenset(rule.light) or rules.words["light"]
    fates = rules.words["closed_verbs"] | rules.words["open_verbs"]
    slots = _event_slots(node, light | fates, adverbial=rule.adverbial)
    relation = rules.vocabulary[rule.relation]
    label = rule.label or relation.label
    subjects = ends(slots, rule.subject)
    objects = ends(slots, [p for p in rule.object if p != "poss"])
    if not objects and "poss" in rule.object:
        objects = ends(slots, ["poss"])
        subjects = ends(slots, [p for p in rule.subject if p != "poss"])
    pairs = [(s, o) for s in subjects for o in objects]
    if not relation.directed and not objects:
        pairs = list(combinations(subjects, 2))
    if not relation.directed:
        pairs += combinations(ends(slots, ["between", "among"]), 2)
        if not pairs:
            pairs += combinations(objects, 2)
    for subject, other in pairs:
        yield Finding(subject, other, rule.relation, label, rule, node, deed=True)


def _event_slots(noun: Node, light: frozenset[str], *, adverbial: bool) -> Slots:
    """Return what stands round a noun of doing, also across a light verb."""
    slots: Slots = {}
    for child in noun.children:
        place = child.case if child.label == "prep" else child.label
        if place in ("subj", "subj_pass"):
            place = "actor"
        slots.setdefault(place, []).append(child)
        if place == "of" and child.mention is not None:
            # A parser may hang the "by" of "the purchase of Acme by Beta" on Acme.
            for other in child.having("prep", "agent"):
                if other.case in ("by", "with"):
                    slots.setdefault(other.case, []).append(other)
    first = noun.head if noun.label == "conj" and noun.head else noun
    head = first.head
    if head is None or not is_verb(head):
        return slots
    place = first.case if first.label == "prep" else first.label
    carried = first.label in ("obj", "subj_pass") or first.case in ("in", "into", "on")
    aside = adverbial and first.label == "prep" and first.case == "in"
    if aside or (carried and (head.lemma in light or verb_keys(head)[0] in light)):
        outer = arguments(head)
        slots.setdefault("actor", []).extend(
            node for node in outer.get("subj", []) if node is not noun
        )
        for case, nodes in outer.items():
            later = [node for node in nodes if node.i > noun.i]
            if case not in ("subj", "obj", "obj2", "xcomp", "iobj", place, "by"):
                slots.setdefault(case, []).extend(later)
    return slots


def _hyphened(
    node: Node, rule: EventRule, nodes: Sequence[Node], rules: Rules
) -> Iterator[Finding]:
    """Read "the Acme-Beta merger"."""
    right = mention_at(nodes, node.i - 1) if node.i else None
    if right is None or right.mention is None:
        return
    doc = node.token.doc
    i = next(t.i for t in node.token.sent if t.idx + len(t) > right.mention.start)
    if i < 2 or doc[i - 1].text not in ("-", "–", "—"):
        return
    left = mention_at(nodes, i - 2)
    if left is not None:
        label = rule.label or rules.vocabulary[rule.relation].label
        yield Finding(left, right, rule.relation, label, rule, node, deed=True)
