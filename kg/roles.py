"""Titles and other nouns that are held: "Jane Roe, chief executive of Acme"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.clauses import arguments, names
from kg.deeds import Finding, is_verb
from kg.records import ASSERTED, PERSON
from kg.rules import RoleRule, Rules
from kg.status import judge
from kg.trees import Node

_LOOSE_APPOSITION = ("appos", "dep", "list", "parataxis", "flat", "npmod")


@dataclass(frozen=True, slots=True)
class Title:
    """Hold a role noun with the words before it: `former`, `chief executive`."""

    node: Node
    rule: RoleRule
    entry: str
    before: tuple[str, ...]
    first: int


def by_roles(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield what the rules for roles find."""
    owners = {
        i: node for node in nodes if node.mention is not None for i in _covered(node)
    }
    titles = [title for node in nodes if (title := _title(node, owners, rules))]
    by_node = {title.node.i: title for title in titles}
    for title in titles:
        yield from _findings(title, owners, by_node, rules)


def _covered(node: Node) -> Iterator[int]:
    """Yield the positions of the words of a mention."""
    mention = node.mention
    if mention is None:
        return
    for token in node.token.sent:
        if token.idx < mention.end and token.idx + len(token) > mention.start:
            yield token.i


def _title(node: Node, owners: dict[int, Node], rules: Rules) -> Title | None:
    """Read the title that ends in a noun, the longest that a rule knows."""
    if node.mention is not None or node.token.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
        return None
    words, first = _phrase(node, owners)
    for start in range(len(words)):
        before = "".join(f"{word} " for word in words[start:-1])
        for last in (*_longer(node.token), words[-1]):
            rule = rules.roles.get(before + last)
            if rule is not None:
                return Title(node, rule, before + last, tuple(words[:start]), first)
    return None


def _longer(token: Token) -> list[str]:
    """Return the word with those behind it, longest first: "son-in-law"."""
    tokens = token.doc[token.i : min(token.i + 5, token.sent.end)]
    return [tokens[:n].text.lower() for n in range(len(tokens), 1, -1)]


def _phrase(node: Node, owners: dict[int, Node]) -> tuple[list[str], int]:
    """Return the words of a title, the last one singular, and where they begin.

    Words joined by a hyphen are one: "co-founder" is split by some tokenizers.
    """
    words: list[str] = [node.lemma]
    token = node.token
    start = token.sent.start
    while token.i > start and token.i - 1 not in owners:
        left = token.nbor(-1)
        joined = not left.whitespace_
        if left.text in ("-", "–") and joined and left.i > start:
            if left.i - 1 in owners:
                break
            words[0] = "-" + words[0]
            token = left
            continue
        if words[0].startswith("-"):
            words[0] = left.lower_ + words[0]
        elif (
            left.pos_ in ("ADJ", "NOUN", "PROPN", "ADV", "VERB", "X")
            and (
                left.is_alpha
                and left.whitespace_
                and left.tag_ not in ("VBZ", "VBD", "WRB")
            )
            and not (left.tag_ in ("VBP", "VB", "RB") and left.lower_ != "then")
        ):
            words.insert(0, left.lower_)
        else:
            break
        token = left
    return words, token.i


def _findings(
    title: Title, owners: dict[int, Node], titles: dict[int, Title], rules: Rules
) -> Iterator[Finding]:
    held = _holders(title, owners, titles, rules)
    if not held:
        return
    holders, governor = held
    others = _others(title, owners, titles, governor, holders, rules)
    status, leaving = _status(title, governor, rules)
    for other, place, unit in others:
        for holder in holders:
            if holder is other:
                continue
            label = _label(title, place, unit, rules, leaving=leaving)
            ends = (holder, other)
            if title.rule.holder == "object":
                ends = (other, holder)
            yield Finding(
                *ends,
                title.rule.relation,
                label,
                title.rule,
                title.node,
                status=status,
            )


def _status(title: Title, governor: Node | None, rules: Rules) -> tuple[str, bool]:
    """Judge a role; who leaves one has had it, whatever becomes of the leaving."""
    status = judge(title.node, rules.words)
    if governor is None or governor.lemma not in rules.words["leaving_verbs"]:
        return status, False
    return ASSERTED, status == ASSERTED


def _is_plural(node: Node) -> bool:
    return node.token.tag_ in ("NNS", "NNPS") or "Number=Plur" in str(node.token.morph)


