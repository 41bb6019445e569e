"""Find what the sentences of a Doc state between two of its mentions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from spacy.tokens import Doc, Span

from kg.records import ASSERTED, NEGATED, PERSON, POSSIBLE, Claim, Mention
from kg.relate.finders.asides import by_affiliation
from kg.relate.finders.campaigns import by_campaigns
from kg.relate.finders.deeds import by_verbs
from kg.relate.finders.degrees import further_degrees
from kg.relate.finders.events import by_events
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import WORKED, WORKS
from kg.relate.finders.means import by_means
from kg.relate.finders.modifiers import by_modifiers
from kg.relate.finders.owners import by_owners
from kg.relate.finders.partners import by_partners
from kg.relate.finders.possession import by_possession
from kg.relate.finders.roles import by_roles
from kg.relate.finders.rounds import by_rounds
from kg.relate.finders.sellers import sellers
from kg.relate.finders.shares import by_measure, rest_of_shares
from kg.relate.finders.stance import by_stance
from kg.relate.finders.stated import by_any_verb
from kg.relate.finders.succession import shared_posts
from kg.relate.finders.wider import at_the_whole
from kg.relate.fitting import fits
from kg.relate.grammar.bound import bound
from kg.relate.grammar.clauses import EXEMPLIFYING
from kg.relate.grammar.polarity import is_excluded
from kg.relate.grammar.schemes import sentence_tree
from kg.relate.grammar.trees import Node
from kg.relate.grouped import are_two, groups_in
from kg.relate.judging.dating import date_of
from kg.relate.judging.speakers import source_text, speaker
from kg.relate.judging.status import judge
from kg.relate.judging.tense import is_for_years, is_over, was_before
from kg.relate.repairs import repair
from kg.relate.repairs.datelines import written_in
from kg.relate.respective import are_in_order, is_respective
from kg.relate.rule_kinds import RoleRule
from kg.relate.rules import Rules

_OFFICES = ("chief_executive_of", "chair_of", "holds_role_at")
_PLACING = (*_OFFICES, "founder_of")
# "The Acme-like Beta" says nothing of Acme.
_LIKENED = re.compile(r"[-–‑](?:like|esque|style|styled|type|inspired|sized)\b", re.I)
_LOOSE = (
    "affiliation",
    "affiliated",
    "offered",
    "planned",
    "titled",
    "partisan",
    "body",
    "reached",
    "told",
)
_JOINTS = ("from", "to", "for")
_JOINED = 40
"""Characters between a title and its firm: " and chief executive officer of the "."""
_POSTS = ("NOUN", "PROPN", "ADJ", "PUNCT")
_HOLDERS = ("shareholder", "stockholder", "stakeholder", "investor")


def claims(
    doc: Doc, mentions: Sequence[Mention], rules: Rules, *, date: str = ""
) -> list[Claim]:
    """Return the claims of a document in the order of the text.

    `mentions` are those of the Doc, pronouns and descriptions included; only two
    mentions of one sentence are ever related. A pair has each relation once in a
    sentence, and no open relation where the same verb gave one of the vocabulary.
    Mentions at one place are the members of a group ("both banks"): what is claimed of
    the place holds for each, and a claim between it and itself for any two of them.
    `date` is that of the document, by which "last May" is placed.
    """
    found: list[Claim] = []
    groups = groups_in(mentions)
    for sentence, inside in _sentences(doc, mentions):
        if len(inside) > 1 or (inside and inside[0].start in groups):
            found += _in_sentence(sentence, inside, rules, date, groups)
    return _without_guesses(found, mentions)


def _without_guesses(
    claims: Sequence[Claim], mentions: Sequence[Mention]
) -> list[Claim]:
    """Leave out a bare title of somebody whose post the text puts elsewhere.

    Who founded a firm has posts there. Who will have a post may have another one until
    then, as who had one before.
    """
    bare = {mention.start for mention in mentions if mention.form == "title"}
    if not bare:
        return list(claims)
    by_start = {mention.start: mention for mention in mentions}
    said = {
        (by_start[claim.subject].name, by_start[claim.object].name)
        for claim in claims
        if claim.relation in _PLACING and claim.object not in bare
        if not claim.label.startswith("former ")
    }
    placed = {person for person, _ in said}
    return [
        claim
        for claim in claims
        if claim.object not in bare
        or claim.relation not in _PLACING
        or claim.status == POSSIBLE
        or (person := by_start[claim.subject].name) not in placed
        or (person, by_start[claim.object].name) in said
    ]


def _sentences(
    doc: Doc, mentions: Sequence[Mention]
) -> Iterator[tuple[Span, list[Mention]]]:
    """Yield each sentence with the mentions that lie in it."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
    ordered = [next(group) for _, group in groupby(ordered, key=_start)]
    text = doc.text  # spaCy joins its tokens anew at each call
    position = 0
    for sentence in doc.sents:
        while position < len(ordered) and ordered[position].start < sentence.start_char:
            position += 1
        first = position
        while position < len(ordered) and ordered[position].start < sentence.end_char:
            position += 1
        inside = ordered[first:position]
        yield (
            sentence,
            [
                mention
                for mention, behind in zip_longest(inside, inside[1:])
                if not _is_title(mention, behind, sentence)
                and not _LIKENED.match(text, mention.end)
            ],
        )


