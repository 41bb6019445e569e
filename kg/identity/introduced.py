"""Short forms that count only where the text introduces the long form before.

"Acme Industries" may go on as "Acme", as may "Acme Air Cargo Corp", and "Harbour Times"
as "Times". Nothing else may fit, and the two never stand in one sentence, unless the
long one has its legal form.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from networkx.utils import UnionFind

from kg.identity import bodies, companies, folding
from kg.identity.forms import Form
from kg.records import INITIATIVE, ORGANISATION


def introduced(
    things: Sequence[Form],
    settled: set[str],
    joined: "UnionFind[str]",
    headline: int,
) -> None:
    """Join short forms with the long ones that the text introduced before.

    Forms in `settled` are short for something else already. A short form that begins
    before `headline` may stand there before its long form.
    """
    for fit in _FITS:
        shorts = set()
        for long, short in _introduced(things, fit, settled, joined, headline):
            joined.union(long, short)
            shorts.add(short)
        settled = settled | shorts


class _Fit(NamedTuple):
    """Say which long forms a short one may stand for.

    Only those are asked of which `filed`, given the long form, holds what `sought`
    returns for the short one: a text has too many names to ask of every two.
    """

    fits: Callable[[Form, Form], bool]
    filed: Callable[[Form], set[str]]
    sought: Callable[[Form], str]


def _introduced(
    things: Sequence[Form],
    fit: _Fit,
    settled: set[str],
    joined: "UnionFind[str]",
    headline: int,
) -> Iterator[tuple[str, str]]:
    """Yield short forms with the one long form that the text introduced before.

    Longer ones first: "Acme Equity" may turn out to be "Acme Equity Partners", and then
    "Acme" can only be that, once the two are `joined`.
    """
    blocks: dict[str, list[Form]] = defaultdict(list)
    for form in things:
        for word in fit.filed(form):
            blocks[word].append(form)
    keys = {form.key for form in things}
    registered = {joined[form.key] for form in things if _is_registered(form)}
    for short in sorted(things, key=_words, reverse=True):
        if short.key in settled or joined[short.key] in registered:
            continue
        if bodies.is_country(short.key):  # "the U.S. Chamber ... *the U.S.*"
            continue
        block = blocks.get(fit.sought(short), ())
        longs = [form for form in block if form is not short and fit.fits(form, short)]
        if fit is _OPENING:  # "Norvik Halden Group" is no Norvik beside Halden
            longs = [form for form in longs if keys.isdisjoint(form.key.split()[1:])]
        if fit is _HEAD:  # "the Foundation" is none that comes in later
            last = max(short.first, *short.sentences)
            longs = [form for form in longs if form.first <= last]
        owners = {joined[form.key] for form in longs}
        if len(owners) != 1 or joined[short.key] in owners:
            continue
        apart = not any(short.sentences & form.sentences for form in longs)
        if (apart or fit in (_BEGINNING, _HEAD)) and _is_before(longs, short, headline):
            yield longs[0].key, short.key


def _words(form: Form) -> int:
    return form.key.count(" ")


def _is_before(longs: Sequence[Form], short: Form, headline: int) -> bool:
    """Say whether a long form stands before all short ones but the headline's."""
    if min(form.first for form in longs) < short.first:
        return True
    below = [start for start in short.sentences if start >= headline]
    told = min(  # of one that only explains an abbreviation no sentence is known
        (start for form in longs for start in form.sentences),
        default=min(form.first for form in longs),
    )
    return short.first < headline and told <= min(below, default=told)


def _is_registered(form: Form) -> bool:
    """Say whether a form has a legal form: what is one with it is whole as it is."""
    company = companies.parse(form.text)
    return company.core != folding.words(form.text) and not company.group


def _is_trade(long: Form, short: Form) -> bool:
    return bool(companies.trade_tail(long.text, short.text, introduced=True))


