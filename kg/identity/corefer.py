"""Who is who within one document: every mention gets the fullest form of its name.

Forms that name the same organisation or initiative are put together (`shortened`),
bare surnames and first names go to the person whom the text has introduced
(`surnames`), pronouns to an antecedent that is likely enough (`anaphora`). What
stays open keeps its own form as its name: nothing is guessed.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.identity import (
    anaphora,
    folding,
    people,
    posts,
    raised,
    rosters,
    several,
    shortened,
    surnames,
    voices,
)
from kg.identity.abbreviations import Definition, definitions
from kg.identity.agreed import with_one_kind
from kg.identity.context import with_context
from kg.identity.forms import Form
from kg.identity.fullest import fullest
from kg.identity.givers import gives
from kg.identity.kinship import is_new, is_relative
from kg.identity.likeness import Vectors
from kg.identity.renamed import also_called, renamed
from kg.identity.sexes import sex_told
from kg.identity.wishes import is_several
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE, Mention

_THINGS = (ORGANISATION, INITIATIVE, PLACE)


def within(
    mentions: Sequence[Mention], text: str, *, vectors: Vectors | None = None
) -> list[Mention]:
    """Return the mentions of one document with `name` filled in, in order of place.

    Kinds are made consistent throughout the document. A bare surname that may be two
    people's keeps itself as its name. Pronouns and descriptions without a certain
    antecedent are left out; the others get its kind and name. An abbreviation that the
    text explains is found in all its places. `vectors` tell, by the start of each
    mention, what the pipeline's net makes of it; without them less is resolved.
    """
    parts = parted(mentions)
    named, singular = told(parts, text, vectors=vectors)
    found = [one for one in singular if one.name]
    together = several.members(named, singular, parts.several, text)
    known = with_context(named, text) + found + list(together)
    known.sort(key=lambda mention: mention.start)
    listed = list(rosters.members(known, text))
    lines = {one.sentence_start for one in listed}
    bare = [b for b in posts.bodies(known, text) if b.sentence_start not in lines]
    bare += [*raised.rounds(known, text), *posts.rivals(known, text)]
    known = sorted([*known, *listed, *bare], key=lambda one: one.start)
    return sorted([*known, *voices.heard(known, text)], key=lambda one: one.start)


def marked(found: Iterable[Mention], known: Iterable[Mention]) -> list[Mention]:
    """Return what relations may end at: what is known, and open references.

    `found` are all mentions of a document, `known` what `within` made of them.
    """
    known = list(known)
    starts = {one.start for one in known}
    open_ = (one for one in found if one.start not in starts and not one.is_vague)
    return sorted([*known, *open_], key=lambda one: one.start)


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold the mentions of a document: names and references to one, and to several."""

    mentions: list[Mention]
    several: list[Mention]


def parted(mentions: Iterable[Mention]) -> Parts:
    """Part the references to several, and the nouns that they may mean, from others.

    "They" is among both: it stands between names as well.
    """
    mentions = list(mentions)
    plural = [one for one in mentions if one.form != "name" and is_several(one)]
    vague = {one.start for one in plural if one.is_vague}
    return Parts([one for one in mentions if one.start not in vague], plural)


def told(
    parts: Parts, text: str, *, vectors: Vectors | None = None
) -> tuple[list[Mention], list[Mention]]:
    """Return the names of a document, and references to one, if open without a name."""
    named, sexes = introduced(parts.mentions, text)
    others = [one for one in parts.mentions if one.form != "name"]
    found = anaphora.antecedents(named, others, text, sexes=sexes, vectors=vectors)
    starts = {one.start for one in (*found, *parts.several)}
    open_ = [one for one in others if one.start not in starts and not one.is_vague]
    return named, found + open_


def introduced(
    mentions: Sequence[Mention], text: str
) -> tuple[list[Mention], dict[str, str]]:
    """Return the names with `name` filled in, and the sex of people with a title."""
    names = [mention for mention in mentions if mention.form == "name"]
    spans = [(name.start, name.end) for name in names]
    bodies = {name.start for name in names if name.kind in _THINGS}
    defined = list(definitions(text, spans, bodies=bodies))
    names += _unmarked(defined, mentions, text)
    names = with_one_kind(sorted(names, key=lambda name: name.start), defined, text)
    return _named(names, defined, text)


