"""Who gives grants: "Acme" that does may be the Acme Foundation, not the firm Acme."""

import re

_NEAR = 40
"""Characters before a name in which its grant stands."""

_LINKS = ("from ", "by ", "from the ", "by the ")
_BEFORE = re.compile(
    r"(?:\b(?:grants?|gifts?|funding|funds|funded|donations?|donated|support|supported"
    r"|awards?|awarded|fellowships?|endowments?|endowed|sponsored|scholarships?)"
    r"|[mb]illion|\d) (?:from|by) (?:the )?$"
)
_AFTER = re.compile(
    r"(?:['’]s? (?:grants?|gifts?|support|funding|generosity|fellowships?|donations?)"
    r"| (?:has |have |had |also |then |later |will )*(?:gave|gives?|given|funds|funded"
    r"|awards|awarded|supports|supported|donates|donated|grants|granted|endowed"
    r"|pledged))\b"
)


def gives(text: str, start: int, end: int) -> bool:
    """Say whether a name gives grants or gifts where it stands."""
    if text.endswith(_LINKS, max(0, start - 9), start):
        near = max(0, start - _NEAR)
        return bool(_BEFORE.search(text, near, start) or _AFTER.match(text, end))
    return bool(_AFTER.match(text, end))
