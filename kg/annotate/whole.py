"""Names that a pipeline cuts short or runs together, by their form alone.

"People's" before a name is a part of it, so is the "'s" of a shop that never owns
anything; a first name stands between a calling and the surname; and two bodies that a
list ends with are two.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from kg import names
from kg.annotate import kinds
from kg.annotate.marking import Mark, Page
from kg.records import INITIATIVE, ORGANISATION, PERSON

_THINGS = (ORGANISATION, INITIATIVE)
_GENITIVE = re.compile(r"['’]s(?!\w)")
_SAINT = re.compile(r"(?:St|Saint)\.? [A-Z][a-z]+")
_DASH = re.compile(r" [-–—] (?=[A-Z])")
_LINK = re.compile(r" and (?=[A-Z])")
_OWNED = ("NOUN", "ADJ", "PROPN", "NUM", "ADV")
_SUCH_AS = re.compile(r"\b(?:such as|including|between|backers|clients|investors) $")
_AMONG = re.compile(r" (?:among|as) (?:its|their|his|her|our) [a-z-]+s\b")
_HALF = re.compile(r"-([A-Z][a-z]+)(?![\w-])(?! [A-Z])")
_ROYAL = frozenset(
    ("Prince", "Princess", "King", "Queen", "Duke", "Duchess", "Earl", "Count", "Pope")
)
_NEAR = 14


def whole(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Return the names with what was cut off them, and "A and B" of a list in two."""
    ordered = sorted(found, key=lambda name: name.start)
    ordered = [part for name in ordered for part in _two(page, name, ordered)]
    shops = _shops(page, ordered)
    known = {page.text[name.start : name.end] for name in ordered}
    kept: list[Mark] = []
    for name in ordered:
        if kept and kept[-1].end > name.start and not name.link:
            continue
        last = kept[-1] if kept else None
        if name.link:
            kept.append(name)
            continue
        if name.kind in _THINGS and (owner := _people(page, name)) < name.start:
            if last and last.end > owner and not last.link:
                owner = _parted(page, kept, owner)
            name = replace(name, start=owner, kind=ORGANISATION)
        elif name.kind == PERSON:
            name = _with_first_name(page, _with_last_name(page, name, known), last)
            if last and _is_first_name(page, last, name):
                name = replace(name, start=kept.pop().start)
        elif saint := _house_of_saint().match(page.text, name.start):
            name = replace(name, end=max(name.end, saint.end()))
        elif page.text[name.start : name.end] in shops:
            shop = _GENITIVE.match(page.text, name.end)
            name = replace(name, end=shop.end() if shop else name.end)
        kept.append(name)
    return kept


def _parted(page: Page, kept: list[Mark], owner: int) -> int:
    """Take the owner off the last name, and return where the name behind it begins.

    "Tide Bank and Farmers" keeps its bank; "European Players" is all a part.
    """
    last = kept.pop()
    before = page.text[last.start : owner]
    if before.endswith(" and "):
        kept.append(replace(last, end=owner - len(" and ")))
        return owner
    return last.start


def _people(page: Page, name: Mark) -> int:
    """Return where "People's Larkin Lottery" begins."""
    before = _collective().search(page.text, max(0, name.start - _NEAR), name.start)
    return before.start() if before else name.start


def _shops(page: Page, found: Sequence[Mark]) -> set[str]:
    """Return the words that never stand without "'s" and need not own anything.

    "Sotheran's said", "left Sotheran's"; a church is called so, too: "St Mark's".
    """
    shops: set[str] = set()
    for name in found:
        text = page.text[name.start : name.end]
        if name.kind != ORGANISATION or name.link or text in shops or text.isupper():
            continue
        if " " in text and not _SAINT.fullmatch(text):
            continue
        places = [
            at
            for at in page.places.find(text)
            if not page.text.startswith(" family", at + len(text))
        ]
        if all(_GENITIVE.match(page.text, at + len(text)) for at in places) and any(
            _owns_nothing(page, at + len(text)) for at in places
        ):
            shops.add(text)
    return shops


def _owns_nothing(page: Page, end: int) -> bool:
    """Say whether nothing that could be owned follows the "'s" at a place."""
    genitive = page.span(end, end + 2)[-1]
    if genitive.tag_ != "POS":
        return False
    at = genitive.i + 1
    behind = page.doc[at] if at < len(page.doc) else None
    if behind is None or behind.is_sent_start:
        return True
    owned = behind.pos_ in _OWNED or behind.is_currency  # "Zuma's *£24m* striker"
    return not owned and not behind.text[0].isupper()


