"""Find when an article was published and what it is called, or say nothing.

A wrong date is worse than none: a date is believed only where articles put theirs (a
line of its own near the top, a byline, a dateline, a note of publication), and
`04/05/2017` is not a date, since some read it as May and others as April.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

_NEAR = 6
"""How many lines from the top or the end count as near."""
_TITLE_LENGTH = 160

_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_MONTH = (
    r"(?P<month{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year{n}>(?:1[5-9]|20)\d\d)(?!\d)"
_DAY = r"(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th)?"
_SHAPES = (
    _YEAR + r"[-/.年](?P<month{n}>\d{{1,2}})[-/.月](?P<day{n}>\d{{1,2}})(?:日|(?!\d))",
    _DAY + r"[\s.-]+(?:of\s+)?" + _MONTH + r",?[\s.-]*" + _YEAR,
    _MONTH + r"\s+" + _DAY + r",?\s+" + _YEAR,
    r"(?P<left{n}>\d{{1,2}})[/.-](?P<right{n}>\d{{1,2}})[/.-]" + _YEAR,
    _MONTH + r",?\s+" + _YEAR,
    _YEAR + r"-(?P<month{n}>\d\d)(?!\d)",
)
_FOUND = "|".join(shape.format(n=n) for n, shape in enumerate(_SHAPES))
_DATE = rf"(?<![\w/.-])(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:{_FOUND})"
_TIME = (
    r"(?:(?:t|,?\s+(?:at\s+)?|\s*[|–—-]\s*)\d{1,2}(?:[:.]\d\d){1,2}(?:[.,]\d+)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:z|[a-z]{2,4}|[+-]\d\d:?\d\d|\(?gmt\S*)?)?"
)
_VERB = r"(?:published|posted|issued|released|appeared|printed|filed)"

_WHOLE = re.compile(rf"\W*(?:{_DATE}){_TIME}\W*", re.IGNORECASE)
_LINE = re.compile(
    rf"\W*(?:(?:first |originally )?(?:{_VERB}|date[d]?)(?: on| at| in)?\W*)?"
    rf"(?:{_DATE}){_TIME}\W*",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    rf"\W*(?:last )?(?:updated|modified)(?: on| at)?\W*(?:{_DATE}){_TIME}\W*",
    re.IGNORECASE,
)
_NOTE = re.compile(rf"\b{_VERB}\b.{{0,80}}?(?:{_DATE})", re.IGNORECASE)
_BYLINE = re.compile(
    rf"(?:by\s.{{2,80}}|.{{2,60}}[|·•–—]\s*)(?:{_DATE}){_TIME}\W*", re.I
)
# A place in capitals at the start of an article, and a date before the dash.
_DATELINE = re.compile(
    rf"[A-Z][A-Z .'-]{{2,30}}(?:, [A-Z][\w .]{{1,30}})?,? \(?(?i:{_DATE})\)?"
    r"(?: ?\([^()]{2,30}\))? ?[-–—:/]"
)


def iso_date(text: str) -> str:
    """Write a date as ISO 8601, as precisely as it is given; "" if it is not clear."""
    text = " ".join(text.split())[:80]
    found = _WHOLE.fullmatch(text)
    if found:
        return _iso(found)
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", text):
        return text
    digits = re.fullmatch(r"((?:1[5-9]|20)\d\d)(\d\d)(\d\d)", text)
    return _written(*digits.groups()) if digits else ""


def publication_date(lines: Sequence[str]) -> str:
    """Find the date of publication that an article gives itself, as ISO 8601 or ""."""
    top = lines[:_NEAR]
    near = [*top, *lines[_NEAR:][-_NEAR:]]
    return next(filter(None, _candidates(top, near)), "")


def _candidates(top: Sequence[str], near: Sequence[str]) -> Iterator[str]:
    """Try the places where a date can stand, the surest first."""
    for line in top:
        yield _iso(_LINE.fullmatch(line[:120]))
    for line in near:
        if len(line) <= 200:
            yield _iso(_NOTE.search(line))
    for line in top:
        if len(line) <= 150:
            yield _iso(_BYLINE.fullmatch(line))
    for line in top:
        yield _iso(_DATELINE.match(line[:150]))
    for line in near:
        yield _iso(_UPDATED.fullmatch(line[:120]))


def is_date_line(line: str) -> bool:
    """Tell whether a line holds a date and nothing else."""
    found = _LINE.fullmatch(line[:120]) or _UPDATED.fullmatch(line[:120])
    return bool(_iso(found))


def title_line(lines: Sequence[str]) -> str:
    """Return the first line if it looks like a title: short, without a full stop."""
    if len(lines) < 2 or is_date_line(lines[0]):
        return ""
    first = lines[0]
    short = len(first) <= _TITLE_LENGTH and len(first) < max(map(len, lines[1:]))
    return (
        first if short and not first.endswith((".", ",", ";", ":", ".”", '."')) else ""
    )


def _iso(found: re.Match[str] | None) -> str:
    """Write the date that a pattern found."""
    if not found:
        return ""
    parts = {
        name.rstrip("0123456789"): value
        for name, value in found.groupdict().items()
        if value is not None
    }
    if "left" in parts:
        return _numeric(parts["year"], int(parts["left"]), int(parts["right"]))
    return _written(parts["year"], parts.get("month", ""), parts.get("day", ""))


def _numeric(year: str, left: int, right: int) -> str:
    """Write a date of numbers if only one reading of it is possible."""
    if left > 12 or left == right:
        return _written(year, str(right), str(left))
    return _written(year, str(left), str(right)) if right > 12 else ""


def _written(year: str, month: str, day: str) -> str:
    """Write the parts as ISO 8601; "" if there is no such day."""
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        exact = date(int(year), number, int(day or 1)).isoformat()
    except ValueError:
        return ""
    return exact if day else exact[:7]
