"""Whom a noun names: itself, an apposition, an example, a list."""

from collections.abc import Iterable, Iterator
from typing import TypeGuard

from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE
from kg.relate.grammar.clauses import (
    EXEMPLIFYING,
    FOUNDING,
    ORGANISATIONS,
    antecedent,
    is_of_several,
)
from kg.relate.grammar.several import stood_for
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_EXEMPLIFYING = (*EXEMPLIFYING, "especially", "namely")
_PRODUCTS = WORDS["products"]
_SCHEMES = WORDS["schemes"]
_GROUPS = WORDS["consortia"]
_LEADING = WORDS["consortium_verbs"]
_UNITS = WORDS["owned_units"]
_IN_PHRASE = ("DET", "ADJ", "NOUN", "ADV", "NUM")
_AREAS = WORDS["areas"]
_LANDS = ("province", "region", "state", "prefecture", "county", "district", "city")
_CALLING = WORDS["calling_verbs"]
_MANAGING = ("manage", "advise", "run", "control")


def names(node: Node, *, before: int | None = None) -> list[Node]:
    """Return the mentions that a noun stands for, itself or through what explains it.

    A list names all its members; "the firm, Acme" names Acme; "rivals such as A and B"
    names both; "Acme's board" names nothing. With `before`, members of a list that
    stand behind that word are left out.
    """
    found = _distinct(_names(node, before))
    if node.lower == "whose":  # "Roe, Doe and Poe, whose firm": Poe's
        return sorted(found, key=lambda name: name.i)[-1:]
    return found


def kinds_of_names(left: Node, right: Node) -> tuple[str, str]:
    """Return the kinds of two names; two empty ones unless both are names."""
    one, two = left.mention, right.mention
    if one is None or two is None or not one.form == two.form == "name":
        return "", ""
    return one.kind, two.kind


def _names(node: Node, before: int | None) -> Iterator[Node]:
    target = antecedent(node)
    limit = before
    if target is not node:
        limit = node.i if target.i < node.i else None
        target = _whole_list(target, node)
    for member in (target, *target.having("conj")):
        if member is target or (
            (limit is None or member.i < limit)
            and not _is_new_clause(member, target)
            and not _is_any(member)
        ):
            yield from _named(member)


def _is_any(member: Node) -> bool:
    """Tell "Acme, *a Beta* and Gamma venture", which names no Beta."""
    return _is_name(member) and _has_indefinite(member)


def _has_indefinite(noun: Node) -> bool:
    article = noun.first("det")
    return article is not None and article.lower in ("a", "an")


def _whole_list(last: Node, pronoun: Node) -> Node:
    """Return the first of "Roe and Doe, *who own* Acme", if it speaks of them all."""
    member = last
    while member.label in ("appos", "flat") and member.head is not None:
        if member.head.mention is not None:
            return last
        member = member.head  # "Roe and her husband Doe"
    first = member.head if member.label == "conj" else None
    if first is None or first.mention is None or last.mention is None:
        return last
    kind = {"who": PERSON, "which": ORGANISATION}.get(pronoun.lower)
    alike = first.mention.kind == last.mention.kind == kind
    both = is_of_several(pronoun) or _is_founding(first, pronoun)
    return first if alike and both else last


def _is_founding(first: Node, pronoun: Node) -> bool:
    """Tell "Roe and Doe, who *founded* Acme", which is told of couples."""
    comma = pronoun.before is not None and pronoun.before.lower == ","
    clause = pronoun.head
    pair = len(first.having("conj")) == 1
    return comma and pair and clause is not None and clause.lemma in FOUNDING


def _is_new_clause(member: Node, first: Node) -> bool:
    """Tell ", and *Roe* left" behind "bought Acme", taken for the next of a list.

    Two names of different kinds that a comma and "and" part are hardly one list.
    """
    if member.first("cop") is not None and member.first("subj") is not None:
        return True  # "its chairman is Roe, and *its president is Doe*"
    one, two = first.mention, member.mention
    joint = member.first("cc")
    if one is None or two is None or joint is None or one.kind == two.kind:
        return False
    return "" not in (one.kind, two.kind) and (
        joint.i > 0 and joint.token.nbor(-1).text == ","
    )


