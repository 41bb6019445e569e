"""Turn the text of an article as found into the text that the run keeps.

Every offset anywhere refers to the cleaned text, so cleaning happens once, first.
Paragraphs come out on one line each with an empty line between them: a line break is a
sure end of a sentence.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import ftfy

from kg.clean.glued import separate_sentences

Reasons = Counter[str]
Step = Callable[[str, Reasons], str]

GLUED = "glued sentences separated"
REPEATED = "line: repeated"
NO_LETTERS = "line: no letters"
CREDIT = "line: photo credit"
FOOTNOTE = "footnote marks left out"

_RULE_LENGTH = 300
"""Longest line that is looked at for boilerplate: longer ones are prose."""
_REPEAT_LENGTH = 80
_WRAP_WIDTHS = range(40, 121)
"""Widths at which mail programs, editors and printed pages break lines."""
_PASSES = 10

_REPAIR = ftfy.TextFixerConfig(uncurl_quotes=False, explain=False)


def clean(text: str) -> tuple[str, list[tuple[str, int]]]:
    """Clean a text and count, by reason, what was taken out or separated.

    Cleaning a cleaned text changes nothing. The steps are repeated until none finds
    anything more to do, since what one of them reveals may be work for another.
    """
    reasons: Reasons = Counter()
    for _ in range(_PASSES):
        before = text
        text = compose(STEPS)(text, reasons)
        if text == before:
            break
    return text, sorted(reasons.items())


def clean_line(text: str) -> str:
    """Clean a title or a name: repaired, on one line, nothing taken out."""
    for _ in range(_PASSES):
        before = text
        text = " ".join(normalise(repair(text, Counter()), Counter()).split())
        if text == before:
            break
    return text


def compose(steps: Sequence[Step]) -> Step:
    """Chain steps into one."""

    def chained(text: str, reasons: Reasons) -> str:
        for step in steps:
            text = step(text, reasons)
        return text

    return chained


def repair(text: str, reasons: Reasons) -> str:
    """Undo mojibake, HTML entities, ligatures and full-width forms; compose accents.

    Curly quotes stay as they are. Done by ftfy.
    """
    if text.isascii() and "&" not in text and "\x1b" not in text:
        return text
    return ftfy.fix_text(text, _REPAIR)


def normalise(text: str, reasons: Reasons) -> str:
    """Make line ends and spaces plain, and remove invisible characters."""
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _NUMBERED.sub(r"\1 ", _UNREADABLE.sub(" ", _SPACES.sub(" ", text)))
    return _BLANK_LINES.sub("\n\n", _LINE_EDGES.sub("\n", text)).strip()


_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, bidirectional marks, zero-width and other format characters, soft hyphens,
# private-use characters (icon fonts), surrogates, and what XML cannot hold.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff"
    "\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Blanks that some program could not read: "1.????Ann Roe".
_UNREADABLE = re.compile(r"(?<=[.,:;)])\?{2,} ?(?=[A-Z])")
# The number of a heading hard upon it: "1.Ann Roe: ...".
_NUMBERED = re.compile(r"^(\d{1,3}[.)])(?=[A-Z][a-z]+ [A-Z])", re.M)
_LINE_EDGES = re.compile(" ?\n ?")
_BLANK_LINES = re.compile("\n{3,}")


def drop_lines(text: str, reasons: Reasons) -> str:
    """Drop the lines of a web page that are not part of the article."""
    kept: list[str] = []
    after = ""
    for line in reversed(text.split("\n")):
        reason = _reason_to_drop(line, after) if line else ""
        if reason:
            reasons[reason] += 1
        kept.append("" if reason else _without_credit(line, reasons))
        after = line or after
    return "\n".join(reversed(kept))


def _reason_to_drop(line: str, after: str) -> str:
    """Say why a line goes, or "" if it stays; `after` is the next line with text."""
    if not _LETTER.search(line):
        return NO_LETTERS
    if len(line) <= _RULE_LENGTH:
        rules, reasons = _line_rules()
        found = rules.fullmatch(line) or rules.fullmatch(line.strip(_EDGES))
        if found:
            return f"line: {reasons[int((found.lastgroup or 'r0')[1:])]}"
    caption = len(line) <= _REPEAT_LENGTH and after.startswith(line) and after != line
    return REPEATED if caption else ""


_LETTER = re.compile(r"[^\W\d_]")
_EDGES = " \t-–—*•·>»›→<«←|:.!…▼▲+"


def _without_credit(line: str, reasons: Reasons) -> str:
    """Cut the photographer's name from the end of a caption."""
    if len(line) > _RULE_LENGTH or not ("/" in line or ":" in line or " via " in line):
        return line
    shorter = _credit_tail().sub("", line)
    if shorter != line:
        reasons[CREDIT] += 1
    return shorter


def unwrap(text: str, reasons: Reasons) -> str:
    """Put each paragraph on a line of its own, with an empty line after it.

    Lines were wrapped where the next line's first word would not have fitted any more;
    a line with room for it ends a paragraph (headings, lists, verse).
    """
    blocks = [_lines(block) for block in text.split("\n\n")]
    widths = [_width(lines) for lines in blocks if _is_wrapped(lines)]
    if widths:
        page = max(widths)
        blocks = [_unwrapped(lines, page) for lines in blocks]
    return "\n\n".join(line for lines in blocks for line in lines)


