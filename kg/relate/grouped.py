"""Mentions that stand for several: "they", "both", "the two banks"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.records import Mention
from kg.relate.finders.finding import Finding
from kg.relate.rules import Rules


def groups_in(mentions: Iterable[Mention]) -> Mapping[int, frozenset[str]]:
    """Return the names of the members where a mention stands for several."""
    found: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        found[mention.start].add(mention.name)
    return {at: frozenset(names) for at, names in found.items() if len(names) > 1}


def are_two(finding: Finding, rules: Rules) -> bool:
    """Say whether the ends are two, or one group of which any two are related."""
    subject, other = finding.subject, finding.object
    if subject.i == other.i:
        return bool(subject.members) and not rules.vocabulary[finding.relation].directed
    one, two = subject.mention, other.mention
    if one is None or two is None or not (subject.members or other.members):
        return True
    mine, its = subject.members or {one.name}, other.members or {two.name}
    return mine.isdisjoint(its)
