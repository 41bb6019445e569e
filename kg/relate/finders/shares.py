"""Shares of a firm that is not named again: "Acme owns 60% of Beta, Roe *the rest*".

Whoever has a part of it after one has been named has it of the same firm. Words side
by side tell it; trees of such gaps are seldom right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import ORGANISATION, PERSON
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import SHARING, by_rule
from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.naming import names
from kg.relate.grammar.trees import Node

_HAVING = ("own", "hold", "have", "control", "keep", "retain", "possess")
_HELD = ("owned", "held", "controlled")
_TELLING = (*(f"{held} by" for held in _HELD), "belongs to", "belong to")
_PERCENT = ("%", "percent", "pct", "per")
_REST = ("rest", "remainder", "balance")
_PARTS = ("stake", "share", "shareholding", "holding", "interest")
_FILLING = (
    *("the", "a", "an", "another", "further", "other", "remaining", "about", "some"),
    *("around", "roughly", "just", "over", "under", "nearly", "almost", "only", "also"),
    *("still", "now", "with", "more", "than", "cent", "is", "are", "was", "being"),
)
_OPENING = ("(", "with")
HALF = 50
_TOLD = ("invested_in", "owner_of")


def mend_shares(nodes: Sequence[Node]) -> None:
    """Take "Acme 5%" out of lists of firms, and "40% *held* by" off other nouns."""
    for place, node in enumerate(nodes):
        if node.lower in _HELD and nodes[place + 1 : place + 2]:
            _mend_row(nodes, place + 1)
        listed = node.mention is not None and node.label in ("conj", "appos")
        if listed and node.head is not None and _part(nodes, place + 1, gap=False):
            measured = node.head.head
            if measured is not None and measured.lemma in (*_PERCENT, *_PARTS):
                hang(node, _root(node), "dep")
        if node.label == "prep" and node.case == "of" and node.head is not None:
            _mend_of(node)
        part = node.before
        if node.lower in _HELD and part and part.lower in (*_PERCENT, "cent", *_REST):
            _mend_held(node, part)


def _mend_row(nodes: Sequence[Node], place: int) -> None:
    """Make a list of "owned by *Acme 23%, Beta 22.5% and Gamma 6%*"."""
    row: list[tuple[Node, Node]] = []
    while place + 2 < len(nodes):
        if nodes[place].lower in ("by", "the", ",", "and"):
            place += 1
            continue
        name, number, part = nodes[place : place + 3]
        measured = number.token.like_num and part.lower in _PERCENT[:-1]
        if name.mention is None or not measured:
            break
        row.append((name, part))
        place += 3
    if len(row) < 2 or row[0][0].label != "agent":
        return
    first = row[0][0]
    for name, part in row:
        if name is not first and not is_above(name, first):
            hang(name, first, "conj")
        if not is_above(part, name):
            hang(part, name, "dep")


def _mend_of(name: Node) -> None:
    """Hang "bought 93 pct *of Acme*" on the percent, where a parser hung it higher."""
    word = name.first("case")
    part = word.before if word is not None else None
    if part is not None and part.lower in _PERCENT and part.head is name.head:
        hang(name, part, "prep")


def _mend_held(verb: Node, part: Node) -> None:
    """Give "with the other 40% *held* by Acme" its subject."""
    words = [part.lower, *(child.lower for child in part.children)]
    if not {*words} & {*_REST, "the", "remaining", "other"}:
        return  # "Beta, 65 percent *owned* by Acme"
    if part.head is verb:
        part.label = "subj_pass" if part.label in ("prep", "obj") else part.label
    if verb.label == "acl" and verb.head is not part:
        if is_above(verb, part):
            hang(verb, _root(verb), "advcl")
        else:
            hang(verb, part, "acl")


def _root(node: Node) -> Node:
    while node.head is not None:
        node = node.head
    return node


def rest_of_shares(
    nodes: Sequence[Node], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield who has another part of a firm of which somebody's part was told."""
    told = [f for f in findings if f.relation in _TOLD and _is_share(f)]
    if not told:
        return
    first = told[0]
    begun = max(first.subject.i, first.object.i, first.predicate.i)
    for place, node in enumerate(nodes):
        if node.i <= begun:
            continue
        for holder, verb in _holders(nodes, place, node):
            if holder not in (first.object, first.subject) and _may_hold(holder):
                yield by_rule(SHARING, holder, first.object, verb)


