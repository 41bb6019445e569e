"""Who does what in a clause: readings of the neutral tree."""

from collections.abc import Iterator

from kg.records import ORGANISATION
from kg.relate.grammar.borrowed import examples, one_of, unsaid_subject
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

EXEMPLIFYING = ("such as", "including", "like")
_RELATIVE = ("who", "which", "that", "whom", "whose")
_TEAMING = ("team", "partner", "collaborate", "ally", "link", "cooperate", "co-operate")
FOUNDING = ("found", "co-found", "cofound", "establish", "start", "launch", "form")
"""Verbs of which whoever begins an organisation is the subject."""
_JOINT = (
    *("partnership", "collaboration", "cooperation", "co-operation", "conjunction"),
    *("association", "tandem", "concert", "alliance"),
)
"""What "in ... with Acme" stands for "together with Acme"."""
_MUTUAL = ("meet", "marry", "merge", "divorce")

ORGANISATIONS = WORDS["organisations"]
"""Nouns beside a name that say what it is, "Acme *company*", and can be founded."""

Slots = dict[str, list[Node]]


def arguments(predicate: Node) -> Slots:
    """Return the parts of a clause by their logical place.

    `subj` does it and `obj` undergoes it, whether the clause is active or passive;
    any other key is a preposition ("in", "with") or `iobj`, `xcomp`, `obj2` (what is
    kept in a passive: "was awarded *the contract*"). What a clause leaves unsaid is
    taken from the clause it hangs on: relative and reduced clauses, infinitives,
    participles and joined verbs.
    """
    slots: Slots = {}
    for child in predicate.children:
        slot = _slot(child, passive=predicate.passive)
        if slot:
            slots.setdefault(slot, []).append(child)
    if "obj" not in slots and not predicate.passive:
        _take_name_for_object(predicate, slots)
    if predicate.label == "relcl":
        _fill_gap(predicate, slots)
        _fill_place(predicate, slots)
    if "obj" not in slots and not predicate.passive:
        slots.update(_shared_object(predicate))
    if "subj" not in slots and predicate.passive:
        slots.update(_shared_agent(predicate))
    if "subj" in slots:
        slots["subj"] = [*slots["subj"], *_jointly(predicate, slots["subj"])]
    place = "obj" if predicate.passive else "subj"
    gerund = predicate.tag == "VBG" and predicate.first("obj") is not None
    if place not in slots and gerund and predicate.first("poss") is not None:
        slots[place] = predicate.having("poss")  # "*Acme's* buying Beta"
    if place not in slots:
        subject = unsaid_subject(predicate)
        if subject is not None:
            slots[place] = [subject, *_partners(predicate)]
    return slots


def _partners(predicate: Node) -> list[Node]:
    """Return Beta of "Acme teamed up with *Beta* to build", who builds as well."""
    head = predicate.head
    if head is None or predicate.passive or head.passive:
        return []
    if head.lemma == "join" and is_shared_deed(predicate):
        return head.having("obj")  # "joined *Beta* in backing it"
    if head.lemma not in _TEAMING:
        return []
    if predicate.label not in ("xcomp", "advcl") or predicate.first("subj") is not None:
        return []
    if not any(mark.lower == "to" for mark in predicate.having("mark")):
        return []
    beside = (part for part in head.having("prep") if part.case == "with")
    return [p for p in beside if p.i < predicate.i and head.i < p.i]


def _jointly(predicate: Node, doers: list[Node]) -> list[Node]:
    """Return Beta of "Acme, in partnership with *Beta*, runs it", who runs it, too."""
    beside = [c for node in (predicate, *doers) for c in node.having("prep")]
    company = [c for c in beside if c.case == "in" and c.lemma in _JOINT]
    company = [c for noun in company for c in noun.having("prep") if c.case == "with"]
    return [c for c in company if c.mention is not None]


def _slot(child: Node, *, passive: bool) -> str:
    """Return the logical place of one child, or ""."""
    match child.label:
        case "subj" | "agent":
            return "subj"
        case "subj_pass":
            return "obj"
        case "obj":
            return "obj2" if passive else "obj"
        case "prep" if passive and child.case.endswith(" by"):
            return "subj"  # "paid *for by* Acme"
        case "prep":
            return child.case
        case "iobj" | "xcomp":
            return child.label
        case "npmod" if child.mention is not None:
            return "obj"
    return ""


def _take_name_for_object(predicate: Node, slots: Slots) -> None:
    """Read a name that a parser took for a predicate as object: "named Roe"."""
    named = [node for node in slots.get("xcomp", []) if node.mention is not None]
    if named and predicate.lemma not in ("be", "become", "remain", "seem", "stay"):
        slots["obj"] = named
        slots["xcomp"] = [node for node in slots["xcomp"] if node.mention is None]


