"""Surnames that were taken for organisations, and that the text uses as a person's.

Firms are called after people: the text must use the word as one says it of a human
being, after the full name, and never as one says it of a firm.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.identity import folding, people
from kg.records import INITIATIVE, ORGANISATION, PERSON, Mention

_HUMAN = re.compile(
    r"(?:,? who\b(?!le)|, whose |, \d\d, | (?:himself|herself|personally)\b"
    r"| (?:sees|thinks|feels|recalls|recalled|remembers|remembered|joked|quipped|smiled"
    r"|testified|resigned|retired|died|married|was born|grew up)\b)"
)
_FIRM_BEFORE = re.compile(
    r"\b(?:the|at|of|for|from|joined|joins|join|left|founded|owns|own|bought|sold) $",
    re.I,
)
_FIRM_AFTER = re.compile(
    r"(?:['’]s?)? (?:plc|shares?|stock|executives?|employees|workers|customers|products"
    r"|stores|board|shareholders|spokes\w+|subsidiary|unit|officials?|analysts?|itself"
    r"|and its|chairman|chief|president|founder|(?:[A-Z]\w+ )?director)\b"
)


def surnames(
    names: Sequence[Mention], kinds: Mapping[str, str], text: str
) -> frozenset[str]:
    """Return the keys of the words that are a person's, not an organisation's.

    `kinds` says what each key is taken for.
    """
    persons: dict[str, list[Mention]] = defaultdict(list)
    firms: set[str] = set()
    bare: dict[str, list[Mention]] = defaultdict(list)
    for name in names:
        key = folding.key(name.text)
        kind = kinds[key]
        if kind == PERSON and (person := people.parse(name.text)).is_full:
            persons[person.parts[-1]].append(name)
        elif kind in (ORGANISATION, INITIATIVE) and " " in key:
            firms.update(folding.words(name.text))
        elif kind == ORGANISATION:
            bare[key].append(name)
    return frozenset(
        key
        for key, found in bare.items()
        if key not in firms and _is_human(found, persons.get(key, ()), text)
    )


def _is_human(bare: Sequence[Mention], full: Iterable[Mention], text: str) -> bool:
    """Say whether a bare word is used as the surname of those named in full before."""
    before = [name for name in full if name.start < bare[0].start]
    sentences = {name.sentence_start for name in before}
    if not before or any(name.sentence_start in sentences for name in bare):
        return False
    if any(_FIRM_BEFORE.search(text[max(0, n.start - 12) : n.start]) for n in bare):
        return False
    if any(_FIRM_AFTER.match(text, name.end) for name in bare):
        return False
    return any(_HUMAN.match(text, name.end) for name in bare)
