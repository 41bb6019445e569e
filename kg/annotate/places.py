"""Find names in a text without going through all of it for each name."""

import re
from bisect import bisect_left
from collections.abc import Iterator

_WORD = re.compile(r"\w+")


class Places:
    """Know where every word of a text stands.

    A name is looked for only where its rarest word is. With `fold`, big and small
    letters are the same.
    """

    def __init__(self, text: str, *, fold: bool = False) -> None:
        self._fold = fold
        self._text = folded(text) if fold else text
        self._at: dict[str, list[int]] = {}
        for word in _WORD.finditer(self._text):
            self._at.setdefault(word[0], []).append(word.start())

    def find(
        self, name: str, start: int = 0, end: int | None = None, *, bars: str = ""
    ) -> Iterator[int]:
        """Yield where a name stands as whole words, in order, overlaps left out.

        `bars` are further signs that may not stand right beside it.
        """
        name = folded(name) if self._fold else name
        end = len(self._text) if end is None else end
        words = [(self._at.get(w[0], ()), w.start()) for w in _WORD.finditer(name)]
        if not words:
            return
        rarest, shift = min(words, key=lambda word: len(word[0]))
        last = start
        for index in range(bisect_left(rarest, start + shift), len(rarest)):
            at = rarest[index] - shift
            if at + len(name) > end:
                return
            if at >= last and self._stands(name, at, bars):
                yield at
                last = at + len(name)

    def _stands(self, name: str, at: int, bars: str) -> bool:
        if not self._text.startswith(name, at):
            return False
        behind = self._text[at + len(name) : at + len(name) + 1]
        beside = behind, self._text[at - 1] if at else ""
        return not any(_is_inner(sign) or (sign and sign in bars) for sign in beside)


def _is_inner(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def folded(text: str) -> str:
    """Write a text in small letters, each in the place where it was."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(low := c.lower()) > 1 else low for c in text)
