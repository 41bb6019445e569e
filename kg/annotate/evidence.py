"""Names taken for people's of which the sentences speak as of an organisation.

To a pipeline a firm that it never met, and that bears a family's name, looks like a
surname, all through a document that is about it. Each place tells a little: whether the
name has a subsidiary or a wife, is run or is born, is "a start-up" or "a lawyer". What
all places tell is weighed against how sure the net is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from kg import names
from kg.annotate.marking import Mark, Page
from kg.records import ORGANISATION, PERSON
from kg.settings import LEANINGS

_MOST = 3
"""Points that one place can give for either side."""

ENOUGH = 0.5
"""Points that must be left when half of the net's lead for a person is taken off, or
all of it, if the document has a full and a short form of the name.

In a sixth of `training/articles` 37 of 184 places of organisations marked as persons
are mended so, and four of persons spoilt.
"""

_UNKNOWN = 4.0
"""The net's lead where another pipeline tells none, in logits."""

_GENITIVE = ("'s", "’s", "'", "’")


def as_organisations(page: Page, found: Sequence[Mark]) -> list[Mark]:
    """Take names for an organisation's where all their places together say so.

    A surname goes with the full names that hold it. Nobody with a title or a proven
    kind is touched.
    """
    people = [name for name in found if name.kind == PERSON]
    if not people:
        return list(found)
    kinds = {page.span(name.start, name.end).root.i: name.kind for name in found}
    firms: set[str] = set()
    for texts, places in _alike(page, people):
        if any(name.title or name.sure or name.link for name in places):
            continue
        at = [Place.of(page, name, kinds) for name in places]
        said, rows = sum(map(points, at)), sum(map(listed, at))
        lead = lead_of(page, places) / 2
        if len(texts) > 1:  # so journalists go on about people, "Ann Roe ... Roe"
            rows, lead = min(rows, 1), 2 * lead
        if said + rows > 0 and said + rows - lead >= ENOUGH:
            firms |= texts
    return [
        replace(name, kind=ORGANISATION)
        if name.kind == PERSON and page.text[name.start : name.end] in firms
        else name
        for name in found
    ]


def _alike(
    page: Page, people: Sequence[Mark]
) -> Iterator[tuple[set[str], Sequence[Mark]]]:
    """Yield each full name with its single words, and all their places."""
    places: dict[str, list[Mark]] = {}
    for name in people:
        places.setdefault(page.text[name.start : name.end], []).append(name)
    groups: list[set[str]] = []
    for text in sorted(places, key=lambda text: (-len(text.split()), text)):
        group = next((g for g in groups if any(text in t.split() for t in g)), None)
        if group is None:
            groups.append({text})
        else:
            group.add(text)
    for group in groups:
        yield group, [name for text in sorted(group) for name in places[text]]


def lead_of(page: Page, places: Sequence[Mark], unknown: float = _UNKNOWN) -> float:
    """Return by how many logits the net prefers a person, on average."""
    told: Mapping[int, float] = page.doc.user_data.get(LEANINGS, {})
    leads = [
        told[token.i]
        for name in places
        for token in page.span(name.start, name.end)
        if token.i in told
    ]
    return sum(leads) / len(leads) if leads else unknown


