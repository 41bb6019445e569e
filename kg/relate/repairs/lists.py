"""Repairs of lists and of what hangs on their ends, where commas are surer than trees.

A parser tends to hang what follows a list on its first member, and the next member of
a list on the last name of a clause before it. Commas, semicolons and "and" tell.
"""

from collections.abc import Sequence

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.branches import is_aside
from kg.relate.grammar.clauses import EXEMPLIFYING, ancestors
from kg.relate.grammar.hanging import hang, hang_subject, is_above
from kg.relate.grammar.trees import FINITE, Node
from kg.relate.repairs.datelines import mend_dateline
from kg.relate.repairs.relatives import mend_relative, name_before
from kg.relate.repairs.second_nouns import mend_second
from kg.relate.repairs.such_as import mend_examples, mend_parted

_PRONOUNS = ("who", "whom", "which")
_COLLECTIVE = ("couple", "pair", "duo", "trio", "group", "team", "family", "band")


def mend_lists(nodes: Sequence[Node]) -> None:
    """Mend the lists of a sentence in place."""
    mend_dateline(nodes)
    for node in nodes:
        if node.label == "conj" and node.tag in FINITE:
            _mend_main_verb(node)
        if node.label in ("conj", "comp"):
            _mend_list_subject(node)
        if node.label == "appos":
            _mend_apposition(node)
            _mend_middle(node)
        if node.mention is not None and node.before is not None:
            _mend_trade(node.before, node)
        if node.lower in _PRONOUNS and node.mention is None:
            mend_relative(node)
    for node in nodes:
        if node.label == "compound" and node.mention is not None:
            _mend_last(node)
    for node in nodes:
        if node.label == "conj" and node.mention is not None:
            _mend_cased(node)
            _mend_owner(node)
            _mend_seat(node)
            _mend_closing(node)
        elif node.label == "conj" and node.head is not None:
            mend_second(node, node.head)
        if node.case in EXEMPLIFYING:
            mend_examples(node, nodes)
        if node.mention is not None and node.first("relcl") is not None:
            mend_parted(node, nodes)


def _mend_last(name: Node) -> None:
    """Make a member of D in "A, B, C *and D*" that hangs inside C."""
    left = name.head
    joint = name.first("cc")
    if left is None or left.mention is None or joint is None or left.i > name.i:
        return
    if joint.before is left:
        first = left.list_head
        hang(name, first, "conj")


def _mend_middle(name: Node) -> None:
    """Make a member of B in "A, *B* and C", taken for another name of A."""
    left, first = name.head, name.head.list_head if name.head is not None else None
    one, two = name.mention, left.mention if left is not None else None
    if first is None or one is None or two is None or one.kind != two.kind:
        return
    if one.kind not in (PERSON, ORGANISATION) or not one.form == two.form == "name":
        return
    joints = (c.first("cc") for c in first.having("conj") if c.i > name.i)
    article = name.first("det")
    start = article or name
    apart = start.before is not None and start.before.lower == ","
    plain = article is None or article.lower == "the"  # not "A, a B and C venture"
    if apart and plain and any(j is not None and j.before is name for j in joints):
        hang(name, first, "conj")


def _mend_main_verb(verb: Node) -> None:
    """Make "grew" the main verb of "Acme, the firm that Roe started, *grew*"."""
    clause = verb.head
    if clause is None or clause.label != "relcl" or verb.first("cc") is not None:
        return
    top = clause.head
    while top is not None and top.label == "appos":
        top = top.head
    comma = verb.before is not None and verb.before.lower == ","
    if not comma or top is None or top.mention is None or top.label != "root":
        return
    for later in [n for n in clause.having("conj") if n.i > verb.i]:
        hang(later, verb, "conj")
    clause.children.remove(verb)
    verb.head, verb.label = None, "root"
    hang_subject(top, verb)


def _mend_list_subject(verb: Node) -> None:
    """Make the end of a list the subject of the verb right behind it.

    "Acme would buy Beta and *Gamma, Delta and Acme* would merge": the parser reads one
    list. Where two members have an "and", the second clause begins at the first.
    """
    auxiliaries = [child for child in verb.having("aux", "cop") if child.i < verb.i]
    finite = auxiliaries[0] if auxiliaries else verb
    last = finite.before
    if finite.tag not in (*FINITE, "MD") or verb.first("subj", "subj_pass"):
        return
    if last is None or last.mention is None:
        return
    while last.head is not None and last.label in ("flat", "compound", "appos"):
        last = last.head  # a member that swallowed the next ones
    if last.label != "conj" or last.mention is None or last.head is None:
        return
    first, clause = last.head, verb.head
    if clause is None or first.i < clause.i:
        return
    verbs = (node for node in ancestors(first) if node.pos == "VERB")
    if verb.label == "comp" and next(verbs, clause) is clause:
        return  # "said that Acme and Beta would merge"
    members = [n for n in first.having("conj") if n.i <= last.i]
    joint = [n for n in members if n.first("cc") is not None]
    if not joint or joint[-1] is not last:
        return
    hang_subject(joint[0], verb)
    for member in members:
        if member.i > joint[0].i:
            hang(member, joint[0], "conj")


