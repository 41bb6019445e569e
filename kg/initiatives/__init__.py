"""Add named initiatives to the entities of a Doc, by general rules.

`kg.initiatives.phrases` says where a text may name one, and a pipeline that has learnt
the label says so too; here the document as a whole decides: what else it says of the
same name, and what the pipeline took it for. What an initiative is, with the hard
cases, stands in `docs/initiatives.md`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg import names
from kg.initiatives import bodies, headed, phrases
from kg.initiatives.phrases import Phrase

LABEL = "INITIATIVE"

_PEOPLE = {"PERSON", "PER"}
_PLACES = {"GPE", "LOC", "FAC", "NORP"}
_THINGS = {"MISC", "PRODUCT"}
_WEAK_WITH_PLACES = {
    *("launched", "set_off", "owned_noun", "the_noun", "the_app"),
    *("named_noun", "listed"),
}
_RELATIVE = {"acl:relcl", "relcl"}
_SUBJECT = {"nsubj", "nsubj:pass", "nsubjpass"}


_SELDOM = 8
"""A name met this many times for each vote is better known as something else."""


@Language.factory("kg_initiatives", assigns=["doc.ents"], requires=["doc.ents"])
def make_initiatives(nlp: Language, name: str) -> "Initiatives":
    """Make the component for `nlp.add_pipe("kg_initiatives")`; it has no settings."""
    return Initiatives()


@dataclass(frozen=True, slots=True)
class _Page:
    """Hold a Doc with what it is slow to ask of it again and again."""

    doc: Doc
    text: str
    entity_at: dict[int, Span]
    surnames: frozenset[str]

    def span(self, start: int, end: int) -> Span | None:
        """Return the tokens of a stretch if it ends where tokens end."""
        return self.doc.char_span(start, end, label=LABEL)

    def places(self, name: str) -> list[tuple[int, int]]:
        """Return where a name stands as whole words."""
        found, at = [], self.text.find(name)
        while at >= 0:
            end = at + len(name)
            before, behind = self.text[at - 1 : at], self.text[end : end + 1]
            if not (_is_inner(before) or before == "-" or _is_inner(behind)):
                found.append((at, end))
            at = self.text.find(name, end)
        return found


def _is_inner(character: str) -> bool:
    return character.isalnum() or character == "_"


class Initiatives:
    """Mark named initiatives; keep no state between documents."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a Doc again, with its initiatives among them."""
        known = {
            _bare(ent)
            for ent in doc.ents
            if ent.label_ != LABEL and ent.label_ != "MISC"
        }
        places = {_bare(ent) for ent in doc.ents if ent.label_ in _PLACES}
        text = phrases.without_long_words(doc.text)
        entity_at = {t.i: ent for ent in doc.ents for t in ent}
        page = _Page(doc, text, entity_at, _surnames(doc))
        found = [*headed.headed(page.text, known, places)]
        found += [p for p in _introduced(page) if _fits(page, p)]
        found += _learnt(page)
        believed = _believed(page, found)
        doc.ents = _merged(_everywhere(page, believed), _others(page, believed))
        return doc


def _learnt(page: _Page) -> Iterable[Phrase]:
    """Yield what the pipeline itself marked as initiatives: a vote for each place."""
    for ent in page.doc.ents:
        if ent.label_ != LABEL:
            continue
        name = _bare(ent)
        owned = len(ent) == 2 and ent[1].is_lower  # "the Larkin plan" is Larkin's
        if name in page.surnames:
            continue  # "work out the *Roe* try", in a text about Jane Roe
        if not (owned or bodies.is_something_else(name) or headed.is_unnamed(name)):
            start, end = names.trim(page.text, ent.start_char, ent.end_char)
            yield Phrase(start, end, "learnt", False)


def _surnames(doc: Doc) -> frozenset[str]:
    """Return the last words of the full names of people that the pipeline marked."""
    people = (_bare(ent).split() for ent in doc.ents if ent.label_ in _PEOPLE)
    return frozenset(words[-1] for words in people if len(words) > 1)


def _others(page: _Page, believed: set[str]) -> list[Span]:
    """Return the pipeline's entities; initiatives that are none get another label."""
    return [
        Span(page.doc, ent.start, ent.end, label=_instead(page, ent))
        if ent.label_ == LABEL and _bare(ent) not in believed
        else ent
        for ent in page.doc.ents
    ]


def _instead(page: _Page, ent: Span) -> str:
    """Return what a name is that the document does not treat as an initiative."""
    name = _bare(ent)
    if name in page.surnames:
        return "PERSON"
    acts = any(
        bodies.organisation_votes(page.text, *at) or bodies.is_founded(page.text, at[1])
        for at in page.places(name)
    )
    return "ORG" if acts or bodies.is_body(name) else "MISC"


def _introduced(page: _Page) -> Iterable[Phrase]:
    yield from phrases.introduced(page.text)
    yield from phrases.listed(page.text)
    for ent in page.doc.ents:
        if ent.label_ in _THINGS and _is_owned(ent):
            start, end = names.trim(page.text, ent.start_char, ent.end_char)
            yield Phrase(start, end, "owned", False)


def _is_owned(ent: Span) -> bool:
    """Say whether a thing belongs to an organisation ("Acme's ZumaPlay").

    Only a capital inside a word tells a product from a film, a song or a cup.
    """
    doc = ent.doc
    if not re.search(r"[a-z][A-Z]", ent.text) or ent.start < 2:
        return False
    if _next_pos(ent) in ("NOUN", "PROPN", "ADJ", "NUM"):
        return False
    if doc[ent.start - 1].lower_ in ("its", "their"):
        return True
    owner = doc[ent.start - 2].ent_type_
    return owner == "ORG" and doc[ent.start - 1].lower_ in ("'s", "’s")


