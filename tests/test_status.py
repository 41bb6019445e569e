"""Status: by hand-built trees, and on sentences that hold every kind of doubt."""

import json
import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.records import ASSERTED, NEGATED, POSSIBLE, STATUSES
from kg.relate.examples import claims_of, marked
from kg.relate.grammar.schemes import sentence_tree
from kg.relate.grammar.trees import Node
from kg.relate.judging.status import judge
from kg.relate.rules import Rules

VOCAB = spacy.blank("en").vocab
SENTENCES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "status.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
FRAMES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "status_frames.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]
FIRMS = {"S": "[Halden Corp|organisation]", "O": "{Norvik Group|organisation}"}
PERSON = FIRMS | {"S": "[Jane Roe]"}
VERBS = (
    ("acquired", FIRMS | {"V": "buy", "G": "buying", "P": "bought"}),
    ("employee_of", PERSON | {"V": "join", "G": "joining", "P": "joined"}),
)
TITLES = (("chair_of", PERSON | {"T": "chairman"}),)


def filled(frame: str, words: dict[str, str]) -> str:
    """Put words in the places of their letters: "S V O" becomes a sentence."""
    text = re.sub(r"\b[VGPSOT]\b", lambda letter: words[letter[0]], frame)
    return text[0].upper() + text[1:]


def statuses(nlp: Language, rules: Rules, relation: str, text: str) -> set[str]:
    """Return how the claims of one relation in a marked sentence are meant."""
    return {claim.status for claim in claims_of(text, relation, rules, nlp)}


def node(rows: str, word: str) -> Node:
    """Build a tree from lines of `word head label tag [lemma]`; return one word."""
    cells = [line.split() for line in rows.strip().splitlines()]
    starts = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ"}
    doc = Doc(
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
    return next(n for n in sentence_tree(doc[:], []) if n.token.text == word)


PLAIN = """It 1 nsubj PRP
    bought 1 root VBD buy
    Beta 1 obj NNP"""
WHETHER = """We 1 nsubj PRP
    asked 1 root VBD ask
    whether 4 mark IN
    it 4 nsubj PRP
    bought 1 ccomp VBD buy
    Beta 4 obj NNP"""


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        (PLAIN, ASSERTED),
        (PLAIN + "\n    ? 1 punct .", POSSIBLE),
        (PLAIN + "\n    not 1 advmod RB", NEGATED),
        (PLAIN + "\n    not 1 neg RB", NEGATED),
        (PLAIN + "\n    may 1 aux MD", POSSIBLE),
        (PLAIN + "\n    will 1 aux MD", POSSIBLE),
        (PLAIN + "\n    reportedly 1 advmod RB", POSSIBLE),
        (WHETHER, POSSIBLE),
        (WHETHER.replace("whether", "that").replace("ask", "say"), ASSERTED),
        (WHETHER.replace("whether", "that").replace("ask", "deny"), NEGATED),
        (WHETHER.replace("whether", "that").replace("ask", "believe"), POSSIBLE),
    ],
)
def test_status_listens_to_the_words_around(
    rows: str, status: str, rules: Rules
) -> None:
    assert judge(node(rows, "bought"), rules.words) == status


def test_status_of_an_apposition_is_untouched_by_the_verb(rules: Rules) -> None:
    rows = """Roe 3 nsubj NNP
        founder 0 appos NN
        not 3 advmod RB
        spoke 3 root VBD speak"""
    assert judge(node(rows, "founder"), rules.words) == ASSERTED


@pytest.mark.parametrize(
    ("verb", "status"),
    [("complete", ASSERTED), ("consider", POSSIBLE), ("block", NEGATED)],
)
def test_status_of_a_deed_is_what_becomes_of_it(
    verb: str, status: str, rules: Rules
) -> None:
    rows = f"""They 1 nsubj PRP
        did 1 root VBD {verb}
        purchase 1 obj NN"""
    assert judge(node(rows, "purchase"), rules.words, deed=True) == status


def test_status_sentences_are_many_and_half_plain() -> None:
    assert len(SENTENCES) >= 120
    assert {row["status"] for row in SENTENCES} == set(STATUSES)
    plain = sum(row["status"] == ASSERTED for row in SENTENCES)
    assert 0.35 <= plain / len(SENTENCES) <= 0.6


@pytest.mark.model
def test_status_is_right_on_the_sentences(nlp: Language, rules: Rules) -> None:
    wrong = []
    for row in SENTENCES:
        found = claims_of(row["text"], row["relation"], rules, nlp)
        if not found or any(claim.status != row["status"] for claim in found):
            wrong.append(f"{row['status']}: {[c.status for c in found]} {row['text']}")
    assert len(wrong) <= 0.05 * len(SENTENCES), "\n".join(wrong)


