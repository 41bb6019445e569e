"""Who "I" and "we" are in quotations, with invented people and companies."""

import pytest
from test_corefer import named

ZUMA = "{Zuma|organisation}"
ANN = "{Ann Rovik|person subject}"


def heard(marked: str) -> list[tuple[str, str]]:
    """Return the words of the first person that mean somebody, and whom."""
    first = ("i", "me", "my", "mine", "we", "us", "our", "ours")
    return [(text, name) for text, name in named(marked) if text.lower() in first]


@pytest.mark.parametrize("word", ["I", "me", "my"])
def test_i_is_who_says_the_quotation(word: str) -> None:
    marked = f'"At {ZUMA} {word} did well," said {ANN} on Monday.'
    assert heard(marked) == [(word, "Ann Rovik")]


def test_i_is_the_person_whom_he_means() -> None:
    marked = f'{ANN} left. "I ran {ZUMA}," {{she|pronoun subject}} said.'
    assert heard(marked) == [("I", "Ann Rovik")]


def test_i_outside_quotations_is_nobody_known() -> None:
    assert heard(f"I ran {ZUMA}, said {ANN} on Monday.") == []


def test_i_of_a_speaker_without_name_is_nobody_known() -> None:
    assert heard(f'{ANN} left. "I ran {ZUMA}," a guard of the park said.') == []


def test_i_of_an_organisation_is_nobody_known() -> None:
    assert heard(f'"I like {ZUMA}," {{Acme|organisation}} said.') == []


def test_a_numeral_is_nobody() -> None:
    marked = f'"After World War I there was {ZUMA}," said {ANN} on Monday.'
    assert heard(marked) == []


def test_we_is_the_organisation_that_speaks() -> None:
    marked = f'"We bought {ZUMA}," {{Acme|organisation subject}} said.'
    assert heard(marked) == [("We", "Acme")]


@pytest.mark.parametrize(
    "speaker",
    [
        "{Acme|organisation} chief executive {Ann Rovik|person subject}",
        "{Acme|organisation}'s finance director, {Ann Rovik|person subject}",
        "{Ann Rovik|person subject}, chair of {Acme|organisation}",
        "{Ann Rovik|person subject}, head of policy at the {Acme|organisation}",
        "{Ann Rovik|person subject}, who runs {Acme|organisation}",
        "{Ann Rovik|person subject} of {Acme|organisation}",
        "{Acme|organisation}'s {Ann Rovik|person subject}",
    ],
)
def test_we_is_the_body_of_the_speakers_post(speaker: str) -> None:
    assert heard(f'"We bought {ZUMA}," said {speaker}.') == [("We", "Acme")]


def test_we_is_the_body_that_stands_between_its_speaker_and_said() -> None:
    marked = f'{ANN}, chair of {{Acme|organisation}}, said: "We bought {ZUMA}."'
    assert heard(marked) == [("We", "Acme")]


def test_we_is_not_of_the_body_of_another_who_speaks() -> None:
    met = f"{ANN} met the chair of {{Acme|organisation}}, and said"
    assert heard(f'{met}: "We bought {ZUMA}."') == []


def test_we_of_a_speaker_without_post_is_nobody_known() -> None:
    marked = f'{{Acme|organisation}} fell. "We bought {ZUMA}," said {ANN} on Monday.'
    assert heard(marked) == []


@pytest.mark.parametrize(
    "speaker",
    [
        "{Ann Rovik|person subject}, former chair of {Acme|organisation}",
        "{Acme|organisation}'s former chair {Ann Rovik|person subject}",
    ],
)
def test_we_of_a_former_post_is_nobody_known(speaker: str) -> None:
    assert heard(f'"We bought {ZUMA}," said {speaker}.') == []


def test_we_of_a_founder_is_his_firm_where_it_is_said_beside() -> None:
    founder = "{Acme|organisation} founder {Ann Rovik|person subject}"
    assert heard(f'"We bought {ZUMA}," said {founder}.') == [("We", "Acme")]
    assert heard(f'{founder} left. "We bought {ZUMA}," said {ANN} on Monday.') == []


def test_we_of_somebody_with_two_posts_is_nobody_known() -> None:
    speaker = f"{ANN}, chair of {{Acme|organisation}}"
    marked = (
        f"{{Beta Bank|organisation}} director {{Ann Rovik|person}} left. "
        f'"We bought {ZUMA}," said {speaker}.'
    )
    assert heard(marked) == []


def test_we_is_the_body_that_a_bare_post_means() -> None:
    marked = (
        "{Acme|organisation subject} grew. {Acme|organisation subject} won.\n"
        f'"We bought {ZUMA}," said chief executive {ANN} on Monday.'
    )
    assert ("We", "Acme") in heard(marked)


def test_a_quotation_behind_a_colon_is_whose_sentence_leads_to_it() -> None:
    assert heard(f'{ANN} told more:\n\n"I ran {ZUMA}."') == [("I", "Ann Rovik")]


def test_a_quotation_of_a_new_paragraph_is_nobodys() -> None:
    assert heard(f'{ANN} left.\n\n"I ran {ZUMA}."') == []


def test_a_quotation_that_goes_on_is_the_same_persons() -> None:
    marked = f'"It was hard," said {ANN}. "It was good.\n\n"I ran {ZUMA}."'
    assert heard(marked) == [("I", "Ann Rovik")]


@pytest.mark.parametrize("told", [":", " (Zuma Bank):"])
def test_i_in_an_interview_is_whose_line_it_is(told: str) -> None:
    asked = "Q: Where did {Bo Lund|person} begin?\n"
    marked = f"{asked}{{Ann Rovik|person}}{told} I founded {ZUMA} with him.\n"
    assert ("I", "Ann Rovik") in heard(marked)


@pytest.mark.parametrize("line", ["So {Ann Rovik|person}: ", "{Ann Rovik|person}, "])
def test_i_behind_another_name_is_nobody_known(line: str) -> None:
    assert heard(f"{line}I founded {ZUMA} in May.") == []


def test_i_in_the_next_line_is_nobody_known() -> None:
    assert heard(f"{{Ann Rovik|person}}: Good.\nI founded {ZUMA} in May.") == []
