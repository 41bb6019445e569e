"""What is told behind an aside, a noun or a place that stands before a name.

By the shipped tree, of which a slip is mended; marks are those of rules.
"""

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.records import ORGANISATION, PERSON, Mention
from kg.relate import claims
from kg.relate.examples import claims_of, marked
from kg.relate.grammar.schemes import sentence_tree
from kg.relate.repairs.strays import mend_strays
from kg.relate.rules import Rules

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        ("founder_of", "[Jane Roe], who is 54, founded {Halden Corp} in 1999."),
        ("employee_of", "[Jane Roe], who is 54, works for {Halden Corp}."),
        ("chair_of", "[Jane Roe], who is 54, chairs the board of {Halden Corp}."),
        (
            "holds_role_at",
            "{Halden Corp}, which has 300 staff, appointed [Jane Roe] director.",
        ),
        ("runs", "[Jane Roe] grew up in the north and is in charge of {Halden Corp}."),
        (
            "chief_executive_of",
            "{Halden Corp} was set up in the north and named [Jane Roe] as chief "
            "executive.",
        ),
        (
            "subsidiary_of",
            "The listed pump maker [Halden Corp] is a wholly owned subsidiary of "
            "{Norvik Group}.",
        ),
        (
            "acquired",
            "An unsuccessful bid by [Jane Roe] to take over {Norvik Group} was told.",
        ),
        (
            "founder_of",
            "[Jane Roe] was one of three women who founded {Halden Corp}.",
        ),
        (
            "founder_of",
            "The woman who founded {Halden Corp}, [Jane Roe], died in May.",
        ),
        ("holds_role_at", "[Jane Roe] was named head of sales of {Halden Corp}."),
        (
            "holds_role_at",
            "{Halden Corp} announced the appointment of [Jane Roe] as head of sales.",
        ),
        (
            "opposes",
            "[Jane Roe] is at odds with the local businesswoman {Mary Doe|person}.",
        ),
        (
            "client_of",
            "{Norvik Group|organisation}'s clients include [Halden Corp|organisation] "
            "and <Leeds|place>-based [Tellan Bank|organisation].",
        ),
        (
            "employee_of",
            "The club signed [Jane Roe] from <Leeds|place>-based {Norvik Rovers}.",
        ),
        (
            "invested_in",
            "The bank sold its stake in {Norvik Group} to <Leeds|place>-based "
            "[Halden Corp|organisation].",
        ),
    ],
)
def test_what_stands_before_a_name_hides_no_claim(
    nlp: Language, rules: Rules, relation: str, text: str
) -> None:
    _, marks = marked(text)
    expected = {
        (one.start, two.start)
        for one in marks
        for two in marks
        if (one.part, two.part) == ("subject", "object")
    }
    found = claims_of(text, relation, rules, nlp)
    assert {(claim.subject, claim.object) for claim in found} == expected


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("took up", "asserted"),
        ("will take up", "possible"),
        ("may assume", "possible"),
        ("refused to accept", "negated"),
    ],
)
@pytest.mark.parametrize("link", ["the post of", "a post as"])
def test_who_takes_a_post_has_it_if_he_does(
    nlp: Language, rules: Rules, verb: str, status: str, link: str
) -> None:
    text = f"[Jane Roe] {verb} {link} chairman of {{Halden Corp}}."
    (claim,) = claims_of(text, "chair_of", rules, nlp)
    assert claim.status == status


def test_not_one_of_several_did_not(nlp: Language, rules: Rules) -> None:
    text = "[Jane Roe] was not one of three women who founded {Halden Corp}."
    assert not claims_of(text, "founder_of", rules, nlp)


@pytest.mark.parametrize("kind", ["role", "capacity", "time", "first year"])
def test_whose_role_is_told_before_the_subject_is_the_subject(
    nlp: Language, rules: Rules, kind: str
) -> None:
    text = f"In <her> {kind} as chairman of {{Halden Corp}}, [Jane Roe] closed a mill."
    plain, marks = marked(text)
    mentions = [
        Mention(
            "",
            mark.start,
            mark.end,
            "" if mark.part == "other" else plain[mark.start : mark.end],
            PERSON if mark.part == "subject" else ORGANISATION,
            0,
            len(plain),
            form="pronoun" if mark.part == "other" else "name",
        )
        for mark in marks
    ]
    (claim,) = [
        c for c in claims(nlp(plain), mentions, rules) if c.relation == "chair_of"
    ]
    assert claim.subject == plain.index("Jane")


def test_who_comes_third_in_a_clause_without_verb_is_in_no_list() -> None:
    doc = Doc(
        Vocab(),
        words=["Roe", "came", "second", "and", "Poe", "third"],
        tags=["NNP", "VBD", "RB", "CC", "NNP", "RB"],
        pos=["PROPN", "VERB", "ADV", "CCONJ", "PROPN", "ADV"],
        heads=[1, 1, 1, 4, 1, 4],
        deps=["nsubj", "ROOT", "advmod", "cc", "nsubj", "orphan"],
    )
    named = [
        Mention("", start, start + 3, doc.text[start : start + 3], PERSON, 0, len(doc))
        for start in (0, doc.text.index("Poe"))
    ]
    nodes = sentence_tree(doc[:], named)
    mend_strays(nodes)
    assert [node.label for node in nodes if node.mention] == ["subj", "subj"]


def test_a_noun_that_is_part_of_another_is_nobody(nlp: Language, rules: Rules) -> None:
    text = "In May {Halden Corp} launched a car from <its> luxury [Quickpay] marque."
    assert claims_of(text, "brand_or_product_of", rules, nlp)