def by_measure(found: Finding, nodes: Sequence[Node]) -> Finding:
    """Return "owned by Acme *(40%)*" as what it is: no more than a part."""
    if found.relation != "owner_of":
        return found
    place = sum(node.i <= found.subject.i for node in nodes)
    while place < len(nodes) and nodes[place].lower in (",", "(", "with", "which"):
        place += 1
    number = nodes[place : place + 2]
    if len(number) < 2 or number[1].lower not in _PERCENT:
        return found
    figure = number[0].lower.replace(".", "", 1)
    beside = nodes[place - 1] is found.subject or nodes[place - 1].lower in _OPENING
    if not beside or not figure.isdecimal():
        return found
    if float(number[0].lower) > HALF:
        return found
    part = by_rule(SHARING, found.subject, found.object, found.predicate)
    return replace(part, deed=found.deed, status=found.status)


def _is_share(found: Finding) -> bool:
    verb = found.predicate
    return verb.lemma in (*_HAVING, *_PARTS) and found.object.mention is not None


def _may_hold(node: Node) -> bool:
    mention = node.mention
    if mention is None or mention.form != "name":
        return False
    return mention.kind in (ORGANISATION, PERSON)


def _holders(
    nodes: Sequence[Node], place: int, node: Node
) -> Iterator[tuple[Node, Node]]:
    """Yield who has a part of something unnamed, each with the word that tells it."""
    if node.mention is not None:
        following = place + 1
        verb = node
        if following < len(nodes) and nodes[following].lemma in _HAVING:
            verb, following = nodes[following], following + 1
        if _part(nodes, following, gap=verb is not node):
            yield node, verb
        return
    end = _part(nodes, place, gap=True) if _begins(nodes, place) else 0
    if not end:
        return
    while end < len(nodes) and nodes[end].lower in _FILLING:
        end += 1
    behind = " ".join(word.lower for word in nodes[end : end + 2])
    if behind in _TELLING:
        end, verb = end + 2, nodes[end]
    elif behind.startswith("by "):
        end, verb = end + 1, node
    else:
        return
    while end < len(nodes) and nodes[end].lower == "the":
        end += 1
    if end < len(nodes):
        for holder in names(nodes[end]):
            yield holder, verb


def _begins(nodes: Sequence[Node], place: int) -> bool:
    """Tell the first word of "the remaining 40%" from the ones behind it."""
    word = nodes[place]
    before = nodes[place - 1].lower if place else ""
    return word.lower in ("the", "a", *_REST) or (
        word.token.like_num and before not in (*_FILLING, "$", "£", "€")
    )


def _part(nodes: Sequence[Node], place: int, *, gap: bool) -> int:
    """Return where "5%" or "the rest" ends that is not of something named; else 0.

    With `gap`, words such as "about" may stand before it.
    """
    i = place
    while gap and i < len(nodes) and nodes[i].lower in _FILLING:
        i += 1
    words = [word.lower for word in nodes[i : i + 4]]
    if not words or nodes[i].mention is not None:
        return 0
    if gap and words[0] in _REST:
        i += 1
    elif nodes[i].token.like_num and words[1:2] and words[1] in _PERCENT:
        i += 3 if words[1] == "per" else 2
        if i < len(nodes) and nodes[i].lemma in _PARTS:
            i += 1
    else:
        return 0
    behind = nodes[i] if i < len(nodes) else None
    if behind is None or behind.lower in (*_HELD, *_FILLING, "by", "belongs", "and"):
        return i
    closed = behind.lower in (",", ";", ".", ")", ":")
    return i if closed else 0
