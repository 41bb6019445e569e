"""Where a title is held: what stands on it, beside it, or round its verb."""

from collections.abc import Callable
from dataclasses import replace

from kg.records import PERSON, PLACE
from kg.relate.grammar.naming import names
from kg.relate.posts.clause_places import (
    by_career,
    by_seller,
    by_stranded,
    by_subject,
    by_where,
    round_verb,
    with_it,
)
from kg.relate.posts.colleagues import colleague, is_post
from kg.relate.posts.holders import held
from kg.relate.posts.kin import beside
from kg.relate.posts.near import left_neighbour, near
from kg.relate.posts.spoken import by_speaker, by_told
from kg.relate.posts.titles import Held, Page, Title
from kg.relate.posts.units import (
    Place,
    is_firm,
    is_of_peer,
    without_seats,
)
from kg.relate.rule_kinds import RoleRule
from kg.relate.words import WORDS

_WHERE = ("in", "from")  # "software giant Acme *in Springfield*", a part of it
UNITS = WORDS["owned_units"]
_BECOMING = ("become", "serve", "act", "remain", "continue", "stay")
_CALLINGS = ("politician", "statesman", "stateswoman")
"""Who is one is so of a party: "a *politician* and president of Acme" is not Acme's."""
_ROYAL = ("king", "queen", "prince", "crown prince", "princess", "emir", "sultan")
_LISTING = ("include", "comprise", "feature")

_Source = Callable[[], list[Place]]


def places(title: Title, rule: RoleRule, found: Held, page: Page) -> list[Place]:
    """Return what the title is held at, from the nearest source that tells."""
    sources: tuple[_Source, ...] = (
        lambda: near(title, rule, page),
        lambda: _shared(title, rule, page),
        lambda: _where(title, rule),
        lambda: [
            Place(name, "poss") for name in (beside(title, page) if rule.kin else ())
        ],
        lambda: (
            round_verb(title, rule, found, page) if rule.holder == "subject" else []
        ),
        lambda: by_where(title, found) if rule.title or rule.unsaid else [],
        lambda: by_stranded(title, page),
        lambda: _on_holder(title, rule, found),
        lambda: _of_colleague(title, found, page),
        lambda: _of_neighbour(title, found, page),
        lambda: by_subject(title, found) if rule.bare or _is_way(title) else [],
        lambda: by_seller(title, found),
        lambda: by_told(title, found) if not rule.title and not rule.kin else [],
        lambda: with_it(title, found, page) if rule.title or rule.unsaid else [],
        lambda: by_career(title, found, page),
        lambda: by_speaker(title, found, page) if rule.title or rule.unsaid else [],
    )
    for source in sources:
        nearest = [
            place
            for place in source()
            if place.name not in found.holders
            and not any(is_of_peer(place, holder) for holder in found.holders)
        ]
        if nearest:
            elected = title.entry in page.rules.words["state_offices"]
            nearest = without_seats(nearest, elected=elected)
            return [p for p in nearest if not _is_mere_trade(title, p, page)]
    return []


def _is_way(title: Title) -> bool:
    """Tell "Acme holds it through *a subsidiary*, Beta", which is Acme's."""
    return title.node.case in ("through", "via") and title.entry in UNITS


def _is_mere_trade(title: Title, place: Place, page: Page) -> bool:
    """Tell "a *Springfield* lawyer", whom the name before the trade only describes.

    An analyst or investor need not be of the firm that is named: "an *Acme* investor".
    """
    mention = place.name.mention
    words = page.rules.words
    node = place.name
    dash = node.before if place.by == "compound" else None
    if dash is not None and dash.lower == "-" and dash.before is not None:
        return dash.before.lower != "ex"  # "German-*US* firm"
    if place.by == "compound" and title.entry in _ROYAL:
        return True  # "the Custodian of the *Two Mosques* King Roe"
    trades = {title.entry, *title.before} & words["occupations"]  # "US *researcher* Dr"
    if place.by != "compound" or not trades:
        return False
    i = title.first - 1
    while page.owners.get(i) is place.name:
        i -= 1
    located = mention is not None and (
        mention.kind == PLACE or mention.text.split()[-1].lower() in words["locating"]
    )
    watching = title.entry in words["watching_occupations"]
    return located or (watching and page.word(i, title) in ("a", "an"))


def _shared(title: Title, rule: RoleRule, page: Page) -> list[Place]:
    """Take over the end of a joined title: "founder and chief executive of"."""
    if title.entry in _CALLINGS:
        return []
    left = page.joined(title)
    while left is not None and _are_alike(left, rule, page):
        # "the Acme *network* and two mills": only "its" and "Acme's" are of both
        before = ("poss",) if rule.named_before else ("poss", "compound")
        shared = [
            place
            for place in near(left, rule, page)
            if place.by in before or place.name.i > title.last
        ]
        if shared:
            return shared
        left = page.joined(left)
    right = _right_joined(title, page)
    if right is not None and _is_apart(title, right, page):
        return []
    while right is not None:
        behind = near(right, rule, page)
        if behind:
            own = (p for p in behind if p.by not in ("poss", "compound"))
            return [_without_field(place, page) for place in own]
        right = _right_joined(right, page)
    return []


