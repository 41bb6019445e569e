"""Count who is named near whom, sentence by sentence."""

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby
from operator import attrgetter

from kg.edges.association import Counts, Pair
from kg.records import Document, Mention

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)|\n{2,}")

Who = Mapping[tuple[str, int], str]
Place = tuple[int, int]
"""Start and end of a stretch of a document's text."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold the names of one sentence: for each entity where it is first named."""

    number: int
    place: Place
    names: Mapping[str, Place]


@dataclass(slots=True)
class Meeting:
    """Count the sentences in which one pair meets, and keep the best of them.

    Integer counts per distance make the sums independent of the documents' order.
    """

    at_distance: list[int]
    documents: int = 0
    last_document: str | None = None
    first_date: str = ""
    last_date: str = ""
    best: list[tuple[int, int, str, str, Place, Place, Place]] = field(
        default_factory=list
    )


class Tally:
    """Gather meetings, one document at a time; grows with pairs, not with text."""

    def __init__(self, window: int, most_evidence: int) -> None:
        self.meetings: dict[Pair, Meeting] = {}
        self._window = window
        self._most = most_evidence
        self._named: Counter[str] = Counter()
        self._sentences = 0

    def add(self, document: Document, sentences: Sequence[Sentence]) -> None:
        """Count one document."""
        self._sentences += len(sentences)
        for index, sentence in enumerate(sentences):
            self._named.update(sentence.names.keys())
            before = sentences[max(0, index - self._window) : index]
            near = self._near(before, sentence)
            for pair, earlier in near.items():
                self._meet(document, pair, earlier, sentence)

    def counts(self, pair: Pair) -> Counts:
        """Return what the statistics need to know of a pair.

        A window gives every naming several chances to meet, and the counts of names
        and sentences are scaled with them.
        """
        chances = 1 + 2 * sum(1 / (1 + step) for step in range(1, self._window + 1))
        meeting = self.meetings[pair]
        joint = sum(n / (1 + step) for step, n in enumerate(meeting.at_distance))
        return Counts(
            joint,
            self._named[pair[0]] * chances,
            self._named[pair[1]] * chances,
            (self._sentences + 1) * chances,
        )

    def _near(
        self, before: Sequence[Sentence], sentence: Sentence
    ) -> dict[Pair, Sentence]:
        """Return the pairs that meet at a sentence, with the nearest earlier one."""
        near = {pair: sentence for pair in combinations(sorted(sentence.names), 2)}
        for earlier in reversed(before):
            if sentence.number - earlier.number > self._window:
                break
            for one in sorted(earlier.names):
                for other in sorted(sentence.names):
                    if one != other:
                        near.setdefault((min(one, other), max(one, other)), earlier)
        return near

    def _meet(
        self, document: Document, pair: Pair, earlier: Sentence, later: Sentence
    ) -> None:
        meeting = self.meetings.get(pair)
        if meeting is None:
            meeting = self.meetings[pair] = Meeting([0] * (self._window + 1))
        distance = later.number - earlier.number
        meeting.at_distance[distance] += 1
        if meeting.last_document != document.id:
            meeting.documents += 1
            meeting.last_document = document.id
            if document.date:
                dates = (meeting.first_date or document.date, document.date)
                meeting.first_date = min(dates)
                meeting.last_date = max(meeting.last_date, document.date)
        place = (earlier.place[0], later.place[1])
        left = later.names.get(pair[0]) or earlier.names[pair[0]]
        right = later.names.get(pair[1]) or earlier.names[pair[1]]
        length = unwieldy(place[1] - place[0])
        date = document.date or "~"
        insort(meeting.best, (distance, length, date, document.id, place, left, right))
        del meeting.best[self._most :]


def sentences(mentions: Iterable[Mention], who: Who, text: str) -> list[Sentence]:
    """Return the sentences of a document that name anybody, in order."""
    names = (item for item in mentions if item.form == "name")
    found: list[Sentence] = []
    ordered = sorted(names, key=attrgetter("sentence_start", "start"))
    number = 0
    for (start, end), group in groupby(
        ordered, key=attrgetter("sentence_start", "sentence_end")
    ):
        first: dict[str, Place] = {}
        for item in group:
            entity = who.get((item.document, item.start))
            if entity is not None:
                first.setdefault(entity, (item.start, item.end))
        if first:
            number += 1 + _unnamed(text[found[-1].place[1] : start]) if found else 0
            found.append(Sentence(number, trim(text, start, end), first))
    return found


def _unnamed(gap: str) -> int:
    """Return how many sentences without a name stand in the text between two others."""
    if not gap.strip():
        return 0
    return max(1, len(_SENTENCE_END.findall(gap.strip())))


def trim(text: str, start: int, end: int) -> Place:
    """Return the place without the blanks at either end."""
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    return start, start + len(quote.strip())


def unwieldy(length: int) -> int:
    """Return 0 for a sentence that is easy to read, more for short and long ones."""
    return 0 if 40 <= length <= 300 else 1 if length <= 600 else 2