def _start(mention: Mention) -> int:
    return mention.start


def _is_title(mention: Mention, behind: Mention | None, sentence: Span) -> bool:
    """Tell "*the parent company* of Acme", which holds a title, from "the company".

    Nor does "the company" in "sold *the company* to Acme", where "to" is of the verb.
    """
    if mention.form != "description" or behind is None or behind.form == "description":
        return False
    if behind.start - mention.end > _JOINED:
        return False
    inside = [t for t in sentence if mention.end <= t.idx < behind.start]
    between = [token.lower_ for token in inside]
    if between[:1] == ["and"] and mention.kind == PERSON:
        # "*the president* and chief executive of Acme"
        posts = inside[1:-1] if between[-1] != "the" else inside[1:-2]
        joined = between[len(posts) + 1 : len(posts) + 2] in (["of"], ["at"])
        return joined and bool(posts) and all(t.pos_ in _POSTS for t in posts)
    if between[:1] == ["in"] and mention.text.endswith(_HOLDERS):
        return True
    if between[1:] not in ([], ["the"]) or between[:1] == []:
        return False
    if between[0] in ("of", "within", "inside", "behind"):
        return True
    noun = inside[0].head.head
    return between[0] in _JOINTS and mention.start <= noun.idx < mention.end


def _in_sentence(
    sentence: Span,
    mentions: Sequence[Mention],
    rules: Rules,
    date: str,
    groups: Mapping[int, frozenset[str]],
) -> list[Claim]:
    titles = [mention for mention in mentions if mention.form == "title"]
    nodes = sentence_tree(sentence, [m for m in mentions if m.form != "title"])
    for node in nodes if groups else ():
        if node.mention is not None:
            node.members = groups.get(node.mention.start, frozenset())
    repair(nodes, rules)
    place = written_in(nodes[0], sentence)
    ordered = is_respective(nodes)
    kept: dict[tuple[int, int, str, str], Claim] = {}
    told: set[tuple[int, frozenset[int]]] = set()
    named: set[frozenset[int]] = set()
    found = list(_findings(nodes, rules, titles))
    further = (*shared_posts(found, rules), *at_the_whole(found))
    further += tuple(rest_of_shares(nodes, found))
    further += tuple(further_degrees(nodes, found))
    sold = sellers(nodes, found, rules)  # before the open relation, which says "sold"
    for open_finding in (by_measure(f, nodes) for f in (*sold, *found, *further)):
        finding = replace(
            open_finding,
            subject=bound(open_finding.subject, nodes),
            object=bound(open_finding.object, nodes),
        )
        pair = frozenset((finding.subject.i, finding.object.i))
        event = (finding.predicate.i, pair)
        same = finding.subject.lower == finding.object.lower == "its"
        if same or event in told or not are_two(finding, rules):
            continue
        if not fits(finding, rules):
            continue
        if place in (finding.subject, finding.object):
            continue
        if ordered and not are_in_order(finding):
            continue
        claim = _claim(finding, nodes, rules, date)
        told.add(event)
        post = claim.label if _is_post(finding, rules) else ""
        key = (claim.subject, claim.object, claim.relation, post)
        if claim.rule in _LOOSE and pair in named:
            continue
        named.add(pair)
        kept.setdefault(key, claim)
    for giver, taker, relation, _ in list(kept):
        if relation == "invested_in":  # whose money is no gift as well
            kept.pop((giver, taker, "funds", ""), None)
    return sorted(kept.values(), key=_order)


