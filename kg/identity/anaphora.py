"""What a pronoun or a description stands for, where it is sure enough.

What grammar binds (`bindings`) comes first. All else goes to what it most likely means
(`ranking`), if that is likely enough. What then is open is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.identity.bindings import bound, is_doubtful
from kg.identity.descriptions import Described
from kg.identity.fitting import SEX, Fitting
from kg.identity.heads import Heads
from kg.identity.likeness import Likeness, Vectors
from kg.identity.ranking import Ranking, Table
from kg.identity.surroundings import Surroundings
from kg.records import Mention


def antecedents(
    named: Sequence[Mention],
    references: Sequence[Mention],
    text: str,
    *,
    sexes: Mapping[str, str],
    table: Table | None = None,
    vectors: Vectors | None = None,
) -> list[Mention]:
    """Return the references whose antecedent is sure enough, with its kind and name.

    `sexes` tells the sex of people by name where the text shows it. More is learnt from
    the pronouns whose answers are surest. `table` is the shipped one if left out;
    `vectors`, by the start of each mention, count instead of it where there are any.
    """
    if not references:
        return []
    likeness = Likeness(vectors) if vectors else None
    described = Described(named, text)
    references = sorted(references, key=lambda reference: reference.start)
    if any(reference.text.lower() in SEX for reference in references):
        fitting = Fitting(named, described, sexes)
        around = Surroundings(named, references, text)
        ranking = Ranking(around, fitting, table=table, likeness=likeness)
        surest = resolved(around, references, fitting, ranking, surest=True)
        sexes = {**_learnt(surest), **sexes}
    fitting = Fitting(named, described, sexes)
    around = Surroundings(named, references, text)
    ranking = Ranking(around, fitting, table=table, likeness=likeness)
    heads = Heads(named, described, text)
    found = resolved(around, references, fitting, ranking, heads=heads)
    return [reference for reference in found if reference.name]


def resolved(
    around: Surroundings,
    references: Iterable[Mention],
    fitting: Fitting,
    ranking: Ranking,
    *,
    surest: bool = False,
    heads: Heads | None = None,
) -> list[Mention]:
    """Return all references in order, those without antecedent with no name."""
    found = []
    for reference in references:
        name = heads.meant(reference) if heads else None
        if name is None:
            name = bound(around, reference, fitting)
            if name and is_doubtful(around, reference, fitting, name):
                name = None
        if name is not None:
            ranking.bind(reference, name)
            reference = replace(reference, kind=name.kind, name=name.name)
        elif reference.text.lower() in SEX and around.is_strangers(reference):
            pass
        elif not surest or reference.text.lower() in SEX:
            kind, best = ranking.answer(reference, surest=surest)
            if best:
                reference = replace(reference, kind=kind, name=best)
        if not reference.is_vague:
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
