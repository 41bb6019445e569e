"""What references likely mean, by signs and weights made up for each case."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.descriptions import Described
from kg.identity.fitting import Fitting, group
from kg.identity.ranking import GROUPS, Ranking, Table, probabilities, shipped
from kg.identity.signs import MOST, read
from kg.identity.surroundings import Surroundings
from kg.records import ORGANISATION, PERSON, Mention

ALWAYS = dict.fromkeys(GROUPS, 0.5)


def at(text: str, words: str, **more: str) -> Mention:
    """Return a mention of a text of sentences that end in ". "."""
    start = text.index(words)
    left = max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0
    right = text.find(". ", start)
    return Mention(
        document="d",
        start=start,
        end=start + len(words),
        text=words,
        kind=more.pop("kind", PERSON),
        sentence_start=left,
        sentence_end=right + 1 if right >= 0 else len(text),
        **more,
    )


def person(text: str, words: str, role: str = "") -> Mention:
    return at(text, words, name=words, role=role)


def pronoun(text: str, words: str, role: str = "subject") -> Mention:
    return at(text, words, form="pronoun", role=role)


def ranked(
    text: str, named: list[Mention], references: list[Mention], **weights: float
) -> list[str]:
    """Return the names that references get one after another."""
    fitting = Fitting(named, Described(named, text), {})
    around = Surroundings(named, references, text)
    signs = {sign.replace("_", ":"): weight for sign, weight in weights.items()}
    table = Table(dict.fromkeys(GROUPS, signs), ALWAYS)
    ranking = Ranking(around, fitting, table=table)
    answers = []
    for reference in references:
        answers.append(ranking.answer(reference)[1])
        around.add(reference)
    return answers


def test_ranking_answers_with_what_weighs_most() -> None:
    text = "Ann Rovik met Eva Lund. She won."
    named = [person(text, "Ann Rovik", "subject"), person(text, "Eva Lund", "object")]
    she = pronoun(text, "She")
    assert ranked(text, named, [she], near_1_subject=4.0) == ["Ann Rovik"]
    assert ranked(text, named, [she], near_1_object=4.0) == ["Eva Lund"]


def test_ranking_leaves_open_what_is_not_likely_enough() -> None:
    text = "Ann Rovik met Eva Lund. She won."
    named = [person(text, "Ann Rovik", "subject"), person(text, "Eva Lund", "object")]
    assert ranked(text, named, [pronoun(text, "She")], none_person=0.1) == [""]


def test_ranking_passes_on_what_a_pronoun_before_means() -> None:
    text = "Ann Rovik sat. She ate. Then she left."
    named = [person(text, "Ann Rovik", "subject")]
    chain = [pronoun(text, "She"), pronoun(text, "she")]
    weights = {"form_name": 9.0, "near_2_name": -18.0, "form_pronoun": 9.0}
    assert ranked(text, named, chain, **weights) == ["Ann Rovik"] * 2


def test_ranking_a_chain_that_begins_with_nobody_leads_to_nobody() -> None:
    text = "Ann Rovik sat. She ate. Then she left."
    named = [person(text, "Ann Rovik", "subject")]
    chain = [pronoun(text, "She"), pronoun(text, "she")]
    weights = {"form_name": -9.0, "form_pronoun": 9.0}
    assert ranked(text, named, chain, **weights) == ["", ""]


def test_ranking_an_object_is_not_its_subject() -> None:
    text = "Ann Rovik saw her."
    named = [person(text, "Ann Rovik", "subject")]
    her = pronoun(text, "her", "object")
    assert ranked(text, named, [her], form_name=3.0) == [""]


def test_ranking_whoever_speaks_of_somebody_is_somebody_else() -> None:
    text = 'Eva Lund came. "She won," Ann Rovik said.'
    named = [person(text, "Eva Lund", "subject"), person(text, "Ann Rovik", "subject")]
    she = pronoun(text, "She")
    signs = read(Surroundings(named, [she], text), she, Fitting(named, _d(named), {}))
    assert [other.name for other in signs.others] == ["Ann Rovik"]


def _d(named: list[Mention]) -> Described:
    return Described(named, "")


def test_signs_look_at_no_more_than_the_nearest_mentions() -> None:
    words = [f"Ann{'a' * number}" for number in range(2 * MOST)]
    text = f"{', '.join(words)} came. She won."
    named = [person(text, word) for word in words]
    she = pronoun(text, "She")
    signs = read(Surroundings(named, [she], text), she, Fitting(named, _d(named), {}))
    assert [link.mention.text for link in signs.links] == words[: -MOST - 1 : -1]


@pytest.mark.parametrize(
    ("words", "form", "kind", "expected"),
    [
        ("She", "pronoun", "", "person"),
        ("its", "pronoun", "", "its"),
        ("It", "pronoun", "", "it"),
        ("the firm", "description", "organisation", "description"),
        ("the mayor", "description", "person", "noun"),
        ("they", "pronoun", "", ""),
    ],
)
def test_signs_which_weights_count(
    words: str, form: str, kind: str, expected: str
) -> None:
    assert group(at(words, words, form=form, kind=kind)) == expected


@given(
    st.lists(st.lists(st.sampled_from("abcd"), max_size=4), min_size=1, max_size=6),
    st.dictionaries(st.sampled_from("abc"), st.floats(-300, 300)),
)
def test_ranking_probabilities_add_up_to_one(
    rows: list[list[str]], weights: dict[str, float]
) -> None:
    found = probabilities(rows, weights, [0.0] * len(rows))
    assert math.isclose(sum(found), 1)
    assert all(0 <= each <= 1 for each in found)


def test_ranking_shipped_table_knows_every_group() -> None:
    table = shipped()
    assert set(table.weights) == set(table.answered) == set(GROUPS)
    assert all(0.3 <= least < 1 for least in table.answered.values())


@pytest.mark.parametrize(
    ("words", "linked"), [("The smelter", 1), ("The Danish smelter", 0)]
)
def test_signs_loose_nouns_with_a_country_need_words_that_say_so(
    words: str, linked: int
) -> None:
    text = f"Larkin grew. {words} won."
    named = [at(text, "Larkin", kind=ORGANISATION, name="Larkin")]
    reference = at(text, words, kind="", form="description", role="subject")
    fitting = Fitting(named, Described(named, text), {})
    around = Surroundings(named, [reference], text)
    assert len(read(around, reference, fitting, loose=True).links) == linked
    assert not read(around, reference, fitting).links
