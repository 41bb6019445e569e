"""What stands close by a name: "Roe-owned Acme", "Jane Roe of Acme"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import ASSERTED, INITIATIVE, ORGANISATION, PERSON, PLACE, Mention
from kg.relate.clauses import ORGANISATIONS
from kg.relate.deeds import Finding
from kg.relate.naming import names
from kg.relate.rules import ModifierRule, Rule, Rules
from kg.relate.titles import covered
from kg.relate.trees import Node, mention_at

_MEMBERSHIPS = (
    ["("],
    [",", "a"],
    ["is", "a"],
    ["was", "a"],
    [",", "for", "the"],
    [",", "for"],
    [",", "of"],
)
_OWNING = ("wholly", "owned", "-", "own", "new")
_QUOTES = ("'", "‘", "’", '"', "“", "``")


def by_modifiers(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield what stands in "Roe-owned Acme" and "London-based Acme"."""
    for node in nodes:
        rule = rules.modifiers.get(node.lower)
        token = node.token
        if rule is None or token.i < 2 or token.nbor(-1).text not in ("-", "–"):
            continue
        first = mention_at(nodes, token.i - 2)
        if first is None or node.head is None:
            continue
        for named in _modified(node):
            yield _modifier_finding(first, named, node, rule, rules)


def _rule(name: str, relation: str, example: str, label: str = "") -> Rule:
    return Rule(name=name, relation=relation, examples=(example,), label=label)


_WORKS, _WORKED = "works for", "worked for"
_AFFILIATION = _rule(
    "affiliation", "employee_of", "[Jane Roe] of {Acme Corp} spoke first.", _WORKS
)
_TITLED = _rule(
    "titled", "holds_role_at", "Professor [Jane Roe] of {Acme College} spoke first."
)
_AFFILIATED = _rule(
    "affiliated", "employee_of", "{Acme Corp}'s [Jane Roe] spoke first.", _WORKS
)
_PARTISAN = _rule(
    "partisan", "member_of", "{Halden Party}'s [Jane Roe] spoke first.", "member of"
)
_LED = _rule("led", "runs", "Under [Jane Roe], {Acme Corp} has grown.", "led")
_OWN_FIRM = _rule("own-firm", "runs", "[Jane Roe]'s {Acme Corp} has grown.", "runs")
_OFFERED = _rule(
    "offered",
    "brand_or_product_of",
    "{Acme Corp}'s [Quickpay] is growing.",
    "brand or product of",
)
_PLANNED = _rule(
    "planned", "part_of", "{Acme Union}'s [Bright Plan] is growing.", "part of"
)
_BODY = _rule(
    "body", "part_of", "{Acme Union}'s [Finance Committee] agreed.", "part of"
)
_SEATED = _rule("seated", "based_in", "{Springfield}'s [Acme Corp] agreed.", "based in")
_OF_PLACE = _rule(
    "of-place", "based_in", "[Acme Corp] of {Springfield} agreed.", "based in"
)
_DAUGHTER = _rule(
    "daughter",
    "subsidiary_of",
    "{Acme Corp}'s [Beta Bank Ltd] agreed.",
    "subsidiary of",
)
_FIRMS = ("co", "corp", "inc", "ltd", "plc", "company", "corporation", "association")
_TRADES = (
    "agency",
    "analyst",
    "broker",
    "brokerage",
    "consultant",
    "giant",
    "house",
    "insurer",
    "institute",
    "maker",
    "specialist",
    "website",
)
_UNITS = (
    "arm",
    "branch",
    "centre",
    "department",
    "desk",
    "division",
    "faculty",
    "group",
    "institute",
    "laboratory",
    "office",
    "school",
    "team",
    "unit",
)
_SITES = (
    "university",
    "college",
    "school",
    "institute",
    "hospital",
    "museum",
    "theatre",
)
_LAWS = ("act", "law", "bill", "code", "treaty", "constitution", "accord", "pact")
_EVENTS = ("cup", "league", "championship", "trophy", "premiership", "series", "park")
_PLANS = ("agenda", "plan", "program", "programme", "project", "scheme", "initiative")


