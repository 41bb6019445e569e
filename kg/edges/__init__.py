"""Turn claims and mentions into edges, each with the sentences that support it.

Relations and co-occurrences are counted apart: a pair may have both, and neither
changes the weight of the other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from kg.edges.association import (
    Counts,
    backbone,
    log_likelihood,
    npmi,
    strength,
)
from kg.edges.keys import Key, identities
from kg.edges.meetings import Meeting, Tally, Who, sentences, trim, unwieldy
from kg.edges.sources import attributed, with_speakers
from kg.records import (
    ASSERTED,
    CO_OCCURS_WITH,
    STATED,
    STATUSES,
    Claim,
    CoOccurrence,
    Document,
    Edge,
    Evidence,
    Mention,
)

__all__ = [
    "LABELLED",
    "UNDIRECTED",
    "attributed",
    "cooccurrences",
    "relations",
    "with_speakers",
]

UNDIRECTED = frozenset(
    {
        CO_OCCURS_WITH,
        "competitor_of",
        "merged_with",
        "met",
        "partner_of",
        "relative_of",
        "sibling_of",
        "spouse_of",
    }
)
"""Relations that read the same from either end."""

LABELLED = frozenset({STATED, "holds_role_at"})
"""Relations whose label is part of what they say: another label is another edge."""

_QUALIFIERS = re.compile(
    r"(former|ex|past|future|incoming|outgoing|acting|interim|designated?)\b", re.I
)
_FORMS = {"name": 0, "description": 1, "pronoun": 2}


class _Support(NamedTuple):
    """Hold one claim with its mentions, the ends already in the edge's order."""

    claim: Claim
    source: Mention
    target: Mention


def relations(
    claims: Iterable[Claim],
    mentions: Iterable[Mention],
    who: Who,
    documents: Mapping[str, Document],
    *,
    undirected: frozenset[str] = UNDIRECTED,
    labelled: frozenset[str] = LABELLED,
) -> list[Edge]:
    """Group claims into edges, ordered by their ends.

    Claims are one edge if they agree in ends, relation and status, and in the label
    where that matters: for `labelled` relations, and for "former", "acting" and the
    like. The weight counts distinct sentences. Claims of an entity about itself, and
    of mentions that `who` does not know, are left out.
    """
    groups: dict[Key, list[_Support]] = defaultdict(list)
    for support in _supports(claims, mentions):
        source = who.get((support.claim.document, support.claim.subject))
        target = who.get((support.claim.document, support.claim.object))
        if source is None or target is None or source == target:
            continue
        if support.claim.relation in undirected and source > target:
            source, target = target, source
            support = _Support(support.claim, support.target, support.source)
        variant = _variant(support.claim, labelled)
        status, relation = support.claim.status, support.claim.relation
        groups[Key(source, relation, target, status, variant)].append(support)
    return [
        _relation_edge(key, identity, groups[key], documents, undirected=undirected)
        for key, identity in identities(groups).items()
    ]


def cooccurrences(
    mentions: Iterable[Mention],
    who: Who,
    documents: Mapping[str, Document],
    *,
    window: int = 0,
    most_evidence: int = 20,
    most_names: int = 40,
    every: bool = False,
) -> list[CoOccurrence]:
    """Link entities that are named together more often than chance would have it.

    Only names count, no pronouns. With a `window`, names up to that many sentences
    apart count as well, by 1 / (1 + distance). The weight is the measure
    `association.strength`; `association.backbone` decides what stays, or, of `every`
    pair that meets, what is marked as drawn. Sentences with more than `most_names`
    entities are tables or lists and link nobody.

    Mentions of one document must stand together; the order of documents is free.
    """
    tally = Tally(window, most_evidence)
    for name, group in groupby(mentions, key=attrgetter("document")):
        document = documents[name]
        found = sentences(group, who, document.text)
        tally.add(document, [item for item in found if len(item.names) <= most_names])
    counts = {pair: tally.counts(pair) for pair in tally.meetings}
    kept = backbone(counts)
    pairs = counts if every else kept
    keys = [Key(one, CO_OCCURS_WITH, other, ASSERTED, "") for one, other in pairs]
    return [
        _cooccurrence_edge(
            key,
            identity,
            tally.meetings[key.source, key.target],
            counts[key.source, key.target],
            documents,
            drawn=(key.source, key.target) in kept,
        )
        for key, identity in identities(keys).items()
    ]


