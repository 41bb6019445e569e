"""Open relations: two names in a clear subject, verb and object, under their verb."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.records import PERSON, PLACE, STATED
from kg.relate.finders.finding import Finding
from kg.relate.grammar.borrowed import NAMING
from kg.relate.grammar.clauses import Slots, arguments
from kg.relate.grammar.naming import names
from kg.relate.grammar.standing import ends
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb, verb_keys
from kg.relate.posts.ranked import is_order
from kg.relate.rule_kinds import Rule
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_RULE = Rule(name="stated", relation=STATED, examples=("[Acme] praised {Beta}.",))
_TOLD = Rule(
    name="told",
    relation=STATED,
    examples=("[Jane Roe] told {Tom Doe} that it rained.",),
    object_kinds=(PERSON,),
)
"""Who told a paper or a court gave it news; only people are told as a deed."""
_ACROSS = Rule(
    name="reached", relation=STATED, examples=("[Acme] lent money to {Beta}.",)
)
"""Left out where the sentence tells more of the two: "filed a *suit* against"."""

_KINDS = ("kind", "sort", "type", "form", "lot", "piece", "number", "series", "range")
_VERDICTS = ("guilty", "innocent", "liable")
_NO_VERBS = ("aux", "cop", "amod", "case", "mark", "det", "punct", "cc")

Place = tuple[Rule, str, list[Node]]
"""A rule, the preposition of a place, and those who stand there."""


def by_any_verb(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield a finding for each verb between two names that is clear and not empty.

    A verb of the vocabulary whose ends did not fit is not clear.
    """
    for node in nodes:
        if node.label in _NO_VERBS or not is_verb(node):
            continue
        if is_order(node) or _is_of_clause(node):
            continue
        slots = arguments(node)
        subjects = [name for s in slots.get("subj", []) for name in names(s)]
        if not subjects:
            continue
        for rule, place, found in _objects(node, slots, rules):
            thing = _thing(slots) if rule is _ACROSS else ""
            label = past(node, f"{thing} {place}".strip(), rules=rules)
            for subject in subjects:
                for other in found:
                    yield Finding(subject, other, STATED, label, rule, node)


def _is_of_clause(verb: Node) -> bool:
    """Tell "left Acme, *which* surprised Roe", where "which" is the leaving."""
    which = verb.first("subj")
    told = verb.label == "relcl" and which is not None and which.lower == "which"
    return told and verb.lemma in WORDS["moving_verbs"]


def _thing(slots: Slots) -> str:
    """Return what is given or shared, in a word: the "stake" of "sold a stake to"."""
    things = [*slots.get("obj2", ()), *slots.get("obj", ())]
    things = [_contents(thing) for thing in things]
    plain = (n.lower for n in things if n.mention is None and _is_plain(n))
    return next(plain, "")


def _contents(noun: Node) -> Node:
    """Return the authority of "any *kind of authority*"."""
    inside = [c for c in noun.having("prep") if c.case == "of"]
    return inside[0] if inside and noun.lemma in _KINDS else noun


def _is_plain(noun: Node) -> bool:
    return noun.pos == "NOUN" and noun.token.is_alpha


def _objects(node: Node, slots: Slots, rules: Rules) -> Iterator[Place]:
    """Yield the places of a verb that name somebody: the object, or a preposition."""
    empty = node.lemma in rules.words["empty_verbs"]
    direct = [name for name in ends(slots, ["obj"]) if not _is_place(name)]
    if not direct or (node.passive and "obj2" in slots):
        rule, place, given = _given(node, slots, direct, rules)
        if given:
            yield rule, place, given
            return
    if direct:
        said = next((n for n in slots.get("xcomp", []) if not is_verb(n)), None)
        if said is not None and node.lemma == "find" and said.lower in _VERDICTS:
            yield _RULE, said.lower, direct
        if said is not None and node.lemma in NAMING:
            return  # "named Roe president"
        empty = empty or "obj2" in slots
        if not empty and not _is_covered(node, direct, rules):
            yield _RULE, "", direct
        elif node.lemma in rules.words["telling"]:
            yield _TOLD, "", direct
        return
    yield from _reached(node, slots, rules)


