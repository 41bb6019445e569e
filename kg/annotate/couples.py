"""Join neighbours into one firm: "Acme and Zuma", "Acme & Zuma", "Lee, Roe and Co"."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise

from kg import names
from kg.annotate import kinds
from kg.annotate.marking import Mark, Page
from kg.annotate.places import Places
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE

_DEPARTMENT = re.compile(
    r"(?:\S+ )?(?:Department|Ministry|Committee|Office|Secretariat|Bureau)"
    r" (?:of|for|on) "
)
_PARTNER = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?")
_PARTNERS = re.compile(
    rf"{_PARTNER.pattern} (?:and|&) (?:Co|Company|Partners|Sons|Bros|Associates)\b.*"
)
_TASKS = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)?,? and [A-Z]\w+(?: [A-Z]\w+)?")


def joined(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Join two neighbours into "Acme and Zuma" where the document shows it is one."""
    ordered = sorted(found, key=lambda name: name.start)
    ordered = _surnames(page, _partnerships(page, _departments(page, ordered)))
    marked = {page.text[name.start : name.end] for name in ordered}
    proven = {_bare(page.text[m.start : m.end]) for m in _pairs(page, ordered, marked)}
    starts = [name.start for name in ordered]
    for text in sorted(proven, key=lambda text: (-len(text), text)):
        for start in page.places.find(text, bars="-"):
            form = _form().match(page.text, start + len(text))
            end = form.end() if form else start + len(text)
            left = bisect_left(starts, start)
            right = bisect_left(starts, end, left)
            new = _absorbed(ordered[left:right], start, end)
            ordered[left:right] = new
            starts[left:right] = [name.start for name in new]
    return ordered


def _departments(page: Page, ordered: Sequence[Mark]) -> list[Mark]:
    """Put "Department of Tides" and "Food and Roads" behind its comma together."""
    kept: list[Mark] = []
    for name in ordered:
        last = kept[-1] if kept else None
        if (
            last
            and last.kind == name.kind == ORGANISATION
            and not (last.link or name.link)
            and page.text[last.end : name.start] == ", "
            and _DEPARTMENT.match(page.text, last.start, last.end)
            and _TASKS.fullmatch(page.text, name.start, name.end)
        ):
            kept[-1] = replace(last, end=name.end)
        else:
            kept.append(name)
    return kept


def _partnerships(page: Page, ordered: Sequence[Mark]) -> list[Mark]:
    """Make one firm of "Lee, Osei and Co" and "Ann Lee, Roe Osei and Partners Inc".

    Not of a list: before the first of them stands no other name and comma.
    """
    kept: list[Mark] = []
    for name in ordered:
        last = kept[-1] if kept else None
        if (
            last
            and last.kind in (ORGANISATION, PERSON)
            and name.kind == ORGANISATION
            and not (last.title or last.link or name.link)
            and page.text[last.end : name.start] == ", "
            and _PARTNERS.fullmatch(page.text, name.start, name.end)
            and _PARTNER.fullmatch(page.text, last.start, last.end)
            and not _is_listed(page, kept)
        ):
            kept[-1] = replace(name, start=last.start)
        else:
            kept.append(name)
    return kept


def _is_listed(page: Page, kept: Sequence[Mark]) -> bool:
    """Say whether the last of some names is the second or later of a list."""
    pair = kept[-2:]
    return len(pair) == 2 and page.text[pair[0].end : pair[1].start] in (", ", " and ")


def _surnames(page: Page, ordered: Sequence[Mark]) -> list[Mark]:
    """Make one firm of "Lee, Roe and Osei Securities Corp" if nobody is called so."""
    bearers = {
        page.text[name.start : name.end].split()[-1]
        for name in ordered
        if name.kind == PERSON and " " in page.text[name.start : name.end]
    }
    kept: list[Mark] = []
    for name in ordered:
        start, link = name.start, " and "
        while (
            kept
            and name.kind == ORGANISATION
            and kept[-1].kind == PERSON
            and not (kept[-1].title or kept[-1].link or name.link)
            and page.text[kept[-1].end : start] in (link, f",{link}")
            and (alone := page.text[kept[-1].start : kept[-1].end]) not in bearers
            and " " not in alone
            and _bare(page.text[name.start : name.end])
            != page.text[name.start : name.end]
        ):
            start, link = kept.pop().start, ", "
        kept.append(replace(name, start=start) if start != name.start else name)
    return kept


