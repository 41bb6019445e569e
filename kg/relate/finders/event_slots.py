"""What stands round a noun that tells a deed, also across the verb that carries it."""

from collections.abc import Collection, Iterable, Sequence

from kg.relate.grammar.borrowed import surface_subject
from kg.relate.grammar.clauses import Slots, ancestors, arguments
from kg.relate.grammar.hanging import is_above
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb, verb_keys
from kg.relate.rule_kinds import EventRule
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_TOPICS = ("of", "on", "for", "over", "about")  # "a deal *on prices* with Acme"
_LATER = ("by", "with", "to", "for", "against")
_AGREEING = WORDS["agreeing_verbs"]
_ENTERED = ("in", "into")  # "Acme is locked *in* a battle with Beta"
PAPERS = WORDS["deal_papers"]
_AIMS = WORDS["aims"]
_FATES = WORDS["closed_verbs"] | WORDS["open_verbs"]
AHEAD = ("for", "before", "ahead of")  # "flew to Springfield *for talks* with Acme"
_SCENES = ("in", "at", "during", "after", "following", "under", "through", "with")
_ROUND = ("despite", *AHEAD)
_BENEFITING = ("give", "make", "bring", "hand", "leave", "help", "allow", "enable")
_SPANS = ("day", "hour", "week", "month", "night", "round", "series", "minute")


def event_slots(noun: Node, rule: EventRule, rules: Rules) -> Slots:
    """Return what stands round a noun of doing, also across a light verb."""
    light = frozenset(rule.light) or rules.words["light"]
    slots = _below(noun, rule, light)
    _add_above(slots, noun, rule, rules, light)
    return slots


def _below(noun: Node, rule: EventRule, light: frozenset[str]) -> Slots:
    """Return what hangs on a noun of doing itself."""
    slots: Slots = {}
    for child in noun.children:
        place = child.case if child.label == "prep" else child.label
        if place in ("subj", "subj_pass"):
            place = "target" if noun.case == "under" else "actor"
        slots.setdefault(place, []).append(child)
        if place in _TOPICS and child.mention is None:
            _add(slots, child.having("prep"), ("with", "between"))  # "letter of intent"
            for inner in child.having("prep"):  # "the sale of a stake in Beta *to*"
                _add(slots, inner.having("prep"), ("to", "by"))
        if place in (*rule.object, *rule.subject) and child.mention is not None:
            # A parser may hang the "by" of "the purchase of Acme by Beta" on Acme.
            _add(slots, child.having("prep", "agent"), _LATER)
            # ... and the "of" of "the purchase by Beta of Acme" on Beta.
            aims = [case for case in rule.object if case not in slots]
            if place == "by" and aims:
                _add(slots, child.having("prep"), aims)
        for clause in child.having("acl") if child.mention is None else ():
            if clause.passive and clause.lemma in light and "by" in rule.subject:
                slots.setdefault("by", []).extend(clause.having("agent"))
        if place == "acl" and child.passive and child.lemma in light:
            # "a suit *filed by Acme against*"
            _add(slots, child.having("prep", "agent"))
            for owner in child.having("agent"):  # "the stake held *by Acme in Beta*"
                _add(slots, owner.having("prep"), rule.object)
        if place == "relcl" and child.lemma in light and child.first("subj"):
            slots.setdefault("actor", []).extend(child.having("subj"))
            _add(slots, child.having("prep"))  # "the pact *Acme signed with*"
    doer = "target" if noun.case == "under" else "actor"
    if doer not in slots and noun.label == "conj" and noun.first("cop") is not None:
        subject = surface_subject(noun)  # "*Acme* fell and is in talks"
        slots[doer] = [subject] if subject is not None else []
    if "from" in rule.object and "from" not in slots:
        _add_school(slots, noun)
    if "to" in rule.subject and "of" in slots and "to" not in slots:
        _add_buyer(slots, noun)
    return slots


def _add_school(slots: Slots, noun: Node) -> None:
    """Add Acme of "a master of science in library science *from Acme*"."""
    fields = [c for c in noun.having("prep") if c.case in ("of", "in")]
    for _ in range(2):
        for field in fields:
            _add(slots, field.having("prep"), ("from", "at"))
        fields = [c for f in fields for c in f.having("prep") if c.case in ("of", "in")]