@pytest.mark.model
@pytest.mark.parametrize("status", STATUSES)
def test_status_is_right_in_every_frame(
    nlp: Language, rules: Rules, status: str
) -> None:
    """S does it to O: V is the verb, G its gerund, P its past; S holds the title T."""
    wrong = []
    for frame in [frame for known, frame in FRAMES if known == status]:
        for relation, words in TITLES if re.search(r"\bT\b", frame) else VERBS:
            text = filled(frame, words)
            found = statuses(nlp, rules, relation, text)
            if found != {status}:
                wrong.append(f"{found}: {text}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("[Jane Roe] would go on to start {Halden Corp}.", ASSERTED),
        ("[Jane Roe] would later start {Halden Corp}.", ASSERTED),
        ("Moe said that [Jane Roe] would later start {Halden Corp}.", POSSIBLE),
        ("[Jane Roe] would start {Halden Corp}.", POSSIBLE),
        ("[Jane Roe] was proud to found {Halden Corp}.", ASSERTED),
        ("[Jane Roe] would be proud to found {Halden Corp}.", POSSIBLE),
        ("[Jane Roe] was eager to found {Halden Corp}.", POSSIBLE),
    ],
)
def test_status_tells_what_came_about_later_from_what_may(
    nlp: Language, rules: Rules, text: str, status: str
) -> None:
    assert statuses(nlp, rules, "founder_of", text) == {status}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("[Jane Roe] was able to buy {Halden Corp}.", ASSERTED),
        ("[Jane Roe] has closed the purchase of {Halden Corp}.", ASSERTED),
        ("[Jane Roe] is able to buy {Halden Corp}.", POSSIBLE),
        ("[Jane Roe] was not able to buy {Halden Corp}.", NEGATED),
        ("[Jane Roe] is known to have bought {Halden Corp}.", ASSERTED),
        ("[Jane Roe] is said to have bought {Halden Corp}.", POSSIBLE),
        ("[Jane Roe] was among the first to buy {Halden Corp}.", ASSERTED),
        ("[Jane Roe] wants to be the first to buy {Halden Corp}.", POSSIBLE),
    ],
)
def test_status_tells_what_was_done_from_what_can_be(
    nlp: Language, rules: Rules, text: str, status: str
) -> None:
    assert statuses(nlp, rules, "acquired", text) == {status}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("[Jane Roe] dropped out of college to found {Halden Corp}.", ASSERTED),
        ("[Jane Roe] abandoned her studies to found {Halden Corp}.", ASSERTED),
        ("[Jane Roe] quit to found {Halden Corp}.", ASSERTED),
        ("[Jane Roe] has left the bank to found {Halden Corp}.", ASSERTED),
        ("[Jane Roe] may drop out of college to found {Halden Corp}.", POSSIBLE),
        ("[Jane Roe] did not quit to found {Halden Corp}.", NEGATED),
        ("[Jane Roe] neglected to found {Halden Corp}.", NEGATED),
        ("[Jane Roe] dropped her plan to found {Halden Corp}.", NEGATED),
    ],
)
def test_status_tells_what_somebody_leaves_for_from_what_is_left(
    nlp: Language, rules: Rules, text: str, status: str
) -> None:
    assert statuses(nlp, rules, "founder_of", text) == {status}