def _with_first_name(page: Page, name: Mark, last: Mark | None) -> Mark:
    """Give "Rukam Khan" its "Shah" back: "Actor Shah Rukam Khan"."""
    span = page.span(name.start, name.end)
    if span.start < 2 or span[0].is_sent_start:
        return name
    first = span[0].nbor(-1)
    if (last and last.end > first.idx) or not _may_be_first(first):
        return name
    calling = first.nbor(-1)
    titled = not first.is_sent_start and names.is_title(calling.text)
    tied = first.head.i in range(span.start, span.end) and first.dep_ != "appos"
    if not (titled and tied and len(calling.text) > 3):
        return name
    return replace(name, start=first.idx, title=calling.text)


def _with_last_name(page: Page, name: Mark, known: Set[str]) -> Mark:
    """Give "Ann Odhiambo" of "Ann Odhiambo-Were" the end that looks like a verb."""
    text = page.text[name.start : name.end]
    match = _HALF.match(page.text, name.end)
    if match is None or " " not in text or match[1] in known:
        return name
    return replace(name, end=match.end())


def _is_first_name(page: Page, last: Mark, name: Mark) -> bool:
    """Say whether one word, taken for a firm's, is the first of a person's name.

    The tree must say that both are one name.
    """
    if last.kind not in _THINGS or last.link or last.sure or last.end + 1 != name.start:
        return False
    words = page.text[last.start : name.end].split(" ")
    first = page.span(last.start, last.end)
    rest = page.span(name.start, name.end)
    tied = {token.head.i for token in rest if token.dep_ == "flat"}
    plain = len(words) == 2 and words[0].istitle() and words[0].isalpha()
    return plain and page.text[last.end] == " " and first.start in tied


def _may_be_first(token: Token) -> bool:
    """Say whether a word right before a name can be a part of it."""
    return (
        token.pos_ == "PROPN"
        and token.is_title
        and token.is_alpha
        and token.whitespace_ == " "
        and not token.is_stop
        and not token.ent_type_
        and not names.is_title(token.text)
        and token.text not in _ROYAL
        and names.is_name(token.text)
    )


def _two(page: Page, name: Mark, ordered: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the halves of "Larkin Watch and Friends of Norvik", else the name.

    So those of "Norvik - Larkin Watch" where Larkin Watch has another place.
    """
    text = page.text[name.start : name.end]
    dash = _DASH.search(text)
    if dash and not name.link and _is_elsewhere(page, name, text[dash.end() :]):
        yield replace(name, end=name.start + dash.start())
        yield replace(name, start=name.start + dash.end())
        return
    links = list(_LINK.finditer(text))
    if name.kind != ORGANISATION or name.link or len(links) != 1:
        yield name
        return
    left, right = text[: links[0].start()], text[links[0].end() :]
    before = page.text[max(0, name.start - _NEAR) : name.start].removesuffix("the ")
    listed = before.endswith(", ") and any(
        page.text[one.end : name.start] in (", ", ", the ") and one.kind in _THINGS
        for one in ordered
        if one.end < name.start
    )
    several = " " in left and (listed or (_is_listing(page, name) and " " in right))
    if not (several and _is_listing(page, name)) and not (
        _is_body(right) and (several or _is_body(left))
    ):
        yield name
        return
    yield replace(name, end=name.start + len(left))
    yield replace(name, start=name.start + links[0].end())


def _is_elsewhere(page: Page, name: Mark, text: str) -> bool:
    """Say whether a part of a name stands elsewhere in the document, too."""
    return any(not name.start <= at < name.end for at in page.places.find(text))


def _is_listing(page: Page, name: Mark) -> bool:
    """Say whether several are named: "such as A and B", "counts A and B among"."""
    before, after = page.beside(name.start, name.end)
    return bool(_SUCH_AS.search(before) or _AMONG.match(after))


def _is_body(text: str) -> bool:
    """Say whether words are a body's whole name: "Friends of Norvik"."""
    return _body().match(text) is not None


@cache
def _collective() -> re.Pattern[str]:
    owners = kinds.any_of("collective_owners")
    return re.compile(rf"(?<![\w-]){owners} $")


@cache
def _house_of_saint() -> re.Pattern[str]:
    """Match "St Fintian's High School", of which a pipeline may mark the saint."""
    houses = kinds.any_of("houses_of_saints")
    return re.compile(
        rf"(?:St|Saint)\.? [A-Z][a-z]+['’]s?(?: [A-Z]\w+){{0,2}} {houses}\b"
    )


@cache
def _body() -> re.Pattern[str]:
    heads = kinds.any_of("heads_before_of")
    return re.compile(rf"(?:[A-Z]\w+ )?{heads} (?:of|for)\b|(?:Save|Stop|Stand) ")