def _is_institution(long: Form, short: Form) -> bool:
    plain = not (short.has_article or short.gives)
    return short.kind == long.kind == ORGANISATION and companies.is_institution(
        long.text, short.text, plain=plain
    )


def _is_stump(long: Form, short: Form) -> bool:
    """Say whether one is cut short to the other: "the Fed", where both have "the"."""
    return (
        short.kind == long.kind == ORGANISATION
        and short.has_article
        and long.has_article
        and companies.is_stump(long.text, short.key)
    )


def _is_programme(long: Form, short: Form) -> bool:
    return companies.without_head(long.text) == short.key


def _is_unled(long: Form, short: Form) -> bool:
    """Say whether "Africa Fair Initiative" goes on as "Fair Initiative"."""
    alike = short.kind == long.kind == INITIATIVE and " " in short.key
    return alike and bodies.led_by_country(long.key)[1] == short.key


def _is_beginning(long: Form, short: Form) -> bool:
    """Say whether a firm with its legal form is called by its first words alone."""
    kinds = {short.kind, long.kind}
    return kinds == {ORGANISATION} and companies.is_beginning(long.text, short.text)


def _is_head(long: Form, short: Form) -> bool:
    """Say whether a body goes on as "the Chamber"."""
    told = short.kind == long.kind == ORGANISATION and short.has_article
    return told and companies.is_head(long.text, short.text)


def _is_opening(long: Form, short: Form) -> bool:
    """Say whether an organisation is called by its first word."""
    kinds = {short.kind, long.kind}
    return kinds == {ORGANISATION} and companies.is_opening(long.text, short.text)


def _is_ending(long: Form, short: Form) -> bool:
    kinds = {short.kind, long.kind}
    core = " ".join(companies.parse(long.text).core)
    return kinds == {ORGANISATION} and (
        companies.is_ending(long.text, short.text)
        or companies.is_ending(core, short.text)
    )


def _core(form: Form) -> tuple[str, ...]:
    return companies.parse(form.text).core


def _starts(form: Form) -> set[str]:
    named = companies.parse(companies.without_initials(form.text)).core
    return {
        " ".join(found[:size])
        for found in (_core(form), named)
        for size in range(1, len(found) + 1)
    }


def _beginnings(form: Form) -> set[str]:
    whole = folding.key(form.text).split(" ")
    return {" ".join(whole[:at]) for at in range(1, len(whole))}


def _ends(form: Form) -> set[str]:
    whole = folding.key(form.text).split(" ")
    return {
        " ".join(found[at:])
        for found in (whole, _core(form))
        for at in range(1, len(found))
    }


_TRADE = _Fit(_is_trade, _starts, lambda short: " ".join(_core(short)))
_INSTITUTION = _Fit(_is_institution, _beginnings, lambda short: short.key)
_PROGRAMME = _Fit(
    _is_programme,
    lambda long: {companies.without_head(long.text)} - {""},
    lambda short: short.key,
)
_BEGINNING = _Fit(_is_beginning, _starts, lambda short: folding.key(short.text))
_ENDING = _Fit(_is_ending, _ends, lambda short: folding.key(short.text))
_OPENING = _Fit(
    _is_opening,
    lambda long: {folding.words(long.key)[0]},
    lambda short: folding.key(short.text),
)
_HEAD = _Fit(
    _is_head, lambda long: set(folding.words(long.key)), lambda short: short.key
)
_STUMP = _Fit(
    _is_stump,
    lambda long: {_core(long)[0][:3], _core(long)[0][:4]},
    lambda short: folding.words(short.key)[0],
)
_UNLED = _Fit(
    _is_unled,
    lambda long: {bodies.led_by_country(long.key)[1]} - {""},
    lambda short: short.key,
)
_FITS = (
    _TRADE,
    _INSTITUTION,
    _PROGRAMME,
    _UNLED,
    _BEGINNING,
    _ENDING,
    _HEAD,
    _STUMP,
    _OPENING,
)
