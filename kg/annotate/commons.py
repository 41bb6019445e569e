"""Common nouns in capitals: what business pages, clinics and zoos write large.

"Project Finance", "VCs", "African Swine Fever", "an Eastern Black Rhino" are kinds of
things, not names. A class of words at their end says so, their form, or the document,
which writes the same words small.
"""

import re
from collections.abc import Sequence
from functools import cache

from kg import names
from kg.annotate import kinds
from kg.annotate.acting import rows
from kg.annotate.marking import Mark, Page
from kg.records import INITIATIVE, ORGANISATION

_THINGS = (ORGANISATION, INITIATIVE)
_PLURAL = re.compile(r"[A-Z]{2,5}s")
_SHORT = re.compile(r"[A-Z][A-Z&/-]{1,6}")
_EXPLAINED = re.compile(r"((?:[a-z][\w’'-]*[ -]){1,7})\(([A-Z][A-Z&/-]{1,6})s?\)")
_GRADE = re.compile(r"(?:AAA|AA|A|BBB|BB|B|CCC|CC|C|D|Aaa|Aa\d?|Baa\d?|Ba\d)[+-]?")
_GRADED = re.compile(r"\b(?:rating|rated|rates|grade|graded|outlook|upgrad|downgrad)")
_WORDS = re.compile(r"[A-Z][^\W\d_]+(?:,? (?:[A-Z][^\W\d_]+|and|&|of))+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TOLD = re.compile(
    r", (?:founded|based|which|whose|an? |the |part of|owned|headquartered)"
)
_NEAR = 20
_SMALL_LINKS = frozenset(("and", "of", "for", "in"))


