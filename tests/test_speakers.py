"""Who says so, by hand-built trees."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.records import ASSERTED, Mention
from kg.relate.examples import claims_of
from kg.relate.grammar.schemes import sentence_tree
from kg.relate.grammar.trees import Node
from kg.relate.judging.speakers import source_text, speaker
from kg.relate.rules import Rules, load_rules

VOCAB = spacy.blank("en").vocab
WORDS = load_rules().words


def tree(rows: str, *names: str, form: str = "name") -> dict[str, Node]:
    """Build a tree from lines of `word head label tag [lemma]`; nodes by word."""
    cells = [line.split() for line in rows.strip().splitlines()]
    doc = Doc(
        VOCAB,
        words=[cell[0] for cell in cells],
        heads=[int(cell[1]) for cell in cells],
        deps=[cell[2] for cell in cells],
        tags=[cell[3] for cell in cells],
        pos=[
            {"N": "NOUN", "V": "VERB", "P": "PRON"}.get(cell[3][0], "X")
            for cell in cells
        ],
        lemmas=[cell[4] if len(cell) > 4 else cell[0].lower() for cell in cells],
    )
    mentions = [
        Mention("", t.idx, t.idx + len(t), t.text, "person", 0, len(doc.text), form)
        for t in doc
        if t.text in names
    ]
    return {node.token.text: node for node in sentence_tree(doc[:], mentions)}


SAID = """Roe 1 nsubj NNP
    said 1 root VBD say
    Acme 3 nsubj NNP
    bought 1 ccomp VBD buy
    Beta 3 obj NNP"""


def test_speaker_is_the_subject_of_saying() -> None:
    source = speaker(tree(SAID, "Roe")["bought"], WORDS)
    assert source is not None
    assert source_text(source) == "Roe"


@pytest.mark.parametrize(
    "rows",
    [
        # "Acme bought, Roe said": either word may be the parser's root
        "Acme 1 nsubj NNP\nbought 1 root VBD buy\nRoe 3 nsubj NNP\nsaid 1 parataxis VBD"
        " say",
        "Acme 1 nsubj NNP\nbought 3 parataxis VBD buy\nRoe 3 nsubj NNP\n"
        "said 3 root VBD say",
        # "according to Roe"
        "according 2 case VBG\nto 0 fixed IN\nRoe 4 obl NNP\nAcme 4 nsubj NNP\n"
        "bought 4 root VBD buy",
        # "Roe spoke, saying Acme bought"
        "Roe 1 nsubj NNP\nspoke 1 root VBD speak\nsaying 1 advcl VBG say\n"
        "Acme 4 nsubj NNP\nbought 2 ccomp VBD buy",
    ],
)
def test_speaker_stands_before_or_behind(rows: str) -> None:
    source = speaker(tree(rows, "Roe")["bought"], WORDS)
    assert source is not None
    assert source.token.text == "Roe"


def test_speaker_is_none_of_what_is_taken_for_granted() -> None:
    rows = """Acme 4 nsubj NNP
        which 2 nsubj WDT
        bought 0 acl:relcl VBD buy
        Beta 2 obj NNP
        said 4 root VBD say
        nothing 4 obj NN"""
    assert speaker(tree(rows, "Acme", "Beta")["bought"], WORDS) is None


def test_speaker_is_none_of_a_title_inside_a_name() -> None:
    rows = """Poe 1 nsubj NNP
        said 1 root VBD say
        founder 4 nsubj NN
        Roe 2 appos NNP
        left 1 ccomp VBD leave"""
    nodes = tree(rows, "Poe", "Roe")
    assert speaker(nodes["founder"], WORDS) is None
    assert speaker(nodes["founder"], WORDS, deed=True) is nodes["Poe"]
    assert speaker(nodes["left"], WORDS) is nodes["Poe"]


def test_speaker_is_none_where_nobody_speaks() -> None:
    rows = SAID.replace("said", "knew").replace(" say", " know")
    assert speaker(tree(rows, "Roe")["bought"], WORDS) is None


def test_speaker_without_a_name_is_described() -> None:
    rows = """a 1 det DT
        spokesman 2 nsubj NN
        said 2 root VBD say
        Acme 4 nsubj NNP
        bought 2 ccomp VBD buy"""
    source = speaker(tree(rows)["bought"], WORDS)
    assert source is not None
    assert source_text(source) == "a spokesman"


def test_speaker_who_is_a_pronoun_has_no_text_of_its_own() -> None:
    rows = SAID.replace("Roe", "She")
    source = speaker(tree(rows, "She", form="pronoun")["bought"], WORDS)
    assert source is not None
    assert source_text(source) == ""


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told_by"),
    [
        (
            "<John Poe|person> said that [Teign Water] bought {Saltby Pumps}.",
            "John Poe",
        ),
        ("[Teign Water] bought {Saltby Pumps}, <John Poe|person> said.", "John Poe"),
        (
            "According to <John Poe|person>, [Teign Water] bought {Saltby Pumps}.",
            "John Poe",
        ),
        (
            '"[Teign Water] bought {Saltby Pumps}," said a spokesman for the council.',
            "a spokesman for the council",
        ),
        (
            "It was reported by <John Poe|person> that [Halden Corp] bought "
            "{Saltby Pumps}.",
            "John Poe",
        ),
        ("[Teign Water], which bought {Saltby Pumps}, said it was pleased.", ""),
        ("<John Poe|person> came, and [Teign Water] bought {Saltby Pumps}.", ""),
    ],
)
def test_speaker_of_a_claim_which_stays_asserted(
    text: str, told_by: str, nlp: Language, rules: Rules
) -> None:
    found = claims_of(text, "acquired", rules, nlp, subject_kind="organisation")
    assert [(c.speaker, c.status) for c in found] == [(told_by, ASSERTED)]
