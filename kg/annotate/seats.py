"""Seats in a parliament: what somebody is "MP for" is a place, however it is called."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg import names
from kg.annotate.marking import Mark, Page
from kg.records import PLACE

_NEAR = 60
"""Characters before a name in which "MP for" stands."""

_MEMBER = re.compile(
    r"\b(?:MP|MSP|MEP|TD)s? for (?:the )?(?:[A-Z][\w’'-]*(?: and | & |, | ))*$"
)
_OWNER = re.compile(r"[’']s ")


def as_seats(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Return the names; "Ferdal Vale" is a place where somebody is MP for it."""
    if " for " not in page.text:
        return list(found)
    parties = set(names.word_list("annotate")["partisans"]["parties"])
    return [
        replace(name, kind=PLACE, title="", sure=True)
        if not (name.link or name.kind == PLACE)
        and _MEMBER.search(page.text[max(0, name.start - _NEAR) : name.start])
        and not _OWNER.match(page.text, name.end)
        and page.text[name.start : name.end] not in parties
        else name
        for name in found
    ]
