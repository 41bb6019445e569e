"""The vocabulary of relations and the rules that find them, both read from TOML.

The grammar that reaches the places which a rule names (passives, relative clauses,
lists ...) is in `clauses` and `relate`, once for all rules.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kg.errors import DataError
from kg.names import word_list
from kg.records import INITIATIVE, ORGANISATION, PERSON
from kg.relate.rule_kinds import (
    EventRule,
    ModifierRule,
    Relation,
    RoleRule,
    Rule,
    VerbRule,
)
from kg.relate.words import WORDS


@dataclass(frozen=True, slots=True)
class Rules:
    """Hold the vocabulary and the rules, indexed by the words that set them off.

    `role_words` are those of all roles: "chief", "staff", "vice-president", "vice".
    """

    vocabulary: dict[str, Relation]
    verbs: dict[str, tuple[VerbRule, ...]]
    roles: dict[str, tuple[RoleRule, ...]]
    events: dict[str, tuple[EventRule, ...]]
    modifiers: dict[str, tuple[ModifierRule, ...]]
    role_words: frozenset[str]
    words: dict[str, frozenset[str]]

    def all(self) -> list[Rule]:
        """Return every rule once, by name."""
        sorts = (self.verbs, self.events, self.roles, self.modifiers)
        groups = (group for sort in sorts for group in sort.values())
        rules: list[Rule] = [rule for group in groups for rule in group]
        return [rule for _, rule in sorted({rule.name: rule for rule in rules}.items())]


_SECTIONS: dict[str, type[Rule]] = {
    "verb": VerbRule,
    "role": RoleRule,
    "event": EventRule,
    "modifier": ModifierRule,
}


def load_vocabulary() -> dict[str, Relation]:
    """Return the relations by name, in the order of the table that ships."""
    rows = word_list("relations")
    return {name: Relation.model_validate(row) for name, row in rows.items()}


def load_rules(path: Path | None = None) -> Rules:
    """Return the rules that ship, with those of `path` before them if given.

    Raises DataError, naming the line, for a rule that cannot be used.
    """
    vocabulary = load_vocabulary()
    parsed = list(own_rules(path)) if path is not None else []
    rules = resources.files("kg") / "data" / "rules.toml"
    shipped = rules.read_text(encoding="utf-8")
    parsed += _parse(shipped, "rules.toml", vocabulary).keys()
    roles = _index(parsed, RoleRule, "nouns")
    return Rules(
        vocabulary=vocabulary,
        verbs=_index(parsed, VerbRule, "verbs"),
        events=_index(parsed, EventRule, "nouns"),
        roles=roles,
        role_words=frozenset(_words(roles)),
        modifiers=_index(parsed, ModifierRule, "words"),
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


def _words(titles: Iterable[str]) -> Iterator[str]:
    """Yield the words of titles, and what stands between hyphens in them."""
    for title in titles:
        for word in title.split():
            parts = word.split("-")
            for left, right in combinations(range(len(parts) + 1), 2):
                yield "-".join(parts[left:right])


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
    rules = {
        _check(row, section, f"{where}, line {line}", vocabulary): line
        for section in _SECTIONS
        for row, line in zip(
            _rows(table[section], section, where) if section in table else (),
            _lines(text, section),
            strict=False,
        )
    }
    _check_names(rules, where)
    return rules


def _check_names(rules: dict[Rule, int], where: str) -> None:
    """Refuse a second rule of the same name: the evidence tells rules by it."""
    first: dict[str, int] = {}
    for rule, line in sorted(rules.items(), key=lambda entry: entry[1]):
        if rule.name in first:
            raise DataError(
                f"{where}, line {line}: a rule is called {rule.name!r} already, in "
                f"line {first[rule.name]}; give this one another name"
            )
        first[rule.name] = line


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
