"""Who is who across documents, with invented people and companies."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.identity import gathered
from kg.identity.decisions import key
from kg.identity.resolve import Decision, read_decisions, resolve, resolve_uses
from kg.records import Entity, Mention, Resolution

ORG, PERSON, PLAN = "organisation", "person", "initiative"


def mentions(
    document: str, *names: str, kind: str = ORG, full: str = "", title: str = ""
) -> list[Mention]:
    """Return a mention for each name; `full` is the fullest form in the document."""
    found, start = [], sum(map(ord, kind)) * 1000
    for name in names:
        end = start + len(name)
        found.append(
            Mention(
                document, start, end, name, kind, start, end,
                title=title, name=full or name,
            )
        )  # fmt: skip
        start = end + 1
    return found


def people(
    document: str, *names: str, full: str = "", title: str = ""
) -> list[Mention]:
    return mentions(document, *names, kind=PERSON, full=full, title=title)


def names(resolution: Resolution) -> list[str]:
    return sorted(entity.name for entity in resolution.entities)


def entity(resolution: Resolution, name: str) -> Entity:
    (found,) = (e for e in resolution.entities if e.name == name)
    return found


# Names that are one


def test_resolve_firms_that_a_document_tells_apart_by_legal_form() -> None:
    both = mentions("a", "Zandor AB", "Zandor Inc")
    found = names(resolve(both + mentions("b", "Zandor Inc")))
    assert found == ["Zandor AB", "Zandor Inc"]


@pytest.mark.parametrize(
    ("left", "right", "best"),
    [
        ("Zandor Vey", "ZANDOR VEY", "Zandor Vey"),
        ("Zandor-Vey", "Zandor Vey", "Zandor Vey"),
        ("eZandor", "E-Zandor", "E-Zandor"),
        ("Zandor", "Zandor Group", "Zandor Group"),
        ("Zandor Ltd", "Zandor GmbH", "Zandor GmbH"),
        ("Zandor & Vey", "Zandor and Vey", "Zandor & Vey"),
        ("Zándor", "Zandor", "Zandor"),
        ("Bureau of Lunar Tides", "Bureau for Lunar Tides", "Bureau for Lunar Tides"),
        ("Vory Party", "Vories", "Vory Party"),
        ("Vory Zandor", "Vory Zandor Brothers Inc", "Vory Zandor Brothers Inc"),
        ("Lunar Tides Bureau", "U.S. Lunar Tides Bureau", "U.S. Lunar Tides Bureau"),
    ],
)
def test_resolve_joins_variants_of_an_organisation(
    left: str, right: str, best: str
) -> None:
    assert names(resolve(mentions("a", left) + mentions("b", right))) == [best]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zandor", "Zandor Cloud"),
        ("Zandor", "Zandor Brothers"),
        ("Zandor Fund II", "Zandor Fund III"),
        ("Zandor 400", "Zandor 500"),
        ("Finance Ministry", "U.S. Finance Ministry"),
        ("Zandor Foods", "Veyland Zandor Foods"),
        ("Bank of Zandor", "Bank of Zandar"),
        ("Zandor", "Zаndor"),  # the second with a Cyrillic letter
        ("Zandor", "Zan\u202edor"),
        ("!!!", "???"),
        ("x" * 10_000, "x" * 9_999 + "y"),
    ],
)
def test_resolve_keeps_other_organisations_apart(left: str, right: str) -> None:
    assert len(resolve(mentions("a", left) + mentions("b", right)).entities) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ann Rovik", "ANN ROVIK"),
        ("Ann Rovik", "Ann M. Rovik"),
        ("Lin Zhen-hao", "Lin Zhenhao"),
        ("Lin Zhenhao", "Zhenhao Lin"),
        ("Ann Rovik Jr", "Ann Rovik, Jr."),
    ],
)
def test_resolve_joins_variants_of_a_person(left: str, right: str) -> None:
    assert len(resolve(people("a", left) + people("b", right)).entities) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ann Rovik", "Eva Rovik"),
        ("Ann Rovik", "Ann Rovik Jr"),
        ("Ann B. Rovik", "Ann C. Rovik"),
        ("A. Rovik", "Ann Rovik"),
        ("Ann Elee", "Anne Lee"),
        ("Rovik", "Ann Rovik"),
        ("Rovik", "Rovik"),
        ("Ann", "Ann Rovik"),
    ],
)
def test_resolve_keeps_other_people_apart(left: str, right: str) -> None:
    assert len(resolve(people("a", left) + people("b", right)).entities) == 2


def test_resolve_middle_name_that_fits_two_people_joins_neither() -> None:
    found = people("a", "Ann B. Rovik") + people("b", "Ann C. Rovik")
    assert len(resolve(found + people("c", "Ann Rovik")).entities) == 3


def test_resolve_bare_surname_joins_with_what_the_documents_share() -> None:
    found = people("a", "Rovik") + mentions("a", "Zandor", "Veyland")
    found += people("b", "Ann Rovik") + mentions("b", "Zandor", "Veyland")
    assert entity(resolve(found), "Ann Rovik").documents == 2


def test_resolve_bare_surname_that_fits_two_people_joins_neither() -> None:
    found = []
    for document, name in ("a", "Rovik"), ("b", "Ann Rovik"), ("c", "Eva Rovik"):
        found += people(document, name) + mentions(document, "Zandor", "Veyland")
    assert names(resolve(found))[:4] == ["Ann Rovik", "Eva Rovik", "Rovik", "Veyland"]


def test_resolve_open_surname_belongs_to_nobody() -> None:
    found = people("a", "Ann Rovik", "Eva Rovik", "Rovik")
    resolution = resolve(found)
    assert names(resolution) == ["Ann Rovik", "Eva Rovik"]
    assert ("a", found[2].start) not in resolution.who


def test_resolve_finds_all_whom_a_reference_means() -> None:
    found = people("a", "Ann Rovik", "Eva Lund")
    both = [
        Mention("a", 1, 5, "Both", PERSON, 0, 9, form="pronoun", name=name)
        for name in ("Ann Rovik", "Eva Lund")
    ]
    resolution = resolve([*found, *both])
    meant = tuple(entity(resolution, one.name).id for one in both)
    assert resolution.several == {("a", 1): meant}
    assert ("a", 1) not in resolution.who


def test_resolve_pronoun_follows_its_name() -> None:
    found = people("a", "Ann Rovik")
    she = Mention("a", 1, 4, "She", PERSON, 0, 9, form="pronoun", name="Ann Rovik")
    resolution = resolve([*found, she])
    assert resolution.who["a", 1] == entity(resolution, "Ann Rovik").id
    assert entity(resolution, "Ann Rovik").mentions == 1


def test_resolve_abbreviation_explained_in_another_document() -> None:
    found = mentions("a", "Board of Lunar Trade", "BLT", full="Board of Lunar Trade")
    resolution = resolve(found + mentions("b", "BLT"))
    assert names(resolution) == ["Board of Lunar Trade"]
    assert entity(resolution, "Board of Lunar Trade").aliases == (
        ("BLT", 2),
        ("Board of Lunar Trade", 1),
    )


def test_resolve_abbreviation_with_two_meanings_stays_apart() -> None:
    found = mentions("a", "Board of Lunar Trade", "BLT", full="Board of Lunar Trade")
    found += mentions("b", "Bank of Late Tides", "BLT", full="Bank of Late Tides")
    assert len(resolve(found + mentions("c", "BLT")).entities) == 3


def test_resolve_two_names_of_one_document_stay_two() -> None:
    found = mentions("a", "Zandor Group", "Zandor Holding")
    assert len(resolve(found + mentions("b", "Zandor Group")).entities) == 2


def test_resolve_two_names_of_one_document_are_one_if_it_misread_one() -> None:
    found = mentions("a", "Zandor", "Zandor") + mentions("b", "Zandor")
    found += mentions("c", "Zandor Group") + mentions("c", "Zandor", kind="place")
    apart = mentions("c", "Zandor Group") + mentions("c", "Zandor")
    assert names(resolve(found)) == ["Zandor"]
    assert len(names(resolve(apart))) == 2


def test_resolve_initiative_and_organisation_of_one_name_are_one() -> None:
    found = mentions("a", "Lunar Way", kind=PLAN) + mentions(
        "b", "Lunar Way", kind=PLAN
    )
    resolution = resolve(found + mentions("c", "Lunar Way"))
    assert [e.kind for e in resolution.entities] == [PLAN]


def test_resolve_bare_name_of_a_thing_is_the_thing() -> None:
    found = mentions("a", "Zandor", kind=PLAN) + people("b", "Zandor")
    assert [e.kind for e in resolve(found).entities] == [PLAN]


def test_resolve_titled_name_of_a_person_is_no_thing() -> None:
    found = [*people("a", "Zandor", title="Mr"), *mentions("b", "Zandor", "Zandor")]
    assert names(resolve(found)) == ["Zandor", "Zandor"]


def test_resolve_initials_join_with_what_the_documents_share() -> None:
    found = mentions("a", "BLT", "Veyland") + mentions(
        "b", "Board of Lunar Trade", "Veyland"
    )
    assert names(resolve(found)) == ["Board of Lunar Trade", "Veyland"]


def test_resolve_misspelling_joins_with_what_the_documents_share() -> None:
    found = people("a", "Katrina Rovik") + mentions("a", "Zandor", "Veyland")
    found += people("b", "Katrine Rovik") + mentions("b", "Zandor", "Veyland")
    assert len(resolve(found).entities) == 3


def test_resolve_linked_mentions_are_one_whatever_they_read() -> None:
    found = mentions("a", "Zandor") + mentions("b", "Old Mill")
    linked = [Mention(**{**_fields(m), "link": "Q1"}) for m in found]
    assert len(resolve(linked).entities) == 1


def test_resolve_tells_why() -> None:
    found = mentions("a", "Zandor") + mentions("b", "Zandor Group")
    (merge,) = resolve(found).merges
    assert (merge.left, merge.right) == ("Zandor", "Zandor Group")
    assert "Group" in merge.reason and merge.score > 0.9
    assert "Zandor Group" in resolve(found).entities[0].reasons[0]


def test_resolve_name_is_what_most_documents_say() -> None:
    found = mentions("a", "Zandor Group Holding Limited")
    found += mentions("b", "Zandor Group") + mentions("c", "Zandor Group")
    assert names(resolve(found)) == ["Zandor Group"]


# Decisions


def same(left: str, right: str, kind: str = ORG) -> Decision:
    return Decision("same", kind, left, right, place="d.csv:2")


def different(left: str, right: str, kind: str = ORG) -> Decision:
    return Decision("different", kind, left, right, place="d.csv:3")


def test_resolve_decision_joins_what_nothing_else_would() -> None:
    found = mentions("a", "Zandor") + mentions("b", "Old Mill")
    assert len(resolve(found, [same("Zandor", "Old Mill")]).entities) == 1


def test_resolve_decision_keeps_apart_what_would_be_one() -> None:
    found = mentions("a", "Zandor") + mentions("b", "Zandor Group")
    resolution = resolve(found, [different("Zandor", "Zandor Group")])
    assert names(resolution) == ["Zandor", "Zandor Group"]
    assert len({e.id for e in resolution.entities}) == 2


def test_resolve_decision_keeps_apart_what_a_document_made_one() -> None:
    found = mentions("a", "Zandor Group", "Zandor", full="Zandor Group")
    resolution = resolve(found, [different("Zandor", "Zandor Group")])
    assert names(resolution) == ["Zandor", "Zandor Group"]


def test_resolve_decision_about_a_bare_surname() -> None:
    found = people("a", "Rovik") + people("b", "Ann Rovik")
    made = same("Rovik", "Ann Rovik", PERSON)
    assert names(resolve(found, [made])) == ["Ann Rovik"]


def test_resolve_contradicting_decisions_are_reported() -> None:
    found = (
        mentions("a", "Zandor") + mentions("b", "Veyland") + mentions("c", "Old Mill")
    )
    made = [
        same("Zandor", "Veyland"),
        same("Veyland", "Old Mill"),
        different("Zandor", "Old Mill"),
    ]
    with pytest.raises(DataError, match=r"d.csv:3.*d.csv:2"):
        resolve(found, made)


def test_resolve_opposite_decisions_are_reported() -> None:
    made = [same("Zandor", "Veyland"), different("veyland", "zandor")]
    with pytest.raises(DataError, match=r"d.csv:3.*d.csv:2"):
        resolve([], made)


def test_resolve_unused_decision_is_told() -> None:
    (merge,) = resolve(mentions("a", "Zandor"), [same("Zandor", "Old Mill")]).merges
    assert "not used" in merge.reason


HEADER = "decision,kind,left,right,who,why\n"


def test_resolve_reads_decisions(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    row = 'Same,organisation,"Zandor, Inc.",Old Mill,AR,renamed\n\n'
    path.write_text("\ufeff" + HEADER + row, encoding="utf-8")
    (made,) = read_decisions(path)
    assert (made.decision, made.left, made.why) == ("same", "Zandor, Inc.", "renamed")
    assert made.place == f"{path}:2"


def test_resolve_passes_over_other_columns_and_open_rows(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    rows = ",person,Ann Rovik,Eva Rovik,,,3\ndifferent,person,Ann Rovik,Ann Rove,,,4\n"
    path.write_text(HEADER.strip() + ",score\n" + rows, encoding="utf-8")
    assert [made.right for made in read_decisions(path)] == ["Ann Rove"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("left,right\n", 1),
        (HEADER + "perhaps,person,Ann Rovik,Eva Rovik\n", 2),
        (HEADER + "\nsame,robot,Ann Rovik,Eva Rovik\n", 3),
        (HEADER + "same,person,Ann Rovik,\n", 2),
        (HEADER + "same,person,Ann Rovik,ANN ROVIK\n", 2),
        (HEADER + 'same,person,"Ann Rovik\n', 2),
    ],
)
def test_resolve_faulty_decisions_name_the_line(
    tmp_path: Path, content: str, line: int
) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=rf"decisions.csv:{line}: "):
        read_decisions(path)


def test_resolve_missing_decisions_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no\.csv"):
        read_decisions(tmp_path / "no.csv")


# What must hold whatever comes

POOL = [
    "Zandor", "Zandor Group", "Zandor Ltd", "E-Zandor", "eZandor", "Zandor Fund II",
    "Ann Rovik", "Ann B. Rovik", "Ann C. Rovik", "Ann Rovik Jr", "A. Rovik", "Rovik",
    "Rovic", "Annie Rovik", "Anna Rovik", "BLT", "Board of Lunar Trade", "!!!", "",
    "\u202eabc", "Zаndor", "Lin Zhenhao", "Zhenhao Lin", "Lin",
]  # fmt: skip


@st.composite
def corpora(draw: st.DrawFn) -> list[Mention]:
    """Draw mentions of a few documents, some with a fuller name."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from("abcd"),
                st.sampled_from([ORG, PERSON, PLAN, "place"]),
                st.sampled_from(POOL) | st.text(max_size=8),
                st.sampled_from(POOL) | st.none(),
            ),
            max_size=14,
        )
    )
    return [
        Mention(document, i, i + 1, name, kind, 0, 99, name=full or name)
        for i, (document, kind, name, full) in enumerate(drawn)
    ]


