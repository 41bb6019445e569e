"""Repairs of what a parser hangs on the wrong word, where its neighbours tell.

"500 shares each of A and B" are shares of both; "the A, B and C brands" are three
brands; "competes head-on with A" tells with whom somebody competes.
"""

from collections.abc import Sequence

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.borrowed import NAMING
from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.trees import COURTESY, Node
from kg.relate.words import WORDS

_DEALS = WORDS["deals"]
_PAPERS = WORDS["agreements"]
_REPORTS = WORDS["reports"] | {"allegations"}
_FOLLOWING = ("succeeding", "replacing")
_KINDS = WORDS["shared_kinds"]
_LEFT_ALONE = ("npmod", "dep", "obj")
_LATER = ("later", "earlier", "then", "previously", "subsequently", "before", "now")


def mend_strays(nodes: Sequence[Node]) -> None:
    """Hang the strays of a sentence where they belong, in place."""
    for node in nodes:
        if node.mention is not None:
            _mend_members(node)
            _mend_second(node)
            _mend_behind(node)
            _mend_uncased(node)
        if node.label == "prep":
            _mend_manner(node)
        if node.lower in _FOLLOWING:
            _mend_following(node)
        elif node.lower in _REPORTS:
            _mend_reports(node)
        elif node.lower == "each":
            _mend_each(node)
        elif node.lower in _KINDS:
            _mend_kinds(node)
        elif node.lower == "whose" and node.head is not None:
            _mend_whose(node.head)
        elif node.label == "poss" and node.head and node.head.i < node.i:
            _mend_owner(node, nodes)
        elif node.label == "compound" and node.mention is not None:
            _mend_inner(node, nodes)
        elif node.label == "compound" and node.head and node.head.i < node.i:
            _mend_backward(node, node.head, nodes)
        elif node.case == "for" and node.lemma in _DEALS and node.head is not None:
            _mend_dealt(node, node.head)
        elif node.label == "conj" and node.head is not None:
            _mend_later(node, node.head)
        elif node.label == "advcl":
            _mend_to_be(node)
        elif node.lower == "followed" and node.label == "acl":
            _mend_followed(node)
        elif node.label == "expl" and node.head is not None:
            _mend_expletive(node, node.head)


def _mend_manner(name: Node) -> None:
    """Hang "competes head-on *with Acme*" on the verb, not on the adverb.

    So "walked away *from a deal*".
    """
    adverb = name.head
    if adverb is None or adverb.head is None or adverb.label != "advmod":
        return
    if adverb.lower in ("head", "away") or _is_hyphened(adverb):
        hang(name, adverb.head, "prep")


def _is_hyphened(node: Node) -> bool:
    return node.i > 0 and node.token.nbor(-1).text == "-"


def _mend_later(node: Node, verb: Node) -> None:
    """Hang "worked as head of Acme, and *later as chair* of Beta" on the verb."""
    posts = node.having("prep") if node.lower in _LATER else []
    posts += [node] if verb.pos == "VERB" else []
    for post in posts:
        if post.case == "as" and post.mention is None:
            hang(post, verb, "prep")


def _mend_to_be(clause: Node) -> None:
    """Hang "a new unit, Acme, *to be based* in Springfield" on the unit."""
    marks = clause.having("mark", "aux")
    comma = marks[0].before if marks and marks[0].lower == "to" else None
    name = comma.before if comma is not None and comma.lower == "," else None
    if name is None or name.mention is None or name.label not in ("appos", "conj"):
        return
    if clause.passive and not is_above(clause, name):
        hang(clause, name, "acl")


def _mend_followed(clause: Node) -> None:
    """Make a list of "studied at Acme, *followed by Beta*"."""
    first, comma = clause.head, clause.before
    if first is None or first.mention is None or first.label not in ("prep", "obj"):
        return
    if comma is None or comma.lower != ",":
        return
    for name in clause.having("agent"):
        if name.mention is not None and name.mention.kind == first.mention.kind:
            hang(name, first, "conj")
            name.case = ""


