"""Words that stand for several names at once: "they", "both", "the two banks".

Which names each stands for is decided later, from the whole document. Yielded are also
the nouns that a "they" near by may mean instead ("workers").
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from kg import names
from kg.annotate.references import Reference, explains

PRONOUNS = ("they", "them", "their", "theirs")

_REACH = 60
"""How many words before a "they" nouns are looked for that it may mean."""

_PAIRS = ("pair", "couple", "duo", "trio")
_COUNTS = ("two", "three")
_ARTICLES = ("the", "these")
_BESIDE = (
    "they we us you who which whom that is are was were be been have has had will "
    "would can could may might should must do did"
)
_FLOATING = frozenset((*_BESIDE.split(), "'re", "’re", "'ve", "’ve", "'ll", "’ll"))
"""Words before a "both" that stands beside its names: "they both", "had both"."""

_PAUSES = (",", ":", "-", "–", "—")
_JOINING = ("cc:preconj", "preconj", "cc")
_BEHIND = frozenset(("ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN", "SYM", "X"))


def plurals(doc: Doc) -> Iterator[Reference]:
    """Yield what may stand for several names of a Doc, and what rivals them.

    All are descriptions without a kind; "they" and the like are left to `references`.
    """
    words = doc.to_array(["LOWER", "TAG"])
    wanted, pronouns, plural = _ids()
    lower = words[:, 0]
    for i in np.flatnonzero(np.isin(lower, wanted)).tolist():
        span = _phrase(doc[i])
        if span is not None:
            yield Reference(*span, "", "description")
    meant = np.flatnonzero(np.isin(lower, pronouns))
    if not len(meant):
        return
    nouns = np.flatnonzero(np.isin(words[:, 1], plural))
    behind = np.searchsorted(meant, nouns)
    near = behind < len(meant)
    nouns, behind = nouns[near], behind[near]
    for i in nouns[meant[behind] - nouns <= _REACH].tolist():
        token = doc[i]
        yield Reference(token.idx, token.idx + len(token), "", "description")


@cache
def _ids() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    words = ("both", *_COUNTS, *_PAIRS, *_nouns())
    return tuple(  # type: ignore[return-value]
        np.array([get_string_id(word) for word in each], np.uint64)
        for each in (words, PRONOUNS, ("NNS",))
    )


def _nouns() -> list[str]:
    kinds = names.word_list("annotate")["plurals"]
    return [noun for nouns in kinds.values() for noun in nouns]


def _phrase(token: Token) -> tuple[int, int] | None:
    """Return where a word's phrase begins and ends, if it may mean several names."""
    doc, word, i = token.doc, token.lower_, token.i
    before = doc[i - 1].lower_ if i else ""
    after = doc[i + 1] if i + 1 < len(doc) else None
    if word == "both":
        first, alone = token, before not in _FLOATING and token.dep_ not in _JOINING
    elif word in _COUNTS or word in _PAIRS:
        if before not in _ARTICLES:
            return None
        first, alone = doc[i - 1], True
    else:
        return _described(token)
    of_them = doc[i + 1 : i + 3].text.lower() == "of them"
    if not alone or not (of_them or after is None or _is_end(after)):
        return None
    last = doc[i + 2] if of_them else token
    return first.idx, last.idx + len(last)


def _is_end(after: Token) -> bool:
    """Say whether a phrase is over before a word: "both *said*", not "both *men*"."""
    if after.pos_ in _BEHIND or after.lower_ in (
        "of",
        "-",
        "–",
        "who",
        "which",
        "that",
    ):
        return False
    return after.tag_ not in ("RBS", "RBR", "VBN", "VBG", "JJ") or after.dep_ == "ROOT"


def _tells(word: Token) -> bool:
    """Say whether a word behind a comma begins to tell who is meant."""
    return not word.is_lower or word.lower_ in ("which", "who")


def _described(noun: Token) -> tuple[int, int] | None:
    """Return where "the two banks" begins and ends, which nothing explains."""
    doc = noun.doc
    if noun.i + 1 < len(doc) and explains(doc[noun.i + 1]):
        return None
    rest = doc[noun.i + 1 : noun.i + 3]
    if len(rest) == 2 and rest[0].text in _PAUSES and _tells(rest[1]):
        return None
    for i in range(noun.i - 1, max(-1, noun.i - 5), -1):
        token = doc[i]
        if token.lower_ in _ARTICLES or token.lower_ == "both":
            return token.idx, noun.idx + len(noun)
        if not token.is_lower or token.pos_ not in ("ADJ", "NOUN", "NUM"):
            return None
    return None