def _is_ampersand(page: Page, left: Mark, right: Mark) -> bool:
    """Say whether "&" joins two names that are no two people, places or list's end."""
    if page.text[left.end : right.start] != " & " or PLACE in (left.kind, right.kind):
        return False
    pair = [(name, " " in page.text[name.start : name.end]) for name in (left, right)]
    if any(long and name.kind == PERSON for name, long in pair):
        return False
    if all(long for _, long in pair):
        return False
    return not page.text.endswith(", ", 0, left.start)


def _is_trade(name: str) -> bool:
    """Say whether a name with a legal form says only what a firm does ("Gas Co")."""
    words = names.word_list("annotate")
    bare = _bare(name)
    if bare == name:
        return name.rstrip(".").lower() in words["firm_ends"]
    return all(word.lower() in words["firm_parts"] for word in bare.split())


def _is_joint(page: Page, one: str, two: str) -> bool:
    """Tell "Alton and *Beeley Borough Council*", where Alton never stands alone."""
    first = two.split()[0]
    if len(one.split()) > 2 or len(two.split()) < 3 or first == first.upper():
        return False
    if not re.search(rf"\b{kinds.any_of('joint_bodies')}\b", two.lower()):
        return False
    return _count(page.places, one) == _count(page.places, f"{one} and {first}")


def _absorbed(found: list[Mark], start: int, end: int) -> list[Mark]:
    """Put one organisation in place of the names that lie inside a stretch."""
    inside = [name for name in found if name.end <= end]
    if not inside or any(name.link for name in inside):
        return found
    stop = max(name.end for name in inside)
    outside = [name for name in found if name.end > end]
    return [Mark(start, stop, ORGANISATION), *outside]


def _pairs(page: Page, found: Sequence[Mark], marked: set[str]) -> Iterator[Mark]:
    """Yield the names that two neighbours surely make up together."""
    anywhere = cache(partial(Places, page.text, fold=True))
    for left, right in pairwise(found):
        whole = _whole(page, left, right)
        if not whole:
            continue
        text = page.text[whole.start : whole.end]
        one, two = page.text[left.start : left.end], page.text[right.start : right.end]
        if (
            text in marked
            or _bare(text) in marked
            or _is_abbreviated(page.text[whole.end : whole.end + 14], one, two)
            or _is_inseparable(page, anywhere, one, _bare(two), _bare(text))
            or _is_ampersand(page, left, right)
            or _is_trade(two)
            or _is_joint(page, one, two)
        ):
            yield whole


def _whole(page: Page, left: Mark, right: Mark) -> Mark | None:
    between = page.text[left.end : right.start]
    if between not in (" & ", " and ") or left.link or right.link or left.title:
        return None
    if INITIATIVE in (left.kind, right.kind):
        return None
    return replace(right, start=left.start, kind=ORGANISATION, title="")


def _is_abbreviated(after: str, one: str, two: str) -> bool:
    """Say whether a bracket behind two names abbreviates both together."""
    match = re.match(r" \(([A-Z]{3,8})\)", after)
    if not match or match[1][0] != one[0] or match[1][0] == two[0]:
        return False
    return names.is_spelt_by(match[1], f"{one} {two}")


def _is_inseparable(
    page: Page, anywhere: Callable[[], Places], one: str, two: str, whole: str
) -> bool:
    """Say whether a firm's two parts stand together twice or more and never alone.

    `anywhere` gives who finds them in big or small letters.
    """
    ends = (at + len(whole) for at in page.places.find(whole))
    if not any(_form().match(page.text, end) for end in ends):
        return False
    places = anywhere()
    times = _count(places, whole)
    return times > 1 and _count(places, one) == times == _count(places, two)


def _count(places: Places, name: str) -> int:
    return sum(1 for _ in places.find(name))


def _bare(name: str) -> str:
    """Return a name without its legal form."""
    return re.sub(rf"{_form().pattern}$", "", name)


@cache
def _form() -> re.Pattern[str]:
    return re.compile(rf"(?:,? (?i:{kinds.any_of('legal_forms')})\b\.?)")
