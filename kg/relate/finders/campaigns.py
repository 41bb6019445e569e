"""Who campaigns against whom: "a petition against Acme, backed by Beta and Roe".

Whoever runs, backs or signs a campaign is against what it is aimed at; so are those
whose protesters stand before somebody's branches.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import CAMPAIGNING, by_rule
from kg.relate.grammar.clauses import arguments
from kg.relate.grammar.hanging import hang, is_above
from kg.relate.grammar.naming import names
from kg.relate.grammar.standing import ends
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb, verb_keys
from kg.relate.words import WORDS

_CAMPAIGNS = WORDS["campaigns"]
_AIMED = WORDS["aimed_campaigns"]
_NAMED = _CAMPAIGNS | _AIMED
_RUNNING = WORDS["campaigning_verbs"]
_TARGETING = ("target", "single out")
# "Acme opened *its campaign* against Beta", at football.
_PLAYED = ("open", "begin", "start", "kick", "end", "finish", "resume", "conclude")
_PROTESTERS = WORDS["protesters"]
_PROTESTING = WORDS["protesting_verbs"]
_SITES = WORDS["protest_sites"]
_PLACED = ("outside", "at", "on", "in front of", "in", "near", "to", "against")


def mend_campaigns(nodes: Sequence[Node]) -> None:
    """Hang "a petition against Acme, *backed* by Roe" on the petition, in place."""
    for verb in nodes:
        if verb.label != "acl" or not verb.passive or verb.lemma not in _RUNNING:
            continue
        comma = verb.before is not None and verb.before.lower == ","
        campaign = verb.head if comma else None
        while campaign is not None and not _is_campaign(campaign):
            campaign = campaign.head if _is_inside(campaign) else None
        while campaign is not None and _is_inside(campaign):
            if campaign.head is None or not _is_campaign(campaign.head):
                break
            campaign = campaign.head
        if campaign is not None and campaign is not verb.head:
            hang(verb, campaign, "acl")


def by_campaigns(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield who is against whom, by a campaign or by a protest at their doors."""
    loose: list[Node] = []
    aims: list[Node] = []
    for node in nodes:
        if _is_campaign(node):
            doers, targets = _doers(node), _targets(node)
            if not targets:
                loose += doers
            for doer, target in product(doers, targets):
                yield by_rule(CAMPAIGNING, doer, target, node)
        elif node.lemma in _PROTESTING and is_verb(node) and not node.passive:
            sites = _sites(node)
            aims += sites
            for doer, target in product(_protesters(node), sites):
                yield by_rule(CAMPAIGNING, doer, target, node)
    for doer, target in product(loose, aims):
        yield by_rule(CAMPAIGNING, doer, target, target)


def _is_campaign(node: Node) -> bool:
    if node.lemma not in _NAMED:
        return False
    told = node.mention is None or node.mention.form == "description"
    verb = node.head if node.label == "obj" else None
    played = verb is not None and verb.lemma in _PLAYED and node.first("poss")
    return told and not played


def _is_inside(node: Node) -> bool:
    """Tell what hangs below a noun, through "calling for" as well."""
    return node.label in ("prep", "acl", "conj") and node.head is not None


def _doers(campaign: Node) -> list[Node]:
    """Return whose campaign it is, and who runs or backs it."""
    found: list[Node] = []
    for child in campaign.children:
        own = child.label in ("poss", "agent") or child.case in ("by", "from")
        if own and child.mention is not None:
            found += names(child)
        if child.label == "acl" and child.passive and child.lemma in _RUNNING:
            for verb in (child, *child.having("conj")):
                found += [n for agent in verb.having("agent") for n in names(agent)]
    head = campaign.head if campaign.label == "obj" else None
    if head is not None and {*verb_keys(head)} & _RUNNING:
        found += ends(arguments(head), ["subj"])
    return found


def _targets(campaign: Node) -> list[Node]:
    """Return whom a campaign is aimed at."""
    found: list[Node] = []
    for child in campaign.children:
        aimed = child.label == "prep" and child.case == "of"
        if child.case == "against" or (aimed and campaign.lemma in _AIMED):
            found += names(child)
        if child.label == "acl" and not child.passive:
            found += _aimed_at(child)
        if child.label == "acl" and child.lemma in ("aim", "direct"):
            found += [
                n for c in child.having("prep") if c.case == "at" for n in names(c)
            ]
    acts = campaign.head if campaign.label == "subj" else None
    return found + (_aimed_at(acts) if acts is not None else [])


def _aimed_at(verb: Node) -> list[Node]:
    """Return Acme of "targets *Acme*" and "calling for a boycott of *Acme*"."""
    if {*verb_keys(verb)} & {*_TARGETING}:
        return [n for c in verb.having("obj") for n in names(c)]
    called = [c for c in verb.having("prep") if c.case == "for"]
    called += verb.having("obj")
    return [n for c in called if _is_campaign(c) for n in _targets(c)]


def _protesters(verb: Node) -> list[Node]:
    """Return Acme of "protesters from *Acme*" and "*Acme* activists"."""
    found: list[Node] = []
    for noun in arguments(verb).get("subj", []):
        if noun.mention is None and noun.lemma in _PROTESTERS:
            for child in noun.children:
                if child.case in ("from", "of", "with") or child.label == "compound":
                    found += names(child) if child.mention is not None else []
    return found


def _sites(verb: Node) -> list[Node]:
    """Return Acme of "outside branches of *Acme*" and "at *Acme's* head office"."""
    found: list[Node] = []
    slots = arguments(verb)
    for place in (*_PLACED, "obj"):
        for noun in slots.get(place, []):
            if noun.mention is None and noun.lemma in _SITES:
                for child in noun.children:
                    if child.case == "of" or child.label in ("poss", "compound"):
                        found += names(child) if child.mention is not None else []
    return [name for name in found if not is_above(name, verb)]
