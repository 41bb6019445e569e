"""What the words around a name prove about its kind: pure functions on strings."""

import re
from functools import cache
from typing import NamedTuple

from kg import names

_RUNS = re.compile(
    r",? which (?:also )?(?:operates|owns|runs|makes|produces|produced|sells|employs)\b"
    r"|(?:['’]s)? (?:workers|employees|executives|bosses|spokes\w+|shareholders|shares"
    r"|chairman|chief executive|managing director|headquarters)\b"
)
_QUOTED = re.compile(
    r"\b(?:according to|analysts? (?:at|with)|rivals? (?:to|such as)|workers at"
    r"|employees of|owned by|(?:parent|parent company|subsidiary) (?:is|was)) $"
    r"|\b(?:rivals|competitors|backers|investors|shareholders|customers|clients|suppliers)"
    r" (?:are|were|include|included) (?:[A-Z][\w&-]*(?: [A-Z][\w&-]*)*(?:,? and |, ))*$"
)


class Around(NamedTuple):
    """Hold what stands before and behind a name in its sentence."""

    before: str
    after: str


def is_aged(around: Around) -> bool:
    """Say whether an age follows ("Ann Lee, 45, said"): then it is a person."""
    return bool(re.match(r",? (?:\(|aged )?\d\d(?:,|\)| years old\b)", around.after))


def is_officer(around: Around) -> bool:
    """Say whether an office follows a name ("Ann Lee, chairman of Acme").

    Behind "chairman of Acme Water, chairman of" it does not.
    """
    told = _office().match(around.after)
    return told is not None and not _held_at().search(around.before)


def legal_form(around: Around) -> str:
    """Return the legal form that follows a name and belongs to it (" Inc."), or ""."""
    match = _legal_form().match(around.after)
    return match[0] if match else ""


def without_legal_form(name: str) -> str:
    """Return a name without the legal forms at its end ("Acme Holdings Ltd.")."""
    return _forms_at_end().sub("", name)


def is_introduced(around: Around) -> bool:
    """Say whether "the carmaker" or the like stands before a name.

    Words that people are called too ("her rival Ann Lee") do not count.
    """
    before = "" if _owns(around) else around.before
    return bool(_noun_before().search(before)) and not _loose_before().search(before)


def is_club(around: Around) -> bool:
    """Say whether "club" stands before what may be a town: then it is its team."""
    return bool(re.search(r"\bclub $", around.before)) and not _owns(around)


def is_schooling(around: Around) -> bool:
    """Say whether "-educated" follows what may be a town: its university is meant."""
    return bool(re.match(r"[-–](?:educated|trained)\b", around.after))


def is_explained(around: Around, *, bare: bool) -> bool:
    """Say whether a name is called a company behind it ("Acme, a start-up in Rome").

    So is "Acme is a bank", with a word that people are never called. Such a word it
    takes behind a comma, too, for the `bare` surname of somebody: "Roe, a rival of".
    """
    after = around.after
    return bool(_apposition(bare).match(after) or _predicate().match(after))


def is_company(around: Around) -> bool:
    """Say whether a name has a founder, a share price and the like.

    Nothing that a person, a country or a town could have counts.
    """
    before, after = _company_cues()
    named = before.search(around.before) and not _owns(around)
    return bool(named or after.match(around.after))


def is_business(around: Around) -> bool:
    """Say whether a name runs something, has workers, or is one that people quote."""
    return bool(_RUNS.match(around.after) or _QUOTED.search(around.before))


def is_employer(around: Around) -> bool:
    """Say whether who works or plays for it follows a name: "Acme analyst Ann Lee"."""
    return bool(_worker_after().match(around.after))


def is_team(around: Around) -> bool:
    """Say whether somebody plays, drives or signs for what a name means."""
    return bool(_for_team().search(around.before))


def has_shares(around: Around) -> bool:
    """Say whether a name is followed by "shares", "stock" and the like."""
    return bool(_shares().match(around.after))


def _owns(around: Around) -> bool:
    """Say whether a name is only the owner of what is spoken of ("China's Acme")."""
    return bool(re.match(r"[’'‘]s?[ ]", around.after))


def any_of(key: str) -> str:
    """Return a pattern of the words of a list, the longest first."""
    return names.any_of(names.word_list("annotate")[key])


