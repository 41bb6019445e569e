"""Tell apart whatever may find something else in the same document."""

import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from kg.settings import SHIPPED, Settings

HOME = Path(__file__).parent.parent

LIBRARIES = ("numpy", "onnxruntime", "spacy", "tokenizers")
"""Libraries whose versions may change what is found."""

ROOMS = ("annotate", "encode", "identity", "initiatives", "names", "relate")
FILES = ("edges/sources.py", "pipeline/finding.py", "records.py", "store/findings.py")
"""The code that finds; `data/*.toml` are its rules and words."""

READING_LIBRARIES = (
    *("charset-normalizer", "ftfy", "htmldate", "lxml", "lxml_html_clean"),
    *("markdown-it-py", "pypdf", "python-docx", "trafilatura"),
)
READING_ROOMS = ("clean", "documents")
READING_FILES = (
    *("data/clean.toml", "records.py", "pipeline/reading.py"),
    *("store/readings.py", "store/texts.py"),
)
"""What decides which text a document as found becomes."""

GRAPH_LIBRARIES = (
    *("cleanco", "duckdb", "igraph", "jinja2", "markupsafe", "networkx"),
    *("nicknames", "pyarrow", "pyvis", "rapidfuzz"),
)
"""What makes graphs and their files, beside all code of kg."""


def fingerprint(settings: Settings) -> str:
    """Return a digest of code, rules, pipeline, names and libraries.

    It is made from the contents of files, not from version numbers: rules and pipelines
    change more often than these.
    """
    return digest_of(ingredients(settings))


def ingredients(settings: Settings) -> dict[str, str]:
    """Return all that decides what is found: what it is called, and its version."""
    return _ingredients(LIBRARIES, _files(settings))


def fingerprint_of_reading() -> str:
    """Return a digest of the code and the libraries that read and clean documents."""
    files = _code(READING_FILES, READING_ROOMS)
    return digest_of(_ingredients(READING_LIBRARIES, files))


def fingerprint_of_graphs() -> str:
    """Return a digest of all code of kg, its page, and what makes graphs."""
    page = _named("page", HOME, (HOME / "data" / "view").rglob("*"))
    files = chain(_code((), ("",)), page)
    return digest_of(_ingredients(GRAPH_LIBRARIES, files))


def digest_of(ingredients: Mapping[str, str]) -> str:
    """Return the fingerprint of what `ingredients` returned."""
    lines = "".join(f"{name} {value}\n" for name, value in ingredients.items())
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def model_folder(model: str | None) -> Path | None:
    """Return the folder of a pipeline, or None if it cannot be told."""
    if model is None:
        return SHIPPED
    if Path(model).is_dir():
        return Path(model)
    try:
        spec = find_spec(model)
    except (ImportError, ValueError):
        return None
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def _ingredients(
    libraries: Iterable[str], files: Iterable[tuple[str, Path]]
) -> dict[str, str]:
    found = {name: version(name) for name in libraries}
    found["python"] = platform.python_version()
    for name, path in files:
        with path.open("rb") as file:
            found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _code(files: Iterable[str], rooms: Iterable[str]) -> Iterator[tuple[str, Path]]:
    yield from _named("code", HOME, (HOME / name for name in files))
    for room in rooms:
        yield from _named("code", HOME, (HOME / room).rglob("*.py"))


def _files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Yield every file that matters, with a name that is the same everywhere."""
    yield from _code(FILES, ROOMS)
    yield from _named("data", HOME, (HOME / "data").glob("*.toml"))
    model = model_folder(settings.model)
    if model is not None:
        yield from _named("model", model, model.rglob("*"))
    for number, path in enumerate(settings.gazetteers, start=1):
        if path.is_file():
            yield f"gazetteer {number}", path
    if settings.rules is not None and settings.rules.is_file():
        yield "rules", settings.rules


def _named(what: str, home: Path, paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            yield f"{what} {path.relative_to(home).as_posix()}", path
