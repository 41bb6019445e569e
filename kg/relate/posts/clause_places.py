"""Where a title is held by way of its clause: "Acme named Roe chairman"."""

from collections.abc import Collection

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.borrowed import NAMING
from kg.relate.grammar.branches import whose
from kg.relate.grammar.clauses import Slots, ancestors, arguments
from kg.relate.grammar.naming import names
from kg.relate.grammar.polarity import is_infinitive
from kg.relate.grammar.standing import ends
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb
from kg.relate.posts.colleagues import is_post
from kg.relate.posts.kin import owners
from kg.relate.posts.titles import Held, Page, Title
from kg.relate.posts.units import Place, is_firm
from kg.relate.rule_kinds import RoleRule
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_TELLING = WORDS["announcing_verbs"]
_APPOINTMENTS = WORDS["appointments"]
_SELLING = (
    *("sell", "divest", "offload", "dispose", "spin", "hive", "float", "close", "shut"),
    *("restructure", "demerge", "unload"),
)
_UNITS = WORDS["owned_units"]
_FOUNDING = ("found", "co-found", "cofound", "establish", "launch", "set")
_DECIDERS = WORDS["appointing_bodies"]
_CAREERS = {
    **dict.fromkeys(("join", "rejoin"), ("obj",)),
    **dict.fromkeys(("work", "begin", "serve"), ("at", "for", "with")),
    **dict.fromkeys(_FOUNDING, ("obj",)),
    "start": ("obj", "at", "for", "with"),
    **dict.fromkeys(("move", "return", "go", "transfer", "switch"), ("to",)),
}
"""Where it stands whom somebody began to work for."""
_ENDS = ("", ",", ".", ";", ")", "and", "until", "since", "before", "from", "for")
"""What stands behind an "of" that has lost its noun."""
_DESCRIBED = 6
"""How many words may stand between "with" and the title that it brings in."""


def round_verb(title: Title, rule: RoleRule, found: Held, page: Page) -> list[Place]:
    """Look round the verb: "Acme named Roe chairman", "joined Acme as chairman"."""
    verb, rules = found.verb, page.rules
    if verb is None:
        unsaid = rule.unsaid and page.word(title.first - 1, title) not in ("a", "an")
        led = _by_leading(title, found, rules) if unsaid and not title.before else []
        return _by_having(title, rule, page) or led
    slots = arguments(verb)
    behind = [
        Place(name, case)
        for case in rule.other
        for child in slots.get(case, [])
        if child.i > title.node.i
        for name in names(child)
    ]
    if behind:
        return behind
    came = _come_to(title, verb, slots, rules)
    if came:
        return came
    if not rule.title and not {"poss", "of"} & {*rule.other}:
        return []  # "is listed by Acme as the richest *man*"
    by = "subj"
    if verb.lemma in rules.words["joining_verbs"]:
        by = "obj"
    elif verb.lemma in rules.words["self_verbs"] and not verb.passive:
        slots = _appointing(verb) if is_post(title) else {}
    bodies = rules.words["units"] if by == "obj" else _DECIDERS
    return [
        Place(name, "poss")
        for child in slots.get(by, [])
        for name in names(child) or _deciding(child, bodies)
        if name.mention is not None
        and (is_firm(name) or verb.lemma not in _TELLING)
        and (name.mention.kind != PERSON or (by == "obj" and verb.lemma == "serve"))
    ]


def _appointing(verb: Node) -> Slots:
    """Return what stands round the naming of "named Roe *to succeed* Doe as".

    The same goes for "announced the appointment of Roe *to succeed* Doe as".
    """
    above = verb.head if is_infinitive(verb) else None
    if above is not None and above.lemma in _APPOINTMENTS:
        return arguments(above.head) if above.head is not None else {}
    return arguments(above) if above is not None and above.lemma in NAMING else {}


