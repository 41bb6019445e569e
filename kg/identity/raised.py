"""Rounds of money that a sentence tells without saying for whom.

"Velm raised $3m. *The round* was led by Halden": the round is the last that somebody
raised before. Such a word is a reference of its own, as a bare post is: it stands for
the firm that raised it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kg.identity.standing import stand_in
from kg.records import ORGANISATION, Mention

_FAR = 900
"""Characters before a round in which its firm raises it."""

_SUM = r"[$£€¥₹]\s?\d|\d(?:[\d.,]*) ?(?:m|mn|million|bn|billion|crore)\b"
_ROUND = r"(?:round|financing|fundrais(?:e|ing)|raise|Series [A-H]\b)"
_RAISING = re.compile(
    r"\b(?:rais(?:e[sd]?|ing)|clos(?:ed|es|ing)|secur(?:ed|es|ing)|land(?:ed|s)"
    r"|announc(?:ed|es|ing)|complet(?:ed|es)|bag(?:ged|s)|nett?ed|attracted"
    r"|pull(?:ed|s) in|picked up)\b"
    rf"[^.;:]{{0,60}}?(?:\b{_ROUND}|\b(?:funding|investment)\b|{_SUM})",
    re.I,
)
_RAISED_BY = re.compile(r"\b(?:total|amount|sum|capital|funding) raised by (?:the )?")
_TOLD = re.compile(
    r"(?:\b(?:the|this|that)|(?<=[.!?] )(?=Series [A-H]\b))"
    r"(?: (?!of\b)[\w$£€.,-]+){0,4}? ?"
    r"\b(?P<round>Series(?= [A-H]\b)|rounds?|financing|fundrais(?:e|ing)|raise|funding"
    r"|investment)\b"
    r"(?! (?:in|into|for|by|scheme|programme|program|fund|bank|firm|trust|company)\b)",
    re.I,
)


def rounds(known: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Yield a mention of form `title` for each round whose firm an earlier one tells.

    `known` are the names and resolved references of a document, in order.
    """
    raisers = sorted(_raisers(known, text), key=lambda raiser: raiser[0])
    if not raisers:
        return
    places = [at for at, _ in raisers]
    starts = [mention.start for mention in known]
    for told in _TOLD.finditer(text):
        place = told.start("round")
        beside = _beside(known, bisect_right(starts, place), place)
        if beside is None or beside.start <= place < beside.end:
            continue
        last = bisect_left(places, beside.sentence_start) - 1
        here = last + 1 < len(places) and places[last + 1] < beside.sentence_end
        if here or last < 0 or place - places[last] > _FAR:
            continue
        end = told.end("round")
        yield stand_in(raisers[last][1], text, place, end, beside=beside, form="title")


def _beside(known: Sequence[Mention], after: int, place: int) -> Mention | None:
    """Return the mention before or behind a place that is in its sentence."""
    near = known[max(0, after - 1) : after + 1]
    return next((m for m in near if m.sentence_start <= place < m.sentence_end), None)


def _raisers(known: Sequence[Mention], text: str) -> Iterator[tuple[int, Mention]]:
    """Yield where somebody raises money, and who: the last subject before the verb."""
    firms = [m for m in known if m.kind == ORGANISATION and m.form != "title"]
    starts = [firm.start for firm in firms]
    for told in _RAISING.finditer(text):
        at = bisect_left(starts, told.start()) - 1
        while at >= 0 and firms[at].sentence_end > told.start():
            if firms[at].role == "subject":
                yield told.start(), firms[at]
                break
            at -= 1
    for told in _RAISED_BY.finditer(text):
        at = bisect_left(starts, told.end())
        if starts[at : at + 1] == [told.end()]:
            yield told.start(), firms[at]
