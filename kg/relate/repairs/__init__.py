"""All repairs of a neutral tree, in the order in which they build on each other."""

from collections.abc import Sequence

from kg.relate.finders.campaigns import mend_campaigns
from kg.relate.finders.shares import mend_shares
from kg.relate.grammar.trees import Node
from kg.relate.repairs.amounts import mend_amounts
from kg.relate.repairs.appositions import mend_appositions
from kg.relate.repairs.closed import mend_closed_asides
from kg.relate.repairs.kin_lists import mend_kin
from kg.relate.repairs.lists import mend_lists
from kg.relate.repairs.loose import mend_loose
from kg.relate.repairs.mending import mend
from kg.relate.repairs.misread import mend_misread
from kg.relate.repairs.objects import mend_objects
from kg.relate.repairs.order import mend_order
from kg.relate.repairs.persons import mend_persons
from kg.relate.repairs.run_on import mend_run_on
from kg.relate.repairs.runs import mend_runs
from kg.relate.repairs.strays import mend_strays
from kg.relate.repairs.subjects import mend_subjects
from kg.relate.repairs.sums import mend_sums
from kg.relate.repairs.tellers import mend_tellers
from kg.relate.rules import Rules


def repair(nodes: Sequence[Node], rules: Rules) -> None:
    """Mend the nodes of a sentence in place."""
    mend_order(nodes)
    mend_run_on(nodes)
    mend_objects(nodes)
    mend_closed_asides(nodes)
    mend_misread(nodes)
    mend_tellers(nodes)
    mend_strays(nodes)
    mend(nodes, rules.words["describing_verbs"])
    mend_persons(nodes, rules)
    mend_lists(nodes)
    mend_amounts(nodes)
    mend_runs(nodes)
    mend_campaigns(nodes)
    mend_kin(nodes, rules)
    mend_sums(nodes)
    mend_appositions(nodes)
    mend_subjects(nodes)
    mend_loose(nodes)
    mend_shares(nodes)
