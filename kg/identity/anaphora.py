"""What a pronoun or a description stands for, where it is certain.

Precision comes first. A "he" or "she" goes to the person of whom the sentences before
speak most, subjects and near places first, if nobody else who fits comes close. An "it"
or "the company" goes to the one name that fits in its sentence and the one before. All
else is left out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg import names
from kg.identity import people
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE, Mention

_SEX = {
    **dict.fromkeys(("he", "him", "his"), "male"),
    **dict.fromkeys(("she", "her", "hers"), "female"),
}
_THING = {"it", "its"}

_QUOTES = re.compile("[\"“”]|``|''")


_NEAR = (1.0, 0.8, 0.4, 0.25)
"""The weight of a mention in the sentence of a pronoun and in the three before it."""

_ROLES = {"subject": 1.0, "possessive": 0.7, "object": 0.5, "": 0.4}

_AGAIN = 0.5
"""The weight of further mentions of one person in one sentence."""

_OPEN = 0.3
"""The weight of somebody unknown: an open pronoun."""

_UNNAMED = 0.45
"""The weight of somebody without a name in the sentence of the pronoun."""

_ENOUGH = 0.7
"""The least weight of an answer, and ..."""

_AHEAD = 2.7
"""... how many times the weight of all others it must be. These figures were set on
GUM and on the validation part of GAP."""


@cache
def _unnamed() -> re.Pattern[str]:
    """Match a person who is spoken of without a name."""
    nouns = [
        *names.word_list("titles")["roles"],
        *names.word_list("identity")["unnamed_people"],
    ]
    either = "|".join(map(re.escape, nouns))
    return re.compile(
        rf"\b(?:the|an?|his|her|its|their|my|our) (?:[\w-]+ ){{0,2}}(?:{either})\b"
    )


def antecedents(
    named: Sequence[Mention],
    references: Sequence[Mention],
    text: str,
    *,
    sexes: Mapping[str, str],
) -> list[Mention]:
    """Return the references whose antecedent is certain, with its kind and name.

    `sexes` tells the sex of people by name where the text shows it. More is learnt from
    the pronouns that only one person can be meant by.
    """
    first = _resolved(named, references, text, sexes)
    known = {**_learnt(first), **sexes}
    found = _resolved(named, references, text, known)
    return [reference for reference in found if reference.name]


def _resolved(
    named: Sequence[Mention],
    references: Iterable[Mention],
    text: str,
    sexes: Mapping[str, str],
) -> list[Mention]:
    """Return all references in order, those without antecedent with no name."""
    around = _Surroundings(named, text)
    found = []
    for reference in sorted(references, key=lambda r: r.start):
        name = _antecedent(around, reference, sexes)
        if name is not None:
            reference = replace(reference, kind=name.kind, name=name.name)
        around.add(reference)
        found.append(reference)
    return found


class _Surroundings:
    """Look up what stands in a sentence and in the one before it."""

    def __init__(self, named: Iterable[Mention], text: str) -> None:
        self._text = text
        self._sentences: dict[int, list[Mention]] = defaultdict(list)
        self._starts: dict[int, int] = {}
        for name in named:
            self.add(name)

    def add(self, mention: Mention) -> None:
        """Add a name, or a reference with or without antecedent."""
        self._sentences[mention.sentence_start].append(mention)
        self._starts[mention.sentence_end] = mention.sentence_start

    def same(self, at: Mention) -> list[Mention]:
        """Return what stands in the sentence of a mention."""
        return self._sentences[at.sentence_start]

    def previous(self, at: Mention) -> list[Mention]:
        """Return what stands in the sentence right before that of a mention."""
        end = at.sentence_start
        while end > 0 and self._text[end - 1].isspace():
            end -= 1
        return self._sentences[self._starts[end]] if end in self._starts else []

    def back(self, at: Mention) -> Iterator[list[Mention]]:
        """Yield what stands in the sentence of a mention and in those before it.

        It ends at a sentence with nothing in it, and after as many as `_NEAR` has.
        """
        here = [mention for mention in self.same(at) if mention.end <= at.start]
        yield here
        for _ in _NEAR[1:]:
            here = self.previous(at)
            if not here:
                return
            yield here
            at = here[0]

    def unnamed(self, reference: Mention) -> int:
        """Count those without a name ("the minister") in a sentence up to a pronoun."""
        return len(
            _unnamed().findall(self._text, reference.sentence_start, reference.start)
        )

    def is_clear(self, name: Mention, reference: Mention) -> bool:
        """Say whether nothing between two mentions makes their link doubtful.

        An "it" that begins a clause behind "and" may mean anything; a quotation that
        begins between them is somebody else's speech.
        """
        between = self._text[name.end : reference.start]
        if len(_QUOTES.findall(between)) % 2:
            return False
        word = reference.text.lower()
        if word in _SEX:
            return True
        return word != "it" or (
            reference.role == "subject"
            and not re.search(r"\b(?:and|but|or) $", between)
        )


def _learnt(references: Iterable[Mention]) -> dict[str, str]:
    """Return the sex of the pronouns that mean a person most often."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for reference in references:
        if reference.name and (sex := _SEX.get(reference.text.lower(), "")):
            votes[reference.name][sex] += 1
    return {
        name: max(sorted(found), key=lambda sex: found[sex])
        for name, found in votes.items()
        if max(found.values()) > found.total() / 2
    }


