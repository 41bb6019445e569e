"""Pairs of names that a person should look at: nearly joined, or joined in doubt."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.identity.answers import Answers, Filed, filed
from kg.records import KINDS, ORGANISATION, PERSON, PLACE, Document, Mention, Merge

SURE = 0.9
"""Pairs of this score are joined without support by other names: nobody need look."""

LONGEST = 300
"""Characters of a sentence that are shown; a longer one is cut around the name."""

READABLE = range(40, LONGEST + 1)
"""The lengths of the sentences that are shown first."""


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one name of a pair: how often it stands, and one sentence with it."""

    name: str
    mentions: int = 0
    documents: int = 0
    sentence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Ask whether two names are one; `joined` says what the run made of them."""

    kind: str
    left: Side
    right: Side
    score: float
    joined: bool
    reasons: tuple[str, ...]


def proposals(
    merges: Iterable[Merge],
    mentions: Iterable[Mention],
    documents: Iterable[Document],
    *,
    answers: Answers | None = None,
    kinds: Container[str] = KINDS,
) -> list[Proposal]:
    """Return the pairs to look at: those kept apart, then those joined in doubt.

    Of the pairs kept apart the likeliest come first, of those joined the most doubtful;
    among equals the more often named. Pairs that `answers` decides are left out, and so
    are names that differ by nothing a decision could name. Memory grows with the pairs,
    not with the mentions and documents.
    """
    doubtful = _doubtful(merges, answers or Answers(), kinds)
    wanted = {at for pair in doubtful for at in pair}
    found = _found(wanted, mentions)
    sentences = _sentences(found.values(), documents)
    asked = [_proposal(pair, told, found, sentences) for pair, told in doubtful.items()]
    return sorted(asked, key=_rank)


def rows(asked: Iterable[Proposal]) -> Iterator[dict[str, object]]:
    """Yield proposals as rows of a decisions file, nothing decided yet."""
    for one in asked:
        row: dict[str, object] = {
            "kind": one.kind,
            "left": one.left.name,
            "right": one.right.name,
            "now": "joined" if one.joined else "apart",
            "score": f"{one.score:.2f}",
            "reasons": " | ".join(one.reasons),
        }
        for side, name in ((one.left, "left"), (one.right, "right")):
            row[f"{name}_mentions"] = side.mentions
            row[f"{name}_documents"] = side.documents
            row[f"{name}_sentence"] = side.sentence
            row[f"{name}_source"] = side.source
        yield row


class _Shown(NamedTuple):
    """Say which sentence shows a name; the smaller, the better."""

    is_short_form: bool
    is_awkward: bool
    mention: Mention


@dataclass(slots=True)
class _Seen:
    """Count the mentions of a name, and keep the best of them."""

    mentions: int = 0
    documents: set[str] = field(default_factory=set)
    shown: _Shown | None = None

    def add(self, mention: Mention, *, is_short_form: bool) -> None:
        self.mentions += 1
        self.documents.add(mention.document)
        length = mention.sentence_end - mention.sentence_start
        shown = _Shown(is_short_form, length not in READABLE, mention)
        if self.shown is None or shown[:2] < self.shown[:2]:
            self.shown = shown


def _doubtful(
    merges: Iterable[Merge], answers: Answers, kinds: Container[str]
) -> dict[tuple[Filed, Filed], list[Merge]]:
    """Return what was said of each pair that is worth a look."""
    found: dict[tuple[Filed, Filed], list[Merge]] = defaultdict(list)
    for merge in merges:
        # A score of nothing is a decision to keep the two apart.
        if merge.kind not in kinds or merge.score <= 0:
            continue
        if merge.joined and merge.score >= SURE:
            continue
        left, right = (filed(merge.kind, name) for name in (merge.left, merge.right))
        if not answers.verdict(merge.kind, merge.left, merge.right):
            found[min(left, right), max(left, right)].append(merge)
    return found


def _found(
    wanted: Container[Filed], mentions: Iterable[Mention]
) -> Mapping[Filed, _Seen]:
    """Count how often names stand.

    It is the mentions of which a name is the fullest form; if there are none, those
    written so; if there are none either, those that were first taken for another kind.
    """
    levels: tuple[dict[Filed, _Seen], ...] = tuple(defaultdict(_Seen) for _ in range(3))
    for mention in mentions:
        if mention.form != "name" or mention.kind not in KINDS:
            continue
        written = filed(mention.kind, mention.text)
        named = [filed(kind, mention.name) for kind in (PERSON, ORGANISATION, PLACE)]
        own = filed(mention.kind, mention.name)
        for level, at in ((0, own), (1, written), *((2, at) for at in named)):
            if at in wanted:
                levels[level][at].add(mention, is_short_form=written != at)
    return levels[2] | levels[1] | levels[0]


def _sentences(
    found: Iterable[_Seen], documents: Iterable[Document]
) -> Mapping[tuple[str, int], str]:
    """Return the sentences that show the names, by document and start of the name."""
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for seen in found:
        if seen.shown:
            by_document[seen.shown.mention.document].append(seen.shown.mention)
    return {
        (document.id, mention.start): _excerpt(document.text, mention)
        for document in documents
        for mention in by_document.get(document.id, ())
    }


def _excerpt(text: str, mention: Mention) -> str:
    """Return the sentence around a mention on one line, cut if it is very long."""
    start, end = mention.sentence_start, mention.sentence_end
    if end - start > LONGEST:
        start = max(start, mention.start - LONGEST // 2)
        end = min(end, start + LONGEST)
    before = "…" if start > mention.sentence_start else ""
    after = "…" if end < mention.sentence_end else ""
    return f"{before}{' '.join(text[start:end].split())}{after}"


def _proposal(
    pair: tuple[Filed, Filed],
    told: list[Merge],
    found: Mapping[Filed, _Seen],
    sentences: Mapping[tuple[str, int], str],
) -> Proposal:
    first = min(told, key=lambda merge: (-merge.score, merge.left, merge.right))
    names = first.left, first.right
    left, right = (
        _side(name, found.get(filed(first.kind, name)), sentences) for name in names
    )
    return Proposal(
        kind=first.kind,
        left=left,
        right=right,
        score=first.score,
        joined=all(merge.joined for merge in told),
        reasons=tuple(sorted({merge.reason for merge in told})),
    )


def _side(
    name: str, seen: _Seen | None, sentences: Mapping[tuple[str, int], str]
) -> Side:
    if seen is None or seen.shown is None:
        return Side(name)
    at = seen.shown.mention.document, seen.shown.mention.start
    return Side(name, seen.mentions, len(seen.documents), sentences.get(at, ""), at[0])


def _rank(one: Proposal) -> tuple[object, ...]:
    score = one.score if one.joined else -one.score
    named = one.left.mentions + one.right.mentions
    return one.joined, score, -named, one.kind, one.left.name, one.right.name
