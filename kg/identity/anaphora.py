"""What a pronoun or a description stands for, where it is certain.

Precision comes first. A "he" or "she" goes to the person of whom the sentences before
speak most, subjects and near places first, if nobody else who fits comes close. An "it"
or "the company" goes to the one name that fits in its sentence and the one before. What
this leaves open may be bound by grammar (`bindings`). All else is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.identity.bindings import bound, is_doubtful
from kg.identity.descriptions import Described
from kg.identity.fitting import SEX, Fitting, wanted
from kg.identity.surroundings import NEAR, Surroundings
from kg.records import PERSON, Mention

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
    described = Described(named, text)
    references = sorted(references, key=lambda reference: reference.start)
    found = _resolved(named, references, text, Fitting(named, described, sexes))
    known = {**_learnt(found), **sexes}
    found = _resolved(named, references, text, Fitting(named, described, known))
    return [reference for reference in found if reference.name]


def _resolved(
    named: Sequence[Mention],
    references: Sequence[Mention],
    text: str,
    fitting: Fitting,
) -> list[Mention]:
    """Return all references in order, those without antecedent with no name."""
    around = Surroundings(named, references, text)
    found = []
    for reference in references:
        name = _antecedent(around, reference, fitting) or bound(
            around, reference, fitting
        )
        if name is not None and not is_doubtful(around, reference, fitting, name):
            reference = replace(reference, kind=name.kind, name=name.name)
        around.add(reference)
        found.append(reference)
    return found


def _learnt(references: Iterable[Mention]) -> dict[str, str]:
    """Return the sex of the pronouns that mean a person most often."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for reference in references:
        if reference.name and (sex := SEX.get(reference.text.lower(), "")):
            votes[reference.name][sex] += 1
    return {
        name: max(sorted(found), key=lambda sex: found[sex])
        for name, found in votes.items()
        if max(found.values()) > found.total() / 2
    }


def _antecedent(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Return the one mention that a reference means by what stands around it."""
    kinds, sex = wanted(reference)
    if kinds == (PERSON,) and sex:
        name = _person(around, reference, fitting)
        return name if name and around.is_clear(name, reference) else None
    same = [m for m in around.ahead(reference) if fitting.fits(m, reference)]
    later = [m for m in around.later(reference) if fitting.fits(m, reference)]
    before = [m for m in around.previous(reference) if fitting.fits(m, reference)]
    name = _only(same + before)
    if (name is None and reference.role == "possessive") or not same:
        name = None if later else name or _only(same)
    if name is None or not around.is_clear(name, reference):
        return None
    return name


def _person(
    around: Surroundings, reference: Mention, fitting: Fitting
) -> Mention | None:
    """Return the last mention of the person who is spoken of most, by far."""
    weights: dict[str, float] = defaultdict(float)
    last: dict[str, Mention] = {}
    others = _UNNAMED * around.unnamed(reference)
    for near, mentions in zip(NEAR, around.back(reference), strict=False):
        seen = set()
        for mention in mentions:
            if not fitting.fits(mention, reference):
                continue
            weight = near * _ROLES[mention.role]
            is_other = near == NEAR[0] and _is_its_subject(mention, mentions, reference)
            if is_other or not mention.name:
                others += _OPEN * weight
                continue
            weights[mention.name] += weight * (_AGAIN if mention.name in seen else 1)
            seen.add(mention.name)
            last.setdefault(mention.name, mention)
    if not weights or _comes_later(around, reference, fitting, last):
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
    around: Surroundings,
    reference: Mention,
    fitting: Fitting,
    known: Iterable[str],
) -> bool:
    """Say whether a sentence names somebody new only behind the pronoun."""
    if any(fitting.fits(m, reference) for m in around.ahead(reference)):
        return False
    return any(
        m.name and m.name not in known and fitting.fits(m, reference)
        for m in around.later(reference)
    )


def _only(mentions: Sequence[Mention]) -> Mention | None:
    """Return the last mention if all have one name and one is a subject, else None."""
    called = {(mention.kind, mention.name) for mention in mentions}
    if len(called) != 1 or not mentions[-1].name:
        return None
    subjects = [m for m in mentions if m.role == "subject"]
    return mentions[-1] if subjects else None
