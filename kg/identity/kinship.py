"""Who is brought into a text as somebody's relative: "her grandson Bob Rovik".

Papers go on to call whom a text is about by the surname, and relatives by their given
names.
"""

import re

_NEAR = 40
"""Characters before a name in which it is said whose relative it is."""

_KIN = (
    r"(?:(?:grand|step|half-)?(?:son|daughter|father|mother|brother|sister|parent)"
    r"|grandchild|child|wife|husband|widow|widower|spouse|partner|fianc[ée]e?|uncle"
    r"|aunt|cousin|nephew|niece|twin|(?:son|daughter|father|mother|brother|sister)"
    r"-in-law)"
)
_BEFORE = re.compile(
    rf"\b{_KIN}(?:s?(?:,(?: (?!and\b|or\b|with\b|who\b)[\w-]+){{0,4}}| -| –| —|:)?) "
    r"(?:(?:Mrs?|Ms|Miss|Dr|Sir|Lady)\.? )?$",
    re.I,
)
_OF = re.compile(
    rf"[A-Z][\w’'-]+(?:,| is| was|,? and) (?:the |an? )?(?:[a-z-]+ ){{0,2}}{_KIN} of"
    r"(?: [\w-]+){0,4} $"
)
_NEW = re.compile(rf"\b(?:an?|another|one) (?:[\w-]+ )?{_KIN},? $", re.I)
_AFTER = re.compile(
    rf",? (?:who (?:is|was) )?(?:his|her|their|the|a|[A-Z]\w+['’]s) "
    rf"(?:[\w-]+ ){{0,2}}?{_KIN}\b"
)


def is_relative(text: str, start: int, end: int) -> bool:
    """Say whether a text calls whom it names there a relative of somebody.

    Behind "Ann Roe, daughter of" it is who Ann is told by.
    """
    near = max(0, start - _NEAR)
    return bool(
        _BEFORE.search(text, near, start)
        or _AFTER.match(text, end)
        or _OF.search(text, max(0, start - 2 * _NEAR), start)
    )


def is_new(text: str, start: int) -> bool:
    """Say whether a text brings in somebody there of whom it has not told before.

    "A daughter, Ann" is nobody named before, "her daughter Ann" may be.
    """
    return bool(_NEW.search(text, max(0, start - _NEAR), start))