def _without_field(place: Place, page: Page) -> Place:
    """Take "of studies" off where "lecturer and director *of studies* at Acme" are."""
    last = place.unit.rpartition(" ")[-1]
    return place if last in page.rules.words["units"] else replace(place, unit="")


def _is_apart(title: Title, right: Title, page: Page) -> bool:
    """Tell "*a* lawyer and *the* chair of Acme", of which the lawyer is no end."""
    trade = title.entry not in page.rules.words["posts_of_firms"]
    between = range(title.last + 1, right.first)
    if trade and page.word(title.last + 1, title) == ",":
        explained = len(between) > 1 or _right_joined(right, page) is None
        joined = any(page.word(i, title) in ("and", "&") for i in between)
        return explained and not joined  # "a chemist, professor at Acme"
    articles = (page.word(t.first - 1, t) for t in (title, right))
    return trade and tuple(articles) in (("a", "the"), ("an", "the"))


def _are_alike(left: Title, rule: RoleRule, page: Page) -> bool:
    """Tell "her *husband*, the barrister Roe", whose barrister Roe is not.

    So "Labour's *campaign*, Chancellor Roe said" and "an Acme *team* and chairman Roe".
    """
    if rule.title and PERSON not in page.kinds(left):
        return False
    learning = rule.relation == "educated_at"  # "Acme's founder, *student* Roe"
    if learning and all(other.relation != rule.relation for other in left.rules):
        return False
    return rule.kin or not any(other.kin for other in left.rules)


def _right_joined(title: Title, page: Page) -> Title | None:
    """Return the next title of "founder, chairman and chief executive"."""
    for other in page.titles.values():
        if other.first > title.last and page.joined(other) is title:
            return other
    return None


def _where(title: Title, rule: RoleRule) -> list[Place]:
    """Read "Acme, *where* she was head of sales": there."""
    node, firm = title.node, title.node.head
    if node.label != "relcl" or firm is None or not is_firm(firm) or rule.kin:
        return []
    where = any(c.lower == "where" for c in node.having("advmod", "mark"))
    return [Place(firm, "at")] if where and rule.holder == "subject" else []


def _on_holder(title: Title, rule: RoleRule, found: Held) -> list[Place]:
    """Look behind the holder: "chief executive Jane Roe of Acme".

    The "Roe of Acme" of "the speakers include" only works there.
    """
    above = title.node.head if title.node.label == "subj" else None
    if title.is_plural and above is not None and above.lemma in _LISTING:
        return []
    return [
        Place(name, child.case, holder=holder)
        for holder in found.holders
        for child in holder.having("prep")
        if child.case in rule.other
        and child.i > title.node.i
        and not (child.case in _WHERE and is_firm(holder))
        for name in names(child)
    ]


def _of_colleague(title: Title, found: Held, page: Page) -> list[Place]:
    """Take over the firm of "*Acme* chairman Roe and finance director Doe"."""
    left = colleague(title, found.holders, page)
    theirs = held(left, page) if left is not None else None
    if left is None or theirs is None:
        return []
    around = [p for rule in left.rules for p in places(left, rule, theirs, page)]
    return [Place(p.name, "of") for p in around if is_firm(p.name) and not p.unit]


def _of_neighbour(title: Title, found: Held, page: Page) -> list[Place]:
    """Take Acme for the firm of "sued Acme and *chief executive Roe*"."""
    name = page.owners.get(title.first - 2)
    if name is None or page.word(title.first - 1, title) not in ("and", "&"):
        return []
    beside = [page.owners.get(title.last + 1)] == found.holders
    written = title.node.token.text
    fits = is_post(title) and is_firm(name) and name.label != "conj"
    fits = fits and written != "President"  # who is a state's
    joined = any(holder.list_head is name for holder in found.holders)
    return [Place(name, "of")] if beside and fits and joined else []


def own_firm(title: Title, rule: RoleRule, found: Held, page: Page) -> list[Place]:
    """Take over the firm of "*Acme* finance director Roe becomes chief executive"."""
    if not is_post(title) or "group" in title.before:
        return []
    becomes = found.verb is not None and found.verb.lemma in _BECOMING
    told = page.word(title.last + 1, title) in ("of", "at", "for", "to")
    if not becomes or told or len(found.holders) != 1:
        return []
    before = (
        place
        for left in page.titles.values()
        if page.owners.get(left.last + 1) is found.holders[0] and is_post(left)
        for place in left_neighbour(left, rule, page)
    )
    return [Place(place.name, "of") for place in before if is_firm(place.name)]
