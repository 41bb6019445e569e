"""Who holds a title by where commas and names stand, whatever the tree says."""

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.naming import kinds_of_names, names
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb
from kg.relate.posts.colleagues import is_post
from kg.relate.posts.titles import TELLING, Held, Page, Title
from kg.relate.words import WORDS

_RANKS = {word for rank in WORDS["service_ranks"] for word in rank.split()}
_ONE_OF = ("the", "a", "an")
_IN_POSTS = ("as", "the", "of", "in", "its")
_BESIDE = ("npmod", "compound", "appos", "obj", "flat", "dep", "list", "poss")


def by_comma(title: Title, page: Page) -> Held | None:
    """Read "Roe, founder of Acme," and "his son, Roe," whatever the tree says.

    Where names stand on both sides, the tree decides; else "his son" goes with the
    name behind, "founder" with the one before.
    """
    start = page.start_of(title)
    before = page.owners.get(_inside_bracket(start - 2, title, page))
    if page.word(start - 1, title) not in (",", "(", "-", "–", "—"):
        before = None
    if before and not (could_hold(title, before, page) and _is_aside(title, before)):
        before = None
    if before and is_post(title) and _is_of_post(before, page):
        before = None
    after = after_trade(title.last + 2, title, page)
    opened = page.word(title.last + 1, title) in (",", ":", "-", "–", "—")
    if after and not (opened and could_hold(title, after, page)):
        after = None
    if before and after and _is_of_staff(title, before, after):
        after = None
    if after and _is_teller(title, after, page):
        after = None
    tied = after is not None and belongs(title.node, after)
    owned = start < title.first and not _hangs_on(title, before)
    owned = owned or _is_behind_colleague(start, title, page)
    alone = not title.is_plural and title.node.label != "prep"
    if after and (tied or (owned and alone)):
        return Held(listed(title.node, after) if title.is_plural else [after])
    if before is None:
        return None
    return Held(described(title.node, before, plural=title.is_plural))


def _is_of_staff(title: Title, person: Node, firm: Node) -> bool:
    """Tell "Roe, *manager*, Acme", who is of Acme, from "rival, Acme"."""
    kinds = kinds_of_names(person, firm)
    return title.node.head is person and kinds == (PERSON, ORGANISATION)


def _is_teller(title: Title, name: Node, page: Page) -> bool:
    """Tell "bought Beta's software, *Acme* said", which is no name of the software."""
    tells = page.word(name.end, title) in TELLING
    return tells and page.has_clause_before(title.first)


def _is_of_post(firm: Node, page: Page) -> bool:
    """Tell "manager at *Acme*, founder of Beta", whose founder is the manager."""
    named = firm.mention is not None and firm.mention.kind == ORGANISATION
    post = firm.head.i if firm.head is not None and firm.label == "prep" else -1
    return named and post in page.titles and PERSON in page.kinds(page.titles[post])


def _is_behind_colleague(start: int, title: Title, page: Page) -> bool:
    """Tell the chairman of "chief executive, Roe, and *chairman*, Doe," from Roe's."""
    if page.word(start - 1, title) != "and":
        return False
    comma = page.word(start - 2, title) == ","
    name = page.owners.get(start - 2 - comma)
    return name is not None and could_hold(title, name, page)


def _inside_bracket(i: int, title: Title, page: Page) -> int:
    """Return where the name ends that stands before a position: "<*Acme*>, a unit"."""
    if page.word(i, title) not in (">", ")"):
        return i
    whole = page.owners.get(i - 1)
    opening = page.opening(i, title)
    alone = whole is not None and whole.start == opening + 1
    return i - 1 if alone and opening - 1 not in page.owners else opening - 1


def around_commas(title: Title, page: Page) -> Held | None:
    """Read "the founder of Acme, Roe," where the tree makes two of one subject."""
    after = page.owners.get(title.last + 2)
    if after is not None and page.word(title.last + 1, title) in (",", ":", "-", "–"):
        hangs = _shares_head(title.node, after) or after.head is title.node
        if hangs:
            return Held([after])
    children = [c for c in title.node.having("conj") if c.mention is not None]
    if children and children[0].first("cc") is None and children[0].i > title.last:
        people = [c for c in children if c.mention and c.mention.kind == PERSON]
        several = title.is_plural and children[0] in people
        return Held(people if several else children[:1])
    return None


def in_front(title: Title, page: Page) -> Held | None:
    """Read "A graduate of Acme University, Roe ..." and "As head of Acme, Roe ..."."""
    node, head = title.node, title.node.head
    loose = ("npmod", "advcl", "dep", "parataxis", "appos", "xcomp", "dislocated")
    loosely = node.label in (*loose, "subj", "subj_pass") or node.case == "as"
    states = head is not None and (is_verb(head) or head.first("cop") is not None)
    if head is None or not loosely or not states:
        return None
    others = (n for n in head.having("subj", "subj_pass") if n is not node)
    subject = next(others, None)
    if node.label.startswith("subj") and not _is_set_before(title, subject, page):
        return None
    if subject is None or not title.last < subject.i < head.i:
        return None
    comma = any(token.text == "," for token in node.token.doc[title.last : subject.i])
    return Held(names(subject)) if comma else None


