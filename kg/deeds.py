"""Verbs, nouns of doing and hyphenated modifiers: who did what to whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from kg.clauses import Slots, arguments, names
from kg.records import PERSON
from kg.rules import EventRule, ModifierRule, Rule, Rules, VerbRule
from kg.trees import Node


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold a claim before its ends are checked and its status is judged.

    `deed` tells a noun of doing, which shares the fate of the verb round it.
    """

    subject: Node
    object: Node
    relation: str
    label: str
    rule: Rule
    predicate: Node
    deed: bool = False
    status: str = ""


def verb_keys(node: Node) -> tuple[str, ...]:
    """Return the names a rule may call a verb by, the most telling first.

    "took over" is `take over` and `take`; "co-founded" is `co-found` in one word or
    three.
    """
    lemma = node.lemma
    token = node.token
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        lemma = f"{token.nbor(-2).lower_}-{lemma}"
    particles = [f"{lemma} {child.lower}" for child in node.having("prt")]
    particles += [
        f"{lemma} {child.lower}"
        for child in node.having("advmod")
        if child.lower in ("over", "up", "out", "down", "together", "back", "off")
    ]
    return (*particles, lemma, node.lower)


def is_verb(node: Node) -> bool:
    """Tell verbs and participles from other words."""
    tag = node.token.tag_
    return node.mention is None and (
        node.token.pos_ in ("VERB", "AUX") or tag.startswith("VB")
    )


