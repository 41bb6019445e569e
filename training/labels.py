"""Label sets of the net, and what each source may teach about them.

A token's name label is kept as a bit mask of the labels that its source allows
(partial labels: Jin & Ghahramani 2002; Cour, Sapp & Taskar 2011). One bit means the
source is certain, many bits mean that it does not say.
"""

from __future__ import annotations

TYPES = ("PERSON", "ORG", "LOC", "NORP", "MISC", "INIT")
NER = ("O", *(f"{p}-{t}" for t in TYPES for p in "BIES"))
BIT = {label: 1 << i for i, label in enumerate(NER)}
ANY = (1 << len(NER)) - 1
OUT = BIT["O"]
CLASS = {t: sum(BIT[f"{p}-{t}"] for p in "BIES") for t in TYPES}
# What sources call "miscellaneous" may be an initiative; none of them says which.
THING = CLASS["MISC"] | CLASS["INIT"]

UPOS = tuple(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
    .split()
)  # fmt: skip

# Subtypes kept because relation rules read them; all others fall to the basic label.
KEPT_SUBTYPES = frozenset(
    "nsubj:pass aux:pass nmod:poss acl:relcl obl:agent compound:prt".split()
)


def basic(dep: str) -> str:
    """Return the dependency label without the subtypes that are not kept."""
    if dep in ("csubj:pass",):
        return "csubj"
    return dep if dep in KEPT_SUBTYPES else dep.split(":")[0]


def bioes(start: int, end: int, kind: str) -> list[int]:
    """Return the bit of every token of a name from `start` to `end`."""
    n = end - start
    if n == 1:
        return [BIT[f"S-{kind}"]]
    middle = [BIT[f"I-{kind}"]] * (n - 2)
    return [BIT[f"B-{kind}"], *middle, BIT[f"E-{kind}"]]


# Words before a name that are a title, not part of it.
TITLES = frozenset(
    "president prime minister vice mr mr. mrs mrs. ms ms. miss dr dr. sir general gen "
    "gen. colonel col. col captain capt. capt lieutenant lt. lt sergeant sgt. sgt "
    "admiral adm. major maj. senator sen. sen representative rep. rep congressman "
    "congresswoman governor gov. gov secretary secretary-general foreign defense "
    "defence interior finance chancellor premier chairman chairwoman judge justice "
    "professor prof. prof mayor ambassador spokesman spokeswoman leader king pope "
    "sheik sheikh ayatollah archbishop bishop cardinal rev. rev reverend emperor "
    "director chief attorney former then ex deputy state of lawmaker singer actor "
    "actress author marshal brigadier imam president-elect congress coach".split()
)
# Titles that are as often part of a name: either reading is accepted.
SOFT_TITLES = frozenset(
    "queen prince princess lord lady saint st. baron count duke mullah emir".split()
)

# Groups of people by creed, politics or region that sources label in every way.
GROUPS = frozenset(
    "muslim muslims moslem moslems sunni sunnis shi'ite shi'ites shiite shiites shia "
    "christian christians catholic catholics jewish jews jew islamic islamist "
    "islamists hindu hindus buddhist buddhists arab arabs kurd kurds kurdish "
    "republican republicans democrat democrats communist communists socialist "
    "conservative conservatives liberal liberals western western-style maoist maoists "
    "tamil tamils soviet soviets basque zionist protestant protestants orthodox "
    "anglican mormon latino hispanic european europeans asian asians african africans "
    "latin nordic balkan".split()
)

CROSSNER = {
    **dict.fromkeys(
        "person politician researcher writer musicalartist scientist".split(), "PERSON"
    ),
    **dict.fromkeys(
        "politicalparty university organisation band".split(), "ORG"
    ),
    **dict.fromkeys("country location".split(), "LOC"),
}  # fmt: skip
# CrossNER labels of general terms: nothing when in lower case, else perhaps MISC.
TERMS = frozenset(
    "field task metrics algorithm chemicalcompound chemicalelement protein enzyme "
    "discipline theory musicgenre literarygenre musicalinstrument programlang".split()
)
