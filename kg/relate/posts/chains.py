"""Posts one after the other: "chair of Acme and Beta, and *founder of* Gamma"."""

from kg.records import PLACE
from kg.relate.grammar.trees import Node
from kg.relate.posts.titles import Page, Title

_JOINTS = ("and", "&", ",", ")", "as", "well")
_INSIDE = (",", "and", "&", "in")
_ARTICLES = ("the", "a", "an")


def chained(title: Title, page: Page) -> Title | None:
    """Return the title of "chair *of Acme* and founder of", which has its own end.

    Its holder is also this one's.
    """
    i = start = page.start_of(title) - 1
    while page.word(i, title) in _JOINTS:
        i -= 1
    while i < start and _is_date(page.word(i, title)):
        i -= 1
    owner = page.owners.get(i)
    if i == start or owner is None or _is_aside(start, i, owner, title, page):
        return None
    i = _start_of_list(owner, title, page)
    left = page.ending_at(i - 1)
    joined = page.word(i, title) in ("of", "at", "for", "to", "in", "with")
    return left if joined else None


def _is_date(word: str) -> bool:
    """Tell the words of "from 1983 to 1984" behind a name."""
    return word.isdigit() or word in ("from", "to", "until", "since", "in", "-")


def _is_aside(start: int, end: int, owner: Node, title: Title, page: Page) -> bool:
    """Tell "head of Acme, *a maker of*", which explains Acme, from a list."""
    alone = start == end + 1 and page.word(start, title) == ","
    article = page.word(start + 1, title) in _ARTICLES
    kind = owner.mention.kind if owner.mention is not None else ""
    return alone and article and kind in page.kinds(title)


def _start_of_list(last: Node, title: Title, page: Page) -> int:
    """Return what stands before the names "of *A, B* and C", whose last is given.

    "Head of Acme *in Springfield*" goes on before the place.
    """
    for _ in page.owners:
        i = last.start - 1
        while page.word(i, title) in _ARTICLES or page.is_plain(i, title):
            i -= 1
        joint = i
        while page.word(joint, title) in _INSIDE:
            joint -= 1
        before = page.owners.get(joint)
        if joint == i or before is None or not _are_alike(before, last):
            return i
        last = before
    return page.start


def _are_alike(one: Node, two: Node) -> bool:
    """Tell two of a list, or a body and its place, from somebody and a body."""
    if one.mention is None or two.mention is None:
        return False
    return one.mention.kind == two.mention.kind or two.mention.kind == PLACE
