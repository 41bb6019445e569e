"""Who had a post before: "Acme named Roe chairman, replacing *Doe*".

Who follows somebody has taken over his post. Which post that is, is plain where the
following goes with the naming, or where the one who followed is told by a post that
only one can have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import ASSERTED, NEGATED
from kg.relate.finders.finding import Finding
from kg.relate.grammar.trees import Node
from kg.relate.judging.status import judge
from kg.relate.rule_kinds import RoleRule
from kg.relate.rules import Rules
from kg.relate.words import WORDS

_OFFICES = ("chief_executive_of", "chair_of", "holds_role_at")
_ELSEWHERE = ("as", "at", "in", "on", "to", "for", "with")
_NOW = ("next", "new", "incoming", "acting", "interim")
_POSTS = WORDS["posts"] | {"chair", "seat", "helm"}
_SOLE = WORDS["sole_posts"]


def shared_posts(findings: Sequence[Finding], rules: Rules) -> Iterator[Finding]:
    """Yield the posts of those who were followed, out of what else was found."""
    told = {(f.subject.i, f.object.i) for f in findings if f.relation in _OFFICES}
    for following in findings:
        if following.relation != "succeeded" or following.object.mention is None:
            continue
        status = following.status or judge(following.predicate, rules.words)
        if status == NEGATED:
            continue
        for office in findings:
            same = office.subject is following.subject and _is_office(office)
            pair = (following.object.i, office.object.i)
            verb = following.predicate
            if same and pair not in told and _is_same(office, verb, rules):
                label = " ".join(w for w in office.label.split() if w not in _NOW)
                over = status == office.status == ASSERTED
                label = f"former {label}" if over else label
                yield replace(
                    office, subject=following.object, label=label, status=ASSERTED
                )


def _is_office(office: Finding) -> bool:
    """Tell an office that is held now, of which one may say who had it before."""
    if office.relation not in _OFFICES or not isinstance(office.rule, RoleRule):
        return False
    return office.label.split(" ", 1)[0] not in WORDS["past_qualifiers"]


def _is_same(office: Finding, verb: Node, rules: Rules) -> bool:
    """Tell whether who followed took over this post, and not another one."""
    post, holder = office.predicate, office.subject
    if _has_own_post(verb, office):
        return False
    if verb.tag in ("VBG", "VB") and verb.head is not None:
        named = post.label in ("xcomp", "obj", "obj2", "prep", "npmod")
        named = named and holder.head is not post  # "elected its *president, Roe*, to"
        given = named and _is_given(post, verb.head, rules)
        return given or (verb.head is post and post.first("cop") is not None)
    clause = verb.label == "relcl"
    tags = ("VBD", "VBN", "VBZ") if clause else ("VBD", "VBN")
    if verb.tag not in tags or not _is_sole(office):
        return False
    if clause:
        return verb.head in (post, holder) and post.i < verb.i
    inside = post if post.label in ("subj", "subj_pass") else holder
    told = post is inside or post.head is holder
    return told and inside.label == "subj" and inside.head is verb


def _is_given(post: Node, above: Node, rules: Rules) -> bool:
    """Tell the post of "named Roe *chairman*, replacing" by what that hangs on."""
    words, by = rules.words, post.head
    if by is None or above not in (post, by, by.head):
        return False
    if by.lemma in words["role_deeds"]:  # "the appointment of Roe as *chairman*"
        return True
    return above is not by.head and by.lemma in words["role_verbs"]


def _is_sole(office: Finding) -> bool:
    """Tell a post that one alone has, and that is not any such post."""
    post = office.predicate
    article = post.first("det")
    new = any(word.lower == "new" for word in post.having("amod"))
    if article is not None and article.lower in ("a", "an") and not new:
        return False
    return office.relation != "holds_role_at" or post.lemma in _SOLE


def _has_own_post(verb: Node, office: Finding) -> bool:
    """Tell "succeeded Doe *as mayor*", whose post stands with the verb."""
    for place in verb.having("prep"):
        if place.case not in _ELSEWHERE or place.lemma in _POSTS:
            continue
        if place.case == "as" or (
            place.mention is not None and place is not office.object
        ):
            return True
    return False