def _given(node: Node, slots: Slots, direct: list[Node], rules: Rules) -> Place:
    """Return to whom something is given or told: "lent *Beta* money", "told *Doe*"."""
    one = direct if node.passive else ends(slots, ["iobj"])
    words = rules.words
    if node.lemma in words["giving"]:
        return _ACROSS, "to", one
    if node.passive:
        return _RULE, "", []
    if node.lemma in words["telling"]:
        return _TOLD, "", one
    return _RULE, "", one if node.lemma in words["asking"] else []


def _reached(node: Node, slots: Slots, rules: Rules) -> Iterator[Place]:
    """Yield whom a verb reaches by a preposition, also across a thing without name."""
    words = rules.words
    across = "obj" in slots or "obj2" in slots
    if across:
        slots = _with_those_of_things(slots)
    for case in sorted(slots):
        key = " ".join([node.lemma, *(p.lower for p in node.having("prt")), case])
        joint = case in words["joint"] and node.lemma not in words["empty_verbs"]
        giving = case == "to" and node.lemma in words["giving"]
        taking = case == "from" and node.lemma in words["taking"]
        if across:
            reaches = joint or giving or taking or key in words["reaching_across"]
        else:
            reaches = joint or ("comp" not in slots and key in words["reaching"])
        if reaches:
            parties = [noun for noun in slots[case] if not _is_apart(noun)]
            yield _ACROSS if across else _RULE, case, ends({case: parties}, [case])


def _with_those_of_things(slots: Slots) -> Slots:
    """Add what hangs on the object: "lent *money to Acme*"."""
    wider = {place: list(nodes) for place, nodes in slots.items()}
    for thing in (*slots.get("obj", ()), *slots.get("obj2", ())):
        for child in thing.having("prep") if thing.mention is None else ():
            wider.setdefault(child.case, []).append(child)
    return wider


def _is_apart(noun: Node) -> bool:
    """Tell "wrote it, *with Roe* as producer", where Roe does something else."""
    word = noun.first("case")
    comma = word.before if word is not None else None
    aside = noun.case == "with" and noun.mention is not None
    return aside and comma is not None and comma.lower == ","


def _is_place(name: Node) -> bool:
    return name.mention is not None and name.mention.kind == PLACE


def _is_covered(node: Node, found: Sequence[Node], rules: Rules) -> bool:
    """Tell whether a rule already says what the verb does to its object."""
    key = next((key for key in verb_keys(node) if key in rules.verbs), "")
    kinds = {name.mention.kind for name in found if name.mention}
    return any(
        "subj" in rule.subject
        and "obj" in rule.object
        and not rule.about
        and not rule.through
        and not rule.object_like
        and not rule.subject_like
        and (not rule.object_kinds or bool(kinds & {"", *rule.object_kinds}))
        for rule in rules.verbs.get(key, ())
    )


def past(node: Node, rest: str = "", *, rules: Rules) -> str:
    """Return a verb as an open relation reads: "sued", "called for"."""
    token, lemma = node.token, node.lemma
    irregular = _irregular(rules.words["irregular_past"])
    if lemma in irregular:
        verb = irregular[lemma]
    elif token.tag_ in ("VBD", "VBN"):
        verb = token.lower_
    else:
        verb = _regular(_stem(node), rules)
    particle = " ".join(child.lower for child in node.having("prt"))
    return " ".join(word for word in (verb, particle, rest) if word)


@lru_cache(1)
def _irregular(pairs: frozenset[str]) -> dict[str, str]:
    return dict(pair.split() for pair in pairs)


def _stem(node: Node) -> str:
    """Return the dictionary form, also where a lemmatizer left "-ing"."""
    token, lemma = node.token, node.lemma
    if token.tag_ == "VBG" and not token.lower_.startswith(lemma[:-1]):
        lemma = token.lower_
    return lemma.removesuffix("ing") if len(lemma) > 6 else lemma


def _regular(lemma: str, rules: Rules) -> str:
    """Return the regular past of a verb."""
    if lemma in rules.words["doubled"]:
        return lemma + lemma[-1] + "ed"
    if lemma.endswith("e"):
        return lemma + "d"
    if len(lemma) > 1 and lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"
