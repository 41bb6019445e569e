"""Rounds of money that a sentence tells without saying for whom.

"Velm raised $3m. *The round* was led by Halden": the round is the last that somebody
raised before. Such a word is a reference of its own, as a bare post is: it stands for
the firm that raised it.
"""

import re
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
    rf"(?P<what>[^.;:]{{0,60}}?(?:\b{_ROUND}|\b(?:funding|investment)\b|{_SUM}))",
    re.I,
)
_RAISED_BY = re.compile(r"\b(?:total|amount|sum|capital|funding) raised by (?:the )?")
_TOLD = re.compile(
    r"(?:\b(?P<the>the|this|that)|(?<=[.!?] )(?P<bare>(?=Series [A-H]\b)))"
    r"(?P<between>(?: (?!of\b)[\w$£€.,-]+){0,4}?) ?"
    r"\b(?P<round>Series(?= [A-H]\b)|rounds?|financing|fundrais(?:e|ing)|raise|funding"
    r"|investment)\b"
    r"(?! (?:in|into|for|by|scheme|programme|program|fund|bank|firm|trust|company)\b)",
    re.I,
)


def rounds(known: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Yield a mention of form `title` for each round whose firm an earlier one tells.

    `known` are the names and resolved references of a document, in order.
    """
    raisers = list(_raisers(known, text))
    if not raisers:
        return
    for told in _TOLD.finditer(text):
        place = told.start("round")
        beside = next(
            (m for m in known if m.sentence_start <= place < m.sentence_end), None
        )
        if beside is None or any(m.start <= place < m.end for m in known):
            continue
        before = [(at, firm) for at, firm in raisers if at < beside.sentence_start]
        here = any(
            beside.sentence_start <= at < beside.sentence_end for at, _ in raisers
        )
        if here or not before or place - before[-1][0] > _FAR:
            continue
        end = told.end("round")
        yield stand_in(before[-1][1], text, place, end, beside=beside, form="title")


def _raisers(known: Sequence[Mention], text: str) -> Iterator[tuple[int, Mention]]:
    """Yield where somebody raises money, and who: the last subject before the verb."""
    firms = [m for m in known if m.kind == ORGANISATION and m.form != "title"]
    for told in _RAISING.finditer(text):
        before = [
            m
            for m in firms
            if m.sentence_start <= m.start < told.start() < m.sentence_end
            and m.role == "subject"
        ]
        if before:
            yield told.start(), before[-1]
    for told in _RAISED_BY.finditer(text):
        behind = [m for m in firms if m.start == told.end()]
        yield from ((told.start(), firm) for firm in behind)
