"""Namesakes kept apart by what documents say of them, with invented people."""

import pytest

from kg.identity.bodies import Body, body
from kg.identity.corefer import within
from kg.identity.resolve import Decision, resolve
from kg.records import Mention, Resolution


def read(document: str, text: str, name: str, kind: str = "person") -> list[Mention]:
    """Return the mentions of a name in a text, as a document by itself."""
    start = text.index(name)
    end = start + len(name)
    title = "Ms" if text[:start].endswith("Ms ") else ""
    title = title or ("Mr" if text[:start].endswith("Mr ") else "")
    found = Mention(document, start, end, name, kind, 0, len(text), title=title)
    return within([found], text)


def resolved(*texts: str, name: str = "Ann Rovik", kind: str = "person") -> Resolution:
    found = [
        m for at, text in enumerate(texts) for m in read(f"d{at}", text, name, kind)
    ]
    return resolve(found)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ann Rovik (born 1920) came.", "Ann Rovik (born 3 May 1971) came."),
        ("Ann Rovik (1920–1980) came.", "Ann Rovik, born in 1955, came."),
        ("Ann Rovik, who was born on 3 May 1920, came.", "Ann Rovik (b. 1955) came."),
        ("Ann Rovik, 19, came.", "A 71-year-old teacher, Ann Rovik."),
        ("Ann Rovik died in 1950.", "Ann Rovik died in 2004."),
        ("Here is Mr Ann Rovik.", "Here is Ms Ann Rovik."),
        ("Ann Rovik, a young striker for Zandor, ran.", "Ann Rovik, the bishop, ran."),
        ("Ann Rovik, mayor of Zandor, ran.", "Ann Rovik, the mayor of Veyland, ran."),
    ],
)
def test_namesakes_that_contradict_each_other_stay_apart(one: str, two: str) -> None:
    resolution = resolved(one, two)
    assert [e.name for e in resolution.entities] == ["Ann Rovik"] * 2
    assert len(set(resolution.who.values())) == 2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ann Rovik (born 1955) came.", "Ann Rovik (born 1956) came."),
        ("Ann Rovik (born 1955) came.", "Ann Rovik, 19, came."),
        ("Ann Rovik, 41, came.", "Ann Rovik, 50, came."),
        ("Ann Rovik, a striker, ran.", "Ann Rovik, the trade minister's wife, ran."),
        ("Ann Rovik, a former striker, ran.", "Ann Rovik, the bishop, ran."),
        ("Ann Rovik, a singer, ran.", "Ann Rovik, a great founder of firms, ran."),
        ("Ann Rovik, mayor of Zandor, ran.", "Ann Rovik, bishop of Veyland, ran."),
        ("Ann Rovik's son was born in 1971.", "Ann Rovik (1920–1980) came."),
    ],
)
def test_namesakes_need_a_contradiction(one: str, two: str) -> None:
    assert len(resolved(one, two).entities) == 1


def test_namesakes_are_one_if_the_documents_share_enough() -> None:
    found = []
    for document, text in ("a", "Ann Rovik, a striker."), ("b", "Ann Rovik, a bishop."):
        found += read(document, text, "Ann Rovik")
        found += read(document, "Near Zandor Mills.", "Zandor Mills", "organisation")
    assert len([e for e in resolve(found).entities if e.kind == "person"]) == 1


def test_namesakes_are_proposed_for_review() -> None:
    (merge,) = resolved("Ann Rovik (born 1920).", "Ann Rovik (born 1971).").merges
    assert (merge.left, merge.right) == ("Ann Rovik, born 1920", "Ann Rovik, born 1971")
    assert not merge.joined and merge.score > 0


def test_namesakes_are_one_if_a_person_says_so() -> None:
    found = read("a", "Ann Rovik (born 1920).", "Ann Rovik")
    found += read("b", "Ann Rovik (born 1971).", "Ann Rovik")
    made = Decision("same", "person", "Ann Rovik, born 1920", "Ann Rovik, born 1971")
    assert len(resolve(found, [made]).entities) == 1


def test_namesakes_leave_open_documents_to_whom_nearly_all_are_about() -> None:
    texts = ["Ann Rovik (born 1920)."] * 3 + ["Ann Rovik (born 1971).", "Ann Rovik."]
    resolution = resolved(*texts)
    assert sorted(e.documents for e in resolution.entities) == [1, 4]


def test_namesakes_keep_their_ids_when_others_come() -> None:
    before = resolved("Ann Rovik (born 1920).", "Ann Rovik (born 1971).")
    after = resolved(
        "Ann Rovik (born 1920).", "Ann Rovik (born 1971).", "Ann Rovik (born 1971)."
    )
    assert {e.id for e in before.entities} == {e.id for e in after.entities}


def test_namesakes_of_other_names_are_not_joined_against_the_facts() -> None:
    found = read("a", "Ann Rovik (born 1920).", "Ann Rovik")
    found += read("b", "Ann M. Rovik (born 1971).", "Ann M. Rovik")
    assert len(resolve(found).entities) == 2


MINISTRY = "Finance Ministry"


def ministries(*texts: str) -> int:
    return len(resolved(*texts, name=MINISTRY, kind="organisation").entities)


def test_namesakes_bodies_of_two_countries() -> None:
    assert (
        ministries("Japan's Finance Ministry.", "The Peruvian Finance Ministry.") == 2
    )
    assert (
        ministries("Japan's Finance Ministry.", "The Japanese Finance Ministry.") == 1
    )
    assert ministries("Japan's Finance Ministry.", "The Finance Ministry said so.") == 1


def test_namesakes_bodies_of_the_country_that_the_text_is_about() -> None:
    one, two = "Japan, Japan. Finance Ministry.", "Peru, Peru. Finance Ministry."
    assert ministries(one, two) == 2


def test_namesakes_bodies_of_one_country_are_one_whatever_they_are_called() -> None:
    found = read("a", "Japan's Finance Ministry.", MINISTRY, "organisation")
    found += read("b", "Peru's Finance Ministry.", MINISTRY, "organisation")
    name = "Japanese Ministry of Finance"
    found += read("c", f"The {name} said so.", name, "organisation")
    assert sorted(e.documents for e in resolve(found).entities) == [1, 2]


def test_namesakes_body_has_a_country_and_common_words_only() -> None:
    assert body("japanese ministry of finance") == Body(
        "japan", ("finance", "ministry")
    )
    assert body("central bank of peru") == Body("peru", ("bank", "central"))
    for name in ("bank of japan", "zandor ministry", "zandor", "us bank", "council"):
        assert body(name) is None
