"""Parties, which have members, and who is one: "Tory Ann Roe", "Roe, a Republican"."""

from collections.abc import Iterator

from kg.records import PERSON, Mention
from kg.relate.deeds import Finding
from kg.relate.fixed_rules import PARTISAN, by_rule
from kg.relate.gaps import words_between
from kg.relate.rules import Rules
from kg.relate.trees import Node

_MEMBERSHIPS = (
    ["("],
    [",", "a"],
    ["is", "a"],
    ["was", "a"],
    [",", "for", "the"],
    [",", "for"],
    [",", "of"],
)


def is_party(mention: Mention, rules: Rules) -> bool:
    """Tell a party, which has members, from a firm, which has staff."""
    words = mention.text.lower().split()
    return any(word in rules.words["parties"] for word in words)


def by_party(left: Node, right: Node, rules: Rules) -> Iterator[Finding]:
    """Yield "Tory *Ann Roe*", "Roe, a *Republican*" and "Roe (*Halden Labour*)"."""
    one, two = left.mention, right.mention
    if one is None or two is None or not one.form == two.form == "name":
        return
    between = words_between(left, right)
    if two.kind == PERSON and is_party(one, rules):
        ahead = left.before.lower if left.before is not None else ""
        before = left.before.before if ahead == "the" and left.before else left.before
        spoken = between == [","] and before is not None and before.lower == "for"
        if two.start - one.end == 1 or spoken:
            yield by_rule(PARTISAN, right, left, left)
    elif one.kind == PERSON and is_party(two, rules) and between in _MEMBERSHIPS:
        yield by_rule(PARTISAN, left, right, right)
