"""Read a user's own names: spaCy's pattern JSONL, checked line by line."""

import json
import re
from pathlib import Path
from typing import Any

from spacy.matcher import Matcher
from spacy.schemas import validate_token_pattern
from spacy.vocab import Vocab

from kg.errors import DataError

LABELS = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "INITIATIVE": "INITIATIVE",
    "GPE": "GPE",
    "LOC": "LOC",
    "person": "PERSON",
    "organisation": "ORG",
    "initiative": "INITIATIVE",
    "place": "GPE",
}
"""What a line may give as `label`: spaCy's entity labels, or kg's own kinds."""

_KEYS = {"label", "pattern", "id"}


def read_patterns(path: Path) -> list[dict[str, Any]]:
    """Read one gazetteer into patterns for spaCy's span ruler.

    Blank lines are passed over. Raises DataError with file, line and reason for the
    first faulty line, and for a file that cannot be read.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise DataError(f"{path}: a gazetteer must be a UTF-8 text file") from None
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise DataError(f"{path}: cannot read this gazetteer: {reason}") from None
    return [
        _entry(line, where=f"{path}: line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]


def _entry(line: str, *, where: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise DataError(f"{where}: not valid JSON: {error}") from None
    if not isinstance(entry, dict):
        raise DataError(
            f'{where}: want an object like {{"label": ..., "pattern": ...}}'
        )
    if unknown := sorted(set(entry) - _KEYS):
        known = ", ".join(sorted(_KEYS))
        raise DataError(f"{where}: unknown key {unknown[0]!r} (known: {known})")
    return {
        "label": _label(entry, where),
        "pattern": _pattern(entry, where),
        **_id(entry, where),
    }


def _label(entry: dict[str, Any], where: str) -> str:
    label = entry.get("label")
    if not isinstance(label, str) or label not in LABELS:
        known = ", ".join(LABELS)
        raise DataError(f"{where}: label {label!r} is not one of {known}")
    return LABELS[label]


def _pattern(entry: dict[str, Any], where: str) -> str | list[dict[str, Any]]:
    pattern = entry.get("pattern")
    if isinstance(pattern, str) and pattern.strip():
        if not pattern.isprintable():
            raise DataError(f"{where}: pattern: holds a character no text can have")
        return pattern
    if not isinstance(pattern, list) or not pattern:
        raise DataError(
            f"{where}: pattern must be a name in quotes or a list of token patterns"
        )
    if errors := validate_token_pattern(pattern):
        raise DataError(f"{where}: pattern: {' '.join(errors[0].split())}")
    if any("_" in token for token in pattern):
        raise DataError(
            f"{where}: pattern: extension attributes (_) are not known here"
        )
    try:
        Matcher(Vocab()).add("entry", [pattern])
    except (ValueError, AttributeError, re.error) as error:
        raise DataError(f"{where}: pattern: {' '.join(str(error).split())}") from None
    return pattern


def _id(entry: dict[str, Any], where: str) -> dict[str, str]:
    if "id" not in entry:
        return {}
    if not isinstance(entry["id"], str) or not entry["id"].strip():
        raise DataError(f"{where}: id must be a text of its own, or left out")
    return {"id": entry["id"]}
