"""Who is of what by mere nearness: "Roe (Acme)", "Roe: Acme", "said Roe, Acme"."""

from collections.abc import Sequence

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.gaps import mark_behind, words_between
from kg.relate.grammar.naming import kinds_of_names
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_SAID = WORDS["telling_ends"]
_LISTING = ([","], ["and"], [",", "and"], ["&"])
_TITLING = ("NOUN", "PROPN", "ADJ")


def set_beside(person: Node, firm: Node) -> str:
    """Return "of" for "Roe (*Acme*)", and for "Roe, *Acme*; Doe, *Beta*"."""
    if kinds_of_names(person, firm) != (PERSON, ORGANISATION):
        return ""
    between = words_between(person, firm)
    if between == ["("]:
        return "of" if mark_behind(firm) == ")" and _is_bracketed(firm) else ""
    before = _first_word(person)
    if between and between[-1] in (":", "):"):  # "Roe (Treasurer): *Acme*"
        aside = between == [":"] or between[0] == "("
        return "of" if aside and before is None and _is_last(firm) else ""
    if between != [","]:
        return ""
    opened = before is not None and before.lower == ";"
    behind = mark_behind(firm)
    listed = behind == ";" or (opened and behind in (".", ""))
    return "of" if listed or _is_quoted(person, firm) else ""


def _is_bracketed(firm: Node) -> bool:
    """Tell "Roe (Acme)" from "Roe (Doe 45)" and from "the Roe (Acme) Fund"."""
    behind = firm.token.doc[firm.end + 1 : firm.end + 2]
    named = any(t.text[:1].isupper() and not t.is_sent_start for t in behind)
    return not named and not firm.token.doc[firm.end - 1].text.isdigit()


def _is_last(firm: Node) -> bool:
    """Tell a name that ends its sentence, or has only brackets behind it."""
    rest = firm.token.doc[firm.end : firm.token.sent.end]
    words = [token.text for token in rest if not token.is_space]
    return not words or words[0] == "("


def _is_quoted(person: Node, firm: Node) -> bool:
    """Tell "..., said Roe, *Acme*." and "Dr Roe, *Acme*, said"."""
    behind = mark_behind(firm)
    before = person.before
    if person.mention is None or " " not in person.mention.text:
        return False
    if before is not None and before.lower in _SAID:
        return behind in (".", ",", "")
    rest = firm.token.doc[firm.end : firm.end + 2]
    return [token.lower_ for token in rest[:1]] == [","] and rest[-1].lower_ in _SAID


def _first_word(person: Node) -> Node | None:
    """Return what stands before a name with its titles and "and"."""
    word = person.before
    while word is not None and (word.lower == "and" or word.pos in _TITLING):
        word = word.before
    return word


def listed_before(person: Node, named: Sequence[Node]) -> list[Node]:
    """Return A and B of "*A, B* and C from Acme", where names alone are listed."""
    found: list[Node] = []
    right = person
    last = named[named.index(person) - 1]
    if {*words_between(last, person)}.isdisjoint(("and", "&")):
        return found
    for left in reversed(named[: named.index(person)]):
        if kinds_of_names(left, right) != (PERSON, PERSON):
            break
        if words_between(left, right) not in _LISTING:
            break
        found.append(left)
        right = left
    return found
