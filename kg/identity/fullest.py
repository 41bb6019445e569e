"""Choose one form of a name out of several."""

from collections.abc import Mapping
from functools import lru_cache

from kg.identity import abbreviations, folding


def fullest(forms: Mapping[str, int]) -> str:
    """Return the form with most words, then the longest, the commonest, the first.

    An abbreviation yields to its long form, and capitals throughout to ordinary case.
    """
    return min(forms, key=lambda form: _rank(form, forms[form]))


@lru_cache(10_000)
def _rank(form: str, count: int) -> tuple[object, ...]:
    found = folding.words(form)
    return (
        len(found) == 1 and abbreviations.is_short(form),
        -len(found),
        -sum(map(len, found)),
        is_shouted(form),
        -count,
        form,
    )


def is_shouted(form: str) -> bool:
    """Say whether a form of several words, or a long one, is all in capitals."""
    return form.isupper() and (" " in form or len(form) > 6)
