"""Names taken for people's that act like companies, in any of their places.

A company that a text never introduces looks like a bare surname to a pipeline. What it
does ("Zuma raised $5m", "launched its app") and beside whom it is listed tell them
apart; each place where it acts like a person counts against that.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg import names
from kg.annotate import kinds
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION, PERSON

_COMMA = re.compile(r",? and (?:the )?|, (?:the )?|,? or ")
_LIKE_PERSON = re.compile(
    r",? who\b|(?:[’']s)? (?:wife|husband|father|mother|son|daughter|brother|sister|"
    r"family|career|death|widow|lawyer|agent|life|(?:[a-z]+ ){0,2}(?:strategist|aide|"
    r"adviser|advisor|ally|speechwriter|running mate|biographer))\b|,? (?:aged )?\d\d\b"
    r"|(?: \w+)? (?:his|her|he|she|him)\b"
)


def reread(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Return the names; a person's that acts like a company is an organisation's.

    Nobody with a title, a proven kind, or a full name that holds the word is touched.
    """
    votes = _votes(page, found)
    return [
        replace(name, kind=ORGANISATION)
        if name.kind == PERSON and votes[page.text[name.start : name.end]] > 0
        else name
        for name in found
    ]


def _votes(page: Page, found: Sequence[Mark]) -> Counter[str]:
    people = [name for name in found if name.kind == PERSON]
    taken: set[str] = set()
    for name in people:
        words = page.text[name.start : name.end].split()
        if len(words) > 1:
            taken.update(words)
    for name in people:
        if name.title or name.sure or name.link:
            taken.add(page.text[name.start : name.end])
    listed = _listed(page, found) | _employers(page, found)
    votes = Counter(
        page.text[name.start : name.end] for name in people if name.start in listed
    )
    for text in sorted({page.text[name.start : name.end] for name in people}):
        votes[text] = 0 if text in taken else votes[text] + _acting(page, text)
    return votes


def _acting(page: Page, name: str) -> int:
    """Return the votes of every place of a name."""
    total = 0
    for start in page.places.find(name, bars="-"):
        end = start + len(name)
        left, right = page.sentence(start, end)
        total += acts(page.text[left:start], page.text[end:right])
    return total


def acts(before: str, after: str) -> int:
    """Return 1 if a name acts like a company between two texts, -1 like a person."""
    if _LIKE_PERSON.match(after):
        return -1
    likely, done = _deeds()
    return int(bool(likely.search(before) or done.match(after)))


def _listed(page: Page, found: Sequence[Mark]) -> set[int]:
    """Return where single words stand in lists of which most are organisations."""
    starts: set[int] = set()
    for row in rows(page, found):
        firms = [name for name in row if name.kind == ORGANISATION]
        odd = [name for name in row if name.kind != ORGANISATION]
        if len(firms) >= 2 and len(firms) > len(odd):
            words = ((n.start, page.text[n.start : n.end]) for n in odd)
            starts.update(start for start, text in words if " " not in text)
    return starts


def _employers(page: Page, found: Sequence[Mark]) -> set[int]:
    """Return where a name follows a person's and "of": "Ann Lee of Zuma"."""
    return {
        right.start
        for left, right in pairwise(sorted(found, key=lambda name: name.start))
        if left.kind == PERSON and page.text[left.end : right.start] == " of "
    }


def rows(page: Page, found: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Yield the runs of names that only commas, "and" and "or" part."""
    row: list[Mark] = []
    for name in sorted(found, key=lambda name: name.start):
        if row and not _COMMA.fullmatch(page.text, row[-1].end, name.start):
            yield row
            row = []
        row.append(name)
    yield row


@cache
def _deeds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = names.word_list("annotate")
    keys = "plural_organisations", "company_verbs", "company_deeds", "company_roles"
    nouns, verbs, sure, roles = ("|".join(lists[key]) for key in keys)
    staff, sums, sorts = (kinds.any_of(key) for key in ("staff", "sums", "sum_sorts"))
    listed = rf"(?:{nouns})(?:,? (?:such as|like|including))? (?:[A-Z]\w+(?:, | and ))*"
    before = rf"\b(?:(?i:{listed})|{staff}s? (?:at|with) (?:the )?(?:[a-z]+ ){{0,2}})$"
    helpers = r"(?:,? which)? (?:has |have |had |also |then |will |would |to )*"
    after = (
        rf"{helpers}(?:(?:{verbs}) its\b|(?:{sure}))|, whose (?:{roles})\b"
        rf"| (?:said|says|reports|reported) (?:that )?(?:{sorts} )*{sums}\b"
        rf"| (?:said|says) its (?!a\b)|['’]s (?:[a-z-]+ ){{0,2}}{staff}s?\b"
    )
    return re.compile(before), re.compile(after)
