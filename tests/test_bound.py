"""Pronouns that grammar alone leads back to a name, by hand-built trees."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.records import Mention
from kg.relate.grammar.bound import bound
from kg.relate.grammar.schemes import sentence_tree

VOCAB = spacy.blank("en").vocab
PRONOUNS = ("it", "its", "his", "We", "our", "My")


def antecedent(rows: str, pronoun: str, **kinds: str) -> str:
    """Return the word that a pronoun of a tree is bound to.

    Rows are lines of `word head label tag`; `kinds` are those of the names.
    """
    cells = [line.split() for line in rows.strip().splitlines()]
    doc = Doc(
        VOCAB,
        words=[cell[0] for cell in cells],
        heads=[int(cell[1]) for cell in cells],
        deps=[cell[2] for cell in cells],
        tags=[cell[3] for cell in cells],
    )
    mentions = [
        Mention(
            "",
            t.idx,
            t.idx + len(t),
            t.text,
            kinds.get(t.text, ""),
            0,
            0,
            "pronoun" if t.text in PRONOUNS else "name",
        )
        for t in doc
        if t.text in PRONOUNS or t.text in kinds
    ]
    nodes = sentence_tree(doc[:], mentions)
    start = next(node for node in nodes if node.token.text == pronoun)
    return bound(start, nodes).token.text


SAID = """Acme 1 nsubj NNP
    said 1 root VBD
    it 3 nsubj PRP
    bought 1 ccomp VBD
    Beta 3 obj NNP"""
FIRM = "organisation"


def test_bound_to_the_subject_of_the_clause_above() -> None:
    assert antecedent(SAID, "it", Acme=FIRM, Beta=FIRM) == "Acme"


@pytest.mark.parametrize("kind", ["person", "place"])
def test_bound_to_organisations_alone(kind: str) -> None:
    assert antecedent(SAID, "it", Acme=kind, Beta=FIRM) == "it"


def test_bound_to_no_subject_without_a_name() -> None:
    assert antecedent(SAID, "it", Beta=FIRM) == "it"


def test_bound_possessive_leads_to_the_subject_of_its_own_clause() -> None:
    rows = """Acme 1 nsubj NNP
        sold 1 root VBD
        its 3 nmod:poss PRP$
        arm 1 obj NN"""
    assert antecedent(rows, "its", Acme=FIRM) == "Acme"


def test_bound_first_person_is_its_first_word_that_means_the_same() -> None:
    rows = """My 1 nmod:poss PRP$
        bank 3 nsubj NN
        We 3 nsubj PRP
        sold 3 root VBD
        our 5 nmod:poss PRP$
        arm 3 obj NN"""
    assert antecedent(rows, "our", My="person", We=FIRM, our=FIRM) == "We"


def test_bound_stays_open_where_two_names_fit() -> None:
    rows = """Acme 1 nsubj NNP
        told 1 root VBD
        Beta 1 obj NNP
        it 4 nsubj PRP
        won 1 ccomp VBD"""
    assert antecedent(rows, "it", Acme=FIRM, Beta=FIRM) == "it"


@pytest.mark.parametrize(
    "rows",
    [
        # "With its debut, Acme grew", "After it won, Acme grew"
        "With 2 case IN\nits 2 nmod:poss PRP$\ndebut 4 obl NN\nAcme 4 nsubj NNP\n"
        "grew 4 root VBD",
        "After 2 mark IN\nit 2 nsubj PRP\nwon 4 advcl VBD\nAcme 4 nsubj NNP\n"
        "grew 4 root VBD",
    ],
)
def test_bound_to_a_subject_that_follows(rows: str) -> None:
    pronoun = "its" if "its" in rows else "it"
    assert antecedent(rows, pronoun, Acme=FIRM) == "Acme"


def test_bound_leaves_the_second_of_two_joined_clauses() -> None:
    rows = """Acme 1 nsubj NNP
        won 1 root VBD
        and 4 cc CC
        it 4 nsubj PRP
        rained 1 conj VBD"""
    assert antecedent(rows, "it", Acme=FIRM) == "it"


def test_bound_his_leads_to_whom_a_list_of_relatives_begins_with() -> None:
    rows = """Roe 2 nmod:poss NNP
        's 0 case POS
        daughter 6 nsubj NNS
        and 5 cc CC
        his 5 nmod:poss PRP$
        son 2 conj NN
        came 6 root VBD"""
    assert antecedent(rows, "his", Roe="person") == "Roe"


def test_bound_leaves_other_people_open() -> None:
    rows = """Roe 1 nsubj NNP
        sold 1 root VBD
        his 3 nmod:poss PRP$
        house 1 obj NN"""
    assert antecedent(rows, "his", Roe="person") == "his"


def test_bound_gives_its_to_who_is_blamed_for_the_deed() -> None:
    rows = """Acme 1 nsubj NNP
        fined 1 root VBD
        Beta 1 obj NNP
        for 4 mark IN
        selling 1 advcl VBG
        its 6 nmod:poss PRP$
        data 4 obj NNS"""
    assert antecedent(rows, "its", Acme=FIRM, Beta=FIRM) == "Beta"


def test_bound_looks_past_what_is_said_of_the_subject() -> None:
    rows = """Acme 5 nsubj NNP
        owner 0 appos NN
        of 3 case IN
        Beta 1 nmod NNP
        , 5 punct ,
        said 5 root VBD
        it 7 nsubj PRP
        grew 5 ccomp VBD"""
    assert antecedent(rows, "it", Acme=FIRM, Beta=FIRM) == "Acme"


def test_bound_past_the_name_that_the_pronoun_explains() -> None:
    rows = """Acme 1 nsubj NNP
        sold 1 root VBD
        Beta 1 obj NNP
        , 5 punct ,
        its 5 nmod:poss PRP$
        unit 2 appos NN"""
    assert antecedent(rows, "its", Acme=FIRM, Beta=FIRM) == "Acme"


def test_bound_among_its_owners_leads_to_what_has_them() -> None:
    rows = """Acme 0 root NNP
        , 0 punct ,
        which 3 nsubj WDT
        counts 0 acl:relcl VBZ
        Beta 3 obj NNP
        among 7 case IN
        its 7 nmod:poss PRP$
        owners 3 obl NNS"""
    assert antecedent(rows, "its", Acme=FIRM, Beta=FIRM) == "Acme"


def test_bound_gives_its_to_who_is_given_something() -> None:
    rows = """Acme 1 nsubj NNP
        give 1 root VBP
        Beta 1 iobj NNP
        cash 1 obj NN
        for 6 case IN
        its 6 nmod:poss PRP$
        school 1 obl NN"""
    assert antecedent(rows, "its", Acme=FIRM, Beta=FIRM) == "Beta"