def _is_post(finding: Finding, rules: Rules) -> bool:
    """Tell what may be had beside another: "president and *director* of Acme".

    An "activist and president of Acme" is its president only.
    """
    post, words = finding.predicate, rules.words
    others = words["occupations"] | words["state_offices"]
    single = post.tag not in ("NNS", "NNPS") and post.lemma not in others
    return finding.relation == "holds_role_at" and single


def _order(claim: Claim) -> tuple[int, int, str, str]:
    return claim.subject, claim.object, claim.relation, claim.label


def _findings(
    nodes: Sequence[Node], rules: Rules, titles: Sequence[Mention]
) -> Iterator[Finding]:
    """Yield findings, those of the vocabulary before the open ones."""
    yield from by_roles(nodes, rules, titles)
    yield from by_verbs(nodes, rules)
    yield from by_events(nodes, rules)
    yield from by_rounds(nodes, titles)
    yield from by_modifiers(nodes, rules)
    yield from by_affiliation(nodes, rules)
    yield from by_owners(nodes)
    yield from by_possession(nodes, rules)
    yield from by_stance(nodes)
    yield from by_means(nodes)
    yield from by_campaigns(nodes)
    yield from by_partners(nodes)
    yield from by_any_verb(nodes, rules)


def _claim(finding: Finding, nodes: Sequence[Node], rules: Rules, date: str) -> Claim:
    """Judge a finding and write it down; an undirected one runs in text order."""
    subject, other = finding.subject.mention, finding.object.mention
    if subject is None or other is None:
        raise ValueError("a finding must link two mentions")
    if not rules.vocabulary[finding.relation].directed and subject.start > other.start:
        subject, other = other, subject
    status = finding.status or judge(finding.predicate, rules.words, deed=finding.deed)
    alternative = _is_alternative(finding.subject) or _is_alternative(finding.object)
    if alternative or (finding.rule.tried and status == ASSERTED):
        status = POSSIBLE
    if is_excluded(finding.subject) or is_excluded(finding.object):
        status = NEGATED
    source = speaker(finding.predicate, rules.words, deed=finding.deed)
    told_by = source.mention if source is not None else None
    return Claim(
        document=subject.document,
        subject=subject.start,
        object=other.start,
        relation=finding.relation,
        label=_label(finding, rules),
        rule=finding.rule.name,
        status=status,
        sentence_start=subject.sentence_start,
        sentence_end=subject.sentence_end,
        date=date_of(
            finding.predicate,
            nodes,
            rules.words,
            reference=date,
            future=status == POSSIBLE,
            deed=finding.deed,
        ),
        speaker=source_text(source) if source is not None else "",
        speaker_start=told_by.start if told_by is not None else -1,
    )


def _label(finding: Finding, rules: Rules) -> str:
    """Return how a finding reads, an office that is over as a former one."""
    label = finding.label
    qualified = label.split(" ", 1)[0] in rules.words["past_qualifiers"]
    office = isinstance(finding.rule, RoleRule) and finding.relation in _OFFICES
    working = finding.relation == "employee_of" and label == WORKS
    if not working and (qualified or not office):
        return label
    post = finding.predicate
    over = is_over(post) or is_for_years(finding.object, post)
    if working:
        return f"formerly {WORKED}" if over or was_before(post) else label
    return f"former {label}" if over else label


def _is_alternative(node: Node) -> bool:
    """Tell a member of "A or B"; "A, or B," is another name of the same."""
    first = node.list_head
    members = [first, *first.having("conj")]
    if first.case in EXEMPLIFYING:  # "for clubs such as Acme, Beta *or* Gamma"
        return False
    joints = [word for member in members for word in member.having("cc")]
    return any(
        word.lower == "or"
        and not (word.before and word.before.lower == "(")
        and not (len(members) == 2 and word.before and word.before.lower == ",")
        for word in joints
    )
