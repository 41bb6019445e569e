"""Repairs of a neutral tree where the plain words are surer than the parser.

A parser trained on little text slips on names it never saw. What stands in the text
beyond doubt ("'s" behind a name, "between A and B") overrules it.
"""

from collections.abc import Sequence

from kg.records import ORGANISATION, PERSON, PLACE
from kg.relate.grammar.borrowed import NAMING
from kg.relate.grammar.clauses import FOUNDING, ORGANISATIONS
from kg.relate.grammar.gaps import before_bracket
from kg.relate.grammar.hanging import hang, hang_subject, is_above, swap
from kg.relate.grammar.trees import FINITE, POSSESSIVE, Node

_MEASURES = ("percent", "pct", "%", "per", "cent", "-", "part", "majority", "half")
_BARE = ("compound", "npmod", "subj", "subj_pass", "obj", "agent", "prep")
_PERCEIVING = ("see", "watch", "hear", "have", "let", "make", "help")
_BEFORE_NOUN = ("JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH", "NN", "NNS", "NNP")


def mend(nodes: Sequence[Node], describing: frozenset[str] = frozenset()) -> None:
    """Mend the nodes of a sentence in place.

    `describing` are verbs whose participle tells of the name before its comma.
    """
    at = {node.i: node for node in nodes}
    for node in nodes:
        if node.mention is not None:
            _mend_possessive(node, at)
        if node.label == "prep" and node.head is not None:
            if node.case == "by" and node.head.passive:
                node.label = "agent"
            _mend_together(node, node.head)
            _mend_crossing(node, node.head)
        if node.passive and node.label == "acl":
            _mend_founded(node)
        if node.passive and node.lemma in describing:
            _mend_participle(node)
        if node.label == "agent" and not node.case:
            _mend_agent(node)
        if node.label in _BARE and node.mention is not None:
            _mend_bare_name(node)
        if node.label == "compound" and node.mention is not None:
            _mend_branch(node)
            _mend_named(node)
            _mend_split(node, at)
        if node.label == "obj" and node.head is not None:
            _mend_fronted(node, node.head)
        if node.label == "subj" and node.head is not None:
            _mend_seen(node, node.head)
        if node.label == "comp" and node.head is not None:
            _mend_quoted(node, node.head)
        if node.label == "relcl" and node.head is not None:
            _mend_content(node, node.head)
            _mend_led(node, node.head)
        if node.case == "including as":  # "served in posts *including as* head of"
            node.case = "as"
        if node.case.endswith(" including"):
            _mend_swallowed_case(node)
        if node.case in ("including", "such as") and node.head is not None:
            _mend_example(_with_case(node))
    for node in nodes:
        if node.case == "between" and node.label == "prep" and not _is_listed(node):
            _mend_between(node)


def _mend_quoted(clause: Node, verb: Node) -> None:
    """Give "*Roe* works for Acme, Poe said" its subject back, which hangs on "said".

    Where each has the subject of the other, they are changed.
    """
    subjects = verb.having("subj")
    own = clause.first("subj", "subj_pass")
    if own is not None and len(subjects) == 1:
        if subjects[0].i < clause.i < own.i < verb.i:
            hang_subject(subjects[0], clause)
            hang(own, verb, "subj")
        return
    if len(subjects) < 2 or clause.first("subj", "subj_pass") is not None:
        return
    first, last = subjects[0], subjects[-1]
    if first.i < clause.i < last.i and clause.i < verb.i:
        hang_subject(first, clause)
    if first.i < verb.i < last.i < clause.i:
        hang_subject(last, clause)  # "suggested that *Acme* could"


def _mend_content(clause: Node, teller: Node) -> None:
    """Hang "it was reported by Roe *that Acme bought Beta*" on its verb, not on Roe."""
    joined = any(c.lower == "that" for c in clause.having("mark"))
    if joined and teller.label == "agent" and teller.head is not None:
        hang(clause, teller.head, "comp")


def _mend_led(clause: Node, noun: Node) -> None:
    """Hang "Roe, who with her husband *founded*" on Roe, not on the husband."""
    who = clause.first("subj", "subj_pass")
    if who is None or who.lower != "who" or not who.i < noun.i < clause.i:
        return
    name = who.before
    if name is not None and name.lower == ",":
        name = name.before
    if name is not None and name.mention is not None and not is_above(clause, name):
        hang(clause, name, "relcl")
        if noun.label in ("compound", "prep", "npmod", "appos"):
            hang(noun, clause, "prep")


def _mend_possessive(name: Node, at: dict[int, Node]) -> None:
    """Hang a name with "'s" on the noun phrase behind it."""
    mark = _word_behind(name, at)
    if mark is None or mark.lower not in POSSESSIVE:
        return
    if mark.tag not in ("POS", "") or name.label == "poss":
        return
    noun = _phrase_end(mark.i + 1, at)
    if noun is None or noun is name:
        return
    first = name.head if name.label == noun.label == "conj" else None
    if first is not None and first is not noun.head and not is_above(noun, name):
        hang(noun, first, "conj")  # "between Beta and *Roe's Acme*"
    if noun.head is name:
        swap(name, noun)
    elif not is_above(name, noun):
        hang(name, noun, "poss")


