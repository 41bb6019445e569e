"""What a title is held at: the organisation behind a unit, or round a named one."""

from dataclasses import dataclass

from spacy.tokens import Token

from kg.records import ORGANISATION, PLACE
from kg.relate.grammar.branches import whose
from kg.relate.grammar.gaps import words_between
from kg.relate.grammar.naming import names
from kg.relate.grammar.trees import Node
from kg.relate.rules import Rules

_PEERS = ("lord", "lady", "baron", "baroness", "viscount", "earl", "countess")


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Hold what a title is held at: the name, how it is reached, a unit between.

    `holder` is the one of several holders on whom it stands ("Roe of Acme and Doe of
    Beta").
    """

    name: Node
    by: str
    unit: str = ""
    holder: Node | None = None


def around(unit: Node) -> list[Node]:
    """Return the organisation round a named one: "the *Roe Institute* at Acme"."""
    if unit.mention is None or unit.mention.kind != ORGANISATION:
        return []
    wider = [c for c in unit.having("prep") if c.case == "at" and c.mention is not None]
    wider += [c for c in unit.having("poss") if c.i < unit.i and not _is_place(c)]
    return [name for child in wider for name in names(child)]


def _is_place(node: Node) -> bool:
    return node.mention is not None and node.mention.kind == PLACE


def through_unit(child: Node, by: str, rules: Rules, *, steps: int = 3) -> list[Place]:
    """Reach the organisation behind "head of Acme's cloud unit".

    A field between ("professor of law at") gives way to "at" and "for" only.
    """
    unit = f"{by} {_unit_text(child.token)}"
    is_unit = child.lemma in rules.words["units"]
    around = child.having("poss", "compound", "prep")
    apart = [c for c in around if c not in whose(child)]
    inner = [below for other in child.having("conj") for below in other.children]
    own = [c for c in child.children if c not in apart]
    for owner in [*own, *inner]:
        inside = owner.label in ("poss", "compound") or owner.case == "of"
        state = owner.mention is not None and owner.mention.kind == PLACE
        bare = by == "of" and child.first("det", "poss", "amod", "nummod") is None
        field = state or (bare and is_firm(owner))  # "head of *sales* of Acme"
        field = field and owner.case == "of" and not is_unit
        if (is_unit and inside) or field or owner.case in ("at", "for", "with"):
            found = names(owner)
            if found:
                return [Place(name, "at", unit) for name in found]
        deeper = is_unit or owner.case in ("of", "in")
        if owner.label == "prep" and owner.mention is None and steps and deeper:
            behind = through_unit(owner, by, rules, steps=steps - 1)
            if behind:
                return [Place(place.name, "at", unit) for place in behind]
    return []


def _unit_text(token: Token) -> str:
    """Return a unit with the plain words before it: "cloud unit"."""
    words = [token.lower_]
    for left in reversed(token.doc[token.sent.start : token.i]):
        if left.pos_ not in ("NOUN", "ADJ") or not left.is_alpha:
            break
        words.insert(0, left.lower_)
    return " ".join(words)


def is_peer(node: Node) -> bool:
    """Tell Lord Roe, whom "of Springfield" behind him only names."""
    return node.mention is not None and node.mention.title.lower() in _PEERS


def is_of_peer(place: Place, person: Node) -> bool:
    """Tell "Lord Roe *of Springfield*", who is called so."""
    beside = words_between(person, place.name) == ["of"]
    return place.by == "of" and beside and is_peer(person)


def without_seats(found: list[Place], *, elected: bool) -> list[Place]:
    """Leave out where a body or a person is: "analyst at Acme *in Springfield*".

    "A jockey *from York*" is nobody's jockey there, a senator is.
    """
    housed = any(is_firm(place.name) for place in found)
    seated = {"in"} if housed else set()
    seated |= set() if elected else {"from"}
    return [
        place for place in found if place.by not in seated or not _is_place(place.name)
    ]


def is_firm(node: Node) -> bool:
    mention = node.mention
    return mention is not None and mention.kind == ORGANISATION
