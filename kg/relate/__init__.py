"""What sentences say: claims between two mentions, found by rules over trees.

From the ground up; the first line of each file says more:

- `words` (their lists), `trees` (one neutral view of either label scheme), `repairs`,
  the recipe of all that mends a tree (`mend_...`, in a dozen files);
- `clauses`, `borrowed`, `several` and `naming` (who does what, whom a noun names);
- `rule_kinds` and `rules` (the vocabulary and the rules, as data);
- `deeds`, `roles`, `events`, `stated` and the other constructions that yield findings
  (`by_...`), which `claims` names one by one; `fitting` (may these two be related);
- `bound` (names for pronouns), `status` and `polarity` (is it so), `speakers` (who says
  so), `dating`, `when`, `relative` and `tense` (since when);
- `claims` (all together), `examples` and `own` (the examples of rules, and rules of
  one's own).
"""

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
