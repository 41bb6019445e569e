"""Verbs: who did what to whom."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.records import INITIATIVE
from kg.relate.branches import gapped, is_listed_behind, makers, whose
from kg.relate.clauses import Slots, antecedent, arguments, is_shared_deed
from kg.relate.measures import is_all, is_measured, is_most
from kg.relate.naming import names
from kg.relate.rule_kinds import Rule, VerbRule
from kg.relate.rules import Rules
from kg.relate.several import couples
from kg.relate.trees import Node
from kg.relate.words import WORDS

_STRANDED = ("for", "after", "into", "over", "upon", "at", "against")
_PARTICLES = WORDS["particles"]
_LONE = WORDS["lone_verbs"]
_MAKING = WORDS["making_verbs"]
_HOLDINGS = WORDS["holdings"] | {"share", "stock", "equity"}
_CASES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_HOLDINGS, ("of", "in")),
    **dict.fromkeys(
        ("delegation", "contingent", "mission", "negotiator"), ("of", "from")
    ),
    **dict.fromkeys(("job", "post", "role"), ("of", "in", "from", "at", "with")),
}


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
        stem = "found" if node.lower == "found" else lemma  # no "co-find"
        lemma = f"{token.nbor(-2).lower_}-{stem}"
    particles = [f"{lemma} {child.lower}" for child in node.having("prt")]
    particles += [
        f"{lemma} {child.lower}"
        for child in node.having("advmod")
        if child.lower in _PARTICLES and child.i > node.i
    ]
    particles += [
        f"{lemma} {child.lower}"
        for child in node.having("xcomp", "advmod", "amod")
        if child.lower in ("public", "private", "go")
    ]
    if lemma == "join" and any(map(is_shared_deed, node.having("advcl", "agent"))):
        particles.append("join in")
    stranded = _stranded(node)
    if stranded:
        particles.append(f"{lemma} {stranded}")
    if node.lower == "found" and lemma == "find":
        # "did not found", "helped found" are of "found", "has found" is not.
        did = node.label == "xcomp" or any(
            child.lower[0] in "dt" for child in node.having("aux", "mark")
        )
        return (*particles, "found" if did else lemma)
    return (*particles, *dict.fromkeys((lemma, node.lemma)), node.lower)


def _stranded(verb: Node) -> str:
    """Return the "for" of "was paid *for* by Acme", which has no noun of its own."""
    if not verb.passive:
        return ""
    rest = verb.token.doc[verb.i + 1 : verb.token.sent.end]
    if len(rest) < 2 or rest[0].lower_ not in _STRANDED:
        return ""
    alone = rest[1].lower_ in ("by", "at") or rest[1].pos_ in ("ADV", "PUNCT")
    return rest[0].lower_ if alone else ""


def is_verb(node: Node) -> bool:
    """Tell verbs and participles from other words."""
    if node.mention is not None:
        return False
    tagged = node.pos in ("VERB", "AUX") or node.tag.startswith("VB")
    # "Acme supplies Beta", "which trade in": nouns to the tagger, not to the parser.
    return tagged or (
        node.first("subj") is not None
        and (node.label == "relcl" or node.first("obj") is not None)
        and node.first("cop") is None
    )


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
    pairs = [(s, o) for s in subjects for o in objects]
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