def _lines(block: str) -> list[str]:
    return [line for line in map(str.strip, block.split("\n")) if line]


def _unwrapped(lines: list[str], page: int) -> list[str]:
    """Join the wrapped lines of one block of a text that is wrapped."""
    if len(lines) < 2 or _width(lines) not in _WRAP_WIDTHS:
        return lines
    width = _width(lines) if _is_wrapped(lines) else page
    joined = [lines[0]]
    for last, line in pairwise(lines):
        if _is_full(last, line, width) or _goes_on(last, line):
            joint = "" if _BROKEN.search(last) and line[0].islower() else " "
            joined[-1] += joint + line
        else:
            joined.append(line)
    return joined


_BROKEN = re.compile(r"[^\W\d_]-$")
_BYLINE = re.compile("by [A-Z]")
_SENTENCE_END = re.compile(r"[^\W_]{5,}[.!?]['\"”’)]*$")


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell wrapped prose from a list of lines: prose goes on with small letters."""
    if len(lines) < 2 or (len(lines) == 2 and _BYLINE.match(lines[1])):
        return False
    width = _width(lines)
    full = [after for last, after in pairwise(lines) if _is_full(last, after, width)]
    small = sum(after[0].islower() for after in full)
    return width in _WRAP_WIDTHS and bool(full) and small * 3 >= len(full)


def _width(lines: Sequence[str]) -> int:
    """Estimate the width of a block; one line in ten may stick out."""
    lengths = sorted(map(len, lines))
    return lengths[-1 - len(lengths) // 10] if lengths else 0


def _is_full(line: str, after: str, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted.

    A seventh of the width is allowed for, since in print letters differ in width; but
    not where a sentence ends, which is where paragraphs do.
    """
    room = width if _SENTENCE_END.search(line) else width * 6 // 7
    return len(line) + 1 + len(after.split(" ", 1)[0]) > room


def _goes_on(line: str, after: str) -> bool:
    """Tell whether a sentence goes on, as in a title set in larger letters."""
    byline = _BYLINE.match(after) is not None
    return after[0].islower() and not byline and line[-1] not in ".!?;…"


def drop_repeated(text: str, reasons: Reasons) -> str:
    """Drop the second of two equal short paragraphs (captions, teasers)."""
    kept: list[str] = []
    seen: set[str] = set()
    for line in text.split("\n\n"):
        if line in seen:
            reasons[REPEATED] += 1
        else:
            kept.append(line)
        if len(line) <= _REPEAT_LENGTH:
            seen.add(line)
    return "\n\n".join(kept)


def drop_marks(text: str, reasons: Reasons) -> str:
    """Leave out the marks of footnotes and of editors: "in 2009.[4]", "Life[edit]"."""
    text, count = _MARKS.subn("", text)
    if count:
        reasons[FOOTNOTE] += count
    return text


_MARKS = re.compile(
    r"(?<=[\w.,;:!?%)\]”\"’'])\[(?:\d{1,3}|[a-z]|edit|show|hide|note \d{1,2}"
    r"|citation needed|clarification needed|better source needed|update|(?:by )?who\?"
    r"|when\?|where\?|which\?)\]"
)


def mend_hyphens(text: str, reasons: Reasons) -> str:
    """Close a compound that a line break left open ("sister-in- law")."""
    return _OPEN_COMPOUND.sub(r"\1-\2", text)


# "two-year- and three-year-old" is good English; only a lone last part is mended.
_OPEN_COMPOUND = re.compile(
    r"\b([^\W\d_]+-[^\W\d_]+)- (?!(?:and|or|nor|to|but|versus|through|as)\b)([a-z]+)\b"
)


def separate(text: str, reasons: Reasons) -> str:
    """Separate sentences that a scraper ran together ("in OsloThe meeting")."""
    text, count = separate_sentences(text)
    if count:
        reasons[GLUED] += count
    return text


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("kg") / "data/clean.toml").read_text("utf-8"))


@cache
def _line_rules() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Compile all line rules into one pattern; its groups `r0`, `r1` are the rules."""
    rules = _data()["line"]
    agency = _agency()
    parts = (
        f"(?P<r{number}>{rule['pattern'].replace('@agency@', agency)})"
        for number, rule in enumerate(rules)
    )
    flags = re.VERBOSE | re.IGNORECASE
    return re.compile("|".join(parts), flags), tuple(rule["reason"] for rule in rules)


def _agency() -> str:
    names = "|".join(_data()["credit"]["agencies"])
    return f"(?:{names})".replace(" ", r"\ ")


@cache
def _credit_tail() -> re.Pattern[str]:
    """Match a credit at the end of a caption, in brackets or after its last stop."""
    agency = _agency()
    named = rf"[A-Z][^.!?:;,]{{2,40}}(?:/|\ via\ ){agency}(?:(?:/|\ via\ ){agency})?"
    marked = (
        r"(?:photo(?:graph)?|image|picture|credit)s?(?:\ credit|\ by)?:\ [^.!?]{2,60}"
    )
    return re.compile(
        rf"(?<=[.!?”\"’)])\ [(\[]?(?:{marked}|{named})[)\]]?$", re.I | re.X
    )


STEPS: tuple[Step, ...] = (
    repair,
    normalise,
    drop_lines,
    unwrap,
    drop_repeated,
    drop_marks,
    mend_hyphens,
    separate,
)
