"""Subjects that stand beside their clause: before it, in an aside, or after an echo.

"Acme, along with *Beta*, backs the plan" is said of both, as is "Acme backs the plan;
so does *Beta*" and "as does *Beta*". A name before a verb without subject is its
subject, whatever a parser made of it.
"""

from collections.abc import Sequence

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.borrowed import is_following
from kg.relate.grammar.hanging import hang, hang_subject, is_above
from kg.relate.grammar.trees import FINITE, Node
from kg.relate.words import WORDS

_COMPANY = ("along with", "together with", "alongside", "as well as")
_ECHOES = ("so", "as", "nor", "neither")
_AUXILIARIES = ("do", "does", "did", "is", "are", "was", "were", "has", "have", "had")
_POSTS = WORDS["sole_posts"]
_BREAKS = (",", ";", "-", "–", "—", "and", "but")
_FINITE = (*FINITE, "MD")
_PAST = ("VBD", "VBZ")
_HUNG = ("appos", "conj", "flat", "npmod")
_UNMARKED = ("npmod", "obj", "iobj")


def mend_subjects(nodes: Sequence[Node]) -> None:
    """Give the clauses of a sentence the subjects that a tree leaves out, in place."""
    for place, node in enumerate(nodes):
        company = node.case in _COMPANY or _is_together(node)
        if company and node.mention is not None:
            _mend_company(node)
        elif node.label in _UNMARKED and node.head is not None:
            _mend_unmarked(node, node.head)
        elif node.label == "acl" and is_following(node) and node.head is not None:
            _mend_following(node, node.head)
        elif node.label in ("root", "conj") and node.tag in _PAST:
            _mend_before(node)
        elif node.label == "conj" and node.head is not None:
            if node.tag == "VBN":
                _mend_joined(node, node.head)
            _mend_further(node, node.head)
        elif node.lower in _ECHOES and node.mention is None:
            _mend_echo(nodes[place : place + 8])


def _mend_company(name: Node) -> None:
    """Make a subject of Beta in "Acme, along with *Beta*, backs"."""
    head = name.head
    if head is None or name.label != "prep":
        return
    doer = head.first("agent") or head.first("subj", "subj_pass")
    first = head if head.mention is not None else doer
    if first is None or first.mention is None:
        return
    if first.i > name.i:
        if _is_joined_before(name, first):
            _join(name, first)
        return
    if head is first or name.i < head.i or _is_afterthought(name, first, head):
        _join(name, first)


def _is_together(name: Node) -> bool:
    """Tell "run by Acme *together* with Beta", where "together" hangs elsewhere."""
    mark = name.first("case") if name.case == "with" else None
    left = mark.before if mark is not None else None
    return left is not None and left.lower == "together"


def _is_joined_before(name: Node, first: Node) -> bool:
    """Tell "Together with *Beta*, Acme backs" from "As well as *Beta*, Acme runs"."""
    one, two = first.mention, name.mention
    alike = one is not None and two is not None and one.kind == two.kind
    return alike and name.case in ("together with", "along with")


def _mend_joined(verb: Node, first: Node) -> None:
    """Make a subject of Beta in "Acme closed and *Beta* bought Gamma"."""
    name = verb.before
    if name is None or name.mention is None or verb.first("aux", "agent", "comp"):
        return
    joint = name.before
    if joint is None or joint.lower not in ("and", "but") or first.passive:
        return
    loose = (name.label == "conj" and name.head is first) or name.head is verb
    if loose and verb.first("subj", "subj_pass") is None and first.tag in _FINITE:
        verb.passive, name.case = False, ""
        hang_subject(name, verb)
        if joint.head is name:
            hang(joint, verb, "cc")


def _mend_following(clause: Node, post: Node) -> None:
    """Hang "became chairman, *replacing Doe*" on what gave the post, not on it."""
    given = post.label == "xcomp" or post.case in ("as", "to")
    if given and post.lemma in _POSTS and post.head is not None:
        hang(clause, post.head, "advcl")


def _is_afterthought(name: Node, first: Node, verb: Node) -> bool:
    """Tell "Acme joined the plan, along with *Beta*", which is like Acme alone."""
    one, two = first.mention, name.mention
    if one is None or two is None or one.kind != two.kind:
        return False
    within = [end for noun in verb.children for end in (noun, *noun.children)]
    kinds = {e.mention.kind for e in within if e.mention and verb.i < e.i < name.i}
    return bool(kinds) and two.kind not in kinds


