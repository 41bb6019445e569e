"""Pairs of organisations and initiatives that may be one, within blocks of names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations

from kg.identity import abbreviations, bodies, companies, folding
from kg.identity.alike import (
    BARE,
    CERTAIN,
    INITIALS,
    LARGE,
    ONLY,
    TOWN,
    TRADE,
    WORDS,
    Alike,
)
from kg.identity.blocks import blocks
from kg.identity.gathered import THINGS, Id, Name
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE


def of_things(ids: Sequence[Id]) -> Iterator[Alike]:
    """Yield the pairs of things that their words alone make likely, perhaps twice.

    `ids` holds, in order, the names that no namesake has.
    """
    things = [at for at in ids if at.kind in THINGS]
    places = {at.key for at in ids if at.kind == PLACE}
    yield from _variants(ids)
    yield from _linked(things)
    yield from _parties(things)
    yield from _prefixed(things)
    yield from _cores(things, places)
    yield from _programmes(things)
    yield from _trades(things, _arms(things))
    yield from _endings(things, places)


def as_used(ordered: Sequence[Id], names: Mapping[Id, Name]) -> Iterator[Alike]:
    """Yield the pairs of things that their documents make likely, perhaps twice.

    `ordered` holds all names in order.
    """
    ids = [at for at in ordered if not at.sense]
    things = [at for at in ids if at.kind in THINGS]
    yield from _aliases(ids, names, _arms(things))
    yield from _initials(things, names)
    yield from _of_countries(ordered, names)


def _variants(ids: Sequence[Id]) -> Iterator[Alike]:
    """Pair names that differ only in spaces and hyphens."""
    whole = [at for at in ids if not at.document and at.kind != PLACE]
    for person in (True, False):
        some = (at for at in whole if (at.kind == PERSON) is person)
        for _, block in blocks((at.key.replace(" ", ""), at) for at in some):
            for left, right in combinations(block[:LARGE], 2):
                if folding.is_nested(left.key, right.key, shared=person):
                    yield Alike(
                        left, right, 0.98, "the same but for spaces and hyphens"
                    )


def _linked(things: Sequence[Id]) -> Iterator[Alike]:
    """Pair "Bureau of Lunar Tides" and "Bureau for Lunar Tides"."""
    for words, block in blocks((companies.without_link(at.key), at) for at in things):
        for at in block[1:] if words else ():
            if at.key.count(" ") == block[0].key.count(" "):
                yield Alike(block[0], at, 0.95, "the same but for “of” or “for”")


def _parties(things: Sequence[Id]) -> Iterator[Alike]:
    """Pair a party with its members ("Tory Party", "Tories")."""
    known = {at.key: at for at in things if at.kind == ORGANISATION}
    for at in known.values():
        if party := known.get(companies.party(at.key)):
            yield Alike(at, party, 0.92, "the members of the party")
    for stem, block in blocks(
        (companies.partisan(at.key), at) for at in known.values()
    ):
        for at in block[1:] if stem else ():
            yield Alike(block[0], at, 0.92, "a party and its members")


def _prefixed(things: Sequence[Id]) -> Iterator[Alike]:
    """Pair a body with the only one that puts "U.S." or the like before its name.

    Not what every country has, nor a name of one word.
    """
    known = {at.key: at for at in things if at.kind == ORGANISATION}
    longs: dict[str, list[Id]] = defaultdict(list)
    for at in things:
        rest = bodies.without_country(at.key)
        if rest in known and " " in rest and not bodies.body(rest):
            longs[rest].append(at)
    for rest, fits in sorted(longs.items()):
        if len(fits) == 1 and fits[0].kind == ORGANISATION:
            score = 0.93 if rest.count(" ") > 1 else ONLY
            yield Alike(known[rest], fits[0], score, "the same but for its country")


def _cores(things: Sequence[Id], places: Set[str]) -> Iterator[Alike]:
    """Pair names that are the same without legal form, "Group" and the like."""
    for core, block in blocks((companies.parse(at.key).core, at) for at in things):
        if " ".join(core) not in places:
            hub = min(block, key=lambda at: (len(at.key), at))
            for at in block:
                if at != hub:
                    reason = "the same without legal form or “Group”"
                    yield Alike(hub, at, 0.95, reason)


def _programmes(things: Sequence[Id]) -> Iterator[Alike]:
    """Pair "Harbour Renewal" with "Harbour Renewal Programme"."""
    longs = [(at, key) for at in things if (key := companies.without_head(at.key))]
    wanted = {key for _, key in longs}
    known: dict[str, list[Id]] = defaultdict(list)
    for at in things:
        if at.key in wanted:
            known[at.key].append(at)
    for at, without in longs:
        for short in known.get(without, ()):
            if INITIATIVE in (short.kind, at.kind):
                yield Alike(short, at, 0.92, "the same without “Programme” or the like")


def _trades(things: Sequence[Id], arms: Mapping[str, set[str]]) -> Iterator[Alike]:
    """Pair a name with the only one that adds what it does ("Acme", "Acme Foods")."""
    longs: dict[str, list[Id]] = defaultdict(list)
    for at in things:
        for short in _beginnings(at):
            if short in arms and companies.trade_tail(at.key, short, introduced=False):
                longs[short].append(at)
    for at in things:
        if len(arms.get(at.key, ())) == 1:
            for long in longs.get(at.key, ()):
                tail = companies.trade_tail(long.key, at.key, introduced=False)
                sure = " " in at.key and set(tail) <= {"brothers", "bros"}
                score = 0.92 if sure else ONLY
                yield Alike(at, long, score, "the same without what it does")


def _arms(things: Sequence[Id]) -> Mapping[str, set[str]]:
    """Return how names that are names by themselves go on in others, and as a group.

    Of whoever has two arms, or is a group, "Acme" alone is not Acme Foods.
    """
    known = {at.key for at in things}
    found: dict[str, set[str]] = defaultdict(set)
    for at in things:
        company = companies.parse(at.key)
        whole = " ".join(company.core)
        if company.group and whole in known:
            found[whole].add(at.key)
        for short in _beginnings(at):
            if short in known:
                found[short].add(whole)
    return found


def _beginnings(at: Id) -> Iterator[str]:
    """Yield what a name without its legal form begins with."""
    found = companies.parse(at.key).core
    for size in range(1, min(len(found), WORDS)):
        yield " ".join(found[:size])


def _endings(things: Sequence[Id], places: Set[str]) -> Iterator[Alike]:
    """Pair a name with the only one that puts a place before it ("Owls", "Oslo Owls").

    People leave their own town out. A place that is something else as well is none.
    """
    places = places - {at.key for at in things}
    things = [at for at in things if at.kind == ORGANISATION]
    known = {at.key: at for at in things}
    longs: dict[str, list[Id]] = defaultdict(list)
    for at in things:
        found = at.key.split(" ")
        for size in range(1, min(len(found), WORDS)):
            if (short := " ".join(found[size:])) in known:
                longs[short].append(at)
    for short, fits in sorted(longs.items()):
        if len(fits) == 1 and companies.is_ending(fits[0].key, short):
            before = fits[0].key[: -len(short) - 1]
            if before in places:
                yield Alike(known[short], fits[0], ONLY, TOWN)


def _aliases(
    ids: Iterable[Id], names: Mapping[Id, Name], arms: Mapping[str, set[str]]
) -> Iterator[Alike]:
    """Pair a name with the only one that some document shortens to it.

    Abbreviations and beginnings say enough; an ending ("Times") needs support. Where
    neither contains the other, the document said that one was renamed. What one text
    shortens to its owner's name ("Acme Foundation" to "Acme") is another body.
    """
    known: dict[str, dict[Id, str]] = defaultdict(dict)
    for at in ids:
        for surface in () if at.document or at.kind == PERSON else _others(names[at]):
            short = folding.key(surface)
            if short != at.key:
                known[short][at] = max(surface, known[short].get(at, ""))
    for short in sorted(known):
        only = len(known[short]) == 1
        for kind in (ORGANISATION, INITIATIVE, PLACE):
            at = Id(kind, short)
            for long in sorted(known[short]) if at in names else ():
                surface = known[short][long]
                if (long.kind == PLACE) == (kind == PLACE) and not _is_arm(
                    long, short, arms
                ):
                    score = _alias_score(surface, long) if only else 0.4
                    reason = f"{surface} stands for it in another document"
                    if companies.trade_tail(long.key, short, introduced=False):
                        reason = TRADE
                    yield Alike(at, long, score, reason)


def _others(name: Name) -> set[str]:
    """Return the forms of a thing's name as written that may be another name."""
    return {
        use.text
        for use in name.uses
        if use.text != use.name or use.link or use.kind == PERSON
    }