def partition(resolution: Resolution) -> set[frozenset[tuple[str, int]]]:
    groups: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for place, identity in resolution.who.items():
        groups[identity].add(place)
    return {frozenset(group) for group in groups.values()}


@given(corpora(), st.randoms())
def test_resolve_does_not_depend_on_order(
    found: list[Mention],
    random,  # type: ignore[no-untyped-def]
) -> None:
    shuffled: Iterable[Mention] = random.sample(found, len(found))
    assert resolve(shuffled) == resolve(found)


@given(corpora())
def test_resolve_covers_entities_and_ids_are_unique(found: list[Mention]) -> None:
    resolution = resolve(found)
    ids = [e.id for e in resolution.entities]
    assert len(set(ids)) == len(ids)
    assert set(resolution.who.values()) == set(ids)
    assert sum(e.mentions for e in resolution.entities) == len(resolution.who)


@given(corpora())
def test_resolve_is_idempotent(found: list[Mention]) -> None:
    """Documents that call everybody by the canonical name give the same entities."""
    first = resolve(found)
    by_id = {e.id: e for e in first.entities}
    called = [(e.kind, key(e.kind, e.name)) for e in first.entities]
    again = [
        replace(m, text=entity.name, name=entity.name, kind=entity.kind)
        for m in found
        if (place := (m.document, m.start)) in first.who
        and (entity := by_id[first.who[place]])
        and called.count((entity.kind, key(entity.kind, entity.name))) == 1
    ]
    second = resolve(again)
    kept = {(m.document, m.start) for m in again} & set(second.who)
    together = {place: first.who[place] for place in kept}
    assert partition(second) == {
        frozenset(place for place in together if together[place] == identity)
        for identity in set(together.values())
    }


