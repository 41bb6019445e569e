"""Names that nobody bears, by kind: parts and how they are put together.

One coined word may be a family, a firm or a town, as in life; only what stands around
it tells which. A name is (label, full, short): `short` is what a second mention says.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from augment import FAMILY, FORMS, Augmenter
from syllables import coined_word

Name = tuple[str, str, str]

TRADE = (
    "Steel Foods Motors Energy Capital Oil Mining Air Telecom Pharma Media Insurance "
    "Properties Stores Breweries Homes Rail Shipping Chemicals Aerospace Paper Gold "
    "Software Leisure Water Bank Biotech Hotels Resources Cement Tobacco Games"
).split()
FOREIGN = (
    "Banco W|W AG|W SpA|W Oy|W AB|W NV|W SA|W GmbH|PT W|Groupe W|Grupo W|W ASA|W A/S|"
    "W Securities Ltd|W Overseas Holdings BV|Compagnie W|W Sdn Bhd|Credit W|W Bank plc|"
    "Companhia W|W Heavy Industries Co Ltd|W Mines Ltd|W de Mexico|W-Werke|W & Cie|"
    "W Life Assurance Co|W National Bank|W (UK) Ltd|W Europe SA|Aktiebolaget W|Cia W"
).split("|")
ROOMS = (
    "W Partners|W Capital|W Asset Management|W W Investors|W Street Partners|"
    "W Ventures|W Fund Managers|W Pension Fund|W Family Trust|W Equity|"
    "W Investment Trust"
).split("|")
TOPIC = (
    "Trade|Health|Transport|Education|Work and Pensions|Food and Rural Affairs|Culture|"
    "Energy|Fisheries|Finance|Justice|the Environment|Agriculture and Forestry|Defence|"
    "Housing|Science|Statistics|Foreign Affairs|Public Works|Tourism|Labour and Welfare"
).split("|")
FIELD = (
    "Gambling|Rail|Aviation|Food|Media|Water|Pensions|Medical|Cattle|Farm|Coffee|Sugar|"
    "Shipping|Steel|Charity|Housing|Football|Tennis|Wildlife|Customs|Postal|Energy"
).split("|")
PEOPLE = (
    "Teachers|Nurses|Miners|Farmers|Engineers|Journalists|Bankers|Builders|Doctors|"
    "Seafarers|Firefighters|Head Teachers|Brewers|Publishers|Car Makers|Exporters"
).split("|")
BODIES = (
    "Department for T|Department of T|Ministry of T|T Ministry|Royal Institute of PP|"
    "National Union of PP|PP Union|Federation of PP|N Association of PP|High Court|"
    "G Crown Court|G Police|G City Council|Council for the Protection of Rural G|"
    "FF Standards Agency|FF Regulatory Authority|Federal FF Board|FF Commission|"
    "Committee on T|Environmental FF Committee|Society of PP|G Chamber of Commerce|"
    "G Institute of PP|International FF Organisation|World FF Federation|"
    "N Red Crescent|Campaign for Better T|Office of Fair FF|Institute for FF Studies|"
    "Bank of G|Corporation for FF Names and Numbers|National Museum of T|G Zoo|"
    "G Port Authority|FF Marketing Board|Council of PP and PP|Serious FF Office|"
    "G Supreme Court|N Academy of Sciences|FF Workers of G|G County Council|"
    "W Foundation|W Institute|W Hospital|W Commission|G Stock Exchange|"
    "Centre for FF Research|FF Watch"
).split("|")
SCHOOLS = (
    "University of G|G University|W College|W Business School|"
    "G Institute of Technology|W School of Economics|W High School|St W's School|"
    "W Academy|G Polytechnic|W Hall|G Conservatory|W Law School|G Medical School|"
    "W College, G|G State University|University of G's Centre for FF Research|"
    "G School of Art|W Grammar School"
).split("|")
PRESS = (
    "G Times|G Herald|G Gazette|Evening Post|Daily W|G Courier|Sunday Star|G Tribune|"
    "G Evening News|Daily Chronicle|W Weekly|Radio G|W News|Channel Nine|WW One|W FM|"
    "G Morning Post|The W|Farming Today|W Magazine|News of the Week|Le Courrier|"
    "Die Woche|G News Agency|WW Radio 2|W Television|El Diario de G|G Business Journal"
).split("|")
BANDS = (
    "The A NN|G Philharmonic|W Quartet|the A NN|F and the NN|G Symphony Orchestra|NN|"
    "A NN|W Brothers|Royal G Ballet|The NN|G Opera|W Theatre Company|W's NN"
).split("|")
ADJ = (
    "Silent Broken Golden Last Crooked Velvet Lonely Hidden Paper Northern Little "
    "Burning Distant Blue Second Restless Salty Bitter Wild Patient"
).split()
NOUN = (
    "Garden River Window Lantern Winter Harbour Letter Kingdom Mirror Sparrow Orchard "
    "Bridge Promise Shadow Stranger Summer Key Tower Tide Daughter Clock Road Wolf"
).split()
WORKS = (
    "The N1 of N2|A N1|N1 and N2|F and the A N1|A N1 in G|F's A N1|The A N1|The N1|N1|"
    "Where the N1 Ends|Leave the N1 Open|F and the N1 of W|N1 of the N2|Goodbye, F|"
    "No N1 for F|Like a A N1|F W and the A N1|All That N1|One More N1|Meet the NN|"
    "What the N1 Knew|Let Me In|Carry It Home|W Road|The Man from G|F|Don't Ask F|"
    "N1: The Return of the N2|Two Days in G|The Life and Times of F W"
).split("|")
SHOWS = (
    "Newshour|The W Report|Morning N1|Ask the House|N1 of the Week|Late N1|Top Table|"
    "The F W Show|Strictly N1|Who Lives Here|Panorama G|The N1 House|Sunday N1|W Street"
).split("|")
PARTIES = (
    ("Progress Party", "Progress"), ("Centre Alliance", "Alliance"),
    ("Heritage Party", "Heritage"), ("Reform League", "League"),
    ("Civic Union", "Civic Union"), ("Workers' Front", "Front"),
    ("Rural Democrats", "Rural Democrat"), ("Labour Party", "Labour"),
    ("Liberal Democrats", "Lib Dem"), ("Green Party", "Green"),
    ("People's National Congress", "PNC"), ("Justice and Unity Party", "JUP"),
    ("New Left Bloc", "Left Bloc"), ("National Farmers' Party", "Farmers"),
)  # fmt: skip
# Words for members of a party; sources call them a group or the party itself.
WINGS = "Tory|Conservative|Republican|Democrat|Socialist|Communist|Liberal".split("|")


class Coiner:
    """Draw names of every kind; the same seed gives the same names."""

    def __init__(
        self,
        augment: Augmenter,
        places: list[list[str]],
        demonyms: list[str],
        seed: int,
    ) -> None:
        self.augment, self.places, self.demonyms = augment, places, demonyms
        self.random = random.Random(seed)
        self.kinds: dict[str, Callable[[], Name]] = {
            "P": self.person, "F": self.firm, "S": self.practice, "X": self.foreign,
            "V": self.fund, "B": self.body, "U": lambda: self.plain("ORG", SCHOOLS),
            "NP": lambda: self.plain("ORG", PRESS),
            "BD": lambda: self.plain("ORG", BANDS),
            "TI": lambda: self.plain("MISC", WORKS), "G": self.place,
            "TV": lambda: self.plain("MISC", SHOWS), "PA": self.party,
            "WI": lambda: self.plain("GROUP", WINGS), "N": self.demonym,
            "M": self.model, "MD": self.drug, "SW": self.software, "K": self.club,
        }  # fmt: skip

    def word(self) -> str:
        """Return a word that might be a family, a firm or a town."""
        return coined_word(self.random)

    def _fill(self, pattern: str) -> str:
        """Put drawn words for the single letters of a pattern."""
        r = self.random
        make: dict[str, Callable[[], str]] = {
            "W": self.word, "G": lambda: self.place()[1],
            "N": lambda: r.choice(self.demonyms), "T": lambda: r.choice(TOPIC),
            "FF": lambda: r.choice(FIELD), "PP": lambda: r.choice(PEOPLE),
            "WW": lambda: "".join(r.sample("BCDKNRTVXZ", 3)),
            "A": lambda: r.choice(ADJ), "F": self.given,
            "NN": lambda: r.choice(NOUN) + "s",
            "N1": lambda: r.choice(NOUN), "N2": lambda: r.choice(NOUN),
        }  # fmt: skip
        out = []
        for k, token in enumerate(pattern.split(" ")):
            core = token.removesuffix("'s").rstrip(",:")
            rest = token[len(core) :]
            if core in make and not (core == "A" and k == 0 and " N1 in" in pattern):
                out.append(make[core]() + rest)
            elif core.startswith("W-"):
                out.append(self.word() + token[1:])
            else:
                out.append(token)
        return " ".join(out)

    def plain(self, label: str, patterns: list[str]) -> Name:
        """Return a name of one of the patterns."""
        name = self._fill(self.random.choice(patterns))
        return label, name, name

    def given(self) -> str:
        """Return a given name."""
        return (self.augment.name(2) or ["Ana"])[0]

    def person(self) -> Name:
        """Return a person: half of them with a coined family name."""
        r = self.random
        if r.random() < 0.4:
            name = self.augment.name(r.choice((2, 2, 2, 3))) or ["Ana", "Li"]
            return "PERSON", " ".join(name), name[0 if name[0] in FAMILY else -1]
        last = self.word()
        draw = r.random()
        if draw < 0.06:
            last = f"{last}-{self.word()}"
        elif draw < 0.16:
            last = r.choice(("Mc", "O'", "de ", "van ", "Al-", "Fitz", "Le ")) + last
        first = self.given()
        draw = r.random()
        if draw < 0.05:
            first = r.choice("ABCDEGHJKLMPRST") + "."
        elif draw < 0.1:
            first = "".join(r.sample("ABCDEGHJKLMPRST", 2))
        elif draw < 0.16:
            first += f" {r.choice('ABCDEGHJKLMPRST')}."
        return "PERSON", f"{first} {last}", last

    def firm(self) -> Name:
        """Return a firm of any kind, most without a word that says so."""
        r = self.random
        draw = r.random()
        if draw < 0.3:
            name = self.word()
            return "ORG", name, name
        if draw < 0.42:
            name = self.augment.coin()
            return "ORG", name, name
        if draw < 0.6:
            return self.practice()
        if draw < 0.76:
            base = r.choice((self.word(), self.word(), self.augment.coin()))
            return "ORG", f"{base} {r.choice(FORMS)}", base
        if draw < 0.84:
            return self.foreign()
        if draw < 0.95:
            base = self.word()
            name = f"{base} {r.choice(TRADE)}"
            return "ORG", name, r.choice((name, base))
        name = "".join(r.sample("ABCDEFGHKLMNPRSTVW", r.choice((2, 3, 3, 4))))
        return "ORG", name, name

    def practice(self) -> Name:
        """Return a firm named for its founders."""
        r = self.random
        a, b, c = self.word(), self.word(), self.word()
        name, short = r.choice((
            (f"{a} {b}", f"{a} {b}"), (f"{a} {b}", a), (f"{a} & {b}", a),
            (f"{a}, {b} & {c}", f"{a} {b}"), (f"{a} {b} {c}", a),
            (f"{a} & Co", a), (f"{a} & Sons", a), (f"{a} {b} & Co", f"{a} {b}"),
        ))  # fmt: skip
        return "ORG", name, short

    def foreign(self) -> Name:
        """Return a firm with a foreign form, or a branch abroad."""
        word = self.word()
        name = self.random.choice(FOREIGN).replace("W", word, 1)
        return "ORG", name, word

    def fund(self) -> Name:
        """Return an investor."""
        name = self._fill(self.random.choice(ROOMS))
        return "ORG", name, name.split(" ")[0]

    def body(self) -> Name:
        """Return a public body, court, union or society; short is its letters."""
        name = self._fill(self.random.choice(BODIES))
        words = name.replace("-", " ").split()
        letters = "".join(w[0] for w in words if w[0].isupper())
        return "ORG", name, letters if len(letters) > 2 else name

    def party(self) -> Name:
        """Return a party; short is what stands before its members' names."""
        full, short = self.random.choice(PARTIES)
        return "ORG", full, short

    def place(self) -> Name:
        """Return a place, one in four coined."""
        r = self.random
        name = self.word() if r.random() < 0.25 else " ".join(r.choice(self.places))
        return "LOC", name, name

    def demonym(self) -> Name:
        """Return a demonym."""
        name = self.random.choice(self.demonyms)
        return "NORP", name, name

    def model(self) -> Name:
        """Return a product, often with a number."""
        r = self.random
        base = r.choice((self.augment.coin(), self.word()))
        number = r.choice("300 5000 X5 Pro Mini 64 II 3 Z1 Advance GT One 2.0".split())
        name = f"{base} {number}" if r.random() < 0.6 else base
        return "INIT", name, base

    def drug(self) -> Name:
        """Return a brand of medicine."""
        r = self.random
        head = r.choice("Zel Tam Cor Vix Lor Pra Nex Ory Cel Bra Dax Fel".split())
        tail = r.choice("voran irex ativa umab idol exin azole aprin ocet ivir".split())
        return "INIT", head + tail, head + tail

    def software(self) -> Name:
        """Return a program, site or online service."""
        r = self.random
        base = self.augment.coin()
        draw = r.random()
        if draw < 0.6:
            return "INIT", base, base
        tail = r.choice("Player Office Mail Messenger Maps Search Music Photos".split())
        return "INIT", f"{base} {tail}", base

    def club(self) -> Name:
        """Return a club; short is its town."""
        r = self.random
        town = self.place()[1]
        kind = r.choice("United City Rovers Athletic Town FC Dynamo Wanderers".split())
        draw = r.random()
        if draw < 0.45:
            return "ORG", town, town
        first = r.choice(("Real", "AC"))
        return "ORG", f"{first} {town}" if draw < 0.5 else f"{town} {kind}", town
