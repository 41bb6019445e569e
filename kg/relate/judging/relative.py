"""Dates that only mean something beside another date: "last March", "two years ago".

Each shape resolves against the date of the document, as far as that is precise, and
gives a date no more precise than the words: a week or a season becomes the month or the
year that it lies in. What cannot be placed gives nothing.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date as day
from datetime import timedelta

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
"""The month in which a season of the northern hemisphere begins."""

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_NEAR = r"(?:[Ll]ast|[Tt]his|[Nn]ext|[Tt]his past|[Tt]his coming)"
_ROUND = r"(?P<near>(?i:last|this|next|earlier this|later this))"
_WHEN = r"(?:in|since|by|until|from|of|late|early|during|before|after|[Ii]n)"
_ABSOLUTE = r"(?!,?\s+(?:of\s+)?(?:\d{1,2},?\s+)?(?:1[5-9]|20)\d\d)"


def _months_names() -> str:
    short = [rf"{name[:3]}\." for name in MONTHS if len(name) > 4]
    return "|".join([*MONTHS, *short, r"Sept\."])


_Resolve = Callable[[re.Match[str], day, bool], str]


def _on_day(match: re.Match[str], today: day, future: bool) -> str:
    word = match[0].lower()
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    return (today + timedelta(days=step)).isoformat()


def _on_weekday(match: re.Match[str], today: day, future: bool) -> str:
    """Take the nearest such day on the side that the tense, or "last", points to.

    A paper's "on Monday", printed on a Monday, is that day; "last Monday" is not.
    """
    near = (match["near"] or "").lower()
    wanted = _WEEKDAYS.index(match["weekday"])
    if near == "next" or (future and near not in ("last", "this past")):
        step = (wanted - today.weekday()) % 7 or (7 if near == "next" else 0)
    else:
        step = -((today.weekday() - wanted) % 7 or (7 if near == "last" else 0))
    return (today + timedelta(days=step)).isoformat()


def _in_period(match: re.Match[str], today: day, future: bool) -> str:
    near = match["near"].lower().split()[0]
    step = {"last": -1, "this": 0, "next": 1, "earlier": 0, "later": 0}[near]
    unit = match["unit"]
    if unit == "year":
        return _year(today.year + step)
    if unit == "month":
        return _shifted(today, step)
    return (today + timedelta(weeks=step)).isoformat()[:7]


def _ago(match: re.Match[str], today: day, future: bool) -> str:
    word = match["count"].lower()
    count = int(word) if word.isdecimal() else _NUMBERS[word]
    unit = match["unit"].rstrip("s")
    if unit in ("year", "decade"):
        return _year(today.year - count * (10 if unit == "decade" else 1))
    if unit == "month":
        return _shifted(today, -count)
    then = today - timedelta(days=count * (7 if unit == "week" else 1))
    return then.isoformat()[: 10 if unit == "day" else 7]


def _in_month(match: re.Match[str], today: day, future: bool) -> str:
    """Take the nearest such month on the side that the tense, or "last", points to."""
    prefix = match["month"][:3]
    wanted = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(prefix))
    near = (match.groupdict().get("near") or "").lower()
    year = today.year
    if near == "next" or (future and not near.endswith(("last", "past"))):
        year += wanted < today.month or (near == "next" and wanted == today.month)
    elif near != "this":
        year -= wanted > today.month or (near == "last" and wanted == today.month)
    number = int(match.groupdict().get("day") or 0)
    iso = f"{_year(year)}-{wanted:02d}"
    last = monthrange(year, wanted)[1]
    return f"{iso}-{number:02d}" if 1 <= number <= last else iso


def _in_season(match: re.Match[str], today: day, future: bool) -> str:
    """Return the year of the nearest such season."""
    near, begins = match["near"].lower(), _SEASONS[match["season"]]
    if near == "last":
        return _year(today.year - (today.month <= begins + 2))
    return _year(today.year + (near == "next" and today.month >= begins))


def _in_quarter(match: re.Match[str], today: day, future: bool) -> str:
    """Return the year of a quarter: one that has not begun was last year's."""
    begins = 3 * _ORDINALS[match["which"].lower()] - 2
    return _year(today.year - (begins > today.month and not future))


def _shifted(today: day, months: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return f"{_year(year)}-{month + 1:02d}"


def _year(year: int) -> str:
    if not 1 <= year <= 9999:
        raise ValueError("no such year")
    return f"{year:04d}"


_DAY_IN_MONTH = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{_months_names()})"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + ")"

_SHAPES: tuple[tuple[int, re.Pattern[str], _Resolve], ...] = tuple(
    (precision, re.compile(shape), resolve)
    for precision, shape, resolve in (
        (10, r"\b(?i:yesterday|today|tonight|tomorrow|last night)\b", _on_day),
        (
            10,
            rf"\b(?:(?P<near>{_NEAR})\s+)?(?P<weekday>{'|'.join(_WEEKDAYS)})\b"
            rf"(?!\s+[A-Z]|,?\s+(?:\d|{_months_names()}))",
            _on_weekday,
        ),
        (
            4,
            rf"\b{_ROUND}\s+(?P<unit>year)\b",
            _in_period,
        ),
        (
            7,
            rf"\b{_ROUND}\s+(?P<unit>month)\b",
            _in_period,
        ),
        (
            10,
            rf"\b{_ROUND}\s+(?P<unit>week)\b",
            _in_period,
        ),
        (4, rf"\b(?i:{_COUNT})\s+(?P<unit>years?|decades?)\s+ago\b", _ago),
        (7, rf"\b(?i:{_COUNT})\s+(?P<unit>months?)\s+ago\b", _ago),
        (10, rf"\b(?i:{_COUNT})\s+(?P<unit>days?|weeks?)\s+ago\b", _ago),
        (7, rf"\b{_DAY_IN_MONTH}\s+(?:of\s+)?{_MONTH}(?![a-z]){_ABSOLUTE}", _in_month),
        (7, rf"\b{_MONTH}\s+{_DAY_IN_MONTH}\b{_ABSOLUTE}(?![\d%.,]\d)", _in_month),
        (
            7,
            rf"\b(?:(?P<near>{_NEAR})|{_WHEN})\s+{_MONTH}(?![a-z]){_ABSOLUTE}",
            _in_month,
        ),
        (
            7,
            rf"\b(?P<near>(?i:last|this|next))\s+(?P<season>{'|'.join(_SEASONS)})\b",
            _in_season,
        ),
        (
            7,
            rf"\b(?P<which>(?i:{'|'.join(_ORDINALS)}))[- ]quarter\b"
            r"(?!\s+(?:of\s+)?(?:1[5-9]|20)\d\d)",
            _in_quarter,
        ),
    )
)


def relative_dates(
    text: str, reference: str, *, future: bool = False
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and ISO form of each relative date that can be placed.

    `reference` is an ISO date, as precise as known; shapes that need a more precise one
    are left out. `future` says which way "on Friday" and "in March" point.
    """
    try:
        today = day.fromisoformat(reference + "0000-01-01"[len(reference) :])
    except ValueError:
        return
    for precision, shape, resolve in _SHAPES:
        if precision > len(reference):
            continue
        for match in shape.finditer(text):
            try:
                yield (*match.span(), resolve(match, today, future))
            except (ValueError, OverflowError):
                continue
