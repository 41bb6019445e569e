"""The vocabulary of relations and the rules that find them, both read from TOML.

A rule names words and the places round them where the two ends stand; the grammar that
reaches those places (passives, relative clauses, lists ...) is in `clauses` and
`relate`, once for all rules. Every rule carries examples, `[subject]` and `{object}`
marked in them, and does not load without.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kg.errors import DataError
from kg.records import INITIATIVE, KINDS, ORGANISATION, PERSON
from kg.relate.words import WORDS

Words = Annotated[tuple[str, ...], Field(min_length=1)]


class Relation(BaseModel):
    """Describe one relation of the closed vocabulary."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    inverse: str
    definition: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    wikidata: str = ""
    directed: bool = True

    @field_validator("subject", "object")
    @classmethod
    def _known_kinds(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [kind for kind in kinds if kind not in KINDS]
        if unknown:
            raise ValueError(f"unknown kind {unknown[0]!r} (known: {', '.join(KINDS)})")
        return kinds


class Rule(BaseModel):
    """Hold what every rule has.

    With `tried`, the words tell an attempt ("bid for"): what they assert is possible.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    relation: str
    examples: Words
    counterexamples: tuple[str, ...] = ()
    label: str = ""
    subject_like: tuple[str, ...] = ()
    object_like: tuple[str, ...] = ()
    subject_kinds: tuple[str, ...] = ()
    object_kinds: tuple[str, ...] = ()
    object_unlike: tuple[str, ...] = ()
    tried: bool = False

    @field_validator("examples")
    @classmethod
    def _marked(cls, examples: tuple[str, ...]) -> tuple[str, ...]:
        for example in examples:
            if not ("[" in example and "{" in example):
                raise ValueError(f"mark [subject] and {{object}} in: {example}")
        return examples


class VerbRule(Rule):
    """Relate what stands in two places of a clause: "Roe founded Acme".

    Places are `subj`, `obj`, or a preposition, logical ones: the agent of a passive is
    its `subj`. `transparent` nouns stand for their owner ("shares of Acme trade on").
    With `within`, a preposition may also hang on what the verb governs ("raised
    funding from"), and who leads a round of funding stands behind `by`. Of the nouns
    `about`, one must stand there ("received *funding* from"), or a verb that tells
    what for ("went on to Acme *to study*"); with a word of `unless` on the verb it
    tells something else ("20 *percent* owned by"). With `whole`, a transparent noun
    counts only where all of it is meant ("*all* shares of Acme"); with `through`, the
    object is reached by way of one only ("heads the *board* of Acme"), and with
    `alone` the verb must have no object of its own ("Roe moved to Acme"). With
    `mutual`, all who do it are related ("A and B *jointly* built the plant").
    """

    verbs: Words
    subject: Words = ("subj",)
    object: Words = ("obj",)
    transparent: tuple[str, ...] = ()
    within: bool = False
    about: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    whole: bool = False
    through: bool = False
    alone: bool = False
    mutual: bool = False


class RoleRule(Rule):
    """Relate the holder of a role to what the role is at: "the founder of Acme".

    `other` are the places round the noun (`poss`, `compound`, prepositions). `holder`
    says which end of the relation the holder is. With `title`, the label keeps the
    title as written, and units of an organisation stand for it ("head of Acme's
    cloud unit"). With `named_before`, the holder may also stand inside ("Acme's
    Quickpay service"). `kin` are roles of relatives, who need no "his" behind a name
    ("Roe and daughter Ann"). `together` are prepositions whose names hold the role too
    ("co-founder of Acme with Roe"). With `unsaid`, the firm that the holder founded or
    leads need not be said again ("Acme, founded by Roe, chief executive"); with `bare`,
    a noun without article speaks of the subject ("Acme sued *rival* Beta").
    """

    nouns: Words
    other: Words = ("poss", "of", "compound")
    holder: str = "subject"
    title: bool = False
    named_before: bool = False
    kin: bool = False
    unsaid: bool = False
    bare: bool = False
    together: tuple[str, ...] = ()


class EventRule(Rule):
    """Relate the parties of a noun that tells a deed: "Acme's acquisition of Beta".

    `actor` among the places is the subject of a light verb ("Acme made a bid for");
    with `adverbial`, of any verb before an "in" ("built in partnership with Acme").
    `target` is the subject of a verb of `receiving` ("*Beta* rejected a bid from
    Acme"). Verbs that are `ending` a state leave a former one ("*sold* its stake").
    `transparent` nouns stand for their owner, and `through` asks for one of them, as
    in a verb rule. With `plural`, one alone tells something else ("her *studies* at").
    """

    nouns: Words
    subject: Words = ("poss", "by", "actor")
    object: Words = ("of",)
    light: tuple[str, ...] = ()
    adverbial: bool = False
    receiving: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    transparent: tuple[str, ...] = ()
    through: bool = False
    plural: bool = False


class ModifierRule(Rule):
    """Relate the two parts of a hyphenated modifier: "Roe-owned Acme"."""

    words: Words
    first: str = "object"


@dataclass(frozen=True, slots=True)
class Rules:
    """Hold the vocabulary and the rules, indexed by the words that set them off."""

    vocabulary: dict[str, Relation]
    verbs: dict[str, tuple[VerbRule, ...]]
    roles: dict[str, tuple[RoleRule, ...]]
    events: dict[str, tuple[EventRule, ...]]
    modifiers: dict[str, ModifierRule]
    words: dict[str, frozenset[str]]

    def all(self) -> list[Rule]:
        """Return every rule once, by name."""
        groups = (*self.verbs.values(), *self.events.values(), *self.roles.values())
        rules: list[Rule] = [rule for group in groups for rule in group]
        rules += self.modifiers.values()
        return [rule for _, rule in sorted({rule.name: rule for rule in rules}.items())]


_SECTIONS: dict[str, type[Rule]] = {
    "verb": VerbRule,
    "role": RoleRule,
    "event": EventRule,
    "modifier": ModifierRule,
}


def load_vocabulary() -> dict[str, Relation]:
    """Return the relations by name, in the order of the table that ships."""
    table = tomllib.loads(_shipped("relations.toml"))
    return {name: Relation.model_validate(row) for name, row in table.items()}


def load_rules(path: Path | None = None) -> Rules:
    """Return the rules that ship, with those of `path` before them if given.

    Raises DataError, naming the line, for a rule that cannot be used.
    """
    vocabulary = load_vocabulary()
    parsed = list(own_rules(path)) if path is not None else []
    parsed += _parse(_shipped("rules.toml"), "rules.toml", vocabulary).keys()
    return Rules(
        vocabulary=vocabulary,
        verbs=_index(parsed, VerbRule, "verbs"),
        events=_index(parsed, EventRule, "nouns"),
        roles=_index(parsed, RoleRule, "nouns"),
        modifiers={
            word: group[0]
            for word, group in _index(parsed, ModifierRule, "words").items()
        },
        words=WORDS,
    )


def own_rules(path: Path) -> dict[Rule, int]:
    """Return the rules of a file, each with the line on which it begins.

    Raises DataError, naming the line, for a rule that cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot read rules: {error}") from None
    return _parse(text, str(path), load_vocabulary())


def _shipped(name: str) -> str:
    return resources.files("kg").joinpath("data", name).read_text(encoding="utf-8")


def _index(
    rules: list[Rule], kind: type[Any], field: str
) -> dict[str, tuple[Any, ...]]:
    """Gather the rules of one kind by each of their words, in the order given."""
    index: dict[str, tuple[Any, ...]] = {}
    for rule in rules:
        if isinstance(rule, kind):
            for word in getattr(rule, field):
                index[word] = (*index.get(word, ()), rule)
    return index


def _parse(text: str, where: str, vocabulary: dict[str, Relation]) -> dict[Rule, int]:
    """Read the rules of one file, in order, each with its line."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{where}: not valid TOML: {error}") from None
    unknown = [section for section in table if section not in _SECTIONS]
    if unknown:
        known = ", ".join(_SECTIONS)
        raise DataError(f"{where}: unknown section {unknown[0]!r} (known: {known})")
    return {
        _check(row, section, f"{where}, line {line}", vocabulary): line
        for section in _SECTIONS
        for row, line in zip(
            _rows(table[section], section, where) if section in table else (),
            _lines(text, section),
            strict=False,
        )
    }


def _rows(rows: Any, section: str, where: str) -> list[Any]:
    """Refuse `[verb]` and `verb = ...`, of which only `[[verb]]` makes a list."""
    if not isinstance(rows, list):
        raise DataError(f"{where}: write [[{section}]], in two brackets, for each rule")
    return rows


def _lines(text: str, section: str) -> Iterator[int]:
    """Yield the line numbers of a section's headers."""
    header = re.compile(rf"\s*\[\[\s*{section}\s*\]\]")
    return (n for n, line in enumerate(text.splitlines(), 1) if header.match(line))


def _check(row: Any, section: str, where: str, vocabulary: dict[str, Relation]) -> Rule:
    """Validate one rule or say what is wrong with it, and where."""
    try:
        rule = _SECTIONS[section].model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or section
        raise DataError(f"{where}: {field}: {first['msg']}") from None
    if rule.relation not in vocabulary:
        known = ", ".join(vocabulary)
        raise DataError(f"{where}: unknown relation {rule.relation!r} (known: {known})")
    return rule


def relations_table() -> str:
    """Return the vocabulary as a Markdown table, for the documentation."""
    rows = [
        "| relation | reads | from the other end | from → to | Wikidata | meaning |"
    ]
    rows.append("|---|---|---|---|---|---|")
    for name, relation in load_vocabulary().items():
        arrow = "→" if relation.directed else "↔"
        ends = f"{_kinds(relation.subject)} {arrow} {_kinds(relation.object)}"
        code = relation.wikidata
        wikidata = f"{code.lstrip('-')} (inverse)" if code.startswith("-") else code
        rows.append(
            f"| `{name}` | {relation.label} | {relation.inverse} | {ends} "
            f"| {wikidata} | {relation.definition} |"
        )
    return "\n".join(rows) + "\n"


def _kinds(kinds: tuple[str, ...]) -> str:
    short = {PERSON: "person", ORGANISATION: "org", INITIATIVE: "initiative"}
    return ", ".join(short.get(kind, kind) for kind in kinds)
