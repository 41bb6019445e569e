"""What shows that a name is not an initiative but a body, an event or a firm."""

import re
from functools import cache

from kg.initiatives.wording import AFTER_NOUN, SMALL, raw
from kg.names import any_of

_FOUNDED = re.compile(
    r"(?:,|,? (?:which|that))?(?: was| is)? founded\b| (?:went|goes) public\b"
    r"|,? (?:which )?was started (?:in|by)\b"
)
_SPEAKS = re.compile(
    r"(?:[’']s)? (?:has |have |had |also )*"
    r"(?:said|says|warned|told|announced|estimates|estimated|appealed|"
    r"spokes\w+|officials?|staff|chief|executive director|director)\b"
)


def organisation_votes(text: str, start: int, end: int) -> int:
    """Count what speaks for an organisation around one place of a name."""
    before, after = text[max(0, start - 60) : start], text[end : end + 80]
    return sum(bool(p.search(before)) for p in _said_before()) + sum(
        bool(p.match(after)) for p in _said_after()
    )


def is_founded(text: str, end: int) -> bool:
    """Say whether what is named before `end` was founded or sold shares: a firm."""
    return bool(_FOUNDED.match(text, end))


def speaks(text: str, start: int, end: int) -> bool:
    """Say whether what is named here speaks or has officials: then it is a body."""
    return bool(
        _SPEAKS.match(text, end)
        or re.search(r"according to (?:the )?$", text[max(0, start - 20) : start])
    )


def is_body(name: str) -> bool:
    """Say whether a name is that of a well-known body with staff and an address."""
    padded = f" {name} ".replace("Program ", "Programme ")
    return any(f" {body} " in padded for body in raw()["bodies"]["names"])


def is_other_programme(text: str, start: int, end: int) -> bool:
    """Say whether a programme is one on air, or one of study at a university."""
    if not re.search(r"\b[Pp]rogramm?e?s?\b", text[start : end + 14]):
        return False
    near = text[max(0, start - 60) : end + 40]
    words = set(re.findall(r"[a-z]+", near.lower()))
    return not words.isdisjoint(raw()["media"]["words"]) or bool(
        re.match(
            r"(?: programm?e?)? (?:at|in|of) .{0,40}(?:Univers|College)", text[end:]
        )
    )


def is_something_else(name: str) -> bool:
    """Say whether its last word shows an organisation, an event, a law or a prize."""
    lists = raw()["organisation"]["endings"], raw()["other"]["endings"]
    return any(name.rsplit(" ", 1)[-1] in words for words in lists)


@cache
def _said_before() -> tuple[re.Pattern[str], ...]:
    lists = raw()["organisation"]
    return (
        re.compile(r"\b(?:public|listed|listing|traded|debut) (?:on|at) (?:the )?$"),
        re.compile(rf"\b{any_of(lists['nouns'])}s? (?:the )?$"),
        re.compile(rf"\b{any_of(lists['nouns'])}s (?:such as|like|including) $"),
        re.compile(rf"\b{any_of(lists['parts'])} (?:of|in|at|for|with) (?:the )?$"),
        re.compile(rf"\b{any_of(lists['taking'])} $"),
    )


@cache
def _said_after() -> tuple[re.Pattern[str], ...]:
    lists = raw()["organisation"]
    helpers = r"(?:,? which|,? who)? (?:has |have |had |also |will |would )*"
    called = rf"(?:an?|the|one of) {SMALL}{{0,5}}{any_of(lists['nouns'])}s?{AFTER_NOUN}"
    return (
        re.compile(rf"{helpers}{any_of(lists['deeds'])}\b"),
        re.compile(rf"(?:[’']s?)? (?:[a-z-]+ )?{any_of(lists['belongings'])}\b"),
        re.compile(rf"(?:,| is| was) {called}"),
        re.compile(r",?[ ](?:Inc|Ltd|Corp|LLC|plc|PLC|Holdings|Group|Co|GmbH|AG)\b"),
    )
