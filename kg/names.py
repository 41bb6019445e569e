"""Where a name begins and ends, and what is not a name: pure functions on strings.

Nothing here knows spaCy or a document: a name is a stretch `text[start:end]`. The word
lists are data (`kg/data/titles.toml`, `kg/data/not_names.toml`).
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

Stretch = tuple[int, int]

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
_COMMA = re.compile(
    r",\s+(?!(?:Inc|Ltd|LLC|LLP|LP|Corp|Co|Jr|Sr|II|III|PLC|plc|S\.A|N\.V|AG)\b)"
)
_WEB = re.compile(r"https?:|www\.|@|^#|\.(?:html?|php|jpe?g|png|pdf)$", re.I)
_SITE = re.compile(r"[a-z0-9-]{3,}\.(?:com|org|net|io|ai|co)")
_AMOUNT = re.compile(
    r"(?:[A-Z]{0,3}\$|€|£|¥|₹)\s?[\d.,]+.*|[\d.,/:%+–-]+(?:[a-z]{1,2}|%)?"
)
_PARTY_AND_STATE = re.compile(r"[DRI] ?- ?[A-Z][a-zA-Z.]*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_WORD_AT_END = re.compile(r"(\w+)[^\w\s]*[ ][\"'“‘(]?$")


def pieces(text: str, start: int, end: int, kind: str) -> list[Stretch]:
    """Split a stretch where it must hold several names.

    A line break, a bracketed abbreviation, the comma or "and" of a list, or a stroke
    ends a name. A comma stays inside "Ministry of Trade, Industry and Energy", "and"
    in everything but a person's name, and of "Photographer/Agency" the first is kept.
    """
    found: list[Stretch] = []
    for line_start, line_end in _between(r"\s*\n\s*|\t", text, start, end):
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
        if leading := _LEADING.match(text, start, end):
            start = leading.end()
        month = _MONTH.match(text, start, end)
        if month and _SINCE.search(text, max(0, start - 8), start):
            start = month.end()
        end = _trim_right(text, start, end)
    return start, max(start, end)


def is_spelt_by(short: str, full: str) -> bool:
    """Say whether the letters of an abbreviation stand in a name, in their order."""
    left = iter(full.upper())
    return all(letter in left for letter in short.upper() if letter.isalpha())


def take_title(text: str, start: int, end: int) -> tuple[int, str]:
    """Return where a person's name starts behind its titles, and the titles.

    A title may also stand just before the stretch ("former chief executive Ann Lee").
    A whole stretch that is nothing but a title is left as it is.
    """
    pattern, ambiguous = _title_pattern()
    title = ""
    inside = pattern.finditer(text, start, end) if " " in text[start:end] else ()
    for match in inside:
        left = text[match.end() : end].split()
        words = match[1].rstrip(".").lower()
        whole = match.start() == start or words not in ambiguous
        if left and whole and not (words in ambiguous and len(left) < 2):
            start, title = match.end(), _own_words(match[1])
    reach = max(0, start - 60)
    word = None if title else _WORD_AT_END.search(text, reach, start)
    ends = word is not None and word[1].casefold() in _ends_of_titles()
    if ends and (before := _title_at_end().search(text, reach, start)):
        title = _own_words(before[1])
    return start, title


def _own_words(title: str) -> str:
    """Cut the end of another name off a title ("[Green] Party leader")."""
    words = title.split(" ")
    while len(words) > 1 and words[0][0].isupper() and words[-1][0].islower():
        del words[0]
    return " ".join(words)


def add_suffix(text: str, start: int, end: int) -> int:
    """Return the end of a person's name with its "Jr" or "III", if one follows."""
    suffixes = "|".join(_words("titles", "suffixes"))
    match = re.compile(rf",?[ ]({suffixes})\b(\.(?=[,;]|[ ][a-z]))?", re.I).match(
        text, end
    )
    return match.end() if match and match[1][0].isupper() else end


def is_honoured(text: str, start: int) -> bool:
    """Say whether a form of address ("Mr.", "Dame") stands right before `start`."""
    match = _address_at_end().search(text[max(0, start - 16) : start])
    return match is not None and match[0][0].isupper()


def is_name(name: str) -> bool:
    """Say whether a string can name anybody at all.

    Dates, amounts, currencies, demonyms, business shorthand, web addresses, page
    furniture, bare common nouns, posts ("Lord Chancellor"), and anything without a
    capital or of one letter cannot.
    """
    if len(name) < 2 or len(name) > 120:
        return False
    if not any(c.isupper() for c in name) and not _SITE.fullmatch(name):
        return False
    if _PARTY_AND_STATE.fullmatch(name):  # "Ann Lee, D-Ariz."
        return False
    if _WEB.search(name) or _AMOUNT.fullmatch(name) or not _WORD.search(name):
        return False
    lowered = " ".join(name.lower().split())
    junk = _junk()
    if lowered in junk or lowered.rstrip(".") in junk:
        return False
    words = _WORD.findall(lowered)
    if len(words) > 1 and words[-1] in _roles() and _post().fullmatch(lowered):
        return False
    return not all(word in _calendar() for word in words)


