"""Titles and other nouns that are held: "Jane Roe, chief executive of Acme"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import ASSERTED, POSSIBLE, Mention
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import PARTISAN, by_rule
from kg.relate.finders.parties import is_party
from kg.relate.grammar.naming import names
from kg.relate.grammar.several import couples
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import verb_keys
from kg.relate.judging.status import judge
from kg.relate.posts.holders import held
from kg.relate.posts.places import own_firm, places
from kg.relate.posts.portfolios import behind, field_behind, is_field
from kg.relate.posts.ranked import runners_up
from kg.relate.posts.titles import Held, Page, Title
from kg.relate.posts.units import Place
from kg.relate.rule_kinds import RoleRule
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_HIGHEST = ("chief_executive_of", "chair_of")
_LESSER = frozenset(("deputy", "vice", "assistant", "associate"))
_OVER = ("former", "ex", "late", "onetime", "estranged", "widow", "widower")
_STILL = ("current", "now", "present", "incoming", "new", "next", "future")
_RULING = ("president", "vice-president", "minister", "premier", "deputy", "general")
_FORMERLY = ("formerly", "previously", "erstwhile", "once")
_OF_ANOTHER = ("of", "to", "with", "from", "for")
_BEHIND_FIELDS = ("poss", "compound", "at")
_MUTUAL = WORDS["mutual_roles"]
_STEPPING_IN = WORDS["stepping_in"]
_IDLE = (
    "current", "existing", "remaining", "new", "other", "fellow", "one", "another",
    "including",
)  # fmt: skip


def by_roles(
    nodes: Sequence[Node], rules: Rules, bare: Sequence[Mention] = ()
) -> Iterator[Finding]:
    """Yield what the rules for roles find; `bare` are titles that stand for a body."""
    page = Page(nodes, rules)
    for title in page.titles.values():
        found = held(title, page)
        if found is None:
            continue
        for rule in title.rules:
            yield from _findings(title, rule, found, page, bare)


def _findings(
    title: Title, rule: RoleRule, found: Held, page: Page, bare: Sequence[Mention]
) -> Iterator[Finding]:
    if rule.sole and _is_one_of_many(title, page):
        return
    if rule.one and not _is_one(title, page):
        return
    if rule.said and not {*title.before} & {*rule.said}:
        return
    status, leaving = _status(title, found.verb, page.rules)
    leaving = leaving or _was_formerly(title, page) or _is_of_former(title, page)
    leaving = leaving or any(map(_is_lost, (title.node, *found.holders)))
    around = places(title, rule, found, page) or _implied(title, rule, bare)
    around = around or own_firm(title, rule, found, page)
    if " and " in title.entry and rule.relation == "parent_of":
        around = []  # "Roe's *father and son*" are two people
    if not around and title.is_plural and (rule.kin or _is_mutual(title)):
        yield from _each_other(title, rule, found, page.rules, status)
    last = found.holders[-1:]
    each_its_own = any(p.holder is not None and [p.holder] != last for p in around)
    parties = _parties(title, around, page) if rule.title else []
    for party in parties:  # "the *Republican* governor"
        theirs = [p.holder for p in around if p.name is party and each_its_own]
        for holder in found.holders:
            if theirs and holder not in theirs:
                continue
            told = by_rule(PARTISAN, holder, party, title.node)
            yield replace(told, status=ASSERTED if leaving else status)
    next_in_rank = [] if rule.title else runners_up(title, found.holders)
    others = [*_together(title, rule), *next_in_rank]
    for place in around:
        if place.name in parties:
            continue
        for holder in [*found.holders, *others]:
            if each_its_own and holder is not place.holder:
                continue
            followed = holder in found.past
            gone = followed and status == ASSERTED  # "will succeed Doe as", who has it
            past = leaving or gone
            label = _label(title, rule, place, page.rules, past=past)
            ends = (holder, place.name)
            if rule.holder == "object":
                ends = (place.name, holder)
            yield Finding(
                *ends,
                _relation(title, rule),
                label.removeprefix("first ") if holder in next_in_rank else label,
                rule,
                title.node,
                status=ASSERTED if past or followed else status,
            )


def _is_lost(node: Node) -> bool:
    """Tell whom somebody lost: "Acme lost *its director Roe* to Beta"."""
    verb = node.head
    return node.label == "obj" and verb is not None and verb.lemma == "lose"


def _relation(title: Title, rule: RoleRule) -> str:
    """Return the relation of a post: a *deputy* chief executive is not the highest."""
    lesser = rule.relation in _HIGHEST and not _LESSER.isdisjoint(title.before)
    return "holds_role_at" if lesser else rule.relation


def _implied(title: Title, rule: RoleRule, bare: Sequence[Mention]) -> list[Place]:
    """Return the body that a title without one stands for: "chairman Roe said"."""
    token = title.node.token
    return [
        Place(replace(title.node, mention=mention), "poss")
        for mention in bare
        if mention.start <= token.idx < mention.end
        and not rule.kin
        and not any(map(is_field, title.before))  # "*Finance* Secretary Roe"
    ]


def _is_mutual(title: Title) -> bool:
    """Tell "Acme and Beta are *rivals*", of each other."""
    return title.node.first("cop") is not None and title.entry.split()[-1] in _MUTUAL


def _is_one_of_many(title: Title, page: Page) -> bool:
    """Tell "*a* managing director" and "*deputy* head", of whom a firm has many."""
    before = range(page.start_of(title), title.first)
    below = {*title.before} & page.rules.words["lesser"] or title.is_plural
    part = [c for c in title.node.having("prep") if c.case in ("for", "in")]
    unit = title.node.token.doc[title.last + 1 : title.last + 3]
    aside = [token.pos_ for token in unit] == ["PUNCT", "NOUN"]  # "director, retail,"
    articles = any(page.word(i, title) in ("a", "an") for i in before)
    return bool(below or part or aside or articles)


def _is_one(title: Title, page: Page) -> bool:
    """Tell "*an* Acme company" from "the Acme company" and "Acme companies"."""
    name = page.owners.get(title.first - 1)
    start = name.start if name is not None else page.start_of(title)
    return page.word(start - 1, title) in ("a", "an") and not title.is_plural


def _parties(title: Title, around: list[Place], page: Page) -> list[Node]:
    """Return the party of an office of state: "Labour MP", not "Labour leader"."""
    written = title.node.token.text[0]
    if title.entry not in page.rules.words["state_offices"]:
        return []
    if title.entry == "president" and written.islower():
        return []  # "Halden Party president"
    before = page.owners.get(title.first - 1)
    named = [before] if before is not None else []
    ruling = title.entry.split()[-1] in _RULING  # "president *of* the Labour Party"
    cases = ("for", "from") if ruling else ("for", "from", "of")
    named += [p.name for p in around if p.by in cases]
    found = [n for n in named if n.mention and is_party(n.mention, page.rules)]
    if title.entry == "minister":  # "the *labour* minister" is of a ministry
        return [n for n in found if n.lower not in ("labour", "labor")]
    return found


def _each_other(
    title: Title, rule: RoleRule, found: Held, rules: Rules, status: str
) -> Iterator[Finding]:
    """Read "the brothers Roe and Doe" and "father and son Roe and Doe"."""
    relation = rules.vocabulary[rule.relation]
    ordered = " and " in title.entry and len(found.holders) == 2
    cases = ("of", "to") if rule.kin else _OF_ANOTHER  # "cousins *from* Springfield"
    others = [c for c in title.node.having("prep") if c.case in cases]
    if others or title.node.first("poss") or (relation.directed and not ordered):
        return
    for one, other in couples(found.holders):
        yield Finding(
            one, other, rule.relation, relation.label, rule, title.node, status=status
        )


def _together(title: Title, rule: RoleRule) -> list[Node]:
    """Return the others of "co-founder of Acme *with Roe and Doe*"."""
    heads = [title.node]
    if title.node.label == "conj" and title.node.head is not None:
        heads.append(title.node.head)
    behind = [
        child
        for head in heads
        for child in head.having("prep")
        if child.case in rule.together and (child.i > title.last or " " in child.case)
    ]
    return [name for child in behind for name in names(child)]


def _status(title: Title, verb: Node | None, rules: Rules) -> tuple[str, bool]:
    """Judge a role; who leaves one has had it, whatever becomes of the leaving."""
    status = judge(title.node, rules.words)
    if status == POSSIBLE and _was_met(title):
        return ASSERTED, False
    if status == ASSERTED and _is_sought(title.node):
        return POSSIBLE, False
    keys = {*verb_keys(verb)} if verb is not None else set()
    if not keys & rules.words["leaving_verbs"] or keys & _STEPPING_IN:
        return status, False
    return ASSERTED, status == ASSERTED


def _was_met(title: Title) -> bool:
    """Tell "met her *future husband*, Roe", as only those tell who know the rest."""
    verb = title.node.head
    if verb is None or verb.lemma != "meet" or verb.tag != "VBD":
        return False
    return "future" in title.before and verb.first("mark", "neg") is None


def _is_sought(node: Node) -> bool:
    """Tell "is running for *mayor*", which nobody is yet."""
    head = node.head
    seeking = ("run", "stand", "campaign", "compete", "vie", "apply", "bid")
    sought = node.label == "prep" and node.case == "for"
    return sought and head is not None and head.lemma in seeking


def _label(
    title: Title, rule: RoleRule, place: Place, rules: Rules, *, past: bool
) -> str:
    """Return how the role reads: "former chief executive of", "head of cloud at"."""
    relation = rules.vocabulary[rule.relation]
    before = [word for word in title.before if word not in _IDLE]
    past = past or (place.by == "compound" and _was_once(place.name, rules))
    if rule.relation == "founder_of":  # "the former chairman and *founder*" is one yet
        before = [word for word in before if word not in rules.words["past_qualifiers"]]
        past = False
    if not relation.directed:
        over = past or {*before, title.entry.partition("-")[0]} & {*_OVER}
        return f"formerly {relation.label}" if over else relation.label
    if past and not set(before) & rules.words["past_qualifiers"]:
        before.insert(0, "former")
    if rule.title:
        before_it = place.by in ("poss", "compound")
        last = title.node.token.doc[title.last]
        unit = place.unit or (before_it and behind(last)) or ""
        field = field_behind(last) if not unit and place.by in _BEHIND_FIELDS else ""
        by = ("at" if field else "of") if before_it else place.by
        unit = unit or field
        label = " ".join([*before, _written(title), *unit.split(), by])
        return label.replace(" ,", ",")
    # Nobody is a "sole client" of the sole lead manager.
    listed = "past_qualifiers" if rule.holder == "object" else "qualifiers"
    kept = [word for word in before if word in rules.words[listed]]
    base = rule.label or relation.label
    noun, _, by = base.rpartition(" ")
    if noun and ("-" in title.entry or kept):
        own = rule.holder == "subject" and len(title.entry) > 4
        named = title.entry if own else noun  # "former *subsidiary* of" its "parent"
        return " ".join([*kept, named, by])
    return base


def _was_once(name: Node, rules: Rules) -> bool:
    """Tell "*former* Acme chairman" and "ex-Acme boss" by the words before Acme."""
    token = name.token
    if token.lower_.startswith("ex-"):
        return True
    start = name.start
    left = token.doc[max(start - 3, token.sent.start) : start]
    for word in reversed(left):
        if word.lower_ in rules.words["past_qualifiers"]:
            return word.lower_ != "late"
        if word.text != "-" and word.pos_ != "ADJ":
            return False
    return False


def _was_formerly(title: Title, page: Page) -> bool:
    """Tell "Roe, *formerly* the chairman of Acme"."""
    before = range(page.start_of(title), title.first)
    return any(page.word(i, title) in _FORMERLY for i in before)


def _is_of_former(title: Title, page: Page) -> bool:
    """Tell "the *former* chairman and chief executive of Acme", who was both."""
    left = page.joined(title)
    if left is None or page.start_of(title) != title.first:
        return False
    if {*title.before} & {*_STILL}:
        return False
    past = {*left.before} & page.rules.words["past_qualifiers"]
    return bool(past) or _is_of_former(left, page)


def _written(title: Title) -> str:
    """Return a title as it reads, an abbreviation in capitals: "MP"."""
    text = title.node.token.text
    short = text.isupper() and text.lower() == title.entry
    return text if short else title.entry