def _named(
    names: Sequence[Mention], defined: Sequence[Definition], text: str
) -> tuple[list[Mention], dict[str, str]]:
    """Fill in the names, and tell the sex of the people whose titles show it."""
    persons = [name for name in names if name.kind == PERSON]
    kin = {one.start for one in persons if is_relative(text, one.start, one.end)}
    new = {start for start in kin if is_new(text, start)}
    spans = [(one.start, one.end) for one in persons]
    called = list(also_called(text, spans))
    same = [(text[slice(*left)], text[slice(*right)]) for left, right in called]
    meant = surnames.assign(persons, kin, new, same=same)
    for left, right in called:
        if left[0] not in meant or right[0] not in meant:
            continue
        one, other = meant[left[0]], meant[right[0]]
        if " " in text[slice(*right)]:
            meant |= {at: one for at, who in meant.items() if who is other}
        else:  # "née Lund" says nothing of Bo Lund
            meant[right[0]] = one
    full = _things(names, defined, text)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        forms[_key(name)][name.text] += 1
    named = []
    sexes: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.start in meant:
            best = meant[name.start].name
            named.append(replace(name, name=best))
        else:
            kind, longest = full.get(_key(name), (name.kind, ""))
            best = longest or fullest(forms[_key(name)])
            named.append(replace(name, kind=kind, name=best))
        told = sex_told(text, name.start, name.end) if name.kind == PERSON else ""
        sexes[best] |= {people.gender(name.title), told} - {""}
    return named, {name: min(sex) for name, sex in sexes.items() if len(sex) == 1}


def _key(mention: Mention) -> str:
    if mention.kind == PERSON:
        return people.key(mention.text)
    return folding.key(mention.text)


def _things(
    names: Sequence[Mention], defined: Sequence[Definition], text: str
) -> dict[str, tuple[str, str]]:
    """Return the kind and the fullest form for each key of something not a person."""
    forms: dict[str, Form] = {}
    for name in names:
        if name.kind in _THINGS:
            form = forms.setdefault(_key(name), Form(_key(name), name.kind, name.start))
            form.surfaces[name.text] += 1
            form.sentences.add(name.sentence_start)
            form.has_article |= text.endswith(("the ", "The "), 0, name.start)
            form.gives |= gives(text, name.start, name.end)
    pairs = []
    cut: dict[str, str] = {}
    marked = {name.start: name for name in names if name.kind in _THINGS}
    for start, end, short in defined:
        long = folding.key(text[start:end])
        if folding.key(short) in forms:
            if start in marked and marked[start].end < end:
                cut[_key(marked[start])] = long  # "*Norvik Bank* for Trade (NBT)"
            kind = forms[folding.key(short)].kind
            added = Form(long, kind, start, Counter({text[start:end]: 0}))
            forms.setdefault(long, added)
            pairs.append((long, folding.key(short)))
    pairs += _other_names(names, forms, text)
    headline = text.find("\n", len(text) - len(text.lstrip()))
    changed = {**cut, **_changes_of_name(names, forms, text)}
    found: dict[str, tuple[str, str]] = {}
    for group in shortened.groups(forms, pairs, changed, headline):
        new = [form for form in group if form.key not in changed] or group
        best = fullest({text: n for form in new for text, n in form.surfaces.items()})
        kind = forms[folding.key(best)].kind
        found |= {form.key: (kind, best) for form in group}
    return found


def _other_names(
    names: Iterable[Mention], forms: Mapping[str, Form], text: str
) -> Iterator[tuple[str, str]]:
    """Yield the keys of "Acme, doing business as Beta", where kinds are the same."""
    spans = [(name.start, name.end) for name in names if name.kind in _THINGS]
    for left, right in also_called(text, spans):
        keys = folding.key(text[slice(*left)]), folding.key(text[slice(*right)])
        kinds = {forms[key].kind for key in keys if key in forms}
        if len(kinds) == 1 and {*keys} <= set(forms):
            yield keys


def _changes_of_name(
    names: Iterable[Mention], forms: Mapping[str, Form], text: str
) -> dict[str, str]:
    """Return the new name of each thing that the text says was renamed, by key.

    Not of a place and a body: a town is not what was founded as something.
    """
    kinds = {(m.start, m.end): m.kind for m in names if m.kind in _THINGS}
    changes = {
        folding.key(text[slice(*old)]): folding.key(text[slice(*new)])
        for old, new in renamed(text, kinds)
        if (kinds[old] == PLACE) == (kinds[new] == PLACE)
    }
    return {old: new for old, new in changes.items() if {old, new} <= set(forms)}


def _unmarked(
    defined: Sequence[Definition], mentions: Sequence[Mention], text: str
) -> Iterator[Mention]:
    """Yield the places of explained abbreviations that are not marked as names.

    Only in sentences with another mention: alone it could link to nothing.
    """
    ordered = sorted(mentions, key=lambda mention: mention.start)
    starts = [mention.start for mention in ordered]
    marked = {mention.text for mention in ordered}
    by_start = {mention.start: mention for mention in reversed(mentions)}
    for start, _, short in defined:
        full = by_start.get(start)
        if full is None or short in marked or full.kind == PERSON:
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text):
            at = bisect_left(starts, match.start())
            beside = ordered[max(0, at - 1) : at + 1]
            inside = next(
                (
                    m
                    for m in beside
                    if m.sentence_start <= match.start() < m.sentence_end
                ),
                None,
            )
            free = all(m.end <= match.start() or match.end() <= m.start for m in beside)
            if inside and free:
                yield replace(
                    full,
                    start=match.start(),
                    end=match.end(),
                    text=match[0],
                    sentence_start=inside.sentence_start,
                    sentence_end=inside.sentence_end,
                    title="",
                    role="",
                )
