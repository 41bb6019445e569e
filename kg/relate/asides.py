"""What stands close by a name: "Roe-owned Acme", "Jane Roe of Acme"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import INITIATIVE, ORGANISATION, PERSON
from kg.relate.deeds import Finding
from kg.relate.naming import names
from kg.relate.rules import ModifierRule, Rule, Rules
from kg.relate.trees import Node, mention_at

_QUOTES = ("'", "‘", "’", '"', "“", "``")


def by_modifiers(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield what stands in "Roe-owned Acme" and "London-based Acme"."""
    for node in nodes:
        rule = rules.modifiers.get(node.lower)
        token = node.token
        if rule is None or token.i < 2 or token.nbor(-1).text not in ("-", "–"):
            continue
        first = mention_at(nodes, token.i - 2)
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


_AFFILIATED = Rule(
    name="affiliated",
    relation="employee_of",
    examples=("{Acme Corp}'s [Jane Roe] spoke first.",),
    label="of",
)
_OFFERED = Rule(
    name="offered",
    relation="brand_or_product_of",
    examples=("{Acme Corp}'s [Quickpay] is growing.",),
    label="brand or product of",
)
_PLANNED = Rule(
    name="planned",
    relation="part_of",
    examples=("{Acme Union}'s [Bright Plan] is growing.",),
    label="part of",
)
_PLANS = ("agenda", "plan", "program", "programme", "project", "scheme", "initiative")


def by_possession(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield "Acme's Jane Roe" and "Acme's Quickpay", side by side only."""
    named = [node for node in nodes if node.mention is not None]
    for owner, other in pairwise(named):
        if owner.mention is None or other.mention is None:
            continue
        if (owner.mention.kind, owner.mention.form) != (ORGANISATION, "name"):
            continue
        if other.mention.form != "name" or not _is_owned(owner, other):
            continue
        rule = _OFFERED
        if other.mention.kind == PERSON:
            rule = _AFFILIATED
        elif other.mention.kind != INITIATIVE:
            continue
        elif any(word in _PLANS for word in other.mention.text.lower().split()):
            rule = _PLANNED
        yield Finding(other, owner, rule.relation, rule.label, rule, other)


def _is_owned(owner: Node, other: Node) -> bool:
    """Tell "Acme's Quickpay", also "Acme's 2030 'Bright Plan'", from other pairs.

    A name before a noun of its own ("Acme's *Quickpay* plans") only describes it.
    """
    between = _words_between(owner, other)
    marks = [word for word in between[1:] if not word.isdigit() and word not in _QUOTES]
    return (
        between[:1] in (["'s"], ["’s"], ["'"], ["’"])
        and not marks
        and other.label not in ("compound", "amod", "nmod", "poss")
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


def _modifier_finding(
    first: Node, second: Node, node: Node, rule: ModifierRule, rules: Rules
) -> Finding:
    label = rule.label or rules.vocabulary[rule.relation].label
    subject, other = (second, first) if rule.first == "object" else (first, second)
    return Finding(subject, other, rule.relation, label, rule, node)
