"""Measure the relation rules on public sets, with the names of the sets as mentions.

    python benchmarks/relations.py --data DIR [--model NAME] [--errors N]

DIR holds `knowledgenet.folds123.jsonl`, `conll04.train.txt` and `core.train.json` in
the formats their authors publish. Names are given, so that what is measured is the
trees and the rules alone; facts between two names count, and a pronoun stands for the
name that the set gives the same fact. Only asserted claims count.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.language import Language

from kg.records import ORGANISATION, PERSON, PLACE, Claim, Mention
from kg.relate import claims
from kg.relate.rules import Rules, load_rules

Span = tuple[int, int]


@dataclass(frozen=True)
class Item:
    """Hold one sentence with its names and what the set says of them."""

    text: str
    kinds: dict[Span, str]
    facts: frozenset[tuple[Span, Span, str]]
    ask: frozenset[str]
    aliases: dict[Span, Span] = field(default_factory=dict)


_ROLES = ("chief_executive_of", "chair_of", "holds_role_at", "employee_of", "runs")
_WORK = (*_ROLES, "member_of", "founder_of", "owner_of")
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
_UNDIRECTED = {"SPOUSE", "competitor_of", "collaboration", "merged_with"}
_MIRRORS = {
    # a claim that says the same from the other end
    "parent_of": "CHILD_OF",
    "owner_of": "SUBSIDIARY_OF",
    "acquired": "SUBSIDIARY_OF",
}
_PRONOUNS: tuple[str, ...] = (
    "i",
    "me",
    "my",
    "we",
    "our",
    "us",
    "he",
    "she",
    "it",
    "they",
    "his",
)
_PRONOUNS += ("her", "its", "their", "him", "them", "himself", "herself", "you")
_RELATIVE = ("who", "whom", "whose", "which", "that", "where")


def knowledgenet(path: Path) -> Iterator[Item]:
    """Yield the sentences whose facts name a person or an organisation."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    grouped: dict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
    for row in rows:
        if row["property"] in KNOWLEDGENET and "-" not in row["spans"]:
            grouped[row["doc"], row["spans"][0], row["sentence"]].append(row)
    for (_, start, text), group in sorted(grouped.items()):
        kinds: dict[Span, str] = {}
        facts = set()
        for row in group:
            kind = KNOWLEDGENET[str(row["property"])]
            at = [int(x) - int(start) for x in row["spans"]]  # type: ignore[attr-defined]
            left, right = (at[2], at[3]), (at[4], at[5])
            kinds[left], kinds[right] = kind[0], kind[1]
            facts.add((left, right, str(row["property"])))
        yield _with_pronouns_read(text, kinds, facts)


def _with_pronouns_read(
    text: str, kinds: dict[Span, str], facts: set[tuple[Span, Span, str]]
) -> Item:
    """Keep the facts between names; a pronoun stands for the name beside it."""

    def word(span: Span) -> str:
        return text[slice(*span)].lower()

    aliases: dict[Span, Span] = {}
    for end in (0, 1):
        beside: dict[tuple[Span, str], set[Span]] = defaultdict(set)
        for fact in facts:
            left, right, name = fact
            pair = (left, right)
            beside[pair[1 - end], name].add(pair[end])
        for group in beside.values():
            named = {s for s in group if word(s) not in (*_PRONOUNS, *_RELATIVE)}
            for span in group - named:
                if len(named) == 1 and word(span) in _PRONOUNS:
                    aliases.setdefault(span, next(iter(named)))
            ordered = sorted(named)
            for first, second in pairwise(ordered):
                if _is_bracketed(text[first[1] : second[0]]):
                    aliases[second] = aliases.get(first, first)
    kept = {
        (aliases.get(fact[0], fact[0]), aliases.get(fact[1], fact[1]), fact[2])
        for fact in facts
        if not {word(fact[0]), word(fact[1])} & {*_PRONOUNS, *_RELATIVE}
    }
    kinds = {span: kind for span, kind in kinds.items() if word(span) not in _RELATIVE}
    return Item(text, kinds, frozenset(kept), frozenset(f[2] for f in facts), aliases)