def _holders(
    title: Title, owners: dict[int, Node], titles: dict[int, Title], rules: Rules
) -> tuple[list[Node], Node | None] | None:
    """Return who holds a title, and the verb that says so if one does."""
    node, head = title.node, title.node.head
    after = owners.get(node.i + 1)
    if after is not None and _linked(node, after):
        return (names(after) if _is_plural(node) else [after]), None
    subject = node.first("subj")
    if subject is not None and (node.first("cop") or not is_verb(node)):
        return names(subject), None
    own = [c for c in node.having(*_LOOSE_APPOSITION) if c.mention and c.i > node.i]
    own += _misplaced(node)
    if own:
        return names(own[0]), None
    listed = [c for c in node.having("prep") if c.case in ("such as", "including")]
    if listed:
        return names(listed[0]), None
    if head is None:
        return None
    if head.mention is not None and _is_apposition(node, head):
        if _is_plural(node):
            return names(head, before=node.i), None
        members = [m for m in names(head, before=node.i) if m.i < node.i]
        return members[-1:] or [head], None
    if node.label == "conj" and head.i in titles:
        held = _holders(titles[head.i], owners, titles, rules)
        if held:
            return held
    return _by_verb(node, head, rules) or _through_list(node, titles, owners, rules)


def _through_list(
    node: Node, titles: dict[int, Title], owners: dict[int, Node], rules: Rules
) -> tuple[list[Node], Node | None] | None:
    """Return the holder named behind the last of joined titles.

    "Acme founder and chief executive Jane Roe": the name hangs on the second.
    """
    for other in node.having("conj"):
        after = owners.get(other.i + 1)
        if other.i in titles and after is not None and _linked(other, after):
            return [after], None
    if node.label == "compound" and node.head is not None and node.head.i in titles:
        return _holders(titles[node.head.i], owners, titles, rules)
    return None


def _misplaced(node: Node) -> list[Node]:
    """Return the person that a parser hung on the place: "the head of Acme, Roe"."""
    return [
        below
        for child in node.having("prep")
        if child.mention is not None and child.mention.kind not in ("", PERSON)
        for below in child.having("appos")
        if below.mention is not None and below.mention.kind == PERSON
    ]


def _linked(node: Node, other: Node) -> bool:
    """Tell whether two words that stand side by side belong together."""
    if node.head is other or other.head is node:
        return True
    return node.head is other.head and node.label == other.label


def _is_apposition(node: Node, head: Node) -> bool:
    """Tell a title that explains the name it hangs on from a list's next member."""
    if node.label in _LOOSE_APPOSITION:
        return True
    if node.label in ("compound", "amod"):
        return True
    return node.label == "conj" and node.first("cc") is None and head.i < node.i


def _by_verb(
    node: Node, head: Node, rules: Rules
) -> tuple[list[Node], Node | None] | None:
    """Return who is named, serves or steps down as the holder of a title."""
    placed = (
        node.label in ("xcomp", "obj2")
        or (node.label == "prep" and node.case in ("as", "to be", "to"))
        or (node.label == "obj" and head.passive)
    )
    if not placed:
        return None
    if not is_verb(head) or head.lemma not in rules.words["role_verbs"]:
        if node.label == "prep" and node.case == "as" and head.mention is not None:
            return [head], None
        return None
    if node.case == "to" and head.lemma not in ("promote", "rise", "appoint", "elect"):
        return None
    slots = arguments(head)
    place = "obj" if head.passive or "obj" in slots else "subj"
    if head.lemma in rules.words["self_verbs"] and not head.passive:
        place = "subj"
    holders = [
        name
        for holder in slots.get(place, [])
        if holder is not node
        for name in names(holder)
    ]
    return (holders, head) if holders else None


def _others(
    title: Title,
    owners: dict[int, Node],
    titles: dict[int, Title],
    governor: Node | None,
    holders: Sequence[Node],
    rules: Rules,
) -> list[tuple[Node, str, str]]:
    """Return what the title is held at, with the place and the unit between."""
    found = _near(title, owners, rules)
    if not found:
        found = _shared(title, owners, titles, rules)
    if not found and governor is not None:
        found = _round_verb(title, governor, rules)
    if not found:
        found = [
            (name, child.case, "")
            for holder in holders
            for child in holder.having("prep")
            if child.case in title.rule.other and child.i > title.node.i
            for name in names(child)
        ]
    return [entry for entry in found if entry[0] not in holders]


