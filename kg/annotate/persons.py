"""Names taken for organisations of which the sentences speak as of people.

The mirror of `evidence`: to a pipeline a name from a country it met little of looks
like a firm's. People have a calling, an age, a wife; they found a firm with somebody
and write what stands under "By". What all places tell is weighed against how sure the
net is of an organisation, and against what speaks for one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from kg import names
from kg.annotate.evidence import ENOUGH, Place, lead_of, listed, points
from kg.annotate.kinds import any_of
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION, PERSON

_PARTICLES = frozenset(
    ("de", "di", "da", "du", "del", "la", "le", "al", "el", "van", "von", "der", "den")
)
_WORD = re.compile(r"[A-Z][^\W\d_]*[a-z][^\W\d_]*(?:[-'’][^\W\d_]+)*\.?|[A-Z]\.?")
_LONGEST = 4
_MOST, _LEAST = 4, 2
"""Points that one place can give for a person, and those that all must."""

_NEAR = 60
_UNKNOWN = -4.0
"""The net's lead where another pipeline tells none, in logits."""

_BYLINE = re.compile(
    r"(?:^|\n)(?:[Bb]y|BY)[ ](?:[^\n.,]{3,40}(?:,| and|&) )?$"
    r"|\b(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Ww]ritten|[Pp]hotographs?) by[ ]"
    r"(?:[^\n.;]{3,60}(?:, | and ))?$"
)
_BYLINE_END = re.compile(
    r"[ ]*(?:\n|$|\||[;)]|, | and | in [A-Z]| - |\. |\.$|,? [A-Z][\w’' ]{2,30}(?:\n|$))"
)
_AGED = re.compile(r",? (?:\((?:aged )?\d\d\)|aged \d\d\b|\d\d,|\d\d-year-old)")
_BORN = re.compile(r",? (?:\(born|\(b\.|was born|who was born|, born)\b")
_SELF = re.compile(r"[^.;]{0,60}?\b(?:himself|herself)\b")


