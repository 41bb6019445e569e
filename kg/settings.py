"""What a person may set, in a TOML file or on the command line."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import SettingsError

SHIPPED = Path(__file__).parent / "data" / "en_kg"
"""The pipeline that comes with kg."""

VECTORS = "kg_vectors"
"""The key of `Doc.user_data` that says that `Doc.tensor` is of the shipped pipeline."""

LEANINGS = "kg_leanings"
"""The key of `Doc.user_data` under which the shipped pipeline tells of the words of
names, by position, how many logits it prefers a person to an organisation."""

SPARING = "kg_sparing"
"""The key of `Doc.user_data` that has the shipped pipeline leave out sentences that can
neither name nor relate anybody."""

Kind = Literal["person", "organisation", "initiative", "place"]


_PLAINLY = {
    "extra_forbidden": "no such setting",
    "path_type": "write a path in quotes",
    "string_too_short": "is empty; leave it out or give one",
    "too_short": "give at least one",
    "tuple_type": 'write a list, such as ["one", "two"]',
}
"""What pydantic's types of error mean to somebody who writes TOML."""


class Settings(BaseModel):
    """Hold every choice of a run; each field has a default that suits most folders."""

    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=())

    model: str | None = Field(
        None,
        min_length=1,
        description="Name or folder of a spaCy pipeline; the shipped one if left out.",
    )
    gazetteers: tuple[Path, ...] = Field(
        (), description="Files of own names, as spaCy patterns (JSONL)."
    )
    rules: Path | None = Field(
        None, description="Own rules for relations (TOML); see docs/relations.md."
    )
    decisions: Path | None = Field(
        None, description="A CSV of names decided to be the same or different."
    )
    kinds: tuple[Kind, ...] = Field(
        ("person", "organisation", "initiative"),
        description="Kinds of entity that become nodes.",
        min_length=1,
    )
    cooccurrence: bool = Field(
        True, description="Whether to link names that share a sentence."
    )
    window: int = Field(
        0,
        ge=0,
        le=10,
        description="How many further sentences count as sharing, weighted down.",
    )
    stated: bool = Field(
        True, description="Whether to keep open relations under their own verb."
    )
    min_mentions: int = Field(
        1, ge=1, description="Leave out entities named less often than this."
    )
    view_limit: int = Field(
        300, ge=1, le=2000, description="How many entities the HTML view opens with."
    )
    max_megabytes: int = Field(
        100,
        ge=1,
        description="Leave out files larger than this; tables may have any size.",
    )
    max_characters: int = Field(
        10_000_000,
        ge=1,
        le=10_000_000,
        description="Leave out documents with more text than this.",
    )
    max_seconds: int = Field(
        60,
        ge=1,
        description="Give up a document that takes the processor longer, "
        "large ones much longer.",
    )
    max_memory: int = Field(
        4_000,
        ge=1_000,
        description="Give up a document for which a process needs more megabytes.",
    )


def load_settings(path: Path) -> Settings:
    """Read settings from a TOML file.

    Relative paths in it are taken from the file's own folder.

    Raises SettingsError, naming the line or the field, if it cannot be used.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot read settings: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: settings must be a UTF-8 text file") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None
    return make_settings(_with_absolute_paths(values, path.parent), where=str(path))


def make_settings(values: dict[str, object], *, where: str = "settings") -> Settings:
    """Check values and return Settings; raise SettingsError for the first bad one."""
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "settings"
        known = ", ".join(sorted(Settings.model_fields))
        hint = f" (known: {known})" if first["type"] == "extra_forbidden" else ""
        fault = _PLAINLY.get(first["type"], first["msg"])
        raise SettingsError(f"{where}: {field}: {fault}{hint}") from None


def _with_absolute_paths(values: dict[str, object], folder: Path) -> dict[str, object]:
    """Resolve the paths of a settings file against its folder."""
    resolved = dict(values)
    gazetteers = values.get("gazetteers")
    if isinstance(gazetteers, list):
        resolved["gazetteers"] = [folder / str(item) for item in gazetteers]
    for key in ("decisions", "rules"):
        if isinstance(values.get(key), str):
            resolved[key] = folder / str(values[key])
    return resolved
