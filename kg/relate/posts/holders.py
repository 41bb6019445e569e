"""Who holds a title: the name beside it, before "is", after "named" ..."""

from kg.records import PERSON, PLACE
from kg.relate.grammar.borrowed import LISTING, surface_subject
from kg.relate.grammar.clauses import EXEMPLIFYING
from kg.relate.grammar.naming import is_called, names
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb
from kg.relate.posts.appointing import by_verb
from kg.relate.posts.behind import behind_copula, misplaced
from kg.relate.posts.chains import chained
from kg.relate.posts.colleagues import is_next
from kg.relate.posts.commas import (
    after_trade,
    around_commas,
    behind_place,
    behind_post,
    belongs,
    born,
    by_comma,
    could_hold,
    described,
    goes_on,
    in_front,
    listed,
)
from kg.relate.posts.titles import TELLING, Held, Page, Title
from kg.relate.posts.turns import in_list, in_order
from kg.relate.posts.units import is_firm

_LOOSE_APPOSITION = ("appos", "dep", "list", "parataxis", "flat", "npmod")
_PAUSES = ("", ",", "'", '"', "''", "”", "’", ".", "said", "says")
_APART = ("behind", "against", "near", "outside", "beyond")


def held(title: Title, page: Page, *, steps: int = 4) -> Held | None:
    """Return who holds a title; None where the sentence does not say."""
    if steps == 0 or _is_telling(title, page):
        return None
    found = _held(title, page, steps)
    if found is not None and _is_firms(title, found, page):
        found = _like_joined(title, page, steps)  # "founder and CEO, *Acme*."
    if found is not None and _are_others(title, found.holders):
        return None
    end = _next_head(title, found.holders, page) if found is not None else None
    if found is None or end is None:
        return found
    kept = [holder for holder in found.holders if holder.i < end]
    return Held(kept, found.verb, found.past) if kept else None


def _is_firms(title: Title, found: Held, page: Page) -> bool:
    """Tell a post of people behind which only its firm stands."""
    held_by_people = all(rule.holder == "subject" for rule in title.rules)
    held_by_people = held_by_people and page.kinds(title) == {PERSON}
    named = all(n.mention and n.mention.form == "name" for n in found.holders)
    return held_by_people and named and all(map(is_firm, found.holders))


def _is_telling(title: Title, page: Page) -> bool:
    """Tell "Roe left, *a spokesman for Acme* said", who has no name."""
    start, place = page.start_of(title), page.behind(title)
    end = place.end if place is not None else title.last + 1
    if page.word(start - 1, title) != "," or page.word(end, title) not in TELLING:
        return False
    name = page.owners.get(start - 2)
    if name is None and title.node.token.doc[start - 2].pos_ == "PROPN":
        return False  # "Roe, *D-Mass*, the chairman of the Senate said"
    explains = name is not None and _begin(name) - 1 in page.owners  # "of Acme, *Roe*,"
    if name is not None and page.word(_begin(name), title) in _PAUSES and not explains:
        return False  # "I left," *Roe, an analyst at Acme* said
    return page.has_clause_before(start - 1)


def _begin(name: Node) -> int:
    """Return where the word before a name and its "Mr" stands."""
    titled = name.token.doc[name.start - 1].tag_ == "NNP" if name.start else False
    return name.start - 1 - titled


def _are_others(title: Title, holders: list[Node]) -> bool:
    """Tell "Roe, *two Acme officials* and Doe", who are not Roe.

    So "his wife Ann, *his children*", who are not Ann.
    """
    node = title.node
    listed_too = node.label in ("appos", "conj") and title.is_plural
    alone = len(holders) == 1 and holders[0].i < title.first
    if listed_too and alone and all(rule.kin for rule in title.rules):
        return True
    if listed_too and alone and node.label == "conj" and node.first("poss"):
        return True  # "met Roe, the chair of Acme, *and its members*"
    known = node.first("poss") is not None or node.having("det")  # "*the* two owners"
    numbered = listed_too and not known and node.first("nummod") is not None
    return numbered and alone


def _next_head(title: Title, holders: list[Node], page: Page) -> int | None:
    """Return where "Beta managers" begin in "Acme managers A, B and *Beta managers* C".

    So where "bishop" does in "archbishop A and *bishop* B".
    Whoever is named behind it is of Beta, unless a verb lists them all ("include").
    """
    listed = title.node.label == "subj" and title.is_plural
    if listed or title.node.case == "among":
        return None
    starts = [
        other.first
        for other in page.titles.values()
        if other.first > title.last
        and any(holder.i > other.last for holder in holders)
        and any(holder.i < other.first for holder in holders)
        and page.owners.get(other.last + 1) in holders
        and (page.owners.get(other.first - 1) is not None or not title.is_plural)
    ]
    return min(starts, default=None)


