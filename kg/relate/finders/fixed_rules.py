"""The rules behind what stands close by a name: the words are grammar, not data."""

from kg.relate.finders.finding import Finding
from kg.relate.grammar.trees import Node
from kg.relate.rule_kinds import Rule


def _rule(name: str, relation: str, example: str, label: str = "") -> Rule:
    return Rule(name=name, relation=relation, examples=(example,), label=label)


WORKS, WORKED = "works for", "worked for"
AFFILIATION = _rule(
    "affiliation", "employee_of", "[Jane Roe] of {Acme Corp} spoke first.", WORKS
)
TITLED = _rule(
    "titled", "holds_role_at", "Professor [Jane Roe] of {Acme College} spoke first."
)
AFFILIATED = _rule(
    "affiliated", "employee_of", "{Acme Corp}'s [Jane Roe] spoke first.", WORKS
)
PARTISAN = _rule(
    "partisan", "member_of", "{Halden Party}'s [Jane Roe] spoke first.", "member of"
)
LED = _rule("led", "runs", "Under [Jane Roe], {Acme Corp} has grown.", "led")
OWN_FIRM = _rule("own-firm", "runs", "[Jane Roe]'s {Acme Corp} has grown.", "runs")
OFFERED = _rule(
    "offered",
    "brand_or_product_of",
    "{Acme Corp}'s [Quickpay] is growing.",
    "brand or product of",
)
PLANNED = _rule(
    "planned", "part_of", "{Acme Union}'s [Bright Plan] is growing.", "part of"
)
BODY = _rule("body", "part_of", "{Acme Union}'s [Finance Committee] agreed.", "part of")
SEATED = _rule("seated", "based_in", "{Springfield}'s [Acme Corp] agreed.", "based in")
TYCOON = _rule(
    "tycoon", "owner_of", "The {Acme Rovers} of tycoon [Jane Roe] won.", "owner of"
)
OF_PLACE = _rule(
    "of-place", "based_in", "[Acme Corp] of {Springfield} agreed.", "based in"
)
DAUGHTER = _rule(
    "daughter",
    "subsidiary_of",
    "{Acme Corp}'s [Beta Bank Ltd] agreed.",
    "subsidiary of",
)
AGAINST = _rule(
    "against", "opposes", "[Acme Union] is against the {Bright Plan}.", "opposes"
)
CAMPAIGNING = _rule(
    "campaigning",
    "opposes",
    "A petition against {Acme Corp} is backed by [Beta Trust].",
    "campaigns against",
)
PARTNERS = _rule(
    "with-partners",
    "partner_of",
    "Together with partners {Acme Corp} and Roe, [Beta Trust] built it.",
    "partner of",
)
INSIDE = _rule(
    "inside",
    "participates_in",
    "[Acme Union] is in the {Bright Plan}.",
    "participates in",
)
TRADED = _rule(
    "traded", "listed_on", "[Norvik Corp] ({NYSE}: NVK) has grown.", "listed on"
)
FIXTURE = _rule(
    "fixture", "competitor_of", "[Norvik Town] v {Halden Rovers}", "against"
)
STAYED = _rule(
    "been-with",
    "employee_of",
    "[Jane Roe] has been with {Acme Corp} since 2003.",
    WORKS,
)
BEHIND = _rule(
    "behind", "supports", "[Acme Union] is behind the {Bright Plan}.", "supports"
)
BACKED = _rule(
    "backed-by", "supports", "{Doe} won with the backing of [Roe].", "supports"
)
ROUND = _rule(
    "in-round",
    "invested_in",
    "{Acme Corp} raised $3m in a round led by [Beta Trust].",
    "invested in",
)
SHARING = _rule(
    "sharing",
    "invested_in",
    "<Norvik Corp> owns 60% of {Acme Corp}; [Beta Trust] has the rest.",
    "invested in",
)
SELLING = _rule(
    "selling",
    "owner_of",
    "<Norvik Corp> bought {Acme Corp} from [Beta Trust].",
    "formerly owner of",
)
PAID = _rule(
    "paid-with",
    "funds",
    "{Acme School} was built with money from [Beta Trust].",
    "gave money to",
)


def by_rule(rule: Rule, subject: Node, other: Node, predicate: Node) -> Finding:
    """Return what a fixed rule finds, under the label of the rule."""
    return Finding(subject, other, rule.relation, rule.label, rule, predicate)