def _is_set_before(title: Title, subject: Node | None, page: Page) -> bool:
    """Tell "*The chair of Acme*, Roe said" from other nouns before a name."""
    first = page.word(page.start_of(title), title)
    if subject is None or title.is_plural or subject.mention is None:
        return False
    start = subject.start
    between = title.node.token.doc[title.last + 1 : start].text
    one = between.endswith(",") and between.count(",") == 1
    return one and first in ("a", "an", "the", title.entry)


def behind_place(title: Title, page: Page) -> Held | None:
    """Read "former chief executive of Acme *Jane Roe*", the name behind the place."""
    place = page.behind(title)
    name = page.owners.get(place.end) if place is not None else None
    if name is None or name.mention is None or place is None or place.mention is None:
        return None
    if name.mention.kind != PERSON or place.mention.kind != ORGANISATION:
        return None
    return Held([name])


def born(title: Title, page: Page) -> Held | None:
    """Read "Roe was born in Springfield, *the daughter* of Doe"."""
    i = title.first - 1
    if not any(rule.kin for rule in title.rules) or page.word(i, title) not in _ONE_OF:
        return None
    if page.word(i - 1, title) != ",":
        return None
    for left in range(i - 2, max(i - 12, page.start - 1), -1):
        verb = page.nodes.get(left)
        if verb is None or left in page.owners or not is_verb(verb):
            continue
        subject = verb.first("subj_pass") if verb.lower == "born" else None
        return Held(names(subject)) if subject is not None else None
    return None


def behind_post(title: Title, page: Page) -> Held | None:
    """Read "Doe's successor as chief inspector, *Roe*", the name behind the post."""
    i = title.last + 1
    if page.word(i, title) != "as":
        return None
    end = i + 7
    while i < end and (page.word(i, title) in _IN_POSTS or page.is_noun(i, title)):
        i += 1
    if page.word(i, title) != ",":
        return None
    while i < end and page.is_noun(i + 1, title):
        i += 1  # "Professor"
    name = page.owners.get(i + 1)
    return Held([name]) if name is not None and could_hold(title, name, page) else None


def after_trade(i: int, title: Title, page: Page) -> Node | None:
    """Return the name at a position, or behind "the actor" that stands there."""
    end = i + 5
    field = page.word(i, title) == "of" and page.is_noun(i + 1, title)
    if field and title.node.token.doc[i + 1].text.islower():
        i += 2  # "director *of rugby* Roe"
        if i not in page.owners:
            return None
    if page.word(i, title) == "the" and page.is_plain(i + 1, title):
        i += 1
    while i < end and _is_between(i, title, page):
        i += 1
    return page.owners.get(i)


def _is_between(i: int, title: Title, page: Page) -> bool:
    """Tell a trade, rank or mark between a title and a name."""
    marked = page.word(i, title) in _RANKS | {"-", "<", "``"}
    return page.is_plain(i, title) or (marked and i not in page.owners)


def could_hold(title: Title, name: Node, page: Page) -> bool:
    """Tell whether a name is of a kind that can hold a title."""
    for rule in title.rules:
        relation = page.rules.vocabulary[rule.relation]
        kinds = relation.subject if rule.holder == "subject" else relation.object
        if name.mention and name.mention.form == "name" and name.mention.kind in kinds:
            return True
    return False


def belongs(node: Node, name: Node) -> bool:
    """Tell whether a title and the name right behind it hang together in the tree."""
    if node.head is name or name.head is node:
        return True
    if name.label == "poss" and name.mention and name.mention.kind == PERSON:
        return True  # "*co-founder* Roe's partner"
    if any(case.i < node.i < name.i for case in name.having("case")):
        return True  # "reports *to* chief executive Roe"
    if node.label == name.label == "conj":
        return True  # "critics like the barrister Roe and *campaigner* Doe"
    beside = (node.label, *_BESIDE)
    return node.head is name.head and name.label in beside


def listed(node: Node, first: Node) -> list[Node]:
    """Return the names of "two children, A *and B*", wherever the last one hangs."""
    more = [c for c in node.having("conj") if c.mention and c.i > first.i]
    return [*names(first), *more]


def described(node: Node, head: Node, *, plural: bool) -> list[Node]:
    """Return which members of a list the title behind them describes."""
    closing = plural and head.label == "conj" and head.first("cc") is not None
    first = head.head if closing and head.head is not None else head
    members = [m for m in names(first, before=node.i) if m.i < node.i] or [head]
    return members if plural else members[-1:]


def _hangs_on(title: Title, name: Node | None) -> bool:
    return name is not None and title.node.head is name


def _is_aside(title: Title, name: Node) -> bool:
    """Tell "with Roe, founder of Acme," from "with Roe, the founder of Acme met"."""
    if title.node.label in ("subj", "subj_pass", "obj", "root", "poss"):
        return _shares_head(title.node, name)
    return title.node.first("cop", "cc") is None and not goes_on(title.node)


def goes_on(node: Node) -> bool:
    """Tell the second of a list: "Acme, *the Beta network* and three mills"."""
    first = node.head if node.label == "conj" else None
    if first is None or node.first("cc") is not None or node.first("det") is None:
        return False
    later = (c.first("cc") for c in first.having("conj") if c.i > node.i)
    joints = [word.before for word in later if word is not None]
    return any(mark is not None and mark.lower != "," for mark in joints)


def _shares_head(node: Node, name: Node) -> bool:
    same = node.head is not None and node.head is name.head
    return same and node.label in (name.label, "npmod", "appos", "dep", "parataxis")
