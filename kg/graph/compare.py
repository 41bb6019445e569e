"""Tell two runs apart: what appeared, vanished or changed, and who became one or two.

Who is who in the two runs is judged by their names as they stand in each document, not
by ids: an entity goes on as the one that most of its names belong to. Ids decide only
where names do not.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from networkx.utils import UnionFind

from kg.graph.snapshots import Link, Node, Snapshot
from kg.records import CO_OCCURS_WITH, STATUSES

Item = TypeVar("Item", Node, Link)
Key = TypeVar("Key")

NODE_FIELDS = ("entity_type", "label", "id", "mentions", "documents", "aliases")
LINK_FIELDS = ("status", "label", "evidence", "weight")
"""What is compared, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Change(Generic[Item]):
    """Hold what something was and is; `fields` says in what the two differ."""

    old: Item
    new: Item
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Hold one entity and the several that it was, or is now."""

    one: Node
    several: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Differences(Generic[Item]):
    """Hold what is new, what is gone, and what is not as it was."""

    appeared: tuple[Item, ...] = ()
    vanished: tuple[Item, ...] = ()
    changed: tuple[Change[Item], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold all differences between two runs.

    `merged` holds new entities with the old ones they came of, `split` old ones with
    the new ones they became. Neither is listed among `nodes`.
    """

    nodes: Differences[Node]
    edges: Differences[Link]
    merged: tuple[Regrouped, ...] = ()
    split: tuple[Regrouped, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is any difference."""
        return self != Comparison(Differences(), Differences())


Ties: TypeAlias = Mapping[str, set[str]]
"""For each entity of one run those of the other that it is, or is a part of."""


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Compare two runs; everything is in a fixed order, the weightiest first.

    Looking from the other side gives the mirror image: what appeared, vanishes; what
    merged, splits. A run compared with itself has no differences.
    """
    forth, back = _ties(old, new)
    merged = _regrouped(back, new.nodes, old.nodes)
    split = _regrouped(forth, old.nodes, new.nodes)
    regrouped = {
        *((False, at) for at in forth if len(forth[at]) > 1),
        *((True, at) for at in back if len(back[at]) > 1),
    }
    nodes = Differences(
        appeared=_ordered(node for at, node in new.nodes.items() if at not in back),
        vanished=_ordered(node for at, node in old.nodes.items() if at not in forth),
        changed=_changed(
            [
                (old.nodes[left], new.nodes[right])
                for left, rights in forth.items()
                for right in rights
                if not {(False, left), (True, right)} & regrouped
            ],
            NODE_FIELDS,
        ),
    )
    return Comparison(nodes, _edges(old, new, forth), merged, split)


class _Flow(NamedTuple):
    """Say how much of one entity went on in another; the more, the better.

    `forms` counts names as they stand in a document; if the runs have none in common,
    those that stand for nobody else and are the label of one of the two. A label that
    both have, and nobody else, and the same id tie only those that fit nobody better.
    """

    forms: int
    is_same_label: bool
    is_same_id: bool

    @property
    def is_enough(self) -> bool:
        """Say whether one entity is at least a part of the other."""
        return self.forms > 0


def _ties(old: Snapshot, new: Snapshot) -> tuple[Ties, Ties]:
    """Tie each entity to the one it went on as, and to the one it came from."""
    flows = _flows(old, new)
    onward: dict[str, dict[str, _Flow]] = defaultdict(dict)
    backward: dict[str, dict[str, _Flow]] = defaultdict(dict)
    for (left, right), flow in flows.items():
        onward[left][right] = flow
        backward[right][left] = flow
    to = {left: _strongest(found) for left, found in onward.items()}
    of = {right: _strongest(found) for right, found in backward.items()}
    forth: dict[str, set[str]] = defaultdict(set)
    back: dict[str, set[str]] = defaultdict(set)
    for left, right in {*to.items(), *((left, right) for right, left in of.items())}:
        mutual = to[left] == right and of[right] == left
        if mutual or flows[left, right].is_enough:
            forth[left].add(right)
            back[right].add(left)
    return dict(forth), dict(back)


def _strongest(found: Mapping[str, _Flow]) -> str:
    return min(found, key=lambda at: (*(-part for part in found[at]), at))


def _flows(old: Snapshot, new: Snapshot) -> Mapping[tuple[str, str], _Flow]:
    common = old.meant.keys() & new.meant.keys()
    forms = Counter((old.meant[at], new.meant[at]) for at in common)
    same_label: set[tuple[str, str]] = set()
    ours, theirs = _only(old.nodes.values()), _only(new.nodes.values())
    for form in ours.keys() & theirs.keys():
        pair = ours[form], theirs[form]
        labels = old.nodes[pair[0]].label, new.nodes[pair[1]].label
        if labels == (form, form):
            same_label.add(pair)
        if form in labels and not common:
            forms[pair] += 1
    same_id = {(at, at) for at in old.nodes.keys() & new.nodes.keys()}
    return {
        pair: _Flow(forms[pair], pair in same_label, pair in same_id)
        for pair in sorted({*forms, *same_label, *same_id})
    }


def _only(nodes: Iterable[Node]) -> Mapping[str, str]:
    """Return the forms that stand for one entity only, and for which."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        for form in {node.label, *node.aliases}:
            found[form].add(node.id)
    return {form: next(iter(ids)) for form, ids in found.items() if len(ids) == 1}


def _regrouped(
    ties: Ties, ones: Mapping[str, Node], several: Mapping[str, Node]
) -> tuple[Regrouped, ...]:
    found = [
        Regrouped(ones[at], _ordered(several[part] for part in parts))
        for at, parts in ties.items()
        if len(parts) > 1
    ]
    return tuple(sorted(found, key=lambda item: _weight(item.one)))


def _edges(old: Snapshot, new: Snapshot, forth: Ties) -> Differences[Link]:
    """Compare edges by what their ends have become, relation, label and status.

    Edges that are alike but for label or status are one that changed, if there is one
    such edge on either side.
    """
    place = _places(forth)
    ours = _filed(old.links, lambda link: _at(link, place, new=False))
    theirs = _filed(new.links, lambda link: _at(link, place, new=True))
    pairs = [(ours[at], theirs[at]) for at in ours.keys() & theirs.keys()]
    gone = _loosely({at: ours[at] for at in ours.keys() - theirs.keys()})
    come = _loosely({at: theirs[at] for at in theirs.keys() - ours.keys()})
    for at in gone.keys() & come.keys():
        if len(gone[at]) == len(come[at]) == 1:
            pairs.append((gone.pop(at)[0], come.pop(at)[0]))
    return Differences(
        appeared=_ordered(link for links in come.values() for link in links),
        vanished=_ordered(link for links in gone.values() for link in links),
        changed=_changed(pairs, LINK_FIELDS),
    )


Side: TypeAlias = tuple[bool, str]
"""An entity: whether it is of the new run, and its id."""

At: TypeAlias = tuple[tuple[Side, Side], str, str, str]
"""What an edge is filed under: its ends, relation, label and status."""


def _places(forth: Ties) -> "UnionFind[Side]":
    """Put entities together that are tied, also by way of others."""
    place: UnionFind[Side] = UnionFind()
    for left, rights in sorted(forth.items()):
        for right in sorted(rights):
            place.union((False, left), (True, right))
    return place


def _at(link: Link, place: "UnionFind[Side]", *, new: bool) -> At:
    source, target = place[new, link.source], place[new, link.target]
    if not link.directed and target < source:
        source, target = target, source
    return (source, target), link.relation, link.label, link.status


def _filed(links: Iterable[Link], key: Callable[[Link], At]) -> dict[At, Link]:
    """File edges; those of entities that are one in the other run are added up."""
    found: dict[At, list[Link]] = defaultdict(list)
    for link in links:
        found[key(link)].append(link)
    return {at: _sum(group) for at, group in found.items()}


def _sum(links: Sequence[Link]) -> Link:
    """Add edges up: their sentences, but the strongest association."""
    first = min(links, key=_weight)
    join = max if first.relation == CO_OCCURS_WITH else sum
    return replace(
        first,
        evidence=sum(link.evidence for link in links),
        weight=join(sorted(link.weight for link in links)),
    )


def _loosely(filed: Mapping[At, Link]) -> dict[tuple[object, str], list[Link]]:
    """File edges by their ends and relation only."""
    found: dict[tuple[object, str], list[Link]] = defaultdict(list)
    for (ends, relation, _, _), link in filed.items():
        found[ends, relation].append(link)
    return found


def _changed(
    pairs: Iterable[tuple[Item, Item]], fields: Sequence[str]
) -> tuple[Change[Item], ...]:
    found = [
        Change(old, new, differing)
        for old, new in pairs
        if (differing := tuple(_differing(old, new, fields)))
    ]
    return tuple(
        sorted(
            found,
            key=lambda item: (
                fields.index(item.fields[0]),
                _weight(min(item.old, item.new, key=_weight)),
            ),
        )
    )


def _differing(old: Item, new: Item, fields: Sequence[str]) -> Iterator[str]:
    for name in fields:
        if getattr(old, name) != getattr(new, name):
            yield name


def _ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=_weight))


def _weight(item: Node | Link) -> tuple[object, ...]:
    """Return where something stands in a list: the better supported, the earlier."""
    if isinstance(item, Node):
        return -item.mentions, item.label, item.id
    status = STATUSES.index(item.status) if item.status in STATUSES else len(STATUSES)
    return (
        item.relation == CO_OCCURS_WITH,
        -item.evidence,
        status,
        item.source_label,
        item.target_label,
        item.relation,
        item.label,
        item.id,
    )
