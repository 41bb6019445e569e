"""Cut a document into what the net reads at once, and sentences where it ends them.

Where a chunk ends depends on nothing but the document's own words, so that neither
batches nor neighbours change a result.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.lang.en.stop_words import STOP_WORDS

CHUNK_WORDS = 120  # a chunk closes at a sentence end before this many words,
CHUNK_LIMIT = 200  # and anywhere at this many
CHUNK_PIECES = 480  # the net's positions end at 512
ENDS = frozenset((".", "!", "?", "…", "...", "?!", "!?"))
CLOSERS = frozenset(('"', "'", "”", "’", "''", ")", "]", "»"))
OPENERS = frozenset(('"', "'", "“", "‘", "``", "(", "[", "«"))


_SIGNS = CLOSERS | OPENERS | {">"}
"""What may stand on the wrong side of where a sentence begins."""


class Words(NamedTuple):
    """The tokens of a document as lists: an object for each would be slow."""

    texts: Sequence[str]
    spaced: Sequence[bool]  # a blank follows
    blank: Sequence[bool]  # nothing but white space


class Chunk(NamedTuple):
    """Words of one run of the net: their tokens, and which begin a paragraph."""

    tokens: list[int]
    breaks: set[int]  # positions in `tokens`
    likely: set[int]  # positions after a stop and before a capital


def sentences(words: Words) -> list[list[list[int]]]:
    """Return the tokens of each sentence of each paragraph, cut where one surely ends.

    Line breaks end a sentence, but those that only wrap a line.
    """
    return [list(_runs(words, paragraph)) for paragraph in _paragraphs(words)]


def chunks(
    paragraphs: Sequence[Sequence[Sequence[int]]],
    sizes: Sequence[int],
    without: Container[int] = (),
) -> Iterator[Chunk]:
    """Join the sentences of a document to what the net reads at once.

    `sizes` are the word pieces of each token; sentences whose first token is among
    `without` stay out, and what follows one begins anew.
    """
    chunk = Chunk([], set(), set())
    pieces = 0
    for paragraph in paragraphs:
        follows = False
        for run in paragraph:
            if run[0] in without:
                follows = False
                continue
            size = sum(sizes[i] for i in run)
            count = len(chunk.tokens) + len(run)
            if count > CHUNK_WORDS or pieces + size > CHUNK_PIECES:
                if chunk.tokens:
                    yield chunk
                chunk, pieces = Chunk([], set(), set()), 0
            if not follows or not chunk.tokens:
                chunk.breaks.add(len(chunk.tokens))
            chunk.likely.add(len(chunk.tokens))
            follows = True
            for i in run:  # a run too long for the net is cut anywhere
                full = pieces + sizes[i] > CHUNK_PIECES
                if full or len(chunk.tokens) == CHUNK_LIMIT:
                    yield chunk
                    chunk, pieces = Chunk([], {0}, set()), 0
                chunk.tokens.append(i)
                pieces += sizes[i]
    if chunk.tokens:
        yield chunk


def _paragraphs(words: Words) -> list[list[int]]:
    """Return the tokens that are words, by paragraph."""
    paragraphs: list[list[int]] = [[]]
    for i, blank in enumerate(words.blank):
        if not blank:
            paragraphs[-1].append(i)
        elif "\n" in words.texts[i] and paragraphs[-1] and not _wrapped(words, i):
            paragraphs.append([])
    return paragraphs


def _wrapped(words: Words, i: int) -> bool:
    """Tell whether the line break at token `i` only wraps a line of one sentence."""
    texts = words.texts
    if texts[i].count("\n") > 1 or i == 0 or i + 1 == len(texts):
        return False
    return texts[i - 1] not in ENDS and texts[i + 1][0].islower()


def mended(words: Words, chunk: Chunk, starts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return sentence starts with quotes and brackets on the side they belong to.

    None is behind the code of a share, "<ACM>", in the midst of a line, or inside it:
    "(ACMg.F)".
    """
    texts = [words.texts[i] for i in chunk.tokens]
    signs = [(k, text) for k, text in enumerate(texts) if text in _SIGNS]
    spaced = [words.spaced[i] for i in chunk.tokens] if signs else []
    for k, text in signs:
        if k and text in CLOSERS and starts[k] and not spaced[k - 1]:
            starts[k] = False
            starts[k + 1 : k + 2] = True
        if text == ")" and k > 1 and texts[k - 1].isupper() and not spaced[k - 2]:
            starts[k - 1] = False
    # News wires put the code of a share behind its firm; a sentence goes on there.
    behind = len(texts)
    starts[[k + 1 for k, text in signs if text == ">" and k + 1 < behind]] = False
    starts[list(chunk.breaks)] = True
    for k, text in signs:
        if text not in OPENERS or spaced[k] or k + 1 == behind:
            continue
        free = k == 0 or spaced[k - 1] or k in chunk.breaks
        if free and starts[k + 1] and k + 1 not in chunk.breaks:
            starts[k], starts[k + 1] = True, False
    return starts


def amid(words: Words, chunk: Chunk) -> list[int]:
    """Return the positions of names behind a plain word: "the firm *Acme*"."""
    texts = [words.texts[i] for i in chunk.tokens]
    return [
        k
        for k, (last, text) in enumerate(pairwise(texts), start=1)
        if last[-1].isalpha()
        and text[0].isupper()
        and not text.isupper()
        and text.lower() not in STOP_WORDS
    ]


def _runs(words: Words, paragraph: list[int]) -> Iterator[list[int]]:
    """Cut a paragraph where a sentence surely ends: stop, space, capital."""
    texts = words.texts
    begin = end = 0
    for k, i in enumerate(paragraph[:-1]):
        # `end` is the last token before closing quotes and brackets
        if i == paragraph[begin] or texts[i] not in CLOSERS:
            end = i
        elif words.blank[i - 1]:
            end = i - 1
        if texts[end] not in ENDS:
            continue
        behind = paragraph[k + 1]
        first = texts[behind][0]
        opens = first.isupper() or first in "\"'“‘"
        if opens and (words.spaced[i] or behind > i + 1):
            yield paragraph[begin : k + 1]
            begin = k + 1
    if paragraph:
        yield paragraph[begin:]