def _mend_members(first: Node) -> None:
    """Make a list of "A, B *and C*", of which a parser made a name and appositions."""
    mention = first.mention
    if mention is None or mention.kind not in (ORGANISATION, PERSON):
        return
    members = first.having("appos", "flat", "conj")
    if not members or all(member.label == "conj" for member in members):
        return
    if len(members) == 1:
        members += members[0].having("conj")
    alike = len(members) > 1 and all(
        member.mention is not None
        and member.mention.form == mention.form == "name"
        and member.mention.kind == mention.kind
        for member in members
    )
    commas = all(m.before and m.before.lower == "," for m in members[:-1])
    if alike and commas and members[-1].first("cc") is not None:
        for member in members:
            hang(member, first, "conj")


def _mend_second(name: Node) -> None:
    """Make a list of "include Acme *and Springfield-based Beta*", read as two objects.

    A parser hangs the "and" on the second of them then.
    """
    joint, head = name.first("cc"), name.head
    if joint is None or head is None or joint.i > name.i or name.label == "conj":
        return
    beside = [n for n in head.having(name.label) if head.i < n.i < joint.i]
    first = beside[-1] if beside else None
    if first is None or first.mention is None or name.mention is None:
        return
    if name.case in ("", first.case) and first.mention.kind == name.mention.kind:
        name.case = ""
        hang(name, first, "conj")


def _mend_behind(name: Node) -> None:
    """Give "spent $3m to buy *Acme*" to the bare verb before it, not to "spent"."""
    verb, head = name.before, name.head
    if verb is None or head is None or name.label != "obj" or verb.head is not head:
        return
    bare = verb.tag == "VB" and verb.mention is None and head.i < verb.i
    if bare and verb.first("obj", "xcomp", "comp") is None:
        hang(name, verb, "obj")


def _mend_uncased(name: Node) -> None:
    """Give "bought shares in <*Acme*>" the preposition that a parser left alone."""
    word = name.before
    while word is not None and word.lower in ("<", "the"):
        word = word.before
    if word is None or word.tag != "IN" or word.label not in _LEFT_ALONE:
        return
    if not word.children and not name.case and name.label in _LEFT_ALONE:
        hang(word, name, "case")
        name.case, name.label = word.lower, "prep"


def _mend_owner(owner: Node, nodes: Sequence[Node]) -> None:
    """Hang "the leader told *Acme's* Today programme" on what follows, not before."""
    behind = (n for n in nodes if n.i > owner.i and n.pos in ("NOUN", "PROPN"))
    thing = next((n for n in behind if n.label != "compound"), None)
    if thing is not None and not is_above(owner, thing):
        hang(owner, thing, "poss")


def _mend_backward(title: Node, head: Node, nodes: Sequence[Node]) -> None:
    """Hang "..., Acme's *chief* Lord Roe said" on Roe, not on a name before it."""
    behind = [node for node in nodes if node.i > title.i][:2]
    if len(behind) > 1 and behind[0].lower.rstrip(".") in COURTESY:
        del behind[0]
    name = behind[0] if behind else None
    named = name is not None and name.mention is not None
    if name is not None and named and head.mention and not is_above(title, name):
        hang(title, name, "compound")


def _mend_reports(noun: Node) -> None:
    """Make a subject of the "*Reports* that Roe left were false", read as a verb."""
    clauses = noun.having("comp")
    if noun.before is not None or noun.head is not None or len(clauses) < 2:
        return
    first, last = clauses[0], clauses[-1]
    if last.first("cop") is None or last.first("subj") is not None:
        return
    if not any(mark.lower == "that" for mark in first.having("mark")):
        return
    noun.children.remove(last)
    last.head, last.label = None, "root"
    first.label = "acl"
    hang(noun, last, "subj")


