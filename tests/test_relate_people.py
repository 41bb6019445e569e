"""What pages tell of people, read by the shipped pipeline from marked sentences."""

from importlib import resources
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from test_relate_text import told

from kg.relate import load_rules
from kg.relate.rules import Rules

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="module")
def nlp() -> Language:
    with resources.as_file(resources.files("kg") / "data" / "en_kg") as folder:
        if not (Path(folder) / "config.cfg").exists():
            pytest.skip("the shipped pipeline is not in this checkout")
        return spacy.load(folder)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "{Democratic} Sen. [Ann Roe] spoke in May.",
            ("Ann Roe", "member_of", "Democratic"),
        ),
        (
            "{Republican} {Senate} candidate [Ann Roe] spoke in May.",
            ("Ann Roe", "member_of", "Republican"),
        ),
        (
            "[Tom Doe] faces {Democrat} [Ann Roe] in the runoff.",
            ("Tom Doe", "competitor_of", "Ann Roe"),
        ),
        (
            "Contenders to replace [Tom Doe] include [Ann Roe] and [Max Moe].",
            ("Max Moe", "succeeded", "Tom Doe"),
        ),
        (
            "[Ann Roe], seen as the favourite to succeed [Tom Doe], spoke.",
            ("Ann Roe", "succeeded", "Tom Doe"),
        ),
        (
            "The plan is backed by [Ann Roe] and [his] group {Velm Front}.",
            ("Ann Roe", "runs", "Velm Front"),
        ),
        (
            "[Ann Roe] co-founded {Velm Group} in 2013 and worked as the recruitment "
            "director.",
            ("Ann Roe", "holds_role_at", "Velm Group"),
        ),
        (
            "[Ann Roe] left the bank to co-found {Velm Books}.",
            ("Ann Roe", "founder_of", "Velm Books"),
        ),
        (
            "Born in Tralee to shopkeeper [Denis Poe] and his wife [Nora], [Maeve Poe] "
            "attended the {Velm School}.",
            ("Maeve Poe", "child_of", "Denis Poe"),
        ),
        (
            "[Tom Doe], who studied under [Max Moe], is survived by his wife, [Ann "
            "Roe], and their daughters, [Eva] and [Lidia].",
            ("Lidia", "child_of", "Tom Doe"),
        ),
        (
            "A spokesman for [Tom Doe], [Max Moe], declined to comment.",
            ("Max Moe", "adviser_to", "Tom Doe"),
        ),
        (
            "Finance Minister [Karl Roe] ({Velm Party}) spoke.",
            ("Karl Roe", "member_of", "Velm Party"),
        ),
        (
            "The head of the {Roads Division} ({RD}) of the {Velm Ministry} agreed.",
            ("Roads Division", "part_of", "Velm Ministry"),
        ),
        (
            "[Ann Roe] has backed a range of start-ups such as {Velm Group}.",
            ("Ann Roe", "invested_in", "Velm Group"),
        ),
    ],
)
def test_people_are_told_of(
    nlp: Language, rules: Rules, text: str, claim: tuple[str, str, str]
) -> None:
    one, relation, other = claim
    found = told(nlp, rules, text)
    assert claim in found or (other, relation, one) in found


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "He taught at {Mount Velm School}, where [he] met and married a fellow "
            "teacher, [Ann Roe].",
            ("Mount Velm School", "met", "he"),
        ),
        (
            "She replaces [Tom Doe], who stepped down in October, and will report to "
            "[Ann Roe].",
            ("Tom Doe", "stated", "Ann Roe"),
        ),
        (
            "She met [her] future husband, the barrister [Tom Doe].",
            ("Tom Doe", "adviser_to", "her"),
        ),
        (
            "[Ann Roe] cooked at {Hotel Velm} under [Tom Doe].",
            ("Tom Doe", "runs", "Hotel Velm"),
        ),
        (
            "{Velm Theatre} hired [Ann Roe] of {Halden Partners} to run its search.",
            ("Ann Roe", "employee_of", "Velm Theatre"),
        ),
        (
            "[Tom Doe] is backed by [Ann Roe] and [his] group {Velm Front}.",
            ("Tom Doe", "runs", "Velm Front"),
        ),
    ],
)
def test_people_are_not_told_of(
    nlp: Language, rules: Rules, text: str, claim: tuple[str, str, str]
) -> None:
    assert claim not in told(nlp, rules, text)
