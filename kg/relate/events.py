"""Nouns that tell a deed: "Acme's acquisition of Beta", "held talks with"."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from kg.records import ASSERTED, NEGATED, ORGANISATION, PLACE, POSSIBLE
from kg.relate.clauses import Slots, arguments
from kg.relate.deeds import Finding, ends, is_verb, verb_keys
from kg.relate.naming import names
from kg.relate.rules import EventRule, Rules
from kg.relate.status import judge
from kg.relate.titles import is_plural
from kg.relate.trees import Node, mention_at

_LATER = ("by", "with", "to", "for", "against")
_DECIDERS = ("board", "director", "shareholder", "stockholder", "management")
_HELD = ("stake", "holding", "shareholding", "interest")
_AGREEING = ("agree", "consent", "submit", "succumb", "accede")
_ENTERED = ("in", "into")  # "Acme is locked *in* a battle with Beta"
_PAPERS = ("letter", "memorandum")  # "a letter of intent *for a merger*"
_AIMS = ("target", "subject", "object")  # "the target of a bid by"
_SCENES = ("in", "at", "during", "after", "following", "under", "through", "with")


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
    slots = _event_slots(node, rule, rules)
    relation = rules.vocabulary[rule.relation]
    label = rule.label or relation.label
    status = ""
    if _is_ended(node, rule, rules):
        label = f"formerly {label}"
    keeping = ends(slots, ["poss"]) if _is_held(node, rule) else []
    subjects = ends(slots, _doers(rule, slots), _DECIDERS)
    objects = ends(slots, _open_places(node, rule, slots), rule.transparent)
    if not objects and "poss" in rule.object:
        objects = ends(slots, ["poss"])
        subjects = ends(slots, [p for p in rule.subject if p != "poss"])
    if rule.through:
        direct = ends(slots, rule.object)
        objects = [end for end in objects if end not in direct]
    pairs = [(s, o) for s in subjects for o in objects]
    scene = rule.adverbial and "scene" in slots
    if not relation.directed and not objects and not scene:
        for place in _doers(rule, slots):  # "the pact of A and B": of one place
            pairs += combinations(ends(slots, [place], _DECIDERS), 2)
    if not relation.directed and not scene:
        pairs += combinations(ends(slots, ["between", "among"]), 2)
        if not pairs:
            pairs += combinations(ends(slots, ["of"]), 2)
    if _is_told_of(node):
        status = ASSERTED
    if "target" in slots and _is_repelled(node, rules):
        status = NEGATED
    drafted = node.case == "for" and node.head and node.head.lemma in _PAPERS
    agreed = (
        drafted or _is_agreed(node) or ("agree" in rule.receiving and _is_taken(node))
    )
    if agreed and judge(node, rules.words, deed=True) == ASSERTED:
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
            return ["compound"]
    return doers


def _is_aimed(slots: Slots, rule: EventRule) -> bool:
    """Tell "the *Acme* bid for Beta" from "its *Beta* bid"."""
    aims = [place for place in rule.object if place != "poss"]
    return any(slots.get(place) for place in aims) and not slots.get("poss")


def _open_places(noun: Node, rule: EventRule, slots: Slots) -> list[str]:
    """Return where the object may stand, the target only if nothing else says it.

    "Beta accepted an offer for *its site*" is none for Beta.
    """
    places = [place for place in rule.object if place not in ("poss", "target")]
    told = rule.ending or slots.keys() & {"poss", "by"}
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


def _is_ended(noun: Node, rule: EventRule, rules: Rules) -> bool:
    """Tell "sold its stake", after which there is none, from "may sell its stake"."""
    verb = noun.head
    if verb is None or noun.label != "obj" or not {*verb_keys(verb)} & {*rule.ending}:
        return False
    return judge(verb, rules.words) == ASSERTED


def _event_slots(noun: Node, rule: EventRule, rules: Rules) -> Slots:
    """Return what stands round a noun of doing, also across a light verb."""
    slots: Slots = {}
    light = frozenset(rule.light) or rules.words["light"]
    for child in noun.children:
        place = child.case if child.label == "prep" else child.label
        if place in ("subj", "subj_pass"):
            place = "target" if noun.case == "under" else "actor"
        slots.setdefault(place, []).append(child)
        if place == "of" and child.mention is None:
            _add(slots, child.having("prep"), ("with", "between"))  # "letter of intent"
            for inner in child.having("prep"):  # "the sale of a stake in Beta *to*"
                _add(slots, inner.having("prep"), ("to", "by"))
        if place in (*rule.object, *rule.subject) and child.mention is not None:
            # A parser may hang the "by" of "the purchase of Acme by Beta" on Acme.
            _add(slots, child.having("prep", "agent"), _LATER)
        for clause in child.having("acl") if child.mention is None else ():
            if clause.passive and clause.lemma in light and "by" in rule.subject:
                slots.setdefault("by", []).extend(clause.having("agent"))
        if place == "acl" and child.passive and child.lemma in light:
            _add(
                slots, child.having("prep", "agent")
            )  # "a suit *filed by Acme against*"
        if place == "relcl" and child.lemma in light and child.first("subj"):
            slots.setdefault("actor", []).extend(child.having("subj"))
            _add(slots, child.having("prep"))  # "the pact *Acme signed with*"
    first = noun.head if noun.label == "conj" and noun.head else noun
    first = _talked_of(first, slots, rules)
    head = first.head
    if head is None:
        return slots
    if first.label == "prep" and first.case == "with" and light & {"have", "hold"}:
        _add_owner(slots, first, head)
        return slots
    if first.label == "subj" and head.first("cop") is not None and head.case:
        _add(slots, [head])  # "its headquarters are *in Springfield*"
    if first.case == "of" and head.lemma in _AIMS and rule.tried:
        slots["target"] = _described(head)
        return slots
    if rule.adverbial and first.case in _SCENES and _is_scene(head):
        first, head = head, head.head
    if head is None or not is_verb(head):
        return slots
    agreed = _is_agreed(first)
    taken = first.label == "obj" and bool({*verb_keys(head)} & {*rule.receiving})
    taken = taken and (head.lemma != "agree" or "by" in slots)
    if rule.receiving and (taken or agreed):
        slots["target"] = arguments(head).get("subj", [])
        _add(slots, head.having("prep"), ("by", "from", "for"))
        return slots
    fates = rules.words["closed_verbs"] | rules.words["open_verbs"]
    if rule.adverbial and first.label == "prep" and first.case in _SCENES:
        slots["scene"] = [head]
        if "by" not in slots:
            _take_clause(slots, noun, first, head)
    elif _is_carried(first, head, light | fates | {*rule.ending}):
        _take_clause(slots, noun, first, head)
    return slots


def _add_owner(slots: Slots, noun: Node, head: Node) -> None:
    """Read "Acme, *with a stake in Beta*, ..." as "Acme, which has a stake"."""
    if is_verb(head):
        owners = [n for n in arguments(head).get("subj", []) if _is_beside(n, noun)]
    else:
        owners = [head] if head.mention is not None else []
    slots.setdefault("actor", []).extend(owners)


def _is_beside(subject: Node, noun: Node) -> bool:
    """Tell whether a comma alone parts a subject from the phrase round a noun."""
    words = noun.token.doc[min(subject.i, noun.i) : max(subject.i, noun.i)]
    return subject.mention is not None and sum(word.text == "," for word in words) == 1


def _described(noun: Node) -> list[Node]:
    """Return what is "*the target* of a bid"."""
    if noun.first("cop") is not None:
        return list(noun.having("subj"))
    return [noun.head] if noun.label == "appos" and noun.head is not None else []


def _is_scene(noun: Node | None) -> bool:
    """Tell "at a news conference *following talks with Roe*", said of who speaks."""
    if noun is None or noun.mention is not None or noun.head is None:
        return False
    return noun.label == "prep" and noun.case in _SCENES and is_verb(noun.head)


def _is_agreed(noun: Node) -> bool:
    """Tell "agreed *to a takeover* by Acme", which has yet to come."""
    verb = noun.head if noun.case == "to" else None
    return verb is not None and verb.lemma in _AGREEING


def _is_taken(noun: Node) -> bool:
    """Tell "agreed *a takeover* by Acme"."""
    verb = noun.head if noun.label == "obj" else None
    return verb is not None and verb.lemma == "agree"


def _is_told_of(noun: Node) -> bool:
    """Tell "to settle a suit *filed by Acme*", which was filed at any rate."""
    told = [child for child in noun.having("acl") if child.passive]
    return any(child.first("agent") is not None for child in told)


def _is_held(noun: Node, rule: EventRule) -> bool:
    """Tell "may sell *its* stake", which it has until then."""
    verb = noun.head
    if verb is None or noun.first("poss") is None or not rule.ending:
        return False
    if noun.label == "prep" and noun.lemma in _HELD:
        return True  # "failed to bid for *its* stake"
    return noun.label == "obj" and bool({*verb_keys(verb)} & {*rule.ending})


def _talked_of(noun: Node, slots: Slots, rules: Rules) -> Node:
    """Return the "talks" of "in talks about a takeover of", who holds which acts."""
    head = noun.head
    about = noun.label == "prep" and noun.case in ("about", "on", "over", "for")
    if head is None or not about or head.mention is not None:
        return noun
    own = slots.keys() & {"by", "poss", "from"}
    if own or head.lemma not in (*rules.words["open_nouns"], *_PAPERS):
        return noun
    slots.setdefault("actor", []).extend(head.having("subj"))
    _add(slots, head.having("prep"), ("with", "between"))
    return head


def _add(slots: Slots, nodes: Iterable[Node], cases: Sequence[str] = ()) -> None:
    """Put prepositional nouns into their places."""
    for node in nodes:
        if not cases or node.case in cases:
            slots.setdefault(node.case, []).append(node)


def _is_carried(noun: Node, verb: Node, light: frozenset[str]) -> bool:
    """Tell whether a verb only carries the noun: "made a bid"."""
    carried = noun.label in ("obj", "subj_pass") or noun.case in ("in", "into", "on")
    return carried and (verb.lemma in light or verb_keys(verb)[0] in light)


def _take_clause(slots: Slots, noun: Node, first: Node, verb: Node) -> None:
    """Add the subject and the prepositions of the verb that carries a noun."""
    place = first.case if first.label == "prep" else first.label
    outer = arguments(verb)
    does = "obj" if verb.passive and place in _ENTERED else "subj"
    slots.setdefault("actor", []).extend(
        node for node in outer.get(does, []) if node is not noun
    )
    for case, nodes in outer.items():
        later = [n for n in nodes if n.i > noun.i or n.lower in ("which", "whom")]
        for node in later:
            _add(slots, node.having("prep"), ("against",))  # "charges in court against"
        if case not in ("subj", "obj", "obj2", "xcomp", "iobj", place, "by"):
            slots.setdefault(case, []).extend(later)


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
