"""What stands close by a name: "Jane Roe of Acme", "Acme (NYSE: ACM)"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.names import word_list
from kg.records import ORGANISATION, PERSON, PLACE, Mention
from kg.relate.finders.beside import listed_before, set_beside
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import (
    AFFILIATION,
    BODY,
    FIXTURE,
    LED,
    OF_PLACE,
    PARTISAN,
    TITLED,
    TRADED,
    WORKED,
    by_rule,
)
from kg.relate.finders.parties import (
    by_group,
    by_own_party,
    by_party,
    is_house,
    is_party,
)
from kg.relate.grammar.clauses import ORGANISATIONS
from kg.relate.grammar.gaps import last_word, mark_behind, words_between
from kg.relate.grammar.naming import kinds_of_names
from kg.relate.grammar.trees import Node
from kg.relate.posts.units import is_peer
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_TRADES = WORDS["firm_trades"]
_UNITS = WORDS["staff_units"]
_SITES = WORDS["sites"]
_MEMBERS = WORDS["member_bodies"]
_POLITICAL = WORDS["political"]
_PAST = ("formerly", "previously", "once", "then", "lately", "latterly", "late")
_PRESENT = ("now", "currently", "today", "also")


_VERSUS = (["v"], ["vs"], ["vs."], ["v."], ["versus"])
_LEGAL = frozenset(word_list("annotate")["legal_forms"])


_CALLED = frozenset((")", ",", "or", "the", "company", *"\"“”‘’'"))
"""What a firm is called in brackets before the one in which its exchange stands."""
_CODE = re.compile(r" ?: ?[A-Z0-9.]{1,8} ?[)\],;]")
_SERVICES = ("navy", "army", "force", "corps", "guard", "marines", "infantry")
_TRADE_TAGS = ("NN", "JJ", "VBN", "HYPH")


def by_affiliation(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield "Jane Roe of Acme" and "Jane Roe from Acme", side by side only.

    "at Acme" may tell where something happened and counts with a subject alone.
    """
    named = [node for node in nodes if node.mention is not None]
    apart = [node for node in named if not _is_whose_colleagues(node)]
    for person, other in pairwise(apart):
        if _is_body_of(person, other, rules):
            yield by_rule(BODY, person, other, other)
        if _is_of_place(person, other):
            yield by_rule(OF_PLACE, person, other, other)
        if person.mention is None or person.mention.kind != PERSON:
            continue
        other = _part_of(other)
        by = _joint(person, other) or set_beside(person, other)
        if by == "at" and not (_is_past(person, other) or _is_subject(person)):
            continue
        if by:
            yield _affiliation(person, other, by, rules)
        both = words_between(person, other)[:2] in ([",", "both"], [",", "all"])
        for one in listed_before(person, named) if by == "from" or both else ():
            yield _affiliation(one, other, by, rules)
    for left, right in pairwise(named):
        if _is_fixture(left, right):
            yield by_rule(FIXTURE, left, right, right)
        if _is_traded(left, right):
            yield by_rule(TRADED, left, right, right)
        if _is_under(left, right):
            yield by_rule(LED, left, right, right)
        elif _is_led(left, right):
            yield by_rule(LED, right, left, left)
        yield from by_group(left, right)
        yield from by_own_party(left, right, rules)
    seatless = [node for node in named if node.mention and not is_house(node.mention)]
    for left, right in pairwise(seatless):
        yield from by_party(left, right, rules)


def _is_whose_colleagues(pronoun: Node) -> bool:
    """Tell "Roe and *her* colleagues at Acme"."""
    head = pronoun.head
    own = pronoun.label == "poss" and pronoun.lower in ("his", "her", "their")
    return own and head is not None and head.lemma == "colleague"


def _is_traded(firm: Node, exchange: Node) -> bool:
    """Tell "Acme (AC) (*NYSE*: ACM)", where a code in capitals ends the bracket."""
    if kinds_of_names(firm, exchange) != (ORGANISATION, ORGANISATION):
        return False
    *called, opening = words_between(firm, exchange) or [""]
    if opening not in ("(", "[") or not {*called} <= _CALLED or not exchange.mention:
        return False
    sentence = exchange.token.sent
    behind = sentence.text[exchange.mention.end - sentence.start_char :]
    return _CODE.match(behind) is not None


def _is_fixture(home: Node, guest: Node) -> bool:
    """Tell "*Norvik Town v Halden Rovers*" from the name of a case in court."""
    if kinds_of_names(home, guest) != (ORGANISATION, ORGANISATION):
        return False
    if words_between(home, guest) not in _VERSUS:
        return False
    mentions = [side.mention for side in (home, guest) if side.mention is not None]
    words = {word for it in mentions for word in it.text.lower().strip(".").split()}
    return words.isdisjoint(_LEGAL)


