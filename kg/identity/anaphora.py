"""What a pronoun or a description stands for, where it is certain.

Precision comes first. The antecedent must stand before it in the same sentence or in
the one before, and nobody else who fits may stand there; or it is the subject to which
a possessive in the same sentence leads back. All else is left out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg import names
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE, Mention

_SEX = {
    **dict.fromkeys(("he", "him", "his"), "male"),
    **dict.fromkeys(("she", "her", "hers"), "female"),
}
_THING = {"it", "its"}


_QUOTES = re.compile("[\"“”]|``|''")


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

    def is_clear(self, name: Mention, reference: Mention) -> bool:
        """Say whether nothing between two mentions makes their link doubtful.

        Somebody without a name ("the minister") is in the way of a "he"; an "it" that
        begins a clause behind "and" may mean anything; a quotation that begins between
        them is somebody else's speech.
        """
        between = self._text[name.end : reference.start]
        if len(_QUOTES.findall(between)) % 2:
            return False
        word = reference.text.lower()
        if word in _SEX:
            return not _unnamed().search(between)
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
    return not sex or sexes.get(mention.name, sex) == sex


def _only(mentions: Sequence[Mention]) -> Mention | None:
    """Return the last mention if all have one name and one is a subject, else None."""
    called = {(mention.kind, mention.name) for mention in mentions}
    if len(called) != 1 or not mentions[-1].name:
        return None
    subjects = [m for m in mentions if m.role == "subject"]
    return mentions[-1] if subjects else None
