"""Whether the kinds at both ends of a finding are ones that its relation allows."""

import re
from collections.abc import Sequence

from kg.records import ORGANISATION, PERSON, PLACE, Mention
from kg.relate.finders.finding import Finding
from kg.relate.grammar.trees import Node
from kg.relate.rules import Rules

_SHORT = 5
_PERSONAL = ("he", "she", "his", "her", "hers", "him", "i", "my")
_IMPERSONAL = ("it", "its")


def fits(finding: Finding, rules: Rules) -> bool:
    """Tell whether the kinds at both ends are ones that the relation allows."""
    relation, rule = rules.vocabulary[finding.relation], finding.rule
    if finding.rule.name == "hire" and _has_firm(finding):
        return False
    if relation.alike and _is_person(finding.subject) != _is_person(finding.object):
        return _is_plain(finding)  # "*Acme* named Roe chairman, succeeding *Doe*"
    if finding.relation == "partner_of" and _are_signers(finding):
        return False
    if finding.relation == "part_of" and _is_own(finding.object):
        return False  # "as part of *its* Bright Plan, Acme gave"
    like = rule.subject_like
    if any(_is_like(one, like) for one in _listed(finding.subject)):
        like = ()  # "money from the Acme Trust and *Beta*"
    return _is_end(finding.subject, relation.subject, rule.subject_kinds, like) and (
        _is_end(finding.object, relation.object, rule.object_kinds, rule.object_like)
        and not _is_called(finding.object.mention, rule.object_unlike)
    )


def _are_signers(finding: Finding) -> bool:
    """Tell "Roe and Lund signed the agreement", two people for whom they work."""
    verb = finding.predicate.head
    signed = verb is not None and verb.lemma in ("sign", "ink", "initial")
    signed = signed and finding.subject.list_head is finding.object.list_head
    return signed and _is_person(finding.subject) and _is_person(finding.object)


def _is_own(thing: Node) -> bool:
    """Tell a thing that belongs to whom the sentence is about: "its Bright Plan"."""
    noun = _kind_noun(thing) or thing
    owners = [*thing.having("poss"), *noun.having("poss")]
    return any(owner.lower in ("its", "their", "our") for owner in owners)


def _has_firm(finding: Finding) -> bool:
    """Tell "Acme hired *Roe of Beta*", who stays with Beta."""
    behind = finding.subject.having("prep")
    firms = (child.mention for child in behind if child.case == "of")
    return any(firm is not None and firm.kind == ORGANISATION for firm in firms)


def _is_person(node: Node) -> bool:
    mention = node.mention
    return mention is not None and (
        mention.kind == PERSON or (not mention.kind and node.lower in _PERSONAL)
    )


def _is_plain(finding: Finding) -> bool:
    """Tell "*Roe* succeeds Doe" and "named *Roe* to succeed", whatever Roe's kind."""
    subject, verb = finding.subject, finding.predicate
    own = subject.label == "subj" and subject.head is verb
    named = subject.label in ("obj", "xcomp") and subject.head is verb.head
    return verb.lemma == "succeed" and (own or named)


def _is_end(
    node: Node, allowed: Sequence[str], narrowed: Sequence[str], like: Sequence[str]
) -> bool:
    """Tell whether a mention has the kind, and one of the words, asked for.

    The word may stand behind it: "the Bright Futures *programme*".
    """
    mention = node.mention
    if mention is None or not _is_of(mention, narrowed or allowed):
        return False
    return not like or _is_like(node, like)


def _is_like(node: Node, words: Sequence[str]) -> bool:
    """Tell whether a name, or the noun behind it, has one of some words in it."""
    if node.mention is None:
        return False
    noun = _kind_noun(node)
    said = (
        f"{node.mention.text} {noun.lower}" if noun is not None else node.mention.text
    )
    return any(word in said.lower() for word in words)


def _kind_noun(name: Node) -> Node | None:
    """Return the noun of which a name before it tells which one: "Acme *network*"."""
    noun = name.head if name.label in ("compound", "flat") else None
    beside = noun is not None and noun.mention is None and noun.i == name.i + 1
    return noun if beside and noun is not None and noun.pos == "NOUN" else None


def _listed(member: Node) -> list[Node]:
    """Return the members of a list of names, all of one kind."""
    first = member.list_head
    members = [first, *first.having("conj")]
    kinds = {one.mention.kind for one in members if one.mention is not None}
    named = member.mention is not None and all(one.mention for one in members)
    return members if named and len(kinds) == 1 else []


def _is_called(mention: Mention | None, words: Sequence[str]) -> bool:
    """Tell whether a word of a mention begins with one of some words.

    A short one is a whole word: "un" is not in "United", "hall" not in "Halldor".
    """
    text = mention.text.lower() if mention is not None and words else ""
    inside = re.findall(r"\w+", text)
    return any(
        word in inside if len(word) < _SHORT else _begins(word, inside, text)
        for word in words
    )


def _begins(word: str, inside: Sequence[str], text: str) -> bool:
    return word in text if " " in word else any(w.startswith(word) for w in inside)


def _is_of(mention: Mention, kinds: Sequence[str]) -> bool:
    """Tell whether a mention is, or for a pronoun may be, of one of the kinds."""
    if mention.kind:
        return mention.kind in kinds
    word = mention.text.lower()
    if word in _PERSONAL:
        return PERSON in kinds
    if word in _IMPERSONAL:
        return any(kind not in (PERSON, PLACE) for kind in kinds)
    return True
