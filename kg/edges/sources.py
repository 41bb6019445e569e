"""Who says so: the sources of claims, by the names that the document gives them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.records import Claim, Evidence, Mention


def attributed(claims: Iterable[Claim], mentions: Iterable[Mention]) -> Iterator[Claim]:
    """Yield the claims of a document, each speaker under the name known for him.

    A speaker who is a mention gets its name ("he said" becomes "Jane Roe"); where
    nobody knows who is meant, or several are, the words stay as they are.
    """
    named: dict[int, str] = {}
    for item in mentions:
        name = item.name or item.text
        named[item.start] = name if named.get(item.start, name) == name else item.text
    for claim in claims:
        name = named.get(claim.speaker_start, "")
        yield replace(claim, speaker=name) if name else claim


def with_speakers(
    evidence: Mapping[str, Sequence[Evidence]], claims: Iterable[Claim]
) -> dict[str, list[Evidence]]:
    """Return the sentences of a run with the speakers that its claims name.

    The tables of a run hold no speakers, its records do. A sentence in which two claims
    of one rule have different speakers keeps none.
    """
    found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker:
            found[claim.document, claim.rule, claim.status].append(claim)
    return {
        key: [_with_speaker(item, found) for item in items]
        for key, items in evidence.items()
    }


def _with_speaker(
    item: Evidence, found: Mapping[tuple[str, str, str], Sequence[Claim]]
) -> Evidence:
    speakers = {
        claim.speaker
        for claim in found.get((item.document, item.rule, item.status), ())
        if claim.sentence_start <= item.start and item.end <= claim.sentence_end
    }
    return replace(item, speaker=min(speakers)) if len(speakers) == 1 else item
