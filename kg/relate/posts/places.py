"""Where a title is held: what stands on it, beside it, or round its verb."""

from collections.abc import Callable

from kg.records import PLACE
from kg.relate.grammar.branches import makers
from kg.relate.grammar.naming import names
from kg.relate.grammar.standing import ends
from kg.relate.grammar.trees import FINITE, POSSESSIVE, Node
from kg.relate.posts.clause_places import (
    by_career,
    by_seller,
    by_subject,
    by_where,
    round_verb,
    with_it,
)
from kg.relate.posts.colleagues import colleague, is_post
from kg.relate.posts.holders import held
from kg.relate.posts.kin import beside, owners
from kg.relate.posts.spoken import by_speaker, by_told
from kg.relate.posts.titles import Held, Page, Title
from kg.relate.posts.units import (
    Place,
    around,
    is_firm,
    is_of_peer,
    through_unit,
    without_seats,
)
from kg.relate.rule_kinds import RoleRule
from kg.relate.words import WORDS

_WHERE = ("in", "from")  # "software giant Acme *in Springfield*", a part of it
UNITS = WORDS["owned_units"]
_BECOMING = ("become", "serve", "act", "remain", "continue", "stay")
_CALLINGS = ("politician", "statesman", "stateswoman")
"""Who is one is so of a party: "a *politician* and president of Acme" is not Acme's."""
_BOARDS = ("director", "trustee", "governor", "regent", "manager", "overseer")
_LISTING = ("include", "comprise", "feature")

_Source = Callable[[], list[Place]]


def places(title: Title, rule: RoleRule, found: Held, page: Page) -> list[Place]:
    """Return what the title is held at, from the nearest source that tells."""
    sources: tuple[_Source, ...] = (
        lambda: _near(title, rule, page),
        lambda: _shared(title, rule, page),
        lambda: _where(title, rule),
        lambda: [
            Place(name, "poss") for name in (beside(title, page) if rule.kin else ())
        ],
        lambda: (
            round_verb(title, rule, found, page) if rule.holder == "subject" else []
        ),
        lambda: by_where(title, found) if rule.title or rule.unsaid else [],
        lambda: _on_holder(title, rule, found),
        lambda: _of_colleague(title, found, page),
        lambda: by_subject(title, found) if rule.bare or _is_way(title) else [],
        lambda: by_seller(title, found),
        lambda: by_told(title, found) if not rule.title and not rule.kin else [],
        lambda: with_it(title, found, page) if rule.title or rule.unsaid else [],
        lambda: by_career(title, found, page),
        lambda: by_speaker(title, found, page) if rule.title or rule.unsaid else [],
    )
    for source in sources:
        near = [
            place
            for place in source()
            if place.name not in found.holders
            and not any(is_of_peer(place, holder) for holder in found.holders)
        ]
        if near:
            elected = title.entry in page.rules.words["state_offices"]
            near = without_seats(near, elected=elected)
            return [p for p in near if not _is_mere_trade(title, p, page)]
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


def _near(title: Title, rule: RoleRule, page: Page) -> list[Place]:
    """Look at what hangs on the title itself and what stands right before it."""
    node = title.node
    found: list[Place] = []
    inner = [c for n in node.having("compound") for c in n.having("poss")]
    whose = inner if rule.named_before else []
    for child in (*node.children, *whose, *makers(node)):
        by = child.case if child.label in ("prep", "agent") else child.label
        if by == "on" and "to" in rule.other:
            found += _advised(child)
        if title.first < child.i <= title.last:
            found += _inside(title, child)
            continue  # "chairman *of the board* and chief executive"
        if by not in rule.other:
            continue
        if by == "compound" and (child.i > node.i or child.case):
            continue
        if rule.named_before and title.is_plural and child.first("conj") is not None:
            continue  # "the A, B and C brands" are what it names
        if child.label == "prep" and _is_cut_off(title, child):
            continue
        if found and child.label == "prep" and _is_behind_comma(child):
            continue  # "sold to the parent of Acme, *to Beta*"
        meant = owners(child, title, page)
        if rule.kin and not meant and child.lower == "their" and not child.members:
            continue
        meant = meant or ends({by: [child]}, [by], rule.transparent)
        found += [Place(name, by) for name in meant]
        if rule.title and child.label == "prep":
            found += [Place(name, "at") for name in around(child)]
        if child.mention is None and rule.title and child.label == "prep":
            found += through_unit(child, by, page.rules)
    listing = rule.named_before and title.is_plural
    if not found and not (listing and _is_listed(title, page)):
        found += _left_neighbour(title, rule, page)
    if not found:
        found += _after(title, rule, page)
    return found


def _inside(title: Title, part: Node) -> list[Place]:
    """Read "chairman of the board *of trustees of Acme*", behind what is the title."""
    people = [c for c in part.having("prep") if c.i > title.last and c.mention is None]
    firms = [c for one in people if one.lemma in _BOARDS for c in one.having("prep")]
    return [Place(n, "of") for c in firms if c.case in ("of", "at") for n in names(c)]