def _is_bracketed(between: str) -> bool:
    """Tell whether a second name follows in brackets: another name of the same."""
    opened = between.lstrip(" ,").startswith("(")
    return opened and len(between) < 60 and ")" not in between


def conll04(path: Path) -> Iterator[Item]:
    """Yield the sentences with both a person and an organisation."""
    kind_of = {"Peop": PERSON, "Org": ORGANISATION, "Loc": PLACE}
    for block in path.read_text("utf-8").split("#doc ")[1:]:
        rows = [line.split("\t") for line in block.splitlines()[1:] if line.strip()]
        text, spans, tags = "", [], []
        for row in rows:
            word = {"-LRB-": "(", "-RRB-": ")"}.get(row[1], row[1])
            glue = not text or word in ".,;:)?!'s" or text.endswith("(")
            text += ("" if glue else " ") + word
            spans.append((len(text) - len(word), len(text)))
            tags.append(row[2])
        ends: dict[int, Span] = {}
        kinds: dict[Span, str] = {}
        i = 0
        while i < len(rows):
            j = i + 1
            while j < len(rows) and tags[j] == "I-" + tags[i][2:]:
                j += 1
            kind = kind_of.get(tags[i][2:])
            if tags[i] != "O" and kind:
                kinds[spans[i][0], spans[j - 1][1]] = kind
            for k in range(i, j):
                ends[k] = (spans[i][0], spans[j - 1][1])
            i = j
        facts = set()
        for n, row in enumerate(rows):
            names, heads = json.loads(row[3].replace("'", '"')), json.loads(row[4])
            for name, head in zip(names, heads, strict=True):
                if name == "Work_For":
                    facts.add((ends[n], ends[int(head)], "EMPLOYEE_OR_MEMBER_OF"))
        if {PERSON, ORGANISATION} <= set(kinds.values()):
            yield Item(
                text, kinds, frozenset(facts), frozenset({"EMPLOYEE_OR_MEMBER_OF"})
            )


def core(path: Path) -> Iterator[Item]:
    """Yield the sentences about a pair of companies, one relation each."""
    for row in json.loads(path.read_text("utf-8")):
        text, spans = "", []
        for word in row["context"]:
            glue = (
                not text or word in (".", ",", ")", "'s", ";", ":") or text[-1] == "("
            )
            text += ("" if glue else " ") + word
            spans.append((len(text) - len(word), len(text)))
        first = (spans[row["e1_start"]][0], spans[row["e1_end"]][1])
        second = (spans[row["e2_start"]][0], spans[row["e2_end"]][1])
        ends = (second, first) if row["invert_relation"] else (first, second)
        facts = set()
        if row["relation"] in CORE:
            facts.add((*ends, row["relation"]))
        kinds = {first: ORGANISATION, second: ORGANISATION}
        yield Item(text, kinds, frozenset(facts), frozenset(CORE))


def _mentions(item: Item) -> list[Mention]:
    found: list[Mention] = []
    for (start, end), kind in sorted(item.kinds.items()):
        if found and start < found[-1].end:
            continue
        text = item.text[start:end]
        form = "pronoun" if text.lower() in _PRONOUNS else "name"
        found.append(Mention("", start, end, text, kind, 0, len(item.text), form=form))
    return found


def _named(claim: Claim, item: Item, table: str) -> Iterator[tuple[Span, Span, str]]:
    """Yield a claim in the terms of the set."""
    at = {span[0]: item.aliases.get(span, span) for span in item.kinds}
    subject, other = at[claim.subject], at[claim.object]
    if table == "core":
        if claim.relation == "owner_of":
            yield other, subject, "subsidiary_of"
        for name, (ours, backwards) in CORE.items():
            if claim.relation in ours:
                yield (other, subject, name) if backwards else (subject, other, name)
        return
    for name, (left, right, ours, backwards) in KNOWLEDGENET.items():
        ends = (right, left) if backwards else (left, right)
        if claim.relation in ours and (item.kinds[subject], item.kinds[other]) == ends:
            yield (other, subject, name) if backwards else (subject, other, name)
    if claim.relation in _MIRRORS:
        yield other, subject, _MIRRORS[claim.relation]