def _is_arm(long: Id, short: str, arms: Mapping[str, set[str]]) -> bool:
    """Say whether a name is one of several bodies that begin with another."""
    if companies.trade_tail(long.key, short, introduced=False):
        return len(arms.get(short, ())) > 1
    return companies.is_arm(long.key, short)


def _alias_score(surface: str, long: Id) -> float:
    short = folding.key(surface)
    if f" {short} " not in f" {long.key} " and short.count(" "):
        beginning = " ".join(companies.parse(surface).core)
        return 0.94 if long.key.startswith(f"{beginning} ") else CERTAIN
    sure = abbreviations.is_short(surface) or long.key.startswith(f"{short} ")
    sure = sure or companies.is_house(long.key, short)
    return 0.94 if sure else ONLY


def _initials(things: Sequence[Id], names: Mapping[Id, Name]) -> Iterator[Alike]:
    """Pair an abbreviation with the only name of the corpus that has its initials."""
    shorts = [
        at
        for at in things
        if " " not in at.key and abbreviations.is_short(names[at].text)
    ]
    wanted = {at.key for at in shorts}
    longs: dict[str, list[Id]] = defaultdict(list)
    for at in things if wanted else ():
        for letters in wanted & _letters(at) if " " in at.key else ():
            longs[letters].append(at)
    for at in shorts:
        if len(fits := longs.get(at.key, [])) == 1:
            score = ONLY if len(at.key) > 2 else BARE
            yield Alike(at, fits[0], score, INITIALS)


def _letters(at: Id) -> set[str]:
    """Return the initials of a name; three or more also without "Corp", with "The"."""
    whole = abbreviations.initials(at.key)
    core = abbreviations.initials(" ".join(companies.parse(at.key).core))
    more = core | {f"t{letters}" for letters in whole}
    return whole | {letters for letters in more if len(letters) > 2}


def _of_countries(ordered: Iterable[Id], names: Mapping[Id, Name]) -> Iterator[Alike]:
    """Pair the bodies of one country that differ in how they are called.

    "Japanese Finance Ministry", and "Ministry of Finance" where Japan's is meant.
    """
    found: dict[bodies.Body, list[Id]] = defaultdict(list)
    for at in ordered:
        body = bodies.body(at.key) if at.kind == ORGANISATION else None
        if body:
            told = {fact for facts in names[at].facts.values() for fact in facts}
            of = {at.sense} if at.sense else told
            country = body.country or (min(of)[3:] if len(of) == 1 else "")
            if country:
                found[body._replace(country=country)].append(at)
    for body, block in sorted(found.items()):
        for at in block[1:]:
            yield Alike(block[0], at, 0.96, f"the same body, of {body.country}")