def _held(title: Title, page: Page, steps: int) -> Held | None:
    return (
        _beside(title, page)
        or _named_with_it(title, page)
        or _before_title(title)
        or born(title, page)
        or in_order(title, page)
        or in_list(title, page)
        or by_comma(title, page)
        or _of_noun(title.node, title.is_plural, page)
        or _like_joined(title, page, steps)
        or around_commas(title, page)
        or behind_post(title, page)
        or in_front(title, page)
        or _like_chained(title, page, steps)
    )


def _beside(title: Title, page: Page) -> Held | None:
    """Read "chief executive Jane Roe", also with a joined title between."""
    after = after_trade(title.last + 1, title, page)
    if after is not None and is_firm(after) and not could_hold(title, after, page):
        return None  # "Roe, CEO *Acme*"
    if after is None or not (belongs(title.node, after) or is_next(title, after, page)):
        return behind_place(title, page)
    return Held(listed(title.node, after) if title.is_plural else [after])


def _named_with_it(title: Title, page: Page) -> Held | None:
    """Read "named Roe chairman" where the parser made one noun phrase of the two."""
    name = page.owners.get(title.first - 1)
    if name is None or name.mention is None or name.mention.kind != PERSON:
        return None
    verb = name.head
    if verb is None or name.label not in ("obj", "xcomp"):
        return None
    appointing = page.rules.words["role_verbs"] - page.rules.words["self_verbs"]
    return Held([name], verb) if verb.lemma in appointing else None


def _of_noun(node: Node, plural: bool, page: Page, steps: int = 4) -> Held | None:
    """Return whom a noun describes, whether it is a title or "a lawyer and ..."."""
    head = node.head
    lost = misplaced(node, page) if node.case and not plural else []
    if lost:
        return Held(lost[:1])  # "it is up to the head of Acme, *Roe*"
    if node.case == "among":
        among = behind_copula(node)
        if among:
            return Held(among)  # "*among* its customers were Acme and Beta"
    if node.case in _APART:
        return None  # "is *behind* the Quickpay titles"
    subject = node.first("subj")
    if subject is not None and (node.first("cop") or not is_verb(node)):
        return Held(names(subject))
    if subject is not None:
        return None
    if node.first("cop") is not None:
        subject = surface_subject(node)
        return Held(names(subject)) if subject is not None else None
    behind = [
        child
        for child in node.having(*_LOOSE_APPOSITION)
        if child.i > node.i and child.mention and child.mention.form == "name"
    ]
    title = page.titles.get(node.i)
    behind = [c for c in behind if title is None or could_hold(title, c, page)]
    behind += misplaced(node, page)
    if not behind and any(is_called(child) for child in node.having("acl")):
        behind = [name for name in names(node) if name.i > node.i][:1]
    if behind:
        return Held(listed(node, behind[0]) if plural else names(behind[0]))
    examples = [c for c in node.having("prep") if c.case in EXEMPLIFYING]
    if examples:
        more = [c for c in node.having("conj") if c.i > examples[0].i]
        more = [c for c in more if c.mention or not _has_examples(c)]
        found = [name for noun in (examples[0], *more) for name in names(noun)]
        return Held(found)
    if head is None or steps == 0:
        return None
    if node.label == "subj":
        return _equated(head)
    fit = title is None or head.mention is None or _may_hold(title, head, page)
    if head.mention is not None and fit and _explains(node, head):
        return Held(described(node, head, plural=plural))
    called = [name for name in names(head) if name.head is head and name.i < head.i]
    if node.label == "appos" and head.mention is None and called:
        return Held(called)  # "the *Quickpay* project, an initiative of Acme"
    if _is_carried(node, head, page):
        return _of_noun(head, plural, page, steps - 1)
    return by_verb(node, head, page)


def _may_hold(title: Title, name: Node, page: Page) -> bool:
    """Tell whom a title can explain: Acme is no "*director* of Beta"."""
    named = name.mention is not None and name.mention.form == "name"
    return not named or could_hold(title, name, page)


def _has_examples(noun: Node) -> bool:
    """Tell the firms of "studios such as Acme, and *firms like Beta*"."""
    return any(child.case in EXEMPLIFYING for child in noun.having("prep"))


