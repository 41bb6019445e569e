"""ISO dates that may be as short as a year, as the formats want them."""

import calendar
import re
from datetime import date as day

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)", re.ASCII)


def days(date: str) -> tuple[day, day] | None:
    """Return the first and the last day that a date of any precision may mean.

    None if the text does not begin with a date.
    """
    found = _DATE.match(date)
    if not found:
        return None
    year, month, number = (int(part or 0) for part in found.groups())
    try:
        if number:
            return day(year, month, number), day(year, month, number)
        if month:
            end = calendar.monthrange(year, month)[1]
            return day(year, month, 1), day(year, month, end)
        return day(year, 1, 1), day(year, 12, 31)
    except ValueError:
        return None