def _bare(ent: Span) -> str:
    start, end = names.trim(ent.text, 0, len(ent.text))
    return ent.text[start:end]


def _fits(page: _Page, phrase: Phrase) -> bool:
    """Say whether the tree and the entity label allow an introduced name at all."""
    span = page.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    if span is None or bodies.is_something_else(span.text):
        return False
    if phrase.rule == "listed" and _next_pos(span) == "NOUN":
        return False
    if phrase.rule == "sealed":
        return _label(span[:-1]) in {*_PLACES, LABEL}
    last = page.entity_at.get(span.end - 1)
    if last and last.label_ in {*_PEOPLE, "ORG"} and span.start < last.start:
        return False  # "Shares of Acme"
    if phrase.rule == "apposed" and _opens_clause(span):
        return False
    label = _label(span)
    if label == "ORG" and (phrase.rule == "the_noun" or _is_bare_owner(phrase, span)):
        return False
    if label in _PEOPLE:
        return len(span) == 1 and phrase.rule in ("apposed", "explained", "called")
    if label in _PLACES:
        return phrase.rule not in _WEAK_WITH_PLACES and label != "NORP"
    return not _is_cut_short(page, phrase, span)


def _is_bare_owner(phrase: Phrase, span: Span) -> bool:
    """Say whether one word before "programme" is only who runs it, or who "plans"."""
    if phrase.rule != "named_noun":
        return False
    return len(span) == 1 or _next_pos(span) == "VERB"


def _is_cut_short(page: _Page, phrase: Phrase, span: Span) -> bool:
    """Say whether the pipeline has one word before "plan" and the plan as one name."""
    entity = page.entity_at.get(span.start)
    whole = phrase.rule == "named_noun" and len(span) == 1
    return whole and entity is not None and entity.end > span.end


def _next_pos(span: Span) -> str:
    """Return the part of speech of the word behind a span, or ""."""
    return span.doc[span.end].pos_ if span.end < len(span.doc) else ""


def _opens_clause(span: Span) -> bool:
    """Say whether a name is the subject of a clause ("the service Acme runs")."""
    root = span.root
    return root.dep_ in _SUBJECT and root.head.dep_ in _RELATIVE


def _label(span: Span) -> str:
    """Return the label of the entity that fills a span, give or take an article."""
    labels = [token.ent_type_ for token in span]
    return labels[-1] if len(set(labels[1:])) < 2 else ""


def _believed(page: _Page, found: list[Phrase]) -> set[str]:
    """Return the names that are initiatives, and their abbreviations."""
    by_name: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in found:
        by_name[page.text[phrase.start : phrase.end]].append(phrase)
    believed = {
        name for name, places in by_name.items() if _is_believed(page, name, places)
    }
    for name in sorted(believed):
        for start, end in page.places(name):
            if short := phrases.abbreviation(page.text, start, end):
                believed.add(page.text[slice(*short)])
    return believed


def _is_believed(page: _Page, name: str, places: list[Phrase]) -> bool:
    stood = page.places(name)
    if bodies.is_body(name) or bodies.is_other_programme(page.text, *places[0][:2]):
        return False
    by_head = any(place.rule.startswith("head:") for place in places)
    if by_head:
        spans = [span for span in (page.span(*place) for place in stood) if span]
        spoken = any(bodies.speaks(page.text, *place) for place in stood)
        return not (spoken and any(_label(span) == "ORG" for span in spans))
    if any(place.sure for place in places):
        return True
    if any(bodies.is_founded(page.text, place[1]) for place in stood):
        return False
    against = sum(bodies.organisation_votes(page.text, *place) for place in stood)
    votes = len({place.start for place in places})
    return votes > against and votes * _SELDOM >= len(stood)


def _everywhere(page: _Page, believed: set[str]) -> list[Span]:
    """Return every place where a believed name stands by itself, longest first."""
    spans = []
    for name in sorted(believed, key=lambda name: (-len(name), name)):
        for place in page.places(name):
            span = page.span(*place)
            if span is not None and _stands_alone(page, span):
                spans.append(span)
    return spans


def _stands_alone(page: _Page, span: Span) -> bool:
    """Say whether a place of a name is not part of a longer name."""
    doc = page.doc
    entity = page.entity_at.get(span.start)
    known = entity is not None and entity.label_ not in (LABEL, *_THINGS)
    if entity is not None and known and span.end <= entity.end:
        start, end = names.trim(entity.text, 0, len(entity.text))
        if end - start > len(span.text):
            return False
    if len(span) > 1:
        return True
    before = doc[span.start - 1] if span.start and not span[0].is_sent_start else None
    after = doc[span.end] if span.end < len(doc) else None
    return not (
        (before is not None and _is_part_of_name(before))
        or (after is not None and after.text[0].isupper() and not after.is_sent_start)
    )


def _is_part_of_name(token: Token) -> bool:
    """Say whether a capitalised word in front belongs to a longer name."""
    if not token.text[0].isupper() or token.ent_type_:
        return False
    return not (token.is_stop or names.is_title(token.text))


def _merged(spans: list[Span], others: list[Span]) -> list[Span]:
    """Put initiatives before the other entities, and the longer before the shorter."""
    taken: set[int] = set()
    kept = []
    for span in [
        *spans,
        *sorted(others, key=lambda ent: (ent.start - ent.end, ent.start)),
    ]:
        if taken.isdisjoint(range(span.start, span.end)):
            kept.append(span)
            taken.update(range(span.start, span.end))
    return sorted(kept, key=lambda span: span.start)