def _come_to(title: Title, verb: Node, slots: Slots, rules: Rules) -> list[Place]:
    """Read "returned *to Acme* as editor" and "worked *for Acme* as a reporter"."""
    if (
        title.node.list_head.case != "as"
        or verb.lemma not in rules.words["coming_verbs"]
    ):
        return []
    return [
        Place(name, "at")
        for case in ("to", "at", "for", "with")
        for child in slots.get(case, [])
        if child.i < title.first
        for name in names(child)
        if is_firm(name)
    ]


def _deciding(noun: Node, bodies: Collection[str]) -> list[Node]:
    """Return whose board named somebody, or office he joined: "*Acme*'s board"."""
    if noun.lemma not in bodies:
        return []
    owners = [c for c in whose(noun) if c.case in ("", "of")]
    return [name for child in owners for name in names(child)]


def _by_leading(title: Title, found: Held, rules: Rules) -> list[Place]:
    """Read "Acme was founded by Roe, its *chairman*", where "its" may be unsaid."""
    agents = [node for node in (title.node, *found.holders) if node.label == "agent"]
    heads = {agent.head for agent in agents}
    return [
        Place(name, "of")
        for head in heads
        if head is not None and head.lemma in rules.words["leading_verbs"]
        for end in arguments(head).get("obj", [])
        for name in names(end)
        if name.mention is not None and name.mention.kind == ORGANISATION
    ]


def by_subject(title: Title, found: Held) -> list[Place]:
    """Read "*Acme* bought the unit from rival Beta": whose rival is plain."""
    node = title.node
    own = node.case in ("through", "via") and node.first("poss") is None
    if not own and node.first("det", "poss", "nummod", "neg") is not None:
        return []
    if node.case and node.first("cop") is not None:  # "is ahead of *rivals* A and B"
        return [Place(n, "of") for s in node.having("subj") for n in names(s)]
    inside = {node.i, *(holder.i for holder in found.holders)}
    owning = any(rule.holder == "object" for rule in title.rules)
    for above in ancestors(found.holders[0] if found.holders else node):
        if above.i in inside:
            continue
        if is_verb(above) or above.first("cop") is not None:
            # "Backed by *parent* Acme, Beta", "bought Beta from *parent* Acme"
            fronted = above.passive and above.label == "advcl"
            place = "obj" if fronted or (owning and node.case == "from") else "subj"
            fronted = fronted or any(
                word.case in ("unlike", "like") for word in (node, *found.holders)
            )
            kinds = {h.mention.kind for h in found.holders if h.mention}
            return [
                Place(name, "of")
                for subject in arguments(above).get(place, [])
                for name in names(subject)
                if (fronted or name.i < title.first)
                and name.mention
                and name.mention.kind in kinds
            ]
    return []


def by_seller(title: Title, found: Held) -> list[Place]:
    """Read "*Acme* has sold Beta, a *subsidiary*, to Roe", which was Acme's."""
    sold = found.holders[0] if len(found.holders) == 1 else None
    verb = sold.head if sold is not None and sold.label == "obj" else None
    if verb is None or verb.lemma not in _SELLING or title.entry not in _UNITS:
        return []
    sellers = ends(arguments(verb), ["subj"], _DECIDERS)
    return [Place(name, "of") for name in sellers]


def with_it(title: Title, found: Held, page: Page) -> list[Place]:
    """Read "*Acme* closed the shop, with director Roe saying": of Acme.

    So "*Acme*, with Roe as director, closed the shop".
    """
    holder = found.holders[0] if found.holders else title.node
    whose = holder.head
    if whose is not None and holder.case == "with" and title.node.case == "as":
        subjects = [whose] if is_firm(whose) else whose.having("subj")
        return [Place(firm, "of") for firm in subjects if is_firm(firm)]
    if page.start_of(title) != title.first or not found.holders:
        return []
    if page.word(title.first - 1, title) != "with":
        return []
    for above in ancestors(found.holders[0]):
        firms = [
            name
            for subject in (arguments(above).get("subj", []) if is_verb(above) else [])
            for name in names(subject)
            if is_firm(name) and name.i < title.first
        ]
        if firms:
            return [Place(name, "of") for name in firms]
    return []


