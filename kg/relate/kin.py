"""Whose relative: "Roe and his wife", "Roe and daughter Ann", "they had two children".

What a pronoun stands for is asked of identity; where the name stands right beside it,
the words themselves tell.
"""

from kg.records import PERSON
from kg.relate.titles import Page, Title, covered
from kg.relate.trees import Node

_SINGULAR = ("his", "her")
_COUPLE = ("their", "they")
_JOINTS = ("and", "&")


def owners(pronoun: Node, title: Title, page: Page) -> list[Node]:
    """Return whom "his" in "Roe and his wife" stands for, and "their" of a couple."""
    if pronoun.mention is None or pronoun.mention.form != "pronoun":
        return []
    if pronoun.lower in _COUPLE:
        return _couple(pronoun.i, page)
    if pronoun.lower not in _SINGULAR:
        return []
    left = _joined_person(pronoun.i, title, page)
    return [left] if left is not None else []


def beside(title: Title, page: Page) -> list[Node]:
    """Return whose relative a bare "and daughter Ann" is: of the one named before.

    In "her husband John and son Paul" the one before shares his "her".
    """
    if page.start_of(title) != title.first:
        return []
    left = _joined_person(title.first, title, page)
    if left is None:
        return []
    first = min(covered(left))
    before = [other for other in page.titles.values() if other.last in _ends(first)]
    if not before:
        return [left]
    shared = before[0].node.first("poss")
    if shared is None or shared.mention is None:
        return []
    return owners(shared, before[0], page) or [shared]


def _ends(first: int) -> tuple[int, ...]:
    return (first - 1, first - 2)


def _joined_person(i: int, title: Title, page: Page) -> Node | None:
    """Return the person whom "and" joins to what begins at a position."""
    i -= 1
    joint = page.word(i, title)
    if joint in _JOINTS:
        i -= 1
    if joint not in _JOINTS:
        return None
    while page.word(i, title) in (",", "(", ")"):
        if page.word(i, title) == ")":
            i = page.opening(i, title)
        i -= 1
    name = page.owners.get(i)
    if name is not None and not _is_person(name) and name.label == "prep":
        name = name.head  # "Roe of Springfield and his wife"
    return name if name is not None and _is_person(name) else None


def _couple(i: int, page: Page) -> list[Node]:
    """Return the two people named before a position, if they are just two."""
    people = {
        node.i: node
        for at, node in page.owners.items()
        if at < i and _is_person(node) and node.mention and node.mention.form == "name"
    }
    texts = {node.mention.text for node in people.values() if node.mention}
    return list(people.values()) if len(people) == len(texts) == 2 else []


def _is_person(node: Node) -> bool:
    mention = node.mention
    return mention is not None and mention.kind == PERSON and mention.form == "name"