def without_commons(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Return the names without the common nouns in capitals among them."""
    small = _explained_by_small_words(page.text)
    lines = {
        name.start
        for row in rows(page, [name for name in found if name.kind in _THINGS])
        if all(_is_made_of_lines(page, name) for name in row)
        for name in row
        if _is_line_of_business(page, name)
    }
    return [
        name
        for name in found
        if name.link
        or not (
            name.start in lines
            or _is_shorthand(page, name, small)
            or (name.kind in _THINGS and _is_common(page, name))
        )
    ]


def _is_shorthand(page: Page, name: Mark, small: set[str]) -> bool:
    """Say whether a name is a plural of letters, a grade, or short for small words."""
    text = page.text[name.start : name.end]
    if _PLURAL.fullmatch(text) or text in small:
        return True
    if _GRADE.fullmatch(text) is None:
        return False
    left, right = page.sentence(name.start, name.end)
    return _GRADED.search(page.text, left, right) is not None


def _explained_by_small_words(text: str) -> set[str]:
    """Return what is short for common nouns: "standby letter of credit (SBLC)".

    Bodies are written small as well ("the central bank (CB)"): not where the words
    hold a sort of organisation, nor if a letter is left over.
    """
    if "(" not in text:
        return set()
    found = set()
    for match in _EXPLAINED.finditer(text):
        words = re.split(r"[ -]", match[1].strip())
        letters = [letter.lower() for letter in match[2] if letter.isalpha()]
        if not _is_body(words) and _spells(words, letters):
            found |= {match[2], f"{match[2]}s"}
    return found


def _is_body(words: Sequence[str]) -> bool:
    """Say whether small words call a body: "the central bank", "bank of issue"."""
    behind = (*words[1:], "of")
    return any(
        word in _bodies() and after in ("of", "for")
        for word, after in zip(words, behind, strict=True)
    )


def _spells(words: Sequence[str], letters: Sequence[str]) -> bool:
    """Say whether letters begin the last words, in order; small words may lack one."""
    at = len(letters) - 1
    for word in reversed(words):
        if at < 0:
            return True
        if word[:1] == letters[at]:
            at -= 1
        elif word not in _SMALL_LINKS:
            return False
    return at < 0


def _is_common(page: Page, name: Mark) -> bool:
    """Say whether a thing's name is an illness, a species or only counted."""
    words = _words(page, name)
    if not words:
        return False
    lists = _lists()
    if words[-1] in lists["illnesses"]:
        return lists["against"].isdisjoint(words)
    if words[-1] in lists["species"] and lists["against"].isdisjoint(words):
        return _is_species(page, name, words[-1])
    return words[-2:] == ["day", "international"] or _is_numbered(page, name)


def _is_numbered(page: Page, name: Mark) -> bool:
    """Say whether a thing only has a number: "Turn 9", "Stage 4"."""
    word, _, number = page.text[name.start : name.end].rstrip(".").partition(" ")
    if _is_introduced(page, name):
        return False
    is_sign = number.isdigit() or (len(number) == 1 and number.isupper())
    return is_sign and word.lower() in _lists()["numbered"]


def _is_introduced(page: Page, name: Mark) -> bool:
    """Say whether a sort of body stands before a name: "the theatre group Stage 5"."""
    last = page.text[max(0, name.start - _NEAR) : name.start].split()[-1:]
    return bool(last) and last[0] in _bodies()


def _is_species(page: Page, name: Mark, head: str) -> bool:
    """Say whether a name that ends as animals do is one's, not a team's.

    "A Black Rhino" is one, and so are the animals of a document that writes them, or
    what is said of animals, small.
    """
    root = page.span(name.start, name.end).root
    if any(child.lower_ in ("a", "an") for child in root.children):
        return True
    before = (_words(page, name)[-2:-1] or [""])[0]
    if before not in _looks() and not before.endswith(("'s", "’s")):
        return False  # "Larkin Tigers" may be a team
    one = head.removesuffix("s")
    return bool(
        re.search(rf"(?<!\w){one}s?(?!\w)", page.text) or _wild().search(page.text)
    )


def _words(page: Page, name: Mark) -> list[str]:
    return [word.lower() for word in _WORD.findall(page.text[name.start : name.end])]


def _is_made_of_lines(page: Page, name: Mark) -> bool:
    """Say whether each word of a name is one for a field of work."""
    lists = _lists()
    rest = [word for word in _words(page, name) if word not in _SMALL_LINKS]
    fits = all(word in lists["lines"] or word in lists["before"] for word in rest)
    return bool(rest) and fits and rest[-1] in lists["lines"]


def _is_line_of_business(page: Page, name: Mark) -> bool:
    """Say whether each word of a name is one for a field of work: "Project Finance".

    Neither "the" before it nor a body's deed behind it, and two words. Whoever is
    listed beside bodies is one ("Larkin Cloud, Local Services and Acme").
    """
    if _WORDS.fullmatch(page.text, name.start, name.end) is None:
        return False  # "6 Music" is a station
    if not _is_made_of_lines(page, name):
        return False
    before, after = page.beside(name.start, name.end)
    if before.endswith(("the ", "The ")) or after.startswith(("'s ", "’s ", " (")):
        return False
    text = page.text[name.start : name.end]
    ends = (at + len(text) for at in page.places.find(text))
    if any(page.text[end + 1 : end + 2].isupper() for end in ends):
        return False  # a part of "Trade Finance Party"
    root = page.span(name.start, name.end).root
    told = root.dep_.startswith("nsubj") or _TOLD.match(after)
    return not (told or _is_introduced(page, name))


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = names.word_list("annotate")
    lines = {
        word
        for key in ("fields", "business_lines", "portfolios")
        for entry in lists[key]
        for word in entry.split()
    }
    return {
        "illnesses": frozenset(lists["illnesses"]),
        "numbered": frozenset(lists["numbered"]),
        "against": frozenset(lists["against_illnesses"]),
        "species": frozenset(
            form for word in lists["species"] for form in (word, f"{word}s")
        ),
        "lines": frozenset(lines - set(lists["field_modifiers"])),
        "before": frozenset((*lists["field_modifiers"], *lists["before_lines"])),
    }


@cache
def _looks() -> frozenset[str]:
    """Return what stands before a species: its colour, its land."""
    words = names.word_list("annotate")["looks_of_animals"]
    return frozenset((*words, *names.word_list("not_names")["demonyms"]))


@cache
def _bodies() -> frozenset[str]:
    lists = names.word_list("annotate")
    keys = ("organisation_nouns", "more_organisations", "bodies", "houses")
    nouns = {word.lower() for key in (*keys, "never_traded") for word in lists[key]}
    return frozenset(nouns | set(names.word_list("identity")["body_nouns"]))


@cache
def _wild() -> re.Pattern[str]:
    return re.compile(rf"\b{kinds.any_of('said_of_animals')}\b")
