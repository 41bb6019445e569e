"""Cut a document into what the net reads at once, and sentences where it ends them.

Where a chunk ends depends on nothing but the document's own words, so that neither
batches nor neighbours change a result.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

CHUNK_WORDS = 120  # a chunk closes at a sentence end before this many words,
CHUNK_LIMIT = 200  # and anywhere at this many
CHUNK_PIECES = 480  # the net's positions end at 512
ENDS = frozenset((".", "!", "?", "…", "...", "?!", "!?"))
CLOSERS = frozenset(('"', "'", "”", "’", "''", ")", "]", "»"))
OPENERS = frozenset(('"', "'", "“", "‘", "``", "(", "[", "«"))


class Chunk(NamedTuple):
    """Words of one run of the net: their tokens, and which begin a paragraph."""

    tokens: list[int]
    breaks: set[int]  # positions in `tokens`
    likely: set[int]  # positions after a stop and before a capital


def chunks(doc: Doc, pieces_of: Callable[[str], int]) -> Iterator[Chunk]:
    """Cut a document into runs of whole sentences; line breaks end a sentence.

    `pieces_of` counts the word pieces of a word.
    """
    paragraphs: list[list[int]] = [[]]
    for token in doc:
        if not token.is_space:
            paragraphs[-1].append(token.i)
        elif "\n" in token.text and paragraphs[-1] and not _wrapped(doc, token.i):
            paragraphs.append([])
    chunk = Chunk([], set(), set())
    pieces = 0
    for paragraph in paragraphs:
        for number, run in enumerate(_runs(doc, paragraph)):
            size = sum(pieces_of(doc[i].text) for i in run)
            words = len(chunk.tokens) + len(run)
            if words > CHUNK_WORDS or pieces + size > CHUNK_PIECES:
                if chunk.tokens:
                    yield chunk
                chunk, pieces = Chunk([], set(), set()), 0
            if number == 0 or not chunk.tokens:
                chunk.breaks.add(len(chunk.tokens))
            chunk.likely.add(len(chunk.tokens))
            for i in run:  # a run too long for the net is cut anywhere
                length = pieces_of(doc[i].text)
                full = pieces + length > CHUNK_PIECES
                if full or len(chunk.tokens) == CHUNK_LIMIT:
                    yield chunk
                    chunk, pieces = Chunk([], {0}, set()), 0
                chunk.tokens.append(i)
                pieces += length
    if chunk.tokens:
        yield chunk


def _wrapped(doc: Doc, i: int) -> bool:
    """Tell whether the line break at token `i` only wraps a line of one sentence."""
    if doc[i].text.count("\n") > 1 or i == 0 or i + 1 == len(doc):
        return False
    return doc[i - 1].text not in ENDS and doc[i + 1].text[0].islower()


def mended(doc: Doc, chunk: Chunk, starts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return sentence starts with quotes and brackets on the side they belong to."""
    words = [doc[i] for i in chunk.tokens]
    for k in range(1, len(words)):
        closes = words[k].text in CLOSERS and not words[k - 1].whitespace_
        if starts[k] and closes:
            starts[k] = False
            starts[k + 1 : k + 2] = True
    starts[list(chunk.breaks)] = True
    for k, word in enumerate(words[:-1]):
        free = k == 0 or bool(words[k - 1].whitespace_) or k in chunk.breaks
        opens = word.text in OPENERS and not word.whitespace_ and free
        if opens and starts[k + 1] and k + 1 not in chunk.breaks:
            starts[k], starts[k + 1] = True, False
    return starts


def _runs(doc: Doc, words: list[int]) -> Iterator[list[int]]:
    """Cut a paragraph where a sentence surely ends: stop, space, capital."""
    run: list[int] = []
    for k, i in enumerate(words):
        run.append(i)
        if k + 1 == len(words):
            break
        end = i
        while doc[end].text in CLOSERS and end > run[0]:
            end -= 1
        following = doc[words[k + 1]].text
        spaced = bool(doc[i].whitespace_) or words[k + 1] > i + 1
        opens = following[0].isupper() or following[0] in "\"'“‘"
        if doc[end].text in ENDS and spaced and opens:
            yield run
            run = []
    if run:
        yield run
