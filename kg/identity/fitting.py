"""Whom a reference can mean at all: by kind, by sex, by what it calls them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.identity import people
from kg.identity.descriptions import Described
from kg.identity.topic import Topic
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE, Mention

SEX = {
    **dict.fromkeys(("he", "him", "his"), "male"),
    **dict.fromkeys(("she", "her", "hers"), "female"),
}
"""The sex that a pronoun tells."""

_THINGS = ("it", "its")


def wanted(reference: Mention) -> tuple[tuple[str, ...], str]:
    """Return the kinds that a reference can mean, and the sex that it tells."""
    word = reference.text.lower()
    if word in SEX:
        return (PERSON,), SEX[word]
    if word in _THINGS:
        return (ORGANISATION, INITIATIVE, PLACE), ""
    if reference.form == "description":
        if reference.kind:
            return (reference.kind,), ""
        return (PERSON, ORGANISATION, INITIATIVE), ""
    return (), ""


def group(reference: Mention) -> str:
    """Return by which weights a reference is judged, or "" if by none.

    `person` ("he"), `its`, `it` or `description` (of an organisation or initiative).
    """
    kinds, sex = wanted(reference)
    if reference.form == "description":
        return "description" if kinds and PERSON not in kinds else "noun"
    return "person" if sex else reference.text.lower() if kinds else ""


class Fitting:
    """Judge whom a reference can mean, by what is known of everybody.

    `sexes` tells the sex of people by name where the text shows it.
    """

    def __init__(
        self, named: Iterable[Mention], described: Described, sexes: Mapping[str, str]
    ) -> None:
        self.described = described
        self._sexes = sexes
        self._firsts: dict[tuple[str, str], Mention] = {}
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._kinds: dict[str, list[int]] = defaultdict(list)
        persons = []
        for name in sorted(named, key=lambda name: name.start):
            if name.kind == PERSON:
                persons.append(name)
            self._firsts.setdefault((name.kind, name.name), name)
            self._places[name.kind, name.name].append(name.start)
            self._kinds[name.kind].append(name.start)
        self._first: dict[tuple[str, str], Mention | None] = {}
        self.topic = Topic(persons)
        """The person that the document is about."""

    def fits(self, mention: Mention, reference: Mention) -> bool:
        """Say whether a reference can mean the same as a mention.

        A reference whose antecedent is open fits as well: it stands for somebody.
        """
        kinds, sex = wanted(reference)
        if mention.form != "name" and not mention.name:
            theirs, other = wanted(mention)
            return bool(set(theirs) & set(kinds)) and (not sex or sex == other)
        if mention.kind not in kinds:
            return False
        if reference.form == "description":
            return bool(reference.kind) and self.described.takes(
                reference.text, mention
            )
        return not sex or self.sex(mention) in ("", sex)

    def may_be(self, name: Mention, description: Mention) -> bool:
        """Say whether a description can tell what a person is of whom nothing is told.

        It must be said of nobody else, and not of the other sex. "The Prime Minister",
        so written, is whoever the document says to be it.
        """
        _, *post = description.text.split()
        if len(post) > 1 and all(word[0].isupper() for word in post):
            return False
        sex = people.gender(description.text)
        if sex and self.sex(name) not in ("", sex):
            return False
        if not self.described.is_unknown(description.text, name):
            return False
        first = self.first(description)
        return first is None or first.name == name.name

    def first(self, description: Mention) -> Mention | None:
        """Return the first name of the document that a description can mean."""
        key = description.kind, description.text
        if key not in self._first:
            fitting = (m for m in self._firsts.values() if self.fits(m, description))
            self._first[key] = next(fitting, None)
        return self._first[key]

    def named(self, mention: Mention, at: int) -> int:
        """Return how often somebody is named before a place."""
        return bisect_left(self._places[mention.kind, mention.name], at)

    def share(self, mention: Mention, reference: Mention) -> float:
        """Return the part of one among all names before that have a fitting kind."""
        kinds, _ = wanted(reference)
        at = reference.start
        total = sum(bisect_left(self._kinds[kind], at) for kind in kinds)
        return self.named(mention, at) / max(1, total)

    def sex(self, mention: Mention) -> str:
        """Return `female` or `male` where it is known of a person, or ""."""
        return self._sexes.get(mention.name) or people.sex_of_name(mention.name)
