"""What company pages tell of owners, investors, clients and careers, as frames.

`tests/data/company_frames.tsv` has a marked text and all that it tells, open relations
aside: a wrong claim fails as a missing one does.
"""

from pathlib import Path

import pytest
from spacy.language import Language
from test_relate_firms import told

from kg.relate.rules import Rules

pytestmark = pytest.mark.model

_FRAMES = Path(__file__).parent / "data" / "company_frames.tsv"


@pytest.mark.parametrize("frame", _FRAMES.read_text("utf-8").splitlines())
def test_a_company_page_tells_no_more_and_no_less(
    frame: str, nlp: Language, rules: Rules
) -> None:
    text, _, expected = frame.partition("\t")
    claims = {tuple(claim.split(" > ")) for claim in expected.split(" | ")}
    assert told(nlp, rules, text) == claims
