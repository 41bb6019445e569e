"""Keep a tokenizer's time linear: it never gets a very long stretch without a space.

spaCy's tokenizer takes signs off both ends of such a stretch one by one and looks at
all of the rest each time, so that 20,000 brackets would take it minutes.
"""

import re
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

UNBROKEN = 500
"""Characters without a space that a tokenizer gets at a time; addresses are shorter."""

_LONG = re.compile(rf"\S{{{UNBROKEN + 1},}} ?")


class Unbroken:
    """Cut long stretches before a tokenizer sees them; other texts it gets whole.

    No character of a text is changed. All that this class lacks, the tokenizer has.
    """

    def __init__(self, tokenizer: Any, vocab: Vocab) -> None:
        self._tokenizer = tokenizer
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return a Doc with the tokens of a text."""
        if not _LONG.search(text):
            doc: Doc = self._tokenizer(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for piece in pieces(text):
            for token in self._tokenizer(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self._vocab, words=words, spaces=spaces)

    def __getattr__(self, name: str) -> Any:
        """Return what the tokenizer has."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._tokenizer, name)


def pieces(text: str) -> Iterator[str]:
    """Cut a text into pieces of which none has more than `UNBROKEN` signs in a row.

    The space behind a long stretch stays with its last piece, as a word has it.
    """
    last = 0
    for found in _LONG.finditer(text):
        if found.start() > last:
            yield text[last : found.start()]
        stretch = found[0]
        cuts = range(UNBROKEN, len(stretch.rstrip(" ")), UNBROKEN)
        at = 0
        for cut in cuts:
            yield stretch[at:cut]
            at = cut
        yield stretch[at:]
        last = found.end()
    if last < len(text):
        yield text[last:]
