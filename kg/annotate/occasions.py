"""Festivals, fairs and the like: initiatives where somebody runs or pays for them.

A pipeline takes them for events, of which most texts only tell that somebody was there.
"""

import re
from functools import cache

from spacy.tokens import Span

from kg import names
from kg.records import INITIATIVE

_LABELS = ("MISC", "EVENT")
_NEAR = 60
"""Characters beside a name in which somebody who runs it stands."""

_YEAR = re.compile(r"(?:the )?(?:19|20)\d\d ", re.I)
_EDITION = r"(?:(?:\d{4}|[a-z]+ edition of|annual|first|inaugural|this year['’]s) ?)*"


def kind_of(text: str, ent: Span) -> str | None:
    """Return the kind of an event that somebody runs, None for any other."""
    if ent.label_ not in _LABELS or ent[-1].text not in _heads() or len(ent) < 2:
        return None
    before = text[max(0, ent.start_char - _NEAR) : ent.start_char]
    behind = text[ent.end_char : ent.end_char + _NEAR]
    run = _led().search(before) or _run().match(behind)
    return INITIATIVE if run else None


def name_of(text: str, start: int) -> int:
    """Return where a name begins behind its year: "the 2013 *Velm Fair*"."""
    year = _YEAR.match(text, start)
    return year.end() if year else start


@cache
def _heads() -> frozenset[str]:
    return frozenset(names.word_list("annotate")["occasions"]["heads"])


@cache
def _led() -> re.Pattern[str]:
    """Match "director of the" and "founded the" before a name."""
    words = names.word_list("annotate")["occasions"]
    posts, deeds = names.any_of(words["posts"]), names.any_of(words["deeds"])
    the = rf"(?: the)?(?: {_EDITION}(?:the)?)? $"
    return re.compile(rf"\b(?:{posts}s? (?:of|at|for|behind)|{deeds}){the}", re.I)


@cache
def _run() -> re.Pattern[str]:
    """Match "'s director" and ", organised by" behind a name."""
    words = names.word_list("annotate")["occasions"]
    posts, done = names.any_of(words["posts"]), names.any_of(words["done"])
    is_run = (
        rf"(?:,? which| that)?,?(?: (?:is|was|are|were|has|have|been|being))* {done}"
    )
    when = r"(?: (?:in|since) \d{4}| jointly)?"
    return re.compile(rf"(?:['’]s?)? (?:[a-z-]+ )?{posts}\b|{is_run}{when} by\b")