def is_title(word: str) -> bool:
    """Say whether a word can be a title or part of one ("Chief", "Mr.")."""
    return word.rstrip(".").lower() in _title_parts()


def is_headline(line: str) -> bool:
    """Say whether a line is set in title case, so that its capitals mean nothing.

    At least four words, no full stop at the end, and of the words with four letters or
    more fewer than a fifth begin with a small letter.
    """
    if line.rstrip(' ”"’)').endswith((".", "!", "?", ":", ";", ",")):
        return False
    words = _WORD.findall(line)
    long = [word for word in words if len(word) > 3]
    small = sum(word[0].islower() for word in long)
    return len(words) > 3 and len(long) > 1 and small * 5 < len(long)


@cache
def word_list(file: str) -> dict[str, Any]:
    """Read one TOML file of `kg/data`."""
    path = resources.files("kg") / "data" / f"{file}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of some words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


def _between(pattern: str, text: str, start: int, end: int) -> list[Stretch]:
    """Return the stretches between the matches of a pattern."""
    cuts = [match.span() for match in re.compile(pattern).finditer(text, start, end)]
    starts = [start, *(right for _, right in cuts)]
    ends = [*(left for left, _ in cuts), end]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _listed(text: str, start: int, end: int, kind: str) -> list[Stretch]:
    """Split at the commas, "and" and strokes of a list of names."""
    name = text[start:end]
    if kind == "person":
        parts = _between(
            r",\s+(?!Jr|Sr|II|n[ée]e )|\s+(?:and|&|or)\s+(?=[A-Z])", text, start, end
        )
    elif re.search(r"\b(?:of|for|and)\b|&", name):
        parts = [(start, end)]
    else:
        parts = _between(_COMMA.pattern, text, start, end)
    return [_before_stroke(text, a, b) for a, b in parts]


def _before_stroke(text: str, start: int, end: int) -> Stretch:
    stroke = re.compile(r"(?<=\w{3})/(?=[A-Z]\w\w)").search(text, start, end)
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


def _words(file: str, key: str) -> list[str]:
    return [str(word) for word in word_list(file)[key]]


@cache
def _title_words() -> str:
    courtesy, role, modifier = (
        any_of(_words("titles", key)) for key in ("courtesy", "roles", "modifiers")
    )
    stopped = "|".join(_words("titles", "stopped"))
    one = rf"(?:(?:{stopped})\.|(?:{modifier}[ -])*{role}|{courtesy})"
    return rf"(?<![\w-])(?:ex-)?({one}(?:[ -]{one})*)"


@cache
def _roles() -> frozenset[str]:
    """Return the last words of posts; "National Executive" is none."""
    words = (role.split()[-1] for role in _words("titles", "roles"))
    return frozenset(words) - {"executive"}


@cache
def _post() -> re.Pattern[str]:
    """Match a post of several words without a form of address: "first minister"."""
    courtesy = "|".join(set(_words("titles", "courtesy")) - {"lord"})
    return re.compile(rf"(?!(?:{courtesy})\b){_title_words()}")


@cache
def _title_parts() -> frozenset[str]:
    lists = (_words("titles", key) for key in ("courtesy", "roles", "modifiers"))
    return frozenset(part for words in lists for word in words for part in word.split())


@cache
def _ends_of_titles() -> frozenset[str]:
    lists = (_words("titles", key) for key in ("courtesy", "roles", "stopped"))
    return frozenset(
        re.findall(r"\w+", word)[-1].casefold() for words in lists for word in words
    )


@cache
def _address_at_end() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_words('titles', 'courtesy'))}\.?[ ]$", re.I)


@cache
def _title_pattern() -> tuple[re.Pattern[str], frozenset[str]]:
    pattern = re.compile(rf"{_title_words()}[ ]+(?-i:(?=[^\W\d_a-z]))", re.I)
    return pattern, frozenset(_words("titles", "ambiguous"))


@cache
def _title_at_end() -> re.Pattern[str]:
    return re.compile(rf"{_title_words()}[ ][\"'“‘(]?$", re.I)


@cache
def _junk() -> frozenset[str]:
    lists = word_list("not_names")
    return frozenset(word for words in lists.values() for word in words)


@cache
def _calendar() -> frozenset[str]:
    return frozenset(_words("not_names", "calendar"))