def by_verbs(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield what the verb rules find."""
    for node in nodes:
        if not is_verb(node) and node.first("cop") is None:
            continue
        matching = _rules_for(node, rules)
        if not matching:
            continue
        slots = arguments(node)
        for rule in matching:
            yield from _verb_findings(node, slots, rule, rules)


def _rules_for(node: Node, rules: Rules) -> tuple[VerbRule, ...]:
    """Return the rules of the most telling key that has any."""
    for key in verb_keys(node):
        if key in rules.verbs:
            return rules.verbs[key]
    return ()


def _verb_findings(
    node: Node, slots: Slots, rule: VerbRule, rules: Rules
) -> Iterator[Finding]:
    if rule.within:
        slots = _with_inner(slots)
    subjects = _ends(slots, rule.subject, rule.transparent)
    objects = _ends(slots, rule.object, rule.transparent)
    relation = rules.vocabulary[rule.relation]
    label = rule.label or relation.label
    pairs = [(s, o) for s in subjects for o in objects]
    if not relation.directed and not objects and not slots.get("obj"):
        pairs = list(combinations(subjects, 2))
    for subject, other in pairs:
        yield Finding(subject, other, rule.relation, label, rule, node)


def _with_inner(slots: Slots) -> Slots:
    """Add the prepositions that hang on the nouns of a clause."""
    wider = {place: list(nodes) for place, nodes in slots.items()}
    todo = [node for place, nodes in slots.items() if place != "subj" for node in nodes]
    while todo:
        node = todo.pop(0)
        if node.mention is None or node.label == "obj":
            for child in node.having("prep"):
                wider.setdefault(child.case, []).append(child)
                todo.append(child)
    return wider


def _ends(
    slots: Slots, places: Sequence[str], transparent: Sequence[str] = ()
) -> list[Node]:
    """Return the mentions that stand in one of the places."""
    found: list[Node] = []
    for place in places:
        for node in slots.get(place, []):
            found += names(node)
            if node.mention is None and node.lemma in transparent:
                for owner in node.having("poss", "compound", "prep"):
                    if owner.label != "prep" or owner.case in ("of", "in"):
                        found += names(owner)
    return found


def by_events(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield what the rules for nouns of doing find."""
    for node in nodes:
        if node.mention is not None or node.token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            continue
        for rule in rules.events.get(event_key(node), rules.events.get(node.lemma, ())):
            yield from _event_findings(node, rule, rules)


def event_key(node: Node) -> str:
    """Return a two-word name for a noun: "joint venture"."""
    if node.token.i == 0:
        return node.lemma
    return f"{node.token.nbor(-1).lower_} {node.lemma}"


def _event_findings(node: Node, rule: EventRule, rules: Rules) -> Iterator[Finding]:
    light = frozenset(rule.light) or rules.words["light"]
    fates = rules.words["closed_verbs"] | rules.words["open_verbs"]
    slots = _event_slots(node, light | fates)
    relation = rules.vocabulary[rule.relation]
    label = rule.label or relation.label
    subjects = _ends(slots, rule.subject)
    objects = _ends(slots, [p for p in rule.object if p != "poss"])
    if not objects and "poss" in rule.object:
        objects = _ends(slots, ["poss"])
        subjects = _ends(slots, [p for p in rule.subject if p != "poss"])
    pairs = [(s, o) for s in subjects for o in objects]
    if not relation.directed and not objects:
        pairs = list(combinations(subjects, 2))
    if not relation.directed:
        pairs += combinations(_ends(slots, ["between", "among"]), 2)
        if not pairs:
            pairs += combinations(objects, 2)
    for subject, other in pairs:
        yield Finding(subject, other, rule.relation, label, rule, node, deed=True)


def _event_slots(noun: Node, light: frozenset[str]) -> Slots:
    """Return what stands round a noun of doing, also across a light verb."""
    slots: Slots = {}
    for child in noun.children:
        place = child.case if child.label == "prep" else child.label
        if place in ("subj", "subj_pass"):
            place = "actor"
        slots.setdefault(place, []).append(child)
        if place == "of" and child.mention is not None:
            slots.setdefault("by", []).extend(_by(child))
    first = noun.head if noun.label == "conj" and noun.head else noun
    head = first.head
    if head is None or not is_verb(head):
        return slots
    place = first.case if first.label == "prep" else first.label
    carried = first.label in ("obj", "subj_pass") or first.case in ("in", "into", "on")
    if carried and (head.lemma in light or verb_keys(head)[0] in light):
        outer = arguments(head)
        slots.setdefault("actor", []).extend(
            node for node in outer.get("subj", []) if node is not noun
        )
        for case, nodes in outer.items():
            later = [node for node in nodes if node.i > noun.i]
            if case not in ("subj", "obj", "obj2", "xcomp", "iobj", place, "by"):
                slots.setdefault(case, []).extend(later)
    return slots


def _by(node: Node) -> list[Node]:
    """Return a "by" that a parser hung on "of Acme" instead of "the founding"."""
    return [child for child in node.having("prep", "agent") if child.case == "by"]


def by_modifiers(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield what stands in "Roe-owned Acme" and "London-based Acme"."""
    for node in nodes:
        rule = rules.modifiers.get(node.lower)
        token = node.token
        if rule is None or token.i < 2 or token.nbor(-1).text not in ("-", "–"):
            continue
        first = _covering(nodes, token.i - 2)
        if first is None or node.head is None:
            continue
        for named in _modified(node):
            yield _modifier_finding(first, named, node, rule, rules)


_AFFILIATION = Rule(
    name="affiliation",
    relation="employee_of",
    examples=("[Jane Roe] of {Acme Corp} spoke first.",),
    label="of",
)


def by_affiliation(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield "Jane Roe of Acme" and "Jane Roe from Acme", side by side only.

    "at Acme" may tell where something happened and counts with a subject alone.
    """
    named = [node for node in nodes if node.mention is not None]
    for person, other in pairwise(named):
        if person.mention is None or person.mention.kind != PERSON:
            continue
        between = _words_between(person, other)
        loose = between[:1] == [","]
        words = [word for word in between[loose:] if word not in ("the", "a")]
        if words == ["of"] or (not loose and words in (["from"], ["at"])):
            if words == ["at"] and not _is_subject(person):
                continue
            label = words[0]
            yield Finding(person, other, "employee_of", label, _AFFILIATION, other)


def _words_between(left: Node, right: Node) -> list[str]:
    """Return the words between two mentions, none if they are far apart."""
    if left.mention is None or right.mention is None:
        return []
    start, end = left.mention.end, right.mention.start
    doc = left.token.doc
    words = [t.lower_ for t in doc[left.i : right.i] if start <= t.idx < end]
    return words if len(words) < 4 else []


def _is_subject(node: Node) -> bool:
    first = node.head if node.label == "conj" and node.head is not None else node
    return first.label in ("subj", "subj_pass")


def _modified(node: Node) -> list[Node]:
    """Return what a modifier before a noun describes."""
    head = node.head
    if head is None or head.i < node.i:
        return []
    if head.label in ("compound", "flat", "appos") and head.mention is None:
        above = head.head
        return names(above) if above is not None else []
    return names(head)[:1]


def _covering(nodes: Sequence[Node], i: int) -> Node | None:
    """Return the mention that ends with a given word."""
    for node in nodes:
        if node.mention is not None:
            token = node.token.doc[i]
            if node.mention.start <= token.idx < node.mention.end:
                return node
    return None


def _modifier_finding(
    first: Node, second: Node, node: Node, rule: ModifierRule, rules: Rules
) -> Finding:
    label = rule.label or rules.vocabulary[rule.relation].label
    subject, other = (second, first) if rule.first == "object" else (first, second)
    return Finding(subject, other, rule.relation, label, rule, node)
