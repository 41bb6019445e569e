"""Speakers of claims, by the names a document gives them."""

from dataclasses import replace

from kg.edges import attributed, with_speakers
from kg.records import Claim, Evidence, Mention

CLAIM = Claim("a", 20, 30, "met", "met", "meet", "asserted", 0, 40, speaker_start=0)
EVIDENCE = Evidence("a", 0, 38, "She said that Ada met Bob.", "meet", "asserted")


def said(start: int, text: str, name: str = "") -> Mention:
    return Mention("a", start, start + 3, text, "person", 0, 40, name=name)


def test_attributed_gives_a_pronoun_its_name() -> None:
    (found,) = attributed([CLAIM], [said(0, "She", "Ida Roe")])
    assert found.speaker == "Ida Roe"


def test_attributed_leaves_what_nobody_knows() -> None:
    told = replace(CLAIM, speaker="a spokesman", speaker_start=-1)
    assert list(attributed([CLAIM, told], [said(5, "Ida", "Ida Roe")])) == [CLAIM, told]


def test_attributed_leaves_what_several_say() -> None:
    several = [said(0, "They", name) for name in ("Ida Roe", "Eve Poe")]
    (found,) = attributed([CLAIM], several)
    assert found.speaker == "They"


def test_with_speakers_finds_the_sentence() -> None:
    told = replace(CLAIM, speaker="Ida Roe")
    later = replace(told, speaker="Eve Poe", sentence_start=41, sentence_end=80)
    found = with_speakers({"e-1": [EVIDENCE]}, [told, later])
    assert found == {"e-1": [replace(EVIDENCE, speaker="Ida Roe")]}


def test_with_speakers_keeps_none_where_two_speak() -> None:
    claims = [replace(CLAIM, speaker=name) for name in ("Ida Roe", "Eve Poe")]
    assert with_speakers({"e-1": [EVIDENCE]}, claims) == {"e-1": [EVIDENCE]}


def test_with_speakers_asks_for_the_same_rule_and_status() -> None:
    claims = [
        replace(CLAIM, speaker="Ida Roe", rule="another"),
        replace(CLAIM, speaker="Ida Roe", status="negated"),
    ]
    assert with_speakers({"e-1": [EVIDENCE]}, claims) == {"e-1": [EVIDENCE]}
