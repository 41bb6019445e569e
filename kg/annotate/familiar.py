"""Let a tokenizer remember the words that come often.

In a memory zone spaCy's tokenizer remembers nothing of what it cut, and forgets every
word at the end. What it saw outside of a zone stays.
"""

from collections import Counter
from collections.abc import Iterable

from spacy.language import Language

MOST = 10_000
"""Words that are kept; spaCy's tokenizer remembers as many."""

OFTEN = 3
"""Times that a word stands in some texts to be worth it."""


class Familiar:
    """Remember, for one pipeline, the words of texts that it is going to read."""

    def __init__(self, nlp: Language) -> None:
        self._tokenizer = nlp.tokenizer
        self._known: set[str] = set()

    def learn(self, texts: Iterable[str]) -> None:
        """Cut the words that come often in some texts; outside of a memory zone."""
        if len(self._known) >= MOST:
            return
        counts = Counter(word for text in texts for word in text.split())
        for word, count in counts.most_common(MOST - len(self._known)):
            if count < OFTEN:
                return
            if word not in self._known:
                self._known.add(word)
                self._tokenizer(word)
