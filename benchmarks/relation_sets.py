"""Read the public sets of relations: sentences, their names, and what they say.

Facts are written in the sets' own words: (span of subject, span of object, name). A
set's pronouns are no names: where the set gives the same fact with a name as well, the
pronoun is another way to write that name; else the fact is `unnamed`, and finding it
is neither right nor wrong.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE

Span = tuple[int, int]
Fact = tuple[Span, Span, str]


@dataclass(frozen=True)
class Item:
    """Hold one sentence with its names and what the set says of them.

    `ask` are the relations that the set has marked in this sentence, all of them;
    `fold` is the set's own division, or "". `aliases` leads from another way to write
    a name to the name. With `pair`, the set asks about two names only.
    """

    text: str
    kinds: Mapping[Span, str]
    facts: frozenset[Fact]
    ask: frozenset[str]
    fold: str = ""
    unnamed: frozenset[Fact] = frozenset()
    aliases: Mapping[Span, Span] = field(default_factory=dict)
    pair: tuple[Span, Span] | None = None


THINGS = (ORGANISATION, INITIATIVE)
"""Kinds that the sets call one: firms, and what they run."""

_ROLES = ("chief_executive_of", "chair_of", "holds_role_at", "employee_of", "runs")
_WORK = (*_ROLES, "member_of")
KNOWLEDGENET = {
    # property: (kind of subject, kind of object, our relations, ours reads backwards)
    "CEO": (ORGANISATION, PERSON, ("chief_executive_of",), True),
    "FOUNDED_BY": (ORGANISATION, PERSON, ("founder_of",), True),
    "EMPLOYEE_OR_MEMBER_OF": (PERSON, ORGANISATION, _WORK, False),
    "SUBSIDIARY_OF": (ORGANISATION, ORGANISATION, ("subsidiary_of",), False),
    "CHILD_OF": (PERSON, PERSON, ("child_of",), False),
    "SPOUSE": (PERSON, PERSON, ("spouse_of",), False),
    "EDUCATED_AT": (PERSON, ORGANISATION, ("educated_at",), False),
}
CORE = {
    "acquired_by": (("acquired",), True),
    "shareholder_of": (("invested_in", "owner_of"), False),
    "subsidiary_of": (("subsidiary_of",), False),
    "competitor_of": (("competitor_of",), False),
    "collaboration": (("partner_of",), False),
    "client_of": (("client_of",), False),
    "merged_with": (("merged_with",), False),
    "traded_on": (("listed_on",), False),
    "product_or_service_of": (("brand_or_product_of",), False),
    "regulated_by": (("regulates",), True),
    "brand_of": (("brand_or_product_of",), False),
}
UNDIRECTED = frozenset({"SPOUSE", "competitor_of", "collaboration", "merged_with"})
MIRRORS = {
    # a claim that says the same from the other end
    "parent_of": "CHILD_OF",
    "owner_of": "SUBSIDIARY_OF",
    "acquired": "SUBSIDIARY_OF",
}
_PERSONAL = "i me my we our us he she it they his her its their him them you"
PRONOUNS = frozenset(
    [*_PERSONAL.split(), "himself", "herself", "itself", "themselves", "hers"]
)
_RELATIVE = frozenset(("who", "whom", "whose", "which", "that", "where"))


def knowledgenet(path: Path, *, silent: bool = True) -> Iterator[Item]:
    """Yield the sentences in which facts of people and organisations were sought.

    With `silent`, also those in which none was found, which tell of false finds.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    grouped: dict[tuple[str, int, int, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["property"] in KNOWLEDGENET:
            start, end = int(row["spans"][0]), int(row["spans"][1])
            grouped[row["doc"], start, end, row["sentence"]].append(row)
    for (_, start, _, text), group in sorted(grouped.items()):
        kinds: dict[Span, str] = {}
        facts = set()
        for row in group:
            if "-" in row["spans"]:
                continue
            kind = KNOWLEDGENET[row["property"]]
            at = [int(x) - start for x in row["spans"]]
            left, right = (at[2], at[3]), (at[4], at[5])
            kinds[left], kinds[right] = kind[0], kind[1]
            facts.add((left, right, row["property"]))
        if facts or silent:
            ask = frozenset(row["property"] for row in group)
            yield _with_pronouns_read(text, kinds, facts, ask, group[0]["fold"])


def _with_pronouns_read(
    text: str,
    kinds: dict[Span, str],
    facts: set[Fact],
    ask: frozenset[str],
    fold: str,
) -> Item:
    """Keep the facts between names; a pronoun stands for the name beside it."""

    def word(span: Span) -> str:
        return text[slice(*span)].lower()

    aliases: dict[Span, Span] = {}
    for end in (0, 1):
        beside: dict[tuple[Span, str], set[Span]] = defaultdict(set)
        for left, right, name in facts:
            pair = (left, right)
            beside[pair[1 - end], name].add(pair[end])
        for group in beside.values():
            named = {s for s in group if word(s) not in PRONOUNS | _RELATIVE}
            for span in group - named:
                if len(named) == 1 and word(span) in PRONOUNS:
                    aliases.setdefault(span, next(iter(named)))
            for first, second in pairwise(sorted(named)):
                if _is_bracketed(text[first[1] : second[0]]):
                    aliases[second] = aliases.get(first, first)
    named_facts = {
        fact for fact in facts if _is_name(word(fact[0])) and _is_name(word(fact[1]))
    }
    kept = {
        (aliases.get(left, left), aliases.get(right, right), name)
        for left, right, name in named_facts
    }
    kinds = {span: kind for span, kind in kinds.items() if word(span) not in _RELATIVE}
    unnamed = frozenset(facts - named_facts)
    return Item(text, kinds, frozenset(kept), ask, fold, unnamed, aliases)


def _is_name(word: str) -> bool:
    return word not in PRONOUNS | _RELATIVE


def _is_bracketed(between: str) -> bool:
    """Tell whether a second name follows in brackets: another name of the same."""
    opened = between.lstrip(" ,").startswith("(")
    return opened and len(between) < 60 and ")" not in between


def conll04(path: Path) -> Iterator[Item]:
    """Yield the sentences with both a person and an organisation."""
    for block in path.read_text("utf-8").split("#doc ")[1:]:
        rows = [line.split("\t") for line in block.splitlines()[1:] if line.strip()]
        text, spans = _joined([row[1] for row in rows])
        kinds, whole = _tagged([row[2] for row in rows], spans)
        facts = set()
        for n, row in enumerate(rows):
            names, heads = json.loads(row[3].replace("'", '"')), json.loads(row[4])
            for name, head in zip(names, heads, strict=True):
                if name == "Work_For":
                    facts.add((whole[n], whole[int(head)], "EMPLOYEE_OR_MEMBER_OF"))
        if {PERSON, ORGANISATION} <= set(kinds.values()):
            ask = frozenset({"EMPLOYEE_OR_MEMBER_OF"})
            yield Item(text, kinds, frozenset(facts), ask)


def _joined(words: list[str]) -> tuple[str, list[Span]]:
    """Write words as text, and tell where each stands."""
    text, spans = "", []
    for raw in words:
        word = {"-LRB-": "(", "-RRB-": ")"}.get(raw, raw)
        glue = not text or word in (*".,;:)?!", "'s") or text.endswith("(")
        text += ("" if glue else " ") + word
        spans.append((len(text) - len(word), len(text)))
    return text, spans


def _tagged(
    tags: list[str], spans: list[Span]
) -> tuple[dict[Span, str], dict[int, Span]]:
    """Return the kinds of the names that tags mark, and the whole name of each word."""
    kind_of = {"Peop": PERSON, "Org": ORGANISATION, "Loc": PLACE}
    kinds: dict[Span, str] = {}
    whole: dict[int, Span] = {}
    i = 0
    while i < len(tags):
        j = i + 1
        while j < len(tags) and tags[j] == "I-" + tags[i][2:]:
            j += 1
        span = (spans[i][0], spans[j - 1][1])
        if tags[i][2:] in kind_of:
            kinds[span] = kind_of[tags[i][2:]]
        whole |= dict.fromkeys(range(i, j), span)
        i = j
    return kinds, whole


def core(path: Path) -> Iterator[Item]:
    """Yield the sentences about a pair of companies, one relation each."""
    for row in json.loads(path.read_text("utf-8")):
        text, spans = _joined(row["context"])
        first = (spans[row["e1_start"]][0], spans[row["e1_end"]][1])
        second = (spans[row["e2_start"]][0], spans[row["e2_end"]][1])
        ends = (second, first) if row["invert_relation"] else (first, second)
        named = row["relation"] in CORE
        facts = frozenset([(*ends, row["relation"])] if named else [])
        kinds = {first: ORGANISATION, second: ORGANISATION}
        yield Item(text, kinds, facts, frozenset(CORE), pair=(first, second))
