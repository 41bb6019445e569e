"""What sentences of news tell, as frames: who, under which label, whom, whether so.

`tests/data/news_frames.tsv` has a marked text and all that it tells, open relations
too: a wrong claim fails as a missing one does. "?" stands behind what may be so, "!"
behind what is not.
"""

from pathlib import Path

import pytest
from spacy.language import Language
from test_relate_firms import read

from kg.records import ASSERTED, NEGATED, POSSIBLE
from kg.relate.rules import Rules

pytestmark = pytest.mark.model

_FRAMES = Path(__file__).parent / "data" / "news_frames.tsv"
_MARKS = {ASSERTED: "", POSSIBLE: " ?", NEGATED: " !"}


@pytest.mark.parametrize("frame", _FRAMES.read_text("utf-8").splitlines())
def test_a_sentence_of_news_tells_no_more_and_no_less(
    frame: str, nlp: Language, rules: Rules
) -> None:
    text, _, expected = frame.partition("\t")
    found = read(nlp, rules, text)
    told = {f"{s} > {c.label} > {o}{_MARKS[c.status]}" for s, c, o in found}
    assert told == set(filter(None, expected.split(" | ")))