def _named(member: Node) -> Iterator[Node]:
    """Yield what one member of a list names."""
    if _is_name(member):
        yield member
        return
    if member.lower == "one" and member.mention is None:
        for group in member.having("prep"):  # "one of the firms, Acme"
            if group.case == "of" and group.mention is None:
                yield from names(group)
        return
    explained = None
    if member.label in ("subj", "appos"):
        explained = _name_before(member) or member.head
    if _is_apart(member) and _is_name(explained) and explained.label == "subj":
        yield explained  # "*Acme*, a bank has formed", of which a parser makes two
        return
    if member.label == "appos" and member.mention is not None and _is_name(explained):
        yield explained  # "Acme, the software company"
        return
    found = False
    aside = member.label == "appos" and _is_name(member.head)
    for child in _explanations(member):
        if aside and child.label in ("compound", "amod"):
            continue  # "*Beta*, the Acme agency that", which is Beta
        for node in names(child):
            found = True
            yield node
    if found:
        return
    several = stood_for(member)
    if several:
        yield from (name for one in several for name in _named(one))
    elif member.mention is not None:
        yield member
    elif member.label == "appos":
        if _is_name(explained):
            yield from _all_explained(member, explained)
        elif explained is not None:
            yield from _described(explained)  # "Roe was a star, a man who"
    else:
        yield from _described(member)


def _all_explained(noun: Node, name: Node) -> list[Node]:
    """Return both of "Roe and Doe, the *twins* who own Acme", one of a singular."""
    first = name.list_head
    members = [m for m in (first, *first.having("conj")) if m.i < noun.i]
    several = noun.tag == "NNS" and all(_is_name(m) for m in members)
    return members if several and name in members else [name]


def _is_apart(noun: Node) -> bool:
    plain = noun.label == "subj" and noun.mention is None
    return (
        plain and noun.first("det") is not None and _name_before(noun) is not noun.head
    )


def _name_before(noun: Node) -> Node | None:
    """Return the name that "Acme, a small *bank*" explains by its place in the text."""
    node = noun
    while node.before is not None and _is_in_phrase(node.before):
        node = node.before
    comma = node.before
    name = comma.before if comma is not None and comma.lower == "," else None
    if name is not None and name.lower == ">":
        name = name.before
    return name if _is_name(name) else None


def _is_in_phrase(word: Node) -> bool:
    """Tell what may stand before a noun, "*cash*-*strapped*" and a place included."""
    if word.mention is not None:
        return word.mention.kind == PLACE
    tag = word.tag
    left = word.before is not None and word.before.tag == "HYPH"
    return word.pos in _IN_PHRASE or tag == "HYPH" or (tag == "VBN" and left)


def _described(noun: Node) -> Iterator[Node]:
    """Yield whom a predicate describes: "Acme is a bank *that bought Beta*"."""
    subject = noun.first("subj")
    if noun.first("cop") is None or subject is None or subject.mention is None:
        return
    if noun.first("neg", "aux") is None:
        yield from names(subject, before=noun.i)


def _is_name(node: Node | None) -> TypeGuard[Node]:
    return (
        node is not None and node.mention is not None and (node.mention.form == "name")
    )


