"""Who "I" and "we" are in what a text quotes.

"I" is whoever a verb of saying beside the quotation names; "we" is the organisation
that speaks, or whose post the text gives to the speaker ("Ann Rovik, chair of Acme").
So it is in the lines of an interview ("Ann Rovik: I left Acme").
Outside of these, and where nobody or no such post is named, they mean nobody known.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg import names
from kg.identity.speakers import quoted_by
from kg.identity.standing import stand_in
from kg.identity.surroundings import Surroundings
from kg.names import any_of
from kg.records import ORGANISATION, PERSON, Mention

_SELF = re.compile(r"(?:I|me|my|mine)(?![\w.])")
_US = re.compile(r"(?:[Ww]e|us|[Oo]ur|ours)(?![\w.])")
_WORD = re.compile(rf"(?<![\w.’'-])(?:{_SELF.pattern}|My|{_US.pattern})")

_NUMBER = re.compile(r"[\w,;:’'-] [A-Z][\w-]+ $")
"""What stands before a numeral: "World War I"."""

_COLON = re.compile(r"(?: \([^()\n]{1,40}\))?: ")
"""Behind who speaks in a line: "Ann Rovik: ", "Ann Rovik (Acme): "."""

_PAST = r"former\b|ex\b|once\b|then\b|late\b"

_LEAD = 400
"""Characters before a quotation in which the sentence that leads to it stands."""


class _Post(NamedTuple):
    """Hold a body where somebody has a post, and whether as its founder."""

    firm: Mention
    is_founder: bool


def heard(known: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Yield a mention of form `pronoun` for each "I" and "we" whose meaning is plain.

    `known` are the names and resolved references of one document, in order. Only
    sentences that mention somebody else are looked at: nothing is told in others.
    """
    if not _WORD.search(text):
        return
    around = Surroundings(known, (), text)
    turns = list(_turns(known, text))
    speakers: dict[tuple[int, int], Mention | None] = dict(turns)
    quotes = (
        (one, around.quotes.around(one.start) or _turn(turns, one.start))
        for one in known
    )
    quoted = [(one, quote) for one, quote in quotes if quote is not None]
    posts = _posts_held(known, text) if quoted else {}
    done = -1
    for mention, quote in quoted:
        if quote not in speakers:
            speakers[quote] = _speaker(around, quote)
        speaker = speakers[quote]
        if speaker is None or not speaker.name:
            continue
        left = max(quote[0], mention.sentence_start, done)
        done = max(left, min(quote[1], mention.sentence_end))
        for word in _words(around, left, done):
            us = _US.fullmatch(word[0])
            who = _body(speaker, posts) if us else _person(speaker)
            if who is not None:
                start, end = word.span()
                yield stand_in(who, text, start, end, beside=mention, form="pronoun")


def _turns(
    known: Sequence[Mention], text: str
) -> Iterator[tuple[tuple[int, int], Mention]]:
    """Yield from where to where each line "Ann Rovik: ..." reaches, and who speaks."""
    for one in known:
        if one.form == "name" and one.start in (0, text.rfind("\n", 0, one.start) + 1):
            colon = _COLON.match(text, one.end)
            line = text.find("\n", one.end)
            if colon is not None:
                yield (colon.end(), line if line >= 0 else len(text)), one


def _turn(
    turns: Sequence[tuple[tuple[int, int], Mention]], place: int
) -> tuple[int, int] | None:
    """Return the line of an interview that a place is in; they are in order."""
    at = bisect_right(turns, place, key=lambda turn: turn[0][0]) - 1
    return turns[at][0] if at >= 0 and place < turns[at][0][1] else None


def _words(around: Surroundings, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the words of the first person between two places, but no numerals."""
    for word in _WORD.finditer(around.text, start, end):
        numbers = word[0] == "I" and _NUMBER.search(around.text, start, word.start())
        if not numbers or any(
            one.end == word.start() - 1 for one in around.between(start, word.start())
        ):
            yield word


def _person(speaker: Mention) -> Mention | None:
    return speaker if speaker.kind == PERSON else None


def _speaker(around: Surroundings, quote: tuple[int, int]) -> Mention | None:
    """Return who says a quotation: by a verb beside it, or in the lead to it.

    A quotation that goes on in a new paragraph, the last one not being closed, is the
    same person's; one behind a colon is whose sentence leads to it.
    """
    speaker = quoted_by(around, quote)
    before = around.text[: quote[0] - 1].rstrip()
    if speaker is not None or not before:
        return speaker
    if "\n" not in around.text[len(before) : quote[0]]:
        return None
    last = around.quotes.around(len(before) - 1)
    if last is not None:
        return _speaker(around, last)
    if not before.endswith(":"):
        return None
    subjects = {
        one.name: one
        for one in around.between(max(0, len(before) - _LEAD), len(before))
        if one.sentence_end >= len(before) and one.role == "subject" and one.name
    }
    return next(iter(subjects.values())) if len(subjects) == 1 else None


def _body(speaker: Mention, posts: Mapping[str, Sequence[_Post]]) -> Mention | None:
    """Return the organisation that a speaker is, or whose post the text gives him.

    A founder may have left long ago: only the sentence that quotes him tells.
    """
    if speaker.kind == ORGANISATION:
        return speaker
    found = {
        firm.name: firm
        for firm, is_founder in posts.get(speaker.name, ())
        if not is_founder or firm.sentence_start == speaker.sentence_start
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _posts_held(known: Sequence[Mention], text: str) -> Mapping[str, Sequence[_Post]]:
    """Return the bodies where the text gives people posts, by the people's names."""
    posts: dict[str, list[_Post]] = defaultdict(list)
    for one, two in pairwise(known):
        firm, person = (one, two) if two.kind == PERSON else (two, one)
        if (firm.kind, person.kind) == (ORGANISATION, PERSON):
            between = text[one.end : two.start]
            if _is_of(firm, person, between, firm_first=firm is one):
                posts[person.name].append(_Post(firm, "founder" in between))
    return posts


def _is_of(firm: Mention, person: Mention, between: str, *, firm_first: bool) -> bool:
    """Say whether what stands between a firm and somebody gives him a post there."""
    if firm.form == "title":
        return between in (" ", ", ")
    if firm.form != "name" or person.form != "name":
        return False
    return bool((_before() if firm_first else _behind()).fullmatch(between))


@cache
def _before() -> re.Pattern[str]:
    """Match what stands between a body and somebody of it: "'s chair", "'s"."""
    words = rf"(?:(?!{_PAST})[\w-]+ ){{0,4}}?"
    return re.compile(rf"(?:['’]s?)? {words}{_post()},? |['’]s? ", re.I)


@cache
def _behind() -> re.Pattern[str]:
    """Match what stands between somebody and his body: ", chair of the", " of "."""
    words = r"(?:[\w&-]+,? ){0,5}?"
    field = r"(?: (?:of|for)(?: (?!the )[\w&-]+){1,4}?)?"
    post = rf"(?!{_PAST})(?:the |an? )?{words}{_post()}{field} (?:of|at|for|with)"
    leads = "who (?:runs|leads|heads|chairs|manages|owns|(?:co-?)?founded)"
    return re.compile(rf"(?:, (?:{post}|{leads}|of|from)| of) (?:the )?", re.I)


@cache
def _post() -> str:
    data = names.word_list("identity")
    posts = [*data["posts"], *data["posts_of_bodies"], *data["posts_of_speakers"]]
    return any_of([*posts, *names.word_list("titles")["roles"]])
