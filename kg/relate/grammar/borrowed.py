"""The subject that a clause leaves unsaid, and borrows from the one it hangs on."""

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.polarity import is_infinitive
from kg.relate.grammar.trees import FINITE, Node
from kg.relate.words import WORDS

_FOLLOWING = ("succeed", "replace")  # "named Roe chairman, *replacing* Doe"
_APPOINTMENTS = WORDS["role_deeds"]
_OWN_DEEDS = WORDS["appointments"] | WORDS["own_plans"]
_CONTENDERS = WORDS["contenders"]
_PLANS = WORDS["open_nouns"]
_ENTERED = ("in", "into", "on")  # "entered into an agreement to buy"
_LEFT = ("out of", "from")  # "pulled *out of* it"
_LEAVING = ("leave", "quit", "exit")
_CREDITING = ("credit", "charge", "task", "entrust", "congratulate", "compliment")
_CALLING = {
    **dict.fromkeys(("call", "count", "rely", "depend"), ("on", "upon")),
    **dict.fromkeys(("appeal", "look", "leave"), ("to",)),
    "plead": ("with",),
    "wait": ("for",),
}
"""Verbs and prepositions of whom somebody wants to do what "to" tells."""
_EXISTING = ("exist", "operate", "function", "act", "serve", "trade", "survive")
_PAYING = ("pay", "bribe")
_JUDGING = WORDS["judging_verbs"]
_FIRMS = WORDS["organisations"]
_CLAUSES = ("acl", "advcl", "xcomp", "conj", "relcl")

_RANKS = WORDS["ranks"] | {"next"}
_APART = ("apart", "aside")
_TIMES = ("year", "month", "week", "day", "decade", "time", "season", "life", "career")

LISTING = ("include", "comprise")
"""Verbs whose object names what their subject is: "its clients include Acme"."""

NAMING = WORDS["naming_verbs"]
"""Verbs that give somebody a post, who then does what "to" tells."""


def unsaid_subject(predicate: Node) -> Node | None:
    """Return the subject that a clause borrows from the one it hangs on."""
    head = predicate.head
    if head is not None and _is_inverted(predicate, head):
        return head
    if head is not None and predicate.label == "comp":
        return _subject_before(predicate, head)
    if head is None or predicate.label not in _CLAUSES:
        return None
    if predicate.label == "relcl":
        return None
    if _is_ranked(head, predicate):
        return head
    if _is_spent(head):
        return surface_subject(head.head) if head.head is not None else None
    named = _newly_named(head) if is_following(predicate) else None
    if named is not None:
        return named
    if predicate.label == "acl":
        noun = _noun_with_clause(head, predicate)
        return (one_of(head) or examples(head)) if noun is head else noun
    if predicate.label == "conj":
        return surface_subject(head)
    if head.lower in _APART and head.head is not None:
        return surface_subject(head.head)  # "*apart* from running Acme, Roe"
    if predicate.lemma == "use" and head.passive:
        return None  # "the results are worked out *using*"
    marks = {m.lower for m in predicate.having("mark") if not _is_apart(m)}
    judged = _judged(predicate, head, marks) or _called_on(predicate, head, marks)
    if judged is not None:
        return judged
    follows = head.lemma in NAMING and ("to" in marks or is_following(predicate))
    left = head.lemma in _LEAVING and "to" in marks  # "left Roe to run Acme"
    paid = head.lemma in _PAYING and "to" in marks and _is_named(head.first("obj"))
    controls = predicate.label == "xcomp" or follows or left or paid
    controls = controls or "from" in marks
    if controls and not head.passive:
        given = _given(head)
        known = given is not None or (follows and predicate.label != "xcomp")
        return given if known else surface_subject(head)
    return surface_subject(head)


def _is_apart(mark: Node) -> bool:
    """Tell "apart *from* running Acme" from "keep Roe *from* running Acme"."""
    return mark.before is not None and mark.before.lower in _APART


