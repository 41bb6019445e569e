"""What stands around a reference: who is in its sentence and in those before it."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg import names
from kg.identity.quotes import Quotes
from kg.records import PERSON, Mention

_OPENING = re.compile(
    r"[\s\"“'`<]*(?:(?:but|and|so|yet|meanwhile|however|also|separately|instead|later),?"
    r" )?(?:[^,;:\"“]{1,45}, )?(?:the )?(?:[^\s,;:]+ ){0,5}[<(]?",
    re.I,
)
_LONGEST_OPENING = 90
_MOST = 60
"""Mentions of a sentence that are looked at."""

_REACH = 2000
"""Characters of a sentence that are looked at, before and behind a mention."""

_NEAR = 40
_CONTACT = re.compile(r"\b(?:the|an?|every|any) (?:[\w-]+ ){1,2}(?:that |which )?$")
"""What stands before a pronoun whose clause explains a noun: "*the firm* he runs"."""

_CLAUSE = re.compile(
    r"\b(?:that|if|when|while|because|as|who|which|after|before|although|though|since)\b",
    re.I,
)


@cache
def _unnamed() -> re.Pattern[str]:
    """Match a person who is spoken of without a name."""
    return re.compile(
        rf"\b(?:the|an?|another|his|her|its|their|my|our) "
        rf"(?:[\w-]+ ){{0,2}}{_people()}\b"
    )


@cache
def _people() -> str:
    """Return a pattern for the nouns for people."""
    nouns = [
        *names.word_list("titles")["roles"],
        *names.word_list("identity")["unnamed_people"],
    ]
    return f"(?:{'|'.join(map(re.escape, nouns))})"


@cache
def _stranger() -> re.Pattern[str]:
    """Match the opening of a sentence about somebody without a name."""
    return re.compile(
        rf"(?:An?|Another|One) (?:[\w-]+ ){{0,3}}?(?i:{_people()})\b(?! for| of)"
    )


@cache
def verbs(*lists: str) -> str:
    """Return a pattern for the verbs of some lists of `identity.toml`."""
    data = names.word_list("identity")
    return "(?:" + "|".join(word for key in lists for word in data[key]) + ")"


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(rf"\b{verbs('speech_verbs')}\b")


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"\b{verbs('speech_verbs', 'thought_verbs')}\b", re.I)


class Surroundings:
    """Look up what stands in a sentence and in those before it.

    `named` are the names; references are added one by one, in the order of the text.
    """

    def __init__(
        self, named: Iterable[Mention], references: Iterable[Mention], text: str
    ) -> None:
        self.text = text
        self._sentences: dict[int, list[Mention]] = defaultdict(list)
        self._starts: dict[int, int] = {}
        self._ordered: list[Mention] = []
        self._places: list[int] = []
        self._opening: dict[int, bool] = {}
        named = sorted(named, key=lambda name: name.start)
        for name in named:
            self.add(name)
        told = (mention for mention in references if not mention.is_vague)
        starts = {mention.sentence_start for mention in (*named, *told)}
        self._order = sorted(starts)
        self.quotes = Quotes(text)
        self._spoken = [match.span() for match in _spoken().finditer(text)]

    def add(self, mention: Mention) -> None:
        """Add a name, or a reference with or without antecedent."""
        self._sentences[mention.sentence_start].append(mention)
        self._starts[mention.sentence_end] = mention.sentence_start
        at = bisect_right(self._places, mention.start)
        self._places.insert(at, mention.start)
        self._ordered.insert(at, mention)

    def ahead(self, at: Mention) -> Sequence[Mention]:
        """Return what stands in the sentence of a mention, before it."""
        start = max(at.sentence_start, at.start - _REACH)
        return self.between(start, at.start)[-_MOST:]

    def later(self, at: Mention) -> Sequence[Mention]:
        """Return what stands in the sentence of a mention, behind it."""
        end = min(at.sentence_end, at.end + _REACH)
        return self.between(at.end, end)[:_MOST]

    def previous(self, at: Mention) -> Sequence[Mention]:
        """Return what stands in the sentence right before that of a mention."""
        end = at.sentence_start
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        return (
            self._sentences[self._starts[end]][-_MOST:] if end in self._starts else []
        )

    def window(self, at: Mention, size: int) -> Iterator[Mention]:
        """Yield what stands before a mention, the nearest sentence first.

        It ends after `size` sentences before its own; those with nothing in them do
        not count.
        """
        for mentions in self.sentences(at, size):
            yield from mentions

    def sentences(self, at: Mention, size: int) -> Iterator[Sequence[Mention]]:
        """Yield what stands ahead of a mention, and in sentences before, by sentence.

        The nearest comes first; after `size` sentences before its own it ends.
        """
        yield self.ahead(at)
        here = bisect_left(self._order, at.sentence_start)
        for start in reversed(self._order[max(0, here - size) : here]):
            yield self._sentences[start][-_MOST:]

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin between two places, in order."""
        left = bisect_left(self._places, start)
        return self._ordered[left : bisect_left(self._places, end)]

    def spoken(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Return where verbs of saying stand between two places."""
        left = bisect_left(self._spoken, (start, start))
        return self._spoken[left : bisect_left(self._spoken, (end, end))]

    def is_quoted(self, at: int) -> bool:
        """Say whether a place is within a quotation."""
        return self.quotes.around(at) is not None

    def has_quotes(self, start: int, end: int) -> bool:
        """Say whether a quotation begins or ends between two places."""
        return self.quotes.breaks(start, end)

    def is_opening(self, mention: Mention) -> bool:
        """Say whether a mention is among the first words of its sentence.

        At most some words and a short phrase may precede it ("On Monday, the chairman,
        Ann Rovik"), no other clause ("Critics say Rovik").
        """
        if mention.start not in self._opening:
            before = self.text[mention.sentence_start : mention.start]
            self._opening[mention.start] = (
                len(before) <= _LONGEST_OPENING
                and not _CLAUSE.search(before)
                and not _says().search(before)
                and _OPENING.fullmatch(before) is not None
            )
        return self._opening[mention.start]

    def unnamed(self, at: Mention, *, whole: bool = False) -> int:
        """Count those without a name ("the minister") in a sentence up to a mention.

        With `whole`, in all of its sentence.
        """
        end = min(at.sentence_end, at.end + _REACH) if whole else at.start
        return self._unnamed_in(max(at.sentence_start, at.start - _REACH), end)

    def _unnamed_in(self, start: int, end: int) -> int:
        found = _unnamed().finditer(self.text, start, end)
        known = {m.start for m in self.between(start, end) if m.name}
        return sum(match.start() not in known for match in found)

    def is_strangers(self, pronoun: Mention) -> bool:
        """Tell "*he*" of "Another tycoon left the firm he runs", who has no name."""
        start, end = pronoun.sentence_start, pronoun.start
        if not _stranger().match(self.text, start, end):
            return False
        before = self.text[max(start, end - _NEAR) : end]
        people = (m for m in self.between(start, end) if m.kind == PERSON)
        return _CONTACT.search(before) is not None and not any(people)

    def unnamed_before(self, at: Mention) -> int:
        """Count those without a name in the sentence before that of a mention."""
        for mention in self.previous(at)[:1]:
            return self._unnamed_in(mention.sentence_start, mention.sentence_end)
        return 0
