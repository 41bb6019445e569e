"""The neutral view: the same nodes from Universal Dependencies and from ClearNLP."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.records import Mention
from kg.relate.grammar.schemes import sentence_tree
from kg.relate.grammar.trees import Node
from kg.relate.repairs.mending import mend

VOCAB = spacy.blank("en").vocab


def make_doc(rows: str) -> Doc:
    """Build a Doc from lines of `word head label tag`."""
    cells = [line.split() for line in rows.strip().splitlines()]
    return Doc(
        VOCAB,
        words=[cell[0] for cell in cells],
        heads=[int(cell[1]) for cell in cells],
        deps=[cell[2] for cell in cells],
        tags=[cell[3] for cell in cells],
        pos=[_pos(cell[3]) for cell in cells],
        lemmas=[cell[4] if len(cell) > 4 else cell[0].lower() for cell in cells],
    )


def _pos(tag: str) -> str:
    starts = {"NNP": "PROPN", "NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "IN": "ADP"}
    return next((pos for start, pos in starts.items() if tag.startswith(start)), "X")


def make_mention(doc: Doc, name: str, kind: str = "person") -> Mention:
    start = doc.text.index(name)
    return Mention("d", start, start + len(name), name, kind, 0, len(doc.text))


SMALL = ("case", "fixed", "punct", "det", "cop", "aux", "cc", "mark")


def shape(nodes: list[Node]) -> set[tuple[str, str, str, str]]:
    """Return the tree as word, label, preposition, head; small words left out."""
    return {
        (node.lower, node.label, node.case, node.head.lower if node.head else "")
        for node in nodes
        if node.label
        not in ("case", "fixed", "punct", "det", "cop", "aux", "cc", "mark")
    }


PAIRS = {
    "preposition": (
        """Roe 1 nsubj NNP
        invested 1 root VBD
        in 3 case IN
        Acme 1 obl NNP""",
        """Roe 1 nsubj NNP
        invested 1 ROOT VBD
        in 1 prep IN
        Acme 2 pobj NNP""",
    ),
    "passive": (
        """Acme 2 nsubj:pass NNP
        was 2 aux:pass VBD be
        founded 2 root VBN
        by 4 case IN
        Roe 2 obl:agent NNP""",
        """Acme 2 nsubjpass NNP
        was 2 auxpass VBD be
        founded 2 ROOT VBN
        by 2 agent IN
        Roe 3 pobj NNP""",
    ),
    "copula": (
        """Roe 3 nsubj NNP
        is 3 cop VBZ be
        the 3 det DT
        founder 3 root NN
        of 5 case IN
        Acme 3 nmod NNP""",
        """Roe 1 nsubj NNP
        is 1 ROOT VBZ be
        the 3 det DT
        founder 1 attr NN
        of 3 prep IN
        Acme 4 pobj NNP""",
    ),
    "possessive": (
        """Acme 2 nmod:poss NNP
        's 0 case POS
        founder 3 nsubj NN
        spoke 3 root VBD""",
        """Acme 2 poss NNP
        's 0 case POS
        founder 3 nsubj NN
        spoke 3 ROOT VBD""",
    ),
    "list": (
        """Acme 1 nsubj NNP
        bought 1 root VBD
        Beta 1 obj NNP
        , 4 punct ,
        Gamma 2 conj NNP
        and 6 cc CC
        Delta 2 conj NNP""",
        """Acme 1 nsubj NNP
        bought 1 ROOT VBD
        Beta 1 dobj NNP
        , 2 punct ,
        Gamma 2 conj NNP
        and 4 cc CC
        Delta 4 conj NNP""",
    ),
    "such as": (
        """rivals 4 nsubj NNS
        such 3 case JJ
        as 1 fixed IN
        Acme 0 nmod NNP
        grew 4 root VBD""",
        """rivals 4 nsubj NNS
        such 2 amod JJ
        as 0 prep IN
        Acme 2 pobj NNP
        grew 4 ROOT VBD""",
    ),
}


@pytest.mark.parametrize("case", PAIRS)
def test_trees_read_both_schemes_alike(case: str) -> None:
    universal, clear = (make_doc(rows) for rows in PAIRS[case])
    left = shape(sentence_tree(universal[:], []))
    right = shape(sentence_tree(clear[:], []))
    assert left == right


def test_trees_read_the_subject_of_a_passive_as_one() -> None:
    doc = make_doc("""Acme 2 nsubj NNP
        was 2 aux:pass VBD be
        fined 2 root VBN fine""")
    nodes = sentence_tree(doc[:], [])
    assert ("acme", "subj_pass", "", "fined") in shape(nodes)


def test_trees_make_one_node_of_a_mention() -> None:
    doc = make_doc(
        """CEO 1 nmod:desc NN
        Jane 3 nsubj NNP
        Roe 1 flat NNP
        spoke 3 root VBD"""
    )
    nodes = sentence_tree(doc[:], [make_mention(doc, "Jane Roe")])
    assert [node.lower for node in nodes] == ["ceo", "jane", "spoke"]
    assert nodes[1].mention is not None
    assert nodes[0].head is nodes[1]


def test_trees_hang_outer_words_on_the_mention() -> None:
    doc = make_doc(
        """CEO 2 compound NN
        Jane 2 compound NNP
        Roe 3 nsubj NNP
        spoke 3 ROOT VBD"""
    )
    nodes = sentence_tree(doc[:], [make_mention(doc, "Jane Roe")])
    assert nodes[0].head is not None
    assert nodes[0].head.mention is not None


def test_trees_survive_a_sentence_without_a_tree() -> None:
    doc = Doc(VOCAB, words=["Acme", "bought", "Beta"])
    doc[0].is_sent_start = True
    nodes = sentence_tree(doc[:], [make_mention(doc, "Acme", "organisation")])
    assert len(nodes) == 3


def test_mending_makes_a_possessor_of_a_name_with_an_s() -> None:
    doc = make_doc(
        """Roe 3 nsubj NNP
        's 0 case POS
        daughter 0 appos NN
        spoke 3 root VBD"""
    )
    nodes = sentence_tree(doc[:], [make_mention(doc, "Roe")])
    mend(nodes)
    assert nodes[0].label == "poss"
    assert nodes[0].head is nodes[2]
    assert nodes[2].label == "subj"


def test_mending_joins_the_parties_of_between() -> None:
    doc = make_doc(
        """merger 5 nsubj NN
        between 2 case IN
        Acme 0 nmod NNP
        and 4 cc CC
        Beta 0 conj NNP
        collapsed 5 root VBD"""
    )
    mentions = [make_mention(doc, name, "organisation") for name in ("Acme", "Beta")]
    nodes = sentence_tree(doc[:], mentions)
    mend(nodes)
    assert nodes[4].head is nodes[2]


def test_mending_gives_a_quoted_clause_its_subject_back() -> None:
    doc = Doc(
        VOCAB,
        words=["Roe", "runs", "Acme", ",", "Poe", "said"],
        heads=[5, 5, 1, 1, 5, 5],
        deps=["nsubj", "ccomp", "obj", "punct", "nsubj", "root"],
        tags=["NNP", "VBZ", "NNP", ",", "NNP", "VBD"],
    )
    nodes = sentence_tree(doc[:], [])
    mend(nodes)
    by_word = {node.token.text: node for node in nodes}
    assert by_word["Roe"].head is by_word["runs"]
    assert by_word["Poe"].head is by_word["said"]