def _by_having(title: Title, rule: RoleRule, page: Page) -> list[Place]:
    """Read "they had two children, A and B" and "with brands such as A, they grew"."""
    node, rules = title.node, page.rules
    if node.label == "conj" and node.head is not None and rule.kin:
        node = node.head  # "has a wife, Ann, and two *sons*"
    head = node.head
    if head is None:
        return []
    having = rules.words["having_verbs"]
    if title.is_plural and not (rule.kin or rule.named_before):
        having |= rules.words["showing_verbs"]  # who serves brands need not own them
    has = node.label == "obj" and head.lemma in having
    shows = node.label == "prep" and node.case == "with"
    shows = shows and (rule.kin or _is_set_off(title, page))
    survived = rule.kin and head.passive and head.lemma == "survive"
    if not has and not shows and not survived:
        return []
    return [
        Place(name, "poss")
        for owner in arguments(head).get("obj" if survived else "subj", [])
        for name in owners(owner, title, page) or names(owner)
    ]


def _is_set_off(title: Title, page: Page) -> bool:
    """Tell "Acme, with *brands* such as A," from "merged with the *chain* A"."""
    for i in range(title.first - 1, max(title.first - _DESCRIBED, 0) - 1, -1):
        if page.word(i, title) == "with":
            return title.is_plural and page.word(i - 1, title) in ("", ",")
    return False


def by_career(title: Title, found: Held, page: Page) -> list[Place]:
    """Read "joined *Acme* in 1999 and became chairman in 2005": of Acme.

    So is who "founded *Acme* and served as the chairman".
    """
    clause = found.verb or title.node
    before = clause.head if clause.label in ("conj", "advcl") else None
    if before is None or before.i > clause.i or not is_post(title):
        return []
    the = page.start_of(title) == title.first - 1 and page.word(
        title.first - 1, title
    ) in ("the", "its")
    bare = the or page.start_of(title) == title.first
    if not bare or clause.first("subj", "subj_pass"):
        return []
    cases = _CAREERS.get(before.lemma, ())
    firms = [
        name
        for case, nodes in (arguments(before).items() if cases else ())
        if case in cases
        for node in nodes
        for name in names(node)
        if is_firm(name)
    ]
    others = arguments(before).get("with", []) if before.lemma in _FOUNDING else []
    behind = {
        n
        for i, n in page.owners.items()
        if i < title.first and is_firm(n) and n not in others
    }
    last = max(behind, key=lambda node: node.i, default=None)
    closed = page.word(title.last + 1, title) not in ("of", "at", "for")
    return (
        [Place(last, "of")] if closed and last is not None and firms == [last] else []
    )


def by_where(title: Title, found: Held) -> list[Place]:
    """Read "came from *Acme*, where she was finance director": at Acme."""
    clause = found.verb or title.node
    for word in clause.having("advmod", "mark"):
        if word.lower != "where" or clause.first("subj") is None:
            continue
        left = word.before
        if left is not None and left.lower == ",":
            left = left.before
        if left is not None and is_firm(left):
            return [Place(left, "at")]
    return []


def by_stranded(title: Title, page: Page) -> list[Place]:
    """Read "Acme, the firm that she remains chairman *of*": of Acme."""
    alone = page.word(title.last + 2, title) in _ENDS
    if page.word(title.last + 1, title) not in ("of", "at") or not alone:
        return []
    clauses = (n for n in (title.node, *ancestors(title.node)) if n.label == "relcl")
    clause = next(clauses, None)
    noun = clause.head if clause is not None else None
    return [Place(name, "of") for name in names(noun) if is_firm(name)] if noun else []