def measure(
    items: list[Item], nlp: Language, rules: Rules, table: str, errors: int
) -> None:
    """Print precision and recall per relation, and some errors."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    shown: list[str] = []
    docs = nlp.pipe((item.text for item in items), batch_size=64)
    for item, doc in zip(items, docs, strict=True):
        found: set[tuple[Span, Span, str]] = set()
        for claim in claims(doc, _mentions(item), rules):
            if claim.status == "asserted":
                found |= {t for t in _named(claim, item, table) if t[2] in item.ask}
        facts = {_ordered(fact) for fact in item.facts}
        found = {_ordered(f) for f in found if not _has_pronoun(f, item.text)}
        if table == "core":
            found = _best(found, facts)
        for group, counter, sign in (
            (found & facts, right, ""),
            (found - facts, wrong, "WRONG"),
            (facts - found, missed, "MISSED"),
        ):
            for left, other, name in sorted(group):
                counter[name] += 1
                if sign:
                    ends = f"{item.text[slice(*left)]} > {item.text[slice(*other)]}"
                    shown.append(f"{sign} {name}: {ends} | {item.text}")
    _print(right, wrong, missed)
    random.Random(1).shuffle(shown)
    for line in shown[:errors]:
        print("  ", line)


def _has_pronoun(fact: tuple[Span, Span, str], text: str) -> bool:
    return any(text[slice(*span)].lower() in _PRONOUNS for span in fact[:2])


def _best(
    found: set[tuple[Span, Span, str]], facts: set[tuple[Span, Span, str]]
) -> set[tuple[Span, Span, str]]:
    """Count one answer per sentence where the set asks for one."""
    return found & facts or set(sorted(found)[:1])


def _ordered(fact: tuple[Span, Span, str]) -> tuple[Span, Span, str]:
    left, right, name = fact
    return (min(left, right), max(left, right), name) if name in _UNDIRECTED else fact


def _print(right: Counter[str], wrong: Counter[str], missed: Counter[str]) -> None:
    print(f"{'relation':24} {'right':>6} {'wrong':>6} {'missed':>6}   P    R    F")
    names = sorted(right | wrong | missed)
    for name in [*names, "all"]:
        t, f, n = (
            c.total() if name == "all" else c[name] for c in (right, wrong, missed)
        )
        p, r = t / max(t + f, 1), t / max(t + n, 1)
        score = 2 * p * r / max(p + r, 1e-9)
        print(f"{name:24} {t:6} {f:6} {n:6}  {p:.2f} {r:.2f} {score:.2f}")


def main() -> None:
    """Read the arguments and measure each set found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default="")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    if options.model:
        nlp = spacy.load(options.model, exclude=["ner"])
    else:
        from kg.annotate import load_pipeline

        nlp = load_pipeline()
    rules = load_rules()
    sets = (
        ("knowledgenet", knowledgenet, options.data / "knowledgenet.folds123.jsonl"),
        ("conll04", conll04, options.data / "conll04.train.txt"),
        ("core", core, options.data / "core.train.json"),
    )
    found = [one for one in sets if one[2].exists() and options.only in one[0]]
    if not found:
        parser.error(f"{options.data}: none of the sets is there")
    for name, reader, path in found:
        items = list(reader(path))
        random.Random(0).shuffle(items)
        items = items[: options.limit or None]
        print(f"\n{name}: {len(items)} sentences")
        measure(items, nlp, rules, name, options.errors)


if __name__ == "__main__":
    main()