def _add_buyer(slots: Slots, noun: Node) -> None:
    """Add Beta of "agreed on the sale of Acme *to Beta*", hung on the verb."""
    for above in ancestors(noun):
        for child in above.having("prep"):
            mark = child.first("case") if child.case == "to" else None
            left = mark.before if mark is not None and mark.i > noun.i else None
            if left is not None and is_above(noun, left):
                slots.setdefault("to", []).append(child)


def _add_above(
    slots: Slots, noun: Node, rule: EventRule, rules: Rules, light: frozenset[str]
) -> None:
    """Add what stands round the verb or noun on which a noun of doing hangs."""
    first = noun.list_head
    first = _talked_of(first, slots, rules)
    head = first.head
    if head is None:
        return
    held = first.label == "prep" and first.case == "with" and head.pos != "ADJ"
    if held and light & {"have", "hold"}:
        _add_owner(slots, first, head)
        if slots.get("actor") or not rule.adverbial:
            return
    if first.case == "in" and head.mention is not None and head.label == "root":
        slots.setdefault("actor", []).append(head)  # "*Acme* in talks with Beta"
        return
    if rule.adverbial and first.case in ("in", "under") and _is_aside(first, head):
        slots.setdefault("actor", []).append(head)  # "*Acme*, in talks with Beta, grew"
        return
    if first.label == "subj" and head.first("cop") is not None and head.case:
        _add(slots, [head])  # "its headquarters are *in Springfield*"
    if first.label == "subj" and head.first("cop") and "appos" in rule.object:
        _add_named(slots, head, rule)
        return
    if first.case == "of" and head.lemma in _AIMS and rule.tried:
        slots["target"] = _described(head)
        return
    if first.case == "of" and head.lemma in _SPANS and head.mention is None:
        first, head = head, head.head  # "after *three days* of talks"
    if head and rule.adverbial and first.case in _SCENES and _is_scene(head):
        first, head = head, head.head
    gone = rule.ahead and "with" in slots
    there = gone and head is not None and head.first("cop") is not None
    if head is None or not (is_verb(head) or there):
        return
    told = head.lemma in ("come", "include") and "from" in rule.subject
    if first.label == "subj" and told:
        _add(slots, head.having("prep"), ("from",))  # "support for it came from Acme"
        for sum_ in head.having("obj"):  # "gifts to it include $5 from Acme"
            _add(slots, sum_.having("prep"), ("from",))
        return
    if first.label == "subj" and head.lemma in _BENEFITING:
        doing = [s for c in head.having("xcomp", "comp") for s in c.having("subj")]
        gains = head.having("iobj") or head.having("obj") or doing
        if "from" in slots and "to" in rule.object:
            slots.setdefault("to", []).extend(gains)  # "a gift from Roe helped *Acme*"
            return
        # "the purchase of Beta gives *Acme* a plant": who gains by it did it
        slots.setdefault("actor", []).extend(gains)
        return
    if first.label == "subj" and head.lemma == "value":
        slots.setdefault("for", []).extend(
            head.having("obj")
        )  # "the bid values *Beta*"
        return
    agreed = is_agreed(first)
    taken = first.label == "obj" and bool({*verb_keys(head)} & {*rule.receiving})
    taken = taken and (head.lemma != "agree" or "by" in slots)
    if rule.receiving and (taken or agreed):
        slots["target"] = arguments(head).get("subj", [])
        _add(slots, head.having("prep"), ("by", "from", "for"))
        return
    scenes = (*_SCENES, *_ROUND) if gone else _SCENES
    if rule.adverbial and first.label == "prep" and first.case in scenes:
        slots["scene"] = [head]
        if "by" not in slots:
            _take_clause(slots, noun, first, head)
    elif any(_is_carried(first, head, verbs) for verbs in (light, _FATES, rule.ending)):
        _take_clause(slots, noun, first, head)
    elif first.case == "from" and {*verb_keys(head)} & {*rule.ending}:
        _take_clause(slots, noun, first, head)  # "retired *from* her post at"


