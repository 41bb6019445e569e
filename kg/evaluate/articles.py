"""Read articles with their names, entities and relations, one JSON object a line."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kg.errors import DataError
from kg.evaluate.gold import Article, Fact, Gold, Group, Name
from kg.evaluate.lines import lines_of
from kg.relate import load_vocabulary

Text = Annotated[str, Field(min_length=1)]
Kind = Literal["person", "organisation", "initiative", "place"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Name(_Strict):
    """A name: by its offsets, by its text, or by both, which then have to agree."""

    kind: Kind
    start: int = Field(-1, ge=0)
    end: int = Field(-1, ge=0)
    text: str = ""


class _Fact(_Strict):
    subject: Text
    relation: str
    object: Text
    status: Literal["asserted", "negated", "possible"] = "asserted"

    @field_validator("relation")
    @classmethod
    def _known(cls, relation: str) -> str:
        if relation not in load_vocabulary():
            raise ValueError(f"no such relation: {relation!r}; see docs/relations.md")
        return relation


class _Line(_Strict):
    text: Text
    id: str | int = ""
    title: str = ""
    date: str = ""
    source: str = ""
    names: tuple[_Name, ...] | None = None
    entities: tuple[tuple[Text, ...], ...] | dict[Text, tuple[Text, ...]] | None = None
    relations: tuple[_Fact, ...] | None = None


def read_articles(path: Path) -> Gold:
    """Read the format that `docs/evaluation.md` describes; raise DataError by line."""
    articles: dict[str, Article] = {}
    for number, line in lines_of(path):
        if not line.strip():
            continue
        try:
            article = _article(_Line.model_validate(json.loads(line)), number)
        except ValidationError as error:
            raise DataError(f"{path}, line {number}: {_first(error)}") from None
        except json.JSONDecodeError as error:
            raise DataError(f"{path}, line {number}: not valid JSON: {error}") from None
        except (ValueError, RecursionError) as error:
            raise DataError(f"{path}, line {number}: {error}") from None
        if article.id in articles:
            raise DataError(f"{path}, line {number}: a second article {article.id!r}")
        articles[article.id] = article
    if not articles:
        raise DataError(f"{path}: empty; write one article a line, as JSON")
    return Gold(path, tuple(articles.values()))


def _first(error: ValidationError) -> str:
    """Tell the first fault that pydantic found."""
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"])
    what = "no such key" if fault["type"] == "extra_forbidden" else fault["msg"]
    return f"{where}: {what.removeprefix('Value error, ')}" if where else what


def _article(line: _Line, number: int) -> Article:
    return Article(
        str(line.id) or str(number),
        line.text,
        line.date,
        None if line.names is None else tuple(_names(line.text, line.names)),
        _groups(line.entities),
        None
        if line.relations is None
        else tuple(Fact(**fact.model_dump()) for fact in line.relations),
    )


def _names(text: str, names: Sequence[_Name]) -> Iterator[Name]:
    """Yield names with offsets; one without them is the next place of its text."""
    at = 0
    for name in names:
        start, end = name.start, name.end
        if start < 0 and end < 0:
            start, end = _next(text, name.text, at)
        if not 0 <= start < end <= len(text):
            raise ValueError(f"names: no text from {start} to {end}")
        if name.text and text[start:end] != name.text:
            found = text[start:end]
            raise ValueError(
                f"names: from {start} to {end} stands {found!r}, not {name.text!r}"
            )
        at = end
        yield Name(start, end, name.kind)


def _next(text: str, name: str, at: int) -> tuple[int, int]:
    if not name:
        raise ValueError("names: give each its start and end, or its text")
    match = _whole(name).search(text, at)
    if match is None:
        raise ValueError(
            f"names: no {name!r} behind character {at}; list names in their order"
        )
    return match.span()


def _whole(name: str) -> re.Pattern[str]:
    """Match a name that is not part of a longer word."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def places_of(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where names stand as whole words; the longest, where several do."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    if longest:
        pattern = "|".join(_whole(name).pattern for name in longest)
        yield from (match.span() for match in re.finditer(pattern, text))


def _groups(
    entities: Sequence[Sequence[str]] | dict[str, tuple[str, ...]] | None,
) -> tuple[Group, ...] | None:
    if entities is None:
        return None
    if isinstance(entities, dict):
        groups = tuple(Group(tuple(names), label) for label, names in entities.items())
    else:
        groups = tuple(Group(tuple(names)) for names in entities)
    listed = [name for group in groups for name in dict.fromkeys(group.names)]
    twice = next((name for name in listed if listed.count(name) > 1), None)
    if twice is not None:
        raise ValueError(f"entities: {twice!r} is in two of them; leave it out of both")
    return groups
