"""Subjects in an aside, behind an echo, or unmarked by the parser."""

import pytest
from spacy.language import Language
from test_relate import make_doc, told

from kg.records import ASSERTED, POSSIBLE
from kg.relate.examples import claims_of
from kg.relate.rules import Rules

NAMES = ("Acme", "Beta", "Gamma", "Delta")


def test_subjects_count_who_is_along(rules: Rules) -> None:
    doc = make_doc(
        """Acme 8 nsubj NNP
        , 4 punct ,
        along 4 case IN
        with 4 case IN
        Beta 8 obl NNP
        and 6 cc CC
        Delta 4 conj NNP
        , 4 punct ,
        sued 8 root VBD sue
        Gamma 8 obj NNP"""
    )
    assert told(doc, (*NAMES, "Delta"), rules) == {
        ("Acme", "sued", "Gamma"),
        ("Beta", "sued", "Gamma"),
        ("Delta", "sued", "Gamma"),
    }


BEFORE = """{word} 2 case IN
    with 0 fixed IN
    Beta 5 obl NNP
    , 2 punct ,
    Acme 5 nsubj NNP
    sued 5 root VBD sue
    Gamma 5 obj NNP"""


@pytest.mark.parametrize(
    ("word", "suing"), [("together", {"Acme", "Beta"}), ("starting", {"Acme"})]
)
def test_subjects_count_who_is_along_before(
    word: str, suing: set[str], rules: Rules
) -> None:
    found = told(make_doc(BEFORE.format(word=word)), NAMES, rules)
    assert {(name, "sued", "Gamma") for name in suing} <= found
    assert ("Beta" in suing) == (("Beta", "sued", "Gamma") in found)


ECHO = """Acme 1 nsubj NNP
    sued 1 root VBD sue
    Gamma 1 obj NNP
    {mark} 5 punct ,
    {word} 5 advmod RB
    did 1 parataxis VBD do
    Beta 5 nsubj NNP"""


@pytest.mark.parametrize(("mark", "word"), [(";", "so"), (",", "as"), (",", "nor")])
def test_subjects_read_an_echo(mark: str, word: str, rules: Rules) -> None:
    doc = make_doc(ECHO.format(mark=mark, word=word))
    assert ("Beta", "sued", "Gamma") in told(doc, NAMES, rules)


def test_subjects_leave_a_comparison_alone(rules: Rules) -> None:
    doc = make_doc(ECHO.format(mark="much", word="as"))
    assert told(doc, NAMES, rules) == {("Acme", "sued", "Gamma")}


def test_subjects_take_the_name_before_a_lone_verb(rules: Rules) -> None:
    doc = make_doc(
        """Acme 2 obl NNP
        today 2 advmod NN
        sued 2 root VBD sue
        Gamma 2 obj NNP"""
    )
    assert told(doc, NAMES, rules) == {("Acme", "sued", "Gamma")}


def test_subjects_leave_a_verb_that_has_one(rules: Rules) -> None:
    doc = make_doc(
        """Acme 3 obl NNP
        , 3 punct ,
        Beta 3 nsubj NNP
        sued 3 root VBD sue
        Gamma 3 obj NNP"""
    )
    assert ("Acme", "sued", "Gamma") not in told(doc, NAMES, rules)


def test_subjects_hold_a_list_that_was_read_as_an_apposition(rules: Rules) -> None:
    doc = make_doc(
        """Acme 5 nsubj NNP
        , 2 punct ,
        Beta 0 appos NNP
        and 4 cc CC
        Gamma 0 conj NNP
        sued 5 root VBD sue
        Roe 5 obj NNP"""
    )
    assert told(doc, (*NAMES, "Roe"), rules) == {
        ("Acme", "sued", "Roe"),
        ("Beta", "sued", "Roe"),
        ("Gamma", "sued", "Roe"),
    }


@pytest.mark.model
@pytest.mark.parametrize(
    "before",
    [
        "<Ann Lee|person> criticised",
        "<Ann Lee|person> praised",
        "<Tellan Bank|organisation> fined",
    ],
)
def test_who_is_judged_for_a_deed_has_done_it(
    nlp: Language, rules: Rules, before: str
) -> None:
    one, other = "[Halden Corp|organisation]", "{Norvik Group|organisation}"
    text = f"{before} {one} for buying {other}."
    (claim,) = claims_of(text, "acquired", rules, nlp)
    assert claim.status == ASSERTED


@pytest.mark.model
def test_who_is_sued_for_a_deed_may_have_done_it(nlp: Language, rules: Rules) -> None:
    one, other = "[Halden Corp|organisation]", "{Norvik Group|organisation}"
    text = f"<Ann Lee|person> sued {one} for buying {other}."
    (claim,) = claims_of(text, "acquired", rules, nlp)
    assert claim.status == POSSIBLE


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("<Ann Lee|person> credits [Jane Roe] with founding {Acme}.", True),
        ("<Ann Lee|person> honoured [Jane Roe] for founding {Acme}.", True),
        ("<Ann Lee|person> joined the navy after [Jane Roe] founded {Acme}.", True),
        ("[Jane Roe] criticised the city for founding {Acme}.", False),
        ("[Jane Roe] used the money for founding {Acme}.", True),
        ("[Jane Roe] left <Norvik Group|organisation> to found {Acme}.", True),
        ("<Ann Lee|person> left [Jane Roe] to found {Acme}.", True),
    ],
)
def test_who_does_what_behind_an_object(
    nlp: Language, rules: Rules, text: str, does: bool
) -> None:
    assert bool(claims_of(text, "founder_of", rules, nlp)) is does


@pytest.mark.model
def test_a_bare_verb_has_the_name_behind_it(nlp: Language, rules: Rules) -> None:
    text = "[Acme|organisation] spent $3m to buy {Norvik Group|organisation}."
    assert claims_of(text, "acquired", rules, nlp)
