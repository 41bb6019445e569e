"""What pronouns and descriptions mean, by the chains of GUM and ECB+ and by GAP."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg import names
from kg.records import ORGANISATION, PERSON, Mention

Place = tuple[str, int]

_OPEN = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\))?|(\d+)\)")
_POSSESSIVE = re.compile(r"['’]s?$")
_GUM_KINDS = {"person": PERSON, "organization": ORGANISATION}


@dataclass(frozen=True)
class Span:
    """Mark a gold mention of GUM; `named` if its last word is a proper noun."""

    start: int
    end: int
    kind: str
    chain: str
    named: bool


@dataclass(frozen=True)
class Passage:
    """Hold one passage of GAP: a pronoun and two names that it may mean."""

    pronoun: int
    names: tuple[tuple[int, int, bool], tuple[int, int, bool]]


def read_gum(paths: Iterable[Path]) -> tuple[dict[str, str], dict[str, list[Span]]]:
    """Return the texts and the gold mentions of GUM's files, by document."""
    texts: dict[str, str] = {}
    spans: dict[str, list[Span]] = {}
    for path in sorted(paths):
        for document, lines in _documents(path):
            texts[document], spans[document] = _read_document(lines)
    return texts, spans


def _documents(path: Path) -> Iterator[tuple[str, list[str]]]:
    name, lines = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            if name:
                yield name, lines
            name, lines = line.split(" = ")[1], []
        lines.append(line)
    if name:
        yield name, lines


def _read_document(lines: Iterable[str]) -> tuple[str, list[Span]]:
    text, glue, written = "", "", ""
    spans: list[Span] = []
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    left = whole = 0
    for line in lines:
        if line.startswith("# newpar"):
            glue = "\n" if text else ""
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        misc = dict(part.split("=", 1) for part in cells[9].split("|") if "=" in part)
        space = "" if misc.get("SpaceAfter") == "No" else " "
        if "-" in cells[0]:  # "don't": written once for two words
            text += glue + cells[1]
            glue, whole = space, int(cells[0].split("-")[1])
            left = len(text) - len(cells[1])
            written = cells[1]
            continue
        if "." in cells[0]:
            continue
        if int(cells[0]) <= whole:
            at = written.find(cells[1])
            start = left + max(0, at)
            if int(cells[0]) == whole:
                whole = 0
        else:
            text += glue
            start, glue = len(text), space
            text += cells[1]
        end = start + len(cells[1])
        for match in _OPEN.finditer(misc.get("Entity", "")):
            chain = match[1] or match[4]
            if match[1]:
                opened[chain].append((start, match[2]))
            if match[4] or match[3]:
                begun, kind = opened[chain].pop()
                named = cells[3] == "PROPN"
                spans.append(Span(begun, end, _GUM_KINDS.get(kind, ""), chain, named))
    return text, spans


def gum_chains(
    spans: Mapping[str, Iterable[Span]],
    texts: Mapping[str, str],
    mentions: Iterable[Mention],
) -> tuple[dict[Place, str], int]:
    """Return the gold chain of each found name, and how many gold names have none.

    A gold name is a person's or an organisation's whose last word is a proper noun;
    the smallest one that ends where a found name ends is its own.
    """
    ends: dict[Place, Mention] = {
        (m.document, m.end): m
        for m in mentions
        if m.form == "name" and m.kind in (PERSON, ORGANISATION)
    }
    chains: dict[Place, str] = {}
    missed = 0
    for document, found in spans.items():
        for span in sorted(found, key=lambda s: s.start - s.end, reverse=True):
            start, end = names.trim(texts[document], span.start, span.end)
            if not (
                span.kind and span.named and names.is_name(texts[document][start:end])
            ):
                continue
            mention = ends.get((document, end))
            if mention is None:
                missed += 1
            elif mention.start >= start - 1:
                chains.setdefault((document, mention.start), span.chain)
    return chains, missed