def _is_behind_comma(part: Node) -> bool:
    """Tell whether a comma stands before the preposition of a phrase."""
    mark = part.first("case")
    return mark is not None and mark.before is not None and mark.before.lower == ","


def _advised(field: Node) -> list[Place]:
    """Read "adviser on trade *to Roe*", where a field comes between."""
    whom = [c for c in field.having("prep") if c.case == "to"]
    return [Place(name, "to") for child in whom for name in names(child)]


def _is_listed(title: Title, page: Page) -> bool:
    """Tell the last of "the A, B *and C* brands", which owns none of them."""
    name = page.owners.get(title.first - 1)
    return name is not None and name.label == "conj"


def _is_cut_off(title: Title, child: Node) -> bool:
    """Tell whether another clause lies between a title and what a parser hung on it."""
    between = title.node.token.doc[title.last + 1 : max(child.i, title.last + 1)]
    return any(token.tag_ in (*FINITE, "MD") for token in between)


def _left_neighbour(title: Title, rule: RoleRule, page: Page) -> list[Place]:
    """Return the name that stands right before a title, with or without "'s"."""
    i = title.first - 1
    by = "compound"
    if page.word(i, title) in (")", ">"):
        i = page.opening(i, title) - 1
    while page.word(i, title) in POSSESSIVE:
        i, by = i - 1, "poss"
    if page.word(i, title) in (")", ">"):
        start = page.opening(i, title) - 1
        i = start if start in page.owners or i - 1 not in page.owners else i - 1
    if page.word(i, title) == ">" and i - 1 in page.owners:
        i -= 1  # "<Acme Ltd> (ACM) *unit*"
    name = page.owners.get(i)
    return [Place(name, by)] if name is not None and by in rule.other else []


def _after(title: Title, rule: RoleRule, page: Page) -> list[Place]:
    """Return the name behind "of" or "at" that a parser hung elsewhere."""
    i = behind_field = _behind_field(title, page) if rule.title else title.last + 1
    by = page.word(i, title)
    if not (rule.title or rule.unsaid):
        return []
    if by in (",", "|") and page.is_closed(i + 1, title):
        firm = page.owners[i + 1]
        listed = names(firm) if is_firm(firm) else []
        return [Place(name, "of") for name in listed if is_firm(name)]
    behind = page.owners.get(i)
    if behind is not None and page.owners.get(title.first - 2) is not None:
        aside = page.word(title.first - 1, title) in (",", "(")
        alone = aside and is_firm(behind)
        return [Place(behind, "of")] if alone and page.is_closed(i, title) else []
    if by not in rule.other:
        return []
    while page.word(i + 1, title) in ("the", "a", "an"):
        i += 1
    name = page.owners.get(i + 1)
    if name is None or page.word(name.end, title) in (*POSSESSIVE, "-"):
        return []  # "coach of Roe's *club*", "of the *Springfield*-based Acme"
    field = [page.word(at, title) for at in range(title.last + 1, behind_field)]
    if field and not is_firm(name):
        return []  # "head of music at *Springfield* station Acme"
    firms = [n for n in names(name) if is_firm(n)] if is_firm(name) else []
    return [Place(n, by, " ".join(field)) for n in firms or [name]]


def _behind_field(title: Title, page: Page) -> int:
    """Return where "head of policy *, Acme*", "*at Acme*" goes on behind the field.

    A list of staff sets it off by a comma: "Professor, Botany *, Halden University*".
    """
    start = i = title.last + 1
    aside = page.word(i, title) == "," and not page.is_closed(i + 1, title)
    aside = aside or page.word(i, title) == "in"
    if not aside and page.word(i, title) not in ("of", "for"):
        return start
    while page.is_noun(i + 1, title) or (
        i > start and page.word(i + 1, title) == "and"
    ):
        i += 1
    marks = (",",) if aside else (",", "|", "at")
    closed = i > start and page.word(i + 1, title) in marks
    return i + 1 if closed else start


def _shared(title: Title, rule: RoleRule, page: Page) -> list[Place]:
    """Take over the end of a joined title: "founder and chief executive of"."""
    if title.entry in _CALLINGS:
        return []
    left = page.joined(title)
    while left is not None and _are_alike(left, rule):
        shared = [
            place
            for place in _near(left, rule, page)
            if place.by in ("poss", "compound") or place.name.i > title.last
        ]
        if shared:
            return shared
        left = page.joined(left)
    right = _right_joined(title, page)
    if right is not None and _is_apart(title, right, page):
        return []
    while right is not None:
        behind = _near(right, rule, page)
        if behind:
            return [p for p in behind if p.by not in ("poss", "compound")]
        right = _right_joined(right, page)
    return []


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


def _are_alike(left: Title, rule: RoleRule) -> bool:
    """Tell "her *husband*, the barrister Roe", whose barrister Roe is not."""
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
        for place in _left_neighbour(left, rule, page)
    )
    return [Place(place.name, "of") for place in before if is_firm(place.name)]
