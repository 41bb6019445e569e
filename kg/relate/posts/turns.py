"""Who holds which post where posts and names take turns in a list."""

from kg.records import PERSON
from kg.relate.grammar.trees import Node
from kg.relate.posts.titles import Held, Page, Title


def in_list(title: Title, page: Page) -> Held | None:
    """Read "the chairman of Acme, Roe, *the head of Beta*, Doe," post by post."""
    after = _holder_behind(title, page)
    if after is None:
        return None
    before = _person_before(title, page)
    if before is None:
        return Held([after]) if _has_next(after, title, page) else None
    return Held([after]) if _is_held_by(before, title, page) else None


def in_order(title: Title, page: Page) -> Held | None:
    """Read "the chairman and *the head* of Acme, Roe and Doe" post by post."""
    posts = [title]
    while (left := page.joined(posts[0])) is not None:
        posts.insert(0, left)
    while (right := _next(posts[-1], page)) is not None:
        posts.append(right)
    if any(page.word(page.start_of(post), post) != "the" for post in posts):
        return None
    place = page.behind(posts[-1])
    end = place.end if place is not None else posts[-1].last + 1
    people = _people_from(end + 1, title, page) if page.word(end, title) == "," else []
    paired = len(people) == len(posts) > 1
    return Held([people[posts.index(title)]]) if paired else None


def _next(post: Title, page: Page) -> Title | None:
    """Return the title that "and" joins to this one from the right."""
    later = (other for other in page.titles.values() if other.first > post.last)
    return next((other for other in later if page.joined(other) is post), None)


def _people_from(i: int, like: Title, page: Page) -> list[Node]:
    """Return the people of the list that begins at a position."""
    people: list[Node] = []
    while (name := page.owners.get(i)) is not None and _is_person(name):
        people.append(name)
        i = name.end
        while page.word(i, like) in (",", "and"):
            i += 1
    return people


def _holder_behind(title: Title, page: Page) -> Node | None:
    """Return Roe of "the chairman of Acme, *Roe*", also behind "Mr"."""
    place = page.behind(title)
    if place is None or page.word(place.end, title) != ",":
        return None
    at = place.end + 1
    while page.is_noun(at, title):
        at += 1
    name = page.owners.get(at)
    return name if name is not None and _is_person(name) else None


def _person_before(title: Title, page: Page) -> Node | None:
    """Return Roe of "*Roe*, the head of Beta" and "*Roe*, and the head of Beta"."""
    start = page.start_of(title)
    while page.word(start - 1, title) in ("and", ","):
        start -= 1
    name = page.owners.get(start - 1)
    joined = start < page.start_of(title)
    return name if name is not None and joined and _is_person(name) else None


def _is_person(name: Node) -> bool:
    mention = name.mention
    return mention is not None and (mention.kind, mention.form) == (PERSON, "name")


def _has_next(person: Node, title: Title, page: Page) -> bool:
    """Tell whether another post with its holder stands behind a name."""
    i = person.end
    while page.word(i, title) in ("and", ","):
        i += 1
    return i > person.end and any(
        page.start_of(post) == i and _holder_behind(post, page) is not None
        for post in page.titles.values()
    )


def _is_held_by(person: Node, title: Title, page: Page) -> bool:
    """Tell whether the post of a person stands before, and the list begins with one.

    In "Roe, chairman of Acme, Doe, *head of Beta*, Poe" names come first.
    """
    left = person.start
    while page.is_noun(left - 1, title):
        left -= 1  # "Mr"
    if page.word(left - 1, title) != ",":
        return False
    posts = (post for post in page.titles.values() if post.last < left)
    for post in posts:
        if _reaches(post, left - 2, page):
            before = _person_before(post, page)
            return before is None or _is_held_by(before, post, page)
    return False


def _reaches(post: Title, end: int, page: Page) -> bool:
    """Tell the post whose firm or field ends at a position, or which ends there."""
    place = page.behind(post)
    if place is not None:
        return place.end - 1 == end
    words = range(post.last + 1, end + 1)
    inside = ("of", "for", "and", "&")
    plain = (page.is_noun(i, post) or page.word(i, post) in inside for i in words)
    return all(plain) and page.word(page.start_of(post), post) == "the"