@pytest.mark.model
@pytest.mark.parametrize(
    ("relation", "text", "status"),
    [
        ("supports", "[Jane Roe] is a keen supporter of {Norvik Rovers}.", ASSERTED),
        ("adviser_to", "[Jane Roe], a close adviser to {Ann Lee|person}.", ASSERTED),
        ("acquired", "[Halden Corp] is close to buying {Norvik}.", POSSIBLE),
        ("acquired", "[Halden Corp] came close to buying {Norvik}.", NEGATED),
        (
            "acquired",
            "It did not oppose a purchase of {Norvik} by [Acme].",
            POSSIBLE,
        ),
        ("invested_in", "Lee may buy [Halden Corp]'s stake in {Norvik}.", ASSERTED),
        (
            "invested_in",
            "Lee weighs [Acme]'s proposed stake in {Norvik}.",
            POSSIBLE,
        ),
        ("acquired", "It is not tied to [Acme]'s purchase of {Norvik}.", ASSERTED),
        ("acquired", "[Acme] plans to buy a bank and bought {Norvik}.", ASSERTED),
        ("acquired", "[Acme] is due to buy {Norvik}.", POSSIBLE),
        ("acquired", "[Acme] is going to buy {Norvik}.", POSSIBLE),
        ("acquired", "[Acme] went on to buy {Norvik}.", ASSERTED),
        ("acquired", "[Acme] is on the verge of buying {Norvik}.", POSSIBLE),
        ("acquired", "Had [Acme] bought {Norvik}, all would be well.", POSSIBLE),
        ("acquired", "Rather than buy {Norvik}, [Acme] sold a mill.", NEGATED),
        ("acquired", "[Acme] changed its mind about buying {Norvik}.", NEGATED),
        ("acquired", "Nobody said that [Acme] bought {Norvik}.", POSSIBLE),
        ("acquired", "Never before had [Acme] bought {Norvik}.", NEGATED),
        ("acquired", "[Acme] did not hesitate to buy {Norvik}.", ASSERTED),
        ("acquired", "[Acme] would not hesitate to buy {Norvik}.", POSSIBLE),
        ("acquired", "Lee did not know that [Acme] had bought {Norvik}.", ASSERTED),
        ("acquired", "Lee forgot that [Acme] had bought {Norvik}.", ASSERTED),
        ("acquired", "[Acme] had been due to buy {Norvik}.", POSSIBLE),
        ("acquired", "[Acme] spent $3m to buy {Norvik}.", ASSERTED),
        ("acquired", "[Acme] will spend $3m to buy {Norvik}.", POSSIBLE),
        ("acquired", "[Acme] has not raised its bid for {Norvik}.", POSSIBLE),
        ("acquired", "Lee is not sure, saying [Acme] bought {Norvik}.", ASSERTED),
        ("invested_in", "Lee bids for {Norvik} shares not held by [Acme].", ASSERTED),
        ("chair_of", "[Jane Roe] is due to become chairman of {Norvik}.", POSSIBLE),
        ("chair_of", "[Jane Roe] was nominated as chairman of {Norvik}.", POSSIBLE),
        ("chair_of", "[Jane Roe] missed out on being chairman of {Norvik}.", NEGATED),
        ("acquired", "[Acme] has been unable to buy {Norvik}.", NEGATED),
        ("holds_role_at", "[Jane Roe] was not the only boss of {Norvik}.", ASSERTED),
        ("employee_of", "[Jane Roe] refused to leave her {Halden} position.", ASSERTED),
    ],
)
def test_status_takes_for_granted_what_the_sentence_does(
    nlp: Language, rules: Rules, relation: str, text: str, status: str
) -> None:
    text = text.replace("[Halden Corp]", "[Halden Corp|organisation]")
    text = text.replace("[Acme]", "[Acme|organisation]")
    text = text.replace("{Norvik}", "{Norvik Group|organisation}")
    text = text.replace("{Halden}", "{Halden Group|organisation}")
    assert statuses(nlp, rules, relation, text) == {status}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "[Acme] has bought <Tellan>, but not {Norvik}.",
        "[Acme] bought <Tellan> rather than {Norvik}.",
        "[Acme] bought neither <Tellan> nor {Norvik}.",
        "[Acme] bought neither {Norvik} nor <Tellan>.",
        "{Norvik} was bought by <Tellan>, not by [Acme].",
        "<Tellan>, but not [Acme], bought {Norvik}.",
    ],
)
def test_who_is_left_out_of_a_list_is_denied(
    nlp: Language, rules: Rules, text: str
) -> None:
    for name in ("Acme", "Tellan", "Norvik"):
        text = text.replace(name, f"{name} Corp|organisation")
    found = claims_of(text, "acquired", rules, nlp)
    ends = {mark.part: mark.start for mark in marked(text)[1]}
    assert {
        claim.status
        for claim in found
        if (claim.subject, claim.object) == (ends["subject"], ends["object"])
    } == {NEGATED}


@pytest.mark.model
def test_who_is_not_the_only_one_of_a_list_is_in_it(
    nlp: Language, rules: Rules
) -> None:
    text = "[Acme Corp|organisation] bought not only {Norvik Corp|organisation}."
    (claim,) = claims_of(text, "acquired", rules, nlp)
    assert claim.status == ASSERTED


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The purchase of {O} by [S] is pending.", POSSIBLE),
        ("The purchase of {O} by [S] is subject to approval.", POSSIBLE),
        ("The purchase of {O} by [S] needs approval.", POSSIBLE),
        ("Regulators are reviewing [S]'s purchase of {O}.", POSSIBLE),
        ("Lee opposes the purchase of {O} by [S].", POSSIBLE),
        ("The purchase of {O} by [S] never happened.", NEGATED),
        ("The purchase of {O} by [S] did not take place.", NEGATED),
        ("[S] failed in its purchase of {O}.", NEGATED),
        ("[S] strengthened its position with the purchase of {O}.", ASSERTED),
        ("The purchase of {O} by [S] did not please Lee.", ASSERTED),
        ("Lee criticised [S]'s purchase of {O}.", ASSERTED),
    ],
)
def test_status_of_a_purchase_is_what_is_said_of_it(
    nlp: Language, rules: Rules, text: str, status: str
) -> None:
    text = text.replace("[S]", FIRMS["S"]).replace("{O}", FIRMS["O"])
    assert statuses(nlp, rules, "acquired", text) == {status}
