"""Who is who among very many alike: work grows with the names, not with their pairs."""

import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import Any

import pytest

from kg.identity.company import Company
from kg.identity.gathered import gather
from kg.identity.resolve import Use, resolve_uses

ORG, PERSON = "organisation", "person"
FORMS = ["Inc", "Ltd", "Group", "Holdings", "plc", "Corp", "GmbH", "SA", "AG", "Co"]

Many = Callable[[int], Iterator[Use]]


def word(number: int) -> str:
    """Return a word of its own for each number."""
    return "".join("bdfgklmnrs"[int(c)] + "aeiouaeiou"[int(c)] for c in str(number))


def use(document: str, kind: str, name: str, text: str = "", context: str = "") -> Use:
    return Use(document, kind, name, text or name, context=context)


def of_one_surname(count: int) -> Iterator[Use]:
    for at in range(count):
        yield use(f"d{at}", PERSON, f"{word(at).title()} Rovik")
        yield use(f"e{at}", PERSON, "Rovik")


def that_begin_alike(count: int) -> Iterator[Use]:
    yield use("q", ORG, "Zandor")
    for at in range(count):
        yield use(f"d{at}", ORG, f"Zandor {word(at).title()} Foods", "Zandor Foods")


def that_are_all_one(count: int) -> Iterator[Use]:
    for at in range(count):
        forms = " ".join(FORMS[int(digit)] for digit in str(at))
        yield use(f"d{at}", ORG, f"Zandor {forms}")
        yield use(f"e{at}", ORG, "Zandor")


def of_one_document(count: int) -> Iterator[Use]:
    for at in range(count):
        yield use("d", PERSON, f"Ann Lee{word(at)}")
        yield use("d", PERSON, f"Rovik{word(at)}")


def of_two_documents(count: int) -> Iterator[Use]:
    for at in range(count):
        yield from (use(document, PERSON, f"Rovik{word(at)}") for document in "de")
        yield use("f", PERSON, f"Ann Rovik{word(at)}")


def of_one_abbreviation(count: int) -> Iterator[Use]:
    yield use("q", ORG, "AB")
    for at in range(count):
        yield use(f"d{at}", ORG, f"Acme {word(at).title()} Bank", "AB")


def one_letter_apart(count: int) -> Iterator[Use]:
    for at in range(count):
        yield use(f"d{at}", ORG, f"Bank {word(at)}")


def of_many_ages(count: int) -> Iterator[Use]:
    for at in range(count):
        yield use(f"d{at}", PERSON, "Ann Rovik", context=f"born {1500 + at % 4 * 100}")


def that_are_initials(count: int) -> Iterator[Use]:
    for at in range(count):
        yield use(f"d{at}", PERSON, f"{'ABCDEFGH'[at % 8]}. {word(at).title()} Rovik")


def work(uses: Sequence[Use]) -> int:
    """Count the lines of Python that run to resolve some uses."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        resolve_uses(uses)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "names",
    [
        of_one_surname,
        that_begin_alike,
        that_are_all_one,
        of_one_document,
        of_two_documents,
        of_one_abbreviation,
        one_letter_apart,
        of_many_ages,
        that_are_initials,
    ],
)
def test_resolve_many_that_are_alike_takes_no_quadratic_work(names: Many) -> None:
    resolve_uses(names(1))  # reads the word lists
    some, many = work([*names(250)]), work([*names(750)])
    assert many < 5 * some


def test_resolve_long_legal_form_takes_no_quadratic_work() -> None:
    some, many = (work([use("d", ORG, "Zandor" + " Ltd" * n)]) for n in (300, 900))
    assert many < 4 * some


def test_company_compares_crowded_documents_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[Sequence[str]] = []
    shared = Company._shared

    def counted(self: Company, few: Sequence[str], many: Sequence[str]) -> Any:
        calls.append(few)
        return shared(self, few, many)

    monkeypatch.setattr(Company, "_shared", counted)
    names = gather(of_two_documents(600), frozenset()).names
    company = Company(names)
    bare = [name for at, name in names.items() if at.document == "d"]
    other = [name for at, name in names.items() if at.document == "e"]
    found = {company.support(a, b) for a, b in zip(bare, other, strict=True)}
    assert len(calls) == 1
    assert min(found) > 3


def test_company_supports_the_same_however_many_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = gather(of_two_documents(9), frozenset()).names
    bare = [name for at, name in sorted(names.items()) if at.document]
    plain = [Company(names).support(a, b) for a in bare for b in bare]
    monkeypatch.setattr("kg.identity.company._CROWDED", 0)
    assert [Company(names).support(a, b) for a in bare for b in bare] == plain
