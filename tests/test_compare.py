"""What two runs are told apart by: entities by their names, edges by their ends."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.compare import Comparison, compare
from kg.graph.snapshots import Link, Node, Snapshot


def node(id: str, label: str = "", *forms: str, mentions: int = 1) -> Node:
    label = label or id
    return Node(id, label, "person", mentions, 1, tuple(sorted({label, *forms})))


def link(source: str, target: str, **other: object) -> Link:
    given = Link(
        f"{source}-{target}", source, target, "met", "met", False, "asserted", 1.0, 1
    )
    return replace(given, **other)  # type: ignore[arg-type]


def snapshot(
    *nodes: Node, links: tuple[Link, ...] = (), meant: dict[str, str] | None = None
) -> Snapshot:
    """Take `meant` as `document form` to the id of a node."""
    pairs = (meant or {}).items()
    at = {(place.split(" ", 1)[0], place.split(" ", 1)[1]): to for place, to in pairs}
    return Snapshot({node.id: node for node in nodes}, links, at)


def labels(nodes: tuple[Node, ...]) -> list[str]:
    return [node.label for node in nodes]


def grouped(found: Comparison) -> tuple[list[object], list[object]]:
    merged = [
        (item.one.id, [part.id for part in item.several]) for item in found.merged
    ]
    split = [(item.one.id, [part.id for part in item.several]) for item in found.split]
    return [*merged], [*split]


def test_what_only_one_run_has_appeared_or_vanished() -> None:
    found = compare(snapshot(node("a"), node("b")), snapshot(node("b"), node("c")))
    assert labels(found.nodes.appeared) == ["c"]
    assert labels(found.nodes.vanished) == ["a"]
    assert found.nodes.changed == ()


def test_the_most_often_named_come_first() -> None:
    found = compare(snapshot(), snapshot(node("a"), node("b", mentions=5), node("c")))
    assert labels(found.nodes.appeared) == ["b", "a", "c"]


def test_two_whose_names_are_one_entity_now_are_merged() -> None:
    old = snapshot(
        node("1", "Ann Rovik", mentions=3),
        node("2", "A. Rovik"),
        meant={"x Ann Rovik": "1", "y A. Rovik": "2"},
    )
    new = snapshot(
        node("1", "Ann Rovik", "A. Rovik"),
        meant={"x Ann Rovik": "1", "y A. Rovik": "1"},
    )
    found = compare(old, new)
    assert grouped(found) == ([("1", ["1", "2"])], [])
    assert not any((*found.nodes.appeared, *found.nodes.vanished, *found.nodes.changed))
    assert grouped(compare(new, old)) == ([], [("1", ["1", "2"])])


def test_names_of_the_documents_say_more_than_ids() -> None:
    old = snapshot(node("1", "Ann"), meant={"x Ann": "1", "x Rovik": "1"})
    new = snapshot(
        node("1", "Eva"),
        node("2", "Ann Rovik"),
        meant={"x Ann": "2", "x Rovik": "2"},
    )
    (change,) = compare(old, new).nodes.changed
    assert (change.old.label, change.new.label) == ("Ann", "Ann Rovik")
    assert change.fields[:2] == ("label", "id")


def test_a_name_of_a_new_document_is_nobody_elses() -> None:
    old = snapshot(
        node("1", "Ann Rovik", "Rovik"), meant={"x Ann Rovik": "1", "y Rovik": "1"}
    )
    new = snapshot(
        node("1", "Ann Rovik"),
        node("2", "Rovik"),
        meant={"x Ann Rovik": "1", "z Rovik": "2"},
    )
    found = compare(old, new)
    assert grouped(found) == ([], [])
    assert labels(found.nodes.appeared) == ["Rovik"]


def test_without_a_common_document_the_labels_tell() -> None:
    old = snapshot(node("1", "Zandor"), node("2", "Zandor Group"))
    new = snapshot(node("3", "Zandor Group", "Zandor"))
    assert grouped(compare(old, new))[0] == [("3", ["1", "2"])]


def test_a_form_that_is_nobodys_label_ties_nobody() -> None:
    old, new = snapshot(node("1", "Zandor", "Zed")), snapshot(node("2", "Quill", "Zed"))
    assert labels(compare(old, new).nodes.appeared) == ["Quill"]


def test_a_label_that_several_share_ties_nobody() -> None:
    old = snapshot(node("1", "Rovik"), node("2", "Rovik"))
    found = compare(old, snapshot(node("3", "Rovik")))
    assert labels(found.nodes.appeared) == ["Rovik"]
    assert len(found.nodes.vanished) == 2


def test_what_changed_of_an_entity_is_told_the_kind_first() -> None:
    was = node("1", "Zandor", mentions=3)
    now = replace(was, entity_type="organisation", mentions=4)
    (change,) = compare(snapshot(was), snapshot(now)).nodes.changed
    assert change.fields == ("entity_type", "mentions")


ENDS = node("1", "Ann Rovik"), node("2", "Bo Quist")


def edges(old: tuple[Link, ...], new: tuple[Link, ...]) -> Comparison:
    return compare(snapshot(*ENDS, links=old), snapshot(*ENDS, links=new))


def test_edges_appear_and_vanish() -> None:
    met, sued = link("1", "2"), link("1", "2", relation="stated", label="sued")
    found = edges((met,), (sued,)).edges
    assert (found.appeared, found.vanished, found.changed) == ((sued,), (met,), ())


def test_more_evidence_is_a_change() -> None:
    (change,) = edges(
        (link("1", "2"),), (link("1", "2", evidence=2, weight=2.0),)
    ).edges.changed
    assert change.fields == ("evidence", "weight")


def test_another_status_is_a_change_where_it_is_the_only_one() -> None:
    asserted, denied = link("1", "2"), link("1", "2", id="x", status="negated")
    (change,) = edges((asserted,), (denied,)).edges.changed
    assert change.fields == ("status",)
    found = edges((asserted,), (asserted, denied)).edges
    assert (found.appeared, found.changed) == ((denied,), ())


def test_the_way_an_edge_points_counts_only_if_it_is_directed() -> None:
    there, back = link("1", "2"), link("2", "1")
    assert not edges((there,), (back,))
    there, back = (replace(one, directed=True) for one in (there, back))
    assert len(edges((there,), (back,)).edges.appeared) == 1


def test_an_edge_goes_on_where_its_end_was_merged() -> None:
    old = snapshot(
        node("1", "Ann Rovik"),
        node("3", "A. Rovik"),
        node("2", "Bo Quist"),
        links=(link("1", "2"), link("3", "2")),
        meant={"x Ann Rovik": "1", "y A. Rovik": "3", "x Bo Quist": "2"},
    )
    new = snapshot(
        node("1", "Ann Rovik", "A. Rovik"),
        node("2", "Bo Quist"),
        links=(link("1", "2", evidence=2, weight=2.0),),
        meant={"x Ann Rovik": "1", "y A. Rovik": "1", "x Bo Quist": "2"},
    )
    found = compare(old, new)
    assert grouped(found)[0] == [("1", ["3", "1"])]
    assert found.edges == edges((), ()).edges


def test_of_merged_cooccurrences_the_strongest_weight_counts() -> None:
    together = {"relation": "co_occurs_with", "status": "asserted"}
    ends = node("1", "Ann Rovik"), node("3", "A. Rovik"), ENDS[1]
    weak, strong = (
        link(one, "2", weight=weight, **together)
        for one, weight in (("1", 0.2), ("3", 0.3))
    )
    old = snapshot(*ends, links=(weak, strong))
    new = snapshot(
        node("1", "Ann Rovik", "A. Rovik"),
        ENDS[1],
        links=(replace(weak, evidence=2, weight=0.3),),
    )
    assert compare(old, new).edges == edges((), ()).edges


# What must hold whatever comes

IDS = ["1", "2", "3", "4"]
FORMS = ["Ann Rovik", "Rovik", "A. Rovik", "Bo Quist", "Quist"]


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    ids = draw(st.lists(st.sampled_from(IDS), unique=True))
    kinds = st.sampled_from(["person", "organisation"])
    nodes = {}
    for id in ids:
        forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, unique=True))
        count = draw(st.integers(1, 3))
        nodes[id] = Node(id, forms[0], draw(kinds), count, 1, tuple(sorted(forms)))
    if not ids:
        return Snapshot(nodes)
    end = st.sampled_from(ids)
    links = draw(
        st.lists(
            st.builds(
                Link,
                st.just(""),
                end,
                end,
                st.sampled_from(["met", "co_occurs_with"]),
                st.sampled_from(["met", "saw"]),
                st.booleans(),
                st.sampled_from(["asserted", "negated", ""]),
                st.sampled_from([0.25, 1.0, 2.0]),
                st.integers(0, 3),
            )
        )
    )
    named = [
        replace(
            one,
            id=f"e{number}",
            source_label=nodes[one.source].label,
            target_label=nodes[one.target].label,
        )
        for number, one in enumerate(links)
    ]
    places = st.tuples(st.sampled_from(["x", "y"]), st.sampled_from(FORMS))
    return Snapshot(nodes, tuple(named), draw(st.dictionaries(places, end)))


@given(snapshots())
def test_a_run_does_not_differ_from_itself(run: Snapshot) -> None:
    assert not compare(run, run)


@given(snapshots(), snapshots())
def test_looking_from_the_other_side_gives_the_mirror_image(
    one: Snapshot, other: Snapshot
) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.nodes.appeared == back.nodes.vanished
    assert there.edges.vanished == back.edges.appeared
    assert (there.merged, there.split) == (back.split, back.merged)
    for ours, theirs in (
        (there.nodes.changed, back.nodes.changed),
        (there.edges.changed, back.edges.changed),
    ):
        turned = [replace(item, old=item.new, new=item.old) for item in theirs]
        assert list(ours) == turned


@given(snapshots(), snapshots())
def test_every_entity_is_accounted_for(one: Snapshot, other: Snapshot) -> None:
    found = compare(one, other)
    told = {item.one.id for item in found.merged} | {
        part.id for item in found.split for part in item.several
    }
    appeared = {item.id for item in found.nodes.appeared}
    changed = {item.new.id for item in found.nodes.changed}
    unchanged = {
        at
        for at in other.nodes.keys() - told - appeared - changed
        if other.nodes[at] in one.nodes.values()
    }
    assert told | appeared | changed | unchanged == other.nodes.keys()
    assert not appeared & (told | changed)


@given(snapshots(), snapshots())
def test_the_order_of_nodes_and_edges_changes_nothing(
    one: Snapshot, other: Snapshot
) -> None:
    turned = Snapshot(
        dict(reversed(one.nodes.items())), one.links[::-1], dict(one.meant)
    )
    assert compare(turned, other) == compare(one, other)
