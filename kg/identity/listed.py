"""Names that stand beside each other as one: "Acme, a bank, and its rival Beta"."""

import re
from collections.abc import Iterator, Sequence

from kg.records import INITIATIVE, ORGANISATION, Mention

MOST = 4
"""How many names of a list are taken for a group that "they" can mean."""

_CODE = r"(?: ?[(<][^)>]{1,40}[)>])?"
_COMMA = re.compile(rf"{_CODE}, (?:the |its |his |her )?")
_ASIDE = r"(?:, [^.;:\"“”]{1,90})?"
_WORD = r"(?: (?![a-z-]+(?:ed|ing) )[a-z’'-]+)"
_AND = re.compile(rf"(?:['’]s?)?{_CODE}{_ASIDE},? (?:and|&){_WORD}{{0,4}}? ?")
_THINGS = (ORGANISATION, INITIATIVE)


def lists(mentions: Sequence[Mention], text: str) -> Iterator[list[Mention]]:
    """Yield the lists of two to four names of one kind among those of a sentence.

    All members do the same in it: "Acme sold Beta and Gamma shrank" has none.
    """
    done = -1
    for at, first in enumerate(mentions):
        if at <= done:
            continue
        run = [first]
        for to in range(at + 1, min(len(mentions), at + _AHEAD)):
            other = mentions[to]
            if not are_alike(first, other) or other.role != first.role:
                continue
            title = len(other.title) + 1 if other.title else 0
            between = text[run[-1].end : other.start - title][:_LONGEST]
            if _COMMA.fullmatch(between):
                run.append(other)
            elif _AND.fullmatch(between):
                run.append(other)
                if len({one.name for one in run}) == len(run) <= MOST:
                    yield run
                    done = to
                break
            elif first.role:
                break


_AHEAD = 12
"""How many mentions from the first of a list its end is looked for."""

_LONGEST = 200
"""Characters between two members; more are no aside."""


def are_alike(left: Mention, right: Mention) -> bool:
    """Say whether two can be in one list: of one kind, or both things."""
    return left.kind == right.kind or (left.kind in _THINGS and right.kind in _THINGS)
