"""The forms in which one document writes a name."""

from collections import Counter
from dataclasses import dataclass, field

from kg.identity.fullest import fullest


@dataclass(slots=True)
class Form:
    """Gather the mentions of one document that fold to the same words.

    `gives` says that one of them gives grants or has them: it may be a foundation.
    """

    key: str
    kind: str
    first: int
    surfaces: Counter[str] = field(default_factory=Counter)
    sentences: set[int] = field(default_factory=set)
    has_article: bool = False
    gives: bool = False
    _text: tuple[int, str] = -1, ""

    @property
    def text(self) -> str:
        """The surface that stands for all."""
        times = self.surfaces.total()
        if self._text[0] != times:
            self._text = times, fullest(self.surfaces)
        return self._text[1]
