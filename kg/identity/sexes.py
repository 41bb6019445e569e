"""Whether somebody is a man or a woman, where his kin tell it: "Roe *and his wife*"."""

import re

from kg.identity import people

_KIN_REACH = 20
_SPOUSE = re.compile(
    r" and (?P<whose>his(?= (?:\w+ )?wife\b)|her(?= (?:\w+ )?husband\b))\b"
)
_KIN = re.compile(
    r"\b(?:his|her|their) (?:\w+ )?"
    r"(?P<kin>wife|mother|daughter|sister|aunt|niece|husband|father|son|brother|uncle"
    r"|nephew), $"
)


def sex_told(text: str, start: int, end: int) -> str:
    """Return the sex of who stands between two places, where his kin tell it, or "".

    "Roe *and his wife*" is a man, and so is "her husband, *Roe*".
    """
    spouse = _SPOUSE.match(text, end)
    if spouse is not None:
        return "male" if spouse["whose"] == "his" else "female"
    kin = _KIN.search(text, max(start - _KIN_REACH, 0), start)
    return people.gender(kin["kin"]) if kin is not None else ""
