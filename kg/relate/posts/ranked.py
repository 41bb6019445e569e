"""Who comes next in a rank: "Its biggest owner is Acme, *followed by Beta*"."""

from collections.abc import Iterator

from kg.relate.grammar.naming import names
from kg.relate.grammar.trees import Node
from kg.relate.posts.titles import Title

_FIRST = ("main", "top", "leading", "first", "chief", "number", "principal")


def runners_up(title: Title, holders: list[Node]) -> list[Node]:
    """Return those who hold a title after its first holder, who has it most."""
    if not _is_rank(title):
        return []
    heads = [title.node, *holders, *(h.head for h in holders if h.head is not None)]
    behind = [child for head in heads for child in head.children]
    found = [name for child in behind for name in _next(child, title)]
    return [name for name in dict.fromkeys(found) if name not in holders]


def _next(child: Node, title: Title) -> Iterator[Node]:
    """Yield Beta of ", followed by *Beta*" and ", ahead of *Beta*"."""
    if child.i < title.last:
        return
    if is_order(child):
        yield from (n for agent in child.having("agent") for n in names(agent))
    elif child.label == "prep" and child.case.endswith("ahead of"):
        yield from names(child)


def is_order(verb: Node) -> bool:
    """Tell the "followed" of "is Acme, *followed* by Beta", which tells an order."""
    comma = verb.before
    while comma is not None and (comma.tag == "RB" or _is_note(comma)):
        comma = comma.before
    aside = comma is not None and comma.lower == ","
    return aside and verb.lemma == "follow" and verb.passive


def _is_note(word: Node) -> bool:
    """Tell the mark of a footnote: "Acme, *[3]* followed by Beta"."""
    return word.lower in ("[", "]") or word.token.is_digit


def _is_rank(title: Title) -> bool:
    """Tell the biggest and the first of many by the words of a title."""
    doc = title.node.token.doc
    words = doc[title.first : title.node.i + 1]
    return any(t.tag_ in ("JJS", "RBS") or t.lower_ in _FIRST for t in words)