def _mend_following(gerund: Node) -> None:
    """Hang "named president, *succeeding* Doe" on the verb, not on the president."""
    comma, verb = gerund.before, gerund.head
    if gerund.label != "acl" or comma is None or comma.lower != ",":
        return
    for _ in range(6):
        if verb is None or (verb.passive and verb.lemma in NAMING):
            break
        verb = verb.head
    if verb is not None and verb.i < gerund.i:
        hang(gerund, verb, "advcl")


def _mend_inner(name: Node, nodes: Sequence[Node]) -> None:
    """Hang Beta on the unit in "the sale of its *Beta* unit", not on the sale."""
    noun = next((node for node in nodes if node.before is name), None)
    if noun is None or noun.mention is not None or noun.tag != "NN":
        return
    head = name.head
    if head is not None and head.i < name.i and not is_above(name, noun):
        hang(name, noun, "compound")


def _mend_dealt(deed: Node, verb: Node) -> None:
    """Hang "signed an agreement *for the merger*" on the agreement."""
    paper = verb.first("obj")
    if paper is not None and paper.lemma in _PAPERS and verb.i < paper.i < deed.i:
        hang(deed, paper, "prep")


def _mend_each(word: Node) -> None:
    """Hang "500 shares each *of Acme and Beta*" on the shares."""
    noun = word.before
    if noun is None or noun.pos != "NOUN" or noun is word:
        return
    for part in [p for p in word.having("prep") if p.case == "of"]:
        if not is_above(part, noun):
            hang(part, noun, "prep")


def _mend_kinds(noun: Node) -> None:
    """Name three brands in "the *A, B and C* brands", read as A, B and some brands."""
    first = noun.head
    if noun.label != "conj" or first is None or first.mention is None:
        return
    last = next((c for c in noun.having("compound") if c.mention is not None), None)
    if last is None or first.head is None or not first.i < last.i < noun.i:
        return
    label, head, case = first.label, first.head, first.case
    hang(noun, head, label)
    noun.case, first.case = case, ""
    hang(first, noun, "compound")
    for word in first.having("case", "det"):
        hang(word, noun, word.label)
    hang(last, first, "conj")
    for joint in noun.having("cc"):
        hang(joint, last, "cc")


def _mend_whose(noun: Node) -> None:
    """Make a clause of "Roe, whose *father* is Doe" and "Roe, whose *firm* makes"."""
    predicate = noun.head
    if predicate is None:
        return
    if noun.having("relcl") and not is_above(noun, predicate):
        hang(noun.having("relcl")[0], predicate, "relcl")  # "whose *father* ran Acme"
    clause = next((c for c in predicate.having("relcl") if c.i > noun.i), None)
    if noun.label == "appos" and clause is not None and clause.first("subj") is None:
        hang(noun, clause, "subj")
        return
    aside = predicate.label in ("appos", "parataxis", "conj", "dep")
    if noun.label == "subj" and predicate.first("cop") is not None and aside:
        predicate.label = "relcl"
    elif noun.label == "subj" and predicate.label == "advcl":
        _mend_as(noun, predicate)


def _mend_as(noun: Node, verb: Node) -> None:
    """Close the "as" of "came *as partner of Acme*, whose head left" before "whose"."""
    whose, mark = noun.first("poss"), verb.first("mark")
    comma = whose.before if whose is not None else None
    name = comma.before if comma is not None and comma.lower == "," else None
    if mark is None or mark.lower != "as" or name is None or name.mention is None:
        return
    early = [c for c in verb.children if mark.i < c.i < name.start]
    if len(early) != 1 or verb.head is None or not is_above(early[0], name):
        return
    hang(mark, early[0], "case")
    early[0].case = "as"
    hang(early[0], verb.head, "prep")
    hang(verb, name, "relcl")


def _mend_expletive(pronoun: Node, noun: Node) -> None:
    """Make a subject of the "it" of "it is in talks to buy Acme"."""
    inside = noun.case == "in" and noun.first("cop", "aux") is not None
    if pronoun.lower == "it" and inside and noun.first("subj") is None:
        pronoun.label = "subj"
