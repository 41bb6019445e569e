"""Whose relative: "Roe and his wife", "Roe and daughter Ann", "they had two children".

What a pronoun stands for is asked of identity; where the name stands right beside it,
the words themselves tell.
"""

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.trees import Node
from kg.relate.posts.titles import Page, Title

_KINDS = {"his": PERSON, "her": PERSON, "its": ORGANISATION}
_COUPLE = ("their", "they")
_ASIDE = 6
"""Words that "a preacher" may have behind the name that it explains."""
_JOINTS = ("and", "&")


def owners(pronoun: Node, title: Title, page: Page) -> list[Node]:
    """Return whom "his" in "Roe and his wife" stands for, and "their" of a couple.

    The same goes for "Acme and its subsidiary".
    """
    if pronoun.mention is None or pronoun.mention.form != "pronoun":
        return []
    if pronoun.lower in _COUPLE:
        kin = any(rule.kin for rule in title.rules)
        return _couple(pronoun.i, page) if kin else []
    if pronoun.lower not in _KINDS:
        return []
    left = _joined(pronoun.i, title, page, _KINDS[pronoun.lower])
    if left is None or _shares(left, pronoun, page):
        return []
    return [left]


def _shares(left: Node, pronoun: Node, page: Page) -> bool:
    """Tell "his son, Roe, and *his* daughter", where both are of somebody else."""
    first = left.start
    return any(
        other.last in _ends(first)
        and (owner := other.node.first("poss")) is not None
        and owner.lower == pronoun.lower
        for other in page.titles.values()
    )


def beside(title: Title, page: Page) -> list[Node]:
    """Return whose relative a bare "and daughter Ann" is: of the one named before.

    In "her husband John and son Paul" the one before shares his "her".
    """
    if page.start_of(title) != title.first:
        return []
    left = _joined(title.first, title, page, PERSON)
    if left is None:
        return []
    listed = left.list_head
    first = (listed if listed.mention is not None else left).start
    before = [other for other in page.titles.values() if other.last in _ends(first)]
    if not before:
        return [left]
    shared = before[0].node.first("poss")
    if shared is None or shared.mention is None:
        return []
    return owners(shared, before[0], page) or [shared]


def _ends(first: int) -> tuple[int, ...]:
    return (first - 1, first - 2)


def _joined(i: int, title: Title, page: Page, kind: str) -> Node | None:
    """Return the name of a kind that "and" joins to what begins at a position."""
    i -= 1
    if page.word(i, title) not in _JOINTS:
        return None
    i = _before_aside(i - 1, title, page)
    while page.word(i, title) in (",", "(", ")"):
        if page.word(i, title) == ")":
            i = page.opening(i, title)
        i -= 1
    name = page.owners.get(i)
    if name is not None and not _is_of(name, kind) and name.label == "prep":
        name = name.head  # "Roe of Springfield and his wife"
    return name if name is not None and _is_of(name, kind) else None


def _before_aside(i: int, title: Title, page: Page) -> int:
    """Return where ", a preacher," begins in "Roe, *a preacher,* and his wife"."""
    if page.word(i, title) != ",":
        return i
    for at in range(i - 1, max(i - _ASIDE, page.start), -1):
        if at in page.owners:
            return i
        if page.word(at, title) in ("a", "an", "the"):
            return at - 1 if page.word(at - 1, title) == "," else i
    return i


def _couple(i: int, page: Page) -> list[Node]:
    """Return the two people named before a position, if they are just two."""
    people = {
        node.i: node
        for at, node in page.owners.items()
        if at < i and _is_of(node, PERSON)
    }
    texts = {node.mention.text for node in people.values() if node.mention}
    return list(people.values()) if len(people) == len(texts) == 2 else []


def _is_of(node: Node, kind: str) -> bool:
    mention = node.mention
    return mention is not None and mention.kind == kind and mention.form == "name"
