"""Objects and agents of a verb that a parser calls something else or hangs too low.

"Acme bought the firm *Beta*" has no indirect object without a direct one, "is led by
Roe" no active subject, and who did it stands behind the last "by" of a passive clause.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.hanging import hang, hang_subject
from kg.relate.grammar.trees import FINITE, POSSESSIVE, Node
from kg.relate.words import WORDS

_ABOUT = ("of", "for", "with", "from", "on", "in")
_DEEP = 4
_APPOINTING = WORDS["role_verbs"] - WORDS["self_verbs"]
_HEADS = WORDS["sole_posts"]
_TRANSFERS = WORDS["transfer_verbs"]
_GIVING = WORDS["giving"]
_PHRASAL = WORDS["phrasal_verbs"]
_RELATIVE = ("which", "whom", "that", "who")
_TRYING = {
    *("aim", "agree", "attempt", "begin", "decide", "fail", "hope", "intend", "manage"),
    *("plan", "refuse", "seek", "start", "struggle", "threaten", "try", "wish", "help"),
    *("want", "choose", "promise", "vow", "pledge", "propose", "offer"),
}
_DEALS = WORDS["deals"] | {"bid", "offer", "plan", "move", "attempt", "visit"}


def mend_objects(nodes: Sequence[Node]) -> None:
    """Call the objects and agents of a sentence by their place, in place."""
    for node in nodes:
        verb = node.head
        if verb is None:
            continue
        if node.label == "subj" and verb.head is not None and _is_helper(verb):
            hang_subject(node, verb.head)  # "*Acme* is led by Roe", hung on "is"
        elif node.label == "advcl" and node.pos in ("NOUN", "PROPN"):
            _mend_clause(node)
            _mend_cased(node)
        elif node.label == "obj" and verb.label == "xcomp":
            _mend_early(node, verb)
        elif node.label == "npmod" and node.lower in _RELATIVE:
            _mend_meant(node, verb)
        elif node.label == "iobj" and not node.case:
            _mend_lone(node, verb)
        elif node.label == "subj" and verb.passive:
            _mend_undergone(node, verb)
        elif node.label == "subj" and node.mention is not None:
            _mend_second(node, verb)
        elif node.label == "prep" and node.case == "by" and not verb.passive:
            _mend_agent(node, verb)
        elif node.label == "prep" and node.case == "as" and node.mention is None:
            _mend_named_as(node, verb)
        elif node.label == "obj" and node.mention is None:
            _mend_post(node, verb)
            _mend_given(node, verb)
            _mend_meant(node, verb)
        elif node.label == "appos" and node.mention is None and verb.head is not None:
            _mend_beside(node, verb, verb.head)
        elif node.label == "acl" and verb.lemma in _HEADS:
            _mend_field(node)
        if node.case == "from" and node.label == "prep":
            _mend_source(node)
        elif node.label == "prep" and f"{verb.lemma} {node.case}" in _PHRASAL:
            _mend_phrasal(node, verb)


def _is_helper(verb: Node) -> bool:
    """Tell "is" of "is led" and "co" of "Roe *co-directs* Acme"."""
    prefix = verb.label == "compound" and verb.lower == "co"
    return verb.label == "aux" or prefix


def _mend_phrasal(noun: Node, verb: Node) -> None:
    """Make an object of the talks in "breaks *off talks* with Acme"."""
    particle = noun.first("case")
    if particle is not None and particle.before is verb and verb.first("obj") is None:
        hang(particle, verb, "prt")
        noun.case, noun.label = "", "obj"


def _mend_clause(noun: Node) -> None:
    """Read "*as captain* of Acme" and "*to actor* Roe" as no clauses: nothing is done.

    The mark of the clause becomes the preposition of the noun.
    """
    marks = noun.having("mark")
    if len(marks) != 1 or noun.first("subj", "cop", "aux", "csubj") is not None:
        return
    if marks[0].lower not in ("as", "to") or noun.tag.startswith("VB"):
        return
    marks[0].label, noun.case, noun.label = "case", marks[0].lower, "prep"
    for name in noun.having("obj"):
        if name.mention is not None and name.before is noun:
            name.label = "appos"


def _mend_cased(noun: Node) -> None:
    """Read "in *Acme's* Quickpay *launch*", taken for who does something, as a noun."""
    name = noun.first("subj")
    if not noun.case or name is None or name is not noun.before:
        return
    if noun.tag in ("NN", "NNS") and noun.first("cop", "aux", "obj") is None:
        noun.label = "prep"
        for owner in name.having("poss"):
            hang(owner, noun, "poss")
        hang(name, noun, "compound")


def _mend_named_as(post: Node, noun: Node) -> None:
    """Hang "named the chair, Roe, *as chief executive*" on the verb."""
    verb = noun.head if noun.label == "obj" and noun.mention is None else None
    if (
        verb is not None
        and verb.lemma in _APPOINTING
        and noun.first("appos") is not None
    ):
        hang(post, verb, "prep")


def _mend_early(noun: Node, verb: Node) -> None:
    """Hang "chose *Acme* to replace Beta" on the verb before it, not on "replace"."""
    mark, above = verb.first("mark"), verb.head
    if mark is None or mark.lower != "to" or above is None or noun.mention is None:
        return
    if above.i < noun.i < mark.i and above.first("obj", "iobj") is None:
        hang(noun, above, "obj")


def _mend_meant(which: Node, verb: Node) -> None:
    """Hang "Acme, *which* Beta tried to buy" on what was tried, not on "tried"."""
    if verb.lemma not in _TRYING or which.lower not in _RELATIVE:
        return
    deed = verb.first("xcomp")
    bare = deed is not None and (deed.tag == "VB" or verb.lemma == "help")
    if deed is not None and bare and deed.first("obj") is None:
        hang(which, deed, "obj")


def _mend_lone(noun: Node, verb: Node) -> None:
    """Make an object of Beta in "beat *Beta* 2-1", which gave it nothing."""
    behind = _word_behind(noun)
    if behind and (behind.pos_ in ("NOUN", "PROPN", "X") or behind.text == "<"):
        return  # "Acme cuts *Beta* stake"
    said = verb.first("xcomp")
    if said is not None and said.pos != "ADJ":
        return  # but "found *Roe* guilty"
    if verb.first("obj", "comp", "subj_pass") is None:
        noun.label = "obj"


def _mend_undergone(noun: Node, verb: Node) -> None:
    """Read "*Acme* is led by Roe", where a parser saw no passive, as one."""
    agent, be = verb.first("agent"), verb.first("aux")
    if agent is None or be is None or verb.tag not in ("VBN", "VBD"):
        return
    told = verb.first("subj_pass", "obj") is not None
    if not told and be.lemma == "be" and noun.i < verb.i < agent.i:
        noun.label = "subj_pass"


def _mend_second(noun: Node, verb: Node) -> None:
    """Make an object of a second subject, behind the verb: "outbid both *Acme* and"."""
    first = verb.first("subj")
    if first is None or first is noun or verb.first("obj", "comp", "xcomp"):
        return
    near = noun.before
    while near is not None and near.lower in ("both", "the", "either"):
        near = near.before
    if first.i < verb.i and near is verb and verb.tag in FINITE:
        noun.label = "obj"


def _mend_post(noun: Node, verb: Node) -> None:
    """Read "made Roe *its head*", of whose two objects the second is what he became."""
    first = verb.first("obj", "xcomp", "iobj")
    if first is None or first.mention is None or not first.i < noun.i:
        return
    if verb.lemma in _APPOINTING and first.mention.kind == PERSON:
        first.label, noun.label = "obj", "obj2"
        for other in noun.having("conj"):  # "named Roe editor, *Doe*, designer"
            if other.mention is not None and other.mention.kind == PERSON:
                hang(other, first, "conj")


def _mend_given(thing: Node, verb: Node) -> None:
    """Read "sold *Acme* a mill", of whose two objects the first gets the second."""
    first = verb.first("obj")
    given = first is not None and first is not thing and verb.i < first.i < thing.i
    if first is not None and given and first.mention and verb.lemma in _GIVING:
        first.label = "iobj"


def _mend_beside(noun: Node, name: Node, verb: Node) -> None:
    """Hang the second object of "made Roe *its head*" on the verb, not on Roe."""
    first = noun.first("poss", "det")
    near = first is not None and first.before is name and name.mention is not None
    if near and verb.lemma in _APPOINTING and name.label in ("obj", "xcomp"):
        hang(noun, verb, "obj2")


def _mend_field(gerund: Node) -> None:
    """Read "head *of lending* at Acme" as a field; nobody is told to lend."""
    marks = gerund.having("mark")
    bare = gerund.tag == "VBG" and gerund.first("obj", "subj", "aux") is None
    if bare and len(marks) == 1 and marks[0].lower in ("of", "for"):
        marks[0].label, gerund.case, gerund.label = "case", marks[0].lower, "prep"


def _mend_source(firm: Node) -> None:
    """Hang "signed the striker Roe *from Acme*" on the verb: he is there no longer."""
    mention, name = firm.mention, firm.head
    if mention is None or mention.kind != ORGANISATION or name is None:
        return
    top = name
    while top.head is not None and top.label in ("appos", "flat", "compound"):
        top = top.head
    verb = top.head
    if verb is None or top.label not in ("obj", "subj_pass", "xcomp"):
        return
    people = (name, top, *top.having("appos", "flat"), *verb.having("obj"))
    person = any(one.mention and one.mention.kind == PERSON for one in people)
    if person and verb.lemma in _TRANSFERS and verb.i < firm.i:
        hang(firm, verb, "prep")


def _mend_agent(name: Node, lower: Node) -> None:
    """Hang "was sued for libel *by Roe*" on its passive, not on the libel."""
    mention, verb, below = name.mention, lower, name
    if mention is None or mention.kind not in (PERSON, ORGANISATION):
        return
    if lower.mention is not None and lower.case in _ABOUT and lower.label == "prep":
        verb = lower.head or lower  # "imposed on *Doe* by Roe"
    for _ in range(_DEEP):
        if verb.passive:
            break
        if not _is_inside(verb) or verb.head is None:
            return
        verb, below = verb.head, verb
    undergone = verb.head if verb.label == "acl" else verb.first("subj_pass")
    if not verb.passive or undergone is None or verb.first("agent") is not None:
        return
    behind = _word_behind(name)
    owner = behind is not None and behind.text in POSSESSIVE
    meant = below.case == "to" and below.lemma in _DEALS
    if undergone.i < verb.i < name.i and not owner and not meant:
        hang(name, verb, "agent")


def _word_behind(noun: Node) -> Token | None:
    """Return the word behind a noun, or behind the mention that it is."""
    sentence = noun.token.sent
    for word in sentence.doc[noun.i + 1 : sentence.end]:
        if noun.mention is None or word.idx >= noun.mention.end:
            return word
    return None


def _is_inside(word: Node) -> bool:
    """Tell a part of a passive clause behind which its agent may stand."""
    if word.mention is not None:
        return False
    if word.label == "prep":
        return word.case in (*_ABOUT, "to", "as")
    if word.label == "xcomp":
        return word.tag == "VB"  # not "was named *dealer* by Acme"
    return word.label in ("acl", "obj")
