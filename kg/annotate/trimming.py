"""Give every marked name its proper edges and title, and drop what names nobody."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache
from itertools import islice

from kg import names
from kg.annotate import kinds
from kg.annotate.marking import Mark, Page
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE

_OWNED = re.compile(r"([A-Z]\S* .*\S)['’]s? ([A-Z]\S* .*)")
_SAINT = re.compile(r"(?:Saint|St\.?|King|Queen|Sir|Dame|Lord|Lady) [A-Z][\w-]*['’]")
_DATELINE = re.compile(r"(\S.*) [-–—]+ (\1)")
_OFFICE = re.compile(r"[A-Z-]{2,}[ -]\d+")
"""An office of a region: "RFO 10"."""
_HONOURED = re.compile(r"[A-Z][a-z]+(?: [A-Z][\w’'-]*\.?)+ [A-Z][A-Za-z]*[A-Z]")
_COUPLE = re.compile(r"\b(?:between|(?:merger|fusion|union) of)(?: the)? $")
"""What stands before two names that are to be two."""
_THERE = re.compile(r"\b(?:at|in|on|near|outside|from|to) $")
_MINUTE = re.compile(r"(\S.*\w)[ ]\d{2,3}")
"""Who scored when: "Terry 17"."""
_LONGEST = 200
"""Characters of two names that stand as one; longer ones are no names."""

_SEEN = 50
"""Places of a name that are looked at."""

_COMMON = {"NOUN", "ADJ", "ADV", "VERB"}


def trimmed(page: Page, marked: Sequence[Mark]) -> list[Mark]:
    """Give every piece its proper edges and title, and drop what names nobody."""
    known = {page.text[name.start : name.end] for name in marked}
    kept = []
    for name in marked:
        if name.link:
            kept.append(name)
            continue
        if _is_common(page, name):
            continue
        for part in _parts(page, name, known):
            cut = _person(page, part) if part.kind == PERSON else _thing(page, part)
            if names.is_name(page.text[cut.start : cut.end]):
                kept.append(cut)
    return kept


def _parts(page: Page, name: Mark, known: Set[str]) -> list[Mark]:
    """Split two names that stand as one; give what is surely a body or a road its kind.

    "Larkin University's Centre for Tides" are two; so is "Larkin - Larkin", a dateline.
    "New" goes off "New Larkin" where a sentence begins and the document has Larkin.
    """
    text = page.text[name.start : name.end]
    whole = replace(name, kind=_kind_of(page, name, text))
    if text.startswith("New ") and text[4:] in known:
        first = page.span(name.start, name.end)[0]
        return [replace(whole, start=name.start + 4 * bool(first.is_sent_start))]
    at = name.start
    if len(text) > _LONGEST:
        return [whole]
    owned = whole.kind == ORGANISATION and not _SAINT.match(text)
    couple = _COUPLE.search(page.text, max(0, at - 20), at)
    both = couple is not None and not page.text.startswith(" and ", name.end)
    if owned and (joint := _two_bodies(text, known, both=both)):
        left = replace(whole, end=at + joint)
        return [left, replace(whole, start=at + joint + len(" and "))]
    match = _OWNED.fullmatch(text) if owned else None
    if match and _collective().search(text, 0, match.start(2)):
        match = None  # "Norvik Patrolmen's Benevolent Association"
    if match is None and (match := _DATELINE.fullmatch(text)):
        told = page.text.endswith(", ", 0, at) and page.text[at - 3].isupper()
        whole = replace(whole, kind=PLACE) if told else whole
    if match is None:
        return [whole]
    left = replace(whole, end=at + match.end(1))
    return [left, replace(whole, start=at + match.start(2))]


def _two_bodies(text: str, known: Set[str], *, both: bool = False) -> int:
    """Return where the first of "Acme Women and Beta Inc" ends, if it is known alone.

    The departments of "Department of Health and Social Care" are one; 0 for one body.
    With `both` two are spoken of: "the merger of Acme Women and Beta".
    """
    one, joint, two = text.partition(" and ")
    if both and joint and " and " not in two and " " in one and " " in two:
        return len(one)
    plain = " " in one and not re.search(r" (?:of|for|on|and) ", one)
    return len(one) if joint and plain and one in known and " " in two else 0


def _kind_of(page: Page, name: Mark, text: str) -> str:
    """Return the kind that the first or last word of a name leaves no doubt about."""
    words = names.word_list("annotate")
    first, *rest = text.split(" ")
    if name.kind == PERSON and _OFFICE.fullmatch(text):
        return ORGANISATION
    if name.kind == ORGANISATION and len(rest) > 1 and _HONOURED.fullmatch(text):
        return PERSON if rest[-1].lower() in _honours() - _teams() else ORGANISATION
    if name.kind == PERSON and {first, *rest[-1:]} & set(words["bodies"]) and rest:
        return ORGANISATION
    if rest and rest[-1] in words["roads"] and all(word[0].isupper() for word in rest):
        there = bool(_THERE.search(page.text, max(0, name.start - 12), name.start))
        if name.kind == INITIATIVE or (name.kind == ORGANISATION and there):
            return PLACE
    return name.kind


def _person(page: Page, name: Mark) -> Mark:
    start, end = names.trim(page.text, name.start, name.end)
    if minute := _MINUTE.fullmatch(page.text, start, end):
        end = minute.end(1)
    if (
        page.text.startswith(("HE ", "HRH ", "HM "), start)
        and " " in page.text[start:end]
    ):
        start = page.text.index(" ", start) + 1  # "His Excellency", which is no "he"
    start, title = names.take_title(page.text, start, end)
    start, end = names.trim(page.text, _without_people(page.text, start, end), end)
    end = names.add_suffix(page.text, _without_honours(page.text, start, end))
    return replace(name, start=start, end=end, title=title)


def _without_honours(text: str, start: int, end: int) -> int:
    """Return where "Ann Lee" ends in "Ann Lee FCA": two words must be left.

    In "Norvik City AC" it is what teams are called by: three must.
    """
    words = text[start:end].split(" ")
    while words[-1].lower() in _honours() and _is_loud(words[-1]):
        if len(words) < 3 + (words[-1].lower() in _teams()):
            break
        end -= len(words.pop()) + 1
    return end


def _is_loud(word: str) -> bool:
    """Say whether a word has more than one capital, as degrees have: "PhD"."""
    return sum(map(str.isupper, word)) > 1


def _thing(page: Page, name: Mark) -> Mark:
    """Cut "Aid charity" off "Aid charity Acme"; keep what "Acme museum" ends in."""
    start, end = names.trim(page.text, name.start, name.end)
    if start < end and (head := _small_head().match(page.text, end)):
        marked = head.end() <= name.end
        if (marked and head["always"]) or _is_only_with(page, start, end, head, marked):
            return replace(name, start=start, end=head.end())
    if name.kind != ORGANISATION:
        return replace(name, start=start, end=end)
    if sort := _sort_before().match(page.text, start, end):
        return replace(name, start=sort.end(), end=end)
    post = _post_at_end().search(page.text, start, end)
    if post and _role_behind().match(page.text, end):
        end = post.start()
    return replace(name, start=start, end=end)


def _is_only_with(
    page: Page, start: int, end: int, head: re.Match[str], marked: bool
) -> bool:
    """Say whether "Natural History" only stands as "the Natural History museum".

    Where a pipeline did not take the museum for a part of the name, two words must.
    """
    bare, whole = page.text[start:end], page.text[start : head.end()]
    if not marked and (
        " " not in bare
        or bare.rsplit(" ", 1)[-1] in _body_words()
        or not page.text.endswith(("the ", "The "), 0, start)
    ):
        return False
    places = islice(page.places.find(bare), _SEEN)
    return all(page.text.startswith(whole, at) for at in places)


def _without_people(text: str, start: int, end: int) -> int:
    """Return where "Ann Lee" begins in "Dane Ann Lee": two words must be left."""
    first, *rest = text[start:end].split()
    return end - len(" ".join(rest)) if len(rest) > 1 and first in _people() else start


def _is_common(page: Page, name: Mark) -> bool:
    """Say whether a name is one common noun, capitalised to open a sentence."""
    span = page.span(name.start, name.end)
    token = span[0]
    if len(span) > 1 or token.pos_ not in _COMMON or not token.is_sent_start:
        return False
    return page.text.count(token.text) < 2


@cache
def _honours() -> frozenset[str]:
    return frozenset(names.word_list("identity")["honours"])


@cache
def _teams() -> frozenset[str]:
    return frozenset(names.word_list("annotate")["team_ends"])


@cache
def _people() -> frozenset[str]:
    """Return the words for people of a country that are nobody's given name."""
    given = names.word_list("annotate")["demonyms_and_given_names"]
    found = names.word_list("not_names")["demonyms"]
    return frozenset(word.capitalize() for word in found if word not in given)


