"""The name that grammar alone gives an "it" or "its" of the same sentence.

"Acme said it would merge with its subsidiary" speaks of Acme, whatever stands in the
sentences round it: the pronoun leads to the subject of its clause, or of the clause
that governs it. People are left to identity, which knows who is a "she"; only a list
of relatives ("Mr Roe's daughter, Ann, and his son") leads back to whom it begins with.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.clauses import ancestors
from kg.relate.grammar.hanging import is_above
from kg.relate.grammar.naming import names
from kg.relate.grammar.polarity import is_infinitive
from kg.relate.grammar.trees import Node
from kg.relate.words import WORDS

_GIVING = WORDS["giving"] - {"sell", "rent", "lease", "pay"} | {"give", "praise"}
_NEUTER = ("it", "its")
_PERSONAL = ("his", "her")
_FIRST = ("i", "me", "my", "mine", "we", "us", "our", "ours")
_BUYING = ("acquire", "buy", "purchase", "take", "obtain")
_EMBEDDED = ("compound", "flat", "poss", "amod")
_OPAQUE = ("relcl", "acl")
_PARTING = ("in", "of", "for", "by", "from")
_REPORTED = ("comp", "advcl")


def bound(pronoun: Node, nodes: Sequence[Node]) -> Node:
    """Return the name that a pronoun stands for by grammar, or the pronoun itself."""
    if pronoun.mention is None or pronoun.mention.form != "pronoun":
        return pronoun
    if pronoun.lower in _PERSONAL and pronoun.label == "poss":
        return _list_owner(pronoun) or _subject_behind(pronoun) or pronoun
    if pronoun.lower in _NEUTER:
        return _governor(pronoun, nodes) or pronoun
    if pronoun.lower in _FIRST:  # so that "we ... our" tells a thing once
        return next(node for node in nodes if _is_same(node, pronoun))
    return pronoun


def _is_same(node: Node, pronoun: Node) -> bool:
    """Say whether a word of the first person means whom another one means."""
    one, two = node.mention, pronoun.mention
    return (
        node.lower in _FIRST
        and one is not None
        and two is not None
        and (one.kind, one.name) == (two.kind, two.name)
    )


def _list_owner(pronoun: Node) -> Node | None:
    """Return Roe for the "his" of "Roe's daughter, Ann, and his son"."""
    noun = pronoun.head
    first = noun.head if noun is not None and noun.label == "conj" else None
    owner = first.first("poss") if first is not None else None
    return owner if owner is not None and _is_name(owner) else None


def _subject_behind(pronoun: Node) -> Node | None:
    """Return Roe for the "her" of "In *her* role as chairman of Acme, Roe closed"."""
    subject = next(_subjects(pronoun), None)
    if pronoun.mention is None or pronoun.mention.name or subject is None:
        return None
    who = subject.mention if subject.i > pronoun.i else None
    named = who is not None and (who.form, who.kind) == ("name", PERSON)
    return subject if named else None


def _governor(pronoun: Node, nodes: Sequence[Node]) -> Node | None:
    """Return the organisation that is subject of the clause, or of one above."""
    beside = _beside(pronoun)
    receiver = _receiver(pronoun) or _bought(pronoun) or _means_of(pronoun)
    if receiver is not None:
        return receiver
    for subject in _subjects(pronoun):
        if subject is beside:
            continue
        if _is_among(pronoun):
            found = names(subject)
            return found[0] if len(found) == 1 else None
        group = subject.mention is None and subject.pos == "NOUN"
        if group and len(names(subject)) == 1:
            subject = names(subject)[0]  # "a group led by Acme said it"
        if subject.mention is None or subject.mention.form == "description":
            return None
        if subject.mention.form == "pronoun":
            if subject.lower not in _NEUTER:
                continue
            return bound(subject, nodes) if _is_name(bound(subject, nodes)) else None
        if subject.mention.kind == ORGANISATION:
            others = [node for node in nodes if node is not beside]
            return subject if _is_alone(subject, pronoun, others) else None
    return None


def _is_among(pronoun: Node) -> bool:
    """Tell "counts Beta among *its* owners": Beta is one of them, not their firm."""
    noun = pronoun.head
    return noun is not None and noun.case == "among"


def _receiver(pronoun: Node) -> Node | None:
    """Return Beta in "Acme awarded money to Beta *for its* school"."""
    noun = pronoun.head if pronoun.label == "poss" else None
    verb = noun.head if noun is not None and noun.case in ("for", "towards") else None
    if verb is None or verb.lemma not in _GIVING:
        return None
    ends = verb.having("iobj", "subj_pass") + verb.having("prep", "obj")
    firms = [
        end
        for end in ends
        if (end.label != "prep" or end.case == "to")
        and end.i < pronoun.i
        and _is_name(end)
        and end.mention is not None
        and end.mention.kind == ORGANISATION
    ]
    return firms[0] if len(firms) == 1 else None


def _bought(pronoun: Node) -> Node | None:
    """Return Beta in "Acme bought Beta *from its* founder", who did not found Acme."""
    noun = pronoun.head if pronoun.label == "poss" else None
    while noun is not None and noun.label in ("appos", "compound", "flat"):
        noun = noun.head  # "from its founder Roe", whichever is the head
    verb = noun.head if noun is not None and noun.case == "from" else None
    thing = verb if verb is not None and verb.label == "obj" else None
    verb = thing.head if thing is not None else verb
    if verb is None or verb.lemma not in _BUYING:
        return None
    things = verb.having("obj")
    inside = [c for t in things for c in t.having("prep") if c.case in ("in", "of")]
    named = [n for n in (*things, *inside) if _is_name(n) and n.i < pronoun.i]
    return named[0] if len(named) == 1 else None


def _means_of(pronoun: Node) -> Node | None:
    """Return Acme in "was bought by *Acme* through its unit Beta"."""
    noun = pronoun.head if pronoun.label == "poss" else None
    if noun is None or noun.case not in ("through", "via") or noun.head is None:
        return None
    doers = [doer for doer in noun.head.having("agent") if doer.i < pronoun.i]
    firms = [d for d in doers if d.mention and d.mention.kind == ORGANISATION]
    return firms[0] if len(firms) == 1 and _is_name(firms[0]) else None


def _beside(pronoun: Node) -> Node | None:
    """Return Beta in "Acme said *Beta* had agreed to buy it", which is not Beta."""
    verb = pronoun.head
    direct = pronoun.label in ("obj", "iobj") or pronoun.case in _PARTING
    if pronoun.lower != "it" or verb is None or not direct:
        return None
    while verb.first("subj", "subj_pass") is None:
        if verb.label not in ("xcomp", "obj", "acl", "prep") or verb.head is None:
            return None
        verb = verb.head
    return verb.first("subj", "subj_pass")


def _subjects(pronoun: Node) -> Iterator[Node]:
    """Yield the subjects that may bind a pronoun, from the nearest clause outwards.

    A subject is not bound by its own clause, nor is anything inside a subject. What
    stands in a relative clause, or beside "and", is left alone.
    """
    node = pronoun
    for above in ancestors(pronoun):
        inside = node.label in ("subj", "subj_pass", "expl")
        subject = None if inside else _doer(node, above)
        if inside and above.label not in _REPORTED:
            return
        if subject is not None:
            ahead = subject.i < pronoun.i or _is_fronted(node, above, subject)
            if not ahead:
                return
            yield subject
        if above.label == "acl" and is_infinitive(above):
            node = above  # "named somebody *to run* its operations"
            continue
        if above.label in _OPAQUE or (above.label == "conj" and subject is not None):
            return
        node = above


def _doer(part: Node, verb: Node) -> Node | None:
    """Return the subject of a verb, for a gerund behind "fined Acme for" its object.

    So for what somebody is given something: "gave Acme $5 for its project".
    """
    mark = part.first("mark", "case")
    given = verb.lemma in _GIVING and part.label == "prep"
    aimed = mark is not None and mark.lower == "for"
    aimed = aimed and (given or part.tag == "VBG")
    undergoes = verb.first("iobj", "obj", "subj_pass") if aimed else None
    if undergoes is not None and undergoes.mention is not None:
        return undergoes
    return verb.first("subj", "subj_pass")


def _is_fronted(part: Node, verb: Node, subject: Node) -> bool:
    """Tell "With its debut, Acme became" and "After it bought Beta, Acme closed"."""
    return part.label in ("prep", "advcl") and part.i < subject.i < verb.i


def _is_alone(name: Node, pronoun: Node, nodes: Sequence[Node]) -> bool:
    """Tell whether no other thing that "it" may mean comes before or between.

    Names inside a noun phrase ("an Acme spokesman"), or in what is said of the subject
    itself ("Acme, owner of Beta, said it"), are not in the way, nor is what the pronoun
    helps to explain ("Acme sold Beta, its unit").
    """
    explained = _explained(pronoun)
    last = max(name.i, pronoun.i)
    first = name.i if name.i < pronoun.i else -1
    between = takewhile(lambda node: node.i < last, nodes)
    return not any(
        _is_name(node)
        and node.i > first
        and node not in (name, explained)
        and node.mention is not None
        and node.mention.kind == ORGANISATION
        and node.label not in _EMBEDDED
        and not is_above(name, node)
        and not (name.i > pronoun.i and node.i > pronoun.i)
        for node in between
    )


def _explained(pronoun: Node) -> Node | None:
    """Return Beta for the "its" of "Beta, its unit", which cannot mean Beta."""
    noun = pronoun.head
    if noun is None or noun.label != "appos":
        return None
    comma = pronoun.before
    if comma is not None and comma.lower == "," and comma.before is not None:
        return comma.before if _is_name(comma.before) else noun.head
    return noun.head


def _is_name(node: Node) -> bool:
    return node.mention is not None and node.mention.form == "name"
