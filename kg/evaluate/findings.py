"""Score what `kg` finds in articles: names, who is who, and relations."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kg import names
from kg.edges import UNDIRECTED
from kg.evaluate.articles import places_of
from kg.evaluate.gold import Article, Fact
from kg.evaluate.scoring import (
    EDGES,
    Place,
    Table,
    Tally,
    b_cubed,
    pairwise,
    trimmed,
)
from kg.records import KINDS, PERSON, STATED, Claim, Mention, Resolution

ASIDE = "all, status aside"
"""The row on relations that does not ask whether a thing is so, denied or open."""


@dataclass(frozen=True)
class Found:
    """Hold what the pipeline found in the articles of one gold file."""

    mentions: Sequence[Mention]
    claims: Sequence[Claim]
    resolution: Resolution


def core(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """Return a name without what is no error at its edges.

    That is an article, quotes, a possessive, a full stop, and the titles of a person.
    """
    titles = kind == PERSON
    if end - start > 1 and text[end - 1] == ".":
        end -= 1
    return trimmed(
        text,
        start,
        end,
        is_edge=lambda word: word in EDGES or (titles and names.is_title(word)),
    )


def name_scores(articles: Iterable[Article], found: Found) -> tuple[Table, list[str]]:
    """Score names by kind, exact but for their edges; say what is not scored.

    A kind that no article marks is not scored. A name found where an article marks
    one of no scored kind is neither right nor wrong.
    """
    marked = {a.id: (a, a.names) for a in articles if a.names is not None}
    kinds = {name.kind for _, known in marked.values() for name in known} - {""}
    by_document = defaultdict(list)
    for mention in found.mentions:
        if mention.form == "name" and mention.kind in kinds:
            by_document[mention.document].append(mention)
    tally = Tally()
    for article, known in marked.values():
        text = article.text
        gold = {(*core(text, n.start, n.end, n.kind), n.kind) for n in known if n.kind}
        other = [(n.start, n.end) for n in known if not n.kind]
        got = {
            (*core(text, m.start, m.end, m.kind), m.kind)
            for m in by_document[article.id]
        }
        tally.compare(gold, {g for g in got if g in gold or not _over(g, other)})
    absent = [kind for kind in KINDS if kind not in kinds]
    notes = [f"not scored, as none is marked: {', '.join(absent)}"] if absent else []
    return (tally.table([k for k in KINDS if k in kinds]) if kinds else {}), notes


def _over(found: tuple[int, int, str], stretches: Iterable[tuple[int, int]]) -> bool:
    return any(found[0] < end and start < found[1] for start, end in stretches)


def identity_scores(
    articles: Iterable[Article], found: Found
) -> tuple[Table, list[str]]:
    """Score who is who on the names that were found.

    Links across documents, and B-cubed across them, are judged where entities have
    labels; elsewhere each document is judged by itself.
    """
    gold: dict[Place, Hashable] = {}
    system: dict[Place, Hashable] = {}
    missed = 0
    by_document = defaultdict(list)
    for mention in found.mentions:
        if mention.form == "name":
            by_document[mention.document].append(mention)
    for article in articles:
        cores = {
            core(article.text, m.start, m.end, m.kind): m
            for m in by_document[article.id]
        }
        for span, key, part in _placed(article):
            found_there = cores.get(span)
            missed += found_there is None
            if found_there is not None:
                place = (article.id, *span)
                who = found.resolution.who.get((article.id, found_there.start), place)
                gold[place], system[place] = key, (part, who)
    rows = {
        "links within documents": pairwise(gold, system, across=False),
        "links across documents": pairwise(gold, system, across=True),
        "B-cubed": b_cubed(gold, system),
    }
    of = len(gold) + missed
    note = f"who is who is judged on the {len(gold)} of {of} names that were found"
    return (rows if gold else {}), [note]


def _placed(article: Article) -> Iterator[tuple[tuple[int, int], Hashable, str]]:
    """Yield where each name of an entity stands, its entity, and where that counts."""
    owner = {
        name: (group.label or f"{article.id} {at}", "" if group.label else article.id)
        for at, group in enumerate(article.groups or ())
        for name in group.names
    }
    text = article.text
    if article.names is None:
        marked = [(a, b, "") for a, b in places_of(text, list(owner))]
    else:
        marked = [(name.start, name.end, name.kind) for name in article.names]
    for start, end, kind in marked:
        if text[start:end] in owner:
            label, part = owner[text[start:end]]
            yield core(text, start, end, kind), (part, label), part


def relation_scores(articles: Iterable[Article], found: Found) -> Table:
    """Score relations end to end: both ends, the relation and its status.

    An end is right if the name that the article gives it is among the names of the
    entity found. Each statement counts once a document. Open relations (`stated`)
    count only where the file has some.
    """
    known = {a.id: a.facts for a in articles if a.facts is not None}
    stated = any(fact.relation == STATED for facts in known.values() for fact in facts)
    aliases = {
        entity.id: {_plain(name) for name, _ in entity.aliases} | {_plain(entity.name)}
        for entity in found.resolution.entities
    }
    full, aside = Tally(), Tally()
    by_document: dict[str, set[_Edge]] = defaultdict(set)
    for claim in found.claims:
        if stated or claim.relation != STATED:
            by_document[claim.document] |= set(_facts(claim, found.resolution))
    for document, facts in known.items():
        gold = list(dict.fromkeys(_one_way(fact) for fact in facts))
        got = sorted(by_document[document])
        right = _matched(gold, got, aliases)
        full.add([f.relation for f in gold], [g[1] for g in got], right)
        loose = list(dict.fromkeys((f.subject, f.relation, f.object) for f in gold))
        seen = sorted({(*g[:3], "") for g in got})
        pairs = _matched([Fact(*fact, status="") for fact in loose], seen, aliases)
        aside.add([ASIDE] * len(loose), [ASIDE] * len(seen), [ASIDE] * len(pairs))
    if not known:
        return {}
    return full.table() | {ASIDE: aside.score(ASIDE)}


_Edge = tuple[str, str, str, str]
"""Subject, relation, object (ids of entities) and status."""


def _facts(claim: Claim, resolution: Resolution) -> Iterator[_Edge]:
    """Yield what a claim says of two entities, if it does, of each of a group."""
    for subject, other in product(
        _meant(claim.document, claim.subject, resolution),
        _meant(claim.document, claim.object, resolution),
    ):
        if subject == other:
            continue
        fact = _one_way(Fact(subject, claim.relation, other, claim.status))
        if fact.relation in UNDIRECTED and fact.subject > fact.object:
            fact = Fact(fact.object, fact.relation, fact.subject, fact.status)
        yield fact.subject, fact.relation, fact.object, fact.status


def _meant(document: str, start: int, resolution: Resolution) -> tuple[str, ...]:
    """Return the entities that a mention means."""
    alone = resolution.who.get((document, start))
    return (alone,) if alone else resolution.several.get((document, start), ())


def _one_way(fact: Fact) -> Fact:
    """Say "parent of" as "child of", which says the same."""
    if fact.relation != "parent_of":
        return fact
    return Fact(fact.object, "child_of", fact.subject, fact.status)


def _matched(
    gold: Sequence[Fact], found: Iterable[_Edge], aliases: Mapping[str, set[str]]
) -> list[str]:
    """Return the relations of the found facts that are gold, each gold one once."""
    left = list(gold)
    right = []
    for edge in found:
        match = next((fact for fact in left if _agree(fact, edge, aliases)), None)
        if match is not None:
            left.remove(match)
            right.append(match.relation)
    return right


def _agree(fact: Fact, edge: _Edge, aliases: Mapping[str, set[str]]) -> bool:
    subject, relation, other, status = edge
    if (fact.relation, fact.status) != (relation, status):
        return False
    ends = _plain(fact.subject), _plain(fact.object)
    ways = [(subject, other)]
    ways += [(other, subject)] if relation in UNDIRECTED else []
    return any(
        ends[0] in aliases.get(one, ()) and ends[1] in aliases.get(two, ())
        for one, two in ways
    )


def _plain(name: str) -> str:
    """Return a name as it is compared."""
    start, end = core(name, 0, len(name), "")
    return " ".join(name[start:end].casefold().split())


def unscored(labels: Iterable[tuple[str, int]]) -> list[str]:
    """Say which labels of a file are none of ours."""
    counts = Counter(dict(labels))
    told = ", ".join(f"{label} ({counts[label]:,})" for label in sorted(counts))
    return [f"not scored, as kg has no such kind: {told}"] if told else []
