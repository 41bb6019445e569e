"""What a pronoun or a description stands for, where it is certain.

Precision comes first. The antecedent must stand before it in the same sentence or in
the one before, and nobody else who fits may stand there; or it is the subject to which
a possessive in the same sentence leads back. All else is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE, Mention

_SEX = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
_THING = {"it", "its", "itself"}


def antecedents(
    names: Sequence[Mention],
    references: Sequence[Mention],
    text: str,
    *,
    sexes: Mapping[str, str],
) -> list[Mention]:
    """Return the references whose antecedent is certain, with its kind and name.

    `sexes` tells the sex of people by name where the text shows it. More is learnt from
    the pronouns that only one person can be meant by.
    """
    around = _Surroundings(names, text)
    known = dict(sexes)
    known |= _learnt(around, references, known)
    found = []
    for reference in references:
        name = _antecedent(around, reference, known)
        if name is not None:
            found.append(replace(reference, kind=name.kind, name=name.name))
    return found


class _Surroundings:
    """Look up the names of a sentence and of the one before it."""

    def __init__(self, names: Sequence[Mention], text: str) -> None:
        self.text = text
        self.sentences: dict[tuple[int, int], list[Mention]] = defaultdict(list)
        for name in names:
            self.sentences[name.sentence_start, name.sentence_end].append(name)
        self.ends = {end: (start, end) for start, end in sorted(self.sentences)}

    def same(self, at: Mention) -> list[Mention]:
        """Return the names of the sentence of a mention."""
        return self.sentences.get((at.sentence_start, at.sentence_end), [])

    def previous(self, at: Mention) -> list[Mention]:
        """Return the names of the sentence right before that of a mention."""
        end = at.sentence_start
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        return self.sentences.get(self.ends.get(end, (-1, -1)), [])


def _learnt(
    around: _Surroundings, references: Iterable[Mention], known: Mapping[str, str]
) -> dict[str, str]:
    """Return the sex of people whom only pronouns of one sex can mean."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for reference in references:
        sex = _SEX.get(reference.text.lower(), "")
        name = _antecedent(around, reference, known) if sex else None
        if name is not None:
            votes[name.name][sex] += 1
    return {
        name: min(found)
        for name, found in votes.items()
        if len(found) == 1 and name not in known
    }


def _antecedent(
    around: _Surroundings, reference: Mention, sexes: Mapping[str, str]
) -> Mention | None:
    word = reference.text.lower()
    if word in _SEX:
        kinds: tuple[str, ...] = (PERSON,)
    elif word in _THING:
        kinds = (ORGANISATION, INITIATIVE, PLACE)
    elif reference.form == "description" and reference.kind:
        kinds = (reference.kind,)
    else:
        return None
    sex = _SEX.get(word, "")
    here = [n for n in around.same(reference) if _fits(n, kinds, sex, sexes)]
    before = [n for n in around.previous(reference) if _fits(n, kinds, sex, sexes)]
    same = [name for name in here if name.end <= reference.start]
    later = [name for name in here if name.start >= reference.end]
    name = _only(same + before)
    if name is not None and (same or not later):
        return name
    if reference.role == "possessive" and (name := _only(same)):
        return name if name.role == "subject" else None
    return None


def _fits(
    name: Mention, kinds: tuple[str, ...], sex: str, sexes: Mapping[str, str]
) -> bool:
    if name.kind not in kinds:
        return False
    return not sex or sexes.get(name.name, sex) == sex


def _only(names: Sequence[Mention]) -> Mention | None:
    """Return the last of some names if all name the same, else None."""
    return names[-1] if len({(n.kind, n.name) for n in names}) == 1 else None
