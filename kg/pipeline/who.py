"""Whom each mention means: the ways in which names are used, asked about once each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kg import store
from kg.identity.gathered import Use
from kg.records import KINDS

Places: TypeAlias = NDArray[np.int32]

NOBODY = -1

WAYS = ("form", *(name for name in Use._fields if name != "mentions"))
"""What tells whom a mention means: mentions that agree in these mean the same."""


class _Table(NamedTuple):
    """Hold the ways of one table: name, link and all, and which each mention is of.

    There is None for a way that means nobody.
    """

    ways: list[Use | None]
    of: Places


class Ways:
    """Know in which ways the mentions of a corpus use names; they are read once."""

    def __init__(self, mentions: Iterable[pa.Table]) -> None:
        self._tables: list[_Table] = []
        self.uses: list[Use] = []
        """The ways to use a name; those by pronouns do not count."""
        pool: dict[str, str] = {}
        for table in mentions:
            self._tables.append(self._told(table, pool))
        store.let_go()

    def meant(
        self, find: Callable[[Use], str], places: Mapping[str, int]
    ) -> Iterator[Places]:
        """Yield, for each table, the place of the entity that each mention means.

        `find` names the entity of a way. One that has no place is nobody, -1. Can be
        gone through once: what is not needed any more is let go.
        """
        self.uses.clear()
        while self._tables:
            ways, of = self._tables.pop(0)
            found = [places.get(find(way), NOBODY) if way else NOBODY for way in ways]
            yield np.array(found, np.int32)[of]

    def _told(self, table: pa.Table, pool: dict[str, str]) -> _Table:
        rows = table.select(WAYS).append_column("row", pa.array(np.arange(len(table))))
        groups = rows.group_by(list(WAYS), use_threads=False).aggregate(
            [("row", "list")]
        )
        lists = groups["row_list"].combine_chunks()
        lengths = lists.value_lengths().to_numpy()
        of = np.empty(len(table), np.int32)
        of[lists.flatten().to_numpy()] = np.repeat(np.arange(len(groups)), lengths)
        forms, *values = (store.strings(groups[name], pool) for name in WAYS)
        uses = map(Use, *values, lengths.tolist())
        ways: list[Use | None] = []
        for form, use in zip(forms, uses, strict=True):
            if not use.name or use.kind not in KINDS:
                ways.append(None)
            elif form == "name":
                self.uses.append(use)
                ways.append(use)
            else:  # a pronoun uses its name
                ways.append(
                    Use(use.document, use.kind, use.name, use.name, "", use.link)
                )
        return _Table(ways, of)
