"""The names that are one so far, with what another name must not contradict."""

from collections.abc import Mapping, Set

from kg.identity import people
from kg.identity.gathered import Id
from kg.records import PERSON


class Group:
    """Hold names that are one, and what is known of them all together.

    Two groups are compared, and one takes the other in, without going through all their
    names: there may be very many.
    """

    __slots__ = ("_middles", "_suffixes", "has_full", "kinds", "members")

    def __init__(self, at: Id) -> None:
        self.members = [at]
        self.kinds = {at.kind}
        self.has_full = not at.document
        self._suffixes: set[str] = set()
        self._middles: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        if at.kind == PERSON and (person := people.parse(at.key)).is_full:
            first, *middle, last = person.parts
            self._suffixes.add(person.suffix)
            self._middles[first, last] = {tuple(middle)}

    def take(self, other: "Group") -> None:
        """Take the names of another group in."""
        self.members += other.members
        self.kinds |= other.kinds
        self.has_full |= other.has_full
        self._suffixes |= other._suffixes
        for ends, middles in other._middles.items():
            self._middles.setdefault(ends, set()).update(middles)

    def are_two(self, other: "Group") -> bool:
        """Say whether people of the two cannot be one, whatever else is alike.

        That is so with two suffixes, or with one first and last name and other names
        between them.
        """
        if len(self._suffixes) > 1 or len(other._suffixes) > 1:
            return bool(self._suffixes and other._suffixes)
        if self._suffixes and other._suffixes and self._suffixes != other._suffixes:
            return True
        few, many = sorted((self._middles, other._middles), key=len)
        return any(
            not people.middles_agree(one, two)
            for ends in few.keys() & many.keys()
            for one in few[ends]
            for two in many[ends]
        )

    def is_kept_apart(self, other: "Group", apart: Mapping[Id, Set[Id]]) -> bool:
        """Say whether names of the two are in a relation."""
        few, many = sorted((self, other), key=lambda group: len(group.members))
        return any(
            not apart[at].isdisjoint(many.members) for at in few.members if at in apart
        )
