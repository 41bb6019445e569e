"""Find what the sentences of a Doc state between two of its mentions."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from spacy.tokens import Doc, Span

from kg.records import PERSON, POSSIBLE, Claim, Mention
from kg.relate.asides import by_affiliation, by_modifiers
from kg.relate.deeds import Finding, by_verbs
from kg.relate.events import by_events
from kg.relate.lists import mend_lists
from kg.relate.mending import mend
from kg.relate.roles import by_roles
from kg.relate.rules import Rules
from kg.relate.stated import by_any_verb
from kg.relate.status import judge
from kg.relate.trees import Node, sentence_tree
from kg.relate.when import dates_in

_PERSONAL = ("he", "she", "his", "her", "hers", "him", "himself", "herself", "i", "my")
_IMPERSONAL = ("it", "its", "itself")


def claims(doc: Doc, mentions: Sequence[Mention], rules: Rules) -> list[Claim]:
    """Return the claims of a document in the order of the text.

    `mentions` are those of the Doc, pronouns and descriptions included; only two
    mentions of one sentence are ever related. A pair has each relation once in a
    sentence, and no open relation where the same verb gave one of the vocabulary.
    """
    found: list[Claim] = []
    for sentence, inside in _sentences(doc, mentions):
        if len(inside) > 1:
            found += _in_sentence(sentence, inside, rules)
    return found


def _sentences(
    doc: Doc, mentions: Sequence[Mention]
) -> Iterator[tuple[Span, list[Mention]]]:
    """Yield each sentence with the mentions that lie in it."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
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
                if not _is_title(mention, behind, text)
            ],
        )


def _is_title(mention: Mention, behind: Mention | None, text: str) -> bool:
    """Tell "*the parent company* of Acme", which holds a title, from "the company"."""
    if mention.form != "description" or behind is None or behind.form == "description":
        return False
    between = text[mention.end : behind.start].lower().split()
    return between in (["of"], ["of", "the"], ["from"], ["from", "the"])


def _in_sentence(
    sentence: Span, mentions: Sequence[Mention], rules: Rules
) -> list[Claim]:
    nodes = sentence_tree(sentence, mentions)
    mend(nodes, rules.words["describing_verbs"])
    mend_lists(nodes)
    kept: dict[tuple[int, int, str], Claim] = {}
    told: set[tuple[int, frozenset[int]]] = set()
    named: set[frozenset[int]] = set()
    for finding in _findings(nodes, rules):
        pair = frozenset((finding.subject.i, finding.object.i))
        event = (finding.predicate.i, pair)
        if len(pair) < 2 or event in told or not _fits(finding, rules):
            continue
        claim = _claim(finding, nodes, rules)
        told.add(event)
        key = (claim.subject, claim.object, claim.relation)
        if claim.rule == "affiliation" and pair in named:
            continue
        named.add(pair)
        kept.setdefault(key, claim)
    return sorted(kept.values(), key=lambda c: (c.subject, c.object, c.relation))


def _findings(nodes: Sequence[Node], rules: Rules) -> Iterator[Finding]:
    """Yield findings, those of the vocabulary before the open ones."""
    yield from by_roles(nodes, rules)
    yield from by_verbs(nodes, rules)
    yield from by_events(nodes, rules)
    yield from by_modifiers(nodes, rules)
    yield from by_affiliation(nodes)
    yield from by_any_verb(nodes, rules)


def _fits(finding: Finding, rules: Rules) -> bool:
    """Tell whether the kinds at both ends are ones that the relation allows."""
    relation, rule = rules.vocabulary[finding.relation], finding.rule
    return _is_end(
        finding.subject.mention, relation.subject, rule.subject_kinds, rule.subject_like
    ) and _is_end(
        finding.object.mention, relation.object, rule.object_kinds, rule.object_like
    )


def _is_end(
    mention: Mention | None,
    allowed: Sequence[str],
    narrowed: Sequence[str],
    like: Sequence[str],
) -> bool:
    """Tell whether a mention has the kind, and one of the words, asked for."""
    if mention is None or not _is_of(mention, narrowed or allowed):
        return False
    text = mention.text.lower()
    return not like or any(word in text for word in like)


def _is_of(mention: Mention, kinds: Sequence[str]) -> bool:
    """Tell whether a mention is, or for a pronoun may be, of one of the kinds."""
    if mention.kind:
        return mention.kind in kinds
    word = mention.text.lower()
    if word in _PERSONAL:
        return PERSON in kinds
    if word in _IMPERSONAL:
        return any(kind != PERSON for kind in kinds)
    return True


def _claim(finding: Finding, nodes: Sequence[Node], rules: Rules) -> Claim:
    """Judge a finding and write it down; an undirected one runs in text order."""
    subject, other = finding.subject.mention, finding.object.mention
    if subject is None or other is None:
        raise ValueError("a finding must link two mentions")
    if not rules.vocabulary[finding.relation].directed and subject.start > other.start:
        subject, other = other, subject
    status = finding.status or judge(finding.predicate, rules.words, deed=finding.deed)
    if _is_alternative(finding.subject) or _is_alternative(finding.object):
        status = POSSIBLE
    return Claim(
        document=subject.document,
        subject=subject.start,
        object=other.start,
        relation=finding.relation,
        label=finding.label,
        rule=finding.rule.name,
        status=status,
        sentence_start=subject.sentence_start,
        sentence_end=subject.sentence_end,
        date=_date(finding.predicate, nodes),
    )


def _is_alternative(node: Node) -> bool:
    """Tell a member of "A or B"; "A, or B," is another name of the same."""
    first = node.head if node.label == "conj" and node.head is not None else node
    members = [first, *first.having("conj")]
    joints = [word for member in members for word in member.having("cc")]
    return any(
        word.lower == "or"
        and not (len(members) == 2 and word.before and word.before.lower == ",")
        for word in joints
    )


def _date(predicate: Node, nodes: Sequence[Node]) -> str:
    """Return the date that hangs on the claim's own word or clause, or ""."""
    sentence = predicate.token.sent
    found = list(dates_in(sentence.text))
    if not found:
        return ""
    heads = {node.i: node.head for node in nodes}
    by_start = {node.token.idx - sentence.start_char: node for node in nodes}
    for start, end, iso in found:
        if _is_parted(sentence, predicate, sentence.start_char + start):
            continue
        inside = [n for at, n in sorted(by_start.items()) if start <= at < end]
        if any(_hangs_on(node, predicate) for node in inside) and heads:
            return iso
    return ""


def _is_parted(sentence: Span, predicate: Node, date: int) -> bool:
    """Tell whether "who" or "which" stands between a predicate and a date."""
    return any(
        token.lower_ in ("who", "which", "whose")
        for token in sentence
        if predicate.token.idx < token.idx < date
    )


def _hangs_on(node: Node, predicate: Node) -> bool:
    """Tell whether a word belongs to the clause of the predicate."""
    steps: Node | None = node
    for _ in range(6):
        if steps is None:
            return False
        if steps is predicate:
            return True
        if steps.label in ("relcl", "acl", "comp", "advcl", "conj", "parataxis"):
            return False
        steps = steps.head
    return False