def _equated(head: Node) -> Held | None:
    """Read "The founder of Acme is *Roe*" and "Its clients include *Beta*"."""
    if head.mention is not None and head.first("cop") is not None:
        return Held(names(head))
    if head.first("cop") is not None and head.pos == "NOUN":
        named = [name for name in names(head) if name.i > head.i]
        return Held(named) if named else None  # "is the miner *Roe*"
    listed = head.first("obj")
    if head.lemma in LISTING and listed is not None:
        return Held(names(listed))
    if head.lemma in ("range", "vary") and head.first("subj") is not None:
        span = [
            c for c in head.having("prep") if c.case in ("from", "to", "through to")
        ]
        return Held([name for end in span for name in names(end)]) if span else None
    return None


def _is_carried(node: Node, head: Node, page: Page) -> bool:
    """Tell a noun that describes whom its head describes: "a lawyer and founder of"."""
    if head.mention is not None or is_verb(head) or _are_kin(node, head, page):
        return False
    if node.label in ("conj", "appos", "parataxis", "list", "dep"):
        return head.pos in ("NOUN", "PROPN", "ADJ")
    chosen = head.lower in page.rules.words["ranks"]
    return node.label == "prep" and node.case == "of" and chosen


def _are_kin(node: Node, head: Node, page: Page) -> bool:
    """Tell the relatives of "his father and *three sons*" from "a wife and mother"."""
    titles = [page.titles[n.i] for n in (node, head) if n.i in page.titles]
    kin = [title for title in titles if any(rule.kin for rule in title.rules)]
    own = node.first("nummod", "poss") or len({t.is_plural for t in kin}) > 1
    return len(kin) == 2 and bool(own)


def _explains(node: Node, head: Node) -> bool:
    """Tell a title that explains the name it hangs on from a list's next member.

    In "Acme, the Beta *network* and three mills" the network is another one.
    """
    if node.label in (*_LOOSE_APPOSITION, "compound", "amod"):
        return True
    apart = node.label == "conj" and node.first("cc") is None and head.i < node.i
    return apart and not goes_on(node)


def _like_joined(title: Title, page: Page, steps: int) -> Held | None:
    """Take over the holder of a joined title: "founder and chief executive"."""
    left = page.joined(title)
    if left is not None:
        found = held(left, page, steps=steps - 1) or _round(left, page, steps)
        if found:
            return found
    for other in page.titles.values():
        alike = title.is_plural == other.is_plural  # "Acme *network* and mills A, B"
        if alike and other.node.i > title.node.i and page.joined(other) is title:
            after = _beside(other, page)
            if after:
                return after
    head = title.node.head
    if title.node.label == "compound" and head is not None and head.i in page.titles:
        return held(page.titles[head.i], page, steps=steps - 1)
    return None


def _round(inner: Title, page: Page, steps: int) -> Held | None:
    """Return who is "assistant *to the president* and deputy head of Acme"."""
    node = inner.node
    outer = page.titles.get(node.head.i) if node.head is not None else None
    if outer is None or node.label != "prep" or node.case != "to":
        return None
    return held(outer, page, steps=steps - 1)


def _like_chained(title: Title, page: Page, steps: int) -> Held | None:
    """Take over the holder of "chair of Acme and *founder of Beta*".

    "The owner of Acme and the Beta *chain*" is no chain.
    """
    named = any(child.mention for child in title.node.having("compound"))
    if named and any(rule.named_before for rule in title.rules):
        return None
    left = chained(title, page)
    return held(left, page, steps=steps - 1) if left is not None else None


def _before_title(title: Title) -> Held | None:
    """Read "Acme's *Quickpay* service" and "the *Beta* subsidiary of Acme".

    "The Springfield arm of Acme" is not Springfield.
    """
    if not any(rule.named_before for rule in title.rules):
        return None
    parts = title.node.having("compound")
    parts += [inner for part in parts for inner in part.having("compound")]
    named = [p for p in parts if p.mention is not None and p.mention.kind != PLACE]
    if title.is_plural:  # "its *Quickpay* and *Slowpay* brands"
        listed = [member for name in named for member in name.having("conj")]
        named += [member for member in listed if member.mention is not None]
    owners = [
        child
        for head in (title.node, *named)
        for child in head.having("poss", "prep")
        if child.label == "poss" or (child.case == "of" and head is title.node)
    ]
    return Held(named) if named and owners else None
