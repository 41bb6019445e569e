"""Pairs of names that a person should look at: nearly joined, or joined in doubt."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.identity.answers import Answers, Filed, filed
from kg.identity.sides import Named, Side, sides
from kg.records import KINDS, Document, Mention, Merge

SURE = 0.9
"""Pairs of this score are joined without support by other names: nobody need look."""


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
    named = {
        (merge.kind, name)
        for told in doubtful
        for merge in told
        for name in (merge.left, merge.right)
    }
    shown = sides(named, mentions, documents)
    return sorted((_proposal(told, shown) for told in doubtful), key=_rank)


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


def _doubtful(
    merges: Iterable[Merge], answers: Answers, kinds: Container[str]
) -> Collection[Sequence[Merge]]:
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
    return found.values()


def _proposal(told: Sequence[Merge], shown: Mapping[Named, Side]) -> Proposal:
    first = min(told, key=_strongest)
    return Proposal(
        kind=first.kind,
        left=shown[first.kind, first.left],
        right=shown[first.kind, first.right],
        score=first.score,
        joined=all(merge.joined for merge in told),
        reasons=tuple(sorted({merge.reason for merge in told})),
    )


def _strongest(merge: Merge) -> tuple[float, str, str]:
    return -merge.score, merge.left, merge.right


def _rank(one: Proposal) -> tuple[object, ...]:
    score = one.score if one.joined else -one.score
    named = one.left.mentions + one.right.mentions
    return one.joined, score, -named, one.kind, one.left.name, one.right.name