def _is_under(person: Node, firm: Node) -> bool:
    """Tell "*Under Roe*, Acme has grown" at the head of a sentence or clause."""
    if kinds_of_names(person, firm) != (PERSON, ORGANISATION):
        return False
    word = person.before
    while word is not None and word.pos in ("NOUN", "PROPN", "ADJ"):
        word = word.before  # "Under chief executive Roe"
    between = [w for w in words_between(person, firm) if w != "the"]
    if word is None or word.lower != "under" or between != [","]:
        return False
    return word.before is None or not word.before.token.is_alpha


def _is_led(body: Node, person: Node) -> bool:
    """Tell "the Ministry *under Roe* has grown", side by side only.

    Who learned "at Acme College *under Roe*" learned from Roe, who may not lead it.
    """
    if body.case == "at":
        return False
    kinds = kinds_of_names(body, person)
    return kinds == (ORGANISATION, PERSON) and words_between(body, person) == ["under"]


def _is_of_place(firm: Node, place: Node) -> bool:
    """Tell "Acme Corp of Springfield"; "the Bank of Springfield" is one name."""
    if firm.mention is None or place.mention is None:
        return False
    if (firm.mention.kind, place.mention.kind) != (ORGANISATION, PLACE):
        return False
    named = firm.mention.form == "name" and len(firm.mention.text.split()) > 1
    between = [w for w in words_between(firm, place) if w not in (">", "the")]
    site = any(word in firm.mention.text.lower().split() for word in _SITES)
    joined = between == ["of"] or (site and between in (["in"], ["at"]))
    behind = mark_behind(place) in (",", ";", ".", ")", ":")
    if site and between == [","] and behind:
        return named  # "Zeta University, Springfield."
    # "Zeta, of Springfield,"
    apart = between == [",", "of"] and behind
    aside = between == ["("] and mark_behind(place) == ")"  # "Zeta (Springfield)"
    return (named and joined) or ((apart or aside) and firm.mention.form == "name")


def _is_body_of(body: Node, whole: Node, rules: Rules) -> bool:
    """Tell "the Finance Committee of Acme Union", two names side by side."""
    if body.mention is None or whole.mention is None:
        return False
    if not body.mention.kind == whole.mention.kind == ORGANISATION:
        return False
    if rules.words["bodies"].isdisjoint(body.mention.text.lower().split()):
        return False
    between = [word for word in words_between(body, whole) if word != "the"]
    return between in (["of"], ["at"])


def _part_of(firm: Node) -> Node:
    """Return the laboratory of "Roe of *Acme's Laboratory*", or the firm itself."""
    part = firm.head if firm.label == "poss" else None
    mention = part.mention if part is not None else None
    named = mention is not None and mention.kind == ORGANISATION
    return part if part is not None and named else firm


def _joint(person: Node, other: Node) -> str:
    """Return the preposition that joins a firm to the person before it, or ""."""
    between = _by_trade(person, other) or words_between(person, other)
    if between[:1] == ["and"] and between[1:2] in (["his"], ["her"], ["their"]):
        del between[1]
    if between[:2] in (["and", "colleagues"], ["and", "others"], ["et", "al"]):
        between = between[2:]
    if other.first("poss") is not None:  # "of *Acme's* laboratory"
        between = between[: 1 + (between[:1] == [","])]
    if between == [","] and _is_ranked(person, other):
        return "of"
    if between[:2] == [",", "of"] and _is_companion(person):
        return ""
    if between == ["was", "at"] and _is_dated_stay(person, other):
        return "at"
    loose = between[:1] in ([","], ["("])
    words = [word for word in between[loose:] if word not in ("the", "a")]
    if words[: len(words) - 2] in (["was"], ["is"], ["who", "was"], ["who", "is"]):
        words = words[-2:]
    dated = words[:1] != [] and words[0] in (*_PAST, *_PRESENT)
    past = dated and words[0] in _PAST
    if words[:1] in (["both"], ["all"]):
        words = words[1:]
    if len(words) != 1 + dated or words[-1] not in ("of", "from", "at", "with"):
        return ""
    if (words[-1] == "with" and not dated) or (words == ["of"] and is_peer(person)):
        return ""
    behind = mark_behind(other)
    if behind in ("'", "’") and _has_unit(other) and words != ["at"]:
        return words[-1]  # "Roe, from Acme's *research group*"
    if behind in ("'", "’") or (
        loose and not past and words != ["of"] and behind not in (",", ".", ";", ")")
    ):
        return ""
    return words[-1]