def _antecedent(
    around: _Surroundings, reference: Mention, sexes: Mapping[str, str]
) -> Mention | None:
    kinds, sex = _wanted(reference)
    if kinds == (PERSON,) and sex:
        name = _person(around, reference, sex, sexes)
        return name if name and around.is_clear(name, reference) else None
    here = [m for m in around.same(reference) if _fits(m, kinds, sex, sexes)]
    before = [m for m in around.previous(reference) if _fits(m, kinds, sex, sexes)]
    same = [mention for mention in here if mention.end <= reference.start]
    later = [mention for mention in here if mention.start >= reference.end]
    name = _only(same + before)
    if (name is None and reference.role == "possessive") or not same:
        name = None if later else name or _only(same)
    if name is None or not around.is_clear(name, reference):
        return None
    return name


def _person(
    around: _Surroundings, reference: Mention, sex: str, sexes: Mapping[str, str]
) -> Mention | None:
    """Return the last mention of the person who is spoken of most, by far."""
    weights: dict[str, float] = defaultdict(float)
    last: dict[str, Mention] = {}
    others = _UNNAMED * around.unnamed(reference)
    for near, mentions in zip(_NEAR, around.back(reference), strict=False):
        seen = set()
        for mention in mentions:
            if not _fits(mention, (PERSON,), sex, sexes):
                continue
            weight = near * _ROLES[mention.role]
            is_other = near == _NEAR[0] and _is_its_subject(
                mention, mentions, reference
            )
            if is_other or not mention.name:
                others += _OPEN * weight
                continue
            weights[mention.name] += weight * (_AGAIN if mention.name in seen else 1)
            seen.add(mention.name)
            last.setdefault(mention.name, mention)
    if not weights or _comes_later(around, reference, sex, sexes, last):
        return None
    best = max(sorted(weights), key=lambda name: weights[name])
    others += max((w for name, w in weights.items() if name != best), default=0.0)
    sure = weights[best] >= max(_ENOUGH, _AHEAD * others)
    return last[best] if sure else None


def _is_its_subject(
    mention: Mention, mentions: Iterable[Mention], reference: Mention
) -> bool:
    """Say whether a mention is the subject whose object a pronoun is: somebody else."""
    subjects = [m for m in mentions if m.role == "subject"]
    return reference.role == "object" and subjects[-1:] == [mention]


def _comes_later(
    around: _Surroundings,
    reference: Mention,
    sex: str,
    sexes: Mapping[str, str],
    known: Iterable[str],
) -> bool:
    """Say whether a sentence names somebody new only behind the pronoun."""
    fitting = [m for m in around.same(reference) if _fits(m, (PERSON,), sex, sexes)]
    before = any(mention.end <= reference.start for mention in fitting)
    return not before and any(m.name and m.name not in known for m in fitting)


def _wanted(reference: Mention) -> tuple[tuple[str, ...], str]:
    """Return the kinds that a reference can mean, and the sex that it tells."""
    word = reference.text.lower()
    if word in _SEX:
        return (PERSON,), _SEX[word]
    if word in _THING:
        return (ORGANISATION, INITIATIVE, PLACE), ""
    if reference.form == "description" and reference.kind:
        return (reference.kind,), ""
    return (), ""


def _fits(
    mention: Mention, kinds: tuple[str, ...], sex: str, sexes: Mapping[str, str]
) -> bool:
    """Say whether a reference to these kinds and this sex can mean the same.

    A pronoun whose antecedent is open fits as well: it stands for somebody.
    """
    if mention.form != "name" and not mention.name:
        theirs, other = _wanted(mention)
        return bool(set(theirs) & set(kinds)) and (not sex or sex == other)
    if mention.kind not in kinds:
        return False
    if not sex:
        return True
    known = sexes.get(mention.name) or people.sex_of_name(mention.name)
    return not known or known == sex


def _only(mentions: Sequence[Mention]) -> Mention | None:
    """Return the last mention if all have one name and one is a subject, else None."""
    called = {(mention.kind, mention.name) for mention in mentions}
    if len(called) != 1 or not mentions[-1].name:
        return None
    subjects = [m for m in mentions if m.role == "subject"]
    return mentions[-1] if subjects else None
