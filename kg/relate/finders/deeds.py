"""Verbs: who did what to whom."""

from collections.abc import Callable, Iterator, Sequence

from kg.relate.finders.finding import Finding
from kg.relate.grammar.branches import gapped, is_listed_behind
from kg.relate.grammar.clauses import Slots, arguments
from kg.relate.grammar.measures import is_all, is_measured, is_most
from kg.relate.grammar.naming import names
from kg.relate.grammar.several import couples
from kg.relate.grammar.standing import ends, without
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb, verb_keys
from kg.relate.rule_kinds import VerbRule
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_LONE = WORDS["lone_verbs"]
_MAKING = WORDS["making_verbs"]
_VERDICTS = WORDS["verdicts"]
_CONCEDING = ("despite", "in spite of", "notwithstanding", "amid", "amidst")


def by_verbs(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield what the verb rules find."""
    for node in nodes:
        if not (is_verb(node) or node.passive or _is_predicate(node)):
            continue
        matching = _rules_for(node, rules)
        if not matching:
            continue
        slots = arguments(node)
        for rule in matching:
            for found in _verb_findings(node, slots, rule, rules):
                if not is_listed_behind(node, found.subject, found.object):
                    yield found


def _is_predicate(node: Node) -> bool:
    return node.first("cop") is not None and node.pos != "NOUN"


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
        slots = _with_inner(slots, rule.about)
    slots = _without_fronted(node, slots)
    relation = rules.vocabulary[rule.relation]
    reached = rule.making or rule.mutual or any(map(slots.get, rule.object))
    if relation.directed and not reached:
        return
    subjects = ends(slots, rule.subject, rule.transparent)
    if not subjects and "obj" not in rule.subject:
        return
    if rule.about and not _speaks_of(node, slots, rule.about):
        return
    done = [noun.lemma for place in ("obj", "as") for noun in slots.get(place, [])]
    barred = {*done, *slots} & {*rule.unless}
    if rule.unless and (barred or is_measured(node, rule.unless)):
        return
    if rule.alone and not node.passive and "obj" in slots:
        return
    if rule.unnamed and any(noun.mention for noun in slots.get("obj", [])):
        return
    objects = ends(slots, rule.object, rule.transparent, counts=_measure(rule))
    if rule.making:
        objects += _made(node)
    if rule.through:
        direct = ends(slots, rule.object)
        objects = [end for end in objects if end not in direct]
    if rule.by_way:
        direct = ends(slots, rule.subject)
        subjects = [end for end in subjects if end not in direct]
    label = rule.label or relation.label
    joined = "obj" in rule.subject and "obj" not in rule.object and not node.passive
    joined = joined and not relation.directed
    if joined and (both := ends(slots, ["obj"])):
        subjects = both  # "Acme merged *Beta* with Gamma"
    pairs = [(s, o) for s in without(objects, subjects) for o in objects]
    alike = not relation.directed and not objects
    alike = alike and bool({"with", "obj"} & {*rule.object})
    alike = alike and not slots.get("with")  # "Roe and Doe met *with farmers*"
    alike = alike and ("on" in slots or verb_keys(node)[0] not in _LONE)
    undergone = alike and node.passive and "obj" in rule.subject
    if undergone:  # "Acme and Beta were merged"
        subjects = ends(slots, ["obj"])
    if rule.mutual or (alike and (joined or undergone or not slots.get("obj"))):
        alone = not any(slots.get(place) for place in rule.object)
        alone = alone or joined or undergone
        pairs = couples(_both(node, subjects), alone=alone)
    for subject, other in pairs:
        yield Finding(subject, other, rule.relation, label, rule, node)


def _made(verb: Node) -> list[Node]:
    """Return the fund of "proposed *to set up a fund*" and "that a fund be set up"."""
    clauses = verb.having("xcomp", "comp", "advcl")
    making = [c for c in clauses if is_verb(c) and {*verb_keys(c)} & _MAKING]
    return [end for clause in making for end in ends(arguments(clause), ["obj"])]


def _both(clause: Node, subjects: list[Node]) -> list[Node]:
    """Return both names of "Roe and Doe, who met", of which one alone cannot meet."""
    one = subjects[0] if len(subjects) == 1 else None
    if one is None or clause.label != "relcl" or clause.head is not one:
        return subjects
    if one.label == "conj" and one.head is not None:
        return names(one.head, before=clause.i)
    return names(one, before=clause.i)


def _without_fronted(verb: Node, slots: Slots) -> Slots:
    """Leave out "*for the party*, Roe called", which is no object of "call for"."""
    party = [n for n in slots.get("for", ()) if n.i < verb.i and n.mention is not None]
    if not party:
        return slots
    kept = [node for node in slots["for"] if node not in party or node is verb.head]
    return {**slots, "for": kept}


def _with_inner(slots: Slots, about: Sequence[str] = ()) -> Slots:
    """Add the prepositions that hang on the nouns of a clause."""
    wider = {place: list(nodes) for place, nodes in slots.items()}
    todo = [node for place, nodes in slots.items() if place != "subj" for node in nodes]
    while todo:
        node = todo.pop(0)
        if node.case in _CONCEDING or (node.case == "in" and node.lemma in _VERDICTS):
            continue  # "got money, *in a blow* to Acme", "*despite a letter* from Acme"
        wider.setdefault(node.case, []).extend(gapped(node, about))
        if node.mention is None or node.label == "obj":
            for child in node.having("prep"):
                wider.setdefault(child.case, []).append(child)
                todo.append(child)
            todo += [c for c in node.having("conj") if c.mention is None]
            for clause in node.having("acl"):
                if clause.lemma in ("lead", "co-lead"):
                    wider.setdefault("by", []).extend(clause.having("agent"))
                    todo.extend(clause.having("prep"))
    return wider


def _speaks_of(predicate: Node, slots: Slots, words: Sequence[str]) -> bool:
    """Tell whether one of the words stands in a clause, subject aside, or under it."""
    inside = [n for place, found in slots.items() if place != "subj" for n in found]
    inside += predicate.having("advcl")
    behind = [
        *predicate.having("advmod"),
        *(c for n in inside for c in n.having("amod", "nummod")),
    ]
    return (
        is_measured(predicate, words)
        or any(word.lower in words for word in behind)  # "run *jointly*", "*joint* bid"
        or any(
            node.lemma in words and node.mention is None and not is_most(node)
            for node in inside
        )
    )


def _measure(rule: VerbRule) -> Callable[[Node], bool] | None:
    """Return what a transparent noun must be: all of it, most of it, or anything."""
    return is_most if rule.most else is_all if rule.whole else None
