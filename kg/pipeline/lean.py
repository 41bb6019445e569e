"""Keep spaCy from loading its command line, which kg has no use for."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


def load_spacy() -> None:
    """Load spaCy without `spacy.cli`, unless it is there already.

    That would load 360 modules more, among them two clients for HTTP, which takes a
    quarter of a second in every process. What needs `spacy.cli` later finds it.
    """
    if "spacy" in sys.modules:
        return
    absent = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    vars(absent["spacy.cli.info"])["info"] = _info
    sys.modules.update(absent)
    try:
        import_module("spacy")
    finally:
        for name in absent:
            del sys.modules[name]


def _info(*arguments: Any, **options: Any) -> Any:
    return import_module("spacy.cli.info").info(*arguments, **options)
