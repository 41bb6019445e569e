"""Whom each mention means: a column beside the mentions, a table at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
import pyarrow as pa

from kg import store
from kg.identity.gathered import Use
from kg.records import KINDS, Mention

_NOBODY = -1

_WAYS = ("document", "kind", "form", "name", "text", "link")
"""What tells whom a mention means: mentions that agree in these mean the same."""


def meant(
    mentions: Iterable[pa.Table], find: Callable[[Use], str], places: Mapping[str, int]
) -> Iterator[pa.Table]:
    """Yield tables of mentions with a column `entity`: the place of whom each means.

    `find` is asked once in a table for mentions that are used alike, without title and
    context, which do not matter. An entity that has no place is nobody, -1.
    """
    for table in mentions:
        found = _meant(table.select(_WAYS), find, places)
        yield table.append_column("entity", pa.array(found, pa.int32()))


def uses(mentions: store.Records[Mention]) -> Mapping[Use, int]:
    """Count the mentions that are alike; those by pronouns are not counted."""
    counts: dict[Use, int] = {}
    for (form, *values), count in mentions.counts(("form", *Use._fields)):
        if form == "name":
            use = Use._make(values)
            if use.name and use.kind in KINDS:
                counts[use] = counts.get(use, 0) + count
    return counts


def _meant(
    ways: pa.Table,
    find: Callable[[Use], str],
    places: Mapping[str, int],
) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    """Return the place of the entity that each mention of a table means."""
    rows = ways.append_column("row", pa.array(np.arange(len(ways), dtype=np.int32)))
    groups = rows.group_by(list(_WAYS), use_threads=False).aggregate([("row", "list")])
    values = (store.strings(groups[name]) for name in _WAYS)
    found = np.empty(len(groups), np.int32)
    for place, way in enumerate(zip(*values, strict=True)):
        found[place] = places.get(_entity(find, *way), _NOBODY)
    lists = groups["row_list"].combine_chunks()
    meant = np.empty(len(ways), np.int32)
    meant[lists.flatten().to_numpy()] = np.repeat(found, lists.value_lengths())
    return meant


def _entity(
    find: Callable[[Use], str],
    document: str,
    kind: str,
    form: str,
    name: str,
    text: str,
    link: str,
) -> str:
    """Return the entity that mentions mean, or ""; a pronoun uses its name."""
    if not name or kind not in KINDS:
        return ""
    return find(Use(document, kind, name, text if form == "name" else name, link=link))