@given(corpora(), st.randoms())
def test_resolve_does_not_depend_on_how_mentions_are_counted(
    found: list[Mention],
    random,  # type: ignore[no-untyped-def]
) -> None:
    whole, uses = resolve(found), sorted(gathered.uses(found))
    counted = resolve_uses(random.sample(uses, len(uses)))
    assert (counted.entities, counted.merges) == (whole.entities, whole.merges)
    for m in found:
        if m.kind in ("person", "organisation", "initiative", "place") and m.name:
            entity = counted.find(gathered.use(m))
            assert entity == whole.who.get((m.document, m.start), "")


@given(corpora(), st.randoms())
def test_resolve_does_not_depend_on_shards(
    found: list[Mention],
    random,  # type: ignore[no-untyped-def]
) -> None:
    """Counts of shards, each of whole documents, add up to the counts of all."""
    documents = sorted({m.document for m in found})
    left = set(random.sample(documents, len(documents) // 2))
    shards = [
        gathered.uses(m for m in found if (m.document in left) == side)
        for side in (True, False)
    ]
    assert resolve_uses(chain(*shards)).entities == resolve(found).entities


@given(corpora())
def test_resolve_unrelated_document_changes_no_id(found: list[Mention]) -> None:
    more = mentions("z", "Quillon Harbour") + people("z", "Otto Quist")
    before, after = resolve(found), resolve(found + more)
    assert {place: after.who[place] for place in before.who} == before.who


def _pairs() -> st.SearchStrategy[tuple[str, str]]:
    pool = [name for name in POOL if name]
    return st.tuples(st.sampled_from(pool), st.sampled_from(pool))


@given(corpora(), _pairs())
def test_resolve_different_holds_for_pronouns(
    found: list[Mention], pair: tuple[str, str]
) -> None:
    """A pronoun goes where its antecedent's name goes, and no decision is broken."""
    said = [
        replace(m, start=m.start + 100, text="She", form="pronoun")
        for m in found
        if m.name
    ]
    try:
        resolution = resolve(found + said, [different(*pair, PERSON)])
    except DataError:
        return
    for m in said:
        place = m.document, m.start
        if place in resolution.who:
            names = {n.name for n in found if n.document == m.document}
            assert m.name in names
    who = [
        {
            resolution.who[m.document, m.start]
            for m in said
            if m.kind == PERSON and (m.document, m.start) in resolution.who
            if key(PERSON, m.name) == key(PERSON, name)
        }
        for name in pair
    ]
    assert not who[0] & who[1] or key(PERSON, pair[0]) == key(PERSON, pair[1])


@settings(max_examples=200)
@given(corpora(), st.sampled_from([ORG, PERSON, PLAN]), st.lists(_pairs(), max_size=3))
def test_resolve_different_is_never_violated(
    found: list[Mention], kind: str, pairs: Sequence[tuple[str, str]]
) -> None:
    made = [different(left, right, kind) for left, right in pairs]
    try:
        resolution = resolve(found, made)
    except DataError:
        return
    for left, right in pairs:
        ours, theirs = (
            ids(found, resolution, kind, left),
            ids(found, resolution, kind, right),
        )
        assert not ours & theirs


def ids(
    found: Iterable[Mention], resolution: Resolution, kind: str, name: str
) -> set[str]:
    """Return the entities of the mentions that read like a name and are called so."""
    return {
        resolution.who[m.document, m.start]
        for m in found
        if m.text == name and m.name == name and m.kind == kind
        if (m.document, m.start) in resolution.who
    }


def _fields(mention: Mention) -> dict[str, object]:
    return {name: getattr(mention, name) for name in Mention.__slots__}


def test_resolve_names_that_a_document_says_are_one_are_one_everywhere() -> None:
    told = mentions("a", "Zandor Mill", "Veyland Works", full="Veyland Works")
    found = told + mentions("b", "Zandor Mill") + mentions("c", "Veyland Works")
    assert names(resolve(found)) == ["Veyland Works"]


def test_resolve_bare_person_is_a_firm_that_goes_on_in_its_trade() -> None:
    firms = mentions("a", "Zuma Networks") + mentions("b", "Zuma Networks")
    made = resolve(firms + people("c", "Zuma"))
    assert {entity.kind for entity in made.entities} == {ORG}


HOSTILE = [
    "x" * 10_000, "A" + " B" * 5_000, "( " * 5_000, "!!!", "??? ...", "\u200f",
    "\u202eZandor", "Zаndor", "Ζandor", "Zan\u200bdor Mill\u0301", "\ufdfa", "ﬀ Ltd",
    "'s", "Inc.", "The", "of the", "Jr.", "\u0000", "\ud800", "é" * 3_000,
]  # fmt: skip


@pytest.mark.parametrize("kind", [ORG, PERSON, PLAN])
def test_resolve_hostile_names_neither_crash_nor_join(kind: str) -> None:
    found = []
    for at, name in enumerate([*HOSTILE, "Zandor"]):
        found += mentions(f"d{at}", name, kind=kind)
    assert len(resolve(found).entities) == len(found)


def test_resolve_long_names_take_no_quadratic_time() -> None:
    def seconds(size: int) -> float:
        start = process_time()
        for at in range(4):
            words = " ".join(f"W{at}{i}" for i in range(size))
            resolve(mentions("a", words) + people("b", words, f"Dr. {words} Jr."))
        return process_time() - start

    seconds(10)
    assert seconds(4_000) < 40 * seconds(400) + 1


def test_resolve_firms_that_go_on_differently() -> None:
    found = mentions("a", "Zandor", "Veyland") + mentions(
        "b", "Zandor Foods", "Veyland"
    )
    assert len(resolve(found).entities) == 2
    assert len(resolve(found + mentions("c", "Zandor Steel")).entities) == 4


def test_resolve_team_without_its_town() -> None:
    found = mentions("a", "Owls", "Zandor") + mentions("b", "Veyland Owls", "Zandor")
    found += mentions("b", "Veyland", kind="place")
    assert names(resolve(found)) == ["Veyland", "Veyland Owls", "Zandor"]


def test_resolve_surname_of_only_one_person_needs_little_support() -> None:
    found = people("a", "Rovik", "Lund") + people("b", "Ann Rovik", "Eva Lund")
    assert names(resolve(found)) == ["Ann Rovik", "Eva Lund"]
    assert len(resolve(found + people("c", "Bob Rovik")).entities) > 3


def test_resolve_short_given_name_where_nobody_else_has_the_surname() -> None:
    found = people("a", "William Rovik") + people("b", "Bill Rovik")
    assert len(resolve(found).entities) == 1
    assert len(resolve(found + people("c", "Eva Rovik")).entities) == 3


@pytest.mark.parametrize(("one", "other"), [("Ian", "John"), ("Peter", "Patrick")])
def test_resolve_names_of_brothers_are_not_short_for_each_other(
    one: str, other: str
) -> None:
    found = people("a", f"{one} Rovik") + people("b", f"{other} Rovik")
    assert len(resolve(found).entities) == 2


def test_resolve_abbreviation_of_the_name_with_its_article() -> None:
    found = mentions("a", "TLGE", "Zandor") + mentions(
        "b", "Lunar Gazette East", "Zandor"
    )
    assert names(resolve(found)) == ["Lunar Gazette East", "Zandor"]


def test_resolve_product_behind_a_brand_is_no_team_behind_a_town() -> None:
    found = mentions("a", "Mall", "Zandor", kind=PLAN) + mentions("b", "Veyland Mall")
    found += mentions("b", "Veyland", kind="place") + mentions("b", "Zandor", kind=PLAN)
    assert {"Mall", "Veyland Mall"} <= set(names(resolve(found)))


def test_resolve_trade_that_another_document_leaves_out() -> None:
    found = mentions("a", "Zandor Foods", "Zandor", full="Zandor Foods")
    found += mentions("b", "Zandor") + mentions("b", "Zandor Foods")
    assert names(resolve(found)) == ["Zandor Foods"]


def test_resolve_house_that_another_document_shortens() -> None:
    found = mentions("a", "House of Elders", "Elders", full="House of Elders")
    assert names(resolve(found + mentions("b", "Elders"))) == ["House of Elders"]


@pytest.mark.parametrize(
    "arm", ["Foundation", "Institute", "University", "Bank", "Global"]
)
def test_resolve_arm_that_one_document_calls_by_its_owner(arm: str) -> None:
    found = mentions("a", f"Zandor {arm}", "Zandor", full=f"Zandor {arm}")
    found += mentions("b", "Zandor", "Ostrava", "Veyland")
    found += mentions("a", "Ostrava", "Veyland")
    assert {"Zandor", f"Zandor {arm}"} <= set(names(resolve(found)))


@pytest.mark.parametrize("other", ["Zandor Group", "Zandor Cloud"])
def test_resolve_trade_is_not_left_out_of_one_of_several(other: str) -> None:
    found = mentions("a", "Zandor Foods", "Zandor", full="Zandor Foods")
    found += mentions("b", "Zandor") + mentions("c", other)
    assert "Zandor Foods" in names(resolve(found))
    assert entity(resolve(found), "Zandor Foods").documents == 1


def test_resolve_body_of_two_countries_is_neither() -> None:
    found = mentions("a", "Lunar Tides Bureau") + mentions("b", "US Lunar Tides Bureau")
    found += mentions("c", "UK Lunar Tides Bureau")
    assert len(resolve(found).entities) == 3
