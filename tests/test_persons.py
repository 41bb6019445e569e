"""Where a person hangs beside a title or a place, from hand-built trees."""

import spacy
from spacy.tokens import Doc

from kg.records import ORGANISATION, PERSON, PLACE, Mention
from kg.relate import claims
from kg.relate.rules import Rules

VOCAB = spacy.blank("en").vocab
KINDS = {
    "Acme": ORGANISATION,
    "Norvik": PLACE,
    "Roe": PERSON,
    "Doe": PERSON,
    "Poe": PERSON,
}


def told(rows: str, rules: Rules) -> set[tuple[str, str, str]]:
    """Return the claims of a tree: a row is word, head (from 0), label, tag, lemma."""
    words, heads, labels, tags, lemmas = [], [], [], [], []
    for row in rows.strip().splitlines():
        word, head, label, tag, *lemma = row.split()
        words.append(word)
        heads.append(int(head))
        labels.append(label)
        tags.append(tag)
        lemmas.append(lemma[0] if lemma else word.lower())
    kinds = {"NN": "NOUN", "VB": "VERB", "IN": "ADP", "DT": "DET", "CC": "CCONJ"}
    doc = Doc(
        VOCAB,
        words=words,
        heads=heads,
        deps=labels,
        tags=tags,
        lemmas=lemmas,
        pos=["PROPN" if t == "NNP" else kinds.get(t[:2], "X") for t in tags],
    )
    inside = [
        Mention("d", t.idx, t.idx + len(t), t.text, KINDS[t.text], 0, len(doc.text))
        for t in doc
        if t.text in KINDS
    ]
    named = {mention.start: mention.text for mention in inside}
    return {
        (named[c.subject], c.relation, named[c.object])
        for c in claims(doc, inside, rules)
    }


def test_a_name_behind_an_honorific_is_the_one_meant(rules: Rules) -> None:
    rows = """Acme 2 nmod:poss NNP
        's 0 case POS
        chairman 6 nsubj NN
        , 2 punct ,
        Datuk 2 appos NNP
        Roe 4 flat NNP
        left 6 root VBD leave"""
    assert ("Roe", "chair_of", "Acme") in told(rows, rules)


def test_an_honorific_does_not_swallow_a_second_name(rules: Rules) -> None:
    rows = """Doe 3 nsubj NNP
        and 2 cc CC
        Roe 0 conj NNP
        left 3 root VBD leave
        Acme 3 obj NNP"""
    assert ("Roe", "child_of", "Doe") not in told(rows, rules)


def test_a_name_has_the_preposition_that_its_trade_took(rules: Rules) -> None:
    rows = """Doe 3 nsubj NNP
        is 3 cop VBZ be
        a 3 det DT
        daughter 3 root NN
        of 6 case IN
        the 6 det DT
        miner 7 nmod NN
        Roe 3 nmod NNP"""
    assert told(rows, rules) == {("Doe", "child_of", "Roe")}


def test_a_name_behind_a_ministry_holds_the_office(rules: Rules) -> None:
    rows = """Norvik 1 compound NNP
        Secretary 5 nsubj NNP secretary
        of 3 case IN
        State 1 nmod NNP state
        Roe 1 nmod NNP
        left 5 root VBD leave"""
    assert told(rows, rules) == {("Roe", "holds_role_at", "Norvik")}


def test_a_person_behind_a_place_explains_the_post(rules: Rules) -> None:
    rows = """the 1 det DT
        mayor 6 nsubj NN
        of 3 case IN
        Norvik 1 nmod NNP
        , 5 punct ,
        Roe 3 conj NNP
        left 6 root VBD leave"""
    assert told(rows, rules) == {("Roe", "holds_role_at", "Norvik")}


def test_a_child_of_a_trade_is_no_child_of_itself(rules: Rules) -> None:
    rows = """Doe 9 nsubj NNP
        , 3 punct ,
        the 3 det DT
        son 0 appos NN
        of 6 case IN
        a 6 det DT
        miner 3 nmod NN
        , 8 punct ,
        Roe 6 appos NNP
        left 9 root VBD leave"""
    assert told(rows, rules) == {("Doe", "child_of", "Roe")}


def test_whose_father_is_of_the_name_before_it(rules: Rules) -> None:
    rows = """Acme 3 nsubj NNP
        trusts 1 root VBZ trust
        Doe 1 obj NNP
        , 5 punct ,
        whose 5 nmod:poss WP$
        father 2 appos NN
        , 7 punct ,
        Roe 5 appos NNP
        , 7 punct ,
        left 1 parataxis VBD leave"""
    found = told(rows, rules)
    assert ("Doe", "child_of", "Roe") in found or ("Roe", "parent_of", "Doe") in found


def test_a_minister_of_a_field_is_of_the_country(rules: Rules) -> None:
    rows = """Roe 7 nsubj NNP
        , 2 punct ,
        minister 0 appos NN
        of 4 case IN
        transport 2 nmod NN
        of 6 case IN
        Norvik 4 nmod NNP
        left 7 root VBD leave"""
    assert told(rows, rules) == {("Roe", "holds_role_at", "Norvik")}


def test_an_adviser_on_a_field_is_an_adviser_to_somebody(rules: Rules) -> None:
    rows = """Roe 7 nsubj NNP
        , 2 punct ,
        adviser 0 appos NN
        on 4 case IN
        trade 2 nmod NN
        to 6 case IN
        Doe 4 nmod NNP
        left 7 root VBD leave"""
    assert ("Roe", "adviser_to", "Doe") in told(rows, rules)


def test_what_the_twins_founded_both_founded(rules: Rules) -> None:
    rows = """Roe 8 nsubj NNP
        and 2 cc CC
        Doe 0 conj NNP
        , 4 punct ,
        twins 0 appos NNS twin
        who 6 nsubj WP
        founded 4 acl:relcl VBD found
        Acme 6 obj NNP
        left 8 root VBD leave"""
    found = told(rows, rules)
    assert {("Roe", "founder_of", "Acme"), ("Doe", "founder_of", "Acme")} <= found