class Chains(NamedTuple):
    """Hold the gold chains of references.

    `spans` knows them by place, `ends` by document and end alone: of a description
    sets mark more or less than was found ("the state-owned company", "company").
    """

    spans: Mapping[tuple[str, int, int], str]
    ends: Mapping[Place, str]

    def of(self, reference: Mention) -> str:
        """Return the chain of a reference, or ""."""
        at = reference.document, reference.start, reference.end
        if at in self.spans or reference.form == "pronoun":
            return self.spans.get(at, "")
        return self.ends.get((reference.document, reference.end), "")


def chains_of(marked: Iterable[tuple[str, int, int, str]]) -> Chains:
    """Gather documents, starts, ends and chains; of one end the smallest counts."""
    spans: dict[tuple[str, int, int], str] = {}
    ends: dict[Place, str] = {}
    for document, start, end, chain in sorted(marked, key=lambda m: m[2] - m[1]):
        spans.setdefault((document, start, end), chain)
        ends.setdefault((document, end), chain)
    return Chains(spans, ends)


def gum_references(
    spans: Mapping[str, Iterable[Span]], texts: Mapping[str, str]
) -> Chains:
    """Return the chains of everything that GUM marks, possessive endings cut."""
    return chains_of(
        (
            d,
            s.start,
            s.start + len(_POSSESSIVE.sub("", texts[d][s.start : s.end])),
            s.chain,
        )
        for d, found in spans.items()
        for s in found
    )


def judge(
    gold: Chains, mentions: Iterable[Mention], chains: Mapping[Place, str]
) -> Iterator[tuple[Mention, str]]:
    """Yield each answered reference with `right`, `wrong` or `?`.

    It is right if a name of its antecedent has its chain. Where neither it nor any name
    of its antecedent is marked nothing can be said.
    """
    of: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    found = list(mentions)
    for m in found:
        if m.form == "name" and (m.document, m.start) in chains:
            of[m.document, m.kind, m.name][chains[m.document, m.start]] += 1
    for m in found:
        if m.form == "name":
            continue
        chain = gold.of(m)
        theirs = of[m.document, m.kind, m.name]
        if not chain or not theirs:
            yield m, "?"
        else:
            yield m, "right" if chain in theirs else "wrong"


def answerable(
    gold: Chains, chains: Mapping[Place, str], references: Iterable[Mention]
) -> Counter[str]:
    """Count by form the references whose antecedent was found by name."""
    named = {(document, chain) for (document, _), chain in chains.items()}
    return Counter(m.form for m in references if (m.document, gold.of(m)) in named)


def read_gap(path: Path) -> tuple[dict[str, str], dict[str, Passage]]:
    """Return the texts and questions of a GAP file."""
    texts, passages = {}, {}
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            texts[line["ID"]] = line["Text"]
            first, second = (
                (
                    int(line[f"{name}-offset"]),
                    int(line[f"{name}-offset"]) + len(line[name]),
                    line[f"{name}-coref"] == "TRUE",
                )
                for name in "AB"
            )
            passages[line["ID"]] = Passage(int(line["Pronoun-offset"]), (first, second))
    return texts, passages


def judge_gap(
    passages: Mapping[str, Passage], mentions: Iterable[Mention]
) -> Iterator[tuple[str, Mention, str]]:
    """Yield each answered passage of GAP with its pronoun and `right`, `wrong` or `?`.

    An answer that is neither of the two names is wrong if one of them is right, and
    cannot be judged if none is.
    """
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_document[mention.document].append(mention)
    for document, passage in passages.items():
        found = by_document[document]
        pronoun = [m for m in found if m.start == passage.pronoun and m.form != "name"]
        if not pronoun:
            continue
        answer = pronoun[0]
        verdicts = [
            right
            for start, end, right in passage.names
            if any(
                m.name == answer.name and m.start < end and start < m.end
                for m in found
                if m.form == "name"
            )
        ]
        if verdicts:
            yield document, answer, "right" if any(verdicts) else "wrong"
        else:
            either = any(right for _, _, right in passage.names)
            yield document, answer, "wrong" if either else "?"
