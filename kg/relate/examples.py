"""The examples that every rule carries, read and run.

`[name]` marks the subject expected, `{name}` the object, `<name>` a name that must stay
out of it; `[name|organisation]` gives a name another kind than the relation's first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.language import Language

from kg.records import Claim, Mention
from kg.relate.claims import claims
from kg.relate.rule_kinds import Rule
from kg.relate.rules import Rules

_MARK = re.compile(
    r"\[(?P<subject>[^]|]+)(?:\|(?P<subject_kind>\w+))?\]"
    r"|\{(?P<object>[^}|]+)(?:\|(?P<object_kind>\w+))?\}"
    r"|<(?P<other>[^>|]+)(?:\|(?P<other_kind>\w+))?>"
)
_PRONOUNS = (
    *("he", "she", "his", "her", "him", "it", "its", "they", "their"),
    *("i", "my", "we", "us", "our"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold one marked name: where it stands in the plain text, and as what."""

    start: int
    end: int
    part: str
    kind: str


def marked(example: str) -> tuple[str, list[Mark]]:
    """Return the plain text of an example and its marks, in order."""
    text, marks, done = "", [], 0
    for match in _MARK.finditer(example):
        text += example[done : match.start()]
        part = match.lastgroup or ""
        part = part.removesuffix("_kind")
        name = match[part]
        kind = match[f"{part}_kind"] or ""
        marks.append(Mark(len(text), len(text) + len(name), part, kind))
        text += name
        done = match.end()
    return text + example[done:], marks


def claims_of(
    example: str,
    relation: str,
    rules: Rules,
    nlp: Language,
    *,
    subject_kind: str = "",
    object_kind: str = "",
) -> list[Claim]:
    """Return the claims of a relation between the marked names of an example."""
    text, marks = marked(example)
    ends = rules.vocabulary[relation]
    kinds = {
        "subject": subject_kind or ends.subject[0],
        "object": object_kind or ends.object[0],
        "other": subject_kind or ends.subject[0],
    }
    mentions = [_mention(mark, text, kinds) for mark in marks]
    return [
        claim
        for claim in claims(nlp(text), mentions, rules)
        if claim.relation == relation
    ]


def _mention(mark: Mark, text: str, kinds: Mapping[str, str]) -> Mention:
    """Make a mention of a mark; a pronoun has no kind."""
    name = text[mark.start : mark.end]
    pronoun = name.lower() in _PRONOUNS
    kind = "" if pronoun else mark.kind or kinds[mark.part]
    form = "pronoun" if pronoun else "name"
    return Mention("", mark.start, mark.end, name, kind, 0, len(text), form=form)


def _found(
    example: str, rule: Rule, rules: Rules, nlp: Language
) -> set[tuple[int, int]]:
    """Return the pairs that stand in the rule's relation in an example."""
    found = claims_of(
        example,
        rule.relation,
        rules,
        nlp,
        subject_kind=next(iter(rule.subject_kinds), ""),
        object_kind=next(iter(rule.object_kinds), ""),
    )
    return {(claim.subject, claim.object) for claim in found}


def holds(example: str, rule: Rule, rules: Rules, nlp: Language) -> bool:
    """Tell whether every expected claim is found, and none with a name left out."""
    _, marks = marked(example)
    pairs = _found(example, rule, rules, nlp)
    expected = set(_pairs(marks, rule, rules))
    others = {mark.start for mark in marks if mark.part == "other"}
    return expected <= pairs and not any(others & set(pair) for pair in pairs)


def stays_out(example: str, rule: Rule, rules: Rules, nlp: Language) -> bool:
    """Tell whether the relation is not found in a counterexample."""
    _, marks = marked(example)
    pairs = _found(example, rule, rules, nlp)
    return not pairs & set(_pairs(marks, rule, rules))


def _pairs(marks: list[Mark], rule: Rule, rules: Rules) -> Iterator[tuple[int, int]]:
    """Yield the pairs that the marks stand for; undirected ones in text order."""
    directed = rules.vocabulary[rule.relation].directed
    for subject in (m.start for m in marks if m.part == "subject"):
        for other in (m.start for m in marks if m.part == "object"):
            flipped = not directed and other < subject
            yield (other, subject) if flipped else (subject, other)


def failures(rules: Rules, nlp: Language) -> list[str]:
    """Return the examples that a pipeline gets wrong, each with its rule."""
    wrong = []
    for rule in rules.all():
        for example in rule.examples:
            if not holds(example, rule, rules, nlp):
                wrong.append(f"{rule.name}: not found: {example}")
        for example in rule.counterexamples:
            if not stays_out(example, rule, rules, nlp):
                wrong.append(f"{rule.name}: found: {example}")
    return wrong
