"""The kinds of rules, and a relation of the vocabulary, as a person writes them.

A rule names words and the places round them where the two ends stand. It carries
examples, `[subject]` and `{object}` marked in them, and does not load without.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from kg.records import KINDS
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
    alike: bool = False

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
    what for ("went on to Acme *to study*"); with a word of `unless` on the verb, or
    in one of its places, it tells something else ("20 *percent* owned by", "built
    *into*"). With `whole`, a transparent noun
    counts only where all of it is meant ("*all* shares of Acme"), with `most` where
    more than half is ("*60 percent* of Acme"); with `through`, the object is reached by
    way of one only ("heads the *board* of Acme"), and with `alone` the verb must have
    no object of its own ("Roe moved to Acme"). With
    `mutual`, all who do it are related ("A and B *jointly* built the plant"), and with
    `by_way` the subject is reached by way of a transparent noun only ("*shares of*
    Acme rose in"); with `unnamed`, what it is done to has no name ("bought
    *paper* from"). With `making`, what the verb behind it makes counts, too ("proposed
    to *set up* a fund").
    """

    verbs: Words
    subject: Words = ("subj",)
    object: Words = ("obj",)
    transparent: tuple[str, ...] = ()
    within: bool = False
    about: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    whole: bool = False
    most: bool = False
    through: bool = False
    alone: bool = False
    mutual: bool = False
    by_way: bool = False
    unnamed: bool = False
    making: bool = False

    @field_validator("about")
    @classmethod
    def _listed(cls, about: tuple[str, ...]) -> tuple[str, ...]:
        """Put the words of a list in the place of its name: "*money*"."""
        unknown = [w for w in about if w.startswith("*") and w.strip("*") not in WORDS]
        if unknown:
            raise ValueError(f"no list of words is called {unknown[0]}")
        groups = [WORDS[w.strip("*")] if w.startswith("*") else {w} for w in about]
        return tuple(word for group in groups for word in sorted(group))


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
    a noun without article speaks of the subject ("Acme sued *rival* Beta"). What is
    `sole` has one holder and never speaks of "*a* managing director". A word of `said`
    must stand before the noun ("Springfield's *state-owned* bank"). With `one`, an
    article must say that it is one of them ("*an* Acme company"). `transparent` nouns
    stand for their owner ("critics of Roe's *plan*").
    """

    nouns: Words
    other: Words = ("poss", "of", "compound")
    one: bool = False
    holder: str = "subject"
    title: bool = False
    named_before: bool = False
    kin: bool = False
    unsaid: bool = False
    bare: bool = False
    sole: bool = False
    said: tuple[str, ...] = ()
    transparent: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


class EventRule(Rule):
    """Relate the parties of a noun that tells a deed: "Acme's acquisition of Beta".

    `actor` among the places is the subject of a light verb ("Acme made a bid for");
    with `adverbial`, of any verb before an "in" ("built in partnership with Acme").
    `target` is the subject of a verb of `receiving` ("*Beta* rejected a bid from
    Acme"). Verbs that are `ending` a state leave a former one ("*sold* its stake").
    `transparent` nouns stand for their owner, and `through` asks for one of them, as
    in a verb rule. With `plural`, one alone tells something else ("her *studies* at"),
    with `most` less than half does ("a *majority* stake in"), and what is `ahead` may
    have been gone to ("flew there *for talks* with Acme").
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
    most: bool = False
    ahead: bool = False


class ModifierRule(Rule):
    """Relate the two parts of a hyphenated modifier: "Roe-owned Acme"."""

    words: Words
    first: str = "object"