def _mend_together(node: Node, adverb: Node) -> None:
    """Hang "together *with Roe*" on what both did, not on "together"."""
    if adverb.lower in ("together", "along") and adverb.head is not None:
        hang(node, adverb.head, "prep")
        if node.case == "with":
            node.case = f"{adverb.lower} with"


def _mend_crossing(node: Node, name: Node) -> None:
    """Hang "Roe works *for Acme*" on the verb where a parser hung it on Roe."""
    verb = name.head
    if name.mention is None or verb is None or not name.i < verb.i < node.i:
        return
    left = node.before
    while left is not None and left.pos != "VERB":
        left = left.before
    if left is not None and left.i >= verb.i and not is_above(node, left):
        hang(node, left, "prep")


def _mend_participle(verb: Node) -> None:
    """Hang "Acme, *led* by Roe" on Acme, from wherever it hangs."""
    if verb.label not in ("acl", "advcl") or verb.first("aux") is not None:
        return
    comma = verb.before
    while comma is not None and _is_measure(comma):
        comma = comma.before  # "Acme, 20 percent owned by Roe"
    name = comma.before if comma is not None and comma.lower == "," else None
    if name is not None and name.lower == ">":
        name = name.before  # "<Acme Inc>, owned by Beta"
    if name is not None and name.lower == ")":
        name = before_bracket(name)
    if name is not None and name.mention is None and name is verb.head:
        _mend_described(verb, name)
    if name is None or name.mention is None or name is verb.head:
        return
    if name.mention.kind == PLACE and verb.lemma in FOUNDING:
        return  # "a store in Springfield, *founded* by Roe"
    if not is_above(verb, name):
        hang(verb, name, "acl")


def _mend_founded(verb: Node) -> None:
    """Make a subject of Roe in "the company *Roe* founded", read as a participle."""
    noun, name = verb.head, verb.before
    if noun is None or name is None or name.before is not noun or noun.mention:
        return
    person = name.mention is not None and name.mention.kind == PERSON
    if not person or verb.first("agent") is not None or noun.pos != "NOUN":
        return
    if noun.lemma in ORGANISATIONS:
        hang(name, verb, "subj")
        verb.label, verb.passive = "relcl", False


def _mend_described(verb: Node, thing: Node) -> None:
    """Hang "is a brand of shoes, *founded* by Roe" on the brand, not on the shoes."""
    told = thing.head
    bare = thing.label == "prep" and thing.first("det", "poss") is None
    if told is None or not bare or told.mention is not None:
        return
    if verb.first("agent") is not None and told.first("cop") is not None:
        hang(verb, told, "acl")


def _is_measure(word: Node) -> bool:
    """Tell the words of "20 percent" and "wholly" before a participle."""
    return word.tag in ("CD", "RB") or word.lower in _MEASURES


def _mend_agent(name: Node) -> None:
    """Read "sold to the firm *Acme*", of which a parser made an agent without "by"."""
    noun = name.before
    beside = noun is not None and noun.label == "prep" and noun.head is name.head
    if noun is not None and beside and noun.pos == "NOUN":
        hang(name, noun, "appos")


def _mend_bare_name(name: Node) -> None:
    """Hang "of the banker *Jane Roe*" on the banker, where a parser hung it higher.

    So with "met the banker *Jane Roe*" and "worked for the chain *Acme*", taken for a
    second subject, with "The listed mill owner *Acme* bought Beta" and "with local
    banker *Jane Roe*".
    """
    noun, head = name.before, name.head
    if noun is None or noun.mention is not None or noun.pos != "NOUN":
        return
    if noun.head is not head or head is None or name.token.i < noun.i:
        return
    second = head.first("subj", "subj_pass") is not name and head.i < noun.i
    again = second if name.label == "subj" else noun.label == "prep"
    twice = noun.label == name.label != "compound" and noun.tag == "NN"
    word = name.first("case")
    if again or twice:
        hang(name, noun, "appos")
    elif name.label == "prep" and noun.label in ("compound", "npmod"):
        first = min([noun.i, *(child.i for child in noun.children)])
        if word is not None and word.i < first:
            hang(noun, name, "compound")


def _mend_branch(firm: Node) -> None:
    """Put Acme, not the country, in the place of "*Acme Chad* launched it"."""
    place, mention = firm.head, firm.mention
    if place is None or place.mention is None or mention is None:
        return
    kinds = (mention.kind, place.mention.kind)
    if kinds == (ORGANISATION, PLACE) and mention.end + 1 == place.mention.start:
        swap(place, firm, "npmod")


