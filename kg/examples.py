"""The examples that every rule carries, read and run.

`[name]` marks the subject expected, `{name}` the object, `<name>` a name that must stay
out of it; `[name|organisation]` gives a name another kind than the relation's first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from kg.records import Claim, Mention
from kg.relate import claims
from kg.rules import Rule, Rules

_MARK = re.compile(
    r"\[(?P<subject>[^]|]+)(?:\|(?P<subject_kind>\w+))?\]"
    r"|\{(?P<object>[^}|]+)(?:\|(?P<object_kind>\w+))?\}"
    r"|<(?P<other>[^>|]+)(?:\|(?P<other_kind>\w+))?>"
)
_PRONOUNS = ("he", "she", "his", "her", "him", "it", "its", "they", "their")


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


def found(example: str, rule: Rule, rules: Rules, nlp: Language) -> list[Claim]:
    """Return the claims of the rule's relation in an example."""
    text, marks = marked(example)
    doc = nlp(text)
    relation = rules.vocabulary[rule.relation]
    kinds = {
        "subject": (rule.subject_kinds or relation.subject)[0],
        "object": (rule.object_kinds or relation.object)[0],
        "other": (rule.subject_kinds or relation.subject)[0],
    }
    mentions = []
    for mark in marks:
        name = text[mark.start : mark.end]
        pronoun = name.lower() in _PRONOUNS
        kind = "" if pronoun else mark.kind or kinds[mark.part]
        form = "pronoun" if pronoun else "name"
        mentions.append(
            Mention("", mark.start, mark.end, name, kind, 0, len(text), form=form)
        )
    return [c for c in claims(doc, mentions, rules) if c.relation == rule.relation]


def holds(example: str, rule: Rule, rules: Rules, nlp: Language) -> bool:
    """Tell whether every expected claim is found, and none with a name left out."""
    _, marks = marked(example)
    pairs = {(c.subject, c.object) for c in found(example, rule, rules, nlp)}
    expected = set(_pairs(marks, rule, rules))
    others = {mark.start for mark in marks if mark.part == "other"}
    return expected <= pairs and not any(others & set(pair) for pair in pairs)


def stays_out(example: str, rule: Rule, rules: Rules, nlp: Language) -> bool:
    """Tell whether the relation is not found in a counterexample."""
    _, marks = marked(example)
    pairs = {(c.subject, c.object) for c in found(example, rule, rules, nlp)}
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
