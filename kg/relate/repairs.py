"""All repairs of a neutral tree, in the order in which they build on each other."""

from collections.abc import Sequence

from kg.relate.amounts import mend_amounts
from kg.relate.appositions import mend_appositions
from kg.relate.campaigns import mend_campaigns
from kg.relate.closed import mend_closed_asides
from kg.relate.kin_lists import mend_kin
from kg.relate.lists import mend_lists
from kg.relate.mending import mend
from kg.relate.misread import mend_misread
from kg.relate.objects import mend_objects
from kg.relate.order import mend_order
from kg.relate.persons import mend_persons
from kg.relate.rules import Rules
from kg.relate.runs import mend_runs
from kg.relate.shares import mend_shares
from kg.relate.strays import mend_strays
from kg.relate.subjects import mend_subjects
from kg.relate.sums import mend_sums
from kg.relate.tellers import mend_tellers
from kg.relate.trees import Node


def repair(nodes: Sequence[Node], rules: Rules) -> None:
    """Mend the nodes of a sentence in place."""
    mend_order(nodes)
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
    mend_shares(nodes)