def _supports(
    claims: Iterable[Claim], mentions: Iterable[Mention]
) -> Iterator[_Support]:
    """Yield each claim with its two mentions, if both are still there."""
    stated = list(claims)
    wanted = {(item.document, item.subject) for item in stated}
    wanted |= {(item.document, item.object) for item in stated}
    known = {
        (item.document, item.start): item
        for item in mentions
        if (item.document, item.start) in wanted
    }
    for claim in stated:
        subject = known.get((claim.document, claim.subject))
        object_ = known.get((claim.document, claim.object))
        if subject and object_:
            yield _Support(claim, subject, object_)


def _variant(claim: Claim, labelled: frozenset[str]) -> str:
    """Return the part of the label that makes this a different edge, or ""."""
    label = " ".join(claim.label.casefold().split())
    if claim.relation in labelled:
        return label
    qualifier = _QUALIFIERS.match(label)
    return qualifier.group(1) if qualifier else ""


def _relation_edge(
    key: Key,
    identity: str,
    supports: Sequence[_Support],
    documents: Mapping[str, Document],
    *,
    undirected: frozenset[str],
) -> Edge:
    best: dict[tuple[str, int], tuple[tuple[object, ...], Evidence]] = {}
    for support in supports:
        evidence, rank = _cite(support, documents[support.claim.document])
        place = (support.claim.document, support.claim.sentence_start)
        best[place] = min(
            best.get(place, (rank, evidence)), (rank, evidence), key=_first
        )
    labels = Counter(support.claim.label for support in supports)
    return Edge(
        id=identity,
        source=key.source,
        target=key.target,
        relation=key.relation,
        label=min(labels, key=lambda label: (-labels[label], label)),
        directed=key.relation not in undirected,
        status=key.status,
        weight=float(len(best)),
        evidence=tuple(item for _, item in sorted(best.values(), key=_first)),
    )


def _cite(support: _Support, document: Document) -> tuple[Evidence, tuple[object, ...]]:
    """Return the sentence of a claim and its rank: the smaller the better."""
    claim, source, target = support
    start, end = trim(document.text, claim.sentence_start, claim.sentence_end)
    evidence = Evidence(
        document=claim.document,
        start=start,
        end=end,
        quote=document.text[start:end],
        rule=claim.rule,
        status=claim.status,
        date=claim.date or document.date,
        source_text=source.text,
        target_text=target.text,
        speaker=claim.speaker,
    )
    forms = _FORMS.get(source.form, 2) + _FORMS.get(target.form, 2)
    rank = (
        STATUSES.index(claim.status),
        forms,
        unwieldy(end - start),
        evidence.date or "~",
        claim.document,
        start,
        claim.subject,
        claim.object,
        claim.rule,
        claim.label,
    )
    return evidence, rank


def _cooccurrence_edge(
    key: Key,
    identity: str,
    meeting: Meeting,
    counts: Counts,
    documents: Mapping[str, Document],
    *,
    drawn: bool,
) -> CoOccurrence:
    evidence = []
    for distance, _, _, name, (start, end), left, right in meeting.best:
        document = documents[name]
        evidence.append(
            Evidence(
                document=name,
                start=start,
                end=end,
                quote=document.text[start:end],
                rule="nearby sentences" if distance else "same sentence",
                status=ASSERTED,
                date=document.date,
                source_text=document.text[slice(*left)],
                target_text=document.text[slice(*right)],
            )
        )
    return CoOccurrence(
        id=identity,
        source=key.source,
        target=key.target,
        relation=CO_OCCURS_WITH,
        label="co-occurs with",
        directed=False,
        status=ASSERTED,
        weight=round(strength(counts), 4),
        evidence=tuple(evidence),
        sentences=sum(meeting.at_distance),
        documents=meeting.documents,
        first_date=meeting.first_date,
        last_date=meeting.last_date,
        npmi=round(npmi(counts), 4),
        log_likelihood=round(log_likelihood(counts), 4),
        drawn=drawn,
    )


def _first(item: tuple[tuple[object, ...], Evidence]) -> tuple[object, ...]:
    return item[0]
