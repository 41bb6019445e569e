"""Organisations and initiatives within one document: forms that name the same.

Case and punctuation variants, abbreviations with their long forms, and names shortened
by a legal form, by "Group" or the like. Weaker shortenings are in `introduced`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from networkx.utils import UnionFind

from kg.identity import abbreviations, bodies, companies, folding
from kg.identity.forms import Form
from kg.identity.introduced import introduced
from kg.records import ORGANISATION, PLACE

_LEAST_END = 3
"""Letters and words of the end of a name that are enough to call it so."""


def groups(
    forms: Mapping[str, Form],
    defined: Iterable[tuple[str, str]],
    changed: Mapping[str, str],
    headline: int,
) -> list[list[Form]]:
    """Group the forms of one document that name the same thing.

    `defined` pairs the keys of long forms with those of their abbreviations, `changed`
    old names with new ones. A short form that begins before `headline` may stand
    before its long form.
    """
    joined = UnionFind(sorted(forms))
    things = [form for form in _ordered(forms) if form.kind != PLACE]
    _join(joined, _variants(things))
    _join(joined, changed.items())
    explained = _unambiguous(defined)
    _join(joined, explained.items())
    initials = _by_initials(_ordered(forms), explained)
    _join(joined, initials)
    _join(joined, _by_inner_initials(things))
    _join(joined, _by_place(_ordered(forms)))
    _join(joined, _clipped(things))
    _join(joined, _numbered(things))
    shortened = _by_core(things)
    _join(joined, shortened)
    abbreviated = {long for long, _ in initials} | set(explained)
    settled = {short for _, short in shortened} | set(explained.values()) | abbreviated
    introduced(things, settled, joined, headline)
    return _members(joined, forms)


def _ordered(forms: Mapping[str, Form]) -> list[Form]:
    return sorted(forms.values(), key=lambda form: (form.first, form.key))


def _join(joined: "UnionFind[str]", pairs: Iterable[tuple[str, str]]) -> None:
    for left, right in pairs:
        joined.union(left, right)


def _members(joined: "UnionFind[str]", forms: Mapping[str, Form]) -> list[list[Form]]:
    found: dict[str, list[Form]] = defaultdict(list)
    for form in _ordered(forms):
        found[joined[form.key]].append(form)
    return sorted(found.values(), key=lambda group: (group[0].first, group[0].key))


def _variants(things: Sequence[Form]) -> list[tuple[str, str]]:
    """Pair the forms that are the same but for spaces, hyphens, "of", a plural.

    Parties go by their members as well, and a month before a name is its date.
    """
    blocks: dict[object, list[str]] = defaultdict(list)
    for form in things:
        blocks[folding.squash(form.key)].append(form.key)
        if without := companies.without_link(form.key):
            blocks[without].append(form.key)
        if undated := companies.without_month(form.key):
            blocks[folding.squash(undated)].append(form.key)
        if party := companies.party(form.key):
            blocks[folding.squash(party)].append(form.key)
        if any(led := bodies.led_by_country(form.key)):
            blocks[led].append(form.key)
        if form.key.endswith("s"):
            blocks[form.key[:-1], "s"].append(form.key)
        elif " " in form.key:
            blocks[form.key, "s"].append(form.key)
    return [(block[0], key) for block in blocks.values() for key in block[1:]]


def _unambiguous(defined: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the abbreviation of each long form; one explained in two ways is none."""
    longs: dict[str, set[str]] = defaultdict(set)
    for long, short in defined:
        longs[short].add(long)
    return {min(found): short for short, found in longs.items() if len(found) == 1}


