"""Whose "his" and "its" is by the grammar of its sentence."""

import re
from dataclasses import replace

import pytest

from kg.identity.bindings import bound
from kg.identity.descriptions import Described
from kg.identity.fitting import Fitting
from kg.identity.surroundings import Surroundings
from kg.records import ORGANISATION, PERSON, Mention

_MARK = re.compile(r"(\^?)\[([^\]]+)\]|(\^?)\{([^}]+)\}|(\^?)\*(\w+)\*")


def bound_in(marked: str) -> str:
    """Return whose the pronoun between asterisks is, or "".

    People stand in square brackets, organisations in curly ones; subjects have a "^",
    a pronoun without one is a possessive.
    """
    text, named, reference = "", [], None
    for part in _split(marked):
        if isinstance(part, str):
            text += part
            continue
        _, person, _, firm, _, pronoun = part.groups()
        words = person or firm or pronoun
        role = "subject" if "^" in part.group() else "possessive" if pronoun else ""
        start = len(text)
        text += words
        kind = PERSON if person else ORGANISATION if firm else ""
        form, name = ("pronoun", "") if pronoun else ("name", words)
        mention = Mention(
            "d", start, len(text), words, kind, 0, 0, form, "", role, name
        )
        if pronoun:
            reference = mention
        else:
            named.append(mention)
    assert reference is not None
    return _bound(text, named, reference)


def _split(marked: str) -> list["str | re.Match[str]"]:
    parts: list[str | re.Match[str]] = []
    end = 0
    for match in _MARK.finditer(marked):
        parts += [marked[end : match.start()], match]
        end = match.end()
    return [*parts, marked[end:]]


def _bound(text: str, named: list[Mention], reference: Mention) -> str:
    named = [_placed(text, mention) for mention in named]
    reference = _placed(text, reference)
    fitting = Fitting(named, Described(named, text), {})
    around = Surroundings(named, [reference], text)
    found = bound(around, reference, fitting)
    return found.name if found else ""


def _placed(text: str, mention: Mention) -> Mention:
    """Return a mention that knows its sentence; sentences end with ". "."""
    left = text.rfind(". ", 0, mention.start)
    right = text.find(". ", mention.start)
    return replace(
        mention,
        sentence_start=left + 2 if left >= 0 else 0,
        sentence_end=right + 1 if right >= 0 else len(text),
    )


@pytest.mark.parametrize(
    "text",
    [
        "^[Ann Rovik] sold *her* mill.",
        "^[Ann Rovik] stepped in after the death of *her* husband.",
        "^[Jo Lund] left, while ^[Ann Rovik] ran *her* mill.",
        "[Jo Lund] met [Ann Rovik] and *her* husband.",
        "^[Ann Rovik], who with *her* sister owns {Acme}, left.",
        "[Jo Lund] left. In *her* role as chair of {Acme}, ^[Ann Rovik] met [Jo Lund].",
        "[Jo Lund] left. When ^*she* came, ^[Ann Rovik] met [Jo Lund].",
        "[Jo Lund] left. However, after *her* return to Oslo, ^[Ann Rovik] wrote.",
        "[Jo Lund] left. Forced out of *her* mill, director ^[Ann Rovik] wrote.",
    ],
)
def test_possessor_by_grammar(text: str) -> None:
    assert bound_in(text) == "Ann Rovik"


@pytest.mark.parametrize(
    "text",
    [
        "^[Jo Lund] said ^[Ann Rovik] rejected *her* offer.",
        "^[Ann Rovik], *her* rival, left.",
        "[Jo Lund] left. In *her* absence, ^[Ann Rovik] ran {Acme}.",
        "[Jo Lund] left. Two of *her* friends left, ^[Ann Rovik] going first.",
        "[Jo Lund] left. With *her* deputy, ^[Ann Rovik], the chair met.",
        "[Jo Lund] left. Before ^*she* and a friend came, ^[Ann Rovik] wrote.",
        "^{Acme} said ^{Zandor} sold *its* shares.",
        "^[Ann Rovik] is *her* sister.",
    ],
)
def test_possessor_that_grammar_leaves_open(text: str) -> None:
    assert bound_in(text) == ""


def test_possessor_behind_it_is_a_firm() -> None:
    assert bound_in("{Zandor} fell. In *its* report, ^{Acme} said so.") == "Acme"
