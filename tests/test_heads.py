"""What is called by the last noun of its name, and whom a document is about."""

import numpy as np
import pytest

from kg.identity.abbreviations import (
    best_long,
    is_contracted,
    is_of_limited,
    is_reordered,
)
from kg.identity.anaphora import antecedents
from kg.identity.descriptions import Described
from kg.identity.fitting import Fitting
from kg.identity.heads import Heads
from kg.identity.likeness import GROUPS, Likeness, Weights
from kg.identity.ranking import Ranking
from kg.identity.signs import read
from kg.identity.surroundings import Surroundings
from kg.records import ORGANISATION, PERSON, PLACE, Mention


def at(text: str, words: str, after: int = 0, **given: str) -> Mention:
    start = text.index(words, after)
    left = text.rfind(". ", 0, start) + 1
    right = text.find(". ", start) + 1 or len(text)
    form = given.pop("form", "name")
    kind = given.pop("kind", ORGANISATION)
    end = start + len(words)
    return Mention("d", start, end, words, kind, left, right, form=form, **given)


def meant(text: str, *names: str, words: str = "The museum") -> str:
    """Return the name that a description, of no kind, goes to."""
    named = [at(text, name, name=name) for name in names]
    reference = at(text, words, kind="", form="description")
    found = Heads(named, Described(named, text), text).meant(reference)
    return found.name if found else ""


FAR = "Lund rose. Zandor fell. Rain came. Snow fell. Hail came. "


@pytest.mark.parametrize("name", ["Norvik Museum", "Norvik Museum of Tides"])
def test_a_noun_goes_to_the_only_name_that_ends_with_it(name: str) -> None:
    text = f"{name} opened. {FAR}The museum shut."
    assert meant(text, name, "Lund", "Zandor") == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norvik Museum and Tide Museum opened. The museum shut.", 2),
        ("Norvik Museum sued Orell, a museum. The museum shut.", 2),
        ("Norvik Museum sued Tide Gallery. The museum shut.", 2),
        ("Norvik Museum Shops grew. The museum shut.", 1),
        ("Friends of Norvik Museum met. The museum shut.", 1),
        ("Norvik Museum met a rival museum. The museum shut.", 1),
        ("The museum shut. Norvik Museum opened.", 1),
        ("Norvik Museum grew. The museum, called Orell, shut.", 1),
    ],
)
def test_a_noun_that_may_mean_another_stays_open(text: str, names: int) -> None:
    every = {
        "Norvik Museum Shops": 0,
        "Friends of Norvik Museum": 0,
        "Norvik Museum": 0,
        "Tide Museum": 0,
        "Tide Gallery": 0,
        "Orell": 0,
    }
    there = [name for name in every if name in text][:names]
    assert meant(text, *there) == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Norvik museum", "Norvik Tide Museum"),
        ("The struggling museum", "Norvik Tide Museum"),
        ("The brick museum", ""),
    ],
)
def test_words_between_must_be_in_the_name(words: str, expected: str) -> None:
    text = f"Norvik Tide Museum opened. {words} shut."
    assert meant(text, "Norvik Tide Museum", words=words) == expected


def test_what_is_answered_by_its_head_can_be_referred_to() -> None:
    text = f"Norvik Fund opened. {FAR}The fund shut."
    named = [at(text, "Norvik Fund", name="Norvik Fund")]
    fund = at(text, "The fund", kind="", form="description")
    found = antecedents(named, [fund], text, sexes={})
    assert [(one.kind, one.name) for one in found] == [(ORGANISATION, "Norvik Fund")]


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("Norexbank", "Nordic Export Bank", True),
        ("Zoec", "Zone of Export Countries", True),
        ("Norvik", "Norvik Bank", False),
        ("Norbank", "Nordic Export Bank", False),
        ("Tide", "Tideland", False),
    ],
)
def test_a_name_made_of_beginnings(short: str, long: str, expected: bool) -> None:
    assert is_contracted(short, long) is expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("BNE", "National Board of Export", True),
        ("BINEX", "National Board of Export", True),
        ("BNX", "National Board of Export", False),
        ("BANKNE", "National Board of Export", False),
        ("NYSE", "Norvik Bank", False),
        ("Bne", "National Board of Export", False),
    ],
)
def test_a_code_in_the_order_of_another_language(
    short: str, long: str, expected: bool
) -> None:
    assert is_reordered(short, long) is expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("NAL", "Norvik Aeronautics", True),
        ("NAC", "Norvik Aeronautics", True),
        ("NAX", "Norvik Aeronautics", False),
        ("Nal", "Norvik Aeronautics", False),
        ("NL", "Norvik", False),
    ],
)
def test_a_code_with_the_initial_of_a_legal_form(
    short: str, long: str, expected: bool
) -> None:
    assert is_of_limited(short, long) is expected


def test_a_digit_that_is_spoken_as_a_small_word() -> None:
    assert best_long("Z4TR", "Zone for Tidal Research") == 0


ZEROS = {
    **{name: np.zeros((2, 2)) for name in "ABPQD"},
    "mean": np.zeros(2),
    "deviation": np.ones(2),
    "bias": np.zeros(2),
    "bias_none": np.zeros(2),
    "group": np.zeros((len(GROUPS), 2)),
    "none": np.zeros((len(GROUPS), 2)),
    "out": np.zeros(4),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rovik ran. Rovik won. Rovik slept. She smiled.", "Rovik"),
        ("Rovik ran. Rovik won. She smiled.", ""),
        ("Rovik ran. Rovik won. Rovik met Lund. Lund ran. She smiled.", ""),
        ("Rovik ran. Rovik won. Rovik met the woman. She smiled.", ""),
        ('Rovik ran. Rovik won. Rovik slept. "She smiled."', ""),
    ],
)
def test_she_goes_to_whom_the_document_is_about(text: str, expected: str) -> None:
    assert ranked(text, "She", "subject", least=0.9) == expected


@pytest.mark.parametrize(
    ("text", "words", "role", "expected"),
    [
        ('Rovik sat. "She won," Lund said.', "She", "subject", "Rovik"),
        ("Rovik sat. Lund met her.", "her", "object", ""),
    ],
)
def test_whom_she_cannot_mean_leaves_it_to_the_others(
    text: str, words: str, role: str, expected: str
) -> None:
    assert ranked(text, words, role, least=0.45) == expected


def ranked(text: str, words: str, role: str, *, least: float) -> str:
    """Return the answer of a net to which all that may be meant is as likely."""
    names = []
    for name in ("Rovik", "Lund"):
        start = text.find(name)
        while start >= 0:
            one = at(text, name, start, kind=PERSON, name=name, role="subject")
            names.append(one)
            start = text.find(name, start + 1)
    she = at(text, words, kind="", form="pronoun", role=role)
    around = Surroundings(names, [she], text)
    likeness = Likeness({}, Weights(ZEROS, {"person": {}}, {"person": least}))
    fitting = Fitting(names, Described(names, text), {})
    return Ranking(around, fitting, likeness=likeness).answer(she)[1]


@pytest.mark.parametrize(("owned", "places"), [("chief executive", 0), ("coast", 1)])
def test_no_town_has_a_chief_executive(owned: str, places: int) -> None:
    text = f"Orell grew in Lund. Its {owned} spoke."
    named = [
        at(text, "Orell", name="Orell"),
        at(text, "Lund", kind=PLACE, name="Lund"),
    ]
    its = at(text, "Its", kind="", form="pronoun", role="possessive")
    fitting = Fitting(named, Described(named, text), {})
    links = read(Surroundings(named, [its], text), its, fitting).links
    assert sum(link.mention.kind == PLACE for link in links) == places
