"""Who put money into a firm in a round: "Acme raised $3m, with Beta taking part".

The firm is told once, by who raises, whose round it is or what is valued, or by the
round itself if an earlier sentence told it; who leads, joins or takes part stands
anywhere in the sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import ORGANISATION, PERSON, Mention
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import ROUND, by_rule
from kg.relate.grammar.clauses import arguments
from kg.relate.grammar.naming import names
from kg.relate.grammar.standing import ends
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb, verb_keys

_RAISING = (
    *("raise", "close", "secure", "announce", "complete", "land", "bag", "attract"),
    *("pick", "pull", "receive", "obtain", "collect", "snag", "net", "score"),
)
_ROUNDS = ("round", "fundraising", "fundraise", "financing")
_SHOWING = ("feature", "include", "involve", "comprise")
_KINDS = (
    *("funding", "seed", "financing", "investment", "equity", "pre-seed", "growth"),
    *("crowdfunding", "angel", "venture", "series", "bridge", "million", "$", "£", "€"),
)
_LEADING = ("lead", "co-lead", "join", "anchor", "back", "support")
_TAKING = ("participate", "take", "invest", "co-invest", "join", "follow on")
_SHARES = ("participation", "funding", "investment", "contribution", "involvement")
_SERIES = tuple("abcdefgh")
_BARE = (*_ROUNDS, "series", "raise", "funding", "investment")
_BESIDE = ("alongside", "along with", "together with", "as well as")
_BACKERS = ("investor", "backer", "shareholder", "vc", "fund", "angel", "participant")


def by_rounds(nodes: Sequence[Node], bare: Sequence[Mention] = ()) -> Iterator[Finding]:
    """Yield who invested in the one firm for which a sentence tells of a round.

    `bare` are rounds, among other words, that stand for the firm they were for.
    """
    known = [(node, m) for node in nodes for m in bare if m.start == node.token.idx]
    known = [(node, m) for node, m in known if node.lower in _BARE]
    rounds = [node for node in nodes if _is_round(node)]
    rounds += [node for node, _ in known if node not in rounds]
    if not rounds:
        return
    firms = {name.i: name for name in _firms(nodes, rounds) if _is(name, ORGANISATION)}
    if not firms:
        firms = {node.i: replace(node, mention=m) for node, m in known[:1]}
    if len(firms) != 1:
        return
    (firm,) = firms.values()
    for node in nodes:
        for investor in _investors(node, rounds):
            other = investor.lower != firm.lower and investor.mention is not None
            if other and (_is(investor, ORGANISATION) or _is(investor, PERSON)):
                yield by_rule(ROUND, investor, firm, node)


def _is(node: Node, kind: str) -> bool:
    mention = node.mention
    return (
        mention is not None and mention.kind == kind and mention.form != "description"
    )


def _is_round(node: Node) -> bool:
    """Tell a "funding round", "a $3m round" and a "Series B" from other rounds."""
    if node.mention is not None:
        return False
    if node.lower == "series":
        behind = node.token.doc[node.token.i + 1 : node.token.i + 2]
        return any(word.lower_.rstrip(".") in _SERIES for word in behind)
    if node.lemma not in _ROUNDS:
        return False
    inside = [node, *node.children, *(c for n in node.children for c in n.children)]
    money = any(word.lower in _KINDS for word in inside)
    verbs = [node.head, *node.having("acl")]
    money = money or any(_is(name, ORGANISATION) for name in node.having("compound"))
    carrying = (*_LEADING, *_RAISING, *_TAKING, "part", "participation")
    carried = any(verb and verb.lemma in carrying for verb in verbs)
    return money or node.lemma != "round" or carried


def _firms(nodes: Sequence[Node], rounds: Sequence[Node]) -> Iterator[Node]:
    """Yield whose round it is: who raises it, whom it values, of whom it is."""
    for node in nodes:
        if node.lemma == "value" and node.first("obj") is not None:
            yield from ends(arguments(node), ["obj"])
        if node.lemma in _RAISING and not node.passive and is_verb(node):
            raised = node.first("obj")
            if raised in rounds or (raised is not None and _is_money(raised)):
                yield from ends(arguments(node), ["subj"])
        if node.lemma in ("lead", "bring", "take") and not node.passive:
            aims = [n for n in node.having("prep") if n.case == "to"]
            if any(n in rounds for n in aims):  # "led *Acme* to a Series B"
                yield from (n for c in node.having("obj") for n in names(c))
        total = node.lemma in ("total", "funding", "amount") and node.label == "obj"
        if total and node.head is not None and node.head.lemma in ("bring", "take"):
            raisers = [a for c in node.having("acl") for a in c.having("agent")]
            yield from (n for c in (*node.having("poss"), *raisers) for n in names(c))
    for node in rounds:
        verb = node.head if node.label == "obj" else None
        led = verb is not None and verb.lemma in _LEADING
        for child in (*node.children, *(verb.having("prep") if verb and led else ())):
            beside = child.label in ("poss", "compound") and child.i < node.i
            if beside or child.case in ("in", "for"):
                yield from names(child)


def _is_money(noun: Node) -> bool:
    words = (noun, *noun.children)
    return any(word.lower in ("$", "£", "€", "million", "m", "bn") for word in words)


def _investors(node: Node, rounds: Sequence[Node]) -> Iterator[Node]:
    """Yield who a word says has put money in."""
    if node in rounds:
        for child in _below(node):
            if child.case == "from":
                yield from names(child)
    if node.lemma in _BACKERS and node.mention is None and node.tag == "NNS":
        behind = (child for child in names(node) if child.i > node.i)
        yield from (name for name in behind if node.label in ("prep", "conj"))
    if node.lemma in _SHARES and node.mention is None:
        for child in node.having("prep"):
            if child.case in ("from", "by", "of") and (
                child.case == "from" or node.lemma == "participation"
            ):
                yield from names(child)
    if not is_verb(node):
        return
    slots = arguments(node)
    done = [noun for noun in slots.get("obj", []) if noun.lower != "part"]
    inside = [n for place in ("in", "into") for n in slots.get(place, [])]
    inside += [n for noun in done for n in noun.having("prep")]
    if node.lemma in _SHOWING and node.label == "acl" and node.head in rounds:
        yield from ends(slots, ["obj"])  # "a round *featuring* Acme"
    elif node.lemma in _LEADING and (
        (node.passive and not any(_is(n, PERSON) for n in done))
        or any(n in rounds for n in done)
    ):
        for place in ("subj", *_BESIDE, "with") if not node.passive else ("subj",):
            yield from ends(slots, [place])
    elif {*verb_keys(node)} & {*_TAKING} and not done:
        if not inside or any(n in rounds for n in inside):
            for place in ("subj", *_BESIDE):
                yield from ends(slots, [place])
    elif node.lemma in ("put", "pour", "pump") and any(n in rounds for n in inside):
        yield from ends(slots, ["subj"])
    elif node.lemma == "come" and any(n in rounds for n in slots.get("subj", [])):
        yield from ends(slots, ["from"])
    elif node.lemma == "include":
        told = slots.get("subj", [])
        if any(n in rounds or n.lemma in (*_BACKERS, "other") for n in told):
            yield from ends(slots, ["obj"])


def _below(round_: Node) -> Iterator[Node]:
    """Yield what hangs on a round or on its sum: "a Series C of $8m *from Acme*"."""
    for child in round_.having("prep", "flat", "nummod", "compound"):
        yield child
        if child.mention is None and child.i > round_.i:
            yield from _below(child)