def _add_named(slots: Slots, told: Node, rule: EventRule) -> None:
    """Read "its first acquisition was *Acme*" and "was the purchase *of Acme*"."""
    if told.mention is not None:
        slots.setdefault("appos", []).append(told)
    elif told.lemma in rule.nouns:
        _add(slots, told.having("prep"), ("of",))


def _add_owner(slots: Slots, noun: Node, head: Node) -> None:
    """Read "Acme, *with a stake in Beta*, ..." as "Acme, which has a stake"."""
    if is_verb(head):
        owners = [n for n in arguments(head).get("subj", []) if _is_beside(n, noun)]
    else:
        owners = [head] if head.mention is not None else _described(head)
    slots.setdefault("actor", []).extend(owners)


def _is_aside(noun: Node, name: Node) -> bool:
    """Tell "Acme, *in partnership* with Beta, has" from "the chair of Acme in"."""
    word = noun.first("case")
    comma = word.before if word is not None else None
    named = name.mention is not None and name.label in ("subj", "subj_pass", "agent")
    return named and comma is not None and comma.lower == "," and comma.before is name


def _is_beside(subject: Node, noun: Node) -> bool:
    """Tell whether a comma alone parts a subject from the phrase round a noun."""
    words = noun.token.doc[min(subject.i, noun.i) : max(subject.i, noun.i)]
    return subject.mention is not None and sum(word.text == "," for word in words) == 1


def _described(noun: Node) -> list[Node]:
    """Return what is "*the target* of a bid"."""
    if noun.first("cop") is not None:
        return noun.having("subj")
    return [noun.head] if noun.label == "appos" and noun.head is not None else []


def _is_scene(noun: Node | None) -> bool:
    """Tell "at a news conference *following talks with Roe*", said of who speaks."""
    if noun is None or noun.mention is not None or noun.head is None:
        return False
    return noun.label == "prep" and noun.case in _SCENES and is_verb(noun.head)


def is_agreed(noun: Node) -> bool:
    """Tell "agreed *to a takeover* by Acme", which has yet to come."""
    verb = noun.head if noun.case == "to" else None
    return verb is not None and verb.lemma in _AGREEING


def _talked_of(noun: Node, slots: Slots, rules: Rules) -> Node:
    """Return the "talks" of "in talks about a takeover of", who holds which acts."""
    head = noun.head
    about = noun.label == "prep" and noun.case in ("about", "on", "over", "for")
    if head is None or not about or head.mention is not None:
        return noun
    own = slots.keys() & {"by", "poss", "from"}
    if own or head.lemma not in (rules.words["open_nouns"] | PAPERS):
        return noun
    slots.setdefault("actor", []).extend(head.having("subj"))
    _add(slots, head.having("prep"), ("with", "between"))
    return head


def _add(slots: Slots, nodes: Iterable[Node], cases: Sequence[str] = ()) -> None:
    """Put prepositional nouns into their places."""
    for node in nodes:
        if not cases or node.case in cases:
            slots.setdefault(node.case, []).append(node)


def _is_carried(noun: Node, verb: Node, light: Collection[str]) -> bool:
    """Tell whether a verb only carries the noun: "made a bid"."""
    carried = noun.label in ("obj", "subj_pass") or noun.case in ("in", "into", "on")
    return carried and (verb.lemma in light or verb_keys(verb)[0] in light)


def _take_clause(slots: Slots, noun: Node, first: Node, verb: Node) -> None:
    """Add the subject and the prepositions of the verb that carries a noun."""
    place = first.case if first.label == "prep" else first.label
    outer = arguments(verb)
    undergoes = verb.passive and place in _ENTERED and "subj" not in outer
    does = "obj" if undergoes else "subj"
    slots.setdefault("actor", []).extend(
        node for node in outer.get(does, []) if node is not noun
    )
    for case, nodes in outer.items():
        later = [n for n in nodes if n.i > noun.i or n.lower in ("which", "whom")]
        for node in later:
            _add(slots, node.having("prep"), ("against",))  # "charges in court against"
        if case not in ("subj", "obj", "obj2", "xcomp", "iobj", place, "by"):
            slots.setdefault(case, []).extend(later)