@cache
def _small_head() -> re.Pattern[str]:
    """Match " museum" at the end of what a pipeline takes for a name, or behind it."""
    always, often = kinds.any_of("small_heads"), kinds.any_of("small_heads_of_others")
    more = rf"(?! (?:{always}|{often})s?\b)"  # "Acme foundation trust"
    return re.compile(rf" (?:(?P<always>{always})|{often})(?![\w-]){more}")


@cache
def _body_words() -> frozenset[str]:
    lists = names.word_list("annotate")
    return frozenset((*lists["bodies"], *lists["houses"]))


@cache
def _collective() -> re.Pattern[str]:
    return re.compile(rf"\b{kinds.any_of('collective_owners')} ")


@cache
def _post_at_end() -> re.Pattern[str]:
    """Match "Country" at the end of "Halden Bank Country", before "Director"."""
    return re.compile(rf"(?<=\w) {kinds.any_of('opening_posts')}$")


@cache
def _role_behind() -> re.Pattern[str]:
    roles = names.any_of(names.word_list("titles")["roles"])
    return re.compile(rf" (?=[A-Z])(?i:{roles})\b")


@cache
def _sort_before() -> re.Pattern[str]:
    nouns = kinds.any_of("organisation_nouns")
    lines = kinds.any_of("sectors")
    return re.compile(rf"[A-Z][\w-]*(?: [a-z-]+)? {nouns} |(?i:{lines}) (?=[A-Z])")
