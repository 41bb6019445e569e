"""Read words as the net does: their pieces, and what is big or small in them."""

from typing import NamedTuple

from spacy.vocab import Vocab
from tokenizers import Tokenizer

WORD_PIECES = 8  # of a very long word only the beginning is read
UNKNOWN = 100
REMEMBERED = 100_000


class Word(NamedTuple):
    """A word as the net reads it; both lists have an entry for each piece."""

    text: str
    pieces: list[int]  # never none
    cases: list[int]
    small: bool  # no letter but small ones; scripts without case have none


class Reader:
    """Read words by the numbers that a vocabulary has for them, and remember them."""

    def __init__(self, wordpieces: str, vocab: Vocab) -> None:
        """Take the word pieces, in the format of `tokenizers`."""
        self._vocab = vocab
        self._known: dict[int, Word] = {}
        self._tokenizer = Tokenizer.from_str(wordpieces)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def word(self, number: int) -> Word:
        """Return a word of the vocabulary."""
        known = self._known.get(number)
        if known is None:
            text = self._vocab.strings[number]
            encoded = self._tokenizer.encode(text[:200], add_special_tokens=False)
            pieces = encoded.ids[:WORD_PIECES] or [UNKNOWN]
            small = all(c.islower() for c in text if c.isalpha())
            known = Word(text, pieces, [case_of(text)] * len(pieces), small)
            if len(self._known) < REMEMBERED:
                self._known[number] = known
        return known


def case_of(word: str) -> int:
    """Return the class of a word's shape, as the net was trained with."""
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 4
    if word[:1].isupper() and word[1:].islower():
        return 2
    if any(c.isupper() for c in word):
        return 5
    if word.isdigit():
        return 6
    return 7 if any(c.isalnum() for c in word) else 8
