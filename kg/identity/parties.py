"""The groups of names that "they", "both", "the two banks" may mean, with signs.

Every sign is a word: `list:1:subject` says that the names stand in the sentence before
as a list that is its subject. What each weighs was learnt by `training/several.py`.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.identity import people
from kg.identity.listed import MOST, lists
from kg.identity.quotes import Quotes
from kg.identity.wishes import PRONOUNS, Wish, sort
from kg.identity.wishes import wish as wish_of
from kg.records import Mention

SENTENCES = 4
"""How many sentences with mentions, its own included, a reference is looked up in."""

Group: TypeAlias = frozenset[tuple[str, str]]
"""Whom several mentions mean: kinds and names."""

_COUNTED = re.compile(
    r"\b(?:two|three|four|five|several|many|some) (?:[a-z-]+ ){0,2}[a-z]+s\b"
)
_COUNTS = re.compile(r"\b(?:two|three|four|both|several|many|some|most)\b", re.I)
_OF = re.compile(r" (?:of|at|from|for|in|by|with|to) (?:the )?")
_NEAR = 20
_FAR = 2000
_REACH = 200
"""Characters between a noun and its owners, before a reference, before a sentence."""

_MOST = 60
"""Mentions of a sentence that are looked at."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a group that a reference may mean: mentions of its members, and signs."""

    members: tuple[Mention, ...]
    signs: set[str] = field(default_factory=set)


