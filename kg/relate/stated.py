"""Open relations: two names in a clear subject, verb and object, under their verb."""

from collections.abc import Iterator, Sequence

from kg.records import STATED
from kg.relate.clauses import NAMING, Slots, arguments
from kg.relate.deeds import Finding, is_verb, verb_keys
from kg.relate.naming import names
from kg.relate.rule_kinds import Rule
from kg.relate.rules import Rules
from kg.relate.trees import Node

_RULE = Rule(name="stated", relation=STATED, examples=("[Acme] praised {Beta}.",))


def by_any_verb(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield a finding for each verb between two names that is clear and not empty.

    A verb of the vocabulary whose ends did not fit is not clear.
    """
    for node in nodes:
        if not is_verb(node) or node.label in ("aux", "cop", "amod", "case", "mark"):
            continue
        slots = arguments(node)
        subjects = [name for s in slots.get("subj", []) for name in names(s)]
        if not subjects:
            continue
        for place, found in _objects(node, slots, rules):
            label = past(node, place, rules=rules)
            for subject in subjects:
                for other in found:
                    yield Finding(subject, other, STATED, label, _RULE, node)


def _objects(
    node: Node, slots: Slots, rules: Rules
) -> Iterator[tuple[str, list[Node]]]:
    """Yield the places of a verb that name somebody: the object, or a preposition."""
    empty = node.lemma in rules.words["empty_verbs"]
    direct = [name for o in slots.get("obj", []) for name in names(o)]
    if not direct and node.lemma in rules.words["asking"]:
        direct = [name for o in slots.get("iobj", []) for name in names(o)]
    if direct:
        post = any(not is_verb(said) for said in slots.get("xcomp", []))
        if post and node.lemma in NAMING:
            return  # "named Roe president"
        empty = empty or "obj2" in slots
        if not empty and not _is_covered(node, direct, rules):
            yield "", direct
        return
    if "obj" in slots or "obj2" in slots or "comp" in slots:
        return
    for case in sorted(slots):
        if f"{node.lemma} {case}" in rules.words["reaching"]:
            yield case, [name for child in slots[case] for name in names(child)]


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


def past(node: Node, preposition: str = "", *, rules: Rules) -> str:
    """Return a verb as an open relation reads: "sued", "called for"."""
    token, lemma = node.token, node.lemma
    irregular = dict(pair.split() for pair in rules.words["irregular_past"])
    if lemma in irregular:
        verb = irregular[lemma]
    elif token.tag_ in ("VBD", "VBN"):
        verb = token.lower_
    else:
        verb = _regular(_stem(node), rules)
    particle = " ".join(child.lower for child in node.having("prt"))
    return " ".join(word for word in (verb, particle, preposition) if word)


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
