"""Claims from hand-built trees in both schemes, then from the shipped pipeline."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.records import ORGANISATION, PERSON, Claim, Mention
from kg.relate import claims
from kg.relate.examples import failures, marked
from kg.relate.rules import Rules

VOCAB = spacy.blank("en").vocab
ORGS = ("Acme", "Beta", "Gamma", "its", "it")


def make_doc(rows: str) -> Doc:
    """Build a Doc from lines of `word head label tag [lemma]`."""
    cells = [line.split() for line in rows.strip().splitlines()]
    starts = {"NNP": "PROPN", "NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "IN": "ADP"}
    return Doc(
        VOCAB,
        words=[cell[0] for cell in cells],
        heads=[int(cell[1]) for cell in cells],
        deps=[cell[2] for cell in cells],
        tags=[cell[3] for cell in cells],
        pos=[
            next(
                (pos for start, pos in starts.items() if cell[3].startswith(start)), "X"
            )
            for cell in cells
        ],
        lemmas=[cell[4] if len(cell) > 4 else cell[0].lower() for cell in cells],
    )


def make_mentions(doc: Doc, names: Sequence[str]) -> list[Mention]:
    """Mark words of a Doc; pronouns have no kind, names of ORGS are organisations."""
    found = []
    for token in doc:
        if token.text in names:
            pronoun = token.text in ("he", "she", "it", "its", "her", "his")
            kind = "" if pronoun else ORGANISATION if token.text in ORGS else PERSON
            found.append(
                Mention(
                    "d",
                    token.idx,
                    token.idx + len(token),
                    token.text,
                    kind,
                    token.sent.start_char,
                    token.sent.end_char,
                    form="pronoun" if pronoun else "name",
                )
            )
    return found


def told(doc: Doc, names: Sequence[str], rules: Rules) -> set[tuple[str, str, str]]:
    """Return the claims as subject, relation, object."""
    mentions = make_mentions(doc, names)
    text = {mention.start: mention.text for mention in mentions}
    return {
        (text[c.subject], c.relation, text[c.object])
        for c in claims(doc, mentions, rules)
    }


ACTIVE = {
    "ud": """Acme 1 nsubj NNP
        bought 1 root VBD buy
        Beta 1 obj NNP
        and 4 cc CC
        Gamma 2 conj NNP""",
    "clear": """Acme 1 nsubj NNP
        bought 1 ROOT VBD buy
        Beta 1 dobj NNP
        and 2 cc CC
        Gamma 2 conj NNP""",
}
PASSIVE = {
    "ud": """Beta 2 nsubj:pass NNP
        was 2 aux:pass VBD be
        bought 2 root VBN buy
        by 4 case IN
        Acme 2 obl:agent NNP""",
    "clear": """Beta 2 nsubjpass NNP
        was 2 auxpass VBD be
        bought 2 ROOT VBN buy
        by 2 agent IN
        Acme 3 pobj NNP""",
}
RELATIVE = {
    "ud": """Acme 6 nsubj NNP
        , 3 punct ,
        which 3 nsubj WDT
        bought 0 acl:relcl VBD buy
        Beta 3 obj NNP
        , 3 punct ,
        grew 6 root VBD grow""",
    "clear": """Acme 6 nsubj NNP
        , 0 punct ,
        which 3 nsubj WDT
        bought 0 relcl VBD buy
        Beta 3 dobj NNP
        , 0 punct ,
        grew 6 ROOT VBD grow""",
}
REDUCED = {
    "ud": """Beta 6 nsubj NNP
        , 2 punct ,
        bought 0 acl VBN buy
        by 4 case IN
        Acme 2 obl:agent NNP
        , 2 punct ,
        grew 6 root VBD grow""",
    "clear": """Beta 6 nsubj NNP
        , 0 punct ,
        bought 0 acl VBN buy
        by 2 agent IN
        Acme 3 pobj NNP
        , 0 punct ,
        grew 6 ROOT VBD grow""",
}


@pytest.mark.parametrize("scheme", ["ud", "clear"])
@pytest.mark.parametrize("rows", [ACTIVE, PASSIVE, RELATIVE, REDUCED])
def test_relate_reads_verbs_in_both_schemes(
    scheme: str, rows: dict[str, str], rules: Rules
) -> None:
    found = told(make_doc(rows[scheme]), ORGS, rules)
    assert ("Acme", "acquired", "Beta") in found
    assert ("Beta", "acquired", "Acme") not in found


MISREAD = {
    "a participle taken for a past tense": """Beta 6 nsubj NNP
        , 2 punct ,
        sold 0 acl VBD sell
        to 4 case IN
        Acme 2 obl NNP
        , 2 punct ,
        grew 6 root VBD grow""",
    "an aside taken for the main clause": """Beta 2 nsubj NNP
        , 2 punct ,
        bought 2 root VBD buy
        by 4 case IN
        Acme 2 obl NNP
        , 6 punct ,
        grew 2 parataxis VBD grow""",
    "a participle taken for a relative clause": """the 1 det DT
        owner 10 nsubj NN
        of 3 case IN
        Beta 1 nmod NNP
        bought 3 acl:relcl VBD buy
        last 6 amod JJ
        year 4 obl NN
        by 8 case IN
        Acme 4 obl NNP
        has 10 aux VBZ have
        grown 10 root VBN grow""",
    "a relative clause taken for what is said": """Beta 6 nsubj NNP
        , 4 punct ,
        which 4 obj WDT
        Acme 4 nsubj NNP
        bought 6 ccomp VBD buy
        , 0 punct ,
        denies 6 root VBZ deny""",
    "a subject taken for who says so": """Acme 6 nsubj NNP
        bought 6 ccomp VBD buy
        Beta 1 obj NNP
        , 5 punct ,
        the 5 det DT
        chairman 2 appos NN
        said 6 root VBD say""",
}


@pytest.mark.parametrize("rows", MISREAD.values(), ids=MISREAD)
def test_relate_reads_what_a_parser_misreads(rows: str, rules: Rules) -> None:
    assert told(make_doc(rows), ORGS, rules) == {("Acme", "acquired", "Beta")}


@pytest.mark.parametrize("scheme", ["ud", "clear"])
def test_relate_distributes_over_a_list(scheme: str, rules: Rules) -> None:
    assert told(make_doc(ACTIVE[scheme]), ORGS, rules) == {
        ("Acme", "acquired", "Beta"),
        ("Acme", "acquired", "Gamma"),
    }


APPOSITION = {
    "ud": """Roe 7 nsubj NNP
        , 3 punct ,
        the 3 det DT
        founder 0 appos NN
        of 5 case IN
        Acme 3 nmod NNP
        , 3 punct ,
        spoke 7 root VBD speak""",
    "clear": """Roe 7 nsubj NNP
        , 0 punct ,
        the 3 det DT
        founder 0 appos NN
        of 3 prep IN
        Acme 4 pobj NNP
        , 0 punct ,
        spoke 7 ROOT VBD speak""",
}
COPULA = {
    "ud": """Roe 3 nsubj NNP
        is 3 cop VBZ be
        the 3 det DT
        founder 3 root NN
        of 5 case IN
        Acme 3 nmod NNP""",
    "clear": """Roe 1 nsubj NNP
        is 1 ROOT VBZ be
        the 3 det DT
        founder 1 attr NN
        of 3 prep IN
        Acme 4 pobj NNP""",
}
TITLE = {
    "ud": """Acme 1 compound NNP
        founder 2 nmod:desc NN
        Roe 3 nsubj NNP
        spoke 3 root VBD speak""",
    "clear": """Acme 2 compound NNP
        founder 2 compound NN
        Roe 3 nsubj NNP
        spoke 3 ROOT VBD speak""",
}
POSSESSIVE = {
    "ud": """Acme 2 nmod:poss NNP
        's 0 case POS
        founder 5 nsubj NN
        , 4 punct ,
        Roe 2 appos NNP
        spoke 5 root VBD speak""",
    "clear": """Acme 2 poss NNP
        's 0 case POS
        founder 5 nsubj NN
        , 2 punct ,
        Roe 2 appos NNP
        spoke 5 ROOT VBD speak""",
}
NAMED = {
    "ud": """Roe 2 nsubj:pass NNP
        was 2 aux:pass VBD be
        hailed 2 root VBN hail
        as 4 case IN
        founder 2 obl NN
        of 6 case IN
        Acme 4 nmod NNP""",
    "clear": """Roe 2 nsubjpass NNP
        was 2 auxpass VBD be
        hailed 2 ROOT VBN hail
        as 2 prep IN
        founder 3 pobj NN
        of 4 prep IN
        Acme 5 pobj NNP""",
}


@pytest.mark.parametrize("scheme", ["ud", "clear"])
@pytest.mark.parametrize("rows", [APPOSITION, COPULA, TITLE, POSSESSIVE, NAMED])
def test_relate_reads_roles_in_both_schemes(
    scheme: str, rows: dict[str, str], rules: Rules
) -> None:
    names = ("Roe", "Acme")
    assert told(make_doc(rows[scheme]), names, rules) == {("Roe", "founder_of", "Acme")}


def test_relate_leaves_the_neighbours_fact_alone(rules: Rules) -> None:
    doc = make_doc(
        """Roe 1 nsubj NNP
        met 1 root VBD meet
        the 3 det DT
        founder 1 obj NN
        of 5 case IN
        Acme 3 nmod NNP"""
    )
    assert told(doc, ("Roe", "Acme"), rules) == set()


def test_relate_wants_the_kinds_of_the_vocabulary(rules: Rules) -> None:
    doc = make_doc(APPOSITION["ud"].replace("Roe", "Beta").replace("Acme", "Doe"))
    assert ("Beta", "founder_of", "Doe") not in told(doc, ("Beta", "Doe"), rules)


def test_relate_keeps_the_title_in_the_label(rules: Rules) -> None:
    doc = make_doc(
        """Roe 4 nsubj NNP
        is 4 cop VBZ be
        a 4 det DT
        special 4 amod JJ
        adviser 4 root NN
        to 6 case IN
        Acme 4 nmod NNP"""
    )
    (claim,) = claims(doc, make_mentions(doc, ("Roe", "Acme")), rules)
    assert (claim.relation, claim.label) == ("holds_role_at", "special adviser to")


def test_relate_keeps_former_in_the_label(rules: Rules) -> None:
    doc = make_doc(
        """Roe 4 nsubj NNP
        was 4 cop VBD be
        the 4 det DT
        former 4 amod JJ
        chairman 4 root NN
        of 6 case IN
        Acme 4 nmod NNP"""
    )
    (claim,) = claims(doc, make_mentions(doc, ("Roe", "Acme")), rules)
    assert (claim.relation, claim.label) == ("chair_of", "former chairman of")


def test_relate_undirected_roles_read_the_same_from_both_ends(rules: Rules) -> None:
    doc = make_doc(
        """Roe 2 nmod:poss NNP
        's 0 case POS
        cousin 5 nsubj NN
        , 4 punct ,
        Doe 2 appos NNP
        spoke 5 root VBD speak"""
    )
    (claim,) = claims(doc, make_mentions(doc, ("Roe", "Doe")), rules)
    assert (claim.subject, claim.label) == (0, "relative of")


def test_relate_takes_pronouns_of_a_fitting_kind(rules: Rules) -> None:
    rows = ACTIVE["ud"].replace("Acme", "it").replace("Beta", "she")
    assert told(make_doc(rows), ("it", "she", "Gamma"), rules) == {
        ("it", "acquired", "Gamma")
    }


def test_relate_open_relation_keeps_the_verb(rules: Rules) -> None:
    doc = make_doc(
        """Roe 1 nsubj NNP
        teases 1 root VBZ tease
        Doe 1 obj NNP"""
    )
    (claim,) = claims(doc, make_mentions(doc, ("Roe", "Doe")), rules)
    assert (claim.relation, claim.label) == ("stated", "teased")


@pytest.mark.parametrize(
    ("lemma", "label"),
    [("plan", "planned"), ("teach", "taught"), ("paint", "painted"), ("fly", "flew")],
)
def test_relate_open_relation_reads_well(lemma: str, label: str, rules: Rules) -> None:
    doc = make_doc(f"Roe 1 nsubj NNP\n{lemma}s 1 root VBZ {lemma}\nDoe 1 obj NNP")
    (claim,) = claims(doc, make_mentions(doc, ("Roe", "Doe")), rules)
    assert claim.label == label


@pytest.mark.parametrize(("case", "found"), [("with", 1), ("on", 0)])
def test_relate_open_relation_needs_a_preposition_of_parties(
    case: str, found: int, rules: Rules
) -> None:
    doc = make_doc(
        f"""Roe 1 nsubj NNP
        quarrelled 1 root VBD quarrel
        {case} 3 case IN
        Doe 1 obl NNP"""
    )
    assert len(claims(doc, make_mentions(doc, ("Roe", "Doe")), rules)) == found


def test_relate_reads_against_as_a_predicate(rules: Rules) -> None:
    doc = make_doc(
        """Acme 3 nsubj NNP
        is 3 cop VBZ be
        against 3 case IN
        Roe 3 root NNP"""
    )
    assert told(doc, ("Acme", "Roe"), rules) == {("Acme", "opposes", "Roe")}


@pytest.mark.parametrize("behind", ["3 case IN", "1 obl IN"])
def test_relate_reads_a_passive_with_a_preposition_of_its_own(
    behind: str, rules: Rules
) -> None:
    doc = make_doc(
        f"""Acme 2 nsubj:pass NNP
        is 2 aux:pass VBZ be
        paid 2 root VBN pay
        for {behind.replace("3", "5").replace("1", "2")}
        by 5 case IN
        Roe 2 obl:agent NNP"""
    )
    assert told(doc, ("Acme", "Roe"), rules) == {("Roe", "funds", "Acme")}


def test_relate_finds_whom_a_deed_came_from(rules: Rules) -> None:
    doc = make_doc(
        """opposition 3 nsubj NN
        to 2 case IN
        Acme 0 nmod NNP
        came 3 root VBD come
        from 5 case IN
        Roe 3 obl NNP"""
    )
    assert told(doc, ("Acme", "Roe"), rules) == {("Roe", "opposes", "Acme")}


@pytest.mark.parametrize(("object_", "found"), [("flour", 1), ("Gamma", 0)])
def test_relate_tells_goods_from_firms_that_are_bought(
    object_: str, found: int, rules: Rules
) -> None:
    tag = "NN" if found else "NNP"
    doc = make_doc(
        f"""Acme 1 nsubj NNP
        buys 1 root VBZ buy
        {object_} 1 obj {tag}
        from 4 case IN
        Beta 1 obl NNP"""
    )
    claims_told = told(doc, ("Acme", "Beta", "Gamma"), rules)
    assert (("Acme", "client_of", "Beta") in claims_told) == bool(found)


def test_relate_dates_a_claim_by_its_own_clause(rules: Rules) -> None:
    doc = make_doc(
        """Acme 1 nsubj NNP
        bought 1 root VBD buy
        Beta 1 obj NNP
        in 4 case IN
        2009 1 obl CD"""
    )
    (claim,) = claims(doc, make_mentions(doc, ORGS), rules)
    assert claim.date == "2009"


def test_relate_says_nothing_of_a_lone_name(rules: Rules) -> None:
    doc = make_doc(ACTIVE["ud"])
    assert claims(doc, make_mentions(doc, ("Acme",)), rules) == []


def test_relate_gives_what_ends_a_list_to_its_last_member(rules: Rules) -> None:
    doc = make_doc(
        """They 1 nsubj PRP
        met 1 root VBD meet
        Roe 1 obj NNP
        and 4 cc CC
        Doe 2 conj NNP
        , 7 punct ,
        a 7 det DT
        lawyer 2 appos NN
        who 9 nsubj WP
        founded 7 acl:relcl VBD found
        Acme 9 obj NNP"""
    )
    assert told(doc, ("Roe", "Doe", "Acme"), rules) == {("Doe", "founder_of", "Acme")}


def test_relate_closes_a_clause_at_a_comma(rules: Rules) -> None:
    doc = make_doc(
        """Poe 1 nsubj NNP
        bought 1 root VBD buy
        Acme 1 obj NNP
        , 6 punct ,
        which 6 nsubj:pass WDT
        is 6 aux:pass VBZ be
        owned 2 acl:relcl VBN own
        by 8 case IN
        Beta 6 obl:agent NNP
        , 11 punct ,
        and 11 cc CC
        Gamma 8 conj NNP"""
    )
    assert told(doc, ("Poe", "Acme", "Beta", "Gamma"), rules) == {
        ("Poe", "acquired", "Acme"),
        ("Poe", "acquired", "Gamma"),
        ("Beta", "owner_of", "Acme"),
    }


def test_relate_parts_a_list_at_semicolons(rules: Rules) -> None:
    doc = make_doc(
        """Poe 1 nsubj NNP
        bought 1 root VBD buy
        Acme 1 obj NNP
        ; 4 punct :
        Beta 2 appos NNP
        , 8 punct ,
        which 8 obj WDT
        Roe 8 nsubj NNP
        controls 2 acl:relcl VBZ control
        ; 11 punct :
        and 11 cc CC
        Gamma 2 conj NNP"""
    )
    assert ("Roe", "owner_of", "Acme") not in (
        found := told(doc, ("Poe", "Acme", "Beta", "Gamma", "Roe"), rules)
    )
    assert {("Roe", "owner_of", "Beta"), ("Poe", "acquired", "Beta")} <= found


def test_relate_finds_the_main_verb_behind_a_clause(rules: Rules) -> None:
    doc = make_doc(
        """Acme 0 root NNP
        , 3 punct ,
        the 3 det DT
        firm 0 appos NN
        that 6 obj WDT
        Roe 6 nsubj NNP
        started 3 acl:relcl VBD start
        , 8 punct ,
        bought 6 conj VBD buy
        Beta 8 obj NNP"""
    )
    assert told(doc, ("Acme", "Roe", "Beta"), rules) == {
        ("Roe", "founder_of", "Acme"),
        ("Acme", "acquired", "Beta"),
    }


def test_relate_reads_a_title_in_a_description(rules: Rules) -> None:
    doc = make_doc(
        """Acme 6 nsubj NNP
        , 3 punct ,
        the 3 det DT
        owner 0 appos NN
        of 5 case IN
        Beta 3 nmod NNP
        grew 6 root VBD grow"""
    )
    start, end = doc[2].idx, doc[3].idx + len(doc[3])
    mentions = make_mentions(doc, ORGS)
    title = Mention(
        "d", start, end, "the owner", ORGANISATION, 0, len(doc.text), form="description"
    )
    (claim,) = claims(doc, sorted([*mentions, title], key=lambda m: m.start), rules)
    assert (claim.subject, claim.relation) == (0, "owner_of")


def test_relate_survives_any_tree(rules: Rules) -> None:
    source = random.Random(7)
    labels = [
        "nsubj",
        "obj",
        "obl",
        "nmod:poss",
        "appos",
        "conj",
        "acl",
        "xcomp",
        "advcl",
        "prep",
        "pobj",
        "attr",
    ]
    words = [
        "Roe",
        "founder",
        "of",
        "Acme",
        "'s",
        "bought",
        ",",
        "and",
        "chief",
        "Beta",
        "talks",
        "with",
        "Doe",
        "is",
    ]
    for _ in range(100):
        order = source.sample(range(len(words)), len(words))
        heads = {i: source.choice(order[:n] or [i]) for n, i in enumerate(order)}
        rows = [
            f"{word} {heads[i]} {source.choice(labels)} "
            f"{source.choice(['NN', 'NNP', 'VBD', 'VBN', 'IN', 'POS'])}"
            for i, word in enumerate(source.sample(words, len(words)))
        ]
        doc = make_doc("\n".join(rows))
        doc_mentions = make_mentions(doc, ("Roe", "Acme", "Beta", "Doe"))
        first, second = (claims(doc, doc_mentions, rules) for _ in range(2))
        assert first == second
        assert_sound(first, doc_mentions)


def assert_sound(found: list[Claim], mentions: list[Mention]) -> None:
    """Check what holds of claims whatever the text."""
    starts = {mention.start for mention in mentions}
    for claim in found:
        assert {claim.subject, claim.object} <= starts
        assert claim.subject != claim.object
        assert claim.label
    keys = [(c.sentence_start, c.subject, c.object, c.relation) for c in found]
    assert len(set(keys)) == len(keys)


def test_examples_read_their_marks() -> None:
    text, marks = marked("[Jane Roe] left {Acme|place} for <Beta>.")
    assert text == "Jane Roe left Acme for Beta."
    assert [(text[m.start : m.end], m.part, m.kind) for m in marks] == [
        ("Jane Roe", "subject", ""),
        ("Acme", "object", "place"),
        ("Beta", "other", ""),
    ]


@pytest.mark.model
def test_rules_find_their_examples(nlp: Language, rules: Rules) -> None:
    wrong = failures(rules, nlp)
    count = sum(len(r.examples) + len(r.counterexamples) for r in rules.all())
    assert len(wrong) <= count * 0.02, "\n".join(wrong)


def grouped(doc: Doc, word: str, *members: str) -> list[Mention]:
    """Mark names, and a word that stands for several organisations."""
    (place,) = (token for token in doc if token.text == word)
    sentence = place.sent.start_char, place.sent.end_char
    ends = place.idx, place.idx + len(place), word, ORGANISATION
    group = [
        Mention("d", *ends, *sentence, form="pronoun", name=name) for name in members
    ]
    return sorted(
        [*make_mentions(doc, ("Acme", "Beta")), *group], key=lambda one: one.start
    )


MERGED = """they 1 nsubj PRP
    merged 1 ROOT VBD merge"""


def test_relate_relates_the_members_of_a_group(rules: Rules) -> None:
    doc = make_doc(MERGED)
    (claim,) = claims(doc, grouped(doc, "they", "Acme", "Beta"), rules)
    assert (claim.subject, claim.relation, claim.object) == (0, "merged_with", 0)


def test_relate_does_not_relate_one_with_itself(rules: Rules) -> None:
    doc = make_doc(MERGED)
    assert not claims(doc, grouped(doc, "they", "Acme"), rules)


def test_relate_leaves_a_group_that_meets_others_apart(rules: Rules) -> None:
    doc = make_doc(
        """they 1 nsubj PRP
        met 1 ROOT VBD meet
        with 3 case IN
        fans 1 obl NNS fan"""
    )
    assert not claims(doc, grouped(doc, "they", "Acme", "Beta"), rules)


def test_relate_takes_no_member_of_a_group_for_its_other_end(rules: Rules) -> None:
    doc = make_doc(ACTIVE["ud"].replace("Acme", "they"))
    named = [
        replace(one, name=one.name or one.text)
        for one in grouped(doc, "they", "Beta", "Delta")
    ]
    assert not claims(doc, named, rules)


def test_relate_holds_a_claim_of_a_group_once(rules: Rules) -> None:
    doc = make_doc(ACTIVE["ud"].replace("Acme", "they"))
    (claim,) = claims(doc, grouped(doc, "they", "Gamma", "Delta"), rules)
    assert (claim.subject, claim.relation) == (0, "acquired")


def test_relate_pairs_two_lists_in_order(rules: Rules) -> None:
    doc = make_doc(
        """Acme 4 nsubj:pass NNP
        and 2 cc CC
        Beta 0 conj NNP
        were 4 aux:pass VBD be
        bought 4 root VBN buy
        by 6 case IN
        Gamma 4 obl:agent NNP
        and 8 cc CC
        its 6 conj NNP
        respectively 4 advmod RB"""
    )
    assert told(doc, ("Acme", "Beta", "Gamma", "its"), rules) == {
        ("Gamma", "acquired", "Acme"),
        ("its", "acquired", "Beta"),
    }


@pytest.mark.parametrize(
    ("owner", "expected"), [("the", {("Acme", "part_of", "Beta")}), ("its", set())]
)
def test_claims_make_nobody_part_of_what_is_its_own(
    owner: str, expected: set[tuple[str, str, str]], rules: Rules
) -> None:
    doc = make_doc(
        f"""Acme 8 nsubj NNP
        , 2 punct ,
        part 0 appos NN
        of 5 case IN
        {owner} 5 {"nmod:poss" if owner == "its" else "det"} PRP$
        Beta 2 nmod NNP
        , 2 punct ,
        also 8 advmod RB
        grew 8 root VBD grow"""
    )
    assert told(doc, ("Acme", "Beta"), rules) == expected