class Parties:
    """Find the groups that the plural references of one document may mean.

    `mentions` are names and singular references, those that are open without a name;
    `several` are all plural references and the nouns that "they" may mean.
    """

    def __init__(
        self, mentions: Iterable[Mention], several: Iterable[Mention], text: str
    ) -> None:
        self._text = text
        self._quotes = Quotes(text)
        self._items = sorted(mentions, key=lambda one: one.start)
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._firsts: dict[str, list[int]] = defaultdict(list)
        for one in self._items:
            if one.form == "name":
                if one.name not in counts[one.kind]:
                    self._firsts[one.kind].append(one.start)
                counts[one.kind][one.name] += 1
        self._main = {kind: of.most_common(MOST) for kind, of in counts.items()}
        self._starts = [one.start for one in self._items]
        several = list(several)
        self._rivals = sorted((o for o in several if not sort(o)), key=_start)
        self._sentences: dict[int, list[Mention]] = {}
        for mention in self._items:
            self._sentences.setdefault(mention.sentence_start, []).append(mention)
        told = (one.sentence_start for one in several)
        self._order = sorted({*self._sentences, *told})
        self._listed: dict[Group, int] = {}
        self._lists = {at: self._lists_of(at) for at in self._sentences}
        self._meant: list[tuple[Mention, Group]] = []

    def _lists_of(self, sentence: int) -> list[list[Mention]]:
        inside = [one for one in self._sentences[sentence] if one.name]
        found = list(lists(inside, self._text))
        for each in found:
            self._listed.setdefault(_group(each), each[-1].end)
        return found

    def mean(self, reference: Mention, members: Iterable[Mention]) -> None:
        """Take in what a reference means."""
        self._meant.append((reference, _group(members)))

    def read(self, reference: Mention) -> tuple[list[Candidate], set[str]]:
        """Return the groups that a reference may mean, and the signs for none."""
        wish = wish_of(reference.text.lower())
        if wish is None:
            return [], set()
        found: dict[Group, Candidate] = {}
        at = bisect_left(self._order, reference.sentence_start)
        back = self._order[max(0, at - SENTENCES + 1) : at + 1][::-1]
        for members, signs in self._groups(reference, wish, back):
            if len(members) < wish.least or not _fits(members, wish):
                continue
            if not self._are_owners(members, wish):
                new = Candidate(tuple(members))
                found.setdefault(_group(members), new).signs.update(signs)
        latest = self._meant[-1:]
        for before in self._meant[-3:]:
            other, meant = before
            if meant in found and other.sentence_start in back:
                far = back.index(other.sentence_start)
                found[meant].signs.add(f"meant:{far}:{before in latest}")
        for key, one in found.items():
            one.signs.update(self._of(key, one.members, reference, back))
            if wish.sort == "kin":
                surnames = {member.name.split()[-1] for member in one.members}
                one.signs.add("kin" if len(surnames) == 1 else "no-kin")
        return list(found.values()), {*self._none(reference, len(found))}

    def _groups(
        self, reference: Mention, wish: Wish, back: Sequence[int]
    ) -> Iterator[tuple[Sequence[Mention], Sequence[str]]]:
        """Yield groups of any size with what tells how they stand together."""
        near: dict[str, dict[str, Mention]] = {kind: {} for kind in wish.kinds}
        for far, start in enumerate(back):
            inside = self._sentences.get(start, [])
            here = bisect_left(inside, reference.start, key=_start)
            inside = inside[max(0, here - _MOST) : here]
            listed = self._lists.get(start, [])
            here = bisect_left(listed, reference.start, key=_first_start)
            for each in listed[max(0, here - _MOST) : here]:
                if each[-1].end <= reference.start:
                    yield each, [f"list:{far}:{each[0].role or 'other'}"]
            for kind, seen in near.items():
                of = {one.name: one for one in reversed(inside) if one.kind == kind}
                some = ["open"] if of.pop("", None) else []
                if not of:
                    continue
                alike = list(of.values())[::-1]
                yield alike, [f"all:{far}", f"all:{far}:{kind}", *some]
                subjects = [one for one in alike if one.role == "subject"]
                objects = [one for one in alike if one.role == "object"]
                yield subjects, [f"subjects:{far}"]
                if len(subjects) == len(objects) == 1:
                    yield [*subjects, *objects], [f"subject-object:{far}"]
                for name, one in of.items():
                    seen.setdefault(name, one)
                last = list(seen.values())
                yield last, [f"within:{far}", f"within:{far}:{kind}"]
                yield last[: wish.least], [f"last:{far}"]

    def _of(
        self,
        key: Group,
        members: Sequence[Mention],
        reference: Mention,
        back: Sequence[int],
    ) -> Iterator[str]:
        """Yield what speaks for or against a group, wherever it stands together."""
        yield f"kind:{members[0].kind}"
        yield f"size:{len(members)}"
        if self._listed.get(key, reference.start) < reference.start:
            yield "was-listed"
        roles = sorted({one.role or "other" for one in members})
        yield f"roles:{'-'.join(roles)}"
        if any(one.form != "name" for one in members):
            yield "pronoun"
        yield from self._beside(members, reference)
        first, last = min(map(_start, members)), max(one.end for one in members)
        yield f"gone:{sum(start > last for start in back)}"
        near = max(last, reference.start - _FAR)
        if _COUNTED.search(self._text, near, reference.start):
            yield "counted-between"
        if self._quotes.breaks(last, reference.start):
            yield "quotes-between"
        start = min(one.sentence_start for one in members)
        ahead = self._noted(start, first)
        if any(map(_acts, ahead)):
            yield "rival-ahead"
        rivals = self._noted(last + 1, reference.start)
        yield from {"rival-subject" if _acts(one) else "rival" for one in rivals}
        acting = any(map(_acts, members)) and reference.role == "object"
        if acting and first >= reference.sentence_start:
            yield "own-object"

    def _beside(self, members: Sequence[Mention], reference: Mention) -> Iterator[str]:
        """Yield how many others of the kind stand behind, between and beside."""
        kind, names = members[0].kind, {one.name for one in members}
        first, last = min(map(_start, members)), max(one.end for one in members)
        starts = {one.sentence_start for one in members}
        yield f"sentences:{len(starts)}"
        here = sum(one.sentence_start == reference.sentence_start for one in members)
        yield f"here:{'all' if here == len(members) else min(1, here)}"
        main = {name for name, _ in self._main.get(kind, ())[: len(members)]}
        yield f"main:{len(names & main)}"
        if bisect_left(self._firsts[kind], reference.start) == len(members):
            yield "only"
        most = bisect_left(self._starts, reference.start)
        least = max(bisect_left(self._starts, min(starts)), most - SENTENCES * _MOST)
        others = [o for o in self._items[least:most] if o.name and o.name not in names]
        alike = [one for one in others if one.kind == kind]
        places = {
            "later": [one for one in alike if one.start > last],
            "inner": [one for one in alike if first < one.start < last],
            "beside": [one for one in alike if one.sentence_start in starts],
            "doer": [one for one in others if _acts(one) and one.start > last],
        }
        for place, found in places.items():
            yield f"{place}:{min(2, len({one.name for one in found}))}"

    def _are_owners(self, members: Sequence[Mention], wish: Wish) -> bool:
        """Say whether "they" means a noun instead: "workers at A", "A officials"."""
        if wish.sort not in PRONOUNS:
            return False
        first, last = min(map(_start, members)), max(one.end for one in members)
        at = bisect_left(self._rivals, first, key=_start) - 1
        end = self._rivals[at].end if at >= 0 else 0
        if first - end < _NEAR and _OF.fullmatch(self._text[end:first]):
            return True
        behind = bisect_left(self._rivals, last, key=_start)
        return any(
            not self._text[last : one.start].strip(" '’s")
            for one in self._rivals[behind : behind + 1]
        )

    def _noted(self, start: int, end: int) -> Sequence[Mention]:
        """Return the nouns that "they" may mean between two places, the last ones."""
        left = bisect_left(self._rivals, start, key=_start)
        right = bisect_left(self._rivals, end, key=_start)
        return self._rivals[max(left, right - _MOST) : right]

    def _none(self, reference: Mention, count: int) -> Iterator[str]:
        """Yield what speaks for no group that has names."""
        start, at = reference.sentence_start, reference.start
        yield "none"
        yield f"none:role:{reference.role or 'other'}"
        yield f"none:count:{min(3, count)}"
        if self._quotes.around(at) is not None:
            yield "none:quoted"
        here = self._noted(start, at)
        yield from {"none:rival-subject" if _acts(o) else "none:rival" for o in here}
        if any(map(_acts, self._noted(at - _REACH, start))):
            yield "none:rival-before"
        opening = self._text[max(start, at - _REACH) : at]
        if not re.search(r"\w", opening):
            yield "none:opens"
        if _COUNTS.search(opening):
            yield "none:counted"


def _fits(members: Sequence[Mention], wish: Wish) -> bool:
    """Say whether a group has the size, the kinds and the sex that are asked for."""
    if not wish.least <= len({one.name for one in members}) == len(members):
        return False
    if len(members) > wish.most or any(one.kind not in wish.kinds for one in members):
        return False
    sexes = (people.sex_of_name(one.name) for one in members if wish.sex)
    return all(sex in ("", wish.sex) for sex in sexes)


def _group(members: Iterable[Mention]) -> Group:
    return frozenset((one.kind, one.name) for one in members)


def _start(mention: Mention) -> int:
    return mention.start


def _first_start(each: Sequence[Mention]) -> int:
    return each[0].start


def _acts(mention: Mention) -> bool:
    return mention.role == "subject"