def points(place: "Place") -> int:
    """Return what a place says for an organisation, less what it says for a person."""
    told = [*_beside(place), *_above(place), *_below(place)]
    words = [token.lower_ for token in place.doc[place.start : place.end]]
    told.append(3 * (len(words) > 1 and words[-1] in _lists().endings))
    good = sum(point for point in told if point > 0)
    return min(good, _MOST) - min(good - sum(told), _MOST)


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a name where it stands: its root, what governs that, and its neighbours.

    `kinds` are those of all names of the document, by the position of their root.
    """

    doc: Doc
    start: int
    end: int
    root: Token
    head: Token
    kinds: Mapping[int, str]

    @classmethod
    def of(cls, page: Page, name: Mark, kinds: Mapping[int, str]) -> "Place":
        span = page.span(name.start, name.end)
        head = span.root.head
        inside = span.start <= head.i < span.end
        return cls(
            page.doc, span.start, span.end, span.root,
            span.root if inside else head, kinds,
        )  # fmt: skip

    def is_noun(self, token: Token) -> bool:
        """Say whether a token is a common noun outside of the name."""
        return not self.start <= token.i < self.end and token.i not in self.kinds

    @property
    def behind(self) -> list[str]:
        """The two words behind the name."""
        return [token.lower_ for token in self.doc[self.end : self.end + 2]]


def _beside(place: Place) -> Iterator[int]:
    """Yield points of the words right before and behind a name."""
    lists = _lists()
    behind = [*place.behind, "", ""]
    if behind[:2] == [",", "which"]:
        yield 2
    if "who" in (behind[0], behind[1] if behind[0] == "," else ""):
        yield -3
    if behind[0] == "," and len(behind[1]) == 2 and behind[1].isdigit():
        yield -3  # "Roe, 45"
    before = place.doc[place.start - 1] if place.start else None
    if before is None or before.pos_ != "NOUN" or not before.text.islower():
        return
    if before.lemma_ in lists.firms:
        yield 3  # "carmaker Acme"
    elif before.lemma_ not in lists.both and place.root.dep_ != "nmod:poss":
        yield -1  # "striker Roe"


def _above(place: Place) -> Iterator[int]:
    """Yield points of what a name depends on."""
    lists, root, head = _lists(), place.root, place.head
    label, word = root.dep_, head.lemma_.lower()
    if any(child.dep_ == "cop" for child in root.children):
        for child in root.children:  # "whose director is Roe"
            yield -3 * (child.dep_ == "nsubj" and child.lemma_ in lists.offices)
        return
    if head is root:
        return
    owned = place.behind[:1] != [] and place.behind[0] in _GENITIVE
    if label == "nmod:poss" and owned:
        office = word == "office" and any(
            c.i in place.kinds for c in head.children if c is not root
        )
        yield 2 * (word in lists.owned or office) - 2 * (word in lists.kin)
    elif label in ("compound", "nmod", "amod") and head.i > root.i:
        if place.is_noun(head) and not owned:
            yield 2 * (word in lists.staff)  # "an Acme executive"
    elif label == "appos" and place.is_noun(head):
        yield 3 * (word in lists.firms) - 3 * (word in lists.offices)
    elif label == "obj":
        yield 2 * (word in lists.run or (word in lists.entered and _is_work(place)))
    elif label == "nsubj:pass":
        yield 2 * (word in lists.done)
    elif label == "nsubj":
        yield 2 * (word in lists.deeds) - (word in lists.human)
    if label.startswith(("nmod", "obl")):
        case = next((c.lower_ for c in root.children if c.dep_ == "case"), "")
        yield 2 * (word in lists.joined.get(case, ()))
        if case == "at" and place.is_noun(head) and word not in lists.joined["at"]:
            noun = label.startswith("nmod") and head.pos_ == "NOUN"
            yield noun or (label.startswith("obl") and word not in lists.looks)


def _is_work(place: Place) -> bool:
    """Say whether somebody joins or leaves a firm: "joined Acme in 2001", "as head"."""
    for token in place.head.children:
        case = next((c.lower_ for c in token.children if c.dep_ == "case"), "")
        firm = case in ("from", "for") and place.kinds.get(token.i) == ORGANISATION
        post = case == "as" and token.pos_ == "NOUN"
        year = case == "in" and len(token) == 4 and token.is_digit
        if token.i > place.root.i and (firm or post or year):
            return True
    return False


def _below(place: Place) -> Iterator[int]:
    """Yield points of what a name is called, and whose is what it deals with."""
    lists = _lists()
    for child in place.root.children:
        if child.dep_ == "appos" and place.is_noun(child):
            office = child.lemma_ in lists.offices and child.i > place.root.i
            yield 3 * (child.lemma_ in lists.firms) - 3 * office
    if not place.root.dep_.startswith("nsubj") or place.head is place.root:
        return
    for token in place.head.subtree:
        behind = token.i > place.root.i and token.dep_ == "nmod:poss"
        if behind and token.lower_ in ("its", "his", "her"):
            yield 1 if token.lower_ == "its" else -1
            return


def listed(place: Place) -> int:
    """Return points of the names beside which a name is listed."""
    beside = [
        place.kinds[token.i] for token in place.root.conjuncts if token.i in place.kinds
    ]
    if beside and beside.count(ORGANISATION) > len(beside) / 2:
        return 2 if len(beside) > 1 and place.end - place.start == 1 else 1
    return -1 if beside and beside.count(PERSON) == len(beside) else 0


@dataclass(frozen=True, slots=True)
class _Lists:
    firms: frozenset[str]
    both: frozenset[str]
    offices: frozenset[str]
    owned: frozenset[str]
    kin: frozenset[str]
    staff: frozenset[str]
    run: frozenset[str]
    done: frozenset[str]
    deeds: frozenset[str]
    human: frozenset[str]
    looks: frozenset[str]
    endings: frozenset[str]
    entered: frozenset[str]
    joined: Mapping[str, frozenset[str]]


@cache
def _lists() -> _Lists:
    """Return the word lists, as lemmas."""
    lists = {
        key: frozenset(words) for key, words in names.word_list("annotate").items()
    }
    both = lists["also_people"] | lists["loose_nouns"]
    posts = frozenset(office.lower() for office in lists["offices"])
    return _Lists(
        firms=(lists["organisation_nouns"] | lists["more_organisations"]) - both,
        both=both,
        offices=posts | lists["callings"],
        owned=lists["owned_by_firms"],
        kin=lists["kin_nouns"],
        staff=lists["nouns_of_firms"],
        run=lists["done_to_firms"],
        done=lists["firms_are"],
        deeds=lists["firms_do"],
        human=lists["humans_do"],
        looks=lists["looked_at"],
        endings=lists["firm_endings"],
        entered=frozenset(("join", "rejoin", "leave", "quit")),
        joined={
            "from": lists["hired_from"],
            "at": lists["work_at"],
            "in": lists["stakes_in"],
            "of": lists["parts_of_firms"],
            "to": lists["parts_of_firms"],
            "with": frozenset(("merger", "merge")),
            "for": lists["for_teams"] | lists["team_members"],
        },
    )
