"""Where a name begins and ends in a text, as a stretch `text[start:end]`."""

import re

Stretch = tuple[int, int]

_DASH = "—"
"""What no name has inside; before it stands where a report comes from."""

_OPENING = "\"'“”‘’«»„‚`*_~-–—•·([{<.,;:!?/\\|×#"
_CLOSING = "\"'“”‘’«»„‚`*_~-–—•·<>,;:!?/\\|×#([{"
_LEADING = re.compile(
    # "ex-", "non-", an article, an adjective ("Acme-style Zuma"), small words but no
    # particle
    r"(?:[Ee]x|[Nn]on|anti|pro)-(?=[A-Z])"
    r"|(?i:the|a|an|this|these|our|his|her|its|their)\s+"
    r"|\S+-(?:like|esque|style|based|owned|backed|led|controlled|linked"
    r"|affiliated|listed|run|funded)\s+"
    r"|(?!(?:de|di|da|du|del|la|le|al|el|van|von|der|den|ter|bin|ibn|abu|dos|zu|’t|'t)\s)"
    r"[a-z][a-z-]+\s+"
)
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\s+(?=[A-Z])"
)
_SINCE = re.compile(r"(?i:\b(?:in|since|last|until|by|early|late|next|this)\s)$")
_OFFICE = re.compile(
    r"\s+(?:IPOs?|CEO|CFO|COO|CTO|Founder|Co-founder|Co-Founder|MPs?|MEPs?|MSPs?)$"
)
_TRAILING = re.compile(r"(?!\sfor all$)(?<!\sfor)(?:\s+[a-z][a-z-]*)+$")
_FIGURE = re.compile(r"\s\d{1,3}(?:,\d{3})+$")
_STRAY = re.compile(r"[^\"“(\[]{1,30}[\"”)\]]\s+(?=[^\W\d_a-z][^\"”“()\[\]]*$)")
_POSSESSIVE = re.compile(r"[’'‘`´]s?$")
_ABBREVIATION = re.compile(
    r"\b(?:Inc|Corp|Cos?|Ltd|Jr|Sr|Jnr|Snr|Bros|Dept|Univ|Assoc|\w)\.$"
)
_ABBREVIATED = re.compile(r"\s*\(\s*([A-Za-z][\w&.-]{1,11})\s*\)?\s*$")
_LINE_END = re.compile(r"\s*\n\s*|\t")
_PERSONS = re.compile(r",\s+(?!Jr|Sr|II|n[ée]e )|\s+(?:and|&|or)\s+(?=[A-Z])")
_COMMA = re.compile(
    r",\s+(?!(?:Inc|Ltd|LLC|LLP|LP|Corp|Co|Jr|Sr|II|III|PLC|plc|S\.A|N\.V|AG)\b)"
)
_STROKE = re.compile(r"(?<=\w{3})/(?=[A-Z]\w\w)")


def pieces(text: str, start: int, end: int, kind: str) -> list[Stretch]:
    """Split a stretch where it must hold several names.

    A line break, a bracketed abbreviation, the comma or "and" of a list, or a stroke
    ends a name. A comma stays inside "Ministry of Trade, Industry and Energy", "and"
    in everything but a person's name, and of "Photographer/Agency" the first is kept.
    """
    found: list[Stretch] = []
    for line_start, line_end in _between(_LINE_END, text, start, end):
        bracket = _ABBREVIATED.search(text, line_start, line_end)
        if bracket and bracket.start() > line_start:
            found += _listed(text, line_start, bracket.start(), kind)
            found.append(bracket.span(1))
        else:
            found += _listed(text, line_start, line_end, kind)
    return found


def trim(text: str, start: int, end: int) -> Stretch:
    """Cut quotes, brackets, articles, small words and a possessive off both edges.

    What stands before a mark that closes nothing goes as well: `Bo" Rovik` is Rovik.
    The stop of an abbreviation ("Inc.", "Jr.", "U.S.") stays. Empty if nothing is left.
    """
    before = -1, -1
    while before != (start, end) and start < end:
        before = start, end
        while start < end and (text[start] in _OPENING or text[start].isspace()):
            start += 1
        if stray := _STRAY.match(text[start:end]):
            start += stray.end()
        if (dash := text.find(_DASH, start, end)) >= 0:  # "Mass.—Acme Corp"
            goes_on = text[dash + 1 : end].lstrip()[:1].isupper()
            start, end = (dash + 1, end) if goes_on else (start, dash)
        if leading := _LEADING.match(text, start, end):
            start = leading.end()
        month = _MONTH.match(text, start, end)
        if month and _SINCE.search(text, max(0, start - 8), start):
            start = month.end()
        end = _trim_right(text, start, end)
    return start, max(start, end)


def _between(
    pattern: re.Pattern[str], text: str, start: int, end: int
) -> list[Stretch]:
    """Return the stretches between the matches of a pattern."""
    cuts = [match.span() for match in pattern.finditer(text, start, end)]
    starts = [start, *(right for _, right in cuts)]
    ends = [*(left for left, _ in cuts), end]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _listed(text: str, start: int, end: int, kind: str) -> list[Stretch]:
    """Split at the commas, "and" and strokes of a list of names."""
    name = text[start:end]
    if kind == "person":
        parts = _between(_PERSONS, text, start, end)
    elif re.search(r"\b(?:of|for|and)\b|&", name):
        parts = [(start, end)]
    else:
        parts = _between(_COMMA, text, start, end)
    return [_before_stroke(text, a, b) for a, b in parts]


def _before_stroke(text: str, start: int, end: int) -> Stretch:
    stroke = _STROKE.search(text, start, end)
    return (start, stroke.start()) if stroke else (start, end)


def _trim_right(text: str, start: int, end: int) -> int:
    while start < end and (text[end - 1].isspace() or text[end - 1] in _CLOSING):
        end -= 1
    name = text[start:end]
    for mark, partner in (")", "("), ("]", "["):
        if name.endswith(mark) and partner not in name:
            return end - 1
    if spare := (
        _POSSESSIVE.search(name)
        or _TRAILING.search(name)
        or _OFFICE.search(name)
        or _FIGURE.search(name)
    ):
        return start + spare.start()
    if name.endswith(".") and not _ABBREVIATION.search(name):
        return end - 1
    return end
