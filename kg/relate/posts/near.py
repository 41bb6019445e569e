"""What a title is held at by the words nearest to it: "head *of Acme*", or before."""

from kg.relate.grammar.branches import makers
from kg.relate.grammar.naming import names
from kg.relate.grammar.standing import ends
from kg.relate.grammar.trees import FINITE, POSSESSIVE, Node
from kg.relate.posts.kin import owners
from kg.relate.posts.titles import Page, Title
from kg.relate.posts.units import Place, around, is_firm, through_unit
from kg.relate.rule_kinds import RoleRule

_RELATED = ("parent", "owner", "subsidiary", "unit", "affiliate", "maker", "operator")
_SIGNING = ("founder_of", "owner_of", "adviser_to")
_BOARDS = ("director", "trustee", "governor", "regent", "manager", "overseer")


def near(title: Title, rule: RoleRule, page: Page) -> list[Place]:
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
        if by == "compound" and page.is_of_state(title):
            continue  # "chair of *Acme* and Rwandan president"
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
        found += left_neighbour(title, rule, page)
    if not found:
        found += _after(title, rule, page)
    return [_by_way(place, title, page) for place in found]


def _by_way(place: Place, title: Title, page: Page) -> Place:
    """Read "chairman of Acme parent *Beta*", which is of Beta."""
    i = place.name.end
    if place.name.start < title.last or page.word(i, title) not in _RELATED:
        return place
    i += 1 + (page.word(i + 1, title) in ("company", "group", "firm"))
    other = page.owners.get(i)
    firm = other is not None and is_firm(other)
    return Place(other, place.by, place.unit) if other is not None and firm else place


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


def left_neighbour(title: Title, rule: RoleRule, page: Page) -> list[Place]:
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
    pronoun = name is not None and name.mention and name.mention.form == "pronoun"
    if pronoun and "poss" in rule.other:
        by = "poss"  # "*its* maker"
    return [Place(name, by)] if name is not None and by in rule.other else []


def _after(title: Title, rule: RoleRule, page: Page) -> list[Place]:
    """Return the name behind "of" or "at" that a parser hung elsewhere."""
    i = behind_field = _behind_field(title, page) if rule.title else title.last + 1
    by = page.word(i, title)
    signed = by in (",", "|") and rule.relation in _SIGNING
    if not (rule.title or rule.unsaid or signed):
        return []
    run_on = page.run_on(title)
    if run_on is not None and rule.title:
        return [Place(run_on, "of")]
    if by in (",", "|") and page.word(i + 1, title) == "the":
        i += 1  # "Roe (director, *the Acme Trust*)"
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