def _mend_named(name: Node) -> None:
    """Make an object of Roe in "named *Roe* president and chief executive"."""
    title, mention = name.head, name.mention
    verb = title.head if title is not None else None
    if title is None or verb is None or mention is None or mention.kind != PERSON:
        return
    if verb.lemma not in NAMING or title.label not in ("xcomp", "obj"):
        return
    if verb.i < name.i and verb.first("obj") in (None, title):
        hang(name, verb, "obj")
        title.label = "xcomp"


def _mend_split(name: Node, at: dict[int, Node]) -> None:
    """Make a subject of Acme in "*Acme* said Roe was named", taken for one name."""
    verb = _word_behind(name, at)
    if verb is None or name.head is None or verb.tag not in ("VBD", "VBZ"):
        return
    if verb.i < name.head.i and verb.first("subj", "subj_pass") is None:
        hang_subject(name, verb)


def _mend_seen(noun: Node, verb: Node) -> None:
    """Make Roe, the second subject, the object of "Acme saw *Roe* join Beta"."""
    first = verb.first("subj")
    told = [clause for clause in verb.having("xcomp") if clause.i > noun.i]
    seen = verb.lemma in _PERCEIVING and not verb.passive
    if first is not None and first.i < verb.i < noun.i and told and seen:
        noun.label = "obj"


def _mend_fronted(noun: Node, verb: Node) -> None:
    """Make a subject of the noun right before "are joining", taken for its object."""
    above = verb.head
    if above is not None and above.passive and noun.i < above.i < verb.i:
        if above.first("subj", "subj_pass") is None:
            hang_subject(noun, above)  # "*Acme* was banned from suing Beta"
        return
    auxiliary = verb.first("aux")
    if auxiliary is None or auxiliary.tag not in (*FINITE, "MD"):
        return
    if verb.label not in ("root", "comp", "conj") or verb.passive:
        return
    first = auxiliary.before is not None and (
        auxiliary.before is noun or is_above(noun, auxiliary.before)
    )
    if first and noun.i < auxiliary.i < verb.i and verb.first("subj") is None:
        noun.label = "subj"


def _mend_swallowed_case(noun: Node) -> None:
    """Give "from investors *including* Acme" the word that stands behind the noun."""
    word = noun.having("case")[-1]
    name = next((c for c in noun.children if c.mention and c.i > word.i), None)
    if name is not None and word.i > noun.i:
        noun.case, name.case = noun.case.removesuffix(" including"), word.lower
        hang(name, noun, "prep")
        hang(word, name, "case")


def _with_case(node: Node) -> Node:
    """Return the noun to which the "including" of a name behind it belongs."""
    word, noun = node.first("case"), node.head
    if word is None or noun is None or node.label not in ("appos", "flat"):
        return node
    if noun.case or noun.mention is not None or not word.i < noun.i < node.i:
        return node
    if noun.label not in ("npmod", "compound", "conj", "dep"):
        return node
    noun.case, node.case, noun.label = node.case, "", "prep"
    for child in node.having("case"):
        hang(child, noun, "case")
    return noun


def _mend_example(node: Node) -> None:
    """Hang "including Acme" on the plural before it where it hangs on a verb."""
    head = node.head
    if head is None or head.pos not in ("VERB", "AUX"):
        return
    word = node.first("case")
    left = word.before if word is not None else None
    while left is not None and left.pos in ("PUNCT", "ADV"):
        left = left.before
    if left is None or left.tag != "NNS" or is_above(node, left):
        return
    hang(node, left, "prep")


def _word_behind(name: Node, at: dict[int, Node]) -> Node | None:
    """Return the first word after a mention."""
    mention = name.mention
    if mention is None:
        return None
    behind = (
        n
        for i, n in sorted(at.items())
        if n.token.idx >= mention.end and n.lower != ">"
    )
    return next(behind, None)


def _phrase_end(i: int, at: dict[int, Node]) -> Node | None:
    """Return the last noun of the phrase that begins at a position."""
    named = next((n for n in at.values() if n.mention and n.start == i), None)
    if named is not None:
        return named
    noun = None
    while i in at and (at[i].tag in _BEFORE_NOUN or at[i].lower in ("-", "$")):
        if at[i].mention is not None:
            return noun or at[i]
        if at[i].tag.startswith("NN"):
            noun = at[i]
        i += 1
    if noun is not None and noun.label == "flat" and noun.head is not None:
        return noun.head  # "a *Series* B"
    return noun


def _is_listed(node: Node) -> bool:
    return node.first("conj") is not None


def _mend_between(node: Node) -> None:
    """Join the second party of "between A and B" to the first."""
    if node.head is None:
        return
    for other in node.head.having("conj"):
        if other.i > node.i and other.first("cc") is not None:
            hang(other, node, "conj")
            return
