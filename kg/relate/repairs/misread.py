"""Readings that a parser falls for and that the words themselves refute.

One takes the "managing" of "managing director" for what somebody does, hangs the noun
on it as an object, and the title is lost; another makes a passive of "it named Roe".
"""

from collections.abc import Sequence

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.borrowed import NAMING
from kg.relate.grammar.hanging import hang, is_above, swap
from kg.relate.grammar.polarity import is_infinitive
from kg.relate.grammar.trees import Node
from kg.relate.repairs.appointed import mend_appointed
from kg.relate.words import WORDS

_DEEDS = WORDS["appointments"]
_FIXED = WORDS["fixed_titles"]
_REPORTS = WORDS["reports"]
_LEADING = WORDS["consortium_verbs"] | {"co-lead", "back", "arrange"}
_UNMARKED = ("npmod", "compound", "obj", "xcomp", "agent")
_GIVING = ("award", "give", "offer", "deny", "grant", "hand", "send", "promise")
_LED = ("lead", "co-lead")
_SUMS = WORDS["money"] | {"round", "funding", "financing", "series", "seed"}
_SEEING = ("see", "have", "get")
_RETIRED = ("emeritus", "emerita")
_RELATIVE = ("who", "whom", "which", "that", "whose", "where", "when")


def mend_misread(nodes: Sequence[Node]) -> None:
    """Read fixed expressions and active verbs as what they are, in place."""
    prefixed = any(node.lower == "co" for node in nodes)
    for node in nodes:
        tag = node.tag
        if prefixed:
            _make_prefix(node)
        if node.label == "compound" and node.mention is not None:
            _make_equal(node)
        if node.label == "root" and tag == "NNS":
            _make_verb(node)
        if node.lower in _RETIRED:
            _make_retired(node)
        _make_predicate(node)
        if tag == "VBN":
            mend_appointed(node)
        if tag == "VBN" and node.label == "amod":
            _make_backed(node)
        if tag in ("VBD", "VBN") and not node.passive:
            _make_participle(node)
        if node.lower in _REPORTS and node.pos == "VERB":
            _make_subject(node, nodes)
        if node.passive and tag in ("VBD", "VBN"):
            _make_active(node)
            _make_modifier(node)
            _make_remote(node)
        if not node.children:
            continue
        if is_infinitive(node):
            _make_aim(node)
        noun = next((c for c in node.having("obj", "xcomp") if c.before is node), None)
        if noun is not None and f"{node.lower} {noun.lemma}" in _FIXED:
            _turn(node, noun)


def _make_retired(word: Node) -> None:
    """Read "is a professor *emerita*", taken for a kind of emerita, as a professor."""
    noun = word.before
    if noun is None or noun.head is not word or noun.label != "compound":
        return
    if noun.mention is not None or word.mention is not None:
        return
    swap(word, noun, "amod")
    for child in list(word.children):
        hang(child, noun, child.label)


def _make_prefix(verb: Node) -> None:
    """Read "the firm she *co*-founded", where "co" is taken for a "was", as active."""
    for prefix in [c for c in verb.having("compound") if c.lower == "co"]:
        for name in [c for c in prefix.having("compound") if c.mention is not None]:
            if verb.first("subj", "subj_pass") is None:
                hang(name, verb, "subj")  # "*Acme co*-led it", taken for one noun
    subject = verb.first("subj_pass")
    joined = any(child.lower == "co" for child in verb.children)
    if joined and is_infinitive(verb):
        verb.passive = False  # "left the bank *to co-found* Acme"
    if joined and subject is not None and verb.first("aux", "agent") is None:
        subject.label, verb.passive = "subj", False


def _make_verb(noun: Node) -> None:
    """Read "Roe *heads* Acme's sales unit", taken for several heads, as a verb."""
    subject = noun.first("subj")
    if subject is None or subject is not noun.before or noun.first("cop") is not None:
        return
    behind = [*subject.having("appos"), *noun.having("compound")]
    for thing in [child for child in behind if child.i > noun.i]:
        hang(thing, noun, "obj")


def _make_equal(name: Node) -> None:
    """Read "Its rivals *are* Acme and Beta", taken for one noun phrase, as a clause."""
    noun, verb = name.head, name.first("cop")
    if noun is None or verb is None or not noun.i < verb.i < name.i:
        return
    swap(noun, name, "subj")


def _make_predicate(noun: Node) -> None:
    """Read "where she is *director*", taken for a verb with an auxiliary."""
    nominal = noun.tag in ("NN", "NNP") and noun.first("cop", "obj") is None
    last = noun.having("aux")[-1:] if nominal else []
    for word in last:
        if word.lemma == "be" and noun.first("subj") is not None:
            word.label = "cop"


def _make_backed(participle: Node) -> None:
    """Read the second of "A and *Acme*-backed Beta" as Beta, not as Acme."""
    noun, dash = participle.head, participle.before
    name = dash.before if dash is not None and dash.lower == "-" else None
    if noun is None or name is None or name.mention is None or name.head is None:
        return
    if name.head is participle and name.case and noun.label in _UNMARKED:
        noun.label, noun.case, name.case = "prep", name.case, ""  # "*to* Leeds-based"
        return
    plain = name.label in ("conj", "subj", "obj", "prep") and noun.mention is not None
    if not plain or noun.i < participle.i or name in (noun, noun.head):
        return
    label, head = name.label, name.head
    if is_above(noun, head) or head is noun:
        return
    hang(noun, head, label)
    noun.case, name.case = name.case, ""
    for child in list(name.children):
        hang(child, noun, child.label)
    hang(name, participle, "compound")


