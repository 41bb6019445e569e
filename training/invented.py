"""Sentences on business, policy and sport with invented names, where sources have few.

The open sets hold little of companies, products and programmes, so that a net trained
on them takes an unknown company for a person. The frames (`frames.txt`,
`headlines.txt`) are written for this project; companies, products and programmes are
coined from syllables, persons and places are drawn from the training sets.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from augment import BRAND, FORMS, OBJECT, Augmenter
from labels import OUT, bioes
from readers import DEMONYMS, Sentence

# Slots: P person, L person by family name, C company, D branch of a company, K club,
# O other organisation, A its acronym, G place, N demonym, M product or service, I
# programme or agreement, E event, prize, contest or law.
HERE = Path(__file__).parent
FRAMES = (HERE / "frames.txt").read_text("utf8").splitlines()
HEADLINES = (HERE / "headlines.txt").read_text("utf8").splitlines()

BRANCHES = "Cloud Bank Pictures Logistics Pay Health Music Services Ventures".split()
BODY = (
    "Ministry of Trade|Central Bank of G|G Chamber of Commerce|University of G|"
    "G Stock Exchange|National Bureau of Statistics|G Development Bank|"
    "International Council for Trade|Institute of Public Policy|G Trade Commission|"
    "Securities and Markets Authority|Association of N Exporters|Department of Energy"
).split("|")
THEME = (
    "Green Digital Global Rural Blue Ocean Youth Clean Smart Inclusive Regional Open "
    "Coastal Trade Climate Women Skills Water Health Harbour Solar Urban Food"
).split()
SUBJECT = (
    "Ports Skills Growth Finance Farmers Cities Energy Payments Schools Roads".split()
)
KIND = (
    "Initiative Programme Program Plan Platform Agreement Accord Compact Agenda "
    "Project Strategy Campaign Challenge Framework Pact Mission Scheme Partnership"
).split()  # fmt: skip
EVENT = (
    "Prize|Award|Cup|Open|Festival|Summit|Games|Marathon|Trophy|Championship|Act|"
    "Masters|Grand Prix|World Cup|Film Festival|Medal|Book Prize|Biennale|Derby"
).split("|")
CLUB = "United City Rovers Athletic Town FC Dynamo Wanderers Tigers Bulls".split()


class Inventor:
    """Fill frames with names; the same seed gives the same sentences."""

    def __init__(self, augment: Augmenter, places: list[list[str]], seed: int) -> None:
        self.augment = augment
        self.places = places
        self.demonyms = sorted(d for d in DEMONYMS if not d.endswith("s"))
        self.random = random.Random(seed)
        self.slots: dict[str, tuple[str, Callable[[], list[str]]]] = {
            "P": ("PERSON", self._person),
            "L": ("PERSON", self._family),
            "C": ("ORG", self._company),
            "D": ("ORG", self._branch),
            "O": ("ORG", self._body),
            "A": ("ORG", self._acronym),
            "G": ("LOC", lambda: self.random.choice(self.places)),
            "N": ("NORP", lambda: [self.random.choice(self.demonyms)]),
            "M": ("INIT", self._product),
            "I": ("INIT", self._programme),
            "E": ("MISC", self._event),
            "K": ("ORG", self._club),
        }

    def sentences(self, n: int) -> list[Sentence]:
        """Return sentences in paragraphs of three, some of them headlines."""
        out = []
        for i in range(n):
            headline = self.random.random() < 0.15
            frame = self.random.choice(HEADLINES if headline else FRAMES)
            doc = f"headline {i}" if headline else f"paragraph {i // 3}"
            out.append(self._fill(frame, doc))
        return out

    def _fill(self, frame: str, doc: str) -> Sentence:
        s = Sentence([], "invented", doc, ner=[])
        assert s.ner is not None
        for k, word in enumerate(frame.split()):
            kind, make = self.slots.get(word, ("", None))
            if make is None or (k == 0 and frame.startswith("A spokes")):
                s.words.append(word)
                s.ner.append(OUT)
                continue
            name = make()
            s.words += name
            s.ner += bioes(0, len(name), kind)
        return s

    def _company(self) -> list[str]:
        r = self.random
        draw = r.random()
        if draw < 0.54:
            return [self.augment.coin()]
        if draw < 0.62:  # firms named for their founders look like persons
            return [self._family()[0], self._family()[0]]
        if draw < 0.85:
            return [self.augment.coin(), r.choice(FORMS)]
        if draw < 0.9:
            return [self.augment.coin(), r.choice(OBJECT), r.choice(FORMS)]
        return [r.choice(BRAND), r.choice(OBJECT)]

    def _branch(self) -> list[str]:
        return [self.augment.coin(), self.random.choice(BRANCHES)]

    def _acronym(self) -> list[str]:
        letters = self.random.sample("ABCDEFGIMNOPRSTUW", self.random.choice((3, 3, 4)))
        return ["".join(letters)]

    def _person(self) -> list[str]:
        return self.augment.name(self.random.choice((2, 2, 2, 3))) or ["Ana", "Li"]

    def _family(self) -> list[str]:
        name = self._person()
        return [name[-1]]

    def _body(self) -> list[str]:
        words = []
        for word in self.random.choice(BODY).split():
            if word == "G":
                words += self.random.choice(self.places)
            else:
                words.append(self.random.choice(self.demonyms) if word == "N" else word)
        return words

    def _product(self) -> list[str]:
        r = self.random
        if r.random() < 0.5:
            return [self.augment.coin()]
        return [self.augment.coin(), r.choice(OBJECT)]

    def _programme(self) -> list[str]:
        r = self.random
        words = r.sample(THEME, r.choice((1, 2)))
        if r.random() < 0.5:
            words.append(r.choice(SUBJECT))
        if r.random() < 0.1:
            return [self.augment.coin()]
        if r.random() < 0.1:
            return [r.choice(("Project", "Operation")), self.augment.coin()]
        return [*words, r.choice(KIND)]

    def _event(self) -> list[str]:
        r = self.random
        last = r.choice(EVENT).split()
        first = r.choice((r.sample(THEME, 1), self._family(), r.choice(self.places)))
        return [*first, *last]

    def _club(self) -> list[str]:
        r = self.random
        of_town = r.random() < 0.7
        name = list(r.choice(self.places)) if of_town else [self.augment.coin()]
        return [*name, r.choice(CLUB)] if r.random() < 0.4 else name