def _mend_unmarked(noun: Node, verb: Node) -> None:
    """Make a subject of the name before "*launched* a plan", which has no other."""
    finite = verb.first("aux") or verb
    names = [noun, *noun.having("appos")]
    acts = any(
        name.mention is not None and name.mention.kind in (PERSON, ORGANISATION)
        for name in names
    )
    if not acts or noun.i > finite.i or finite.tag not in _FINITE:
        return
    told = verb.first("subj", "subj_pass", "expl", "comp") is not None
    joint = verb.first("cc") if verb.label == "conj" else None
    own = verb.label in ("root", "comp", "parataxis")
    own = own or (joint is not None and joint.i < noun.i)  # "and *Acme* closed"
    if not told and noun.case == "" and own:
        hang_subject(noun, verb)


def _mend_before(verb: Node) -> None:
    """Make a subject of Roe in "Born to Ann and her husband Doe, *Roe* left"."""
    name = verb.before
    if name is None or name.mention is None or name.label not in _HUNG:
        return
    comma = name.before is not None and name.before.lower == ","
    if comma and name.mention.kind == PERSON and _is_told_first(name, verb):
        return
    told = verb.first("subj", "subj_pass", "expl", "comp", "cc") is not None
    if not comma or told or name.mention.kind != PERSON or name.first("conj"):
        return
    if verb.label == "conj" and not _put_behind(verb):
        return
    name.case = ""
    hang_subject(name, verb)


def _is_told_first(name: Node, verb: Node) -> bool:
    """Make a subject of Roe in "The daughter of a lawyer, *Roe* left", and say so."""
    noun = verb.first("subj")
    first = noun is not None and noun.mention is None and name.label == "appos"
    if noun is None or not first or name.head is noun or not is_above(noun, name):
        return False
    if any(child.i < noun.i and child.label != "det" for child in noun.children):
        return False
    opening = min((noun, *noun.children), key=lambda node: node.i)
    if opening.i != verb.token.sent.start:
        return False
    hang_subject(name, verb)
    hang(noun, name, "appos")
    return True


def _put_behind(verb: Node) -> bool:
    """Hang a fronted "*Born* in" on the verb behind it, where it took its place."""
    front = verb.head
    if front is None or front.head is not None or front.tag != "VBN":
        return False
    if front.token.i != front.token.sent.start:
        return False
    front.children.remove(verb)
    verb.head, verb.label = None, front.label
    hang(front, verb, "advcl")
    front.passive = True
    return True


def _mend_further(verb: Node, aside: Node) -> None:
    """Hang "Roe replaces Doe, who left in May, and *will lead* Acme" on "replaces".

    The commas close the aside, and the tense is another than its own.
    """
    noun, joint = aside.head, verb.first("cc")
    main = noun.head if noun is not None and noun.label == "obj" else None
    if aside.label != "relcl" or main is None or joint is None or joint.before is None:
        return
    if verb.first("subj", "subj_pass") is not None or len(aside.having("conj")) > 1:
        return
    will = verb.first("aux")
    later = will is not None and will.tag == "MD" and aside.first("aux") is None
    if later and joint.before.lower == "," and main.i < aside.i:
        hang(verb, main, "conj")


def _mend_echo(words: Sequence[Node]) -> None:
    """Make a subject of Beta in "Acme backs the plan; so does *Beta*"."""
    echo = words[0]
    if len(words) < 3 or words[1].lower not in _AUXILIARIES or echo.before is None:
        return
    name = _name_ahead(words[2:])
    if echo.before.lower not in _BREAKS or name is None or name.label == "poss":
        return
    clause = name.head
    while clause is not None and clause.i > echo.i:
        clause = clause.head
    first = clause.first("subj", "subj_pass") if clause is not None else None
    if clause is None or first is None or first.i > echo.i or is_above(name, first):
        return
    for word in [word for word in words[:2] if word.head is name]:
        hang(word, clause, "dep")
    _join(name, first)


def _name_ahead(words: Sequence[Node]) -> Node | None:
    """Return the name at which a noun phrase ends, its article and title skipped."""
    for word in words:
        if word.mention is not None:
            return word
        if word.label not in ("det", "compound", "amod", "poss"):
            return None
    return None


def _join(name: Node, first: Node) -> None:
    """Make a name, and those listed behind it, members of the list of another."""
    listed = [
        child
        for child in name.having("conj", "flat", "appos")
        if child.mention is not None
        and (child.label == "conj" or name.first("conj") is not None)
    ]
    name.case = ""
    for member in (name, *listed):
        if not is_above(member, first) and member is not first:
            hang(member, first, "conj")