def _mend_apposition(noun: Node) -> None:
    """Make a list of what ";" parts; hang "A and B, a *lawyer*," on B."""
    start = _phrase_start(noun)
    if start.before is not None and start.before.lower == ";" and noun.mention:
        if noun.head is not None and noun.head.mention is not None:
            noun.label = "conj"
        return
    if _is_headline_list(noun):
        noun.label = "conj"
        return
    plural = noun.tag in ("NNS", "NNPS") or noun.lemma in _COLLECTIVE
    name = name_before(start)
    if plural or name is None or (noun.mention and noun.mention.form == "name"):
        return
    if name.label == "conj" and name.head is noun.head and not is_above(noun, name):
        hang(noun, name, "appos")


def _is_headline_list(name: Node) -> bool:
    """Tell the list of "*Acme, Beta* sign pact": no comma closes an apposition."""
    first, mention = name.head, name.mention
    if first is None or first.mention is None or mention is None:
        return False
    comma = name.before if name_before(name) is first else None
    alike = first.mention.kind == mention.kind and first.label.startswith("subj")
    after = name.token.doc[name.i + 1 : name.i + 2]
    plural = any(token.tag_ in ("VB", "VBP", "MD") for token in after)
    names = (first.mention.form, mention.form) == ("name", "name")
    return comma is not None and alike and plural and names


def _phrase_start(noun: Node) -> Node:
    """Return the first word of a noun phrase."""
    first = noun
    while (
        first.before is not None
        and first.before.lower not in (",", ";", ":", "(", "—", "–")
        and is_above(noun, first.before)
    ):
        first = first.before
    return first


def _mend_trade(trade: Node, name: Node) -> None:
    """Move the clause of "Bankers Roe and Doe, *who own*" from trade to names."""
    beside = name.before is trade and name.head is trade.head
    if beside and trade.label == name.label and trade.mention is None:
        for clause in [n for n in trade.having("relcl") if n.i > name.i]:
            hang(clause, name, "relcl")


def _mend_owner(name: Node) -> None:
    """Hang Acme on "and *Acme* subsidiary Beta", read as two members of a list."""
    first = name.head
    later = first.having("conj") if first is not None else []
    noun = next((n for n in later if n.before is name and n.mention is None), None)
    if noun is None or noun.pos != "NOUN" or noun.first("det") is not None:
        return
    named = [c for c in noun.having("appos", "flat") if c.mention is not None]
    joint = name.first("cc") or noun.first("cc")
    if not named or joint is None or joint.i > name.i:
        return
    hang(name, noun, "compound")
    hang(joint, noun, "cc")


def _mend_cased(member: Node) -> None:
    """Join Beta of "a tutor at Acme and *at Beta*" with Acme, not with the tutor."""
    joint = member.first("cc")
    left = joint.before if joint is not None else None
    while left is not None and left.label in ("flat", "appos") and left.head:
        left = left.head
    if left is None or not member.case or left is member.head or left.mention is None:
        return
    if left.label == "prep" and left.case == member.case and not is_above(member, left):
        hang(member, left, "conj")


def _mend_seat(name: Node) -> None:
    """Make an aside of the town in "head of Acme, *Velm*, and chair of Beta"."""
    first = name.head
    if first is None or first.case == "" or name_before(name) is not first:
        return
    behind = name.token.doc[name.i + 1 : name.i + 3]
    names = [c for c in first.having("conj") if c.mention is not None]
    if (
        names == [name]
        and name.first("cc") is None
        and [token.lower_ for token in behind] == [",", "and"]
    ):
        name.label = "appos"


def _mend_closing(member: Node) -> None:
    """Take B out of the clause in "Acme, which A owns, and *B*"."""
    first = member.head
    if first is None or first.mention is None or member.mention is None:
        return
    clause = next((n for n in ancestors(first) if is_aside(n)), None)
    if clause is None or clause.head is None or not clause.i < first.i:
        return
    outer = clause.head
    if not _is_closed(member, first, outer) or is_above(member, outer):
        return
    top = outer.list_head
    hang(member, top, "conj")


def _is_closed(member: Node, first: Node, outer: Node) -> bool:
    """Tell whether a comma ends the clause before a member.

    It does before "and" where no third name makes a list inside the clause, and where
    the name is of another kind than the one inside, but like the one outside.
    """
    if member.mention is None or first.mention is None:
        return False
    joint = member.first("cc")
    start = joint or _phrase_start(member)
    if start.before is None or start.before.lower != ",":
        return False
    tokens = member.token.doc[member.i + 1 : member.i + 2]
    verb = outer.head.i if outer.head and outer.label.startswith("subj") else -1
    for token in tokens:
        if token.pos_ in ("VERB", "AUX") and verb not in (token.i, token.head.i):
            return False
    kinds = (member.mention.kind, first.mention.kind)
    if outer.mention is not None and kinds[0] != kinds[1]:
        return kinds[0] == outer.mention.kind
    return joint is not None and len(first.having("conj")) == 1