def _make_subject(noun: Node, nodes: Sequence[Node]) -> None:
    """Read "press *reports* that Acme was sold were untrue", taken for a verb."""
    for predicate in nodes:
        beside = predicate.head is not None and predicate.head is noun.head
        plain = predicate.first("subj", "csubj") is None and predicate.i > noun.i
        if beside and plain and predicate.first("cop") is not None:
            for child in list(noun.children):
                told = child.label == "comp"
                child.label = "acl" if told else "compound"
            hang(noun, predicate, "subj")
            return


def _turn(gerund: Node, noun: Node) -> None:
    """Put the noun where the gerund stood, with all that hung on it."""
    label, head = gerund.label, gerund.head
    marks = [child for child in gerund.having("mark") if child.i < gerund.i]
    for child in [child for child in gerund.children if child is not noun]:
        behind = child.i > noun.i and child.label in ("obj", "xcomp", "appos")
        hang(child, noun, "appos" if behind else child.label)
    gerund.children.remove(noun)
    noun.head, noun.label = None, "root"
    if head is not None:
        hang(noun, head, label)
    hang(gerund, noun, "amod")
    if marks:  # "a stake *in* holding company Acme" is no clause
        marks[-1].label, noun.case, noun.label = "case", marks[-1].lower, "prep"
    for word in noun.having("aux"):
        if word.lemma == "be":
            word.label = "cop"


def _make_participle(verb: Node) -> None:
    """Read "a firm *bought* by Acme" and "Beta, *bought* by Acme, is" as passive.

    So "saw Roe *appointed* chairman".
    """
    seen = verb.head is not None and verb.head.lemma in _SEEING
    if seen and verb.label == "comp" and verb.first("subj") and not verb.first("aux"):
        verb.passive = True
        verb.having("subj")[0].label = "subj_pass"
        return
    if verb.first("obj", "aux", "comp", "xcomp", "cop") is not None:
        return
    subject = verb.first("subj")
    if verb.label == "relcl" and subject is None:
        if any(child.lower in _RELATIVE for child in verb.children):
            return
        verb.label = "acl"
    elif not _is_aside(verb, subject):
        return
    verb.passive = True
    if subject is not None:
        subject.label = "subj_pass"
    for child in verb.having("prep"):
        if child.case == "by":
            child.label = "agent"


def _make_modifier(verb: Node) -> None:
    """Hang "raised $3m *led* by Acme", right behind the sum, on the sum."""
    thing = _thing_above(verb)
    last = verb.before
    if thing is None or last is None or verb.lemma not in _LEADING:
        return
    sum_of_it = last.head is verb and last.tag == "CD"  # "US$3 *million* led"
    beside = last is thing or is_above(thing, last) or sum_of_it
    if thing.mention is None and beside:
        hang(verb, thing, "acl")
        thing.label = "obj" if thing.label == "iobj" else thing.label


def _make_aim(verb: Node) -> None:
    """Hang "the appointment of Roe *to lead* Acme" on the appointment."""
    if verb.head is not None and verb.head.lower == "born":
        _make_parent(verb, verb.head)
    thing = _thing_above(verb)
    if thing is not None and thing.lemma in _DEEDS and thing.i < verb.i:
        hang(verb, thing, "acl")


def _make_parent(noun: Node, born: Node) -> None:
    """Hang Roe on "born" in "born to *shopkeeper Roe*", no shopkeeping."""
    parent = noun.first("obj")
    if parent is None or parent.mention is None or parent.mention.kind != PERSON:
        return
    hang(parent, born, "prep")
    parent.case = "to"
    hang(noun, parent, "compound")


def _make_remote(verb: Node) -> None:
    """Hang "raised $3m in May, *led by Acme*" on the sum, not on who raised it."""
    raised = verb.head if verb.label == "advcl" and verb.lemma in _LED else None
    sums = raised.having("obj") if raised is not None else []
    words = [word for noun in sums for word in (noun, *noun.children)]
    money = any({word.lower, word.lemma} & _SUMS for word in words)
    firms = [a.mention for a in verb.having("agent") if a.mention is not None]
    if money and len(sums) == 1 and any(f.kind == ORGANISATION for f in firms):
        hang(verb, sums[0], "acl")


def _thing_above(verb: Node) -> Node | None:
    """Return the object of the verb on which a clause hangs."""
    above = verb.head if verb.label in ("advcl", "xcomp") else None
    return above.first("obj", "subj_pass", "iobj") if above is not None else None


def _is_aside(verb: Node, subject: Node | None) -> bool:
    """Tell a participle right behind "Acme," that says by whom."""
    comma = verb.before
    if subject is None or subject.mention is None or comma is None:
        return False
    beside = comma.lower == "," and comma.before is subject
    return beside and any(
        child.case == "by" and child.mention is not None
        for child in verb.having("prep")
    )


def _make_active(verb: Node) -> None:
    """Read "it *named* Roe as chairman", which has no "was", as active."""
    subject, behind = verb.first("subj_pass"), verb.first("obj", "xcomp")
    joined = verb.label == "conj" and verb.first("cc") is not None
    if behind is None or verb.first("aux", "agent") is not None:
        return
    if behind.mention is None or behind.before is not verb:
        return
    if subject is None and not (joined and behind.mention.kind == PERSON):
        return  # "was set up in May and *named* Roe"
    gives = verb.lemma in NAMING or verb.lemma in _GIVING
    if verb.tag == "VBN" and behind.mention.kind != PERSON and gives:
        return  # "Roe named *Acme* president"
    if subject is not None:
        subject.label = "subj"
    behind.label, verb.passive = "obj", False