def _is_dated_stay(person: Node, firm: Node) -> bool:
    """Tell "*when* he was at Acme" and "Roe was at Acme *from 1990*" from a visit.

    Who was at a college may have studied there.
    """
    if last_word(firm) in _SITES or firm.mention is None or firm.mention.form != "name":
        return False
    if not _SITES.isdisjoint(firm.mention.text.lower().split()):
        return False
    doc = firm.token.doc
    before = doc[person.start - 1].lower_ if person.start else ""
    behind = [token.lower_ for token in doc[firm.end : firm.end + 2]]
    years = behind[:1] == ["from"] and behind[-1].isdigit()
    return before in ("when", "while") or years or behind[:1] == ["until"]


def _is_companion(person: Node) -> bool:
    """Tell "the founder, *with Roe*, of Acme" from "Roe, of Acme"."""
    word = person.before
    while word is not None and word.mention is None and word.pos in ("NOUN", "PROPN"):
        word = word.before  # "Mr"
    comma = word.before if word is not None and word.lower == "with" else None
    return comma is not None and comma.lower == ","


def _is_ranked(person: Node, service: Node) -> bool:
    """Tell "Captain Roe, *Royal Navy*," from a list of people and bodies."""
    ranked = person.mention is not None and person.mention.title != ""
    return ranked and last_word(service) in _SERVICES


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
    plain = all(
        t.pos_ in ("DET", "ADJ", "NOUN", "PUNCT", "PART")
        or t.lower_ in _POLITICAL
        or t.tag_ == "VBN"  # "the *listed* brewer Acme", "the state-*owned* Acme"
        for t in trade
    )
    if not trade or len(trade) > 6 or not plain or any(t.text == "," for t in trade):
        return []
    kinds = [t for t in trade if t.pos_ != "DET"]
    named = trade[-1].lemma_ in ORGANISATIONS | _TRADES or (
        bool(kinds) and all(t.pos_ == "ADJ" or t.lower_ in _POLITICAL for t in kinds)
    )
    # "of box office tracker Acme", but not "of his friend Acme"
    told = firm.mention.kind == ORGANISATION and trade[-1].tag_ == "NN"
    owned = trade[-1].tag_ == "VBN" and "-" in [t.text for t in trade[-2:]]
    plainly = all(t.tag_ in _TRADE_TAGS for t in kinds)
    named = named or (plainly and (told or owned))
    joint = words[first].lower_ in ("of", "from", "at")
    return [t.lower_ for t in words[: first + 1]] if named and joint else []


def _affiliation(person: Node, other: Node, by: str, rules: Rules) -> Finding:
    """Return who is of what: by the title before the name, where there is one."""
    mention, firm = person.mention, other.mention
    title = mention.title.lower() if mention is not None else ""
    words = title.rstrip(".").split()
    roles = rules.roles.get(words[-1], ()) if words else ()
    office = any(role.relation == TITLED.relation for role in roles)
    elected = bool(words) and words[-1] in rules.words["state_offices"]
    seated = elected and firm is not None and _has_members(firm, rules)
    if office and not seated and firm and firm.kind == ORGANISATION:
        label = f"{title} {by if by != 'from' else 'of'}"
        return Finding(person, other, TITLED.relation, label, TITLED, other)
    between = words_between(person, other)
    joined = firm is not None and (
        seated
        or is_party(firm, rules)
        or _has_pupils(firm)
        or not (_MEMBERS | _POLITICAL).isdisjoint(between)
    )
    rule = PARTISAN if joined else AFFILIATION
    worked = f"formerly {WORKED}" if rule is AFFILIATION else f"former {rule.label}"
    label = worked if _is_past(person, other) else rule.label
    return Finding(person, other, rule.relation, label, rule, other)


def _has_members(body: Mention, rules: Rules) -> bool:
    """Tell the party of "Minister Roe (*Halden Alliance*)" from his ministry."""
    return is_party(body, rules) or body.text.lower().split()[-1] in _MEMBERS


def _has_pupils(body: Mention) -> bool:
    """Tell "Roe from *Norvik High School*" from who works for a business school."""
    *_, sort, last = ["", *body.text.lower().split()]
    return last == "school" and sort not in WORDS["staffed_schools"]


def _is_past(person: Node, firm: Node) -> bool:
    """Tell "Roe, *formerly* of Acme" and "when he *was* at Acme" from "Roe of Acme"."""
    between = words_between(person, firm)
    return between == ["was", "at"] or not {*_PAST}.isdisjoint(between)


def _is_subject(node: Node) -> bool:
    first = node.list_head
    return first.label in ("subj", "subj_pass")