def _explanations(noun: Node) -> Iterator[Node]:
    """Yield the nouns that say which one is meant: appositions and examples."""
    for child in noun.children:
        behind = child.i > noun.i
        if behind and child.label in ("appos", "flat", "compound", "npmod"):
            if _is_name(child):
                yield child
            elif child.label == "appos" and child.mention is None:
                # "the father, the inventor *Roe*"
                yield from (c for c in child.having("appos") if c.before is child)
        elif behind and child.label == "prep" and child.case in _EXEMPLIFYING:
            yield child
        elif behind and noun.lower == "likes" and child.case == "of":
            yield child  # "rivals the *likes of Acme and Beta*"
        elif behind and noun.lemma in _AREAS and child.case == "of":
            if child.mention is not None and child.mention.kind == PLACE:
                yield child  # "the state of Springfield"
        elif behind and is_called(child):
            yield from _called(noun, child)
        elif child.label == "relcl" and _is_what(noun, child):
            yield from _become(child)
        elif behind and noun.lemma in _GROUPS:
            yield from _leaders(child)
        elif behind and noun.lemma == "fund" and child.lemma in _MANAGING:
            yield from child.having("agent")  # "*funds* managed by Acme"
        elif child.label not in ("compound", "amod"):
            continue
        elif _is_land(child, noun):
            yield child  # "the *Springfield* province"
        elif _is_name(child) and _is_firm_noun(noun) and not _is_somebody(noun):
            if child.mention is None or child.mention.kind != PLACE:
                yield child  # "the *Springfield* firm" is not Springfield
        elif _is_brand(child, noun):
            yield from names(child)
        elif noun.lemma == "brand" and child.mention is None:
            yield from child.having("compound")  # "the *Quickpay* lager brand"


def _is_what(noun: Node, clause: Node) -> bool:
    """Tell "founded *what* is now Acme" and "founded the *firm* that became Acme"."""
    later = clause.lemma == "become" or any(c.lower == "now" for c in clause.children)
    return noun.lower == "what" or (noun.lemma in ORGANISATIONS and later)


def _become(clause: Node) -> Iterator[Node]:
    """Yield Acme of "founded what is now *Acme*" and "what would become *Acme*"."""
    if _is_name(clause) and clause.first("cop") is not None:
        yield clause
    elif clause.lemma == "become":
        yield from (c for c in clause.having("xcomp", "obj") if _is_name(c))


def _is_land(name: Node, noun: Node) -> bool:
    """Tell "the *Springfield* province", which is Springfield."""
    place = name.mention is not None and name.mention.kind == PLACE
    return place and name.label == "compound" and noun.lemma in _LANDS


def _is_somebody(noun: Node) -> bool:
    """Tell "Acme *publisher* Roe", a person, from "the Acme publisher"."""
    named = (c.mention for c in noun.having("appos", "flat") if c.mention is not None)
    return any(mention.kind == PERSON for mention in named)


def _is_firm_noun(noun: Node) -> bool:
    """Tell "the *Acme* company" and "its *Acme* unit" from "an *Acme* unit"."""
    owned = noun.first("poss") or any(c.case == "of" for c in noun.having("prep"))
    if _has_indefinite(noun):
        return False  # "is *a Premier League* club"
    return noun.lemma in ORGANISATIONS or (noun.lemma in _UNITS and bool(owned))


def _is_brand(name: Node, noun: Node) -> bool:
    """Tell "the *Quickpay* handset", which is Quickpay, from "the Acme handset"."""
    mention = name.mention
    if mention is None or mention.form != "name":
        return False
    called = mention.kind == INITIATIVE and noun.lemma in _PRODUCTS | _SCHEMES
    return called or noun.lemma == "brand"


def is_called(clause: Node) -> bool:
    """Tell the clause of "a firm *called* Acme", not of "*naming* Acme"."""
    active = clause.tag == "VBG"
    return clause.label in ("acl", "relcl") and clause.lemma in _CALLING and not active


def _called(noun: Node, verb: Node) -> Iterator[Node]:
    """Yield the name in "a site called Acme", "known as Acme", "what he calls Acme"."""
    if verb.label == "relcl" and noun.lower != "what":
        return
    for child in verb.having("xcomp", "obj", "npmod", "obj2", "prep"):
        if _is_name(child) and child.case in ("", "as"):
            yield child


def _leaders(part: Node) -> Iterator[Node]:
    """Yield "a consortium *led by Acme*" and "an alliance *of Acme and Beta*"."""
    if part.label == "acl" and part.lemma in _LEADING:
        yield from part.having("agent")
    elif part.label == "prep" and part.case in ("of", "between"):
        yield part


def _distinct(nodes: Iterable[Node]) -> list[Node]:
    """Drop repeated nodes, keeping the order."""
    return list({node.i: node for node in nodes}.values())
