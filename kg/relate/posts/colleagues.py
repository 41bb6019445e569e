"""Who is named beside a colleague: "Acme chairman Roe and *finance director Doe*".

The second post has no body of its own where nothing but commas and "and" parts it from
the first: it is a post of the same firm. The trees of such lists differ from one to the
next, so words and names are counted off as they stand.
"""

from kg.records import PERSON
from kg.relate.grammar.trees import POSSESSIVE, Node
from kg.relate.posts.titles import Page, Title
from kg.relate.words import WORDS

_JOINTS = (",", "and", "&", "as", "well", "along", "alongside", "together", "with")
_INSIDE = (",", "of", "at", "the")
_OF_A_FIELD = (("director",), ("head",), ("dean",))
_POSTS = WORDS["posts_of_firms"]
_MOST = 2
"""Names between two posts: whose the first is, and where."""


def colleague(title: Title, holders: list[Node], page: Page) -> Title | None:
    """Return the post of whoever stands before the holder of a post in a list."""
    if not _is_bare(title, page) or len(holders) != 1:
        return None
    start = _start(title, holders[0], page)
    i = start - 1
    while page.word(i, title) in _JOINTS:
        i -= 1
    if start < 0 or i == start - 1:
        return None
    passed: set[Node] = set()
    while True:
        left = page.ending_at(i)
        if left is not None:
            return left if is_post(left) and holders[0] not in passed else None
        name = page.owners.get(i)
        if name is not None:
            passed.add(name)
        elif page.word(i, title) not in _INSIDE:
            return None
        if len(passed) > _MOST:
            return None
        i -= 1


def is_next(title: Title, name: Node, page: Page) -> bool:
    """Tell the next of "CEO Roe, *CFO Doe* and", whatever hangs where."""
    listed = page.word(title.first - 1, title) in (",", "and") and is_post(title)
    if not listed or page.owners.get(title.last + 1) is not name:
        return False
    personal = name.mention is not None and name.mention.kind == PERSON
    return personal and page.word(name.end, title) not in POSSESSIVE


def _is_bare(title: Title, page: Page) -> bool:
    """Tell "finance director" from "a director" and "director of some firm"."""
    told = page.word(title.last + 1, title) in ("of", "at", "for")
    return is_post(title) and page.start_of(title) == title.first and not told


def is_post(title: Title) -> bool:
    """Tell a post that firms have from a trade and from a head of state."""
    words = (*title.before, *title.entry.split())
    if title.is_plural:
        return False
    if words in _OF_A_FIELD:  # "head *of sales*", no bare head and no film director
        parts = title.node.having("prep")
        return any(part.case == "of" and part.mention is None for part in parts)
    written = title.node.token.text
    return words[-1] in _POSTS and (words != ("president",) or written.islower())


def _start(title: Title, holder: Node, page: Page) -> int:
    """Say where "finance director Doe" or "Doe, finance director," begins, or -1.

    So with "named Roe as chairman and *Doe as director*".
    """
    if holder.mention is None or holder.mention.kind != PERSON:
        return -1
    behind = title.last + 1 + (page.word(title.last + 1, title) == ",")
    if page.owners.get(behind) is holder:
        return title.first
    before = page.owners.get(title.first - 2) is holder
    beside = before and page.word(title.first - 1, title) in (",", "as")
    return holder.start if beside else -1