def _by_initials(
    forms: Sequence[Form], explained: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Pair abbreviations that nothing explains with the only name of these initials."""
    known = set(explained.values())
    spelt: dict[str, list[Form]] = defaultdict(list)
    endings: dict[str, list[Form]] = defaultdict(list)
    cores: dict[str, list[tuple[Form, str]]] = defaultdict(list)
    for form in forms:
        core = " ".join(companies.parse(form.text).core)
        both = abbreviations.initials(core) | abbreviations.initials(form.text)
        if form.kind != PLACE and core.count(" ") > 1:
            cores[form.key[0]].append((form, core))
        for initials in both:
            spelt[initials].append(form)
        for initials in set(_ends_of(form)) if form.kind == ORGANISATION else ():
            endings[initials].append(form)
    pairs = []
    for short in forms:
        if short.key in known or not abbreviations.is_short(short.text):
            continue
        whole = folding.squash(short.key)
        fits = [*spelt.get(whole, ()), *spelt.get(folding.squash(short.key[:-2]), ())]
        longs = [
            form
            for form in _ordered({form.key: form for form in fits})
            if form is not short
            and (form.kind == PLACE) == (short.kind == PLACE)
            and _has_initials(short, form)
        ]
        longs = longs or _ending_so(short, endings.get(whole, ()))
        longs = longs or _contracted(short, cores)
        if len({companies.parse(form.text).core for form in longs}) == 1:
            pairs.append((longs[0].key, short.key))
    return pairs


def _ending_so(short: Form, longs: Iterable[Form]) -> list[Form]:
    """Return the bodies named before whose end is cut to "POA", not their town."""
    if len(short.key) < _LEAST_END or not short.text.isupper() or short.kind == PLACE:
        return []
    return [form for form in longs if form.first < short.first]


def _contracted(
    short: Form, cores: Mapping[str, Sequence[tuple[Form, str]]]
) -> list[Form]:
    """Return the names of whose beginnings "AfDB" is made, "Group" left out.

    `cores` are the names without it, by their first letter.
    """
    if short.text.isupper() or short.kind == PLACE:
        return []
    alike = cores.get(short.key[0], ())
    return [f for f, core in alike if abbreviations.is_contracted(short.text, core)]


def _ends_of(form: Form) -> Iterator[str]:
    """Yield the initials of the last three words of a body's name, and of more."""
    found = folding.words(form.text)
    for at in range(1, len(found) - _LEAST_END + 1):
        yield from abbreviations.initials(" ".join(found[at:]))


def _by_inner_initials(things: Sequence[Form]) -> list[tuple[str, str]]:
    """Pair "United Veyland Trust" with "UV Trust", if nothing else fits.

    So "Veyland Museum of Contemporary Art" with "Veyland MOCA".
    """
    behind: dict[str, list[tuple[Form, str]]] = defaultdict(list)
    before: dict[str, list[tuple[Form, str]]] = defaultdict(list)
    for form in things:
        found = form.key.split(" ")
        for at in range(1, len(found)):
            left, right = " ".join(found[:at]), " ".join(found[at:])
            behind[right].append((form, left))
            before[left].append((form, right))
    pairs = []
    for short in things:
        words = short.text.split(" ")
        for letters, rest, longs in (
            (words[0], words[1:], behind),
            (words[-1], words[:-1], before),
        ):
            if not rest or not abbreviations.is_short(letters):
                continue
            fits = [
                form.key
                for form, part in longs.get(folding.key(" ".join(rest)), ())
                if form is not short and abbreviations.has_initials(letters, part)
            ]
            if len(fits) == 1:
                pairs.append((fits[0], short.key))
    return pairs


def _has_initials(short: Form, long: Form) -> bool:
    """Say whether a name has these initials, perhaps without "Corp" or with its "SA".

    Two letters must follow their long form: they mean too much else.
    """
    core = " ".join(companies.parse(long.text).core)
    sure = len(short.key) > 2 or (long.first < short.first and short.text.isupper())
    letters, form = short.key[:-2], short.key[-2:]
    registered = len(letters) > 2 and companies.is_legal_form(form)
    return (
        (registered and abbreviations.has_initials(letters, core))
        or abbreviations.has_initials(short.key, long.text)
        or (sure and abbreviations.has_initials(short.key, core))
    )


def _by_place(forms: Sequence[Form]) -> list[tuple[str, str]]:
    """Pair names with the only one that says the town as well ("Veyland City Owls").

    Or the state, in letters ("U.S. Senate") or behind it ("Supreme Court of Canada").
    """
    places = {form.key for form in forms if form.kind == PLACE} | {"us", "uk", "eu"}
    things = {form.key: form for form in forms if form.kind == ORGANISATION}
    longs: dict[str, list[str]] = defaultdict(list)
    for form in things.values():
        found = form.key.split(" ")
        for size in range(1, min(len(found), 8)):
            if " ".join(found[:size]) in places:
                longs[" ".join(found[size:])].append(form.key)
        short, _, state = form.key.rpartition(" of ")
        state = state.removeprefix("the ")
        if " " in short and (state in places or bodies.is_country(state)):
            longs[short].append(form.key)
    return [
        (fits[0], short)
        for short, fits in sorted(longs.items())
        if short in things and len(fits) == 1
        if companies.is_ending(fits[0], short) or fits[0].startswith(f"{short} of ")
    ]


def _by_core(things: Sequence[Form]) -> list[tuple[str, str]]:
    """Pair names that are the same without legal form, "Group" and the like.

    Where two go on differently ("Acme Group", "Acme Holding") neither is paired.
    """
    blocks: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in things:
        blocks[companies.parse(form.text).core].append(form)
    pairs = []
    for block in blocks.values():
        tails = sorted({companies.parse(form.text).group for form in block}, key=len)
        if all(b[: len(a)] == a for a, b in pairwise(tails)):
            for keys in companies.told_apart(form.key for form in block):
                pairs += [(keys[0], key) for key in keys[1:]]
    return pairs


def _clipped(things: Sequence[Form]) -> list[tuple[str, str]]:
    """Pair names whose words are all cut short with the one name they can be."""
    organisations = [form for form in things if form.kind == ORGANISATION]
    blocks: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in organisations:
        blocks[_stems(form)].append(form)
    pairs = []
    for short in organisations:
        block = blocks[_stems(short)]
        longs = [form for form in block if companies.is_clipped(form.key, short.key)]
        if len(longs) == 1:
            pairs.append((longs[0].key, short.key))
    return pairs


def _numbered(things: Sequence[Form]) -> list[tuple[str, str]]:
    """Pair an abbreviation with the only one that has its number: "RFO", "RFO 10"."""
    organisations = [form for form in things if form.kind == ORGANISATION]
    longs: dict[str, list[Form]] = defaultdict(list)
    for form in organisations:
        short, _, number = form.text.replace("-", " ").rpartition(" ")
        if short.isupper() and number.isdigit():
            longs[folding.squash(short.lower())].append(form)
    shorts = ((form, longs[folding.squash(form.key)]) for form in organisations)
    return [(fits[0].key, form.key) for form, fits in shorts if len(fits) == 1]


def _stems(form: Form) -> tuple[str, ...]:
    return tuple(word[:3] for word in form.key.split(" "))
