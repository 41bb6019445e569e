"""Where a text quotes somebody.

Newspapers open a quotation anew in each paragraph and often run the paragraphs together
('"We won. "We will again," she said.'), so counting marks does not tell what is inside.
Which side of a mark touches a word does.
"""

import re
from bisect import bisect_left, bisect_right

_MARKS = re.compile("[\"“”]|``|''")
_OPENS = ("“", "``")
_CLOSES = ("”", "''")

_BETWEEN = 4
"""Characters between the end of a quotation and "he said", at most."""


class Quotes:
    """Know the quotations of a text; none goes on into the next paragraph."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        opened = -1
        for match in _MARKS.finditer(text):
            at, end = match.span()
            if opened >= 0 and (line := text.find("\n", opened, at)) >= 0:
                self._close(opened, line)
                opened = -1
            side = _side(text, at, end)
            if opened < 0 and side != "closes":
                opened = end
            elif opened >= 0 and side != "opens":
                self._close(opened, at)
                opened = -1
        if opened >= 0:
            line = text.find("\n", opened)
            self._close(opened, line if line >= 0 else len(text))

    def around(self, at: int) -> tuple[int, int] | None:
        """Return from where to where the quotation reaches that a place is in."""
        found = bisect_right(self._starts, at) - 1
        if found < 0 or at >= self._ends[found]:
            return None
        return self._starts[found], self._ends[found]

    def closed(self, at: int) -> tuple[int, int] | None:
        """Return the quotation that ends right before a place."""
        found = bisect_right(self._ends, at) - 1
        if found < 0 or at - self._ends[found] > _BETWEEN:
            return None
        return self._starts[found], self._ends[found]

    def breaks(self, start: int, end: int) -> bool:
        """Say whether a quotation begins or ends between two places."""
        return bisect_left(self._starts, start) < bisect_left(
            self._starts, end
        ) or bisect_left(self._ends, start) < bisect_left(self._ends, end)

    def _close(self, start: int, end: int) -> None:
        self._starts.append(start)
        self._ends.append(end)


def _side(text: str, start: int, end: int) -> str:
    """Say whether a mark opens or closes a quotation; "" where it may do either."""
    mark = text[start:end]
    if mark in _OPENS or mark in _CLOSES:
        return "opens" if mark in _OPENS else "closes"
    before = start == 0 or text[start - 1] in " \t\n([-–—"
    behind = end == len(text) or text[end] in " \t\n)].,;:?!-–—"
    if before == behind:
        return ""
    return "opens" if before else "closes"
