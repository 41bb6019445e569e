"""Business and policy sentences with invented names, where the sources have few.

The open sets hold little of companies, products and programmes, so that a net trained
on them takes an unknown company for a person. The frames below are written for this
project; companies, products and programmes are coined from syllables, persons and
places are drawn from the training sets.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from augment import BRAND, FORMS, OBJECT, Augmenter
from labels import OUT, bioes
from readers import DEMONYMS, Sentence

# Slots: P person, L person by family name, C company, D branch of a company, O other
# organisation, A its acronym, G place, N demonym, M product, I programme or agreement.
FRAMES = """
C , the N e-commerce company founded by P , said it would buy C for $ 2.4 billion .
Shares of C rose 3 % in early trading after C reported record profit .
C shares fell 4 % .
C 's stock price has plunged since it went public in G .
P , chief executive of C , said the deal with C would close by March .
C chief executive P told reporters that L would step down .
L , who founded C in 2009 , said C would not sell its stake in C .
Rivals such as C , C and C have cut prices .
The company competes with C , C and C .
C and C are in talks to merge , people familiar with the matter said .
C has invested in a number of start-ups , including C and C .
The investment arm of C led the round , joined by C and O .
C unveiled M , its new payment service , at an event in G .
C said M had 40 million users in G .
Users of M can pay at shops that accept M or M .
M , the messaging app owned by C , was blocked in G .
C 's M is a rival to C 's M .
Analysts at C expect C to raise its guidance .
According to C , the N market for cloud computing will double .
Regulators in G fined C for breaking antitrust rules .
The O fined C 18 million euros .
The O ( A ) said on Tuesday that it had opened an inquiry into C .
A said it would review the purchase of C by C .
A spokesman for C declined to comment .
A spokeswoman for the A said talks with C had begun .
C did not respond to a request for comment .
P left C last year to start C with P .
P joined C from C , where she ran the M business .
P was named chairman of C , replacing P .
C named P as its finance chief .
L remains the largest shareholder of C , with a stake of 8 % .
L said C was ready to work with C on M .
" We believe in C , " L said .
" C has no plans to leave G , " said P , a director of C .
In 2015 C bought C from O for an undisclosed sum .
C , a unit of C , runs warehouses in G and G .
D , the computing arm of C , opened a data centre in G .
D , D and C share an office in G .
C owns D , M and half of D .
D lent C $ 300 million .
The founder of C , P , owns O .
O signed a memorandum with C to train farmers in G .
The I was launched in G by P and the O .
The I , proposed by P , aims to lower trade barriers for small firms .
O joined the I in 2018 .
The N government backs the I , which O funds .
Under the I , G and G will share data .
O pledged $ 5 million to the I at a meeting in G .
P launched the I together with O and C .
C announced the I , a plan to plant trees in G .
G and G signed the I on Friday .
Critics of the I say it favours C .
The I ( A ) is run by O from its office in G .
P , a professor at O , doubts that the I will work .
The A approved a loan to G for the I .
P met L in G .
L and P founded C in a flat in G .
L 's company , C , employs 900 people .
L 's wife , P , sits on the board of O .
C sued C in a court in G , accusing it of copying M .
C makes phones ; C makes the chips in them .
N carrier C will fly to G from May .
N maker C and its partner C will build a plant near G .
C beat forecasts , while C and C missed them .
Investors in C include O , C and P .
C , once owned by C , is now worth more than C .
Founded in G in 1999 , C sells M in 30 countries .
After C listed in G , P became the richest man in G .
The partnership between C and O was announced by P at the O .
C plans to hire 200 engineers in G .
C backs P .
What C wants from L is unclear .
Most N consumers have never heard of C .
Like C , C depends on advertising .
Both C and C deny the claim .
Sales on M rose after C cut fees .
C admitted that it had made mistakes in G .
C believes the new rules will help it grow .
Since then , C has regained its footing .
With the deal , C stands at the centre of the industry .
As C returns to growth , L has praised its new managers .
The journey of C to the top was not easy .
C 's success surprised even its rivals .
C has long dominated the N market .
L became the face of C .
L 's speech gave the staff of C new confidence .
" C will change , C will improve , " L wrote .
For years C struggled to find customers in G .
C , C and C are the three largest sellers of chips .
P , from C , and P , of C , also spoke .
P , who runs C , and C founder P attended the meeting .
C plans an IPO in G next year .
L said AI would change how people shop .
The AI model of C beat that of C in tests .
Most customers of C are SMEs .
C raised its EBITDA forecast for the year .
The CEO of C , P , spoke about AI and its risks .
GDP in G grew 4 % , but shares of C fell .
C spends a tenth of its revenue on R&D .
The CFO of C left before the IPO .
C is betting on AI and on the cloud .
P used to run M at C .
""".strip().splitlines()

HEADLINES = """
C Founder P Vows to Invest in G
C to Buy C for $ 3 Billion
C Shares Soar After Record Quarter
P Steps Down as Chief of C
C and C Join Hands on M
O Launches I in G
G Signs I With G
How C Became the King of Online Shopping
Why C Is Betting Big on Artificial Intelligence
L Says C Will Not Leave G
C 's Bold Move Into the Cloud Era
C Fined by N Regulator
L Returns to C
Can C Catch Up With C ?
""".strip().splitlines()

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
            "M": ("MISC", self._product),
            "I": ("MISC", self._programme),
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
        if draw < 0.62:
            return [self.augment.coin()]
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
        return [*words, r.choice(KIND)]