def _near(
    title: Title, owners: dict[int, Node], rules: Rules
) -> list[tuple[Node, str, str]]:
    """Look at what hangs on the title itself and what stands right before it."""
    node, rule = title.node, title.rule
    found: list[tuple[Node, str, str]] = []
    for child in node.children:
        place = child.case if child.label == "prep" else child.label
        if place not in rule.other or (place == "compound" and child.i > node.i):
            continue
        found += [(name, place, "") for name in names(child)]
        if child.mention is None and rule.title and child.label == "prep":
            found += _through_unit(child, place, rules)
    if not found:
        left = _left_neighbour(title, owners)
        if left is not None and {"poss", "compound"} & set(rule.other):
            found.append((left, "poss", ""))
    return found


def _left_neighbour(title: Title, owners: dict[int, Node]) -> Node | None:
    """Return the name that stands right before a title, with or without "'s"."""
    i = title.first - 1
    doc = title.node.token.doc
    while i >= title.node.token.sent.start and doc[i].lower_ in ("'s", "’s", "'", "’"):
        i -= 1
    return owners.get(i)


def _through_unit(child: Node, place: str, rules: Rules) -> list[tuple[Node, str, str]]:
    """Reach the organisation behind a unit: "head of Acme's cloud unit"."""
    if child.lemma not in rules.words["units"]:
        return []
    unit = _unit_text(child.token)
    for owner in child.children:
        if owner.label in ("poss", "compound") or owner.case in ("of", "at"):
            found = [(name, place, unit) for name in names(owner)]
            if found:
                return found
    return []


def _unit_text(token: Token) -> str:
    """Return a unit with the plain words before it: "cloud unit"."""
    words = [token.lower_]
    for left in reversed(token.doc[token.sent.start : token.i]):
        if left.pos_ not in ("NOUN", "ADJ") or not left.is_alpha:
            break
        words.insert(0, left.lower_)
    return " ".join(words)


def _shared(
    title: Title, owners: dict[int, Node], titles: dict[int, Title], rules: Rules
) -> list[tuple[Node, str, str]]:
    """Take over the end that a joined title has: "founder and chief executive of"."""
    node = title.node
    first = node.head if node.label == "conj" else node
    if first is None:
        return []
    group = [first, *first.having("conj")]
    for other in group:
        if other is node or other.i not in titles:
            continue
        for entry in _near(titles[other.i], owners, rules):
            before = entry[1] in ("poss", "compound")
            if before == (other.i < node.i):
                return [entry]
    return []


def _round_verb(
    title: Title, governor: Node, rules: Rules
) -> list[tuple[Node, str, str]]:
    """Look round the verb: "Acme named Roe chairman", "joined Acme as chairman"."""
    slots = arguments(governor)
    found = [
        (name, case, "")
        for case in title.rule.other
        for child in slots.get(case, [])
        if child.i > title.node.i
        for name in names(child)
    ]
    if found:
        return found
    place = "subj"
    if governor.lemma in rules.words["joining_verbs"]:
        place = "obj"
    elif governor.lemma in rules.words["self_verbs"] and not governor.passive:
        return []
    return [
        (name, "at", "")
        for child in slots.get(place, [])
        for name in names(child)
        if name.mention is not None and name.mention.kind != PERSON
    ]


def _label(title: Title, place: str, unit: str, rules: Rules, *, leaving: bool) -> str:
    """Return how the role reads: "former chief executive of", "head of cloud at"."""
    relation = rules.vocabulary[title.rule.relation]
    before = [word for word in title.before if word not in ("current", "new")]
    past = any(word in rules.words["past_qualifiers"] for word in before)
    if leaving and not past:
        before.insert(0, "former")
    if title.rule.title:
        prep = place if place not in ("poss", "compound") else "of"
        words = [*before, title.entry]
        if unit:
            words += [prep, unit]
            prep = "at"
        return " ".join([*words, prep])
    kept = [word for word in before if word in rules.words["qualifiers"]]
    base = title.rule.label or relation.label
    head = base.rpartition(" ")[2]
    if "-" in title.entry or kept:
        named = title.entry if len(title.entry) > 4 else base.rpartition(" ")[0]
        return " ".join([*kept, named, head])
    return base
