"""What may stand for several names, in hand-built Docs."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.annotate.plurals import plurals

VOCAB = spacy.blank("en").vocab
POS = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "DT": "DET",
    "CD": "NUM",
    "JJ": "ADJ",
}


def found(marked: str) -> list[str]:
    """Return the references of `word/TAG` tokens; a tag may be left out."""
    cells = [cell.partition("/") for cell in marked.split()]
    doc = Doc(
        VOCAB,
        words=[word for word, _, _ in cells],
        tags=[tag for _, _, tag in cells],
        pos=[
            POS.get(tag, "VERB" if tag.startswith("VB") else "X") for *_, tag in cells
        ],
        deps=["dep"] * len(cells),
        heads=[0] * len(cells),
    )
    return [doc.text[one.start : one.end] for one in plurals(doc)]


@pytest.mark.parametrize(
    ("marked", "phrase"),
    [
        ("Both/DT said/VBD so", "Both"),
        ("Both/DT of/IN them said/VBD so", "Both of them"),
        ("The/DT two/CD said/VBD so", "The two"),
        ("the/DT pair/NN met/VBD", "the pair"),
        ("The/DT two/CD banks/NNS grew/VBD", "The two banks"),
        ("Both/DT state/JJ banks/NNS grew/VBD", "Both state banks"),
    ],
)
def test_plurals_find_what_stands_for_several(marked: str, phrase: str) -> None:
    assert found(marked) == [phrase]


@pytest.mark.parametrize(
    "marked",
    [
        "Ann/NNP and/CC Jon/NNP have both/DT said/VBD so",
        "both/DT houses/NNS agreed/VBD",
        "a/DT pair/NN of/IN shoes/NNS",
        "two/CD banks/NNS grew/VBD",
        "the/DT two/CD banks/NNS ,/, Halden/NNP and/CC Norvik/NNP",
        "the/DT two/CD banks/NNS that/WDT grew/VBD",
        "the/DT two/CD sides/NNS agreed/VBD",
    ],
)
def test_plurals_leave_what_is_told_or_means_others(marked: str) -> None:
    assert not found(marked)


def test_plurals_find_nouns_that_they_may_mean() -> None:
    assert found("workers/NNS said/VBD they/PRP struck/VBD firms/NNS") == ["workers"]
    assert found("workers/NNS said/VBD so") == []
