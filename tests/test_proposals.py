"""Which pairs of names people are asked about, and what they are shown."""

from kg.identity.answers import Answers
from kg.identity.decisions import Decision
from kg.identity.proposals import proposals, rows
from kg.identity.sides import LONGEST, Side
from kg.records import ORGANISATION, PERSON, Document, Mention, Merge

APART = Merge(PERSON, "Rovik", "Ann Rovik", 0.7, "short; not joined: why", joined=False)
DOUBTFUL = Merge(PERSON, "Ann Rovik", "Anne Rovik", 0.65, "one letter differs")
SURE = Merge(ORGANISATION, "Zandor", "Zandor Group", 0.95, "without “Group”")


def mention(
    name: str,
    *,
    document: str = "a",
    start: int = 0,
    text: str = "",
    kind: str = PERSON,
    sentence: tuple[int, int] = (0, 60),
    form: str = "name",
) -> Mention:
    text = text or name
    end = start + len(text)
    return Mention(document, start, end, text, kind, *sentence, name=name, form=form)


def asked(*merges: Merge, answers: Answers | None = None) -> list[tuple[str, str]]:
    found = proposals(merges, [], [], answers=answers)
    return [(one.left.name, one.right.name) for one in found]


def test_pairs_kept_apart_come_before_pairs_joined_in_doubt() -> None:
    assert asked(DOUBTFUL, APART) == [
        ("Rovik", "Ann Rovik"),
        ("Ann Rovik", "Anne Rovik"),
    ]


def test_nobody_is_asked_about_what_is_sure() -> None:
    assert asked(SURE) == []


def test_nobody_is_asked_about_what_was_decided() -> None:
    told = Merge(
        PERSON, "Ann Rovik", "Eva Rovik", 0.0, "decided different", joined=False
    )
    assert asked(told) == []
    made = Decision("same", PERSON, "ROVIK", "Ann Rovik")
    assert asked(APART, DOUBTFUL, answers=Answers([made])) == [
        ("Ann Rovik", "Anne Rovik")
    ]


def test_nobody_is_asked_about_two_names_that_read_the_same() -> None:
    assert asked(Merge(PERSON, "Rovik", "ROVIK", 0.6, "called the same")) == []


def test_kinds_that_are_no_nodes_are_left_out() -> None:
    assert proposals([APART], [], [], kinds=(ORGANISATION,)) == []


def test_a_pair_told_twice_is_asked_once_with_all_reasons() -> None:
    again = Merge(PERSON, "Ann Rovik", "Rovik", 0.6, "short")
    (one,) = proposals([again, APART], [], [])
    assert (one.score, one.joined) == (0.7, False)
    assert one.reasons == ("short", "short; not joined: why")


def test_among_pairs_alike_the_more_often_named_comes_first() -> None:
    other = Merge(PERSON, "Quist", "Bo Quist", 0.7, "short", joined=False)
    mentions = [mention("Bo Quist"), mention("Bo Quist", start=20)]
    found = proposals([APART, other], mentions, [])
    assert [one.left.name for one in found] == ["Quist", "Rovik"]


def test_names_are_counted_by_fullest_form_without_pronouns() -> None:
    mentions = [
        mention("Ann Rovik", document="a"),
        mention("Ann Rovik", document="a", start=20, text="Rovik"),
        mention("Ann Rovik", document="b", text="she", form="pronoun"),
        mention("Rovik", document="c"),
    ]
    (one,) = proposals([APART], mentions, [])
    assert (one.right.mentions, one.right.documents) == (2, 1)
    assert (one.left.mentions, one.left.documents) == (1, 1)


def test_an_alias_is_counted_where_it_is_written() -> None:
    (one,) = proposals([APART], [mention("Ann Rovik", text="Rovik")], [])
    assert (one.left.mentions, one.left.source) == (1, "a")


def test_a_name_taken_for_another_kind_is_still_shown() -> None:
    found = [mention("Rovik", kind=ORGANISATION)]
    (one,) = proposals([APART], found, [Document("a", "Rovik grew.")])
    assert one.left.sentence == "Rovik grew."


def test_the_sentence_shown_has_the_full_name_and_is_readable() -> None:
    text = "Rovik said no.\nAnn Rovik. Ann Rovik runs the old mill by the harbour."
    mentions = [
        mention("Ann Rovik", start=0, text="Rovik", sentence=(0, 14)),
        mention("Ann Rovik", start=15, sentence=(15, 25)),
        mention("Ann Rovik", start=26, sentence=(26, len(text))),
    ]
    (one,) = proposals([APART], mentions, [Document("a", text)])
    assert one.right.sentence == text[26:]


def test_a_long_sentence_is_cut_around_the_name() -> None:
    text = "word " * 200 + "Ann Rovik" + " word" * 200
    at = text.index("Ann")
    found = [mention("Ann Rovik", start=at, sentence=(0, len(text)))]
    (one,) = proposals([APART], found, [Document("a", text)])
    assert "Ann Rovik" in one.right.sentence
    assert one.right.sentence.startswith("…")
    assert one.right.sentence.endswith("…")
    assert len(one.right.sentence) <= LONGEST + 2


def test_namesakes_are_shown_where_a_sentence_gives_the_fact() -> None:
    told = "the same name; not joined: born 1955 and calling singer contradict"
    names = "Ann Rovik, born 1955", "Ann Rovik, calling singer"
    text = "Ann Rovik left. Ann Rovik, a Singer, came."
    mentions = [
        mention("Ann Rovik", start=0, sentence=(0, 15)),
        mention("Ann Rovik", start=16, sentence=(16, len(text))),
    ]
    merge = Merge(PERSON, *names, 0.5, told, joined=False)
    (one,) = proposals([merge], mentions, [Document("a", text)])
    assert one.left == Side(names[0])
    assert one.right == Side(names[1], sentence=text[16:], source="a")


def test_the_order_of_what_is_given_changes_nothing() -> None:
    merges = [APART, DOUBTFUL, SURE]
    assert proposals(merges, [], []) == proposals(merges[::-1], [], [])


def test_rows_decide_nothing_and_hold_counts_and_sentences() -> None:
    found = [mention("Ann Rovik", sentence=(0, 14))]
    (row,) = rows(proposals([APART], found, [Document("a", "Ann Rovik left")]))
    assert "decision" not in row
    assert row["left"] == "Rovik"
    assert row["now"] == "apart"
    assert row["right_mentions"] == 1
    assert row["right_sentence"] == "Ann Rovik left"
    assert row["right_source"] == "a"