@cache
def _shares() -> re.Pattern[str]:
    return re.compile(rf"(?:’s|'s)? {any_of('share_nouns')}\b")


@cache
def _for_team() -> re.Pattern[str]:
    verbs = any_of("for_teams")
    return re.compile(rf"\b{verbs}(?:s|ed|d|ing)? for (?:the )?$")


@cache
def _worker_after() -> re.Pattern[str]:
    workers = f"(?:{any_of('staff')}|{any_of('team_members')})"
    return re.compile(
        rf" (?:(?!and |or |with |but |for |of )[a-z-]+ )?{workers} [A-Z][\w’'-]+ [A-Z]"
    )


_DOTTED = ("L.P", "L.L.P", "L.L.C", "P.L.C", "S.A", "N.V", "B.V", "S.p.A", "S.r.l")


@cache
def _legal_form() -> re.Pattern[str]:
    """Match a legal form, capitalised as such forms are."""
    forms = names.word_list("annotate")["legal_forms"]
    written = {form.capitalize() for form in forms} | {form.upper() for form in forms}
    written |= {"plc", "llc", "GmbH", "SpA", *_DOTTED}
    joined = names.any_of(written)
    partners = r"(?:and|&)[ ](?:Co|Company|Sons|Bros|Brothers|Partners|Associates)"
    form = rf"(?:{partners}(?:,?[ ]{joined})?|{joined})"
    # "Ann Lee, Group Chairman" has an office, no firm.
    posts = rf"[ ][A-Z]{{2,3}}(?<!LLC|LTD|INC|PLC|LLP)[ ]{any_of('offices')}\b"
    comma = (
        rf"(?:,(?![ ](?:Group|Company|Holdings?)\b)(?!{posts}))?"  # ", ASA president"
    )
    return re.compile(rf"{comma}[ ]{form}(?![\w-]|\.\w)(?:\.(?=[,;]|[ ][a-z]))?")


@cache
def _forms_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<=[^\s,])(?:,?[ ](?i:{any_of('legal_forms')})(?!\w)\.?)+$")


@cache
def _noun_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w’'-])(?:\w+-)?{any_of('organisation_nouns')}[ ][\"“‘']?$"
    )


@cache
def _loose_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-]){any_of('also_people')}[ ][\"“‘']?$")


@cache
def _company_cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    roles, things = any_of("company_roles"), any_of("company_things")
    shares = any_of("company_shares")
    before = rf"(?i:\b(?:{roles} (?:of|at)|{shares}) (?:the )?)$"
    owned = rf"(?:[\w-]+ )?(?i:{things})\b(?! (?:market|exchange)s?\b)"
    after = rf" (?i:{roles})\b(?! of\b)|(?:’s|'s|’|') {owned}"
    return re.compile(before), re.compile(after)


@cache
def _office() -> re.Pattern[str]:
    rank = r"(?:the |a |its |their )?(?:former |deputy |vice |acting |executive )*"
    return re.compile(rf", {rank}{any_of('offices')}(?: (?:of|at)\b|,)")


@cache
def _held_at() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('offices')} (?:of|at) (?:the )?$")


@cache
def _predicate() -> re.Pattern[str]:
    nouns = names.any_of(_never_people())
    words = r"(?:(?!of\b|in\b|at\b|for\b|by\b|with\b)[\w’'-]+ ){0,4}?"
    verb = r" (?:is|was|remains|became)(?: said to be)?"
    return re.compile(rf"{verb} (?:an?|the|one|one of the) {words}{nouns}s?\b")


@cache
def _never_people() -> frozenset[str]:
    lists = names.word_list("annotate")
    return frozenset(lists["organisation_nouns"]) - set(lists["also_people"])


@cache
def _apposition(bare: bool) -> re.Pattern[str]:
    words = r"(?:(?!of\b|in\b|at\b|for\b|by\b|with\b)[\w’'.-]+ ){0,5}?"
    verbs = "that|which|based|of|in|with|for|owned|run|founded|backed"
    follow = rf"(?=[,.;:)]|$| (?:{verbs})\b)"
    nouns = names.any_of(_never_people()) if bare else any_of("organisation_nouns")
    return re.compile(rf", (?:an?|the|one of) {words}{nouns}s?{follow}")
