"""What sentences say: claims between two mentions, found by rules over trees.

From the ground up: `words` (their lists), `trees`, `hanging`, `mending`, `strays`,
`misread`, `order`, `lists`, `kin_lists`, `amounts`, `sums` and `such_as` (one neutral
view of either label scheme), `clauses`, `several` and `naming` (who does what, whom a
noun names), `rule_kinds` and `rules` (the vocabulary and the rules, as data), `deeds`,
`titles`, `commas`, `chains`, `colleagues`, `appointing`, `holders`, `kin`, `units`,
`branches`, `places`, `clause_places`, `roles`, `event_slots`, `events`, `fixed_rules`,
`gaps`, `parties`, `asides`, `possession`, `ranked`, `rounds`, `shares`, `wider` and
`stated` (the constructions), `bound` (names for pronouns), `status` and `polarity` (is
it so), `speakers` (who says so), `when`, `relative`, `dating` and `tense` (since when),
`claims` (all together), `examples` and `own` (the examples of rules, and rules of one's
own)."""

from kg.relate.claims import claims
from kg.relate.examples import failures
from kg.relate.own import load_checked
from kg.relate.rule_kinds import Relation
from kg.relate.rules import Rules, load_rules, load_vocabulary

__all__ = [
    "Relation",
    "Rules",
    "claims",
    "failures",
    "load_checked",
    "load_rules",
    "load_vocabulary",
]
