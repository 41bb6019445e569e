"""The dates that a sentence gives, as ISO 8601."""

import re
from calendar import monthrange
from collections.abc import Iterator

from kg.relate.judging.relative import MONTHS, relative_dates

_MONTHS = tuple(month.lower() for month in MONTHS)
_MONTH = (
    "(?P<month>" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
).replace("sep(?:tember)?", "sept?(?:ember)?") + r")\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DIGIT = re.compile(r"\d")
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"\b{_YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
        rf"(?<![\d$€£¥.,-]){_YEAR}(?![\d%-]|[.,]\d|\s+(?:million|billion|people|jobs))",
    )
)


def dates_in(
    text: str, reference: str = "", *, future: bool = False
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and ISO form of each date, in order, without overlap.

    As precise as written: `2017-01-12`, `2017-01` or `2017`. Relative dates ("last
    May") count where `reference`, the date of the document, lets them be placed;
    `future` says which way "on Friday" points.
    """
    found: list[tuple[int, int, str]] = []
    for shape in _SHAPES if _DIGIT.search(text) else ():
        for match in shape.finditer(text):
            _add(found, (*match.span(), _iso(match)))
    for item in relative_dates(text, reference, future=future) if reference else ():
        _add(found, item)
    yield from sorted(found)


def _add(found: list[tuple[int, int, str]], item: tuple[int, int, str]) -> None:
    """Add a date unless it overlaps one found before."""
    start, end, _ = item
    if all(end <= left or start >= right for left, right, _ in found):
        found.append(item)


def _iso(match: re.Match[str]) -> str:
    """Put the parts of a date in order; a day or month that cannot be is left out."""
    parts = match.groupdict()
    month = int(parts.get("number") or 0)
    if parts.get("month"):
        prefix = parts["month"].lower()[:3]
        month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(prefix))
    if not 1 <= month <= 12:
        return parts["year"]
    day = int(parts.get("day") or 0)
    iso = f"{parts['year']}-{month:02d}"
    days = monthrange(int(parts["year"]), month)[1]
    return f"{iso}-{day:02d}" if 1 <= day <= days else iso
