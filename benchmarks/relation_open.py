"""Judge the open relations on CaRB: sentences with all that people saw stated in them.

A claim is right if a tuple of its sentence names the subject in one argument and the
object in another, and has a word of the claim's label (its first four letters, so that
"acquired" meets "acquiring"). That is strict for the closed vocabulary, which says
"works for" where people wrote "joined": read the wrong ones (`--errors`). Recall is
over the tuples whose two arguments each hold one name of ours and few other words:
those that a graph of names could have.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from kg.annotate import mentions
from kg.records import ASSERTED, Claim, Mention
from kg.relate import claims
from kg.relate.rules import Rules

_LONGEST = 3
"""Words beside the name that an argument may have to be that name's."""


@dataclass(frozen=True)
class Tuple:
    """Hold one statement as people wrote it: a predicate and its arguments."""

    predicate: str
    arguments: tuple[str, ...]


def read(path: Path) -> dict[str, list[Tuple]]:
    """Return the tuples of each sentence, as `carb.*.tsv` has them."""
    found: dict[str, list[Tuple]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row[0].strip()].append(Tuple(row[1], tuple(row[2:])))
    return dict(found)


def judge(
    docs: Iterable[Doc], gold: Sequence[list[Tuple]], rules: Rules
) -> tuple[int, int, int, list[str]]:
    """Return how many claims are right and wrong, the tuples missed, and the wrong."""
    right = wrong = missed = 0
    shown = []
    for doc, tuples in zip(docs, gold, strict=True):
        found = mentions(doc, document="")
        names = {m.start: m for m in found if m.form == "name"}
        stated = [c for c in claims(doc, found, rules) if _is_open(c, names)]
        for claim in stated:
            if any(_says(one, claim, names) for one in tuples):
                right += 1
            else:
                wrong += 1
                ends = f"{names[claim.subject].text} > {names[claim.object].text}"
                shown.append(f"{ends} [{claim.label}, {claim.status}]: {doc.text}")
        for one in tuples:
            reachable = _is_between_names(one, names.values())
            missed += reachable and not any(_says(one, c, names) for c in stated)
    return right, wrong, missed, shown


def _is_open(claim: Claim, names: dict[int, Mention]) -> bool:
    return claim.subject in names and claim.object in names and claim.status == ASSERTED


def _says(one: Tuple, claim: Claim, names: dict[int, Mention]) -> bool:
    holding = [
        {i for i, argument in enumerate(one.arguments) if _holds(argument, name.text)}
        for name in (names[claim.subject], names[claim.object])
    ]
    apart = any(i != j for i in holding[0] for j in holding[1])
    said = " ".join((one.predicate, *one.arguments))
    return apart and bool(_stems(claim.label) & _stems(said))


def _is_between_names(one: Tuple, names: Iterable[Mention]) -> bool:
    texts = {name.text for name in names}
    ends = [
        [text for text in texts if _holds(argument, text)]
        for argument in one.arguments[:2]
    ]
    short = all(
        len(argument.split()) <= len(end[0].split()) + _LONGEST
        for argument, end in zip(one.arguments, ends, strict=False)
        if len(end) == 1
    )
    return len(ends) == 2 and all(len(end) == 1 for end in ends) and short


def _holds(argument: str, name: str) -> bool:
    return name.replace(" ", "") in argument.replace(" ", "")


def _stems(text: str) -> set[str]:
    return {word[:4].lower() for word in text.split() if len(word) > 2}
