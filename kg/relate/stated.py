"""Open relations: two names in a clear subject, verb and object, under their verb."""

import re
from collections.abc import Iterator, Sequence

from kg.records import STATED
from kg.relate.clauses import arguments
from kg.relate.deeds import Finding, is_verb
from kg.relate.naming import names
from kg.relate.rules import Rule, Rules
from kg.relate.trees import Node

_IRREGULAR = {
    "beat": "beat",
    "bid": "bid",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "catch": "caught",
    "choose": "chose",
    "cut": "cut",
    "deal": "dealt",
    "draw": "drew",
    "drive": "drove",
    "fall": "fell",
    "feed": "fed",
    "fight": "fought",
    "find": "found",
    "fly": "flew",
    "get": "got",
    "give": "gave",
    "go": "went",
    "grow": "grew",
    "hear": "heard",
    "hit": "hit",
    "hold": "held",
    "hurt": "hurt",
    "keep": "kept",
    "know": "knew",
    "lead": "led",
    "leave": "left",
    "lend": "lent",
    "lose": "lost",
    "make": "made",
    "meet": "met",
    "outdo": "outdid",
    "overtake": "overtook",
    "pay": "paid",
    "put": "put",
    "quit": "quit",
    "read": "read",
    "ride": "rode",
    "run": "ran",
    "see": "saw",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "set": "set",
    "shake": "shook",
    "shoot": "shot",
    "show": "showed",
    "shut": "shut",
    "sit": "sat",
    "speak": "spoke",
    "spend": "spent",
    "split": "split",
    "stand": "stood",
    "steal": "stole",
    "strike": "struck",
    "swear": "swore",
    "take": "took",
    "teach": "taught",
    "tell": "told",
    "think": "thought",
    "throw": "threw",
    "undergo": "underwent",
    "win": "won",
    "wind": "wound",
    "withdraw": "withdrew",
    "write": "wrote",
    "break": "broke",
    "begin": "began",
    "become": "became",
    "forbid": "forbade",
    "oversee": "oversaw",
    "cost": "cost",
    "let": "let",
}


_DOUBLED = re.compile(r"[^aeiou]+[aeiou][bdgmnprt]|.*[^aeiou][aeo]l")
"""Verbs that double their last letter: "planned", "controlled"."""
_RULE = Rule(name="stated", relation=STATED, examples=("[Acme] praised {Beta}.",))


def by_any_verb(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield a finding for each verb between two names that is clear and not empty."""
    for node in nodes:
        if not is_verb(node) or node.label in ("aux", "cop", "amod", "case", "mark"):
            continue
        slots = arguments(node)
        subjects = [name for s in slots.get("subj", []) for name in names(s)]
        if not subjects:
            continue
        for place, found in _objects(node, rules):
            label = past(node, place)
            for subject in subjects:
                for other in found:
                    yield Finding(subject, other, STATED, label, _RULE, node)


def _objects(node: Node, rules: Rules) -> Iterator[tuple[str, list[Node]]]:
    """Yield the places of a verb that name somebody: the object, or a preposition."""
    slots = arguments(node)
    empty = node.lemma in rules.words["empty_verbs"]
    direct = [name for o in slots.get("obj", []) for name in names(o)]
    if direct:
        if not empty and "obj2" not in slots:
            yield "", direct
        return
    if "obj" in slots or "obj2" in slots or empty or "comp" in slots:
        return
    for case in sorted(slots.keys() & rules.words["reaching"]):
        yield case, [name for child in slots[case] for name in names(child)]


def past(node: Node, preposition: str = "") -> str:
    """Return a verb as an open relation reads: "sued", "called for"."""
    token = node.token
    lemma = node.lemma
    if token.tag_ in ("VBD", "VBN"):
        verb = token.lower_
        verb = _IRREGULAR.get(lemma, verb)
    else:
        if token.tag_ == "VBG" and not token.lower_.startswith(lemma[:-1]):
            lemma = token.lower_
        if len(lemma) > 6:
            lemma = lemma.removesuffix("ing")
        verb = _IRREGULAR.get(lemma) or _regular(lemma)
    particle = " ".join(child.lower for child in node.having("prt"))
    return " ".join(word for word in (verb, particle, preposition) if word)


def _regular(lemma: str) -> str:
    """Return the regular past of a verb."""
    if _DOUBLED.fullmatch(lemma):
        return lemma + lemma[-1] + "ed"
    if lemma.endswith("e"):
        return lemma + "d"
    if len(lemma) > 1 and lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"
