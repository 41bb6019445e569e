"""One kind for one name throughout a document.

Places of the same words vote; an abbreviation takes the kind of its long form. "Acme"
is no person where "Acme Group" stands and nobody is called Acme.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.identity import companies, folding, people
from kg.identity.abbreviations import Definition
from kg.records import INITIATIVE, KINDS, ORGANISATION, PERSON, PLACE, Mention


def with_one_kind(
    names: Sequence[Mention], defined: Sequence[Definition], text: str
) -> list[Mention]:
    """Give all mentions of the same words one kind; an abbreviation its long form's."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    fixed: dict[str, str] = {}
    for name in names:
        votes[folding.key(name.text)][name.kind] += 2 if name.title else 1
        if name.link:
            fixed[folding.key(name.text)] = name.kind
    kinds = {key: fixed.get(key) or _winner(counts) for key, counts in votes.items()}
    for start, end, short in defined:
        long = folding.key(text[start:end])
        if long in kinds and folding.key(short) in kinds:
            kinds[folding.key(short)] = kinds[long]
    kinds |= _mistaken(names, kinds)
    return [
        replace(name, kind=kind, title=name.title if kind == PERSON else "")
        if not name.link and (kind := kinds[folding.key(name.text)])
        else name
        for name in names
    ]


def _winner(votes: Counter[str]) -> str:
    """Return the commonest kind, or "" where person and place are too close to call."""
    ranked = sorted(votes, key=lambda kind: (-votes[kind], KINDS.index(kind)))
    if {PERSON, PLACE} <= set(ranked[:2]) and votes[ranked[0]] < 2 * votes[ranked[1]]:
        return ""
    return ranked[0]


def _mistaken(names: Sequence[Mention], kinds: dict[str, str]) -> dict[str, str]:
    """Return the right kinds of single words whose longer forms have another kind.

    "Acme" is no person where "Acme Group" stands and nobody is called Acme; a common
    family name that was taken once for an organisation is the person's. Nor is "Jane
    Quist" an organisation, or an initiative where that happens more than once, where
    somebody is called Quist, and nobody else so in full.
    """
    firms = _Firms(
        name.text
        for name in names
        if kinds[folding.key(name.text)] in (ORGANISATION, INITIATIVE)
        and folding.key(name.text).count(" ")
    )
    persons = {name.text for name in names if kinds[folding.key(name.text)] == PERSON}
    bare = {key for key, kind in kinds.items() if kind == PERSON and " " not in key}
    full = [people.parse(text) for text in persons if not firms.has_core(text)]
    parts = {part for person in full if person.is_full for part in person.parts}
    counts = Counter(folding.key(name.text) for name in names)
    titled = {folding.key(name.text) for name in names if name.title}
    right = {}
    for key, kind in kinds.items():
        spoken_of = " " in key and key.rpartition(" ")[2] in bare  # "Quist", a person
        known = key in titled or spoken_of
        if kind == PERSON and not known and firms.are_called(key, parts):
            right[key] = ORGANISATION
        elif (
            kind == ORGANISATION
            and counts[key] == 1
            and key in parts
            and people.is_family_name(key)
            and (key,) not in firms.cores
        ):
            right[key] = PERSON
    ends = {people.parse(text).parts[-1] for text in persons if " " in text}
    for name in names:
        given, _, last = name.text.rpartition(" ")
        kind = kinds[folding.key(name.text)]
        often = kind == INITIATIVE and counts[folding.key(last)] > 1
        called = kinds.get(folding.key(last)) == PERSON
        is_thing = kind == ORGANISATION or often
        if not (is_thing and called and companies.may_be_called(given, last)):
            continue
        if people.parse(last).parts[-1] not in ends:
            right[folding.key(name.text)] = PERSON
    return right


class _Firms:
    """Hold the organisations of a document that are named in several words."""

    def __init__(self, firms: Iterable[str]) -> None:
        self.cores: set[tuple[str, ...]] = set()
        self._shortened: set[tuple[str, ...]] = set()
        self._by_first: dict[str, set[str]] = defaultdict(set)
        for firm in firms:
            core = companies.parse(firm).core
            self.cores.add(core)
            self._by_first[core[0]].add(firm)
            if core != folding.words(firm):
                self._shortened.add(core)

    def has_core(self, name: str) -> bool:
        """Say whether a name is a firm's without its legal form."""
        return folding.words(name) in self._shortened

    def are_called(self, key: str, parts: set[str]) -> bool:
        """Say whether a name is a firm's without its legal form, or without its trade.

        Full names count too ("Alder Quist" beside "Alder Quist Corp"), bare ones only
        if nobody of the document is called so: `parts` are the words of their names.
        """
        if " " in key:
            return self.has_core(key)
        return key not in parts and (
            (key,) in self.cores
            or any(
                companies.trade_tail(firm, key, introduced=True)
                or len(companies.parse(firm).core) < len(folding.words(firm))
                for firm in self._by_first.get(key, ())
            )
        )