def _shared_object(predicate: Node) -> Slots:
    """Return the object of a later verb that an earlier one shares.

    "founded and still runs Acme": the parser hangs Acme on "runs" only. "They met and
    founded Acme" met each other.
    """
    doer = predicate.first("subj") if predicate.lemma in _MUTUAL else None
    if doer is not None and (doer.members or doer.first("conj") is not None):
        return {}
    for other in predicate.having("conj"):
        shared = other.first("obj")
        alone = not any(other.having("subj", "subj_pass", "agent"))
        own = any(predicate.having("prep", "comp", "xcomp"))
        if shared is not None and alone and not own:
            return {"obj": [shared]}
        firm = _led(other) if alone and predicate.lemma in FOUNDING else None
        if firm is not None:
            return {"obj": [firm]}
    return {}


def _led(verb: Node) -> Node | None:
    """Return Acme in "founded and *became chief executive of Acme*"."""
    posts = [verb, *verb.having("xcomp"), *verb.having("prep")]
    inside = (
        c
        for post in posts
        for c in post.having("prep")
        if c.case == "of" or (post.case in ("as", "on") and c.case in ("at", "for"))
    )
    firms = (
        c for c in inside if c.mention is not None and c.mention.kind == ORGANISATION
    )
    return next(firms, None)


def _shared_agent(predicate: Node) -> Slots:
    """Return who did both of "licensed and *regulated* by Acme", hung on one."""
    first = predicate.head if predicate.label == "conj" else None
    if first is None or not first.passive:
        return {}
    behind = [agent for agent in first.having("agent") if agent.i > predicate.i]
    return {"subj": behind} if behind else {}


def _fill_gap(predicate: Node, slots: Slots) -> None:
    """Put the noun before "he founded" into the place that the clause leaves open."""
    head = predicate.head
    if head is None or "obj" in slots or predicate.passive or _is_where(predicate):
        return  # "the school *where* he met and married Roe"
    if any(child.lower in ("when", "why") for child in predicate.children):
        return
    inside = [node for nodes in slots.values() for node in nodes]
    within = [child for node in inside for child in node.children]
    if any(_is_relative(node) for node in (*inside, *within)):
        return  # "Acme, *whose* parent, Beta, trades", "both of *whom* work"
    if "subj" in slots and not any(predicate.having("comp", "xcomp")):
        slots["obj"] = [examples(head)]


def _fill_place(predicate: Node, slots: Slots) -> None:
    """Put the noun before "where she works" behind an "at" and an "in"."""
    if predicate.head is not None and _is_where(predicate):
        for case in ("at", "in"):
            slots.setdefault(case, [predicate.head])


def _is_where(clause: Node) -> bool:
    return any(child.lower == "where" for child in clause.having("advmod", "mark"))


def _is_relative(node: Node) -> bool:
    return node.lower in _RELATIVE and node.mention is None


def antecedent(node: Node) -> Node:
    """Return the noun that a relative pronoun stands for, or the node itself."""
    if not _is_relative(node):
        return node
    for above in ancestors(node):
        if above.label in ("relcl", "acl") and above.head is not None:
            return one_of(above.head) or examples(above.head)
    return _owner_before(node) or node


def _owner_before(node: Node) -> Node | None:
    """Return the noun right before a "whose" of which the parser made no clause."""
    left = node.before
    if left is not None and left.lower == ",":
        left = left.before
    if node.lower != "whose" or left is None:
        return None
    noun = left.mention is not None or left.pos in ("NOUN", "PROPN")
    return left if noun and left is not node.head else None


def is_of_several(pronoun: Node) -> bool:
    """Tell the "who" of "Roe and Doe, who *own* Acme" by the verb or by "both"."""
    clause = next((n for n in ancestors(pronoun) if n.label == "relcl"), None)
    if clause is None:
        return False
    parts = [clause, *clause.having("aux", "cop"), *pronoun.children]
    return any(part.tag == "VBP" or part.lower == "were" for part in parts) or any(
        part.lower in ("both", "all", "jointly", "together")
        for part in (*clause.children, *pronoun.children)
        if part.i < clause.i
    )


def ancestors(node: Node) -> Iterator[Node]:
    """Yield the node's head, its head's head, and so on to the root."""
    seen = {node.i}
    above = node.head
    while above is not None and above.i not in seen:
        yield above
        seen.add(above.i)
        above = above.head


def is_shared_deed(clause: Node) -> bool:
    """Tell "joined Acme *in calling* for it", "joined by *Acme*": none is in Acme."""
    if clause.label == "agent" and clause.mention is not None:
        return clause.mention.kind == ORGANISATION
    marks = [mark.lower for mark in clause.having("mark", "case")]
    return clause.tag == "VBG" and "in" in marks