def as_persons(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Take names of two to four words for people's where all their places say so.

    Nothing that ends or begins as bodies do is touched, nor what was proven to be one.
    """
    rows: dict[str, list[Mark]] = defaultdict(list)
    for name in found:
        if name.kind == ORGANISATION:
            rows[page.text[name.start : name.end]].append(name)
    full = {text: places for text, places in rows.items() if _may_be(text, places)}
    if not full:
        return list(found)
    kinds = {page.span(name.start, name.end).root.i: name.kind for name in found}
    short = _surnames(rows, full)
    people: set[str] = set()
    for text, places in full.items():
        alone = short.get(text, "")
        if _is_person(page, [*places, *rows.get(alone, ())], kinds):
            people |= {text, alone}
    return [
        replace(name, kind=PERSON, title=_title(page, name), sure=True)
        if name.kind == ORGANISATION and page.text[name.start : name.end] in people
        else name
        for name in found
    ]


def _may_be(text: str, places: Sequence[Mark]) -> bool:
    """Say whether a name is built as people's are and was not proven a firm's."""
    words = text.split(" ")
    if not 1 < len(words) <= _LONGEST or any(name.sure or name.link for name in places):
        return False
    if not all(_WORD.fullmatch(word) or word in _PARTICLES for word in words):
        return False
    ends = _ends()
    return words[0].lower() not in ends and words[-1].lower() not in ends


def _surnames(rows: Iterable[str], full: Iterable[str]) -> dict[str, str]:
    """Return by full name the surname that goes on for it, if that is no other's."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for text in rows:
        for word in text.split(" "):
            bearers[word].append(text)
    return {
        text: last
        for text in full
        if sorted(bearers[last := text.split(" ")[-1]]) == sorted((last, text))
    }


def _is_person(page: Page, places: Sequence[Mark], kinds: dict[int, str]) -> bool:
    at = [Place.of(page, name, kinds) for name in places]
    human = sum(
        min(_MOST, sum(_told(page, name, place)))
        for name, place in zip(places, at, strict=True)
    )
    if human < _LEAST:
        return False
    human += all(map(_is_flat, at))
    firm = max(-1, sum(map(points, at)) + sum(map(listed, at)))
    return human - firm + lead_of(page, places, _UNKNOWN) / 2 >= ENOUGH


def _is_flat(place: Place) -> bool:
    """Say whether the tree ties the words of a name as it does those of people's."""
    words = place.doc[place.start : place.end]
    return all(
        token.dep_ in ("flat", "punct") or token == place.root for token in words
    )


def _told(page: Page, name: Mark, place: Place) -> Iterator[int]:
    """Yield what one place tells for a person."""
    before, after = page.beside(name.start, name.end)
    if before.endswith(("the ", "The ")):
        yield -3
    if _BYLINE.search(page.text[max(0, name.start - _NEAR) : name.start]):
        yield 3 * bool(_BYLINE_END.match(page.text, name.end))
    if _AGED.match(after) or _BORN.match(after) or _SELF.match(after):
        yield 3
    if _honours().match(after) or _own().match(after):
        yield 3
    title = _title(page, name).lower().split()
    if title and (title[-1] in _callings() or names.is_honoured(page.text, name.start)):
        yield 2 * (place.root.dep_ != "nmod:poss")
    yield _is_he(place)
    yield from _called(place)
    yield from _doing(place)


def _is_he(place: Place) -> int:
    """Return points of "he" in the sentence of a name that is the subject.

    Nobody else may be named or spoken of before it who could be meant.
    """
    if place.root.dep_ != "nsubj":
        return 0
    for token in place.doc[place.end : place.root.sent.end]:
        if place.kinds.get(token.i) == PERSON or token.lower_ in ("who", "“", '"'):
            return 0
        if token.lower_ in ("he", "she", "his", "her", "him"):
            return 2
        if token.pos_ == "NOUN" and token.lemma_.lower() in _callings():
            return 0
    return 0


def _called(place: Place) -> Iterator[int]:
    """Yield points of a calling: "Ann Roe is a reporter", "Ann Roe, a singer"."""
    calls, root = _callings(), place.root
    if root.dep_ == "appos" and place.is_noun(root.head) and root.head.i < root.i:
        yield 2 * (root.head.lemma_.lower() in calls)
    for child in root.children:
        if child.dep_ == "appos" and child.i > root.i and place.is_noun(child):
            yield 3 * (child.lemma_.lower() in calls)
    head = root.head
    is_copular = any(child.dep_ == "cop" for child in head.children)
    if root.dep_ == "nsubj" and is_copular and place.is_noun(head):
        yield 3 * (head.lemma_.lower() in calls)


def _doing(place: Place) -> Iterator[int]:
    """Yield points of what only people do, and with whom they found a firm."""
    root, head, lists = place.root, place.head, names.word_list("annotate")
    if root.dep_ == "nsubj":
        yield 2 * _is_human(head) + (head.lemma_.lower() in lists["humans_do"])
    if any(
        child.dep_ in ("acl:relcl", "relcl")
        and any(one.lower_ == "who" for one in child.children)
        and _is_human(child)
        for child in root.children
    ):
        yield 3
    with_whom = any(c.dep_ == "case" and c.lower_ == "with" for c in root.children)
    if with_whom and root.dep_.startswith("nmod") and head.dep_ in ("obj", "xcomp"):
        head = head.head  # "co-founded Acme with Ann Roe" as a part of the object
    if with_whom and root.dep_.startswith(("obl", "nmod")) and _founds(head):
        yield 3
    by_whom = any(c.dep_ == "case" and c.lower_ == "by" for c in root.children)
    if by_whom and root.dep_.startswith("obl") and _founds(head):
        yield 1


def _founds(verb: Token) -> bool:
    """Say whether a verb is "found" or "co-found", however a pipeline cuts that."""
    return verb.lemma_.lower() in ("found", "cofound", "co-found") or (
        verb.lower_ in ("founded", "cofounded")
    )


def _is_human(verb: Token) -> bool:
    """Say whether only people do this: they retire, play for a team, co-found."""
    lemma = verb.lemma_.lower()
    if lemma in names.word_list("annotate")["persons_do"]:
        return True
    if _founds(verb) and any(child.lower_ == "co" for child in verb.children):
        return True
    for child in verb.children:
        if child.dep_.startswith("obl") and lemma in _for_teams():
            return any(c.dep_ == "case" and c.lower_ == "for" for c in child.children)
    return False


def _title(page: Page, name: Mark) -> str:
    return names.take_title(page.text, name.start, name.end)[1]


@cache
def _honours() -> re.Pattern[str]:
    """Match what stands behind a person of rank: "Ann Roe OBE"."""
    others = {"md", *names.word_list("annotate")["team_ends"]}
    honours = [w for w in names.word_list("identity")["honours"] if w not in others]
    return re.compile(rf",? (?:{'|'.join(map(str.upper, honours))}|PhD|DPhil)\b")


@cache
def _own() -> re.Pattern[str]:
    """Match what people have and firms do not: "'s wife", "'s net worth"."""
    kin = any_of("near_kin")
    firm = r"(?! (?:company|firm|paper|title|brand|club|party))"
    things = any_of("peoples_own")
    return re.compile(rf"['’]s? (?:[a-z-]+ ){{0,2}}?(?:{kin}{firm}|{things})\b")


@cache
def _for_teams() -> frozenset[str]:
    return frozenset(names.word_list("annotate")["for_teams"])


@cache
def _callings() -> frozenset[str]:
    """Return the nouns that say what a person is and never what a firm is."""
    lists = names.word_list("annotate")
    loose = {*lists["also_people"], *lists["loose_nouns"], *lists["also_firms"]}
    posts = (office.lower() for office in lists["offices"])
    found = {*lists["callings"], *posts, *names.word_list("titles")["roles"]}
    return frozenset(found - loose - set(lists["organisation_nouns"]))


@cache
def _ends() -> frozenset[str]:
    """Return the words that begin or end the names of bodies."""
    lists = names.word_list("annotate")
    keys = (
        "firm_endings", "bodies", "houses", "legal_forms", "organisation_nouns",
        "more_organisations", "roads", "firm_parts", "firm_ends", "fields",
        "portfolios", "field_modifiers", "contests", "never_traded", "team_ends",
    )  # fmt: skip
    return frozenset(word.lower() for key in keys for word in lists[key])