def _is_ranked(noun: Node, clause: Node) -> bool:
    """Tell "Roe, the *first* woman to lead Acme", or "the *first* to lead": she did."""
    explains = noun.label == "appos" and noun.head is not None and noun.i < clause.i
    return explains and is_infinitive(clause) and has_rank(noun)


def has_rank(noun: Node) -> bool:
    """Tell "the *first*", "the *only* woman" and "the *youngest* woman"."""
    ranks = [noun, *noun.having("amod")]
    return any(rank.lower in _RANKS or rank.tag == "JJS" for rank in ranks)


def _is_spent(noun: Node) -> bool:
    """Tell the years of "spent two *years* leading Acme", which lead nothing."""
    verb = noun.head
    spent = noun.label == "obj" and verb is not None and verb.lemma == "spend"
    return spent and noun.lemma in _TIMES


def _judged(clause: Node, verb: Node, marks: set[str]) -> Node | None:
    """Return Acme of "criticised *Acme* for buying Beta", who bought it.

    So of whoever has a name: "honoured Roe for", "talked Roe into", "credits Roe with".
    """
    who = verb.first("obj")
    if who is None or verb.passive or clause.tag != "VBG" or clause.i < who.i:
        return None
    if verb.lemma in _JUDGING and marks & {"for", "of", "over"}:
        return who
    into = marks & {"for", "of", "into"}
    credited = verb.lemma in _CREDITING and marks & {"with", "on"}
    return who if _is_named(who) and (into or credited) else None


def _called_on(clause: Node, verb: Node, marks: set[str]) -> Node | None:
    """Return Acme of "called on *Acme* to drop it", who is to do it."""
    cases = _CALLING.get(verb.lemma, ())
    if "to" not in marks or verb.passive or not cases:
        return None
    asked = [c for c in verb.having("prep") if c.case in cases and c.i < clause.i]
    return asked[0] if len(asked) == 1 else None


def _is_named(who: Node | None) -> bool:
    """Tell somebody who can do something from "$3m" and "the money"."""
    mention = who.mention if who is not None else None
    return mention is not None and mention.kind in (PERSON, ORGANISATION)


def _given(verb: Node) -> Node | None:
    """Return to whom a verb gives something: "named *Roe* its chairman"."""
    given = verb.first("iobj", "obj")
    if given is not None and verb.lemma in _LEAVING and not _is_person(given):
        return None  # "left Acme *to join* Beta"
    if given is None and verb.lemma in NAMING:
        named = [c for c in verb.having("xcomp") if c.mention and c.i > verb.i]
        return named[0] if named else None
    return given


def _is_inverted(clause: Node, named: Node) -> bool:
    """Tell "*joining* Acme is Roe", where the verb stands before "is"."""
    ahead = clause.label in ("csubj", "advcl") and clause.tag == "VBG"
    bare = named.mention is not None and named.first("subj") is None
    return ahead and bare and clause.i < named.i and named.first("cop") is not None


def is_following(clause: Node) -> bool:
    """Tell "*replacing* Doe" and "to *take over* from Doe", said of who is new."""
    return clause.lemma in _FOLLOWING or "over" in _particles(clause)


def _newly_named(above: Node) -> Node | None:
    """Return Roe of "announced the appointment of *Roe* as chairman, replacing Doe"."""
    if above.mention is None and above.lemma in _APPOINTMENTS:
        whose = [c for c in above.having("prep") if c.case == "of"]
        return next((c for c in (*above.having("poss"), *whose) if _is_person(c)), None)
    for deed in above.having("obj", "subj_pass"):
        if deed.mention is None and deed.lemma in _APPOINTMENTS:
            return _newly_named(deed)
    return None


def _is_person(node: Node) -> bool:
    """Tell a person, also behind his title: "of the minister, *Roe*"."""
    meant = [node, *node.having("appos", "flat")] if node.mention is None else [node]
    return any(n.mention is not None and n.mention.kind == PERSON for n in meant)