def by_possession(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield "Acme's Jane Roe" and "Acme's Quickpay", side by side only."""
    named = [node for node in nodes if node.mention is not None]
    for owner, other in pairwise(named):
        rule = _possessed(owner, other, rules)
        if rule is _OWN_FIRM and _is_owned(owner, other):
            yield Finding(owner, other, rule.relation, rule.label, rule, other)
        elif rule is not None and _is_owned(owner, other):
            yield Finding(
                other, owner, rule.relation, rule.label, rule, other, status=ASSERTED
            )
        elif _is_from(owner, other):
            rule = _OFFERED
            yield Finding(owner, other, rule.relation, rule.label, rule, owner)


def _is_from(product: Node, firm: Node) -> bool:
    """Tell "the Quickpay from Acme", "Quickpay, by Acme," of product and firm."""
    made, maker = product.mention, firm.mention
    if made is None or maker is None or maker.form != "name":
        return False
    if (made.kind, maker.kind) != (INITIATIVE, ORGANISATION):
        return False
    between = [word for word in _words_between(product, firm) if word != "the"]
    return between in (["from"], [",", "from"], [",", "by"])


def _possessed(owner: Node, other: Node, rules: Rules) -> Rule | None:
    """Return the rule by which one name has the next one, by their kinds."""
    has, is_had = owner.mention, other.mention
    if has is None or is_had is None or is_had.form != "name":
        return None
    daughter = is_had.text.lower().rstrip(".").split()[-1] in _FIRMS
    words = set(is_had.text.lower().split())
    own = owner.lower == "its"
    if own and is_had.kind == INITIATIVE:
        return _PLANNED if words & {*_PLANS} else _OFFERED
    if own and is_had.kind == ORGANISATION:
        return _BODY if words & rules.words["bodies"] and not daughter else _DAUGHTER
    if has.form != "name":
        return None
    match has.kind, is_had.kind:
        case "organisation", "person":
            return _PARTISAN if is_party(has, rules) else _AFFILIATED
        case "person", "organisation" if _is_led(is_had, rules):
            return _OWN_FIRM
        case "organisation", "initiative":
            return _PLANNED if words & {*_PLANS} else _OFFERED
        case "organisation", "organisation" if words & rules.words["bodies"]:
            return _BODY
        case "organisation", "organisation" if not words & {*_LAWS, *_EVENTS}:
            return _DAUGHTER
        case "place", "organisation" if not words & {*_LAWS, *rules.words["bodies"]}:
            return _SEATED
    return None


def _is_led(mention: Mention, rules: Rules) -> bool:
    """Tell "Roe's *Acme Corp*" from "Roe's *Rovers*", where she may only play."""
    last = mention.text.lower().rstrip(".").split()[-1]
    return is_party(mention, rules) or last in rules.words["led_words"]


def is_party(mention: Mention, rules: Rules) -> bool:
    """Tell a party, which has members, from a firm, which has staff."""
    words = mention.text.lower().split()
    return any(word in rules.words["parties"] for word in words)


def _is_owned(owner: Node, other: Node) -> bool:
    """Tell "Acme's Quickpay", also "Acme's 2030 'Bright Plan'", from other pairs.

    A name before a noun of its own ("Acme's *Quickpay* plans") only describes it.
    """
    between = _words_between(owner, other)
    if owner.lower == "its":
        beside = _are_adjacent(owner, other)
        return beside and not _is_modifier(other)
    marks = [
        word
        for word in between[1:]
        if not word.isdigit() and word not in (*_QUOTES, *_OWNING)
    ]
    return (
        between[:1] in (["'s"], ["’s"], ["'"], ["’"])
        and not marks
        and not _is_modifier(other)
    )


def _is_modifier(name: Node) -> bool:
    """Tell "Acme's *Quickpay* plans" from "with Acme's *Quickpay* topping the list"."""
    if name.label not in ("compound", "amod", "nmod", "poss"):
        return False
    doc = name.token.doc
    last = max(covered(name), default=name.i)
    behind = doc[last + 1] if last + 1 < len(doc) else None
    return behind is None or behind.tag_ not in ("VBG", "VBD", "VBZ", "MD", "IN", ",")


def _are_adjacent(left: Node, right: Node) -> bool:
    """Tell names with no more than a blank and a bracket between them."""
    if left.mention is None or right.mention is None:
        return False
    return 0 <= right.mention.start - left.mention.end < 3


def by_affiliation(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield "Jane Roe of Acme" and "Jane Roe from Acme", side by side only.

    "at Acme" may tell where something happened and counts with a subject alone.
    """
    named = [node for node in nodes if node.mention is not None]
    for person, other in pairwise(named):
        if _is_body_of(person, other, rules):
            label = _BODY.label
            yield Finding(person, other, _BODY.relation, label, _BODY, other)
        if _is_of_place(person, other):
            label = _OF_PLACE.label
            yield Finding(person, other, _OF_PLACE.relation, label, _OF_PLACE, other)
        if person.mention is None or person.mention.kind != PERSON:
            continue
        by = _joint(person, other)
        if by == "at" and not _is_subject(person):
            continue
        if by:
            yield _affiliation(person, other, by, rules)
    for left, right in pairwise(named):
        yield from _by_party(left, right, rules)


def _by_party(left: Node, right: Node, rules: Rules) -> Iterator[Finding]:
    """Yield "Tory *Ann Roe*", "Roe, a *Republican*" and "Roe (*Halden Labour*)"."""
    one, two = left.mention, right.mention
    if one is None or two is None or not one.form == two.form == "name":
        return
    between = _words_between(left, right)
    if two.kind == PERSON and is_party(one, rules):
        ahead = left.before.lower if left.before is not None else ""
        before = left.before.before if ahead == "the" and left.before else left.before
        spoken = between == [","] and before is not None and before.lower == "for"
        if two.start - one.end == 1 or spoken:
            yield _member(right, left)
    elif one.kind == PERSON and two.kind == ORGANISATION and _is_under(left, right):
        yield Finding(left, right, _LED.relation, _LED.label, _LED, right)
    elif one.kind == PERSON and is_party(two, rules) and between in _MEMBERSHIPS:
        yield _member(left, right)


def _is_under(person: Node, firm: Node) -> bool:
    """Tell "*Under Roe*, Acme has grown" at the head of a sentence or clause."""
    word = person.before
    while word is not None and word.token.pos_ in ("NOUN", "PROPN", "ADJ"):
        word = word.before  # "Under chief executive Roe"
    between = [w for w in _words_between(person, firm) if w != "the"]
    if word is None or word.lower != "under" or between != [","]:
        return False
    return word.before is None or not word.before.token.is_alpha


def _member(person: Node, party: Node) -> Finding:
    return Finding(person, party, _PARTISAN.relation, _PARTISAN.label, _PARTISAN, party)


def _is_of_place(firm: Node, place: Node) -> bool:
    """Tell "Acme Corp of Springfield"; "the Bank of Springfield" is one name."""
    if firm.mention is None or place.mention is None:
        return False
    kinds = (firm.mention.kind, place.mention.kind)
    named = firm.mention.form == "name" and len(firm.mention.text.split()) > 1
    between = [w for w in _words_between(firm, place) if w not in (">", "the")]
    site = any(word in firm.mention.text.lower().split() for word in _SITES)
    joined = between == ["of"] or (site and between == ["in"])
    return kinds == (ORGANISATION, PLACE) and named and joined


def _is_body_of(body: Node, whole: Node, rules: Rules) -> bool:
    """Tell "the Finance Committee of Acme Union", two names side by side."""
    if body.mention is None or whole.mention is None:
        return False
    if not body.mention.kind == whole.mention.kind == ORGANISATION:
        return False
    words = set(body.mention.text.lower().split())
    between = [word for word in _words_between(body, whole) if word != "the"]
    return bool(words & rules.words["bodies"]) and between in (["of"], ["at"])


def _joint(person: Node, other: Node) -> str:
    """Return the preposition that joins a firm to the person before it, or ""."""
    between = _words_between(person, other) or _by_trade(person, other)
    loose = between[:1] == [","]
    words = [word for word in between[loose:] if word not in ("the", "a")]
    if words[:1] == ["was"] and words[1:2] in (["formerly"], ["previously"]):
        words = ["formerly", *words[2:]]
    past = words[:1] == ["formerly"]
    if len(words) != 1 + past or words[-1] not in ("of", "from", "at", "with"):
        return ""
    if words[-1] == "with" and not past:
        return ""
    behind = _behind(other)
    if behind in ("'", "’") and _has_unit(other) and words != ["at"]:
        return words[-1]  # "Roe, from Acme's *research group*"
    if behind in ("'", "’") or (
        loose and not past and words != ["of"] and behind not in (",", ".", ";", ")")
    ):
        return ""
    return words[-1]


def _has_unit(firm: Node) -> bool:
    """Tell "Acme's research group, ..." from "Acme's shares"."""
    noun = firm.head
    if firm.label != "poss" or noun is None or noun.mention is not None:
        return False
    return noun.lemma in _UNITS and noun.i - firm.i < 6


def _by_trade(person: Node, firm: Node) -> list[str]:
    """Return ", from" of "Roe, from the research firm Acme"."""
    if person.mention is None or firm.mention is None:
        return []
    start, end = person.mention.end, firm.mention.start
    inside = person.token.doc[person.i : firm.i]
    words = [t for t in inside if start <= t.idx < end and t.text not in ("<", ">")]
    first = 1 if words and words[0].text == "," else 0
    trade = words[first + 1 :]
    plain = all(t.pos_ in ("DET", "ADJ", "NOUN", "PUNCT") for t in trade)
    if not trade or len(trade) > 6 or not plain or any(t.text == "," for t in trade):
        return []
    named = trade[-1].lemma_ in (*ORGANISATIONS, *_TRADES)
    joint = words[first].lower_ in ("of", "from", "at")
    return [t.lower_ for t in words[: first + 1]] if named and joint else []


def _behind(name: Node) -> str:
    """Return the character right behind a name and its abbreviation in brackets."""
    if name.mention is None:
        return ""
    end = name.mention.end
    # The text of a whole Doc is joined anew at each call: the tokens have it too.
    last = name.token
    while last.idx + len(last) < end:
        last = last.nbor()
    bracket = last.doc[last.i + 1 : last.i + 4]
    if [token.text for token in bracket if not token.is_alpha] == ["(", ")"]:
        last = bracket[-1]
        end = last.idx + 1
    inside = last.text_with_ws[max(end - last.idx, 0) :]
    if inside or last.i + 1 == len(last.doc):
        return inside[:1]
    return last.nbor().text[:1]


def _affiliation(person: Node, other: Node, by: str, rules: Rules) -> Finding:
    """Return who is of what: by the title before the name, where there is one."""
    mention, firm = person.mention, other.mention
    title = mention.title.lower() if mention is not None else ""
    words = title.rstrip(".").split()
    roles = rules.roles.get(words[-1], ()) if words else ()
    office = any(role.relation == _TITLED.relation for role in roles)
    if office and firm and firm.kind == ORGANISATION:
        label = f"{title} {by if by != 'from' else 'of'}"
        return Finding(person, other, _TITLED.relation, label, _TITLED, other)
    rule = _PARTISAN if firm is not None and is_party(firm, rules) else _AFFILIATION
    past = {"formerly", "previously"} & {*_words_between(person, other)}
    worked = f"formerly {_WORKED}" if rule is _AFFILIATION else f"former {rule.label}"
    label = worked if past else rule.label
    return Finding(person, other, rule.relation, label, rule, other)


def _words_between(left: Node, right: Node) -> list[str]:
    """Return the words between two mentions, none if they are far apart."""
    if left.mention is None or right.mention is None:
        return []
    start, end = left.mention.end, right.mention.start
    doc = left.token.doc
    inside = (t for t in doc[left.i : right.i] if start <= t.idx < end)
    words = [t.lower_ for t in inside if t.text not in ("<", ">")]
    return words if len(words) < 6 else []


def _is_subject(node: Node) -> bool:
    first = node.head if node.label == "conj" and node.head is not None else node
    return first.label in ("subj", "subj_pass")


def _modified(node: Node) -> list[Node]:
    """Return what a modifier before a noun describes."""
    head = node.head
    if head is None or head.i < node.i:
        return []
    if head.label in ("compound", "flat", "appos") and head.mention is None:
        above = head.head
        return names(above) if above is not None else []
    return names(head)[:1]


def _modifier_finding(
    first: Node, second: Node, node: Node, rule: ModifierRule, rules: Rules
) -> Finding:
    label = rule.label or rules.vocabulary[rule.relation].label
    subject, other = (second, first) if rule.first == "object" else (first, second)
    return Finding(subject, other, rule.relation, label, rule, node)