def one_of(noun: Node) -> Node | None:
    """Return Roe of "*Roe* was one of three *women* who founded Acme"."""
    one = noun.head if noun.case == "of" and noun.mention is None else None
    if one is None or one.lower != "one" or one.first("neg") is not None:
        return None
    if any(word.tag == "MD" for word in one.having("aux")):
        return None
    told = one.first("subj") if one.first("cop") is not None else None
    if told is None and one.label == "appos":
        told = one.head
    return told if told is not None and told.mention is not None else None


def examples(noun: Node) -> Node:
    """Return Acme for the firms of "*firms* backed by Roe include *Acme* and Beta".

    So for "the woman who founded it is *Roe*" and "among those who did was *Doe*".
    """
    verb = noun.head
    if noun.case == "among" and noun.first("cop") is not None:
        return noun.first("subj") or noun
    among = noun.case == "among" and verb is not None and noun.i < verb.i
    if verb is None or noun.mention is not None or not (among or noun.label == "subj"):
        return noun
    if verb.lemma in LISTING and not among:
        return verb.first("obj") or noun
    plain = verb.first("cop") is not None and verb.first("neg", "aux") is None
    article = noun.first("det")
    told = among or noun.tag == "NNS" or noun.lemma in _FIRMS
    told = told or (article is not None and article.lower == "the")
    return verb if plain and told and verb.mention is not None else noun


def _subject_before(told: Node, teller: Node) -> Node | None:
    """Return Acme in "*Acme* took over Beta, Roe said", hung on "said"."""
    subject = teller.first("subj")
    ahead = subject is not None and subject.i < told.i < teller.i
    finite = told.tag in FINITE or told.first("aux") is not None
    return subject if ahead and finite else None


def _particles(verb: Node) -> list[str]:
    return [child.lower for child in verb.having("prt")]


def surface_subject(predicate: Node) -> Node | None:
    """Return what stands as subject, of a passive too, borrowing it if unsaid."""
    own = predicate.first("subj", "subj_pass")
    if own is None and predicate.lower == "yet" and predicate.head is not None:
        return surface_subject(predicate.head)
    return own or unsaid_subject(predicate)


def _noun_with_clause(noun: Node, clause: Node) -> Node | None:
    """Return who acts in "Acme, founded by" or "Acme's plan to buy"."""
    marks = {mark.lower for mark in clause.having("mark", "aux")}
    if "in" in marks and noun.label == "obj" and noun.head is not None:
        return surface_subject(noun.head)  # "has an interest *in buying*"
    if "to" not in marks:
        verb = noun.head if noun.case == "as" and noun.mention is None else None
        if verb is not None and verb.lemma in _EXISTING and not verb.passive:
            return surface_subject(verb)  # "exists as a bank *owned by* Acme"
        return noun
    if noun.lemma in _CONTENDERS and noun.label in ("subj", "appos"):
        return examples(noun)  # "*contenders* to succeed Doe include Roe"
    if noun.lemma in _CONTENDERS and noun.case == "as" and noun.head is not None:
        seen = noun.head  # "Roe, *seen* as the favourite to succeed Doe"
        return surface_subject(seen) if seen.passive else seen.first("obj")
    planner = noun.first("poss", "subj")
    if planner is None and noun.lemma in _OWN_DEEDS:
        # "the appointment *of Roe* to lead", "the plan *of Acme* to buy"
        planner = next((c for c in noun.having("prep") if c.case == "of"), None)
    if planner is None:  # "a bid *by Acme* to buy Beta"
        by = [c for c in noun.having("prep", "agent") if c.case == "by"]
        planner = next((c for c in by if c.i < clause.i), None)
    if planner is None and noun.mention and noun.label == "root":
        return noun
    if planner is None and noun.label == "prep" and noun.case == "of" and noun.head:
        return _noun_with_clause(noun.head, clause)  # "a letter of intent to buy"
    if noun.case == "to" and noun.head and noun.head.lemma in ("close", "near"):
        return surface_subject(noun.head)  # "is close to a deal *to buy*"
    left = noun.case in _LEFT and noun.lemma in _PLANS
    carried = noun.label in ("obj", "xcomp") or noun.case in _ENTERED or left
    if planner is None and noun.head and carried:
        return surface_subject(noun.head)
    return planner
